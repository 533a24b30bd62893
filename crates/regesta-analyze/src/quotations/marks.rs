//! Quotation marks, as they should stand and as they do.

use regesta_text::Span;

/// Marks that close one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// `« »`, `<< >>`
    Guillemets,
    /// `“ ”`, `„ “`, `„ ”`, `‟ ”`
    Double,
    /// `" "`
    Straight,
    /// `‘ ’`
    Single,
    /// `‹ ›`
    Angle,
}

/// An opening mark without its closing one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Open {
    pub(crate) family: Family,
    /// The mark itself.
    pub(crate) mark: Span,
    /// `„`, which `“` closes.
    low: bool,
}

/// Words between two marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) family: Family,
    /// Without the marks.
    pub(crate) inner: Span,
    /// With the marks.
    pub(crate) outer: Span,
    /// 1 for the outermost.
    pub(crate) level: u8,
    /// One of the marks does not fit.
    pub(crate) guessed: bool,
}

/// The marks of one block.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// Pairs in the order of their opening marks.
    pub(crate) pairs: Vec<Pair>,
    /// The outermost opening mark that nothing closes.
    pub(crate) open: Option<Open>,
    /// A closing mark before any opening one.
    pub(crate) stray: Option<(Family, Span)>,
}

/// How far a second closing mark may stand behind the first, in bytes, for the first to be taken as too early.
const EARLY_CLOSING: usize = 500;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens(Family, bool),
    Closes(Family),
    /// Closes what is open, or opens where a word begins.
    Either(Family),
}

fn role(text: &str, at: usize, c: char) -> Option<(Role, usize)> {
    let len = c.len_utf8();
    let next = text[at + len..].chars().next();
    Some(match c {
        '«' => (Role::Opens(Family::Guillemets, false), len),
        '»' => (Role::Closes(Family::Guillemets), len),
        '<' if next == Some('<') => (Role::Opens(Family::Guillemets, false), 2),
        '>' if next == Some('>') => (Role::Closes(Family::Guillemets), 2),
        '„' | '‟' => (Role::Opens(Family::Double, c == '„'), len),
        ',' if next == Some(',') && text[at + 2..].starts_with(char::is_alphabetic) => {
            (Role::Opens(Family::Double, true), 2)
        }
        '“' | '”' => (Role::Either(Family::Double), len),
        '"' => (Role::Either(Family::Straight), len),
        '‘' if next.is_some_and(char::is_alphanumeric) && !after_word(text, at) => {
            (Role::Opens(Family::Single, false), len)
        }
        '’' if !next.is_some_and(char::is_alphanumeric) => (Role::Closes(Family::Single), len),
        '‹' => (Role::Opens(Family::Angle, false), len),
        '›' => (Role::Closes(Family::Angle), len),
        _ => return None,
    })
}

fn after_word(text: &str, at: usize) -> bool {
    text[..at]
        .chars()
        .next_back()
        .is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '—' | '–' | '-' | '«' | '“' | '„' | '"'))
}

fn before_word(text: &str, end: usize) -> bool {
    text[end..]
        .chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '[' | '…' | '.' | '(' | '«' | '“' | '„' | '—' | '–'))
}

/// Pairs the marks of a text. Nested marks may be of one family; a closing mark that serves two quotations closes both;
/// of two closing marks for one opening the later counts where it is near; a mark of another family closes (« … ”) where none of its own follows.
pub(crate) fn scan(text: &str) -> Scan {
    let mut scan = Scan::default();
    let mut stack: Vec<Open> = Vec::new();
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let Some((role, len)) = role(text, at, c) else { continue };
        skip_to = at + len;
        let mark = Span::new(at, at + len);
        let opens_here = !after_word(text, at) && before_word(text, mark.end);
        match role {
            Role::Opens(family, low) => stack.push(Open { family, mark, low }),
            Role::Closes(family) => close(text, &mut scan, &mut stack, family, mark),
            Role::Either(family) => {
                let innermost = stack.iter().rev().find(|o| o.family == family);
                let closes_low = c == '“' && innermost.is_some_and(|o| o.low) && after_word(text, at);
                if opens_here && !closes_low {
                    stack.push(Open { family, mark, low: false });
                } else {
                    close(text, &mut scan, &mut stack, family, mark);
                }
            }
        }
    }
    finish(&mut scan, &stack);
    scan.pairs.sort_by_key(|p| (p.outer.start, std::cmp::Reverse(p.outer.end)));
    for i in 0..scan.pairs.len() {
        let outer = scan.pairs[i].outer;
        let around = scan.pairs[..i].iter().rev().find(|p| p.outer.contains(outer) && p.outer != outer);
        scan.pairs[i].level = around.map_or(1, |p| p.level.saturating_add(1));
    }
    scan
}

