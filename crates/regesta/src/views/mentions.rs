use std::collections::BTreeMap;

use regesta_store::{FindingFilter, FoundAt, Link, Project};

use crate::{Error, Result};

/// The mentions of all entities by findings of one kind, each list by path and place: what
/// [`Project::mentions`] gives one by one, in two queries.
pub(crate) fn mentions_by_entity(project: &Project, kind: &str) -> Result<BTreeMap<String, Vec<(Link, FoundAt)>>> {
    let mut links: BTreeMap<String, Vec<Link>> = BTreeMap::new();
    for link in project.links()? {
        links.entry(link.finding.clone()).or_default().push(link);
    }
    let mut mentions: BTreeMap<String, Vec<(Link, FoundAt)>> = BTreeMap::new();
    project.each_finding::<Error>(&FindingFilter::kind(kind), |row| {
        for link in links.remove(&row.finding.id).unwrap_or_default() {
            mentions.entry(link.entity.clone()).or_default().push((link, row.clone()));
        }
        Ok(())
    })?;
    Ok(mentions)
}
