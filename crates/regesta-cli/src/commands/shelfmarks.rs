use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::Args;
use regesta::ShelfmarkStyle;
use regesta::views::{self, ShelfmarkRow, natural_key};
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::{FormatArgs, ProjectArg};
use crate::failure::Failure;
use crate::output::{Listed, open, print_list, short, visible};

/// List archival references and who cites each, for what.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    regesta shelfmarks papers.regesta                     every file, who cites it, for what\n  \
    regesta shelfmarks papers.regesta --tree              archive, fonds, inventory, file, folios\n  \
    regesta shelfmarks papers.regesta --shared            files that more than one author cites\n  \
    regesta shelfmarks papers.regesta --doubts            what is odd: no file named, one figure away, far folios\n  \
    regesta shelfmarks papers.regesta --to-order --csv    the list for the reading room\n  \
    regesta show papers.regesta ID                        one file: who cites it, with the words")]
pub struct ShelfmarksArgs {
    #[command(flatten)]
    project: ProjectArg,
    /// Only units that more than one source cites
    #[arg(long)]
    shared: bool,
    /// Only units of archives with these letters in their name or abbreviation, in any script
    #[arg(long, value_name = "NAME")]
    archive: Option<String>,
    /// As a tree: archive, fonds, inventory, file, folios
    #[arg(long, conflicts_with_all = ["doubts", "to_order"])]
    tree: bool,
    /// What is odd about the references
    #[arg(long, conflicts_with = "to_order")]
    doubts: bool,
    /// The files to order in the reading room, by archive, with all folios; what names no file is left out
    #[arg(long)]
    to_order: bool,
    /// How the references are written: ru, uk, az, ka, en, numbers; otherwise in the language of the archive's name
    #[arg(long, value_name = "STYLE")]
    style: Option<ShelfmarkStyle>,
    #[command(flatten)]
    format: FormatArgs,
}

impl Listed for ShelfmarkRow {
    const HEADS: &'static [&'static str] = &["unit", "cited", "folios", "sources", "cited for", "id"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.csv_cells();
        cells[4] = short(&cells[4], 120);
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        let cited_for = self.cited.iter().find_map(|c| c.cited_for.as_ref()).map(|p| p.exact.clone());
        vec![
            self.label.clone(),
            self.citations.to_string(),
            folios(self).join("; "),
            self.sources.join(", "),
            cited_for.unwrap_or_default(),
            self.id.clone(),
        ]
    }
}

fn folios(row: &ShelfmarkRow) -> Vec<String> {
    views::folios_in_order(row.cited.iter().flat_map(|c| c.folios.iter().cloned()))
}

/// Something odd about a unit.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DoubtRow {
    /// The unit.
    pub unit: String,
    /// What kind of doubt.
    pub kind: String,
    /// What is odd.
    pub message: String,
    /// The unit that may be meant.
    pub other: Option<String>,
    /// Sources that cite it.
    pub sources: Vec<String>,
    /// Identifier of the unit.
    pub id: String,
}

impl Listed for DoubtRow {
    const HEADS: &'static [&'static str] = &["unit", "kind", "what is odd", "may be", "sources", "id"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.unit.clone(),
            self.kind.clone(),
            self.message.clone(),
            self.other.clone().unwrap_or_default(),
            self.sources.join(", "),
            self.id.clone(),
        ]
    }
}

/// A file to order.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OrderRow {
    /// The archive.
    pub archive: String,
    /// Fonds.
    pub fond: String,
    /// Inventory.
    pub opis: String,
    /// File.
    pub delo: String,
    /// Folios to look at.
    pub folios: String,
    /// The reference as a whole.
    pub reference: String,
    /// Who cites it.
    pub cited_by: Vec<String>,
    /// For what: documents, else the words.
    pub cited_for: Vec<String>,
    /// What to look out for.
    pub doubts: Vec<String>,
}

impl Listed for OrderRow {
    const HEADS: &'static [&'static str] =
        &["archive", "fonds", "inventory", "file", "folios", "reference", "cited by", "cited for", "look out for"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.csv_cells();
        cells[7] = short(&cells[7], 120);
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        vec![
            self.archive.clone(),
            self.fond.clone(),
            self.opis.clone(),
            self.delo.clone(),
            self.folios.clone(),
            self.reference.clone(),
            self.cited_by.join(", "),
            self.cited_for.join(" | "),
            self.doubts.join("; "),
        ]
    }
}

