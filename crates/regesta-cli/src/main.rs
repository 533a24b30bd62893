//! The command line program `regesta`.
fn main() {}
