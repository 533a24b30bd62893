//! The order in which findings are worth a look.

use std::cmp::Reverse;

use super::{Base, Documents};
use crate::error::ApiResult;
use crate::snapshot::Snapshot;
use crate::wire::{Mark, MarkKind};

/// Uses beyond this many add nothing to the weight of a finding.
const MOST_USES: usize = 20;

/// A finding in the queue: its mark is in the text of the source.
pub(crate) struct Queued {
    /// Place of the source in [`Base::sources`].
    pub(crate) source: usize,
    pub(crate) finding: String,
    pub(crate) kind: MarkKind,
    pub(crate) used: usize,
    weight: u64,
    start: usize,
}

/// All findings, those of low score and much use first.
pub(crate) struct ReviewQueue {
    pub(crate) queued: Vec<Queued>,
}

impl ReviewQueue {
    /// Reads the findings of all texts, one text at a time.
    pub(crate) fn load(snapshot: &Snapshot, base: &Base, documents: &Documents) -> ApiResult<Self> {
        let mut queued = Vec::new();
        for (source, entry) in base.sources.iter().enumerate() {
            let text = snapshot.text(&entry.card.source)?;
            queued.extend(text.marks().map(|mark| {
                let used = uses(mark, documents);
                Queued {
                    source,
                    finding: mark.id.clone(),
                    kind: mark.kind,
                    used,
                    weight: weight(mark.score, used),
                    start: mark.pieces.first().map_or(0, |piece| piece.0),
                }
            }));
        }
        queued.sort_by(|a, b| {
            let key = |q: &Queued| (Reverse(q.weight), q.source, q.start, q.kind);
            key(a).cmp(&key(b)).then_with(|| a.finding.cmp(&b.finding))
        });
        Ok(Self { queued })
    }
}

/// In how many documents, happenings and quotations a finding stands; for a name also the documents of its entity.
fn uses(mark: &Mark, documents: &Documents) -> usize {
    let entity = mark.entity.as_deref();
    let own = match mark.kind {
        MarkKind::Document => entity.and_then(|id| documents.row(id)).map_or(0, |row| row.sources.len()),
        _ => entity.and_then(|id| documents.roles.get(id)).map_or(0, Vec::len),
    };
    mark.part_of.len() + own
}

/// What the machine doubts, times how much hangs on it.
fn weight(score: f64, used: usize) -> u64 {
    let doubt = ((1.0 - score.clamp(0.0, 1.0)) * 1000.0).round() as u64 + 1;
    doubt * (2 + used.min(MOST_USES) as u64)
}

#[cfg(test)]
mod tests {
    use super::weight;

    #[test]
    fn doubt_and_use_both_weigh() {
        assert!(weight(0.4, 1) > weight(0.9, 1));
        assert!(weight(0.7, 9) > weight(0.7, 0));
        assert!(weight(0.6, 12) > weight(0.3, 0), "a name in twelve documents before one in none");
        assert_eq!(weight(0.5, 20), weight(0.5, 4000));
        assert!(weight(1.0, 0) > 0 && weight(f64::NAN, 0) > 0);
    }
}
