//! What each citation is cited for: a sentence, a part of it, or a quotation.

use std::collections::BTreeMap;

use regesta_cite::{CalledCitation, CitationStyle, link_calls};
use regesta_lang::{Found, Passage};
use regesta_text::{SegmentKind, Span};

use crate::context::{ByPassage, Findings, count_words};
use crate::value::{Attestation, DocumentMention, Quotation};

/// Words of its own that a note must have beside its citation for the citation to stand for them, and not for the
/// words at the note's call.
const OWN_WORDS: usize = 8;
/// Words between a quotation and the citation behind it: “…”, he wired on the same evening [4].
const BEHIND_QUOTATION: usize = 8;
/// Fewer words than this before a citation, and it stands for what follows: Brown [3] holds that the bridge fell.
const TOO_FEW: usize = 3;

/// Quotations before a citation that are looked at, those inside others among them.
const NEAR_QUOTATIONS: usize = 32;
/// Bytes that the words which tell of a document take up at most.
const LONGEST_DOCUMENT: usize = 2000;
/// Words of a bracket that only points to its citation: (for more see: …).
const POINTING: usize = 5;

/// How much of the text a citation stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupportKind {
    /// A quotation; the span is the quotation's own.
    Quotation,
    /// The part of a sentence from the citation before it to this one.
    Part,
    /// A sentence.
    Sentence,
}

/// A stretch of text that a citation stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// Index into the paper's citations.
    pub citation: usize,
    /// Index of the passage.
    pub passage: usize,
    /// Bytes of its reading text, without the citation itself where it stands at the end.
    pub span: Span,
    /// What the span is.
    pub kind: SupportKind,
    /// The historical documents spoken of there: indices into the paper's documents.
    pub documents: Vec<usize>,
}

/// A place in a passage at which a citation, or the call of its note, stands.
#[derive(Debug, Clone, Copy)]
struct Point {
    citation: usize,
    /// The bytes the citation takes up in the text; empty for a note call.
    span: Span,
    running: bool,
}

/// What each citation stands for, in the order of the citations; a note that is called twice gives two. The place in the
/// sentence decides: a citation or a note call stands for the quotation that it follows, else for the words from the
/// citation before it in the same sentence, else for the sentence. A citation in a note that has prose of its own stands
/// for that prose. The body of a note without a call, and entries of the list of literature, stand for nothing.
pub fn find_supports(
    findings: &Findings,
    quotations: &[Found<Quotation>],
    documents: &[Found<DocumentMention>],
) -> Vec<Support> {
    let quoted = ByPassage::new(findings.paper, quotations);
    let spoken_of = ByPassage::new(findings.paper, documents);
    let mut supports = Vec::new();
    for (passage, points) in points(findings) {
        let content = &findings.paper.passages[passage];
        for (index, &point) in points.iter().enumerate() {
            let (span, kind, quotation) = stretch(content, &points, index, quotations, quoted.of(passage));
            // Sorted by their beginnings: no document is told in as many words as this looks back.
            let told = spoken_of.of(passage);
            let first = told.partition_point(|&d| documents[d].span.start + LONGEST_DOCUMENT < span.start);
            let mut about: Vec<usize> = told[first..]
                .iter()
                .copied()
                .take_while(|&d| documents[d].span.start < span.end)
                .filter(|&d| documents[d].span.overlaps(span))
                .collect();
            if let Some(document) = quotation.and_then(|q| quotations[q].value.document) {
                about = vec![document];
            }
            supports.push(Support { citation: point.citation, passage, span, kind, documents: about });
        }
    }
    supports.sort_by_key(|s| (s.citation, s.passage, s.span.start));
    supports
}

/// Gives each document the citation that stands for the words in which it is spoken of, where none stands beside it, and
/// only one document is spoken of there.
pub fn attach_citations(findings: &Findings, supports: &[Support], documents: &mut [Found<DocumentMention>]) {
    for support in supports {
        let &[document] = support.documents.as_slice() else { continue };
        let value = &mut documents[document].value;
        if value.citation.is_some() {
            continue;
        }
        value.citation = Some(support.citation);
        if value.attestation == Attestation::Mentioned {
            let archival = findings.citations[support.citation].value.refs.iter().any(|r| r.is_archival());
            value.attestation = if archival { Attestation::Shelfmark } else { Attestation::Printed };
        }
    }
}

