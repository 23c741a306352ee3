//! Files the browser fetches: style sheets, scripts and pictures under `templates/assets/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::files::{template_file, template_paths};

const FOLDER: &str = "assets/";

/// One file the browser may fetch.
#[derive(Debug)]
pub struct StaticFile {
    /// Path below `/assets/HASH/`.
    pub name: String,
    /// The first 16 hex digits of the SHA-256 of the content: part of the address, so that
    /// browsers may keep the file for ever.
    pub hash: String,
    /// Media type with character set.
    pub media_type: &'static str,
    /// The content.
    pub bytes: Vec<u8>,
}

impl StaticFile {
    /// The address of the file on the site.
    pub fn address(&self) -> String {
        format!("/assets/{}/{}", self.hash, self.name)
    }
}

static FILES: LazyLock<BTreeMap<String, StaticFile>> = LazyLock::new(|| {
    template_paths()
        .into_iter()
        .filter_map(|path| {
            let name = path.strip_prefix(FOLDER)?.to_owned();
            let bytes = template_file(&path)?;
            let mut hash = HEXLOWER.encode(&Sha256::digest(&bytes));
            hash.truncate(16);
            Some((name.clone(), StaticFile { media_type: media_type(&name), name, hash, bytes }))
        })
        .collect()
});

/// The file with this name, such as `style.css`.
pub fn static_file(name: &str) -> Option<&'static StaticFile> {
    FILES.get(name)
}

/// All of them, in name order.
pub fn static_files() -> impl Iterator<Item = &'static StaticFile> {
    FILES.values()
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_has_an_address_of_its_content() {
        let style = static_file("style.css").unwrap();
        assert_eq!(style.media_type, "text/css; charset=utf-8");
        assert_eq!(style.address(), format!("/assets/{}/style.css", style.hash));
        assert_eq!(style.hash.len(), 16);
    }
}
