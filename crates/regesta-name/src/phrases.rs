//! Lists whose entries may have several words, looked up at a word of a sentence.

use std::collections::HashMap;

use regesta_lang::{Pack, lower, tokenize};

use crate::words::{Shape, Word, WordInfo, list_key};

#[derive(Debug)]
struct Phrase {
    words: Vec<String>,
    value: String,
    extra: String,
    form: String,
}

/// A list of a pack, by first word.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    by_first: HashMap<String, Vec<Phrase>>,
}

/// An entry found at a word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PhraseMatch<'a> {
    /// Words and signs taken.
    pub(crate) words: usize,
    pub(crate) value: &'a str,
    pub(crate) extra: &'a str,
    /// The entry as listed.
    pub(crate) form: &'a str,
}

impl Phrases {
    pub(crate) fn of(pack: &Pack, list: &str) -> Self {
        let mut phrases = Self::default();
        for entry in pack.lexicon(list).entries() {
            let lowered = lower(&entry.form, pack.casing());
            let words: Vec<String> = tokenize(&lowered).iter().map(|t| list_key(&lowered[t.span.range()])).collect();
            let Some(first) = words.first().cloned() else { continue };
            phrases.by_first.entry(first).or_default().push(Phrase {
                words,
                value: entry.value.clone(),
                extra: entry.extra.first().cloned().unwrap_or_default(),
                form: entry.form.clone(),
            });
        }
        for list in phrases.by_first.values_mut() {
            list.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then(a.form.cmp(&b.form)));
        }
        phrases
    }

    /// The longest entry that begins at `words[at]`. The last word may be any form that leads back to the entry's.
    pub(crate) fn longest_at<'a>(
        &'a self,
        words: &[Word<'_>],
        infos: &[WordInfo],
        at: usize,
    ) -> Option<PhraseMatch<'a>> {
        let first = words.get(at).filter(|w| !w.barred)?;
        let mut best: Option<&Phrase> = None;
        for first_key in &infos[first.info].list_keys {
            for phrase in self.by_first.get(first_key).into_iter().flatten() {
                if best.is_some_and(|b| b.words.len() >= phrase.words.len()) {
                    break;
                }
                let exact_first = phrase.words.len() == 1
                    || infos[first.info].list_keys[0] == phrase.words[0]
                    || infos[first.info].dictionary;
                let fits = exact_first
                    && phrase.words.len() <= words.len() - at
                    && phrase.words.iter().zip(&words[at..]).skip(1).enumerate().all(|(i, (form, word))| {
                        let info = &infos[word.info];
                        if word.barred {
                            false
                        } else if word.shape == Shape::Sign {
                            word.text == form
                        } else if i + 2 == phrase.words.len() && !info.dictionary {
                            info.list_keys.contains(form)
                        } else {
                            info.list_keys[0] == *form
                        }
                    });
                if fits {
                    best = Some(phrase);
                    break;
                }
            }
        }
        best.map(|p| PhraseMatch { words: p.words.len(), value: &p.value, extra: &p.extra, form: &p.form })
    }

    /// Whether a single word is an entry.
    pub(crate) fn has_form(&self, form: &str) -> bool {
        self.by_first.get(&list_key(form)).is_some_and(|list| list.iter().any(|p| p.words.len() == 1))
    }
}
