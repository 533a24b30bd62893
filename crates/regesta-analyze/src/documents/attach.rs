//! Whose words a quotation gives, and from which document.

use std::collections::BTreeMap;

use regesta_lang::{Casing, Found, Pack};
use regesta_name::NameType;
use regesta_text::{SegmentKind, Span};

use super::Cases;
use super::cases::cases_of_mention;
use super::items::{Item, Kind, Op, Sources, items};
use super::memory::{Memory, share};
use super::roles::{Draft, clauses};
use super::verb::{governed, verb_roles};
use crate::context::{ByPassage, Findings};
use crate::value::{DocumentMention, Quotation};

/// How far from a quotation the verb may stand that says who speaks, in items of the sentence.
const VERB_REACH: usize = 7;
/// How far a body stands from the office that it belongs to ("the head of the bureau"), in items.
const OFFICE_REACH: usize = 3;
/// How many paragraphs back "they" may look for several who spoke.
const SEVERAL_REACH: usize = 3;

/// Gives each quotation its document and its speaker: the document of its own sentence, or the last one of the
/// paragraph before it; a quotation that goes on keeps what it had. The speaker is named by the author's words inside
/// the quotation ("they wrote": the several who spoke last), else he is who sent the document, else the subject of the
/// verb beside it, else the subject of the sentence before, if he did not receive the document. A body is no speaker
/// where only an office of it is named ("the head of the bureau"): who holds it must be told by the document.
pub fn attach_quotations(
    findings: &Findings,
    quotations: &mut [Found<Quotation>],
    documents: &[Found<DocumentMention>],
) {
    let by_passage = ByPassage::new(findings.paper, documents);
    let quoted: Vec<bool> = documents.iter().map(|d| is_quoted(quotations, d)).collect();
    let cues = cues(findings, quotations);
    let mut several: Option<(usize, Vec<usize>)> = None;
    let mut answered: Option<(usize, Vec<usize>)> = None;
    for q in 0..quotations.len() {
        let quotation = &quotations[q];
        let at = quotation.passage;
        let passage = &findings.paper.passages[quotation.passage];
        let start = passage.sentence_at(quotation.span.start).map_or(0, |s| s.span.start).min(quotation.span.start);
        let end = passage.sentence_at(quotation.span.end).map_or(quotation.span.end, |s| s.span.end);
        let around = Span::new(start, end.max(quotation.span.end));
        let here: Vec<usize> = by_passage.of(quotation.passage).iter().copied().filter(|&d| !quoted[d]).collect();
        let told = here.iter().copied().find(|&d| documents[d].value.quotation == Some(q));
        let inside = quotation
            .value
            .interruptions
            .iter()
            .find_map(|gap| here.iter().copied().find(|&d| documents[d].span.overlaps(*gap)));
        let before = here.iter().copied().rfind(|&d| documents[d].span.end <= quotation.span.start);
        let beside = before.filter(|&d| documents[d].span.overlaps(around)).or_else(|| {
            here.iter()
                .copied()
                .find(|&d| documents[d].span.overlaps(around) && documents[d].span.start >= quotation.span.end)
        });
        if quotation.value.level != 1 {
            continue;
        }
        let before_it = quotation.value.continues.map(|c| &quotations[c].value);
        let continued = before_it.and_then(|v| v.document);
        let goes_on = before_it.map(|v| v.speaker.clone()).unwrap_or_default();
        let cue = cues.get(&q).cloned().unwrap_or_default();
        let own = inside.or(told).or(continued).or(beside);
        let sender = |d: Option<usize>| d.map(|d| documents[d].value.from.clone()).unwrap_or_default();
        let of_speaker = |d: &usize| {
            let from = &documents[*d].value.from;
            cue.inside.is_empty() && cue.named.is_empty()
                || share(findings, from, &cue.inside)
                || share(findings, from, &cue.named)
                || from.is_empty()
        };
        let of_subject = |d: &usize| {
            let from = &documents[*d].value.from;
            !cue.pronoun || cue.subject.is_empty() || from.len() != 1 || share(findings, from, &cue.subject)
        };
        let document = own.or(before.filter(of_speaker).filter(of_subject));
        let near = |known: &Option<(usize, Vec<usize>)>, reach: usize| {
            known.clone().filter(|(passage, _)| at - passage <= reach).map(|(_, list)| list).unwrap_or_default()
        };
        let told = Told {
            goes_on,
            own: sender(own),
            received: own.map(|d| documents[d].value.to.clone()).unwrap_or_default(),
            document: sender(document),
            own_behind: own.is_some_and(|d| documents[d].span.start >= quotation.span.end),
            several: near(&several, SEVERAL_REACH),
            answered: near(&answered, 1),
        };
        let speaker = speaker(findings, cue, told);
        if speaker.len() > 1 {
            several = Some((at, speaker.clone()));
        }
        if let Some(to) = document.map(|d| &documents[d].value.to).filter(|to| !to.is_empty()) {
            answered = Some((at, to.clone()));
        }
        let value = &mut quotations[q].value;
        value.document = document;
        value.speaker = speaker;
    }
}

