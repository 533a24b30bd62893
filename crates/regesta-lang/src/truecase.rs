use std::collections::BTreeMap;

use regesta_text::{CaseFault, Edit, EditReason, SegmentKind, Span};

use crate::{Morphology, NameKind, PackSet, Paper, PartOfSpeech, ProperWords, Token, TokenKind};

/// What the file itself says about capitals: words seen with a capital inside a sentence, where the font is sound.
pub(crate) struct CapitalEvidence {
    capital: BTreeMap<String, u32>,
    small: BTreeMap<String, u32>,
}

impl CapitalEvidence {
    pub(crate) fn gather(paper: &Paper, packs: &PackSet) -> Self {
        let _ = packs;
        let mut evidence = Self { capital: BTreeMap::new(), small: BTreeMap::new() };
        for passage in &paper.passages {
            let text = passage.reading.text();
            for sentence in &passage.sentences {
                for token in passage.tokens_in(sentence.span).iter().skip(1).filter(|t| t.kind == TokenKind::Word) {
                    let word = &text[token.span.range()];
                    let first = word.chars().next().unwrap_or(' ');
                    let list = if first.is_uppercase() { &mut evidence.capital } else { &mut evidence.small };
                    *list.entry(word.to_lowercase()).or_default() += 1;
                }
            }
        }
        evidence
    }
}

/// Puts capitals into the shadow where a faulty font lost them: at the start of sentences, in initials, in
/// abbreviations broken by it ("сссР"), and in words that are names by the file's own sound stretches, by the name
/// lists, or by the dictionary. Months, weekdays and words with a common reading stay small.
pub(crate) fn restore_capitals(
    paper: &mut Paper,
    packs: &PackSet,
    morphology: &Morphology,
    proper: &dyn ProperWords,
    evidence: &CapitalEvidence,
) {
    let Some(fault) = paper.case_fault.clone() else { return };
    let mut capitals: Vec<Edit> = Vec::new();
    for passage in &mut paper.passages {
        if passage.kind == SegmentKind::RunningHead {
            continue;
        }
        let mut changes: Vec<(usize, String, u16)> = Vec::new();
        let text = passage.reading.text();
        for sentence in &passage.sentences {
            let pack = packs.get(sentence.lang);
            let first = passage.tokens.partition_point(|t| t.span.start < sentence.span.start);
            let last = passage.tokens.partition_point(|t| t.span.start < sentence.span.end);
            let mut opened = false;
            for i in first..last {
                let token = passage.tokens[i];
                if token.kind != TokenKind::Word {
                    continue;
                }
                let word = &text[token.span.range()];
                if let Some(letters) = abbreviation(word, &fault, &|w| pack.lexicon("body-abbr").has(w)) {
                    changes.extend(letters.into_iter().map(|(at, c)| (token.span.start + at, c, 900)));
                    opened = true;
                    continue;
                }
                let initial = word.chars().next().unwrap_or(' ');
                let starts = !std::mem::replace(&mut opened, true);
                if !fault.has(initial) {
                    continue;
                }
                let confidence = if starts {
                    800
                } else if is_initial(text, &passage.tokens, i) {
                    900
                } else {
                    let common = ["month", "weekday", "function-word", "month-adj", "demonym"]
                        .iter()
                        .any(|list| pack.lexicon(list).has(word));
                    let lowered = word.to_lowercase();
                    if common {
                        0
                    } else if evidence.capital.get(&lowered).copied().unwrap_or(0) > 0 {
                        850
                    } else if proper.is_proper(&lowered) {
                        820
                    } else {
                        dictionary_mass(packs, morphology, sentence.lang, word, evidence)
                    }
                };
                if confidence > 0
                    && let Some(capital) = capital_of(initial)
                {
                    changes.push((token.span.start, capital, confidence));
                }
            }
        }
        for (at, capital, confidence) in changes {
            let raw = passage.reading.raw_pieces(Span::new(at, at + capital.len()));
            if let [raw] = raw[..] {
                capitals.push(Edit {
                    span: raw,
                    replacement: capital.clone(),
                    reason: EditReason::Capital,
                    confidence,
                });
            }
            passage.reading.set_shadow(at, &capital);
        }
    }
    paper.edits.extend(capitals);
    paper.edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
}

fn capital_of(small: char) -> Option<String> {
    let upper: String = small.to_uppercase().collect();
    (upper.len() == small.len_utf8()).then_some(upper)
}

/// "сссР", "нкиД", "РГасПи": a short word with a capital that is not its first letter alone, whose small letters are
/// all faulty; or a known abbreviation written in faulty letters only.
fn abbreviation(word: &str, fault: &CaseFault, known: &dyn Fn(&str) -> bool) -> Option<Vec<(usize, String)>> {
    let count = word.chars().count();
    if !(2..=10).contains(&count) || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let later_capital = word.chars().skip(1).any(char::is_uppercase);
    let all_small_are_faulty = word.chars().filter(|c| c.is_lowercase()).all(|c| fault.has(c));
    let broken = capitals > 0 && later_capital && all_small_are_faulty;
    let two_letters = count == 2 && capitals == 1 && all_small_are_faulty && known(word);
    let all_small = capitals == 0 && all_small_are_faulty && count <= 5 && known(word);
    (broken || two_letters || all_small).then(|| {
        word.char_indices().filter(|(_, c)| c.is_lowercase()).filter_map(|(at, c)| Some((at, capital_of(c)?))).collect()
    })
}

/// A single letter before a full stop, beside a capitalised word or another initial.
fn is_initial(text: &str, tokens: &[Token], i: usize) -> bool {
    let word = &text[tokens[i].span.range()];
    if word.chars().count() != 1 || tokens.get(i + 1).is_none_or(|t| &text[t.span.range()] != ".") {
        return false;
    }
    let glued = tokens.get(i + 2).is_some_and(|t| t.span.start == tokens[i + 1].span.end);
    let after = tokens.get(i + 2).map_or("", |t| &text[t.span.range()]);
    let name_after = after.chars().next().is_some_and(char::is_uppercase);
    let initial_after = after.chars().count() == 1 && tokens.get(i + 3).is_some_and(|t| &text[t.span.range()] == ".");
    let initial_before = i >= 2
        && &text[tokens[i - 1].span.range()] == "."
        && tokens[i - 1].span.end == tokens[i].span.start
        && text[tokens[i - 2].span.range()].chars().count() == 1;
    name_after || (initial_after && glued) || initial_before
}

/// Confidence that a word is a name, by the dictionary: at least half of its readings are names and the file does not
/// mostly use a common reading; 0 where it is not.
fn dictionary_mass(
    packs: &PackSet,
    morphology: &Morphology,
    lang: crate::LangId,
    word: &str,
    evidence: &CapitalEvidence,
) -> u16 {
    if word.chars().count() < 4 {
        return 0;
    }
    let _ = &evidence.small;
    let analyses = morphology.analyses(packs, lang, word);
    let mut names: u32 = 0;
    let mut all: u32 = 0;
    let mut known = false;
    for analysis in &analyses {
        let name = matches!(
            analysis.name,
            Some(NameKind::Surname | NameKind::GivenName | NameKind::Patronymic | NameKind::Place)
        ) || analysis.part == PartOfSpeech::ProperNoun;
        all += u32::from(analysis.weight);
        names += if name { u32::from(analysis.weight) } else { 0 };
        known |= analysis.known;
    }
    if all == 0 || names * 2 < all {
        return 0;
    }
    if known { 750 } else { 600 }
}
