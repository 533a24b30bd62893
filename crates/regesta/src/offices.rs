//! Offices that a text gives to persons: "министр иностранных дел X", "X, председатель Y".
//!
//! An office stands right before the name, with its complement and its body between ("председатель Совета министров X"), or
//! right after it between a comma or bracket and the next ("X, министр финансов, …"). The heads are the list `office` of the
//! packs. Its date is the nearest date of the sentence: it says when the text shows the person in office, not when the office began.

use regesta_date::DateValue;
use regesta_lang::{Found, LangId, Number, PackSet, Paper, PartOfSpeech, Passage};
use regesta_name::{Mention, NameType};
use regesta_text::Span;
use serde::{Deserialize, Serialize};

use crate::Engine;

/// Words of an office with its complement at most.
const WORDS: usize = 9;

/// An office of a person, by the numbers of its mentions and its date within the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeMention {
    /// The words as printed, on one line.
    pub printed: String,
    /// What kind of office the pack says it is (`minister`, `commander`).
    pub kind: String,
    /// The person.
    pub person: usize,
    /// The body or place that stands in the words.
    pub of: Option<usize>,
    /// The date of the sentence that stands nearest.
    pub date: Option<usize>,
}

/// The offices of a paper in the order of the persons' places.
pub(crate) fn find_offices(
    engine: &Engine,
    paper: &Paper,
    mentions: &[Found<Mention>],
    dates: &[Found<DateValue>],
) -> Vec<Found<OfficeMention>> {
    let mut by_passage: Vec<Vec<usize>> = vec![Vec::new(); paper.passages.len()];
    for (number, mention) in mentions.iter().enumerate() {
        by_passage[mention.passage].push(number);
    }
    let mut dates_by_passage: Vec<Vec<usize>> = vec![Vec::new(); paper.passages.len()];
    for (number, date) in dates.iter().enumerate() {
        dates_by_passage[date.passage].push(number);
    }
    let mut found = Vec::new();
    for (number, passage) in paper.passages.iter().enumerate() {
        let search = InPassage { engine, passage, mentions, here: &by_passage[number] };
        for &person in by_passage[number].iter().filter(|&&m| mentions[m].value.name_type == NameType::Person) {
            let Some((span, kind)) = search.office_of(person) else { continue };
            let Some(sentence) = passage.sentence_at(mentions[person].span.start) else { continue };
            let at = mentions[person].span.start;
            let near = dates_by_passage[number].iter().copied().filter(|&d| {
                let span = dates[d].span;
                dates[d].value.edtf.is_some() && sentence.span.start <= span.start && span.end <= sentence.span.end
            });
            let of = search.inside(span, |m| m.value.name_type != NameType::Person);
            found.push(Found {
                passage: number,
                span,
                value: OfficeMention {
                    printed: crate::views::one_line(&passage.reading.text()[span.range()]),
                    kind,
                    person,
                    of,
                    date: near.min_by_key(|&d| (dates[d].span.start.abs_diff(at), d)),
                },
                rule: "name.office".to_owned(),
                pack: mentions[person].pack.clone(),
                reason: "an office stands beside the name".to_owned(),
                score: if of.is_some() { 850 } else { 800 },
            });
        }
    }
    found
}

struct InPassage<'a> {
    engine: &'a Engine,
    passage: &'a Passage,
    mentions: &'a [Found<Mention>],
    here: &'a [usize],
}

