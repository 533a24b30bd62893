use regesta_text::{CaseFault, Span};

use crate::{PackSet, Token, TokenKind};

fn closes(c: char) -> bool {
    matches!(c, '»' | '”' | '"' | '’' | '\'' | ')' | ']' | '“' | '›')
}

/// Cuts a block into sentences. A sentence ends after `.`, `!`, `?` or `…` (with the quotation marks and brackets that
/// close there) when a capital, a digit or an opening mark follows; not after initials, and not after the abbreviations
/// of `lexicon/stop-abbreviation.tsv` of any pack, whose second column says when: `any` never ends a sentence,
/// `before-number` and `before-name` do not where a number or a capital follows, `may-end` does end one before a
/// capital. Where a font lost capitals, a small letter of that font may begin a sentence.
///
/// The spans cover the text up to white space between sentences.
pub fn split_sentences(packs: &PackSet, text: &str, tokens: &[Token], fault: Option<&CaseFault>) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = tokens.first().map_or(0, |t| t.span.start);
    let mut i = 0;
    while i < tokens.len() {
        let c = first_char(text, tokens[i]);
        if tokens[i].kind == TokenKind::Sign && matches!(c, '.' | '!' | '?' | '…') {
            let mut last = i;
            while last + 1 < tokens.len()
                && tokens[last + 1].span.start == tokens[last].span.end
                && tokens[last + 1].kind == TokenKind::Sign
                && (closes(first_char(text, tokens[last + 1]))
                    || matches!(first_char(text, tokens[last + 1]), '.' | '!' | '?' | '…'))
            {
                last += 1;
            }
            if last + 1 < tokens.len() && ends_here(packs, text, tokens, i, last, fault) {
                sentences.push(Span::new(start, tokens[last].span.end));
                start = tokens[last + 1].span.start;
            }
            i = last;
        }
        i += 1;
    }
    if let Some(token) = tokens.last()
        && token.span.end > start
    {
        sentences.push(Span::new(start, token.span.end));
    }
    sentences
}

fn first_char(text: &str, token: Token) -> char {
    text[token.span.start..].chars().next().unwrap_or(' ')
}

fn ends_here(
    packs: &PackSet,
    text: &str,
    tokens: &[Token],
    stop: usize,
    last: usize,
    fault: Option<&CaseFault>,
) -> bool {
    let next = tokens[last + 1];
    if next.span.start == tokens[last].span.end {
        return false;
    }
    let mut head = last + 1;
    while head < tokens.len()
        && tokens[head].kind == TokenKind::Sign
        && !matches!(first_char(text, tokens[head]), '[' | '(')
    {
        head += 1;
    }
    let Some(&head) = tokens.get(head) else { return true };
    let opening = first_char(text, head);
    let lost_capital = opening.is_lowercase() && fault.is_some_and(|f| f.has(opening));
    let capital = opening.is_uppercase() || lost_capital;
    if matches!(opening, '[' | '(') {
        // A reference in brackets belongs to the sentence before it.
        return false;
    }
    if !capital && head.kind != TokenKind::Number {
        return false;
    }
    if first_char(text, tokens[stop]) != '.' || last > stop {
        return !lost_capital || last > stop || tokens[stop].span.len() == 1;
    }
    let Some(before) = stop.checked_sub(1).map(|i| tokens[i]) else { return true };
    if before.span.end != tokens[stop].span.start {
        return true;
    }
    let word = &text[before.span.range()];
    let mut letters = word.chars();
    let (first, second) = (letters.next().unwrap_or(' '), letters.next());
    if second.is_none() && first.is_alphabetic() && (first.is_uppercase() || fault.is_some_and(|f| f.has(first))) {
        // An initial, unless the sentence ends in a Roman numeral or the like before a number.
        return false;
    }
    for (_, pack) in packs.iter() {
        match pack.lexicon("stop-abbreviation").value(word) {
            Some("any") => return false,
            Some("before-number") if head.kind == TokenKind::Number => return false,
            Some("before-name") if capital => return false,
            Some("may-end") if head.kind == TokenKind::Number || lost_capital => return false,
            _ => {}
        }
    }
    if before.kind == TokenKind::Number && head.kind == TokenKind::Number {
        return false;
    }
    true
}
