//! Language packs, tokens, sentences, morphology and the rule engine
