use std::collections::{BTreeMap, BTreeSet};

use regesta_time::Duration;
use schemars::JsonSchema;
use serde::Serialize;

use crate::case::Modality;
use crate::case_file::MODALITIES;
use crate::flaw::{Place, Reading, nearest};
use crate::section::{Located, Reader, Section};

/// Who a scheme is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SchemeStatus {
    /// An author states it.
    Claim,
    /// The user of the program made it.
    User,
}

/// The words with which an author states a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StatedBy {
    /// File of the text.
    pub text: String,
    /// Its words.
    pub quote: String,
}

/// A scheme: stages, and what is said of their order.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Scheme {
    /// Short name, unique among the schemes of a dossier.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Who it is from.
    pub status: SchemeStatus,
    /// Where an author states it.
    pub stated_by: Option<StatedBy>,
    /// Parts that persons and bodies play, to be filled by each case.
    pub roles: Vec<String>,
    /// The stages in the order of the file, which is no claim.
    pub stages: Vec<Stage>,
    /// What is said of their order.
    pub orders: Vec<Order>,
    /// The file from which the stages are taken, where they are another scheme's.
    pub stages_from: Option<String>,
}

/// A stage of a scheme.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Stage {
    /// Short name, unique within the scheme.
    pub id: String,
    /// What it is called, in neutral words.
    pub name: String,
    /// Whether a run is complete without it.
    pub optional: bool,
    /// Whether plans and orders count as evidence of it, as they do of preparations.
    pub preparatory: bool,
    /// What may stand for it; any one suffices, and reports say which one did.
    pub indicators: Vec<Indicator>,
    /// Where it stands in the file.
    pub place: Place,
}

/// What may stand for a stage.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Indicator {
    /// Short name, unique within the scheme.
    pub id: String,
    /// What happens: words of the [`Vocabulary`](crate::Vocabulary), or prose that only people read.
    pub what: String,
    /// Who does it: kinds of the vocabulary, roles, or names.
    pub agent: Vec<String>,
    /// To whom a document goes: the same.
    pub to: Vec<String>,
    /// Where, in terms of the case (`case.capital`) or as a name.
    pub place_of: String,
    /// Words by which texts tell it, by language.
    pub terms: BTreeMap<String, Vec<String>>,
    /// Whether the words have to stand beside the event or document, and not only may stand for it.
    pub needs_terms: bool,
    /// How it has to be put; empty where that does not matter.
    pub modality: Vec<Modality>,
    /// Whether evidence for it speaks against the stage, as a dated refusal does.
    pub negative: bool,
    /// Where it stands in the file.
    pub place: Place,
}

/// What an [`Order`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OrderKind {
    /// Under test.
    Claim,
    /// True by the meaning of the words; never tested, and taken for granted by every reading.
    Definition,
    /// Tested, and told apart from the claims.
    Expectation,
}

/// One stage before another, perhaps with bounds on the time between.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Order {
    /// Number of the earlier stage in [`Scheme::stages`].
    #[serde(skip)]
    pub before: usize,
    /// Number of the later stage.
    #[serde(skip)]
    pub after: usize,
    /// `S3<S4`.
    pub id: String,
    /// What it is.
    pub kind: OrderKind,
    /// At least so long between them.
    pub min: Option<Duration>,
    /// At most so long between them.
    pub max: Option<Duration>,
    /// Where it stands in the file.
    pub place: Place,
}

impl Scheme {
    /// Reads a scheme file that has its stages in itself.
    ///
    /// Every flaw is returned with its line and column; the value is there where none of them is an error.
    ///
    /// ```
    /// let text = r#"
    /// [scheme]
    /// id = "S"
    /// [[stage]]
    /// id = "A"
    /// name = "the first"
    /// indicator = [{ id = "A1", what = "a vote" }]
    /// [[stage]]
    /// id = "B"
    /// name = "the second"
    /// indicator = [{ id = "B1", what = "a strike" }]
    /// [[order]]
    /// before = "A"
    /// aftr = "B"
    /// "#;
    /// let read = regesta_scheme::Scheme::parse("s.toml", text);
    /// assert!(read.value.is_none());
    /// assert!(read.flaws[1].to_string().contains("s.toml:14:1: [[order]] has an unknown key `aftr`"));
    /// assert!(read.flaws[1].cure.contains("did you mean `after`?"));
    /// ```
    pub fn parse(file: &str, text: &str) -> Reading<Self> {
        Self::parse_with(file, text, &|_| None)
    }

