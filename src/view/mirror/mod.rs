//! Factors of difficult and good cases that mirror each other, as pages show them.

use serde::Serialize;

use super::chart::{Paired, PairedBar};
use super::figures;
use super::profiles::{Figure, figure};
use crate::analysis::mirror::{Factor, Mirror, Mirrored};
use crate::analysis::profile::Cases;

/// A factor.
#[derive(Debug, Clone, Serialize)]
pub struct FactorView {
    /// What it is called.
    pub label: String,
    /// How many cases have it.
    pub figure: Figure,
}

/// Pairs of one strength, as picture and table.
#[derive(Debug, Clone, Serialize)]
pub struct PairsView {
    /// Unique on the page.
    pub id: &'static str,
    /// What they are called.
    pub title: &'static str,
    /// What that means.
    pub about: &'static str,
    /// Difficult and good.
    pub pairs: Vec<(FactorView, FactorView)>,
    /// The same as a picture.
    pub svg: String,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct MirrorPage {
    /// Which page of the gaps it is.
    pub here: &'static str,
    /// Whose cases these are.
    pub sources: Vec<String>,
    /// Close pairs, then loose ones, as far as there are any.
    pub groups: Vec<PairsView>,
    /// Factors of difficult cases without a counterpart.
    pub only_difficult: Vec<FactorView>,
    /// Factors of good cases without one.
    pub only_good: Vec<FactorView>,
    /// Whether any case has been coded.
    pub is_coded: bool,
}

/// The page of the cases.
pub fn page(cases: &Cases, mirror: &Mirror, mut sources: Vec<String>) -> MirrorPage {
    let (difficult, good) = mirror.coded;
    if !sources.is_empty() {
        sources.push(format!(
            "要因が分類されている事例：困難事例{}件、好事例{}件",
            figures::count(difficult.cases),
            figures::count(good.cases)
        ));
    }
    if mirror.without != (0, 0) {
        let (difficult, good) = mirror.without;
        sources.push(format!(
            "読み手が読み終え、当てはまる要因がなかった事例：困難事例{}件、好事例{}件",
            figures::count(difficult),
            figures::count(good)
        ));
    }
    if mirror.uncoded != (0, 0) {
        let (difficult, good) = mirror.uncoded;
        sources.push(format!(
            "まだ要因が分類されていない困難事例{}件、好事例{}件は、数えていません。",
            figures::count(difficult),
            figures::count(good)
        ));
    }
    let full = mirror.close.iter().chain(&mirror.loose).flat_map(|pair| [pair.difficult.count, pair.good.count]);
    let full = full.map(|count| count.cases).max().unwrap_or_default();
    let groups = [
        ("close", "向かい合う要因", "一方があるかないかが、そのまま裏表になる組です。", &mirror.close),
        (
            "loose",
            "緩やかに向かい合う要因",
            "関わりはあっても、裏表とまではいえない組です。数を直接比べないでください。",
            &mirror.loose,
        ),
    ];
    let group = |(id, title, about, pairs): (&'static str, &'static str, &'static str, &Vec<Mirrored>)| PairsView {
        id,
        title,
        about,
        pairs: pairs.iter().map(|pair| (factor(cases, &pair.difficult), factor(cases, &pair.good))).collect(),
        svg: chart(cases, (title, id == "loose"), pairs, full).svg(&format!("chart-{id}")),
    };
    MirrorPage {
        here: "mirror",
        sources,
        groups: groups.into_iter().filter(|(_, _, _, pairs)| !pairs.is_empty()).map(group).collect(),
        only_difficult: mirror.only_difficult.iter().map(|one| factor(cases, one)).collect(),
        only_good: mirror.only_good.iter().map(|one| factor(cases, one)).collect(),
        is_coded: difficult.cases + good.cases > 0,
    }
}

fn factor(cases: &Cases, factor: &Factor) -> FactorView {
    FactorView { label: factor.heading.label.clone(), figure: figure(cases, &factor.conditions, None, factor.count) }
}

#[expect(clippy::cast_precision_loss, reason = "counts of cases stay far below 2^53")]
fn chart(cases: &Cases, (title, is_loose): (&str, bool), pairs: &[Mirrored], full: u64) -> Paired {
    let bar = |one: &Factor| PairedBar {
        label: one.heading.label.clone(),
        value: one.count.cases as f64,
        text: figure(cases, &one.conditions, None, one.count).text,
    };
    Paired {
        title: title.to_owned(),
        series: ["困難事例".to_owned(), "好事例".to_owned()],
        pairs: pairs.iter().map(|pair| [bar(&pair.difficult), bar(&pair.good)]).collect(),
        is_loose,
        full: full as f64,
    }
}
