use std::sync::Arc;

use regesta_text::{CaseFault, Edit, Prepared, Reading, SegmentKind, Span};
use smallvec::SmallVec;

use crate::truecase::{CapitalEvidence, restore_capitals};
use crate::{LangId, Morphology, PackSet, Token, identify, split_sentences, tokenize};

/// A sentence of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the passage's reading text.
    pub span: Span,
    /// Its language.
    pub lang: LangId,
}

/// A note number at its place in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The number as printed.
    pub printed: String,
    /// Where in the reading text it stood (bytes).
    pub at: usize,
    /// The bytes of the raw text.
    pub raw: Span,
    /// Index of the note among the paper's passages; `None` for an open call.
    pub note: Option<usize>,
}

/// A block of a paper as detectors read it.
#[derive(Debug, Clone)]
pub struct Passage {
    /// What it is.
    pub kind: SegmentKind,
    /// Its bytes of the raw text, in reading order.
    pub pieces: Vec<Span>,
    /// Page on which it begins (from 0), where known.
    pub page: Option<u32>,
    /// For notes: the number before it.
    pub label: Option<String>,
    /// Note calls inside it.
    pub calls: Vec<Call>,
    /// Text, shadow and the way back.
    pub reading: Reading,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Tokens in order.
    pub tokens: Vec<Token>,
}

impl Passage {
    /// The language of most of it by length; `None` where it has no words.
    pub fn lang(&self) -> Option<LangId> {
        let mut lengths: SmallVec<[(LangId, usize); 4]> = SmallVec::new();
        for sentence in &self.sentences {
            match lengths.iter_mut().find(|(lang, _)| *lang == sentence.lang) {
                Some((_, length)) => *length += sentence.span.len(),
                None => lengths.push((sentence.lang, sentence.span.len())),
            }
        }
        lengths.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(lang, _)| lang)
    }

    /// The sentence that holds byte `at`, or the last one before it.
    pub fn sentence_at(&self, at: usize) -> Option<&Sentence> {
        let next = self.sentences.partition_point(|s| s.span.start <= at);
        self.sentences.get(next.saturating_sub(1))
    }

    /// The tokens inside `span`.
    pub fn tokens_in(&self, span: Span) -> &[Token] {
        let first = self.tokens.partition_point(|t| t.span.start < span.start);
        let last = self.tokens.partition_point(|t| t.span.start < span.end);
        &self.tokens[first..last.max(first)]
    }
}

/// One source as detectors read it.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    /// The decoded original.
    pub raw: Arc<str>,
    /// Its blocks in order.
    pub passages: Vec<Passage>,
    /// Every repair, the shadow's capitals included, sorted by place.
    pub edits: Vec<Edit>,
    /// The letters whose capitals were lost.
    pub case_fault: Option<CaseFault>,
}

/// Words known to be written with a capital (surnames, places), whatever their ending: what the name lists know.
pub trait ProperWords: Sync {
    /// Whether the form, in lower case, is or may be a form of a proper name.
    fn is_proper(&self, form: &str) -> bool;
}

impl ProperWords for () {
    fn is_proper(&self, _: &str) -> bool {
        false
    }
}

/// Bytes of the beginning that are read to find the language of a short first sentence.
const OPENING: usize = 1500;

impl Paper {
    /// Finds tokens, sentences and languages of a prepared text and restores its lost capitals in the shadow.
    pub fn read(
        raw: impl Into<Arc<str>>,
        prepared: Prepared,
        packs: &PackSet,
        morphology: &Morphology,
        proper: &dyn ProperWords,
    ) -> Self {
        let Prepared { blocks, edits, case_fault, .. } = prepared;
        let mut passages = Vec::with_capacity(blocks.len());
        // A short first sentence is of the language of the opening, where nothing in it says another.
        let opening = blocks.iter().map(|block| block.reading.text()).scan(0, |length, text| {
            let goes_on = *length < OPENING;
            *length += text.len();
            goes_on.then_some(text)
        });
        let mut opening = opening.collect::<Vec<_>>().join("\n");
        opening.truncate(opening.floor_char_boundary(2 * OPENING));
        let mut before = identify(packs, &opening, &tokenize(&opening), None);
        for block in blocks {
            let text = block.reading.text();
            let tokens = tokenize(text);
            let mut sentences: Vec<Sentence> = Vec::new();
            for span in split_sentences(packs, text, &tokens, case_fault.as_ref()) {
                let first = tokens.partition_point(|t| t.span.start < span.start);
                let last = tokens.partition_point(|t| t.span.start < span.end);
                if let Some(lang) = identify(packs, text, &tokens[first..last], before) {
                    before = Some(lang);
                    sentences.push(Sentence { span, lang });
                }
            }
            let calls = block
                .calls
                .into_iter()
                .map(|call| Call {
                    at: block.reading.read_at_or_after_raw(call.raw.start),
                    printed: call.printed,
                    raw: call.raw,
                    note: call.note,
                })
                .collect();
            passages.push(Passage {
                kind: block.kind,
                pieces: block.pieces,
                page: block.page,
                label: block.label.map(|l| l.printed),
                calls,
                reading: block.reading,
                sentences,
                tokens,
            });
        }
        let mut paper = Self { raw: raw.into(), passages, edits, case_fault };
        if paper.case_fault.is_some() {
            let evidence = CapitalEvidence::gather(&paper, packs);
            restore_capitals(&mut paper, packs, morphology, proper, &evidence);
        }
        paper
    }
}

