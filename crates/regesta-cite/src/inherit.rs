use crate::lists::Lists;
use crate::memory::{Memory, class};
use crate::segment::{Draft, Strength};
use crate::value::Reference;
use crate::years::date_and_year;

/// Fills in what the reference leaves to those before it.
pub fn complete(
    lists: &Lists,
    mut draft: Draft,
    previous: Option<&Reference>,
    memory: &Memory,
    archive_near: &dyn Fn() -> Option<String>,
) -> Vec<Reference> {
    let mut reference = std::mem::take(&mut draft.reference);
    if draft.strength != Strength::Archival
        && reference.year.is_none()
        && let Some((date, year)) = reference.date.as_deref().and_then(|date| date_and_year(lists, date))
    {
        (reference.date, reference.year) = (Some(date.to_owned()), Some(year.to_owned()));
    }
    let before = previous.or(memory.last.as_deref());
    if draft.ibid && before.is_none() {
        reference.doubts.push("nothing stands before it to which it could refer".to_owned());
    } else if draft.strength == Strength::Archival {
        inherit_archival(&mut reference, draft.ibid, previous, memory, archive_near);
    } else if draft.same_author {
        if let Some(label) = before.and_then(|before| before.label.clone()) {
            reference.label = Some(label);
            reference.inherited.push("label".to_owned());
        }
        if draft.label_words == 0
            && reference.year.is_none()
            && let Some(year) = before.and_then(|before| before.year.clone())
        {
            reference.year = Some(year);
            reference.inherited.push("year".to_owned());
        }
    } else if (draft.ibid || draft.elliptical)
        && let Some(base) = before
    {
        inherit_work(&mut reference, base);
    }
    reference.finish_readings();
    let mut refs = vec![reference];
    for issue in &draft.more_issues {
        refs.push(Reference { issue: Some(issue.clone()), ..refs[0].clone() });
    }
    refs
}

fn inherit_archival(
    reference: &mut Reference,
    ibid: bool,
    previous: Option<&Reference>,
    memory: &Memory,
    archive_near: &dyn Fn() -> Option<String>,
) {
    let archival = |r: &&Reference| r.is_archival() || r.archive.is_some();
    let in_citation = previous.filter(archival);
    // "TNA, FO 371/4931, f. 12; f. 14", "ibid., f. 4": where no inventory stands above the file, "f." is the leaf.
    let only_fond = reference.archive.is_none()
        && reference.opis.is_none()
        && reference.delo.is_none()
        && reference.folios.is_none();
    if only_fond
        && reference.fond.as_deref().is_some_and(|fond| fond.starts_with(|c: char| c.is_ascii_digit()))
        && let Some(base) = in_citation.or(memory.last.as_deref().filter(|_| ibid))
        && base.delo.is_some()
        && base.opis.is_none()
    {
        reference.folios = reference.fond.take();
    }
    if in_citation.is_none() && !ibid && reference.archive.is_none() && reference.fond.is_some() {
        let same_fond = memory.archival.as_ref().filter(|before| before.fond == reference.fond);
        let fond = reference.fond.clone().unwrap_or_default();
        let known = memory.archive_of(&fond);
        let letters = class(&fond).len() < fond.len();
        if same_fond.is_none() && (known.is_some() || letters) {
            // "FO 371/4931": of no archive that was cited with other letters.
            if let Some(archive) = known.or_else(archive_near) {
                reference.archive = Some(archive);
                reference.inherited.push("archive".to_owned());
            }
            return;
        }
        if same_fond.is_none()
            && let Some(archive) = archive_near()
        {
            reference.archive = Some(archive);
            reference.inherited.push("archive".to_owned());
            return;
        }
    }
    let last = memory.last.as_deref().filter(|_| ibid);
    // "Ibid." of a numbered entry: the folio is one of that entry.
    if let Some(last) = last.filter(|last| !last.is_archival())
        && reference.fond.is_none()
        && reference.delo.is_none()
    {
        inherit_work(reference, last);
        return;
    }
    let Some(base) = in_citation.or(last.filter(archival)).or(memory.archival.as_deref()) else { return };
    let printed = [&reference.archive, &reference.fond, &reference.opis, &reference.delo];
    let top = printed.iter().position(|part| part.is_some()).unwrap_or(printed.len());
    let fields = [
        ("archive", &mut reference.archive, &base.archive),
        ("fond", &mut reference.fond, &base.fond),
        ("opis", &mut reference.opis, &base.opis),
        ("delo", &mut reference.delo, &base.delo),
    ];
    for (name, field, value) in fields.into_iter().take(top) {
        if value.is_some() {
            field.clone_from(value);
            reference.inherited.push(name.to_owned());
        }
    }
    if top > 3 && base.container.is_some() && reference.container.is_none() {
        reference.container.clone_from(&base.container);
    }
    if top > 3 && reference.file_year.is_none() {
        reference.file_year.clone_from(&base.file_year);
    }
    if in_citation.is_none() && !ibid && top == 1 && base.fond != reference.fond {
        let reason = "the archive is that of the last shelfmark before it".to_owned();
        if let Some(known) = memory.archive_of(reference.fond.as_deref().unwrap_or_default()) {
            let other = Reference { archive: Some(known), fond: reference.fond.clone(), ..Reference::default() };
            reference.may_be(other, reason);
        } else {
            reference.doubts.push(reason);
        }
    }
}

fn inherit_work(reference: &mut Reference, base: &Reference) {
    let nothing_printed = *reference == Reference::default();
    let other_year = reference.year.is_some();
    if base.is_archival() && reference.folios.is_none() {
        reference.folios = reference.pages.take();
    }
    // "Ebd., Bd. 17": another volume of the same series.
    if base.is_archival() && reference.label.is_none() && reference.delo.is_none() {
        reference.delo = reference.volume.take().or_else(|| reference.issue.take());
    }
    let fields = [
        ("archive", &mut reference.archive, &base.archive),
        ("fond", &mut reference.fond, &base.fond),
        ("opis", &mut reference.opis, &base.opis),
        ("delo", &mut reference.delo, &base.delo),
        ("n", &mut reference.n, &base.n),
        ("label", &mut reference.label, &base.label),
        ("year", &mut reference.year, &base.year),
        ("volume", &mut reference.volume, &base.volume),
    ];
    for (name, field, value) in fields {
        if field.is_none() && value.is_some() && !(other_year && name == "volume") {
            field.clone_from(value);
            reference.inherited.push(name.to_owned());
        }
    }
    if nothing_printed {
        for (name, field, value) in
            [("pages", &mut reference.pages, &base.pages), ("folios", &mut reference.folios, &base.folios)]
        {
            if value.is_some() {
                field.clone_from(value);
                reference.inherited.push(name.to_owned());
            }
        }
    }
}
