//! A page for each document, happening, person, place, body and archival unit.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::html::{attribute, link, words};
use super::{Page, Site};
use crate::error::ApiResult;
use crate::routes::entity;
use crate::wire::{EntityKind, EntityPage, Passage, Statement};

const UP: &str = "../";
/// Mentions on the page of one thing.
const MENTIONS: usize = 500;

impl Site {
    pub(super) fn things(&self) -> ApiResult<()> {
        for (id, (kind, _)) in &self.base.entities {
            let page = entity::page(&self.engine, &self.snapshot, id, 0, MENTIONS)?;
            let view = match kind {
                EntityKind::Person => "people",
                EntityKind::Place => "places",
                EntityKind::Body => "bodies",
                EntityKind::Document => "documents",
                EntityKind::Event => "chronology",
                EntityKind::Shelfmark => "shelfmarks",
            };
            let body = self.thing_body(&page);
            let path = self.thing(id, "");
            self.page(&Page { path: &path, title: &page.label, view, body: &body });
        }
        Ok(())
    }

    fn thing_body(&self, page: &EntityPage) -> String {
        let mut out = String::from("<p>");
        if let Some(document) = &page.document {
            let dates: Vec<String> = document.dates.iter().map(|d| attribute(&self.say.date(&d.edtf))).collect();
            let _ = write!(
                out,
                "<span class=\"no\">№ {}</span> {} {}</p><p class=\"words\">{} → {}</p>",
                document.n,
                attribute(&self.say.if_known("genre", &document.genre)),
                dates.join("; "),
                self.parties(&document.from, UP),
                self.parties(&document.to, UP)
            );
        } else {
            let _ = write!(out, "{}</p>", attribute(&self.say.if_known("type", kind(page.entity_type))));
        }
        if !page.variants.is_empty() {
            let names: Vec<String> =
                page.variants.iter().map(|v| format!("{} <small>{}</small>", words(&v.name), v.count)).collect();
            let _ = write!(out, "<p>{}: {}</p>", attribute(&self.say.say("written-as")), names.join(" · "));
        }
        if let Some(authority) = &page.authority {
            let _ =
                write!(out, "<p class=\"quiet\">{} {}</p>", attribute(&self.say.say("authority")), words(authority));
        }
        if let Some(at) = &page.position {
            let _ = write!(out, "<p class=\"quiet\">{:.2}, {:.2} ({})</p>", at.lat, at.lon, attribute(at.source));
        }
        self.statements(&mut out, &page.statements);
        if !page.documents.is_empty() {
            let _ = write!(out, "<h2>{}</h2><ul class=\"plain\">", attribute(&self.say.say("its-documents")));
            for document in &page.documents {
                let date =
                    document.date.as_deref().map(|d| format!(", {}", attribute(&self.say.date(d)))).unwrap_or_default();
                let _ = write!(
                    out,
                    "<li><span class=\"no\">№ {}</span> {} <small>{}{date}</small></li>",
                    document.n,
                    link(&self.thing(&document.id, UP), &words(&document.label)),
                    attribute(&self.say.if_known("role", &document.role))
                );
            }
            out.push_str("</ul>");
        }
        if !page.written.is_empty() {
            out.push_str("<ul class=\"plain\">");
            for reference in &page.written {
                let _ = write!(out, "<li>{}</li>", words(&reference.text));
            }
            out.push_str("</ul>");
        }
        if !page.mentions.is_empty() {
            let _ =
                write!(out, "<h2>{} <small>{}</small></h2>", attribute(&self.say.say("passages")), page.mentions_total);
            for mention in &page.mentions {
                self.context(&mut out, &mention.passage);
            }
        }
        if !page.possible.is_empty() {
            let _ = write!(out, "<h2>{}</h2><ul class=\"plain\">", attribute(&self.say.say("possibly-same")));
            for other in &page.possible {
                let _ = write!(
                    out,
                    "<li>{} <small>{}</small></li>",
                    self.party(&other.id, &other.label, UP),
                    words(&other.reasons.join("; "))
                );
            }
            out.push_str("</ul>");
        }
        out
    }

