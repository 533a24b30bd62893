use crate::lists::{CiteWord, Lists};
use crate::words::is_letter;

/// Skips blanks.
pub fn skip_blanks(text: &str, mut at: usize, end: usize) -> usize {
    while at < end {
        match text[at..end].chars().next() {
            Some(c) if c.is_whitespace() => at += c.len_utf8(),
            _ => break,
        }
    }
    at
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '‑' | '‐' | '−')
}

/// Whether a word is a Roman numeral, Cyrillic look-alikes included.
pub fn is_roman(word: &str) -> bool {
    let upper = |c: char| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M' | 'І' | 'Х' | 'С' | 'М');
    let lower = |c: char| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c');
    !word.is_empty() && word.chars().count() <= 9 && (word.chars().all(upper) || word.chars().all(lower))
}

/// A year of a publication or a document.
pub fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|b| b.is_ascii_digit())
        && word.parse::<u32>().is_ok_and(|year| (1100..2100).contains(&year))
}

/// Where a number of a fond, inventory, file or volume that begins at `at` ends: `85`, `Р-130`, `412б`, `6/с`,
/// `30.10.0.0`, `IV`.
pub fn shelf_number(text: &str, at: usize, end: usize) -> Option<usize> {
    let mut last = at;
    let mut digits = false;
    let mut letters = 0;
    let mut chars = text[at..end].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if i > 60 {
            return None;
        }
        let next = chars.peek().map(|(_, next)| *next);
        let goes_on = if c.is_ascii_digit() {
            digits = true;
            true
        } else if is_letter(c) {
            letters += 1;
            true
        } else if c == '.' {
            i > 0 && next.is_some_and(|next| next.is_ascii_digit())
        } else {
            (is_dash(c) || c == '/') && i > 0 && next.is_some_and(char::is_alphanumeric)
        };
        if !goes_on {
            break;
        }
        last = at + i + c.len_utf8();
    }
    let word = &text[at..last];
    if digits && letters <= 8 {
        return Some(last);
    }
    if is_roman(word) && word.chars().all(char::is_uppercase) {
        return Some(last);
    }
    // "Р 130"
    let lone = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let after = skip_blanks(text, last, end);
    if lone && after > last && text[after..end].starts_with(|c: char| c.is_ascii_digit()) {
        return shelf_number(text, after, end);
    }
    None
}

/// Where a list of folios or pages that begins at `at` ends: `6-8`, `14–15 об.`, `93-93 (об)`, `17, 17a`, `2/об`, `xii`.
pub fn folio_list(lists: &Lists, text: &str, at: usize, end: usize, roman: bool) -> Option<usize> {
    let mut last = folio(lists, text, at, end, roman)?;
    let first_is_short = text[at..last].chars().take_while(char::is_ascii_digit).count() < 4;
    loop {
        let mut next = skip_blanks(text, last, end);
        let rest = &text[next..end];
        if rest.starts_with(',') {
            next = skip_blanks(text, next + 1, end);
        } else if let Some(and) = lists.cite_word_at(text, next, end, &[CiteWord::And]) {
            next = skip_blanks(text, and.end, end);
        } else {
            return Some(last);
        }
        // "5 и об.": both sides of the leaf.
        if !rest.starts_with(',')
            && let Some(verso) = lists.verso_at(text, next, end)
        {
            last = verso;
            continue;
        }
        if !text[next..end].starts_with(|c: char| c.is_ascii_digit()) {
            return Some(last);
        }
        let Some(more) = folio(lists, text, next, end, false) else { return Some(last) };
        if first_is_short && is_year(&text[next..more]) {
            return Some(last);
        }
        let after = text[skip_blanks(text, more, end)..end].chars().next();
        let joined = lists.cite_word_at(text, skip_blanks(text, more, end), end, &[CiteWord::And]).is_some();
        if !(joined || after.is_none_or(|c| matches!(c, ',' | ';' | '.' | ')' | ']' | ':' | '»' | '”' | '('))) {
            return Some(last);
        }
        last = more;
    }
}

/// One folio or a range of them, with the verso.
fn folio(lists: &Lists, text: &str, at: usize, end: usize, roman: bool) -> Option<usize> {
    let mut last = leaf(lists, text, at, end, roman)?;
    let dash = skip_blanks(text, last, end);
    let after_dash = text[dash..end].trim_start_matches(is_dash);
    let dash_end = end - after_dash.len();
    if dash_end > dash
        && let Some(more) = leaf(lists, text, skip_blanks(text, dash_end, end), end, roman)
    {
        last = more;
    } else if dash_end > dash
        && let after_dash = skip_blanks(text, dash_end, end)
        && let Some(verso) = lists.verso_at(text, after_dash, end).or_else(|| side(text, after_dash, end))
    {
        // "102 r°–v°", "3–об."
        return Some(verso);
    }
    let after = skip_blanks(text, last, end);
    if after > last
        && let Some(following) = lists.following_at(text, after, end)
    {
        last = following;
    }
    Some(last)
}

/// `r°`, `v°`: a side of a leaf by the sign behind its letter.
fn side(text: &str, at: usize, end: usize) -> Option<usize> {
    let rest = text[at..end].strip_prefix(['r', 'v'])?.strip_prefix(['°', 'º', 'ᵒ'])?;
    Some(end - rest.len())
}

fn leaf(lists: &Lists, text: &str, at: usize, end: usize, roman: bool) -> Option<usize> {
    let rest = &text[at..end];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        let letters: usize = rest.chars().take_while(|c| is_letter(*c)).take(12).map(char::len_utf8).sum();
        return (roman && is_roman(&rest[..letters])).then_some(at + letters);
    }
    if digits > 6 {
        return None;
    }
    let mut last = at + digits;
    // "17a", "3r", "5об": letters glued to the number.
    let glued: Vec<char> = text[last..end].chars().take_while(|c| is_letter(*c)).take(5).collect();
    if glued.len() <= 4 {
        last += glued.iter().map(|c| c.len_utf8()).sum::<usize>();
    } else {
        return None;
    }
    if !glued.is_empty() && lists.verso_at(text, at + digits, end).is_some_and(|verso| verso == last + 1) {
        return Some(last + 1);
    }
    let mut mark = skip_blanks(text, last, end);
    if text[mark..end].starts_with('/') {
        mark += 1;
    }
    if let Some(verso) = lists.verso_at(text, mark, end).or_else(|| side(text, mark, end)) {
        last = verso;
    }
    Some(last)
}
