//! The gap page: who is there for whom (age bands down, ways of support across), beside the cases
//! that agencies wrote about.

use serde::Serialize;

use super::figures;
use super::table::Cell;
use crate::analysis::{Coverage, Heading};

/// The table and what it may claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownGaps {
    /// The ways of support, in the order of the survey.
    pub methods: Vec<String>,
    /// One an age band.
    pub rows: Vec<GapRow>,
    /// Whose answers stand behind it, a sentence each.
    pub sources: Vec<String>,
    /// What the figures may claim, a sentence each.
    pub claims: Vec<&'static str>,
}

/// One age band.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GapRow {
    /// The band.
    pub label: String,
    /// How many agencies had cases in the band.
    pub served: Cell,
    /// Agencies that had cases in the band and use this way of support: one a method.
    pub cells: Vec<GapCell>,
    /// Difficult cases of the band.
    pub difficult: Cell,
    /// Good cases of the band.
    pub good: Cell,
}

/// One combination of age band and way of support.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GapCell {
    /// Number of agencies.
    pub agencies: Cell,
    /// How thick the support is: `none`, `thin` (one or two agencies), `some`.
    pub level: &'static str,
    /// Whether nobody is there although agencies wrote about difficult cases of the band.
    pub is_marked: bool,
}

/// Up to how many agencies a combination is called thin.
const THIN: u64 = 2;

impl GapCell {
    /// A combination with so many agencies, in a band with so many difficult cases.
    pub fn new(agencies: u64, difficult: u64) -> Self {
        let level = match agencies {
            0 => "none",
            1..=THIN => "thin",
            _ => "some",
        };
        Self { agencies: Cell::count(agencies), level, is_marked: agencies == 0 && difficult > 0 }
    }
}

/// What the marks and shades mean.
pub const LEGEND: &str = "凡例：◆は、困難事例が寄せられた年代で、対応のあった機関が1つもない組合せです。斜線は0機関、薄い色は1～2機関、濃い色は3機関以上です。";

/// What the figures may claim.
pub const CLAIMS: &[&str] = &[
    "数は、その年代の方への対応が対象期間に1件以上あり、かつ、その対応方法を実施していると答えた機関の数です。その年代の方にその方法で対応したことを、直接示すものではありません。",
    "対応した実績がないことは、利用できないことを意味しません。利用できる年代や場は、各機関に確かめてください。",
    "事例は、各機関が選んで寄せたものです。地域にいる方の人数や割合を表すものではありません。",
    "挙がっていないことは、必要がないことを意味しません。各機関を評価したり、比べたりするものではありません。",
];

/// The table of a coverage, with the titles of the rounds it was read from.
pub fn shown(coverage: &Coverage, survey: &str, cases: Option<&str>) -> ShownGaps {
    let at = |counts: &[u64], band: usize| counts.get(band).copied().unwrap_or_default();
    let row = |(band, heading): (usize, &Heading)| {
        let difficult = at(&coverage.difficult, band);
        let cells = coverage.cells.get(band).map_or(&[][..], Vec::as_slice);
        GapRow {
            label: heading.label.clone(),
            served: Cell::count(at(&coverage.served, band)),
            cells: cells.iter().map(|agencies| GapCell::new(*agencies, difficult)).collect(),
            difficult: Cell::count(difficult),
            good: Cell::count(at(&coverage.good, band)),
        }
    };
    let mut sources =
        sources(survey, coverage.agencies, coverage.silent, cases.map(|round| (round, coverage.case_sheets)));
    if coverage.unplaced_cases > 0 {
        let count = figures::count(coverage.unplaced_cases);
        sources.push(format!("うち{count}件は、年代又は好事例・困難事例の別が分からないため、表に含みません。"));
    }
    ShownGaps {
        methods: coverage.methods.iter().map(|method| method.label.clone()).collect(),
        rows: coverage.bands.iter().enumerate().map(row).collect(),
        sources,
        claims: CLAIMS.to_vec(),
    }
}

/// Whose answers stand behind the table.
pub fn sources(survey: &str, agencies: u64, silent: u64, cases: Option<(&str, u64)>) -> Vec<String> {
    let mut sources = vec![format!("支援の状況：「{survey}」に回答した{}機関", figures::count(agencies))];
    if silent > 0 {
        sources.push(format!(
            "うち{}機関は、年代別の件数又は対応方法が無回答のため、表に含みません。",
            figures::count(silent)
        ));
    }
    sources.push(cases.map_or_else(
        || "事例：まだ寄せられていません。".to_owned(),
        |(round, count)| format!("事例：「{round}」に寄せられた{}件", figures::count(count)),
    ));
    sources
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_there_is_marked_only_where_a_difficult_case_is_known() {
        for (agencies, difficult, level, is_marked) in [
            (0, 0, "none", false),
            (0, 2, "none", true),
            (1, 2, "thin", false),
            (2, 0, "thin", false),
            (3, 5, "some", false),
        ] {
            let cell = GapCell::new(agencies, difficult);
            assert_eq!((cell.level, cell.is_marked), (level, is_marked));
        }
    }

    #[test]
    fn those_who_left_the_questions_blank_are_set_apart() {
        let sources = sources("アンケート", 20, 3, None);
        assert_eq!(sources[1], "うち3機関は、年代別の件数又は対応方法が無回答のため、表に含みません。");
        assert!(sources[2].contains("まだ寄せられていません"));
    }
}
