//! A project as pages that open from disk: `regesta publish`.
//!
//! Plain HTML with links, one style sheet, the typefaces of the window, and one small script without which everything can be
//! read as well. Every entry has an address of its own that holds as long as its identifier does, and leads to its words in
//! the text. The same project gives the same bytes: there is no time of publishing in the pages.

mod compare;
mod draw;
mod folder;
mod html;
mod lists;
mod say;
mod texts;
mod things;
mod timeline;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use regesta::Engine;
use regesta::dossier::Dossier;

pub use say::SiteLanguage;
use say::{Say, Slot};

use crate::app::{App, ServerOptions, Shared};
use crate::dossiers;
use crate::error::{ApiError, ApiResult, ServerError};
use crate::intake::IntakeLimits;
use crate::models::Base;
use crate::registry::slug;
use crate::snapshot::Snapshot;
use html::{attribute, link, words};

/// What to publish, and where to.
#[derive(Debug, Clone)]
pub struct SiteOptions {
    /// The project file.
    pub project: PathBuf,
    /// The folder of the pages: a new or an empty one, or one that was published before.
    pub target: PathBuf,
    /// A dossier to lay over it; without it, one in or above the folder of the papers.
    pub dossier: Option<PathBuf>,
    /// The language of headings and labels; the texts stay in theirs.
    pub language: SiteLanguage,
}

/// What was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteReport {
    /// The page to open.
    pub index: PathBuf,
    /// Files written.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// Rows of a page of a list.
const ROWS: usize = 1000;

/// Writes the pages of a project. Files of an earlier publishing that are no longer needed are taken away; nothing else in
/// the folder is touched.
///
/// # Errors
/// [`ServerError::Path`] where the project or the dossier cannot be read, or the folder holds something else;
/// [`ServerError::System`] where a file cannot be written.
pub fn publish(options: &SiteOptions) -> Result<SiteReport, ServerError> {
    let fail = |path: &Path, reason: String| ServerError::Path { path: path.to_owned(), reason };
    let told = |error: ApiError| {
        let problem = error.problem;
        fail(&options.project, format!("expected {}, found {}: {}", problem.expected, problem.found, problem.cure))
    };
    let full = options.project.canonicalize().map_err(|e| fail(&options.project, e.to_string()))?;
    if !full.is_file() {
        return Err(fail(&options.project, "no project file: build it first with `regesta build FOLDER`".into()));
    }
    let before = folder::earlier(&options.target)?;
    let app: Shared = Arc::new(App::new(ServerOptions {
        data: PathBuf::new(),
        port: None,
        read_only: true,
        intake: IntakeLimits::default(),
        child: None,
        jobs: 0,
        dossier: None,
        now: String::new,
    }));
    let entry = app.registry.add(&full, "");
    if let Some(folder) = &options.dossier {
        let folder = folder.canonicalize().map_err(|e| fail(folder, e.to_string()))?;
        if !Dossier::is_in(&folder) {
            return Err(fail(&folder, "no dossier: it has neither `dossier.toml` nor `schemes` and `cases`".into()));
        }
        entry.set_dossier(&folder);
    }
    let snapshot = entry.snapshot().map_err(told)?;
    folder::claim(&options.target)?;
    let site = Site {
        engine: app.engine.get().map_err(told)?,
        base: snapshot.base().map_err(told)?,
        dossier: dossiers::folder(&entry, &snapshot).map_err(told)?.is_some(),
        key: entry.key.clone(),
        title: entry.title.clone(),
        say: Say::new(options.language),
        target: options.target.clone(),
        written: RefCell::default(),
        wanted: RefCell::default(),
        failed: RefCell::default(),
        snapshot,
        app,
    };
    site.all().map_err(told)?;
    site.finish(&before)
}

pub(crate) struct Site {
    app: Shared,
    snapshot: Arc<Snapshot>,
    engine: Arc<Engine>,
    base: Arc<Base>,
    dossier: bool,
    key: String,
    title: String,
    say: Say,
    target: PathBuf,
    /// Path to hash and length.
    written: RefCell<BTreeMap<String, (String, u64)>>,
    /// Words that pages lead to, by source: code points.
    wanted: RefCell<BTreeMap<String, BTreeSet<(usize, usize)>>>,
    failed: RefCell<Option<std::io::Error>>,
}

