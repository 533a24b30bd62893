//! The texts as printed, with what was found in them, and an address for all words that other pages lead to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::html::{attribute, letters, words};
use super::{Page, Site, text_file};
use crate::error::ApiResult;
use crate::wire::{Block, BlockKind, Call, Mark, MarkKind, MarkStatus, Piece};

const UP: &str = "../";

/// What lies over a stretch of text.
#[derive(Clone, Copy)]
enum Over<'a> {
    Mark(&'a Mark),
    Call(&'a Call),
    /// Words that other pages lead to.
    Wanted(usize, usize),
}

struct Stretch<'a> {
    start: usize,
    end: usize,
    over: Over<'a>,
}

/// What is open while a block is written: the number of the stretch, and whether it is written as a link.
type Open = (usize, bool);

impl Site {
    pub(super) fn texts(&self) -> ApiResult<()> {
        let wanted = self.wanted.take();
        for source in &self.base.sources {
            let card = &source.card;
            let (text, decided) = (self.snapshot.text(&card.source)?, self.snapshot.decided()?);
            let own = wanted.get(&card.source).cloned().unwrap_or_default();
            let mut body = String::new();
            let by = card.author.as_deref().map(|a| format!("{} · ", words(a))).unwrap_or_default();
            let _ = write!(body, "<p class=\"quiet\">{by}{}</p>", words(&card.source));
            let (mut first, mut page) = (0, None);
            let mut begun: BTreeSet<(usize, usize)> = BTreeSet::new();
            loop {
                let part = text.part(first, u32::MAX, &decided);
                if part.blocks.is_empty() {
                    break;
                }
                first = part.last + 1;
                for block in &part.blocks {
                    if block.page.is_some() && block.page != page {
                        page.clone_from(&block.page);
                        let number = attribute(page.as_deref().unwrap_or_default());
                        let said = self.say.with("site-page", &[("page", super::Slot::Text(&number))]);
                        let _ = write!(body, "<p class=\"page\">{said}</p>");
                    }
                    self.block(&mut body, block, &own, &mut begun);
                }
            }
            let title = card.title.as_deref().unwrap_or(&card.short);
            let path = format!("texts/{}", text_file(&card.source));
            self.page(&Page { path: &path, title, view: "text", body: &body });
        }
        Ok(())
    }

    fn block(
        &self,
        out: &mut String,
        block: &Block,
        wanted: &BTreeSet<(usize, usize)>,
        begun: &mut BTreeSet<(usize, usize)>,
    ) {
        let kind =
            serde_json::to_value(block.kind).ok().and_then(|k| k.as_str().map(str::to_owned)).unwrap_or_default();
        let dir = serde_json::to_value(block.dir).ok().and_then(|d| d.as_str().map(str::to_owned)).unwrap_or_default();
        let lang = block.lang.as_deref().map(|l| format!(" lang=\"{}\"", attribute(l))).unwrap_or_default();
        let _ = write!(out, "<div class=\"block {kind}\" id=\"b{}\" dir=\"{dir}\"{lang}>", block.block);
        for (n, piece) in block.pieces.iter().enumerate() {
            if n > 0 {
                out.push(' ');
            }
            self.piece(out, block, piece, wanted, begun);
        }
        if let Some(host) = block.host.filter(|_| matches!(block.kind, BlockKind::Footnote | BlockKind::Endnote)) {
            let back = attribute(&self.say.say("site-note-back"));
            let _ = write!(out, " <a href=\"#b{host}\" aria-label=\"{back}\" title=\"{back}\">↑</a>");
        }
        out.push_str("</div>\n");
    }