    /// As [`Scheme::parse`], with the scheme whose stages it takes (`stages_from`) looked up by its name.
    pub fn parse_with(file: &str, text: &str, other: &dyn Fn(&str) -> Option<Scheme>) -> Reading<Self> {
        let reader = Reader::new(file, text);
        let mut scheme = Self {
            id: String::new(),
            title: String::new(),
            status: SchemeStatus::User,
            stated_by: None,
            roles: Vec::new(),
            stages: Vec::new(),
            orders: Vec::new(),
            stages_from: None,
        };
        if let Some(table) = reader.parse() {
            let root = Section::new(&reader, table.get_ref(), 0..0, "");
            if root.is_mistaken("scheme", "case") {
                return Reading::new(scheme, reader.into_flaws());
            }
            read_head(&root, &mut scheme);
            if let Some(name) = root.section("scheme").and_then(|head| head.string("stages_from")) {
                match other(&name.value) {
                    Some(from) => {
                        scheme.stages = from.stages;
                        scheme.roles.extend(from.roles);
                    }
                    None => reader.error(
                        name.place,
                        format!("the scheme `{}` cannot be read", name.value),
                        "name a scheme file beside this one, and check that file first",
                    ),
                }
                scheme.stages_from = Some(name.value);
            }
            read_stages(&reader, &root, &mut scheme);
            read_orders(&reader, &root, &mut scheme);
            root.finish();
            check_circles(&reader, &scheme);
        }
        Reading::new(scheme, reader.into_flaws())
    }

    /// The number of a stage.
    pub fn stage(&self, id: &str) -> Option<usize> {
        self.stages.iter().position(|stage| stage.id == id)
    }

    /// The orders that are tested: claims and expectations.
    pub fn tested(&self) -> impl Iterator<Item = &Order> {
        self.orders.iter().filter(|order| order.kind != OrderKind::Definition)
    }
}

fn read_head(root: &Section<'_, '_>, scheme: &mut Scheme) {
    let Some(head) = root.required_section("scheme") else { return };
    scheme.id = head.required("id").value;
    scheme.title = head.string("title").map_or_else(|| scheme.id.clone(), |title| title.value);
    let words = [("claim", SchemeStatus::Claim), ("user", SchemeStatus::User)];
    scheme.status = head.word("status", &words, SchemeStatus::User);
    scheme.stated_by = head.section("stated_by").map(|stated| {
        let by = StatedBy { text: stated.required("text").value, quote: stated.required("quote").value };
        stated.finish();
        by
    });
    scheme.roles = head.strings("roles").into_iter().map(|role| role.value).collect();
    head.string("note");
    head.string("stages_from");
    head.finish();
}

fn read_stages(reader: &Reader<'_>, root: &Section<'_, '_>, scheme: &mut Scheme) {
    let mut ids: BTreeSet<String> = scheme
        .stages
        .iter()
        .flat_map(|stage| std::iter::once(&stage.id).chain(stage.indicators.iter().map(|i| &i.id)))
        .cloned()
        .collect();
    let take = |ids: &mut BTreeSet<String>, id: &Located<String>| {
        if !id.value.is_empty() && !ids.insert(id.value.clone()) {
            let cure = "give every stage and every indicator a name of its own";
            reader.error(id.place, format!("the name `{}` is taken already", id.value), cure);
        }
        if id.value.contains(['<', ' ', '=', ',']) {
            let cure = "use letters, digits, `-` and `_`";
            reader.error(id.place, format!("the name `{}` has a blank, `<`, `=` or `,` in it", id.value), cure);
        }
    };
    for section in root.sections("stage") {
        let id = section.required("id");
        take(&mut ids, &id);
        let name = section.required("name").value;
        let (optional, preparatory) = (section.flag("optional"), section.flag("preparatory"));
        section.string("note");
        let mut indicators = Vec::new();
        for part in section.sections("indicator") {
            let id = part.required("id");
            take(&mut ids, &id);
            let mut terms = BTreeMap::new();
            for key in part.free_keys("terms_") {
                let words = part.strings(&key.value).into_iter().map(|word| word.value).collect();
                terms.insert(key.value["terms_".len()..].to_owned(), words);
            }
            let modality = part.words("modality", MODALITIES);
            indicators.push(Indicator {
                id: id.value,
                what: part.string("what").map(|what| what.value).unwrap_or_default(),
                agent: part.strings("agent").into_iter().map(|agent| agent.value).collect(),
                to: part.strings("to").into_iter().map(|to| to.value).collect(),
                place_of: part.string("place").map(|place| place.value).unwrap_or_default(),
                terms,
                needs_terms: part.flag("needs_terms"),
                modality,
                negative: part.flag("negative"),
                place: part.place,
            });
            part.string("note");
            part.finish();
        }
        if indicators.iter().all(|indicator| indicator.negative) {
            let lacks = if indicators.is_empty() { "no indicator" } else { "only negative indicators" };
            reader.error(
                section.place,
                format!("the stage `{}` has {lacks}: nothing could stand for it", id.value),
                "add [[stage.indicator]] with an id and what it is",
            );
        }
        section.finish();
        scheme.stages.push(Stage { id: id.value, name, optional, preparatory, indicators, place: section.place });
    }
    if scheme.stages.is_empty() && scheme.stages_from.is_none() {
        let cure = "add [[stage]] with id, name and indicators, or `stages_from` in [scheme]";
        reader.error(Place { line: 1, column: 1 }, "the scheme has no stages", cure);
    }
}

