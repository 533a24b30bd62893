//! What people decided about identity, laid over what the program joined.

use std::collections::{BTreeMap, BTreeSet};

use regesta_lang::Found;

use crate::join::slug;
use crate::{EntityJoin, JoinStatus, Mention, NameEntity, NameType};

/// A mention: index of the paper, index into its mentions.
pub type MentionAt = (usize, usize);

/// A decision about who is who. It names mentions; each stands for all mentions of its entity in its paper that have the same
/// basic form ([`Mention::normal`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentityDecision {
    /// These are one.
    Merge(Vec<MentionAt>),
    /// The second are not the first.
    Split {
        /// Who keeps the entity.
        kept: Vec<MentionAt>,
        /// Who leaves it.
        parted: Vec<MentionAt>,
    },
    /// It is called so.
    Rename(Vec<MentionAt>, String),
    /// It is of another type.
    Retype(Vec<MentionAt>, NameType),
}

impl IdentityDecision {
    /// All mentions it names.
    pub fn mentions(&self) -> impl Iterator<Item = MentionAt> {
        let (first, second) = match self {
            Self::Merge(named) | Self::Rename(named, _) | Self::Retype(named, _) => (named.as_slice(), [].as_slice()),
            Self::Split { kept, parted } => (kept.as_slice(), parted.as_slice()),
        };
        first.iter().chain(second).copied()
    }
}

/// Lays decisions over the entities that [`crate::join`] made, in the order of the slice; of two that contradict each other the
/// later one holds. The same entities and decisions always give the same answer, so it is made anew after each run of
/// the program and nothing of it is kept.
///
/// * A merge unites whole entities, with all the program joined to them, and keeps the identifier of the first. Where that
///   would bring together what an earlier split parted, only the named mentions are united.
/// * A split takes the parted mentions out, and with them mentions elsewhere in the entity whose basic form only the parted have.
///   They are not proposed as possibly the same any more.
/// * Mentions that no decision concerns stay with those they were joined to.
///
/// Each decision is a pair of its identifier, which stands in the reasons, and what it says. Entities come in the order
/// of their identifiers.
///
/// ```
/// use regesta_name::{IdentityDecision, decide};
/// let nothing: [Vec<regesta_lang::Found<regesta_name::Mention>>; 0] = [];
/// let rename = ("d1".to_owned(), IdentityDecision::Rename(vec![(0, 0)], "X".to_owned()));
/// assert!(decide(Vec::new(), &nothing, &[rename]).is_empty(), "its words are not there");
/// ```
pub fn decide<P: AsRef<[Found<Mention>]>>(
    entities: Vec<NameEntity>,
    papers: &[P],
    decisions: &[(String, IdentityDecision)],
) -> Vec<NameEntity> {
    if decisions.is_empty() {
        return entities;
    }
    let mut state = State::new(entities);
    let normal = |at: &MentionAt| papers[at.0].as_ref()[at.1].value.normal.as_str();
    for (id, decision) in decisions {
        state.settle(decision.mentions());
        match decision {
            IdentityDecision::Merge(named) => state.merge(named, id, &normal),
            IdentityDecision::Split { kept, parted } => state.split(kept, parted, id, &normal),
            IdentityDecision::Rename(named, label) => {
                if let Some(at) = state.cluster_of(named) {
                    state.clusters[at].label = Some(label.clone());
                }
            }
            IdentityDecision::Retype(named, name_type) => {
                if let Some(at) = state.cluster_of(named)
                    && state.clusters[at].name_type != *name_type
                {
                    state.clusters[at].name_type = *name_type;
                    state.clusters[at].id = None;
                }
            }
        }
    }
    state.entities(&normal)
}

struct Cluster {
    /// `None` where one is to be made from the label.
    id: Option<String>,
    name_type: NameType,
    /// `None` where the fullest form is to be taken.
    label: Option<String>,
    members: BTreeMap<MentionAt, EntityJoin>,
    possible: BTreeMap<MentionAt, EntityJoin>,
}

struct State {
    clusters: Vec<Cluster>,
    at: BTreeMap<MentionAt, usize>,
    /// What splits keep apart.
    apart: Vec<(BTreeSet<MentionAt>, BTreeSet<MentionAt>)>,
}

