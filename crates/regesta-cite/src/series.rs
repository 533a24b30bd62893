use crate::items::Item;
use crate::lists::Part;
use crate::numbers::{is_roman, is_year};
use crate::words::is_letter;

/// `030.10`, `18-1-2`
pub fn is_dotted(words: &str) -> bool {
    words.contains(['.', '-']) && words.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
}

/// `AF IV 1686`: the number of a file that could be a year, behind the letters of a series.
pub fn year_series(words: &str, last: bool) -> Option<(&str, &str)> {
    let words = words.trim_end_matches(['.', ' ']);
    let (before, number) = words.rsplit_once([' ', '\u{a0}'])?;
    (is_year(number) && (last || is_series_head(before))).then_some((before, number))
}

/// `L-E-701`, `I.301.8.45`, `F.IV.123`: a signature in one word.
pub fn is_signature(words: &str) -> bool {
    words.starts_with(char::is_uppercase)
        && words.contains(['.', '-'])
        && words.ends_with(|c: char| c.is_ascii_digit())
        && words.chars().all(|c| c.is_ascii_digit() || c.is_uppercase() || matches!(c, '.' | '-'))
}

/// Whether something in `rest` can be the file below what stands before it.
pub fn below(rest: &[Item]) -> bool {
    rest.iter().any(|item| !matches!(item.label, Some(Part::Folio | Part::Page | Part::Leaf)))
}

/// Whether words without a comma can be the series and the file behind an archive.
pub fn is_series(words: &str) -> bool {
    series(words).is_some() || numbered_group(words.trim_end_matches('.')).is_some()
}

/// `FO 371/4931`, `Lima 1052`, `IOR/H/808`, `HR.SYS. 2398/4`: words and the number at their end.
pub fn series(words: &str) -> Option<(&str, &str)> {
    let words = words.trim_end_matches(['.', ' ']);
    let (before, number) = match words.rfind([' ', '\u{a0}']) {
        Some(at) => (words[..at].trim_end(), words[at..].trim_start_matches([' ', '\u{a0}'])),
        None => {
            let at = words.find('/')?;
            (&words[..at], &words[at..])
        }
    };
    let has_digit = number.bytes().any(|b| b.is_ascii_digit());
    let plain = number.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '&'));
    // "3M/A/54/12", "1579A/7/15"
    let code = words.matches('/').count() > 1
        && !before.contains(' ')
        && (words.matches('/').count() > 2 || before.ends_with(|c: char| c.is_ascii_uppercase()));
    let named = before.chars().any(is_letter) && (before.starts_with(is_letter) || code);
    // "L/PS/10/576", "F112/208": letters, and the file behind the last slash.
    let lettered = number.starts_with(char::is_uppercase)
        && number.rsplit_once('/').is_some_and(|(_, file)| file.bytes().any(|b| b.is_ascii_digit()));
    let begins = lettered || number.starts_with(|c: char| c.is_ascii_digit() || c == '/');
    (has_digit && plain && named && begins && !is_year(number)).then_some((before, number))
}

/// `A.MKT.UM`, `HR.SYS`: capitals between stops, of which two at least stand together.
pub fn is_dotted_code(words: &str) -> bool {
    let parts = || words.trim_end_matches('.').split('.').map(str::trim);
    parts().count() > 1
        && parts().all(|part| !part.is_empty() && part.chars().all(char::is_uppercase))
        && parts().any(|part| part.chars().count() > 1)
}

/// `20 N 183`: a group of a French military archive and the carton.
pub fn numbered_group(words: &str) -> Option<(&str, &str)> {
    let (group, number) = words.rsplit_once(' ')?;
    let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    // "7N 1651"
    let glued = group.trim_start_matches(|c: char| c.is_ascii_digit());
    if glued.len() < group.len()
        && (1..=2).contains(&glued.len())
        && glued.bytes().all(|b| b.is_ascii_uppercase())
        && digits(number)
        && !number.is_empty()
    {
        return Some((group, number));
    }
    let (first, letters) = group.rsplit_once(' ')?;
    // "GR 7 N 1641"
    let first = first.rsplit_once(' ').filter(|(mark, _)| is_series_head(mark)).map_or(first, |(_, first)| first);
    let plain = digits(first)
        && !first.is_empty()
        && digits(number)
        && letters.len() <= 2
        && letters.chars().all(char::is_uppercase);
    plain.then_some((group, number))
}

/// `166 PO/A/25`: a number and letters of a French embassy archive, and the carton behind a slash.
pub fn is_numbered_class(words: &str) -> bool {
    let Some((number, rest)) = words.split_once([' ', '\u{a0}']) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    digits(number)
        && rest.starts_with(char::is_uppercase)
        && rest.rsplit_once('/').is_some_and(|(class, file)| digits(file) && is_series_head(class))
}

/// `M316`, `R11064`: letters and digits in one word.
pub fn is_code(words: &str) -> bool {
    words.chars().all(|c| c.is_alphanumeric() || c == '-')
        && words.starts_with(char::is_uppercase)
        && words.ends_with(|c: char| c.is_ascii_digit())
}

/// `867.00/1512`, `763.72119/5302`: the decimal files of the State Department, 1910 to 1963.
pub fn is_decimal_file(words: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let Some((class, paper)) = words.trim_end_matches('.').split_once('/') else { return false };
    let Some((main, country)) = class.split_once('.') else { return false };
    main.len() == 3
        && digits(main)
        && country.len() > 1
        && country.starts_with(|c: char| c.is_ascii_digit())
        && country.chars().all(|c| c.is_ascii_digit() || c.is_ascii_lowercase())
        && digits(paper)
}

/// `EAA.291.8.1520`: letters of an archive and three numbers, with stops between.
pub fn is_stepped(words: &str) -> bool {
    let mut parts = words.trim_end_matches('.').split('.');
    let letters =
        parts.next().is_some_and(|word| (2..=5).contains(&word.len()) && word.chars().all(char::is_uppercase));
    let number = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.len() <= 6
            && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    letters && parts.clone().count() == 3 && parts.all(number)
}

/// A series in capitals with a slash, which needs no archive before it: `FO 92/9`.
pub fn bare_series(words: &str) -> bool {
    let first = words.split('/').next().unwrap_or_default();
    // "L/P&S/10/576"
    let class = words.matches('/').count() > 1
        && (1..=5).contains(&first.len())
        && first.chars().any(char::is_uppercase)
        && first.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
        && words.ends_with(|c: char| c.is_ascii_digit())
        && words.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '/' | '&'));
    class
        || is_decimal_file(words)
        || series(words).is_some_and(|(before, number)| {
            before.len() >= 2
                && !is_roman(before)
                && (before.chars().all(|c| c.is_uppercase() || c == ' ') || is_initialism(before))
                && number.contains('/')
        })
}

/// `F.O`, `C.O.`: one letter before each stop, two at least.
fn is_initialism(words: &str) -> bool {
    let letters = || words.trim_end_matches('.').split('.').map(str::trim);
    letters().count() > 1 && letters().all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

/// `AF II`, `C`, `F7`, `BB/18`: what can be the letters of a series.
pub fn is_series_head(words: &str) -> bool {
    let words = words.trim_end_matches('.');
    words.len() <= 12
        && words.starts_with(char::is_uppercase)
        && words.chars().all(|c| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '/' | '.' | '-' | '*' | '&')
        })
}
