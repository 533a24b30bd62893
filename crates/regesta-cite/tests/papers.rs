//! Citations in whole papers: what is inherited, what is no citation, lists of sources, calls, and bulk.

use regesta_cite::{
    ArchiveList, Citation, CitationStyle, NoteGap, find_bibliography, find_citations, link_calls, note_gaps,
    notes_and_open_calls,
};
use regesta_lang::{Found, Morphology, PackSet, Paper};
use regesta_text::SegmentKind;

struct Read {
    paper: Paper,
    found: Vec<Found<Citation>>,
}

impl Read {
    fn surfaces(&self) -> Vec<&str> {
        self.found.iter().map(|f| &self.paper.passages[f.passage].reading.text()[f.span.range()]).collect()
    }
}

fn read_as(text: &str, kind: Option<SegmentKind>) -> Read {
    let packs = PackSet::built_in().unwrap();
    let morphology = Morphology::load(&packs).unwrap();
    let archives = ArchiveList::parse(
        "rga\tru\tПробный архив\tПРАР\t\t\t\tRU\t\t\ntna\ten\tThe National Archives\tTNA\t\t\t\tGB\n",
    );
    let mut paper = Paper::from_text(text, &packs, &morphology, &());
    if let Some(kind) = kind {
        paper.passages.iter_mut().for_each(|passage| passage.kind = kind);
    }
    let found = find_citations(&paper, &packs, &archives);
    Read { paper, found }
}

fn read(text: &str) -> Read {
    read_as(text, Some(SegmentKind::Body))
}

#[test]
fn ellipsis_inherits_what_stands_above_it() {
    let read = read("Так было решено [ЦГА, ф. 3, оп. 2, д. 8, л. 1; д. 9, л. 4; л. 6; ф. 5, оп. 1, д. 2].");
    let refs = &read.found[0].value.refs;
    let short: Vec<_> =
        refs.iter().map(|r| (r.fond.as_deref(), r.delo.as_deref(), r.folios.as_deref(), r.inherited.len())).collect();
    assert_eq!(
        short,
        [
            (Some("3"), Some("8"), Some("1"), 0),
            (Some("3"), Some("9"), Some("4"), 3),
            (Some("3"), Some("9"), Some("6"), 4),
            (Some("5"), Some("2"), None, 1),
        ]
    );
    assert!(refs.iter().all(|r| r.archive.as_deref() == Some("ЦГА")));
}

#[test]
fn verses_and_entries_of_dictionaries_are_no_citations() {
    for text in
        ["So he preached (Gen. 3, 5; 1 Cor. 13, 4).", "Стих псалма (Пс. 9, 7).", "He is there (DNB, s.v. 'Wolff')."]
    {
        assert!(read(text).surfaces().is_empty(), "{text}");
    }
}

#[test]
fn another_reading_is_a_whole_reference_with_its_reason() {
    let numbers = read("Так было решено [1, 2].");
    let reading = &numbers.found[0].value.refs[1].readings[0];
    assert_eq!(reading.reference.in_words(), "number 1, pages 2");
    assert_eq!(reading.reason, "2 may be a page of number 1");

    let slash = read("They knew of it (TNA, Levant 12/45, f. 3).");
    let reference = &slash.found[0].value.refs[0];
    assert_eq!(reference.in_words(), "archive TNA, fond Levant 12, delo 45, folios 3");
    assert_eq!(reference.readings[0].reference.in_words(), "archive TNA, fond Levant, delo 12/45, folios 3");
    assert!(reference.readings[0].reference.readings.is_empty());
}

#[test]
fn ibid_takes_over_the_reference_before() {
    let read = read("Сначала так [ЦГА, ф. 3, оп. 2, д. 8, л. 1]. Затем иначе [там же, л. 7]. Позже снова [Там же].");
    let last: Vec<_> = read.found.iter().map(|f| f.value.refs[0].folios.as_deref()).collect();
    assert_eq!(last, [Some("1"), Some("7"), Some("7")]);
    assert_eq!(read.found[1].value.refs[0].inherited, ["archive", "fond", "opis", "delo"]);
    assert_eq!(read.found[1].value.refs[0].shelfmark_key(), read.found[0].value.refs[0].shelfmark_key());
}

