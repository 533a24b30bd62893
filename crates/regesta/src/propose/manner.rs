//! How a line puts what it tells: words that stand before a place of it.

use std::ops::Range;

use regesta_lang::fold;
use regesta_scheme::{Stems, Vocabulary};

use super::matching::Told;
use super::material::Line;
use super::names::find_terms;

/// The language of a line without its region.
pub(super) fn short(lang: &str) -> &str {
    lang.split('-').next().unwrap_or_default()
}

/// Whether words before what is told say that it is hoped for; of an act also that it is needful, asked for, or still to come.
pub(super) fn is_to_come(line: &Line, told: &Told) -> bool {
    const REACH: usize = 8;
    const NEXT: usize = 2;
    let vocabulary = Vocabulary::built_in();
    let said = |stems: &Stems, reach| {
        let terms = stems.get(short(&line.lang)).into_iter().flatten();
        stands_within(line, told.place(), terms, reach)
    };
    let act = !matches!(told, Told::Document(_));
    said(vocabulary.hope(), REACH) || (act && (said(vocabulary.need(), REACH) || said(vocabulary.future(), NEXT)))
}

/// Whether one of some terms stands in a line not more than a few words before a place, or in it.
pub(super) fn stands_before<'t>(line: &Line, place: &Range<usize>, terms: impl Iterator<Item = &'t String>) -> bool {
    const REACH: usize = 8;
    stands_within(line, place, terms, REACH)
}

/// The same, with the number of words before the place.
pub(crate) fn stands_within<'t>(
    line: &Line,
    place: &Range<usize>,
    terms: impl Iterator<Item = &'t String>,
    reach: usize,
) -> bool {
    let at = line.tokens.iter().position(|t| t.place.end > place.start).unwrap_or(line.tokens.len());
    let from = line.tokens.get(at.saturating_sub(reach)).map_or(0, |t| t.place.start);
    let mut terms = terms;
    terms.any(|term| find_terms(line, term).is_some_and(|found| from <= found.start && found.start < place.end))
}

/// Whether the word before a place of a line denies it: "not permitted".
pub(super) fn is_denied(line: &Line, start: usize) -> bool {
    let words = Vocabulary::built_in().negation().get(short(&line.lang));
    let before = line.tokens.iter().take_while(|token| token.place.end <= start).last();
    before.is_some_and(|token| words.into_iter().flatten().any(|word| token.folded == fold(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::propose::material::line;

    fn to_come(lang: &str, text: &str, core: &str) -> bool {
        let at = text.find(core).unwrap();
        is_to_come(&line(lang, text), &Told::Words(at..at + core.len()))
    }

    #[test]
    fn what_will_be_or_ought_to_be_has_not_come_to_pass() {
        assert!(to_come("en", "there the republic will be proclaimed", "proclaimed"));
        assert!(to_come("en", "we must at least demand that they proclaim the republic", "proclaim the"));
        assert!(to_come("ru", "где завтра будет провозглашена республика", "провозглашена"));
        assert!(to_come("ru", "необходимо потребовать от них объявления республики", "объявления"));
        assert!(!to_come("en", "the republic was proclaimed, and it will be remembered", "proclaimed"));
        assert!(!to_come("ru", "республика была провозглашена утром", "провозглашена"));
    }

    #[test]
    fn a_word_behind_a_denial_is_denied() {
        let denied = |lang: &str, text: &str, core: &str| is_denied(&line(lang, text), text.find(core).unwrap());
        assert!(denied("en", "the advance is not permitted", "permitted"));
        assert!(denied("ru", "наступление ни в коем случае не разрешается", "разрешается"));
        assert!(!denied("en", "not only the advance is permitted", "permitted"));
        assert!(!denied("ru", "он не спорил: наступление разрешается", "разрешается"));
    }
}
