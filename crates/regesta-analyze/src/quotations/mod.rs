//! Quoted passages of documents and speeches.

mod judge;
mod marks;
mod parts;

use std::collections::BTreeSet;

use regesta_lang::{Found, Passage};
use regesta_text::{SegmentKind, Span};

use crate::context::{ByPassage, Findings, is_prose};
use crate::value::Quotation;
use judge::{Verdict, judge};
use marks::{Family, Open, Pair, scan};

/// How many paragraphs a quotation may run over before its missing end is taken for lost.
const MOST_PARAGRAPHS: usize = 4;
/// How far a quotation without a closing mark may go, in bytes.
const LONGEST_UNCLOSED: usize = 1500;

struct Candidate {
    passage: usize,
    pair: Pair,
    continues: bool,
    /// The author's words between its halves.
    gaps: Vec<Span>,
    rule: &'static str,
}

/// The quoted passages of a paper: ten words or more, or a whole sentence, between any quotation marks or in a block
/// quotation. Names, titles and single words in quotation marks are not quotations. The span is without the outer
/// marks and without an omission in brackets behind the last word; a quotation over several paragraphs gives one finding for each, which [`Quotation::continues`] joins.
///
/// Speaker and document are filled by [`crate::attach_quotations`].
pub fn find_quotations(findings: &Findings) -> Vec<Found<Quotation>> {
    let citations = ByPassage::new(findings.paper, findings.citations);
    let mut found: Vec<Found<Quotation>> = Vec::new();
    let mut seen = BTreeSet::new();
    for candidate in join_halves(findings, candidates(findings)) {
        let passage = &findings.paper.passages[candidate.passage];
        let span = trimmed(passage.reading.text(), candidate.pair.inner);
        let cited = citations.of(candidate.passage).iter().map(|&i| findings.citations[i].span);
        let verdict = if candidate.continues && !found.is_empty() || candidate.rule == BLOCK {
            Verdict::quotation("goes on from or is set apart as a block")
        } else {
            judge(findings, candidate.passage, span, candidate.pair.outer, cited)
        };
        let Some((reason, score)) = verdict.accepted() else { continue };
        let pieces = passage.reading.raw_pieces(span);
        if span.is_empty() || pieces.is_empty() || !seen.insert(pieces) {
            continue;
        }
        let continues = if candidate.continues { found.len().checked_sub(1) } else { None };
        let (score, rule) =
            if candidate.pair.guessed { (score - 150, "quote.mark-missing") } else { (score, candidate.rule) };
        let mut parts = parts::parts(findings, candidate.passage, span);
        parts.ellipses.extend(parts::omissions_behind(passage.reading.text(), span, candidate.pair.inner));
        parts.interruptions.extend(candidate.gaps);
        found.push(Found {
            passage: candidate.passage,
            span,
            value: Quotation {
                level: candidate.pair.level,
                continues,
                interruptions: parts.interruptions,
                ellipses: parts.ellipses,
                insertions: parts.insertions,
                end_guessed: candidate.pair.guessed,
                ..Quotation::default()
            },
            rule: rule.to_owned(),
            pack: String::new(),
            reason,
            score,
        });
    }
    found
}

/// Joins halves of one quotation that the author's words part outside the marks: “…,” he wrote, “…”.
fn join_halves(findings: &Findings, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        if let Some(last) = out.iter_mut().rev().find(|c| c.pair.level == candidate.pair.level)
            && last.passage == candidate.passage
            && last.pair.outer.end < candidate.pair.outer.start
            && parts::interrupts(findings, last.passage, last.pair.inner, candidate.pair.inner)
        {
            last.gaps.push(Span::new(last.pair.inner.end, candidate.pair.inner.start));
            last.pair.inner = last.pair.inner.hull(candidate.pair.inner);
            last.pair.outer = last.pair.outer.hull(candidate.pair.outer);
            last.pair.guessed |= candidate.pair.guessed;
        } else {
            out.push(candidate);
        }
    }
    out
}

const MARKS: &str = "quote.marks";
const BLOCK: &str = "quote.block";
const PARAGRAPHS: &str = "quote.paragraphs";

