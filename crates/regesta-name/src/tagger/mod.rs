//! The trained reader of names: a linear chain over the words of a sentence, whose features are the words, their grammar, their
//! class, and what the rules found. Its weights are whole numbers, so that it answers the same on every processor.

mod chain;
mod classes;
mod features;
mod learn;
mod model;
mod spans;
mod train;

pub use classes::WordClasses;
pub use model::Tagger;
pub use train::{GoldName, TrainSettings, TrainingText, train_tagger};

pub(crate) use chain::Decoded;
pub(crate) use features::{Cased, Form, RuleTags, Sight, Sums};
pub(crate) use spans::{TaggedName, names_of, support};

/// Number of tags.
pub(crate) const TAGS: usize = 12;

/// What a word is in the names of its sentence. A word of a body may be one of a place or person inside it too.
pub(crate) mod tag {
    pub(crate) const OUT: u8 = 0;
    pub(crate) const PERSON: u8 = 1;
    pub(crate) const PLACE: u8 = 3;
    pub(crate) const BODY: u8 = 5;
    /// First word of a body and of a place in it.
    pub(crate) const BODY_AND_PLACE: u8 = 7;
    /// First word of a place inside a body that has begun before.
    pub(crate) const PLACE_IN_BODY: u8 = 8;
    pub(crate) const PERSON_IN_BODY: u8 = 10;
}

/// Whether `next` may follow `before` (`None` at the beginning of a sentence).
pub(crate) fn may_follow(before: Option<u8>, next: u8) -> bool {
    let in_body = before.is_some_and(|b| b >= tag::BODY);
    match next {
        2 => matches!(before, Some(1 | 2)),
        4 => matches!(before, Some(3 | 4)),
        6 | 8 | 10 => in_body,
        9 => matches!(before, Some(7..=9)),
        11 => matches!(before, Some(10 | 11)),
        _ => true,
    }
}

/// A number for a text, the same on every machine (FNV-1a, mixed).
pub(crate) fn hash_text(text: &str) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    mix((hash >> 32) as u32, hash as u32)
}

/// One number of two; not symmetric.
pub(crate) fn mix(a: u32, b: u32) -> u32 {
    let mut x = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^= x >> 29;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^= x >> 32;
    x as u32
}
