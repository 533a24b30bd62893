//! The window of Regesta: project files and their texts over HTTP, on this machine only.
//!
//! [`Server`] listens on the loopback address. It answers `/api/…` as `docs/openapi.json` describes ([`openapi`]) and every
//! other address with the window, which is embedded. What comes from another site, or under another name than this
//! machine's, is refused; nothing that it sends lets a browser ask another machine.
//!
//! A request is answered from a *snapshot*: one state of a project file, held by its connections, with models made lazily
//! from few large queries and kept until a run has written a newer state. So lists are filtered in memory, and a view
//! never shows half of a run.
//!
//! `docs/window-server.md` says where files go and how it is secured.

mod app;
mod assets;
mod csv_rows;
mod dossiers;
mod engine;
mod error;
mod guard;
mod intake;
mod jobs;
mod lazy;
mod models;
mod openapi;
mod outlines;
mod registry;
mod routes;
mod server;
mod site;
mod snapshot;
pub mod wire;
mod xlsx;

pub use app::ServerOptions;
pub use error::ServerError;
pub use guard::CONTENT_SECURITY_POLICY;
pub use intake::IntakeLimits;
pub use openapi::openapi;
pub use server::{Server, serve_until_signal};
pub use site::{SiteLanguage, SiteOptions, SiteReport, publish};
