//! A gazetteer of the best-known towns and countries, looked up where it lies: no table is built from it.

use std::borrow::Cow;

/// How sure a name of the gazetteer is, from the weakest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Town {
    /// Not listed.
    #[default]
    None,
    /// A common word or a surname too: it needs a sign of place.
    Weak,
    /// A town.
    Town,
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
            _ => Town::Town,
        };
        Some((grade, fields.next().unwrap_or_default()))
    }

    /// Whether some name of several words begins with this one.
    pub(crate) fn begins_longer(&self, word: &str) -> bool {
        let start = format!("{word} ");
        self.from(&start).starts_with(&start)
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
