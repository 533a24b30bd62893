use std::borrow::Cow;
use std::collections::BTreeMap;

use regesta_lang::{ProperWords, fold};

use crate::given::GivenNames;
use crate::import::list_named;
use crate::towns::{Town, Towns};
use crate::wording::BodyWords;
use crate::words::without_numeral_ending;
use crate::{NameError, NameType, inflected_forms};

/// One name of an authority list.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthorityName {
    /// Identifier of the thing; several names share it.
    pub id: String,
    /// What it is.
    pub name_type: NameType,
    /// What kind of thing the list says it is ("city", "state", "party").
    pub kind: String,
    /// BCP 47 tag of the name.
    pub lang: String,
    /// The name: for persons the surname or the whole name, as listed.
    pub name: String,
    /// For persons: given names and patronymic, where the list has them.
    pub given: String,
    /// First year of the name, as listed; empty where not known.
    pub from: String,
    /// Last year of the name, as listed; empty where not known.
    pub to: String,
    /// Identifiers that denote the same thing, as listed.
    pub same_as: String,
    /// Degrees north and east, on the rows that have them.
    pub position: Option<(f64, f64)>,
    /// Where the row comes from, as listed.
    pub source: String,
    /// Whether the list has it as an other name (a birth name, an older form), which is not shown where there is a better.
    pub other_name: bool,
    /// The forms of each word, folded.
    words: Vec<Vec<String>>,
}

/// Lists of known places, persons and bodies, to be looked up by any inflected form.
///
/// ```
/// use regesta_name::{Authorities, NameType};
/// let places = "id\ttype\tlang\tname\tfrom\tto\tlat\tlon\tsame_as\tsource\tnote\n\
///     saratov\tcity\tru\tСаратов\t\t\t51.5\t46.0\t\town\t\n";
/// let authorities = Authorities::parse(places, "", "").unwrap();
/// let found = authorities.longest_at(&[vec!["саратове".into()]]).unwrap();
/// assert_eq!(authorities.names()[found.names[0]].id, "saratov");
/// assert!(Authorities::parse("id\tname\n\tX\n", "", "").is_err());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Authorities {
    names: Vec<AuthorityName>,
    /// First word of a name in any form, to the names.
    by_first: BTreeMap<String, Vec<usize>>,
    /// Any word of a name longer than three letters, in any form: what must have a capital.
    proper: BTreeMap<String, NameType>,
    labels: BTreeMap<String, usize>,
    /// Names by identifier.
    by_id: BTreeMap<String, Vec<usize>>,
    towns: Towns,
    /// Where towns lie, and whose coordinates they are.
    positions: (Towns, &'static str),
    given_names: GivenNames,
    body_words: BodyWords,
}

/// Names that begin at some word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorityMatch {
    /// Words taken.
    pub words: usize,
    /// Indices into [`Authorities::names`], in the order of the lists.
    pub names: Vec<usize>,
}

impl Authorities {
    /// Reads the three lists. A line `# columns: id type lang name …`, or else the first line that is no comment, names
    /// the columns (the rows are separated by tabs); `id` and `name` must be there, `type`, `lang`,
    /// `from`, `to`, `given` and `same_as` are read where they are, others left alone. Lines that begin with `#` are
    /// comments. An empty text is an empty list.
    ///
    /// # Errors
    /// [`NameError`] with list and line where a column or a field is missing.
    pub fn parse(places: &str, persons: &str, bodies: &str) -> Result<Self, NameError> {
        let mut authorities = Self::default();
        for (list, name_type, text) in [
            ("places", NameType::Place, places),
            ("persons", NameType::Person, persons),
            ("bodies", NameType::Body, bodies),
        ] {
            authorities.read(list, Some(name_type), text)?;
        }
        Ok(authorities)
    }

    /// Adds a list of one's own: rows as [`Authorities::parse`] reads them, with a column `list` (person, place, body), as
    /// [`crate::write_authority`] writes it.
    ///
    /// # Errors
    /// [`NameError`] with the line where a column, a field or a known word under `list` is missing.
    ///
    /// ```
    /// use regesta_name::Authorities;
    /// let mine = "id\tlist\tlang\tname\nq\tplace\tru\tСаратов\n";
    /// assert_eq!(Authorities::default().with_list(mine).unwrap().label("q"), Some("Саратов"));
    /// assert!(Authorities::default().with_list("id\tlist\tname\nq\triver\tX\n").is_err());
    /// ```
    pub fn with_list(mut self, text: &str) -> Result<Self, NameError> {
        self.read("the list of the project", None, text)?;
        Ok(self)
    }