/// Some passages of a paper, as a paper of their own.
#[derive(Debug, Clone)]
pub struct PaperPart {
    /// The index that the first of its passages has in the whole paper.
    pub first: usize,
    /// The passages. Note calls whose note is in another part are open; repairs are left with the whole.
    pub paper: Paper,
}

impl Paper {
    /// Cuts a paper into parts of about `bytes` of text, before a heading where one is near, so that a text of any
    /// length can be searched with bounded memory. A paper of up to one and a half times that length stays whole.
    pub fn into_parts(self, bytes: usize) -> Vec<PaperPart> {
        let length = |passage: &Passage| passage.reading.text().len();
        let mut left: usize = self.passages.iter().map(length).sum();
        let mut parts: Vec<PaperPart> = Vec::new();
        let mut rest = self.passages.into_iter().peekable();
        let mut first = 0;
        loop {
            let mut passages: Vec<Passage> = Vec::new();
            let mut taken = 0;
            while let Some(next) = rest.peek() {
                let full = taken >= bytes || next.kind == SegmentKind::Heading && taken >= bytes / 4 * 3;
                if full && left > bytes / 2 {
                    break;
                }
                taken += length(next);
                left -= length(next);
                passages.extend(rest.next());
            }
            let range = first..first + passages.len();
            for call in passages.iter_mut().flat_map(|p| &mut p.calls) {
                call.note = call.note.filter(|note| range.contains(note)).map(|note| note - first);
            }
            let paper =
                Self { raw: Arc::clone(&self.raw), passages, edits: Vec::new(), case_fault: self.case_fault.clone() };
            parts.push(PaperPart { first, paper });
            first = range.end;
            if rest.peek().is_none() {
                return parts;
            }
        }
    }
}

/// Something a detector found in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<V> {
    /// Index of the passage in the paper.
    pub passage: usize,
    /// Bytes of the passage's reading text.
    pub span: Span,
    /// What it is.
    pub value: V,
    /// The rule's id.
    pub rule: String,
    /// `ru@0.1.0`; empty for what no pack decided.
    pub pack: String,
    /// Why, in a sentence a person can read.
    pub reason: String,
    /// How sure the machine is, in thousandths.
    pub score: u16,
}

impl Paper {
    /// Prepares and reads a plain text without pages: what a library user, a test or an example needs.
    pub fn from_text(raw: &str, packs: &PackSet, morphology: &Morphology, proper: &dyn ProperWords) -> Self {
        let options = regesta_text::PrepareOptions { structure: packs.structure_words(), ..Default::default() };
        Self::read(raw, regesta_text::prepare(raw, &options), packs, morphology, proper)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(text: &str) -> Paper {
        let packs = PackSet::built_in().unwrap();
        let morphology = Morphology::load(&packs).unwrap();
        Paper::from_text(text, &packs, &morphology, &())
    }

    #[test]
    fn parts_have_every_passage_once_in_order() {
        let text: String =
            (0..60).map(|n| format!("The council sat for the {n}th time, and nobody spoke of it.\n\n")).collect();
        let whole = paper(&text);
        let count = whole.passages.len();
        let words: Vec<String> = whole.passages.iter().map(|p| p.reading.text().to_owned()).collect();
        let parts = whole.into_parts(500);
        assert!(parts.len() > 3, "{} parts of {count} passages", parts.len());
        let mut next = 0;
        for part in &parts {
            assert_eq!(part.first, next);
            for passage in &part.paper.passages {
                assert_eq!(passage.reading.text(), words[next]);
                next += 1;
            }
        }
        assert_eq!(next, count);
    }

    #[test]
    fn a_paper_of_usual_length_stays_whole() {
        let whole = paper("Minutes of the council.\n\nNobody spoke of it.\n");
        let count = whole.passages.len();
        let parts = whole.into_parts(50);
        assert_eq!(parts.iter().map(|p| p.paper.passages.len()).collect::<Vec<_>>(), [count]);
        assert_eq!(Paper::default().into_parts(50).len(), 1);
    }
}
