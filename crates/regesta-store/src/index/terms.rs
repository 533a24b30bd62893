//! The way of the caller's words into tantivy. Its own form for words that are split already is JSON, written and parsed for
//! each passage; this one is `position length term` without ceremony.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which the index knows [`GivenTerms`].
pub(super) const GIVEN_TERMS: &str = "regesta-given-terms";

/// Adds a term to the text that [`GivenTerms`] reads.
pub(super) fn push_term(text: &mut String, position: u32, term: &str) {
    use std::fmt::Write;
    let _ = write!(text, "{position} {} {term}", term.len());
}

/// Reads back what [`push_term`] wrote.
#[derive(Debug, Clone)]
pub(super) struct GivenTerms;

pub(super) struct GivenTermStream<'a> {
    rest: &'a str,
    token: Token,
}

impl Tokenizer for GivenTerms {
    type TokenStream<'a> = GivenTermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> GivenTermStream<'a> {
        GivenTermStream { rest: text, token: Token::default() }
    }
}

impl GivenTermStream<'_> {
    fn read(&mut self) -> Option<()> {
        let (position, rest) = self.rest.split_once(' ')?;
        let (length, rest) = rest.split_once(' ')?;
        let (term, rest) = rest.split_at_checked(length.parse().ok()?)?;
        self.token.position = position.parse().ok()?;
        self.token.position_length = 1;
        self.token.text.clear();
        self.token.text.push_str(term);
        self.rest = rest;
        Some(())
    }
}

impl TokenStream for GivenTermStream<'_> {
    fn advance(&mut self) -> bool {
        self.read().is_some()
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_term_comes_back() {
        let given = [(0, "слово"), (0, "с пробелом 7 3"), (1, ""), (12, "\n\u{1f}"), (13, "1 1 x")];
        let mut text = String::new();
        given.iter().for_each(|(position, term)| push_term(&mut text, *position, term));
        let mut tokenizer = GivenTerms;
        let mut stream = tokenizer.token_stream(&text);
        let mut read = Vec::new();
        while stream.advance() {
            read.push((stream.token().position as u32, stream.token().text.clone()));
        }
        assert_eq!(read, given.map(|(position, term)| (position, term.to_owned())));
    }
}