#[test]
fn ibid_of_a_numbered_entry_keeps_its_number() {
    let read = read("Сначала так [10, л. 6-8]. Затем иначе [там же, л. 9].");
    let second = &read.found[1].value.refs[0];
    assert_eq!((second.n.as_deref(), second.folios.as_deref()), (Some("10"), Some("9")));
}

#[test]
fn ibid_without_anything_before_it_says_so() {
    let read = read_as("Там же, л. 5.", Some(SegmentKind::Footnote));
    assert_eq!(read.found.len(), 1);
    assert!(read.found[0].value.refs[0].doubts[0].contains("nothing stands before it"));
}

#[test]
fn second_number_is_a_page_where_the_list_is_shorter() {
    let read = read("Одни пишут так [4, 437–442], другие иначе [3], третьи молчат [1, 2].");
    let refs: Vec<_> = read
        .found
        .iter()
        .map(|f| f.value.refs.iter().map(|r| (r.n.as_deref(), r.pages.as_deref())).collect::<Vec<_>>())
        .collect();
    assert_eq!(refs[0], [(Some("4"), Some("437–442"))]);
    assert_eq!(refs[2], [(Some("1"), None), (Some("2"), None)]);
    assert!(!read.found[2].value.refs[1].doubts.is_empty(), "without a list the other reading is named");
}

#[test]
fn archive_comes_from_the_same_sentence() {
    let read = read("Письма хранятся в его фонде (Ф. 14) Пробного архива (ПРАР) и мало известны.");
    assert_eq!(read.surfaces(), ["(Ф. 14)"]);
    assert_eq!(read.found[0].value.refs[0].archive.as_deref(), Some("ПРАР"));
    assert_eq!(read.found[0].value.refs[0].inherited, ["archive"]);
}

#[test]
fn shelfmarks_stand_in_running_text_too() {
    let read = read(
        "Подлинник хранится в ПРАР, ф. 12, оп. 1, д. 40, л. 3 и издан поздно. Копия: TNA, FO 371/2485, как известно.",
    );
    assert_eq!(read.surfaces(), ["ПРАР, ф. 12, оп. 1, д. 40, л. 3", "TNA, FO 371/2485"]);
    assert!(read.found.iter().all(|f| f.value.style == CitationStyle::Running));
    assert_eq!(read.found[1].value.refs[0].delo.as_deref(), Some("2485"));
}

#[test]
fn comment_of_a_note_is_no_citation() {
    let read = read_as("Дата спорна и вызвала возражения. ЦГА, ф. 3, оп. 2, д. 8, л. 1.", Some(SegmentKind::Footnote));
    assert_eq!(read.surfaces(), ["ЦГА, ф. 3, оп. 2, д. 8, л. 1."]);
    let comment = read_as("Здесь и далее курсив мой, а даты даны по старому стилю.", Some(SegmentKind::Footnote));
    assert!(comment.found.is_empty());
}

#[test]
fn rejects_what_only_looks_like_a_citation() {
    for text in [
        "Он родился [12 мая 1870 г.] в Баку.",
        "Так [в тексте] стоит [1920] и [...] дальше.",
        "Полк (№ 5) и рота (л. гв.) стояли у ст. 12.",
        "Собрание (Баку, 5 мая 1906 г.) прошло спокойно.",
        "Дом (ул. Садовая, д. 5) сгорел, потери (около 1920 человек) велики.",
        "The sum (see p. 5) and the year (May 1920) are given (in 1921).",
        "It holds for f(x) = (x + 1920, 5) and [0, 1] and (3, 4).",
        "Ordu (yaklaşık 1920 asker) geldi (s. 5).",
        "В фонде обороны были деньги, а в т. 5 их нет.",
    ] {
        let read = read(text);
        assert!(read.surfaces().is_empty(), "{text}: {:?}", read.surfaces());
    }
}