/// A page of the site.
struct Page<'a> {
    /// Path from the root of the site.
    path: &'a str,
    /// Title, plain.
    title: &'a str,
    /// The view in the list of views.
    view: &'a str,
    /// What stands under the heading: HTML.
    body: &'a str,
}

impl Site {
    fn all(&self) -> ApiResult<()> {
        self.looks();
        self.lists()?;
        self.things()?;
        self.comparisons()?;
        self.timeline()?;
        self.map()?;
        self.exports()?;
        self.index()?;
        // Last: by now it is known which words the other pages lead to.
        self.texts()
    }

    /// The views in their order: key, path, what it is called.
    fn views(&self) -> Vec<(&'static str, &'static str, String)> {
        let mut views = vec![
            ("index", "index.html", self.say.say("view-doors")),
            ("documents", "documents.html", self.say.say("view-documents")),
            ("chronology", "chronology.html", self.say.say("view-chronology")),
            ("timeline", "timeline.html", self.say.say("view-timeline")),
            ("map", "map.html", self.say.say("view-map")),
            ("letters", "letters.html", self.say.say("view-network")),
            ("people", "people.html", self.say.say("view-people")),
            ("places", "places.html", self.say.say("view-places")),
            ("bodies", "bodies.html", self.say.say("view-bodies")),
            ("shelfmarks", "shelfmarks.html", self.say.say("view-shelfmarks")),
            ("discrepancies", "discrepancies.html", self.say.say("site-discrepancies")),
            ("shared", "shared.html", self.say.say("view-shared")),
        ];
        if self.dossier {
            views.push(("schemes", "schemes.html", self.say.say("view-schemes")));
        }
        views
    }

    /// Writes a page in its frame.
    fn page(&self, page: &Page<'_>) {
        let up = "../".repeat(page.path.matches('/').count());
        let mut out = String::with_capacity(page.body.len() + 3000);
        let _ = write!(
            out,
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self' file:; script-src 'self' file:; font-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n<title>{} · {}</title>\n<link rel=\"stylesheet\" href=\"{up}style.css\">\n<script src=\"{up}site.js\" defer></script>\n</head>\n<body data-filter=\"{}\">\n\
             <a class=\"skip\" href=\"#main\">{}</a>\n<header><a class=\"brand\" href=\"{up}index.html\">{}</a><nav aria-label=\"{}\"><ul>",
            self.say.language.tag(),
            attribute(page.title),
            attribute(&self.title),
            attribute(&self.say.say("site-filter")),
            self.say.say("site-skip"),
            words(&self.title),
            attribute(&self.say.say("views")),
        );
        for (view, path, name) in self.views() {
            let current = if view == page.view { " aria-current=\"page\"" } else { "" };
            let _ = write!(out, "<li><a href=\"{up}{path}\"{current}>{}</a></li>", attribute(&name));
        }
        let _ = write!(
            out,
            "</ul></nav></header>\n<main id=\"main\" class=\"{}\">\n<h1>{}</h1>\n{}\n</main>\n</body>\n</html>\n",
            page.view,
            words(page.title),
            page.body
        );
        self.write(page.path, out.as_bytes());
    }

    /// The address of an entity's page, from a page `up` levels down.
    fn thing(&self, id: &str, up: &str) -> String {
        format!("{up}things/{}", thing_file(id))
    }

    /// A link to an entity, or its words alone where it is none.
    fn party(&self, id: &str, label: &str, up: &str) -> String {
        if self.base.label(id).is_some() { link(&self.thing(id, up), &words(label)) } else { words(label) }
    }

    /// The address of words in a text, from a page `up` levels down. It is remembered that they are led to.
    fn at(&self, source: &str, start: usize, end: usize, up: &str) -> String {
        if self.base.source_at(source).is_none() {
            return format!("{up}index.html");
        }
        self.wanted.borrow_mut().entry(source.to_owned()).or_default().insert((start, end));
        format!("{up}texts/{}#w{start}-{end}", text_file(source))
    }

