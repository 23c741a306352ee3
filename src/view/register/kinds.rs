//! The kinds of agencies of a network.

use serde::Serialize;

/// The shipped kinds, the network's own, and the form that adds or renames one.
#[derive(Debug, Clone, Default, Serialize)]
pub struct KindsPage {
    /// The broad groups to choose from.
    pub groups: Vec<String>,
    /// The shipped kinds.
    pub shipped: Vec<KindLine>,
    /// The network's own.
    pub own: Vec<KindLine>,
    /// The code of the kind that the form renames; blank for a new one.
    pub typed_code: String,
    /// What stands in the form as its label.
    pub typed_label: String,
    /// What stands in the form as its group.
    pub typed_group: String,
    /// What is wrong with the label.
    pub label_error: String,
    /// What is wrong with the group.
    pub group_error: String,
}

/// One kind.
#[derive(Debug, Clone, Serialize)]
pub struct KindLine {
    /// Its code.
    pub code: String,
    /// What people read.
    pub label: String,
    /// The broad group.
    pub group: String,
    /// How many agencies are of it.
    pub agencies: usize,
    /// Whether it is no longer offered.
    pub is_retired: bool,
}