impl State {
    fn new(entities: Vec<NameEntity>) -> Self {
        let mut state = Self { clusters: Vec::with_capacity(entities.len()), at: BTreeMap::new(), apart: Vec::new() };
        for entity in entities {
            let place = |join: EntityJoin| ((join.paper, join.mention), join);
            let (same, possible): (Vec<_>, Vec<_>) =
                entity.joins.into_iter().partition(|join| join.status == JoinStatus::Same);
            let own: BTreeMap<MentionAt, EntityJoin> = same.into_iter().map(place).collect();
            state.at.extend(own.keys().map(|at| (*at, state.clusters.len())));
            state.clusters.push(Cluster {
                id: Some(entity.id),
                name_type: entity.name_type,
                label: Some(entity.label),
                members: own,
                possible: possible.into_iter().map(place).collect(),
            });
        }
        state
    }

    /// Gives mentions that the program only proposed to others an entity of their own, so that they can be decided about.
    fn settle(&mut self, named: impl Iterator<Item = MentionAt>) {
        for at in named {
            if self.at.contains_key(&at) {
                continue;
            }
            let proposed = self.clusters.iter().position(|c| c.possible.contains_key(&at));
            let Some(from) = proposed else { continue };
            let Some(join) = self.clusters[from].possible.get(&at).cloned() else { continue };
            let into = self.new_cluster(from);
            self.clusters[into].members.insert(at, EntityJoin { status: JoinStatus::Same, ..join });
            self.at.insert(at, into);
        }
    }

    fn cluster_of(&self, named: &[MentionAt]) -> Option<usize> {
        named.iter().find_map(|at| self.at.get(at)).copied()
    }

