//! Measures of the graph of agencies.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use rustworkx_core::centrality::betweenness_centrality;

use super::mentions::{Mention, Standing};
use super::register::{Party, Register};

/// Measures of a graph: of each agency, by its place in the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    /// How many agencies name it (in-degree).
    pub named_by: Vec<usize>,
    /// How many agencies it names (out-degree).
    pub names: Vec<usize>,
    /// With how many it names each other.
    pub mutual: Vec<usize>,
    /// On how many of the shortest ways between two others it lies: betweenness (Brandes 2001) over directed ties,
    /// each pair's ways together counting 1, divided by the (n-1)(n-2) ordered pairs of others; from 0 to 1.
    pub between: Vec<f64>,
}

/// The pairs of agencies that ties make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TiePairs {
    /// Pairs of agencies of which each names the other.
    pub mutual: usize,
    /// Pairs of which one names the other, and the other, which named somebody, does not.
    pub one_way: usize,
    /// Pairs of which one names the other, and the other named nobody, or was not heard.
    pub unanswered: usize,
}

impl TiePairs {
    /// The pairs of these ties, none of an agency with itself; `standings` says who was heard, by place.
    pub fn of(standings: &[Standing], ties: &BTreeSet<(usize, usize)>) -> Self {
        let mut pairs = Self::default();
        for (from, to) in ties.iter().filter(|(from, to)| from != to) {
            if ties.contains(&(*to, *from)) {
                // Both of its ties come by: the one that stands first counts.
                pairs.mutual += usize::from(from < to);
            } else if standings.get(*to) == Some(&Standing::Named) {
                pairs.one_way += 1;
            } else {
                pairs.unanswered += 1;
            }
        }
        pairs
    }

    /// Ties between agencies of which both named somebody: of the others nobody knows whether they go both ways.
    pub fn heard_ties(self) -> usize {
        2 * self.mutual + self.one_way
    }

    /// The share of ties between agencies that were both heard that go both ways (networkx: `overall_reciprocity` of
    /// the subgraph of those); `None` without such ties.
    pub fn reciprocity(self) -> Option<f64> {
        let (mutual, ties) = (u32::try_from(self.mutual * 2).ok()?, u32::try_from(self.heard_ties()).ok()?);
        (ties > 0).then(|| f64::from(mutual) / f64::from(ties))
    }
}

/// The agencies that pages of ties are about, by their places: those that are still asked, answered, or were named.
/// Counts, ties and measures are taken over these, and no others.
pub fn nodes(register: &Register, standings: &[Standing], mentions: &[Mention]) -> BTreeSet<usize> {
    let asked = register.agencies().iter().enumerate().filter(|(_, agency)| !agency.is_archived);
    let heard = standings.iter().enumerate().filter(|(_, standing)| **standing >= Standing::Blank);
    let named = mentions.iter().filter_map(|mention| match mention.to {
        Party::Agency(place) => Some(place),
        Party::Kind(_) | Party::Unregistered(_) => None,
    });
    asked.map(|(place, _)| place).chain(heard.map(|(place, _)| place)).chain(named).collect()
}

/// The measures of a graph whose `nodes` are places below `size`, and whose ties are ordered pairs of nodes (who names,
/// who is named), none of an agency with itself. What is no node has the measure 0.
pub fn measures(size: usize, nodes: &BTreeSet<usize>, ties: &BTreeSet<(usize, usize)>) -> Measures {
    let mut graph: DiGraph<usize, ()> = DiGraph::with_capacity(nodes.len(), ties.len());
    let index: BTreeMap<usize, NodeIndex> = nodes.iter().map(|place| (*place, graph.add_node(*place))).collect();
    for (from, to) in ties {
        if let (Some(from), Some(to)) = (index.get(from), index.get(to)) {
            graph.add_edge(*from, *to, ());
        }
    }
    // On one thread: the sums of several are not added in the same order on every run.
    let ways = betweenness_centrality(&graph, false, true, usize::MAX);
    let mut measures =
        Measures { named_by: vec![0; size], names: vec![0; size], mutual: vec![0; size], between: vec![0.0; size] };
    for (node, between) in graph.node_indices().zip(ways) {
        let place = graph[node];
        let degree = |direction| graph.edges_directed(node, direction).count();
        measures.named_by[place] = degree(Direction::Incoming);
        measures.names[place] = degree(Direction::Outgoing);
        measures.mutual[place] = graph.neighbors(node).filter(|other| graph.contains_edge(*other, node)).count();
        measures.between[place] = between.unwrap_or_default();
    }
    measures
}
