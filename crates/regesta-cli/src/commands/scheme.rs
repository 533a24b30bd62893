//! Schemes and cases: files in, verdicts out. No project is needed.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use regesta_scheme::{
    CSV_HEADS, Case, Comparison, ComparisonRow, ConformOptions, DelayRow, Scheme, Vocabulary, case_template,
    check_case, check_indicators, check_quotes, compare_schemes, conform, csv_rows, delays, explain, matrix, ocel,
    print_conform, print_explanation, print_matrix, scheme_template, xes,
};
use serde::Serialize;

use crate::cli::FormatArgs;
use crate::commands::propose::{
    AcceptArgs, JudgeArgs, MoveArgs, ProposeArgs, run_accept, run_move, run_propose, run_reject,
};
use crate::commands::scheme_files::{
    cannot, load_case, load_judged, load_schemes, read_scheme, read_source, read_text, report_flaws, toml_files,
    usable, visible_lines, write_new,
};
use crate::failure::Failure;
use crate::output::{Listed, print_list, visible};

/// Begin or check a scheme: stages, and what is said of their order.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  regesta scheme new strike\n  regesta scheme check schemes/strike.toml")]
pub struct SchemeArgs {
    #[command(subcommand)]
    command: SchemeCommand,
}

#[derive(Debug, Subcommand)]
enum SchemeCommand {
    /// Write a commented scheme file
    New {
        /// Short name of the scheme
        name: String,
        /// Folder to write into
        #[arg(long, default_value = "schemes")]
        into: PathBuf,
    },
    /// Check scheme files: every flaw with its line, and what to try
    Check {
        /// Files, or folders of them
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// List the words that `what` and `agent` of an indicator may use
    Words,
}

/// Begin, check or export cases: runs of events with what texts say of each stage.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  regesta case new baku-1920\n  \
    regesta case check cases/baku-1920.toml --scheme schemes --texts essays\n  \
    regesta case propose cases/baku-1920.toml papers.regesta --scheme schemes/standard.toml\n  \
    regesta case accept cases/baku-1920.toml p-1a2b3c4d5e\n  \
    regesta case export xes --scheme schemes/standard.toml --case cases -o log.xes")]
pub struct CaseArgs {
    #[command(subcommand)]
    command: CaseCommand,
}

#[derive(Debug, Subcommand)]
enum CaseCommand {
    /// Write a commented case file
    New {
        /// Short name of the case
        name: String,
        /// Folder to write into
        #[arg(long, default_value = "cases")]
        into: PathBuf,
    },
    /// Check case files: their form, their stages against all schemes, their quotations against the texts
    Check {
        /// Files, or folders of them
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Schemes that the cases are for: files, or folders of them
        #[arg(long, required = true, num_args = 1..)]
        scheme: Vec<PathBuf>,
        /// Folder of the texts, to look for every quotation
        #[arg(long)]
        texts: Option<PathBuf>,
    },
    /// Look for evidence in a project, and write what may be evidence to CASE.proposed.toml: nothing counts until accepted
    Propose(ProposeArgs),
    /// Accept proposals: from now on they are evidence of the case
    Accept(AcceptArgs),
    /// Reject proposals: they stay rejected when proposals are made anew
    Reject(JudgeArgs),
    /// Accept proposals as evidence of another stage
    Move(MoveArgs),
    /// Write the readings that keep to one text for other programs
    Export {
        /// xes and ocel for process mining, csv for spreadsheets
        format: ExportFormat,
        #[command(flatten)]
        from: FromArgs,
        /// File to write; without it, standard output
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ExportFormat {
    Xes,
    Ocel,
    Csv,
}

/// What is read.
#[derive(Debug, Args)]
struct FromArgs {
    /// Scheme file
    #[arg(long, value_name = "FILE")]
    scheme: PathBuf,
    /// Case files, or folders of them
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    case: Vec<PathBuf>,
}

/// How it is read.
#[derive(Debug, Args)]
pub struct ReadingArgs {
    /// Let only these indicators stand for a stage, as in S4=S4b or S4=S4b,S4c
    #[arg(long = "with", value_name = "STAGE=INDICATORS")]
    limits: Vec<String>,
    /// In the mixed readings, take what texts hedge as if they said it
    #[arg(long)]
    hedged: bool,
}

/// Test cases against a scheme: which claimed orders hold, fail, stay open, and on whose word that hangs.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  regesta conform --scheme schemes/standard.toml --case cases/baku-1920.toml\n  \
    regesta conform --scheme s.toml --case cases --with S4=S4b --cost --json\n\n\
    A claim that fails is a result: the exit code is 0.")]
pub struct ConformArgs {
    #[command(flatten)]
    from: FromArgs,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Count moved and denied stages, least and greatest
    #[arg(long)]
    cost: bool,
    /// JSON, as `regesta schema conform` describes it
    #[arg(long)]
    json: bool,
}

/// Show stages by cases: told, denied, unknown, disputed.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  regesta matrix --scheme schemes/standard.toml --case cases --words")]
pub struct MatrixArgs {
    #[command(flatten)]
    from: FromArgs,
    /// List the words behind every sign
    #[arg(long, conflicts_with = "json")]
    words: bool,
    /// JSON, as `regesta schema matrix` describes it
    #[arg(long)]
    json: bool,
}

/// List the time between two stages in each case, least to greatest.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  regesta delays --scheme s.toml --case cases --from S3 --to S4\n  \
    regesta delays --scheme s.toml --case cases            between the stages of every order")]
pub struct DelaysArgs {
    #[command(flatten)]
    files: FromArgs,
    /// Stage to count from
    #[arg(long, requires = "to")]
    from: Option<String>,
    /// Stage to count to
    #[arg(long, requires = "from")]
    to: Option<String>,
    #[command(flatten)]
    format: FormatArgs,
}

/// Run rival schemes over the same cases: which order each one loses, and on whose word. Nothing is ranked.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  regesta compare-schemes --scheme schemes --case cases")]
pub struct CompareArgs {
    /// Scheme files, or folders of them
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    scheme: Vec<PathBuf>,
    /// Case files, or folders of them
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    case: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    format: FormatArgs,
}

pub fn run_scheme(args: SchemeArgs) -> Result<(), Failure> {
    match args.command {
        SchemeCommand::New { name, into } => write_new(&into, &name, &scheme_template(&name), "scheme check"),
        SchemeCommand::Check { files } => {
            let mut flaws = Vec::new();
            for file in toml_files(&files)? {
                let (scheme, found) = read_scheme(&file)?;
                flaws.extend(found);
                if let Some(scheme) = scheme.filter(|scheme| scheme.stages_from.is_none()) {
                    flaws.extend(check_indicators(&file.display().to_string(), &scheme, None));
                }
            }
            report_flaws(&flaws)
        }
        SchemeCommand::Words => print_words(),
    }
}

pub fn run_case(args: CaseArgs) -> Result<(), Failure> {
    match args.command {
        CaseCommand::New { name, into } => write_new(&into, &name, &case_template(&name), "case check"),
        CaseCommand::Check { files, scheme, texts } => {
            let schemes = load_schemes(&scheme)?;
            let schemes: Vec<&Scheme> = schemes.iter().collect();
            let mut flaws = Vec::new();
            for file in toml_files(&files)? {
                let name = file.display().to_string();
                let read = Case::parse(&name, &read_text(&file)?);
                flaws.extend(read.flaws);
                let Some(mut case) = read.value else { continue };
                let judged = load_judged(&file)?;
                if let Some(folder) = &texts {
                    let read = |text: &str| read_source(&folder.join(text));
                    flaws.extend(check_quotes(&name, &case, &read));
                    if let Some((name, judged)) = &judged {
                        flaws.extend(judged.stale(name, &read));
                    }
                }
                if let Some((name, judged)) = &judged {
                    flaws.extend(judged.add_to(name, &mut case));
                }
                flaws.extend(check_case(&name, &case, &schemes, true));
            }
            report_flaws(&flaws)
        }
        CaseCommand::Propose(args) => run_propose(args),
        CaseCommand::Accept(args) => run_accept(args),
        CaseCommand::Reject(args) => run_reject(args),
        CaseCommand::Move(args) => run_move(args),
        CaseCommand::Export { format, from, output } => {
            let (scheme, cases) = load(&from)?;
            let cases: Vec<&Case> = cases.iter().collect();
            let bytes = match format {
                ExportFormat::Xes => xes(&scheme, &cases).into_bytes(),
                ExportFormat::Ocel => {
                    let mut bytes = serde_json::to_vec_pretty(&ocel(&scheme, &cases)).map_err(io::Error::from)?;
                    bytes.push(b'\n');
                    bytes
                }
                ExportFormat::Csv => {
                    let mut csv = csv::Writer::from_writer(Vec::new());
                    let failed = |e: csv::Error| io::Error::other(e.to_string());
                    csv.write_record(CSV_HEADS).map_err(failed)?;
                    for row in csv_rows(&scheme, &cases) {
                        csv.write_record(row).map_err(failed)?;
                    }
                    csv.into_inner().map_err(|e| io::Error::other(e.to_string()))?
                }
            };
            match output {
                Some(path) => std::fs::write(&path, bytes).map_err(|e| cannot(&path, &e)),
                None => Ok(io::stdout().lock().write_all(&bytes)?),
            }
        }
    }
}

pub fn run_conform(args: ConformArgs) -> Result<(), Failure> {
    let (scheme, cases) = load(&args.from)?;
    let options = ConformOptions { costs: args.cost, ..options(&args.reading, &scheme)? };
    let reports: Vec<_> = cases.iter().map(|case| conform(&scheme, case, &options)).collect();
    if args.json {
        return print_json(&reports);
    }
    let texts: Vec<String> = reports.iter().map(print_conform).collect();
    print_text(&texts.join("\n"))
}

pub fn run_matrix(args: MatrixArgs) -> Result<(), Failure> {
    let (scheme, cases) = load(&args.from)?;
    let rows = matrix(&scheme, &cases.iter().collect::<Vec<_>>());
    if args.json { print_json(&rows) } else { print_text(&print_matrix(&rows, args.words)) }
}

pub fn run_delays(args: DelaysArgs) -> Result<(), Failure> {
    let (scheme, cases) = load(&args.files)?;
    let cases: Vec<&Case> = cases.iter().collect();
    let pairs: Vec<(usize, usize)> = match (&args.from, &args.to) {
        (Some(from), Some(to)) => vec![(find_stage(&scheme, from)?, find_stage(&scheme, to)?)],
        _ => scheme.orders.iter().map(|order| (order.before, order.after)).collect(),
    };
    let rows: Vec<DelayRow> = pairs.iter().flat_map(|(from, to)| delays(&scheme, &cases, *from, *to)).collect();
    print_list(&rows, &args.format, "No text dates both stages.")
}

/// Explains one order in each case: every reading with its words.
pub fn explain_order(
    scheme: PathBuf,
    case: Vec<PathBuf>,
    order: &str,
    reading: &ReadingArgs,
    json: bool,
) -> Result<(), Failure> {
    let (scheme, cases) = load(&FromArgs { scheme, case })?;
    let options = options(reading, &scheme)?;
    let mut found = Vec::new();
    for case in &cases {
        found.push(explain(&scheme, case, order, &options).ok_or_else(|| Failure::Input {
            message: format!("{} has no order {order} under test", scheme.id),
            hint: format!("orders: {}", scheme.tested().map(|o| o.id.as_str()).collect::<Vec<_>>().join(", ")),
        })?);
    }
    if json {
        return print_json(&found);
    }
    let texts: Vec<String> = found.iter().map(print_explanation).collect();
    print_text(&texts.join("\n"))
}

pub fn run_compare(args: CompareArgs) -> Result<(), Failure> {
    let schemes = load_schemes(&args.scheme)?;
    let mut cases = Vec::new();
    for file in toml_files(&args.case)? {
        cases.push(load_case(&file, &schemes.iter().collect::<Vec<_>>())?);
    }
    let mut limits = ConformOptions { hedged: args.reading.hedged, ..ConformOptions::default() };
    for limit in &args.reading.limits {
        // Rivals may lack the stage; one of them has to have it.
        let of_scheme = |s: &Scheme| options(&ReadingArgs { limits: vec![limit.clone()], hedged: false }, s);
        let read = schemes.iter().find_map(|s| of_scheme(s).ok()).map_or_else(|| of_scheme(&schemes[0]), Ok)?;
        limits.indicators.extend(read.indicators);
    }
    let (schemes, cases): (Vec<&Scheme>, Vec<&Case>) = (schemes.iter().collect(), cases.iter().collect());
    let found = compare_schemes(&schemes, &cases, &limits);
    if args.format.json {
        return print_json::<Comparison>(&found);
    }
    for warning in &found.warnings {
        writeln!(io::stderr().lock(), "note: {}", visible(warning))?;
    }
    print_list(&found.rows, &args.format, "The schemes claim no order.")
}

impl Listed for DelayRow {
    const HEADS: &'static [&'static str] = &["case", "text", "from", "to", "time between", "first", "then"];

    fn cells(&self) -> Vec<String> {
        let fields = [&self.case, &self.text, &self.from, &self.to, &self.words(), &self.from_when, &self.to_when];
        fields.map(String::clone).to_vec()
    }
}

impl Listed for ComparisonRow {
    const HEADS: &'static [&'static str] =
        &["scheme", "case", "order", "text by text", "mixed", "lost on the word of", "kept on the word of", "open in"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.scheme.clone(),
            self.case.clone(),
            self.order.clone(),
            self.coherent.verdict.name().to_owned(),
            self.mixed.verdict.name().to_owned(),
            self.lost_on.join(", "),
            self.kept_on.join(", "),
            self.open_on.join(", "),
        ]
    }
}

