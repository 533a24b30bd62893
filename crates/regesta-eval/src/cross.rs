//! How names of several languages are joined: `corpora/names-cross`, clusters of spellings of one person, place or body.
//!
//! Every spelling is read by the name step in a sentence of its language, as a paper of its own, and all of them are
//! joined at once, so that every other cluster is a rival. Where the name step finds no name of this type in the words, they
//! are joined as they stand. Right pairs are those of one cluster; pairs that only a list can join (`by_authority`) and
//! spellings that two clusters share (`ambiguous`) are not counted.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use regesta::lang::{Found, Pack, PackSet, Paper};
use regesta::names::{JoinStatus, Mention, NameType, join};
use regesta::{Engine, detect};

use crate::measures::Counts;

/// A spelling of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// The person, place or body.
    pub cluster: String,
    /// What it is.
    pub name_type: NameType,
    /// Language of the spelling.
    pub lang: String,
    /// The words as printed.
    pub form: String,
    /// Whether it stands in an oblique case.
    pub inflected: bool,
    /// The other name of the thing that it is a spelling of; empty for its head name.
    pub other_name: String,
    /// Whether another cluster has it too.
    pub ambiguous: bool,
}

/// Whether clusters may be looked at, or only their totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Even clusters in the order of their identifiers.
    Open,
    /// Odd clusters.
    Held,
}

/// Pairs of spellings of one type.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CrossScore {
    /// Pairs joined and right, pairs joined, pairs that should be joined.
    pub pairs: Counts,
    /// The same for pairs of spellings in the nominative.
    pub nominative: Counts,
    /// Spellings that the name step found as such.
    pub found: usize,
    /// Spellings in all.
    pub spellings: usize,
    /// Pairs joined wrongly and pairs left apart, in words.
    pub errors: Vec<String>,
}

/// Reads `names.tsv`.
///
/// # Errors
/// Where the file is missing or a line has too few fields or an unknown type.
pub fn read_spellings(path: &Path, half: Half) -> Result<Vec<Spelling>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let mut all = Vec::new();
    for (at, line) in text.lines().enumerate().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        ensure!(fields.len() >= 5, "{} line {}: {} fields, six wanted", path.display(), at + 1, fields.len());
        let name_type = match fields[1] {
            "person" => NameType::Person,
            "place" => NameType::Place,
            "org" => NameType::Body,
            other => anyhow::bail!("{} line {}: no such type: {other}", path.display(), at + 1),
        };
        let notes: Vec<&str> = fields.get(5).map(|n| n.split("; ").collect()).unwrap_or_default();
        let noted = |head: &str| notes.iter().find_map(|n| n.strip_prefix(head));
        all.push(Spelling {
            cluster: fields[0].to_owned(),
            name_type,
            lang: fields[2].to_owned(),
            form: fields[3].to_owned(),
            inflected: fields[4] == "yes",
            other_name: noted("by_authority: ").unwrap_or_default().to_owned(),
            ambiguous: noted("ambiguous: ").is_some(),
        });
    }
    let mut order: Vec<String> = all.iter().map(|s| s.cluster.clone()).collect();
    order.sort();
    order.dedup();
    let odd = |cluster: &String| order.binary_search(cluster).is_ok_and(|at| at % 2 == 0);
    all.retain(|s| odd(&s.cluster) == (half == Half::Held));
    Ok(all)
}

/// A sentence of a language with a place for a name.
fn carrier(lang: &str) -> (&'static str, &'static str) {
    match lang {
        "ru" => ("Как известно из прежних работ, ", ", о чём сказано ниже."),
        "uk" => ("Як відомо з попередніх праць, ", ", про що сказано нижче."),
        "tr" => ("Önceki çalışmalardan bilindiği gibi, ", ", aşağıda anlatılır."),
        "az" => ("Əvvəlki işlərdən məlum olduğu kimi, ", ", aşağıda deyilir."),
        _ => ("As is known from earlier works, ", ", of which more is said below."),
    }
}

/// A name by its words alone: the last is the surname of a person, or the first before initials.
fn bare(spelling: &Spelling) -> Mention {
    let words: Vec<&str> = spelling.form.split(' ').collect();
    let person = spelling.name_type == NameType::Person && words.len() > 1;
    let (given, head) = match person {
        false => (String::new(), spelling.form.clone()),
        true if words[1..].iter().all(|w| w.ends_with('.')) => (words[1..].join(" "), words[0].to_owned()),
        true => (words[..words.len() - 1].join(" "), words[words.len() - 1].to_owned()),
    };
    Mention {
        name_type: spelling.name_type,
        normal: spelling.form.clone(),
        head,
        given,
        authority: None,
        key: None,
        title: None,
        case: None,
    }
}

