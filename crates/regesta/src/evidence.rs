use std::collections::BTreeMap;

use regesta_analyze::{DocumentMention, Event, Findings, Quotation, Support};
use regesta_cite::{BibliographyEntry, Citation, CslItem};
use regesta_date::DateValue;
use regesta_lang::{Found, Paper};
use regesta_name::Mention;
use regesta_text::{PageBreak, PrepareOptions, Span, prepare};

use crate::Engine;
use crate::offices::{OfficeMention, find_offices};

/// All that the detectors found in one paper, before any identity.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Citations.
    pub citations: Vec<Found<Citation>>,
    /// Dates.
    pub dates: Vec<Found<DateValue>>,
    /// Names.
    pub mentions: Vec<Found<Mention>>,
    /// Offices of persons.
    pub offices: Vec<Found<OfficeMention>>,
    /// Quotations.
    pub quotations: Vec<Found<Quotation>>,
    /// Historical documents spoken of.
    pub documents: Vec<Found<DocumentMention>>,
    /// Happenings.
    pub events: Vec<Found<Event>>,
    /// What each citation is cited for.
    pub supports: Vec<Support>,
    /// The paper's own list of sources.
    pub entries: Vec<(BibliographyEntry, CslItem)>,
}

impl Engine {
    /// Reads a text as a paper: blocks, repairs, sentences, languages.
    pub fn paper(&self, raw: String, pages: Vec<PageBreak>, markdown: bool) -> Paper {
        self.layered_paper(raw, PrepareOptions { pages, markdown, ..PrepareOptions::default() })
    }

    /// Reads what a reader of files gave: its text with its pages and layers.
    pub fn paper_of(&self, mut ingested: regesta_ingest::Ingested) -> Paper {
        let raw = std::mem::take(&mut ingested.raw_text);
        self.layered_paper(raw, crate::layers::prepare_options(&ingested))
    }

    /// Reads a text of which the file tells pages or layers. The structure words are those of the packs.
    pub(crate) fn layered_paper(&self, raw: String, options: PrepareOptions) -> Paper {
        let options = PrepareOptions { structure: self.packs.structure_words(), ..options };
        let prepared = prepare(&raw, &options);
        Paper::read(raw, prepared, &self.packs, &self.morphology, &self.authorities)
    }

    /// Runs all detectors over a paper. Each reads what those before it found.
    pub fn evidence(&self, paper: &Paper) -> Evidence {
        let citations = distinct(paper, regesta_cite::find_citations(paper, &self.packs, &self.archives), |_| 0).0;
        let cited: Vec<(usize, Span)> = citations.iter().map(|c| (c.passage, c.span)).collect();
        let dates = distinct(paper, regesta_date::find_dates(paper, &self.packs, &cited), |_| 0).0;
        let mentions = regesta_name::find_mentions_with(
            &self.name_tools,
            paper,
            &self.packs,
            &self.morphology,
            &self.authorities,
            &cited,
        );
        let mentions = distinct(paper, mentions, |mention| mention.name_type as u8).0;
        let offices = find_offices(self, paper, &mentions, &dates);
        let findings = Findings {
            paper,
            packs: &self.packs,
            morphology: &self.morphology,
            dates: &dates,
            citations: &citations,
            mentions: &mentions,
        };
        let (mut quotations, now) = distinct(paper, regesta_analyze::find_quotations(&findings), |_| 0);
        for quotation in &mut quotations {
            quotation.value.continues = quotation.value.continues.and_then(|i| now[i]);
        }
        let (mut documents, now) = distinct(paper, regesta_analyze::find_documents(&findings, &quotations), |_| 0);
        for document in &mut documents {
            document.value.reply_to = document.value.reply_to.and_then(|i| now[i]);
        }
        regesta_analyze::attach_quotations(&findings, &mut quotations, &documents);
        let supports = regesta_analyze::find_supports(&findings, &quotations, &documents);
        regesta_analyze::attach_citations(&findings, &supports, &mut documents);
        let entries = regesta_cite::bibliography_items(paper, &self.packs, &self.archives);
        let events = distinct(paper, regesta_analyze::find_events(&findings, &quotations, &documents), |_| 0).0;
        Evidence { citations, dates, mentions, offices, quotations, documents, events, supports, entries }
    }
}

/// The findings without a second one of the same group on the same bytes, and without those that rest on nothing; and
/// where each of the findings given stands now.
fn distinct<V>(paper: &Paper, found: Vec<Found<V>>, group: impl Fn(&V) -> u8) -> (Vec<Found<V>>, Vec<Option<usize>>) {
    let mut seen = BTreeMap::new();
    let mut kept: Vec<Found<V>> = Vec::with_capacity(found.len());
    let mut now = Vec::with_capacity(found.len());
    for finding in found {
        let pieces = paper.passages[finding.passage].reading.raw_pieces(finding.span);
        if pieces.is_empty() {
            now.push(None);
            continue;
        }
        let at = *seen.entry((group(&finding.value), pieces)).or_insert(kept.len());
        now.push(Some(at));
        if at == kept.len() {
            kept.push(finding);
        }
    }
    (kept, now)
}
