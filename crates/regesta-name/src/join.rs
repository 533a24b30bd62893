use std::collections::BTreeMap;

use regesta_lang::{Found, consonant_skeleton, fold, latin_key};

use crate::similarity::{GivenShape, NameShape, same_stem};
use crate::{Authorities, EntityJoin, JoinStatus, Mention, NameEntity, NameType};

/// The least likeness, in thousandths, that joins two names of different papers.
const SAME: u16 = 860;
/// The least likeness at which two names are proposed to a person.
const POSSIBLE: u16 = 800;

/// Mentions of one paper that are one name, or one name of several papers.
#[derive(Debug, Clone)]
struct Group {
    name_type: NameType,
    /// Surname, or the whole name.
    head: String,
    /// The words of `head` as they are compared.
    shapes: Vec<NameShape>,
    /// The head without case and marks.
    folded: String,
    given: GivenShape,
    /// The given names or initials of the first mention, as printed.
    written_given: String,
    authority: Option<String>,
    key: Option<String>,
    joins: Vec<EntityJoin>,
    /// Basic forms with their counts.
    labels: BTreeMap<String, usize>,
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

    fn absorb(&mut self, other: Self, reason: &str, score: u16) {
        for mut join in other.joins {
            join.reasons.push(reason.to_owned());
            join.score = join.score.min(score);
            self.joins.push(join);
        }
        for (label, count) in other.labels {
            *self.labels.entry(label).or_default() += count;
        }
        if other.given.len() > self.given.len() {
            self.given = other.given;
        }
        self.authority = self.authority.take().or(other.authority);
        self.key = self.key.take().or(other.key);
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
        groups.extend(within_paper(paper, mentions.as_ref()));
    }
    name_entities(across_papers(groups), authorities)
}

fn within_paper(paper: usize, mentions: &[Found<Mention>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    // Fuller names first, so that a bare surname finds them wherever they stand.
    let givens: Vec<GivenShape> = mentions.iter().map(|m| GivenShape::of(&m.value.given)).collect();
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(givens[i].len()), i));
    let mut bones: BTreeMap<(NameType, String), Vec<usize>> = BTreeMap::new();
    for index in order {
        let mention = &mentions[index].value;
        let head = fold(if mention.name_type == NameType::Person { &mention.head } else { &mention.normal });
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
                if differ || !same_id && group.given.conflicts(&givens[index]) {
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
                group.authority = group.authority.take().or_else(|| mention.authority.clone());
                group.key = group.key.take().or_else(|| mention.key.clone());
            }
            None => {
                bones.entry(bucket).or_default().push(groups.len());
                let printed = if mention.name_type == NameType::Person { &mention.head } else { &mention.normal };
                groups.push(Group {
                    name_type: mention.name_type,
                    head: printed.clone(),
                    shapes: printed.split(' ').map(NameShape::of).collect(),
                    folded: head,
                    given: givens[index].clone(),
                    written_given: mention.given.clone(),
                    authority: mention.authority.clone(),
                    key: mention.key.clone(),
                    joins: vec![join(JoinStatus::Same, vec!["first of its name in this paper".to_owned()], score)],
                    labels: BTreeMap::from([(mention.normal.clone(), 1)]),
                });
            }
        }
    }
    groups
}

fn across_papers(mut groups: Vec<Group>) -> Vec<Group> {
    // Listed and fuller names first, then by spelling: the order of papers decides only between equals.
    groups.sort_by_cached_key(|group| {
        let fullness = (group.authority.is_none(), std::cmp::Reverse(group.given.len()));
        let first = (group.joins[0].paper, group.joins[0].mention);
        (fullness, latin_key(&group.head), group.head.clone(), group.written_given.clone(), first)
    });
    let mut index = Index::default();
    for group in groups {
        index.place(group);
    }
    index.entities
}

/// Entities made so far, by what a further name is looked up by.
#[derive(Debug, Default)]
struct Index {
    entities: Vec<Group>,
    by_authority: BTreeMap<(NameType, String), usize>,
    by_key: BTreeMap<(NameType, String), usize>,
    by_bones: BTreeMap<(NameType, String), Vec<usize>>,
    last: LastAsked,
}

/// The entities found like the head that was asked for last.
#[derive(Debug, Default)]
struct LastAsked {
    name_type: Option<NameType>,
    head: String,
    /// How many of the bucket were compared.
    compared: usize,
    likely: Vec<(u16, usize)>,
}

impl Index {
    fn place(&mut self, group: Group) {
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
        let bones: String = consonant_skeleton(&group.head).chars().take(2).collect();
        let bucket = (group.name_type, bones);
        let mut best: Option<(u16, usize)> = None;
        let mut rivals = 0;
        for (likeness, at) in self.likely(&bucket, &group) {
            let entity = &self.entities[at];
            let vetoed = differ(&entity.authority, &group.authority)
                || differ(&entity.key, &group.key)
                || entity.given.conflicts(&group.given);
            if vetoed {
                continue;
            }
            rivals += usize::from(likeness >= SAME);
            if best.is_none_or(|(b, _)| likeness > b) {
                best = Some((likeness, at));
            }
        }
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
        if let Some(row) = row {
            self.by_authority.insert(row, at);
        }
        if let Some(key) = key {
            self.by_key.entry(key).or_insert(at);
        }
        self.by_bones.entry(bucket).or_default().push(at);
        self.entities.push(group);
    }

    /// The entities of a bucket whose heads are like that of `group`. Groups come sorted by their heads, so most ask
    /// for the same as the one before, with what was added to the bucket since.
    fn likely(&mut self, bucket: &(NameType, String), group: &Group) -> Vec<(u16, usize)> {
        let last = &mut self.last;
        if (last.name_type, last.head.as_str()) != (Some(group.name_type), group.head.as_str()) {
            *last = LastAsked { name_type: Some(group.name_type), head: group.head.clone(), ..LastAsked::default() };
        }
        let all = self.by_bones.get(bucket).map_or(&[][..], Vec::as_slice);
        for &at in &all[last.compared..] {
            let likeness = likeness(&self.entities[at], group);
            if likeness >= POSSIBLE {
                last.likely.push((likeness, at));
            }
        }
        last.compared = all.len();
        last.likely.clone()
    }

    fn absorb(&mut self, at: usize, group: Group, reason: &str, score: u16) {
        if let Some(key) = &group.key {
            self.by_key.entry((group.name_type, key.clone())).or_insert(at);
        }
        self.entities[at].absorb(group, reason, score);
    }
}

/// Whether both have a row of an authority list, or a kind and place, and not the same.
fn differ(a: &Option<String>, b: &Option<String>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

fn likeness(a: &Group, b: &Group) -> u16 {
    if a.name_type != NameType::Person && a.shapes.len() != b.shapes.len() {
        return 0;
    }
    let mut least: f64 = 1.0;
    for (x, y) in a.shapes.iter().zip(&b.shapes) {
        least = least.min(x.similarity(y));
    }
    (least * 1000.0).round() as u16
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
        let label = listed.and_then(|a| authorities.label(a)).map(str::to_owned).unwrap_or_else(|| group.label());
        entities.push(NameEntity { id: unique, name_type: group.name_type, label, joins: group.joins });
    }
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    entities
}

fn slug(label: &str) -> String {
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
