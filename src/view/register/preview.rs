//! What an import would change, for a person to say whether it is right.

use serde::Serialize;

/// The preview of an import.
#[derive(Debug, Clone, Serialize)]
pub struct PreviewPage {
    /// The import's id, for addresses.
    pub id: String,
    /// What the file is called.
    pub file_name: String,
    /// The sheet that was read.
    pub sheet: String,
    /// How many rows it has.
    pub rows: usize,
    /// Headings whose columns are left out.
    pub unknown: Vec<String>,
    /// What cannot be taken; the import waits until there is none.
    pub faults: Vec<FaultLine>,
    /// How many rows have a fault.
    pub faulty: usize,
    /// Agencies that would be added, in the columns of [`PreviewPage::columns`].
    pub added: Vec<AddedLine>,
    /// The headings of what would be added.
    pub columns: Vec<&'static str>,
    /// Agencies that would change, cell by cell.
    pub changed: Vec<ChangedAgency>,
    /// Agencies of the file that stay as they are.
    pub unchanged: Vec<String>,
    /// Agencies that are not in the file: they stay as they are.
    pub missing: Vec<String>,
    /// What the person says to be right: sent back with it.
    pub fingerprint: String,
    /// Whether there is something to do, and nothing stands against it.
    pub can_apply: bool,
    /// How many of each list are shown; the rest is counted only.
    pub most: usize,
    /// Whether the register changed since the preview was shown.
    pub changed_meanwhile: bool,
}

/// A cell that cannot be taken.
#[derive(Debug, Clone, Serialize)]
pub struct FaultLine {
    /// Where: sheet, row and column in words.
    pub place: String,
    /// What to do.
    pub words: String,
}

/// A row of an agency that would be added.
#[derive(Debug, Clone, Serialize)]
pub struct AddedLine {
    /// Its row in the file.
    pub row: u32,
    /// The cells behind the name.
    pub cells: Vec<String>,
    /// The agency's name.
    pub name: String,
    /// What should be known of it, such as an agency of the same name elsewhere.
    pub note: String,
}

/// An agency that would change.
#[derive(Debug, Clone, Serialize)]
pub struct ChangedAgency {
    /// Its name as it is.
    pub name: String,
    /// What should be known of it.
    pub note: String,
    /// The cells.
    pub cells: Vec<ChangedCell>,
}

/// A cell that would change.
#[derive(Debug, Clone, Serialize)]
pub struct ChangedCell {
    /// The row in the file.
    pub row: u32,
    /// The column, and whose it is.
    pub label: String,
    /// What stands there now.
    pub old: String,
    /// What would stand there.
    pub new: String,
}

/// The page on which a file is chosen.
#[derive(Debug, Clone, Default, Serialize)]
pub struct UploadPage {
    /// Why the file that was chosen cannot be taken; blank where none was.
    pub error: String,
    /// What that file is called.
    pub file_name: String,
}
