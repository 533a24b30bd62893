//! Names as tags of words, and back.

use super::chain::Decoded;
use super::{TAGS, tag};
use crate::NameType;

/// A name that the chain reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TaggedName {
    /// First word.
    pub(crate) first: usize,
    /// One past the last word.
    pub(crate) end: usize,
    pub(crate) name_type: NameType,
    /// How much worse the best reading is in which one of its words is no name of the type.
    pub(crate) margin: i32,
}

/// Whether a word with the tag belongs to a name of the type.
pub(crate) fn is_of(tag: u8, name_type: NameType) -> bool {
    match name_type {
        NameType::Person => matches!(tag, 1 | 2 | 10 | 11),
        NameType::Place => matches!(tag, 3 | 4 | 7..=9),
        NameType::Body => tag >= tag::BODY,
    }
}

fn begins(tag: u8, name_type: NameType) -> bool {
    match name_type {
        NameType::Person => matches!(tag, tag::PERSON | tag::PERSON_IN_BODY),
        NameType::Place => matches!(tag, tag::PLACE | tag::BODY_AND_PLACE | tag::PLACE_IN_BODY),
        NameType::Body => matches!(tag, tag::BODY | tag::BODY_AND_PLACE),
    }
}

/// Tags of `words` words for these names (first word, one past the last, type). Where names overlap the longer one counts, but that a
/// place or person inside a body is kept beside it.
pub(crate) fn tags_of(words: usize, names: &[(usize, usize, NameType)]) -> Vec<u8> {
    let mut tags = vec![tag::OUT; words];
    let mut sorted: Vec<_> = names.to_vec();
    sorted.sort_by_key(|&(first, end, name_type)| (usize::MAX - (end - first), first, name_type));
    for &(first, end, name_type) in &sorted {
        let part = &tags[first..end];
        let (outer, inner) = match name_type {
            NameType::Person => (tag::PERSON, Some(tag::PERSON_IN_BODY)),
            NameType::Place => (tag::PLACE, Some(tag::PLACE_IN_BODY)),
            NameType::Body => (tag::BODY, None),
        };
        if part.iter().all(|&t| t == tag::OUT) {
            tags[first..end].fill(outer + 1);
            tags[first] = outer;
        } else if let Some(inner) = inner
            && part.iter().all(|&t| matches!(t, 5 | 6))
            && part[1..].iter().all(|&t| t == 6)
        {
            match (part[0], name_type) {
                (tag::BODY, NameType::Place) => tags[first] = tag::BODY_AND_PLACE,
                (tag::BODY, _) => continue,
                _ => tags[first] = inner,
            }
            tags[first + 1..end].fill(inner + 1);
        }
    }
    tags
}

/// The names of a read sentence in the order of their first words, of bodies the longer first.
pub(crate) fn names_of(read: &Decoded) -> Vec<TaggedName> {
    let mut names = Vec::new();
    for name_type in [NameType::Body, NameType::Person, NameType::Place] {
        let mut at = 0;
        while at < read.tags.len() {
            if !begins(read.tags[at], name_type) {
                at += 1;
                continue;
            }
            let first = at;
            at += 1;
            while at < read.tags.len() && is_of(read.tags[at], name_type) && !begins(read.tags[at], name_type) {
                at += 1;
            }
            let margin = (first..at).map(|i| -against(read, i, name_type)).min().unwrap_or(0);
            names.push(TaggedName { first, end: at, name_type, margin });
        }
    }
    names.sort_by_key(|name| (name.first, usize::MAX - name.end, name.name_type));
    names
}

fn best_of(read: &Decoded, at: usize, wanted: impl Fn(u8) -> bool) -> i32 {
    (0..TAGS).filter(|&t| wanted(t as u8)).map(|t| read.short_of_best[at][t]).max().unwrap_or(i32::MIN)
}

/// The best reading in which the word is no name of the type, less the best of all.
fn against(read: &Decoded, at: usize, name_type: NameType) -> i32 {
    best_of(read, at, |t| !is_of(t, name_type))
}

/// The best reading in which the word is a name of the type, less the best of all: 0 where the chain reads it so.
pub(crate) fn support(read: &Decoded, at: usize, name_type: NameType) -> i32 {
    best_of(read, at, |t| is_of(t, name_type))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_stands_inside_a_body_and_comes_back() {
        let names = [(1, 4, NameType::Body), (3, 4, NameType::Place), (5, 7, NameType::Person)];
        let tags = tags_of(8, &names);
        assert_eq!(tags, [0, 5, 6, 8, 0, 1, 2, 0]);
        let read = Decoded { short_of_best: vec![[0; TAGS]; tags.len()], tags };
        let back: Vec<_> = names_of(&read).iter().map(|n| (n.first, n.end, n.name_type)).collect();
        assert_eq!(back, names);
    }

    #[test]
    fn of_two_that_cross_the_longer_is_kept() {
        assert_eq!(tags_of(4, &[(0, 2, NameType::Person), (1, 4, NameType::Place)]), [0, 3, 4, 4]);
    }
}
