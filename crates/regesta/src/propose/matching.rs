//! Whether something that a line tells is what an indicator waits for.

use std::ops::Range;

use regesta_lang::PackSet;
use regesta_name::NameType;
use regesta_scheme::{Case, DateKind, Indicator, Modality, Named, Vocabulary};
use regesta_time::TimeBounds;

use super::manner::{is_denied, is_to_come, short, stands_before};
use super::material::{Line, Material, Seen};
use super::names::{Found, Known, Rivals, Towns, Wanted, find_terms};

/// How many lines before a line may say where it plays and of whom it speaks.
const MEMORY: usize = 3;
/// How many may say when.
const DATE_MEMORY: usize = 12;

/// An indicator made ready.
pub(crate) struct Ready<'s> {
    pub(crate) stage: &'s str,
    pub(crate) preparatory: bool,
    pub(crate) indicator: &'s Indicator,
    pub(crate) named: Option<Named>,
    agent: Option<Vec<Wanted>>,
    to: Option<Vec<Wanted>>,
    place: Option<Wanted>,
    of_case: Wanted,
}

impl<'s> Ready<'s> {
    pub(crate) fn new(
        known: &Known,
        case: &Case,
        (stage, preparatory): (&'s str, bool),
        indicator: &'s Indicator,
    ) -> Self {
        Self {
            stage,
            preparatory,
            indicator,
            named: Vocabulary::built_in().resolve(&indicator.what).ok(),
            agent: Wanted::agent(known, case, &indicator.agent),
            to: Wanted::agent(known, case, &indicator.to),
            place: Wanted::place(known, case, &indicator.place_of),
            of_case: Wanted::of_case(known, case, &[&indicator.agent, &indicator.to]),
        }
    }

    fn has_terms(&self) -> bool {
        self.indicator.terms.values().any(|terms| !terms.is_empty())
    }
}

/// What a line tells: an event, a document, or words of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Told {
    Event(Seen),
    Document(Seen),
    Words(Range<usize>),
}

impl Told {
    pub(crate) fn place(&self) -> &Range<usize> {
        match self {
            Self::Event(seen) | Self::Document(seen) => &seen.place,
            Self::Words(place) => place,
        }
    }

    pub(crate) fn rule(&self) -> &'static str {
        match self {
            Self::Event(_) => "propose.event",
            Self::Document(_) => "propose.document",
            Self::Words(_) => "propose.words",
        }
    }
}

/// A date of a proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Dated {
    pub(crate) edtf: Option<String>,
    pub(crate) kind: Option<DateKind>,
    /// The part of the source and the number of the date there.
    pub(crate) finding: Option<(usize, usize)>,
}

/// A match, with what speaks for it.
pub(crate) struct Match {
    pub(crate) told: Told,
    /// The line and the bytes of the words where they stand in the sentence after the document.
    pub(crate) after: Option<(usize, Range<usize>)>,
    pub(crate) dated: Dated,
    pub(crate) modality: Modality,
    pub(crate) quoted: bool,
    pub(crate) weight: u32,
    pub(crate) reasons: Vec<String>,
}

/// Why what was told is not a match; in the order in which it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Missed {
    Words,
    Window,
    Modality,
    Agent,
    To,
    Place,
    Case,
    Rival,
    Answer,
}

impl Missed {
    pub(crate) fn said(self) -> &'static str {
        match self {
            Self::Words => "without the words of the indicator",
            Self::Window => "outside the window, or without a date that says when",
            Self::Modality => "put otherwise than the indicator asks",
            Self::Agent => "by others, or by nobody named",
            Self::To => "to others, or to nobody named",
            Self::Place => "at other places, or nowhere named",
            Self::Case => "with no name of the case near",
            Self::Rival => "nearer to the names of another case",
            Self::Answer => "an answer, in none of the words of the indicator",
        }
    }
}

/// What all questions need.
pub(crate) struct Context<'a> {
    pub(crate) material: &'a Material,
    pub(crate) packs: &'a PackSet,
    pub(crate) window: TimeBounds,
    pub(crate) towns: &'a Towns<'a>,
    pub(crate) rivals: &'a Rivals,
}

