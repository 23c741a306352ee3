//! The page of crosstabs.

use serde::Serialize;

use super::address::{Address, said};
use super::charts::{ShownChart, charts};
use super::choices::{Select, name_of, select};
use super::sections::{Overview, SECTION, Shown, of_variable};
use super::{NOTES, Share, arrange, by_share, untested};
use crate::analysis::crosstab::{Crosstab, Significance, Subject, Untested, Variable};
use crate::analysis::dataset::Dimension;
use crate::definition::Questionnaire;
use crate::view::disclosure::Output;
use crate::view::field::{Choice, ErrorLine, FieldProblem, FormState, Typed};
use crate::view::results::{Arrangement, Counted, Switch, query, switches};
use crate::view::table::{LEGEND, ShownTable};

/// Names and labels of the page's fields.
const LABELS: [(&str, &str); 3] = [("row", "表側（行）"), ("column", "表頭（列・区分）"), ("share", "割合")];

/// What may stand down the side beside questions.
const ROWS: &[(&str, &str)] = &[
    ("", "選んでください"),
    ("all", "全ての設問"),
    ("agency_kind", "機関種別"),
    ("agency_group", "機関種別のまとまり"),
];

/// What may stand across the top beside questions.
const COLUMNS: &[(&str, &str)] = &[("agency_kind", "機関種別"), ("agency_group", "機関種別のまとまり")];

/// More that a reader should know of crosstabs on a page.
const CAUSES: &str = "調べられるのは、二つの回答の間の関係です。一方が他方の原因であることは示しません。";

/// What a crosstab page was asked for, as far as it could be read.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What the address says.
    pub typed: &'a Typed,
    /// What is wrong with it.
    pub problems: &'a [FieldProblem],
    /// How rows are arranged.
    pub arrangement: Arrangement,
    /// Whether anything was asked for at all.
    pub is_asked: bool,
}

/// The round whose answers are crossed.
#[derive(Debug, Serialize)]
pub struct Place {
    /// Its id, for addresses.
    pub round: String,
    /// What it is called.
    pub title: String,
    /// Whether the reader may see where each agency stands.
    pub has_board: bool,
    /// Whether all is shown, or what would be published.
    #[serde(flatten)]
    pub output: Output,
}

/// What was counted.
#[derive(Debug)]
pub struct Crossed {
    /// The crosstabs, as far as the reader may see them.
    pub tables: Vec<Crosstab>,
    /// What was kept from this reader, a sentence each.
    pub withheld: Vec<String>,
    /// What an answer stands for.
    pub counted: Counted,
}

impl Default for Crossed {
    fn default() -> Self {
        Self { tables: Vec::new(), withheld: Vec::new(), counted: Counted::Agencies }
    }
}

/// A crosstab as a table, not yet drawn.
pub(super) struct Prepared {
    crosstab: Crosstab,
    /// The table.
    pub(super) table: ShownTable,
    /// Its number among all that were counted.
    pub(super) number: usize,
    /// What stands down its side.
    pub(super) row: String,
    /// What stands out.
    pub(super) finding: String,
    /// The section of its question.
    pub(super) section: Option<usize>,
}

/// A crosstab on the page.
#[derive(Debug, Serialize)]
struct ShownCrosstab {
    #[serde(flatten)]
    table: ShownTable,
    number: usize,
    /// What stands out.
    finding: String,
    charts: Vec<ShownChart>,
}

/// What the page shows.
#[derive(Debug, Serialize)]
pub struct CrosstabPage {
    #[serde(flatten)]
    place: Place,
    errors: Vec<ErrorLine>,
    row: Select,
    column: Select,
    shares: Vec<Choice>,
    share_errors: Vec<String>,
    tests: bool,
    /// Kept by the form beside its own fields.
    kept: Vec<(String, String)>,
    /// What stands out in all tables, where they are those of every question.
    overview: Option<Overview>,
    switches: [Switch; 2],
    /// Behind the path of the results, to go back to.
    results_query: String,
    /// Behind the page's path: the same in the other output.
    other_output: String,
    is_asked: bool,
    why_untested: Option<String>,
    withheld: Vec<String>,
    notes: &'static [&'static str],
    causes: &'static str,
    legend: &'static str,
    tables: Vec<ShownCrosstab>,
}

