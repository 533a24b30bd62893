use regesta_lang::{LangId, PartOfSpeech};
use regesta_reuse::Grammar;

use crate::Engine;

/// What the pack of one language knows of words.
pub(super) struct PackGrammar<'e> {
    pub(super) engine: &'e Engine,
    pub(super) lang: LangId,
}

impl Grammar for PackGrammar<'_> {
    fn same_word(&self, a: &str, b: &str) -> bool {
        let lemmas = |word: &str| -> Vec<String> {
            let all = self.engine.morphology.analyses(&self.engine.packs, self.lang, word);
            let known = all.iter().any(|analysis| analysis.known);
            all.into_iter().filter(|analysis| analysis.known || !known).map(|analysis| analysis.lemma).collect()
        };
        let left = lemmas(a);
        lemmas(b).iter().any(|lemma| left.contains(lemma))
    }

    fn is_pronoun(&self, word: &str) -> bool {
        if self.engine.packs.get(self.lang).lexicon("pronoun").has(word) {
            return true;
        }
        let all = self.engine.morphology.analyses(&self.engine.packs, self.lang, word);
        all.first().is_some_and(|analysis| analysis.known && analysis.part == PartOfSpeech::Pronoun)
    }

    fn is_word(&self, word: &str) -> Option<bool> {
        let pack = self.engine.packs.get(self.lang);
        (pack.morphology() == Some("rumorph")).then(|| {
            self.engine.morphology.analyses(&self.engine.packs, self.lang, word).iter().any(|analysis| analysis.known)
        })
    }
}
