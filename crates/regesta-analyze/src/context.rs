use regesta_cite::Citation;
use regesta_date::DateValue;
use regesta_lang::{Found, LangId, LexiconEntry, Morphology, Pack, PackSet, Paper, Passage, Token, TokenKind};
use regesta_name::Mention;
use regesta_text::{SegmentKind, Span};

/// What the detectors of dates, citations and names found in one paper. Indices in the values of this crate refer to
/// these slices.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// Language packs.
    pub packs: &'a PackSet,
    /// Lemmas and readings.
    pub morphology: &'a Morphology,
    /// Dates.
    pub dates: &'a [Found<DateValue>],
    /// Citations.
    pub citations: &'a [Found<Citation>],
    /// Names.
    pub mentions: &'a [Found<Mention>],
}

impl<'a> Findings<'a> {
    /// The language at byte `at` of a passage.
    pub(crate) fn lang_at(&self, passage: usize, at: usize) -> Option<LangId> {
        self.paper.passages[passage].sentence_at(at).map(|s| s.lang)
    }

    /// The pack of the language at byte `at` of a passage.
    pub(crate) fn pack_at(&self, passage: usize, at: usize) -> Option<&'a Pack> {
        self.lang_at(passage, at).map(|lang| self.packs.get(lang))
    }
}

/// Whether the words of a block are the author's, or those of a note.
pub(crate) fn is_prose(kind: SegmentKind) -> bool {
    matches!(kind, SegmentKind::Body | SegmentKind::Abstract | SegmentKind::Footnote | SegmentKind::Endnote)
}

/// The longest entry of a list that begins at token `at`, and how many tokens it takes. All entries of that form are
/// returned, as a word may have several readings.
pub(crate) fn entries_at<'p>(
    pack: &'p Pack,
    list: &str,
    passage: &Passage,
    tokens: &[Token],
    at: usize,
) -> Option<(Vec<&'p LexiconEntry>, usize)> {
    let lexicon = pack.lexicon(list);
    if tokens[at].kind != TokenKind::Word {
        return None;
    }
    let text = passage.reading.text();
    if !lexicon.begins_with(&text[tokens[at].span.range()]) {
        return None;
    }
    let most = lexicon.longest_form_in_words().min(tokens.len() - at);
    for count in (1..=most).rev() {
        let span = tokens[at].span.hull(tokens[at + count - 1].span);
        let entries: Vec<&LexiconEntry> = lexicon.all(&text[span.range()]).collect();
        if !entries.is_empty() {
            return Some((entries, count));
        }
    }
    None
}

/// Words, without numbers and signs, inside `span`.
pub(crate) fn count_words(passage: &Passage, span: Span) -> usize {
    passage.tokens_in(span).iter().filter(|t| t.kind == TokenKind::Word).count()
}

/// The indices of findings by passage, in the order of their places.
#[derive(Debug, Default)]
pub(crate) struct ByPassage(Vec<Vec<usize>>);

impl ByPassage {
    pub(crate) fn new<V>(paper: &Paper, found: &[Found<V>]) -> Self {
        let mut lists = vec![Vec::new(); paper.passages.len()];
        for (index, one) in found.iter().enumerate() {
            if let Some(list) = lists.get_mut(one.passage) {
                list.push(index);
            }
        }
        for list in &mut lists {
            list.sort_by_key(|&i| (found[i].span.start, found[i].span.end, i));
        }
        Self(lists)
    }

    pub(crate) fn of(&self, passage: usize) -> &[usize] {
        self.0.get(passage).map_or(&[], Vec::as_slice)
    }
}