impl CrosstabPage {
    /// Whether something is wrong with what was asked for.
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// The page. `offered` says which variables this reader may put across the top.
    pub fn new(
        place: Place,
        questionnaire: &Questionnaire,
        asked: Asked<'_>,
        crossed: Crossed,
        offered: impl Fn(&Variable) -> bool,
        fill: impl Fn(&str) -> String + Copy,
    ) -> Self {
        let Asked { typed, problems, arrangement, is_asked } = asked;
        let state = FormState { typed, problems };
        let row =
            state.required("row", LABELS[0].1, "数えるものです。件数などの数は、区分ごとの平均や中央値を示します。");
        let column = state.required("column", LABELS[1].1, "回答を分ける区分です。数を選ぶと、階級に分けます。");
        let share = state.optional("share", LABELS[2].1, "");
        let chosen = Share::from_name(typed.one("share")).unwrap_or_default();
        let tests = is_tested(typed);
        let prepared = |(number, crosstab)| {
            prepared(crosstab, number, questionnaire, crossed.counted, (chosen, arrangement), fill)
        };
        let tables: Vec<Prepared> = (1..).zip(crossed.tables).map(prepared).collect();
        let section = (typed.one("row") == "all").then(|| typed.one(SECTION));
        let shown = section.map_or(Shown::Every, |section| Shown::asked(questionnaire, &tables, section));
        let address = Address { asked: said(typed, chosen), section, output: place.output, arrangement };
        let overview = section.and_then(|_| {
            let beside: Vec<_> = address.asked().chain(arrangement.pairs()).collect();
            Overview::of(questionnaire, &tables, shown, &beside, fill)
        });
        Self {
            errors: state.summary(&LABELS),
            row: select(row, questionnaire, ROWS, |_| true, fill),
            column: select(column, questionnaire, COLUMNS, |one| has_groups(one) && offered(one), fill),
            shares: Share::ALL
                .iter()
                .map(|(share, name, label)| Choice {
                    value: (*name).to_owned(),
                    label: (*label).to_owned(),
                    help: String::new(),
                    is_chosen: *share == chosen,
                })
                .collect(),
            share_errors: share.errors,
            tests,
            kept: address.kept(),
            overview,
            switches: switches(arrangement, &address.said().collect::<Vec<_>>()),
            results_query: query(arrangement.pairs().into_iter().chain(address.publication())),
            other_output: address.other_output(),
            is_asked,
            why_untested: why_untested(tables.iter().map(|table| &table.crosstab)),
            withheld: crossed.withheld,
            notes: NOTES,
            causes: CAUSES,
            legend: LEGEND,
            tables: tables.into_iter().filter(|table| shown.has(table)).map(drawn).collect(),
            place,
        }
    }
}

/// Whether it tells answers apart: words that were written do not.
fn has_groups(variable: &Variable) -> bool {
    !matches!(variable.subject, Subject::Codes(Dimension::Given(_)))
}

/// Why nothing is tested on this page unless it is asked for.
fn why_untested<'t>(mut tables: impl Iterator<Item = &'t Crosstab>) -> Option<String> {
    let of_gathering = |crosstab: &Crosstab| match crosstab.significance {
        Significance::Untested(why @ (Untested::Census | Untested::Chosen)) => Some(why),
        _ => None,
    };
    let why = tables.find_map(of_gathering)?;
    Some(format!("{}目安として検定の結果をご覧になる場合は、「検定を行う」を選んで表示してください。", untested(why)))
}

fn prepared(
    mut crosstab: Crosstab,
    number: usize,
    questionnaire: &Questionnaire,
    counted: Counted,
    (share, arrangement): (Share, Arrangement),
    fill: impl Fn(&str) -> String,
) -> Prepared {
    let section = of_variable(questionnaire, &crosstab.rows);
    crosstab.rows.label = name_of(&crosstab.rows, questionnaire);
    crosstab.columns.label = name_of(&crosstab.columns, questionnaire);
    let left_out = arrange(&mut crosstab, arrangement);
    let mut table = by_share(&crosstab, counted, share);
    table.fill(&fill);
    let row = fill(&crosstab.rows.label);
    table.notes.extend((left_out > 0).then(|| format!("該当のない行（{left_out}行）を省いています。")));
    // The first note is what stands out: it stands above the table.
    let finding = if table.notes.is_empty() { String::new() } else { table.notes.remove(0) };
    Prepared { crosstab, table, number, row, finding, section }
}

fn drawn(prepared: Prepared) -> ShownCrosstab {
    let Prepared { crosstab, table, number, finding, .. } = prepared;
    let charts = charts(&crosstab, &table.title, &format!("chart-{}", table.id));
    ShownCrosstab { table, number, finding, charts }
}

/// Whether tests are asked for.
pub fn is_tested(typed: &Typed) -> bool {
    typed.one("test") == "on"
}
