//! The sentences of a source with what was found in each.

use std::collections::BTreeMap;
use std::ops::Range;

use regesta_analyze::{DocumentMention, Event, Quotation};
use regesta_date::DateValue;
use regesta_lang::{Found, fold, latin_key};
use regesta_name::{Mention, NameType};
use regesta_store::{Project, SegmentKind, Source};
use regesta_text::{CodePointMap, Span};

use crate::stored::{Listed, StoredPaper};
use crate::views::one_line;
use crate::{Result, StoredSource};

/// A word of a line, in the forms in which words are compared. Bytes are those of the line.
pub(crate) struct Token {
    pub(crate) place: Range<usize>,
    pub(crate) folded: String,
    pub(crate) latin: String,
}

/// A finding of a line: the part of its source, its number there, and its bytes of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) part: usize,
    pub(crate) number: usize,
    pub(crate) place: Range<usize>,
}

/// A sentence.
pub(crate) struct Line {
    /// Number of the block in the source.
    pub(crate) block: usize,
    pub(crate) text: String,
    pub(crate) lang: String,
    /// Bytes of the reading text of the block.
    read: Span,
    pub(crate) tokens: Vec<Token>,
    pub(crate) events: Vec<Seen>,
    pub(crate) documents: Vec<Seen>,
    pub(crate) dates: Vec<Seen>,
    pub(crate) mentions: Vec<Seen>,
    pub(crate) quotations: Vec<Seen>,
    pub(crate) citations: Vec<Seen>,
}

/// A source as proposals are looked for in it.
pub(crate) struct Material {
    pub(crate) path: String,
    pub(crate) lines: Vec<Line>,
    stored: StoredSource,
    parts: Vec<StoredPaper>,
    points: CodePointMap,
    /// Code points of each quotation, by part and number.
    quoted: BTreeMap<(usize, usize), [usize; 2]>,
}

/// The most letters that a proposal quotes.
const LONGEST_QUOTE: usize = 260;

impl Material {
    pub(crate) fn load(project: &Project, source: &Source) -> Result<Self> {
        let stored = StoredSource::load(project, &source.id)?;
        let parts = StoredPaper::load(project, source)?;
        let anchors: BTreeMap<String, usize> =
            project.anchors(&source.id)?.into_iter().map(|a| (a.id.clone(), a.hull().start)).collect();
        let ends: BTreeMap<String, usize> =
            project.anchors(&source.id)?.into_iter().map(|a| (a.id.clone(), a.hull().end)).collect();
        let mut lines = lines_of(&stored);
        // Blocks may stand in any order of the raw text: where notes were taken out, a line begins where its first byte does.
        let mut starts: Vec<(usize, usize)> = lines
            .iter()
            .enumerate()
            .filter_map(|(at, line)| Some((stored.blocks[line.block].reading.raw_hull(line.read)?.start, at)))
            .collect();
        starts.sort_unstable();
        let place = |lines: &[Line], anchor: &str| -> Option<(usize, Range<usize>)> {
            let (start, end) = (*anchors.get(anchor)?, *ends.get(anchor)?);
            let before = starts.partition_point(|(first, _)| *first <= start);
            // A block may be torn by another one: the line is among the last few that begin before.
            starts[..before].iter().rev().take(6).find_map(|(_, at)| {
                let line = &lines[*at];
                let reading = &stored.blocks[line.block].reading;
                let from = reading.read_from_raw(start).filter(|f| line.read.start <= *f && *f < line.read.end)?;
                let last = stored.raw.get(start..end)?.char_indices().next_back()?.0 + start;
                let to = reading.read_from_raw(last).map_or(from, |to| to + char_len(reading.text(), to));
                let to = to.clamp(from, line.read.end);
                Some((*at, from - line.read.start..to - line.read.start))
            })
        };
        for (part, paper) in parts.iter().enumerate() {
            fn anchors_of<V>(listed: &Listed<V>) -> impl Iterator<Item = (usize, &str)> {
                listed.rows.iter().enumerate().map(|(number, row)| (number, row.anchor.as_str()))
            }
            let mut add = |(number, anchor): (usize, &str), list: fn(&mut Line) -> &mut Vec<Seen>| {
                if let Some((at, place)) = place(&lines, anchor) {
                    list(&mut lines[at]).push(Seen { part, number, place });
                }
            };
            anchors_of(&paper.events).for_each(|row| add(row, |line| &mut line.events));
            anchors_of(&paper.documents).for_each(|row| add(row, |line| &mut line.documents));
            anchors_of(&paper.dates).for_each(|row| add(row, |line| &mut line.dates));
            anchors_of(&paper.mentions).for_each(|row| add(row, |line| &mut line.mentions));
            anchors_of(&paper.quotations).for_each(|row| add(row, |line| &mut line.quotations));
            anchors_of(&paper.citations).for_each(|row| add(row, |line| &mut line.citations));
        }
        let points = CodePointMap::new(&stored.raw);
        let mut quoted = BTreeMap::new();
        for (part, paper) in parts.iter().enumerate() {
            for (number, row) in paper.quotations.rows.iter().enumerate() {
                if let (Some(start), Some(end)) = (anchors.get(&row.anchor), ends.get(&row.anchor)) {
                    let point = |byte: &usize| points.code_point_from_byte(&stored.raw, *byte);
                    quoted.insert((part, number), [point(start), point(end)]);
                }
            }
        }
        Ok(Self { path: source.path.clone(), lines, stored, parts, points, quoted })
    }