fn candidates(findings: &Findings) -> Vec<Candidate> {
    let passages = &findings.paper.passages;
    let mut out = Vec::new();
    let mut open: Option<(usize, Open, Vec<usize>)> = None;
    for (index, passage) in passages.iter().enumerate() {
        let text = passage.reading.text();
        if passage.kind != SegmentKind::Body && open.is_some() && passage.kind != SegmentKind::Heading {
            // A note or a running head between two paragraphs of a quotation.
            out.extend(pairs(index, scan(text).pairs));
            continue;
        }
        if !is_prose(passage.kind) {
            if let Some((from, mark, _)) = open.take() {
                out.extend(unclosed(findings, from, mark));
            }
            continue;
        }
        if is_block_quotation(findings, passage) {
            out.push(Candidate {
                passage: index,
                pair: Pair {
                    family: Family::Double,
                    inner: Span::new(0, text.len()),
                    outer: Span::new(0, text.len()),
                    level: 1,
                    guessed: false,
                },
                continues: false,
                gaps: Vec::new(),
                rule: BLOCK,
            });
            continue;
        }
        let scanned = scan(text);
        if let Some((from, mark, mut between)) = open.take() {
            let reopened = scanned.pairs.first().is_some_and(|p| p.family == mark.family && p.outer.start == 0)
                || scanned.open.is_some_and(|o| o.family == mark.family && o.mark.start == 0);
            if let Some((_, close)) = scanned.stray.filter(|(family, _)| *family == mark.family) {
                out.extend(run(findings, from, mark, &between));
                let pair = whole(Span::new(0, close.start), mark.family);
                out.push(Candidate { passage: index, pair, continues: true, gaps: Vec::new(), rule: PARAGRAPHS });
            } else if reopened {
                out.extend(run(findings, from, mark, &between));
                let first = out.len();
                out.extend(pairs(index, scanned.pairs.clone()));
                if let Some(candidate) = out.get_mut(first).filter(|c| c.pair.outer.start == 0) {
                    candidate.continues = true;
                    candidate.rule = PARAGRAPHS;
                } else if let Some(mark) = scanned.open {
                    let inner = Span::new(mark.mark.end, text.len());
                    out.push(Candidate {
                        passage: index,
                        pair: whole(inner, mark.family),
                        continues: true,
                        gaps: Vec::new(),
                        rule: PARAGRAPHS,
                    });
                }
                open = scanned.open.map(|mark| (index, mark, Vec::new())).filter(|(_, m, _)| m.mark.start > 0);
                continue;
            } else if scanned.pairs.is_empty() && scanned.open.is_none() && between.len() + 1 < MOST_PARAGRAPHS {
                between.push(index);
                open = Some((from, mark, between));
                continue;
            } else {
                out.extend(unclosed(findings, from, mark));
            }
        }
        out.extend(pairs(index, scanned.pairs));
        open = scanned.open.map(|mark| (index, mark, Vec::new()));
    }
    if let Some((from, mark, _)) = open {
        out.extend(unclosed(findings, from, mark));
    }
    out.sort_by_key(|c| (c.passage, c.pair.outer.start, std::cmp::Reverse(c.pair.outer.end)));
    out
}

fn pairs(index: usize, pairs: Vec<Pair>) -> impl Iterator<Item = Candidate> {
    pairs.into_iter().map(move |pair| Candidate {
        passage: index,
        pair,
        continues: false,
        gaps: Vec::new(),
        rule: MARKS,
    })
}

fn whole(inner: Span, family: Family) -> Pair {
    Pair { family, inner, outer: inner, level: 1, guessed: false }
}

/// A quotation whose end stands in a later paragraph: its first paragraph and those between.
fn run(findings: &Findings, from: usize, mark: Open, between: &[usize]) -> Vec<Candidate> {
    let text = findings.paper.passages[from].reading.text();
    let inner = Span::new(mark.mark.end, text.len());
    let first = Pair { outer: mark.mark.hull(inner), ..whole(inner, mark.family) };
    let mut out = vec![Candidate { passage: from, pair: first, continues: false, gaps: Vec::new(), rule: PARAGRAPHS }];
    for &index in between {
        let text = findings.paper.passages[index].reading.text();
        let pair = whole(Span::new(0, text.len()), mark.family);
        out.push(Candidate { passage: index, pair, continues: true, gaps: Vec::new(), rule: PARAGRAPHS });
    }
    out
}

/// A quotation that nothing closes: it is taken to end before a citation behind the end of a sentence, before a note
/// number there, or with the paragraph.
fn unclosed(findings: &Findings, from: usize, mark: Open) -> Option<Candidate> {
    let passage = &findings.paper.passages[from];
    let text = passage.reading.text();
    let start = mark.mark.end;
    let mut end = text.len();
    for citation in findings.citations.iter().filter(|c| c.passage == from && c.span.start > start) {
        end = end.min(citation.span.start);
    }
    let calls = passage.calls.iter().map(|c| c.at).filter(|&at| at > start && at < end);
    end = calls.min().unwrap_or(end);
    if end - start > LONGEST_UNCLOSED {
        end = passage.sentence_at(start).map_or(start, |s| s.span.end).max(start);
    }
    if end - start > LONGEST_UNCLOSED || end <= start {
        return None;
    }
    let inner = Span::new(start, end);
    let pair = Pair { family: mark.family, inner, outer: mark.mark.hull(inner), level: 1, guessed: true };
    Some(Candidate { passage: from, pair, continues: false, gaps: Vec::new(), rule: MARKS })
}

