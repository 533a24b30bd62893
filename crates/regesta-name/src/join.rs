use std::collections::BTreeMap;

use regesta_lang::{Found, fold, latin_key};

use crate::given::GivenShape;
use crate::similarity::{NameShape, same_stem};
use crate::spelling::Spelling;
use crate::{Authorities, EntityJoin, JoinStatus, Mention, NameEntity, NameType};

/// The least likeness, in thousandths, that joins two names of different papers.
const SAME: u16 = 860;
/// How much less like another name may be, in thousandths, and still leave open which of the two is meant.
const RIVAL: u16 = 50;
/// The least likeness at which two names are proposed to a person.
const POSSIBLE: u16 = 800;

/// Mentions of one paper that are one name, or one name of several papers.
#[derive(Debug, Clone)]
struct Group {
    name_type: NameType,
    /// Surname, or the whole name.
    head: String,
    /// The heads under which it is known, as they are compared; the own one first.
    shapes: Vec<HeadShape>,
    /// The number of a ruler.
    number: Option<u32>,
    /// Whether the head is a given name before a title.
    titled: bool,
    /// The head without case and marks.
    folded: String,
    given: GivenShape,
    /// The given names or initials of the first mention, as printed.
    written_given: String,
    authority: Option<String>,
    key: Option<String>,
    /// What the name of a body says, in notions.
    wording: Option<String>,
    joins: Vec<EntityJoin>,
    /// Basic forms with their counts.
    labels: BTreeMap<String, usize>,
    /// Mentions by language of the pack that found them.
    tongues: BTreeMap<String, usize>,
}

/// Spellings of one entity that a further name is compared with.
const SPELLINGS: usize = 24;

/// A head as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
struct HeadShape {
    /// All of it in one.
    whole: NameShape,
    /// Its words, where there are several.
    words: Vec<NameShape>,
    /// The row of given names, where it is one: rulers are called otherwise in each language.
    row: Option<u16>,
}

/// What a ruler's name in another language counts for: with the same number, and without one.
const TRANSLATED: (u16, u16) = (920, 820);

impl HeadShape {
    fn of(head: &str, lang: &str, row: Option<u16>) -> Self {
        let words: Vec<&str> = head.split([' ', '-']).filter(|w| !w.is_empty()).collect();
        let shapes = if words.len() > 1 { words.iter().map(|w| NameShape::of(w, lang)).collect() } else { Vec::new() };
        Self { whole: NameShape::of(&words.concat(), lang), words: shapes, row }
    }

    fn keys(&self) -> impl Iterator<Item = [u8; 2]> + use<> {
        // Other keys are letters.
        let row = self.row.map(|row| [128 + (row >> 8) as u8, (row & 255) as u8]);
        self.words.first().unwrap_or(&self.whole).keys().into_iter().chain(row)
    }

    /// In thousandths: word by word where both have as many, else as one word.
    fn likeness(&self, other: &Self) -> u16 {
        let least = if self.words.len() == other.words.len() && !self.words.is_empty() {
            self.words.iter().zip(&other.words).map(|(a, b)| a.similarity(b)).fold(1.0, f64::min)
        } else {
            self.whole.similarity(&other.whole)
        };
        (least * 1000.0).round() as u16
    }
}

/// Two numbers are two rulers, and a ruler is nobody with another name before his (IV. Mehmed, Baltacı Mehmed Paşa).
fn numbers_forbid(a: (Option<u32>, &GivenShape), b: (Option<u32>, &GivenShape)) -> bool {
    match (a.0, b.0) {
        (Some(a), Some(b)) => a != b,
        (Some(_), None) => !b.1.is_empty() && a.1.is_empty(),
        (None, Some(_)) => !a.1.is_empty() && b.1.is_empty(),
        (None, None) => false,
    }
}

/// A given name alone and without a title need not be the bearer of a title and two names (Ahmed, Melek Ahmed Paşa).
fn titles_forbid(a: (bool, &GivenShape), b: (bool, &GivenShape)) -> bool {
    let one = |x: (bool, &GivenShape), y: (bool, &GivenShape)| x.0 && !x.1.is_empty() && !y.0 && y.1.is_empty();
    one(a, b) || one(b, a)
}

