use std::collections::{BTreeMap, HashSet};

use crate::chars::{is_alphanumeric, is_hyphen, is_line_end, is_plain_hyphen, lower};

/// What a hyphen at a line end comes to, and on what ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// A number, an abbreviation in capitals or a Roman number stands before it.
    Shape,
    /// The very word stands in the same file.
    Word,
    /// A word that begins alike stands in the same file.
    Stem,
    /// The first or the second part is joined by hyphens elsewhere in the file.
    Part,
    /// Nothing in the file says anything.
    Default,
}

impl Ground {
    /// In thousandths.
    pub const fn confidence(self) -> u16 {
        match self {
            Self::Shape => 980,
            Self::Word => 950,
            Self::Stem => 850,
            Self::Part => 800,
            Self::Default => 700,
        }
    }
}

/// The words of a file as far as they bear on hyphens: whole words, words with a hyphen inside a line, their parts.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Sorted.
    words: Vec<String>,
    /// With `-`; sorted.
    hyphenated: Vec<String>,
    /// First parts and last parts of hyphenated words.
    first_parts: BTreeMap<String, u32>,
    last_parts: BTreeMap<String, u32>,
    hyphens_inside: usize,
    soft_at_line_end: BTreeMap<char, usize>,
}

/// Words while they are gathered; sorted before use.
#[derive(Default)]
struct Seen {
    words: HashSet<String>,
    hyphenated: HashSet<String>,
}

fn insert(set: &mut HashSet<String>, word: &str) {
    if !set.contains(word) {
        set.insert(word.to_owned());
    }
}

fn sorted(set: HashSet<String>) -> Vec<String> {
    let mut words: Vec<String> = set.into_iter().collect();
    words.sort_unstable();
    words
}

const LONGEST: usize = 64;

fn is_letter(c: char) -> bool {
    is_alphanumeric(c) || matches!(c, '\'' | '’' | 'ʼ' | '\u{301}' | '\u{300}')
}

impl Lexicon {
    /// Reads the words of `raw` once. Words broken at a line end are left out: they are what is to be decided.
    pub fn new(raw: &str) -> Self {
        let mut lexicon = Self::default();
        let mut seen = Seen::default();
        let mut token = String::new();
        let mut long = false;
        let mut broken = false;
        let mut chars = raw.chars().peekable();
        while let Some(c) = chars.next() {
            if is_letter(c) {
                token.push(lower(c));
                long |= token.len() > 4 * LONGEST;
                if long {
                    token.clear();
                }
                continue;
            }
            if is_hyphen(c) && !token.is_empty() {
                if chars.peek().is_some_and(|&next| is_letter(next)) {
                    // A soft hyphen inside a line is a break that never came, except in files without other hyphens.
                    token.push(if is_plain_hyphen(c) { '-' } else { '\u{AD}' });
                    continue;
                }
                let mut rest = chars.clone().take_while(|c| c.is_whitespace());
                if rest.any(is_line_end) {
                    *lexicon.soft_at_line_end.entry(c).or_default() += 1;
                    broken = true;
                    token.clear();
                    continue;
                }
            }
            if c.is_whitespace() && token.is_empty() {
                continue;
            }
            if !broken && !long {
                lexicon.add(&token, &mut seen);
            }
            (broken, long) = (false, false);
            token.clear();
        }
        if !broken && !long {
            lexicon.add(&token, &mut seen);
        }
        lexicon.words = sorted(seen.words);
        lexicon.hyphenated = sorted(seen.hyphenated);
        lexicon
    }

    fn add(&mut self, token: &str, seen: &mut Seen) {
        let token = token.trim_matches(|c| c == '-' || c == '\u{AD}' || c == '\'' || c == '’');
        if token.is_empty() {
            return;
        }
        if token.contains('\u{AD}') {
            return;
        }
        if let (Some((first, _)), Some((_, last))) = (token.split_once('-'), token.rsplit_once('-')) {
            self.hyphens_inside += 1;
            *self.first_parts.entry(first.to_owned()).or_default() += 1;
            *self.last_parts.entry(last.to_owned()).or_default() += 1;
            for part in token.split('-').skip(1).filter(|part| !part.is_empty()) {
                insert(&mut seen.words, part);
            }
            insert(&mut seen.hyphenated, token);
        } else {
            insert(&mut seen.words, token);
        }
    }

    fn has(list: &[String], word: &str) -> bool {
        list.binary_search_by(|entry| entry.as_str().cmp(word)).is_ok()
    }

    fn has_prefix(list: &[String], prefix: &str) -> bool {
        let at = list.partition_point(|entry| entry.as_str() < prefix);
        list.get(at).is_some_and(|entry| entry.starts_with(prefix))
    }

    /// Whether the file has hyphens inside lines that are drawn as such.
    pub fn draws_hyphens(&self) -> bool {
        self.hyphens_inside >= 3
    }

