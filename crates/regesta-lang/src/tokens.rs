use regesta_text::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner hyphens and apostrophes, and digits glued to them ("11-й", "non-interference").
    Word,
    /// Digits only.
    Number,
    /// One sign.
    Sign,
}

/// A word, number or sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the reading text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

fn joins(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | 'ʼ' | '\u{2010}' | '\u{2011}' | '`')
}

/// Cuts a text into words, numbers and signs; white space is left out. A hyphen or apostrophe between letters or digits
/// stays inside its word; combining marks belong to their letter.
///
/// ```
/// use regesta_lang::tokenize;
/// let text = "В. И. Ленин, 11-й (1920 г.)";
/// let words: Vec<&str> = tokenize(text).iter().map(|t| &text[t.span.range()]).collect();
/// assert_eq!(words, ["В", ".", "И", ".", "Ленин", ",", "11-й", "(", "1920", "г", ".", ")"]);
/// ```
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 7);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        if !c.is_alphanumeric() {
            tokens.push(Token { span: Span::new(start, start + c.len_utf8()), kind: TokenKind::Sign });
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut digits_only = c.is_numeric();
        while let Some(&(at, c)) = chars.peek() {
            let inside = c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}');
            let joined = joins(c) && text[at + c.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric);
            let numeric_join = joined && digits_only && {
                // "1920-1921" is two numbers, "11-й" one word.
                text[at + c.len_utf8()..].chars().next().is_some_and(char::is_numeric)
            };
            if !(inside || joined) || numeric_join {
                break;
            }
            digits_only &= c.is_numeric();
            end = at + c.len_utf8();
            chars.next();
        }
        let kind = if digits_only { TokenKind::Number } else { TokenKind::Word };
        tokens.push(Token { span: Span::new(start, end), kind });
    }
    tokens
}