impl Group {
    fn label(&self) -> String {
        let fullest = self.labels.iter().max_by(|a, b| {
            let words = |label: &str| label.split(' ').count();
            let full = |l: &str| if self.name_type == NameType::Person { words(l) } else { 0 };
            full(a.0).cmp(&full(b.0)).then(a.1.cmp(b.1)).then(b.0.cmp(a.0))
        });
        fullest.map_or_else(|| self.head.clone(), |(label, _)| label.clone())
    }

    /// The language in which most of the mentions are; of equals the first by its tag.
    fn main_tongue(&self) -> &str {
        let most = self.tongues.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
        most.map_or("", |(tongue, _)| tongue)
    }

    fn add_shape(&mut self, shape: HeadShape) {
        if self.shapes.len() < SPELLINGS && !self.shapes.contains(&shape) {
            self.shapes.push(shape);
        }
    }

    /// What forbids to take both for one, whatever their spelling.
    fn forbids(&self, other: &Self) -> bool {
        let differ = |a: &Option<String>, b: &Option<String>| matches!((a, b), (Some(a), Some(b)) if a != b);
        differ(&self.authority, &other.authority)
            || differ(&self.key, &other.key)
            || numbers_forbid((self.number, &self.given), (other.number, &other.given))
            || titles_forbid((self.titled, &self.given), (other.titled, &other.given))
            || self.given.conflicts(&other.given)
    }

    fn absorb(&mut self, other: Self, reason: &str, score: u16) {
        for mut join in other.joins {
            join.reasons.push(reason.to_owned());
            join.score = join.score.min(score);
            self.joins.push(join);
        }
        for (label, count) in other.labels {
            *self.labels.entry(label).or_default() += count;
        }
        for (tongue, count) in other.tongues {
            *self.tongues.entry(tongue).or_default() += count;
        }
        if other.given.fullness() > self.given.fullness() {
            self.given = other.given;
        }
        self.number = self.number.or(other.number);
        for shape in other.shapes {
            self.add_shape(shape);
        }
        self.authority = self.authority.take().or(other.authority);
        self.key = self.key.take().or(other.key);
        self.wording = self.wording.take().or(other.wording);
    }
}

/// Joins the mentions of all papers to persons, places and bodies. `papers[i]` are the mentions of paper `i`.
///
/// Within a paper a surname joins its form with initials or a given name; across papers and scripts names join by their
/// consonants and likeness. Never joined: names of different type, with contradicting initials, or with different rows
/// of an authority list. Each join has its reasons and a score; what is only likely is [`JoinStatus::Possible`]. The
/// answer does not depend on the order of threads; entities come in the order of their identifiers.
///
/// ```
/// use regesta_name::{Authorities, join};
/// assert!(join::<Vec<_>>(&[], &Authorities::default()).is_empty());
/// ```
pub fn join<P: AsRef<[Found<Mention>]>>(papers: &[P], authorities: &Authorities) -> Vec<NameEntity> {
    let mut groups: Vec<Group> = Vec::new();
    for (paper, mentions) in papers.iter().enumerate() {
        groups.extend(within_paper(paper, mentions.as_ref(), authorities));
    }
    name_entities(across_papers(groups, authorities), authorities)
}