pub fn run(args: ShelfmarksArgs) -> Result<(), Failure> {
    let engine = regesta::Engine::built_in()?;
    let mut rows = views::shelfmarks(&open(&args.project)?, &engine)?;
    if args.shared {
        rows.retain(|row| row.sources.len() > 1);
    }
    if let Some(wanted) = &args.archive {
        let named = |row: &ShelfmarkRow| views::is_archive(&engine, row, wanted);
        rows.retain(named);
        if rows.is_empty() {
            return Err(Failure::Input {
                message: format!("no archival reference to an archive “{wanted}”"),
                hint: "`regesta shelfmarks --tree` shows all archives that are cited".into(),
            });
        }
    }
    if let Some(style) = args.style {
        for row in &mut rows {
            let parts = [row.fond.as_deref(), row.opis.as_deref(), row.delo.as_deref(), None];
            row.label = views::written_unit(&engine, &row.archive, parts, style);
        }
        rows.sort_by(|a, b| natural_key(&a.label).cmp(&natural_key(&b.label)).then_with(|| a.id.cmp(&b.id)));
    }
    const NONE: &str = "No archival references of this kind in these texts.";
    if args.tree {
        return print_tree(&rows);
    }
    if args.doubts {
        let labels: BTreeMap<&str, &str> = rows.iter().map(|r| (r.id.as_str(), r.label.as_str())).collect();
        let doubts: Vec<DoubtRow> = rows.iter().flat_map(|row| doubts_of(row, &labels)).collect();
        return print_list(&doubts, &args.format, "Nothing odd about the archival references of these texts.");
    }
    if args.to_order {
        let orders: Vec<OrderRow> = rows.iter().filter(|row| row.delo.is_some()).map(order).collect();
        return print_list(&orders, &args.format, "No file to order is named in these texts.");
    }
    print_list(&rows, &args.format, NONE)
}

fn doubts_of(row: &ShelfmarkRow, labels: &BTreeMap<&str, &str>) -> Vec<DoubtRow> {
    let other = |id: &String| labels.get(id.as_str()).map_or(id.clone(), |label| (*label).to_owned());
    let doubt = |d: &views::ShelfmarkDoubt| DoubtRow {
        unit: row.label.clone(),
        kind: d.kind.clone(),
        message: d.message.clone(),
        other: d.other.as_ref().map(other),
        sources: row.sources.clone(),
        id: row.id.clone(),
    };
    row.doubts.iter().map(doubt).collect()
}

fn order(row: &ShelfmarkRow) -> OrderRow {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    let mut cited_for: Vec<String> = Vec::new();
    for cited in &row.cited {
        let words = cited.cited_for.iter().map(|p| short(&p.exact, 160));
        let documents: Vec<String> = cited.documents.iter().map(|d| d.name.clone()).collect();
        let told = if documents.is_empty() { words.collect() } else { documents };
        cited_for.extend(told.into_iter().filter(|t| !cited_for.contains(t)).collect::<Vec<_>>());
    }
    OrderRow {
        archive: row.archive.clone(),
        fond: part(&row.fond),
        opis: part(&row.opis),
        delo: part(&row.delo),
        folios: folios(row).join("; "),
        reference: row.label.clone(),
        cited_by: row.sources.clone(),
        cited_for,
        doubts: row.doubts.iter().map(|d| d.message.clone()).collect(),
    }
}

/// Archive, fonds and inventory as heads, each once; under them the files with their folios and sources.
fn print_tree(rows: &[ShelfmarkRow]) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if rows.is_empty() {
        writeln!(out, "No archival references in these texts.")?;
    }
    let cited_under = |heads: &[&str]| -> usize {
        rows.iter()
            .filter(|row| heads.iter().zip(levels(row)).all(|(head, level)| *head == level))
            .map(|r| r.citations)
            .sum()
    };
    let mut open: Vec<String> = Vec::new();
    for row in rows {
        let levels = levels(row);
        let heads = &levels[..3];
        let same = open.iter().zip(heads).take_while(|(a, b)| a == b).count();
        for (depth, head) in heads.iter().enumerate().skip(same) {
            if !head.is_empty() {
                let path: Vec<&str> = heads[..=depth].iter().map(String::as_str).collect();
                writeln!(out, "{}{}  ({})", "  ".repeat(depth), visible(head), cited_under(&path))?;
            }
        }
        open = heads.to_vec();
        let file = if levels[3].is_empty() { "(no file named)" } else { levels[3].as_str() };
        let folios = folios(row).join("; ");
        let folios = if folios.is_empty() { String::new() } else { format!("  fol. {folios}") };
        let doubt = if row.doubts.is_empty() { "" } else { "  ?" };
        writeln!(out, "      {}{}  [{}]{doubt}", visible(file), visible(&folios), visible(&row.sources.join(", ")))?;
    }
    writeln!(out, "{} files and fonds; ? stands where `--doubts` has something to say", rows.len())?;
    out.flush()?;
    Ok(())
}

/// Archive, fonds, inventory and file, each with its label.
fn levels(row: &ShelfmarkRow) -> [String; 4] {
    let part = |name: &str, part: &Option<String>| part.as_ref().map_or(String::new(), |p| format!("{name} {p}"));
    [row.archive.clone(), part("fonds", &row.fond), part("inventory", &row.opis), part("file", &row.delo)]
}