    pub(crate) fn event(&self, seen: &Seen) -> &Found<Event> {
        &self.parts[seen.part].events.found[seen.number]
    }

    pub(crate) fn document(&self, seen: &Seen) -> &Found<DocumentMention> {
        &self.parts[seen.part].documents.found[seen.number]
    }

    pub(crate) fn date(&self, part: usize, number: usize) -> &DateValue {
        &self.parts[part].dates.found[number].value
    }

    pub(crate) fn quotation(&self, seen: &Seen) -> &Quotation {
        &self.parts[seen.part].quotations.found[seen.number].value
    }

    /// A document of a part by its number.
    pub(crate) fn document_at(&self, part: usize, number: usize) -> Option<&DocumentMention> {
        self.parts.get(part)?.documents.found.get(number).map(|found| &found.value)
    }

    /// The line in which a code point of the original stands, and the word there as bytes of the line.
    pub(crate) fn line_at(&self, point: usize) -> Option<(usize, Range<usize>)> {
        let raw = self.points.byte_from_code_point(&self.stored.raw, point);
        self.lines.iter().enumerate().find_map(|(at, line)| {
            let reading = &self.stored.blocks[line.block].reading;
            let from = reading.read_from_raw(raw).filter(|f| line.read.start <= *f && *f < line.read.end)?;
            let from = from - line.read.start;
            let to = line.tokens.iter().find(|t| t.place.end > from).map_or(from, |t| t.place.end);
            Some((at, from..to.max(from)))
        })
    }

    /// Whether a line stands in an abstract: the same author says it again elsewhere.
    pub(crate) fn is_abstract(&self, at: usize) -> bool {
        let block = &self.stored.blocks[self.lines[at].block];
        block.segments.first().is_some_and(|segment| segment.kind == SegmentKind::Abstract)
    }

    /// What was found in one part of the source, with the rows of the store.
    pub(crate) fn part(&self, part: usize) -> &StoredPaper {
        &self.parts[part]
    }

    /// Code points of a stretch of a line, half-open; `None` where it is empty.
    pub(crate) fn points(&self, at: usize, place: &Range<usize>) -> Option<[usize; 2]> {
        let line = &self.lines[at];
        let span = Span::new(place.start + line.read.start, place.end + line.read.start);
        let hull = self.stored.blocks[line.block].reading.raw_hull(span)?;
        let point = |byte| self.points.code_point_from_byte(&self.stored.raw, byte);
        Some([point(hull.start), point(hull.end)])
    }

