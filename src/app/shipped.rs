//! The definitions that ship with the program.

use crate::assets;
use crate::definition::{FileProblem, Library, SourceFile};

/// The shipped definition files by path; the demo's content, the words and the calendar are none.
pub fn files() -> Vec<SourceFile> {
    assets::definition_files()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".yaml"))
        .filter(|(path, _)| !["demo/", "words/", "calendar/"].iter().any(|folder| path.starts_with(folder)))
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
