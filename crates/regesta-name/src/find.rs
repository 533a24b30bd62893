use std::collections::BTreeMap;

use regesta_lang::{Case, Found, LangId, Morphology, PackSet, Paper};
use regesta_text::Span;

use crate::candidate::{Candidate, resolve};
use crate::combine::{BARS, BARS_WITHOUT_CAPITALS, Bars, combine};
use crate::grammar::{Grammar, NameLists};
use crate::normal::{given_form, normal_form};
use crate::tagger::{Cased, Form, RuleTags, Sight, Sums, Tagger, WordClasses};
use crate::votes::Votes;
use crate::words::{Line, Shape, Vocabulary, read_lines};
use crate::{Authorities, Mention, NameType};

/// The word lists of a set of packs, prepared for finding names. It borrows nothing and may be shared by threads: make
/// it once (about a tenth of a second), keep it beside the packs, and hand it to [`find_mentions_with`].
///
/// ```
/// use regesta_lang::{Morphology, PackSet, Paper};
/// use regesta_name::{Authorities, NameTools, find_mentions_with};
///
/// # fn main() -> Result<(), regesta_lang::PackError> {
/// let packs = PackSet::built_in()?;
/// let tools = NameTools::new(&packs);
/// let morphology = Morphology::load(&packs)?;
/// let paper = Paper::from_text("Посол граф Ливен уехал в Лондон.", &packs, &morphology, &());
/// let found = find_mentions_with(&tools, &paper, &packs, &morphology, &Authorities::default(), &[]);
/// assert_eq!(found.len(), 2);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct NameTools {
    lists: BTreeMap<LangId, NameLists>,
    tagger: Option<Tagger>,
    bars: [Bars; 3],
}

impl NameTools {
    /// Reads the lists of all packs of the set, and takes the tagger that the program carries. Use it with that set only.
    pub fn new(packs: &PackSet) -> Self {
        Self::with_tagger(packs, Tagger::built_in())
    }

    /// With another tagger, or with none: then the rules alone find names.
    pub fn with_tagger(packs: &PackSet, tagger: Option<Tagger>) -> Self {
        Self { lists: packs.iter().map(|(lang, pack)| (lang, NameLists::of(pack))).collect(), tagger, bars: BARS }
    }
}

impl NameTools {
    /// A number for the tagger, 0 for none: other weights find other names.
    pub fn tagger_key(&self) -> u32 {
        self.tagger.as_ref().map_or(0, Tagger::key)
    }

    /// With other bars for the tagger, by type: person, place, body.
    pub fn with_bars(self, bars: [Bars; 3]) -> Self {
        Self { bars, ..self }
    }
}

/// The names of one paper in the order of their places, by lists prepared before. Spans in `exclude` (passage, bytes of
/// its reading text) are left out: citations and lists of literature. Running heads are left out too.
///
/// `tools` must have been made of `packs`; sentences in a language that it lacks give no names.
pub fn find_mentions_with(
    tools: &NameTools,
    paper: &Paper,
    packs: &PackSet,
    morphology: &Morphology,
    authorities: &Authorities,
    exclude: &[(usize, Span)],
) -> Vec<Found<Mention>> {
    Search { packs, morphology, authorities, tools }.find(paper, exclude)
}

/// Finds names in papers with everything it needs at hand. Made once for many papers; [`find_mentions`] does for one.
#[derive(Debug)]
pub struct NameFinder<'a> {
    packs: &'a PackSet,
    morphology: &'a Morphology,
    authorities: &'a Authorities,
    tools: NameTools,
}

impl<'a> NameFinder<'a> {
    /// Prepares the lists of the packs.
    pub fn new(packs: &'a PackSet, morphology: &'a Morphology, authorities: &'a Authorities) -> Self {
        Self { packs, morphology, authorities, tools: NameTools::new(packs) }
    }

    /// The names of a paper; see [`find_mentions_with`].
    pub fn find(&self, paper: &Paper, exclude: &[(usize, Span)]) -> Vec<Found<Mention>> {
        find_mentions_with(&self.tools, paper, self.packs, self.morphology, self.authorities, exclude)
    }
}

pub(crate) struct Search<'a> {
    pub(crate) packs: &'a PackSet,
    pub(crate) morphology: &'a Morphology,
    pub(crate) authorities: &'a Authorities,
    pub(crate) tools: &'a NameTools,
}

/// A paper as the rules read it.
pub(crate) struct RuleReading<'p> {
    pub(crate) lines: Vec<Line<'p>>,
    pub(crate) vocabulary: Vocabulary,
    votes: Votes,
    contexts: Votes,
    /// What the rules found in each line.
    pub(crate) found: Vec<Vec<Candidate>>,
    pub(crate) cased: Cased,
}

impl RuleReading<'_> {
    /// The features of every form of the vocabulary.
    pub(crate) fn forms(&self, packs: &PackSet, classes: &WordClasses) -> Vec<Form> {
        let mut forms: Vec<Option<Form>> = vec![None; self.vocabulary.infos.len()];
        for line in &self.lines {
            for word in &line.words {
                forms[word.info].get_or_insert_with(|| {
                    Form::of(&self.vocabulary.infos[word.info], packs.get(line.lang).tag(), classes)
                });
            }
        }
        forms.into_iter().map(Option::unwrap_or_default).collect()
    }
}

