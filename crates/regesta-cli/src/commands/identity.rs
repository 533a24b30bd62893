use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use regesta::identity::{self, By, IdentityJudgement, Parting};
use regesta::store::{EntityType, Mode, Project};
use regesta::{Engine, decided, views};

use crate::failure::Failure;

/// Who judges and why.
#[derive(Debug, Args)]
pub struct ByArgs {
    /// Who judges
    #[arg(long, default_value = "")]
    by: String,
    /// Why
    #[arg(long, default_value = "")]
    note: String,
}

impl ByArgs {
    fn by(&self) -> By {
        By { editor: self.by.clone(), rationale: self.note.clone(), at: super::build::now() }
    }
}

/// Take several persons, places or bodies as one; the first keeps its identifier
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  regesta merge papers.regesta person-orlov person-orloff --by \"A. Reader\"")]
pub struct MergeArgs {
    /// Project file
    #[arg(value_name = "PROJECT")]
    project: PathBuf,
    /// Identifiers, or names that only one has
    #[arg(value_name = "NAME", required = true, num_args = 2..)]
    names: Vec<String>,
    #[command(flatten)]
    by: ByArgs,
}

/// Part mentions from a person, place or body: those of some spelling, text or finding become another's
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  regesta split papers.regesta person-orlov --spelling \"А. Орлов\"")]
pub struct SplitArgs {
    /// Project file
    #[arg(value_name = "PROJECT")]
    project: PathBuf,
    /// Identifier, or a name that only one has
    #[arg(value_name = "NAME")]
    name: String,
    /// A form that leaves, as the list of names has it; may be given several times
    #[arg(long, value_name = "FORM")]
    spelling: Vec<String>,
    /// A text whose mentions leave, by its path; may be given several times
    #[arg(long = "in", value_name = "TEXT")]
    sources: Vec<String>,
    /// A mention that leaves, by the identifier of its finding; may be given several times
    #[arg(long, value_name = "ID")]
    finding: Vec<String>,
    #[command(flatten)]
    by: ByArgs,
}

/// Call a person, place or body by another name
#[derive(Debug, Args)]
pub struct RenameArgs {
    /// Project file
    #[arg(value_name = "PROJECT")]
    project: PathBuf,
    /// Identifier, or a name that only one has
    #[arg(value_name = "NAME")]
    name: String,
    /// The new name
    #[arg(value_name = "NEW")]
    label: String,
    #[command(flatten)]
    by: ByArgs,
}

/// Say that a name is a person, a place or a body
#[derive(Debug, Args)]
pub struct RetypeArgs {
    /// Project file
    #[arg(value_name = "PROJECT")]
    project: PathBuf,
    /// Identifier, or a name that only one has
    #[arg(value_name = "NAME")]
    name: String,
    /// person, place or body
    #[arg(value_name = "TYPE")]
    to: String,
    #[command(flatten)]
    by: ByArgs,
}

/// Take a judgement back; `regesta decisions` lists them
#[derive(Debug, Args)]
pub struct UndoArgs {
    /// Project file
    #[arg(value_name = "PROJECT")]
    project: PathBuf,
    /// Identifier of the judgement; its beginning suffices
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    by: ByArgs,
}

pub fn run_merge(args: MergeArgs) -> Result<(), Failure> {
    judge(&args.project, &args.by, |project| {
        let ids = args.names.iter().map(|name| find(project, name)).collect::<Result<_, _>>()?;
        Ok(IdentityJudgement::Merge(ids))
    })
}

pub fn run_split(args: SplitArgs) -> Result<(), Failure> {
    if args.spelling.is_empty() && args.sources.is_empty() && args.finding.is_empty() {
        return Err(Failure::Input {
            message: "nothing says which mentions are another's".into(),
            hint: "name forms with --spelling, texts with --in, or mentions with --finding".into(),
        });
    }
    judge(&args.project, &args.by, |project| {
        let parting =
            Parting { spellings: args.spelling.clone(), sources: args.sources.clone(), findings: args.finding.clone() };
        Ok(IdentityJudgement::Split(find(project, &args.name)?, parting))
    })
}

