//! A gazetteer of the best-known towns and countries, looked up where it lies: no table is built from it.

use std::borrow::Cow;

use regesta_lang::fold;

use crate::NameType;
use crate::grammar::Grammar;
use crate::words::{Flag, Shape};

/// How sure a name of the gazetteer is, from the weakest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Town {
    /// Not listed.
    #[default]
    None,
    /// A common word or a surname too: it needs a sign of place.
    Weak,
    /// A lesser town.
    Lesser,
    /// A well-known town, or a country.
    Great,
}

/// Lines `name<TAB>grade<TAB>id`, sorted by the bytes of the name, which is written as [`regesta_lang::fold`] writes it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Towns {
    text: Cow<'static, str>,
    /// Where the rows begin, after the comments at the head.
    rows: usize,
}

impl Towns {
    pub(crate) fn new(text: Cow<'static, str>) -> Self {
        let rows = text.split_inclusive('\n').take_while(|l| l.starts_with('#')).map(str::len).sum();
        Self { text, rows }
    }

    /// The first line whose name is not before `name`.
    fn from(&self, name: &str) -> &str {
        let rows = &self.text.as_bytes()[self.rows..];
        let line_at = |at: usize| rows[..at].iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
        let end_of = |at: usize| rows[at..].iter().position(|&b| b == b'\n').map_or(rows.len(), |i| at + i + 1);
        let (mut low, mut high) = (0, rows.len());
        while low < high {
            let start = line_at(low + (high - low) / 2);
            let end = end_of(start);
            let key = rows[start..end].split(|&b| b == b'\t' || b == b'\n').next().unwrap_or_default();
            if key < name.as_bytes() {
                low = end;
            } else {
                high = start;
            }
        }
        // A line begins after a line feed, and so on the edge of a character.
        self.text.get(self.rows + low..).unwrap_or_default()
    }

    /// Grade and identifier of a name, folded; words are separated by one space.
    pub(crate) fn get(&self, name: &str) -> Option<(Town, &str)> {
        let line = self.from(name).lines().next()?;
        let mut fields = line.split('\t');
        if fields.next() != Some(name) {
            return None;
        }
        let grade = match fields.next()? {
            "weak" => Town::Weak,
            "great" => Town::Great,
            _ => Town::Lesser,
        };
        Some((grade, fields.next().unwrap_or_default()))
    }

    /// What stands after the first field of the line that begins with it.
    pub(crate) fn row(&self, first: &str) -> Option<&str> {
        let line = self.from(first).lines().next()?;
        line.split_once('\t').filter(|(found, _)| *found == first).map(|(_, rest)| rest)
    }

    /// Whether some name of several words begins with this one.
    pub(crate) fn begins_longer(&self, word: &str) -> bool {
        let start = format!("{word} ");
        self.from(&start).starts_with(&start)
    }
}

