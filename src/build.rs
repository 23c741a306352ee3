//! Rebuilds when a migration changes, since migrations are embedded at compile time.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=templates");
    println!("cargo:rerun-if-changed=survey-defs");
}
