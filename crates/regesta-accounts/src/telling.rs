/// A sentence, or part of one, that tells of a dated happening. Words and names are numbers of the caller's, the same in
/// all texts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Telling {
    /// The text.
    pub text: u32,
    /// The work: a text, its abstract and its translation have one number, and are one witness.
    pub work: u32,
    /// Its place in the text: the number of the sentence.
    pub at: u32,
    /// The language: words of two languages cannot be compared.
    pub lang: u32,
    /// Neutral types of happenings that its words may tell of, sorted.
    pub types: Vec<String>,
    /// The words that tell of the happening themselves, in their basic forms, sorted; they are among `words`.
    pub heads: Vec<u32>,
    /// Words that say which part of it is meant (the first, the main forces, the rest), sorted; not among `words`.
    pub scope: Vec<u32>,
    /// When, as EDTF.
    pub date: Option<String>,
    /// Content words, sorted, each once.
    pub words: Vec<u32>,
    /// Persons, bodies and places named beside it, sorted, each once.
    pub names: Vec<u32>,
    /// Where it happened.
    pub place: Option<u32>,
    /// Who did it, sorted.
    pub agents: Vec<u32>,
    /// Told as a fact: neither planned, ordered, alleged nor conditional.
    pub fact: bool,
    /// Told not to have happened.
    pub denied: bool,
    /// Whether it is a document's words, not the author's.
    pub quoted: bool,
    /// Numbers of things.
    pub counts: Vec<Count>,
}

/// A number of things.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Count {
    /// The word that says of what, as a number of the caller's.
    pub unit: u32,
    /// The least.
    pub low: f64,
    /// The most.
    pub high: f64,
}

/// How many numbers two sorted lists share.
pub(crate) fn shared<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    a.iter().copied().filter(|n| b.binary_search(n).is_ok())
}

/// Types of happenings that authors use for one and the same.
const NEAR: [&[&str]; 8] = [
    &["advance", "crossing", "occupation", "arrival", "capture"],
    &["coup", "transfer", "proclamation", "resignation"],
    &["coup", "uprising"],
    &["battle", "capture", "advance", "uprising"],
    &["signing", "negotiation", "meeting"],
    &["departure", "withdrawal"],
    &["formation", "proclamation"],
    &["arrest", "capture"],
];

/// Whether two lists share a type: 2 where they do, 1 where two may be one, 0 where none.
pub(crate) fn types_agree(a: &[String], b: &[String]) -> u8 {
    let plain = |t: &&String| t.as_str() != "other";
    if a.iter().filter(plain).any(|t| b.contains(t)) {
        return 2;
    }
    let near = |x: &String, y: &String| NEAR.iter().any(|set| set.contains(&x.as_str()) && set.contains(&y.as_str()));
    u8::from(a.iter().any(|x| b.iter().any(|y| near(x, y))))
}
