//! Texts of a shape that a search could take long over: they are read through, and what they tell is found.

use regesta_date::find_dates;
use regesta_lang::{Morphology, PackSet, Paper};

fn count(text: &str) -> usize {
    let packs = PackSet::built_in().unwrap();
    let paper = Paper::from_text(text, &packs, &Morphology::load(&packs).unwrap(), &());
    find_dates(&paper, &packs, &[]).len()
}

#[test]
fn an_endless_sentence_has_all_its_dates() {
    let clause = "on 5 May 1848 the town surrendered, and the bridge was held, ";
    assert_eq!(count(&clause.repeat(2_000)), 2_000);
}

#[test]
fn an_endless_quotation_and_an_open_bracket_have_all_their_dates() {
    let clause = "5 мая 1848 года город сдался, ";
    // A block of that length is cut, which may cut a date in two.
    for opening in ["Он писал: «", "Город ("] {
        let found = count(&format!("{opening}{}", clause.repeat(1_000)));
        assert!((1_000..1_010).contains(&found), "{opening}: {found}");
    }
}

#[test]
fn a_long_list_of_days_and_words_for_days_is_survived() {
    // Each could be joined to the next, or begin what the next goes on with.
    for words in ["5, ", "1848–", "5 и ", "с 5 по ", "в начале ", "«завтра» ", "(", "the 4th, ", "1 (2 (3 ", "мая "]
    {
        let whole = words.repeat(3_000);
        assert!(count(&whole) <= whole.len(), "{words}");
    }
    assert_eq!(count(&"1848".repeat(20_000)), 0);
    assert_eq!(count(&" ".repeat(100_000)), 0);
}
