use regesta_text::Span;

use crate::memory::Memory;
use crate::segment::{Draft, SegmentReader, Strength};
use crate::sequence::{PaperFacts, Place};
use crate::value::Reference;

/// Reads a segment and says whether it is a reference where it stands.
pub fn accepted(
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
            Place::Note | Place::Running | Place::Led => follows && facts.numbered_list,
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
            _ if place == Place::Led || words_only || loose && !own_file => false,
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
                dated
                    && draft.label_words <= if author { 24 } else { 8 }
                    && !is_verse(reference)
                    && !is_bare_verse(reader, draft)
            }
        }
        Place::Note if weak && reference.date.is_some() => draft.label_words <= 6,
        Place::Note if weak => draft.label_words <= 6 && capital_end,
        Place::Note => draft.label_words <= 14,
        Place::Led => !weak && draft.label_words <= 4 && (follows || reference.year.is_some()) && !is_verse(reference),
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
pub fn is_izafet(label: &str) -> bool {
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

/// "(Eb 13, 2)", "(Mt 5, 3–10)": a book of scripture without a stop, a chapter and a verse with no label before either.
fn is_bare_verse(reader: &SegmentReader<'_>, draft: &Draft) -> bool {
    let words = reader.words(draft.span);
    let Some((book, numbers)) = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').split_once(' ')
    else {
        return false;
    };
    let short = book.chars().count() <= 4
        && book.starts_with(char::is_uppercase)
        && book.chars().skip(1).all(char::is_lowercase)
        && book.chars().count() > 1;
    let figures = |part: &str, longest: usize| {
        let part = part.trim();
        (1..=longest).contains(&part.len())
            && part.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '.'))
            && part.starts_with(|c: char| c.is_ascii_digit())
    };
    short && numbers.split_once([',', ':']).is_some_and(|(chapter, verse)| figures(chapter, 3) && figures(verse, 12))
}

/// Whether the list of sources has an entry with the label's first word and the year.
fn is_listed(facts: &PaperFacts, label: &str, year: Option<&str>) -> bool {
    let Some(year) = year.and_then(|year| year.get(..4)) else { return false };
    let word = label.split_whitespace().next().unwrap_or_default().to_lowercase();
    facts.entries.iter().take(2000).any(|entry| entry.contains(year) && entry.contains(&word))
}