    /// A list in pages: heads, and for each row its cells, both as HTML; the first cell may carry an identifier.
    fn table(&self, view: &str, title: &str, lead: &str, heads: &[String], rows: &[String]) {
        let pages = rows.len().div_ceil(ROWS).max(1);
        for number in 0..pages {
            let name = |n: usize| if n == 0 { format!("{view}.html") } else { format!("{view}-{}.html", n + 1) };
            let mut body = lead.to_owned();
            if rows.is_empty() {
                let _ = write!(body, "<p>{}</p>", self.say.say("site-nothing"));
            } else {
                body.push_str("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
                let _ = write!(body, "{}\"><table class=\"list\"><thead><tr>", attribute(title));
                heads.iter().for_each(|head| {
                    let _ = write!(body, "<th scope=\"col\">{head}</th>");
                });
                body.push_str("</tr></thead><tbody>\n");
                for row in rows.iter().skip(number * ROWS).take(ROWS) {
                    body.push_str(row);
                    body.push('\n');
                }
                body.push_str("</tbody></table></div>");
            }
            if pages > 1 {
                body.push_str("<p class=\"pages\">");
                for n in 0..pages {
                    let _ = match n == number {
                        true => write!(body, "<b>{}</b> ", n + 1),
                        false => write!(body, "<a href=\"{}\">{}</a> ", name(n), n + 1),
                    };
                }
                body.push_str("</p>");
            }
            self.page(&Page { path: &name(number), title, view, body: &body });
        }
    }

    /// The first page: doors and texts.
    fn index(&self) -> ApiResult<()> {
        let counts = &self.base.counts;
        let mut body = format!(
            "<p>{}</p><p class=\"quiet\">{}</p><ul class=\"doors\">",
            self.say.with("site-what", &[("texts", Slot::Number(self.base.sources.len() as i64))]),
            self.say.say("site-machine")
        );
        for (view, path, name) in self.views().into_iter().skip(1) {
            let of = match view {
                "chronology" => "events",
                "people" => "persons",
                other => other,
            };
            let number = counts.get(of).map(|n| format!(" <small>{n}</small>")).unwrap_or_default();
            let _ = write!(body, "<li><a href=\"{path}\">{}</a>{number}</li>", attribute(&name));
        }
        let _ = write!(body, "</ul><h2>{}</h2><ul class=\"texts\">", self.say.say("texts"));
        for source in &self.base.sources {
            let card = &source.card;
            let title = card.title.as_deref().unwrap_or(&card.short);
            let href = format!("texts/{}", text_file(&card.source));
            let by = card.author.as_deref().map(|a| format!("{} · ", words(a))).unwrap_or_default();
            let _ =
                write!(body, "<li>{}<br><small>{by}{}</small></li>", link(&href, &words(title)), words(&card.source));
        }
        let _ = write!(
            body,
            "</ul><h2>{}</h2><p>{}</p><ul class=\"data\">",
            self.say.say("site-data"),
            self.say.say("site-data-about")
        );
        for path in self.written.borrow().keys().filter(|path| path.starts_with("data/")) {
            let _ = write!(body, "<li><a href=\"{path}\">{}</a></li>", attribute(path));
        }
        body.push_str("</ul>");
        let last = self.snapshot.read(|project| Ok(project.runs()?.pop()))?;
        let read_at = last.as_ref().map(|run| run.ended.clone().unwrap_or_else(|| run.start.started.clone()));
        let day = read_at.as_deref().and_then(|at| at.get(..10)).map(|day| self.say.date(day)).unwrap_or_default();
        if let Some(program) = last.map(|run| run.start.program).filter(|p| !p.is_empty()) {
            let _ = write!(
                body,
                "<p class=\"quiet\">{}",
                self.say.with("site-read-by", &[("program", Slot::Text(&attribute(&program)))])
            );
            if !day.is_empty() {
                let _ = write!(body, ", {}", self.say.with("site-read-at", &[("day", Slot::Text(&day))]));
            }
            body.push_str("</p>");
        }
        self.page(&Page { path: "index.html", title: &self.title, view: "index", body: &body });
        Ok(())
    }
}

/// The file of an entity's page: readable letters of its identifier, and a hash that keeps two apart.
fn thing_file(id: &str) -> String {
    format!("{}-{}.html", short(id), &regesta::store::source_id(id.as_bytes())[..8])
}

/// The file of a text.
fn text_file(path: &str) -> String {
    format!("{}-{}.html", short(path), &regesta::store::source_id(path.as_bytes())[..8])
}

fn short(name: &str) -> String {
    slug(name).chars().take(40).collect()
}