impl Search<'_> {
    fn find(&self, paper: &Paper, exclude: &[(usize, Span)]) -> Vec<Found<Mention>> {
        let mut read = self.read(paper, exclude);
        let rules = std::mem::take(&mut read.found);
        let mut found = Vec::new();
        let tagger = self.tools.tagger.as_ref();
        let forms = tagger.map(|tagger| read.forms(self.packs, &tagger.classes)).unwrap_or_default();
        let mut sums = Sums::default();
        let bars = if read.cased == Cased::No { [BARS_WITHOUT_CAPITALS; 3] } else { self.tools.bars };
        for (line, mut candidates) in read.lines.iter().zip(rules) {
            let grammar = self.grammar(line, &read);
            if let Some(tagger) = tagger {
                let sights = Sight::of_line(&grammar, &RuleTags::of(line.words.len(), &candidates));
                let words: Vec<usize> = line.words.iter().map(|w| w.info).collect();
                let tags = sums.read(tagger, &words, &forms, &sights, read.cased);
                candidates = combine(&grammar, candidates, &tags, &bars);
            }
            for candidate in candidates {
                found.push(self.mention(&grammar, candidate));
            }
        }
        found
    }

    /// What the rules find.
    pub(crate) fn read<'p>(&self, paper: &'p Paper, exclude: &[(usize, Span)]) -> RuleReading<'p> {
        let mut vocabulary = Vocabulary::default();
        let lists = &self.tools.lists;
        let lines = read_lines(paper, self.packs, self.morphology, &mut vocabulary, self.authorities, lists, exclude);
        let mut read = RuleReading {
            cased: cased(&lines),
            lines,
            vocabulary,
            votes: Votes::default(),
            contexts: Votes::default(),
            found: Vec::new(),
        };
        let mut votes = Votes::default();
        let mut sure = Vec::with_capacity(read.lines.len());
        for line in &read.lines {
            let grammar = self.grammar(line, &read);
            let persons = grammar.sure_persons();
            for person in &persons {
                if person.rule != "title-surname" || person.words() == 1 {
                    votes.add(line.lang, grammar.info(person.head), NameType::Person);
                }
            }
            for info in grammar.introduced_bodies() {
                votes.add(line.lang, &read.vocabulary.infos[info], NameType::Body);
            }
            sure.push(persons);
        }
        read.votes = votes;
        let mut places = Vec::new();
        for (line, persons) in read.lines.iter().zip(&sure) {
            let grammar = self.grammar(line, &read);
            for place in grammar.places().iter().filter(|p| p.score >= 900 && p.words() == 1) {
                if !persons.iter().any(|p| p.overlaps(place)) {
                    places.push((line.lang, line.words[place.head].info));
                }
            }
        }
        for (lang, info) in places {
            read.votes.add(lang, &read.vocabulary.infos[info], NameType::Place);
        }
        let mut contexts = Votes::default();
        for line in &read.lines {
            let grammar = self.grammar(line, &read);
            for (info, name_type, times) in grammar.context_votes() {
                contexts.add_times(line.lang, &read.vocabulary.infos[info], name_type, times);
            }
        }
        read.contexts = contexts;
        read.found = read.lines.iter().map(|line| self.of_line(&self.grammar(line, &read))).collect();
        read
    }

    pub(crate) fn grammar<'g>(&'g self, line: &'g Line<'g>, read: &'g RuleReading<'_>) -> Grammar<'g> {
        Grammar {
            line,
            infos: &read.vocabulary.infos,
            small: &read.vocabulary.small,
            lists: &self.tools.lists[&line.lang],
            authorities: self.authorities,
            votes: &read.votes,
            contexts: &read.contexts,
            forms: &read.vocabulary,
        }
    }

    fn of_line(&self, grammar: &Grammar<'_>) -> Vec<Candidate> {
        let mut names = grammar.sure_persons();
        for name in &mut names {
            grammar.add_foreign_given_names(name);
        }
        let sure = names.len();
        let places: Vec<Candidate> = grammar
            .places()
            .into_iter()
            .filter(|place| !names[..sure].iter().any(|p| p.contains(place) && p.score > 900))
            .collect();
        names.extend(self.single_persons(grammar, &names, &places));
        names.extend(places);
        let foreign = grammar.foreign_names(&names);
        names.extend(foreign);
        grammar.turn_into_bodies(&mut names);
        let bodies = grammar.bodies(&names);
        // "Foreign Office", "the Select Committee": no place or person is made of a body's own words by their capital.
        names.retain(|name| {
            let made = matches!(name.rule, "unknown-place" | "unknown-person")
                || name.rule == "place" && name.score < 720 && name.authority.is_none() && name.words() == 1;
            !made || !bodies.iter().any(|body| body.score >= 720 && body.first <= name.first && name.end <= body.head)
        });
        names.extend(bodies);
        names.extend(grammar.latin_bodies());
        let elsewhere = grammar.bodies_seen_elsewhere(&names);
        names.extend(elsewhere);
        let again = grammar.names_in_brackets(&names);
        names.extend(again);
        let nameless = grammar.nameless();
        names.retain(|n| !(n.first..n.end).any(|i| nameless[i]) || n.name_type == NameType::Body && n.words() > 2);
        resolve(names)
    }

    /// Single surnames, by the weight of what speaks for them.
    fn single_persons(&self, grammar: &Grammar<'_>, sure: &[Candidate], places: &[Candidate]) -> Vec<Candidate> {
        let mut found = Vec::new();
        for at in 0..grammar.len() {
            let word = grammar.word(at);
            if !grammar.capital(at) || sure.iter().any(|p| p.first <= at && at < p.end) || word.shape == Shape::Roman {
                continue;
            }
            if word.shape == Shape::Capitals && !grammar.line.all_capitals && word.text.chars().count() < 5 {
                continue;
            }
            let (mut weight, reason) = grammar.person_weight(at);
            let info = grammar.info(at);
            if !grammar.telling_capital(at) && info.common > 300 && grammar.seen_as(at).0 == 0 {
                weight = weight.saturating_sub(400);
            }
            let place = places.iter().filter(|p| p.first <= at && at < p.end).map(|p| p.score).max().unwrap_or(0);
            if weight >= 500 && weight > place && !grammar.stands_like_a_place(at, weight) {
                let first = grammar.foreign_given_names(at, places);
                let mut candidate = Candidate::new(NameType::Person, (first, at + 1), at, weight, "surname", reason);
                if first < at {
                    candidate.given = Some((first, at));
                    candidate.score += 30;
                }
                candidate.title = grammar.title_before(first);
                found.push(candidate);
            }
        }
        found
    }

    fn mention(&self, grammar: &Grammar<'_>, candidate: Candidate) -> Found<Mention> {
        let pack = self.packs.get(grammar.line.lang);
        let last = grammar.word(candidate.end - 1);
        let possessive = grammar.lists.flags.possessive_of(last.text);
        let span = Span::new(grammar.word(candidate.first).span.start, last.span.end - possessive);
        let text = |from: usize, to: usize| {
            let mut out = String::new();
            for word in &grammar.words()[from..to] {
                if word.spaced && !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(word.text);
            }
            out
        };
        let given = candidate.given.filter(|(a, b)| a < b).map(|(a, b)| given_form(grammar, a, b)).unwrap_or_default();
        let authority = candidate.authority.clone().or_else(|| match candidate.name_type {
            NameType::Person => grammar.known_person(candidate.head, &given),
            _ => {
                let known = grammar.known(candidate.first, candidate.name_type)?;
                (candidate.first + known.words == candidate.end).then_some(known.id)?
            }
        });
        let info = grammar.info(candidate.head);
        let value = Mention {
            name_type: candidate.name_type,
            key: candidate.key.clone(),
            normal: candidate.normal.clone().unwrap_or_else(|| normal_form(grammar, &candidate)),
            head: crate::normal::basic_form(grammar, candidate.head, candidate.name_type),
            given,
            authority,
            title: candidate.title.map(|(a, b)| text(a, b)),
            case: info
                .dictionary
                .then(|| info.analyses.iter().find(|a| a.name.is_some()).or(info.analyses.first()).and_then(|a| a.case))
                .flatten()
                .map(|case| case_name(case).to_owned()),
        };
        Found {
            passage: grammar.line.passage,
            span,
            value,
            rule: format!("{}.name.{}", pack.tag(), candidate.rule),
            pack: pack.label().to_owned(),
            reason: candidate.reason,
            score: candidate.score.min(1000),
        }
    }
}

/// A text of which fewer than one word in two hundred has a capital has lost them.
fn cased(lines: &[Line<'_>]) -> Cased {
    let words = lines.iter().flat_map(|line| &line.words).filter(|w| w.text.chars().any(char::is_alphabetic));
    let (mut all, mut capital) = (0usize, 0usize);
    for word in words {
        all += 1;
        capital += usize::from(word.text.chars().any(char::is_uppercase));
    }
    if all >= 8 && capital * 200 < all { Cased::No } else { Cased::Yes }
}

fn case_name(case: Case) -> &'static str {
    match case {
        Case::Nominative => "nom",
        Case::Genitive => "gen",
        Case::Dative => "dat",
        Case::Accusative => "acc",
        Case::Instrumental => "ins",
        Case::Locative => "loc",
        Case::Vocative => "voc",
    }
}

/// The names of one paper; see [`find_mentions_with`], which does not prepare the lists anew each time.
pub fn find_mentions(
    paper: &Paper,
    packs: &PackSet,
    morphology: &Morphology,
    authorities: &Authorities,
    exclude: &[(usize, Span)],
) -> Vec<Found<Mention>> {
    NameFinder::new(packs, morphology, authorities).find(paper, exclude)
}
