//! Sentences that tell of a dated happening, as they are compared.

use std::ops::Range;

use regesta_accounts::Telling;
use regesta_date::{DateFlag, DateRole};
use regesta_lang::{LangId, Pack, lower};
use regesta_name::NameType;

use super::interner::set;
use super::{Reader, numbers};
use crate::propose::{Line, Material, Seen};

/// Words before and after the phrase that belong to what is told.
const BEFORE: usize = 6;
const AFTER: usize = 9;
/// Words around a date beside which no happening was found.
const AROUND: usize = 9;
/// How far the second word of a list of happenings may stand.
const COMPANION: usize = 5;
/// Letters from which a word has content.
const CONTENT: usize = 4;

/// A telling and where it stands.
pub(super) struct Told {
    pub(super) telling: Telling,
    pub(super) source: usize,
    pub(super) line: usize,
    /// Bytes of the line.
    pub(super) place: Range<usize>,
    /// The date as printed.
    pub(super) printed: String,
    pub(super) modality: &'static str,
    /// Identifiers of the event and of the findings.
    pub(super) ids: Vec<String>,
}

/// What the tellings of a line need to know of it.
struct Of<'a> {
    material: &'a Material,
    at: usize,
    line: &'a Line,
    lang: LangId,
    pack: &'a Pack,
}

