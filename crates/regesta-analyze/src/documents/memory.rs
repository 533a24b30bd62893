//! What earlier sentences said: the last subject, the documents already spoken of.

use regesta_lang::Found;
use regesta_name::NameType;

use super::Cases;
use super::holders::{Holders, OfficeAt};
use super::items::{Item, Kind, Op};
use super::roles::Draft;
use super::syntax::is_subject;
use super::verb::governed;
use crate::context::Findings;
use crate::value::DocumentMention;

/// How many documents back an answer may look for what it answers.
const REACH: usize = 6;

#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The person that the last sentence with one had as its subject.
    subject: Vec<usize>,
    subject_passage: usize,
    holders: Holders,
    /// Those of the whole paper, for an office that is named only later.
    all_holders: Holders,
    documents: Vec<(usize, usize)>,
    /// What the treaties among them may be called by, in the same order.
    names: Vec<Vec<String>>,
    /// What they were called where they were spoken of.
    called: Vec<Option<String>>,
}

/// Whether two mentions name one thing: by the authority lists, or by the same head.
pub(crate) fn same_name(findings: &Findings, a: usize, b: usize) -> bool {
    let (a, b) = (&findings.mentions[a].value, &findings.mentions[b].value);
    if a.name_type != b.name_type {
        return false;
    }
    if let (Some(x), Some(y)) = (&a.authority, &b.authority) {
        return x == y;
    }
    let key = |s: &str| s.to_lowercase();
    key(&a.normal) == key(&b.normal) || a.name_type == NameType::Person && key(&a.head) == key(&b.head)
}

/// Whether two lists name the same, or one of them is empty.
pub(crate) fn compatible(findings: &Findings, a: &[usize], b: &[usize]) -> bool {
    a.is_empty() || b.is_empty() || share(findings, a, b)
}

pub(crate) fn share(findings: &Findings, a: &[usize], b: &[usize]) -> bool {
    a.iter().any(|&x| b.iter().any(|&y| same_name(findings, x, y)))
}

/// Whether two lists name the same and nobody else, or one of them is empty.
fn agree(findings: &Findings, a: &[usize], b: &[usize]) -> bool {
    let within = |a: &[usize], b: &[usize]| a.iter().all(|&x| b.iter().any(|&y| same_name(findings, x, y)));
    a.is_empty() || b.is_empty() || within(a, b) && within(b, a)
}

fn is_body(findings: &Findings, mention: usize) -> bool {
    findings.mentions[mention].value.name_type == NameType::Body
}

/// Whether an adjective and a name, or two names, may be of one place: "московский", "москва". Four letters at least
/// agree, and all but three of the shorter one.
fn same_stem(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let shorter = a.chars().count().min(b.chars().count());
    common >= 4 && common + 3 >= shorter
}

impl Memory {
    /// The person that the sentences before had as their subject, if the last of them is near.
    pub(crate) fn last_subject(&self, passage: usize) -> &[usize] {
        if passage.saturating_sub(self.subject_passage) == 0 { &self.subject } else { &[] }
    }

    /// Keeps who holds which office anywhere in the paper.
    pub(crate) fn note_holders(&mut self, findings: &Findings, items: &[Item]) {
        self.all_holders.note(findings, items);
    }

    /// The person that an office without a name is taken for, with the reason, and whether the text leaves no doubt.
    #[allow(clippy::too_many_arguments)]
    fn holder(
        &self,
        findings: &Findings,
        found: &[Found<DocumentMention>],
        passage: usize,
        office: OfficeAt,
        taken: &[usize],
        sends: bool,
    ) -> Option<(usize, &'static str, bool)> {
        let told = self.holders.holder(findings, passage, office);
        let free = |m: &usize| !share(findings, &[*m], taken);
        if let Some(person) = told.filter(free) {
            return Some((person, "the office is taken for the one person named with it", true));
        }
        if let Some(person) = self.all_holders.holder(findings, passage, office).filter(free) {
            return Some((person, "the office is taken for the one person named with it later", true));
        }
        let mut subject = self.last_subject(passage).to_vec();
        if subject.is_empty() {
            // "The first letter of N. …; on 18 June the hetman wrote": who sent the document before in the paragraph.
            let before = self.documents.iter().rev().find(|(p, _)| *p == passage).map(|(_, d)| *d);
            subject = before.map(|d| found[d].value.from.clone()).unwrap_or_default();
        }
        let subject = subject.as_slice();
        let likely = self.all_holders.likely(findings, passage, office, subject, taken, sends)?;
        Some((likely, "the office is taken for the person that the telling is about", false))
    }