    /// Adds a gazetteer of towns: lines `name<TAB>grade<TAB>id` sorted by the bytes of the name, which is folded
    /// ([`regesta_lang::fold`]); the grade is `great`, `town` or `weak` (a word or a surname too). Comments (`#`) stand at
    /// the head only. The text is searched where it lies, so that a large one costs no time to load. A name of it counts
    /// less than one of the lists. A text that is not sorted gives names at random.
    ///
    /// ```
    /// use regesta_lang::{Morphology, PackSet, Paper};
    /// use regesta_name::{Authorities, NameType, find_mentions};
    ///
    /// # fn main() -> Result<(), regesta_lang::PackError> {
    /// let packs = PackSet::built_in()?;
    /// let morphology = Morphology::load(&packs)?;
    /// let paper = Paper::from_text("The consul wrote that Arequipa had fallen.", &packs, &morphology, &());
    /// let towns = Authorities::default().with_gazetteer("arequipa\tgreat\tgeonames-3947322\n");
    /// let found = find_mentions(&paper, &packs, &morphology, &towns, &[]);
    /// assert_eq!(found[0].value.name_type, NameType::Place);
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_gazetteer(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.towns = Towns::new(text.into());
        self
    }

    /// Adds given names that are one name in several languages: lines `id<TAB>form|form`, comments with `#`. Persons whose given
    /// names stand in one row are not kept apart by them, nor by the initials of the forms.
    pub fn with_given_names(mut self, text: &str) -> Self {
        self.given_names = GivenNames::parse(text);
        self
    }

    /// Adds the words that names of bodies are made of: lines `notion<TAB>form|form` (`authorities/body-words.tsv` says more).
    /// Bodies whose names say the same in two languages are joined by it.
    pub fn with_body_words(mut self, text: &str) -> Self {
        self.body_words = BodyWords::parse(text);
        self
    }

    pub(crate) fn body_words(&self) -> &BodyWords {
        &self.body_words
    }

    pub(crate) fn given_names(&self) -> &GivenNames {
        &self.given_names
    }

    /// Adds where towns of the gazetteer lie: lines `id<TAB>lat<TAB>lon` sorted by the bytes of the identifier, comments at the head
    /// only, and whose they are. The text is searched where it lies.
    pub fn with_positions(mut self, text: impl Into<Cow<'static, str>>, source: &'static str) -> Self {
        self.positions = (Towns::new(text.into()), source);
        self
    }

    /// Degrees north and east of a place by its identifier, and whose they are: the list's own, or those of
    /// [`Authorities::with_positions`].
    ///
    /// ```
    /// use regesta_name::Authorities;
    /// let places = "id\tname\tlat\tlon\tsource\nsaratov\tСаратов\t51.53\t46.03\town\n";
    /// let authorities = Authorities::parse(places, "", "").unwrap().with_positions("geonames-1\t10\t-20.5\n", "GeoNames");
    /// assert_eq!(authorities.position("saratov"), Some((51.53, 46.03, "the list of places")));
    /// assert_eq!(authorities.position("geonames-1"), Some((10.0, -20.5, "GeoNames")));
    /// assert_eq!(authorities.position("atlantis"), None);
    /// ```
    pub fn position(&self, id: &str) -> Option<(f64, f64, &'static str)> {
        if let Some((lat, lon)) = self.names_of(id).filter(|n| n.name_type == NameType::Place).find_map(|n| n.position)
        {
            return Some((lat, lon, "the list of places"));
        }
        let (lat, lon) = self.positions.0.row(id)?.split_once('\t')?;
        Some((lat.parse().ok()?, lon.parse().ok()?, self.positions.1))
    }

    /// Grade and identifier of a town of the gazetteer; the name folded.
    pub(crate) fn town(&self, folded: &str) -> Option<(Town, &str)> {
        self.towns.get(folded)
    }

    /// Whether some town of several words begins with this folded word.
    pub(crate) fn begins_town(&self, folded: &str) -> bool {
        self.towns.begins_longer(folded)
    }