fn within_paper(paper: usize, mentions: &[Found<Mention>], authorities: &Authorities) -> Vec<Group> {
    let names = authorities.given_names();
    let mut groups: Vec<Group> = Vec::new();
    // Fuller names first, so that a bare surname finds them wherever they stand.
    let spellings: Vec<Spelling> = mentions.iter().map(|m| Spelling::of(&m.value)).collect();
    let givens: Vec<GivenShape> =
        mentions.iter().zip(&spellings).map(|(m, s)| GivenShape::of(&s.given, tongue(m), names)).collect();
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(givens[i].len()), i));
    let mut bones: BTreeMap<(NameType, String), Vec<usize>> = BTreeMap::new();
    for index in order {
        let mention = &mentions[index].value;
        let spelling = &spellings[index];
        let head = fold(&spelling.head);
        let bucket = (mention.name_type, head.chars().take(3).collect::<String>());
        let candidates: Vec<(usize, &'static str)> = bones
            .get(&bucket)
            .into_iter()
            .flatten()
            .filter_map(|&g| {
                let group: &Group = &groups[g];
                let differ = matches!((&group.authority, &mention.authority), (Some(a), Some(b)) if a != b);
                let same_id = group.authority.is_some() && group.authority == mention.authority
                    || group.key.is_some() && group.key == mention.key;
                let numbers = numbers_forbid((group.number, &group.given), (spelling.number, &givens[index]));
                if differ || !same_id && (numbers || group.given.conflicts(&givens[index])) {
                    return None;
                }
                if same_id {
                    Some((g, "the same row of the authority list"))
                } else if group.folded == head {
                    Some((g, "the same name in this paper"))
                } else if same_stem(&group.folded, &head) {
                    Some((g, "the same name in another case"))
                } else {
                    None
                }
            })
            .collect();
        let join = |status, reasons: Vec<String>, score| EntityJoin { paper, mention: index, status, reasons, score };
        let exact: Vec<&(usize, &str)> = candidates.iter().filter(|(_, r)| !r.ends_with("case")).collect();
        let chosen = match (exact.as_slice(), candidates.as_slice()) {
            ([one], _) => Some((one.0, one.1, JoinStatus::Same)),
            ([], [one]) => Some((one.0, one.1, JoinStatus::Same)),
            ([], []) => None,
            // Several groups of one row of the authority list are one person, whatever kept them apart.
            (_, [first, rest @ ..])
                if groups[first.0].authority.is_some()
                    && rest.iter().all(|(g, _)| groups[*g].authority == groups[first.0].authority) =>
            {
                Some((first.0, first.1, JoinStatus::Same))
            }
            // Two persons of one surname: the bare surname is most likely the one named last before it.
            _ => {
                let before = candidates.iter().max_by_key(|(g, _)| {
                    let near = groups[*g].joins.iter().map(|j| j.mention).filter(|&m| m < index).max();
                    (near, std::cmp::Reverse(*g))
                });
                before.map(|&(g, _)| (g, "the last of several persons of this name named before", JoinStatus::Possible))
            }
        };
        let score = mentions[index].score;
        match chosen {
            Some((g, reason, status)) => {
                let group = &mut groups[g];
                let sure = if status == JoinStatus::Same { score } else { score.min(600) };
                group.joins.push(join(status, vec![reason.to_owned()], sure));
                *group.labels.entry(mention.normal.clone()).or_default() += 1;
                *group.tongues.entry(tongue(&mentions[index]).to_owned()).or_default() += 1;
                group.authority = group.authority.take().or_else(|| mention.authority.clone());
                group.key = group.key.take().or_else(|| mention.key.clone());
                group.number = group.number.or(spelling.number);
            }
            None => {
                bones.entry(bucket).or_default().push(groups.len());
                groups.push(Group {
                    name_type: mention.name_type,
                    head: spelling.head.clone(),
                    shapes: vec![HeadShape::of(&spelling.head, tongue(&mentions[index]), {
                        let alone = mention.name_type == NameType::Person && spelling.given.is_empty();
                        alone.then(|| names.row(&spelling.head)).flatten()
                    })],
                    number: spelling.number,
                    titled: spelling.titled,
                    folded: head,
                    given: givens[index].clone(),
                    written_given: spelling.given.clone(),
                    authority: mention.authority.clone(),
                    key: mention.key.clone(),
                    wording: (mention.name_type == NameType::Body)
                        .then(|| authorities.body_words().key(&mention.normal))
                        .flatten(),
                    joins: vec![join(JoinStatus::Same, vec!["first of its name in this paper".to_owned()], score)],
                    labels: BTreeMap::from([(mention.normal.clone(), 1)]),
                    tongues: BTreeMap::from([(tongue(&mentions[index]).to_owned(), 1)]),
                });
            }
        }
    }
    groups
}

/// The language of the pack that found a mention; empty where none says.
fn tongue(mention: &Found<Mention>) -> &str {
    mention.pack.split('@').next().unwrap_or_default()
}

fn across_papers(mut groups: Vec<Group>, authorities: &Authorities) -> Vec<Group> {
    // Listed and fuller names first, then by spelling: the order of papers decides only between equals.
    groups.sort_by_cached_key(|group| {
        let fullness = (group.authority.is_none(), std::cmp::Reverse(group.given.fullness()));
        let first = (group.joins[0].paper, group.joins[0].mention);
        (fullness, latin_key(&group.head), group.head.clone(), group.written_given.clone(), first)
    });
    let mut index = Index::default();
    for group in groups {
        index.place(group, authorities);
    }
    index.entities
}