/// Whether a document is spoken of in the words of a quotation, not in the author's inside it.
fn is_quoted(quotations: &[Found<Quotation>], document: &Found<DocumentMention>) -> bool {
    quotations.iter().any(|q| {
        q.passage == document.passage
            && q.value.level == 1
            && q.span.contains(document.span)
            && !q.value.interruptions.iter().any(|gap| gap.overlaps(document.span))
    })
}

/// What the documents and the quotations before say of a speaker.
#[derive(Debug, Default)]
struct Told {
    goes_on: Vec<usize>,
    /// Who sent the document of the quotation's own sentence, and who received it.
    own: Vec<usize>,
    received: Vec<usize>,
    /// Who sent the document that the paragraph spoke of last.
    document: Vec<usize>,
    /// The document stands behind the quotation.
    own_behind: bool,
    /// The last who spoke together.
    several: Vec<usize>,
    /// Who received the document that was quoted last.
    answered: Vec<usize>,
}

fn is_person(findings: &Findings, mention: usize) -> bool {
    findings.mentions[mention].value.name_type == NameType::Person
}

fn speaker(findings: &Findings, cue: Cue, told: Told) -> Vec<usize> {
    let persons = |list: &[usize]| list.iter().any(|&m| is_person(findings, m));
    let one: Vec<usize> = cue.subject.iter().take(1).copied().collect();
    let certain = one.iter().all(|&m| cases_of_mention(findings, m).is_only(Cases::NOMINATIVE));
    let pronoun = match cue.pronoun_inside {
        // "They wrote" of a body that the document is from.
        Some(Op::They) if !told.document.is_empty() && !persons(&told.document) => told.document.clone(),
        Some(Op::They) if cue.subject.len() > 1 => cue.subject.clone(),
        Some(Op::They) => told.several,
        Some(_) if certain && !share(findings, &one, &told.received) => one.clone(),
        _ => Vec::new(),
    };
    let answers = cue.office && cue.reply && persons(&told.answered) && !share(findings, &told.answered, &one);
    let of_several = cue.named.len() < told.own.len() && share(findings, &cue.named, &told.own);
    let addressed = |&&m: &&usize| !share(findings, &[m], &told.own);
    let by_his = match told.own[..] {
        [sender] if cases_of_mention(findings, sender).may_be(Cases::DATIVE) => cue.his.iter().find(addressed).copied(),
        _ => None,
    };
    let own = if let Some(writer) = by_his {
        vec![writer]
    } else if of_several && persons(&cue.named) {
        // "X and Y ordered …; X wrote: “…”"
        cue.named.clone()
    } else if told.own_behind && !cue.whose.is_empty() {
        // "The phrase of X: “…” is known from his letter."
        cue.whose.clone()
    } else if persons(&told.own) {
        // Of a body and the person who signed for it the person speaks.
        told.own.iter().copied().filter(|&m| is_person(findings, m)).collect()
    } else if !cue.before.is_empty() {
        cue.before.clone()
    } else if cue.office {
        Vec::new()
    } else {
        told.own
    };
    let open = !cue.nameless && !share(findings, &one, &told.received);
    let subject = if open { one } else { Vec::new() };
    let answered = if answers { told.answered } else { Vec::new() };
    let candidates = [
        cue.inside,
        told.goes_on,
        pronoun,
        answered,
        own,
        cue.named,
        cue.before,
        cue.whose,
        told.document,
        cue.behind,
        cue.possessor,
        subject,
    ];
    candidates.into_iter().find(|c| !c.is_empty()).unwrap_or_default()
}

