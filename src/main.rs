//! The `norishiro` program.

fn main() -> std::process::ExitCode {
    norishiro::cli::run()
}
