//! Proposals for a case out of a project, and what a person decides about them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use regesta::dossier::{JudgeError, NewJudgement, judge as write_judgement, target};
use regesta::{Engine, propose};
use regesta_scheme::{Action, Case, Proposal, ProposalsFile, check_indicators, file_beside};

use crate::cli::{FormatArgs, ProjectArg};
use crate::commands::scheme_files::{cannot, load_judged, read_scheme, read_text, toml_files, usable, visible_lines};
use crate::failure::Failure;
use crate::output::{Listed, open, print_list, short, visible};

#[derive(Debug, Args)]
pub struct ProposeArgs {
    /// Case file
    #[arg(value_name = "CASE.toml")]
    case: PathBuf,
    #[command(flatten)]
    project: ProjectArg,
    /// Scheme file; unless given, the one with stages in `schemes` beside the case or its folder
    #[arg(long, value_name = "FILE")]
    scheme: Option<PathBuf>,
    /// File to write; CASE.proposed.toml unless given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    format: FormatArgs,
}

#[derive(Debug, Args)]
pub struct JudgeArgs {
    /// Case file
    #[arg(value_name = "CASE.toml")]
    case: PathBuf,
    /// Proposals, as CASE.proposed.toml names them; their beginnings suffice
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Who judges
    #[arg(long, default_value = "")]
    by: String,
    /// Why
    #[arg(long, default_value = "")]
    note: String,
    /// File of the proposals; CASE.proposed.toml unless given
    #[arg(long, value_name = "FILE")]
    proposals: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct AcceptArgs {
    #[command(flatten)]
    judge: JudgeArgs,
    /// The date as you read it, EDTF; for one proposal
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

#[derive(Debug, Args)]
pub struct MoveArgs {
    #[command(flatten)]
    judge: JudgeArgs,
    /// Where to: STAGE, or STAGE/INDICATOR
    #[arg(long, value_name = "STAGE")]
    to: String,
    /// The date as you read it, EDTF; for one proposal
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

impl Listed for Proposal {
    const HEADS: &'static [&'static str] = &["id", "stage", "indicator", "date", "put as", "text", "words", "judged"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.csv_cells();
        cells[6] = short(&cells[6], 100);
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        let plain = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let word = |value: serde_json::Result<serde_json::Value>| value.map(plain).unwrap_or_default();
        vec![
            self.id.clone(),
            self.stage.clone(),
            self.indicator.clone(),
            self.date.clone().unwrap_or_default(),
            word(serde_json::to_value(self.modality)),
            self.text.clone(),
            self.quote.clone(),
            word(serde_json::to_value(self.judged)),
        ]
    }
}

pub fn run_propose(args: ProposeArgs) -> Result<(), Failure> {
    let scheme_file = match &args.scheme {
        Some(file) => file.clone(),
        None => find_scheme(&args.case)?,
    };
    let (value, flaws) = read_scheme(&scheme_file)?;
    let scheme = usable(value, &scheme_file, &flaws)?;
    let name = args.case.display().to_string();
    let read = Case::parse(&name, &read_text(&args.case)?);
    let case = usable(read.value, &args.case, &read.flaws)?;
    let output = args.output.clone().unwrap_or_else(|| file_beside(&args.case, "proposed"));
    may_write(&output)?;
    let mut err = io::stderr().lock();
    for flaw in check_indicators(&scheme_file.display().to_string(), &scheme, Some(&case)) {
        writeln!(err, "{}", visible_lines(&flaw.to_string()))?;
    }
    let judged = load_judged(&args.case)?;
    let project = open(&args.project)?;
    let beside = beside(&args.case)?;
    let others: Vec<&Case> = beside.iter().collect();
    let judged = judged.as_ref().map(|(_, judged)| judged);
    let found = propose(&Engine::built_in()?, &project, &scheme, &case, &others, judged)?;
    std::fs::write(&output, found.to_toml()).map_err(|e| cannot(&output, &e))?;
    if args.format.json {
        let mut out = io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, &found).map_err(io::Error::from)?;
        return Ok(writeln!(out)?);
    }
    for unmatched in &found.unmatched {
        let line = format!("nothing for {}/{}: {}", unmatched.stage, unmatched.indicator, unmatched.reason);
        writeln!(err, "{}", visible(&line))?;
    }
    print_list(&found.proposal, &args.format, "Nothing in these texts and this window is like an indicator.")?;
    writeln!(err, "wrote {}; `regesta case accept`, `reject` and `move` judge", output.display())?;
    Ok(())
}

/// The cases in the folder of a case file, as far as they can be read: what is nearer to their names is theirs.
fn beside(case: &Path) -> Result<Vec<Case>, Failure> {
    let folder = case.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut cases = Vec::new();
    for file in toml_files(&[folder.to_owned()])? {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        cases.extend(Case::parse("", &text).value);
    }
    Ok(cases)
}

/// The scheme with stages of its own in a folder `schemes` beside the case file or beside its folder.
fn find_scheme(case: &Path) -> Result<PathBuf, Failure> {
    let folder = case.parent().unwrap_or(Path::new(""));
    let near = [folder.join("schemes"), folder.join("../schemes")];
    let mut found = Vec::new();
    for folder in near.iter().filter(|folder| folder.is_dir()) {
        for file in toml_files(std::slice::from_ref(folder))? {
            if read_scheme(&file)?.0.is_some_and(|scheme| scheme.stages_from.is_none()) {
                found.push(file);
            }
        }
    }
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Failure::Input {
            message: format!("no scheme was named, and there is none in a folder `schemes` near {}", case.display()),
            hint: "name one with --scheme FILE".into(),
        }),
        _ => Err(Failure::Input {
            message: format!("there are {} schemes with stages of their own", found.len()),
            hint: format!(
                "name one with --scheme: {}",
                found.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", ")
            ),
        }),
    }
}

