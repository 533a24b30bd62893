//! Who and where an indicator means, in terms of a case.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use regesta_lang::{fold, latin_key};
use regesta_name::{Authorities, Mention, NameType};
use regesta_scheme::{Case, Stems, Vocabulary};

use super::material::{Line, Token};

/// The authority lists by name and by identifier.
#[derive(Debug)]
pub(crate) struct Known<'a> {
    by_name: BTreeMap<String, Vec<&'a str>>,
    names: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Known<'a> {
    pub(crate) fn new(authorities: &'a Authorities) -> Self {
        let mut known = Self { by_name: BTreeMap::new(), names: BTreeMap::new() };
        for name in authorities.names() {
            let ids = known.by_name.entry(fold(&name.name)).or_default();
            if !ids.contains(&name.id.as_str()) {
                ids.push(&name.id);
            }
            known.names.entry(&name.id).or_default().push(&name.name);
        }
        known
    }
}

/// Somebody or some place that is looked for: by what lists know of it, by its names in any script, by kinds of words.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    /// As the indicator says it.
    pub(crate) label: String,
    ids: BTreeSet<String>,
    /// Names as the beginnings of their words, in Latin letters.
    names: BTreeSet<Vec<String>>,
    /// What adjectives of Slavic languages are made of: `bak` of Баку, for бакинский.
    roots: BTreeSet<String>,
    stems: Option<&'static Stems>,
}

/// How a line has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Found {
    /// A word of its kind: an army, the city.
    Kind,
    /// Its name.
    Name,
}

impl Wanted {
    /// Somebody or some place by names and identifiers.
    pub(crate) fn by_names(known: &Known, label: &str, names: &[String]) -> Self {
        let mut one = Self { label: label.to_owned(), ..Self::default() };
        for name in names {
            one.add_name(known, name);
        }
        one
    }

    /// Whether a party of a document is meant: by its identifier, or by its name.
    pub(crate) fn is_party(&self, id: &str, name: &str) -> bool {
        let own = id.split_once(':').map_or(id, |(_, own)| own);
        self.ids.contains(id) || self.ids.contains(own) || self.named(&super::material::tokens(name))
    }

