//! What a page of settings says after they were saved.

use serde::Deserialize;

/// What was done just now.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

impl Done {
    /// The words for it, where something was saved.
    pub(super) fn told(&self) -> Option<String> {
        self.done.as_deref().filter(|done| *done == "saved").map(|_| "保存しました。".to_owned())
    }
}
