//! What `prepare` promises for any text at all.

use regesta_text::{EditReason, PrepareOptions, Prepared, SegmentKind, Span, StructureWord, prepare};

fn options(markdown: bool) -> PrepareOptions {
    let word = |phrase: &str, opens| StructureWord { phrase: phrase.into(), opens };
    let structure = vec![
        word("abstract", SegmentKind::Abstract),
        word("резюме", SegmentKind::Abstract),
        word("keywords", SegmentKind::Keywords),
        word("ключевые слова", SegmentKind::Keywords),
        word("notes", SegmentKind::Endnote),
        word("примечания", SegmentKind::Endnote),
        word("literature", SegmentKind::Bibliography),
        word("fig", SegmentKind::Caption),
    ];
    PrepareOptions { structure, markdown, ..PrepareOptions::default() }
}

fn check(name: &str, raw: &str, markdown: bool) -> Prepared {
    let options = options(markdown);
    let prepared = prepare(raw, &options);
    let mut owned = vec![false; raw.len()];
    let mut last_start = 0;
    for block in &prepared.blocks {
        assert!(!block.pieces.is_empty(), "{name}: a block without pieces");
        assert!(block.pieces[0].start >= last_start, "{name}: blocks out of order");
        last_start = block.pieces[0].start;
        for piece in &block.pieces {
            assert!(!piece.is_empty(), "{name}: an empty piece");
            assert!(raw.is_char_boundary(piece.start) && raw.is_char_boundary(piece.end), "{name}: {piece:?}");
            for byte in piece.range() {
                assert!(!owned[byte], "{name}: byte {byte} belongs to two blocks");
                owned[byte] = true;
            }
        }
        let text = block.reading.text();
        assert_eq!(text.trim(), text, "{name}: white space at the end of a reading");
        for (at, c) in text.char_indices() {
            let pieces = block.reading.raw_pieces(Span::new(at, at + c.len_utf8()));
            assert_eq!(pieces.len(), 1, "{name}: {c:?} at {at} of {text:?} comes from {pieces:?}");
            let behind = &raw[pieces[0].range()];
            let replaced = prepared.edits.binary_search_by_key(&pieces[0], |edit| edit.span).is_ok();
            assert!(behind == c.to_string() || replaced, "{name}: {c:?} stands for {behind:?}");
            if behind == c.to_string() {
                assert_eq!(
                    block.reading.read_from_raw(pieces[0].start).unwrap_or(at),
                    at,
                    "{name}: the way there and back"
                );
            }
        }
        for call in &block.calls {
            assert!(block.pieces.iter().any(|piece| piece.contains(call.raw)), "{name}: a call outside its block");
            assert!(!call.printed.is_empty());
            if let Some(note) = call.note {
                assert!(
                    prepared.blocks[note].kind == SegmentKind::Footnote
                        || prepared.blocks[note].kind == SegmentKind::Endnote
                );
            }
        }
        if let Some(label) = &block.label {
            assert_eq!(&raw[label.raw.range()], label.printed, "{name}");
            assert!(block.pieces[0].contains(label.raw), "{name}: a label outside its note");
        }
    }
    for (at, c) in raw.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        assert!(owned[at..at + c.len_utf8()].iter().all(|&byte| byte), "{name}: {c:?} at {at} belongs to no block");
    }
    for edit in &prepared.edits {
        assert!(raw.is_char_boundary(edit.span.start) && raw.is_char_boundary(edit.span.end), "{name}: {edit:?}");
        assert!(!edit.span.is_empty() && edit.confidence <= 1000, "{name}: {edit:?}");
        assert_ne!(&raw[edit.span.range()], edit.replacement, "{name}: an edit that changes nothing");
        let inside = prepared.blocks.iter().flat_map(|block| &block.pieces).any(|piece| piece.contains(edit.span));
        assert!(prepared.blocks.len() > 500 || inside, "{name}: {edit:?} lies in no piece");
        assert_ne!(edit.reason, EditReason::Capital);
    }
    for pair in prepared.edits.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{name}: {pair:?} overlap");
    }
    let again = prepare(raw, &options);
    assert_eq!(again.blocks, prepared.blocks, "{name}: another answer the second time");
    assert_eq!(again.edits, prepared.edits);
    assert_eq!(again.case_fault, prepared.case_fault);
    prepared
}