/// What the sentence of a quotation says of its speaker.
#[derive(Debug, Clone, Default)]
struct Cue {
    /// The sentence that it begins in was read.
    introduced: bool,
    /// Names in the author's words inside the quotation.
    inside: Vec<usize>,
    /// "He wrote", "they wrote" inside it.
    pronoun_inside: Option<Op>,
    /// An office of a body stands where the speaker should.
    office: bool,
    /// An office without a name is the subject of the verb of saying.
    nameless: bool,
    /// It is said to be an answer.
    reply: bool,
    /// The subject of a verb of saying beside it.
    named: Vec<usize>,
    /// "He said": the speaker was named before.
    pronoun: bool,
    /// Whom "his" before it may mean where names of senders may stand in the dative too: "onun X'e mektubunda".
    his: Vec<usize>,
    /// A person in the nominative before it in its sentence.
    before: Vec<usize>,
    /// A person in the genitive right before it: "слова Орлова: «…»".
    whose: Vec<usize>,
    /// A person in the nominative right behind it: "noting that “…”, N. pointed out".
    behind: Vec<usize>,
    /// Whose writing it is, where the language says so by the genitive alone.
    possessor: Vec<usize>,
    /// The subject of the sentence before, or of an earlier clause.
    subject: Vec<usize>,
}

fn cues(findings: &Findings, quotations: &[Found<Quotation>]) -> BTreeMap<usize, Cue> {
    let mut out: BTreeMap<usize, Cue> = BTreeMap::new();
    let sources = Sources::new(findings, quotations);
    let mut memory = Memory::default();
    let mut before = 0;
    for (index, passage) in findings.paper.passages.iter().enumerate() {
        let author = matches!(passage.kind, SegmentKind::Body | SegmentKind::Abstract);
        if !author && sources.quotations.of(index).is_empty() {
            continue;
        }
        for (number, sentence) in passage.sentences.iter().enumerate() {
            let pack = findings.packs.get(sentence.lang);
            let items = items(findings, quotations, &sources, index, sentence.span, pack);
            let turkic = pack.casing() == Casing::Turkic;
            let endings = pack.morphology() == Some("rumorph") || !pack.lexicon("case-ending").entries().is_empty();
            let earlier = memory.last_subject(index).to_vec();
            for at in 0..items.len() {
                let Kind::Quote(q) = items[at].kind else { continue };
                memory.subjects(findings, &items[..at]);
                let cue = out.entry(q).or_default();
                if cue.subject.is_empty() {
                    cue.subject = memory.last_subject(index).to_vec();
                }
                let gap = items[at + 1..].iter().position(|i| i.kind == Kind::Quote(q)).map(|n| at + 1..at + 1 + n);
                // A quotation over several sentences is introduced in the first of them.
                let first = !cue.introduced && !items[..at].iter().any(|i| i.kind == Kind::Quote(q));
                cue.introduced = true;
                if let Some(gap) = gap
                    && cue.inside.is_empty()
                {
                    let mut marks = items[gap.clone()].iter().filter_map(|i| match i.kind {
                        Kind::Mark(op @ (Op::He | Op::They)) => Some(op),
                        _ => None,
                    });
                    cue.pronoun_inside = cue.pronoun_inside.or(marks.next());
                    cue.pronoun |= cue.pronoun_inside.is_some();
                    cue.reply |= items[gap.clone()].iter().any(|i| i.kind == Kind::Mark(Op::Reply));
                    let named = nominatives(&items, gap, endings);
                    cue.office |= drops_bodies_of_offices(findings, pack, &items, &named);
                    cue.inside = of_persons_or_bodies(findings, pack, &items, named);
                }
                if cue.named.is_empty() {
                    let (named, pronoun) = verb_subject(findings, index, &items, at, turkic, endings);
                    cue.office |= drops_bodies_of_offices(findings, pack, &items, &named);
                    cue.named = of_persons_or_bodies(findings, pack, &items, named);
                    cue.pronoun |= pronoun;
                }
                if cue.subject.is_empty() && cue.pronoun && number == 0 {
                    // A pronoun in the first sentence of a paragraph goes on from the paragraph before.
                    cue.subject = memory.last_subject(before).to_vec();
                }
                if first && endings && !turkic {
                    cue.before = person_in_nominative(findings, &items, 0..at);
                    cue.whose = whose_words(findings, &items[..at]);
                }
                if first && turkic {
                    // The subject stands first in its clause; the verb of saying may be any.
                    let from = items[..at].iter().rposition(ends_clause).map_or(0, |i| i + 1);
                    cue.before = person_in_nominative(findings, &items, from..at);
                }
                if endings && !turkic && !items[at + 1..].iter().any(|i| i.kind == Kind::Quote(q)) {
                    let from = at + 1 + items[at + 1..].iter().take_while(|i| joins(i)).count();
                    cue.behind = person_in_nominative(findings, &items, from..items.len().min(from + 1));
                }
                if first && (turkic || !endings) {
                    cue.possessor = possessor(findings, &items[..at]);
                }
                if first && turkic && items[..at].iter().any(|i| i.kind == Kind::Mark(Op::His)) {
                    cue.his = earlier.iter().chain(&cue.subject).copied().collect();
                }
                if first && cue.named.is_empty() && !cue.pronoun {
                    cue.nameless |= office_speaks(&items, at);
                }
            }
            memory.subjects(findings, &items);
        }
        before = index;
    }
    out
}

