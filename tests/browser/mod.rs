//! A real browser on the real server: the page of questions with its script, and the demo without any.

mod accessibility;
mod answering;
mod chromium;
mod desk;
mod driver;
mod screens;
mod survey;

use chromium::Chromium;

use crate::harness::demo::RunningDemo;

/// Runs a story in a browser on a demo of its own.
fn story(scripts: bool, tell: impl AsyncFnOnce(&Chromium, &RunningDemo)) {
    if std::env::var("NORISHIRO_TEST_SKIP").is_ok_and(|what| what.split(',').any(|what| what == "browser")) {
        eprintln!("left out, as asked: browser");
        return;
    }
    let around = tempfile::tempdir().unwrap();
    let demo = RunningDemo::start(&around.path().join("demo"), &[]);
    actix_web::rt::System::new().block_on(async move {
        let chromium = Chromium::start(scripts).await;
        tell(&chromium, &demo).await;
        chromium.close().await;
    });
}
