//! Calendar, chronology, names, archival references, correspondence; the same as files.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use regesta::store::EntityType;

use super::html::{attribute, link, words};
use super::{Page, Site};
use crate::csv_rows::CsvRow;
use crate::error::{ApiError, ApiResult};
use crate::models::Table;
use crate::wire::{ChronologyRow, DocumentRow, NameRow, Party, Passage, ShelfmarkRow, SourceCount};

impl Site {
    pub(super) fn lists(&self) -> ApiResult<()> {
        let documents = self.snapshot.documents()?;
        let rows: Vec<String> = documents.table.rows().map(|row| self.document(row)).collect();
        let heads = ["№", "site-date", "site-kind", "site-document", "site-kept", "site-sources", "site-words"];
        self.table("documents", &self.say.say("view-documents-long"), "", &self.heads(&heads), &rows);
        self.letters(documents.table.rows());
        let chronology = self.snapshot.chronology()?;
        let rows: Vec<String> = chronology.table.rows().map(|row| self.happening(row)).collect();
        let heads = ["site-date", "site-kind", "site-happening", "site-who", "site-where", "site-words"];
        self.table("chronology", &self.say.say("view-chronology-long"), "", &self.heads(&heads), &rows);
        for (view, kind) in
            [("people", EntityType::Person), ("places", EntityType::Place), ("bodies", EntityType::Body)]
        {
            let names = self.snapshot.names(kind)?;
            let rows: Vec<String> = names.table.rows().map(|row| self.name(row)).collect();
            let heads = ["site-names", "written-as", "site-mentions", "site-documents", "site-sources", "site-words"];
            self.table(view, &self.say.say(&format!("view-{view}-long")), "", &self.heads(&heads), &rows);
        }
        let shelfmarks = self.snapshot.shelfmarks(&self.engine)?;
        let rows: Vec<String> = shelfmarks.table.rows().map(|row| self.shelfmark(row)).collect();
        let heads = ["site-reference", "site-folios", "site-cited-for", "site-sources"];
        self.table("shelfmarks", &self.say.say("view-shelfmarks-long"), "", &self.heads(&heads), &rows);
        Ok(())
    }