pub fn run_rename(args: RenameArgs) -> Result<(), Failure> {
    judge(&args.project, &args.by, |project| {
        Ok(IdentityJudgement::Rename(find(project, &args.name)?, args.label.clone()))
    })
}

pub fn run_retype(args: RetypeArgs) -> Result<(), Failure> {
    let to: EntityType = args.to.parse().map_err(|_| Failure::Input {
        message: format!("`{}` is no type of a name", args.to),
        hint: "write person, place or body".into(),
    })?;
    judge(&args.project, &args.by, |project| Ok(IdentityJudgement::Retype(find(project, &args.name)?, to)))
}

pub fn run_undo(args: UndoArgs) -> Result<(), Failure> {
    let project = Project::open(&args.project, Mode::Read)?;
    let all = project.decisions_in_force()?;
    let mut like = all.iter().filter(|d| d.id.starts_with(&args.id));
    let one = match (like.next(), like.next()) {
        (Some(one), None) => one.clone(),
        (found, _) => {
            return Err(Failure::Input {
                message: match found {
                    Some(_) => format!("`{}` begins several judgements", args.id),
                    None => format!("no judgement that holds has the identifier `{}`", args.id),
                },
                hint: "identifiers stand in the first column of `regesta decisions`".into(),
            });
        }
    };
    if identity::is_identity(&one) {
        drop(project);
        return judge(&args.project, &args.by, |_| Ok(IdentityJudgement::Undo(one.id.clone())));
    }
    let new = decided::undoing(&project.decisions()?, &one.id, args.by.by())?;
    drop(project);
    let mut project = Project::open(&args.project, Mode::Write)?;
    let decision = project.append_decision(&new)?;
    project.close()?;
    Ok(writeln!(io::stdout().lock(), "judgement {} is written down", decision.id)?)
}

fn judge(
    path: &PathBuf,
    by: &ByArgs,
    what: impl FnOnce(&Project) -> Result<IdentityJudgement, Failure>,
) -> Result<(), Failure> {
    let mut project = Project::open(path, Mode::Write)?;
    let judgement = what(&project)?;
    let decision = identity::judge(&mut project, &judgement, by.by())?;
    project.close()?;
    identity::rejoin(&Engine::for_project(path)?, path, &super::build::now())?;
    let mut out = io::stdout().lock();
    let undo = match judgement {
        IdentityJudgement::Undo(_) => String::new(),
        _ => format!("; `regesta undo {} {}` takes it back", path.display(), decision.id),
    };
    Ok(writeln!(out, "judgement {} is written down{undo}", decision.id)?)
}

/// The identifier of a name: one that is given, or that of the only one whose spelling it is.
fn find(project: &Project, name: &str) -> Result<String, Failure> {
    if project.entity(name)?.is_some() {
        return Ok(name.to_owned());
    }
    let mut ids: Vec<(String, String)> = Vec::new();
    for entity_type in [EntityType::Person, EntityType::Place, EntityType::Body] {
        for row in views::names(project, entity_type)? {
            if row.label == name || row.variants.iter().any(|v| v == name) {
                ids.push((row.id, row.label));
            }
        }
    }
    match ids.as_slice() {
        [(id, _)] => Ok(id.clone()),
        [] => Err(Failure::Input {
            message: format!("nothing is called `{name}`, letter for letter, and no identifier is so"),
            hint: format!("`regesta who PROJECT '{name}'` finds names in any spelling, with their identifiers"),
        }),
        _ => Err(Failure::Input {
            message: format!("`{name}` is the name of {}", ids.len()),
            hint: format!(
                "write an identifier: {}",
                ids.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(", ")
            ),
        }),
    }
}