/// The places of citations by passage, in order.
fn points(findings: &Findings) -> BTreeMap<usize, Vec<Point>> {
    let paper = findings.paper;
    let mut called: BTreeMap<usize, Vec<CalledCitation>> = BTreeMap::new();
    for call in link_calls(paper, findings.citations) {
        called.entry(call.citation).or_default().push(call);
    }
    let of_passage = ByPassage::new(paper, findings.citations);
    let mut points: BTreeMap<usize, Vec<Point>> = BTreeMap::new();
    for (citation, found) in findings.citations.iter().enumerate() {
        let passage = &paper.passages[found.passage];
        if matches!(passage.kind, SegmentKind::Bibliography | SegmentKind::RunningHead) {
            continue;
        }
        let note = found.value.style == CitationStyle::Note;
        let cited = of_passage.of(found.passage).iter().map(|&c| findings.citations[c].span);
        if !note || own_words(passage, found.span, cited) >= OWN_WORDS {
            let running = found.value.style == CitationStyle::Running;
            points.entry(found.passage).or_default().push(Point { citation, span: found.span, running });
            continue;
        }
        let calls = called.get(&citation).map(Vec::as_slice).unwrap_or_default();
        for call in calls {
            let span = Span::new(call.at, call.at);
            points.entry(call.passage).or_default().push(Point { citation, span, running: false });
        }
    }
    for list in points.values_mut() {
        list.sort_by_key(|p| (p.span.start, p.span.end, p.citation));
    }
    points
}

/// Words of the citation's sentence that are in no citation.
fn own_words(passage: &Passage, span: Span, cited: impl Iterator<Item = Span>) -> usize {
    let sentence = passage.sentence_at(span.start).map_or(span, |s| s.span);
    let inside: usize = cited
        .filter(|c| c.overlaps(sentence))
        .map(|c| Span::new(c.start.max(sentence.start), c.end.min(sentence.end)))
        .map(|c| count_words(passage, c))
        .sum();
    count_words(passage, sentence).saturating_sub(inside)
}

/// The words that the point at `index` stands for.
fn stretch(
    passage: &Passage,
    points: &[Point],
    index: usize,
    quotations: &[Found<Quotation>],
    quoted: &[usize],
) -> (Span, SupportKind, Option<usize>) {
    let point = points[index];
    let text = passage.reading.text();
    let at = point.span.start;
    let before = text[..at].trim_end().len();
    let sentence = passage.sentence_at(before.saturating_sub(1)).map_or(Span::new(0, at), |s| s.span);
    // Citations side by side stand for the same words.
    let mut from = sentence.start;
    let mut first = index;
    while let Some(earlier) = first.checked_sub(1).map(|i| points[i])
        && earlier.span.end > sentence.start
    {
        if count_words(passage, Span::new(earlier.span.end.min(at), points[first].span.start)) > 0 {
            from = earlier.span.end;
            break;
        }
        first -= 1;
    }
    let end = points[first].span.start;
    let span = trimmed(text, Span::new(from.min(end), end));
    let before = quoted.partition_point(|&q| quotations[q].span.start < at);
    let mut near = quoted[..before].iter().rev().copied().take(NEAR_QUOTATIONS);
    let quotation = near.find(|&q| {
        let words = quotations[q].span;
        let behind = Span::new(words.end.min(at), at);
        quotations[q].value.level == 1
            && words.end > from
            && (words.end <= at || count_words(passage, Span::new(at, words.end)) < TOO_FEW)
            && count_words(passage, behind) <= BEHIND_QUOTATION
    });
    if let Some(q) = quotation {
        return (quotations[q].span, SupportKind::Quotation, Some(q));
    }
    let whole = trimmed(text, Span::new(sentence.start, sentence.end.max(at)));
    if point.running || from == sentence.start && point.span.end >= sentence.end {
        let span = if point.running { whole } else { span };
        return (span, SupportKind::Sentence, None);
    }
    if count_words(passage, span) < TOO_FEW {
        return (whole, SupportKind::Sentence, None);
    }
    if from == sentence.start && count_words(passage, Span::new(point.span.end, sentence.end.max(point.span.end))) == 0
    {
        return (span, SupportKind::Sentence, None);
    }
    (span, SupportKind::Part, None)
}

/// Without white space and separating signs at its ends, and without a bracket that opens at its end and only points to
/// the citation (“… (see:”); as it is where nothing else is in it.
fn trimmed(text: &str, span: Span) -> Span {
    let whole = &text[span.range()];
    let words = match whole.rfind(['(', '[']) {
        Some(open) if !whole[open..].contains([')', ']']) && whole[open..].split_whitespace().count() <= POINTING => {
            &whole[..open]
        }
        _ => whole,
    };
    let start = words.len() - words.trim_start_matches(|c: char| c.is_whitespace() || ",;:.)]".contains(c)).len();
    let end = words.trim_end_matches(|c: char| c.is_whitespace() || "([,;".contains(c)).len();
    if start >= end { span } else { Span::new(span.start + start, span.start + end) }
}
