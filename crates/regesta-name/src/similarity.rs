//! How alike two names are across scripts, and what forbids to take them for one.

use regesta_lang::latin_key;
use smallvec::SmallVec;

use crate::given::{GivenNames, GivenShape};
use crate::sound::Sounds;

/// Whether two rows of given names or initials ("Г. К.", "Серго", "M.") contradict each other: some place has two
/// different first letters, or two different full names. It knows no names that differ by language (Иван, John); [`crate::join`]
/// does, from [`crate::Authorities::with_given_names`].
///
/// ```
/// use regesta_name::given_names_conflict;
/// assert!(!given_names_conflict("Г. В.", "G."));
/// assert!(!given_names_conflict("Ф. Х.", "Fatali"));
/// assert!(given_names_conflict("М. Д.", "М. Г."));
/// assert!(!given_names_conflict("", "М. Г."));
/// ```
pub fn given_names_conflict(a: &str, b: &str) -> bool {
    let names = GivenNames::default();
    GivenShape::of(a, "", &names).conflicts(&GivenShape::of(b, "", &names))
}

/// How alike two surnames, places or bodies are, 0 to 1: six tenths the consonants, as several orthographies may mean them, four
/// tenths Jaro-Winkler of the Latin keys. With three consonants or fewer the consonants must be the same and the vowels agree.
///
/// ```
/// use regesta_name::name_similarity;
/// assert!(name_similarity("Чичерин", "Çiçerin") > 0.85);
/// assert!(name_similarity("Киров", "Караев") < 0.85);
/// ```
pub fn name_similarity(a: &str, b: &str) -> f64 {
    NameShape::of(a, "").similarity(&NameShape::of(b, ""))
}

/// What a word is compared by, made once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NameShape {
    latin: String,
    sounds: Sounds,
    /// Language and script: vowels differ more between two of them than within one.
    tongue: (String, bool),
}

/// What cheap letters may cost where the consonants must be the same, in hundredths of a consonant.
const FAINT_ONLY: u32 = 30;

impl NameShape {
    pub(crate) fn of(word: &str, lang: &str) -> Self {
        let cyrillic = word.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'));
        Self { latin: latin_key(word), sounds: Sounds::of(word), tongue: (lang.to_owned(), cyrillic) }
    }

    /// Under which keys it stands in an index.
    pub(crate) fn keys(&self) -> SmallVec<[[u8; 2]; 2]> {
        self.sounds.keys()
    }

    pub(crate) fn similarity(&self, other: &Self) -> f64 {
        if self.latin == other.latin {
            return 1.0;
        }
        let (mine, theirs) = (self.sounds.len(), other.sounds.len());
        if mine.abs_diff(theirs) > 3 {
            return 0.0;
        }
        let jaro = strsim::jaro_winkler(&self.latin, &other.latin);
        let longest = mine.max(theirs);
        if longest == 0 {
            return jaro;
        }
        let cost = self.sounds.cost(&other.sounds);
        let other_tongue = self.tongue != other.tongue;
        let short = self.sounds.consonants().min(other.sounds.consonants()) <= 3;
        if short && (cost > FAINT_ONLY || !vowels_agree(&self.latin, &other.latin, other_tongue)) {
            return jaro.min(0.8) * 0.9;
        }
        let bones = 1.0 - (f64::from(cost) / 100.0 / longest as f64).min(1.0);
        0.6 * bones + 0.4 * jaro
    }
}

fn vowels_agree(a: &str, b: &str, loose: bool) -> bool {
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
    let (mine, theirs) = (vowels(a), vowels(b));
    mine == theirs
        || strsim::levenshtein(&mine, &theirs) <= 1 && mine.len().max(theirs.len()) >= 3
        || loose && vowels_near(a, b)
}

/// Мерв, Marv: between languages a and e, or e and i, may stand for one sound.
fn vowels_near(a: &str, b: &str) -> bool {
    let vowels = |word: &str| -> Vec<u8> {
        word.bytes().filter(|c| b"aeiouy".contains(c)).map(|c| if c == b'y' { b'i' } else { c }).collect()
    };
    let (a, b) = (vowels(a), vowels(b));
    let near = |x: &u8, y: &u8| x == y || [(b'a', b'e'), (b'e', b'i'), (b'o', b'u')].contains(&(*x.min(y), *x.max(y)));
    a.len() == b.len() && a.iter().zip(&b).all(|(x, y)| near(x, y))
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
