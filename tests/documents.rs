//! What the documents promise is there.

use std::path::Path;

use norishiro::config::SETTINGS;

fn text(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn the_readme_lists_every_setting_as_it_is() {
    let readme = text("README.md");
    for setting in SETTINGS {
        let line = readme.lines().find(|line| line.starts_with(&format!("| `{}` |", setting.key)));
        let line = line.unwrap_or_else(|| panic!("README.md lacks the setting {}", setting.key));
        let default = setting.default.trim_matches(['<', '>']).replace('"', "");
        assert!(line.contains(&format!("`{}`", setting.variable())), "{line}");
        assert!(default.is_empty() || line.contains(&format!("`{default}`")), "{line}: {default}");
        assert!(line.contains(setting.about), "{line}: {}", setting.about);
    }
    let listed = readme.lines().filter(|line| line.contains("| `NORISHIRO_")).count();
    assert_eq!(listed, SETTINGS.len(), "a setting that is none any more");
}

#[test]
fn the_continuous_integration_runs_the_readmes_test_command() {
    assert!(text("README.md").contains("```sh\ntests/run\n```"));
    assert!(text(".ci/run").contains("exec \"$(dirname \"$0\")/../tests/run\""));
}

#[test]
fn links_in_the_documents_lead_somewhere() {
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let page = text(document);
        for rest in page.split("](").skip(1) {
            let target = rest.split(')').next().unwrap();
            assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(target).exists(), "{document}: {target}");
        }
    }
}

#[test]
fn architecture_names_every_module() {
    let page = text("ARCHITECTURE.md");
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let name = entry.file_name().into_string().unwrap();
            assert!(page.contains(&format!("| `{name}`")), "{name}");
        }
    }
}

/// The largest the script may be: small enough to be read before lunch, by whoever keeps this program.
const MOST_SCRIPT_LINES: usize = 299;

/// The script by which readers select passages; pages of agencies do not load it.
const PASSAGES: (&str, usize) = ("passages.js", 40);

#[test]
fn the_script_stays_small_and_readable() {
    let mut lines = 0;
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/assets")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "js") {
            continue;
        }
        let script = std::fs::read_to_string(&path).unwrap();
        if path.file_name().is_some_and(|name| name == PASSAGES.0) {
            assert!(script.lines().count() <= PASSAGES.1, "ticking sentences does without any script");
        } else {
            lines += script.lines().count();
        }
        let long = script.lines().find(|line| line.chars().count() > 120);
        assert_eq!(long, None, "a line to be broken in {}", path.display());
    }
    assert!(lines > 0, "the scripts are somewhere else now");
    assert!(lines <= MOST_SCRIPT_LINES, "{lines} lines; what could the server decide instead?");
}
