//! The gazetteer that comes with the program, and what it does to sentences.

use std::path::Path;

use regesta_lang::{Morphology, PackSet, Paper};
use regesta_name::{Authorities, Mention, NameType, find_mentions, join};

fn list() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../authorities/towns.tsv");
    std::fs::read_to_string(path).expect("the gazetteer is part of the repository")
}

fn mentions(texts: &[&str]) -> (Vec<Vec<regesta_lang::Found<Mention>>>, Authorities) {
    let packs = PackSet::built_in().expect("the built-in packs load");
    let morphology = Morphology::load(&packs).expect("the dictionary loads");
    let authorities = Authorities::default().with_gazetteer(list());
    let found = texts
        .iter()
        .map(|text| {
            let paper = Paper::from_text(text, &packs, &morphology, &authorities);
            find_mentions(&paper, &packs, &morphology, &authorities, &[])
        })
        .collect();
    (found, authorities)
}

#[test]
fn rows_are_sorted_folded_and_graded() {
    let text = list();
    let mut before = "";
    let mut rows = 0;
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, grade, id] = fields[..] else { panic!("three fields: {line:?}") };
        assert!(before.as_bytes() < name.as_bytes(), "{before:?} stands before {name:?}");
        assert_eq!(regesta_lang::fold(name), name);
        assert!(["great", "town", "weak"].contains(&grade) && !id.is_empty(), "{line:?}");
        before = name;
        rows += 1;
    }
    assert!(rows > 50_000, "{rows} rows");
}

#[test]
fn towns_are_places_in_five_languages() {
    let (found, _) = mentions(&[
        "The envoy wrote from Valparaíso that Arequipa had fallen.",
        "Посланник прибыл в Нюрнберг и уехал в Антверпен.",
        "Посол виїхав до Брюсселя, а звідти до Роттердама.",
        "Elçi Marsilya'dan Cenova'ya gitti.",
        "Elçi Vyanadan Londona getdi.",
    ]);
    for one in &found {
        let places = one.iter().filter(|f| f.value.name_type == NameType::Place).count();
        assert_eq!((places, one.len()), (2, 2), "{one:?}");
    }
}

#[test]
fn a_town_after_a_given_name_is_a_surname() {
    let (found, _) = mentions(&["The painter Agnes Staunton left for Antwerp."]);
    let types: Vec<NameType> = found[0].iter().map(|f| f.value.name_type).collect();
    assert_eq!(types, [NameType::Person, NameType::Place]);
}

#[test]
fn a_lesser_town_before_another_capital_is_no_place() {
    let (found, _) = mentions(&["Geçen yıl Saymayl Varsakoğlu bu konuyu yazdı."]);
    assert!(found[0].iter().all(|f| f.value.name_type != NameType::Place), "{found:?}");
}

#[test]
fn spellings_of_one_town_are_joined_across_scripts() {
    let (found, authorities) =
        mentions(&["The envoy reached Antwerp.", "Посланник прибыл в Антверпен.", "Elçi Anvers'e gitti."]);
    let entities = join(&found, &authorities);
    assert_eq!(entities.len(), 1, "{entities:?}");
}
