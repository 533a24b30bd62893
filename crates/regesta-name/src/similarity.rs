//! How alike two names are across scripts, and what forbids to take them for one.

use regesta_lang::{consonant_skeleton, latin_key};

/// Whether two rows of given names or initials ("Г. К.", "Серго", "M.") contradict each other: some place has two
/// different first letters, or two different full names.
///
/// ```
/// use regesta_name::given_names_conflict;
/// assert!(!given_names_conflict("Г. В.", "G."));
/// assert!(!given_names_conflict("Ф. Х.", "Fatali"));
/// assert!(given_names_conflict("М. Д.", "М. Г."));
/// assert!(!given_names_conflict("", "М. Г."));
/// ```
pub fn given_names_conflict(a: &str, b: &str) -> bool {
    GivenShape::of(a).conflicts(&GivenShape::of(b))
}

/// What a row of given names is compared by, made once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct GivenShape(Vec<GivenPart>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct GivenPart {
    initial: char,
    /// Latin key and consonants of a name of more than three letters.
    full: Option<(String, String)>,
}

impl GivenShape {
    pub(crate) fn of(given: &str) -> Self {
        let part = |part: &str| GivenPart {
            initial: initial_class(part),
            full: (part.chars().count() > 3).then(|| {
                let latin = latin_key(part);
                let bones = consonant_skeleton(&latin);
                (latin, bones)
            }),
        };
        Self(given_parts(given).into_iter().map(part).collect())
    }

    pub(crate) fn conflicts(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| match (&a.full, &b.full) {
            (Some(a), Some(b)) => a.1 != b.1 && strsim::jaro_winkler(&a.0, &b.0) < 0.8,
            _ => a.initial != b.initial,
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

pub(crate) fn given_parts(given: &str) -> Vec<&str> {
    given.split(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | ',')).filter(|p| !p.is_empty()).collect()
}

/// Letters that stand for one sound in the spellings of one name.
fn initial_class(part: &str) -> char {
    let first = part.chars().next().map(String::from).unwrap_or_default();
    if matches!(
        first.as_str(),
        "Ю" | "ю"
            | "Я"
            | "я"
            | "Е"
            | "е"
            | "Є"
            | "є"
            | "Й"
            | "й"
            | "Э"
            | "э"
            | "I"
            | "İ"
            | "И"
            | "и"
            | "І"
            | "і"
            | "Y"
            | "y"
            | "E"
            | "e"
            | "J"
            | "i"
    ) {
        return 'I';
    }
    let key = latin_key(part);
    match key.chars().next() {
        Some('o') => 'O',
        Some('u') => 'U',
        Some('a') => 'A',
        _ => consonant_skeleton(part).chars().next().unwrap_or('?'),
    }
}

/// How alike two surnames, places or bodies are, 0 to 1: Jaro-Winkler on the Latin keys and on the consonants, with the
/// vowels compared too where there are few consonants.
///
/// ```
/// use regesta_name::name_similarity;
/// assert!(name_similarity("Чичерин", "Çiçerin") > 0.85);
/// assert!(name_similarity("Киров", "Караев") < 0.85);
/// ```
pub fn name_similarity(a: &str, b: &str) -> f64 {
    NameShape::of(a).similarity(&NameShape::of(b))
}

/// What a word is compared by, made once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NameShape {
    latin: String,
    bones: String,
}

impl NameShape {
    pub(crate) fn of(word: &str) -> Self {
        Self { latin: latin_key(word), bones: consonant_skeleton(word) }
    }

    pub(crate) fn similarity(&self, other: &Self) -> f64 {
        if self.latin == other.latin {
            return 1.0;
        }
        let jaro = strsim::jaro_winkler(&self.latin, &other.latin);
        let (mine, theirs) = (self.bones.len(), other.bones.len());
        let longest = mine.max(theirs);
        if longest == 0 {
            return jaro;
        }
        let short = mine.min(theirs) <= 3;
        if short && (self.bones != other.bones || !vowels_agree(&self.latin, &other.latin)) {
            return jaro.min(0.8) * 0.9;
        }
        let bones = 1.0 - strsim::levenshtein(&self.bones, &other.bones) as f64 / longest as f64;
        0.6 * bones + 0.4 * jaro
    }
}

fn vowels_agree(a: &str, b: &str) -> bool {
    let vowels = |word: &str| {
        let mut out = String::new();
        for c in word.chars() {
            let class = match c {
                'a' => 'a',
                'o' | 'u' | 'w' => 'o',
                'e' | 'i' | 'y' => 'e',
                _ => continue,
            };
            if !out.ends_with(class) {
                out.push(class);
            }
        }
        out
    };
    let (a, b) = (vowels(a), vowels(b));
    a == b || strsim::levenshtein(&a, &b) <= 1 && a.chars().count().max(b.chars().count()) >= 3
}

/// Two printed forms of one declinable name in one script: a common beginning and short different endings.
pub(crate) fn same_stem(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let (la, lb) = (a.chars().count(), b.chars().count());
    let cyrillic = a.chars().chain(b.chars()).all(|c| matches!(c, '\u{400}'..='\u{52f}' | '-' | ' '));
    let tail = |word: &str| word.chars().skip(common).all(|c| "аеиоуыэюяёьйімхвг".contains(c));
    cyrillic && common >= 4 && la - common <= 3 && lb - common <= 3 && tail(a) && tail(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_case_forms_but_not_other_names() {
        assert!(same_stem("смилги", "смилга"));
        assert!(!same_stem("иванов", "иванишвили"));
        assert!(!same_stem("карс", "карабах"));
    }

    #[test]
    fn short_names_need_their_vowels() {
        assert!(name_similarity("Киров", "Kirov") > 0.85);
        assert!(name_similarity("Шамиль", "Şamil") > 0.85);
        assert!(name_similarity("Горис", "Карс") < 0.85);
        assert!(name_similarity("Ленин", "Лунин") < 0.85);
    }
}