    /// Code points of a quotation, half-open, over all its sentences.
    pub(crate) fn quoted(&self, part: usize, number: usize) -> Option<[usize; 2]> {
        self.quoted.get(&(part, number)).copied()
    }

    /// Whether two code points of the original stand in one quotation.
    pub(crate) fn is_quoted(&self, from: usize, to: usize) -> bool {
        self.quoted.values().any(|place| place[0] <= from && to <= place[1] + 1)
    }

    /// What stands between two code points of the original, as printed.
    pub(crate) fn printed(&self, points: [usize; 2]) -> String {
        let byte = |point| self.points.byte_from_code_point(&self.stored.raw, point).min(self.stored.raw.len());
        self.stored.raw.get(byte(points[0])..byte(points[1])).unwrap_or_default().to_owned()
    }

    /// The row of a date in the store.
    pub(crate) fn date_row(&self, part: usize, number: usize) -> &str {
        &self.parts[part].dates.rows[number].id
    }

    pub(crate) fn mention(&self, part: usize, number: usize) -> &Mention {
        &self.parts[part].mentions.found[number].value
    }

    /// The names of places in a line.
    pub(crate) fn places<'a>(&'a self, line: &'a Line) -> impl Iterator<Item = &'a Mention> + 'a {
        let mentions = line.mentions.iter().map(|seen| self.mention(seen.part, seen.number));
        mentions.filter(|mention| mention.name_type == NameType::Place)
    }

    /// Exact words of the source round `core` (bytes of the line), and their code points.
    ///
    /// The sentence, or where it is long the clauses round the core. Words that go round a note or a running head are cut
    /// to the piece that holds the core.
    pub(crate) fn quote(&self, at: usize, core: &Range<usize>) -> Option<(String, [usize; 2])> {
        let line = &self.lines[at];
        let shown = clauses(&line.text, core);
        let reading = &self.stored.blocks[line.block].reading;
        let span = |range: &Range<usize>| Span::new(range.start + line.read.start, range.end + line.read.start);
        let whole = reading.raw_hull(span(&shown))?;
        let words = one_line(&line.text[shown.clone()]);
        let raw = self.stored.raw.get(whole.range())?;
        let (hull, words) = if regesta_scheme::find_quote(raw, &words).is_some() {
            (whole, words)
        } else {
            let pieces = reading.raw_pieces(span(&shown));
            let middle = reading.raw_hull(span(core))?.start;
            let piece = pieces.into_iter().find(|p| p.start <= middle && middle < p.end)?;
            (piece, one_line(self.stored.raw.get(piece.range())?))
        };
        if words.trim().is_empty() {
            return None;
        }
        let point = |byte| self.points.code_point_from_byte(&self.stored.raw, byte);
        Some((words, [point(hull.start), point(hull.end)]))
    }

    /// Where words stand, in code points: at `near` where they are there still, else their first place.
    pub(crate) fn find(&self, words: &str, near: [usize; 2]) -> Option<[usize; 2]> {
        let raw = &self.stored.raw;
        let byte = |point: usize| self.points.byte_from_code_point(raw, point).min(raw.len());
        let there = raw.get(byte(near[0])..byte(near[1])).and_then(|part| regesta_scheme::find_quote(part, words));
        if there.is_some() {
            return Some(near);
        }
        let place = regesta_scheme::find_quote(raw, words)?;
        let point = |byte| self.points.code_point_from_byte(raw, byte);
        Some([point(place.start), point(place.end)])
    }
}

fn char_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