/// Entities made so far, by what a further name is looked up by.
#[derive(Debug, Default)]
struct Index {
    entities: Vec<Group>,
    by_authority: BTreeMap<(NameType, String), usize>,
    by_key: BTreeMap<(NameType, String), usize>,
    /// Bodies by what their names say.
    by_wording: BTreeMap<String, usize>,
    /// Entity and number of the head, by type and key of the sounds.
    by_sound: BTreeMap<(NameType, [u8; 2]), Vec<HeadAt>>,
    last: LastAsked,
}

/// An entity and the number of one of its heads.
type HeadAt = (usize, usize);

/// The entities found like the head that was asked for last.
#[derive(Debug, Default)]
struct LastAsked {
    name_type: Option<NameType>,
    shape: Option<HeadShape>,
    number: Option<u32>,
    /// The buckets, and how many of each were compared.
    compared: Vec<([u8; 2], usize)>,
    likely: Vec<(u16, usize)>,
}

impl Index {
    fn place(&mut self, mut group: Group, authorities: &Authorities) {
        let row = group.authority.clone().map(|id| (group.name_type, id));
        let key = group.key.clone().map(|key| (group.name_type, key));
        if let Some(&at) = row.as_ref().and_then(|r| self.by_authority.get(r)) {
            self.absorb(at, group, "the same row of the authority list", 980);
            return;
        }
        let wording = key.as_ref().and_then(|k| self.by_key.get(k)).copied();
        if let Some(at) = wording
            && !differ(&self.entities[at].authority, &group.authority)
        {
            self.absorb(at, group, "the same kind of body of the same place", 900);
            return;
        }
        let said = group.wording.as_ref().and_then(|wording| self.by_wording.get(wording)).copied();
        if let Some(at) = said
            && !self.entities[at].forbids(&group)
        {
            self.absorb(at, group, "the names say the same", 880);
            return;
        }
        let mut fit = self.likely(&group);
        fit.retain(|&(_, at)| !self.entities[at].forbids(&group));
        let best = fit.iter().copied().reduce(|best, one| if one.0 > best.0 { one } else { best });
        // Abdülhamid is no rival of Abdülmecid for one who is spelt just so.
        let near = best.map_or(SAME, |(likeness, _)| SAME.max(likeness.saturating_sub(RIVAL)));
        let rivals = fit.iter().filter(|(likeness, _)| *likeness >= near).count();
        if let Some((likeness, at)) = best {
            let reason = format!("spelt like {} ({}.{} %)", self.entities[at].head, likeness / 10, likeness % 10);
            if likeness >= SAME && (rivals == 1 || !group.given.is_empty()) {
                self.absorb(at, group, &reason, likeness);
                return;
            }
            // Only proposed: the name stays an entity of its own, and the other one shows it as possible.
            let proposed = group.joins.iter().map(|join| EntityJoin {
                status: JoinStatus::Possible,
                reasons: vec![reason.clone()],
                score: join.score.min(likeness),
                ..join.clone()
            });
            self.entities[at].joins.extend(proposed);
        }
        let at = self.entities.len();
        if let Some((_, id)) = &row {
            // Spellings of the list that no paper has yet; other names of a person are left to the list.
            let (name_type, person) = (group.name_type, group.name_type == NameType::Person);
            for name in authorities.names_of(id).filter(|n| n.name_type == name_type && !(person && n.other_name)) {
                let head = if person { name.name.split(',').next().unwrap_or_default() } else { &name.name };
                group.add_shape(HeadShape::of(head, &name.lang, None));
                if let Some(wording) = authorities.body_words().key(&name.name).filter(|_| name_type == NameType::Body)
                {
                    self.by_wording.entry(wording).or_insert(at);
                }
            }
        }
        if let Some(wording) = group.wording.clone() {
            self.by_wording.entry(wording).or_insert(at);
        }
        if let Some(row) = row {
            self.by_authority.insert(row, at);
        }
        if let Some(key) = key {
            self.by_key.entry(key).or_insert(at);
        }
        self.entities.push(group);
        self.list_shapes(at, 0);
    }