    pub(crate) fn note(&mut self, passage: usize, document: usize, names: Vec<String>, called: Option<String>) {
        self.documents.push((passage, document));
        self.names.push(names);
        self.called.push(called);
    }

    /// The treaty spoken of before that a name calls, or the only one of the same day.
    fn known_treaty(&self, findings: &Findings, found: &[Found<DocumentMention>], draft: &Draft) -> Option<usize> {
        let date = draft.date.and_then(|d| findings.dates[d].value.edtf.clone());
        let fits = |d: usize| {
            let value = &found[d].value;
            matches!(value.genre.as_str(), "treaty" | "agreement")
                && (date.is_none() || value.date.is_none() || value.date == date)
                && compatible(findings, &value.from, &draft.from)
                && !(value.from.is_empty() && value.date.is_none())
        };
        let called = draft.name.as_ref().and_then(|name| {
            let named = |names: &Vec<String>| names.iter().any(|n| same_stem(n, name));
            let of_kind = |i: &usize| Some(&found[self.documents[*i].1].value.genre) == draft.genre.as_ref();
            let all =
                || (0..self.documents.len()).rev().filter(|&i| named(&self.names[i]) && fits(self.documents[i].1));
            all().find(of_kind).or_else(|| all().next())
        });
        if let Some(i) = called {
            return Some(self.documents[i].1);
        }
        if date.is_none() && draft.name.is_some() {
            // Called by a name that no earlier treaty has: the last one with a day that no other name was given to.
            let unnamed = |i: usize| self.called.get(i).is_none_or(Option::is_none);
            return (0..self.documents.len())
                .rev()
                .find(|&i| {
                    let d = self.documents[i].1;
                    unnamed(i)
                        && fits(d)
                        && found[d].value.date.is_some()
                        && Some(&found[d].value.genre) == draft.genre.as_ref()
                })
                .map(|i| self.documents[i].1);
        }
        date.as_ref()?;
        let mut same_day = self.documents.iter().map(|(_, d)| *d).filter(|&d| {
            let value = &found[d].value;
            fits(d) && value.date == date && Some(&value.genre) == draft.genre.as_ref()
        });
        same_day.next()
    }

    /// Keeps the subject of a sentence: the first person in the nominative that no preposition governs, of its last
    /// clause that has one; and who holds which office.
    pub(crate) fn subjects(&mut self, findings: &Findings, items: &[Item]) {
        self.holders.note(findings, items);
        let mut subject: Vec<usize> = Vec::new();
        let mut certain = false;
        let mut fresh = false;
        let mut last = 0;
        for (i, item) in items.iter().enumerate() {
            fresh |= item.kind == Kind::Break;
            let Kind::Name { mention, cases } = &item.kind else { continue };
            let person = findings.mentions[*mention].value.name_type == NameType::Person;
            if !person || !cases.may_be(Cases::NOMINATIVE) || governed(items, i) {
                continue;
            }
            // "… surrendered the province, and Orlov withdrew": a clause with a subject of its own.
            let conjoined = i > 1
                && items[i - 1].kind == Kind::Mark(Op::And)
                && items[i - 2].kind == Kind::Comma
                && is_subject(findings, findings.mentions[*mention].passage, items, i);
            fresh |= conjoined;
            let joined = !conjoined
                && !subject.is_empty()
                && items[last + 1..i].iter().all(|x| matches!(x.kind, Kind::Comma | Kind::Mark(Op::And)));
            let only = cases.is_only(Cases::NOMINATIVE);
            if joined {
                subject.push(*mention);
            } else if subject.is_empty() || only && !certain || fresh && only == certain {
                subject = vec![*mention];
            } else {
                continue;
            }
            fresh = false;
            certain |= only;
            last = i;
        }
        if let Some(&first) = subject.first() {
            self.subject_passage = findings.mentions[first].passage;
            self.subject = subject;
        }
    }