impl Reader<'_> {
    /// The tellings of one source.
    pub(super) fn tellings(&mut self, source: usize, material: &Material) -> Vec<Told> {
        let mut found = Vec::new();
        for (at, line) in material.lines.iter().enumerate() {
            if line.dates.is_empty() || material.is_abstract(at) {
                continue;
            }
            let Some(lang) = self.engine.packs.find(&line.lang) else { continue };
            let of = Of { material, at, line, lang, pack: self.engine.packs.get(lang) };
            let mut dated: Vec<usize> = Vec::new();
            for seen in &line.events {
                found.extend(self.of_event(source, &of, seen, &mut dated));
            }
            for seen in &line.dates {
                if !dated.contains(&seen.place.start) {
                    found.extend(self.of_date(source, &of, seen));
                }
            }
        }
        found
    }

    fn of_event(&mut self, source: usize, of: &Of<'_>, seen: &Seen, dated: &mut Vec<usize>) -> Option<Told> {
        let paper = of.material.part(seen.part);
        let event = &paper.events.found[seen.number].value;
        let date = event.date_index?;
        let printed = of.line.dates.iter().find(|d| d.part == seen.part && d.number == date)?;
        dated.push(printed.place.start);
        let window = window(of.line, &seen.place, BEFORE, AFTER);
        // Converbs often stand between the date and the verb.
        let hull = seen.place.start.min(printed.place.start)..seen.place.end.max(printed.place.end);
        let (mut types, heads, _) = types_in(of, &hull, printed.place.start);
        types.push(event.event_type.clone());
        let modality = modality_name(event.modality);
        let row = &paper.events.rows[seen.number];
        let mut told = self.told(source, of, &window, (types, heads), (seen.part, date), printed)?;
        let entity = |index: usize| self.entities.get(&paper.mentions.rows[index].id).cloned();
        let place = event.place.and_then(entity);
        let agents: Vec<String> = event.agents.iter().copied().filter_map(entity).collect();
        told.telling.place = place.map(|p| self.names.number(&p));
        told.telling.agents = set(agents.iter().map(|a| self.names.number(a)).collect());
        let all = told.telling.names.iter().chain(&told.telling.place).chain(&told.telling.agents).copied().collect();
        told.telling.names = set(all);
        told.telling.fact = matches!(modality, "asserted" | "reported");
        told.telling.denied = event.denied;
        told.modality = modality;
        told.place = hull;
        told.ids = vec![format!("event:{}", row.id), paper.dates.rows[date].id.clone()];
        Some(told)
    }

    /// A date beside words of the lists of happenings, where the detector of events saw none: also in quotations.
    fn of_date(&mut self, source: usize, of: &Of<'_>, seen: &Seen) -> Option<Told> {
        let value = of.material.date(seen.part, seen.number);
        let of_document = of
            .line
            .documents
            .iter()
            .any(|d| of.material.part(d.part).documents.found[d.number].value.date_index == Some(seen.number));
        if value.role != DateRole::Event || value.flags.contains(&DateFlag::Impossible) || of_document {
            return None;
        }
        let window = window(of.line, &seen.place, AROUND, AROUND);
        let (types, heads, finite) = types_in(of, &window, seen.place.start);
        if types.is_empty() {
            return None;
        }
        let mut told = self.told(source, of, &window, (types, heads), (seen.part, seen.number), seen)?;
        let near = of.line.mentions.iter().filter(|m| {
            let mention = of.material.mention(m.part, m.number);
            mention.name_type == NameType::Place && overlaps(&m.place, &window)
        });
        let near = near.min_by_key(|m| (m.place.start.abs_diff(seen.place.start), m.place.start));
        let place = near.and_then(|m| self.entities.get(&of.material.part(m.part).mentions.rows[m.number].id).cloned());
        told.telling.place = place.map(|p| self.names.number(&p));
        let (modality, denied) = said(of, seen.place.start);
        // What an order or a treaty lays down stands in words that tell no fact.
        let ordered = !finite && modality == "asserted" && self.lays_down(of);
        let modality = if ordered { "ordered" } else { modality };
        told.modality = modality;
        told.telling.fact = matches!(modality, "asserted" | "reported");
        told.telling.denied = denied;
        told.ids = vec![of.material.date_row(seen.part, seen.number).to_owned()];
        Some(told)
    }

    /// Whether a line speaks of a document that says what shall be.
    fn lays_down(&self, of: &Of<'_>) -> bool {
        const GENRES: [&str; 9] =
            ["agreement", "decision", "decree", "directive", "instruction", "order", "protocol", "treaty", "ultimatum"];
        let genre = |d: &Seen| of.material.part(d.part).documents.found[d.number].value.genre.as_str();
        of.line.documents.iter().any(|d| GENRES.contains(&genre(d)))
    }

    fn told(
        &mut self,
        source: usize,
        of: &Of<'_>,
        window: &Range<usize>,
        (mut types, heads): (Vec<String>, Vec<String>),
        (part, number): (usize, usize),
        printed: &Seen,
    ) -> Option<Told> {
        let date = of.material.date(part, number).edtf.clone()?;
        types.sort();
        types.dedup();
        let names = self.names_in(of.material, of.line, window);
        let (words, scope) = self.words_in(of, window);
        let heads: Vec<u32> = heads.iter().map(|word| self.stem(of.lang, word)).collect();
        let counts = numbers::counts(self, of.material, of.at, of.pack, of.lang, window);
        let quoted = of.line.quotations.iter().any(|q| overlaps(&q.place, &printed.place));
        let telling = Telling {
            text: source as u32,
            work: self.works[source],
            at: of.at as u32,
            lang: u32::from(of.lang.0),
            types,
            heads: set(heads),
            scope,
            date: Some(date),
            words,
            names,
            quoted,
            counts,
            ..Telling::default()
        };
        let place = window.start.min(printed.place.start)..window.end.max(printed.place.end);
        let printed = of.line.text.get(printed.place.clone()).unwrap_or_default().to_owned();
        Some(Told { telling, source, line: of.at, place, printed, modality: "asserted", ids: Vec::new() })
    }

    /// The entities named in part of a line.
    pub(super) fn names_in(&mut self, material: &Material, line: &Line, window: &Range<usize>) -> Vec<u32> {
        let inside = line.mentions.iter().filter(|m| overlaps(&m.place, window));
        let ids: Vec<String> = inside
            .filter_map(|m| self.entities.get(&material.part(m.part).mentions.rows[m.number].id).cloned())
            .collect();
        set(ids.iter().map(|id| self.names.number(id)).collect())
    }

    /// Basic forms of the words with content in part of a line, outside names and dates; and the words that say which part
    /// of a thing is meant.
    fn words_in(&mut self, of: &Of<'_>, window: &Range<usize>) -> (Vec<u32>, Vec<u32>) {
        let taken = |place: &Range<usize>| {
            of.line.mentions.iter().chain(&of.line.dates).chain(&of.line.citations).any(|s| overlaps(&s.place, place))
        };
        let common = of.pack.lexicon("function-word");
        let parts = of.pack.lexicon("part-of-things");
        let (mut words, mut scope) = (Vec::new(), Vec::new());
        for token in of.line.tokens.iter().filter(|t| overlaps(&t.place, window)) {
            let word = &of.line.text[token.place.clone()];
            let lowered = lower(word, of.pack.casing());
            let part = parts.get(&lowered).or_else(|| parts.stem_of(&lowered).map(|(_, entry)| entry));
            if let Some(part) = part {
                scope.push(self.words.number(&part.value));
                continue;
            }
            let short = word.chars().count() < CONTENT || !word.chars().all(char::is_alphabetic);
            if !short && !taken(&token.place) && !common.has(word) {
                words.push(self.stem(of.lang, word));
            }
        }
        (set(words), set(scope))
    }

    /// The basic form of a word as a number.
    pub(super) fn stem(&mut self, lang: LangId, word: &str) -> u32 {
        let engine = self.engine;
        let stem = self
            .lemmas
            .entry((lang, word.to_owned()))
            .or_insert_with(|| regesta_lang::latin_key(&engine.morphology.lemma(&engine.packs, lang, word)));
        self.words.number(stem)
    }
}