    pub(super) fn heads(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| if *key == "№" { (*key).to_owned() } else { attribute(&self.say.say(key)) }).collect()
    }

    /// A link to words: the words themselves.
    pub(super) fn passage(&self, passage: &Passage, up: &str) -> String {
        link(&self.at(&passage.source, passage.start, passage.end, up), &words(&passage.exact))
    }

    pub(super) fn parties(&self, parties: &[Party], up: &str) -> String {
        parties.iter().map(|p| self.party(&p.id, &p.label, up)).collect::<Vec<_>>().join(", ")
    }

    fn sources(&self, sources: &[SourceCount]) -> String {
        sources.iter().map(|s| words(&s.short)).collect::<Vec<_>>().join(", ")
    }

    /// Who to whom, else the words that tell of it.
    pub(super) fn regest(&self, row: &DocumentRow, up: &str) -> String {
        let (from, to) = (self.parties(&row.from, up), self.parties(&row.to, up));
        let who = match (from.is_empty(), to.is_empty()) {
            (true, true) => String::new(),
            _ => format!("{from} → {to} "),
        };
        format!("{who}{}", link(&self.thing(&row.id, up), &words(&row.regest)))
    }

    fn document(&self, row: &DocumentRow) -> String {
        let dates: Vec<String> = row.dates.iter().map(|d| attribute(&self.say.date(&d.edtf))).collect();
        let kept = row.shelfmarks.iter().map(|p| self.party(&p.id, &p.label, ""));
        let kept: Vec<String> =
            if row.shelfmarks.is_empty() { row.cited.iter().map(|c| words(c)).collect() } else { kept.collect() };
        format!(
            "<tr id=\"d{n}\"><td class=\"no\">{n}</td><td class=\"date\">{}</td><td>{}</td><td class=\"words\">{}</td><td>{}</td><td>{}</td><td class=\"words\">{}</td></tr>",
            dates.join("<br>"),
            attribute(&self.say.if_known("genre", &row.genre)),
            self.regest(row, ""),
            kept.join("; "),
            self.sources(&row.sources),
            self.passage(&row.first, ""),
            n = row.n,
        )
    }

    fn happening(&self, row: &ChronologyRow) -> String {
        let kind = if row.kind == "document" { "genre" } else { "event" };
        let number = row.n.map(|n| format!("<span class=\"no\">№ {n}</span> ")).unwrap_or_default();
        let modality = match row.modality.as_str() {
            "asserted" => String::new(),
            other => format!(" <small>{}</small>", attribute(&self.say.if_known("modality", other))),
        };
        format!(
            "<tr><td class=\"date\">{}</td><td>{number}{}{modality}</td><td class=\"words\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            attribute(&self.say.date(&row.date)),
            link(&self.thing(&row.id, ""), &attribute(&self.say.if_known(kind, &row.event_type))),
            self.passage(&row.passage, ""),
            self.parties(&row.agents, ""),
            row.place.as_ref().map(|p| self.party(&p.id, &p.label, "")).unwrap_or_default(),
            words(&row.passage.short),
        )
    }

    fn name(&self, row: &NameRow) -> String {
        let variants: Vec<String> = row.variants.iter().map(|v| words(v)).collect();
        format!(
            "<tr><td class=\"words\">{}</td><td class=\"words\">{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"words\">{}</td></tr>",
            self.party(&row.id, &row.label, ""),
            variants.join(" · "),
            row.mentions,
            row.documents,
            self.sources(&row.sources),
            self.passage(&row.first, ""),
        )
    }

    fn shelfmark(&self, row: &ShelfmarkRow) -> String {
        let mut cited = String::new();
        for one in &row.cited {
            let number =
                one.documents.iter().map(|d| format!("<span class=\"no\">№ {}</span> ", d.n)).collect::<String>();
            let words_for = one.cited_for.as_ref().unwrap_or(&one.citation);
            let _ = write!(cited, "<li>{number}{}</li>", self.passage(words_for, ""));
        }
        format!(
            "<tr><td class=\"words\">{}</td><td>{}</td><td class=\"words\"><ul class=\"plain\">{cited}</ul></td><td>{}</td></tr>",
            self.party(&row.id, &row.label, ""),
            row.folios.iter().map(|f| words(f)).collect::<Vec<_>>().join(", "),
            self.sources(&row.sources),
        )
    }

    /// Who wrote to whom how often.
    fn letters<'a>(&self, documents: impl Iterator<Item = &'a DocumentRow>) {
        let mut pairs: BTreeMap<(Party, Party), Vec<usize>> = BTreeMap::new();
        let bare = |party: &Party| Party { as_written: String::new(), ..party.clone() };
        for row in documents {
            for from in &row.from {
                for to in &row.to {
                    pairs.entry((bare(from), bare(to))).or_default().push(row.n);
                }
            }
        }
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        pairs.sort_by(|a, b| {
            b.1.len()
                .cmp(&a.1.len())
                .then_with(|| (&a.0.0.label, &a.0.1.label).cmp(&(&b.0.0.label, &b.0.1.label)))
                .then_with(|| a.0.cmp(&b.0))
        });
        let row = |((from, to), numbers): &((Party, Party), Vec<usize>)| {
            let page = |n: usize| match (n - 1) / super::ROWS {
                0 => "documents.html".to_owned(),
                more => format!("documents-{}.html", more + 1),
            };
            let documents: Vec<String> =
                numbers.iter().map(|&n| format!("<a class=\"no\" href=\"{}#d{n}\">№ {n}</a>", page(n))).collect();
            format!(
                "<tr><td class=\"words\">{}</td><td class=\"words\">{}</td><td>{}</td><td>{}</td></tr>",
                self.party(&from.id, &from.label, ""),
                self.party(&to.id, &to.label, ""),
                numbers.len(),
                documents.join(" ")
            )
        };
        let rows: Vec<String> = pairs.iter().map(row).collect();
        let lead = format!("<p class=\"quiet\">{}</p>", attribute(&self.say.say("site-letters-about")));
        let heads = self.heads(&["site-from", "site-to", "site-number", "site-documents"]);
        self.table("letters", &self.say.say("site-letters"), &lead, &heads, &rows);
    }

    /// The lists as CSV and JSON.
    pub(super) fn exports(&self) -> ApiResult<()> {
        self.export("documents", &self.snapshot.documents()?.table)?;
        self.export("chronology", &self.snapshot.chronology()?.table)?;
        self.export("people", &self.snapshot.names(EntityType::Person)?.table)?;
        self.export("places", &self.snapshot.names(EntityType::Place)?.table)?;
        self.export("bodies", &self.snapshot.names(EntityType::Body)?.table)?;
        self.export("shelfmarks", &self.snapshot.shelfmarks(&self.engine)?.table)
    }

    fn export<R>(&self, name: &str, table: &Table<R>) -> ApiResult<()>
    where
        R: CsvRow + serde::Serialize + crate::models::TableRow,
    {
        let rows: Vec<&R> = table.rows().collect();
        let failed = |e: String| ApiError::internal("the export", &e);
        self.write(&format!("data/{name}.csv"), &crate::csv_rows::write(&rows).map_err(|e| failed(e.to_string()))?);
        self.write(&format!("data/{name}.xlsx"), &crate::xlsx::write(&rows).map_err(|e| failed(e.to_string()))?);
        self.write(&format!("data/{name}.json"), &serde_json::to_vec_pretty(&rows).map_err(|e| failed(e.to_string()))?);
        Ok(())
    }

    /// A page of a view.
    pub(super) fn view(&self, view: &str, title: &str, body: &str) {
        self.page(&Page { path: &format!("{view}.html"), title, view, body });
    }
}
