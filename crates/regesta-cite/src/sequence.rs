use regesta_text::Span;

use crate::memory::{Memory, class};
use crate::segment::{Draft, SegmentReader, Strength, trimmed};
use crate::value::Reference;

/// Where a citation stands, which says how much must be there to believe it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Square,
    Round,
    Note,
    Running,
}

/// What is known of the paper as a whole.
#[derive(Debug, Clone, Default)]
pub struct PaperFacts {
    /// The highest number of its list of sources, or else of its plain `[n]`; 0 for none.
    pub highest_number: u32,
    /// It has a numbered list of sources.
    pub numbered_list: bool,
    /// Entries of its list of sources, lower case.
    pub entries: Vec<String>,
    /// Its capitals are damaged.
    pub damaged: bool,
}

/// A citation with its references.
#[derive(Debug, Clone)]
pub struct Sequence {
    pub span: Span,
    pub refs: Vec<Reference>,
    pub strength: Strength,
}

/// Reads the references in `span`, joined by semicolons.
pub fn read_sequence(
    reader: &SegmentReader<'_>,
    span: Span,
    place: Place,
    facts: &PaperFacts,
    memory: &mut Memory,
    starts: &[usize],
    archive_near: &dyn Fn() -> Option<String>,
) -> Option<Sequence> {
    let mut kept = memory.clone();
    let mut found: Option<Sequence> = None;
    let mut open = segments(reader.text, span);
    open.reverse();
    while let Some(segment) = open.pop() {
        let numbers = if place == Place::Square { numbers(reader.text, segment, facts) } else { None };
        let (at, refs, strength) = if let Some(refs) = numbers {
            (trimmed(reader.text, segment), refs, Strength::Strong)
        } else {
            let draft = accepted(reader, segment, place, facts, &kept, found.is_some(), starts);
            let Some(draft) = draft else {
                if found.is_none() && place != Place::Note {
                    return None;
                }
                continue;
            };
            open.extend(draft.rest.map(|start| Span::new(start, segment.end)));
            let previous = found.as_ref().and_then(|found| found.refs.last());
            let strength = draft.strength;
            (draft.span, complete(draft, previous, &kept, archive_near), strength)
        };
        for reference in &refs {
            kept.keep(reference);
        }
        match &mut found {
            Some(found) => {
                found.span.end = at.end;
                found.refs.extend(refs);
                found.strength = found.strength.max(strength);
            }
            None => found = Some(Sequence { span: at, refs, strength }),
        }
    }
    if found.is_some() {
        *memory = kept;
        memory.settle();
    }
    found
}

/// `span` cut at semicolons that stand outside quotation marks and parentheses.
fn segments(text: &str, span: Span) -> Vec<Span> {
    let mut segments = Vec::new();
    let mut start = span.start;
    let mut depth = 0_i32;
    for (i, c) in text[span.range()].char_indices() {
        match c {
            '(' | '«' => depth += 1,
            ')' | '»' => depth = (depth - 1).max(0),
            // A semicolon far behind an opening sign means that the sign is never closed.
            ';' if depth == 0 || i + span.start - start > 160 => {
                depth = 0;
                segments.push(Span::new(start, span.start + i));
                start = span.start + i + 1;
            }
            _ => {}
        }
    }
    segments.push(Span::new(start, span.end));
    segments.retain(|segment| text[segment.range()].chars().any(char::is_alphanumeric));
    segments
}

/// `12`, `3–5`, `1, 2`, `4, 437–442`: numbers of the paper's list; what is higher than its last number is a page.
fn numbers(text: &str, span: Span, facts: &PaperFacts) -> Option<Vec<Reference>> {
    let words = text[span.range()].trim();
    let is_dash = |c: char| matches!(c, '-' | '–' | '—');
    if words.is_empty()
        || words.len() > 80
        || !words.chars().all(|c| c.is_ascii_digit() || c == ',' || c == ' ' || is_dash(c))
    {
        return None;
    }
    let mut refs: Vec<Reference> = Vec::new();
    for (i, part) in words.split(',').map(str::trim).enumerate() {
        let bounds: Vec<u32> = part.split(is_dash).map(|n| n.trim().parse().ok()).collect::<Option<_>>()?;
        let (&low, &high) = (bounds.first()?, bounds.last()?);
        if bounds.len() > 2 || low == 0 || part.starts_with('0') {
            return None;
        }
        let entry = |n: u32| Reference { n: Some(n.to_string()), ..Reference::default() };
        if i == 0 {
            if high > 1099 || high < low || high - low > 60 {
                return None;
            }
            refs.extend((low..=high).map(entry));
            continue;
        }
        let is_page =
            if facts.highest_number > 0 { high > facts.highest_number } else { bounds.len() > 1 || high > 99 };
        let last = refs.last_mut()?;
        let listed = facts.numbered_list;
        if is_page || last.pages.is_some() {
            let pages = last.pages.get_or_insert_default();
            if !pages.is_empty() {
                pages.push_str(", ");
            }
            pages.push_str(part);
            if !listed && !is_page {
                let reason = format!("{part} may be a number of the list of sources");
                last.may_be(entry(low), reason);
            }
        } else if high >= low && high - low <= 60 {
            let doubt = format!("{part} may be a page of number {}", last.n.clone().unwrap_or_default());
            let paged = Reference { n: last.n.clone(), pages: Some(part.to_owned()), ..Reference::default() };
            for n in low..=high {
                let mut reference = entry(n);
                if !listed {
                    reference.may_be(paged.clone(), doubt.clone());
                }
                refs.push(reference);
            }
        } else {
            return None;
        }
    }
    Some(refs)
}

