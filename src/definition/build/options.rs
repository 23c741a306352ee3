//! Options, items, rows and columns: written in place or taken from a code list.

use std::collections::{BTreeMap, HashSet};

use super::names::{check_key, check_not_reserved, required, required_text, unique_key};
use crate::definition::codes::{Code, CodeList};
use crate::definition::file::{CodeFile, OptionsFile};
use crate::definition::question::{OTHER, Options};
use crate::definition::source::{At, Notes, Position};

/// The code lists in reach, by name.
pub(in crate::definition) type CodeLists = BTreeMap<String, CodeList>;

/// What may be said about the codes of one place.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The key in the file: `options`, `items`, `rows`, `columns`.
    pub name: &'a str,
    /// Whether その他 with words makes sense.
    pub other: bool,
    /// Keys that mean something else here.
    pub reserved: &'a [&'a str],
}

/// Reads options; `None` where they are missing or their list is not known.
pub(super) fn options(
    file: Option<&At<OptionsFile>>,
    adds_other: Option<&At<bool>>,
    place: Place<'_>,
    owner: Position,
    lists: &CodeLists,
    notes: &Notes,
) -> Option<Options> {
    let file = required(file, place.name, owner, notes)?;
    let mut options = match &file.value {
        OptionsFile::Sequence(codes) => {
            if codes.is_empty() {
                notes.add(file.at, format!("「{}」が空です。", place.name), format!("'{}' is empty", place.name));
                return None;
            }
            let codes_read = codes_of(codes, place.reserved, notes);
            if !place.other {
                for code in codes.iter().filter(|code| code.other == Some(true)) {
                    no_other(code.at, notes);
                }
            }
            Options { list: None, codes: codes_read }
        }
        OptionsFile::Mapping(reference) => {
            let name = required(reference.codes.as_ref(), "codes", file.at, notes)?;
            let Some(list) = lists.get(&name.value) else {
                notes.add(
                    name.at,
                    format!("「{}」という選択肢表はありません。", name.value),
                    format!("unknown code list '{}'", name.value),
                );
                return None;
            };
            if !place.other && list.codes.iter().any(|code| code.key == OTHER) {
                no_other(name.at, notes);
            }
            for code in list.codes.iter().filter(|code| place.reserved.contains(&code.key.as_str())) {
                notes.add(
                    name.at,
                    format!("選択肢表の「{}」は、ここではキーにできません。", code.key),
                    format!("'{}' of the code list is reserved here", code.key),
                );
            }
            Options { list: Some(list.key.clone()), codes: list.codes.clone() }
        }
    };
    if let Some(At { value: true, at, .. }) = adds_other {
        if !place.other {
            no_other(*at, notes);
        } else if options.other().is_none() {
            options.codes.push(Code {
                key: OTHER.to_owned(),
                label: "その他".to_owned(),
                group: None,
                ..Code::default()
            });
        }
    }
    Some(options)
}

fn no_other(at: Position, notes: &Notes) {
    notes.add(
        at,
        "「その他」の記入欄（other）は、choice と choices だけで使えます。",
        "'other' is only for choice and choices",
    );
}

/// Reads written-out codes; an entry with `other: true` is その他 with words.
pub(super) fn codes_of(files: &[At<CodeFile>], reserved: &[&str], notes: &Notes) -> Vec<Code> {
    let mut used = HashSet::new();
    files
        .iter()
        .map(|file| {
            let key = if file.other == Some(true) {
                if let Some(key) = file.key.as_ref().filter(|key| key.value != OTHER) {
                    notes.add(
                        key.at,
                        "「その他」のキーは other だけです。",
                        "the key of an 'other' entry is always 'other'",
                    );
                }
                if !used.insert(OTHER.to_owned()) {
                    notes.add(file.at, "「その他」が二度書かれています。", "duplicate key 'other'");
                }
                OTHER.to_owned()
            } else {
                let key = unique_key(file.key.as_ref(), file.at, &mut used, notes);
                if let Some(at) = &file.key {
                    check_not_reserved(at, reserved, notes);
                    check_not_reserved(at, &super::names::RESERVED_CODES, notes);
                    if at.value == OTHER {
                        notes.add(
                            at.at,
                            "「その他」は「other: true」で加えてください（キー other は使えません）。",
                            "'other' only comes from 'other: true'",
                        );
                    }
                }
                key
            };
            let label = match &file.label {
                None if key == OTHER => "その他".to_owned(),
                label => required_text(label.as_ref(), "label", file.at, notes),
            };
            let covers = file.covers.as_ref().map(|covers| {
                covers.iter().inspect(|at| check_key(at, &at.value, notes)).map(|at| at.value.clone()).collect()
            });
            let near = file.near.iter().flatten().filter_map(|at| another(at, &key, files, notes)).collect();
            Code {
                key,
                label,
                group: file.group.clone(),
                factor: file.factor.clone(),
                help: file.help.clone(),
                covers,
                near,
            }
        })
        .collect()
}

/// The key of another code of the same list.
fn another(at: &At<String>, own: &str, files: &[At<CodeFile>], notes: &Notes) -> Option<String> {
    let is_known = files.iter().any(|file| file.key.as_ref().is_some_and(|key| key.value == at.value));
    if is_known && at.value != own {
        return Some(at.value.clone());
    }
    notes.add(
        at.at,
        format!("「near」の「{}」は、この選択肢表のほかのキーではありません。", at.value),
        format!("'{}' under 'near' is no other key of this list", at.value),
    );
    None
}
