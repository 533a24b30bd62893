use regesta_text::{CaseFault, Span};

use crate::{PackSet, Token, TokenKind, lowercase};

fn closes(c: char) -> bool {
    matches!(c, '»' | '”' | '"' | '’' | '\'' | ')' | ']' | '“' | '›')
}

/// Cuts a block into sentences. A sentence ends after `.`, `!`, `?` or `…` (with the quotation marks and brackets that
/// close there) when a capital, a digit or an opening mark follows; not after initials, and not after the abbreviations
/// of `lexicon/stop-abbreviation.tsv` of any pack, whose second column says when: `any` never ends a sentence,
/// `before-number` and `before-name` do not where a number or a capital follows, `may-end` does end one before a
/// capital. A Roman numeral before a given name of any pack counts the ruler behind it ("II. Mahmud") and ends no sentence,
/// unless it stands behind a name. Where a font lost capitals, a small letter of that font may begin a sentence. No sentence ends inside a short
/// bracket: a shelfmark in brackets is full of stops, and belongs to the words before it.
///
/// The spans cover the text up to white space between sentences.
pub fn split_sentences(packs: &PackSet, text: &str, tokens: &[Token], fault: Option<&CaseFault>) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = tokens.first().map_or(0, |t| t.span.start);
    let mut brackets = short_brackets(text, tokens).into_iter().peekable();
    let mut i = 0;
    while i < tokens.len() {
        while brackets.next_if(|bracket| bracket.end < i).is_some() {}
        if let Some(bracket) = brackets.peek()
            && bracket.contains(&i)
        {
            i = bracket.end;
            continue;
        }
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

/// Longest bracket, in bytes, that is kept in one sentence; a longer one may hold sentences of its own.
const SHORT_BRACKET: usize = 300;

/// Outermost pairs of brackets that are short, in order: token numbers from the opening mark up to the last token before
/// the closing one, which may be the stop of a sentence that stands in brackets as a whole.
fn short_brackets(text: &str, tokens: &[Token]) -> Vec<std::ops::Range<usize>> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut pairs: Vec<std::ops::Range<usize>> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Sign {
            continue;
        }
        match first_char(text, *token) {
            c @ ('[' | '(') => open.push((c, i)),
            c @ (']' | ')') => {
                let opening = if c == ']' { '[' } else { '(' };
                let Some(at) = open.iter().rposition(|(mark, _)| *mark == opening) else { continue };
                let (_, first) = open[at];
                open.truncate(at);
                if token.span.end - tokens[first].span.start <= SHORT_BRACKET {
                    while pairs.pop_if(|pair| pair.start > first).is_some() {}
                    pairs.push(first..i - 1);
                }
            }
            _ => {}
        }
    }
    pairs
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
    // “1920-ci ildə” and “1920-го” begin with a number too.
    let number = opening.is_numeric();
    if !capital && !number {
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
    if capital && stands_before_ruler(packs, text, tokens, stop, head) {
        return false;
    }
    for (_, pack) in packs.iter() {
        match pack.lexicon("stop-abbreviation").value(word) {
            Some("any") => return false,
            Some("before-number") if number => return false,
            Some("before-name") if capital => return false,
            Some("may-end") if number || lost_capital => return false,
            _ => {}
        }
    }
    if before.kind == TokenKind::Number && number {
        return false;
    }
    true
}

/// "II. Selim": a Roman number, not after a name, before a given name of some pack is the number of a ruler.
fn stands_before_ruler(packs: &PackSet, text: &str, tokens: &[Token], stop: usize, head: Token) -> bool {
    let number = &text[tokens[stop - 1].span.range()];
    let title = |word: &str| packs.iter().any(|(_, pack)| pack.lexicon("title").has(lowercase(word).as_ref()));
    let after_name =
        stop > 1 && first_char(text, tokens[stop - 2]).is_uppercase() && !title(&text[tokens[stop - 2].span.range()]);
    if number.len() < 2 || after_name || !number.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L')) {
        return false;
    }
    let name = text[head.span.range()].split(['\'', '’']).next().unwrap_or_default();
    packs.iter().any(|(_, pack)| pack.lexicon("given-name").has(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenize;

    fn cut(text: &str) -> Vec<&str> {
        let packs = PackSet::built_in().unwrap();
        split_sentences(&packs, text, &tokenize(text), None).into_iter().map(|s| &text[s.range()]).collect()
    }

    #[test]
    fn a_ruler_keeps_his_number_in_turkish() {
        let one = "Elçi, Padişah III. Osman'a bir mektup sundu.";
        assert_eq!(cut(one), [one]);
        assert_eq!(
            cut("Şah öldü. IV. Murad sevindi ve ordusunu topladı."),
            ["Şah öldü.", "IV. Murad sevindi ve ordusunu topladı."]
        );
        assert_eq!(cut("See volume III. Nothing else is known."), ["See volume III.", "Nothing else is known."]);
    }

    #[test]
    fn a_shelfmark_in_brackets_stays_in_one_sentence() {
        for text in [
            "Гарнизон разошёлся по домам [ЦГИА, ф. 7, оп. 3, д. Штаба 18, л. 24].",
            "Council met twice [(TNA. FO 371. File 12. P. Two), see below. Also p. Three].",
        ] {
            assert_eq!(cut(text), [text]);
        }
        assert_eq!(
            cut("Он уехал (РГВИА. Ф. 5. Оп. 2. Д. 1. Л. 3.). Вернулся осенью."),
            ["Он уехал (РГВИА. Ф. 5. Оп. 2. Д. 1. Л. 3.).", "Вернулся осенью."]
        );
    }

    #[test]
    fn the_number_of_a_ruler_ends_no_sentence() {
        assert_eq!(cut("Sefer bitti. III. Selim tahta çıktı ve III. Ahmed'in kanunu kaldırıldı.").len(), 2);
        assert_eq!(cut("Tahta çıkan Katerina II. Ahmet Resmî elçiydi.").len(), 2);
        assert_eq!(cut("Все это есть в томе III. Книга вышла позже.").len(), 2);
    }

    #[test]
    fn a_sentence_may_begin_with_a_number_that_has_an_ending() {
        assert_eq!(cut("Respublika iki il yaşadı. 1920-ci ildə parlament dağıldı.").len(), 2);
        assert_eq!(cut("Он прибыл в гл. 5-го числа.").len(), 1);
    }

    #[test]
    fn a_sentence_in_brackets_ends_with_them() {
        assert_eq!(
            cut("(Nobody was asked. Nobody answered.) The bridge fell."),
            ["(Nobody was asked. Nobody answered.)", "The bridge fell."]
        );
        let long = format!("(It began so. {}) End.", "The river rose again that night. ".repeat(12).trim_end());
        assert!(cut(&long).len() > 10);
        assert_eq!(cut("One [ open. Two ( open. Three."), ["One [ open.", "Two ( open.", "Three."]);
        assert_eq!(cut("Words () stayed. None [] left."), ["Words () stayed.", "None [] left."]);
    }
}
