//! The definitions that ship with the program.

use crate::assets;
use crate::definition::{FileProblem, Library, SourceFile};

/// The shipped definition files by path; the demo's content and the words are no definitions.
pub fn files() -> Vec<SourceFile> {
    assets::definition_files()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".yaml") && !path.starts_with("demo/") && !path.starts_with("words/"))
        .map(|(path, text)| SourceFile { path: format!("survey-defs/{path}"), text })
        .collect()
}

/// The shipped definitions, checked.
///
/// # Errors
/// Every problem of the shipped files: the program must not start with one.
pub fn library() -> Result<Library, Vec<FileProblem>> {
    Library::read(&files(), None)
}
