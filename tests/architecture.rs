//! The rules between modules, and the size of files: a newcomer finds out here, not in review.

use std::path::{Path, PathBuf};

/// Modules in reading order. A module may use those above it; a pure one only pure ones.
const MODULES: &[Module] = &[
    Module { name: "config", pure: false, never: &["actix_web", "actix_session", "diesel", "lettre"] },
    Module { name: "assets", pure: false, never: &["actix_web", "actix_session", "diesel", "lettre"] },
    Module { name: "definition", pure: true, never: PURE },
    Module { name: "answer", pure: true, never: PURE },
    Module { name: "analysis", pure: true, never: PURE },
    Module { name: "view", pure: true, never: PURE },
    Module { name: "workbook", pure: true, never: PURE },
    Module { name: "store", pure: false, never: &["actix_web", "actix_session", "tera", "lettre"] },
    Module { name: "mail", pure: false, never: &["actix_web", "actix_session", "diesel"] },
    Module { name: "app", pure: false, never: &["actix_web", "actix_session", "diesel", "lettre"] },
    Module { name: "web", pure: false, never: &["diesel", "lettre"] },
    Module { name: "cli", pure: false, never: &["actix_web", "actix_session", "diesel", "lettre"] },
];

/// What a pure module never sees: a connection, a request, a file or a clock.
const PURE: &[&str] = &[
    "actix_web",
    "actix_session",
    "diesel",
    "tera",
    "lettre",
    "tokio",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "SystemTime",
    "Timestamp::now",
    "Zoned::now",
];

const MOST_LINES: usize = 400;

struct Module {
    name: &'static str,
    pure: bool,
    never: &'static [&'static str],
}

#[test]
fn modules_use_only_what_they_may() {
    let mut faults = Vec::new();
    for file in rust_files("src") {
        let code = code_of(without_tests(&file, &std::fs::read_to_string(&file).unwrap()));
        let Some(position) = position_of(&file) else { continue };
        let module = &MODULES[position];
        for name in module.never.iter().filter(|name| mentions(&code, name)) {
            faults.push(format!("{}: {} may not use {name}", file.display(), module.name));
        }
        for used in used_modules(&code) {
            let Some(other) = MODULES.iter().position(|module| module.name == used) else { continue };
            let allowed = other == position || (other < position && (!module.pure || MODULES[other].pure));
            if !allowed {
                faults.push(format!("{}: {} may not use {used}", file.display(), module.name));
            }
        }
    }
    assert!(faults.is_empty(), "see ARCHITECTURE.md for who may use whom:\n{}", faults.join("\n"));
}

#[test]
fn every_module_is_in_the_table() {
    let unknown: Vec<_> = std::fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| !MODULES.iter().any(|module| module.name == name))
        .collect();
    assert!(unknown.is_empty(), "modules without a rule, to be added to tests/architecture.rs: {unknown:?}");
}

#[test]
fn no_source_file_is_longer_than_a_person_reads_at_once() {
    let long: Vec<_> = ["src", "tests"]
        .into_iter()
        .flat_map(rust_files)
        .map(|file| (std::fs::read_to_string(&file).unwrap().lines().count(), file))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, file)| format!("{}: {lines} lines", file.display()))
        .collect();
    assert!(long.is_empty(), "over {MOST_LINES} lines; one file holds one subject:\n{}", long.join("\n"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The module that a file of `src/` belongs to, by its place in the table.
fn position_of(file: &Path) -> Option<usize> {
    let inside = file.strip_prefix(root().join("src")).ok()?;
    let first = inside.components().next()?.as_os_str().to_str()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    MODULES.iter().position(|module| module.name == name)
}

/// The text of a file without its unit tests, which may use whatever helps them.
fn without_tests<'t>(file: &Path, text: &'t str) -> &'t str {
    let is_test = file.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs")));
    let code = if is_test { "" } else { text };
    code.split_once("#[cfg(test)]\nmod tests {").map_or(code, |(code, _)| code)
}

/// The code without comments and without what stands in quotes.
fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    for line in text.lines() {
        let mut quoted = false;
        let mut before = ' ';
        for (place, sign) in line.char_indices() {
            if !quoted && line[place..].starts_with("//") {
                break;
            }
            if sign == '"' && before != '\\' && before != '\'' {
                quoted = !quoted;
            } else if !quoted {
                code.push(sign);
            }
            before = sign;
        }
        code.push('\n');
    }
    code
}

/// Whether a name stands in the code as a whole word.
fn mentions(code: &str, name: &str) -> bool {
    let part_of_word = |sign: char| sign.is_alphanumeric() || sign == '_';
    code.match_indices(name).any(|(place, _)| {
        !code[..place].ends_with(part_of_word) && !code[place + name.len()..].starts_with(part_of_word)
    })
}

/// The modules of this crate that the code names: `crate::store`, `crate::{answer, store::ids}`.
fn used_modules(code: &str) -> Vec<&str> {
    let mut used = Vec::new();
    for (place, found) in code.match_indices("crate::") {
        let rest = &code[place + found.len()..];
        match rest.strip_prefix('{') {
            None => used.push(first_word(rest)),
            Some(list) => used.extend(top_level_names(list)),
        }
    }
    used
}

/// The first names of the entries of `a, b::{c, d}}`.
fn top_level_names(list: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut start = Some(0);
    for (place, sign) in list.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = Some(place + 1),
            _ => {}
        }
        if let Some(from) = start.filter(|from| list[*from..].trim_start().starts_with(char::is_alphabetic)) {
            names.push(first_word(list[from..].trim_start()));
            start = None;
        }
    }
    names
}

fn first_word(text: &str) -> &str {
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '_').next().unwrap_or_default()
}

#[test]
fn a_forbidden_import_is_seen_however_it_is_written() {
    assert!(mentions("use diesel::prelude::*;", "diesel"));
    assert!(mentions("#[derive(diesel::Queryable)]", "diesel"));
    assert!(!mentions("let diesel_engine = 1;", "diesel"));
    assert_eq!(code_of("a // diesel\nb(\"diesel\")"), "a \nb()\n");
    assert_eq!(used_modules("use crate::{answer::{a, b}, store, view as v};"), ["answer", "store", "view"]);
    assert_eq!(used_modules("crate::web::go()"), ["web"]);
}
