//! The consonants of a name as several orthographies may mean them: `ch` is one sound in French, another in English, a third in
//! German, so each consonant is a set of classes, and two spellings agree where their sets meet.

use smallvec::SmallVec;
use unicode_normalization::UnicodeNormalization;

const P: u16 = 1;
const V: u16 = 1 << 1;
const K: u16 = 1 << 2;
const T: u16 = 1 << 3;
const J: u16 = 1 << 4;
const S: u16 = 1 << 5;
const L: u16 = 1 << 6;
const M: u16 = 1 << 7;
const N: u16 = 1 << 8;
const R: u16 = 1 << 9;
/// A vowel at the beginning.
const A: u16 = 1 << 10;

/// What a letter costs that the other spelling has not, in hundredths of a consonant.
const WHOLE: u32 = 100;
/// The same for letters that many orthographies leave out (`h`, `ğ`, `j`).
const FAINT: u32 = 30;
/// The same for a vowel at the beginning.
const VOWEL: u32 = 60;
/// Two consonants of neighbouring classes.
const NEAR: u32 = 50;

/// One consonant: the classes it may be of, and whether other orthographies leave it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sound {
    classes: u16,
    faint: bool,
}

/// The consonants of a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sounds(SmallVec<[Sound; 10]>);

/// Groups of Latin letters that are one consonant, longer ones first.
const LATIN_GROUPS: [(&str, u16, bool); 30] = [
    ("schtsch", S | J, false),
    ("chtch", S | J, false),
    ("shch", S | J, false),
    ("szcz", S | J, false),
    ("dsch", J, false),
    ("tsch", J, false),
    ("dsh", J, false),
    ("dzh", J, false),
    ("tch", J, false),
    ("sch", S, false),
    ("cz", J, false),
    ("sz", S, false),
    ("zh", J, false),
    ("kh", K, false),
    ("gh", K, true),
    ("ph", V, false),
    ("th", T, false),
    ("ch", J | S | K, false),
    ("sh", S, false),
    ("ts", S, false),
    ("tz", S, false),
    ("dz", S | J, false),
    ("ds", S | J, false),
    ("dj", J, false),
    ("ck", K, false),
    ("ks", K, false),
    ("ge", K | J, false),
    ("gi", K | J, false),
    ("ss", S, false),
    ("qu", K, false),
];

const CYRILLIC_GROUPS: [(&str, u16, bool); 5] =
    [("дж", J, false), ("дз", S | J, false), ("дс", S | J, false), ("тс", S, false), ("кс", K, false)];

fn letter(c: char) -> Option<(u16, bool)> {
    let whole = |classes| Some((classes, false));
    match c {
        'b' | 'p' | 'б' | 'п' => whole(P),
        'v' | 'w' | 'f' | 'в' | 'ф' | 'ѳ' | 'ў' => whole(V),
        'g' | 'k' | 'q' | 'x' | 'г' | 'ґ' | 'к' | 'х' | 'ғ' | 'қ' | 'ҝ' => whole(K),
        'h' | 'ğ' | 'һ' | 'ҳ' => Some((K, true)),
        'd' | 't' | 'д' | 'т' => whole(T),
        'c' => whole(J | K | S),
        'j' => Some((J, true)),
        'ç' | 'č' | 'ć' | 'ж' | 'ч' | 'ҷ' | 'ҹ' | 'џ' => whole(J),
        'ž' | 'ż' | 'ź' => whole(J | S),
        'ц' | 'щ' => whole(S | J),
        's' | 'z' | 'ş' | 'š' | 'ś' | 'ß' | 'ш' | 'с' | 'з' => whole(S),
        'l' | 'ł' | 'л' => whole(L),
        'm' | 'м' => whole(M),
        'n' | 'ń' | 'ñ' | 'ň' | 'н' | 'ң' => whole(N),
        'r' | 'ř' | 'р' => whole(R),
        _ => None,
    }
}

/// A letter without its mark, unless the mark makes another consonant of it.
fn plain(c: char) -> char {
    if letter(c).is_some() || matches!(c, 'й' | 'ё' | 'ї') {
        return c;
    }
    std::iter::once(c).nfd().next().unwrap_or(c)
}

