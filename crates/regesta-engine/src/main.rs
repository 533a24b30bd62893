//! Finds what many texts share.
fn main() {}
