// Generated from docs/openapi.json by `npm run types`. Do not edit.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Another way to read a finding. */
        Alternative: {
            /** @description A date as EDTF. */
            edtf: string | null;
            /** @description The value in words. */
            label: string;
            /** @description Why. */
            reason: string;
        };
        /** @description A block with its text, its marks and its repairs. */
        Block: {
            /**
             * Format: int32
             * @description Its number.
             */
            block: number;
            /** @description Calls of notes. */
            calls: components["schemas"]["Call"][];
            /** @description Its direction of writing. */
            dir: components["schemas"]["Dir"];
            /** @description Repaired places; `text` of the pieces stays as printed. */
            edits: components["schemas"]["EditMark"][];
            /**
             * Format: int32
             * @description For a note: the block that calls it.
             */
            host: number | null;
            /** @description What part of the text it is. */
            kind: components["schemas"]["BlockKind"];
            /** @description For a note: its number as printed. */
            label: string | null;
            /** @description Its language. */
            lang: string | null;
            /** @description What was found in it, by place, the longer first. */
            marks: components["schemas"]["Mark"][];
            /** @description The page on which it begins. */
            page: string | null;
            /** @description The print; several pieces where something interrupts it. */
            pieces: components["schemas"]["Piece"][];
        };
        /**
         * @description What part of a text a block is.
         * @enum {string}
         */
        BlockKind: "body" | "heading" | "running_head" | "footnote" | "endnote" | "bibliography" | "abstract" | "caption";
        /** @description A call of a note. */
        Call: {
            /** @description One past the last code point. */
            end: number;
            /** @description The call as printed. */
            label: string;
            /**
             * Format: int32
             * @description The block of the note.
             */
            note: number | null;
            /** @description First code point. */
            start: number;
        };
        /** @description A dated happening or document. */
        ChronologyRow: {
            /** @description Who acted, or sent. */
            agents: components["schemas"]["Party"][];
            /** @description EDTF. */
            date: string;
            /** @description The date as printed. */
            date_as_written: string;
            /** @description Identifier. */
            id: string;
            /** @description `event` or `document`. */
            kind: string;
            /** @description Asserted, reported, ordered ... */
            modality: string;
            /** @description A document's number in the calendar. */
            n: number | null;
            /** @description Where they stand. */
            passage: components["schemas"]["Passage"];
            place: null | components["schemas"]["Party"];
            /** @description The words, on one line. */
            text: string;
            /** @description Type of the happening, genre of the document. */
            type: string;
        };
        /** @description A historical document in a few words. */
        CitedDocument: {
            /** @description Date of writing or sending as EDTF, the first where the sources differ. */
            date: string | null;
            /** @description Senders. */
            from: components["schemas"]["Party"][];
            /** @description telegram, letter, note ... */
            genre: string;
            /** @description Identifier. */
            id: string;
            /** @description Its number in the calendar. */
            n: number;
            /** @description The words of the first source that tell it. */
            regest: string;
            /** @description Addressees. */
            to: components["schemas"]["Party"][];
        };
        /** @description One citation of an archival unit. */
        CitingRow: {
            /** @description The citation. */
            citation: components["schemas"]["Passage"];
            cited_for: null | components["schemas"]["Passage"];
            /** @description The historical documents it is cited for. */
            documents: components["schemas"]["CitedDocument"][];
            /** @description Folios of this unit, as printed. */
            folios: string[];
            /** @description Whether the words it is cited for are a quotation. */
            quotation: boolean;
        };
        /**
         * @description Direction of writing.
         * @enum {string}
         */
        Dir: "ltr" | "rtl";
        /** @description A date of a document with the sources that give it. */
        DocumentDate: {
            /** @description EDTF. */
            edtf: string;
            /** @description Paths. */
            sources: string[];
        };
        /** @description A document in which an entity has a role. */
        DocumentRef: {
            /** @description Its date as EDTF. */
            date: string | null;
            /** @description Identifier. */
            id: string;
            /** @description How it is called. */
            label: string;
            /** @description Its number in the calendar. */
            n: number;
            /** @description `sent_by`, `received_by`, `held_at`. */
            role: string;
        };
        /** @description A document of the calendar. */
        DocumentRow: {
            /** @description Citations as printed. */
            cited: string[];
            /** @description The date as printed, of the first source. */
            date_as_written: string | null;
            /** @description Dates of writing or sending; several where the sources differ. */
            dates: components["schemas"]["DocumentDate"][];
            /** @description The first passage. */
            first: components["schemas"]["Passage"];
            /** @description Senders. */
            from: components["schemas"]["Party"][];
            /** @description telegram, letter, note ... */
            genre: string;
            /** @description Identifier. */
            id: string;
            /** @description Its number in the calendar. */
            n: number;
            /** @description Whether a source quotes it. */
            quoted: boolean;
            /** @description Dates of arrival as EDTF. */
            received: string[];
            /** @description The words of the first source that tell it: the window builds the sentence from the fields. */
            regest: string;
            /** @description Archival units that are cited for it. */
            shelfmarks: components["schemas"]["Party"][];
            /** @description Sources that speak of it. */
            sources: components["schemas"]["SourceCount"][];
            /** @description What it is about, in words of a source. */
            subject: string | null;
            /** @description Addressees. */
            to: components["schemas"]["Party"][];
        };
        /** @description A repaired place. */
        EditMark: {
            /** @description One past the last code point. */
            end: number;
            /**
             * @description The kind of repair: `line_end_hyphen`, `hyphen_kept`, `hyphen_restored`, `white_space`, `note_call`,
             *     `interruption`, `capital`.
             */
            reason: string;
            /** @description The reason as stored. */
            reason_text: string;
            /** @description What stands there in the reading text. */
            replacement: string;
            /** @description First code point. */
            start: number;
        };
        /** @description An entity whose name fits. */
        EntityHit: {
            /** @description Identifier. */
            id: string;
            /** @description How it is called. */
            label: string;
            /** @description Mentions taken as this one. */
            mentions: number;
            /** @description What it is. */
            type: components["schemas"]["EntityKind"];
            /** @description Its spellings. */
            variants: string[];
        };
        /**
         * @description What an entity is.
         * @enum {string}
         */
        EntityKind: "person" | "place" | "body" | "document" | "event" | "shelfmark";
        /** @description Everything about one entity. */
        EntityPage: {
            /** @description The names and years of its row in the authority lists, where one fits. */
            authority: string | null;
            /** @description Mentions by source. */
            by_source: components["schemas"]["SourceCount"][];
            document: null | components["schemas"]["DocumentRow"];
            /** @description Documents in which it has a role, by number; the first 200. */
            documents: components["schemas"]["DocumentRef"][];
            /** @description Identifier. */
            id: string;
            /** @description How it is called. */
            label: string;
            /** @description Where it is spoken of: the page that was asked for. */
            mentions: components["schemas"]["Mention"][];
            /** @description Mentions in all. */
            mentions_total: number;
            /** @description A document's number in the calendar. */
            n: number | null;
            /** @description Entities that may be the same. */
            possible: components["schemas"]["PossibleEntity"][];
            /** @description For a document: what it is about, in words of a text. */
            regest: string | null;
            /** @description What the sources say of it. */
            statements: components["schemas"]["Statement"][];
            /** @description What it is. */
            type: components["schemas"]["EntityKind"];
            unit: null | components["schemas"]["ShelfmarkRow"];
            /** @description Its spellings, the most used first. */
            variants: components["schemas"]["Variant"][];
            /** @description For an archival unit: the reference in each style. */
            written: components["schemas"]["WrittenReference"][];
        };
        /** @description Something to filter by. */
        Facet: {
            /** @description The parameter: `source`, `genre`, `sender` ... */
            key: string;
            /** @description Values beyond those that are sent. */
            more: number;
            /** @description The most frequent values, those that are chosen always among them. */
            values: components["schemas"]["FacetValue"][];
        };
        /** @description A value to filter by. */
        FacetValue: {
            /** @description Whether it is chosen. */
            chosen: boolean;
            /** @description Rows that have it and pass all other filters. */
            count: number;
            /** @description Words of the sources or of the lists; for keys (genre, type, modality) the key. */
            label: string;
            /** @description The value of the parameter. */
            value: string;
        };
        /** @description A field of a document, event or quotation. */
        Field: {
            /** @description The words as printed, on one line. */
            as_written: string;
            /** @description A date as EDTF. */
            edtf: string | null;
            /** @description The entity. */
            entity: string | null;
            /** @description The finding that it is. */
            finding: string | null;
            /** @description The value in words of the sources or of the lists. */
            label: string;
            /**
             * @description `genre`, `sent_by`, `received_by`, `date_sent`, `date_received`, `subject`, `number`, `incipit`, `attestation`,
             *     `held_at`, `quoted_in`, `replies_to`; of an event `type`, `date`, `place`, `agent`, `modality`; of a quotation `speaker`,
             *     `document`.
             */
            predicate: string;
        };
        /** @description An entity that a finding names. */
        FindingEntity: {
            /** @description Identifier. */
            id: string;
            /** @description How it is called. */
            label: string;
            /** @description Why. */
            reasons: string[];
            /**
             * Format: double
             * @description The machine's score, 0 to 1.
             */
            score: number;
            /** @description Taken as the same, or possibly the same. */
            status: components["schemas"]["MentionStatus"];
            /** @description What it is. */
            type: components["schemas"]["EntityKind"];
        };
        /** @description Everything about one finding. */
        FindingPage: {
            /** @description Other ways to read it. */
            alternatives: components["schemas"]["Alternative"][];
            cited_for: null | components["schemas"]["Passage"];
            /** @description A date as EDTF. */
            edtf: string | null;
            /** @description The entities that it names or may name. */
            entities: components["schemas"]["FindingEntity"][];
            /** @description Identifier. */
            id: string;
            /** @description What it is. */
            kind: components["schemas"]["MarkKind"];
            /** @description The value in words of the sources or of the lists. */
            label: string;
            /** @description A document's number in the calendar. */
            n: number | null;
            /** @description Pack and version that hold the rule. */
            pack: string | null;
            /** @description Its fields. */
            parts: components["schemas"]["Field"][];
            /** @description Its words with the text around them. */
            passage: components["schemas"]["Passage"];
            /** @description Why, as stored. */
            reason: string;
            /** @description The rule that found it. */
            rule: string;
            /**
             * Format: double
             * @description The machine's score, 0 to 1.
             */
            score: number;
            /** @description What a person decided. */
            status: components["schemas"]["MarkStatus"];
            /** @description The words that triggered it: parts of the value that are printed elsewhere or inferred. */
            triggers: string[];
            /** @description What was read, as stored. */
            value: Record<string, never>;
        };
        /** @description A heading. */
        Heading: {
            /**
             * Format: int32
             * @description Its block.
             */
            block: number;
            /**
             * Format: int32
             * @description 1 for the title, 2 for those below it: the store keeps no deeper order.
             */
            level: number;
            /** @description Its words on one line. */
            text: string;
        };
        /** @description Rows by time. */
        Histogram: {
            /** @description The bins, without gaps. */
            bins: components["schemas"]["HistogramBin"][];
            /** @description Beginning of the first bin (EDTF). */
            from: string;
            /** @description How long a bin is. */
            step: components["schemas"]["Step"];
            /** @description Beginning of the last bin (EDTF). */
            to: string;
        };
        /** @description One bin: rows by their earliest day. */
        HistogramBin: {
            /** @description Rows without any filter. */
            all: number;
            /** @description Its beginning (EDTF). */
            at: string;
            /** @description Rows that pass the filters. */
            here: number;
        };
        /** @description An intake that takes files. */
        IntakeStarted: {
            /** @description Its identifier. */
            intake: string;
        };
        /** @description A folder that is being read. */
        Job: {
            /** @description What was found so far: `findings` while it reads, everything when it is done. */
            counts: {
                [key: string]: number;
            };
            /**
             * Format: int64
             * @description Bytes done.
             */
            done_bytes: number;
            /** @description Files done. */
            done_files: number;
            error: null | components["schemas"]["Problem"];
            /** @description The files by path; at most 2000 are sent. */
            files: components["schemas"]["JobFile"][];
            /** @description Its identifier. */
            job: string;
            /** @description Key of the project that it makes. */
            project: string;
            /**
             * Format: int64
             * @description Seconds left for reading, from the second file on.
             */
            seconds_left: number | null;
            /** @description How far it is. */
            state: components["schemas"]["JobState"];
            /**
             * Format: int64
             * @description Bytes in all.
             */
            total_bytes: number;
            /** @description Files in all. */
            total_files: number;
        };
        /** @description A file of a job. */
        JobFile: {
            /**
             * Format: int64
             * @description Its bytes.
             */
            bytes: number;
            /** @description What to try. */
            cure: string | null;
            /** @description Findings in it. */
            findings: number | null;
            /** @description What went wrong. */
            message: string | null;
            /** @description Path relative to the folder. */
            path: string;
            /** @description How far it is. */
            state: components["schemas"]["JobFileState"];
        };
        /**
         * @description How far a file is.
         * @enum {string}
         */
        JobFileState: "waiting" | "reading" | "done" | "current" | "failed";
        /** @description A job that was begun. */
        JobStarted: {
            /** @description Its identifier. */
            job: string;
            /** @description Key of the project. */
            project: string;
        };
        /**
         * @description How far a job is.
         * @enum {string}
         */
        JobState: "waiting" | "reading" | "joining" | "indexing" | "done" | "stopped" | "failed";
        /** @description A page of a list. */
        ListPage: {
            /** @description What can be filtered by, in a fixed order. */
            facets: components["schemas"]["Facet"][];
            histogram: null | components["schemas"]["Histogram"];
            /** @description `documents`, `chronology`, `people`, `places`, `bodies`, `shelfmarks`. */
            list: string;
            /** @description The first row of this page. */
            offset: number;
            /** @description The rows. */
            rows: components["schemas"]["Row"][];
            /** @description Rows that pass the filters. */
            total: number;
            /** @description Rows without a date among those that pass all other filters. */
            undated: number;
            /** @description Rows in all. */
            unfiltered: number;
        };
        /** @description Something that was found. */
        Mark: {
            /** @description A date as EDTF. */
            edtf: string | null;
            /** @description The entity that it names. */
            entity: string | null;
            /**
             * @description What is odd: `impossible_date`, `weekday_differs`, `night`, `styles_differ`, `inferred_year` (`_month`, `_day`,
             *     `_all`), `ambiguous`, `repaired`, `end_guessed`, `denied`, `possible`.
             */
            flags: string[];
            /** @description Identifier of the finding. */
            id: string;
            /** @description What it is. */
            kind: components["schemas"]["MarkKind"];
            /** @description The value in words of the sources or of the lists. */
            label: string;
            /** @description A document's number in the calendar. */
            n: number | null;
            /** @description Findings of which this one is a field. */
            part_of: string[];
            /** @description Findings that are fields of this one. */
            parts: string[];
            /** @description Its code points, in one or more pieces. */
            pieces: [
                number,
                number
            ][];
            /**
             * Format: double
             * @description The machine's score, 0 to 1.
             */
            score: number;
            /** @description What a person decided. */
            status: components["schemas"]["MarkStatus"];
        };
        /**
         * @description What a mark in the text is.
         * @enum {string}
         */
        MarkKind: "date" | "person" | "place" | "body" | "cite" | "quote" | "document" | "event";
        /**
         * @description What a person decided about a finding.
         * @enum {string}
         */
        MarkStatus: "undecided" | "accepted" | "rejected" | "corrected";
        /** @description A place where an entity is spoken of. */
        Mention: {
            /** @description The finding. */
            finding: string;
            /** @description Its words. */
            passage: components["schemas"]["Passage"];
            /** @description Why, as stored. */
            reason: string;
            /** @description Why it counts as this entity. */
            reasons: string[];
            /** @description The rule that found it. */
            rule: string;
            /**
             * Format: double
             * @description The machine's score, 0 to 1.
             */
            score: number;
            /** @description Taken as the same, or possibly the same. */
            status: components["schemas"]["MentionStatus"];
        };
        /**
         * @description Whether a finding is taken as this entity.
         * @enum {string}
         */
        MentionStatus: "same" | "possible";
        /** @description Something a person should know. */
        Message: {
            /** @description Stable code. */
            code: string;
            /** @description What to try. */
            cure: string | null;
            /** @description The file concerned. */
            file: string;
            /** @description What was found. */
            message: string;
            /** @description How grave it is. */
            severity: components["schemas"]["MessageSeverity"];
        };
        /**
         * @description How grave a message is.
         * @enum {string}
         */
        MessageSeverity: "error" | "warning" | "note";
        /** @description A person, place or body. */
        NameRow: {
            /** @description The row of the authority lists, where one fits. */
            authority: string | null;
            /** @description Documents in which it is sender or addressee. */
            documents: number;
            /** @description The first mention. */
            first: components["schemas"]["Passage"];
            /** @description Identifier. */
            id: string;
            /** @description How it is called. */
            label: string;
            /** @description Mentions taken as this one. */
            mentions: number;
            /** @description Mentions that may be this one. */
            possible: number;
            /** @description Sources that mention it. */
            sources: components["schemas"]["SourceCount"][];
            /** @description Its spellings. */
            variants: string[];
        };
        /** @description An entity with its label. */
        Named: {
            /** @description Identifier. */
            id: string;
            /** @description How it is called. */
            label: string;
        };
        /** @description The name of a folder that is to be added. */
        NewIntake: {
            /** @description The folder's name. */
            name: string;
        };
        /** @description What the reading view needs to lay out a long text before it has it. */
        Outline: {
            /** @description Its blocks in reading order. */
            blocks: components["schemas"]["OutlineBlock"][];
            /** @description Its length in code points. */
            chars: number;
            /** @description Its headings. */
            headings: components["schemas"]["Heading"][];
            /** @description The source. */
            source: components["schemas"]["SourceCard"];
        };
        /** @description A block without its text. */
        OutlineBlock: {
            /**
             * Format: int32
             * @description Its number.
             */
            block: number;
            /** @description Code points of its pieces. */
            chars: number;
            /** @description One past the last code point. */
            end: number;
            /** @description Number of its findings. */
            findings: number;
            /**
             * Format: int32
             * @description For a note: the block that calls it.
             */
            host: number | null;
            /** @description What part of the text it is. */
            kind: components["schemas"]["BlockKind"];
            /** @description The page on which it begins. */
            page: string | null;
            /** @description First code point. */
            start: number;
        };
        /** @description The doors of a project. */
        Overview: {
            /** @description What stands in it. */
            counts: {
                [key: string]: number;
            };
            /** @description Decisions in force. */
            decisions: number;
            /** @description The job that is reading it now. */
            job: string | null;
            /** @description Its key in addresses. */
            key: string;
            /** @description What a person should know. */
            messages: components["schemas"]["Message"][];
            /** @description Program and version that read it. */
            program: string;
            /** @description When it was last read (RFC 3339). */
            read_at: string | null;
            /** @description Changes when the content changes; part of ETags. */
            revision: string;
            /** @description Its sources by path. */
            sources: components["schemas"]["SourceCard"][];
            /** @description Decisions whose words were not found again. */
            stale_decisions: number;
            /** @description How it is called. */
            title: string;
        };
        /** @description A page without its words. */
        PageCard: {
            /** @description One past the last code point. */
            end: number;
            /**
             * Format: double
             * @description Height in points.
             */
            height: number;
            /**
             * Format: int32
             * @description Its number in the file, from 0.
             */
            index: number;
            /** @description The number printed on it, or its number from 1. */
            label: string;
            /** @description First code point. */
            start: number;
            /**
             * Format: double
             * @description Width in points (1/72 inch).
             */
            width: number;
        };
        /** @description The pages of a source. */
        PageList: {
            /** @description Its pages in order; none for a format without pages that can be drawn. */
            pages: components["schemas"]["PageCard"][];
            /** @description Path of the source. */
            source: string;
        };
        /** @description A page with the place of every word. */
        PagePart: {
            /** @description The page. */
            page: components["schemas"]["PageCard"];
            /** @description Path of the source. */
            source: string;
            /** @description Its words in the order of the text. */
            words: components["schemas"]["PageWord"][];
        };
        /** @description A word on a page, or the part of it that stands on one line. */
        PageWord: {
            /** @description One past the last code point. */
            end: number;
            /**
             * Format: double
             * @description Height in points.
             */
            height: number;
            /** @description First code point. */
            start: number;
            /**
             * Format: double
             * @description Width in points.
             */
            width: number;
            /**
             * Format: double
             * @description Left edge in points from the left edge of the page.
             */
            x: number;
            /**
             * Format: double
             * @description Upper edge in points from the top.
             */
            y: number;
        };
        /** @description A sender, addressee, place or agent. */
        Party: {
            /** @description The words as printed, on one line. */
            as_written: string;
            /** @description Identifier; empty where it is not identified. */
            id: string;
            /** @description How it is called, or the words as printed. */
            label: string;
        };
        /** @description Words of a source with what stands around them. */
        Passage: {
            /** @description What stands after them, on one line. */
            after: string;
            /** @description What stands before them, on one line. */
            before: string;
            /**
             * Format: int32
             * @description The block they stand in.
             */
            block: number;
            /** @description One past the last code point. */
            end: number;
            /** @description The words on one line: line breaks as blanks, words broken at a line end joined. */
            exact: string;
            /** @description The page as printed, or its number from 1, where the file has pages. */
            page: string | null;
            /** @description The source in lists and columns. */
            short: string;
            /** @description Path of the source relative to the folder. */
            source: string;
            /** @description First code point in the original. */
            start: number;
        };
        /** @description A stretch of print. */
        Piece: {
            /** @description One past the last code point. */
            end: number;
            /** @description First code point. */
            start: number;
            /** @description The original, letter for letter. */
            text: string;
        };
        /** @description An entity that may be the same. */
        PossibleEntity: {
            /** @description Identifier. */
            id: string;
            /** @description How it is called. */
            label: string;
            /** @description Why. */
            reasons: string[];
        };
        /** @description What went wrong: every answer with a status of 400 or more has this form. */
        Problem: {
            /** @description Stable code, such as `project.unknown`. */
            code: string;
            /** @description What to try. */
            cure: string;
            /** @description What was expected. */
            expected: string;
            /** @description What was found instead. */
            found: string;
            /** @description Where: a path, a parameter, a file. */
            place: string;
        };
        /** @description A project on the start page. */
        ProjectCard: {
            /** @description What stands in it; empty where it could not be opened or is not built yet. */
            counts: {
                [key: string]: number;
            };
            /** @description The job that is reading it now. */
            job: string | null;
            /** @description Its key in addresses. */
            key: string;
            /** @description Whether it is the sample that comes with the program. */
            sample: boolean;
            /** @description Number of its sources. */
            sources: number;
            /** @description How it is called. */
            title: string;
        };
        /** @description The projects that the server knows. */
        ProjectList: {
            /** @description Whether papers can be added; not with `--read-only`. */
            can_add: boolean;
            /** @description By title. */
            projects: components["schemas"]["ProjectCard"][];
            /** @description Version of the program. */
            version: string;
        };
        /** @description Words to quote, with their reference. */
        Quote: {
            /** @description The address of the words in this window, from the root. */
            address: string;
            /** @description The words on one line in quotation marks with author, title, page, file and place. */
            reference: string;
            /** @description The words as printed, letter for letter. */
            text: string;
        };
        /**
         * @description How far a file was read.
         * @enum {string}
         */
        ReadStatus: "read" | "partial" | "failed";
        /** @description A row of one of the lists; `list` of the page says of which. */
        Row: components["schemas"]["DocumentRow"] | components["schemas"]["ChronologyRow"] | components["schemas"]["NameRow"] | components["schemas"]["ShelfmarkRow"];
        /** @description A sentence that holds the words. */
        SearchHit: {
            /** @description The part of the text it stands in. */
            kind: components["schemas"]["BlockKind"];
            /** @description Its language. */
            lang: string | null;
            /** @description The words that match: code points inside `before`, `exact` and `after` joined with nothing between. */
            marks: [
                number,
                number
            ][];
            /** @description The sentence; `exact` is its reading text. */
            passage: components["schemas"]["Passage"];
        };
        /** @description A page of what was found for a query. */
        SearchPage: {
            /** @description Persons, places, bodies, archival units of this name; the first 20. */
            entities: components["schemas"]["EntityHit"][];
            /** @description How each word was understood: the word, a colon, the forms it was looked up under. */
            explained: string[];
            /** @description The sentences. */
            hits: components["schemas"]["SearchHit"][];
            /** @description The query. */
            q: string;
            /** @description Sentences that fit. */
            total: number;
        };
        /** @description Something about an archival reference that a person should look at. */
        ShelfmarkDoubt: {
            /**
             * @description What kind: `archive-unknown`, `archive-not-named`, `part-missing`, `one-letter-away`, `opis-alone`,
             *     `folio-out-of-range`, `range-backwards`, `ambiguous`.
             */
            kind: string;
            /** @description What is odd, in a sentence. */
            message: string;
            other: null | components["schemas"]["Named"];
        };
        /** @description An archival unit. */
        ShelfmarkRow: {
            /** @description The archive. */
            archive: string;
            /** @description How often it is cited. */
            citations: number;
            /** @description Its citations; in the list the first 24. */
            cited: components["schemas"]["CitingRow"][];
            /** @description File. */
            delo: string | null;
            /** @description What is odd about it. */
            doubts: components["schemas"]["ShelfmarkDoubt"][];
            /** @description All folios, as printed. */
            folios: string[];
            /** @description Fonds, as printed where it is first cited. */
            fond: string | null;
            /** @description Identifier. */
            id: string;
            /** @description Archive, fond, opis, delo. */
            label: string;
            /** @description Inventory. */
            opis: string | null;
            /** @description Sources that cite it. */
            sources: components["schemas"]["SourceCount"][];
        };
        /** @description One source. */
        SourceCard: {
            /** @description Its author, where known. */
            author: string | null;
            /** @description Number of its blocks. */
            blocks: number;
            /** @description Its length in code points. */
            chars: number;
            /** @description The encoding of the file. */
            encoding: string | null;
            /** @description Findings by kind. */
            findings: {
                [key: string]: number;
            };
            /** @description Its languages, the most used first. */
            langs: string[];
            /** @description The media type. */
            media_type: string;
            /** @description Number of its pages; 0 where it has none. */
            pages: number;
            /** @description Its name in lists and columns. */
            short: string;
            /** @description Its path relative to the folder. */
            source: string;
            /** @description How far it was read. */
            status: components["schemas"]["ReadStatus"];
            /** @description Its title, where one was found. */
            title: string | null;
        };
        /** @description How often a source speaks of something. */
        SourceCount: {
            /** @description How often. */
            count: number;
            /** @description The source in lists and columns. */
            short: string;
            /** @description Path of the source. */
            source: string;
        };
        /** @description What a source says. */
        Statement: {
            /** @description The words as printed, on one line. */
            as_written: string;
            /** @description The author's certainty, in the author's terms. */
            certainty: string | null;
            /** @description A date as EDTF. */
            edtf: string | null;
            /** @description The entity. */
            entity: string | null;
            /** @description Identifier. */
            id: string;
            /** @description The value in words of the sources or of the lists. */
            label: string;
            /** @description Asserted, reported, ordered ... */
            modality: string;
            /** @description The words it rests on; the first 8. */
            passages: components["schemas"]["Passage"][];
            /** @description How many passages it rests on. */
            passages_total: number;
            /** @description What is said (`sent_by`, `date_sent`). */
            predicate: string;
            /** @description The rule that made it. */
            rule: string;
            /**
             * Format: double
             * @description The machine's score, 0 to 1.
             */
            score: number;
            /** @description The source in lists and columns. */
            short: string;
            /** @description Path of the source that says it. */
            source: string;
            /** @description Whose words it rests on. */
            voice: string;
        };
        /**
         * @description How long a bin is.
         * @enum {string}
         */
        Step: "day" | "month" | "year" | "decade";
        /** @description A run of blocks. */
        TextPart: {
            /** @description The blocks in order. */
            blocks: components["schemas"]["Block"][];
            /**
             * Format: int32
             * @description First block.
             */
            first: number;
            /**
             * Format: int32
             * @description Last block that is sent, which may be before the one asked for.
             */
            last: number;
            /** @description Path of the source. */
            source: string;
        };
        /** @description A spelling. */
        Variant: {
            /** @description How often. */
            count: number;
            /** @description Its language, where all its mentions agree. */
            lang: string | null;
            /** @description The basic form. */
            name: string;
        };
        /** @description An archival reference in one style. */
        WrittenReference: {
            /** @description `ru`, `uk`, `az`, `ka`, `en`, `numbers`. */
            style: string;
            /** @description The reference. */
            text: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
