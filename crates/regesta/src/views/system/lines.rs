//! The sentences of a dossier's texts, and what its views ask of them.

use std::cell::OnceCell;

use regesta_scheme::Modality;
use regesta_store::Project;
use regesta_time::TimeBounds;

use super::Asserter;
use super::organs::OrganRow;
use crate::dossier::Dossier;
use crate::propose::{Context, Known, Line, Material, Rivals, Towns, Wanted, is_text};
use crate::views::{Passage, one_line};
use crate::{Engine, Result};

/// How many sentences back a date that is not told in a sentence may stand.
const DATE_MEMORY: usize = 8;

/// The texts of a dossier in a project, sentence by sentence.
pub(super) struct Sources<'e> {
    pub(super) engine: &'e Engine,
    pub(super) project: &'e Project,
    pub(super) known: Known<'e>,
    towns: Towns<'e>,
    rivals: Rivals,
    /// How each text is cited, and its sentences.
    pub(super) texts: Vec<(String, Material)>,
    /// The time that the dossier is about.
    pub(super) window: TimeBounds,
    organs: OnceCell<Vec<OrganRow>>,
}

impl<'e> Sources<'e> {
    /// What the texts say of the organs of the dossier, read once: the organs' own table and the ladder of the letters need it.
    pub(super) fn organs(&self, dossier: &Dossier) -> &[OrganRow] {
        self.organs.get_or_init(|| super::organs::rows(self, dossier))
    }

    /// The texts that the dossier names; all texts of the project where it names none.
    pub(super) fn load(engine: &'e Engine, project: &'e Project, dossier: &Dossier) -> Result<Self> {
        let named = dossier.texts();
        let mut texts = Vec::new();
        for source in project.sources()? {
            let label = match named.iter().find(|(file, _)| is_text(&source.path, file)) {
                Some((_, label)) => label.clone(),
                None if named.is_empty() => source.path.clone(),
                None => continue,
            };
            texts.push((label, Material::load(project, &source)?));
        }
        let window = dossier.head.dossier.window.as_deref().and_then(|w| TimeBounds::parse(w).ok());
        Ok(Self {
            engine,
            project,
            known: Known::new(&engine.authorities),
            towns: Towns::new(&engine.authorities),
            rivals: Rivals::default(),
            texts,
            window: window.unwrap_or(TimeBounds::OPEN),
            organs: OnceCell::new(),
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Somebody or some place by its names.
    pub(super) fn wanted(&self, label: &str, names: &[String]) -> Wanted {
        Wanted::by_names(&self.known, label, names)
    }

    /// How a text is cited, by its path.
    pub(super) fn label(&self, path: &str) -> String {
        let known = self.texts.iter().find(|(_, material)| material.path == path);
        known.map_or_else(|| path.to_owned(), |(label, _)| label.clone())
    }

    /// Whether a date lies in the time of the dossier, or is not known.
    pub(super) fn in_window(&self, edtf: Option<&str>) -> bool {
        let Some(bounds) = edtf.and_then(|edtf| TimeBounds::parse(edtf).ok()) else { return true };
        !(bounds.is_before(self.window) || self.window.is_before(bounds))
    }

    /// How the words at a place of a line are put.
    pub(super) fn modality(&self, material: &Material, line: &Line, place: usize) -> Modality {
        let context = Context {
            material,
            packs: &self.engine.packs,
            window: self.window,
            towns: &self.towns,
            rivals: &self.rivals,
        };
        context.said(line, place)
    }
}

/// The date of what a line says at a place, and whether the line itself tells it: the nearest in the line, else the last
/// one told before.
pub(super) fn date_at(material: &Material, at: usize, place: usize) -> (Option<String>, bool) {
    let edtf = |line: &Line| -> Option<String> {
        let dated = line.dates.iter().filter_map(|seen| {
            let edtf = material.date(seen.part, seen.number).edtf.clone()?;
            Some((seen.place.start.abs_diff(place), seen.place.start, edtf))
        });
        dated.min().map(|(_, _, edtf)| edtf)
    };
    if let Some(own) = edtf(&material.lines[at]) {
        return (Some(own), true);
    }
    let before = (at.saturating_sub(DATE_MEMORY)..at).rev().find_map(|i| {
        let last = material.lines[i].dates.iter().max_by_key(|seen| seen.place.start)?;
        material.date(last.part, last.number).edtf.clone()
    });
    (before, false)
}

/// Who says what stands at a place of a line: inside a quotation its speaker, else the author of the text.
pub(super) fn asserter(material: &Material, label: &str, at: usize, place: usize) -> Asserter {
    let line = &material.lines[at];
    let inside = line.quotations.iter().find(|q| q.place.start <= place && place < q.place.end);
    let Some(quotation) = inside else {
        return Asserter { text: label.to_owned(), voice: "author".to_owned(), who: None };
    };
    let found = material.quotation(quotation);
    let speaker = found.speaker.first().map(|number| material.mention(quotation.part, *number).normal.clone());
    let sender = || {
        let document = material.document_at(quotation.part, found.document?)?;
        document.from.first().map(|number| material.mention(quotation.part, *number).normal.clone())
    };
    let who = speaker.or_else(sender);
    Asserter { text: label.to_owned(), voice: "document".to_owned(), who }
}

/// The words of a line round a place, with where they stand.
pub(super) fn words_at(material: &Material, at: usize, core: &std::ops::Range<usize>) -> Option<(String, Passage)> {
    let (words, [start, end]) = material.quote(at, core)?;
    let exact = words.clone();
    Some((one_line(&words), Passage { source: material.path.clone(), start, end, page: None, exact }))
}

/// How many minutes lie between two spans of time; `None` where they overlap or one is open.
pub(super) fn apart(a: &str, b: &str) -> Option<i64> {
    let (a, b) = (TimeBounds::parse(a).ok()?, TimeBounds::parse(b).ok()?);
    let gap = |first: TimeBounds, second: TimeBounds| Some(second.earliest? - first.latest?).filter(|gap| *gap > 0);
    gap(a, b).or_else(|| gap(b, a))
}

/// How long a span of time is, in minutes; the longest where a side is open.
pub(super) fn length(edtf: &str) -> i64 {
    let bounds = TimeBounds::parse(edtf).unwrap_or(TimeBounds::OPEN);
    bounds.latest.zip(bounds.earliest).map_or(i64::MAX, |(latest, earliest)| latest - earliest)
}
