use crate::{Casing, LangId, PackSet, Token, TokenKind, lower};

/// The language of a stretch of text, out of the packs in use: their function words, the letters that only they have,
/// and the letters they lack. `before` is the language of what stands before it and decides short or mixed stretches.
///
/// A word that is a function word of a pack counts 3, a letter of its own 2, a letter outside its alphabet -2; the
/// language before has an advantage of 2. A stretch without any of the letters that a pack calls frequent loses 1 for every
/// fifteen of its letters: Azerbaijani without ə is Turkish. Without any sign the language before is kept.
pub fn identify(packs: &PackSet, text: &str, tokens: &[Token], before: Option<LangId>) -> Option<LangId> {
    let mut scores: Vec<i64> = packs.iter().map(|(lang, _)| if Some(lang) == before { 2 } else { 0 }).collect();
    let (mut letters, mut frequent) = (0_i64, vec![false; scores.len()]);
    for token in tokens.iter().filter(|t| t.kind == TokenKind::Word) {
        let word = &text[token.span.range()];
        let lowered = [Casing::Root, Casing::Turkic].map(|casing| lower(word, casing));
        letters += word.chars().count() as i64;
        for (((_, pack), score), frequent) in packs.iter().zip(&mut scores).zip(&mut frequent) {
            let word = &lowered[usize::from(pack.casing() == Casing::Turkic)];
            if pack.lexicon("function-word").has(word) {
                *score += 3;
            }
            for c in word.chars() {
                *frequent |= pack.frequent().is_some_and(|letters| letters.has(c));
                if pack.has_own_letter(c) {
                    *score += 2;
                } else if !pack.has_letter(c) && c.is_alphabetic() {
                    *score -= 2;
                }
            }
        }
    }
    for (((_, pack), score), frequent) in packs.iter().zip(&mut scores).zip(frequent) {
        if pack.frequent().is_some() && !frequent {
            *score -= letters / 15;
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

#[cfg(test)]
mod tests {
    use crate::{Morphology, PackSet, Paper};

    /// Neither sentence has a letter or a small word that only one of the two languages knows.
    #[test]
    fn turkish_is_not_taken_for_azerbaijani() {
        let packs = PackSet::built_in().unwrap();
        let morphology = Morphology::load(&packs).unwrap();
        for (text, tag) in [
            ("Ordu 28 Nisan 1620 sabah Hotin kalesi önüne geldi. Kale teslim oldu.", "tr"),
            ("Qoşun 1620-ci il aprelin 28-də Təbriz qalasına gəldi. Qala alındı.", "az"),
        ] {
            let paper = Paper::from_text(text, &packs, &morphology, &());
            for sentence in &paper.passages[0].sentences {
                assert_eq!(packs.get(sentence.lang).tag(), tag, "{}", &text[sentence.span.range()]);
            }
        }
    }
}