impl Grammar<'_> {
    /// "Port Harcourt": words taken and the identifier; the last word may have an ending.
    pub(crate) fn town_of_several_words(&self, at: usize) -> Option<(usize, Option<String>)> {
        if !self.info(at).begins_town || self.info(at).is(Flag::Function) {
            return None;
        }
        let mut name = fold(&self.info(at).lower);
        let mut found = None;
        for end in at + 2..=(at + 4).min(self.len()) {
            let last = self.word(end - 1);
            if last.barred || matches!(last.shape, Shape::Sign | Shape::Number) {
                break;
            }
            if self.capital(end - 1) {
                let forms = self.info(end - 1).keys.iter().map(|key| format!("{name} {}", fold(key)));
                if let Some(id) = forms.filter_map(|form| self.authorities.town(&form)).map(|(_, id)| id).next()
                    && !self.is_namesake(at, end)
                {
                    found = Some((end - at, Some(id.to_owned())));
                }
            }
            name = format!("{name} {}", fold(&self.info(end - 1).lower));
        }
        found
    }

    /// "Benito Juárez", "Simón Bolívar": whether a town of several words is rather the person it was named after. A
    /// given name at its head needs a sign of place, other first words only fewer signs of a person.
    fn is_namesake(&self, first: usize, end: usize) -> bool {
        let (persons, places) = self.seen_as(end - 1);
        let margin = self.person_margin(first, end);
        let located = self.place_context(first) > 0 || self.place_context(end - 1) > 0;
        // A language that marks places by suffixes hardly ever leaves a lesser town bare at the head of a sentence.
        let bare =
            self.verb_comes_last() && self.word(first).opens && margin >= 0 && self.info(first).town == Town::None;
        persons > places
            || (self.is(first, Flag::Given) || bare) && !located && margin >= 0
            || margin >= 3
            || self.title_before(first).is_some() && self.is(first, Flag::Given)
    }

    /// "Agnes Arequipa": a given name, or a word with a capital that nothing explains, right before.
    fn has_first_name_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&b| self.capital(b)) else { return false };
        let info = self.info(before);
        let explained = [
            Flag::DemonymAdjective,
            Flag::DemonymNoun,
            Flag::Epithet,
            Flag::Country,
            Flag::Office,
            Flag::TitleBefore,
            Flag::CommonWord,
            Flag::PlacePreposition,
            Flag::PlaceSuffix,
            Flag::PlaceEnding,
        ];
        if info.is(Flag::Given) || self.initial(before) {
            return !self.is(before, Flag::PlaceSuffix);
        }
        self.telling_capital(before)
            && self.word(before).shape == Shape::Capital
            && !explained.iter().any(|&flag| info.is(flag))
            && !info.dictionary
            && !info.lower.contains(['\'', '’', '-'])
            && info.town == Town::None
            && self.known(before, NameType::Place).is_none()
            && self.body_head(before).is_none()
            && self.place_head(before).is_none()
    }

    /// What the gazetteer's word counts for, with what stands around it.
    pub(crate) fn town_weight(&self, at: usize) -> u16 {
        let (info, word) = (self.info(at), self.word(at));
        let (persons, places) = self.seen_as(at);
        let other = info.is(Flag::DemonymNoun)
            || info.is(Flag::DemonymAdjective)
            || info.is(Flag::Office)
            || info.is(Flag::TitleBefore)
            || info.is(Flag::Calendar)
            || self.body_head(at).is_some()
            || self.is_day_before(at);
        if other || word.shape != Shape::Capital {
            return 0;
        }
        let mut weight: i32 = match info.town {
            Town::None => return 0,
            Town::Weak => 400,
            Town::Lesser => 720,
            Town::Great => 860,
        };
        let context = self.place_context(at);
        if info.town == Town::Weak && context > 0 && !self.telling_capital(at) {
            return 0;
        }
        if persons > places || self.known(at, NameType::Person).is_some_and(|k| k.words == 1) {
            weight -= 300;
        }
        if info.surname > info.place && info.surname > 300 || info.surname_ending {
            weight -= if info.town == Town::Great { 100 } else { 250 };
        }
        if info.town < Town::Great && (word.opens || self.stands_like_a_person(at)) {
            weight -= if places > 0 { 0 } else { 120 };
        }
        if self.line.heading || self.line.all_capitals {
            weight -= 150;
        }
        // "Samil Aydemir": what a lesser town has right after it may be its bearer's surname.
        let surname_after = self.capital(at + 1)
            && self.word(at + 1).shape == Shape::Capital
            && self.info(at + 1).town == Town::None
            && self.known(at + 1, NameType::Place).is_none()
            && ![Flag::DemonymAdjective, Flag::Epithet, Flag::Office, Flag::TitleBefore]
                .iter()
                .any(|&f| self.is(at + 1, f))
            && self.body_head(at + 1).is_none()
            && self.place_head(at + 1).is_none();
        if info.town == Town::Lesser && surname_after {
            weight -= 300;
        }
        if self.has_first_name_before(at) || info.is(Flag::Given) && self.title_before(at).is_some() {
            weight -= 300;
        }
        (weight + context).clamp(0, 930) as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "# columns: name grade id\nbursa\tgreat\t1\nhorn\tweak\t2\nsan juan\tgreat\t3\nsana\ttown\t4\nсан-хуан\tgreat\t3\n";

    #[test]
    fn finds_names_where_they_lie() {
        let towns = Towns::new(LIST.into());
        assert_eq!(towns.get("bursa"), Some((Town::Great, "1")));
        assert_eq!(towns.get("horn"), Some((Town::Weak, "2")));
        assert_eq!(towns.get("san juan"), Some((Town::Great, "3")));
        assert_eq!(towns.get("сан-хуан"), Some((Town::Great, "3")));
        for absent in ["", "a", "burs", "san", "zzz", "яя"] {
            assert_eq!(towns.get(absent), None, "{absent}");
        }
        assert!(towns.begins_longer("san") && !towns.begins_longer("sana"));
        assert_eq!(Towns::default().get("bursa"), None);
    }
}