fn lines_of(stored: &StoredSource) -> Vec<Line> {
    let mut lines = Vec::new();
    for (block, of_block) in stored.blocks.iter().enumerate() {
        let told = matches!(of_block.segments[0].kind, SegmentKind::Body | SegmentKind::Abstract);
        if !told {
            continue;
        }
        for (read, lang) in &of_block.sentences {
            let Some(text) = of_block.reading.text().get(read.range()) else { continue };
            lines.push(Line {
                block,
                text: text.to_owned(),
                lang: lang.clone().unwrap_or_default(),
                read: *read,
                tokens: tokens(text),
                events: Vec::new(),
                documents: Vec::new(),
                dates: Vec::new(),
                mentions: Vec::new(),
                quotations: Vec::new(),
                citations: Vec::new(),
            });
        }
    }
    lines
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        // An apostrophe before an ending (Bakü'ye) ends the word.
        let inside = c.is_alphanumeric() || matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}');
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = &text[from..at];
                tokens.push(Token { place: from..at, folded: fold(word), latin: latin_key(word) });
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

/// The sentence round `core` without the blanks at its ends; where it is too long, whole clauses up to the measure.
fn clauses(text: &str, core: &Range<usize>) -> Range<usize> {
    let trimmed = text.len() - text.trim_start().len()..text.trim_end().len();
    if text[trimmed.clone()].chars().count() <= LONGEST_QUOTE {
        return trimmed;
    }
    let break_after =
        |c: char| matches!(c, ',' | ';' | ':' | '—' | '–' | '(' | ')' | '«' | '»' | '“' | '”' | '[' | ']');
    let mut cuts: Vec<usize> = vec![trimmed.start];
    cuts.extend(text.char_indices().filter(|(_, c)| break_after(*c)).map(|(at, c)| at + c.len_utf8()));
    cuts.push(trimmed.end);
    cuts.retain(|cut| trimmed.contains(cut) || *cut == trimmed.end);
    cuts.dedup();
    let mut first = cuts.iter().rposition(|cut| *cut <= core.start).unwrap_or(0);
    let mut last = cuts.iter().position(|cut| *cut >= core.end).unwrap_or(cuts.len() - 1);
    let letters = |first: usize, last: usize| text[cuts[first]..cuts[last]].chars().count();
    loop {
        let (before, after) = (first > 0, last + 1 < cuts.len());
        if before && letters(first - 1, last) <= LONGEST_QUOTE {
            first -= 1;
        } else if after && letters(first, last + 1) <= LONGEST_QUOTE {
            last += 1;
        } else {
            break;
        }
    }
    let shown = &text[cuts[first]..cuts[last]];
    let start = cuts[first] + shown.len() - shown.trim_start().len();
    let end = start + shown.trim().trim_end_matches([',', ';', ':', '—', '–', '(', '«', '“', '[']).trim_end().len();
    start..end
}

/// A line of its own, for tests.
#[cfg(test)]
pub(crate) fn line(lang: &str, text: &str) -> Line {
    Line {
        block: 0,
        text: text.to_owned(),
        lang: lang.to_owned(),
        read: Span::new(0, text.len()),
        tokens: tokens(text),
        events: Vec::new(),
        documents: Vec::new(),
        dates: Vec::new(),
        mentions: Vec::new(),
        quotations: Vec::new(),
        citations: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_is_cut_at_its_commas() {
        let part = "the council sat until the morning and could not agree on a word";
        let text = format!("{part}, {part}, at noon the gates were opened, {part}, {part}, {part}.");
        let core = text.find("gates").unwrap();
        let shown = clauses(&text, &(core..core + 5));
        assert!(text[shown.clone()].contains("at noon the gates were opened"));
        assert!(text[shown.clone()].chars().count() <= LONGEST_QUOTE);
        assert!(!text[shown].ends_with(','));
        assert_eq!(clauses(" short. ", &(1..3)), 1..7);
    }

    #[test]
    fn words_end_at_an_apostrophe() {
        let words: Vec<String> = tokens("Bakü'ye girdi").into_iter().map(|t| t.latin).collect();
        assert_eq!(words, ["baku", "ye", "girdi"]);
    }
}
