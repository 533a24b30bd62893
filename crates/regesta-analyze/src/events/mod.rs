use regesta_lang::Found;

use crate::context::Findings;
use crate::value::{DocumentMention, Event, Quotation};

/// The dated happenings of a paper.
pub fn find_events(_: &Findings, _: &[Found<Quotation>], _: &[Found<DocumentMention>]) -> Vec<Found<Event>> {
    Vec::new()
}
