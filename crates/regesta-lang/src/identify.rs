use crate::{Casing, LangId, PackSet, Token, TokenKind, lower};

/// The language of a stretch of text, out of the packs in use: their function words, the letters that only they have,
/// and the letters they lack. `before` is the language of what stands before it and decides short or mixed stretches.
///
/// A word that is a function word of a pack counts 3, a letter of its own 2, a letter outside its alphabet -2; the
/// language before has an advantage of 2. Without any sign the language before is kept.
pub fn identify(packs: &PackSet, text: &str, tokens: &[Token], before: Option<LangId>) -> Option<LangId> {
    let mut scores: Vec<i64> = packs.iter().map(|(lang, _)| if Some(lang) == before { 2 } else { 0 }).collect();
    for token in tokens.iter().filter(|t| t.kind == TokenKind::Word) {
        let word = &text[token.span.range()];
        let lowered = [Casing::Root, Casing::Turkic].map(|casing| lower(word, casing));
        for ((_, pack), score) in packs.iter().zip(&mut scores) {
            let word = &lowered[usize::from(pack.casing() == Casing::Turkic)];
            if pack.lexicon("function-word").has(word) {
                *score += 3;
            }
            for c in word.chars() {
                if pack.has_own_letter(c) {
                    *score += 2;
                } else if !pack.has_letter(c) && c.is_alphabetic() {
                    *score -= 2;
                }
            }
        }
    }
    let mut best: Option<(i64, LangId)> = None;
    for ((lang, _), score) in packs.iter().zip(scores) {
        // Ties go to the language before, then to the first tag, so that the answer does not depend on the order of packs.
        if best.is_none_or(|(s, l)| score > s || (score == s && Some(lang) == before && Some(l) != before)) {
            best = Some((score, lang));
        }
    }
    best.map(|(_, lang)| lang)
}
