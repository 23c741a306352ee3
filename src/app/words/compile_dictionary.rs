//! Writes the dictionary file of the repository from a folder of `mecab-ipadic`.

use std::fs;
use std::io;
use std::path::Path;

use encoding_rs::EUC_JP;
use thiserror::Error;

use crate::analysis::words::{CompileError, Sources, compile};

/// Why no dictionary was written.
#[derive(Debug, Error)]
pub enum BuildError {
    /// A file cannot be read or written.
    #[error("{0}: {1}")]
    File(String, io::Error),
    /// What the files say is no dictionary.
    #[error(transparent)]
    Compile(#[from] CompileError),
}

/// Compiles the files of a folder, in EUC-JP as `mecab-ipadic` has them; the size of what was written, in bytes.
///
/// # Errors
/// [`BuildError`] with the file.
pub fn build(folder: &Path, out: &Path) -> Result<usize, BuildError> {
    let at = |path: &Path| {
        let path = path.display().to_string();
        move |error| BuildError::File(path, error)
    };
    let read = |name: &str| {
        let path = folder.join(name);
        let bytes = fs::read(&path).map_err(at(&path))?;
        Ok::<_, BuildError>(EUC_JP.decode(&bytes).0.into_owned())
    };
    let definition = |name: &str| read(&format!("{name}.def"));
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let name = entry.map_err(at(folder))?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".csv") {
            names.push(name);
        }
    }
    names.sort();
    let mut sources = Sources {
        matrix: definition("matrix")?,
        characters: definition("char")?,
        unknown: definition("unk")?,
        parts_of_speech: definition("pos-id")?,
        ..Sources::default()
    };
    for name in names {
        sources.lexicon.push_str(&read(&name)?);
    }
    let dictionary = compile(&sources)?;
    fs::write(out, &dictionary).map_err(at(out))?;
    Ok(dictionary.len())
}
