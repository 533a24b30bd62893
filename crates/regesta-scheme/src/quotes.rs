use std::ops::Range;

/// Where a quotation stands in a text: a byte range of the text, from 0, half-open. Blanks and line breaks, soft hyphens,
/// hyphens at line ends and letter case do not count.
///
/// ```
/// let text = "The coun\u{ad}\ncil  met\non Mon-\nday.";
/// assert_eq!(regesta_scheme::find_quote(text, "the council met on Monday"), Some(0..31));
/// assert_eq!(regesta_scheme::find_quote(text, "the council met on Tuesday"), None);
/// ```
pub fn find_quote(text: &str, quote: &str) -> Option<Range<usize>> {
    let (folded, at) = fold(text);
    let (wanted, _) = fold(quote);
    let wanted = wanted.trim();
    if wanted.is_empty() {
        return None;
    }
    let start = folded.find(wanted)?;
    let last = start + wanted.len() - 1;
    Some(at[start].start..at[last].end)
}

/// The text as it is compared, and for each of its bytes the range of the original it comes from.
fn fold(text: &str) -> (String, Vec<Range<usize>>) {
    let mut folded = String::with_capacity(text.len());
    let mut at: Vec<Range<usize>> = Vec::with_capacity(text.len());
    let mut chars = text.char_indices().peekable();
    while let Some((byte, c)) = chars.next() {
        let end = byte + c.len_utf8();
        let line_end = |rest: &str| {
            let blank = rest.trim_start_matches([' ', '\t', '\r']);
            blank.starts_with('\n').then(|| rest.len() - blank.trim_start().len())
        };
        // A soft hyphen, an unreadable sign or a hyphen after a letter, at the end of a line, joins the halves of a word.
        let hyphen = matches!(c, '-' | '\u{ad}' | '\u{fffd}' | '\u{2010}');
        if hyphen
            && folded.chars().next_back().is_some_and(char::is_alphabetic)
            && let Some(skip) = line_end(&text[end..])
        {
            while chars.next_if(|(next, _)| *next < end + skip).is_some() {}
            continue;
        }
        if c == '\u{ad}' {
            continue;
        }
        if c.is_whitespace() {
            if !folded.ends_with(' ') {
                folded.push(' ');
                at.push(byte..end);
            }
            continue;
        }
        let before = folded.len();
        folded.extend(c.to_lowercase());
        at.resize(at.len() + folded.len() - before, byte..end);
    }
    (folded, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_real_hyphen_inside_a_line_counts() {
        assert_eq!(find_quote("a non-interference pact", "non-interference"), Some(2..18));
        assert_eq!(find_quote("a noninterference pact", "non-interference"), None);
        assert_eq!(find_quote("В 4 часа бро\u{ad}\nнепоезд", "бронепоезд").map(|r| r.start), Some("В 4 часа ".len()));
        assert_eq!(find_quote("anything", "  "), None);
        assert_eq!(find_quote("", "word"), None);
    }
}
