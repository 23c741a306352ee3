//! A real browser on the real server: the page of questions with its script, and the demo without any.

mod accessibility;
mod answering;
mod chromium;
mod coding;
mod desk;
mod desk_story;
mod driver;
mod letters;
mod register;
mod screens;
mod survey;

use chromium::Chromium;

use crate::harness::demo::RunningDemo;

/// Runs a story in a browser on a demo of its own.
fn story(scripts: bool, tell: impl AsyncFnOnce(&Chromium, &RunningDemo)) {
    if is_left_out() {
        return;
    }
    let around = tempfile::tempdir().unwrap();
    let demo = RunningDemo::start(&around.path().join("demo"), &[]);
    in_chromium(scripts, async |chromium| tell(chromium, &demo).await);
}

/// Runs a story in a browser of its own.
fn in_chromium(scripts: bool, tell: impl AsyncFnOnce(&Chromium)) {
    actix_web::rt::System::new().block_on(async move {
        let chromium = Chromium::start(scripts).await;
        tell(&chromium).await;
        chromium.close().await;
    });
}

/// Whether this run was asked to leave browsers out.
fn is_left_out() -> bool {
    let is_left_out =
        std::env::var("NORISHIRO_TEST_SKIP").is_ok_and(|what| what.split(',').any(|what| what == "browser"));
    if is_left_out {
        eprintln!("left out, as asked: browser");
    }
    is_left_out
}
