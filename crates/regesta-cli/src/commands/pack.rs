use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand};
use regesta::lang::{PackSet, PackSeverity, check_pack_folder, new_pack};

use crate::failure::Failure;

/// Check a language pack, or begin a new one.
#[derive(Debug, Args)]
pub struct PackArgs {
    #[command(subcommand)]
    command: PackCommand,
}

#[derive(Debug, Subcommand)]
enum PackCommand {
    /// Check a pack folder: lists, rules, and every example of every rule
    Check {
        /// Folder of the pack, for example languages/ka
        folder: PathBuf,
    },
    /// Write the files of a new pack
    New {
        /// BCP 47 tag, for example ka
        tag: String,
        /// Name of the language in English
        name: String,
        /// Folder of packs to write into
        #[arg(long, default_value = "languages")]
        into: PathBuf,
    },
}

pub fn run(args: PackArgs) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match args.command {
        PackCommand::New { tag, name, into } => {
            let folder = into.join(&tag);
            for file in new_pack(&folder, &tag, &name)? {
                writeln!(out, "wrote {}", folder.join(file).display())?;
            }
            writeln!(out, "Fill the lists, then run `regesta pack check {}`.", folder.display())?;
            Ok(())
        }
        PackCommand::Check { folder } => {
            if !folder.is_dir() {
                return Err(Failure::Input {
                    message: format!("{}: there is no such folder", folder.display()),
                    hint: "name the folder of one pack, for example languages/ru".into(),
                });
            }
            let flaws = check_pack_folder(&folder)?;
            for flaw in &flaws {
                let severity = if flaw.severity == PackSeverity::Error { "error" } else { "warning" };
                let line = if flaw.line > 0 { format!(":{}", flaw.line) } else { String::new() };
                writeln!(out, "{severity}: {}{line}: {}\n  cure: {}", flaw.file, flaw.message, flaw.cure)?;
            }
            let mut errors = flaws.iter().filter(|f| f.severity == PackSeverity::Error).count();
            if errors == 0 {
                let pack = regesta::lang::Pack::from_folder(&folder)?;
                let packs = PackSet::new(vec![pack])?;
                let outcomes = regesta::pack_examples(&packs)?;
                let failed: Vec<_> = outcomes.iter().filter(|o| !o.passed).collect();
                for outcome in &failed {
                    let marked = outcome.example.marked();
                    writeln!(out, "error: rule {}: the example is not read as it says: {marked}", outcome.rule)?;
                    let got: Vec<String> =
                        outcome.got.iter().map(|(r, w, v)| format!("{r} found “{w}” = {v}")).collect();
                    let wanted = if outcome.example.span.is_some() {
                        format!("wanted {}", outcome.example.value)
                    } else {
                        "wanted nothing by this rule".to_owned()
                    };
                    let got = if got.is_empty() { "nothing was found".to_owned() } else { got.join("; ") };
                    writeln!(
                        out,
                        "  {wanted}; {got}\n  cure: mend the pattern or the example; rules that stand earlier win"
                    )?;
                }
                errors += failed.len();
                writeln!(out, "{} examples, {} failed", outcomes.len(), failed.len())?;
            }
            writeln!(
                out,
                "{} errors, {} warnings",
                errors,
                flaws.len() - flaws.iter().filter(|f| f.severity == PackSeverity::Error).count()
            )?;
            if errors > 0 { Err(Failure::Found) } else { Ok(()) }
        }
    }
}