    /// Whether the sign `c` breaks words at line ends in this file, so that it is a hyphen elsewhere as well.
    pub fn breaks_words_with(&self, c: char) -> bool {
        self.soft_at_line_end.get(&c).is_some_and(|&count| count >= 3)
    }

    /// Whether the file writes `left-right`, or words that begin with `left-`.
    pub fn writes_with_hyphen(&self, left: &str, right: &str) -> bool {
        let (left, right) = (fold(left), fold(right));
        Self::has(&self.hyphenated, &format!("{left}-{right}")) || self.first_parts.contains_key(&left)
    }

    /// Whether a word broken between `left` and `right` is to be joined, and why. `left` may hold hyphens of its own,
    /// and so may `right`.
    pub fn joins(&self, left: &str, right: &str) -> (bool, Ground) {
        let tail_raw = left.rsplit(is_hyphen).next().unwrap_or(left);
        let head_raw = right.split(is_hyphen).next().unwrap_or(right);
        if let Some(decided) = by_shape(tail_raw, head_raw) {
            return decided;
        }
        let (tail, head) = (fold(tail_raw), fold(head_raw));
        let (left, right) = (fold(left), fold(right));
        let joined =
            [format!("{tail}{head}"), format!("{left}{right}"), format!("{tail}{right}"), format!("{left}{head}")];
        let kept = [format!("{left}-{right}"), format!("{tail}-{head}")];
        let has_joined = joined.iter().any(|word| Self::has(&self.words, word) || Self::has(&self.hyphenated, word));
        let has_kept = kept.iter().any(|word| Self::has(&self.hyphenated, word));
        match (has_joined, has_kept) {
            (true, false) => return (true, Ground::Word),
            (false, true) => return (false, Ground::Word),
            _ => {}
        }
        if tail_raw.chars().next().is_some_and(char::is_uppercase)
            && head_raw.chars().next().is_some_and(char::is_uppercase)
            && head_raw.chars().any(char::is_lowercase)
        {
            return (false, Ground::Shape);
        }
        if let Some(stem) = stem(&tail, &head)
            && Self::has_prefix(&self.words, &stem)
        {
            return (true, Ground::Stem);
        }
        if head.chars().count() >= 4 && Self::has_prefix(&self.hyphenated, &format!("{left}-{}", first_chars(&head, 4)))
        {
            return (false, Ground::Stem);
        }
        let standing = Self::has(&self.words, &head);
        if self.first_parts.contains_key(&left) && (standing || head.chars().count() >= 5) && !has_joined {
            return (false, Ground::Part);
        }
        if Self::has(&self.words, &tail)
            && tail.chars().count() >= 3
            && self.last_parts.get(&head).is_some_and(|&count| count >= 2)
        {
            return (false, Ground::Part);
        }
        // Two words that both stand alone in the file ("twentieth-century").
        let both = tail.chars().count() >= 4 && head.chars().count() >= 4 && Self::has(&self.words, &tail) && standing;
        if both && !has_joined {
            return (false, Ground::Part);
        }
        (true, Ground::Default)
    }
}

/// Numbers, abbreviations and Roman numbers keep their hyphen; words in capitals throughout are left to the file.
fn by_shape(tail: &str, head: &str) -> Option<(bool, Ground)> {
    let before = tail.chars().next_back()?;
    let after = head.chars().next()?;
    if before.is_numeric() || after.is_numeric() {
        return Some((false, Ground::Shape));
    }
    let capitals = tail.chars().all(|c| c.is_uppercase());
    if capitals && after.is_lowercase() && (tail.chars().count() > 1 || matches!(before, 'I' | 'V' | 'X')) {
        return Some((false, Ground::Shape));
    }
    None
}

/// Four letters over the break, if the word is long enough for that to mean anything.
fn stem(tail: &str, head: &str) -> Option<String> {
    let (before, after) = (tail.chars().count(), head.chars().count());
    let take = after.min(3);
    (before >= 2 && take >= 2 && before + take >= 6).then(|| format!("{tail}{}", first_chars(head, take)))
}

fn first_chars(word: &str, count: usize) -> &str {
    word.char_indices().nth(count).map_or(word, |(at, _)| &word[..at])
}

fn fold(word: &str) -> String {
    word.chars().map(|c| if is_hyphen(c) { '-' } else { lower(c) }).collect()
}

/// The word, hyphens inside it included, that ends at the end of `text`; at most [`LONGEST`] characters.
pub fn word_before(text: &str) -> &str {
    let length: usize =
        text.chars().rev().take(LONGEST).take_while(|&c| is_letter(c) || is_hyphen(c)).map(char::len_utf8).sum();
    text[text.len() - length..].trim_matches(is_hyphen)
}

/// The word that begins at the start of `text`. A hyphen at its line's end is not part of it.
pub fn word_after(text: &str) -> &str {
    let length: usize =
        text.chars().take(LONGEST).take_while(|&c| is_letter(c) || is_hyphen(c)).map(char::len_utf8).sum();
    text[..length].trim_matches(is_hyphen)
}
