//! Several accounts of one thing: which sentences of different texts tell of the same happening or the same document, and
//! in what they differ.
//!
//! The crate knows neither sources nor projects. The caller makes [`Telling`]s and [`Letter`]s, whose words and names are
//! numbers, and gets back pairs with their reasons ([`join_tellings`], [`join_letters`]) and differences with their kinds
//! ([`compare_tellings`], [`compare_letters`], [`reversed_orders`]). Nothing here looks at all pairs: candidates share a
//! few days and a name or a rare word.
//!
//! Similarity is not contradiction. A [`Kind`] says whether a difference is one that two authors cannot both be right
//! about ([`Kind::is_conflict`]), or one that only looks so: a more precise date, the other calendar, the day of arrival.
//!
//! ```
//! use regesta_accounts::{DateRelation, relate};
//!
//! assert_eq!(relate("1848-03", "1848-03-15"), Some(DateRelation::Finer));
//! assert_eq!(relate("1848-03-03", "1848-03-15"), Some(DateRelation::OtherCalendar { days: 12 }));
//! assert_eq!(relate("1848-03-13", "1848-03-15"), Some(DateRelation::Apart { minutes: 1441 }));
//! ```

mod compare;
mod join;
mod kind;
mod letter;
mod order;
mod telling;
mod when;

pub use compare::{Difference, compare_tellings};
pub use join::{JoinSettings, Joint, join_tellings, join_within};
pub use kind::Kind;
pub use letter::{Letter, LetterJoint, compare_letters, join_letters};
pub use order::{Reversal, reversed_orders};
pub use telling::{Count, Telling};
pub use when::{DateRelation, relate};
