use regesta_lang::{Found, LangId, PackSet, Paper, Passage, TokenKind};
use regesta_text::{SegmentKind, Span};

use crate::brackets::find_brackets;
use crate::lists::{CiteWord, Lists};
use crate::memory::Memory;
use crate::narrative::narrative;
use crate::press::press;
use crate::run_on::{note_parts, printed_number};
use crate::running::{labelled_shelfmark, listed_shelfmark};
use crate::segment::{SegmentReader, Strength};
use crate::sequence::{PaperFacts, Place, Sequence, read_sequence};
use crate::value::{Citation, CitationStyle, Reference};
use crate::{ArchiveList, find_bibliography};

/// Finds all citations of a paper, sorted by place, not overlapping.
///
/// Brackets, bodies of notes, and shelfmarks in running text are read; lists of sources are not (see
/// [`find_bibliography`]). "Ibid." and what an ellipsis leaves out is filled in from the reference before, among the notes
/// and among the brackets apart, and named in [`Reference::inherited`].
///
/// ```
/// use regesta_cite::{ArchiveList, find_citations};
/// use regesta_lang::{Morphology, PackSet, Paper};
/// let packs = PackSet::built_in()?;
/// let morphology = Morphology::load(&packs)?;
/// let paper = Paper::from_text("Об этом писали уже тогда [ЦГА, ф. 12, оп. 1, д. 7, л. 3; д. 9, л. 1].", &packs, &morphology, &());
/// let found = find_citations(&paper, &packs, &ArchiveList::default());
/// let second = &found[0].value.refs[1];
/// assert_eq!(second.archive.as_deref(), Some("ЦГА"));
/// assert_eq!(second.inherited, ["archive", "fond", "opis"]);
/// # Ok::<(), regesta_lang::PackError>(())
/// ```
pub fn find_citations(paper: &Paper, packs: &PackSet, archives: &ArchiveList) -> Vec<Found<Citation>> {
    let lists = Lists::of(packs);
    let finder = Finder { packs, lists: &lists, archives, facts: facts(paper) };
    let mut in_text = Memory::default();
    let mut in_notes = Memory::default();
    let mut found = Vec::new();
    let mut note_before = false;
    for (index, passage) in paper.passages.iter().enumerate() {
        let loose = passage.kind == SegmentKind::Body
            && finder.loose_note(index, passage, note_before, &mut in_notes, &mut found);
        note_before = loose;
        if loose {
            continue;
        }
        match passage.kind {
            SegmentKind::Bibliography | SegmentKind::RunningHead | SegmentKind::Keywords => {}
            SegmentKind::Footnote | SegmentKind::Endnote => finder.note(index, passage, &mut in_notes, &mut found),
            _ => finder.text(index, passage, &mut in_text, &[], &mut found),
        }
    }
    found.sort_by_key(|f| (f.passage, f.span));
    found
}

struct Finder<'a> {
    packs: &'a PackSet,
    lists: &'a Lists,
    archives: &'a ArchiveList,
    facts: PaperFacts,
}

fn facts(paper: &Paper) -> PaperFacts {
    let entries = find_bibliography(paper);
    let numbered = entries.iter().filter_map(|entry| entry.n.as_deref()?.parse::<u32>().ok());
    let mut facts = PaperFacts { damaged: paper.case_fault.is_some(), ..PaperFacts::default() };
    facts.highest_number = numbered.max().unwrap_or(0);
    facts.numbered_list = facts.highest_number > 0;
    facts.entries = entries
        .iter()
        .map(|entry| paper.passages[entry.passage].reading.text()[entry.span.range()].to_lowercase())
        .collect();
    if !facts.numbered_list {
        let plain = paper.passages.iter().flat_map(|passage| {
            let text = passage.reading.text();
            find_brackets(text)
                .into_iter()
                .filter(|b| b.square)
                .filter_map(|b| text[b.inside().range()].parse::<u32>().ok())
        });
        facts.highest_number = plain.filter(|n| *n < 1000).max().unwrap_or(0);
    }
    facts
}