/// A fixed sequence of numbers (xorshift), so that a failure can be repeated.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }
}

const SCRAPS: &[&str] = &[
    "a",
    "Z",
    "я",
    "Ж",
    "ǅ",
    "ß",
    "中",
    "0",
    "7",
    "12",
    " ",
    "  ",
    "\u{A0}",
    "\u{2009}",
    "\t",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\u{C}",
    "\u{B}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "-",
    "-\n",
    "\u{AD}",
    "\u{AD}\n",
    "\u{FFFD}",
    "\u{FFFD}\n",
    "\u{2}",
    "\u{FFFE}",
    "¬\n",
    "\u{2010}\n",
    ".",
    ". ",
    ", ",
    "!",
    "?",
    "…",
    ":",
    ";",
    "«",
    "»",
    "“",
    "”",
    "(",
    ")",
    "[",
    "]",
    "[1]",
    "[^1]",
    "[^1]: ",
    "# ",
    "> ",
    "* ",
    "** ",
    "***",
    "слово",
    "word.1",
    "слово.2",
    "текст»3",
    "слово4",
    "¹",
    "²",
    "\n1 ",
    "\n2. ",
    "\n3) ",
    "\n¹ ",
    "\n* ",
    "\nNotes\n",
    "\nAbstract. ",
    "Keywords: ",
    "\nLiterature\n",
    "\n____________\n",
    "\n                          \n",
    "\u{200B}",
    "\u{202E}",
    "\u{2066}",
    "\u{FEFF}",
    "\u{0}",
    "\u{1B}",
    "😀",
    "👩‍👩‍👧",
    "e\u{301}",
    "É",
    "İ",
    "ŉ",
    "XI-\nой",
    "военно-\nмор",
    "Fig. 1 ",
    "\n 5\n",
    "|a|b|\n",
    "```\n",
    "١",
    "൧",
    "https://a.b/c\n",
    "     ",
];

#[test]
fn any_text_is_covered_by_disjoint_blocks() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for round in 0..700 {
        let length = 1 + numbers.next(if round % 50 == 0 { 900 } else { 70 });
        let raw: String = (0..length).map(|_| SCRAPS[numbers.next(SCRAPS.len())]).collect();
        check(&format!("round {round}"), &raw, round % 4 == 3);
    }
}

#[test]
fn any_characters_are_survived() {
    let mut numbers = Numbers(77);
    for round in 0..200 {
        let length = 1 + numbers.next(300);
        let raw: String = (0..length)
            .filter_map(|_| char::from_u32(numbers.next([0x80, 0x500, 0x3000, 0x11_0000][round % 4]) as u32))
            .collect();
        check(&format!("characters {round}"), &raw, round % 2 == 1);
    }
}

#[test]
fn long_lines_are_cut() {
    let word = check("one word", &"ы".repeat(60_000), false);
    assert!(word.blocks.len() >= 6);
    let sentences = check("sentences", &"The fleet left the bay at noon. ".repeat(2_000), false);
    assert!(sentences.blocks.iter().all(|block| block.reading.text().ends_with("noon.")));
    assert!(sentences.blocks.iter().all(|block| block.pieces[0].len() <= 20_000));
    let blanks = "слово\u{A0}\u{A0} ".repeat(6_000);
    let blanks = check("blanks", &blanks, false);
    assert!(blanks.blocks.iter().all(|block| block.reading.text().ends_with("слово")));
}

#[test]
fn empty_texts_have_no_blocks() {
    assert!(check("empty", "", false).blocks.is_empty());
    assert!(check("blank", " \n\u{C}\r\n\u{A0}", false).blocks.is_empty());
    assert_eq!(check("byte order mark", "\u{FEFF}", false).blocks.len(), 1);
}

/// The project's own sample papers, where the repository lies beside them.
#[test]
fn real_papers_are_covered() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds");
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    for path in paths {
        let Ok(raw) = std::fs::read_to_string(&path) else { continue };
        check(&path.display().to_string(), &raw, false);
        check(&path.display().to_string(), &raw.replace('\n', "\r\n"), false);
        check(&path.display().to_string(), &raw.replace('\n', "\r"), false);
    }
}
