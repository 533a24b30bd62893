//! Given names and initials: what forbids to take two of them for one person's.

use std::collections::BTreeMap;

use regesta_lang::{fold, latin_key};

use crate::sound::Sounds;

/// Given names that are one name in several languages (Иван, John, Jean), by their folded forms.
#[derive(Debug, Clone, Default)]
pub(crate) struct GivenNames {
    row_of: BTreeMap<String, u16>,
    /// For each row, the initials of its forms.
    initials: Vec<u32>,
}

/// Endings of patronymics, which are left with the father's name.
const PATRONYMIC: [&str; 16] = [
    "йович",
    "ович",
    "евич",
    "івна",
    "ївна",
    "овна",
    "евна",
    "ovych",
    "yovych",
    "ovich",
    "evich",
    "ovic",
    "evic",
    "ivna",
    "ovna",
    "evna",
];

impl GivenNames {
    /// Rows `id<TAB>form|form`; lines that begin with `#` are comments.
    pub(crate) fn parse(text: &str) -> Self {
        let mut names = Self::default();
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let Some((_, forms)) = line.split_once('\t') else { continue };
            let row = names.initials.len() as u16;
            let mut initials = 0;
            for form in forms.split('|').map(str::trim).filter(|f| !f.is_empty()) {
                initials |= initial(form);
                names.row_of.entry(fold(form)).or_insert(row);
            }
            names.initials.push(initials);
        }
        names
    }

    pub(crate) fn row(&self, part: &str) -> Option<u16> {
        let folded = fold(part);
        let of = |form: &str| self.row_of.get(form).copied();
        of(&folded).or_else(|| {
            let stem = PATRONYMIC.iter().find_map(|ending| folded.strip_suffix(ending))?;
            ["", "й", "о", "а", "ь", "i", "y", "o"].iter().find_map(|end| of(&format!("{stem}{end}")))
        })
    }
}