#[test]
fn an_author_before_the_bracket_belongs_to_the_citation() {
    for (text, span, labels) in [
        ("Nobody believed Toland (1964, p. 40) at first.", "Toland (1964, p. 40)", vec!["Toland"]),
        (
            "So say Marsh and Toland (1964: 40; 1971, 8).",
            "Marsh and Toland (1964: 40; 1971, 8)",
            vec!["Marsh and Toland"; 2],
        ),
        ("It was known to van der Meer (1901, 7).", "van der Meer (1901, 7)", vec!["van der Meer"]),
        ("In Toland’s (1964, p. 40) words it failed.", "Toland’s (1964, p. 40)", vec!["Toland"]),
        ("Как пишет Г. Орлов (1964, с. 40), это так.", "Г. Орлов (1964, с. 40)", vec!["Г. Орлов"]),
        ("Як пише Орленко [1964, с. 40], це так.", "Орленко [1964, с. 40]", vec!["Орленко"]),
    ] {
        let read = read(text);
        assert_eq!(read.surfaces(), [span], "{text}");
        let found: Vec<_> = read.found[0].value.refs.iter().filter_map(|r| r.label.as_deref()).collect();
        assert_eq!(found, labels);
    }
    for text in ["He left Toland (1964, in May) alone.", "The town (1964, p. 40) fell.", "Toland (1964) says so."] {
        assert!(read(text).surfaces().is_empty(), "{text}");
    }
}

#[test]
fn a_newspaper_that_lost_its_capital_is_one_in_square_brackets() {
    let found = read("Так сообщали читателям [заря 1906, 5 мая] и верили.");
    assert_eq!(found.found[0].value.refs[0].date.as_deref(), Some("5 мая"));
    assert!(read("Так сообщали (заря 1906, 5 мая) и верили [указ 5 мая].").found.is_empty());
}

#[test]
fn newspapers_in_running_text_have_their_day_or_number() {
    for (text, span, parts) in [
        (
            "Газета «Край света» от 5 мая 1906 г. молчала.",
            "«Край света» от 5 мая 1906 г.",
            ["Край света", "1906", "5 мая", ""],
        ),
        (
            "Об этом писала газета «Дон» в № 112 от 4 июня 1899 г., и не раз.",
            "«Дон» в № 112 от 4 июня 1899 г.",
            ["Дон", "1899", "4 июня", "112"],
        ),
        (
            "Часопис «Зірка», № 71 за 2 травня 1913 р., мовчав.",
            "«Зірка», № 71 за 2 травня 1913 р.",
            ["Зірка", "1913", "2 травня", "71"],
        ),
        (
            "It was in the Hull Mercury of 4 March 1843 that he answered.",
            "Hull Mercury of 4 March 1843",
            ["Hull Mercury", "1843", "4 March", ""],
        ),
        (
            "The Boston Herald of June 19, 1854 carried it.",
            "The Boston Herald of June 19, 1854",
            ["The Boston Herald", "1854", "June 19", ""],
        ),
        (
            "Işık gazetesinin 9 Mart 1870 tarihli 21. sayısı bunu övdü.",
            "Işık gazetesinin 9 Mart 1870 tarihli 21. sayısı",
            ["Işık", "1870", "9 Mart", "21"],
        ),
        (
            "“Dan ulduzu” qəzeti 1877-ci il 3 may tarixli 9-cu nömrəsində yazdı.",
            "“Dan ulduzu” qəzeti 1877-ci il 3 may tarixli 9-cu nömrəsində",
            ["Dan ulduzu", "1877", "3 may", "9"],
        ),
    ] {
        let read = read(text);
        assert_eq!(read.surfaces(), [span], "{text}");
        let reference = &read.found[0].value.refs[0];
        let found = [&reference.label, &reference.year, &reference.date, &reference.issue];
        assert_eq!(found.map(|part| part.clone().unwrap_or_default()), parts, "{text}");
    }
    for text in [
        "«Декрет о земле» от 26 октября 1917 г. был принят.",
        "Газета «Заря» закрылась, а 5 мая 1906 г. открылась другая.",
        "The Treaty of 5 May 1920 was signed.",
        "It was Mercury, 5 May 1920, that set first.",
        "Газета «Заря» выходила с 1906 г.",
        "“Qızıl alma” romanı 14 may 1895-ci ildə çıxdı.",
    ] {
        assert!(read(text).surfaces().is_empty(), "{text}: {:?}", read(text).surfaces());
    }
}