    fn read(&mut self, list: &'static str, name_type: Option<NameType>, text: &str) -> Result<(), NameError> {
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(i, l)| (i + 1, l.trim_end_matches('\r')))
            .filter(|(_, l)| !l.trim().is_empty());
        let named = text.lines().find_map(|l| l.strip_prefix("# columns:"));
        let columns: Vec<&str> = match named {
            Some(names) => names.split_whitespace().collect(),
            None => match lines.find(|(_, l)| !l.starts_with('#')) {
                Some((_, head)) => head.split('\t').map(str::trim).collect(),
                None => return Ok(()),
            },
        };
        let place_of = |column: &'static str| columns.iter().position(|c| *c == column);
        let required = |column: &'static str| place_of(column).ok_or(NameError::MissingColumn { list, column });
        let (id_at, name_at) = (required("id")?, required("name")?);
        for (line, row) in lines.filter(|(_, l)| !l.starts_with('#')) {
            let fields: Vec<&str> = row.split('\t').map(str::trim).collect();
            let field = |at: Option<usize>| at.and_then(|i| fields.get(i)).copied().unwrap_or_default().to_owned();
            for (at, column) in [(id_at, "id"), (name_at, "name")] {
                if field(Some(at)).is_empty() {
                    return Err(NameError::EmptyField { list, line, column });
                }
            }
            let own = || {
                let word = field(place_of("list"));
                list_named(&word).ok_or_else(|| NameError::Unreadable {
                    line,
                    what: format!("`list` is {word:?}; write person, place or body"),
                })
            };
            self.add(AuthorityName {
                id: field(Some(id_at)),
                name_type: name_type.map_or_else(own, Ok)?,
                kind: field(place_of("type")),
                lang: field(place_of("lang")),
                name: field(Some(name_at)),
                given: field(place_of("given")),
                from: field(place_of("from")),
                to: field(place_of("to")),
                same_as: field(place_of("same_as")),
                position: {
                    let degrees = |column| field(place_of(column)).parse::<f64>().ok().filter(|d| d.abs() <= 180.0);
                    degrees("lat").filter(|lat| lat.abs() <= 90.0).zip(degrees("lon"))
                },
                source: field(place_of("source")),
                other_name: field(place_of("note")).starts_with("other "),
                words: Vec::new(),
            });
        }
        Ok(())
    }

    fn add(&mut self, mut name: AuthorityName) {
        // "Surname, Given": a paper may give the surname alone, so it is the surname that is looked up.
        let looked_up = match (name.name_type, name.name.split_once(',')) {
            (NameType::Person, Some((surname, given))) => {
                if name.given.is_empty() {
                    name.given = given.trim().to_owned();
                }
                surname.to_owned()
            }
            _ => name.name.clone(),
        };
        name.words = name_words(&looked_up).iter().map(|word| forms_of(word, &name.lang)).collect();
        let index = self.names.len();
        let Some(first) = name.words.first() else { return };
        for form in first {
            let list = self.by_first.entry(form.clone()).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
        for forms in name.words.iter().filter(|forms| forms[0].chars().count() > 3) {
            if name.words.len() > 1 && name.name_type != NameType::Person {
                continue;
            }
            for form in forms.iter().filter(|f| f.chars().count() > 2) {
                self.proper.entry(form.clone()).or_insert(name.name_type);
            }
        }
        let label = self.labels.entry(name.id.clone()).or_insert(index);
        if self.names.get(*label).is_some_and(|first| first.other_name) && !name.other_name {
            *label = index;
        }
        self.by_id.entry(name.id.clone()).or_default().push(index);
        self.names.push(name);
    }

    /// Whether some name begins with this folded form.
    pub(crate) fn begins_with(&self, folded: &str) -> bool {
        self.by_first.contains_key(folded)
    }

    /// Whether a single word, lower case, is a form of a listed place's whole name.
    pub(crate) fn is_place(&self, word: &str) -> bool {
        self.by_first.get(&fold(word)).into_iter().flatten().any(|&i| {
            let name = &self.names[i];
            name.name_type == NameType::Place && name.words.len() == 1
        })
    }

    /// Whether a single word, lower case, is the name of a listed state or region.
    pub(crate) fn is_land(&self, word: &str) -> bool {
        self.by_first.get(&fold(word)).into_iter().flatten().any(|&i| {
            let name = &self.names[i];
            let land = ["state", "region"];
            name.name_type == NameType::Place && name.words.len() == 1 && land.contains(&name.kind.as_str())
        })
    }

    /// All names in the order of the lists.
    pub fn names(&self) -> &[AuthorityName] {
        &self.names
    }

    /// The first name listed for an identifier that is not there as an other name of it.
    pub fn label(&self, id: &str) -> Option<&str> {
        self.labels.get(id).map(|&i| self.names[i].name.as_str())
    }

    /// The first name listed for an identifier in a language (BCP 47) that is not there as an other name of it; where there is
    /// none, [`Authorities::label`].
    pub fn label_in(&self, id: &str, lang: &str) -> Option<&str> {
        let own = self.names_of(id).find(|name| name.lang == lang && !name.other_name);
        own.map(|name| name.name.as_str()).or_else(|| self.label(id))
    }

    /// The names listed for an identifier, in the order of the list.
    pub fn names_of<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a AuthorityName> + use<'a> {
        self.by_id.get(id).into_iter().flatten().map(|&at| &self.names[at])
    }

    /// The longest names that begin at the first of `words`; each word is given by the forms it may have (as printed
    /// and its basic forms), as [`regesta_lang::fold`] writes them.
    pub fn longest_at(&self, words: &[Vec<String>]) -> Option<AuthorityMatch> {
        let mut best: Option<AuthorityMatch> = None;
        for form in words.first()? {
            for &index in self.by_first.get(form).into_iter().flatten() {
                let name = &self.names[index];
                let count = name.words.len();
                if count > words.len() || best.as_ref().is_some_and(|b| b.words > count) {
                    continue;
                }
                let rest_fits = name.words[1..]
                    .iter()
                    .zip(&words[1..])
                    .all(|(forms, given)| given.iter().any(|g| forms.contains(g)));
                if !rest_fits {
                    continue;
                }
                match &mut best {
                    Some(b) if b.words == count => {
                        if !b.names.contains(&index) {
                            b.names.push(index);
                        }
                    }
                    _ => best = Some(AuthorityMatch { words: count, names: vec![index] }),
                }
            }
        }
        if let Some(b) = &mut best {
            b.names.sort_unstable();
        }
        best
    }
}

