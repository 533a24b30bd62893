use std::collections::BTreeMap;

use regesta_store::{FindingFilter, FoundAt, Link, Project};

use crate::{Error, Result};

/// The kinds of findings of names: a name that a person said to be of another type keeps the kind of its finding.
pub(crate) const NAME_KINDS: [&str; 3] = ["person", "place", "org"];

/// The mentions of all entities by findings of some kinds, each list by path and place: what
/// [`Project::mentions`] gives one by one, in a query for each kind.
pub(crate) fn mentions_by_entity(project: &Project, kinds: &[&str]) -> Result<BTreeMap<String, Vec<(Link, FoundAt)>>> {
    let mut links: BTreeMap<String, Vec<Link>> = BTreeMap::new();
    for link in project.links()? {
        links.entry(link.finding.clone()).or_default().push(link);
    }
    let mut mentions: BTreeMap<String, Vec<(Link, FoundAt)>> = BTreeMap::new();
    for kind in kinds {
        project.each_finding::<Error>(&FindingFilter::kind(*kind), |row| {
            for link in links.remove(&row.finding.id).unwrap_or_default() {
                mentions.entry(link.entity.clone()).or_default().push((link, row.clone()));
            }
            Ok(())
        })?;
    }
    if kinds.len() > 1 {
        for list in mentions.values_mut() {
            list.sort_by(|(_, a), (_, b)| {
                let key = |at: &FoundAt| (at.path.clone(), at.anchor.hull().start, at.anchor.hull().end);
                key(a).cmp(&key(b)).then_with(|| a.finding.id.cmp(&b.finding.id))
            });
        }
    }
    Ok(mentions)
}
