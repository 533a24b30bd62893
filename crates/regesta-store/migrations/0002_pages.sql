-- The pages of sources whose format has pages, with the place of every word. `words` is packed, see src/rows/page.rs.
CREATE TABLE page (
    source    TEXT NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    idx       INTEGER NOT NULL CHECK (idx >= 0),
    label     TEXT,
    raw_start INTEGER NOT NULL CHECK (raw_start >= 0),
    width     REAL NOT NULL CHECK (width >= 0),
    height    REAL NOT NULL CHECK (height >= 0),
    words     BLOB NOT NULL,
    PRIMARY KEY (source, idx)
) STRICT, WITHOUT ROWID;
