//! How much is measured: everything, or, for trying the benches themselves out, a small part of it
//! (`NORISHIRO_BENCH_SIZE=small`), whose figures say nothing.

/// The full number, or the small one where that is asked for.
pub(crate) fn of<T>(full: T, small: T) -> T {
    let asked = std::env::var("NORISHIRO_BENCH_SIZE").unwrap_or_else(|_| "full".to_owned());
    assert!(["full", "small"].contains(&asked.as_str()), "NORISHIRO_BENCH_SIZE is full or small, not {asked:?}");
    if asked == "small" { small } else { full }
}
