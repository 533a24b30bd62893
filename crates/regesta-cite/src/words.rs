//! Words as the lists know them.

/// Letters, digits and `№` in lower case: "ед. хр." and "ед.хр" are one.
pub fn key(form: &str) -> String {
    let mut key = String::with_capacity(form.len());
    for c in form.chars() {
        match c {
            'a'..='z' | '0'..='9' | 'а'..='я' | '№' => key.push(c),
            'A'..='Z' => key.push(c.to_ascii_lowercase()),
            'А'..='Я' => key.extend(char::from_u32(c as u32 + 0x20)),
            _ if is_letter(c) || c.is_numeric() => key.extend(c.to_lowercase().filter(|c| *c != '\u{307}')),
            _ => {}
        }
    }
    key
}

/// Bytes of the longest key of one word: words end after 44 bytes, and small letters may be longer than capitals.
pub const LONGEST_KEY: usize = 160;

/// The key of one word without an allocation, since it is asked of every word; empty where it is too long.
pub fn short_key<'b>(word: &str, buffer: &'b mut [u8; LONGEST_KEY]) -> &'b str {
    let mut length = 0;
    let mut push = |c: char| {
        if length + 4 <= LONGEST_KEY {
            length += c.encode_utf8(&mut buffer[length..]).len();
        }
    };
    for c in word.chars() {
        match c {
            'a'..='z' | '0'..='9' | 'а'..='я' | '№' => push(c),
            'A'..='Z' => push(c.to_ascii_lowercase()),
            'А'..='Я' => push(char::from_u32(c as u32 + 0x20).unwrap_or(c)),
            _ if is_letter(c) || c.is_numeric() => c.to_lowercase().filter(|c| *c != '\u{307}').for_each(&mut push),
            _ => {}
        }
    }
    std::str::from_utf8(&buffer[..length]).unwrap_or_default()
}

/// As `char::is_alphabetic`, without a table for the letters that are common here.
pub fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | 'а'..='я' | 'А'..='Я' => true,
        '\0'..='\u{7f}' => false,
        _ => c.is_alphabetic(),
    }
}

/// The first one, two, three and four words at `at` as a key, with the end and the number of letters.
pub fn phrases(text: &str, at: usize, end: usize) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    let mut joined = String::new();
    let mut place = at;
    for _ in 0..4 {
        let word_end = word_end(text, place, end);
        if word_end == place {
            break;
        }
        joined.push_str(&key(&text[place..word_end]));
        found.push((joined.clone(), word_end, joined.chars().count()));
        let rest = &text[word_end..end];
        let gap = rest.len() - rest.trim_start_matches(['.', ' ', '\u{a0}']).len();
        if gap > 4 {
            break;
        }
        place = word_end + gap;
    }
    found
}

/// One past a run of letters with inner apostrophes and hyphens, or of `№`; at most 40 bytes on.
pub fn word_end(text: &str, at: usize, end: usize) -> usize {
    let mut last = at;
    let mut chars = text[at..end].char_indices().peekable();
    let number_sign = text[at..end].starts_with('№');
    while let Some((i, c)) = chars.next() {
        let letter = if number_sign { c == '№' } else { is_letter(c) };
        let inner = !number_sign
            && i > 0
            && matches!(c, '\'' | '’' | 'ʼ' | '-')
            && chars.peek().is_some_and(|(_, next)| is_letter(*next));
        if !(letter || inner) || i > 40 {
            break;
        }
        last = at + i + c.len_utf8();
    }
    last
}
