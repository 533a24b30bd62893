//! What of a mention is compared: the name without titles, particles and the number of a ruler.

use regesta_lang::fold;

use crate::{Mention, NameType};

/// Titles that stand in or beside names of the East and are no part of what tells persons apart, folded.
const TITLES: [&str; 58] = [
    "pasha",
    "pasa",
    "pascha",
    "pacha",
    "паша",
    "bey",
    "beg",
    "bek",
    "bay",
    "bəy",
    "бей",
    "бек",
    "бег",
    "khan",
    "han",
    "xan",
    "chan",
    "хан",
    "efendi",
    "effendi",
    "əfəndi",
    "эфенди",
    "ефенді",
    "aga",
    "agha",
    "aqa",
    "ага",
    "sultan",
    "султан",
    "imam",
    "имам",
    "імам",
    "sheikh",
    "seyx",
    "seyh",
    "shaykh",
    "шейх",
    "shah",
    "sah",
    "шах",
    "schah",
    "chah",
    "emir",
    "amir",
    "əmir",
    "эмир",
    "емір",
    "haci",
    "hajji",
    "гаджи",
    "хаджи",
    "хаджі",
    "hacı",
    "vali",
    "князь",
    "count",
    "lord",
    "лорд",
];

/// Particles between given names and surname, folded.
const PARTICLES: [&str; 17] =
    ["von", "фон", "van", "ван", "der", "дер", "de", "де", "di", "du", "of", "ibn", "ибн", "bin", "al", "аль", "la"];

/// A name as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spelling {
    /// Surname, or the whole name.
    pub(crate) head: String,
    /// Given names or initials.
    pub(crate) given: String,
    /// The number of a ruler.
    pub(crate) number: Option<u32>,
    /// Whether a title stood where a surname stands ("Ahmed Vefik Paşa"), so that the head is a given name.
    pub(crate) titled: bool,
}

impl Spelling {
    pub(crate) fn of(mention: &Mention) -> Self {
        if mention.name_type != NameType::Person {
            return Self { head: mention.normal.clone(), given: String::new(), number: None, titled: false };
        }
        let words: Vec<&str> = mention.normal.split_whitespace().collect();
        let number = (words.len() > 1).then(|| words.iter().find_map(|w| roman(w))).flatten();
        let idle = |word: &&str| is_title(word) || PARTICLES.contains(&fold(word).as_str()) || roman(word).is_some();
        let head = without_title(&mention.head);
        if !head.is_empty() && (number.is_none() || roman(&head).is_none()) {
            let given: Vec<&str> = mention.given.split_whitespace().filter(|w| !idle(w)).collect();
            return Self { head, given: given.join(" "), number, titled: false };
        }
        // The head was a title or a number: the last word that is none.
        let rest: Vec<String> =
            words.iter().filter(|w| !idle(w)).map(|w| without_title(w)).filter(|w| !w.is_empty()).collect();
        match rest.split_last() {
            Some((head, given)) => Self { head: head.clone(), given: given.join(" "), number, titled: true },
            None => Self { head: mention.head.clone(), given: mention.given.clone(), number, titled: false },
        }
    }
}

fn is_title(word: &str) -> bool {
    let folded = fold(word);
    let inflected = |title: &&'static str| {
        let rest = folded.strip_prefix(*title).filter(|_| !title.is_ascii());
        rest.is_some_and(|rest| ["а", "у", "ом", "е", "ем", "ы", "и"].contains(&rest))
    };
    TITLES.contains(&folded.as_str()) || TITLES.iter().any(inflected)
}

/// "Надир-шах": without the title after the hyphen; empty for a title.
fn without_title(word: &str) -> String {
    if is_title(word) {
        return String::new();
    }
    match word.rsplit_once('-') {
        Some((name, title)) if is_title(title) => name.to_owned(),
        _ => word.to_owned(),
    }
}

/// A Roman number from 1 to 39 in Latin or Cyrillic capitals.
fn roman(word: &str) -> Option<u32> {
    let (word, closed) = word.strip_suffix('.').map_or((word, false), |word| (word, true));
    let value = |c: char| match c {
        'I' | 'І' => Some(1),
        'V' => Some(5),
        'X' | 'Х' => Some(10),
        _ => None,
    };
    let digits: Option<Vec<u32>> = word.chars().map(value).collect();
    // One letter with a full stop is an initial: "V. Gollancz", "I. Kant".
    let digits = digits.filter(|d| !d.is_empty() && d.len() < 8 && !(closed && d.len() == 1))?;
    let total = digits.iter().enumerate().fold(0i64, |sum, (at, &d)| {
        let less = digits.get(at + 1).is_some_and(|&next| next > d);
        if less { sum - i64::from(d) } else { sum + i64::from(d) }
    });
    u32::try_from(total).ok().filter(|n| (1..40).contains(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling(normal: &str, head: &str, given: &str) -> Spelling {
        Spelling::of(&Mention {
            name_type: NameType::Person,
            normal: normal.into(),
            head: head.into(),
            given: given.into(),
            authority: None,
            key: None,
            title: None,
            case: None,
        })
    }

    #[test]
    fn titles_particles_and_numbers_are_no_part_of_the_name() {
        let ahmed = spelling("Ahmed Vefik Paşa", "Paşa", "Ahmed Vefik");
        assert_eq!((ahmed.head.as_str(), ahmed.given.as_str()), ("Vefik", "Ahmed"));
        assert_eq!(spelling("Ибрагим-хан", "Ибрагим-хан", "").head, "Ибрагим");
        let henry = spelling("Heinrich IV", "Heinrich", "");
        assert_eq!((henry.head.as_str(), henry.number), ("Heinrich", Some(4)));
        assert_eq!(spelling("Karl von Moor", "Moor", "Karl von").given, "Karl");
        let initials = spelling("I. V. Ivelich", "Ivelich", "I. V.");
        assert_eq!((initials.given.as_str(), initials.number), ("I. V.", None), "initials are no numbers");
        assert_eq!(spelling("Хан", "Хан", "").head, "Хан", "nothing else is there");
    }

    #[test]
    fn roman_numbers() {
        assert_eq!((roman("XIV"), roman("ІІ"), roman("Ivan"), roman("")), (Some(14), Some(2), None, None));
        assert_eq!((roman("II."), roman("V"), roman("V."), roman("Х.")), (Some(2), Some(5), None, None), "initials");
    }
}
