//! Archival references in the styles in which they are written down.

use std::fmt;
use std::str::FromStr;

use crate::{Archive, Reference};

/// A style of writing an archival reference. Archives that number by fonds, inventory and file are labelled in the
/// style's language; for others (`TNA, FO 371/4931`) only the word before the folios is.
///
/// The abbreviations are those of the national practice: for Russian the usage of ГОСТ Р 7.0.5-2008, for Ukrainian that
/// of ДСТУ 8302:2015; English keeps the Slavists' f., op., d., l.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShelfmarkStyle {
    /// `РГАСПИ, ф. 85, оп. 6, д. 15, л. 3`
    Russian,
    /// `ЦДАГО, ф. 1, оп. 20, спр. 15, арк. 3`
    Ukrainian,
    /// `ARDA, f. 28, siy. 1, iş 38, v. 2`
    Azerbaijani,
    /// `სცსა, ფ. 1861, ან. 1, ს. 12, ფურც. 3`
    Georgian,
    /// `RGASPI, f. 85, op. 6, d. 15, l. 3`
    English,
    /// `РГАСПИ 85/6/15, 3`
    Numbers,
}

/// There is no style of this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownStyle(String);

impl fmt::Display for UnknownStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = ShelfmarkStyle::ALL.iter().map(|style| style.name()).collect();
        write!(f, "`{}` is no style of reference; the styles are {}", self.0, known.join(", "))
    }
}

impl std::error::Error for UnknownStyle {}

impl FromStr for ShelfmarkStyle {
    type Err = UnknownStyle;

    fn from_str(name: &str) -> Result<Self, UnknownStyle> {
        Self::ALL.into_iter().find(|style| style.name() == name).ok_or_else(|| UnknownStyle(name.to_owned()))
    }
}

impl ShelfmarkStyle {
    /// All styles.
    pub const ALL: [Self; 6] =
        [Self::Russian, Self::Ukrainian, Self::Azerbaijani, Self::Georgian, Self::English, Self::Numbers];

    /// Its name on the command line: a language, or `numbers`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Russian => "ru",
            Self::Ukrainian => "uk",
            Self::Azerbaijani => "az",
            Self::Georgian => "ka",
            Self::English => "en",
            Self::Numbers => "numbers",
        }
    }

    /// Labels of fonds, inventory, file, one folio, several folios.
    const fn labels(self) -> [&'static str; 5] {
        match self {
            Self::Russian => ["ф.", "оп.", "д.", "л.", "лл."],
            Self::Ukrainian => ["ф.", "оп.", "спр.", "арк.", "арк."],
            Self::Azerbaijani => ["f.", "siy.", "iş", "v.", "vv."],
            Self::Georgian => ["ფ.", "ან.", "ს.", "ფურც.", "ფურც."],
            Self::English => ["f.", "op.", "d.", "l.", "ll."],
            Self::Numbers => ["", "", "", "", ""],
        }
    }

    /// The style of the language in which an archive's name is written, English where there is none of its own.
    pub fn of_language(lang: &str) -> Self {
        Self::ALL.into_iter().find(|style| style.name() == lang).unwrap_or(Self::English)
    }
}

/// Countries whose state archives number by fonds, inventory (opis) and file, the practice of the former Soviet Union.
const FONDS_OPIS_DELO: [&str; 15] =
    ["RU", "UA", "BY", "AZ", "AM", "GE", "KZ", "UZ", "KG", "TJ", "TM", "MD", "LT", "LV", "EE"];

