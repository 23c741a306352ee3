//! Chromium as a person without JavaScript uses it: by fields, words and the keyboard.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use data_encoding::BASE64;
use serde_json::json;
use thirtyfour::ChromiumLikeCapabilities;
use thirtyfour::prelude::*;

use super::driver::{self, Driver};

/// Widths of screens that every page is looked at on, in CSS pixels.
pub(super) const WIDTHS: [u32; 2] = [1280, 375];

/// A browser; it ends with this value.
pub(super) struct Chromium {
    pub(super) page: WebDriver,
    // Stopped after the browser.
    _driver: Driver,
}

impl Chromium {
    /// Starts Chromium, with or without JavaScript.
    pub(super) async fn start(scripts: bool) -> Self {
        let driver = Driver::start();
        let mut wanted = driver::capabilities();
        if !scripts {
            // 2 is "block" among Chromium's content settings.
            let prefs = json!({ "profile.managed_default_content_settings.javascript": 2 });
            wanted.add_experimental_option("prefs", prefs).unwrap();
        }
        let page = WebDriver::new(&driver.url, wanted).await.unwrap();
        Self { page, _driver: driver }
    }

    /// Closes the browser.
    pub(super) async fn close(self) {
        self.page.quit().await.unwrap();
    }

    /// Types into a field in place of what stands there.
    pub(super) async fn fill(&self, name: &str, text: &str) {
        let field = self.field(name).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// The field of this name.
    pub(super) async fn field(&self, name: &str) -> WebElement {
        self.find(&format!("[name='{name}']:not([type=hidden])")).await
    }

    /// The first thing that a selector finds.
    pub(super) async fn find(&self, selector: &str) -> WebElement {
        match self.page.find(By::Css(selector)).await {
            Ok(found) => found,
            Err(error) => panic!("{selector}: {error}\n{}", self.text().await),
        }
    }

    /// How many elements a selector finds.
    pub(super) async fn count(&self, selector: &str) -> usize {
        self.page.find_all(By::Css(selector)).await.unwrap().len()
    }

    /// Ticks these boxes of a question and no others, with no words beside, or chooses an option, by the keyboard: without scripts the
    /// driver scrolls nothing into the mouse's reach.
    pub(super) async fn choose(&self, name: &str, values: &[&str]) {
        for ticked in self.page.find_all(By::Css(format!("input[type=checkbox][name='{name}']:checked"))).await.unwrap()
        {
            ticked.send_keys(" ").await.unwrap();
        }
        for words in self.page.find_all(By::Css(format!("input[type=text][name='{name}.other']"))).await.unwrap() {
            words.clear().await.unwrap();
        }
        for value in values {
            self.find(&format!("input[name='{name}'][value='{value}']")).await.send_keys(" ").await.unwrap();
        }
    }

    /// Presses a key where the focus is.
    pub(super) async fn press_key(&self, key: Key) {
        self.page.action_chain().send_keys(key).perform().await.unwrap();
    }

    /// Presses the button that begins with these words, by the keyboard.
    pub(super) async fn press(&self, words: &str) {
        let path = format!("//main//button[not(@aria-hidden) and starts-with(normalize-space(.), '{words}')]");
        match self.page.find(By::XPath(path)).await {
            Ok(button) => self.enter(&button).await,
            Err(error) => panic!("{words}: {error}\n{}", self.text().await),
        }
    }

    /// Presses the enter key on a button or a link, and waits until the next page has taken this one's place.
    pub(super) async fn enter(&self, element: &WebElement) {
        let left = self.find("html").await;
        element.send_keys(Key::Enter).await.unwrap();
        let start = Instant::now();
        while left.tag_name().await.is_ok() {
            assert!(start.elapsed() < Duration::from_secs(60), "no other page came");
            actix_web::rt::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What can be read on the page.
    pub(super) async fn text(&self) -> String {
        self.page.find(By::Css("body")).await.unwrap().text().await.unwrap()
    }

    /// Takes the whole page's picture at each width into `target/screenshots/NAME-WIDTH.png`, and fails where a page
    /// is wider than the screen.
    pub(super) async fn look(&self, name: &str) {
        for width in WIDTHS {
            self.resize(width).await;
            let seen = self.keep_picture(&format!("{name}-{width}")).await;
            assert!(seen <= u64::from(width), "{name} is wider than {width}: {seen}");
        }
        self.resize(WIDTHS[0]).await;
    }

    /// Takes the whole page's picture into `target/screenshots/NAME.png`; how wide the page is, in CSS pixels.
    pub(super) async fn keep_picture(&self, name: &str) -> u64 {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("target/screenshots/{name}.png"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let tools = self.page.cdp();
        // The picture has no scroll bars, whose place would be cut off.
        tools.send_raw("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await.unwrap();
        let layout = tools.send_raw("Page.getLayoutMetrics", json!({})).await.unwrap();
        let (width, height) = (&layout["cssVisualViewport"]["clientWidth"], &layout["cssContentSize"]["height"]);
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
        let wanted = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let picture = tools.send_raw("Page.captureScreenshot", wanted).await.unwrap();
        tools.send_raw("Emulation.setScrollbarsHidden", json!({ "hidden": false })).await.unwrap();
        std::fs::write(path, BASE64.decode(picture["data"].as_str().unwrap().as_bytes()).unwrap()).unwrap();
        layout["cssContentSize"]["width"].as_u64().unwrap()
    }

    async fn resize(&self, width: u32) {
        let screen = json!({ "width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": false });
        self.page.cdp().send_raw("Emulation.setDeviceMetricsOverride", screen).await.unwrap();
    }
}
