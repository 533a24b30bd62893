//! What texts tell differently, what they have in the same words, and a stated scheme against its cases.

use std::fmt::Write as _;

use regesta::dossier::Basis;
use regesta::views::{one_line, schemes_page};
use regesta::{Disagreement, SharedRow};

use super::html::{attribute, link, words};
use super::{Page, Site, Slot};
use crate::dossiers;
use crate::error::ApiResult;

impl Site {
    pub(super) fn comparisons(&self) -> ApiResult<()> {
        self.discrepancies()?;
        self.shared_words()?;
        if self.dossier { self.schemes() } else { Ok(()) }
    }

    fn short(&self, source: &str) -> String {
        let short = self.base.source_at(source).map_or(source, |s| s.card.short.as_str());
        words(short)
    }

    fn discrepancies(&self) -> ApiResult<()> {
        let all = self.snapshot.disagreements(&self.engine)?;
        let mut body = format!("<p class=\"quiet\">{}</p>", attribute(&self.say.say("site-discrepancies-about")));
        if all.is_empty() {
            let _ = write!(body, "<p>{}</p>", attribute(&self.say.say("site-nothing")));
        }
        for (key, conflict) in [("site-conflicts", true), ("site-quiet", false)] {
            let these: Vec<&Disagreement> =
                all.iter().filter(|one| one.conflict == conflict && !one.possible).collect();
            let perhaps: Vec<&Disagreement> =
                all.iter().filter(|one| one.conflict == conflict && one.possible).collect();
            if these.len() + perhaps.len() == 0 {
                continue;
            }
            let _ = write!(body, "<h2>{} <small>{}</small></h2>", attribute(&self.say.say(key)), these.len());
            these.iter().for_each(|one| self.difference(&mut body, one));
            if !perhaps.is_empty() {
                let _ = write!(
                    body,
                    "<details><summary>{} <small>{}</small></summary>",
                    attribute(&self.say.say("site-possible")),
                    perhaps.len()
                );
                perhaps.iter().for_each(|one| self.difference(&mut body, one));
                body.push_str("</details>");
            }
        }
        self.view("discrepancies", &self.say.say("site-discrepancies"), &body);
        Ok(())
    }

    fn difference(&self, out: &mut String, one: &Disagreement) {
        let _ = write!(
            out,
            "<section class=\"difference\" id=\"{}\"><h3>{} <small>{} · {}</small></h3><div class=\"sides\">",
            attribute(&one.id),
            words(&one_line(&one.about)),
            attribute(&self.say.if_known("site-difference", one.kind.name())),
            attribute(&self.say.if_known("site-aspect", &one.aspect)),
        );
        for side in &one.sides {
            let passage = &side.passage;
            let cited: Vec<String> = side.cited.iter().map(|c| words(&one_line(c))).collect();
            let date = side.date.as_deref().map(|d| format!(", {}", attribute(&self.say.date(d)))).unwrap_or_default();
            let _ = write!(
                out,
                "<div><b>{}</b>{date}<br><small>{}</small><div class=\"passage\">{}</div><small>{}</small></div>",
                words(&side.value),
                self.short(&passage.source),
                link(&self.at(&passage.source, passage.start, passage.end, ""), &words(&one_line(&passage.exact))),
                cited.join("; ")
            );
        }
        let _ = write!(out, "</div><small>{}</small></section>", words(&one.reasons.join("; ")));
    }

    fn shared_words(&self) -> ApiResult<()> {
        let texts = self.snapshot.shared()?;
        let rows: Vec<SharedRow> = texts.rows().into_iter().filter(|row| !row.possible).collect();
        let mut table = Vec::with_capacity(rows.len());
        for row in &rows {
            let file = format!("shared/{}.html", row.id);
            let first = row.witnesses.first().map(|w| one_line(&w.passage.exact)).unwrap_or_default();
            let beginning: String = first.chars().take(160).collect();
            let witnesses: Vec<String> = row
                .witnesses
                .iter()
                .map(|w| {
                    link(
                        &self.at(&w.passage.source, w.passage.start, w.passage.end, ""),
                        &self.short(&w.passage.source),
                    )
                })
                .collect();
            table.push(format!(
                "<tr><td class=\"words\">{}</td><td>{}</td><td>{}</td></tr>",
                link(&file, &words(&beginning)),
                attribute(&self.say.if_known("shared", &row.kind)),
                witnesses.join(", ")
            ));
            self.collation(row, &file)?;
        }
        let heads = self.heads(&["site-words", "site-kind", "site-witnesses"]);
        self.table("shared", &self.say.say("view-shared-long"), "", &heads, &table);
        Ok(())
    }

