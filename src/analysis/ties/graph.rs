//! Measures of the graph of agencies.

use std::collections::BTreeSet;

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use rustworkx_core::centrality::betweenness_centrality;

use super::mentions::Standing;

/// Measures of a graph: of each agency, by its place in the register, and of the whole.
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
    /// Pairs of agencies of which each names the other.
    pub mutual_pairs: usize,
    /// Pairs of which one names the other, and the other, which named somebody, does not.
    pub one_way_pairs: usize,
    /// Pairs of which one names the other, and the other named nobody, or was not heard.
    pub unanswered_pairs: usize,
    /// How many ties there are: ordered pairs.
    pub ties: usize,
}

impl Measures {
    /// The share of ties that go both ways (networkx: `overall_reciprocity`); `None` without ties.
    pub fn reciprocity(&self) -> Option<f64> {
        let (mutual, ties) = (u32::try_from(self.mutual_pairs * 2).ok()?, u32::try_from(self.ties).ok()?);
        (ties > 0).then(|| f64::from(mutual) / f64::from(ties))
    }
}

/// The measures of a graph whose nodes are the agencies of the register, and whose ties are ordered pairs (who names,
/// who is named) of places below `standings.len()`, none of an agency with itself.
pub fn measures(standings: &[Standing], ties: &BTreeSet<(usize, usize)>) -> Measures {
    let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(standings.len(), ties.len());
    let nodes: Vec<NodeIndex> = standings.iter().map(|_| graph.add_node(())).collect();
    for (from, to) in ties {
        graph.add_edge(nodes[*from], nodes[*to], ());
    }
    let degree = |direction| nodes.iter().map(|node| graph.edges_directed(*node, direction).count()).collect();
    let is_mutual = |node: NodeIndex, other: NodeIndex| graph.contains_edge(other, node);
    let mutual: Vec<usize> =
        nodes.iter().map(|node| graph.neighbors(*node).filter(|other| is_mutual(*node, *other)).count()).collect();
    let (mut one_way, mut unanswered) = (0, 0);
    for (_, to) in ties.iter().filter(|(from, to)| !ties.contains(&(*to, *from)) && from != to) {
        if standings[*to] == Standing::Named { one_way += 1 } else { unanswered += 1 }
    }
    // On one thread: the sums of several are not added in the same order on every run.
    let between = betweenness_centrality(&graph, false, true, usize::MAX);
    Measures {
        named_by: degree(Direction::Incoming),
        names: degree(Direction::Outgoing),
        mutual_pairs: mutual.iter().sum::<usize>() / 2,
        mutual,
        between: between.into_iter().map(Option::unwrap_or_default).collect(),
        one_way_pairs: one_way,
        unanswered_pairs: unanswered,
        ties: ties.len(),
    }
}