    /// Fills what a pronoun, a reply or "this telegram" takes from earlier sentences.
    pub(crate) fn resolve(
        &self,
        findings: &Findings,
        found: &[Found<DocumentMention>],
        draft: &mut Draft,
        passage: usize,
    ) {
        let recent = || self.documents.iter().rev().take(REACH).filter(|(p, _)| passage - p <= 3).map(|(_, d)| *d);
        let near_subject = passage.saturating_sub(self.subject_passage) <= 1;
        if draft.to_pronoun
            && draft.to.is_empty()
            && draft.from.is_empty()
            && draft.pronoun == 0
            && let Some(&receiver) = self.subject.first().filter(|_| near_subject)
        {
            draft.to = vec![receiver];
            draft.points += 1;
            draft.reasons.push("the pronoun is taken for the subject of the sentence before".into());
        }
        if draft.from.is_empty() && (draft.pronoun > 0 || draft.his) && near_subject && !draft.somebodys {
            let several = recent().find(|&d| found[d].value.from.len() > 1);
            let one = |list: &[usize]| list.iter().take(1).copied().collect::<Vec<usize>>();
            let person = |list: &[usize]| {
                let name_type = |m: &usize| findings.mentions[*m].value.name_type;
                list.first().is_some_and(|m| name_type(m) == NameType::Person)
            };
            let mut candidates = match (draft.pronoun, several) {
                (2, Some(d)) if self.subject.len() < 2 => vec![found[d].value.from.clone()],
                (2, _) if self.subject.len() < 2 => Vec::new(),
                (2, _) => vec![self.subject.clone()],
                _ => vec![one(&self.subject)],
            };
            if draft.pronoun < 2 {
                candidates.extend(recent().flat_map(|d| [one(&found[d].value.from), one(&found[d].value.to)]));
            }
            let subject = candidates.into_iter().find(|c| person(c) && !share(findings, c, &draft.to));
            if let Some(subject) = subject {
                draft.reasons.push("the pronoun is taken for the subject of the sentence before".into());
                draft.from = subject;
                draft.resolved = true;
                draft.points += 1;
            }
        }
        if draft.from.is_empty()
            && let Some(office) = draft.office
        {
            if let Some((sender, reason, sure)) = self.holder(findings, found, passage, office, &draft.to, true) {
                draft.reasons.push(reason.into());
                draft.from = vec![sender];
                draft.resolved = true;
                draft.points += i32::from(sure);
            } else if let Some(body) = office.complement.filter(|&b| is_body(findings, b)) {
                draft.reasons.push("an office of the body sends".into());
                draft.from = vec![body];
            }
        }
        if draft.to.is_empty()
            && let Some(office) = draft.to_office
        {
            if let Some((receiver, reason, sure)) = self.holder(findings, found, passage, office, &draft.from, false) {
                draft.reasons.push(format!("of the addressee: {reason}"));
                draft.to = vec![receiver];
                draft.points += i32::from(sure);
            } else if let Some(body) = office.complement.filter(|&b| is_body(findings, b)) {
                draft.reasons.push("an office of the body receives".into());
                draft.to = vec![body];
            }
        }
        if draft.he_too
            && let Some(&subject) =
                self.subject.first().filter(|&&s| near_subject && !share(findings, &[s], &draft.from))
        {
            draft.from.insert(0, subject);
            draft.reasons.push("the pronoun beside it is taken for the subject of the sentence before".into());
        }
        self.another(findings, found, draft, passage);
        if draft.by_verb && draft.passive && !draft.speech_verb && draft.from.is_empty() && draft.office.is_none() {
            // "Командиру было приказано": by whom the order before it in the paragraph is.
            let before = self
                .documents
                .iter()
                .rev()
                .filter(|(p, _)| *p == passage)
                .map(|(_, d)| *d)
                .find(|&d| Some(&found[d].value.genre) == draft.genre.as_ref() && !found[d].value.from.is_empty());
            if let Some(d) = before.filter(|&d| !share(findings, &found[d].value.from, &draft.to)) {
                draft.from = found[d].value.from.clone();
                draft.reasons.push("by the sender of the order before it".into());
            }
        }
        let subject = self.subject.first().copied().filter(|_| near_subject);
        let sent = matches!(
            draft.genre.as_deref(),
            Some("telegram" | "letter" | "note" | "order" | "report" | "directive" | "memorandum")
        );
        if draft.arrives
            && sent
            && draft.to.is_empty()
            && draft.to_office.is_none()
            && let Some(subject) = subject.filter(|&s| !share(findings, &[s], &draft.from))
        {
            draft.to = vec![subject];
            draft.reasons.push("it arrives where the person is that the telling is about".into());
        }
        if draft.receiver_pronoun && draft.to.is_empty() {
            if let Some(subject) = subject.filter(|&s| !share(findings, &[s], &draft.from)) {
                draft.to = vec![subject];
                draft.reasons.push("the pronoun is taken for the subject of the sentence before".into());
            } else {
                draft.to_pronoun = true;
            }
        }
        if draft.to_pronoun && draft.to.is_empty() {
            let of_sender = recent().find(|&d| {
                let value = &found[d].value;
                !value.from.is_empty() && !draft.from.is_empty() && share(findings, &value.to, &draft.from)
            });
            if let Some(d) = of_sender {
                draft.to = found[d].value.from.clone();
                draft.reasons.push("the pronoun is taken for the other party of the document before".into());
            } else if let Some(subject) =
                subject.filter(|&s| !draft.from.is_empty() && !share(findings, &[s], &draft.from))
            {
                draft.to = vec![subject];
                draft.reasons.push("the pronoun is taken for the subject of the sentence before".into());
            }
        }
        if draft.by_verb && draft.genre.is_none() && draft.quotation.is_none() {
            // "Informed", "told": the kind is that of the last document of the same sender, where it has one.
            let before = recent().find(|&d| share(findings, &found[d].value.from, &draft.from));
            draft.genre =
                before.map(|d| found[d].value.genre.clone()).filter(|g| matches!(g.as_str(), "telegram" | "letter"));
        }
        if draft.reply {
            let fits = |d: usize, sure: bool| {
                let value = &found[d].value;
                let to = share(findings, &value.to, &draft.from);
                !(value.from.is_empty() && value.to.is_empty())
                    && (to || !sure && (draft.from.is_empty() || value.to.is_empty()))
                    && (draft.to.is_empty() || value.from.is_empty() || share(findings, &value.from, &draft.to))
                    && !share(findings, &value.from, &draft.from)
            };
            // What was sent to who answers, before what may have been.
            let answered = recent().find(|&d| fits(d, true)).or_else(|| recent().find(|&d| fits(d, false)));
            if let Some(d) = answered {
                let value = &found[d].value;
                draft.reply_to = Some(d);
                draft.reasons.push("it answers the document before between the same parties".into());
                if draft.from.is_empty() && !draft.resolved {
                    draft.from = value.to.clone();
                }
                if draft.to.is_empty() {
                    draft.to = value.from.clone();
                }
                let sent = matches!(value.genre.as_str(), "telegram" | "letter" | "note" | "report" | "memorandum");
                if sent && (draft.genre.is_none() || draft.speech_verb) {
                    draft.genre = Some(value.genre.clone());
                }
            }
        }
        let bilateral = matches!(draft.genre.as_deref(), Some("treaty" | "agreement"));
        if bilateral
            && !draft.again
            && (draft.from.is_empty() || draft.date.is_none())
            && let Some(d) = self.known_treaty(findings, found, draft)
        {
            let value = &found[d].value;
            draft.inherited = true;
            draft.points += 2;
            draft.reasons.push("called as the treaty spoken of before, or of the same day".into());
            if draft.date.is_none() {
                draft.inherited_date = value.date.clone();
            }
            if draft.name.is_some() && draft.date.is_none() {
                draft.genre = Some(value.genre.clone());
            }
            if draft.from.is_empty() {
                draft.from = value.from.clone();
            }
        }
        if bilateral && draft.from.is_empty() && (draft.supplement || draft.between_them) {
            let before = self.documents.iter().rev().filter(|(p, _)| passage - p <= 2).map(|(_, d)| *d).find(|&d| {
                let value = &found[d].value;
                matches!(value.genre.as_str(), "treaty" | "agreement") && value.from.len() > 1
            });
            if let Some(d) = before {
                draft.from = found[d].value.from.clone();
                draft.points += 1;
                draft.reasons.push("between the parties of the treaty before".into());
            }
        }
        if draft.again && draft.date.is_none() && draft.received.is_none() {
            let before = self.documents.iter().rev().map(|(_, d)| *d).find(|&d| {
                let value = &found[d].value;
                Some(&value.genre) == draft.genre.as_ref()
                    && compatible(findings, &value.from, &draft.from)
                    && compatible(findings, &value.to, &draft.to)
            });
            if let Some(d) = before {
                let value = &found[d].value;
                draft.inherited = true;
                draft.points += 2;
                draft.reasons.push("said to be the document spoken of before".into());
                draft.inherited_date = value.date.clone();
                draft.inherited_received = value.date_received.clone();
                if draft.from.is_empty() {
                    draft.from = value.from.clone();
                }
                if draft.to.is_empty() {
                    draft.to = value.to.clone();
                }
            }
        }
    }

