//! Chromium: what people see, type and press. Its calls block, so that tests read like stories.

use std::fmt::Debug;
use std::path::Path;
use std::time::{Duration, Instant};

use data_encoding::BASE64;
use serde_json::{Value, json};
use thirtyfour::TypingData;
use thirtyfour::prelude::*;
use tokio::runtime::Runtime;

use crate::browser::driver::{self, Driver};

/// How long a page may take to come to what a test waits for.
const PATIENCE: Duration = Duration::from_secs(15);

/// A browser with one or more windows; it closes with this value.
pub(super) struct Chromium {
    runtime: Runtime,
    browser: Option<WebDriver>,
    // Stopped after the browser.
    _driver: Driver,
}

impl Chromium {
    /// A browser of its own, 1280 pixels wide.
    pub(super) fn start() -> Self {
        let driver = Driver::start();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let browser = runtime.block_on(WebDriver::new(&driver.url, driver::capabilities())).unwrap();
        Self { runtime, browser: Some(browser), _driver: driver }
    }

    fn browser(&self) -> &WebDriver {
        self.browser.as_ref().expect("the browser runs")
    }

    fn wait<T, E: Debug>(&self, what: impl Future<Output = Result<T, E>>) -> T {
        self.runtime.block_on(what).unwrap()
    }

    /// Opens an address.
    pub(super) fn open(&self, address: &str) {
        self.wait(self.browser().goto(address));
    }

    /// The address of the page.
    pub(super) fn address(&self) -> String {
        self.wait(self.browser().current_url()).to_string()
    }

    /// Opens an empty window beside the present ones, and goes there.
    pub(super) fn new_window(&self) -> WindowHandle {
        let window = self.wait(self.browser().new_tab());
        self.go_to(&window);
        window
    }

    /// The present window.
    pub(super) fn window(&self) -> WindowHandle {
        self.wait(self.browser().window())
    }

    /// Goes to another window.
    pub(super) fn go_to(&self, window: &WindowHandle) {
        self.wait(self.browser().switch_to_window(window.clone()));
    }

    /// Closes the present window, as its cross does.
    pub(super) fn close_window(&self) {
        self.wait(self.browser().close_window());
    }

    /// Runs a script in the page; what it returns.
    pub(super) fn script(&self, script: &str) -> Value {
        self.wait(self.browser().execute(script, Vec::new())).json().clone()
    }

    /// Waits until a script expression is true.
    pub(super) fn wait_until(&self, expression: &str) {
        let start = Instant::now();
        while self.script(&format!("return Boolean({expression})")) != json!(true) {
            assert!(start.elapsed() < PATIENCE, "never true: {expression}\n{}", self.text("#save-bar"));
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    /// Sends a command of the developer tools.
    pub(super) fn tools(&self, command: &str, parameters: Value) {
        self.wait(self.browser().cdp().send_raw(command, parameters));
    }

    /// Takes the network away, or gives it back.
    pub(super) fn set_network(&self, is_there: bool, latency_ms: u32) {
        self.tools("Network.enable", json!({}));
        let conditions =
            json!({"offline": !is_there, "latency": latency_ms, "downloadThroughput": -1, "uploadThroughput": -1});
        self.tools("Network.emulateNetworkConditions", conditions);
    }

    /// The first element that a selector finds.
    pub(super) fn find(&self, selector: &str) -> WebElement {
        self.wait(self.browser().find(By::Css(selector)))
    }

    /// The visible text of an element; nothing where it is hidden or missing.
    pub(super) fn text(&self, selector: &str) -> String {
        match self.wait(self.browser().find_all(By::Css(selector))).first() {
            Some(element) => self.wait(element.text()),
            None => String::new(),
        }
    }

    /// Whether an element can be seen.
    pub(super) fn is_seen(&self, selector: &str) -> bool {
        let found = self.wait(self.browser().find_all(By::Css(selector)));
        found.first().is_some_and(|element| self.wait(element.is_displayed()))
    }

    /// Presses an element with the mouse.
    pub(super) fn click(&self, selector: &str) {
        let selector_text = json!(selector);
        // In the middle of the window, clear of what sticks to its edges.
        self.script(&format!("document.querySelector({selector_text}).scrollIntoView({{block: 'center'}})"));
        self.wait(self.find(selector).click());
    }

    /// Types over what a field holds.
    pub(super) fn fill(&self, name: &str, text: &str) {
        self.click(&format!("[name='{name}']"));
        self.script("document.activeElement.select()");
        self.press(text);
    }

    /// What a field holds now.
    pub(super) fn value(&self, name: &str) -> String {
        let value = self.script(&format!("return document.querySelector(\"[name='{name}']\").value"));
        value.as_str().unwrap().to_owned()
    }

    /// Types where the focus is.
    pub(super) fn press(&self, keys: impl Into<TypingData>) {
        self.wait(self.browser().action_chain().send_keys(keys).perform());
    }

    /// The name of the field that has the focus.
    pub(super) fn focus(&self) -> String {
        self.script("return document.activeElement.name || ''").as_str().unwrap().to_owned()
    }

    /// Keeps a picture of the whole page at two widths as `target/screenshots/NAME-WIDTH.png`.
    pub(super) fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
        std::fs::create_dir_all(&folder).unwrap();
        let tools = self.browser().cdp();
        for width in [1280, 375] {
            let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
            self.tools("Emulation.setDeviceMetricsOverride", size);
            let size = self.wait(tools.send_raw("Page.getLayoutMetrics", json!({})))["cssContentSize"].clone();
            let clip = json!({"x": 0, "y": 0, "width": width, "height": size["height"], "scale": 1});
            let wanted = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
            let picture = self.wait(tools.send_raw("Page.captureScreenshot", wanted));
            let bytes = BASE64.decode(picture["data"].as_str().unwrap().as_bytes()).unwrap();
            std::fs::write(folder.join(format!("{name}-{width}.png")), bytes).unwrap();
        }
        self.tools("Emulation.clearDeviceMetricsOverride", json!({}));
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        if let Some(browser) = self.browser.take() {
            // Where it is gone already, there is nothing to close.
            drop(self.runtime.block_on(browser.quit()));
        }
    }
}
