//! The authority lists are embedded; this makes cargo see when one has changed.

fn main() {
    println!("cargo::rerun-if-changed=../../authorities");
    println!("cargo::rerun-if-changed=build.rs");
}