fn read_orders(reader: &Reader<'_>, root: &Section<'_, '_>, scheme: &mut Scheme) {
    let sections = root.sections("order");
    if scheme.stages.is_empty() {
        // That there are none is told already, and every order would say so again.
        return;
    }
    let kinds =
        [("claim", OrderKind::Claim), ("definition", OrderKind::Definition), ("expectation", OrderKind::Expectation)];
    for section in sections {
        let stage = |key: &str| -> Option<usize> {
            let id = section.required(key);
            if id.value.is_empty() {
                return None;
            }
            let found = scheme.stage(&id.value);
            if found.is_none() {
                let owner = scheme.stages.iter().find(|s| s.indicators.iter().any(|i| i.id == id.value));
                let (message, cure) = match owner {
                    Some(owner) => (
                        format!("`{}` is an indicator of the stage `{}`, not a stage", id.value, owner.id),
                        "make it a stage of its own where its order is claimed".to_owned(),
                    ),
                    None => {
                        let known = scheme.stages.iter().map(|s| s.id.as_str());
                        let hint = nearest(&id.value, known.clone()).map(|s| format!("did you mean `{s}`? "));
                        let list: Vec<&str> = known.collect();
                        (
                            format!("there is no stage `{}`", id.value),
                            format!("{}stages: {}", hint.unwrap_or_default(), list.join(", ")),
                        )
                    }
                };
                reader.error(id.place, message, cure);
            }
            found
        };
        let (before, after) = (stage("before"), stage("after"));
        let duration = |key: &str| {
            let text = section.string(key)?;
            Duration::parse(&text.value)
                .map_err(|error| reader.error(text.place, error.to_string(), "use whole numbers of Y, M, W, D, H, M"))
                .ok()
        };
        let (min, max) = (duration("min"), duration("max"));
        if let (Some(least), Some(greatest)) = (&min, &max)
            && least.minutes().0 > greatest.minutes().1
        {
            let message = format!("no time is at least {least} and at most {greatest}");
            reader.error(section.place, message, "exchange `min` and `max`");
        }
        let kind = section.word("kind", &kinds, OrderKind::Claim);
        for key in ["note", "text", "quote"] {
            section.string(key);
        }
        section.finish();
        let (Some(before), Some(after)) = (before, after) else { continue };
        let id = format!("{}<{}", scheme.stages[before].id, scheme.stages[after].id);
        if before == after {
            reader.error(section.place, format!("{id}: a stage is not before itself"), "name two stages");
        }
        if scheme.orders.iter().any(|order| order.before == before && order.after == after) {
            reader.error(section.place, format!("{id} is said twice"), "say it once, with all its bounds");
        }
        scheme.orders.push(Order { before, after, id, kind, min, max, place: section.place });
    }
}

/// Definitions must not go in a circle; claims that do cannot all hold.
fn check_circles(reader: &Reader<'_>, scheme: &Scheme) {
    let circle = |kinds: &[OrderKind]| -> Option<(Place, String)> {
        let orders: Vec<&Order> = scheme.orders.iter().filter(|order| kinds.contains(&order.kind)).collect();
        for start in &orders {
            // The way back from the end of an order to its beginning, breadth first.
            let mut from: Vec<Option<usize>> = vec![None; scheme.stages.len()];
            let mut queue = std::collections::VecDeque::from([start.after]);
            let mut seen = vec![false; scheme.stages.len()];
            seen[start.after] = true;
            while let Some(at) = queue.pop_front() {
                for order in orders.iter().filter(|order| order.before == at) {
                    if !std::mem::replace(&mut seen[order.after], true) {
                        from[order.after] = Some(at);
                        queue.push_back(order.after);
                    }
                }
            }
            if seen[start.before] {
                let mut path = vec![start.before];
                let mut at = start.before;
                while let Some(before) = from[at] {
                    path.push(before);
                    at = before;
                }
                path.push(start.before);
                path.reverse();
                // The start stands at both ends, with the end of the order after it.
                let names: Vec<&str> = path.iter().map(|s| scheme.stages[*s].id.as_str()).collect();
                return Some((start.place, names.join(" < ")));
            }
        }
        None
    };
    if let Some((place, names)) = circle(&[OrderKind::Definition]) {
        let cure = "take one of these definitions out, or make it a claim";
        reader.error(place, format!("the definitions go in a circle: {names}"), cure);
    } else if let Some((place, names)) = circle(&[OrderKind::Definition, OrderKind::Claim]) {
        let cure = "look whether one of them is turned round; they are tested one by one all the same";
        reader.warn(place, format!("these claims cannot all hold: {names}"), cure);
    }
}
