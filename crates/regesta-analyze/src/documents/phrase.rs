//! Words that stand in one phrase with a name: titles and offices before it, the noun that it depends on.

use regesta_lang::{Casing, LangId, Pack, Token, TokenKind, lower};
use regesta_name::NameType;

use super::cases::{Cases, by_ending, word_cases};
use crate::context::Findings;

/// The cases of a name in its phrase. A title or office before a person agrees with it ("графу Нессельроде"); before a
/// body, the noun that heads the phrase gives its own case to the whole ("командованию 11-й армии"). `before` are the
/// tokens of the sentence up to the name.
#[allow(clippy::too_many_arguments)]
pub(crate) fn in_phrase(
    findings: &Findings,
    pack: &Pack,
    lang: Option<LangId>,
    text: &str,
    before: &[Token],
    mention: usize,
    cases: Cases,
) -> Cases {
    let (Some(lang), Some(&head)) = (lang, before.last()) else { return cases };
    if pack.casing() == Casing::Turkic || !declines(pack) || head.kind != TokenKind::Word {
        return cases;
    }
    let found = &findings.mentions[mention];
    let near = found.span.start.saturating_sub(head.span.end) <= 2;
    let word = &text[head.span.range()];
    if !near || word.chars().count() < 3 {
        return cases;
    }
    let of_head = || word_cases(findings, lang, word);
    if found.value.name_type == NameType::Person {
        if !pack.lexicon("title").has(word) && !pack.lexicon("office").has(word) {
            return cases;
        }
        let both = cases.and(of_head());
        return if both == Cases::default() { cases } else { both };
    }
    let small = word.chars().next().is_some_and(char::is_lowercase);
    if small && cases.may_be(Cases::GENITIVE) && pack.lexicon("body-head").has(word) {
        return of_head();
    }
    cases
}

/// Whether names are declined in the language of a pack.
pub(crate) fn declines(pack: &Pack) -> bool {
    pack.morphology() == Some("rumorph") || !pack.lexicon("case-ending").entries().is_empty()
}

/// The cases of an office or title that stands without a name. Of several words the first is declined, in Turkic
/// languages the last.
pub(crate) fn cases_of_office(
    findings: &Findings,
    pack: &Pack,
    lang: Option<LangId>,
    first: &str,
    phrase: &str,
) -> Cases {
    let Some(lang) = lang else { return Cases::ANY };
    if pack.casing() != Casing::Turkic {
        return word_cases(findings, lang, first);
    }
    let phrase = lower(phrase, pack.casing());
    let basic = basic_form(pack, &phrase);
    by_ending(pack, phrase[basic.len()..].trim_start_matches(['\'', '’', 'ʼ']), true)
}

/// The shortest listed form that an office or title of a Turkic language begins with: "vali" of "valiye".
pub(crate) fn basic_form<'t>(pack: &Pack, phrase: &'t str) -> &'t str {
    let listed = |form: &str| pack.lexicon("office").has(form) || pack.lexicon("title").has(form);
    let ends = phrase.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1);
    ends.map(|end| &phrase[..end]).find(|form| listed(form)).unwrap_or(phrase)
}
