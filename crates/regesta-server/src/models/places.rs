use std::collections::BTreeMap;

use regesta::store::{AnchorRow, BlockSpan, LinkStatus, Project, SegmentKind, Span};
use regesta::text::CodePointMap;
use regesta::views::one_line;

use super::Base;
use crate::error::ApiResult;
use crate::wire::{Passage, SourceCount};

/// Letters of context of a passage in a list: one less than the store keeps, so that a cut word is seen as cut.
const CONTEXT: usize = 39;

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

/// The mentions of one entity, in the order of path and place.
pub(crate) fn mentions_of(project: &Project, base: &Base, entity: &str) -> ApiResult<Vec<Placed>> {
    let mut placer = Placer::keeping(project, base);
    let mut out = Vec::new();
    for (link, at) in project.mentions(entity)? {
        let anchor = AnchorRow {
            id: at.anchor.id.clone(),
            source: at.anchor.source.clone(),
            hull: at.anchor.hull(),
            exact: at.anchor.exact,
            prefix: at.anchor.prefix,
            suffix: at.anchor.suffix,
            page_label: at.anchor.page_label,
            page_index: at.anchor.page_index,
        };
        let Some((source, start, end, block)) = placer.place(&anchor)? else { continue };
        out.push(Placed {
            finding: at.finding.id,
            kind: at.finding.kind,
            same: link.status == LinkStatus::Same,
            source,
            start,
            end,
            block,
            anchor,
        });
    }
    out.sort_by(|a, b| (a.order(), &a.kind, &a.finding).cmp(&(b.order(), &b.kind, &b.finding)));
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

/// Turns anchors into places of the original.
pub(crate) struct Placer<'a> {
    project: &'a Project,
    base: &'a Base,
    texts: BTreeMap<String, Text>,
    keep: bool,
}

struct Text {
    source: usize,
    raw: String,
    map: CodePointMap,
    blocks: Vec<BlockSpan>,
    page_labels: BTreeMap<u32, String>,
}

impl<'a> Placer<'a> {
    /// For many anchors: keeps the text used last, so give the anchors of one source together.
    pub(crate) fn new(project: &'a Project, base: &'a Base) -> Self {
        Self { project, base, texts: BTreeMap::new(), keep: false }
    }

    /// For the anchors of one page, in any order: keeps the texts it has read.
    pub(crate) fn keeping(project: &'a Project, base: &'a Base) -> Self {
        Self { keep: true, ..Self::new(project, base) }
    }

    fn text(&mut self, source: &str) -> ApiResult<Option<&Text>> {
        if !self.texts.contains_key(source) {
            let Some(at) = self.base.index_of(source) else { return Ok(None) };
            if !self.keep {
                self.texts.clear();
            }
            let raw = self.project.raw_text(source)?.unwrap_or_default();
            let (map, blocks) = (CodePointMap::new(&raw), self.project.block_spans(source)?);
            let has_pages = self.keep && blocks.iter().any(|b| b.page.is_some());
            let page_labels = if has_pages { self.project.page_labels(source)? } else { Vec::new() };
            let page_labels = page_labels.into_iter().collect();
            self.texts.insert(source.to_owned(), Text { source: at, raw, map, blocks, page_labels });
        }
        Ok(self.texts.get(source))
    }

    /// Source, first code point, one past the last, block; `None` for a source that is not there.
    pub(crate) fn place(&mut self, anchor: &AnchorRow) -> ApiResult<Option<(usize, usize, usize, u32)>> {
        Ok(self.text(&anchor.source)?.map(|text| {
            let point = |byte| text.map.code_point_from_byte(&text.raw, byte);
            let block = block_at(&text.blocks, anchor.hull.start).map_or(0, |b| b.block);
            (text.source, point(anchor.hull.start), point(anchor.hull.end), block)
        }))
    }

    pub(crate) fn passage(&mut self, anchor: &AnchorRow) -> ApiResult<Option<Passage>> {
        let place = self.place(anchor)?;
        Ok(place.map(|(source, start, end, block)| passage(self.base, source, (start, end), block, anchor)))
    }