    /// Where a line names it: ranges of words, the longest name at each place.
    pub(crate) fn places_in(&self, tokens: &[Token]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let fits = self.names.iter().filter(|name| {
                name.len() <= tokens.len() - at
                    && name.iter().zip(&tokens[at..]).all(|(stem, token)| begins(&token.latin, stem))
            });
            let adjective = self.roots.iter().any(|root| is_adjective(&tokens[at].latin, root));
            match fits.map(Vec::len).max().or(adjective.then_some(1)) {
                Some(words) => {
                    found.push(at..at + words);
                    at += words;
                }
                None => at += 1,
            }
        }
        found
    }

    /// What goes by a name; all that the lists know under it.
    fn add_name(&mut self, known: &Known, name: &str) {
        self.add_words(name);
        let ids: Vec<&str> = match known.by_name.get(&fold(name)) {
            Some(ids) => ids.clone(),
            None => known.names.keys().filter(|id| **id == name).copied().collect(),
        };
        for id in ids {
            self.ids.insert(id.to_owned());
            for listed in known.names.get(id).into_iter().flatten() {
                self.add_words(listed);
            }
        }
    }

    fn add_words(&mut self, name: &str) {
        let words: Vec<String> = name
            .split(|c: char| !c.is_alphanumeric())
            .map(latin_key)
            .filter(|word| !word.is_empty())
            .map(|word| stem(&word))
            .collect();
        if let [word] = words.as_slice()
            && name.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c))
        {
            let whole = latin_key(name);
            let root = whole.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']);
            if root.len() >= 3 && *word != root {
                self.roots.insert(root.to_owned());
            }
        }
        // A single short word would be found in many others.
        if words.iter().map(String::len).sum::<usize>() >= 3 {
            self.names.insert(words);
        }
    }

    /// A kind of the vocabulary, a role of the case, or a name.
    pub(crate) fn agent(known: &Known, case: &Case, words: &[String]) -> Option<Vec<Self>> {
        let wanted = words.iter().map(|word| {
            let mut one = Self { label: word.clone(), ..Self::default() };
            match (Vocabulary::built_in().agent(word), case.roles.get(word)) {
                (Some(stems), _) => one.stems = Some(stems),
                (None, Some(players)) => {
                    for player in players {
                        match Vocabulary::built_in().agent(player) {
                            Some(stems) => one.stems = Some(stems),
                            None => one.add_name(known, player),
                        }
                    }
                }
                (None, None) => one.add_name(known, word),
            }
            one
        });
        (!words.is_empty()).then(|| wanted.collect())
    }

    /// A place of the case (`case.capital`), or a name.
    pub(crate) fn place(known: &Known, case: &Case, words: &str) -> Option<Self> {
        if words.is_empty() {
            return None;
        }
        let mut one = Self { label: words.to_owned(), ..Self::default() };
        match words.strip_prefix("case.") {
            Some(kind) => {
                one.stems = Vocabulary::built_in().place(kind);
                for name in case.places.get(words).into_iter().flat_map(|names| names.split('|')) {
                    one.add_name(known, name.trim());
                }
            }
            None => one.add_name(known, words),
        }
        Some(one)
    }

    /// The names by which a case is known: its places and whoever plays a part in it, but for the parts that an indicator
    /// asks for itself: a centre that has its part in many cases says nothing of the one.
    pub(crate) fn of_case(known: &Known, case: &Case, asked: &[&[String]]) -> Self {
        let mut one = Self { label: case.id.clone(), ..Self::default() };
        for name in case.places.values().flat_map(|names| names.split('|')).map(str::trim) {
            one.add_name(known, name);
        }
        let others = case.roles.iter().filter(|(role, _)| !asked.iter().any(|list| list.contains(role)));
        for name in others.flat_map(|(_, names)| names).filter(|name| Vocabulary::built_in().agent(name).is_none()) {
            one.add_name(known, name);
        }
        one
    }

    /// The places of a case, and whoever plays a part in it.
    fn of_cases<'c>(known: &Known, cases: impl Iterator<Item = &'c Case>, parts: bool) -> Self {
        let mut one = Self::default();
        for case in cases {
            for name in case.places.values().flat_map(|names| names.split('|')).map(str::trim) {
                one.add_name(known, name);
            }
            let players = case.roles.values().flatten().filter(|_| parts);
            for name in players.filter(|name| Vocabulary::built_in().agent(name).is_none()) {
                one.add_name(known, name);
            }
        }
        one
    }

    /// Takes in what another is known by.
    fn join(&mut self, other: Self) {
        self.ids.extend(other.ids);
        self.names.extend(other.names);
        self.roots.extend(other.roots);
    }

    /// Leaves out what another is known by too.
    fn without(mut self, other: &Self) -> Self {
        self.ids.retain(|id| !other.ids.contains(id));
        self.names.retain(|name| !other.names.contains(name));
        self.roots.retain(|root| !other.roots.contains(root));
        self
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.stems.is_none()
    }

    pub(crate) fn is_of_kind(&self) -> bool {
        self.stems.is_some()
    }

    /// Whether a name that was found is meant.
    pub(crate) fn is(&self, mention: &Mention) -> bool {
        mention.authority.as_ref().is_some_and(|id| self.ids.contains(id))
            || self.named(&super::material::tokens(&mention.normal))
    }

    /// Whether a name that was found is of the kind.
    pub(crate) fn is_kind(&self, mention: &Mention, lang: &str) -> bool {
        self.has_kind(&super::material::tokens(&mention.normal), lang)
    }

    fn named(&self, tokens: &[Token]) -> bool {
        let adjective = |token: &Token| self.roots.iter().any(|root| is_adjective(&token.latin, root));
        if !self.roots.is_empty() && tokens.iter().any(adjective) {
            return true;
        }
        (0..tokens.len()).any(|at| {
            self.names.iter().any(|name| {
                name.len() <= tokens.len() - at
                    && name.iter().zip(&tokens[at..]).all(|(stem, token)| begins(&token.latin, stem))
            })
        })
    }

    /// Whether one of some words tells the kind.
    pub(crate) fn has_kind(&self, tokens: &[Token], lang: &str) -> bool {
        let Some(stems) = self.stems else { return false };
        let short = lang.split('-').next().unwrap_or_default();
        let lists: Vec<&Vec<String>> = match stems.get(short) {
            Some(list) => vec![list],
            None if short.is_empty() => stems.values().collect(),
            None => return false,
        };
        let listed = |token: &Token| lists.iter().any(|list| list.iter().any(|s| token.folded.starts_with(&fold(s))));
        tokens.iter().any(listed)
    }

    /// How a line has it, the name before the kind.
    pub(crate) fn in_line(&self, line: &Line) -> Option<Found> {
        if self.named(&line.tokens) {
            Some(Found::Name)
        } else {
            self.has_kind(&line.tokens, &line.lang).then_some(Found::Kind)
        }
    }
}

/// Whether a word is an adjective made of a root with the endings of Russian and Ukrainian.
fn is_adjective(word: &str, root: &str) -> bool {
    const LINKS: [&str; 8] = ["sk", "tsk", "insk", "yinsk", "ensk", "ovsk", "iysk", "ansk"];
    word.strip_prefix(root).is_some_and(|rest| LINKS.iter().any(|link| rest.starts_with(link)))
}

/// The part of a word that does not change with its case, near enough.
fn stem(word: &str) -> String {
    let letters = word.chars().count();
    let keep = match letters {
        0..=4 => letters,
        5 => 4,
        6 | 7 => letters - 1,
        _ => letters - 2,
    };
    word.chars().take(keep).collect()
}

/// Short words are whole words or have a short ending, longer ones any.
fn begins(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem).is_some_and(|rest| match stem.chars().count() {
        0..=2 => rest.is_empty(),
        3 | 4 => rest.chars().count() <= 3,
        _ => true,
    })
}

