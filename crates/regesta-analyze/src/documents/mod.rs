use regesta_lang::Found;

use crate::context::Findings;
use crate::value::{DocumentMention, Quotation};

/// The documents a paper speaks of.
pub fn find_documents(_: &Findings, _: &[Found<Quotation>]) -> Vec<Found<DocumentMention>> {
    Vec::new()
}

/// Gives each quotation its speaker and its document.
pub fn attach_quotations(_: &Findings, _: &mut [Found<Quotation>], _: &[Found<DocumentMention>]) {}
