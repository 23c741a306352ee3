//! The `norishiro` program.

fn main() {}
