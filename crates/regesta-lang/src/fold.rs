use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::Casing;

/// Lower case as the language has it: in Turkish and Azerbaijani `I` is `ı` and `İ` is `i`.
///
/// ```
/// use regesta_lang::{Casing, lower};
/// assert_eq!(lower("IĞDIR", Casing::Turkic), "ığdır");
/// assert_eq!(lower("İzmir", Casing::Turkic), "izmir");
/// assert_eq!(lower("Баку", Casing::Root), "баку");
/// ```
pub fn lower(word: &str, casing: Casing) -> String {
    match casing {
        Casing::Root => word.to_lowercase(),
        Casing::Turkic => word
            .chars()
            .flat_map(|c| match c {
                'I' => 'ı'.to_lowercase(),
                'İ' => 'i'.to_lowercase(),
                other => other.to_lowercase(),
            })
            .collect(),
    }
}

/// A search form without marks: lower case, no combining marks, `ё` as `е`, `ı` as `i`, old Russian letters as new.
///
/// ```
/// assert_eq!(regesta_lang::fold("Ёлкинъ, İZMİR, Ə"), "елкинъ, izmir, ə");
/// ```
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.nfd() {
        match c {
            'й' | 'Й' => out.push('й'),
            '\u{306}' if out.ends_with('и') => {
                out.pop();
                out.push('й');
            }
            c if is_mark(c) => {}
            'ı' | 'I' | 'İ' => out.push('i'),
            'ѣ' | 'Ѣ' => out.push('е'),
            'ѳ' | 'Ѳ' => out.push('ф'),
            'ѵ' | 'Ѵ' => out.push('и'),
            '’' | 'ʼ' | '‘' | 'ʿ' | 'ʾ' | '`' => out.push('\''),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}')
}

/// The folded form in Latin letters, so that one key serves all scripts: `Орджоникидзе` and `Ordzhonikidze` are near.
///
/// ```
/// assert_eq!(regesta_lang::latin_key("Орджоникидзе"), "ordzhonikidze");
/// assert_eq!(regesta_lang::latin_key("Gəncə"), "gence");
/// ```
pub fn latin_key(word: &str) -> String {
    let folded = fold(word);
    if folded.is_ascii() {
        return folded;
    }
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            'ə' => out.push('e'),
            'ь' | 'ъ' => {}
            'х' => out.push_str("kh"),
            'щ' => out.push_str("shch"),
            'ю' => out.push_str("yu"),
            'я' => out.push_str("ya"),
            'ы' => out.push('y'),
            'й' => out.push('y'),
            'э' => out.push('e'),
            c if c.is_ascii() => out.push(c),
            c => out.extend(any_ascii::any_ascii_char(c).chars().flat_map(char::to_lowercase)),
        }
    }
    out
}

/// Classes of consonants that differ between spellings of one name in Cyrillic and Latin scripts, so that the key is the
/// same: the method and its classes were measured on names in five languages (see `docs/names.md`).
///
/// Vowels are left out, doubled classes count once, the first vowel is kept as `A` when the word begins with one.
///
/// ```
/// use regesta_lang::consonant_skeleton;
/// assert_eq!(consonant_skeleton("Орджоникидзе"), consonant_skeleton("Ordzhonikidze"));
/// assert_eq!(consonant_skeleton("Хойский"), consonant_skeleton("Khoyski"));
/// assert_ne!(consonant_skeleton("Киров"), consonant_skeleton("Ленин"));
/// ```
pub fn consonant_skeleton(word: &str) -> String {
    let key: Cow<'_, str> = Cow::Owned(latin_with_affricates(word));
    let mut out = String::new();
    let bytes = key.as_bytes();
    let mut i = 0;
    let push = |class: char, out: &mut String| {
        if !out.ends_with(class) {
            out.push(class);
        }
    };
    while i < bytes.len() {
        let rest = &key[i..];
        let (class, taken) = if ["dzh", "tch"].iter().any(|p| rest.starts_with(p)) {
            (Some('J'), 3)
        } else if ["zh", "ch", "dj"].iter().any(|p| rest.starts_with(p)) {
            (Some('J'), 2)
        } else if ["sh", "ts", "tz", "dz"].iter().any(|p| rest.starts_with(p)) {
            (Some('S'), 2)
        } else if ["kh", "gh"].iter().any(|p| rest.starts_with(p)) {
            (Some('K'), 2)
        } else {
            let class = match bytes[i] {
                b'b' | b'p' => Some('P'),
                b'v' | b'w' | b'f' => Some('V'),
                b'g' | b'h' | b'k' | b'q' | b'x' => Some('K'),
                b'd' | b't' => Some('T'),
                b'j' => Some('J'),
                b'c' => Some('J'),
                b'z' | b's' => Some('S'),
                b'l' => Some('L'),
                b'm' => Some('M'),
                b'n' => Some('N'),
                b'r' => Some('R'),
                b'a' | b'e' | b'i' | b'o' | b'u' | b'y' if i == 0 => Some('A'),
                _ => None,
            };
            (class, 1)
        };
        if let Some(class) = class {
            push(class, &mut out);
        }
        i += taken;
    }
    out
}

/// Latin letters with the affricates of Turkish and Azerbaijani spelt out before the marks are lost.
fn latin_with_affricates(word: &str) -> String {
    let mut spelt = String::with_capacity(word.len() + 4);
    for c in word.chars() {
        match c {
            'ç' | 'Ç' => spelt.push_str("ch"),
            'ş' | 'Ş' => spelt.push_str("sh"),
            'ğ' | 'Ğ' => spelt.push_str("gh"),
            'ц' | 'Ц' => spelt.push_str("ts"),
            other => spelt.push(other),
        }
    }
    latin_key(&spelt)
}
