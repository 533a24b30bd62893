-- Version 1 of the project file. Offsets are bytes of source.raw_text, from 0, half-open.
-- Content identifiers are the first 16 hex digits of a SHA-256; source.id is the whole hash of the file's bytes.

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One execution of the program. A run without `ended` was interrupted.
CREATE TABLE run (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    program    TEXT NOT NULL,
    packs      TEXT NOT NULL CHECK (json_valid(packs)),
    parameters TEXT NOT NULL CHECK (json_valid(parameters)),
    inputs     TEXT NOT NULL CHECK (json_valid(inputs)),
    started    TEXT NOT NULL,
    ended      TEXT
) STRICT;

-- One text as it was read: the bytes with this hash, whatever paths hold them. `path` is the first of its paths.
CREATE TABLE source (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 64 AND id NOT GLOB '*[^0-9a-f]*'),
    path       TEXT NOT NULL CHECK (path <> ''),
    media_type TEXT NOT NULL,
    encoding   TEXT,
    kind       TEXT NOT NULL CHECK (kind IN ('literature', 'edition', 'newspaper', 'memoir', 'own_transcription')),
    langs      TEXT NOT NULL CHECK (json_valid(langs) AND json_type(langs) = 'array'),
    work_id    TEXT,
    csl        TEXT NOT NULL CHECK (json_valid(csl)),
    status     TEXT NOT NULL CHECK (status IN ('read', 'partial', 'failed')),
    read_key   TEXT NOT NULL,
    text_bytes INTEGER NOT NULL CHECK (text_bytes >= 0),
    run        INTEGER NOT NULL REFERENCES run (id),
    -- last, so that the columns above are read without walking through the text
    raw_text   TEXT NOT NULL
) STRICT;
CREATE INDEX source_run ON source (run);

