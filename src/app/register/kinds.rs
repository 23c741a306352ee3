//! Kinds of agencies as one network knows them: the shipped list and its own.

use crate::app::definitions::Definitions;
use crate::definition::Code;
use crate::store::agency_kinds::{self, NetworkKind};
use crate::store::{Connection, NetworkId, StoreError};
use crate::view::alike::level;

/// The shipped kind that stands for all others: a network's own come before it.
const OTHER: &str = "other_kind";

/// The kinds of agencies of a network.
#[derive(Debug, Clone, Default)]
pub struct Kinds {
    /// Those that may be chosen, in the order shown.
    pub offered: Vec<Code>,
    /// Those that are no longer chosen, and which agencies and answers still name.
    pub retired: Vec<Code>,
}

/// The kinds of a network.
///
/// # Errors
/// Those of the database.
pub fn of_network(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
) -> Result<Kinds, StoreError> {
    let own = agency_kinds::of_network(connection, network)?;
    Ok(Kinds::new(definitions.shipped_agency_kinds(), own))
}

impl Kinds {
    pub(super) fn new(shipped: &[Code], own: Vec<NetworkKind>) -> Self {
        let (retired, added): (Vec<_>, Vec<_>) = own.into_iter().partition(|kind| kind.retired_at.is_some());
        let mut offered = shipped.to_vec();
        let place = offered.iter().position(|kind| kind.key == OTHER).unwrap_or(offered.len());
        offered.splice(place..place, added.into_iter().map(code));
        Self { offered, retired: retired.into_iter().map(code).collect() }
    }

    /// All kinds, retired ones last.
    pub fn all(&self) -> Vec<Code> {
        self.offered.iter().chain(&self.retired).cloned().collect()
    }

    /// What people read for a code; the code itself where it is unknown.
    pub fn label(&self, code: &str) -> String {
        let known = self.offered.iter().chain(&self.retired).find(|kind| kind.key == code);
        known.map_or_else(|| code.to_owned(), |kind| kind.label.clone())
    }

    /// The kind that a person means by its label, its code or the one part of a label that no other
    /// kind has, such as 保健所 of 保健所・保健センター.
    pub fn meant_by(&self, words: &str) -> Option<&Code> {
        let levelled = level(words);
        let known = || self.offered.iter().chain(&self.retired);
        let written = known().find(|kind| kind.key == words.trim() || kind.label == words.trim());
        let exact = written.or_else(|| known().find(|kind| level(&kind.label) == levelled));
        exact.or_else(|| {
            let mut partly = known().filter(|kind| parts(&kind.label).any(|part| level(part) == levelled));
            partly.next().filter(|_| partly.next().is_none())
        })
    }
}

fn code(kind: NetworkKind) -> Code {
    Code { key: kind.code, label: kind.label, group: Some(kind.broad_group), ..Code::default() }
}

/// The names that a label joins.
fn parts(label: &str) -> impl Iterator<Item = &str> {
    label.split(['・', '（', '）']).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds() -> Kinds {
        let shipped = crate::app::shipped::library().unwrap();
        let own = |code: &str, label: &str, retired| NetworkKind {
            code: code.to_owned(),
            label: label.to_owned(),
            broad_group: "福祉".to_owned(),
            retired_at: retired,
        };
        let own = vec![
            own("own_1", "フリースペース", None),
            own("own_2", "旧・青少年センター", Some(jiff::Timestamp::UNIX_EPOCH)),
        ];
        Kinds::new(&shipped.code_list("agency-kinds").unwrap().codes, own)
    }

    #[test]
    fn own_kinds_stand_before_the_others_and_retired_ones_are_still_known() {
        let kinds = kinds();
        let keys: Vec<_> = kinds.offered.iter().rev().take(2).map(|kind| kind.key.as_str()).collect();
        assert_eq!(keys, ["other_kind", "own_1"]);
        assert_eq!(kinds.label("own_2"), "旧・青少年センター");
        assert_eq!(kinds.label("of_elsewhere"), "of_elsewhere");
    }

    #[test]
    fn a_kind_is_found_by_what_people_write() {
        let kinds = kinds();
        for (words, expect) in [
            ("保健所・保健センター", Some("health_centre")),
            ("保健所", Some("health_centre")),
            ("保健ｾﾝﾀｰ ", Some("health_centre")),
            ("ＮＰＯ", Some("npo")),
            ("npo", Some("npo")),
            ("居宅介護支援（ケアマネジャー）", Some("care_manager")),
            ("居宅介護支援(ケアマネジャー)", Some("care_manager")),
            ("フリー スペース", Some("own_1")),
            ("福祉", None),
            ("", None),
        ] {
            assert_eq!(kinds.meant_by(words).map(|kind| kind.key.as_str()), expect, "{words}");
        }
    }
}