    /// "A second telegram", "ещё одна депеша": the parties are those of the document of this kind before.
    fn another(&self, findings: &Findings, found: &[Found<DocumentMention>], draft: &mut Draft, passage: usize) {
        if !draft.another || draft.again || matches!(draft.genre.as_deref(), Some("treaty" | "agreement")) {
            return;
        }
        let recent = self.documents.iter().rev().take(REACH).filter(|(p, _)| passage - p <= 1).map(|(_, d)| *d);
        let before = recent.into_iter().find(|&d| {
            let value = &found[d].value;
            Some(&value.genre) == draft.genre.as_ref()
                && !value.from.is_empty()
                && compatible(findings, &value.from, &draft.from)
                && compatible(findings, &value.to, &draft.to)
        });
        let Some(value) = before.map(|d| &found[d].value) else { return };
        if draft.from.is_empty() || draft.to.is_empty() {
            draft.reasons.push("a further one of the same parties".into());
            draft.points += 1;
        }
        if draft.from.is_empty() && !draft.somebodys {
            draft.from = value.from.clone();
        }
        if draft.to.is_empty() {
            draft.to = value.to.clone();
        }
    }

    /// Who receives a letter whose addressee is not told: to whom the same person wrote before in the paragraph, or who wrote
    /// to him.
    pub(crate) fn other_party(
        &self,
        findings: &Findings,
        found: &[Found<DocumentMention>],
        draft: &mut Draft,
        passage: usize,
    ) {
        let sent = matches!(draft.genre.as_deref(), Some("telegram" | "letter" | "note" | "memorandum"));
        let [sender] = draft.from[..] else { return };
        let person = findings.mentions[sender].value.name_type == NameType::Person;
        if !sent || !person || !draft.to.is_empty() || draft.to_office.is_some() {
            return;
        }
        let before = self.documents.iter().rev().filter(|(p, _)| *p == passage).map(|(_, d)| *d);
        let other = before.into_iter().find_map(|d| {
            let value = &found[d].value;
            let to = if share(findings, &value.from, &draft.from) {
                &value.to
            } else if share(findings, &value.to, &draft.from) {
                &value.from
            } else {
                return None;
            };
            (!to.is_empty() && !share(findings, to, &draft.from)).then(|| to.clone())
        });
        if let Some(to) = other {
            draft.to = to;
            draft.reasons.push("the other party of the correspondence before".into());
        }
    }