fn print_words() -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let words = Vocabulary::built_in();
    writeln!(out, "what (several with `|` between; `movement.*` for all that begin so):")?;
    for word in words.words() {
        writeln!(out, "  {word}")?;
    }
    writeln!(out, "agent and to, beside roles and names:")?;
    for word in words.agent_words() {
        writeln!(out, "  {word}")?;
    }
    Ok(())
}

fn load(from: &FromArgs) -> Result<(Scheme, Vec<Case>), Failure> {
    let (value, flaws) = read_scheme(&from.scheme)?;
    let scheme = usable(value, &from.scheme, &flaws)?;
    let files = toml_files(&from.case)?;
    let cases: Result<Vec<Case>, Failure> = files.iter().map(|file| load_case(file, &[&scheme])).collect();
    Ok((scheme, cases?))
}

fn options(args: &ReadingArgs, scheme: &Scheme) -> Result<ConformOptions, Failure> {
    let mut options = ConformOptions { hedged: args.hedged, ..ConformOptions::default() };
    for limit in &args.limits {
        let Some((stage, indicators)) = limit.split_once('=') else {
            return Err(Failure::Input {
                message: format!("`{limit}` names no indicator"),
                hint: "write STAGE=INDICATOR, as in S4=S4b".into(),
            });
        };
        let stage = &scheme.stages[find_stage(scheme, stage)?];
        let allowed = options.indicators.entry(stage.id.clone()).or_default();
        for indicator in indicators.split(',') {
            if !stage.indicators.iter().any(|i| i.id == indicator) {
                let known: Vec<&str> = stage.indicators.iter().map(|i| i.id.as_str()).collect();
                return Err(Failure::Input {
                    message: format!("{} has no indicator `{indicator}`", stage.id),
                    hint: format!("indicators: {}", known.join(", ")),
                });
            }
            allowed.push(indicator.to_owned());
        }
    }
    Ok(options)
}

fn find_stage(scheme: &Scheme, id: &str) -> Result<usize, Failure> {
    scheme.stage(id).ok_or_else(|| Failure::Input {
        message: format!("{} has no stage `{id}`", scheme.id),
        hint: format!("stages: {}", scheme.stages.iter().map(|s| s.id.as_str()).collect::<Vec<_>>().join(", ")),
    })
}

fn print_text(text: &str) -> Result<(), Failure> {
    Ok(writeln!(io::stdout().lock(), "{}", visible_lines(text))?)
}

fn print_json<T: Serialize>(value: &T) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, value).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}
