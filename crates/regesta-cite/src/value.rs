use serde::{Deserialize, Serialize};

/// A reference from the text to its sources: one bracket, one note, or one shelfmark in running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// How it is printed.
    pub style: CitationStyle,
    /// For a note: the number before it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub marker: Option<String>,
    /// What it refers to, in order; never empty.
    pub refs: Vec<Reference>,
}

/// How a citation is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CitationStyle {
    /// In square or round brackets inside the text.
    Inline,
    /// The body of a footnote or an endnote.
    Note,
    /// Bare in the text, without brackets.
    Running,
}

/// One reference inside a citation. Parts are as printed, without their labels (`ф.`, `оп.`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Reference {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub archive: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fond: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub opis: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub delo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub folios: Option<String>,
    /// What stands between inventory and file where both are printed: box, bundle, dossier (`п. 2`).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub container: Option<String>,
    /// The year printed before a file: files of one inventory may be numbered anew each year (`Оп. 1. 1653 г. Д. 5`).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub file_year: Option<String>,
    /// Number of an entry of the paper's own list of sources.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub n: Option<String>,
    /// Author or title as cited.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub year: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub volume: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pages: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issue: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
    /// Names of the parts that are not printed here but come from the reference before (or from "ibid.").
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub inherited: Vec<String>,
    /// What is doubtful in it, in words.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub doubts: Vec<String>,
    /// Other ways to read it. They are no part of the value: whoever keeps a citation keeps them beside it.
    #[serde(skip)]
    pub readings: Vec<OtherReading>,
}

/// Another way to read a reference: what it would be, with all its parts, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherReading {
    /// The reference as it would be.
    pub reference: Reference,
    /// Why it may be so.
    pub reason: String,
}

impl Reference {
    /// Whether it points into an archive.
    pub fn is_archival(&self) -> bool {
        self.fond.is_some() || self.opis.is_some() || self.delo.is_some()
    }

    /// Its parts in words, each with its name, so that two readings of one print can be told apart.
    ///
    /// ```
    /// use regesta_cite::Reference;
    /// let part = |words: &str| Some(words.to_owned());
    /// let reference = Reference { fond: part("FO"), delo: part("371/12"), ..Reference::default() };
    /// assert_eq!(reference.in_words(), "fond FO, delo 371/12");
    /// ```
    pub fn in_words(&self) -> String {
        let parts = [
            ("archive", &self.archive),
            ("fond", &self.fond),
            ("opis", &self.opis),
            ("container", &self.container),
            ("of the year", &self.file_year),
            ("delo", &self.delo),
            ("folios", &self.folios),
            ("number", &self.n),
            ("", &self.label),
            ("year", &self.year),
            ("volume", &self.volume),
            ("issue", &self.issue),
            ("date", &self.date),
            ("pages", &self.pages),
        ];
        let told = parts.iter().filter_map(|(name, part)| Some(format!("{name} {}", part.as_ref()?)));
        told.map(|part| part.trim_start().to_owned()).collect::<Vec<_>>().join(", ")
    }

    /// Notes that it may be read otherwise: as `other`, for `reason`. What `other` leaves out is filled in by
    /// [`finish_readings`](Self::finish_readings).
    pub(crate) fn may_be(&mut self, other: Self, reason: String) {
        self.doubts.push(reason.clone());
        self.readings.push(OtherReading { reference: other, reason });
    }

    /// Gives each other reading of a shelfmark the parts that it shares with this one.
    pub(crate) fn finish_readings(&mut self) {
        let mut readings = std::mem::take(&mut self.readings);
        for OtherReading { reference: other, .. } in readings.iter_mut().filter(|r| r.reference.is_archival()) {
            let parts = (other.archive.take(), other.fond.take(), other.delo.take());
            *other = Self { archive: parts.0.or_else(|| self.archive.clone()), ..self.clone() };
            other.fond = parts.1.or_else(|| self.fond.clone());
            other.delo = parts.2.or_else(|| self.delo.clone());
            other.inherited.retain(|name| name != "archive" || other.archive.is_some());
            other.doubts.clear();
        }
        self.readings = readings;
    }

    /// The shelfmark in one normal form, for joining references to one file across styles: archive, fond, opis and delo
    /// in small Latin letters without blanks. Letters of the other script that only look right are folded by the script
    /// of the archive (ТNА is TNA), Cyrillic is then told in Latin letters (ГАРФ is GARF), `RG 59` is 59, and any signs
    /// between two digits are one stop. `None` unless archival with at least archive or fond.
    pub fn shelfmark_key(&self) -> Option<String> {
        if !self.is_archival() || self.archive.is_none() && self.fond.is_none() {
            return None;
        }
        let archive = self.archive.as_deref().and_then(is_meant_cyrillic);
        let part = |part: &Option<String>| {
            let part = part.as_deref().unwrap_or_default();
            // A Cyrillic letter that no Latin one looks like tells the script by itself.
            let own = is_meant_cyrillic(part).unwrap_or(false);
            let cyrillic = archive.map_or(own, |archive| archive || own && !only_twins(part));
            normal_part(part, cyrillic)
        };
        let fond = part(&self.fond);
        let group = ["recordgroup", "rg"].iter().find_map(|label| fond.strip_prefix(label));
        let group = group.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let fond = group.unwrap_or(&fond);
        Some(format!("{}/{}/{}/{}", part(&self.archive), fond, part(&self.opis), part(&self.delo)))
    }
}