    /// The named mentions and those of their paper and entity that have the same basic form.
    fn expanded<'m>(&self, named: &[MentionAt], normal: &dyn Fn(&MentionAt) -> &'m str) -> BTreeSet<MentionAt> {
        let mut out = BTreeSet::new();
        let mut forms: BTreeSet<(usize, usize, &str)> = BTreeSet::new();
        for at in named {
            if let Some(&cluster) = self.at.get(at) {
                forms.insert((cluster, at.0, normal(at)));
            }
        }
        for &(cluster, paper, form) in &forms {
            let of_paper = self.clusters[cluster].members.range((paper, 0)..(paper + 1, 0));
            out.extend(of_paper.map(|(at, _)| *at).filter(|at| normal(at) == form));
        }
        out
    }

    fn merge<'m>(&mut self, named: &[MentionAt], id: &str, normal: &dyn Fn(&MentionAt) -> &'m str) {
        let Some(target) = self.cluster_of(named) else { return };
        let named = self.expanded(named, normal);
        // The later decision holds: what it unites is no longer kept apart.
        let united =
            |(a, b): &(BTreeSet<MentionAt>, BTreeSet<MentionAt>)| !named.is_disjoint(a) && !named.is_disjoint(b);
        let (united, mut apart): (Vec<_>, Vec<_>) = std::mem::take(&mut self.apart).into_iter().partition(united);
        for (a, b) in united {
            let without = |set: &BTreeSet<MentionAt>| set.difference(&named).copied().collect::<BTreeSet<_>>();
            let (fewer_a, fewer_b) = (without(&a), without(&b));
            apart.extend([(fewer_a, b), (a, fewer_b)].into_iter().filter(|(a, b)| !a.is_empty() && !b.is_empty()));
        }
        self.apart = apart;
        let touched: BTreeSet<usize> = named.iter().map(|at| self.at[at]).collect();
        let all = |at: &MentionAt| self.at.get(at).is_some_and(|cluster| touched.contains(cluster));
        let conflict = self.apart.iter().any(|(a, b)| a.iter().any(&all) && b.iter().any(&all));
        let moved: Vec<MentionAt> = if conflict {
            named.iter().copied().collect()
        } else {
            touched.iter().flat_map(|&cluster| self.clusters[cluster].members.keys().copied()).collect()
        };
        let rest = self.clusters[target].members.keys().any(|at| !moved.contains(at));
        let into = if conflict && rest { self.new_cluster(target) } else { target };
        let possible: Vec<_> = if conflict {
            Vec::new()
        } else {
            touched.iter().flat_map(|&c| std::mem::take(&mut self.clusters[c].possible)).collect()
        };
        self.clusters[into].possible.extend(possible);
        let reason = format!("taken as one by an editorial judgement ({id})");
        for at in moved {
            let from = self.at[&at];
            if from != into {
                self.move_to(at, from, into, &reason);
            }
        }
    }

    fn split<'m>(
        &mut self,
        kept: &[MentionAt],
        parted: &[MentionAt],
        id: &str,
        normal: &dyn Fn(&MentionAt) -> &'m str,
    ) {
        // A form that both sides have is divided as they name it.
        let shared: BTreeSet<(usize, &str)> = {
            let forms = |named: &[MentionAt]| named.iter().map(|at| (at.0, normal(at))).collect::<BTreeSet<_>>();
            forms(kept).intersection(&forms(parted)).copied().collect()
        };
        let side = |named: &[MentionAt]| -> BTreeSet<MentionAt> {
            let mut out = self.expanded(named, normal);
            out.retain(|at| named.contains(at) || !shared.contains(&(at.0, normal(at))));
            out
        };
        let (kept, parted) = (side(kept), side(parted));
        let parted: BTreeSet<MentionAt> = parted.difference(&kept).copied().collect();
        let forms = |set: &BTreeSet<MentionAt>| set.iter().map(normal).map(str::to_owned).collect::<BTreeSet<_>>();
        let (own, others) = (forms(&parted), forms(&kept));
        let clusters: BTreeSet<usize> = parted.iter().map(|at| self.at[at]).collect();
        let reason = format!("set apart by an editorial judgement ({id})");
        for from in clusters {
            if !kept.iter().any(|at| self.at[at] == from) {
                continue;
            }
            let follows = |at: &MentionAt| {
                let form = normal(at);
                parted.contains(at) || !kept.contains(at) && own.contains(form) && !others.contains(form)
            };
            let leaving: Vec<MentionAt> =
                self.clusters[from].members.keys().filter(|at| follows(at)).copied().collect();
            let into = self.new_cluster(from);
            for at in leaving {
                self.move_to(at, from, into, &reason);
            }
        }
        self.apart.push((kept, parted));
    }

    fn new_cluster(&mut self, like: usize) -> usize {
        let name_type = self.clusters[like].name_type;
        let (members, possible) = (BTreeMap::new(), BTreeMap::new());
        self.clusters.push(Cluster { id: None, name_type, label: None, members, possible });
        self.clusters.len() - 1
    }

    fn move_to(&mut self, at: MentionAt, from: usize, into: usize, reason: &str) {
        if let Some(mut join) = self.clusters[from].members.remove(&at) {
            join.reasons.push(reason.to_owned());
            self.clusters[into].members.insert(at, join);
            self.at.insert(at, into);
        }
    }

    fn entities<'m>(mut self, normal: &dyn Fn(&MentionAt) -> &'m str) -> Vec<NameEntity> {
        // What is proposed to an entity that has it, or from which it was parted, is no proposal.
        for number in 0..self.clusters.len() {
            let mut possible = std::mem::take(&mut self.clusters[number].possible);
            possible.retain(|at, _| {
                let members = &self.clusters[number].members;
                let parted = |a: &BTreeSet<MentionAt>, b: &BTreeSet<MentionAt>| {
                    a.contains(at) && b.iter().any(|other| members.contains_key(other))
                };
                !members.contains_key(at) && !self.apart.iter().any(|(a, b)| parted(a, b) || parted(b, a))
            });
            self.clusters[number].possible = possible;
        }
        let mut taken: BTreeSet<String> =
            self.clusters.iter().filter(|c| !c.members.is_empty()).filter_map(|c| c.id.clone()).collect();
        let mut entities = Vec::new();
        for cluster in self.clusters.into_iter().filter(|c| !c.members.is_empty()) {
            let label = cluster.label.unwrap_or_else(|| fullest(cluster.members.keys().map(normal)));
            let id = cluster.id.unwrap_or_else(|| {
                let base = format!("{}-{}", cluster.name_type.name(), slug(&label));
                let numbered = (2..).map(|n| format!("{base}-{n}"));
                let free = std::iter::once(base.clone()).chain(numbered).find(|id| !taken.contains(id));
                free.unwrap_or(base)
            });
            taken.insert(id.clone());
            let mut joins: Vec<EntityJoin> =
                cluster.members.into_values().chain(cluster.possible.into_values()).collect();
            joins.sort_by_key(|join| (join.paper, join.mention));
            entities.push(NameEntity { id, name_type: cluster.name_type, label, joins });
        }
        entities.sort_by(|a, b| a.id.cmp(&b.id));
        entities
    }
}

/// The form of most words; of several the most used, then the first by spelling.
fn fullest<'m>(forms: impl Iterator<Item = &'m str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for form in forms {
        *counts.entry(form).or_default() += 1;
    }
    let best = counts.iter().max_by_key(|(form, count)| (form.split(' ').count(), **count, std::cmp::Reverse(**form)));
    best.map(|(form, _)| (*form).to_owned()).unwrap_or_default()
}