/// Whether behind an item another clause of a Turkic sentence begins; the colon before the quotation is none.
fn ends_clause(item: &Item) -> bool {
    matches!(item.kind, Kind::Break | Kind::Quote(_) | Kind::Cite(_))
}

/// The person in the genitive that stands right before a quotation, a colon or dash between.
fn whose_words(findings: &Findings, items: &[Item]) -> Vec<usize> {
    let last = items.iter().rposition(|i| !matches!(i.kind, Kind::Break | Kind::Dash | Kind::Comma));
    match last.map(|i| (i, &items[i].kind)) {
        Some((i, Kind::Name { mention, cases }))
            if is_person(findings, *mention)
                && cases.may_be(Cases::GENITIVE)
                && !cases.is_only(Cases::NOMINATIVE)
                && !governed(items, i) =>
        {
            vec![*mention]
        }
        _ => Vec::new(),
    }
}

/// The last person in the genitive before a quotation: "X's statement said that", "X'in yazısında".
fn possessor(findings: &Findings, items: &[Item]) -> Vec<usize> {
    let genitive = items.iter().rev().find_map(|i| match &i.kind {
        Kind::Name { mention, cases } if is_person(findings, *mention) && cases.is_only(Cases::GENITIVE) => {
            Some(*mention)
        }
        _ => None,
    });
    genitive.into_iter().collect()
}

/// Whether an office without a name stands beside the verb of saying nearest to a quotation: "the emperor wrote".
fn office_speaks(items: &[Item], at: usize) -> bool {
    let verb = (0..items.len()).filter(|i| matches!(items[*i].kind, Kind::Verb(_))).min_by_key(|i| i.abs_diff(at));
    let Some(v) = verb.filter(|v| v.abs_diff(at) <= VERB_REACH) else { return false };
    let near = v.saturating_sub(OFFICE_REACH)..items.len().min(v + OFFICE_REACH + 1);
    near.into_iter().any(|i| match &items[i].kind {
        Kind::Office(cases) => {
            let named = items[i + 1..].iter().take(2).any(|x| matches!(x.kind, Kind::Name { .. }));
            cases.may_be(Cases::NOMINATIVE) && !named && !governed(items, i)
        }
        _ => false,
    })
}

