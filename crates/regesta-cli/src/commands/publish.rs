use std::path::PathBuf;

use clap::{Args, ValueEnum};
use regesta_server::{ServerError, SiteLanguage, SiteOptions, publish};

use crate::failure::Failure;

/// Write a project as pages that open from disk, without a server: texts with what was found in them, calendar, chronology,
/// timeline, map, names, archival references, discrepancies, shared words, schemes; each entry leads to its words.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  regesta publish papers.regesta site\n  regesta publish papers.regesta site --language ru --dossier ~/dossier\n\n\
                  The pages hold the texts in full: publish only what you may."
)]
pub struct PublishArgs {
    /// Project file
    project: PathBuf,
    /// Folder of the pages: new, empty, or published before
    folder: PathBuf,
    /// Language of headings and labels; the texts stay in theirs
    #[arg(long, value_enum, default_value = "en")]
    language: Language,
    /// Dossier to lay over it; one beside the papers unless given
    #[arg(long, value_name = "FOLDER")]
    dossier: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Language {
    /// English
    En,
    /// Russian
    Ru,
}

pub fn run(args: PublishArgs) -> Result<(), Failure> {
    let language = match args.language {
        Language::En => SiteLanguage::English,
        Language::Ru => SiteLanguage::Russian,
    };
    let options = SiteOptions { project: args.project, target: args.folder, dossier: args.dossier, language };
    let report = publish(&options).map_err(|error| match error {
        ServerError::Path { .. } => Failure::Input {
            message: error.to_string(),
            hint: "`regesta publish PROJECT FOLDER` takes a project file and a new or an empty folder".into(),
        },
        other => Failure::System { message: other.to_string() },
    })?;
    println!("{} files, {:.1} MB: open {}", report.files, report.bytes as f64 / 1e6, report.index.display());
    Ok(())
}