/// Only files of proposals are written over.
fn may_write(path: &Path) -> Result<(), Failure> {
    let Ok(text) = std::fs::read_to_string(path) else { return Ok(()) };
    if ProposalsFile::parse("", &text).value.flatten().is_some() {
        return Ok(());
    }
    Err(Failure::Input {
        message: format!("{} is there already and is no file of proposals", path.display()),
        hint: "choose another name with -o; nothing else is ever overwritten".into(),
    })
}

pub fn run_accept(args: AcceptArgs) -> Result<(), Failure> {
    judge(&args.judge, Action::Accept, None, args.date)
}

pub fn run_reject(args: JudgeArgs) -> Result<(), Failure> {
    judge(&args, Action::Reject, None, None)
}

pub fn run_move(args: MoveArgs) -> Result<(), Failure> {
    judge(&args.judge, Action::Move, Some(&args.to), args.date)
}

fn judge(args: &JudgeArgs, action: Action, to: Option<&str>, date: Option<String>) -> Result<(), Failure> {
    let path = args.proposals.clone().unwrap_or_else(|| file_beside(&args.case, "proposed"));
    let text = std::fs::read_to_string(&path).map_err(|error| Failure::Input {
        message: format!("{}: {error}", path.display()),
        hint: "make proposals with `regesta case propose`, or name their file with --proposals".into(),
    })?;
    let read = ProposalsFile::parse(&path.display().to_string(), &text);
    let Some(proposals) = usable(read.value, &path, &read.flaws)? else { return Ok(()) };
    let to = to.map(|to| target(&proposals.proposed.indicators, to)).transpose().map_err(refused)?;
    if date.is_some() && args.ids.len() != 1 {
        return Err(Failure::Input {
            message: format!("--date is for one proposal, and {} are named", args.ids.len()),
            hint: "judge them one by one".into(),
        });
    }
    let judged: Vec<&Proposal> = args.ids.iter().map(|id| find(&proposals, id)).collect::<Result<_, _>>()?;
    let new = NewJudgement { action, to, date, by: args.by.clone(), note: args.note.clone() };
    write_judgement(&args.case, &judged, &new).map_err(refused)?;
    let verb = match action {
        Action::Accept => "accepted",
        Action::Reject => "rejected",
        Action::Move => "moved",
    };
    let mut out = io::stdout().lock();
    for proposal in judged {
        writeln!(out, "{verb} {}: {}", proposal.id, visible(&short(&proposal.quote, 100)))?;
    }
    Ok(())
}

fn find<'a>(proposals: &'a ProposalsFile, id: &str) -> Result<&'a Proposal, Failure> {
    let named = |p: &&Proposal| p.id == id || p.id.starts_with(id) || p.id.starts_with(&format!("p-{id}"));
    let exact = proposals.proposal.iter().find(|p| p.id == id);
    let mut like = proposals.proposal.iter().filter(named);
    match (exact, like.next(), like.next()) {
        (Some(one), _, _) | (None, Some(one), None) => Ok(one),
        (None, Some(one), Some(other)) => Err(Failure::Input {
            message: format!("`{id}` begins several names, {} and {} among them", one.id, other.id),
            hint: "write more of it".into(),
        }),
        (None, None, _) => Err(Failure::Input {
            message: format!("there is no proposal `{id}`"),
            hint: "names stand in the first column of `regesta case propose`".into(),
        }),
    }
}

fn refused(error: JudgeError) -> Failure {
    let message = error.to_string();
    match error {
        JudgeError::Date { .. } => {
            Failure::Input { message, hint: "write EDTF: 1920-04-28, 1920-04-27/1920-04-28, 1920-04-27T23".into() }
        }
        JudgeError::Target { to, known } => Failure::Input {
            message: format!("the scheme has no `{to}` that is one stage with one indicator"),
            hint: format!("write one of {}", known.join(", ")),
        },
        JudgeError::Damaged { .. } => {
            Failure::Input { message, hint: "mend the file, or take the judgement out".into() }
        }
        _ => Failure::System { message },
    }
}