/// A Markdown block quotation: its line begins with `>`.
fn is_block_quotation(findings: &Findings, passage: &Passage) -> bool {
    let Some(first) = passage.pieces.first() else { return false };
    let raw = &findings.paper.raw;
    let line = raw[..first.start].rfind('\n').map_or(0, |i| i + 1);
    let begin = raw[line..].trim_start();
    begin.starts_with('>') && !begin.starts_with(">>") && passage.kind == SegmentKind::Body
}

/// Without white space at its ends, and without the brackets of an omission behind the last word: "… the troops […]".
fn trimmed(text: &str, span: Span) -> Span {
    let mut inner = text[span.range()].trim_end();
    while let Some(omission) = parts::omission_at_end(inner) {
        inner = inner[..omission].trim_end();
    }
    let start = span.start + inner.len() - inner.trim_start().len();
    Span::new(start, (span.start + inner.len()).max(start))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use regesta_lang::{Morphology, PackSet, Paper};

    fn quotations(text: &str) -> Vec<(String, Quotation)> {
        static LOADED: LazyLock<(PackSet, Morphology)> = LazyLock::new(|| {
            let packs = PackSet::built_in().unwrap();
            let morphology = Morphology::load(&packs).unwrap();
            (packs, morphology)
        });
        let (packs, morphology) = &*LOADED;
        let paper = Paper::from_text(text, packs, morphology, &());
        let findings = Findings { paper: &paper, packs, morphology, dates: &[], citations: &[], mentions: &[] };
        find_quotations(&findings)
            .into_iter()
            .map(|q| (paper.passages[q.passage].reading.text()[q.span.range()].to_owned(), q.value))
            .collect()
    }

    #[test]
    fn names_and_single_words_are_no_quotations() {
        let text = "Пароход «Великий князь Константин» пришёл в порт, а «друзья» губернатора не вышли его встречать.";
        assert!(quotations(text).is_empty());
    }

    #[test]
    fn keeps_the_authors_words_inside() {
        let text = "Посол жаловался. «Дороги здесь совсем плохи, – писал он, – и лошади не пройдут до весны […] ни одной версты».";
        let got = quotations(text);
        assert_eq!(got.len(), 1);
        assert_eq!(got[0].1.interruptions.len(), 1);
        assert_eq!(got[0].1.ellipses.len(), 1);
        assert!(got[0].0.starts_with("Дороги") && got[0].0.ends_with("версты"));
    }

    #[test]
    fn joins_the_halves_of_an_english_sentence() {
        let text = "“The bridge will not stand until the autumn,” he wrote to the governor, “and the ferry is lost.”";
        let got = quotations(text);
        assert_eq!(got.len(), 1, "{got:?}");
        assert_eq!(got[0].1.interruptions.len(), 1);
    }

    #[test]
    fn goes_on_in_the_next_paragraph() {
        let text = "Комендант доносил в столицу осенью того года: «Крепость держится, хлеба осталось на две недели.\n\n\
                    Пороха же нет вовсе, и люди мои больны все до единого». Ответа он не получил до самой зимы.";
        let got = quotations(text);
        assert_eq!(got.len(), 2, "{got:?}");
        assert_eq!(got[1].1.continues, Some(0));
    }

    #[test]
    fn a_missing_closing_mark_ends_with_the_paragraph() {
        let text = "Он отвечал: «Никто из нас не верил, что крепость продержится до весны без хлеба и пороха.";
        let got = quotations(text);
        assert_eq!(got.len(), 1);
        assert!(got[0].1.end_guessed);
    }

    #[test]
    fn an_omission_behind_the_last_word_is_none_of_its_words() {
        let text = "Комендант доносил: «Крепость держится, хлеба осталось на две недели, пороха нет вовсе […]».";
        let got = quotations(text);
        assert_eq!(got.len(), 1, "{got:?}");
        assert!(got[0].0.ends_with("вовсе"), "{got:?}");
        assert_eq!(got[0].1.ellipses.len(), 1);
    }

    #[test]
    fn a_title_without_a_verb_is_no_quotation() {
        let text = "Он подписал наставление «К начальникам крепостей, портов и магазинов и ко всем полкам \
                    кавказской линии и берегов». Оно было длинным.";
        assert!(quotations(text).is_empty());
    }
}
