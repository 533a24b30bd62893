use std::collections::BTreeMap;

use regesta::store::{AnchorRow, BlockSpan, LinkStatus, Project};
use regesta::text::CodePointMap;
use regesta::views::one_line;

use super::Base;
use crate::error::ApiResult;
use crate::wire::{Passage, SourceCount};

/// A mention at its place in the original.
pub(crate) struct Placed {
    pub(crate) finding: String,
    pub(crate) kind: String,
    pub(crate) same: bool,
    /// Place of the source in [`Base::sources`].
    pub(crate) source: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) block: u32,
    pub(crate) anchor: AnchorRow,
}

impl Placed {
    pub(crate) fn passage(&self, base: &Base) -> Passage {
        passage(base, self.source, (self.start, self.end), self.block, &self.anchor)
    }

    /// Order of reading.
    pub(crate) fn order(&self) -> (usize, usize, usize) {
        (self.source, self.start, self.end)
    }
}

/// The mentions of entities by findings of some kinds, each list in the order of path and place.
pub(crate) fn mentions(project: &Project, base: &Base, kinds: &[&str]) -> ApiResult<BTreeMap<String, Vec<Placed>>> {
    let mut placer = Placer::new(project, base);
    let mut out: BTreeMap<String, Vec<Placed>> = BTreeMap::new();
    for row in project.mention_rows(kinds)? {
        let Some((source, start, end, block)) = placer.place(&row.anchor)? else { continue };
        out.entry(row.entity).or_default().push(Placed {
            finding: row.finding,
            kind: row.kind,
            same: row.status == LinkStatus::Same,
            source,
            start,
            end,
            block,
            anchor: row.anchor,
        });
    }
    for list in out.values_mut() {
        list.sort_by(|a, b| (a.order(), &a.kind, &a.finding).cmp(&(b.order(), &b.kind, &b.finding)));
    }
    Ok(out)
}

/// How often each source speaks of something, by path.
pub(crate) fn by_source<'a>(base: &Base, mentions: impl Iterator<Item = &'a Placed>) -> Vec<SourceCount> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for mention in mentions {
        *counts.entry(mention.source).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|(source, count)| {
            let card = &base.sources[source].card;
            SourceCount { source: card.source.clone(), short: card.short.clone(), count }
        })
        .collect()
}

/// Turns anchors into places of the original; keeps the text used last, so give the anchors of one source together.
pub(crate) struct Placer<'a> {
    project: &'a Project,
    base: &'a Base,
    current: Option<Text>,
}

struct Text {
    id: String,
    source: usize,
    raw: String,
    map: CodePointMap,
    blocks: Vec<BlockSpan>,
}

impl<'a> Placer<'a> {
    pub(crate) fn new(project: &'a Project, base: &'a Base) -> Self {
        Self { project, base, current: None }
    }

    /// Source, first code point, one past the last, block; `None` for a source that is not there.
    pub(crate) fn place(&mut self, anchor: &AnchorRow) -> ApiResult<Option<(usize, usize, usize, u32)>> {
        if self.current.as_ref().is_none_or(|text| text.id != anchor.source) {
            let Some(source) = self.base.index_of(&anchor.source) else { return Ok(None) };
            let raw = self.project.raw_text(&anchor.source)?.unwrap_or_default();
            let map = CodePointMap::new(&raw);
            let blocks = self.project.block_spans(&anchor.source)?;
            self.current = Some(Text { id: anchor.source.clone(), source, raw, map, blocks });
        }
        Ok(self.current.as_ref().map(|text| {
            let point = |byte| text.map.code_point_from_byte(&text.raw, byte);
            let block = block_at(&text.blocks, anchor.hull.start).unwrap_or(0);
            (text.source, point(anchor.hull.start), point(anchor.hull.end), block)
        }))
    }

    pub(crate) fn passage(&mut self, anchor: &AnchorRow) -> ApiResult<Option<Passage>> {
        let place = self.place(anchor)?;
        Ok(place.map(|(source, start, end, block)| passage(self.base, source, (start, end), block, anchor)))
    }
}

/// The block whose piece holds the byte; `blocks` are sorted by place.
pub(crate) fn block_at(blocks: &[BlockSpan], byte: usize) -> Option<u32> {
    let after = blocks.partition_point(|b| b.span.start <= byte);
    let inside = blocks[..after].iter().rev().take(8).find(|b| byte < b.span.end);
    inside.or(blocks[..after].last()).map(|b| b.block)
}

/// An anchor as a passage.
pub(crate) fn passage(
    base: &Base,
    source: usize,
    (start, end): (usize, usize),
    block: u32,
    anchor: &AnchorRow,
) -> Passage {
    let card = &base.sources[source].card;
    Passage {
        source: card.source.clone(),
        short: card.short.clone(),
        page: anchor.page_label.clone().or_else(|| anchor.page_index.map(|p| (p + 1).to_string())),
        start,
        end,
        block,
        exact: one_line(&anchor.exact),
        before: line_before(&anchor.prefix),
        after: line_after(&anchor.suffix),
    }
}

/// What stands before words, on one line, from the beginning of a word; the blank before the words is kept.
fn line_before(text: &str) -> String {
    const FULL: usize = 40;
    let whole = text.chars().count() < FULL;
    let from = text.find(char::is_whitespace).filter(|_| !whole).unwrap_or(0);
    let mut line = one_line(&text[from..]);
    if text.ends_with(char::is_whitespace) && !line.is_empty() {
        line.push(' ');
    }
    line
}

/// What stands after words, on one line, to the end of a word; the blank after the words is kept.
fn line_after(text: &str) -> String {
    const FULL: usize = 40;
    let whole = text.chars().count() < FULL;
    let to = text.rfind(char::is_whitespace).filter(|_| !whole).unwrap_or(text.len());
    let line = one_line(&text[..to]);
    if text.starts_with(char::is_whitespace) && !line.is_empty() { format!(" {line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::{line_after, line_before};

    #[test]
    fn context_begins_and_ends_at_words() {
        let long = "ий, который\nпрежде служил в Тифлисе у нов";
        assert_eq!(line_before(&format!("{long} ")), "который прежде служил в Тифлисе у нов ");
        assert_eq!(line_after(&format!(" {long}")), " ий, который прежде служил в Тифлисе у");
        assert_eq!((line_before("«").as_str(), line_after("».").as_str()), ("«", "»."));
    }
}