/// What tells a case from the others of its dossier: names that it alone has, and places of others that it does not have.
#[derive(Debug, Default)]
pub(crate) struct Rivals {
    pub(crate) own: Wanted,
    pub(crate) others: Wanted,
}

impl Rivals {
    pub(crate) fn new(known: &Known, case: &Case, others: &[&Case]) -> Self {
        let others = || others.iter().copied().filter(|other| other.id != case.id);
        let one = || std::iter::once(case);
        // Places stay its own though another case plays there too; parts that two cases fill alike tell nothing.
        let mut own = Wanted::of_cases(known, one(), true).without(&Wanted::of_cases(known, others(), true));
        own.join(Wanted::of_cases(known, one(), false));
        let others = Wanted::of_cases(known, others(), false).without(&Wanted::of_cases(known, one(), true));
        Self { own, others }
    }
}

/// Which places the lists know as towns and states, by their single words.
#[derive(Debug)]
pub(crate) struct Towns<'a> {
    kinds: BTreeMap<&'a str, &'a str>,
    words: BTreeSet<String>,
}

impl<'a> Towns<'a> {
    pub(crate) fn new(authorities: &'a Authorities) -> Self {
        let places = || authorities.names().iter().filter(|name| name.name_type == NameType::Place);
        let kinds = places().map(|name| (name.id.as_str(), name.kind.as_str())).collect();
        let single = places().filter(|name| is_town(&name.kind) && !name.name.contains(' '));
        Self { kinds, words: single.map(|name| fold(&name.name)).collect() }
    }

    /// Whether a place is a town or a state: as the lists have it, or by a word of it ("the Baku station").
    pub(crate) fn has(&self, mention: &Mention) -> bool {
        match mention.authority.as_deref().and_then(|id| self.kinds.get(id)) {
            Some(kind) => is_town(kind),
            None => super::material::tokens(&mention.normal).iter().any(|token| self.words.contains(&token.folded)),
        }
    }
}

fn is_town(kind: &str) -> bool {
    matches!(kind, "city" | "state" | "town" | "country" | "capital")
}

/// Words that stand near each other, in any order: each stem begins another word, no more than eight words lie from the first to
/// the last, and no other statement begins between them. The bytes of the line from the first to the last.
pub(crate) fn find_terms(line: &Line, term: &str) -> Option<Range<usize>> {
    const REACH: usize = 8;
    let stems: Vec<String> =
        term.split_whitespace().map(|word| fold(word.trim_end_matches('*'))).filter(|stem| !stem.is_empty()).collect();
    let first = stems.first()?;
    for (at, token) in line.tokens.iter().enumerate() {
        if !token.folded.starts_with(first.as_str()) {
            continue;
        }
        let from = at.saturating_sub(REACH);
        let near = from..line.tokens.len().min(at + REACH + 1);
        let mut places = vec![at];
        let all = stems[1..].iter().all(|stem| {
            let fits = |i: &usize| !places.contains(i) && line.tokens[*i].folded.starts_with(stem.as_str());
            let nearest = near.clone().filter(fits).min_by_key(|i| (i.abs_diff(at), *i));
            nearest.is_some_and(|i| {
                places.push(i);
                true
            })
        });
        let (low, high) = (places.iter().min()?, places.iter().max()?);
        if all && high - low <= REACH && !parted(line, &line.tokens[*low..=*high]) {
            return Some(line.tokens[*low].place.start..line.tokens[*high].place.end);
        }
    }
    None
}

/// Whether another statement begins among some words: after a colon, a semicolon, or a comma with a word such as "but".
fn parted(line: &Line, words: &[Token]) -> bool {
    let short = line.lang.split('-').next().unwrap_or_default();
    let contrast = Vocabulary::built_in().contrast().get(short);
    words.windows(2).any(|pair| {
        let between = &line.text[pair[0].place.end..pair[1].place.start];
        let turns = || contrast.is_some_and(|list| list.iter().any(|word| pair[1].folded == fold(word)));
        between.contains([':', ';']) || (between.contains(',') && turns())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_cut_and_short_words_are_not() {
        assert!(begins("azerbaydzhanskiy", &stem("azerbaydzhan")));
        assert!(begins("tiflise", &stem("tiflis")));
        assert!(!begins("adrianople", &stem("adr")));
        assert!(begins("baku", &stem("baku")));
        assert!(is_adjective(&latin_key("бакинскому"), "bak") && !is_adjective(&latin_key("бакалея"), "bak"));
    }

    #[test]
    fn words_of_two_statements_are_not_one_term() {
        use crate::propose::material::line;
        let found = |text: &str| find_terms(&line("en", text), "power hands").is_some();
        assert!(found("power passed into the hands of the council"));
        assert!(!found("the council took power, but the fort was in the hands of the duke"));
        assert!(!found("the council took power; in the hands of the duke was the fort"));
        let russian = |text: &str| find_terms(&line("ru", text), "власт руках").is_some();
        assert!(russian("власть, как говорили, оказалась в руках совета"));
        assert!(!russian("была взята власть, а крепость оставалась в руках герцога"));
    }
}
