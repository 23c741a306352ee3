//! axe-core: the rules of WCAG 2.2 A and AA that a program can judge.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::browser::chromium::Chromium;

/// The rules asked for, by their tags.
const TAGS: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const RUN: &str = "
    const done = arguments[1];
    axe.run(document, { runOnly: { type: 'tag', values: arguments[0] }, resultTypes: ['violations'] }).then(
        (found) => done(found.violations.flatMap((rule) => rule.nodes.map(
            (node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\\s+/g, ' ')}`))),
        (error) => done([`axe-core failed: ${error}`]),
    );";

/// axe-core's program, ready to be put into pages.
pub(super) struct Axe(String);

impl Axe {
    /// The one that `tests/run` installs; none where this run was asked to leave it out.
    ///
    /// # Panics
    /// It is missing and nobody asked for that.
    pub(super) fn installed() -> Option<Self> {
        if std::env::var("NORISHIRO_TEST_SKIP").is_ok_and(|what| what.split(',').any(|what| what == "axe")) {
            eprintln!("left out, as NORISHIRO_TEST_SKIP asks: axe-core");
            return None;
        }
        let usual = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/axe/node_modules/axe-core/axe.min.js");
        let path = std::env::var_os("NORISHIRO_TEST_AXE").map_or_else(usual, PathBuf::from);
        match std::fs::read_to_string(&path) {
            Ok(program) => Some(Self(program)),
            Err(error) => panic!(
                "{}: {error}: run tests/run, which installs axe-core, or set NORISHIRO_TEST_SKIP=axe",
                path.display()
            ),
        }
    }

    /// Every violation on the present page: the rule, the element, and what to do.
    pub(super) async fn violations(&self, chromium: &Chromium) -> Vec<String> {
        chromium.page.execute(&self.0, Vec::new()).await.unwrap();
        let found = chromium.page.execute_async(RUN, vec![json!(TAGS)]).await.unwrap();
        let Value::Array(violations) = found.json() else { panic!("{}", found.json()) };
        violations.iter().map(|violation| violation.as_str().unwrap().to_owned()).collect()
    }

    /// The version, as it tells itself on the present page.
    pub(super) async fn version(&self, chromium: &Chromium) -> String {
        chromium.page.execute(&self.0, Vec::new()).await.unwrap();
        chromium.page.execute("return axe.version", Vec::new()).await.unwrap().json().as_str().unwrap().to_owned()
    }
}
