//! A set of definition files read together: questionnaires, code lists, codebooks.

use std::collections::BTreeMap;

use super::build;
use super::codes::{CodeList, Codebook};
use super::file::{CodeListFile, CodebookFile, QuestionnaireFile};
use super::questionnaire::Questionnaire;
use super::source::{Notes, Position, parse, read};
use super::words::Words;

/// A definition file as text. Files in a folder `codes` are code lists, in `codebooks` codebooks.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path as problems name it, with `/`.
    pub path: String,
    /// Contents.
    pub text: String,
}

/// Something wrong in a definition file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileProblem {
    /// The file's path as given.
    pub file: String,
    /// Where, from 1.
    pub position: Position,
    /// What, and what to do.
    pub words: Words,
}

/// Checked definitions by key.
#[derive(Debug, Clone, Default)]
pub struct Library {
    questionnaires: BTreeMap<String, (Questionnaire, String)>,
    code_lists: BTreeMap<String, (CodeList, String)>,
    codebooks: BTreeMap<String, Codebook>,
}

enum FileKind {
    Questionnaire,
    CodeList,
    Codebook,
}

impl SourceFile {
    fn kind(&self) -> FileKind {
        match self.path.rsplit('/').nth(1) {
            Some("codes") => FileKind::CodeList,
            Some("codebooks") => FileKind::Codebook,
            _ => FileKind::Questionnaire,
        }
    }
}

impl Library {
    /// Reads files together. A code list that none of them holds is taken from `base`.
    ///
    /// # Errors
    /// Every problem of every file, ordered by file, line and column.
    pub fn read(files: &[SourceFile], base: Option<&Self>) -> Result<Self, Vec<FileProblem>> {
        let (mut library, mut problems) = (Self::default(), Vec::new());
        for file in files.iter().filter(|file| matches!(file.kind(), FileKind::CodeList)) {
            let list = with_tree(file, &mut problems, |start, contents: &CodeListFile, notes| {
                let list = build::code_list(contents, start, notes);
                note_second(&list.key, library.code_lists.contains_key(&list.key), start, notes);
                Some(list)
            });
            if let Some(list) = list {
                library.code_lists.insert(list.key.clone(), (list, file.text.clone()));
            }
        }
        let mut lists: BTreeMap<String, CodeList> =
            base.into_iter().flat_map(Self::code_lists).map(|list| (list.key.clone(), list.clone())).collect();
        lists.extend(library.code_lists().map(|list| (list.key.clone(), list.clone())));
        for file in files {
            match file.kind() {
                FileKind::CodeList => {}
                FileKind::Codebook => {
                    let book = with_tree(file, &mut problems, |start, contents: &CodebookFile, notes| {
                        let book = build::codebook(contents, start, notes);
                        note_second(&book.key, library.codebooks.contains_key(&book.key), start, notes);
                        Some(book)
                    });
                    library.codebooks.extend(book.map(|book| (book.key.clone(), book)));
                }
                FileKind::Questionnaire => {
                    let made = with_tree(file, &mut problems, |start, contents: &QuestionnaireFile, notes| {
                        let made = build::questionnaire(contents, start, &lists, notes)?;
                        note_second(&made.key, library.questionnaires.contains_key(&made.key), start, notes);
                        Some(made)
                    });
                    library.questionnaires.extend(made.map(|made| (made.key.clone(), (made, file.text.clone()))));
                }
            }
        }
        if !problems.is_empty() {
            problems.sort_by(|a, b| (&a.file, a.position).cmp(&(&b.file, b.position)));
            return Err(problems);
        }
        if let Some(base) = base {
            for (key, list) in &base.code_lists {
                library.code_lists.entry(key.clone()).or_insert_with(|| list.clone());
            }
        }
        Ok(library)
    }

    /// The questionnaire with this key.
    pub fn questionnaire(&self, key: &str) -> Option<&Questionnaire> {
        self.questionnaires.get(key).map(|(questionnaire, _)| questionnaire)
    }

    /// All questionnaires by key.
    pub fn questionnaires(&self) -> impl Iterator<Item = &Questionnaire> {
        self.questionnaires.values().map(|(questionnaire, _)| questionnaire)
    }

    /// The code list with this name.
    pub fn code_list(&self, key: &str) -> Option<&CodeList> {
        self.code_lists.get(key).map(|(list, _)| list)
    }

    /// All code lists by name.
    pub fn code_lists(&self) -> impl Iterator<Item = &CodeList> {
        self.code_lists.values().map(|(list, _)| list)
    }

    /// The codebook with this name.
    pub fn codebook(&self, key: &str) -> Option<&Codebook> {
        self.codebooks.get(key)
    }

    /// All codebooks by name.
    pub fn codebooks(&self) -> impl Iterator<Item = &Codebook> {
        self.codebooks.values()
    }

    /// The text a questionnaire was read from.
    pub(super) fn questionnaire_text(&self, key: &str) -> Option<&str> {
        self.questionnaires.get(key).map(|(_, text)| text.as_str())
    }

    /// The text a code list was read from.
    pub(super) fn code_list_text(&self, key: &str) -> Option<&str> {
        self.code_lists.get(key).map(|(_, text)| text.as_str())
    }
}

/// Parses a file and builds from it; `None` where anything was wrong.
fn with_tree<F: serde::de::DeserializeOwned + Default, T>(
    file: &SourceFile,
    problems: &mut Vec<FileProblem>,
    make: impl FnOnce(Position, &F, &Notes) -> Option<T>,
) -> Option<T> {
    let notes = Notes::default();
    let made = match parse(&file.text) {
        Ok(tree) => {
            let contents: F = read(&tree, &notes);
            make(tree.at, &contents, &notes)
        }
        Err((position, words)) => {
            notes.add(position, words.ja, words.en);
            None
        }
    };
    let found = notes.into_vec();
    let is_sound = found.is_empty();
    problems.extend(found.into_iter().map(|(position, words)| FileProblem {
        file: file.path.clone(),
        position,
        words,
    }));
    made.filter(|_| is_sound)
}

fn note_second(key: &str, taken: bool, at: Position, notes: &Notes) {
    if taken {
        notes.add(
            at,
            format!("「{key}」は別のファイルで既に使われています。"),
            format!("duplicate key '{key}' (another file has it)"),
        );
    }
}
