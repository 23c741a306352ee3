//! Checking definition files: the shipped ones, or files and folders on disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::shipped;
use crate::definition::{FileProblem, Library, SourceFile};

/// Checks the shipped definitions. An empty result means all is well.
pub fn shipped() -> Vec<FileProblem> {
    shipped::library().err().unwrap_or_default()
}

/// Checks files, and folders with the `.yaml` files in and under them. Code lists that a
/// questionnaire names are looked for among them, in the folder `codes` beside it, then among the
/// shipped ones.
///
/// # Errors
/// A path that cannot be read, with the path.
pub fn paths(paths: &[PathBuf]) -> Result<Vec<FileProblem>, (PathBuf, io::Error)> {
    Ok(read(paths)?.err().unwrap_or_default())
}

/// Reads definitions from disk with the shipped code lists behind them.
///
/// # Errors
/// Outside: a path that cannot be read. Inside: every problem of the definitions.
pub fn read(paths: &[PathBuf]) -> Result<Result<Library, Vec<FileProblem>>, (PathBuf, io::Error)> {
    let mut files = Vec::new();
    for path in paths {
        collect(path, &mut files)?;
        let codes = path.parent().unwrap_or(Path::new("")).join("codes");
        if path.is_file() && !is_in_list_folder(path) && codes.is_dir() {
            collect(&codes, &mut files)?;
        }
    }
    files.sort();
    files.dedup();
    let sources = files
        .into_iter()
        .map(|path| match fs::read_to_string(&path) {
            Ok(text) => Ok(SourceFile { path: path.display().to_string(), text }),
            Err(error) => Err((path, error)),
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(shipped::library().and_then(|base| Library::read(&sources, Some(&base))))
}

fn is_in_list_folder(path: &Path) -> bool {
    let folder = path.parent().and_then(Path::file_name);
    folder.is_some_and(|folder| folder == "codes" || folder == "codebooks")
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let fail = |error| (path.to_owned(), error);
    if !fs::metadata(path).map_err(fail)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(fail)? {
        let entry = entry.map_err(fail)?.path();
        let is_yaml = entry.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        // Data of the demo are not definitions.
        let is_definitions = entry.is_dir() && !entry.ends_with("demo") && !entry.ends_with("words");
        if is_yaml || is_definitions {
            collect(&entry, files)?;
        }
    }
    Ok(())
}