/// A reference as a style writes it. `archive` is its row in the list of archives, where it has one; its usual
/// abbreviation in the language of that row is printed. A reference to an archive outside the list is labelled when it
/// has an inventory, or the archive's name is in Cyrillic, Georgian or Armenian letters.
///
/// ```
/// use regesta_cite::{Reference, ShelfmarkStyle, written_shelfmark};
/// let part = |part: &str| Some(part.to_owned());
/// let reference = Reference {
///     archive: part("ГАРФ"), fond: part("98"), opis: part("3"), delo: part("412б"), folios: part("27"),
///     ..Reference::default()
/// };
/// assert_eq!(written_shelfmark(&reference, None, ShelfmarkStyle::Russian), "ГАРФ, ф. 98, оп. 3, д. 412б, л. 27");
/// assert_eq!(written_shelfmark(&reference, None, ShelfmarkStyle::Numbers), "ГАРФ 98/3/412б, 27");
/// ```
pub fn written_shelfmark(reference: &Reference, archive: Option<&Archive>, style: ShelfmarkStyle) -> String {
    let name = archive
        .map(|a| a.abbreviations.first().map_or(a.name.as_str(), String::as_str))
        .or(reference.archive.as_deref())
        .unwrap_or_default()
        .trim()
        .to_owned();
    let fonds = archive
        .map_or(reference.opis.is_some() || is_eastern(&name), |a| FONDS_OPIS_DELO.contains(&a.country.as_str()));
    let part = |part: &Option<String>| part.as_deref().map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned);
    let unit = [&reference.fond, &reference.opis, &reference.delo].map(part);
    let folios = part(&reference.folios);
    if style == ShelfmarkStyle::Numbers {
        let numbers = unit.into_iter().flatten().collect::<Vec<_>>().join("/");
        let head = [name, numbers].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ");
        return [Some(head), folios].into_iter().flatten().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ");
    }
    let labels = style.labels();
    let mut parts = vec![name];
    if fonds {
        for (label, value) in labels.into_iter().zip(unit) {
            let Some(value) = value else { continue };
            // “Копийный фонд”, “Р-393”: a name is not labelled, a number is.
            let number = value.chars().any(|c| c.is_ascii_digit());
            parts.push(if number { format!("{label} {value}") } else { value });
        }
    } else {
        let [fond, opis, delo] = unit;
        let group = [fond, opis].into_iter().flatten().collect::<Vec<_>>().join(", ");
        match (group.is_empty(), delo) {
            (false, Some(delo)) if delo.starts_with(|c: char| c.is_ascii_digit()) && !group.ends_with('.') => {
                parts.push(format!("{group}/{delo}"));
            }
            (_, delo) => parts.extend([Some(group), delo].into_iter().flatten()),
        }
    }
    if let Some(folios) = folios {
        let several = folios.contains(['-', '–', ',', ';']);
        parts.push(format!("{} {folios}", labels[if several { 4 } else { 3 }]));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

fn is_eastern(name: &str) -> bool {
    let letter = |c| matches!(c, '\u{400}'..='\u{52f}' | '\u{10a0}'..='\u{10ff}' | '\u{530}'..='\u{58f}');
    name.chars().any(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(parts: [&str; 5]) -> Reference {
        let [archive, fond, opis, delo, folios] =
            parts.map(|part| Some(part.to_owned()).filter(|part| !part.is_empty()));
        Reference { archive, fond, opis, delo, folios, ..Reference::default() }
    }

    fn archive(abbreviation: &str, country: &str) -> Archive {
        Archive { abbreviations: vec![abbreviation.into()], country: country.into(), ..Archive::default() }
    }

    #[test]
    fn each_style_labels_in_its_language() {
        let file = reference(["arda", "28", "1", "38", "2-4"]);
        let named = archive("ARDA", "AZ");
        let written = ShelfmarkStyle::ALL.map(|style| written_shelfmark(&file, Some(&named), style));
        assert_eq!(
            written,
            [
                "ARDA, ф. 28, оп. 1, д. 38, лл. 2-4",
                "ARDA, ф. 28, оп. 1, спр. 38, арк. 2-4",
                "ARDA, f. 28, siy. 1, iş 38, vv. 2-4",
                "ARDA, ფ. 28, ან. 1, ს. 38, ფურც. 2-4",
                "ARDA, f. 28, op. 1, d. 38, ll. 2-4",
                "ARDA 28/1/38, 2-4"
            ]
        );
    }

    #[test]
    fn archives_of_other_practice_keep_their_marks() {
        let written =
            |parts, named: &Archive| written_shelfmark(&reference(parts), Some(named), ShelfmarkStyle::English);
        assert_eq!(written(["TNA", "FO 371", "", "4931", ""], &archive("TNA", "GB")), "TNA, FO 371/4931");
        assert_eq!(written(["BOA", "HR.SYS.", "", "2398/4", ""], &archive("BOA", "TR")), "BOA, HR.SYS., 2398/4");
        assert_eq!(written(["SHD", "7 N", "", "1637", "5"], &archive("SHD", "FR")), "SHD, 7 N/1637, l. 5");
    }

    #[test]
    fn what_is_missing_leaves_no_trace() {
        let no_opis = reference(["", "85", "", "", ""]);
        assert_eq!(written_shelfmark(&no_opis, None, ShelfmarkStyle::Russian), "85");
        assert_eq!(written_shelfmark(&reference(["", "", "2", "7", ""]), None, ShelfmarkStyle::English), "op. 2, d. 7");
        let copies = reference(["ПА", "Копийный фонд", "1", "317", ""]);
        assert_eq!(written_shelfmark(&copies, None, ShelfmarkStyle::Russian), "ПА, Копийный фонд, оп. 1, д. 317");
    }

    #[test]
    fn a_style_is_known_by_its_name() {
        for style in ShelfmarkStyle::ALL {
            assert_eq!(style.name().parse(), Ok(style));
        }
        let unknown = "xx".parse::<ShelfmarkStyle>().unwrap_err();
        assert_eq!(unknown.to_string(), "`xx` is no style of reference; the styles are ru, uk, az, ka, en, numbers");
    }
}