#[test]
fn the_year_of_a_day_is_a_field_of_its_own() {
    for (text, day, year) in [
        ("So it was told [Daily News, May 3, 1919, p. 7].", "May 3", Some("1919")),
        ("Так писали [«Заря», 12 мая 1875 г., с. 2].", "12 мая", Some("1875")),
        ("It was told (Weser-Zeitung, Nr. 97 v. 7. 4. 1841).", "7. 4. 1841", None),
        ("It was told („Gazeta Krajowa”, nr 84 z 18 X 1788).", "18 X", Some("1788")),
        ("It was told (Esti Hírlap, 1848. május 12., 55. sz.).", "május 12", Some("1848")),
    ] {
        let read = read(text);
        let reference = &read.found[0].value.refs[0];
        assert_eq!((reference.date.as_deref(), reference.year.as_deref()), (Some(day), year), "{text}");
    }
}

#[test]
fn a_journal_called_archive_is_no_archive() {
    let found = read("Письмо издано (Русский архив, 1873, № 4, с. 12) давно.");
    let reference = &found.found[0].value.refs[0];
    assert_eq!((reference.label.as_deref(), reference.archive.as_deref()), (Some("Русский архив"), None));
}

#[test]
fn year_without_page_needs_the_list_of_sources() {
    let text = "Об этом уже писали (Кенез 1971) и спорили (Ростов 1920).\n\n";
    assert!(read_as(text, None).found.is_empty());
    let packs = PackSet::built_in().unwrap();
    let morphology = Morphology::load(&packs).unwrap();
    let mut paper = Paper::from_text(&format!("{text}Кенез П. Гражданская война. М., 1971."), &packs, &morphology, &());
    paper.passages.last_mut().unwrap().kind = SegmentKind::Bibliography;
    let found = find_citations(&paper, &packs, &ArchiveList::default());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].value.refs[0].label.as_deref(), Some("Кенез"));
}

#[test]
fn numbered_lists_of_sources_give_their_numbers() {
    let packs = PackSet::built_in().unwrap();
    let morphology = Morphology::load(&packs).unwrap();
    let mut paper = Paper::from_text(
        "1. Первая книга, изданная в 1900 году. 2. Вторая книга в двух томах, 1901. 3. ЦГА, ф. 3, оп. 1.",
        &packs,
        &morphology,
        &(),
    );
    paper.passages.iter_mut().for_each(|passage| passage.kind = SegmentKind::Bibliography);
    let entries = find_bibliography(&paper);
    let numbers: Vec<_> = entries.iter().map(|e| e.n.as_deref()).collect();
    assert_eq!(numbers, [Some("1"), Some("2"), Some("3")]);
    let last = &entries[2];
    assert_eq!(&paper.passages[last.passage].reading.text()[last.span.range()], "ЦГА, ф. 3, оп. 1.");
    assert!(find_citations(&paper, &packs, &ArchiveList::default()).is_empty());
}

#[test]
fn calls_lead_to_the_citation_of_their_note() {
    let packs = PackSet::built_in().unwrap();
    let morphology = Morphology::load(&packs).unwrap();
    let raw = "The envoy left Baku on that day.[^1] Nobody had told him why.[^2]\n\n[^1]: TNA, FO 371/2485, fol. 3.\n\n[^2]: So at least he says.\n";
    let options =
        regesta_text::PrepareOptions { structure: packs.structure_words(), markdown: true, ..Default::default() };
    let paper = Paper::read(raw.to_owned(), regesta_text::prepare(raw, &options), &packs, &morphology, &());
    let found = find_citations(&paper, &packs, &ArchiveList::default());
    let called = link_calls(&paper, &found);
    assert_eq!(found.len(), 1);
    assert_eq!(called.len(), 1);
    assert_eq!(&paper.passages[called[0].passage].reading.text()[..called[0].at], "The envoy left Baku on that day.");
    assert_eq!(found[called[0].citation].value.marker.as_deref(), Some("1"));
}

