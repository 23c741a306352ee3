//! All that is looked at on one page.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::axe::Axe;
use crate::browser::chromium::Chromium;

const CHECKS: &str = include_str!("checks.js");

/// Screens: name, CSS pixels across, device pixels for each of them.
const WIDE: (&str, u32, u32) = ("1280 px", 1280, 1);
const NARROW: (&str, u32, u32) = ("320 px", 320, 1);
const ZOOMED: (&str, u32, u32) = ("200 %", 640, 2);

/// A look at pages, which keeps what it finds.
pub(super) struct Look<'a> {
    pub(super) chromium: &'a Chromium,
    axe: Option<Axe>,
    pages: usize,
    found: Vec<String>,
}

impl<'a> Look<'a> {
    pub(super) async fn with(chromium: &'a Chromium) -> Self {
        let patience = TimeoutConfiguration::new(Some(std::time::Duration::from_secs(120)), None, None);
        chromium.page.update_timeouts(patience).await.unwrap();
        Self { chromium, axe: Axe::installed(), pages: 0, found: Vec::new() }
    }

    /// Looks at the present page in every way.
    pub(super) async fn at(&mut self, page: &str) {
        self.pages += 1;
        self.screen(WIDE).await;
        self.keep_picture(page, "1280").await;
        self.axe(page, WIDE.0).await;
        self.note(page, "", "sizes").await;
        self.media("none").await;
        self.note(page, "", "rings").await;
        self.note(page, "reduced motion", "motion").await;
        self.media("active").await;
        self.note(page, "forced colours", "forced").await;
        self.keep_picture(page, "forced").await;
        self.media("none").await;
        self.screen(ZOOMED).await;
        self.note(page, ZOOMED.0, "reflow").await;
        self.screen(NARROW).await;
        self.note(page, NARROW.0, "reflow").await;
        self.axe(page, NARROW.0).await;
        self.keep_picture(page, "320").await;
        self.screen(WIDE).await;
    }

    /// Fails with all that was found.
    pub(super) fn found_nothing(self) {
        assert!(self.pages > 0, "no page was looked at");
        assert!(self.found.is_empty(), "{} on {} pages:\n{}", self.found.len(), self.pages, self.found.join("\n"));
    }

    async fn axe(&mut self, page: &str, screen: &str) {
        let Some(axe) = &self.axe else { return };
        let violations = axe.violations(self.chromium).await;
        self.found.extend(violations.into_iter().map(|violation| format!("{page}, {screen}: {violation}")));
    }

    /// Runs one check of `checks.js`, which tells what is wrong in lines.
    async fn note(&mut self, page: &str, screen: &str, check: &str) {
        let script = format!("{CHECKS}\nreturn checks.{check}();");
        let told = self.chromium.page.execute(script, Vec::new()).await.unwrap();
        let Value::Array(lines) = told.json() else { panic!("{page}: {check}: {}", told.json()) };
        self.found.extend(lines.iter().map(|line| format!("{page}, {screen} {check}: {}", line.as_str().unwrap())));
    }

    async fn screen(&self, (_, width, density): (&str, u32, u32)) {
        let screen = json!({ "width": width, "height": 900, "deviceScaleFactor": density, "mobile": false });
        self.chromium.page.cdp().send_raw("Emulation.setDeviceMetricsOverride", screen).await.unwrap();
    }

    /// Colours of the person's own, or the page's; motion is reduced in both.
    async fn media(&self, forced_colors: &str) {
        let features = json!({ "features": [
            { "name": "forced-colors", "value": forced_colors },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]});
        self.chromium.page.cdp().send_raw("Emulation.setEmulatedMedia", features).await.unwrap();
    }

    /// Keeps the whole page's picture for people to look at.
    async fn keep_picture(&self, page: &str, screen: &str) {
        let name: String = page.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        self.chromium.keep_picture(&format!("accessibility/{}-{screen}", name.trim_matches('-'))).await;
    }
}