pub(super) fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Some words more on each side, inside the clause: a semicolon ends it.
fn window(line: &Line, place: &Range<usize>, before: usize, after: usize) -> Range<usize> {
    let tokens = &line.tokens;
    let first = tokens.partition_point(|t| t.place.end <= place.start);
    let last = tokens.partition_point(|t| t.place.start < place.end);
    let start = tokens.get(first.saturating_sub(before)).map_or(place.start, |t| t.place.start.min(place.start));
    let end = tokens.get((last + after).min(tokens.len()).saturating_sub(1));
    let end = end.map_or(place.end, |t| t.place.end.max(place.end));
    let text = &line.text;
    let start = text.get(start..place.start).and_then(|t| t.rfind(';')).map_or(start, |i| start + i + 1);
    let end = text.get(place.end..end).and_then(|t| t.find(';')).map_or(end, |i| place.end + i);
    start..end
}

/// The types of happenings that the lists of a language know in part of a line, the words for them, and whether the one
/// nearest to a byte of the line is a finite verb or a noun.
fn types_in(of: &Of<'_>, window: &Range<usize>, near: usize) -> (Vec<String>, Vec<String>, bool) {
    let tokens = &of.line.tokens;
    let form = |n: usize| lower(&of.line.text[tokens[n].place.clone()], of.pack.casing());
    let (mut types, mut heads, mut nearest) = (Vec::new(), Vec::new(), (usize::MAX, false));
    for n in (0..tokens.len()).filter(|&n| overlaps(&tokens[n].place, window)) {
        let word = form(n);
        for list in ["event-verb", "event-noun", "event-form"] {
            let lexicon = of.pack.lexicon(list);
            let entry = lexicon.get(&word).or_else(|| lexicon.stem_of(&word).map(|(_, entry)| entry));
            let Some(entry) = entry.filter(|e| e.value != "other") else { continue };
            let companion = entry.extra.first().filter(|c| !c.is_empty());
            let fits = companion.is_none_or(|companion| {
                let range = n.saturating_sub(COMPANION)..tokens.len().min(n + COMPANION + 1);
                range.into_iter().any(|i| match companion.strip_suffix('*') {
                    Some(start) => form(i).starts_with(start),
                    None => form(i) == *companion,
                })
            });
            if fits {
                let distance = tokens[n].place.start.abs_diff(near);
                nearest = nearest.min((distance, list != "event-form"));
                types.push(entry.value.clone());
                heads.push(of.line.text[tokens[n].place.clone()].to_owned());
            }
        }
    }
    (types, heads, nearest.1)
}

/// How the words at a place are put, and whether they are denied, by the rules of kind `event`.
fn said(of: &Of<'_>, place: usize) -> (&'static str, bool) {
    let Some(rules) = of.pack.rules("event") else { return ("asserted", false) };
    let (mut modality, mut denied) = ("asserted", false);
    for found in rules.find(&of.line.text, |_| true) {
        if found.span.end > place {
            continue;
        }
        match found.rule.op.as_str() {
            "denied" => denied |= place - found.span.end <= 2,
            "ordered" => modality = "ordered",
            "planned" => modality = "planned",
            "reported" => modality = "reported",
            "alleged" => modality = "alleged",
            "conditional" => modality = "conditional",
            _ => {}
        }
    }
    (modality, denied)
}

fn modality_name(modality: regesta_analyze::Modality) -> &'static str {
    use regesta_analyze::Modality as Told;
    match modality {
        Told::Asserted => "asserted",
        Told::Reported => "reported",
        Told::Ordered => "ordered",
        Told::Planned => "planned",
        Told::Alleged => "alleged",
        Told::Conditional => "conditional",
    }
}
