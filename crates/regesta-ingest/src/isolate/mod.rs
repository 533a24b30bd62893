//! Reading in a process of its own, so that a hostile or broken file costs that process and nothing else.

mod child;
mod parent;
mod wire;

pub use child::child_main;
pub use parent::{ChildProgram, read_in_child};

/// What the parent asks of the child, as the one argument after those of [`ChildProgram::args`].
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Request {
    name: String,
    file_bytes: u64,
    options: crate::ReadOptions,
}
