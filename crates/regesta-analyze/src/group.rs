use regesta_lang::Found;

use crate::value::{DocumentEntity, DocumentMention};

/// Joins mentions of one document, within a paper and across papers.
pub fn group_documents(
    _: &[Vec<Found<DocumentMention>>],
    _: &dyn Fn(usize, usize) -> Option<String>,
) -> Vec<DocumentEntity> {
    Vec::new()
}
