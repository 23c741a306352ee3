//! Keys: their form, the words they may not be, and that none stands twice.

use std::collections::HashSet;

use crate::definition::source::{At, Notes, Position};

/// Words that CEL keeps for itself.
const RESERVED: [&str; 21] = [
    "as",
    "break",
    "const",
    "continue",
    "else",
    "false",
    "for",
    "function",
    "if",
    "import",
    "in",
    "let",
    "loop",
    "package",
    "namespace",
    "null",
    "return",
    "true",
    "var",
    "void",
    "while",
];

/// Names that stand for something else in the place where the key would be used.
pub(super) const RESERVED_ITEMS: [&str; 2] = ["total", "unknown"];
pub(super) const RESERVED_GRID: [&str; 3] = ["total", "rows", "columns"];
pub(super) const RESERVED_CODES: [&str; 1] = ["blank"];

/// A required key of `what`; notes where it is missing, malformed, reserved or used before.
pub(super) fn unique_key(
    key: Option<&At<String>>,
    owner: Position,
    used: &mut HashSet<String>,
    notes: &Notes,
) -> String {
    let Some(key) = required(key, "key", owner, notes) else { return String::new() };
    check_key(key, &key.value, notes);
    if !used.insert(key.value.clone()) {
        notes.add(
            key.at,
            format!("「{}」は既に使われています。別のキーにしてください。", key.value),
            format!("duplicate key '{}'", key.value),
        );
    }
    key.value.clone()
}

/// Notes a key that is not `[a-z][a-z0-9_]*` or is a word of the expressions.
pub(super) fn check_key(at: &At<String>, key: &str, notes: &Notes) {
    let mut characters = key.chars();
    let well_formed = characters.next().is_some_and(|first| first.is_ascii_lowercase())
        && characters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !well_formed {
        notes.add(
            at.at,
            format!("「{key}」はキーにできません。英小文字で始め、英小文字・数字・「_」だけを使ってください。"),
            format!("'{key}' is not a key: use [a-z][a-z0-9_]*"),
        );
    } else if RESERVED.contains(&key) {
        notes.add(
            at.at,
            format!("「{key}」は式の言葉なので、キーにできません。"),
            format!("'{key}' is a reserved word of expressions"),
        );
    }
}

/// Notes a key that is kept for something else.
pub(super) fn check_not_reserved(at: &At<String>, reserved: &[&str], notes: &Notes) {
    if reserved.contains(&at.value.as_str()) {
        notes.add(
            at.at,
            format!("「{}」は別の意味で使う名前なので、ここではキーにできません。", at.value),
            format!("'{}' is reserved here", at.value),
        );
    }
}

/// The name of a file: like a key, hyphens allowed.
pub(super) fn file_key(key: Option<&At<String>>, owner: Position, notes: &Notes) -> String {
    let Some(key) = required(key, "key", owner, notes) else { return String::new() };
    let mut characters = key.chars();
    let well_formed = characters.next().is_some_and(|first| first.is_ascii_lowercase())
        && characters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'));
    if !well_formed {
        notes.add(
            key.at,
            format!(
                "「{}」は名前にできません。英小文字で始め、英小文字・数字・「_」「-」だけを使ってください。",
                key.value
            ),
            format!("'{}' is not a name: use [a-z][a-z0-9_-]*", key.value),
        );
    }
    key.value.clone()
}

/// A value that must be there; notes where it is not.
pub(super) fn required<'a, T>(value: Option<&'a T>, name: &str, owner: Position, notes: &Notes) -> Option<&'a T> {
    if value.is_none() {
        notes.add(owner, format!("「{name}」がありません。"), format!("missing key '{name}'"));
    }
    value
}

/// A required text that is not empty.
pub(super) fn required_text(value: Option<&At<String>>, name: &str, owner: Position, notes: &Notes) -> String {
    match required(value, name, owner, notes) {
        Some(text) if text.trim().is_empty() => {
            notes.add(text.at, format!("「{name}」が空です。"), format!("'{name}' is empty"));
            String::new()
        }
        Some(text) => text.value.clone(),
        None => String::new(),
    }
}

/// What `{…}` may stand in a text that the round fills in.
const PLACES: [&str; 3] = ["period", "fiscal_year", "agency"];

/// Notes places of a text that the round does not fill in.
pub(super) fn check_places(text: Option<&At<String>>, notes: &Notes) {
    let Some(text) = text else { return };
    let mut rest = text.value.as_str();
    while let Some(open) = rest.find('{') {
        let name = rest[open + 1..].split('}').next().unwrap_or_default();
        if !PLACES.contains(&name) || !rest[open..].contains('}') {
            notes.add(
                text.at,
                format!("「{{{name}}}」は使えません。使えるのは {{period}} {{fiscal_year}} {{agency}} です。"),
                format!("unknown place '{{{name}}}': use {{period}}, {{fiscal_year}} or {{agency}}"),
            );
        }
        rest = &rest[open + 1..];
    }
}