fn gaps_of(paper: &Paper) -> Vec<NoteGap> {
    let (notes, open) = notes_and_open_calls(paper);
    note_gaps(&notes, &open)
}

fn prepared(raw: &str, markdown: bool) -> Paper {
    let packs = PackSet::built_in().unwrap();
    let morphology = Morphology::load(&packs).unwrap();
    let options = regesta_text::PrepareOptions { structure: packs.structure_words(), markdown, ..Default::default() };
    Paper::read(raw.to_owned(), regesta_text::prepare(raw, &options), &packs, &morphology, &())
}

#[test]
fn calls_and_notes_that_miss_each_other_are_told() {
    let raw =
        "The envoy left.[^1] Nobody knew why.[^3]\n\n[^1]: TNA, FO 371/2485, fol. 3.\n\n[^2]: TNA, FO 371/2486.\n";
    let told: Vec<String> = gaps_of(&prepared(raw, true)).iter().map(ToString::to_string).collect();
    assert_eq!(told, ["note 2 is called nowhere in the text", "note 3 is not in this file"]);
}

/// Real papers, where they are at hand.
#[test]
fn gaps_of_real_papers_are_told() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let files = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with("000_") && !name.starts_with("003_") {
            continue;
        }
        let paper = prepared(&std::fs::read_to_string(&path).unwrap(), false);
        let notes = paper.passages.iter().filter(|p| p.kind == SegmentKind::Footnote).count();
        let calls: Vec<_> = paper.passages.iter().flat_map(|p| &p.calls).collect();
        let gaps = gaps_of(&paper);
        if name.starts_with("000_") {
            assert_eq!((notes, calls.len()), (31, 32));
            let told: Vec<String> = gaps.iter().map(ToString::to_string).collect();
            let expected =
                ["a note that has lost its number: 14, by the call that leads to it", "note 32 is not in this file"];
            assert_eq!(told, expected);
        } else {
            assert!(notes == 0 && !calls.is_empty());
            assert!(gaps.iter().all(|gap| matches!(gap, NoteGap::OpenCall { .. })));
            assert_eq!(gaps.len(), calls.len());
        }
    }
}

#[test]
fn every_rule_reads_its_examples() {
    let packs = PackSet::built_in().unwrap();
    let morphology = Morphology::load(&packs).unwrap();
    for (_, pack) in packs.iter() {
        for rule in pack.rules("cite").into_iter().flat_map(|rules| rules.rules()) {
            for example in &rule.examples {
                let mut paper = Paper::from_text(&example.text, &packs, &morphology, &());
                paper.passages[0].kind = SegmentKind::Body;
                let found = find_citations(&paper, &packs, &ArchiveList::default());
                let by_rule = found.iter().find(|f| f.rule == rule.id);
                assert_eq!(by_rule.map(|f| f.span), example.span, "{}: {}", rule.id, example.text);
                if let Some(found) = by_rule {
                    let fond = found.value.refs[0].fond.clone().unwrap_or_default();
                    assert_eq!(format!("fond={fond}"), example.value, "{}", rule.id);
                }
            }
        }
    }
}

/// A paper of one passage without the work of sentences and languages, which is not measured here.
fn bulk(unit: &str, bytes: usize) -> Paper {
    let text = unit.repeat(bytes / unit.len());
    let whole = regesta_text::Span::new(0, text.len());
    let reading = regesta_text::Reading::new(&text, &[whole], &[]);
    let tokens = regesta_lang::tokenize(reading.text());
    let passage = regesta_lang::Passage {
        kind: SegmentKind::Body,
        pieces: vec![whole],
        page: None,
        label: None,
        calls: Vec::new(),
        reading,
        sentences: vec![regesta_lang::Sentence { span: whole, lang: regesta_lang::LangId(0) }],
        tokens,
    };
    Paper { raw: text.into(), passages: vec![passage], ..Paper::default() }
}

/// Small numbers from a seed (xorshift), so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as usize % n
    }
}

