//! Code lists and codebooks from their files.

use std::collections::HashSet;

use super::names::{file_key, required, required_text, unique_key};
use super::options::codes_of;
use crate::definition::codes::{Code, CodeList, Codebook, CodebookCode, MirroredPair};
use crate::definition::file::{CodeListFile, CodebookFile, StrengthFile};
use crate::definition::source::{At, Notes, Position};

/// A code list from its file.
pub(in crate::definition) fn code_list(file: &CodeListFile, start: Position, notes: &Notes) -> CodeList {
    let key = file_key(file.key.as_ref(), start, notes);
    let title = required_text(file.title.as_ref(), "title", start, notes);
    let codes = required(file.codes.as_ref(), "codes", start, notes).map_or_else(Vec::new, |codes| {
        if codes.is_empty() {
            notes.add(codes.at, "「codes」が空です。", "'codes' is empty");
        }
        codes_of(codes, &[], notes)
    });
    CodeList { key, title, codes }
}

/// A codebook from its file.
pub(in crate::definition) fn codebook(file: &CodebookFile, start: Position, notes: &Notes) -> Codebook {
    let mut used = HashSet::new();
    let codes = required(file.codes.as_ref(), "codes", start, notes).map_or_else(Vec::new, |codes| {
        codes
            .iter()
            .map(|code| CodebookCode {
                code: Code {
                    key: unique_key(code.key.as_ref(), code.at, &mut used, notes),
                    label: required_text(code.label.as_ref(), "label", code.at, notes),
                    group: code.group.clone(),
                    ..Code::default()
                },
                about: code.about.clone(),
                examples: code.examples.clone().unwrap_or_default(),
            })
            .collect()
    });
    let text = |value: &Option<At<String>>| value.as_ref().map(|text| text.value.clone()).unwrap_or_default();
    let pairs = file.pairs.iter().flatten();
    let pairs = pairs.map(|pair| {
        required(pair.good.as_ref(), "good", pair.at, notes);
        required(pair.difficult.as_ref(), "difficult", pair.at, notes);
        MirroredPair {
            good: text(&pair.good),
            difficult: text(&pair.difficult),
            is_close: pair.strength == Some(StrengthFile::Close),
        }
    });
    Codebook {
        key: file_key(file.key.as_ref(), start, notes),
        title: required_text(file.title.as_ref(), "title", start, notes),
        codes,
        pairs: pairs.collect(),
    }
}