    /// Words in what stands around them.
    fn context(&self, out: &mut String, passage: &Passage) {
        let page = match &passage.page {
            Some(page) => format!(", {}", self.say.with("site-page", &[("page", super::Slot::Text(&attribute(page)))])),
            None => String::new(),
        };
        let inside = format!("{}<b>{}</b>{}", words(&passage.before), words(&passage.exact), words(&passage.after));
        let _ = write!(
            out,
            "<div class=\"passage\">{}<br><small>{}{page}</small></div>",
            link(&self.at(&passage.source, passage.start, passage.end, UP), &inside),
            words(&passage.short)
        );
    }

    /// What each author says, field by field.
    fn statements(&self, out: &mut String, statements: &[Statement]) {
        if statements.is_empty() {
            return;
        }
        let mut authors: Vec<(&str, &str)> = statements.iter().map(|s| (s.source.as_str(), s.short.as_str())).collect();
        authors.sort_unstable();
        authors.dedup();
        let mut rows: BTreeMap<&str, BTreeMap<&str, Vec<&Statement>>> = BTreeMap::new();
        let mut order: Vec<&str> = Vec::new();
        for statement in statements {
            if !order.contains(&statement.predicate.as_str()) {
                order.push(&statement.predicate);
            }
            rows.entry(&statement.predicate).or_default().entry(&statement.source).or_default().push(statement);
        }
        let title = attribute(&self.say.say("what-each-says"));
        let _ = write!(
            out,
            "<h2>{title}</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\"><table><thead><tr><th scope=\"col\">{}</th>",
            attribute(&self.say.say("field"))
        );
        for (_, short) in &authors {
            let _ = write!(out, "<th scope=\"col\">{}</th>", words(short));
        }
        out.push_str("</tr></thead><tbody>");
        for predicate in order {
            let _ = write!(out, "<tr><th scope=\"row\">{}</th>", attribute(&self.say.if_known("predicate", predicate)));
            for (source, _) in &authors {
                out.push_str("<td>");
                match rows[predicate].get(source) {
                    Some(said) => said.iter().for_each(|s| self.statement(out, s)),
                    None => out.push_str(&attribute(&self.say.say("says-nothing"))),
                }
                out.push_str("</td>");
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table></div>");
    }

    fn statement(&self, out: &mut String, said: &Statement) {
        let value = match (&said.edtf, &said.entity) {
            (Some(edtf), _) => attribute(&self.say.date(edtf)),
            (None, Some(id)) => self.party(id, &said.label, UP),
            (None, None) => {
                let prefix = match said.predicate.as_str() {
                    "type" => "event",
                    other => other,
                };
                words(&self.say.if_known(prefix, &said.label))
            }
        };
        let _ = write!(out, "<div class=\"statement\">{value}");
        if let Some(passage) = said.passages.first() {
            let printed = if said.as_written.is_empty() { self.say.say("site-words") } else { said.as_written.clone() };
            let href = self.at(&passage.source, passage.start, passage.end, UP);
            let _ = write!(out, " <span class=\"print\">{}</span>", link(&href, &words(&printed)));
        }
        let mut notes: Vec<String> = Vec::new();
        if let Some(certainty) = &said.certainty {
            notes.push(self.say.if_known("certainty", certainty));
        }
        if said.modality != "asserted" && !said.modality.is_empty() {
            notes.push(self.say.if_known("modality", &said.modality));
        }
        notes.push(format!("{:.2}", said.score));
        let _ = write!(out, " <small>{}</small></div>", attribute(&notes.join(", ")));
    }
}

fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Place => "place",
        EntityKind::Body => "body",
        EntityKind::Document => "document",
        EntityKind::Event => "event",
        EntityKind::Shelfmark => "shelfmark",
    }
}
