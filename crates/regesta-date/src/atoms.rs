//! The atoms of a passage: what the rules of its languages find there, joined.

use regesta_lang::{LangId, PackSet, Paper, Passage};
use regesta_text::{SegmentKind, Span};

use crate::compose::compose;
use crate::guards::{guard_holds, in_bracketed_reference, looks_like_reference, year_stands_alone};
use crate::parts::{Draft, Guard, Modifier, Shape};
use crate::quotes::Quotations;
use crate::read::{read, words_of};
use crate::surroundings::Cited;
use crate::value::DateRole;

/// The language of most of the paper by length; of equals the first by tag.
pub(crate) fn main_language(paper: &Paper) -> Option<LangId> {
    let mut lengths: Vec<(LangId, usize)> = Vec::new();
    for sentence in paper.passages.iter().flat_map(|p| &p.sentences) {
        match lengths.iter_mut().find(|(lang, _)| *lang == sentence.lang) {
            Some((_, length)) => *length += sentence.span.len(),
            None => lengths.push((sentence.lang, sentence.span.len())),
        }
    }
    lengths.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(lang, _)| lang)
}

/// Stretches of one language: consecutive sentences that share it.
pub(crate) fn stretches(passage: &Passage) -> Vec<(LangId, Span)> {
    let mut out: Vec<(LangId, Span)> = Vec::new();
    for sentence in &passage.sentences {
        match out.last_mut() {
            Some((lang, span)) if *lang == sentence.lang => span.end = sentence.span.end,
            _ => out.push((sentence.lang, sentence.span)),
        }
    }
    out
}

pub(crate) fn passage_drafts<'p>(
    passage: &Passage,
    packs: &'p PackSet,
    paper_lang: Option<LangId>,
    cites: &Cited,
    quotes: &Quotations,
    every_role: bool,
) -> (Vec<Draft<'p>>, Option<Draft<'p>>) {
    let text = passage.reading.shadow();
    let mut drafts: Vec<Draft<'p>> = Vec::new();
    let passage_lang = passage.lang();
    let note = matches!(passage.kind, SegmentKind::Footnote | SegmentKind::Endnote);
    let brackets = text.contains('[');
    for (lang, span) in stretches(passage) {
        // Short sentences of near languages are easily taken for one another: the language of the passage and of the
        // paper may read what the sentence's own did not.
        let mut langs = vec![lang];
        for other in passage_lang.into_iter().chain(paper_lang) {
            if !langs.contains(&other) {
                langs.push(other);
            }
        }
        let from = drafts.len();
        for lang in langs {
            let pack = packs.get(lang);
            let Some(rules) = pack.rules("date") else { continue };
            // What counts only beside a date gives way to a date that another language reads there.
            let weak = |d: &Draft| d.guard == Guard::Joined || matches!(d.shape, Shape::Modifier(_));
            let mut before = drafts.split_off(from);
            before.sort_by_key(|d| d.span);
            let taken: Vec<(Span, bool)> = before.iter().map(|d| (d.span, weak(d))).collect();
            let mut gone = vec![false; before.len()];
            let mut judged: Option<(Span, bool)> = None;
            rules.each(&text[span.range()], |candidate| {
                let (words, guard) = (words_of(candidate, pack, span.start), Guard::of(candidate));
                if !guard_holds(passage, pack, words, guard, quotes) {
                    return false;
                }
                let mut cited = cites.holds(words) || brackets && in_bracketed_reference(text, pack, words);
                if note
                    && !cited
                    && let Some(sentence) = passage.sentence_at(words.start).map(|s| s.span)
                {
                    // Dates come sentence by sentence: each sentence is judged once.
                    let known = judged.filter(|(of, _)| *of == sentence);
                    let verdict = known.unwrap_or_else(|| (sentence, looks_like_reference(passage, pack, sentence)));
                    judged = Some(verdict);
                    cited = verdict.1;
                }
                if cited && !every_role {
                    return false;
                }
                let Some(mut draft) = read(candidate, pack, words, guard) else { return false };
                draft.apart = cited.then_some(DateRole::Citation);
                let year_holds = match guard {
                    Guard::Year => year_stands_alone(passage, pack, &draft),
                    Guard::NameYear => {
                        draft.shape.partials().first().and_then(|p| p.year).is_some_and(|year| year % 10 != 0)
                    }
                    _ => true,
                };
                if !year_holds {
                    return false;
                }
                // Those taken are sorted and disjoint.
                let first = taken.partition_point(|(t, _)| t.end <= draft.span.start);
                let met = taken[first..].iter().take_while(|(t, _)| t.start < draft.span.end);
                if met.clone().any(|(_, gives_way)| !gives_way || weak(&draft)) {
                    return false;
                }
                gone[first..first + met.count()].fill(true);
                drafts.push(draft);
                true
            });
            drafts.extend(before.into_iter().zip(gone).filter(|(_, gone)| !gone).map(|(draft, _)| draft));
        }
    }
    drafts.sort_by_key(|d| d.span);
    let says_old_style = drafts.iter().find(|d| d.shape == Shape::Modifier(Modifier::OldStyleText)).cloned();
    (compose(text, drafts), says_old_style)
}