    /// Whether a verb only goes on with a document of the same paragraph: "добавил он".
    pub(crate) fn goes_on(
        &self,
        findings: &Findings,
        found: &[Found<DocumentMention>],
        first: usize,
        draft: &Draft,
    ) -> bool {
        let before = found[first..].last();
        before.is_some_and(|before| draft.resolved || share(findings, &before.value.from, &draft.from))
    }

    /// The document of the paragraph that a new mention is too: the same kind, nothing against it, a party or date in
    /// common. One of which nothing is said (`bare`) is the last of its kind.
    pub(crate) fn same_in_passage(
        &self,
        findings: &Findings,
        found: &[Found<DocumentMention>],
        new: &DocumentMention,
        bare: bool,
    ) -> Option<usize> {
        if bare
            && let Some(last) = found.len().checked_sub(1)
            && let old = &found[last].value
            && old.genre == new.genre
            && match (&old.date, &new.date) {
                (Some(a), Some(b)) => a == b || new.date_received.is_some(),
                _ => true,
            }
        {
            return Some(last);
        }
        found.iter().position(|old| {
            let old = &old.value;
            let from = share(findings, &old.from, &new.from);
            let to = share(findings, &old.to, &new.to);
            let (dates, common) = match (&old.date, &new.date) {
                (Some(a), Some(b)) => (a == b, true),
                (None, Some(_)) => (true, from && to),
                _ => (true, from || to),
            };
            old.genre == new.genre
                && dates
                && common
                && new.reply_to.is_none()
                && !(old.date.is_some() && new.date.is_some() && old.quotation.is_some() && new.quotation.is_some())
                && agree(findings, &old.from, &new.from)
                && compatible(findings, &old.to, &new.to)
        })
    }

    /// Adds what the later mention says beyond the first.
    pub(crate) fn merge(&self, into: &mut DocumentMention, new: DocumentMention) {
        if into.from.is_empty() {
            into.from = new.from;
        }
        if into.to.is_empty() {
            into.to = new.to;
        }
        if into.date.is_none() {
            into.date = new.date;
            into.date_index = new.date_index;
            into.date_received = new.date_received;
        } else if into.date_received.is_none() {
            into.date_received = new.date_received;
        }
        into.quotation = into.quotation.or(new.quotation);
        into.citation = into.citation.or(new.citation);
        if into.incipit.is_empty() {
            into.incipit = new.incipit;
        }
        if into.subject.is_empty() {
            into.subject = new.subject;
        }
    }
}
