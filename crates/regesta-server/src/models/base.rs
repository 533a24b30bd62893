use std::collections::BTreeMap;

use regesta::store::{Project, Source, SourceStatus};
use serde_json::Value;

use crate::error::ApiResult;
use crate::wire::{Counts, EntityKind, ReadStatus, SourceCard};

/// Sources and the names of all entities: what every other model needs.
pub(crate) struct Base {
    /// By path.
    pub(crate) sources: Vec<SourceEntry>,
    /// Identifier of a source to its place in `sources`.
    by_id: BTreeMap<String, usize>,
    /// All paths, those of copies too.
    by_path: BTreeMap<String, usize>,
    /// Type and label by identifier.
    pub(crate) entities: BTreeMap<String, (EntityKind, String)>,
    /// How many of each kind.
    pub(crate) counts: Counts,
}

/// A source.
pub(crate) struct SourceEntry {
    /// Identifier in the store.
    pub(crate) id: String,
    /// What is shown of it.
    pub(crate) card: SourceCard,
}

impl Base {
    pub(crate) fn load(project: &Project) -> ApiResult<Self> {
        let mut findings: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        let mut counts: Counts = regesta::views::counts(project)?;
        let mut all = 0;
        for (source, kind, number) in project.finding_counts()? {
            all += number;
            let shown = match kind.as_str() {
                "org" => "body",
                "doc" => "document",
                other => other,
            };
            findings.entry(source).or_default().insert(shown.to_owned(), number);
        }
        counts.insert("findings".into(), all);
        let sizes: BTreeMap<String, (usize, usize, usize)> =
            project.text_sizes()?.into_iter().map(|(id, chars, blocks, pages)| (id, (chars, blocks, pages))).collect();
        let stored = project.sources()?;
        counts.insert("sources".into(), stored.len());
        let shorts = short_names(&stored);
        let (mut sources, mut by_id, mut by_path) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        for (source, short) in stored.into_iter().zip(shorts) {
            let (chars, blocks, pages) = sizes.get(&source.id).copied().unwrap_or_default();
            by_id.insert(source.id.clone(), sources.len());
            let card = SourceCard {
                title: title(&source),
                author: author(&source.csl),
                short,
                langs: source.langs,
                media_type: source.media_type,
                encoding: source.encoding,
                status: match source.status {
                    SourceStatus::Read => ReadStatus::Read,
                    SourceStatus::Partial => ReadStatus::Partial,
                    _ => ReadStatus::Failed,
                },
                chars,
                blocks,
                pages,
                findings: findings.remove(&source.id).unwrap_or_default(),
                source: source.path,
            };
            sources.push(SourceEntry { id: source.id, card });
        }
        for (path, id) in project.paths()? {
            by_path.extend(by_id.get(&id).map(|&at| (path, at)));
        }
        let entities = project
            .entities(None)?
            .into_iter()
            .filter_map(|e| Some((e.id, (EntityKind::of(e.entity_type)?, e.label))))
            .collect();
        Ok(Self { sources, by_id, by_path, entities, counts })
    }

    /// The place of a source in the list.
    pub(crate) fn index_of(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The source at a path.
    pub(crate) fn source_at(&self, path: &str) -> Option<&SourceEntry> {
        self.by_path.get(path).map(|&at| &self.sources[at])
    }

    /// How an entity is called.
    pub(crate) fn label(&self, entity: &str) -> Option<&str> {
        self.entities.get(entity).map(|(_, label)| label.as_str())
    }

    /// What an entity is.
    pub(crate) fn kind(&self, entity: &str) -> Option<EntityKind> {
        self.entities.get(entity).map(|(kind, _)| *kind)
    }
}

fn title(source: &Source) -> Option<String> {
    let title = source.csl.get("title")?.as_str()?;
    Some(regesta::views::one_line(title)).filter(|t| !t.is_empty())
}

fn author(csl: &Value) -> Option<String> {
    let first = csl.get("author")?.get(0)?;
    let name = first.get("family").or_else(|| first.get("literal"))?.as_str()?;
    Some(name.to_owned())
}

/// Names for lists and columns: the author, else the beginning of the title, else the file's name; where two would be
/// alike, the file's name stands with them.
fn short_names(sources: &[Source]) -> Vec<String> {
    let stem = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
    };
    let names: Vec<String> = sources
        .iter()
        .map(|s| author(&s.csl).or_else(|| title(s).map(|t| beginning(&t))).unwrap_or_else(|| stem(&s.path)))
        .collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &names {
        *seen.entry(name).or_default() += 1;
    }
    let unique = |name: &String| seen.get(name.as_str()).is_none_or(|&n| n == 1);
    names
        .iter()
        .zip(sources)
        .map(|(name, s)| if unique(name) { name.clone() } else { format!("{name} ({})", stem(&s.path)) })
        .collect()
}

/// The first words of a title, some 28 letters.
fn beginning(title: &str) -> String {
    const LETTERS: usize = 28;
    if title.chars().count() <= LETTERS {
        return title.to_owned();
    }
    let cut: String = title.chars().take(LETTERS).collect();
    let words = cut.rfind(' ').filter(|&at| at > LETTERS / 2).map_or(cut.as_str(), |at| &cut[..at]);
    format!("{}…", words.trim_end_matches([' ', ',', ':', ';', '.', '-', '–', '—']))
}