    /// The passage with up to `around` code points of its block before and after it.
    pub(crate) fn passage_around(&mut self, anchor: &AnchorRow, around: usize) -> ApiResult<Option<Passage>> {
        let Some(mut passage) = self.passage(anchor)? else { return Ok(None) };
        if let Some(text) = self.text(&anchor.source)? {
            (passage.before, passage.after) = text.around(anchor.hull, passage.block, around);
        }
        Ok(Some(passage))
    }

    /// The passage between two code points of a source with up to `around` code points of its block on each side, and the
    /// kind of the block.
    pub(crate) fn stretch(
        &mut self,
        source: &str,
        (start, end): (usize, usize),
        around: usize,
    ) -> ApiResult<Option<(Passage, SegmentKind)>> {
        let Some(text) = self.text(source)? else { return Ok(None) };
        let byte = |point| text.map.byte_from_code_point(&text.raw, point);
        let hull = Span::new(byte(start), byte(end));
        let block = block_at(&text.blocks, hull.start);
        let kind = block.map_or(SegmentKind::Body, |b| b.kind);
        let page = block.and_then(|b| b.page);
        let page = page.map(|p| text.page_labels.get(&p).cloned().unwrap_or_else(|| (p + 1).to_string()));
        let block = block.map_or(0, |b| b.block);
        let (before, after) = text.around(hull, block, around);
        let exact = one_line(hull.of(&text.raw).unwrap_or_default());
        let at = text.source;
        let card = &self.base.sources[at].card;
        let (source, short) = (card.source.clone(), card.short.clone());
        Ok(Some((Passage { source, short, page, start, end, block, exact, before, after }, kind)))
    }
}

impl Text {
    /// What stands before and after a place in the pieces of its block.
    fn around(&self, hull: Span, block: u32, around: usize) -> (String, String) {
        let (mut before, mut after) = (String::new(), String::new());
        for piece in self.blocks.iter().filter(|b| b.block == block).map(|b| b.span) {
            let part = |start: usize, end: usize| self.raw.get(start..end.max(start)).unwrap_or_default();
            before.push_str(part(piece.start, piece.end.min(hull.start)));
            after.push_str(part(piece.start.max(hull.end), piece.end));
        }
        (line_before(&before, around), line_after(&after, around))
    }
}

/// The piece of a block that holds the byte, or the last one before it; `blocks` are sorted by place.
pub(crate) fn block_at(blocks: &[BlockSpan], byte: usize) -> Option<&BlockSpan> {
    let after = blocks.partition_point(|b| b.span.start <= byte);
    let inside = blocks[..after].iter().rev().take(8).find(|b| byte < b.span.end);
    inside.or(blocks[..after].last())
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
        before: line_before(&anchor.prefix, CONTEXT),
        after: line_after(&anchor.suffix, CONTEXT),
    }
}

/// The last `letters` letters of what stands before words, on one line, from the beginning of a word; the blank before
/// the words is kept.
fn line_before(text: &str, letters: usize) -> String {
    let cut = text.char_indices().rev().take(letters).last().map_or(text.len(), |(at, _)| at);
    let from = if cut == 0 { 0 } else { text[cut..].find(char::is_whitespace).map_or(cut, |at| cut + at) };
    let mut line = one_line(&text[from..]);
    if text.ends_with(char::is_whitespace) && !line.is_empty() {
        line.push(' ');
    }
    line
}

/// The first `letters` letters of what stands after words, on one line, to the end of a word; the blank after the words
/// is kept.
fn line_after(text: &str, letters: usize) -> String {
    let cut = text.char_indices().nth(letters).map_or(text.len(), |(at, _)| at);
    let to = if cut == text.len() { cut } else { text[..cut].rfind(char::is_whitespace).unwrap_or(cut) };
    let line = one_line(&text[..to]);
    if text.starts_with(char::is_whitespace) && !line.is_empty() { format!(" {line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::{line_after, line_before};

    #[test]
    fn context_begins_and_ends_at_words() {
        let text = "бывший, который\nпрежде слу-\nжил в Тифлисе";
        assert_eq!(line_before(&format!("{text} "), 39), "который прежде служил в Тифлисе ");
        assert_eq!(line_after(&format!(" {text}"), 30), " бывший, который прежде слу-");
        assert_eq!(line_after(&format!(" {text}"), 99), " бывший, который прежде служил в Тифлисе");
        assert_eq!((line_before("«", 40).as_str(), line_after("».", 40).as_str()), ("«", "»."));
    }
}