CREATE TABLE source_path (
    path   TEXT NOT NULL PRIMARY KEY CHECK (path <> ''),
    source TEXT NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    first  INTEGER NOT NULL CHECK (first IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX source_path_first ON source_path (source) WHERE first = 1;
CREATE INDEX source_path_source ON source_path (source);

-- One repair of the raw text on the way to the reading text.
CREATE TABLE edit (
    source      TEXT NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    raw_start   INTEGER NOT NULL CHECK (raw_start >= 0),
    raw_end     INTEGER NOT NULL CHECK (raw_end >= raw_start),
    id          TEXT NOT NULL CHECK (length(id) = 16),
    replacement TEXT NOT NULL,
    reason      TEXT NOT NULL CHECK (reason <> ''),
    confidence  REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    PRIMARY KEY (source, raw_start, raw_end, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX edit_id ON edit (id);

-- One block of a text, or one sentence of a block.
CREATE TABLE segment (
    source     TEXT NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    ord        INTEGER NOT NULL CHECK (ord >= 0),
    level      TEXT NOT NULL CHECK (level IN ('block', 'sentence')),
    block      INTEGER NOT NULL CHECK (block >= 0),
    start      INTEGER NOT NULL CHECK (start >= 0),
    "end"      INTEGER NOT NULL CHECK ("end" >= start),
    kind       TEXT NOT NULL CHECK (kind IN ('body', 'heading', 'running_head', 'footnote', 'endnote', 'bibliography',
                                             'abstract', 'caption')),
    lang       TEXT,
    page       INTEGER CHECK (page >= 0),
    label      TEXT,
    call_start INTEGER CHECK (call_start >= 0),
    call_end   INTEGER CHECK (call_end >= call_start),
    CHECK ((call_start IS NULL) = (call_end IS NULL)),
    PRIMARY KEY (source, ord)
) STRICT, WITHOUT ROWID;

-- The words that something rests on. `start` and `end` are the hull of `pieces`.
CREATE TABLE anchor (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source     TEXT NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    start      INTEGER NOT NULL CHECK (start >= 0),
    "end"      INTEGER NOT NULL CHECK ("end" >= start),
    pieces     TEXT NOT NULL CHECK (json_valid(pieces) AND json_array_length(pieces) > 0),
    exact      TEXT NOT NULL,
    prefix     TEXT NOT NULL,
    suffix     TEXT NOT NULL,
    page_label TEXT,
    page_index INTEGER CHECK (page_index >= 0),
    boxes      TEXT CHECK (json_valid(boxes)),
    -- which stage needed it first: the analysis replaces its own
    stage      TEXT NOT NULL CHECK (stage IN ('source', 'analysis'))
) STRICT;
CREATE INDEX anchor_place ON anchor (source, start);
CREATE INDEX anchor_analysis ON anchor (stage) WHERE stage = 'analysis';

-- What one detector saw at one place, before any identity.
CREATE TABLE finding (
    id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source       TEXT NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    run          INTEGER NOT NULL REFERENCES run (id),
    kind         TEXT NOT NULL CHECK (kind <> ''),
    anchor       TEXT NOT NULL REFERENCES anchor (id) ON DELETE CASCADE,
    value        TEXT NOT NULL CHECK (json_valid(value)),
    alternatives TEXT NOT NULL CHECK (json_valid(alternatives) AND json_type(alternatives) = 'array'),
    rule         TEXT NOT NULL CHECK (rule <> ''),
    pack         TEXT,
    reason       TEXT NOT NULL,
    score        REAL NOT NULL CHECK (score BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX finding_kind ON finding (source, kind);
CREATE INDEX finding_anchor ON finding (anchor);

-- One reference to an archive, a book or a numbered list, as it is printed.
CREATE TABLE citation (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source     TEXT NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    anchor     TEXT NOT NULL REFERENCES anchor (id) ON DELETE CASCADE,
    as_written TEXT NOT NULL,
    marker     TEXT,
    refs       TEXT NOT NULL CHECK (json_valid(refs) AND json_type(refs) = 'array'),
    shelfmark  TEXT,
    cited_for  TEXT REFERENCES anchor (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX citation_source ON citation (source);
CREATE INDEX citation_anchor ON citation (anchor);
CREATE INDEX citation_cited_for ON citation (cited_for) WHERE cited_for IS NOT NULL;

-- A person, place, body and so on. Everything known about it is assertions.
CREATE TABLE entity (
    id    TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    type  TEXT NOT NULL CHECK (type IN ('person', 'place', 'body', 'document', 'event', 'shelfmark', 'work', 'case')),
    label TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A finding is taken to be a mention of an entity.
CREATE TABLE link (
    finding TEXT NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    entity  TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    reasons TEXT NOT NULL CHECK (json_valid(reasons) AND json_type(reasons) = 'array'),
    score   REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    status  TEXT NOT NULL CHECK (status IN ('same', 'possible')),
    PRIMARY KEY (finding, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_entity ON link (entity);

-- What a source says of a subject. The deferred key on (id, first_anchor) makes an assertion without an anchor impossible.
CREATE TABLE assertion (
    id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    subject      TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    predicate    TEXT NOT NULL CHECK (predicate <> ''),
    value        TEXT NOT NULL CHECK (json_valid(value) AND
                     (value ->> '$.as_written' IS NOT NULL OR value ->> '$.entity' IS NOT NULL)),
    first_anchor TEXT NOT NULL,
    authority    TEXT,
    according_to TEXT,
    cites        TEXT NOT NULL CHECK (json_valid(cites) AND json_type(cites) = 'array'),
    polarity     TEXT NOT NULL CHECK (polarity IN ('affirmed', 'denied')),
    modality     TEXT NOT NULL CHECK (modality IN ('asserted', 'reported', 'ordered', 'planned', 'alleged', 'conditional')),
    voice        TEXT NOT NULL CHECK (voice IN ('document_words', 'author_paraphrase', 'author_inference', 'author_gloss',
                                                'editor', 'program')),
    independence TEXT,
    cert         TEXT,
    score        REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    rule         TEXT NOT NULL CHECK (rule <> ''),
    run          INTEGER NOT NULL REFERENCES run (id),
    FOREIGN KEY (id, first_anchor) REFERENCES assertion_anchor (assertion, anchor)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX assertion_subject ON assertion (subject, predicate);

CREATE TABLE assertion_anchor (
    assertion TEXT NOT NULL REFERENCES assertion (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    anchor    TEXT NOT NULL REFERENCES anchor (id) ON DELETE CASCADE,
    ord       INTEGER NOT NULL CHECK (ord >= 0),
    PRIMARY KEY (assertion, anchor)
) STRICT, WITHOUT ROWID;
CREATE INDEX assertion_anchor_anchor ON assertion_anchor (anchor);

-- A relative date: b lies between min and max minutes after a. Without min or max that side is open.
CREATE TABLE constraint_ (
    id     TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    a      TEXT NOT NULL CHECK (a <> ''),
    b      TEXT NOT NULL CHECK (b <> ''),
    min    INTEGER,
    max    INTEGER CHECK (max >= min),
    anchor TEXT NOT NULL REFERENCES anchor (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX constraint_anchor ON constraint_ (anchor);

-- A passage that gives the words, or the content, of a document.
CREATE TABLE reading (
    document  TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    anchor    TEXT NOT NULL REFERENCES anchor (id) ON DELETE CASCADE,
    kind      TEXT NOT NULL CHECK (kind IN ('verbatim', 'partial', 'paraphrase', 'translation', 'summary')),
    alignment TEXT CHECK (json_valid(alignment)),
    PRIMARY KEY (document, anchor)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_anchor ON reading (anchor);

-- A message about a file; the file may have no source row.
CREATE TABLE diagnostic (
    path     TEXT NOT NULL CHECK (path <> ''),
    ord      INTEGER NOT NULL CHECK (ord >= 0),
    severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
    code     TEXT NOT NULL CHECK (code <> ''),
    message  TEXT NOT NULL,
    hint     TEXT,
    start    INTEGER CHECK (start >= 0),
    "end"    INTEGER CHECK ("end" >= start),
    PRIMARY KEY (path, ord),
    CHECK ((start IS NULL) = ("end" IS NULL))
) STRICT, WITHOUT ROWID;

-- A person's judgement. Names words, never rows, and is never changed.
CREATE TABLE decision (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT NOT NULL UNIQUE CHECK (length(id) = 16),
    about      TEXT NOT NULL CHECK (json_valid(about)),
    action     TEXT NOT NULL CHECK (action IN ('accept', 'reject', 'prefer', 'deprecate', 'leave_open', 'merge', 'split',
                                               'retype', 'correct_value', 'add', 'comment')),
    value      TEXT CHECK (json_valid(value)),
    rationale  TEXT NOT NULL,
    editor     TEXT NOT NULL,
    at         TEXT NOT NULL CHECK (at <> ''),
    supersedes TEXT REFERENCES decision (id)
) STRICT;

CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are append only'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are append only'); END;
-- INSERT OR REPLACE deletes without the trigger above.
CREATE TRIGGER decision_no_replace BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id OR seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'decisions are append only'); END;