impl InPassage<'_> {
    /// The longest body, or else place, whose words lie in a span.
    fn inside(&self, span: Span, wanted: impl Fn(&Found<Mention>) -> bool) -> Option<usize> {
        let within = |m: &Found<Mention>| span.start <= m.span.start && m.span.end <= span.end && wanted(m);
        let all = self.here.iter().copied().filter(|&m| within(&self.mentions[m]));
        let rank = |m: usize| (self.mentions[m].value.name_type == NameType::Body, self.mentions[m].span.len());
        all.max_by_key(|&m| (rank(m), std::cmp::Reverse(m)))
    }

    fn office_of(&self, person: usize) -> Option<(Span, String)> {
        let name = self.mentions[person].span;
        let sentence = self.passage.sentence_at(name.start)?;
        self.before(name, sentence.span, sentence.lang).or_else(|| self.after(name, sentence.span, sentence.lang))
    }

    /// The words of a stretch with their places.
    fn words(&self, from: usize, to: usize) -> Vec<(Span, &str)> {
        let text = self.passage.reading.text();
        let Some(part) = text.get(from..to) else { return Vec::new() };
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | 'ʼ');
        let mut words = Vec::new();
        let mut start = None;
        for (at, c) in part.char_indices().chain([(part.len(), ' ')]) {
            match (is_word(c), start) {
                (true, None) => start = Some(at),
                (false, Some(begin)) => {
                    words.push((Span::new(from + begin, from + at), &part[begin..at]));
                    start = None;
                }
                _ => {}
            }
        }
        words
    }

    /// Kind of the office whose words begin at the first of `words`, and how many they are.
    fn office_at(&self, words: &[(Span, &str)], lang: LangId) -> Option<(usize, String)> {
        let list = self.engine.packs.get(lang).lexicon("office");
        (1..=words.len().min(list.longest_form_in_words().max(1))).rev().find_map(|number| {
            let phrase = words[..number].iter().map(|(_, w)| w.to_lowercase()).collect::<Vec<_>>().join(" ");
            list.value(&phrase).map(|kind| (number, kind.to_owned()))
        })
    }

    /// Whether words may be the complement of an office: no verb, no person, nothing that closes a clause.
    fn is_complement(&self, words: &[(Span, &str)], lang: LangId) -> bool {
        let (packs, morphology) = (&self.engine.packs, &self.engine.morphology);
        let verb = |word: &str| {
            let small = word.to_lowercase();
            let analyses = morphology.analyses(packs, lang, &small);
            let is = |part: PartOfSpeech| analyses.first().is_some_and(|a| a.part == part);
            is(PartOfSpeech::Verb) || has_verb(packs, lang, &small)
        };
        let Some((first, last)) = words.first().zip(words.last()) else { return true };
        let span = Span::new(first.0.start, last.0.end);
        words.len() < WORDS
            && !self.is_link(last.1, lang)
            && self.inside(span, |m| m.value.name_type == NameType::Person).is_none()
            && !words.iter().any(|(_, word)| verb(word))
    }

    /// A word that leads to what follows, so that what follows is not the holder: "во главе с", "envoy to".
    fn is_link(&self, word: &str, lang: LangId) -> bool {
        let small = word.to_lowercase();
        let analyses = self.engine.morphology.analyses(&self.engine.packs, lang, &small);
        let other = analyses.first().is_some_and(|a| a.part == PartOfSpeech::Other);
        other || self.engine.packs.get(lang).lexicon("function-word").has(&small)
    }

    /// "с представителями Врангеля": several people hold it, and not the one who is named.
    fn is_plural(&self, word: &str, lang: LangId) -> bool {
        let small = word.to_lowercase();
        let analyses = self.engine.morphology.analyses(&self.engine.packs, lang, &small);
        let known = analyses.iter().any(|a| a.number.is_some());
        known && analyses.iter().all(|a| a.number == Some(Number::Plural))
            || !known && ["ами", "ями", "ів"].iter().any(|ending| small.ends_with(ending))
    }

    fn before(&self, name: Span, sentence: Span, lang: LangId) -> Option<(Span, String)> {
        let text = self.passage.reading.text();
        let closed = |c: char| matches!(c, ',' | ';' | ':' | '!' | '?' | '»' | '«' | '"' | '—' | '–' | '[' | ']');
        let left = text.get(sentence.start..name.start)?;
        // A bracket of a party's name, as in РКП(б), does not close anything.
        let from = left.rfind(closed).map_or(0, |at| at + left[at..].chars().next().map_or(1, char::len_utf8));
        let from = left[from..].rfind(". ").map_or(from, |at| from + at + 2);
        let words = self.words(sentence.start + from, name.start);
        let words = &words[words.len().saturating_sub(WORDS)..];
        let mut found: Option<(usize, String)> = None;
        for at in (0..words.len()).rev() {
            let Some((number, kind)) = self.office_at(&words[at..], lang) else { continue };
            match &found {
                // "заместитель председателя": an office of an office.
                Some((start, _)) if at + number >= *start => found = Some((at, kind)),
                Some(_) => break,
                None if self.is_complement(&words[at + number..], lang) => found = Some((at, kind)),
                None => break,
            }
        }
        let (start, kind) = found.filter(|(start, _)| !self.is_plural(words[*start].1, lang))?;
        Some((Span::new(words[start].0.start, words[words.len() - 1].0.end.max(words[start].0.end)), kind))
    }

    fn after(&self, name: Span, sentence: Span, lang: LangId) -> Option<(Span, String)> {
        let text = self.passage.reading.text();
        let right = text.get(name.end..sentence.end)?;
        let open = [", ", " ("].iter().find(|mark| right.starts_with(**mark))?;
        let end = if *open == ", " { [',', ';', '.'].as_slice() } else { [')', ';'].as_slice() };
        let to = right[open.len()..].find(end)? + open.len();
        let words = self.words(name.end + open.len(), name.end + to);
        let (number, kind) = self.office_at(&words, lang)?;
        let fits =
            words.len() <= WORDS && !self.is_plural(words[0].1, lang) && self.is_complement(&words[number..], lang);
        fits.then(|| (Span::new(words[0].0.start, words[words.len() - 1].0.end), kind))
    }
}

fn has_verb(packs: &PackSet, lang: LangId, word: &str) -> bool {
    packs.get(lang).lexicon("communication-verb").has(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offices(text: &str) -> Vec<(String, String, Option<String>, Option<String>)> {
        let engine = Engine::built_in().unwrap();
        let paper = engine.paper(text.into(), Vec::new(), false);
        let evidence = engine.evidence(&paper);
        let told = |m: usize| evidence.mentions[m].value.normal.clone();
        let of = |o: &Found<OfficeMention>| {
            let date = o.value.date.and_then(|d| evidence.dates[d].value.edtf.clone());
            (told(o.value.person), o.value.printed.clone(), o.value.of.map(told), date)
        };
        evidence.offices.iter().map(of).collect()
    }

    #[test]
    fn offices_before_and_after_a_name_with_their_bodies_and_dates() {
        let text = "14 мая 1812 года министр финансов граф Д. А. Гурьев получил доклад. Секретарь написал ответ.\n";
        let found = offices(text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].1.starts_with("министр финансов"), "{found:?}");
        assert_eq!(found[0].3.as_deref(), Some("1812-05-14"));
        let found = offices("Later A. Palmer, minister of finance, left for London.\n");
        assert_eq!(found[0].1, "minister of finance");
    }

    #[test]
    fn a_clause_with_a_verb_is_no_office() {
        let found = offices("Посол сообщил А. С. Меншикову о переговорах.\n");
        assert!(found.is_empty(), "{found:?}");
        let found = offices("Договор подписали с представителями А. С. Меншикова в июле.\n");
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn who_leads_others_holds_no_office_of_theirs() {
        assert_eq!(offices("Делегация во главе с А. С. Меншиковым прибыла в мае.\n"), []);
        assert_eq!(offices("После победы над А. С. Меншиковым начались переговоры.\n"), []);
        assert_eq!(offices("In May the king sent an envoy to A. Palmer in London.\n"), []);
    }
}