    /// Puts the shapes of an entity from some one on into the index.
    fn list_shapes(&mut self, at: usize, from: usize) {
        let entity = &self.entities[at];
        for (number, shape) in entity.shapes.iter().enumerate().skip(from) {
            for key in shape.keys() {
                self.by_sound.entry((entity.name_type, key)).or_default().push((at, number));
            }
        }
    }

    /// The entities of a bucket one of whose heads is like that of `group`. Groups come sorted by their heads, so most ask
    /// for the same as the one before, with what was added to the bucket since.
    fn likely(&mut self, group: &Group) -> Vec<(u16, usize)> {
        let own = &group.shapes[0];
        let last = &mut self.last;
        if last.name_type != Some(group.name_type) || last.number != group.number || last.shape.as_ref() != Some(own) {
            let (name_type, shape, number) = (Some(group.name_type), Some(own.clone()), group.number);
            let compared = own.keys().map(|key| (key, 0)).collect();
            *last = LastAsked { name_type, shape, number, compared, likely: Vec::new() };
        }
        for (key, compared) in &mut last.compared {
            let all = self.by_sound.get(&(group.name_type, *key)).map_or(&[][..], Vec::as_slice);
            for &(at, number) in &all[*compared..] {
                let (entity, shape) = (&self.entities[at], &self.entities[at].shapes[number]);
                let translated = match own.row {
                    Some(row) if shape.row == Some(row) && entity.given.is_empty() => {
                        let same = entity.number.is_some() && entity.number == group.number;
                        if same { TRANSLATED.0 } else { TRANSLATED.1 }
                    }
                    _ => 0,
                };
                let likeness = shape.likeness(own).max(translated);
                if likeness >= POSSIBLE {
                    match last.likely.iter_mut().find(|(_, known)| *known == at) {
                        Some(known) => known.0 = known.0.max(likeness),
                        None => last.likely.push((likeness, at)),
                    }
                }
            }
            *compared = all.len();
        }
        last.likely.clone()
    }

    fn absorb(&mut self, at: usize, group: Group, reason: &str, score: u16) {
        if let Some(key) = &group.key {
            self.by_key.entry((group.name_type, key.clone())).or_insert(at);
        }
        if let Some(wording) = group.wording.clone() {
            self.by_wording.entry(wording).or_insert(at);
        }
        let known = self.entities[at].shapes.len();
        self.entities[at].absorb(group, reason, score);
        self.list_shapes(at, known);
    }
}

/// Whether both have a row of an authority list, or a kind and place, and not the same.
fn differ(a: &Option<String>, b: &Option<String>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

fn name_entities(groups: Vec<Group>, authorities: &Authorities) -> Vec<NameEntity> {
    let mut named: Vec<(String, Group)> = groups
        .into_iter()
        .map(|group| {
            let id = group
                .authority
                .clone()
                .unwrap_or_else(|| format!("{}-{}", group.name_type.name(), slug(&group.label())));
            (id, group)
        })
        .collect();
    named.sort_by(|a, b| {
        let first = |g: &Group| g.joins.iter().map(|j| (j.paper, j.mention)).min();
        a.0.cmp(&b.0).then_with(|| a.1.name_type.cmp(&b.1.name_type)).then_with(|| first(&a.1).cmp(&first(&b.1)))
    });
    let mut entities: Vec<NameEntity> = Vec::with_capacity(named.len());
    let mut repeats = 1;
    let mut before = String::new();
    for (id, mut group) in named {
        repeats = if id == before { repeats + 1 } else { 1 };
        let unique = if repeats > 1 { format!("{id}-{repeats}") } else { id.clone() };
        before = id;
        group.joins.sort_by_key(|j| (j.paper, j.mention));
        // A place is called as the papers call it: which of its names is used says something of the author and the time.
        let listed = group.authority.as_deref().filter(|_| group.name_type != NameType::Place);
        let label = listed
            .and_then(|a| authorities.label_in(a, group.main_tongue()))
            .map(str::to_owned)
            .unwrap_or_else(|| group.label());
        entities.push(NameEntity { id: unique, name_type: group.name_type, label, joins: group.joins });
    }
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    entities
}

pub(crate) fn slug(label: &str) -> String {
    let mut out = String::new();
    for c in latin_key(label).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}
