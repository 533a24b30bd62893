//! Rows of `anchor`, `finding` and `citation`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Span;

/// How many characters of context an anchor keeps on each side.
const CONTEXT_CHARS: usize = 40;

/// A rectangle on a page, in points from the page's top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PageBox {
    /// The page, from 0.
    pub page: u32,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A row of `anchor`: the words that something rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Anchor {
    /// [`anchor_id`](crate::anchor_id) of the source and the pieces.
    pub id: String,
    /// The source.
    pub source: String,
    /// One or more spans of the raw text, in order: a name over two lines or around a note has two.
    pub pieces: Vec<Span>,
    /// The words as printed; see [`Anchor::from_text`] for several pieces.
    pub exact: String,
    /// Up to 40 characters before the first piece.
    pub prefix: String,
    /// Up to 40 characters after the last piece.
    pub suffix: String,
    /// The page number as printed.
    pub page_label: Option<String>,
    /// The page, from 0.
    pub page_index: Option<u32>,
    /// Where the words stand on the page.
    pub boxes: Vec<PageBox>,
}

impl Anchor {
    /// The anchor of these pieces of a raw text, with its words and their context; nothing where the pieces are empty, out of
    /// order, out of bounds or split a character.
    ///
    /// Pieces with nothing but white space and hyphens between them are one stretch of print: `exact` is the text of the hull.
    /// Otherwise, around a note, `exact` is the pieces joined with a space.
    ///
    /// ```
    /// use regesta_store::{Anchor, Span};
    ///
    /// let text = "Письмо Чичерина от 7 мая";
    /// let anchor = Anchor::from_text("ab", text, vec![Span::new(13, 29)]).expect("on character boundaries");
    /// assert_eq!((anchor.prefix.as_str(), anchor.exact.as_str()), ("Письмо ", "Чичерина"));
    /// assert!(Anchor::from_text("ab", text, vec![Span::new(14, 29)]).is_none());
    /// ```
    pub fn from_text(source: &str, raw_text: &str, pieces: Vec<Span>) -> Option<Self> {
        let words = pieces.iter().map(|piece| piece.of(raw_text)).collect::<Option<Vec<_>>>()?;
        let in_order = pieces.windows(2).all(|pair| pair[0].end <= pair[1].start);
        let hull = Span::hull(&pieces).filter(|_| in_order)?;
        let one_stretch = pieces.windows(2).all(|pair| {
            let between = &raw_text[pair[0].end..pair[1].start];
            between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{fffd}'))
        });
        let exact = if one_stretch { hull.of(raw_text)?.to_owned() } else { words.join(" ") };
        Some(Self {
            id: crate::anchor_id(source, &pieces),
            source: source.to_owned(),
            exact,
            prefix: raw_text[..hull.start]
                .char_indices()
                .rev()
                .take(CONTEXT_CHARS)
                .last()
                .map_or("", |(at, _)| &raw_text[at..hull.start])
                .to_owned(),
            suffix: raw_text[hull.end..].chars().take(CONTEXT_CHARS).collect(),
            pieces,
            page_label: None,
            page_index: None,
            boxes: Vec::new(),
        })
    }

    /// From the start of the first piece to the end of the last.
    pub fn hull(&self) -> Span {
        Span::hull(&self.pieces).unwrap_or(Span::new(0, 0))
    }
}

/// A row of `finding`: what one detector saw at one place, before any identity.
///
/// Kinds in use: `date`, `cite`, `person`, `place`, `org`, `doc`, `event`, `quote`. A detector may add its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// [`finding_id`](crate::finding_id) of the source, the anchor's pieces and the kind.
    pub id: String,
    /// The source.
    pub source: String,
    /// The run that saw it; set by the writer.
    pub run: i64,
    /// What it is.
    pub kind: String,
    /// Its anchor's identifier.
    pub anchor: String,
    /// What was read, in the form of its kind.
    pub value: Value,
    /// Other ways to read it, best first.
    pub alternatives: Vec<Value>,
    /// The rule that saw it, such as `ru.date.day-month-year`.
    pub rule: String,
    /// The pack that holds the rule, with its version.
    pub pack: Option<String>,
    /// Why, in words for a person.
    pub reason: String,
    /// The machine's score, 0 to 1, kept to four decimals.
    pub score: f64,
}

impl Finding {
    /// A finding on an anchor, with its identifier; score 1, no pack, no alternatives.
    pub fn new(anchor: &Anchor, kind: &str, value: Value, rule: &str, reason: &str) -> Self {
        Self {
            id: crate::finding_id(&anchor.source, &anchor.pieces, kind),
            source: anchor.source.clone(),
            run: 0,
            kind: kind.to_owned(),
            anchor: anchor.id.clone(),
            value,
            alternatives: Vec::new(),
            rule: rule.to_owned(),
            pack: None,
            reason: reason.to_owned(),
            score: 1.0,
        }
    }
}

/// A row of `citation`: one reference to an archive, a book or a numbered list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// [`citation_id`](crate::citation_id) of the source and the anchor's pieces.
    pub id: String,
    /// The source.
    pub source: String,
    /// The anchor of the reference.
    pub anchor: String,
    /// The reference as printed.
    pub as_written: String,
    /// The call in the text that led to it, as printed: a note's number.
    pub marker: Option<String>,
    /// Its parts: one object per place referred to, with those fields that exist of archive, fond, opis, delo, folios, verso;
    /// or label, year, volume, pages, issue; or n.
    pub refs: Vec<Value>,
    /// The archival reference in its normal form.
    pub shelfmark: Option<String>,
    /// The anchor of the words for which it is cited; one of the same source.
    pub cited_for: Option<String>,
}

impl Citation {
    /// A citation on an anchor, with its identifier.
    pub fn new(anchor: &Anchor, refs: Vec<Value>) -> Self {
        Self {
            id: crate::citation_id(&anchor.source, &anchor.pieces),
            source: anchor.source.clone(),
            anchor: anchor.id.clone(),
            as_written: anchor.exact.clone(),
            marker: None,
            refs,
            shelfmark: None,
            cited_for: None,
        }
    }
}

/// A finding with its anchor and the source that holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundAt {
    /// The finding.
    pub finding: Finding,
    /// Where it stands.
    pub anchor: Anchor,
    /// The path of the source.
    pub path: String,
}
