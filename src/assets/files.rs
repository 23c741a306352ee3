//! The embedded folders.

use std::borrow::Cow;

use rust_embed::RustEmbed;

/// The folder of words, below the definitions': its dictionary is no text, and 5 MB large.
const WORDS: &str = "words/";

#[derive(RustEmbed)]
#[folder = "templates/"]
struct TemplateFolder;

#[derive(RustEmbed)]
#[folder = "survey-defs/"]
struct DefinitionFolder;

/// The text of a file of the templates folder, or its bytes where it is no text.
pub(super) fn template_file(path: &str) -> Option<Vec<u8>> {
    TemplateFolder::get(path).map(|file| file.data.into_owned())
}

/// Paths in the templates folder, in order.
pub(super) fn template_paths() -> Vec<String> {
    let mut paths: Vec<String> = TemplateFolder::iter().map(|path| path.into_owned()).collect();
    paths.sort();
    paths
}

/// A file of the folder of words.
pub(super) fn word_file(name: &str) -> Option<Cow<'static, [u8]>> {
    DefinitionFolder::get(&format!("{WORDS}{name}")).map(|file| file.data)
}

/// Every text file under `survey-defs/` as (path within it, text), in path order: definitions,
/// code lists, codebooks and the demo's content. The words are handed out apart.
pub fn definition_files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = DefinitionFolder::iter()
        .filter(|path| !path.starts_with(WORDS))
        .filter_map(|path| {
            let data = DefinitionFolder::get(&path)?.data.into_owned();
            Some((path.into_owned(), String::from_utf8(data).ok()?))
        })
        .collect();
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_definitions_are_embedded() {
        let files = definition_files();
        assert!(files.iter().any(|(path, text)| path == "agency-survey.yaml" && text.contains("key: agency-survey")));
        assert!(files.iter().any(|(path, _)| path == "codes/age-bands.yaml"));
    }
}
