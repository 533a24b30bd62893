//! Offices that stand without a name where a sender or an addressee stands.

use super::cases::Cases;
use super::chain::person;
use super::holders::{OfficeAt, office_at};
use super::items::{Item, Kind, Op};
use super::verb::governed;
use crate::context::Findings;

/// Whether the office at item `i` stands without a name.
fn nameless(items: &[Item], i: usize) -> bool {
    let next = items[i + 1..].iter().take(4).find(|x| !matches!(x.kind, Kind::Office(_) | Kind::Word));
    let before = i.checked_sub(1).map(|b| &items[b].kind);
    !(matches!(next.map(|n| &n.kind), Some(Kind::Name { .. })) || matches!(before, Some(Kind::Name { .. })))
}

/// An office that stands without a name where the sender of a noun or a verb stands.
pub(crate) fn office_as_sender(
    findings: &Findings,
    items: &[Item],
    at: usize,
    turkic: bool,
    endings: bool,
) -> Option<OfficeAt> {
    let at = at.min(items.len());
    items.iter().enumerate().find_map(|(i, item)| {
        let Kind::Office(cases) = item.kind else { return None };
        let genitive = cases.may_be(Cases::GENITIVE);
        let subject = cases.may_be(Cases::NOMINATIVE) && i < at && at - i <= 8;
        let fits = if turkic {
            i < at && (genitive || subject)
        } else if endings {
            subject || i == at + 1 && genitive
        } else {
            i < at && at - i <= 8
        };
        let office = office_at(findings, items, i);
        // With its body behind it the office has no name: "глава Совета телеграфировал".
        // A declined title stands before no name where only the last word of a phrase is declined.
        let declined = turkic && cases.is_only(Cases::GENITIVE);
        let free = (declined || nameless(items, i) || office.complement.is_some() && alone(findings, items, i))
            && !governed(items, i);
        (fits && free).then_some(office)
    })
}

/// Whether behind an office and its body no person is named.
fn alone(findings: &Findings, items: &[Item], i: usize) -> bool {
    let rest = items[i + 1..].iter().take(6).take_while(|x| matches!(x.kind, Kind::Word | Kind::Name { .. }));
    let named = |kind: &Kind| matches!(kind, Kind::Name { mention, .. } if person(findings, *mention));
    !rest.into_iter().any(|x| named(&x.kind))
}

/// An office that stands without a name where the addressee stands: in the dative, or behind "to".
pub(crate) fn office_as_addressee(findings: &Findings, items: &[Item], at: usize, endings: bool) -> Option<OfficeAt> {
    items.iter().enumerate().find_map(|(i, item)| {
        let Kind::Office(cases) = item.kind else { return None };
        let marked = items[..i].iter().rev().take(3).find(|x| !matches!(x.kind, Kind::Word));
        let fits = match marked.map(|m| &m.kind) {
            Some(Kind::Mark(Op::To)) => true,
            Some(Kind::Mark(op)) if op.governs() => false,
            _ => endings && cases.is_only(Cases::DATIVE),
        };
        (fits && i.abs_diff(at) <= 10 && alone(findings, items, i)).then(|| office_at(findings, items, i))
    })
}