/// A row of given names or initials, as it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct GivenShape {
    parts: Vec<GivenPart>,
    ukrainian: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct GivenPart {
    /// The letters that an initial of it may be, as a set.
    initials: u32,
    full: Option<FullName>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct FullName {
    latin: String,
    sounds: Sounds,
    row: Option<u16>,
}

impl GivenShape {
    pub(crate) fn of(given: &str, lang: &str, names: &GivenNames) -> Self {
        let part = |part: &str| {
            let full = (part.chars().count() > 2).then(|| FullName {
                latin: latin_key(part),
                sounds: Sounds::of(part),
                row: names.row(part),
            });
            let listed = full.as_ref().and_then(|f| f.row).map_or(0, |row| names.initials[usize::from(row)]);
            GivenPart { initials: initial(part) | listed, full }
        };
        Self { parts: given_parts(given).into_iter().map(part).collect(), ukrainian: lang == "uk" }
    }

    /// Whether the two cannot be one person's. A Ukrainian text has О. where a Russian has А. (Олександр), so such initials do
    /// not speak against each other. Of two names without initials, one may leave some of the other's out.
    pub(crate) fn conflicts(&self, other: &Self) -> bool {
        let bridge = self.ukrainian != other.ukrainian;
        let (ukrainian, russian) = if self.ukrainian { (self, other) } else { (other, self) };
        let clash = |a: &GivenPart, b: &GivenPart| a.conflicts(b, bridge);
        if !ukrainian.parts.iter().zip(&russian.parts).any(|(a, b)| clash(a, b)) {
            return false;
        }
        let full = |shape: &Self| shape.parts.iter().all(|p| p.full.is_some());
        if !full(self) || !full(other) || self.len() == other.len() {
            return true;
        }
        let (few, many) = if self.len() < other.len() { (self, other) } else { (other, self) };
        let mut rest = many.parts.iter();
        !few.parts.iter().all(|name| rest.any(|one| !name.conflicts(one, false)))
    }

    /// How much is known of the name: parts, and parts in full.
    pub(crate) fn fullness(&self) -> (usize, usize) {
        (self.parts.len(), self.parts.iter().filter(|p| p.full.is_some()).count())
    }

    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl GivenPart {
    /// `self` is the Ukrainian one where `bridge`.
    fn conflicts(&self, other: &Self, bridge: bool) -> bool {
        if let (Some(a), Some(b)) = (&self.full, &other.full) {
            if a.row.is_some() && a.row == b.row {
                return false;
            }
            let listed_apart = a.row.is_some() && b.row.is_some();
            let like = strsim::jaro_winkler(&a.latin, &b.latin);
            return if listed_apart { like < 0.92 } else { a.sounds.cost(&b.sounds) > 30 && like < 0.8 };
        }
        let meet = self.initials & other.initials != 0;
        let translated = bridge
            && [(VOWEL_O, VOWEL_A), (M, N), (P, V)]
                .iter()
                .any(|(uk, ru)| self.initials & uk != 0 && other.initials & ru != 0);
        !meet && !translated
    }
}

pub(crate) fn given_parts(given: &str) -> Vec<&str> {
    given.split(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | ',')).filter(|p| !p.is_empty()).collect()
}

const VOWEL_A: u32 = 1;
const VOWEL_O: u32 = 1 << 1;
const VOWEL_U: u32 = 1 << 2;
/// е, э, и, ю, я and what is spelt with y or j.
const VOWEL_I: u32 = 1 << 3;
const P: u32 = 1 << 4;
const V: u32 = 1 << 5;
const K: u32 = 1 << 6;
const T: u32 = 1 << 7;
const J: u32 = 1 << 8;
const S: u32 = 1 << 9;
const L: u32 = 1 << 10;
const M: u32 = 1 << 11;
const N: u32 = 1 << 12;
const R: u32 = 1 << 13;

/// The sounds that the first letter of a name may stand for.
fn initial(name: &str) -> u32 {
    let small = name.to_lowercase();
    if ["дж", "dj", "dzh", "dsch"].iter().any(|d| small.starts_with(d)) {
        return J | T;
    }
    match small.chars().next().unwrap_or(' ') {
        'a' | 'а' | 'â' | 'á' | 'à' | 'ä' => VOWEL_A,
        'ə' => VOWEL_A | VOWEL_I,
        'o' | 'о' | 'ö' | 'ó' | 'ô' => VOWEL_O,
        'u' | 'у' | 'ú' | 'û' => VOWEL_U,
        'ü' | 'ю' => VOWEL_U | VOWEL_I,
        'e' | 'é' | 'è' | 'i' | 'ı' | 'y' | 'е' | 'э' | 'є' | 'ё' | 'и' | 'і' | 'ї' | 'й' | 'я' => VOWEL_I,
        'j' => J | VOWEL_I,
        'b' | 'б' | 'п' => P,
        'p' if small.starts_with("ph") => V,
        'p' => P,
        'v' | 'w' | 'f' | 'в' | 'ф' => V,
        'g' => K | J,
        'k' | 'q' | 'x' | 'h' | 'г' | 'ґ' | 'к' | 'х' => K,
        'c' => K | J | S,
        'd' | 't' | 'д' | 'т' => T,
        'ç' | 'č' | 'ж' | 'ч' => J,
        'z' | 'ž' | 'ż' => S | J,
        's' | 'ş' | 'š' | 'ś' | 'з' | 'с' | 'ц' | 'ш' | 'щ' => S,
        'l' | 'ł' | 'л' => L,
        'm' | 'м' => M,
        'n' | 'н' => N,
        'r' | 'р' => R,
        // The dotted capital I of Turkish is two characters in lower case.
        _ if small.starts_with('i') => VOWEL_I,
        _ => 1 << 14,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "# columns: id forms\njohn\tИван|Іван|John|Jean\nnicholas\tНиколай|Микола|Nicholas\n";

    fn conflict(a: (&str, &str), b: (&str, &str)) -> bool {
        let names = GivenNames::parse(LIST);
        GivenShape::of(a.0, a.1, &names).conflicts(&GivenShape::of(b.0, b.1, &names))
    }

    #[test]
    fn names_of_one_row_are_one_name() {
        assert!(!conflict(("Иван", "ru"), ("Jean", "fr")));
        assert!(!conflict(("Ж.", "ru"), ("John", "en")), "the French form begins so");
        assert!(conflict(("Иван", "ru"), ("Nicholas", "en")));
        assert!(!conflict(("Николаевич", "ru"), ("Миколайович", "uk")));
    }

    #[test]
    fn initials_of_ukrainian_names_are_translated_only_between_languages() {
        assert!(!conflict(("О. М.", "uk"), ("А. Н.", "ru")));
        assert!(conflict(("О. М.", "ru"), ("А. Н.", "ru")));
        assert!(conflict(("А. Н.", "uk"), ("О. М.", "ru")), "not the other way round");
    }

    #[test]
    fn a_given_name_may_be_left_out_but_not_be_another() {
        assert!(!conflict(("Ahmed Refik", "tr"), ("Refik", "tr")));
        assert!(conflict(("Ahmed Refik", "tr"), ("Kâzım", "tr")));
        assert!(conflict(("А. Н.", "ru"), ("Н.", "ru")));
    }
}