/// Reads a segment and says whether it is a reference where it stands.
fn accepted(
    reader: &SegmentReader<'_>,
    segment: Span,
    place: Place,
    facts: &PaperFacts,
    memory: &Memory,
    follows: bool,
    starts: &[usize],
) -> Option<Draft> {
    let whole = reader.read(segment).map(|draft| another_file(draft, facts, memory, follows));
    let whole = whole.filter(|draft| believable(reader, draft, place, facts, memory, follows));
    // A shelfmark behind comment has its archive in the last sentence, not in the first words.
    let lacks_archive = |draft: &Draft| {
        draft.strength == Strength::Archival && draft.reference.fond.is_some() && draft.reference.archive.is_none()
    };
    if place != Place::Note
        || follows && whole.is_some()
        || whole.as_ref().is_some_and(|draft| !lacks_archive(draft) || draft.ibid)
    {
        return whole;
    }
    // In a note words may stand before the reference: try from each sentence on.
    let near = segment.end.saturating_sub(crate::segment::LONGEST).max(segment.start + 1);
    let first = starts.partition_point(|&s| s < near);
    let later = starts[first..].iter().take_while(|&&s| s < segment.end).take(12).find_map(|&start| {
        let rest = Span::new(start, segment.end);
        let draft = reader.read(rest).filter(|draft| believable(reader, draft, place, facts, memory, follows))?;
        (whole.is_none() || draft.reference.archive.is_some()).then_some(draft)
    });
    later.or(whole)
}

/// "TNA, FO 371/4931, f. 12; 4932, f. 3": a bare number with a leaf behind a shelfmark is the next file, where the paper has
/// no list of numbers.
fn another_file(mut draft: Draft, facts: &PaperFacts, memory: &Memory, follows: bool) -> Draft {
    let behind = follows && !facts.numbered_list && memory.last.as_ref().is_some_and(|last| last.delo.is_some());
    if behind && draft.reference.n.is_some() && draft.reference.folios.is_some() {
        draft.reference.delo = draft.reference.n.take();
        draft.strength = Strength::Archival;
        draft.elliptical = true;
    }
    draft
}