impl Context<'_> {
    /// What of a line may be meant by an indicator.
    pub(crate) fn told(&self, at: usize, ready: &Ready) -> Vec<Told> {
        let line = &self.material.lines[at];
        let mut told = Vec::new();
        if let Some(named) = &ready.named {
            let of_type = |seen: &&Seen| named.events.contains(&self.material.event(seen).value.event_type);
            told.extend(line.events.iter().filter(of_type).cloned().map(Told::Event));
            let of_genre = |seen: &&Seen| named.genres.contains(&self.material.document(seen).value.genre);
            told.extend(line.documents.iter().filter(of_genre).cloned().map(Told::Document));
        }
        if !ready.indicator.needs_terms || ready.named.is_none() {
            // Last: they stand back where an event or document of the same words is a match.
            told.extend(terms_of(line, ready.indicator).map(|(place, _)| Told::Words(place)));
        }
        told
    }

    /// Asks all conditions of an indicator.
    pub(crate) fn ask(&self, at: usize, ready: &Ready, told: Told) -> Result<Match, Missed> {
        let line = &self.material.lines[at];
        let indicator = ready.indicator;
        let mut reasons = vec![self.what(&told)];
        let mut weight = 2;
        let here = terms_of(line, indicator).map(|(place, term)| (at, place, term));
        let worded = here.or_else(|| self.words_after(at, indicator).filter(|_| matches!(told, Told::Document(_))));
        match &worded {
            Some((_, _, term)) => {
                // The more words, the more they say.
                weight += 1 + u32::try_from(term.split_whitespace().count()).unwrap_or(1);
                reasons.push(format!("the words “{term}”"));
            }
            None if indicator.needs_terms && ready.has_terms() => return Err(Missed::Words),
            // Who answers does not demand, appeal or order: only the words of the indicator can say otherwise.
            None if ready.has_terms() && self.is_answer(line, &told) => return Err(Missed::Answer),
            None => {}
        }
        let dated = self.dated(line, &told);
        self.in_window(at, &dated, &mut reasons)?;
        let quoted =
            line.quotations.iter().any(|q| q.place.start <= told.place().start && told.place().end <= q.place.end);
        let mut modality = self.modality(line, &told, ready);
        if quoted && modality == Modality::Asserted {
            modality = Modality::Reported;
        }
        if !indicator.modality.is_empty() && !indicator.modality.contains(&modality) {
            return Err(Missed::Modality);
        }
        // An act that was planned or ordered is evidence of preparations alone.
        let intended = matches!(modality, Modality::Planned | Modality::Ordered | Modality::Conditional);
        if intended && !ready.preparatory && indicator.modality.is_empty() {
            return Err(Missed::Modality);
        }
        let core =
            worded.as_ref().filter(|(where_, ..)| *where_ == at).map_or(told.place(), |(_, place, _)| place).clone();
        if self.is_of_rival(line, &told, &core) {
            return Err(Missed::Rival);
        }
        if self.is_of_document(line, &told) {
            return Err(Missed::Agent);
        }
        if let Some(agents) = &ready.agent {
            let (more, reason) = self.agent(at, &told, agents, false).ok_or(Missed::Agent)?;
            weight += more;
            reasons.push(reason);
        }
        if let Some(addressees) = &ready.to {
            let (more, reason) = self.agent(at, &told, addressees, true).ok_or(Missed::To)?;
            weight += more;
            reasons.push(reason);
        }
        let mut placed = false;
        if let Some(wanted) = ready.place.as_ref().filter(|wanted| !wanted.is_empty()) {
            let (more, reason, named) = self.place(at, &told, wanted, &ready.of_case).ok_or(Missed::Place)?;
            weight += more;
            placed = named;
            reasons.push(reason);
        }
        if !placed {
            let (more, reason) = self.of_case(at, &ready.of_case).ok_or(Missed::Case)?;
            weight += more;
            reasons.extend(reason);
        }
        reasons.push(how(modality, ready));
        reasons.retain(|reason| !reason.is_empty());
        let after = worded.filter(|(where_, ..)| *where_ != at).map(|(where_, place, _)| (where_, place));
        Ok(Match { told, after, dated, modality, quoted, weight, reasons })
    }

    /// The words of an indicator in the sentence after one that tells a document: in words that it quotes, or where it tells no
    /// other document, so that they are what the document says.
    fn words_after<'i>(&self, at: usize, indicator: &'i Indicator) -> Option<(usize, Range<usize>, &'i str)> {
        let next = self.material.lines.get(at + 1).filter(|next| next.block == self.material.lines[at].block)?;
        let (place, term) = terms_of(next, indicator)?;
        let quoted = next.quotations.iter().any(|q| q.place.start <= place.start && place.end <= q.place.end);
        (quoted || next.documents.is_empty()).then_some((at + 1, place, term))
    }

    fn what(&self, told: &Told) -> String {
        match told {
            Told::Event(seen) => format!("an event of type {}", self.material.event(seen).value.event_type),
            Told::Document(seen) => format!("a document of genre {}", self.material.document(seen).value.genre),
            Told::Words(_) => String::new(),
        }
    }

    fn dated(&self, line: &Line, told: &Told) -> Dated {
        match told {
            Told::Event(seen) => {
                let event = &self.material.event(seen).value;
                let finding = event.date_index.map(|number| (seen.part, number));
                Dated { edtf: event.date.clone(), kind: Some(DateKind::Happened), finding }
            }
            Told::Document(seen) => {
                let document = &self.material.document(seen).value;
                let finding = document.date_index.map(|number| (seen.part, number));
                match (&document.date, &document.date_received) {
                    (Some(sent), _) if !sent.starts_with("..") => {
                        Dated { edtf: Some(sent.clone()), kind: Some(kind_of_date(&document.genre)), finding }
                    }
                    (_, Some(received)) => {
                        Dated { edtf: Some(received.clone()), kind: Some(DateKind::Received), finding }
                    }
                    (sent, None) => Dated { edtf: sent.clone(), kind: Some(kind_of_date(&document.genre)), finding },
                }
            }
            Told::Words(place) => {
                let between = |seen: &Seen| {
                    let (from, to) = (place.end.min(seen.place.end), place.start.max(seen.place.start));
                    line.text.get(from..to).unwrap_or_default()
                };
                let gap = |seen: &Seen| between(seen).len();
                // What stands behind a colon or a semicolon dates something else.
                let apart = |seen: &&Seen| !between(seen).contains([':', ';']);
                let with_value = line.dates.iter().filter(apart).filter_map(|seen| {
                    let edtf = self.material.date(seen.part, seen.number).edtf.clone()?;
                    Some((!self.touches(&edtf), gap(seen), seen.place.start, edtf, (seen.part, seen.number)))
                });
                with_value.min().map_or_else(Dated::default, |(_, _, _, edtf, finding)| Dated {
                    edtf: Some(edtf),
                    kind: Some(DateKind::Happened),
                    finding: Some(finding),
                })
            }
        }
    }

    /// Whether a date lies in the window and says more than the window does.
    fn touches(&self, edtf: &str) -> bool {
        let Ok(bounds) = TimeBounds::parse(edtf) else { return false };
        let out = bounds.is_before(self.window) || self.window.is_before(bounds);
        let least = bounds.earliest.unwrap_or(i64::MIN) <= self.window.earliest.unwrap_or(i64::MIN);
        let most = bounds.latest.unwrap_or(i64::MAX) >= self.window.latest.unwrap_or(i64::MAX);
        !(out || least && most)
    }

    /// A date must touch the window. What has none must stand by a date that does.
    fn in_window(&self, at: usize, dated: &Dated, reasons: &mut Vec<String>) -> Result<(), Missed> {
        match &dated.edtf {
            Some(edtf) if self.touches(edtf) => Ok(()),
            Some(_) => Err(Missed::Window),
            None => {
                let near = (at.saturating_sub(DATE_MEMORY)..=at).rev().find_map(|i| {
                    let of_line = self.material.lines[i].dates.iter().rev();
                    of_line.map(|seen| self.material.date(seen.part, seen.number)).find_map(|date| date.edtf.clone())
                });
                match near {
                    Some(edtf) if self.touches(&edtf) => {
                        reasons.push(format!("no date of its own; the last told is {edtf}"));
                        Ok(())
                    }
                    _ => Err(Missed::Window),
                }
            }
        }
    }

    fn modality(&self, line: &Line, told: &Told, ready: &Ready) -> Modality {
        let modality = match told {
            Told::Event(seen) => {
                let event = &self.material.event(seen).value;
                if event.denied { Modality::Denied } else { of_event(event.modality) }
            }
            Told::Document(seen) => {
                let commands = ["order", "directive", "instruction"];
                let genre = self.material.document(seen).value.genre.as_str();
                // Where the stage is a preparation, an order is evidence of what it orders; elsewhere of itself.
                if ready.preparatory && commands.contains(&genre) { Modality::Ordered } else { Modality::Asserted }
            }
            // What a command tells is what it commands.
            Told::Words(place) if !ready.preparatory && self.commanded(line, place.start) => Modality::Ordered,
            Told::Words(place) => self.said(line, place.start),
        };
        let modality = match modality {
            Modality::Asserted | Modality::Reported if is_to_come(line, told) => Modality::Planned,
            known => known,
        };
        // To refuse is what a negative indicator waits for.
        if ready.indicator.negative && modality == Modality::Denied { Modality::Asserted } else { modality }
    }

    fn is_movement(&self, told: &Told) -> bool {
        let Told::Event(seen) = told else { return false };
        let movements = Vocabulary::built_in().resolve("movement.*");
        movements.is_ok_and(|named| named.events.contains(&self.material.event(seen).value.event_type))
    }

    /// Whether it is a document that comes or goes, and nobody else: "a telegram came to the town".
    fn is_of_document(&self, line: &Line, told: &Told) -> bool {
        let place = told.place();
        let within = |document: &Seen| document.place.start < place.end && place.start < document.place.end;
        self.is_movement(told) && line.documents.iter().any(within)
    }

    /// Whether a document is told as the answer to another.
    fn is_answer(&self, line: &Line, told: &Told) -> bool {
        let Told::Document(seen) = told else { return false };
        let words = Vocabulary::built_in().answer().get(short(&line.lang)).into_iter().flatten();
        self.material.document(seen).value.reply_to.is_some() || stands_before(line, &seen.place, words)
    }

    /// Whether a command stands before a place of its sentence, told as the one who speaks.
    fn commanded(&self, line: &Line, place: usize) -> bool {
        const COMMANDS: [&str; 3] = ["order", "directive", "instruction"];
        let commands = line.documents.iter().filter(|seen| seen.place.start < place);
        commands.into_iter().any(|seen| COMMANDS.contains(&self.material.document(seen).value.genre.as_str()))
    }

    /// Whether another case of the dossier is meant: the addressee is of it, or its places are named and none of the own
    /// names is, or they stand nearer.
    fn is_of_rival(&self, line: &Line, told: &Told, core: &Range<usize>) -> bool {
        let Rivals { own, others } = self.rivals;
        if others.is_empty() {
            return false;
        }
        match told {
            Told::Document(seen) => {
                let to = self.material.document(seen).value.to.iter().map(|n| self.material.mention(seen.part, *n));
                let named = |wanted: &Wanted| to.clone().any(|mention| wanted.is(mention));
                if named(others) && !named(own) {
                    return true;
                }
            }
            Told::Event(seen) => {
                if let Some(place) = self.material.event(seen).value.place {
                    return others.is(self.material.mention(seen.part, place));
                }
            }
            Told::Words(_) => {}
        }
        let at = |byte: usize| line.tokens.iter().position(|t| t.place.end > byte).unwrap_or(line.tokens.len());
        let (first, last) = (at(core.start), at(core.end.saturating_sub(1)));
        let nearest = |wanted: &Wanted| {
            let places = wanted.places_in(&line.tokens).into_iter();
            places.map(|p| p.start.saturating_sub(last).max((first + 1).saturating_sub(p.end))).min()
        };
        match (nearest(own), nearest(others)) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(own), Some(other)) => other < own,
        }
    }

    /// How the words before a place put it: the packs' rules of kind `event`.
    pub(crate) fn said(&self, line: &Line, place: usize) -> Modality {
        let Some(lang) = self.packs.find(&line.lang) else { return Modality::Asserted };
        let Some(rules) = self.packs.get(lang).rules("event") else { return Modality::Asserted };
        let mut modality = Modality::Asserted;
        for found in rules.find(&line.text, |_| true) {
            if found.span.end > place {
                continue;
            }
            modality = match found.rule.op.as_str() {
                "denied" if place - found.span.end <= 2 => return Modality::Denied,
                "ordered" => Modality::Ordered,
                "planned" => Modality::Planned,
                "reported" => Modality::Reported,
                "alleged" => Modality::Alleged,
                "conditional" => Modality::Conditional,
                _ => modality,
            };
        }
        modality
    }

    fn agent(&self, at: usize, told: &Told, wanted: &[Wanted], addressee: bool) -> Option<(u32, String)> {
        let line = &self.material.lines[at];
        let (part, own): (usize, &[usize]) = match told {
            Told::Event(seen) if !addressee => (seen.part, &self.material.event(seen).value.agents),
            Told::Document(seen) => {
                let document = &self.material.document(seen).value;
                (seen.part, if addressee { &document.to } else { &document.from })
            }
            _ => (0, &[]),
        };
        let role = if addressee { "to" } else { "by" };
        for one in wanted {
            let meant = own.iter().map(|number| self.material.mention(part, *number));
            if let Some(mention) = meant.clone().find(|m| one.is(m) || one.is_kind(m, &line.lang)) {
                return Some((2, format!("{role} {} ({})", mention.normal, one.label)));
            }
        }
        // Another sender or addressee is known by name: it is not the one that is waited for. A kind may be told beside
        // the name: the commander of the army.
        let others = matches!(told, Told::Document(_)) && !own.is_empty();
        for one in wanted.iter().filter(|one| !others || one.is_of_kind()) {
            let found =
                if others { self.kind_beside(line, part, own, one).then_some(Found::Kind) } else { one.in_line(line) };
            if let Some(found) = found {
                let how = if found == Found::Name { "named" } else { "of its kind" };
                return Some((1, format!("{} {how} in the sentence", one.label)));
            }
        }
        if others {
            return None;
        }
        let here = line.mentions.iter().map(|seen| self.material.mention(seen.part, seen.number));
        if here.into_iter().any(|mention| mention.name_type != NameType::Place) {
            return None;
        }
        let before = at.saturating_sub(1)..at;
        wanted.iter().find_map(|one| {
            let found = before.clone().any(|i| one.in_line(&self.material.lines[i]) == Some(Found::Name));
            found.then(|| (0, format!("{} named in the sentence before", one.label)))
        })
    }

    /// Whether the words right beside one of some mentions tell a kind: "the commander of the army" before a name.
    fn kind_beside(&self, line: &Line, part: usize, own: &[usize], wanted: &Wanted) -> bool {
        const REACH: usize = 5;
        let places = line.mentions.iter().filter(|seen| seen.part == part && own.contains(&seen.number));
        places.into_iter().any(|seen| {
            let first = line.tokens.iter().position(|t| t.place.end > seen.place.start).unwrap_or_default();
            let last = line.tokens.iter().rposition(|t| t.place.start < seen.place.end).unwrap_or(first);
            let beside = first.saturating_sub(REACH)..line.tokens.len().min(last + 1 + REACH);
            wanted.has_kind(&line.tokens[beside], &line.lang)
        })
    }

    /// Weight, reason, and whether the place settles that the case is meant.
    fn place(&self, at: usize, told: &Told, wanted: &Wanted, of_case: &Wanted) -> Option<(u32, String, bool)> {
        let line = &self.material.lines[at];
        if let Told::Event(seen) = told
            && let Some(number) = self.material.event(seen).value.place
            && wanted.is(self.material.mention(seen.part, number))
        {
            return Some((2, format!("at {}", self.material.mention(seen.part, number).normal), true));
        }
        let named = wanted.in_line(line) == Some(Found::Name) || self.material.places(line).any(|m| wanted.is(m));
        if named {
            return Some((1, format!("{} named in the sentence", wanted.label), true));
        }
        if self.elsewhere(line, of_case) {
            return None;
        }
        if wanted.in_line(line) == Some(Found::Kind) {
            return Some((1, format!("{} by its kind", wanted.label), false));
        }
        for i in (at.saturating_sub(MEMORY)..at).rev() {
            let earlier = &self.material.lines[i];
            if wanted.in_line(earlier) == Some(Found::Name) || self.material.places(earlier).any(|m| wanted.is(m)) {
                return Some((0, format!("{} named before", wanted.label), true));
            }
            if self.elsewhere(earlier, of_case) {
                return None;
            }
        }
        // Nowhere told: then it has to be an act, other than a movement, of the case's own actor, and no other place.
        if matches!(told, Told::Words(_))
            || self.is_movement(told)
            || self.material.places(line).any(|mention| !of_case.is(mention))
        {
            return None;
        }
        let own = of_case.in_line(line) == Some(Found::Name);
        own.then(|| (0, "no place told, a name of the case in the sentence".to_owned(), true))
    }

    /// Whether a line plays at places that are not the case's.
    fn elsewhere(&self, line: &Line, of_case: &Wanted) -> bool {
        let mut other = false;
        for mention in self.material.places(line) {
            if of_case.is(mention) {
                return false;
            }
            other |= self.towns.has(mention);
        }
        other && of_case.in_line(line) != Some(Found::Name)
    }

    /// That the case is spoken of.
    fn of_case(&self, at: usize, of_case: &Wanted) -> Option<(u32, Option<String>)> {
        let line = &self.material.lines[at];
        if of_case.is_empty() {
            return Some((0, None));
        }
        if of_case.in_line(line).is_some() || self.material.places(line).any(|m| of_case.is(m)) {
            return Some((1, Some("a name of the case in the sentence".to_owned())));
        }
        if self.elsewhere(line, of_case) {
            return None;
        }
        for i in (at.saturating_sub(MEMORY)..at).rev() {
            let earlier = &self.material.lines[i];
            if of_case.in_line(earlier).is_some() || self.material.places(earlier).any(|m| of_case.is(m)) {
                return Some((0, Some("a name of the case before".to_owned())));
            }
            if self.elsewhere(earlier, of_case) {
                return None;
            }
        }
        None
    }
}

