//! What the address of a page of crosstabs says, for links to the same in another arrangement or output.

use super::page::is_tested;
use super::sections::SECTION;
use super::share::Share;
use crate::view::disclosure::Output;
use crate::view::field::Typed;
use crate::view::results::{Arrangement, query};

/// How addresses ask for what would be published, and how for the figures behind it.
const PUBLICATION: (&str, &str) = ("for", "publication");
const BEHIND: (&str, &str) = ("behind", "publication");

/// What is crossed and how, as the form says it; what is not said is as it is at first.
pub(super) fn said(typed: &Typed, share: Share) -> Vec<(&str, &str)> {
    let share = if share == Share::default() { "" } else { share.name() };
    let pairs = [
        ("row", typed.one("row")),
        ("column", typed.one("column")),
        ("share", share),
        ("test", if is_tested(typed) { "on" } else { "" }),
    ];
    pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// The address of a page.
pub(super) struct Address<'a> {
    /// See [`said`].
    pub(super) asked: Vec<(&'a str, &'a str)>,
    /// The section that is asked for; `None` where sections do not matter, empty where none was named.
    pub(super) section: Option<&'a str>,
    /// Which output.
    pub(super) output: Output,
    /// How rows are arranged.
    pub(super) arrangement: Arrangement,
}

impl<'a> Address<'a> {
    /// What is crossed, and the output.
    pub(super) fn asked(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.asked.iter().copied().chain(self.publication())
    }

    /// Everything but how rows are arranged.
    pub(super) fn said(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.asked().chain(self.section())
    }

    /// What the form keeps beside its own fields.
    pub(super) fn kept(&self) -> Vec<(String, String)> {
        let pairs = self.arrangement.pairs().into_iter().chain(self.section()).chain(self.publication());
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// The same in the other output: what would be published, or the figures behind it.
    pub(super) fn other_output(&self) -> String {
        let other = if self.output.is_publication { BEHIND } else { PUBLICATION };
        query(self.asked.iter().copied().chain(self.section()).chain(self.arrangement.pairs()).chain([other]))
    }

    /// How the output is said.
    pub(super) fn publication(&self) -> Option<(&'a str, &'a str)> {
        self.output.is_publication.then_some(PUBLICATION)
    }

    fn section(&self) -> Option<(&'a str, &'a str)> {
        self.section.filter(|section| !section.is_empty()).map(|section| (SECTION, section))
    }
}
