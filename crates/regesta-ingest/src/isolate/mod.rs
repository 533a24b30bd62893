//! Reading in a process of its own, so that a hostile or broken file costs that process and nothing else.

mod child;
mod parent;
mod wire;

pub use child::child_main;
pub use parent::{ChildProgram, draw_in_child, read_in_child};

/// What the parent asks of the child, as the one argument after those of [`ChildProgram::args`].
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Request {
    name: String,
    file_bytes: u64,
    options: crate::ReadOptions,
    /// A page to draw; without one the file is read.
    #[serde(default)]
    picture: Option<PictureRequest>,
}

/// A page that is to be drawn.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
struct PictureRequest {
    page: u32,
    width: u32,
    marks: Vec<[f32; 4]>,
}

/// What the child has made of a file.
#[derive(Debug, Clone, PartialEq)]
enum Answer {
    Read(Box<crate::Ingested>),
    Drawn(crate::PagePicture),
}
