//! The handbook's points in its published cases, beside the network's own, as pages show them.

use std::collections::BTreeSet;

use serde::Serialize;

use super::figures;
use super::profiles::{Figure, figure};
use crate::analysis::points::{Marginals, PublishedCase, cases_with, cases_with_any, marginals};
use crate::analysis::profile::{Cases, Count, DIFFICULT, GOOD, VALENCE};

/// The codebook of the points, and so the attribute of cases.
pub const BOOK: &str = "handbook-points";

/// A point as codebooks name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its code.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The group it belongs to.
    pub group: String,
}

/// A row of the table of points.
#[derive(Debug, Clone, Serialize)]
pub struct PointLine {
    /// Such as 「7　本人に会えない」.
    pub label: String,
    /// Published cases.
    pub published: String,
    /// Difficult cases of the network.
    pub difficult: Figure,
    /// Good cases of the network.
    pub good: Figure,
}

/// A group of points.
#[derive(Debug, Clone, Serialize)]
pub struct PointGroup {
    /// What it is called.
    pub label: String,
    /// Published cases in which any of its points appears.
    pub published: String,
    /// Its points.
    pub points: Vec<PointLine>,
}

/// Published cases of a category by group of points.
#[derive(Debug, Clone, Serialize)]
pub struct CategoryLine {
    /// The category with its number of cases.
    pub label: String,
    /// One count a group.
    pub counts: Vec<String>,
}

/// A marginal of the published table.
#[derive(Debug, Clone, Serialize)]
pub struct MarginalTable {
    /// What is counted.
    pub title: &'static str,
    /// Words and counts.
    pub rows: Vec<(String, String)>,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct PointsPage {
    /// Which page of the gaps it is.
    pub here: &'static str,
    /// Whose cases these are.
    pub sources: Vec<String>,
    /// Points in their groups.
    pub groups: Vec<PointGroup>,
    /// Categories by group.
    pub categories: Vec<CategoryLine>,
    /// Marginals.
    pub marginals: Vec<MarginalTable>,
    /// How many cases were published.
    pub published: String,
}

/// The page of published cases and the network's own, of which the points are an attribute.
pub fn page(points: &[Point], published: &[PublishedCase], cases: &Cases, sources: Vec<String>) -> PointsPage {
    let mut names: Vec<&str> = Vec::new();
    for point in points {
        if !names.contains(&point.group.as_str()) {
            names.push(&point.group);
        }
    }
    let keys = |group: &str| -> BTreeSet<&str> {
        points.iter().filter(|point| point.group == group).map(|point| point.key.as_str()).collect()
    };
    let group = |name: &&str| PointGroup {
        label: (*name).to_owned(),
        published: figures::count(cases_with_any(published, &keys(name), None)),
        points: points.iter().filter(|point| point.group == *name).map(|point| line(point, published, cases)).collect(),
    };
    let all = marginals(published);
    let category = |(name, count): &(String, u64)| CategoryLine {
        label: format!("{name}（{count}件）"),
        counts: names.iter().map(|group| figures::count(cases_with_any(published, &keys(group), Some(name)))).collect(),
    };
    PointsPage {
        here: "points",
        sources,
        groups: names.iter().map(group).collect(),
        categories: all.categories.iter().map(category).collect(),
        marginals: tables(&all),
        published: figures::count(all.cases),
    }
}

fn line(point: &Point, published: &[PublishedCase], cases: &Cases) -> PointLine {
    let number = point.key.trim_start_matches('p');
    let own = |valence: &str| {
        let conditions: Option<Vec<_>> =
            [cases.condition(BOOK, &point.key), cases.condition(VALENCE, valence)].into_iter().collect();
        match conditions {
            Some(conditions) => figure(cases, &conditions, None, cases.count(&conditions)),
            None => figure(cases, &[], None, Count::default()),
        }
    };
    PointLine {
        label: format!("{number}　{}", point.label),
        published: figures::count(cases_with(published, &point.key)),
        difficult: own(DIFFICULT),
        good: own(GOOD),
    }
}

fn tables(all: &Marginals) -> Vec<MarginalTable> {
    let rows = |counts: &[(String, u64)]| {
        counts.iter().map(|(words, count)| (words.clone(), figures::count(*count))).collect::<Vec<_>>()
    };
    let marks = all.marks.iter().map(|(words, count)| ((*words).to_owned(), figures::count(*count))).collect();
    vec![
        MarginalTable { title: "年代", rows: rows(&all.ages) },
        MarginalTable { title: "最初の相談者", rows: rows(&all.consulters) },
        MarginalTable { title: "印が付いている事例", rows: marks },
    ]
}
