//! All integration tests, as one program: it links once.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it goes wrong")]
#![expect(clippy::print_stderr, reason = "a test may say what it left out")]

#[macro_use]
mod harness;

mod architecture;
#[path = "bench/generate.rs"]
#[expect(dead_code, reason = "the bench writes files of them")]
mod bench_answers;
mod browser;
mod cli;
mod crash;
mod definitions;
mod demo;
mod documents;
mod every_page;
mod hostile;
mod mail;
mod masking;
mod respond;
mod staff;
mod store;
mod tabulate;
