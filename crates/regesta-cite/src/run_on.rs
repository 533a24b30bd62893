use regesta_text::Span;

use crate::items::is_large;

/// Notes that run on in one paragraph are not looked for further than this, in notes.
const MOST: usize = 200;

/// One of the notes of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotePart {
    /// The number as printed; `None` for the one that begins the paragraph.
    pub printed: Option<String>,
    /// Its words without the number.
    pub body: Span,
    /// Its number is raised, so that it can be nothing else.
    pub raised: bool,
}

/// The notes of a paragraph in which several run on: "² AGS, Estado 839. ³ AGS, Estado 587", "… letter 12. 13 Broughton, v, 227".
/// `first` is the number of the note with which `text` begins. A further one has the number that follows, behind a stop or a
/// semicolon, and a capital or a quotation behind it. One pass.
pub fn note_parts(text: &str, first: Option<u32>) -> Vec<NotePart> {
    let whole = NotePart { printed: None, body: Span::new(0, text.len()), raised: false };
    let Some(mut number) = first else { return vec![whole] };
    let mut parts = vec![whole];
    let mut at = 0;
    while at < text.len() && parts.len() < MOST {
        let Some(next) = text[at..].find(|c: char| c.is_ascii_digit() || raised_digit(c).is_some()) else { break };
        let start = at + next;
        let sign = &text[start..];
        let raised = sign.chars().next().is_some_and(|c| raised_digit(c).is_some());
        let digit = |c: char| if raised { raised_digit(c) } else { c.to_digit(10).filter(|_| c.is_ascii()) };
        let length = sign.find(|c: char| digit(c).is_none()).unwrap_or(sign.len());
        at = start + length;
        let value = sign[..length].chars().take(4).filter_map(digit).fold(0, |n, d| n * 10 + d);
        if value != number + 1 || !stands_apart(&text[..start], raised) {
            continue;
        }
        let behind = text[at..].strip_prefix('.').filter(|_| !raised).unwrap_or(&text[at..]);
        let body = behind.trim_start();
        let opens = body.starts_with(|c: char| is_large(c) || matches!(c, '«' | '“' | '"' | '„' | '‘'));
        if !opens || !raised && body.len() == behind.len() {
            continue;
        }
        if let Some(last) = parts.last_mut() {
            last.body.end = start;
        }
        number += 1;
        let body = Span::new(text.len() - body.len(), text.len());
        parts.push(NotePart { printed: Some(sign[..length].to_owned()), body, raised });
    }
    parts
}

/// A number as printed, raised or not.
pub fn printed_number(printed: &str) -> Option<u32> {
    printed.chars().try_fold(0_u32, |n, c| n.checked_mul(10)?.checked_add(raised_digit(c).or(c.to_digit(10))?))
}

fn stands_apart(before: &str, raised: bool) -> bool {
    let words = before.trim_end();
    if words.len() == before.len() {
        return false;
    }
    // "Ф. 12. Оп. 3": behind a label stands its value, not the number of a note.
    let Some(sentence) = words.strip_suffix('.') else {
        return raised || words.ends_with([';', '»', '”', ')', ']']);
    };
    let word = sentence.rsplit([' ', '\u{a0}', '.']).next().unwrap_or_default();
    raised
        || word.ends_with(|c: char| c.is_ascii_digit() || matches!(c, ')' | ']' | '»' | '”'))
        || word.chars().count() > 4
}

fn raised_digit(c: char) -> Option<u32> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c).and_then(|value| u32::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(text: &str, first: u32) -> Vec<&str> {
        note_parts(text, Some(first)).iter().map(|part| text[part.body.range()].trim()).collect()
    }

    #[test]
    fn notes_that_run_on_are_parted_at_the_number_that_follows() {
        assert_eq!(bodies("ZNA, AA1/2, f. 3. ⁵ Ibid., f. 9. ⁶ Toland 1976, 4.", 4).len(), 3);
        assert_eq!(
            bodies("Hatfield House, 3M/A/54. 8 Toland, Grain, 12; cf. Marsh 1971. 9 Ibid., 14.", 7),
            ["Hatfield House, 3M/A/54.", "Toland, Grain, 12; cf. Marsh 1971.", "Ibid., 14."]
        );
    }

    #[test]
    fn other_numbers_part_nothing() {
        assert_eq!(bodies("ЦГА. Ф. 12. Оп. 3. Д. 40. Л. 5.", 11).len(), 1);
        assert_eq!(bodies("Toland, Grain, p. 11. 13 May was a Sunday.", 11).len(), 1);
        assert_eq!(bodies("Toland, Grain, pp. 11, 12 and 14.", 11).len(), 1);
        assert_eq!(note_parts("¹ ² ³", None).len(), 1);
    }

    #[test]
    fn a_paragraph_gives_a_bounded_number_of_notes() {
        let text: String = (2..1000).map(|n| format!("Toland, Grain, {n}0. {n} ")).collect();
        assert_eq!(note_parts(&text, Some(1)).len(), MOST);
        assert_eq!(note_parts(&"12 Aaaaa. ".repeat(10_000), Some(11)).len(), 2);
    }
}
