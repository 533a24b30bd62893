//! Language packs, tokens, sentences, morphology and the rule engine.
//!
//! Everything that differs from language to language is data in `languages/<tag>/` ([`PackSet`]): word lists, rules with
//! examples, inflection. The code knows operations, not languages; the one exception is Russian morphology, which comes
//! from a dictionary crate and is switched on by a line in the pack.
//!
//! A prepared text becomes a [`Paper`]: passages with sentences, a language for each sentence, tokens, and a shadow with
//! lost capitals restored.

mod check;
mod error;
mod finder;
mod fold;
mod identify;
mod letters;
mod lexicon;
mod morphology;
mod pack;
mod paper;
mod reader;
mod rules;
mod sentences;
mod tokens;
mod truecase;

pub use check::{ExampleOutcome, PackDiagnostic, PackSeverity, check_examples, check_pack_folder, new_pack};
pub use error::PackError;
pub use fold::{consonant_skeleton, fold, latin_key, lower};
pub use identify::identify;
pub use letters::{is_letter, is_letter_or_digit, lowercase};
pub use lexicon::{Lexicon, LexiconEntry};
pub use morphology::{Analysis, Case, Gender, Morphology, NameKind, Number, PartOfSpeech};
pub use pack::{Casing, KnownGap, LangId, Pack, PackSet};
pub use paper::{Call, Found, Paper, PaperPart, Passage, ProperWords, Sentence};
pub use rules::{Example, Rule, RuleMatch, RuleSet};
pub use sentences::split_sentences;
pub use tokens::{Token, TokenKind, tokenize};