    fn collation(&self, row: &SharedRow, file: &str) -> ApiResult<()> {
        let found = self.snapshot.shared()?.collation(&self.engine, &row.id, None)?;
        let mut body = format!("<h2>{}</h2><div class=\"sides\">", attribute(&self.say.say("site-witnesses")));
        for text in &found.witnesses {
            let at = &text.witness.passage;
            let base = if text.sigil == found.base {
                format!(" <small>{}</small>", attribute(&self.say.say("site-base")))
            } else {
                String::new()
            };
            let cited: Vec<String> = text.witness.cited.iter().map(|c| words(&one_line(c))).collect();
            let _ = write!(
                body,
                "<div class=\"column\"><b>{}</b> {}{base}<p>{}</p><small>{}</small></div>",
                attribute(&text.sigil),
                link(&self.at(&at.source, at.start, at.end, "../"), &self.short(&at.source)),
                words(&one_line(&text.reading)),
                cited.join("; ")
            );
        }
        let _ = write!(body, "</div><h2>{}</h2><ol>", attribute(&self.say.say("site-apparatus")));
        for entry in &found.apparatus {
            let _ = write!(
                body,
                "<li class=\"column\"><b>{}</b> {}] ",
                words(&one_line(&entry.lemma)),
                attribute(&entry.agreeing.join(" "))
            );
            let readings: Vec<String> = entry
                .readings
                .iter()
                .map(|reading| {
                    let what = match reading.words.trim().is_empty() {
                        true => format!("<i>{}</i>", attribute(&self.say.say("site-omits"))),
                        false => words(&one_line(&reading.words)),
                    };
                    format!("{what} {}", attribute(&reading.witnesses.join(" ")))
                })
                .collect();
            let _ = write!(body, "{}</li>", readings.join("; "));
        }
        body.push_str("</ol>");
        let title = self.say.say("view-shared-long");
        self.page(&Page { path: file, title: &title, view: "shared", body: &body });
        Ok(())
    }

    /// Stages by cases, with the words behind each cell. It rests on proposals where nobody has judged yet, and says so.
    fn schemes(&self) -> ApiResult<()> {
        let entry = self.app.registry.get(&self.key)?;
        let dossier = dossiers::load(&entry, &self.snapshot)?;
        let mut body = String::new();
        for scheme in &dossier.schemes {
            let page = dossiers::with_laid(&self.app, &self.key, Some(&scheme.id), Basis::Proposed, |laid, _| {
                Ok(schemes_page(laid))
            })?;
            let title =
                page.schemes.iter().find(|s| s.id == page.scheme).map_or(page.scheme.as_str(), |s| s.title.as_str());
            let _ = write!(
                body,
                "<h2>{}</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr><th scope=\"col\">{}</th>",
                words(title),
                attribute(title),
                attribute(&self.say.say("site-stage"))
            );
            for case in &page.cases {
                let _ = write!(body, "<th scope=\"col\">{}</th>", words(&case.title));
            }
            body.push_str("</tr></thead><tbody>");
            for row in &page.rows {
                let _ = write!(body, "<tr><th scope=\"row\">{}</th>", words(&row.name));
                for cell in &row.cells {
                    let presence = serde_json::to_value(cell.presence)
                        .ok()
                        .and_then(|p| p.as_str().map(str::to_owned))
                        .unwrap_or_default();
                    let sign = match presence.as_str() {
                        "+" => "told",
                        "-" => "denied",
                        "!" => "disputed",
                        _ => "unknown",
                    };
                    let _ = write!(
                        body,
                        "<td><b>{}</b> <small>{}</small>",
                        attribute(&presence),
                        attribute(&self.say.say(&format!("sign-{sign}")))
                    );
                    let places = page.places.get(&cell.case);
                    for choice in cell.told.iter().chain(&cell.hedged).chain(&cell.denied) {
                        let id = &choice.evidence;
                        let Some(at) = places.and_then(|places| places.get(id)) else { continue };
                        let open = if page.unjudged.contains(id) { " <small>?</small>" } else { "" };
                        let exact: String = one_line(&at.exact).chars().take(200).collect();
                        let _ = write!(
                            body,
                            "<div class=\"statement print\">{}{open} <small>{}</small></div>",
                            link(&self.at(&at.source, at.start, at.end, ""), &words(&exact)),
                            self.short(&at.source)
                        );
                    }
                    body.push_str("</td>");
                }
                body.push_str("</tr>");
            }
            body.push_str("</tbody></table></div>");
            if !page.unjudged.is_empty() {
                let _ = write!(
                    body,
                    "<p class=\"quiet\">{}</p>",
                    attribute(&self.say.with("site-unjudged", &[("number", Slot::Number(page.unjudged.len() as i64))]))
                );
            }
        }
        if body.is_empty() {
            let _ = write!(body, "<p>{}</p>", attribute(&self.say.say("site-nothing")));
        }
        self.view("schemes", &self.say.say("view-schemes-long"), &body);
        Ok(())
    }
}
