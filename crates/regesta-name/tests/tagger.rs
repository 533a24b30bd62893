//! The tagger that is trained: what it adds, and that training gives the same bytes each time.

use regesta_lang::{Morphology, PackSet, Paper};
use regesta_name::{
    Authorities, GoldName, NameTools, NameType, Tagger, TrainSettings, TrainingText, WordClasses, find_mentions_with,
    train_tagger,
};
use regesta_text::Span;

const TEXT: &str = "Гжегож Ментлик приехал в Кросно. Директор завода Ментлик встретил рабочих в Кросно. \
                    Потом Гжегож Ментлик уехал из города Ясло в Кросно.";

fn names(text: &str) -> Vec<GoldName> {
    let mut found = Vec::new();
    for (word, name_type) in [
        ("Гжегож Ментлик", NameType::Person),
        ("завода Ментлик", NameType::Body),
        ("Кросно", NameType::Place),
        ("Ясло", NameType::Place),
    ] {
        found.extend(text.match_indices(word).map(|(at, w)| GoldName { span: Span::new(at, at + w.len()), name_type }));
    }
    found
}

fn trained(packs: &PackSet, morphology: &Morphology) -> Vec<u8> {
    let authorities = Authorities::default();
    let tools = NameTools::with_tagger(packs, None);
    let texts: Vec<TrainingText> = (0..4)
        .map(|_| {
            let paper = Paper::from_text(TEXT, packs, morphology, &authorities);
            TrainingText { paper, names: names(TEXT), exclude: Vec::new() }
        })
        .collect();
    let settings = TrainSettings { rounds: 10, ..TrainSettings::default() };
    train_tagger(&tools, &texts, packs, morphology, &authorities, &WordClasses::default(), &settings)
}

#[test]
fn training_twice_gives_the_same_bytes_and_finds_what_it_was_shown() {
    let packs = PackSet::built_in().unwrap();
    let morphology = Morphology::load(&packs).unwrap();
    let bytes = trained(&packs, &morphology);
    assert_eq!(bytes, trained(&packs, &morphology));
    let tagger = Tagger::parse(bytes, WordClasses::default()).unwrap();
    let authorities = Authorities::default();
    let paper = Paper::from_text(TEXT, &packs, &morphology, &authorities);
    let of = |tagger| {
        let tools = NameTools::with_tagger(&packs, tagger);
        let found = find_mentions_with(&tools, &paper, &packs, &morphology, &authorities, &[]);
        found
            .iter()
            .map(|f| (f.value.name_type, &paper.passages[f.passage].reading.text()[f.span.range()]))
            .collect::<Vec<_>>()
    };
    assert!(of(Some(tagger)).contains(&(NameType::Body, "завода Ментлик")));
    assert!(!of(None).contains(&(NameType::Body, "завода Ментлик")), "the rules alone do not know it");
}

#[test]
fn a_file_that_is_no_tagger_is_refused() {
    assert!(Tagger::parse(vec![0; 40], WordClasses::default()).is_none());
    assert!(Tagger::built_in().is_some());
}

#[test]
fn names_are_found_in_a_text_without_capitals() {
    let packs = PackSet::built_in().unwrap();
    let morphology = Morphology::load(&packs).unwrap();
    let authorities = Authorities::default();
    let text = "в понедельник министр обороны сергей иванов прибыл в варшаву. как сообщил александр петров, встреча прошла \
                в москве. позже сергей иванов вылетел в париж.";
    let paper = Paper::from_text(text, &packs, &morphology, &authorities);
    let tools = NameTools::new(&packs);
    let found = find_mentions_with(&tools, &paper, &packs, &morphology, &authorities, &[]);
    let of = |name_type| {
        let mine = found.iter().filter(|f| f.value.name_type == name_type);
        mine.map(|f| &paper.passages[f.passage].reading.text()[f.span.range()]).collect::<Vec<_>>()
    };
    assert!(of(NameType::Person).contains(&"сергей иванов"), "{:?}", of(NameType::Person));
    assert!(of(NameType::Place).contains(&"москве"), "{:?}", of(NameType::Place));
}