impl Finder<'_> {
    fn reader<'p>(&'p self, passage: &'p Passage, lang: Option<LangId>) -> SegmentReader<'p> {
        SegmentReader {
            lists: self.lists,
            archives: self.archives,
            text: passage.reading.text(),
            shadow: passage.reading.shadow(),
            lang,
        }
    }

    fn note(&self, index: usize, passage: &Passage, memory: &mut Memory, found: &mut Vec<Found<Citation>>) {
        let number = passage.label.as_deref().and_then(printed_number);
        let mut covered = Vec::new();
        for (body, marker) in self.bodies(passage, number, memory) {
            if let Some(note) = self.note_body(index, passage, body, marker, memory) {
                covered.push(note.span);
                found.push(note);
            }
        }
        self.text(index, passage, memory, &covered, found);
    }

    /// The bodies of the notes in a passage, of which the first has the number `first`; further ones where they are nothing
    /// but references.
    fn bodies(&self, passage: &Passage, first: Option<u32>, memory: &Memory) -> Vec<(Span, Option<String>)> {
        let text = passage.reading.text();
        let mut bodies: Vec<(Span, Option<String>)> = Vec::new();
        for part in note_parts(text, first) {
            let reads = |body: Span| {
                let reader = self.reader(passage, passage.lang());
                let none = || None;
                read_sequence(&reader, body, Place::Note, &self.facts, &mut memory.clone(), &[], &none)
                    .is_some_and(|sequence| sequence.span.start <= body.start + 1)
            };
            match bodies.last_mut() {
                Some((last, _)) if part.printed.is_some() && !part.raised && !reads(part.body) => {
                    last.end = part.body.end;
                }
                Some(_) => bodies.push((part.body, part.printed)),
                None => bodies.push((part.body, passage.label.clone())),
            }
        }
        bodies
    }

    /// What one note refers to.
    fn note_body(
        &self,
        index: usize,
        passage: &Passage,
        body: Span,
        marker: Option<String>,
        memory: &mut Memory,
    ) -> Option<Found<Citation>> {
        let text = &passage.reading.text()[..body.end];
        let reader = self.reader(passage, passage.lang());
        let starts: Vec<usize> = passage
            .sentences
            .iter()
            .map(|s| s.span.start)
            .filter(|start| (body.start..body.end).contains(start))
            .collect();
        let none = || None;
        let mut sequence = read_sequence(&reader, body, Place::Note, &self.facts, memory, &starts, &none)?;
        if text[sequence.span.end..].trim() == "." {
            sequence.span.end += text[sequence.span.end..].find('.').map_or(0, |at| at + 1);
        }
        let reason = match sequence.refs.len() {
            1 => "the body of a note is a reference".to_owned(),
            count => format!("the body of a note holds {count} references"),
        };
        Some(citation(index, CitationStyle::Note, marker, sequence, "cite.note", reason))
    }

    /// A paragraph of the text that is nothing but a number and references: a note that could not be told from the text
    /// by its place. Unless one stands right before it, a shelfmark must be in it: entries of lists look the same.
    fn loose_note(
        &self,
        index: usize,
        passage: &Passage,
        note_before: bool,
        memory: &mut Memory,
        found: &mut Vec<Found<Citation>>,
    ) -> bool {
        let text = passage.reading.text();
        let length = text.find(|c: char| printed_number(c.encode_utf8(&mut [0; 4])).is_none()).unwrap_or(text.len());
        let (label, raised) = (&text[..length], text.starts_with(|c: char| !c.is_ascii()));
        let rest = text[length..].trim_start_matches(['.', ')']);
        let body = rest.trim_start();
        let long = label.chars().count() > 3 || text.len() > 600;
        if label.is_empty() || long || body.len() == rest.len() && !raised || body.is_empty() {
            return false;
        }
        let start = text.len() - body.len();
        let reader = self.reader(passage, passage.lang());
        let mut kept = memory.clone();
        let none = || None;
        let mut notes = Vec::new();
        let mut strength = Strength::Weak;
        for part in note_parts(body, printed_number(label)) {
            let span = Span::new(start + part.body.start, start + part.body.end);
            let words = text[span.range()].trim_end();
            let span = Span::new(span.start, span.start + words.len());
            let sequence = read_sequence(&reader, span, Place::Note, &self.facts, &mut kept, &[], &none);
            let Some(mut sequence) = sequence.filter(|s| {
                s.span.start == span.start && text[s.span.end..span.end].trim_matches(['.', ' ', ';']).is_empty()
            }) else {
                return false;
            };
            strength = strength.max(sequence.strength);
            sequence.span.end = span.end;
            let marker = part.printed.unwrap_or_else(|| label.to_owned());
            let reason = "a paragraph that is nothing but a number and references is a note".to_owned();
            let mut note = citation(index, CitationStyle::Note, Some(marker), sequence, "cite.loose-note", reason);
            note.score -= 100;
            notes.push(note);
        }
        if strength != Strength::Archival && !note_before {
            return false;
        }
        *memory = kept;
        found.append(&mut notes);
        true
    }

    fn text(
        &self,
        index: usize,
        passage: &Passage,
        memory: &mut Memory,
        covered: &[Span],
        found: &mut Vec<Found<Citation>>,
    ) {
        let text = passage.reading.text();
        let mut taken: Vec<Span> = covered.to_vec();
        let mut places: Vec<(Span, Place)> = Vec::new();
        let bracketed = |square: bool| if square { Place::Square } else { Place::Round };
        places.extend(find_brackets(text).into_iter().map(|b| (b.span, bracketed(b.square))));
        let in_brackets = places.len();
        self.running_places(passage, covered, &mut places);
        self.led_places(passage, covered, &mut places);
        if places.len() > in_brackets {
            places.sort_by_key(|(span, place)| (span.start, matches!(place, Place::Running | Place::Led)));
        }
        let mut free_from = 0;
        for (span, place) in places {
            if span.start < free_from || covered.iter().any(|c| c.overlaps(span)) {
                continue;
            }
            let lang = passage.sentence_at(span.start).map(|s| s.lang);
            let reader = self.reader(passage, lang);
            let in_brackets = matches!(place, Place::Square | Place::Round);
            let inner = if in_brackets { Span::new(span.start + 1, span.end - 1) } else { span };
            let words = &text[inner.range()];
            if in_brackets && !words.chars().any(|c| c.is_ascii_digit()) && words.len() > 40 {
                continue;
            }
            if in_brackets && let Some(sequence) = narrative(&reader, span).filter(|s| s.span.start >= free_from) {
                sequence.refs.iter().for_each(|reference| memory.keep(reference));
                free_from = span.end;
                taken.push(sequence.span);
                let reason = "an author in the text and the rest in brackets".to_owned();
                found.push(citation(index, CitationStyle::Inline, None, sequence, "cite.narrative", reason));
                continue;
            }
            let near = || self.archive_near(passage, span);
            let mut kept = memory.clone();
            let read = read_sequence(&reader, inner, place, &self.facts, &mut kept, &[], &near);
            // Behind "see" the whole sentence is references, or none of it.
            let Some(mut sequence) = read.filter(|s| place != Place::Led || s.span.end >= span.end) else { continue };
            *memory = kept;
            sequence.span = span;
            free_from = span.end;
            taken.push(span);
            let (style, rule, reason) = match place {
                Place::Square => (CitationStyle::Inline, "cite.square", "a reference in square brackets"),
                Place::Running => (CitationStyle::Running, "cite.running", "a shelfmark in running text"),
                Place::Led => {
                    (CitationStyle::Running, "cite.led", "a sentence of references behind a word like \"see\"")
                }
                _ => (CitationStyle::Inline, "cite.round", "a reference in round brackets"),
            };
            found.push(citation(index, style, None, sequence, rule, reason.to_owned()));
        }
        let lang = passage.lang();
        for number in press(&self.reader(passage, lang), passage, &taken) {
            taken.push(number.span);
            found.push(Found {
                passage: index,
                span: number.span,
                value: Citation { style: CitationStyle::Running, marker: None, refs: vec![number.reference] },
                rule: "cite.press".to_owned(),
                pack: String::new(),
                reason: "a newspaper with its day or number in running text".to_owned(),
                score: 850,
            });
        }
        self.by_rules(index, passage, &taken, found);
    }

    /// Sentences that begin with a word like "see" and may be references to their end.
    fn led_places(&self, passage: &Passage, covered: &[Span], places: &mut Vec<(Span, Place)>) {
        const LONGEST: usize = 400;
        let text = passage.reading.text();
        for sentence in passage.sentences.iter().map(|sentence| sentence.span) {
            let words = text[sentence.range()].trim_end_matches(['.', ' ', '\u{a0}', '\n']);
            let end = sentence.start + words.len();
            if sentence.len() > LONGEST
                || words.contains(['[', '('])
                || !words.starts_with(char::is_uppercase)
                || !words.rsplit([' ', '\u{a0}']).next().is_some_and(|last| last.bytes().any(|b| b.is_ascii_digit()))
                || covered.iter().any(|c| c.overlaps(sentence))
            {
                continue;
            }
            let Some(lead) = self.lists.cite_word_at(text, sentence.start, end, &[CiteWord::Lead]) else { continue };
            let rest = text[lead.end..end].trim_start_matches(['.', ':', ',', ' ', '\u{a0}']);
            places.push((Span::new(end - rest.len(), end), Place::Led));
        }
    }

    /// Shelfmarks outside brackets.
    fn running_places(&self, passage: &Passage, covered: &[Span], places: &mut Vec<(Span, Place)>) {
        let text = passage.reading.text();
        let reader = self.reader(passage, None);
        let mut free_from = 0;
        for token in &passage.tokens {
            if token.kind != TokenKind::Word || token.span.start < free_from || token.span.len() > 40 {
                continue;
            }
            if let Some(whole) = covered.iter().find(|span| span.contains(token.span)) {
                free_from = whole.end;
                continue;
            }
            let lang = || passage.sentence_at(token.span.start).map(|s| s.lang);
            let word = &text[token.span.range()];
            let span = labelled_shelfmark(&reader, token.span.start, &lang).or_else(|| {
                word.starts_with(char::is_alphabetic)
                    .then(|| listed_shelfmark(&reader, token.span.start, token.span.end, &lang))
                    .flatten()
            });
            if let Some(span) = span {
                free_from = span.end;
                places.push((span, Place::Running));
            }
        }
    }

    /// What the packs' rules of the kind `cite` find.
    fn by_rules(&self, index: usize, passage: &Passage, taken: &[Span], found: &mut Vec<Found<Citation>>) {
        let mut in_order = taken.to_vec();
        in_order.sort_by_key(|span| span.start);
        for sentence in &passage.sentences {
            // Whatever a rule finds inside a citation is not kept.
            let before = in_order.partition_point(|t| t.start <= sentence.span.start);
            if before > 0 && sentence.span.end <= in_order[before - 1].end {
                continue;
            }
            let pack = self.packs.get(sentence.lang);
            let Some(rules) = pack.rules("cite") else { continue };
            let shadow = &passage.reading.shadow()[sentence.span.range()];
            for hit in rules.find(shadow, |hit| named_fond(hit).is_some()) {
                let span = Span::new(sentence.span.start + hit.span.start, sentence.span.start + hit.span.end);
                let Some(name) = named_fond(&hit) else { continue };
                if taken.iter().any(|t| t.overlaps(span)) {
                    continue;
                }
                let printed = Span::new(sentence.span.start + name.start, sentence.span.start + name.end);
                let fond = passage.reading.text()[printed.range()].to_owned();
                let reference = Reference { fond: Some(fond), ..Reference::default() };
                found.push(Found {
                    passage: index,
                    span,
                    value: Citation { style: CitationStyle::Running, marker: None, refs: vec![reference] },
                    rule: hit.rule.id.clone(),
                    pack: pack.label().to_owned(),
                    reason: hit.rule.about.clone(),
                    score: hit.rule.score,
                });
            }
        }
    }

    /// An archive of the list named in the same sentence, at most 300 bytes away: behind first, then before.
    fn archive_near(&self, passage: &Passage, span: Span) -> Option<String> {
        const REACH: usize = 400;
        let (text, shadow) = (passage.reading.text(), passage.reading.shadow());
        let sentence = passage.sentence_at(span.start)?.span;
        let window = Span::new(
            sentence.start.max(span.start.saturating_sub(REACH)),
            sentence.end.max(span.end).min(span.end + REACH),
        );
        let mut before = None;
        for token in passage.tokens_in(window).iter().filter(|t| t.kind == TokenKind::Word && !span.contains(t.span)) {
            let capitals = |text: &str| text[token.span.range()].chars().filter(|c| c.is_uppercase()).count();
            if capitals(text).max(capitals(shadow)) < 2 || self.archives.find(&text[token.span.range()]).is_none() {
                continue;
            }
            let name = text[token.span.range()].to_owned();
            if token.span.start >= span.end {
                return Some(name);
            }
            before = Some(name);
        }
        before
    }
}

/// The operation `named-fond`: a fond called by the name of its body, in the group `name`.
fn named_fond(hit: &regesta_lang::RuleMatch<'_, '_>) -> Option<Span> {
    if hit.rule.op == "named-fond" { hit.slot("name") } else { None }
}

fn citation(
    passage: usize,
    style: CitationStyle,
    marker: Option<String>,
    sequence: Sequence,
    rule: &str,
    reason: String,
) -> Found<Citation> {
    let doubtful = sequence.refs.iter().any(|r| !r.doubts.is_empty());
    let score = match sequence.strength {
        Strength::Archival => 970,
        Strength::Strong => 930,
        Strength::Weak => 800,
    };
    Found {
        passage,
        span: sequence.span,
        value: Citation { style, marker, refs: sequence.refs },
        rule: rule.to_owned(),
        pack: String::new(),
        reason,
        score: if doubtful { score - 150 } else { score },
    }
}
