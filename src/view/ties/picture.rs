//! The picture of ties.

use std::collections::{BTreeMap, BTreeSet};

use super::data::TieData;
use crate::analysis::ties::{KindTable, Mention, Party, Standing};
use crate::view::chart::{Graph, GraphEdge, GraphNode, Look};

/// The picture's id on its page.
const ID: &str = "ties";

/// Agencies, with the kinds and the words that they named. `None` without any agency.
pub(super) fn of_agencies(data: &TieData, mentions: &[&Mention]) -> Option<String> {
    let named: BTreeSet<&Party> = mentions.iter().map(|mention| &mention.to).collect();
    let agencies = data.nodes.iter().copied().map(Party::Agency);
    let others = named.iter().copied().filter(|party| !matches!(party, Party::Agency(_))).cloned();
    let parties: Vec<Party> = agencies.chain(others).collect();
    let place: BTreeMap<&Party, usize> = parties.iter().enumerate().map(|(place, party)| (party, place)).collect();
    let mut weights: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for mention in mentions {
        if let (Some(from), Some(to)) = (place.get(&Party::Agency(mention.from)), place.get(&mention.to))
            && from != to
        {
            *weights.entry((*from, *to)).or_default() += 1;
        }
    }
    let node = |party: &Party| GraphNode {
        label: match party {
            Party::Agency(place) => data.name(*place).to_owned(),
            Party::Kind(code) => format!("（{}）", data.kind_label(code)),
            Party::Unregistered(words) => format!("「{words}」"),
        },
        group: data.group_of(data.register.kind_of(party)),
        look: match party {
            Party::Agency(place) if data.standings.get(*place) == Some(&Standing::Named) => Look::Plain,
            Party::Agency(_) => Look::Unheard,
            Party::Kind(_) | Party::Unregistered(_) => Look::Outside,
        },
    };
    let graph = Graph {
        title: "機関どうしの連携の図".to_owned(),
        groups: data.groups(),
        nodes: parties.iter().map(node).collect(),
        edges: weights.into_iter().map(|((from, to), weight)| GraphEdge { from, to, weight }).collect(),
        verb: "を挙げている",
    };
    (!graph.nodes.is_empty()).then(|| graph.svg(ID))
}

/// Kinds of agencies. `None` without any kind.
pub(super) fn of_kinds(data: &TieData, table: &KindTable) -> Option<String> {
    let node = |(place, kind): (usize, &String)| GraphNode {
        label: data.kind_label(kind),
        group: data.group_of(Some(kind)),
        look: match (table.answered.get(place), table.agencies.get(place)) {
            (Some(1..), _) => Look::Plain,
            (_, Some(1..)) => Look::Unheard,
            _ => Look::Outside,
        },
    };
    let mut edges = Vec::new();
    for (from, row) in table.cells.iter().enumerate() {
        for (to, cell) in row.iter().enumerate().filter(|(to, cell)| *to != from && cell.givers > 0) {
            edges.push(GraphEdge { from, to, weight: cell.givers });
        }
    }
    let graph = Graph {
        title: "機関の種別どうしの連携の図".to_owned(),
        groups: data.groups(),
        nodes: table.kinds.iter().enumerate().map(node).collect(),
        edges,
        verb: "を挙げている",
    };
    (!graph.nodes.is_empty()).then(|| graph.svg(ID))
}
