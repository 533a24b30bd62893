use std::io::{self, Write};

use clap::Args;
use regesta::{ApparatusEntry, CollationRow, Engine, SharedSettings, SharedTexts, views};

use crate::cli::ProjectArg;
use crate::failure::Failure;
use crate::output::{open, visible};

/// Collate one shared text: who has which words, where the witnesses differ, and in what.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    regesta collate papers.regesta shared-0123456789              the apparatus, with the longest quotation as base\n  \
    regesta collate papers.regesta shared-0123456789 --base B     with witness B as base\n  \
    regesta collate papers.regesta shared-0123456789 --tei        as TEI, with app and rdg")]
pub struct CollateArgs {
    /// Project file
    project: std::path::PathBuf,
    /// Identifier, as `regesta reuse` prints it
    id: String,
    /// The witness whose words stand in the line: its letter, its path or file name
    #[arg(long, value_name = "WITNESS")]
    base: Option<String>,
    /// JSON, as `regesta schema collate` describes it
    #[arg(long, conflicts_with = "tei")]
    json: bool,
    /// TEI P5 with parallel segmentation
    #[arg(long)]
    tei: bool,
}

pub fn run(args: CollateArgs) -> Result<(), Failure> {
    let project = open(&ProjectArg { project: Some(args.project) })?;
    let engine = Engine::built_in()?;
    let texts = SharedTexts::find(&project, SharedSettings::default())?;
    let collation = texts.collation(&engine, &args.id, args.base.as_deref())?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if args.json {
        serde_json::to_writer_pretty(&mut out, &collation).map_err(io::Error::from)?;
        writeln!(out)?;
    } else if args.tei {
        regesta::write_tei(&collation, &mut out)?;
    } else {
        print(&mut out, &collation)?;
    }
    out.flush()?;
    Ok(())
}

fn print(out: &mut impl Write, collation: &CollationRow) -> io::Result<()> {
    writeln!(out, "Witnesses")?;
    for text in &collation.witnesses {
        let passage = &text.witness.passage;
        let page = passage.page.as_ref().map(|page| format!(", p. {page}")).unwrap_or_default();
        let marks = if text.witness.quoted { "quoted" } else { "without quotation marks" };
        let base = if text.sigil == collation.base { ", base" } else { "" };
        writeln!(
            out,
            "  {}  {}{page}, {}–{}, {marks}{base}",
            text.sigil,
            visible(&passage.source),
            passage.start,
            passage.end
        )?;
        for cited in &text.witness.cited {
            writeln!(out, "     cites {}", visible(cited))?;
        }
    }
    if let Some(base) = collation.witnesses.iter().find(|text| text.sigil == collation.base) {
        writeln!(out, "\nText of {}\n  {}", base.sigil, visible(&views::one_line(&base.reading)))?;
    }
    writeln!(out, "\nApparatus")?;
    for entry in &collation.apparatus {
        writeln!(out, "  {}", apparatus_line(entry))?;
    }
    if collation.apparatus.is_empty() {
        writeln!(out, "  All witnesses have the same words.")?;
    }
    Ok(())
}

/// `12 lemma ] reading B (inflection)`; words are counted from 1.
fn apparatus_line(entry: &ApparatusEntry) -> String {
    let place = match entry.end - entry.start {
        0 => format!("before {}", entry.start + 1),
        1 => format!("{}", entry.start + 1),
        _ => format!("{}–{}", entry.start + 1, entry.end),
    };
    let readings = entry.readings.iter().map(|reading| {
        let words = if reading.words.is_empty() { "om.".to_owned() } else { visible(&views::one_line(&reading.words)) };
        format!("{words} {} ({})", reading.witnesses.join(" "), reading.grades.join(", ").replace('_', " "))
    });
    let lemma = if entry.lemma.is_empty() { "–".to_owned() } else { visible(&views::one_line(&entry.lemma)) };
    format!("{place}  {lemma} ] {}", readings.collect::<Vec<_>>().join("; "))
}