fn close(text: &str, scan: &mut Scan, stack: &mut Vec<Open>, family: Family, mark: Span) {
    if let Some(depth) = stack.iter().rposition(|o| o.family == family) {
        let open = stack[depth];
        stack.truncate(depth);
        scan.pairs.push(pair(open, mark, false));
        return;
    }
    if family == Family::Single {
        // An apostrophe.
        return;
    }
    if let [open] = stack[..]
        && open.family != Family::Single
        && after_word(text, mark.start)
        && !closes_later(text, mark.end, open.family)
    {
        stack.clear();
        scan.pairs.push(pair(open, mark, true));
        return;
    }
    match scan.pairs.iter_mut().filter(|p| p.family == family).max_by_key(|p| p.outer.end) {
        Some(last) if stack.is_empty() && mark.start - last.outer.end <= EARLY_CLOSING => {
            last.inner.end = mark.start;
            last.outer.end = mark.end;
            last.guessed = true;
        }
        None if stack.is_empty() => {
            scan.stray.get_or_insert((family, mark));
        }
        _ => {}
    }
}

/// How far the mark that fits is looked for, in bytes, before one of another family is taken for it.
const MIXED_REACH: usize = 3000;

/// Whether a closing mark of the family comes before any opening one.
fn closes_later(text: &str, from: usize, family: Family) -> bool {
    for (offset, c) in text[from..].char_indices().take_while(|(offset, _)| *offset < MIXED_REACH) {
        let at = from + offset;
        match role(text, at, c) {
            Some((Role::Opens(found, _), _)) if found == family => return false,
            Some((Role::Closes(found), _)) if found == family => return true,
            Some((Role::Either(found), len)) if found == family => {
                return after_word(text, at) || !before_word(text, at + len);
            }
            _ => {}
        }
    }
    false
}

fn pair(open: Open, close: Span, guessed: bool) -> Pair {
    Pair {
        family: open.family,
        inner: Span::new(open.mark.end, close.start),
        outer: open.mark.hull(close),
        level: 1,
        guessed,
    }
}

/// What stays open: where a quotation inside it has closed as the last one, that mark closes both.
fn finish(scan: &mut Scan, stack: &[Open]) {
    let Some(&open) = stack.iter().find(|o| o.family != Family::Single) else { return };
    let inside = scan.pairs.iter().filter(|p| p.family == open.family && p.outer.start > open.mark.end);
    match inside.max_by_key(|p| p.outer.end).copied() {
        Some(last) if last.inner.len() < (last.outer.start - open.mark.end).min(EARLY_CLOSING) => {
            let close = Span::new(last.inner.end, last.outer.end);
            scan.pairs.push(pair(open, close, true));
        }
        _ => scan.open = Some(open),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<(&str, u8)> {
        scan(text).pairs.iter().map(|p| (&text[p.inner.range()], p.level)).collect()
    }

    #[test]
    fn pairs_all_families() {
        assert_eq!(quoted("«а» “б” „в“ „г” \"д\" ‹е›").len(), 6);
        assert_eq!(quoted("he said ‘no one’s fault’ twice"), [("no one’s fault", 1)]);
    }

    #[test]
    fn nests() {
        assert_eq!(quoted("«взять «Мир» и “Труд”»"), [("взять «Мир» и “Труд”", 1), ("Мир", 2), ("Труд", 2)]);
    }

    #[test]
    fn one_mark_closes_two() {
        let got = quoted("Он писал: «Надо немедленно занять станцию и вокзал, чтобы удержать «Узел». Это вышло.");
        assert_eq!(got[0].0, "Надо немедленно занять станцию и вокзал, чтобы удержать «Узел");
    }

    #[test]
    fn later_of_two_closing_marks_counts() {
        assert_eq!(quoted("он писал «надо взять» и дом» вчера"), [("надо взять» и дом", 1)]);
    }

    #[test]
    fn a_mark_of_another_family_closes_where_none_fits() {
        assert_eq!(quoted("он писал «надо взять дом” и ждал «новых» вестей"), [("надо взять дом", 1), ("новых", 1)]);
        assert_eq!(quoted("she wrote “we shall hold the town» on Monday"), [("we shall hold the town", 1)]);
        assert_eq!(quoted("он писал «надо” взять дом» и ждал"), [("надо” взять дом", 1)]);
        assert_eq!(quoted("“He said 'no one came» and left” early")[0].0, "He said 'no one came» and left");
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert!(quoted("Ankara’nın kapısı, men’s houses, the soldiers’ bread").is_empty());
    }

    #[test]
    fn unpaired_marks_are_reported() {
        let scanned = scan("конец речи» и дальше");
        assert!(scanned.pairs.is_empty() && scanned.stray.is_some());
        assert!(scan("начало «речи без конца").open.is_some());
    }
}
