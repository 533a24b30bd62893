use serde::Serialize;

/// In what a witness differs, from what matters least to what matters most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VariantGrade {
    /// Another spelling of the same word: `ё` and `е`, the old orthography, written together or apart.
    Orthography,
    /// A letter misread by a machine or a printer: one of the two is no word.
    Recognition,
    /// Words in square brackets: the author's, not the document's.
    Supplement,
    /// The base marks a cut here, the witness has the words.
    CutInBase,
    /// Words are missing, and the author says so.
    OmissionMarked,
    /// Another ending of the same word.
    Inflection,
    /// One pronoun for another: who speaks, or of whom.
    Pronoun,
    /// Words are missing without a sign.
    OmissionUnmarked,
    /// Words that the base does not have.
    Addition,
    /// Other words.
    Substitution,
}

impl VariantGrade {
    /// All grades, the lightest first.
    pub const ALL: [Self; 10] = [
        Self::Orthography,
        Self::Recognition,
        Self::Supplement,
        Self::CutInBase,
        Self::OmissionMarked,
        Self::Inflection,
        Self::Pronoun,
        Self::OmissionUnmarked,
        Self::Addition,
        Self::Substitution,
    ];

    /// The name in lists and files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Orthography => "orthography",
            Self::Recognition => "recognition",
            Self::Supplement => "supplement",
            Self::CutInBase => "cut_in_base",
            Self::OmissionMarked => "omission_marked",
            Self::Inflection => "inflection",
            Self::Pronoun => "pronoun",
            Self::OmissionUnmarked => "omission_unmarked",
            Self::Addition => "addition",
            Self::Substitution => "substitution",
        }
    }
}

/// What is known of words; the caller has it from its language packs.
pub trait Grammar {
    /// Whether both can be forms of one word.
    fn same_word(&self, a: &str, b: &str) -> bool;
    /// Whether it is a personal, possessive or demonstrative pronoun.
    fn is_pronoun(&self, word: &str) -> bool;
    /// Whether it is a word of the language; `None` where no dictionary tells.
    fn is_word(&self, word: &str) -> Option<bool>;
}

/// A grammar that knows nothing: endings are told by common stems.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoGrammar;

impl Grammar for NoGrammar {
    fn same_word(&self, _: &str, _: &str) -> bool {
        false
    }
    fn is_pronoun(&self, _: &str) -> bool {
        false
    }
    fn is_word(&self, _: &str) -> Option<bool> {
        None
    }
}

/// In what two readings differ: the printed words of each, and what they fold to. `None` where they are the same but for
/// case and punctuation.
pub fn grade(a: (&[String], &str), b: (&[String], &str), grammar: &dyn Grammar) -> Option<VariantGrade> {
    let lower = |words: &[String]| words.iter().map(|w| w.to_lowercase()).collect::<Vec<_>>();
    let (left, right) = (lower(a.0), lower(b.0));
    if left == right {
        return None;
    }
    if a.1 == b.1 {
        return Some(VariantGrade::Orthography);
    }
    let ([left], [right]) = (left.as_slice(), right.as_slice()) else {
        return Some(if likely_misread(a.1, b.1) { VariantGrade::Recognition } else { VariantGrade::Substitution });
    };
    if grammar.is_pronoun(left) && grammar.is_pronoun(right) {
        return Some(VariantGrade::Pronoun);
    }
    if grammar.same_word(left, right) {
        return Some(VariantGrade::Inflection);
    }
    let known = (grammar.is_word(left), grammar.is_word(right));
    let misread = likely_misread(a.1, b.1);
    let one_is_no_word = matches!(known, (Some(false), _) | (_, Some(false))) && known != (Some(false), Some(false));
    if misread && (one_is_no_word || has_figure_among_letters(left) || has_figure_among_letters(right)) {
        return Some(VariantGrade::Recognition);
    }
    if other_ending(a.1, b.1) {
        return Some(VariantGrade::Inflection);
    }
    let inside = known == (None, None) || known == (Some(false), Some(false));
    Some(if misread && inside { VariantGrade::Recognition } else { VariantGrade::Substitution })
}

/// One or two letters differ in a word of some length.
fn likely_misread(a: &str, b: &str) -> bool {
    let letters = a.chars().count().min(b.chars().count());
    letters >= 4 && strsim::osa_distance(a, b) <= 1 + usize::from(letters >= 8)
}

/// A common stem of four letters or more, and short endings.
fn other_ending(a: &str, b: &str) -> bool {
    let stem = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let rest = (a.chars().count() - stem).max(b.chars().count() - stem);
    stem >= 4 && rest <= 3 && stem > rest
}

fn has_figure_among_letters(word: &str) -> bool {
    word.chars().any(char::is_numeric) && word.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold_word;

    struct Small;
    impl Grammar for Small {
        fn same_word(&self, a: &str, b: &str) -> bool {
            [a, b].iter().all(|w| ["идти", "шёл", "шел", "идет"].contains(w))
        }
        fn is_pronoun(&self, word: &str) -> bool {
            ["мною", "тобою", "we", "you"].contains(&word)
        }
        fn is_word(&self, word: &str) -> Option<bool> {
            Some(["телеграмма", "ответ", "отчет", "harbour", "город"].contains(&word))
        }
    }

    fn graded(a: &str, b: &str) -> Option<VariantGrade> {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let folded = |text: &str| words(text).iter().map(|w| fold_word(w)).collect::<String>();
        grade((&words(a), &folded(a)), (&words(b), &folded(b)), &Small)
    }

    #[test]
    fn grades_of_single_words() {
        use VariantGrade::*;
        for (a, b, expected) in [
            ("Городъ", "город", Some(Orthography)),
            ("То же", "тоже", Some(Orthography)),
            ("Город", "город", None),
            ("мною", "тобою", Some(Pronoun)),
            ("идти", "шёл", Some(Inflection)),
            ("телеграмма", "телеграмни", Some(Recognition)),
            ("harb0ur", "harbour", Some(Recognition)),
            ("ответ", "отчет", Some(Substitution)),
            ("ответ", "депеша", Some(Substitution)),
            ("комитетом", "комитету", Some(Inflection)),
        ] {
            assert_eq!(graded(a, b), expected, "{a} / {b}");
            assert_eq!(graded(b, a), expected, "{b} / {a}");
        }
    }

    #[test]
    fn names_are_all_different() {
        let mut names: Vec<&str> = VariantGrade::ALL.iter().map(|g| g.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), VariantGrade::ALL.len());
    }
}
