// Generated from docs/openapi.json by `npm run types`. Do not edit.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What one text says. */
        Account: {
            /** @description What is cited for it, as printed. */
            cited: string[];
            /** @description When, as EDTF, where that is told. */
            date: string | null;
            /** @description The document or event, and the findings, that it rests on: identifiers for `explain`. */
            ids: string[];
            /** @description `asserted`, or how else it is put. */
            modality: string;
            /** @description Its words and where they stand. */
            passage: components["schemas"]["ViewPassage"];
            /** @description What it says, in few words: the date, the number, the reading, the names. */
            value: string;
            /** @description `author`, or `document` for what stands in a quotation. */
            voice: string;
        };
        /** @description A word of a witness. */
        AlignedWord: {
            /** @description What stands between it and the next word. */
            after: string;
            /**
             * Format: uint
             * @description The word of the base against which it stands.
             */
            column: number | null;
            /** @description As it reads. */
            word: string;
        };
        /** @description Another way to read a finding. */
        Alternative: {
            /** @description A date as EDTF. */
            edtf: string | null;
            /** @description The value in words. */
            label: string;
            /** @description Why. */
            reason: string;
        };
        /** @description A place of the apparatus. */
        ApparatusEntry: {
            /** @description The base and the witnesses that read as it does. */
            agreeing: string[];
            /**
             * Format: uint
             * @description One past the last word.
             */
            end: number;
            /** @description The words of the base. */
            lemma: string;
            /** @description The others. */
            readings: components["schemas"]["ApparatusReading"][];
            /**
             * Format: uint
             * @description Words of the base: from 0, half-open; empty for an addition before that word.
             */
            start: number;
        };
        /** @description What witnesses have in place of the lemma. */
        ApparatusReading: {
            /**
             * @description In what they differ, the gravest first: orthography, recognition, supplement, cut_in_base, omission_marked,
             *     inflection, pronoun, omission_unmarked, addition, substitution.
             */
            grades: string[];
            /** @description Sigla of the witnesses that read so. */
            witnesses: string[];
            /** @description The words; empty where they are left out. */
            words: string;
        };
        /** @description Evidence that no reading uses. */
        Aside: {
            /** @description The evidence. */
            evidence: string;
            /** @description Why it is left aside. */
            reason: string;
        };
        /** @description Who says something. */
        Asserter: {
            /** @description The text, as the dossier cites it. */
            text: string;
            /** @description `author`, or `document` for what stands in a quotation. */
            voice: string;
            /** @description Whose document it is, as far as the sentence or the quotation says. */
            who: string | null;
        };
        /** @description Pairs of texts that share words. */
        AuthorsPage: {
            /** @description The sources in lists and columns, by path. */
            names: {
                [key: string]: string;
            };
            /** @description Those with most to explain first. */
            rows: components["schemas"]["AuthorsRow"][];
        };
        /** @description What two texts have in common, and what that says of one depending on the other. */
        AuthorsRow: {
            /** @description Path of the text that may depend on the other; none where nothing tells. */
            dependent: string | null;
            /** @description Path of the one: the earlier, where the years are known. */
            one: string;
            /** @description Path of the other. */
            other: string;
            /**
             * Format: uint
             * @description Passages that neither quotes: prose of the authors.
             */
            prose: number;
            /**
             * Format: uint
             * @description Words that they share as prose of their own.
             */
            prose_words: number;
            /**
             * Format: uint
             * @description Words of documents that both quote: one source of both, as a rule not one of them.
             */
            quoted: number;
            /** @description Why. */
            reasons: string[];
            /**
             * Format: uint32
             * @description Weighted letters of all that is prose or unmarked: how much there is to explain.
             */
            score: number;
            /** @description What they share, by identifier, the surest first. */
            shared: string[];
            /**
             * Format: uint
             * @description Words that the other quotes and the one has as its own.
             */
            unmarked_in_one: number;
            /**
             * Format: uint
             * @description Words that the one quotes and the other has as its own.
             */
            unmarked_in_other: number;
            /** @description The years in which they came out, where known. */
            years: (number | null)[];
        };
        /** @description On what a report rests. */
        Basis: "judged" | "proposed";
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
        /** @description One case under one scheme. */
        CasePage: {
            /** @description On what the page rests. */
            basis: components["schemas"]["Basis"];
            /** @description The case. */
            case: components["schemas"]["CaseSummary"];
            /** @description The time between the stages of every order. */
            delays: components["schemas"]["DelayRow"][];
            /** @description Departures, as sentences with the words of both sides. */
            deviations: components["schemas"]["Deviation"][];
            /** @description The evidence along time. */
            lanes: components["schemas"]["ViewTimelineLane"][];
            /** @description Where the words stand. */
            places: {
                [key: string]: components["schemas"]["ViewPassage"];
            };
            /** @description What the program proposes, with what was decided. */
            proposals: components["schemas"]["Proposal"][];
            /** @description The verdicts, with what they hang on and what would settle them. */
            report: components["schemas"]["ConformReport"];
            /** @description Judgements whose words are gone. */
            stale: string[];
            /** @description Evidence that nobody has judged. */
            unjudged: string[];
            /** @description Indicators for which nothing was found, with where the search ended. */
            unmatched: components["schemas"]["Unmatched"][];
        };
        /** @description A case in a list of cases. */
        CaseSummary: {
            /**
             * Format: uint
             * @description Pieces of evidence that count, on the basis that was asked for.
             */
            evidence: number;
            /** @description Short name. */
            id: string;
            /**
             * Format: uint
             * @description Proposals that were judged.
             */
            judged: number;
            /** @description Texts of it that the project does not have. */
            missing_texts: string[];
            /**
             * Format: uint
             * @description Proposals that nobody has judged.
             */
            open: number;
            /** @description How it ended, as the user sees it. */
            outcome: components["schemas"]["Outcome"] | null;
            /** @description Its texts. */
            texts: components["schemas"]["CaseText"][];
            /** @description What it is called. */
            title: string;
            /** @description The time within which evidence is looked for, EDTF. */
            window: string | null;
        };
        /** @description A text that a case draws on. */
        CaseText: {
            /** @description The file, relative to the folder of texts. */
            file: string;
            /** @description The name by which evidence calls it. */
            key: string;
            /** @description How it is cited. */
            label: string;
        };
        /** @description What one case says of one order. */
        CaseVerdict: {
            /** @description The case. */
            case: string;
            /** @description Each reading keeps to one text. */
            coherent: components["schemas"]["Counted"];
            /** @description Each stage from any text. */
            mixed: components["schemas"]["Counted"];
        };
        /** @description What a document answers. */
        ChainAnswer: {
            /** @description `told`: a text says so; `possible`: it goes the other way between the same two soon after, and no more is known. */
            basis: string;
            /** @description The time between the two. */
            delay: components["schemas"]["Span"] | null;
            /** @description The document that is answered. */
            to: string;
        };
        /** @description A document in the chain. */
        ChainRow: {
            /** @description Refusals to the same before a permit: how many, and how long from the first. */
            after_refusals: [
                number,
                components["schemas"]["Span"] | null
            ] | null;
            /** @description What it answers. */
            answers: components["schemas"]["ChainAnswer"] | null;
            /** @description When it was sent, EDTF; several where texts differ. */
            dates: string[];
            /** @description Who sent it. */
            from: components["schemas"]["ViewParty"][];
            /** @description Its genre. */
            genre: string;
            /** @description The document that it may hand on: its addressee sends this one on soon after, with words for it. */
            hands_on: string | null;
            /** @description The document. */
            id: string;
            /** @description Which part of the dossier's chain it is: `asks`, `decides`. */
            part: string | null;
            /** @description Where they stand. */
            passage: components["schemas"]["ViewPassage"] | null;
            /** @description The organs between sender and addressee in the register that it goes past. */
            past: string[];
            /** @description `proposal`, `permit`, `refusal`, `report`, by the words beside it; absent where they say neither. */
            step: string | null;
            /** @description To whom. */
            to: components["schemas"]["ViewParty"][];
            /** @description From the sending to the arrival, where a text tells both. */
            transit: components["schemas"]["Span"] | null;
            /** @description The words that say the step, or that speak of it. */
            words: string;
        };
        /** @description A choice of evidence for a stage. */
        Choice: {
            /** @description Its date, as the case file has it. */
            date: string;
            /** @description The evidence. */
            evidence: string;
            /** @description The indicator it is. */
            indicator: string;
            /** @description Its words. */
            quote: string;
            /** @description The stage. */
            stage: string;
            /** @description Its text. */
            text: string;
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
            /** @description What people decided of it and of its fields; the values follow them. */
            judged: components["schemas"]["Judged"][];
            /** @description `event` or `document`. */
            kind: string;
            /** @description Asserted, reported, ordered ... */
            modality: string;
            /** @description A document's number in the calendar. */
            n: number | null;
            /** @description Where they stand. */
            passage: components["schemas"]["Passage"];
            place: null | components["schemas"]["Party"];
            /** @description Whether a person said that there is no such thing. */
            rejected: boolean;
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
        /** @description One shared text, collated. */
        CollationPage: {
            /** @description Witnesses and apparatus. */
            collation: components["schemas"]["CollationRow"];
            /**
             * Format: uint
             * @description Words that two witnesses have in common.
             */
            common: number;
            /** @description The documents of the calendar that are spoken of at the place of a witness, or whose quotation it is. */
            documents: components["schemas"]["WitnessDocument"][];
            /** @description `quoted`, `partly_unmarked`, `shared_prose`. */
            kind: string;
            /** @description The sources in lists and columns, by path. */
            names: {
                [key: string]: string;
            };
            /** @description Whether it is under the line from which shared words are listed unasked. */
            possible: boolean;
        };
        /** @description A shared text collated. */
        CollationRow: {
            /** @description Where witnesses differ from the base, in the order of its words. */
            apparatus: components["schemas"]["ApparatusEntry"][];
            /** @description The sigil of the witness whose words stand in the line. */
            base: string;
            /** @description The shared text. */
            id: string;
            /** @description The witnesses. */
            witnesses: components["schemas"]["WitnessText"][];
        };
        /** @description Schemes side by side, and what must be known before they are. */
        Comparison: {
            /** @description Scheme by scheme in the order they were named, case by case, order by order. There is no sum and no rank. */
            rows: components["schemas"]["ComparisonRow"][];
            /** @description Warnings, each once. */
            warnings: string[];
        };
        /** @description What one case says of one order of one scheme. */
        ComparisonRow: {
            /** @description The case. */
            case: string;
            /** @description Text by text. */
            coherent: components["schemas"]["Counted"];
            /** @description The texts on whose word it is kept: it holds in all their readings that can test it. */
            kept_on: string[];
            /** @description Claim or expectation. */
            kind: components["schemas"]["OrderKind"];
            /** @description The texts on whose word it is lost: it fails in one of their readings. */
            lost_on: string[];
            /** @description With stages from any text. */
            mixed: components["schemas"]["Counted"];
            /** @description The texts whose dates leave it open in some reading and let it fail in none. */
            open_on: string[];
            /** @description `S3<S4`. */
            order: string;
            /** @description The scheme. */
            scheme: string;
        };
        /** @description What a case says of a scheme. */
        ConformReport: {
            /** @description Evidence that no reading uses, with the reason. */
            aside: components["schemas"]["Aside"][];
            /** @description The case. */
            case: string;
            /** @description What it is called. */
            case_title: string;
            /** @description Indicators to which stages were limited. */
            limited_to: {
                [key: string]: string[];
            };
            /** @description The mixed readings. */
            mixed: components["schemas"]["ReadingsReport"];
            /** @description Each tested order. */
            orders: components["schemas"]["OrderReport"][];
            /** @description The scheme. */
            scheme: string;
            /** @description What it is called. */
            scheme_title: string;
            /** @description The readings of each text. */
            texts: components["schemas"]["ReadingsReport"][];
            /** @description What a reader must know before the rest. */
            warnings: string[];
        };
        /** @description The chain of letters. */
        Correspondence: components["schemas"]["ChainRow"][];
        /** @description Bounds over all placings of the dates, and for mixed readings over all readings. */
        CostBounds: {
            /** @description Whether `greatest` is reached; otherwise it is an upper bound. */
            exact: boolean;
            /**
             * Format: uint64
             * @description In the placing that fits worst.
             */
            greatest: number;
            /**
             * Format: uint64
             * @description In the placing that fits best.
             */
            least: number;
        };
        /** @description A verdict with its count. */
        Counted: {
            /** @description From how many readings. */
            tally: components["schemas"]["Tally"];
            /** @description What follows. */
            verdict: components["schemas"]["Verdict"];
        };
        /** @description A number on the page. */
        Counted2: {
            /**
             * Format: uint
             * @description How many.
             */
            number: number;
            /** @description What is counted: a key for the words of the window. */
            what: string;
        };
        /** @description Which day of an event a date is. */
        DateKind: "happened" | "written" | "sent" | "received" | "printed" | "known";
        /** @description What was decided about a proposal. */
        Decided: "open" | "accepted" | "rejected" | "moved";
        /** @description The readings with certain choices. */
        DecidingRow: {
            /** @description The choices, one for each stage of the set. */
            choices: components["schemas"]["Choice"][];
            /** @description How the readings with them stand. */
            tally: components["schemas"]["Tally"];
        };
        /** @description A smallest set of stages whose choice tells where an order holds from where it fails. */
        DecidingSet: {
            /** @description What follows from each choice. */
            rows: components["schemas"]["DecidingRow"][];
            /** @description The stages. */
            stages: string[];
        };
        /** @description A decision to make on a finding, or on a field of a document or happening. */
        DecisionBody: {
            /** @description `accept`, `reject`, `correct_value`, `leave_open` or `comment`; of a finding `retype`, of a field `prefer`. */
            action: string;
            /** @description Who decides. */
            editor: string;
            /** @description For a field: the document or happening. */
            entity: string | null;
            /** @description The finding; nothing for a field. */
            finding: string;
            /**
             * @description The decision about this finding that the editor has seen. Another in force is told as a conflict, never overwritten
             *     in silence.
             */
            knows: string | null;
            /** @description For a field: its predicate (`sent_by`, `date_sent`, `genre` ...). */
            predicate: string | null;
            /** @description Why. */
            rationale: string;
            /** @description For a field without a statement: the text that speaks of the document; the first where it is not given. */
            source: string | null;
            /** @description For a field: the statement that is judged; none where a person gives a value to a field that has none. */
            statement: string | null;
            /**
             * @description For `correct_value` the value (of a date: EDTF, or words that are a date), for `retype` the kind, for `comment` the
             *     remark.
             */
            value: string | null;
        };
        /** @description All decisions of a project, the latest first. */
        DecisionList: {
            /** @description Those in force that differ about one thing, as they come from the files of colleagues: identifiers, the latest last. */
            conflicts: string[][];
            /** @description The decisions. */
            decisions: components["schemas"]["DecisionRow"][];
        };
        /** @description A decision of a person. */
        DecisionRow: {
            /** @description `accept`, `reject`, `correct_value`, `retype`, `leave_open`, `comment` and others. */
            action: string;
            /** @description When (RFC 3339). */
            at: string;
            /** @description Who decided; may be empty. */
            editor: string;
            /** @description The words it is about, on one line. */
            exact: string;
            /** @description The finding that these words are now; nothing where they were not found again. */
            finding: string | null;
            /** @description The value that the field had. */
            had: string | null;
            /** @description Identifier. */
            id: string;
            /** @description Whether no later one replaces it. */
            in_force: boolean;
            /** @description What sort of thing it is about, as stored. */
            kind: string;
            /** @description Why its words have no certain place any more: `not_found`, `ambiguous`, `other_context`. */
            lost: string | null;
            /** @description The names that a judgement about names is about. */
            names: string[];
            /** @description The field of a document or happening that it is about. */
            predicate: string | null;
            /** @description Why; may be empty. */
            rationale: string;
            /**
             * Format: int64
             * @description Its place in the order of decisions, from 1.
             */
            seq: number;
            /** @description Path of their source when it was made. */
            source: string;
            /** @description The decision that it replaces or undoes. */
            supersedes: string | null;
            /** @description The decision that it only takes back. */
            takes_back: string | null;
            /** @description The new value, kind or remark. */
            value: string | null;
        };
        /** @description The time from one stage to another, as the readings of one text have it. */
        DelayRow: {
            /** @description The case. */
            case: string;
            /** @description The earlier stage, as it was asked for. */
            from: string;
            /** @description When the earlier stage was, over all these readings. */
            from_when: string;
            /**
             * Format: int64
             * @description Greatest number of calendar days.
             */
            greatest_days: number | null;
            /**
             * Format: int64
             * @description Greatest difference in minutes.
             */
            greatest_minutes: number | null;
            /**
             * Format: int64
             * @description Least number of calendar days; negative where `to` comes first; absent where open.
             */
            least_days: number | null;
            /**
             * Format: int64
             * @description Least difference in minutes.
             */
            least_minutes: number | null;
            /** @description Whether the two may have come in either order. */
            open: boolean;
            /** @description The text; `(mixed)` for readings that take the two stages from different texts. */
            text: string;
            /** @description The later stage. */
            to: string;
            /** @description When the later one was. */
            to_when: string;
        };
        /** @description One departure of a case from a scheme. */
        Deviation: {
            /** @description `S3<S4`, or the stage. */
            about: string;
            /** @description The time between, for people; empty for a stage. */
            between: string;
            /** @description The case. */
            case: string;
            /**
             * @description What came first, though the scheme has it later; or what speaks against the stage. Absent where the case file
             *     itself lists the absence.
             */
            first: components["schemas"]["Choice"] | null;
            /** @description Of what kind. */
            kind: components["schemas"]["DeviationKind"];
            /** @description What came later. */
            second: components["schemas"]["Choice"] | null;
            /** @description The sentence, without the quotations. */
            sentence: string;
            /** @description Words of the case file where there is no evidence to name. */
            words: string;
        };
        /** @description What kind of departure it is. */
        DeviationKind: "order" | "mixed" | "stage";
        /**
         * @description Direction of writing.
         * @enum {string}
         */
        Dir: "ltr" | "rtl";
        /** @description A difference between accounts of one thing. */
        Disagreement: {
            /** @description What it is about: the happening or the document. */
            about: string;
            /** @description What differs: `date`, `number`, `sender`, `addressee`, `wording`, `order`, `happened`, `count`. */
            aspect: string;
            /** @description Whether both cannot be right; the other kinds only look so. */
            conflict: boolean;
            /** @description Named by kind, aspect and places: the same in every run over the same texts. */
            id: string;
            /** @description Whether the sides are two witnesses. */
            independence: components["schemas"]["Independence"];
            /** @description Its kind. */
            kind: components["schemas"]["Kind"];
            /** @description Under the line from which two accounts are taken to be of one thing: listed only where that is asked for. */
            possible: boolean;
            /** @description Why they are taken to be of one thing, and why the difference is of this kind. */
            reasons: string[];
            /**
             * Format: double
             * @description The machine's score for their being of one thing, 0 to 1.
             */
            score: number;
            /** @description The sides, by source and place; at least one (for what is impossible by itself). */
            sides: components["schemas"]["Account"][];
        };
        /** @description A difference between texts, with what a person decided of it. */
        DisagreementRow: {
            /** @description What it is about: the happening or the document. */
            about: string;
            /** @description What differs: `date`, `number`, `sender`, `addressee`, `wording`, `order`, `happened`, `count`. */
            aspect: string;
            /** @description Whether both cannot be right; the other kinds only look so. */
            conflict: boolean;
            /** @description Named by kind, aspect and places: the same in every run over the same texts. */
            id: string;
            /** @description Whether the sides are two witnesses. */
            independence: components["schemas"]["Independence"];
            /** @description Its kind. */
            kind: components["schemas"]["Kind"];
            /** @description Under the line from which two accounts are taken to be of one thing: listed only where that is asked for. */
            possible: boolean;
            /** @description Why they are taken to be of one thing, and why the difference is of this kind. */
            reasons: string[];
            /**
             * Format: double
             * @description The machine's score for their being of one thing, 0 to 1.
             */
            score: number;
            /** @description What was decided; nothing where nobody has. */
            settled: components["schemas"]["Settled"] | null;
            /** @description The sides, by source and place; at least one (for what is impossible by itself). */
            sides: components["schemas"]["Account"][];
        };
        /** @description The list of differences. */
        Disagreements: components["schemas"]["DisagreementRow"][];
        /** @description Something that is said differently. That texts differ is no contradiction yet: it is for a person to look at. */
        Discrepancy: {
            /** @description What it is about. */
            about: string;
            /** @description What kind: `date`, `order`, `holder`, `parent`, `status`, `one-document`, `thesis`. */
            kind: string;
            /** @description Each side. */
            sides: components["schemas"]["Said"][];
        };
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
            /** @description How sure the authors are of one of its fields, in their terms. */
            certainty: string[];
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
            /** @description What people decided of it and of its fields; the values follow them. */
            judged: components["schemas"]["Judged"][];
            /** @description Its number in the calendar. */
            n: number;
            /** @description Whether a source quotes it. */
            quoted: boolean;
            /** @description Dates of arrival as EDTF. */
            received: string[];
            /** @description The words of the first source that tell it: the window builds the sentence from the fields. */
            regest: string;
            /** @description Whether a person said that there is no such document. */
            rejected: boolean;
            /** @description Archival units that are cited for it. */
            shelfmarks: components["schemas"]["Party"][];
            /** @description Sources that speak of it. */
            sources: components["schemas"]["SourceCount"][];
            /** @description What it is about, in words of a source. */
            subject: string | null;
            /** @description Addressees. */
            to: components["schemas"]["Party"][];
        };
        /** @description Something that is wrong with a file of a dossier. */
        DossierFlaw: {
            /** @description What to try. */
            cure: string;
            /** @description Whether the file could not be used. */
            error: boolean;
            /** @description What is wrong. */
            message: string;
            /** @description File, line and column. */
            place: string;
        };
        /** @description Two sources that are one text. */
        Duplicate: {
            /** @description Path of the one. */
            one: string;
            /** @description Path of the other. */
            other: string;
            /**
             * Format: uint32
             * @description The share of the shorter, in thousandths.
             */
            share: number;
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
            /** @description What people decided of it and its fields, also values that no source gives. */
            judged: components["schemas"]["Judged"][];
            /** @description How it is called. */
            label: string;
            /** @description Where it is spoken of: the page that was asked for. */
            mentions: components["schemas"]["Mention"][];
            /** @description Mentions in all. */
            mentions_total: number;
            /** @description A document's number in the calendar. */
            n: number | null;
            position: null | components["schemas"]["EntityPosition"];
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
        /** @description Where a place lies. */
        EntityPosition: {
            /**
             * Format: double
             * @description Degrees north.
             */
            lat: number;
            /**
             * Format: double
             * @description Degrees east.
             */
            lon: number;
            /** @description Whose coordinates they are. */
            source: string;
        };
        /** @description One way to choose evidence for the stages that matter for an order. */
        Explained: {
            /** @description When the later one was. */
            after_when: string;
            /** @description The statements from which the bounds on the time between follow. */
            because: string[];
            /** @description When the earlier stage was, in this reading. */
            before_when: string;
            /** @description The time between, for people. */
            between: string;
            /** @description The same in calendar days. */
            between_days: string;
            /** @description The evidence chosen, for the stages that matter for the order and for its own two. */
            choices: components["schemas"]["Choice"][];
            /** @description What follows. */
            holding: components["schemas"]["Holding"];
            /**
             * Format: uint64
             * @description How many readings have these choices; they differ in stages that change nothing here.
             */
            readings: number;
            /** @description The text; empty for a mixed reading. */
            text: string;
        };
        /** @description Why something stands in the lists. */
        Explained2: {
            /** @description Differences that it has a side in; the difference itself where that was asked for. */
            disagreements: components["schemas"]["Disagreement"][];
            /** @description The identifier. */
            id: string;
            /** @description person, place, body, document, event, shelfmark, finding, or `disagreement`. */
            kind: string;
            /** @description How it is called. */
            label: string;
            /** @description Where it is spoken of: what was found there, by which rule, and why it counts as this one. */
            passages: components["schemas"]["ShownPassage"][];
            /** @description Findings that may be this one and were not merged: the identifier, and why. */
            possible: [
                string,
                string
            ][];
            /** @description What the texts say of it, each with its rule and its words. */
            statements: components["schemas"]["ExplainedStatement"][];
        };
        /** @description One statement with all that it rests on. */
        ExplainedStatement: {
            /** @description Whom the text names as its informant. */
            according_to: string | null;
            /** @description The text that is answerable for it. */
            authority: string | null;
            /** @description The author's certainty, in the author's terms. */
            cert: string | null;
            /** @description Identifier of the assertion. */
            id: string;
            /** @description Asserted, reported, ordered ... */
            modality: string;
            /** @description The words it rests on, the most telling first. */
            passages: components["schemas"]["ViewPassage"][];
            /** @description `affirmed` or `denied`. */
            polarity: string;
            /** @description What is said (`sent_by`, `date_sent`). */
            predicate: string;
            /** @description The rule that made it. */
            rule: string;
            /**
             * Format: double
             * @description The machine's score, 0 to 1.
             */
            score: number;
            /** @description The value in words. */
            value: string;
            /** @description Whose words it rests on: the author's, the document's, the program's. */
            voice: string;
        };
        /** @description Everything about one order in one case. */
        Explanation: {
            /** @description Evidence for the two stages that no reading uses, with the reason. */
            aside: string[];
            /** @description The case. */
            case: string;
            /**
             * Format: uint64
             * @description How many mixed readings are not listed.
             */
            not_listed: number;
            /** @description Reading by reading: texts first, then the mixed ones. */
            readings: components["schemas"]["Explained"][];
            /** @description The verdicts. */
            report: components["schemas"]["OrderReport"];
            /** @description The scheme. */
            scheme: string;
            /** @description What a reader must know before the rest. */
            warnings: string[];
        };
        /** @description One order in one case, with where its words stand. */
        ExplanationPage: {
            /** @description The order, reading by reading. */
            explanation: components["schemas"]["Explanation"];
            /** @description Where the words stand. */
            places: {
                [key: string]: components["schemas"]["ViewPassage"];
            };
            /** @description Evidence that nobody has judged. */
            unjudged: string[];
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
            decision: null | components["schemas"]["DecisionRow"];
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
        /** @description What one reading says of one order. */
        Holding: "holds" | "fails" | "open" | "untestable";
        /** @description A judgement about names. */
        IdentityBody: {
            /** @description `merge`, `split`, `rename`, `retype` or `undo`. */
            action: string;
            /** @description Who judges. */
            by: string;
            /** @description To undo: the judgement. */
            decision: string | null;
            /** @description Identifiers: two or more to merge (the first stays), one for others, none to undo. */
            entities: string[];
            /** @description To split: findings that leave. */
            findings: string[];
            /** @description To rename: the new name. */
            label: string | null;
            /** @description Why. */
            note: string;
            /** @description To split: paths of texts whose mentions leave. */
            sources: string[];
            /** @description To split: basic forms that leave. */
            spellings: string[];
            /** @description To retype: `person`, `place` or `body`. */
            type: string | null;
        };
        /** @description A judgement about names that holds. */
        IdentityDecisionRow: {
            /** @description `merge`, `split`, `rename`, `retype`. */
            action: string;
            /** @description When (RFC 3339). */
            at: string;
            /** @description Who judged. */
            by: string;
            /** @description Identifier. */
            id: string;
            /** @description The new name. */
            label: string | null;
            /** @description What the names were called when it was made. */
            names: string[];
            /** @description Why. */
            note: string;
            /** @description The new type. */
            type: string | null;
        };
        /** @description A judgement that was written down. */
        IdentityDone: {
            /** @description Identifier of the judgement, by which it is undone. */
            decision: string;
            /** @description The entity that its first mention stands under now. */
            entity: string | null;
        };
        /** @description What taking a file of judgements did. */
        Imported: {
            /** @description Things on which judgements in force differ now. */
            conflicts: number;
            /** @description Judgements that it had already. */
            known: number;
            /** @description Those of the file whose words were not found in these texts. */
            lost: number;
            /** @description Judgements that the project did not have. */
            new: number;
        };
        /** @description Whether two sides are two witnesses. */
        Independence: "independent" | "same_source" | "unknown" | "one_text";
        /** @description What follows where one indicator stands for a stage. */
        IndicatorVerdict: {
            /** @description The indicator that stands for it. */
            indicator: string;
            /** @description The stage. */
            stage: string;
            /** @description From how many readings. */
            tally: components["schemas"]["Tally"];
            /** @description What follows. */
            verdict: components["schemas"]["Verdict"];
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
        /** @description What a person decided of a row of a list, or of one of its fields. */
        Judged: {
            /** @description `accept`, `reject`, `prefer`, `correct_value`, `leave_open`, `add`. */
            action: string;
            /** @description When (RFC 3339). */
            at: string;
            /** @description Who decided. */
            by: string;
            /** @description The decision. */
            decision: string;
            /** @description The predicate (`sent_by`, `date_sent` ...); empty for the thing itself. */
            field: string;
            /** @description What the program had read. */
            machine: string;
            /** @description The text that it is about, by path. */
            source: string;
            /** @description The value as decided, in words or as EDTF. */
            value: string;
            /** @description Why. */
            why: string;
        };
        /** @description A judgement on proposals for a case. */
        JudgementBody: {
            /** @description `accept`, `reject` or `move`. */
            action: string;
            /** @description Who judges. */
            by: string;
            /** @description The case. */
            case: string;
            /** @description The date as the judge reads it, EDTF. */
            date: string | null;
            /** @description Why. */
            note: string;
            /** @description The proposals, by their names. */
            proposals: string[];
            /** @description The scheme; the first of the dossier where there is none. */
            scheme: string | null;
            /** @description For `move`: the stage, or `STAGE/INDICATOR`. */
            to: string | null;
        };
        /** @description How two accounts of one thing stand to each other. */
        Kind: "same" | "finer_precision" | "calendar_shift" | "sent_versus_received" | "printed_versus_sent" | "different_scope" | "change_over_time" | "orthography_only" | "wording_that_matters" | "number" | "date_or_hour" | "order_of_events" | "actor_or_role" | "territory" | "cause" | "within_one_text" | "impossible";
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
        /** @description Two places that the same words may mean. */
        MapCandidates: {
            /** @description One. */
            a: string;
            /** @description The other. */
            b: string;
            /** @description How many passages. */
            passages: number;
        };
        /** @description A dated happening at a place. */
        MapEvent: {
            /** @description Who acted. */
            agents: components["schemas"]["Party"][];
            /** @description EDTF. */
            date: string;
            /** @description The date as printed. */
            date_as_written: string;
            /** @description Identifier. */
            id: string;
            /** @description Asserted, reported, ordered ... */
            modality: string;
            /** @description Its words with their place. */
            passage: components["schemas"]["Passage"];
            /** @description The place. */
            place: string;
            /** @description Its type. */
            type: string;
        };
        /** @description A document that went from one place to another. */
        MapLetter: {
            /** @description EDTF. */
            date: string | null;
            /** @description The place it was sent from. */
            from: string;
            /** @description telegram, letter, note ... */
            genre: string;
            /** @description Identifier. */
            id: string;
            /** @description Its number in the calendar. */
            n: number;
            /** @description Where it is first spoken of. */
            passage: components["schemas"]["Passage"];
            /** @description The place it was sent to. */
            to: string;
        };
        /** @description A place that cannot be drawn. */
        MapNowhere: {
            /** @description Happenings and documents there that pass the filters. */
            entries: number;
            /** @description The first mention. */
            first: components["schemas"]["Passage"];
            /** @description Identifier. */
            id: string;
            /** @description How it is called. */
            label: string;
            /** @description How often it is mentioned. */
            mentions: number;
        };
        /**
         * @description Outlines in a box: shapes as degrees east and north, one point after the other. Land and lakes are closed rings, and a ring
         *     within another is a hole.
         */
        MapOutlines: {
            /** @description West, south, east, north. */
            bounds: number[];
            /**
             * Format: int32
             * @description 1 coarse, 2 middle, 3 fine.
             */
            grain: number;
            /** @description Lakes. */
            lakes: number[][];
            /** @description Land. */
            land: number[][];
            /** @description Rivers. */
            rivers: number[][];
        };
        /** @description Places on the map, what happened there, and what went from one to another. Degrees are decimal, north and east. */
        MapPage: {
            /** @description Whether a dossier asks for territories. */
            asks_statuses: boolean;
            /** @description West, south, east, north of all drawn places. */
            bounds: number[] | null;
            /** @description Pairs of places that the same words may mean. */
            candidates: components["schemas"]["MapCandidates"][];
            /** @description Dated happenings at a drawn place that pass the filters, by time; 3000 at most. */
            events: components["schemas"]["MapEvent"][];
            histogram: null | components["schemas"]["Histogram"];
            /** @description Events that pass, but are not sent. */
            left_out: number;
            /** @description Documents with a place of sending and one of receipt, both drawn, that pass the filters. */
            letters: components["schemas"]["MapLetter"][];
            /** @description Places that cannot be drawn, the most mentioned first. */
            nowhere: components["schemas"]["MapNowhere"][];
            /** @description Places of which the lists know where they lie, the most mentioned first. */
            places: components["schemas"]["MapPlace"][];
            /** @description What the texts say of the status of territories, where a dossier asks for it; empty unless asked for. */
            statuses: components["schemas"]["MapStatus"][];
            /** @description Entries that pass the filters. */
            total: number;
            /** @description Entries without any filter. */
            unfiltered: number;
            /** @description First and last year that most entries are of, for the names of the time. */
            years: number[] | null;
        };
        /** @description A place that is drawn. */
        MapPlace: {
            /** @description Happenings and documents here that pass all filters. */
            entries: number;
            /** @description The first mention. */
            first: components["schemas"]["Passage"];
            /** @description Identifier. */
            id: string;
            /**
             * @description What the list says it is: `city`, `village`, `station`, `region`, `state`, `river`, `sea`, `mountain`, `other`. Of all
             *     but the first three the point is a middle or a capital only.
             */
            kind: string;
            /** @description How it is called, in the form of a source. */
            label: string;
            /**
             * Format: double
             * @description Degrees north.
             */
            lat: number;
            /**
             * Format: double
             * @description Degrees east.
             */
            lon: number;
            /** @description Mentions in the texts that the filter `source` leaves. */
            mentions: number;
            /** @description Its names in the lists. */
            names: components["schemas"]["PlaceName"][];
            /** @description Whose coordinates they are. */
            position_source: string;
            /** @description Mentions that may be this place. */
            possible: number;
            /** @description Mentions by source. */
            sources: components["schemas"]["SourceCount"][];
            /** @description Its spellings in the sources. */
            variants: string[];
        };
        /** @description What a text says of the status of a territory. */
        MapStatus: {
            /** @description The text that says so, and whose document it quotes. */
            by: string;
            /** @description Who is named beside it, of those that may claim or hold. */
            claimants: string[];
            /** @description EDTF. */
            date: string | null;
            /** @description One past the last. */
            end: number;
            /** @description `asserted`, `reported`, `planned`, `ordered`, `denied`, `hedged`, `alleged`, `conditional`. */
            modality: string;
            /** @description The drawn place that bears one of its names; `null` where none does. */
            place: string | null;
            /** @description `claims`, `holds`, `awarded`, `neutral`, `disputed`, `promised`, `renounced`. */
            relation: string;
            /** @description Path of the source. */
            source: string;
            /** @description First code point. */
            start: number;
            /** @description The territory's name in the register. */
            territory: string;
            /** @description Its words, on one line. */
            words: string;
        };
        /** @description Something that was found. */
        Mark: {
            /** @description A date as EDTF. */
            edtf: string | null;
            /** @description The entity that it names. */
            entity: string | null;
            /**
             * @description What is odd: `impossible_date`, `weekday_differs`, `night`, `styles_differ`, `inferred_year` (`_month`, `_day`,
             *     `_all`), `ambiguous`, `repaired`, `end_guessed`, `denied`, `possible`, `by_hand`.
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
        /** @description Words to keep as a finding that a person made. */
        MarkBody: {
            /** @description Who decides. */
            editor: string;
            /** @description One past the last code point. */
            end: number;
            /** @description `date`, `person`, `place`, `body`, `cite`, `quote`, `document` or `event`. */
            kind: string;
            /** @description Why. */
            rationale: string;
            /** @description Path of the source. */
            source: string;
            /** @description First code point. */
            start: number;
            /** @description What it is; what the rules read in it unless given. */
            value: string | null;
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
        MarkStatus: "undecided" | "accepted" | "rejected" | "corrected" | "left_open" | "added";
        /** @description One stage of one case. */
        MatrixCell: {
            /** @description Absences as the case file lists them: `silent in A, B`. */
            absences: string[];
            /** @description The case. */
            case: string;
            /** @description What speaks against it. */
            denied: components["schemas"]["Choice"][];
            /** @description What a text says with doubt; it makes no `+`. */
            hedged: components["schemas"]["Choice"][];
            /** @description What its texts say. */
            presence: components["schemas"]["Presence"];
            /** @description What speaks for it. */
            told: components["schemas"]["Choice"][];
        };
        /** @description One stage over all cases. */
        MatrixRow: {
            /** @description One for each case. */
            cells: components["schemas"]["MatrixCell"][];
            /** @description What it is called. */
            name: string;
            /** @description Whether a run is complete without it. */
            optional: boolean;
            /** @description The stage. */
            stage: string;
        };
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
        /** @description How a text puts what it says; it decides what a statement is evidence of. */
        Modality: "asserted" | "reported" | "planned" | "ordered" | "denied" | "hedged" | "alleged" | "conditional";
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
        /** @description A statement that somebody held an office. */
        OfficeRow: {
            /** @description The row of an authority list that the name is of. */
            authority: string | null;
            /** @description Who says so. */
            by: components["schemas"]["Asserter"];
            /** @description When, EDTF. */
            date: string | null;
            /** @description The office, as the register calls it. */
            office: string;
            /** @description Where they stand. */
            passage: components["schemas"]["ViewPassage"];
            /** @description The person, in the basic form of the text. */
            person: string;
            /** @description Whether one person holds it at a time. */
            single: boolean;
            /** @description Its words. */
            words: string;
        };
        /** @description What an [`Order`] is. */
        OrderKind: "claim" | "definition" | "expectation";
        /** @description What a case says of one order. */
        OrderReport: {
            /** @description Text by text, all of them together: each reading keeps to one text. */
            coherent: components["schemas"]["Counted"];
            /**
             * @description The smallest sets of choices that decide, among the mixed readings; none where nothing is to decide, or where no
             *     three choices do.
             */
            deciding: components["schemas"]["DecidingSet"][];
            /** @description The mixed readings by the indicator that stands for a stage, where several do. */
            indicators: components["schemas"]["IndicatorVerdict"][];
            /** @description Claim or expectation. */
            kind: components["schemas"]["OrderKind"];
            /** @description Readings that take each stage from any text: combinations that no text may assert. */
            mixed: components["schemas"]["Counted"];
            /** @description False where there were too many choices: then `open` counts what was not looked at. */
            mixed_complete: boolean;
            /** @description `S3<S4`. */
            order: string;
            /** @description What would settle what is open. */
            settling: string[];
            /** @description Each text. */
            texts: components["schemas"]["TextVerdict"][];
        };
        /** @description An order over all cases. */
        OrderRow: {
            /** @description What the later one is called. */
            after: string;
            /** @description What the earlier stage is called. */
            before: string;
            /** @description One for each case. */
            cases: components["schemas"]["CaseVerdict"][];
            /** @description Claim or expectation. */
            kind: components["schemas"]["OrderKind"];
            /** @description `S3<S4`. */
            order: string;
        };
        /** @description An organ of the register with what the texts say of it. */
        OrganRow: {
            /** @description Short name. */
            id: string;
            /** @description What it is called. */
            name: string;
            /** @description How many sentences of each text name it. */
            named: {
                [key: string]: number;
            };
            /** @description Offices and their holders: by office, by date, by text. */
            offices: components["schemas"]["OfficeRow"][];
            /** @description The organs above it as texts have them, the first statement of each text on each. */
            parents: components["schemas"]["ParentRow"][];
            /** @description The organs above it as the register has them: general knowledge, and no statement of a text. */
            under: string[];
        };
        /** @description How a run ended, as the user sees it. */
        Outcome: {
            /** @description Who says so: `user`, or a text. */
            basis: string;
            /** @description The end, in a word. */
            value: string;
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
            /** @description What the dossier over it is called, where there is one. */
            dossier: string | null;
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
        /** @description A statement that an organ stands under another. */
        ParentRow: {
            /** @description Who says so. */
            by: components["schemas"]["Asserter"];
            /** @description Where they stand. */
            passage: components["schemas"]["ViewPassage"];
            /** @description Whether the register has it so too. */
            registered: boolean;
            /** @description The organ above, by its name in the register. */
            under: string;
            /** @description Its words. */
            words: string;
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
        /** @description A listed name of a place. */
        PlaceName: {
            /**
             * Format: int32
             * @description First year in which it was the name; `null` where the list does not say.
             */
            from: number | null;
            /** @description BCP 47 tag; empty for an identifier's own. */
            lang: string;
            /** @description The name. */
            name: string;
            /**
             * Format: int32
             * @description Last year.
             */
            to: number | null;
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
        /** @description Whether a stage took place, as the texts have it. */
        Presence: "+" | "-" | "?" | "!";
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
        /** @description A passage that may be evidence of a stage. It counts for nothing until a person accepts it. */
        Proposal: {
            /** @description First code point of the words in the decoded original, from 0, and one past the last. */
            at: number[];
            /** @description The date, EDTF in the Gregorian calendar. */
            date?: string | null;
            /** @description Which day it is. */
            date_kind?: components["schemas"]["DateKind"] | null;
            /** @description The file, relative to the folder of the project. */
            file: string;
            /** @description Made of file, words, stage and indicator: the same at every run for the same words. */
            id: string;
            /** @description The indicator. */
            indicator: string;
            /** @description What was decided. */
            judged: components["schemas"]["Decided"];
            /** @description How they put it. */
            modality: components["schemas"]["Modality"];
            /** @description The words. */
            quote: string;
            /** @description Why. */
            reason: string;
            /** @description A date told by its distance. */
            relative?: components["schemas"]["ProposedDistance"] | null;
            /** @description How it was found: `propose.event`, `propose.document`, `propose.words`. */
            rule: string;
            /** @description The stage. */
            stage: string;
            /** @description The text, by the name the case gives it. */
            text: string;
            /** @description Whose voice: author, or document where it is quoted. */
            voice: string;
        };
        /** @description A date told by its distance from another proposal. */
        ProposedDistance: {
            /** @description How long after it, as in a case file. */
            after?: string | null;
            /** @description How long before it. */
            before?: string | null;
            /** @description The other proposal. */
            to: string;
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
        /** @description The readings of one text, or the mixed ones. */
        ReadingsReport: {
            /**
             * Format: uint64
             * @description Those in which every claim that can be tested holds; absent likewise.
             */
            certain: number | null;
            /**
             * Format: uint64
             * @description Those that do not contradict themselves; absent where there were too many to count.
             */
            consistent: number | null;
            /** @description Contradictions within the readings, with the words of both sides. */
            contradictions: string[];
            /** @description Moved and missing stages, where they were asked for and could be counted. */
            cost: components["schemas"]["CostBounds"] | null;
            /** @description Whether what is hedged is taken as said. */
            hedged: boolean;
            /** @description What was not counted, and why. */
            limits: string[];
            /**
             * Format: uint64
             * @description Those in which all claims can hold together; absent likewise, and where no claim can be tested.
             */
            possible: number | null;
            /**
             * Format: uint64
             * @description Ways to choose one piece of dated evidence for each stage that has any.
             */
            readings: number;
            /** @description The text; empty for the mixed readings. */
            text: string;
            /** @description Stages of the orders without dated evidence here. */
            undated: string[];
        };
        /** @description Passages that may give one document in words of their own. */
        RetoldPage: {
            /** @description The sources in lists and columns, by path. */
            names: {
                [key: string]: string;
            };
            /** @description The rows of this page, those for which most speaks first. */
            rows: components["schemas"]["RetoldRow"][];
            /**
             * Format: uint
             * @description Rows in all.
             */
            total: number;
        };
        /** @description Two passages that may give one document without sharing its words. */
        RetoldRow: {
            /** @description Documents of the calendar that the passages speak of, by identifier. */
            documents: string[];
            /** @description `paraphrase` or `translation`. */
            kind: string;
            /** @description The two passages, by path. */
            passages: components["schemas"]["ViewPassage"][];
            /** @description What speaks for it. */
            reasons: string[];
            /**
             * Format: uint32
             * @description How much speaks for it, in hundredths: what is listed has 60 or more.
             */
            score: number;
        };
        /** @description Findings to look at, those that matter most first. */
        ReviewPage: {
            /** @description Things about which decisions in force differ. */
            conflicts: number;
            /** @description Those that were decided on. */
            decided: number;
            /** @description How many of each kind pass the other filters. */
            kinds: {
                [key: string]: number;
            };
            /** @description The first row of this page. */
            offset: number;
            /** @description The rows of this page. */
            rows: components["schemas"]["ReviewRow"][];
            /** @description Decisions in force whose words stand nowhere in the texts any more. */
            stale: number;
            /** @description Rows that pass the filters. */
            total: number;
            /** @description Findings that nobody has decided on and that pass the filters of kind and source. */
            undecided: number;
        };
        /** @description A finding to look at. */
        ReviewRow: {
            decision: null | components["schemas"]["DecisionRow"];
            /** @description A date as EDTF. */
            edtf: string | null;
            /** @description The entity that it names. */
            entity: string | null;
            /** @description The finding. */
            finding: string;
            /** @description What is odd, as for a mark in the text. */
            flags: string[];
            /** @description What it is. */
            kind: components["schemas"]["MarkKind"];
            /** @description The value in words of the sources or of the lists. */
            label: string;
            /** @description A document's number in the calendar. */
            n: number | null;
            /** @description The words, with what stands around them. */
            passage: components["schemas"]["Passage"];
            /**
             * Format: double
             * @description The machine's score, 0 to 1.
             */
            score: number;
            /** @description What was decided. */
            status: components["schemas"]["MarkStatus"];
            /** @description In how many documents, happenings and quotations it is used, and for a name those of its entity. */
            used: number;
        };
        /** @description A row of one of the lists; `list` of the page says of which. */
        Row: components["schemas"]["DocumentRow"] | components["schemas"]["ChronologyRow"] | components["schemas"]["NameRow"] | components["schemas"]["ShelfmarkRow"];
        /** @description What one asserter says, in a discrepancy. */
        Said: {
            /** @description Who says it. */
            by: components["schemas"]["Asserter"];
            /** @description When, EDTF. */
            date: string | null;
            /** @description Where they stand. */
            passage: components["schemas"]["ViewPassage"] | null;
            /** @description What, in few words. */
            value: string;
            /** @description Its words, on one line. */
            words: string;
        };
        /** @description Who a scheme is from. */
        SchemeStatus: "claim" | "user";
        /** @description A scheme in a list of schemes. */
        SchemeSummary: {
            /** @description Short name. */
            id: string;
            /** @description Its orders. */
            orders: string[];
            /** @description Where an author states it. */
            stated_by: components["schemas"]["StatedBy"] | null;
            /** @description Who it is from. */
            status: components["schemas"]["SchemeStatus"];
            /** @description What it is called. */
            title: string;
        };
        /** @description A scheme over all cases of a dossier. */
        SchemesPage: {
            /** @description What it is about. */
            about: string;
            /** @description On what the page rests. */
            basis: components["schemas"]["Basis"];
            /** @description The cases. */
            cases: components["schemas"]["CaseSummary"][];
            /** @description What is wrong with its files. */
            flaws: components["schemas"]["DossierFlaw"][];
            /** @description Orders by cases. */
            orders: components["schemas"]["OrderRow"][];
            /** @description Where the words stand. */
            places: {
                [key: string]: {
                    [key: string]: components["schemas"]["ViewPassage"];
                };
            };
            /** @description Stages by cases. */
            rows: components["schemas"]["MatrixRow"][];
            /** @description The one that is shown. */
            scheme: string;
            /** @description All its schemes. */
            schemes: components["schemas"]["SchemeSummary"][];
            /** @description The stages of the scheme. */
            stages: components["schemas"]["StageSummary"][];
            /** @description What the dossier is called. */
            title: string;
            /** @description Evidence that nobody has judged; only on the basis of proposals. */
            unjudged: string[];
            /** @description What a reader must know before a verdict, with the case before it. */
            warnings: string[];
        };
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
            /** @description Documents of the calendar that fit the fields of the query; the first 20. */
            documents: components["schemas"]["DocumentRow"][];
            /** @description How many documents fit in all. */
            documents_total: number;
            /** @description Persons, places, bodies, archival units of this name; the first 20. */
            entities: components["schemas"]["EntityHit"][];
            /** @description How each word was understood: the word, a colon, the forms it was looked up under. */
            explained: string[];
            /** @description The sentences. */
            hits: components["schemas"]["SearchHit"][];
            /** @description Where nothing was found: names that are written nearly so. */
            near: components["schemas"]["EntityHit"][];
            /** @description The query. */
            q: string;
            /** @description Sentences that fit. */
            total: number;
        };
        /** @description A judgement about a difference between texts. */
        SettleBody: {
            /** @description `prefer`, `leave_open` or `reject` (it is no difference). */
            action: string;
            /** @description Who decides. */
            editor: string;
            /** @description The judgement about it that the editor has seen. */
            knows: string | null;
            /** @description Why. */
            rationale: string;
            /** @description For `prefer`: the side, from 0. */
            side: number | null;
        };
        /** @description What a person decided of a difference. */
        Settled: {
            /** @description `prefer`, `leave_open`, `reject`. */
            action: string;
            /** @description When (RFC 3339). */
            at: string;
            /** @description Who decided; may be empty. */
            by: string;
            /** @description The decision. */
            decision: string;
            /**
             * Format: uint
             * @description The preferred side, from 0.
             */
            side: number | null;
            /** @description Why; may be empty. */
            why: string;
        };
        /** @description What the texts of a project have in the same words, the surest first. */
        SharedPage: {
            /** @description Texts that are one text twice: not held against each other. */
            duplicates: components["schemas"]["Duplicate"][];
            /** @description How many of each kind pass the other filters: `quoted`, `partly_unmarked`, `shared_prose`. */
            kinds: {
                [key: string]: number;
            };
            /** @description The sources in lists and columns, by path. */
            names: {
                [key: string]: string;
            };
            /**
             * Format: uint
             * @description Rows of low score, which are listed when they are asked for.
             */
            possible: number;
            /** @description The rows of this page. */
            rows: components["schemas"]["SharedRow"][];
            /**
             * Format: uint
             * @description Rows that pass the filters.
             */
            total: number;
            /**
             * Format: uint
             * @description Rows in all, those of low score included.
             */
            unfiltered: number;
        };
        /** @description Words that several texts have. */
        SharedRow: {
            /** @description Named by the words: the same in every run. */
            id: string;
            /** @description `quoted` (all quote it), `partly_unmarked` (some have it as their own words), `shared_prose` (nobody quotes it). */
            kind: string;
            /** @description Under the line from which it is listed without being asked for. */
            possible: boolean;
            /**
             * Format: uint32
             * @description Letters of the shared words, the rarer the more, without commonplaces.
             */
            score: number;
            /** @description As each text has it. */
            witnesses: components["schemas"]["WitnessRow"][];
            /**
             * Format: uint
             * @description Words that two witnesses have in common.
             */
            words: number;
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
        /** @description Words with the sentence around them. */
        ShownPassage: {
            /** @description The block they stand in, as it reads (line breaks and hyphens joined), cut to some 400 characters around them. */
            context: string;
            /** @description Why it counts as this entity; empty for a finding shown by itself. */
            joined_because: string[];
            /** @description What was found there and why. */
            kind: string;
            /** @description The words inside `context`: code points, half-open. */
            mark: [
                number,
                number
            ];
            /** @description Pack and version that hold the rule. */
            pack: string | null;
            /** @description The words. */
            passage: components["schemas"]["ViewPassage"];
            /** @description Why, in words. */
            reason: string;
            /** @description Rule that found it. */
            rule: string;
            /**
             * Format: double
             * @description The machine's score, 0 to 1.
             */
            score: number;
            /** @description What was read there, as stored. */
            value: unknown;
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
        /** @description A span of minutes; an end that nothing bounds is absent. */
        Span: {
            /**
             * Format: int64
             * @description Greatest.
             */
            greatest: number | null;
            /**
             * Format: int64
             * @description Least.
             */
            least: number | null;
        };
        /** @description A stage of the scheme that is shown. */
        StageSummary: {
            /** @description Short name. */
            id: string;
            /** @description `STAGE/INDICATOR` of all that may stand for it. */
            indicators: string[];
            /** @description What it is called. */
            name: string;
            /** @description Whether a run is complete without it. */
            optional: boolean;
            /** @description Whether plans and orders count. */
            preparatory: boolean;
        };
        /** @description What a piece of evidence is to its stage. */
        Standpoint: "for" | "hedged" | "against" | "aside";
        /** @description The words with which an author states a scheme. */
        StatedBy: {
            /** @description Its words. */
            quote: string;
            /** @description File of the text. */
            text: string;
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
            judged: null | components["schemas"]["Judged"];
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
        /** @description The page "The system in these texts". */
        SystemPage: {
            /** @description What it is about. */
            about: string;
            /** @description On what the part on cases rests. */
            basis: components["schemas"]["Basis"];
            /** @description What is wrong with its files. */
            flaws: components["schemas"]["DossierFlaw"][];
            /** @description The parts in a fixed order. */
            sections: components["schemas"]["SystemSection"][];
            /** @description Its texts. */
            texts: components["schemas"]["SystemText"][];
            /** @description What the dossier is called. */
            title: string;
        };
        /** @description One part of the page. */
        SystemSection: {
            /**
             * Format: uint
             * @description How many there are.
             */
            all: number;
            /** @description Its numbers. */
            counts: components["schemas"]["Counted2"][];
            /** @description The discrepancies whose sides lie closest together in time, at most five; the view behind the door has all. */
            discrepancies: components["schemas"]["Discrepancy"][];
            /** @description What is missing for it: keys for the words of the window. */
            missing: string[];
            /** @description `correspondence`, `cases`, `organs`, `operations`, `treaties`, `territories`, `theses`. */
            name: string;
        };
        /** @description The tables of a dossier, one or another by the address. */
        SystemTable: components["schemas"]["ChainRow"][] | components["schemas"]["OrganRow"][] | components["schemas"]["TerritoryRow"][] | components["schemas"]["ThesisRow"][];
        /** @description A text of the dossier. */
        SystemText: {
            /** @description Its file. */
            file: string;
            /** @description How it is cited. */
            label: string;
            /** @description What a reader must know of it. */
            note: string;
            /** @description Its path in the project; absent where the project does not have it. */
            source: string | null;
        };
        /** @description In how many readings an order holds, fails, is open, cannot be tested. Readings that contradict themselves are in none. */
        Tally: {
            /**
             * Format: uint64
             * @description It fails.
             */
            fails: number;
            /**
             * Format: uint64
             * @description It holds.
             */
            holds: number;
            /**
             * Format: uint64
             * @description The dates leave it open.
             */
            open: number;
            /**
             * Format: uint64
             * @description One side has no date.
             */
            untestable: number;
        };
        /** @description One statement on the status of a territory. */
        TerritoryRow: {
            /** @description Who says so. */
            by: components["schemas"]["Asserter"];
            /** @description Who is named beside it, of those that may claim or hold; which part each has, the words say. */
            claimants: string[];
            /** @description When, EDTF; absent where nothing near says it. */
            date: string | null;
            /** @description Whether the sentence itself tells the date; otherwise it is the last one told before. */
            date_is_own: boolean;
            /** @description How it is put. */
            modality: components["schemas"]["Modality"];
            /** @description What it is called. */
            name: string;
            /** @description Where they stand. */
            passage: components["schemas"]["ViewPassage"];
            /** @description `claims`, `holds`, `awarded`, `neutral`, `disputed`, `promised`, `renounced`. */
            relation: string;
            /** @description The territory, by its name in the register. */
            territory: string;
            /** @description Its words, on one line. */
            words: string;
        };
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
        /** @description What one text says of an order. */
        TextVerdict: {
            /** @description Whether what it hedges is taken as said. */
            hedged: boolean;
            /** @description From how many readings. */
            tally: components["schemas"]["Tally"];
            /** @description The text. */
            text: string;
            /** @description What follows. */
            verdict: components["schemas"]["Verdict"];
        };
        /** @description An order on which a thesis stands, in one case. */
        ThesisResult: {
            /** @description The case. */
            case: string;
            /** @description What it is called. */
            case_title: string;
            /** @description Each reading keeps to one text. */
            coherent: components["schemas"]["Counted"];
            /** @description Texts whose readings all keep it, but for those that cannot test it. */
            kept_on: string[];
            /** @description Texts in one of whose readings it fails. */
            lost_on: string[];
            /** @description Each stage from any text. */
            mixed: components["schemas"]["Counted"];
            /** @description The order. */
            order: string;
            /** @description Whether the author's own text is evidence of the case: then it checks his description, not a law. */
            own_evidence: boolean;
            /** @description The scheme. */
            scheme: string;
        };
        /** @description A thesis with what speaks for it and against it. */
        ThesisRow: {
            /** @description Whose it is: the text, as it is cited. */
            author: string;
            /** @description Short name. */
            id: string;
            /** @description Its orders, case by case. */
            results: components["schemas"]["ThesisResult"][];
            /** @description Passages of his text that may state it, found by words. */
            stated: components["schemas"]["Said"][];
            /** @description The thesis, in the words of whoever wrote the dossier. */
            title: string;
        };
        /** @description One dating of one thing. */
        TimelineItem: {
            /** @description Who acted, or sent. */
            agents: components["schemas"]["Party"][];
            /** @description The date as printed, of the first source. */
            as_written: string;
            /** @description How many datings of this role the thing has; those of one thing have one identifier. */
            datings: number;
            /** @description EDTF. */
            edtf: string;
            /** @description One past its last code point. */
            end: number;
            /** @description Identifier of the document or the happening. */
            id: string;
            /** @description `event` or `document`. */
            kind: string;
            /** @description Asserted, reported, ordered ... */
            modality: string;
            /** @description A document's number in the calendar. */
            n: number | null;
            place: null | components["schemas"]["Party"];
            /** @description `sent` or `received` for a document, else `happened`. */
            role: string;
            /** @description Path of the source of the first passage. */
            source: string;
            /** @description Paths of the sources that date it so. */
            sources: string[];
            /** @description First code point of the first passage. */
            start: number;
            /** @description The words, on one line; at most 160 letters. */
            text: string;
            /** @description Type of the happening, genre of the document. */
            type: string;
        };
        /** @description Entries of one text, person, place or kind. */
        TimelineLane: {
            /** @description Entries that pass the filters. */
            count: number;
            /** @description Entries to draw, by their earliest minute. */
            items: components["schemas"]["TimelineItem"][];
            /** @description How it is called; for kinds the key. */
            label: string;
            /** @description The value by which the lists can be filtered; empty where nothing is named. */
            value: string;
        };
        /** @description Dated happenings and documents in lanes. */
        TimelinePage: {
            histogram: null | components["schemas"]["Histogram"];
            /** @description The lanes, the fullest first; what belongs to none stands in the last, whose value is empty. */
            lanes: components["schemas"]["TimelineLane"][];
            /** @description `source`, `person`, `place` or `type`. */
            lanes_by: string;
            /** @description Entries that pass, but were not sent: of those of a long span more are left out than of those of a short one. */
            left_out: number;
            /** @description Lanes beyond those that are sent. */
            more_lanes: number;
            /** @description Entries that pass the filters, undated ones left out. */
            total: number;
            /** @description Entries without any filter, undated ones left out. */
            unfiltered: number;
        };
        /** @description Who undoes a decision. */
        UndoBody: {
            /** @description Who undoes it. */
            editor: string;
        };
        /** @description An indicator for which nothing was found. */
        Unmatched: {
            /** @description The indicator. */
            indicator: string;
            /** @description Where the search ended. */
            reason: string;
            /** @description The stage. */
            stage: string;
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
        /** @description What all readings together say of one order. */
        Verdict: "ALWAYS" | "DEPENDS" | "NEVER" | "UNTESTABLE";
        /** @description A sender or addressee. */
        ViewParty: {
            /** @description Identifier of the person, place or body; empty where it is not identified. */
            id: string;
            /** @description Label of it, or the words as printed. */
            name: string;
        };
        /** @description Words of a source. */
        ViewPassage: {
            /**
             * Format: uint
             * @description One past the last code point.
             */
            end: number;
            /** @description The words as printed, letter for letter. */
            exact: string;
            /** @description The page as printed, or its number from 1, where the file has pages. */
            page: string | null;
            /** @description Path of the source relative to the folder. */
            source: string;
            /**
             * Format: uint
             * @description First code point in the decoded original, from 0.
             */
            start: number;
        };
        /** @description A piece of evidence on the line of time. */
        ViewTimelineItem: {
            /** @description The evidence with its words. */
            choice: components["schemas"]["Choice"];
            /**
             * Format: int64
             * @description First minute it may be, from 1970-01-01T00:00; absent where that side is open. With the distances that the text
             *     tells it may be narrower than the date.
             */
            earliest: number | null;
            /**
             * Format: int64
             * @description Last minute it may be, included.
             */
            latest: number | null;
            /** @description What it is to its stage. */
            standpoint: components["schemas"]["Standpoint"];
        };
        /** @description The evidence of one text. */
        ViewTimelineLane: {
            /** @description By earliest minute, then by stage; undated ones last. The order of two that overlap says nothing. */
            items: components["schemas"]["ViewTimelineItem"][];
            /** @description How it is cited. */
            label: string;
            /** @description The text, by its key in the case. */
            text: string;
        };
        /** @description A document of the calendar at the place of a witness. */
        WitnessDocument: {
            /** @description Date of writing or sending as EDTF, the first where the sources differ. */
            date: string | null;
            /** @description telegram, letter, note ... */
            genre: string;
            /** @description Identifier. */
            id: string;
            /** @description What it is about, in words of a source. */
            label: string;
            /**
             * Format: uint
             * @description Its number in the calendar.
             */
            n: number;
            /** @description Sigla of the witnesses. */
            witnesses: string[];
        };
        /** @description A shared passage in one text. */
        WitnessRow: {
            /** @description What the author cites for it, as printed. */
            cited: string[];
            /** @description Where it stands. */
            passage: components["schemas"]["ViewPassage"];
            /** @description Whether most of it stands in quotation marks. */
            quoted: boolean;
        };
        /** @description A witness of a collation. */
        WitnessText: {
            /** @description What it reads, repaired line ends included. */
            reading: string;
            /** @description A letter: A for the first text by path, and so on. */
            sigil: string;
            /** @description Where it stands, and what is cited for it. */
            witness: components["schemas"]["WitnessRow"];
            /** @description Its words, each with the word of the base that stands against it (from 0; none for what the base has not). */
            words: components["schemas"]["AlignedWord"][];
        };
        /** @description What the rules read in some words. */
        WordsRead: {
            /** @description A date as EDTF. */
            edtf: string | null;
            /** @description The words, on one line. */
            exact: string;
            /** @description The finding that stands on exactly these words already. */
            finding: string | null;
            /** @description Why, as the rule says it. */
            reason: string | null;
            /** @description The rule that read them; none where no rule does. */
            rule: string | null;
            /** @description What they are: a name, a kind of document. */
            value: string | null;
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