/// The first words of an indicator that a line has and does not deny, and which they are.
fn terms_of<'i>(line: &Line, indicator: &'i Indicator) -> Option<(Range<usize>, &'i str)> {
    let short = short(&line.lang);
    let lists = indicator.terms.iter().filter(|(lang, _)| short.is_empty() || lang.as_str() == short);
    let found = |term: &'i String| find_terms(line, term).map(|place| (place, term.as_str()));
    lists.flat_map(|(_, terms)| terms).filter_map(found).find(|(place, _)| !is_denied(line, place.start))
}

fn kind_of_date(genre: &str) -> DateKind {
    match genre {
        "decision" | "decree" | "protocol" | "treaty" | "agreement" => DateKind::Written,
        "article" => DateKind::Printed,
        "speech" => DateKind::Happened,
        _ => DateKind::Sent,
    }
}

fn of_event(modality: regesta_analyze::Modality) -> Modality {
    use regesta_analyze::Modality as Told;
    match modality {
        Told::Asserted => Modality::Asserted,
        Told::Reported => Modality::Reported,
        Told::Ordered => Modality::Ordered,
        Told::Planned => Modality::Planned,
        Told::Alleged => Modality::Alleged,
        Told::Conditional => Modality::Conditional,
    }
}

/// What follows from how it is put, where that keeps it from counting.
fn how(modality: Modality, ready: &Ready) -> String {
    match modality {
        Modality::Planned if !ready.preparatory => "a plan, not the act".to_owned(),
        Modality::Ordered if !ready.preparatory => "an order, not the act".to_owned(),
        Modality::Denied => "denied".to_owned(),
        _ => String::new(),
    }
}