/// Signs and citations between a quotation and the words of its sentence behind it.
fn joins(item: &Item) -> bool {
    matches!(item.kind, Kind::Comma | Kind::Dash | Kind::Cite(_))
}

/// The first person of the range in the nominative and in no other case.
fn person_in_nominative(findings: &Findings, items: &[Item], range: std::ops::Range<usize>) -> Vec<usize> {
    let found = range.into_iter().find_map(|i| match &items[i].kind {
        Kind::Name { mention, cases }
            if is_person(findings, *mention) && cases.is_only(Cases::NOMINATIVE) && !governed(items, i) =>
        {
            Some(*mention)
        }
        _ => None,
    });
    found.into_iter().collect()
}

/// Whether a name is only the body of an office that stands before it, or is an office itself: "the head of the bureau".
fn of_office(findings: &Findings, pack: &Pack, items: &[Item], mention: usize) -> bool {
    if is_person(findings, mention) {
        return false;
    }
    let Some(at) = items.iter().position(|i| matches!(i.kind, Kind::Name { mention: m, .. } if m == mention)) else {
        return false;
    };
    let found = &findings.mentions[mention];
    let surface = &findings.paper.passages[found.passage].reading.text()[found.span.range()];
    items[at.saturating_sub(OFFICE_REACH)..at].iter().any(|i| matches!(i.kind, Kind::Office(_)))
        || pack.lexicon("office").has(surface)
}

fn drops_bodies_of_offices(findings: &Findings, pack: &Pack, items: &[Item], names: &[usize]) -> bool {
    names.iter().any(|&m| of_office(findings, pack, items, m))
}

fn of_persons_or_bodies(findings: &Findings, pack: &Pack, items: &[Item], names: Vec<usize>) -> Vec<usize> {
    names.into_iter().filter(|&m| !of_office(findings, pack, items, m)).collect()
}

/// Names in the author's words between two halves of a quotation: the first in the nominative with those joined to it.
fn nominatives(items: &[Item], range: std::ops::Range<usize>, endings: bool) -> Vec<usize> {
    let mut out = Vec::new();
    let mut last = 0;
    for i in range {
        let Kind::Name { mention, cases } = &items[i].kind else { continue };
        let genitive = cases.is_only(Cases::GENITIVE);
        let subject = if endings { cases.may_be(Cases::NOMINATIVE) } else { !genitive };
        let joined =
            out.is_empty() || i - last <= 2 && items[last + 1..i].iter().all(|x| x.kind == Kind::Mark(Op::And));
        if subject && joined && !governed(items, i) {
            out.push(*mention);
            last = i;
        }
    }
    out
}

/// The subject of the nearest verb of saying in the clause of a quotation, and whether it is a pronoun.
fn verb_subject(
    findings: &Findings,
    passage: usize,
    items: &[Item],
    at: usize,
    turkic: bool,
    endings: bool,
) -> (Vec<usize>, bool) {
    let verbs = items.iter().enumerate().filter_map(|(i, item)| match &item.kind {
        Kind::Verb(verb) if !verb.receives && verb.genre != "noun" && i.abs_diff(at) <= VERB_REACH => {
            Some((i.abs_diff(at), i, verb))
        }
        _ => None,
    });
    let Some((_, v, verb)) = verbs.min_by_key(|(distance, i, _)| (*distance, *i)) else { return (Vec::new(), false) };
    let Some(clause) = clauses(findings, passage, items, endings && !turkic).into_iter().find(|c| c.contains(&v))
    else {
        return (Vec::new(), false);
    };
    let words = &items[clause.clone()];
    let mut draft = Draft { by_verb: true, span: items[v].span, anchor: items[v].span, ..Draft::default() };
    let mut used = vec![false; words.len()];
    verb_roles(findings, words, v - clause.start, verb, turkic, endings, true, &mut draft, &mut used);
    let pronoun = words.iter().any(|i| matches!(i.kind, Kind::Mark(Op::He | Op::They)));
    (draft.from, pronoun)
}
