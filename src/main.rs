//! The `norishiro` program.

/// Pages and saves ask for memory thousands of times each: of glibc's allocator that took a quarter of their time.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> std::process::ExitCode {
    norishiro::cli::run()
}