    fn piece(
        &self,
        out: &mut String,
        block: &Block,
        piece: &Piece,
        wanted: &BTreeSet<(usize, usize)>,
        begun: &mut BTreeSet<(usize, usize)>,
    ) {
        let (start, end) = (piece.start, piece.end);
        let mut stretches: Vec<Stretch<'_>> = Vec::new();
        for mark in block.marks.iter().filter(|m| m.kind != MarkKind::Event && m.status != MarkStatus::Rejected) {
            let inside = mark.pieces.iter().filter(|(from, to)| *from < end && *to > start);
            stretches.extend(inside.map(|&(start, end)| Stretch { start, end, over: Over::Mark(mark) }));
        }
        for call in block.calls.iter().filter(|c| c.start < end && c.end > start) {
            stretches.push(Stretch { start: call.start, end: call.end, over: Over::Call(call) });
        }
        for &(from, to) in wanted.range(..(end, 0)).filter(|(from, to)| *from < end && (*to).max(*from + 1) > start) {
            stretches.push(Stretch { start: from, end: to, over: Over::Wanted(from, to) });
        }
        // The wide ones first: they lie outside.
        stretches.sort_by_key(|s| (std::cmp::Reverse(s.end - s.start), s.start));
        let mut cuts: BTreeSet<usize> = [start, end].into();
        cuts.extend(stretches.iter().flat_map(|s| [s.start, s.end]).filter(|at| (start..=end).contains(at)));
        let cuts: Vec<usize> = cuts.into_iter().collect();
        let points: Vec<char> = piece.text.chars().collect();
        let mut open: Vec<Open> = Vec::new();
        // Stretches that begin and end within the piece are few at any place; those over a cut are looked up by their start.
        let mut by_start: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (n, stretch) in stretches.iter().enumerate() {
            by_start.entry(stretch.start.max(start)).or_default().push(n);
        }
        let mut over: BTreeSet<usize> = BTreeSet::new();
        for pair in cuts.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            over.retain(|&n| stretches[n].end > from);
            over.extend(by_start.get(&from).into_iter().flatten().filter(|&&n| stretches[n].end > from));
            let linked = over.iter().rev().copied().find(|&n| is_door(&stretches[n]));
            let now: Vec<Open> = over.iter().map(|&n| (n, Some(n) == linked)).collect();
            let same = open.iter().zip(&now).take_while(|(a, b)| a == b).count();
            while open.len() > same {
                let closed = open.pop();
                out.push_str(if closed.is_some_and(|(_, link)| link) { "</a>" } else { "</span>" });
            }
            for &(n, link) in &now[same..] {
                let within = open.iter().any(|(_, link)| *link);
                self.begin(out, &stretches[n], from, (link, within), begun);
                open.push((n, link));
            }
            let text: String =
                points[(from - start).min(points.len())..(to - start).min(points.len())].iter().collect();
            letters(out, &text);
        }
        while let Some((_, link)) = open.pop() {
            out.push_str(if link { "</a>" } else { "</span>" });
        }
    }

    fn begin(
        &self,
        out: &mut String,
        stretch: &Stretch<'_>,
        at: usize,
        (link, within): (bool, bool),
        begun: &mut BTreeSet<(usize, usize)>,
    ) {
        match stretch.over {
            Over::Wanted(from, to) => {
                let _ = write!(out, "<span class=\"w\" data-w=\"w{from}-{to}\"");
                if begun.insert((from, to)) {
                    let _ = write!(out, " id=\"w{from}-{to}\"");
                }
                out.push('>');
            }
            Over::Call(call) => match call.note.filter(|_| link) {
                Some(note) => {
                    let _ = write!(out, "<a class=\"call\" href=\"#b{note}\">");
                }
                None => out.push_str("<span class=\"call\">"),
            },
            Over::Mark(mark) => {
                let kind = serde_json::to_value(mark.kind).ok().and_then(|k| k.as_str().map(str::to_owned));
                let kind = kind.unwrap_or_default();
                let title = match &mark.edtf {
                    Some(edtf) => self.say.date(edtf),
                    None => mark.label.clone(),
                };
                // What a person judged says so.
                let title = match mark.status {
                    MarkStatus::Accepted => format!("{title} ({})", self.say.say("status-accepted")),
                    MarkStatus::Corrected => format!("{title} ({})", self.say.say("status-corrected")),
                    _ => title,
                };
                if let (Some(n), Some(id)) = (mark.n, &mark.entity)
                    && mark.pieces.first().is_some_and(|piece| piece.0 == at)
                    && !link
                    && !within
                {
                    let _ = write!(out, "<a class=\"docno\" href=\"{}\">№ {n} </a>", self.thing(id, UP));
                }
                match mark.entity.as_deref().filter(|id| link && self.base.label(id).is_some()) {
                    Some(id) => {
                        let _ = write!(
                            out,
                            "<a class=\"f {kind}\" href=\"{}\" title=\"{}\">",
                            self.thing(id, UP),
                            attribute(&title)
                        );
                    }
                    None => {
                        let _ = write!(out, "<span class=\"f {kind}\" title=\"{}\">", attribute(&title));
                    }
                }
            }
        }
    }
}

/// Whether a stretch is written as a link where it is the innermost that may be one. A link within a link is none.
fn is_door(stretch: &Stretch<'_>) -> bool {
    match stretch.over {
        Over::Mark(mark) => {
            matches!(mark.kind, MarkKind::Person | MarkKind::Place | MarkKind::Body) && mark.entity.is_some()
        }
        Over::Call(call) => call.note.is_some(),
        Over::Wanted(..) => false,
    }
}
