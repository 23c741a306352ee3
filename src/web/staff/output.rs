//! For what figures are asked, as addresses say it.

use crate::app::Purpose;

/// What an address says beside what is to be shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Output {
    /// For what.
    pub(super) purpose: Purpose,
    /// Whether the figures behind those that are hidden for publication are to be seen.
    pub(super) looks_behind: bool,
}

impl Output {
    /// What the pairs of an address say.
    pub(super) fn of(pairs: &[(String, String)]) -> Self {
        let said = |name: &str| pairs.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str());
        Self { purpose: Purpose::from_name(said("for")), looks_behind: said("behind").is_some() }
    }
}
