//! What a million guessed links cost, from one address and from a million: answers a second, and memory, which
//! must stay as it was. `cargo bench --bench guesses`
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench stops where it goes wrong, and prints"
)]

#[path = "../harness/guessing.rs"]
mod guessing;
#[path = "serving/program.rs"]
#[expect(dead_code, reason = "the bench of pages uses the rest")]
mod program;
#[path = "size.rs"]
mod size;
#[path = "../harness/town.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod town;

use std::time::Instant;

use guessing::{Answers, From, guess};
use norishiro::app::shipped;
use norishiro::config::DatabaseConfig;
use norishiro::definition::bundle;
use norishiro::store::Store;
use program::{Program, megabytes};
use town::Town;

/// Guesses before memory is looked at first: what every program needs once is there by then.
const WARM_UP: usize = 20_000;
/// Memory may differ by so much, in bytes, and is no larger for it.
const FLAT: u64 = 20_000_000;

fn main() {
    let guesses = size::of(1_000_000, 20_000);
    let folder = tempfile::tempdir_in(".").unwrap();
    let url = format!("sqlite:{}", folder.path().join("norishiro.sqlite3").display());
    let store = Store::open(&DatabaseConfig::at(&url)).unwrap();
    store.migrate().unwrap();
    let definition = bundle::write(&shipped::library().unwrap(), "group-work").unwrap();
    let town = Town::new(&store).asking("group-work", "グループワークシート", &definition);
    let guest = town.invite("B市社会福祉協議会", "ビーシシャカイフクシキョウギカイ", "social_welfare_council");
    let program = Program::start_with(&url, &[("NORISHIRO_WEB_TRUSTED_PROXIES", "127.0.0.1")]);
    for from in [From::OneAddress, From::Everywhere] {
        guess(&program.url, 0..WARM_UP, from);
    }
    let before = program.resident();
    for (what, from) in
        [("links guessed from one address", From::OneAddress), ("links guessed from a million", From::Everywhere)]
    {
        let start = Instant::now();
        let Answers { not_found, refused } = guess(&program.url, WARM_UP..WARM_UP + guesses, from);
        let rate = guesses as f64 / start.elapsed().as_secs_f64();
        let now = program.resident();
        println!(
            "{what:<46}{rate:>8.0} /s   {not_found} not found, {refused} refused   memory {:.1} MB, then {:.1} MB",
            megabytes(before),
            megabytes(now)
        );
        assert_eq!(not_found + refused, guesses);
        assert!(now < before + FLAT, "memory grew from {before} to {now} bytes");
    }
    // The address of this connection has been refused for a while: an allowance of 300 a minute has a place within a second.
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert!(!program.get(&format!("/a/{}", guest.token), "identity").is_empty(), "an agency opens its link");
}
