//! The packs are embedded; this makes cargo see when a list or a rule has changed.

fn main() {
    println!("cargo::rerun-if-changed=../../languages");
    println!("cargo::rerun-if-changed=build.rs");
}
