use regesta_text::Span;

/// What is longer than this is no citation.
const LONGEST: usize = 700;

/// A pair of brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bracketed {
    /// With its brackets.
    pub span: Span,
    pub square: bool,
}

impl Bracketed {
    /// Between the brackets.
    pub fn inside(self) -> Span {
        Span::new(self.span.start + 1, self.span.end - 1)
    }
}

/// Pairs of brackets that may hold a citation, by place, the outer before the inner: at most three deep, so that each
/// byte is read a bounded number of times. One pass.
pub fn find_brackets(text: &str) -> Vec<Bracketed> {
    let mut open: Vec<(usize, bool, u8)> = Vec::new();
    let mut found = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'(' => open.push((at, byte == b'[', 0)),
            b']' | b')' => {
                // A bracket of the other kind that was never closed inside does not hide this pair.
                let square = byte == b']';
                let back = open.iter().rev().take(3).position(|(_, s, _)| *s == square);
                let Some(back) = back else { continue };
                let index = open.len() - 1 - back;
                let (start, _, depth) = open[index];
                open.truncate(index);
                if let Some(outer) = open.last_mut() {
                    outer.2 = outer.2.max(depth + 1).min(9);
                }
                if at - start < LONGEST && depth < 3 {
                    found.push(Bracketed { span: Span::new(start, at + 1), square });
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|b| (b.span.start, std::cmp::Reverse(b.span.end)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_nested_brackets_outermost_first() {
        let text = "а [b (c) d] (e";
        let found: Vec<&str> = find_brackets(text).iter().map(|b| &text[b.span.range()]).collect();
        assert_eq!(found, ["[b (c) d]", "(c)"]);
    }

    #[test]
    fn an_open_bracket_without_end_hides_nothing() {
        let text = "([12] [13]";
        assert_eq!(find_brackets(text).len(), 2);
        assert!(find_brackets(&"[".repeat(1_000_000)).is_empty());
    }
}
