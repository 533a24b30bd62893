//! Adjectives made from places, in Russian and Ukrainian.

use regesta_lang::fold;

use crate::Authorities;
use crate::towns::Town;

/// Whether a word is an adjective in -ск-, -цк- from a place of the lists ("казанская" from "Казань").
pub(crate) fn is_place_adjective(lower: &str, authorities: &Authorities) -> bool {
    const ENDINGS: [&str; 24] = [
        "ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими", "ою", "а", "ої", "ій", "у", "е",
        "і", "ім", "ом", "ый", "ьої", "я",
    ];
    let Some((stem, mark)) = ["зьк", "ськ", "цьк", "ск", "цк"].iter().find_map(|mark| {
        let at = lower.rfind(mark)?;
        let after = &lower[at + mark.len()..];
        ENDINGS.contains(&after).then_some((&lower[..at], *mark))
    }) else {
        return false;
    };
    if stem.chars().count() < 3 || stem.ends_with("че") || stem.ends_with("ні") {
        return false;
    }
    let listed = |form: &str| {
        authorities.is_place(form) || authorities.town(&fold(form)).is_some_and(|(grade, _)| grade > Town::Weak)
    };
    let mut stems = vec![stem.to_owned()];
    match mark {
        "цк" | "цьк" => stems.push(format!("{stem}ц")),
        "зьк" => stems.push(format!("{stem}г")),
        _ => {}
    }
    for cut in ["й", "ий", "н", "ин", "ен", "ов", "ей", "ь"] {
        if let Some(bare) = stem.strip_suffix(cut).filter(|bare| bare.chars().count() > 2) {
            stems.push(bare.to_owned());
        }
    }
    stems.iter().any(|stem| {
        ["", "а", "о", "ь", "ы", "и", "я", "е", "у", "ия", "ія", "і", "к", "ск"]
            .iter()
            .any(|end| listed(&format!("{stem}{end}")))
    })
}
