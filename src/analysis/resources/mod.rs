//! 地域の資源: who offers what, to whom, for which ages, where, and how one gets there, as agencies said it in
//! their surveys. Knows questions only by what they feed, and reads none that is not shared with the agency's name
//! (`sharing: named`), so that whatever is made from it may be handed around.

mod read;
mod search;
#[cfg(test)]
mod tests;

pub use read::{asks_resources, offered_options, read};
pub use search::{Options, Search};

/// An option that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Its code.
    pub key: String,
    /// Its label, with the words of その他 behind it.
    pub label: String,
    /// Its place among the options.
    pub place: usize,
    /// The codes that it stands for (年代による制限はない: all bands; 分からない: none).
    pub stands_for: Vec<String>,
}

/// What one agency tells the others of itself. Empty lists and texts were left blank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgencyResources {
    /// Functions of support it says it offers (`supply.function`).
    pub functions: Vec<Chosen>,
    /// Ages that may use it (`supply.age_eligible`).
    pub ages: Vec<Chosen>,
    /// Whom it supports (`supply.targets`).
    pub targets: Vec<Chosen>,
    /// Its ways of support (`supply.methods`).
    pub methods: Vec<Chosen>,
    /// Whom other agencies ask or refer to (`resource.contact`).
    pub contact: String,
    /// What it wants others to know (`strength`).
    pub strengths: Vec<String>,
    /// Places and services one can be sent to (`supply.place`).
    pub places: Vec<PlaceResource>,
}

impl AgencyResources {
    /// Whether the agency left everything blank.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// A place or service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceResource {
    /// What it is called.
    pub name: String,
    /// Its functions of support.
    pub functions: Vec<Chosen>,
    /// The ages that may use it.
    pub ages: Vec<Chosen>,
    /// Whom it is for.
    pub whom: Vec<Chosen>,
    /// Where it is.
    pub area: String,
    /// What makes it easy to use.
    pub access: Vec<Chosen>,
    /// How one begins to use it.
    pub entry: String,
}
