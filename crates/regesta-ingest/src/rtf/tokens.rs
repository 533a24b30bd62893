//! The tokens of RTF: groups, control words with their numbers, bytes of text.

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word without its backslash, or a control symbol, and its number.
    Word(&'a str, Option<i64>),
    /// A byte of text, as it stands or as `\'hh`.
    Byte(u8),
}

/// Longest control word that is told apart; the longest of the specification has 23 letters.
const LONGEST: usize = 32;

/// Reads tokens from the front of `bytes`.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// Leaves out bytes that are no text (`\bin`).
    pub(super) fn leave_out(&mut self, count: usize) {
        self.bytes = &self.bytes[count.min(self.bytes.len())..];
    }

    fn after_backslash(&mut self) -> Option<Token<'a>> {
        let letters = self.bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters == 0 {
            let (&symbol, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            return Some(match symbol {
                b'\'' => {
                    let digit = |at: usize| rest.get(at).and_then(|&byte| char::from(byte).to_digit(16));
                    match (digit(0), digit(1)) {
                        (Some(high), Some(low)) => {
                            self.bytes = &rest[2..];
                            Token::Byte((high * 16 + low) as u8)
                        }
                        // A sign that lost its number says nothing.
                        _ => Token::Word("", None),
                    }
                }
                b'\\' | b'{' | b'}' => Token::Byte(symbol),
                b'\r' | b'\n' => Token::Word("par", None),
                b'~' => Token::Word("~", None),
                b'-' => Token::Word("-", None),
                b'_' => Token::Word("_", None),
                b'*' => Token::Word("*", None),
                _ => Token::Word("", None),
            });
        }
        let (word, rest) = self.bytes.split_at(letters);
        let minus = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[minus..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut number = None;
        let mut end = 0;
        if digits > 0 {
            let value = rest[minus..minus + digits]
                .iter()
                .fold(0i64, |value, &digit| value.saturating_mul(10).saturating_add(i64::from(digit - b'0')));
            number = Some(if minus == 1 { -value } else { value });
            end = minus + digits;
        }
        if rest.get(end) == Some(&b' ') {
            end += 1;
        }
        self.bytes = &rest[end..];
        let word = if letters > LONGEST { "" } else { std::str::from_utf8(word).unwrap_or("") };
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.after_backslash(),
                b'\r' | b'\n' | 0 => continue,
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_take_their_number_and_one_blank() {
        let tokens: Vec<Token<'_>> = Tokens::new(b"{\\li-720 a\\'e0\\par\\pard b\\~}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("li", Some(-720)),
                Token::Byte(b'a'),
                Token::Byte(0xE0),
                Token::Word("par", None),
                Token::Word("pard", None),
                Token::Byte(b'b'),
                Token::Word("~", None),
                Token::Close,
            ]
        );
    }

    #[test]
    fn cut_ends_say_nothing() {
        for cut in ["\\", "\\'", "\\'e", "\\u-", "\\par1"] {
            assert!(Tokens::new(cut.as_bytes()).count() <= 3, "{cut}");
        }
    }
}