/// The spellings as the name step reads them, each with whether it was found as it stands.
fn mentions(engines: &BTreeMap<String, Engine>, spellings: &[Spelling]) -> Vec<(Found<Mention>, bool)> {
    spellings
        .iter()
        .map(|spelling| {
            let engine = engines.get(&spelling.lang).unwrap_or(&engines["en"]);
            let (before, after) = carrier(&spelling.lang);
            let text = format!("{before}{}{after}\n", spelling.form);
            let paper = Paper::from_text(&text, &engine.packs, &engine.morphology, &engine.authorities);
            let found = detect::find_mentions_with(
                &engine.name_tools,
                &paper,
                &engine.packs,
                &engine.morphology,
                &engine.authorities,
                &[],
            );
            let exact = (before.len(), before.len() + spelling.form.len());
            // A title or a head (General, the khanate of) is outside the span of a name: the longest name inside.
            let inside = found.into_iter().filter(|m| {
                let within = exact.0 <= m.span.start && m.span.end <= exact.1;
                m.value.name_type == spelling.name_type && m.passage == 0 && within
            });
            let longest = inside.max_by_key(|m| (m.span.len(), std::cmp::Reverse(m.span.start)));
            let known = longest.is_some();
            let found = longest.unwrap_or_else(|| Found {
                passage: 0,
                span: regesta::text::Span::new(exact.0, exact.1),
                value: bare(spelling),
                rule: "bare".into(),
                pack: String::new(),
                reason: String::new(),
                score: 600,
            });
            (found, known)
        })
        .collect()
}

/// Joins the spellings and counts pairs, for each type.
///
/// # Errors
/// Where the language packs under `root` cannot be read.
pub fn score(root: &Path, spellings: &[Spelling]) -> Result<BTreeMap<&'static str, CrossScore>> {
    let mut engines = BTreeMap::new();
    for lang in ["ru", "uk", "en", "tr", "az"] {
        let pack = Pack::from_folder(&root.join("languages").join(lang))?;
        engines.insert(lang.to_owned(), Engine::with_packs(PackSet::new(vec![pack])?)?);
    }
    let read = mentions(&engines, spellings);
    let papers: Vec<[Found<Mention>; 1]> = read.iter().map(|(found, _)| [found.clone()]).collect();
    let mut entity_of = vec![usize::MAX; spellings.len()];
    for (number, entity) in join(&papers, &engines["ru"].authorities).iter().enumerate() {
        for joined in entity.joins.iter().filter(|j| j.status == JoinStatus::Same) {
            entity_of[joined.paper] = number;
        }
    }
    let mut scores: BTreeMap<&'static str, CrossScore> = BTreeMap::new();
    for (i, a) in spellings.iter().enumerate() {
        let score = scores.entry(a.name_type.name()).or_default();
        score.spellings += 1;
        score.found += usize::from(read[i].1);
        for (j, b) in spellings.iter().enumerate().skip(i + 1) {
            let left_out = a.ambiguous || b.ambiguous || a.cluster == b.cluster && a.other_name != b.other_name;
            if left_out || a.name_type != b.name_type {
                continue;
            }
            let (right, joined) = (a.cluster == b.cluster, entity_of[i] == entity_of[j]);
            let add = |counts: &mut Counts| {
                counts.gold += usize::from(right);
                counts.found += usize::from(joined);
                counts.right += usize::from(right && joined);
            };
            add(&mut score.pairs);
            if !a.inflected && !b.inflected {
                add(&mut score.nominative);
                if right != joined {
                    let what = if joined { "joined" } else { "apart" };
                    let told = |at: usize| {
                        let m = &read[at].0.value;
                        format!(
                            "{} [{} | {} | {}]",
                            spellings[at].form,
                            m.given,
                            m.head,
                            m.authority.as_deref().unwrap_or("-")
                        )
                    };
                    score.errors.push(format!("{what}: {} ~ {}", told(i), told(j)));
                }
            }
        }
    }
    Ok(scores)
}

/// The scores as a table in Markdown.
pub fn table(scores: &BTreeMap<&'static str, CrossScore>) -> String {
    let mut out = String::from(
        "| type | spellings | read as such | pairs (P / R / F1) | pairs in the nominative (P / R / F1) |\n|---|---|---|---|---|\n",
    );
    for (name, s) in scores {
        let told = |c: &Counts| format!("{:.3} / {:.3} / **{:.3}**", c.precision(), c.recall(), c.f1());
        out += &format!(
            "| {name} | {} | {:.3} | {} | {} |\n",
            s.spellings,
            s.found as f64 / s.spellings.max(1) as f64,
            told(&s.pairs),
            told(&s.nominative)
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> (tempfile::TempDir, std::path::PathBuf) {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("names.tsv");
        let text = "cluster_id\ttype\tlang\tform\tinflected\tnote\n\
            a\tperson\tru\tВ. Одоевский\tno\t\n\
            b\tplace\tru\tЦарицын\tno\t\n\
            b\tplace\ten\tTsaritsyn\tno\t\n\
            b\tplace\ten\tVolgograd\tno\tby_authority: volgograd\n\
            c\tplace\ten\tX\tno\tambiguous: also d\n";
        std::fs::write(&path, text).unwrap();
        (scratch, path)
    }

    #[test]
    fn halves_are_apart_and_notes_are_read() {
        let (_scratch, path) = list();
        let held = read_spellings(&path, Half::Held).unwrap();
        assert_eq!(held.iter().map(|s| s.cluster.as_str()).collect::<Vec<_>>(), ["a", "c"]);
        assert!(held[1].ambiguous);
        let open = read_spellings(&path, Half::Open).unwrap();
        assert_eq!(open.len(), 3);
        assert_eq!(open[2].other_name, "volgograd");
        std::fs::write(&path, "head\na\tship\tru\tX\tno\t\n").unwrap();
        assert!(read_spellings(&path, Half::Open).is_err());
    }

    #[test]
    fn pairs_that_only_a_list_joins_are_not_counted() {
        let (_scratch, path) = list();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let scores = score(&root, &read_spellings(&path, Half::Open).unwrap()).unwrap();
        assert_eq!(scores["place"].pairs, Counts { right: 1, found: 1, gold: 1 });
    }
}