fn name_words(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '«' | '»' | '"' | '.' | ','))
        .filter(|w| !w.is_empty())
        .map(|w| {
            let folded = fold(w);
            let numeral = w.chars().next().is_some_and(|c| c.is_numeric() || matches!(c, 'I' | 'V' | 'X'));
            numeral.then(|| without_numeral_ending(&folded)).flatten().map_or(folded, |n| n.to_string())
        })
        .collect()
}

fn forms_of(word: &str, lang: &str) -> Vec<String> {
    let mut forms = inflected_forms(word);
    if lang == "en" {
        forms.push(format!("{word}'s"));
    }
    forms
}

impl ProperWords for Authorities {
    fn is_proper(&self, form: &str) -> bool {
        self.proper.contains_key(&fold(form))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: &str = "id\ttype\tlang\tname\tfrom\tto\tsame_as\n\
        nizhny-novgorod\tcity\tru\tНижний Новгород\t\t\t\n\
        novgorod\tcity\tru\tНовгород\t\t\t\n";

    #[test]
    fn longest_name_wins() {
        let authorities = Authorities::parse(PLACES, "", "").unwrap();
        let words = [vec!["нижнем".to_owned()], vec!["новгороде".to_owned()]];
        let found = authorities.longest_at(&words).unwrap();
        assert_eq!((found.words, authorities.names()[found.names[0]].id.as_str()), (2, "nizhny-novgorod"));
    }

    #[test]
    fn names_say_which_small_words_need_a_capital() {
        let authorities = Authorities::parse(PLACES, "", "").unwrap();
        assert!(authorities.is_proper("новгорода"));
        assert!(!authorities.is_proper("нижний"), "an adjective of a longer name is no name");
    }

    #[test]
    fn label_is_the_name_in_use() {
        let list = "id\tname\tnote\ntrotsky-leon\tBronstein, Lev\tother name of Trotsky, Leon\n\
                    trotsky-leon\tTrotsky, Leon\t\ntrotsky-leon\tТроцкий, Лев\t\n";
        let authorities = Authorities::parse("id\tname\n", list, "id\tname\n").unwrap();
        assert_eq!(authorities.label("trotsky-leon"), Some("Trotsky, Leon"));
    }

    #[test]
    fn a_label_is_in_the_language_asked_for_where_the_list_has_one() {
        let list = "id\tlang\tname\tnote\npeter\taz\tPyotr\t\npeter\tru\tПётр Великий\tother name of Пётр I\npeter\tru\tПётр I\t\n";
        let authorities = Authorities::parse("id\tname\n", list, "id\tname\n").unwrap();
        assert_eq!(authorities.label_in("peter", "ru"), Some("Пётр I"));
        assert_eq!(authorities.label_in("peter", "uk"), Some("Pyotr"));
        assert_eq!(authorities.label_in("nobody", "ru"), None);
    }

    #[test]
    fn columns_may_stand_in_a_comment() {
        let list = "# about: x\n# columns: id lang name\nriga\tru\tРига\n";
        assert_eq!(Authorities::parse(list, "", "").unwrap().label("riga"), Some("Рига"));
    }

    #[test]
    fn tells_which_column_is_missing() {
        let error = Authorities::parse("", "id\tgiven\nx\ty\n", "").unwrap_err();
        assert_eq!(error, NameError::MissingColumn { list: "persons", column: "name" });
    }
}
