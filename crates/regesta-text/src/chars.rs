//! Classes of characters that the layout rules share.

/// Marks that may stand for a hyphen at a line end.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{AD}' | '\u{2010}' | '\u{2011}' | '\u{FFFD}' | '\u{2}' | '\u{FFFE}' | '¬')
}

/// Hyphens a reader can see and that are surely hyphens.
pub fn is_plain_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

pub fn is_closing(c: char) -> bool {
    matches!(c, '»' | '”' | '“' | '"' | '’' | '\'' | ')' | ']' | '}' | '›' | '*' | '_')
}

pub fn is_opening(c: char) -> bool {
    matches!(c, '«' | '“' | '„' | '"' | '‘' | '‹' | '(' | '[' | '\'' | '*' | '_')
}

pub fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '։' | '।' | '。' | '؟' | '۔')
}

pub fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '−')
}

pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

pub fn superscript_digit(c: char) -> Option<u32> {
    match c {
        '⁰' => Some(0),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁴'..='⁹' => Some(c as u32 - '⁴' as u32 + 4),
        _ => None,
    }
}

/// The small form where it is one character.
pub fn lower(c: char) -> char {
    match c {
        'а'..='я' | 'a'..='z' | ' ' => return c,
        // The tables of the standard library are slow for what most words are made of.
        'А'..='Я' => return char::from_u32(c as u32 + 32).unwrap_or(c),
        _ => {}
    }
    let mut forms = c.to_lowercase();
    match (forms.next(), forms.next()) {
        (Some(small), None) => small,
        _ => c,
    }
}

/// `char::is_alphanumeric`, quicker for plain Cyrillic and Latin.
pub fn is_alphanumeric(c: char) -> bool {
    matches!(c, 'а'..='я' | 'А'..='Я' | 'a'..='z' | 'A'..='Z' | '0'..='9') || c.is_alphanumeric()
}

/// `char::is_alphabetic`, quicker for plain Cyrillic and Latin.
pub fn is_alphabetic(c: char) -> bool {
    matches!(c, 'а'..='я' | 'А'..='Я' | 'a'..='z' | 'A'..='Z') || c.is_alphabetic()
}
