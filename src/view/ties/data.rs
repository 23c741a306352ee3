//! What pages of ties are made from.

use std::collections::BTreeSet;

use crate::analysis::Heading;
use crate::analysis::ties::{Mention, Offer, Party, Register, Standing};
use crate::definition::Code;
use crate::view::answers::sheet_path;

/// Everything that answers say of ties.
pub struct TieData {
    /// The agencies.
    pub register: Register,
    /// The kinds of agencies, in the order shown.
    pub kinds: Vec<Code>,
    /// The rounds that were read, newest first.
    pub rounds: Vec<TieRound>,
    /// All rounds that ask of ties, newest first.
    pub offered: Vec<TieRound>,
    /// What is known of each agency's own mentions, by its place in the register.
    pub standings: Vec<Standing>,
    /// All mentions that the reader may know of.
    pub mentions: Vec<Mention>,
    /// The agencies that the pages are about, by their places ([`crate::analysis::ties::nodes`]).
    pub nodes: BTreeSet<usize>,
    /// All ties between agencies, of mentions that were left out too: who names somebody is in no pair of two that do
    /// not name each other.
    pub all_ties: BTreeSet<(usize, usize)>,
    /// How many agencies a question has room for; `None` where one takes any number.
    pub most: Option<usize>,
    /// Whether some questions say that their answers are shared in totals only.
    pub has_totals: bool,
    /// Agencies of which mentions were left out, by their places.
    pub withheld: BTreeSet<usize>,
    /// Newer rounds that do not speak yet, a sentence each.
    pub waiting: Vec<String>,
    /// Mentions left out, since few agencies of their kind answered and they are to be shared in totals only.
    pub left_out: usize,
    /// The answers, by the number that mentions give.
    pub answers: Vec<AnswerLink>,
    /// What agencies can work together on.
    pub purposes: Vec<Heading>,
    /// What agencies say they offer.
    pub offers: Vec<Offer>,
    /// The round in which they say so.
    pub offer_round: Option<TieRound>,
    /// Age bands, in the order of the survey.
    pub bands: Vec<Heading>,
    /// Functions of support, in the order of the survey.
    pub functions: Vec<Heading>,
    /// Whether the reader sees agencies and their answers, or kinds alone.
    pub sees_agencies: bool,
}

/// A round that asks of ties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieRound {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// Where an answer can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerLink {
    /// The round's id.
    pub round: String,
    /// Its title.
    pub title: String,
    /// The agency's id.
    pub agency: String,
    /// The number of its sheet.
    pub sheet: i32,
}

impl AnswerLink {
    /// The address behind the desk's.
    pub fn path(&self) -> String {
        sheet_path(&self.round, &self.agency, self.sheet)
    }
}

impl TieData {
    /// The name of an agency.
    pub(super) fn name(&self, agency: usize) -> &str {
        self.register.agencies().get(agency).map_or("", |agency| &agency.name)
    }

    /// The id of an agency.
    pub(super) fn id(&self, agency: usize) -> &str {
        self.register.agencies().get(agency).map_or("", |agency| &agency.id)
    }

    /// What a kind is called.
    pub(super) fn kind_label(&self, code: &str) -> String {
        let known = self.kinds.iter().find(|kind| kind.key == code);
        known.map_or_else(|| code.to_owned(), |kind| kind.label.clone())
    }

    /// Whoever is named, in words.
    pub(super) fn party_words(&self, party: &Party) -> String {
        match party {
            Party::Agency(place) => self.name(*place).to_owned(),
            Party::Kind(code) => format!("{}（種別のみ）", self.kind_label(code)),
            Party::Unregistered(words) => format!("{words}（名簿にない機関）"),
        }
    }

    /// The broad groups of the kinds, in the order in which they first stand.
    pub(super) fn groups(&self) -> Vec<String> {
        let mut groups: Vec<String> = Vec::new();
        for group in self.kinds.iter().filter_map(|kind| kind.group.clone()) {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        groups
    }

    /// The place of a kind's broad group; that of the last one where it has none.
    pub(super) fn group_of(&self, kind: Option<&str>) -> usize {
        let groups = self.groups();
        let group = self.kinds.iter().find(|known| Some(known.key.as_str()) == kind);
        let group = group.and_then(|kind| kind.group.as_ref());
        let place = group.and_then(|group| groups.iter().position(|known| known == group));
        place.unwrap_or(groups.len().saturating_sub(1))
    }

    /// Mentions that may be shown with the names of agencies.
    pub(super) fn by_name<'m>(&self, mentions: &[&'m Mention]) -> Vec<&'m Mention> {
        mentions.iter().copied().filter(|mention| mention.is_named).collect()
    }

    /// How many of the agencies stand so.
    pub(super) fn standing(&self, standing: Standing) -> usize {
        self.nodes.iter().filter(|place| self.standings.get(**place) == Some(&standing)).count()
    }

    /// What is known of each agency's own mentions as far as the reader may know them: whoever has some left out is as
    /// good as not heard.
    pub(super) fn known_standings(&self) -> Vec<Standing> {
        let standings = self.standings.iter().enumerate();
        let known = |(place, standing): (usize, &Standing)| {
            if self.withheld.contains(&place) { (*standing).min(Standing::Blank) } else { *standing }
        };
        standings.map(known).collect()
    }

    /// What the mentions of an answer are limited by, in words; empty where they are not.
    pub(super) fn limit(&self) -> String {
        let said = |most| format!("各設問で挙げられる相手は{most}機関までです。");
        self.most.map(said).unwrap_or_default()
    }

    /// What pairs of agencies that do not name each other are called.
    pub(super) fn pairs_title(&self) -> String {
        let said = |most| format!("上位{most}つには挙がっていない組合せ");
        self.most.map_or_else(|| "回答には挙がっていない組合せ".to_owned(), said)
    }
}