impl Sounds {
    pub(crate) fn of(word: &str) -> Self {
        let small: String = word.nfc().flat_map(char::to_lowercase).filter(|c| *c != '\u{307}').map(plain).collect();
        let mut sounds: SmallVec<[Sound; 10]> = SmallVec::new();
        let mut at = 0;
        let mut after_vowel = false;
        while let Some(c) = small[at..].chars().next() {
            let rest = &small[at..];
            let groups: &[(&str, u16, bool)] = if c.is_ascii() { &LATIN_GROUPS } else { &CYRILLIC_GROUPS };
            let group = groups.iter().find(|(text, _, _)| rest.starts_with(text));
            let (found, taken) = match group {
                Some((text @ ("ge" | "gi"), classes, faint)) => (Some((*classes, *faint)), text.len() - 1),
                Some((text, classes, faint)) => (Some((*classes, *faint)), text.len()),
                None => (letter(c), c.len_utf8()),
            };
            at += taken;
            match found {
                Some((classes, faint)) => {
                    let doubled = !after_vowel && sounds.last().is_some_and(|last| last.classes == classes);
                    if !doubled {
                        sounds.push(Sound { classes, faint });
                    }
                    after_vowel = false;
                }
                None if c.is_alphabetic() && !matches!(c, 'ь' | 'ъ') => {
                    if sounds.is_empty() {
                        sounds.push(Sound { classes: A, faint: false });
                    }
                    after_vowel = true;
                }
                None => {}
            }
        }
        // Vowels between equal consonants do not tell them apart in all orthographies; they did not count before either.
        sounds.dedup_by(|b, a| a.classes == b.classes && a.classes != A);
        Self(sounds)
    }

    /// How many consonants, the beginning vowel among them.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many consonants.
    pub(crate) fn consonants(&self) -> usize {
        self.0.iter().filter(|s| s.classes != A).count()
    }

    /// Under which keys of an index the word stands: its first two consonants, roughly, with and without a faint one among
    /// them. Spellings of one name share a key but for rare ones.
    pub(crate) fn keys(&self) -> SmallVec<[[u8; 2]; 2]> {
        let rough = |sound: &Sound| match sound.classes {
            c if c & (J | S | K) != 0 => b'S',
            c if c & (P | V) != 0 => b'P',
            T => b'T',
            L => b'L',
            M => b'M',
            N => b'N',
            _ => b'R',
        };
        let first = |faint: bool| {
            let mut sounds = self.0.iter().filter(|s| s.classes != A && (faint || !s.faint)).map(rough);
            [sounds.next().unwrap_or(b'-'), sounds.next().unwrap_or(b'-')]
        };
        let mut keys = SmallVec::from_slice(&[first(false)]);
        if first(true) != first(false) {
            keys.push(first(true));
        }
        keys
    }

    /// What it costs to make one word of the other, in hundredths of a consonant.
    pub(crate) fn cost(&self, other: &Self) -> u32 {
        let (a, b) = (&self.0, &other.0);
        let alone = |s: &Sound| match s {
            Sound { classes: A, .. } => VOWEL,
            Sound { faint: true, .. } => FAINT,
            _ => WHOLE,
        };
        let mut row: SmallVec<[u32; 16]> = SmallVec::new();
        row.push(0);
        for s in b {
            row.push(row[row.len() - 1] + alone(s));
        }
        for x in a {
            let mut diagonal = row[0];
            row[0] += alone(x);
            for (j, y) in b.iter().enumerate() {
                let changed = diagonal + change(x, y);
                diagonal = row[j + 1];
                row[j + 1] = changed.min(row[j + 1] + alone(x)).min(row[j] + alone(y));
            }
        }
        row[b.len()]
    }
}

fn change(x: &Sound, y: &Sound) -> u32 {
    let (a, b) = (x.classes, y.classes);
    let near = |p: u16, q: u16| a & p != 0 && b & q != 0 || a & q != 0 && b & p != 0;
    if a & b != 0 {
        0
    } else if a == A && y.faint || b == A && x.faint {
        FAINT
    } else if near(J, S) || near(P, V) || near(J, K) {
        NEAR
    } else {
        WHOLE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(a: &str, b: &str) -> u32 {
        Sounds::of(a).cost(&Sounds::of(b))
    }

    #[test]
    fn one_sound_in_several_orthographies_costs_nothing() {
        for (a, b) in [
            ("Чичагов", "Tschitschagow"),
            ("Шереметев", "Chérémétev"),
            ("Щербатов", "Shcherbatov"),
            ("Щербатов", "Szczerbatow"),
            ("Хива", "Chiwa"),
            ("Джамбул", "Dschambul"),
            ("Cəmil", "Джамиль"),
            ("Łukasz", "Лукаш"),
        ] {
            assert_eq!(cost(a, b), 0, "{a} {b}");
            assert!(Sounds::of(a).keys().iter().any(|key| Sounds::of(b).keys().contains(key)), "{a} {b}");
        }
        assert_eq!(cost("Muğla", "Мула"), FAINT, "a soft g is often left out");
    }

    #[test]
    fn other_consonants_cost() {
        assert_eq!(cost("Суворов", "Суворин"), WHOLE);
        assert!(cost("Львов", "Ростов") >= 2 * WHOLE);
        assert_eq!(cost("", ""), 0);
    }
}