fn believable(
    reader: &SegmentReader<'_>,
    draft: &Draft,
    place: Place,
    facts: &PaperFacts,
    memory: &Memory,
    follows: bool,
) -> bool {
    let reference = &draft.reference;
    if draft.same_author {
        return follows || memory.last.as_ref().is_some_and(|last| last.label.is_some());
    }
    if draft.ibid {
        return follows || memory.last.is_some() || place == Place::Note;
    }
    if reference.n.is_some() {
        let located = reference.pages.is_some() || reference.folios.is_some();
        return match place {
            Place::Square => true,
            Place::Round => located && facts.numbered_list,
            Place::Note | Place::Running => follows && facts.numbered_list,
        };
    }
    if draft.strength == Strength::Archival {
        let named = reference.archive.is_some() || reference.fond.is_some();
        let printed = [&reference.fond, &reference.opis, &reference.delo, &reference.folios];
        let parts = printed.into_iter().filter(|part| part.is_some()).count();
        // "(ул. Садовая, д. 5)": words and a number alone are no shelfmark.
        let words_only = reference.archive.is_none()
            && reference.opis.is_none()
            && reference.folios.is_none()
            && reference
                .fond
                .as_ref()
                .is_some_and(|fond| !fond.contains(char::is_numeric) && !crate::series::is_dotted_code(fond));
        // "(d. 1925)", "(Op. 27, No. 2)", "(Мф. 5, 3–10)": parts of no named unit need a leaf, or a file that is no year.
        let loose = !named && !follows && place != Place::Note && !draft.ibid && reference.folios.is_none();
        let own_file = draft.file_labelled
            && reference.delo.as_deref().is_some_and(|delo| !delo.get(..4).is_some_and(crate::numbers::is_year));
        return match place {
            _ if words_only || loose && !own_file => false,
            _ if named && parts > 0 => true,
            _ => parts > 0 && (follows || memory.archival.is_some()),
        };
    }
    let Some(label) = &reference.label else {
        return follows && draft.elliptical && place != Place::Running;
    };
    let capital = begins_large(reader, draft.span, label) || facts.damaged && place == Place::Square;
    let weak = draft.strength == Strength::Weak;
    let capital_end = label.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_uppercase));
    // Capitals are lost word by word too: "[правда 1920, 9 мая]".
    let dated = reference.year.is_some() && (reference.date.is_some() || reference.issue.is_some());
    let small_title = place == Place::Square && !weak && dated && draft.label_words <= 3;
    if !(capital || small_title) {
        return false;
    }
    match place {
        Place::Square if weak => draft.label_words <= 10 && (follows || reference.year.is_some()),
        Place::Square => draft.label_words <= 14,
        Place::Round => {
            let dated = reference.year.is_some()
                || reference.pages.is_some()
                || reference.date.is_some()
                || reference.volume.is_some() && reference.issue.is_some()
                || reference.issue.is_some()
                    && (reader.lists.names_a_periodical(label)
                        || label.chars().count() > 2 && crate::names::is_abbreviation(label));
            if weak && reference.date.is_some() {
                // "(«Заря», 5 мая 1920)" is a newspaper, "(Баку, 5 мая 1920)" place and date of a letter.
                follows
                    || reader.text[draft.span.range()].starts_with(['«', '“', '„', '"'])
                    || is_izafet(label)
                    || reader.lists.names_a_periodical(label)
                    || reader.lists.names_a_periodical(&reader.text[draft.span.range()])
            } else if weak {
                follows || is_listed(facts, label, reference.year.as_deref())
            } else {
                // "(Якубов К. Россия … в первой половине XVII в. М., 1897. С. 418)": the title behind the author is no label.
                let author = label.ends_with('.') && reference.year.is_some() && reference.pages.is_some();
                dated && draft.label_words <= if author { 24 } else { 8 } && !is_verse(reference)
            }
        }
        Place::Note if weak && reference.date.is_some() => draft.label_words <= 6,
        Place::Note if weak => draft.label_words <= 6 && capital_end,
        Place::Note => draft.label_words <= 14,
        Place::Running => false,
    }
}

/// Whether the label begins with a capital or a digit where it stands, lost capitals restored.
fn begins_large(reader: &SegmentReader<'_>, span: Span, label: &str) -> bool {
    let Some(at) = reader.text[span.range()].find(label) else { return label.starts_with(char::is_uppercase) };
    let large = |c: char| crate::items::is_large(c) || c.is_numeric();
    let mut start = span.start + at;
    // "van der Linden"
    for word in label.split(' ').take(3).take_while(|word| reader.lists.is_particle(word)) {
        start += word.len() + 1;
    }
    start = start.min(span.start + at + label.len());
    [reader.text, reader.shadow].iter().any(|text| text.get(start..).is_some_and(|rest| rest.starts_with(large)))
}

/// "Hâkimiyet-i Milliye", "Tercüman-ı Hakikat": two words in the Persian construction, as the titles of Ottoman newspapers
/// and hardly a town has.
fn is_izafet(label: &str) -> bool {
    let Some((first, second)) = label.split_once([' ', '\u{a0}']) else { return false };
    let ended = ["-i", "-ı", "-ü", "-u", "-î"].iter().any(|end| first.ends_with(end));
    ended && first.len() > 5 && first.starts_with(char::is_uppercase) && second.starts_with(char::is_uppercase)
}

/// "(Пс. 9, 7)", "(Gen. 3, 5)": a verse of scripture or of a classic, a short word and two numbers.
fn is_verse(reference: &Reference) -> bool {
    let label = reference.label.as_deref().unwrap_or_default();
    let Some((book, chapter)) = label.rsplit_once(['.', ' ']) else { return false };
    let plain = reference.year.is_none() && reference.date.is_none() && reference.volume.is_none();
    let short = book.trim_end_matches('.').chars().filter(|c| c.is_alphabetic()).count() <= 4;
    let chapter = chapter.trim();
    plain && short && label.contains('.') && !chapter.is_empty() && chapter.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the list of sources has an entry with the label's first word and the year.
fn is_listed(facts: &PaperFacts, label: &str, year: Option<&str>) -> bool {
    let Some(year) = year.and_then(|year| year.get(..4)) else { return false };
    let word = label.split_whitespace().next().unwrap_or_default().to_lowercase();
    facts.entries.iter().take(2000).any(|entry| entry.contains(year) && entry.contains(&word))
}

/// Fills in what the reference leaves to those before it.
fn complete(
    mut draft: Draft,
    previous: Option<&Reference>,
    memory: &Memory,
    archive_near: &dyn Fn() -> Option<String>,
) -> Vec<Reference> {
    let mut reference = std::mem::take(&mut draft.reference);
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