/// Random mixtures of what citations are made of: nothing panics, spans are inside and do not overlap, no reference is
/// empty, and twice gives the same.
#[test]
fn random_mixtures_are_survived() {
    const PIECES: [&str; 67] = [
        "[",
        "]",
        "(",
        ")",
        "«",
        "»",
        "“",
        "”",
        "\"",
        ";",
        ",",
        ".",
        ": ",
        " – ",
        "-",
        "/",
        " // ",
        " ",
        " ",
        "\u{a0}",
        "№",
        "ф. 5",
        "оп. 3",
        "д. 12а",
        "л. 4 об.",
        "Л. 3/об.",
        "арк. 2 зв.",
        "с. 5–7",
        "т. IV",
        "f. 12",
        "siy. 1",
        "iş 4",
        "v. 9",
        "fol. 12r–v",
        "ff. 3",
        "b. 12",
        "fasc. 4",
        "k. 88",
        "R 43 I/1234",
        "FO 371/4931/E12",
        "20 N 183",
        "HR.SYS. 2398/4",
        "TNA",
        "ГАРФ",
        "BOA",
        "ÖStA, HHStA",
        "Там же",
        "ibid.",
        "a.g.e.",
        "idem",
        "см.",
        "cf.",
        "Toland",
        "Иванов И. И.",
        "1964",
        "1976b",
        "1640–1",
        "5 мая",
        "May 3, 1919",
        "7. 4. 1841",
        "газета «Заря» от",
        "Times of",
        "12",
        "10, л. 6-8",
        "ფ. 2",
        "ֆ. 3",
        "İ",
    ];
    let packs = PackSet::built_in().unwrap();
    let morphology = Morphology::load(&packs).unwrap();
    let archives = ArchiveList::parse(include_str!("../../../authorities/archives.tsv"));
    let mut dice = Dice(0x5eed_0001);
    for round in 0..300 {
        let count = 1 + dice.below(60);
        let text: String = (0..count)
            .map(|_| format!("{}{}", PIECES[dice.below(PIECES.len())], [" ", "", ", "][dice.below(3)]))
            .collect();
        let mut paper = Paper::from_text(&text, &packs, &morphology, &());
        if round % 2 == 0 {
            paper.passages.iter_mut().for_each(|passage| passage.kind = SegmentKind::Footnote);
        }
        let found = find_citations(&paper, &packs, &archives);
        assert_eq!(found, find_citations(&paper, &packs, &archives), "{text}");
        for one in &found {
            let words = &paper.passages[one.passage].reading.text()[one.span.range()];
            assert!(!words.is_empty() && !one.value.refs.is_empty(), "{text}");
        }
        for pair in found.windows(2) {
            assert!(pair[0].passage < pair[1].passage || pair[0].span.end <= pair[1].span.start, "{text}");
        }
        let entry = regesta_cite::parse_entry(&text, &packs, &archives);
        assert!(entry.title.is_none_or(|title| title.len() <= text.len()), "{text}");
    }
}

#[test]
fn a_megabyte_of_signs_is_survived() {
    let packs = PackSet::built_in().unwrap();
    let archives = ArchiveList::parse("tna\ten\tThe National Archives\tTNA\n");
    for (unit, bytes) in [
        ("[[[[", 1 << 20),
        ("ф. ф. ф. ", 1 << 20),
        ("([5 л. ", 1 << 16),
        ("(ф. 5 ", 1 << 16),
        ("[д. 1; ", 1 << 16),
        ("TNA, ", 1 << 16),
        ("«„“(", 1 << 16),
        ("газета «Заря» от 5 ", 1 << 16),
        ("\"Заря\"", 1 << 16),
        ("The Times, 5 ", 1 << 16),
    ] {
        let mut paper = bulk(unit, bytes);
        assert!(find_citations(&paper, &packs, &archives).is_empty(), "{unit}");
        paper.passages[0].kind = SegmentKind::Footnote;
        let (once, twice) = (find_citations(&paper, &packs, &archives), find_citations(&paper, &packs, &archives));
        assert_eq!(once, twice, "{unit}");
    }
    let many = find_citations(&bulk("[5, л. 7] ", 1 << 16), &packs, &archives);
    assert_eq!(many.len(), (1 << 16) / "[5, л. 7] ".len());
}