fn only_twins(words: &str) -> bool {
    words.chars().flat_map(char::to_lowercase).filter(|c| is_cyrillic(*c)).all(|c| latin_twin(c).is_some())
}

/// Letters that look alike, small, Cyrillic and Latin.
const LOOK_ALIKES: [(char, char); 13] = [
    ('а', 'a'),
    ('в', 'b'),
    ('е', 'e'),
    ('к', 'k'),
    ('м', 'm'),
    ('н', 'h'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('т', 't'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
];

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

fn latin_twin(c: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|(cyrillic, _)| *cyrillic == c).map(|(_, latin)| *latin)
}

/// Whether what has letters of both scripts is meant to be Cyrillic: it has a letter that no Latin one looks like, or
/// no Latin letter at all.
fn is_meant_cyrillic(words: &str) -> Option<bool> {
    let letters = || words.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphabetic());
    let cyrillic = letters().any(is_cyrillic);
    let own = letters().any(|c| is_cyrillic(c) && latin_twin(c).is_none());
    let latin = letters().any(|c| !is_cyrillic(c));
    letters().next().map(|_| cyrillic && (own || !latin))
}

/// Small Latin letters and digits; what separates two digits is a stop, what separates others goes.
fn normal_part(part: &str, cyrillic: bool) -> String {
    let mut normal = String::new();
    let mut gap = false;
    for c in part.chars().flat_map(char::to_lowercase) {
        if !c.is_alphanumeric() {
            gap = gap || c != '\u{307}';
            continue;
        }
        if gap && c.is_numeric() && normal.ends_with(|c: char| c.is_numeric()) {
            normal.push('.');
        }
        gap = false;
        let twin = if cyrillic {
            LOOK_ALIKES.iter().find(|(_, latin)| *latin == c).map_or(c, |(twin, _)| *twin)
        } else {
            latin_twin(c).unwrap_or(c)
        };
        match romanized(twin) {
            Some(letters) => normal.push_str(letters),
            None => normal.push(twin),
        }
    }
    normal
}

/// A Cyrillic letter as abbreviations of archives are told in Latin letters: РГАСПИ, RGASPI.
fn romanized(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' | 'є' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'й' | 'і' | 'ы' | 'ї' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(parts: [&str; 4]) -> String {
        let field = |part: &str| Some(part.to_owned()).filter(|part| !part.is_empty());
        let [archive, fond, opis, delo] = parts.map(field);
        Reference { archive, fond, opis, delo, ..Reference::default() }.shelfmark_key().unwrap()
    }

    #[test]
    fn one_file_in_several_styles_has_one_key() {
        for (one, other) in [
            (["ГАРФ", "Р-393", "1", "54а"], ["GARF", "R-393", "1", "54a"]),
            // Latin letters typed for Cyrillic ones, and the other way round.
            (["ГАРФ", "P-393", "1", "54a"], ["ГАРФ", "Р. 393", "1", "54а"]),
            (["ТNА", "FO 371", "", "4931"], ["TNA", "FO371", "", "4931"]),
            (["ЦГA", "12", "", "7"], ["ЦГА", "12", "", "7"]),
            (["РГА ВМФ", "296", "1", "75"], ["РГАВМФ", "296", "1", "75"]),
            (["BCA", "30.18.1.2", "", "14.33"], ["BCA", "30-18-1-2", "", "14 33"]),
            (["BOA", "HR.SYS.", "", "2398/4"], ["BOA", "HR. SYS", "", "2398-4"]),
            (["NARA", "RG 59", "", "12"], ["NARA", "Record Group 59", "", "12"]),
            (["NARA", "RG 59", "", "12"], ["NARA", "59", "", "12"]),
        ] {
            assert_eq!(key(one), key(other), "{one:?}");
        }
    }

    #[test]
    fn different_files_have_different_keys() {
        assert_ne!(key(["BOA", "HR", "", "152/34"]), key(["BOA", "HR", "", "15/234"]));
        assert_ne!(key(["BOA", "HR", "", "15-2"]), key(["BOA", "HR", "", "152"]));
        assert_ne!(key(["ГАРФ", "1", "2", "3"]), key(["ГАРФ", "1", "", "3"]));
        assert_ne!(key(["ГАРФ", "1", "2", "3а"]), key(["ГАРФ", "1", "2", "3б"]));
    }
}
