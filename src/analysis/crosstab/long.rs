//! Crosstabs in long form, for machines: one datum a record.

use serde::Serialize;

use super::counts::CountTable;
use super::json::Crosstabs;
use super::numbers::{NumberGroup, NumberTable};
use super::significance::Significance;
use super::sums::SumTable;
use super::{Contents, Crosstab};
use crate::analysis::statistics::Test;
use crate::analysis::{Figure, Published};

/// One figure with everything that says what it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CrossRecord {
    /// Key of the questionnaire.
    pub definition: String,
    /// Name of what stands down the side.
    pub question: String,
    /// What was asked.
    pub question_label: String,
    /// The question's type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Name of what stands across the top.
    pub by: String,
    /// What was asked.
    pub by_label: String,
    /// Code of the group; empty for all together.
    pub group: String,
    /// What people read.
    pub group_label: String,
    /// Code of the row; empty for the group as a whole.
    pub row: String,
    /// What people read.
    pub row_label: String,
    /// What the figure is: `count column_percent row_percent total_percent not_asked residual p_holm` of
    /// counts; `n unknown blank sum mean median lower_quartile upper_quartile min max` of numbers; `test
    /// statistic df p cramers_v samples seed untested tests` of the table as a whole.
    pub measure: &'static str,
    /// The figure; empty where there is none, and where it is hidden.
    pub value: Option<String>,
    /// Its unit.
    pub unit: String,
    /// The base of column shares; empty where it is hidden.
    pub base: Option<u64>,
    /// 1 where the figure is hidden to protect persons, else 0.
    pub hidden: u8,
}

const ANSWERS: &str = "回答";
const PERCENT: &str = "%";

/// Every figure of every table, in order.
pub fn records(crosstabs: &Crosstabs) -> Vec<CrossRecord> {
    let mut records = Vec::new();
    for crosstab in &crosstabs.tables {
        let mut part = Part { definition: &crosstabs.definition, crosstab, records: Vec::new() };
        match &crosstab.contents {
            Contents::Counts(table) => part.counts(table),
            Contents::Numbers(table) => part.numbers(table),
            Contents::Sums(table) => part.sums(table),
        }
        part.significance();
        records.append(&mut part.records);
    }
    records
}

/// A code with what people read.
type Named<'a> = (&'a str, &'a str);

/// No group, or no row.
const WHOLE: Named<'static> = ("", "");

struct Part<'a> {
    definition: &'a str,
    crosstab: &'a Crosstab,
    records: Vec<CrossRecord>,
}

impl Part<'_> {
    fn put(
        &mut self,
        group: (Named<'_>, Published<u64>),
        row: Named<'_>,
        measure: &'static str,
        value: Published<Option<String>>,
        unit: &str,
    ) {
        let Crosstab { rows, columns, .. } = self.crosstab;
        let ((code, label), base) = group;
        self.records.push(CrossRecord {
            definition: self.definition.to_owned(),
            question: rows.name.clone(),
            question_label: rows.label.clone(),
            kind: rows.kind,
            by: columns.name.clone(),
            by_label: columns.label.clone(),
            group: code.to_owned(),
            group_label: label.to_owned(),
            row: row.0.to_owned(),
            row_label: row.1.to_owned(),
            measure,
            hidden: u8::from(value.is_hidden()),
            value: value.shown().cloned().flatten(),
            unit: unit.to_owned(),
            base: base.shown().copied(),
        });
    }

    fn counts(&mut self, table: &CountTable) {
        let all = ((table.all.code.as_str(), table.all.label.as_str()), table.all.n);
        for (at, row) in table.rows.iter().enumerate() {
            let name = (row.code.as_str(), row.label.as_str());
            self.put(all, name, "count", digits(row.total), ANSWERS);
            self.put(all, name, "column_percent", share(table.share_of_all(at)), PERCENT);
            for (column, (cell, group)) in row.cells.iter().zip(&table.columns).enumerate() {
                let group = ((group.code.as_str(), group.label.as_str()), group.n);
                self.put(group, name, "count", digits(cell.count), ANSWERS);
                self.put(group, name, "column_percent", share(table.column_share(at, column)), PERCENT);
                self.put(group, name, "row_percent", share(table.row_share(at, column)), PERCENT);
                self.put(group, name, "total_percent", share(table.total_share(at, column)), PERCENT);
                if let Some(residual) = cell.residual {
                    self.put(group, name, "residual", Some(residual.to_string()).into(), "");
                }
                if let Some(test) = cell.test {
                    self.put(group, name, "p_holm", Some(test.p_holm.to_string()).into(), "");
                }
            }
        }
        for group in std::iter::once(&table.all).chain(&table.columns) {
            let named = ((group.code.as_str(), group.label.as_str()), group.n);
            self.put(named, WHOLE, "not_asked", digits(group.not_asked), ANSWERS);
        }
    }

    fn numbers(&mut self, table: &NumberTable) {
        let unit = self.crosstab.rows.unit.clone().unwrap_or_default();
        for group in std::iter::once(&table.all).chain(&table.groups) {
            let NumberGroup { code, label, n, unknown, blank, sum, mean, min, max, .. } = group;
            let named = ((code.as_str(), label.as_str()), group.asked());
            for (measure, count) in [("n", n), ("unknown", unknown), ("blank", blank)] {
                self.put(named, WHOLE, measure, digits(*count), ANSWERS);
            }
            let figures = [
                ("sum", *sum),
                ("mean", *mean),
                ("median", group.median),
                ("lower_quartile", group.quartile(|quartiles| quartiles.lower)),
                ("upper_quartile", group.quartile(|quartiles| quartiles.upper)),
                ("min", *min),
                ("max", *max),
            ];
            for (measure, figure) in figures {
                self.put(named, WHOLE, measure, text(figure), &unit);
            }
        }
    }

    fn sums(&mut self, table: &SumTable) {
        let unit = self.crosstab.rows.unit.clone().or_else(|| self.crosstab.columns.unit.clone()).unwrap_or_default();
        let all = &table.all;
        let whole = ((all.heading.key.as_str(), all.heading.label.as_str()), all.n);
        for (at, row) in table.rows.iter().enumerate() {
            let name = (row.key.as_str(), row.label.as_str());
            self.put(whole, name, "sum", text(table.row_total(at)), &unit);
            self.put(whole, name, "column_percent", share(table.share_of_all(at)), PERCENT);
            for (column, group) in table.columns.iter().enumerate() {
                let named = ((group.heading.key.as_str(), group.heading.label.as_str()), group.n);
                self.put(named, name, "sum", text(table.cell(at, column)), &unit);
                self.put(named, name, "column_percent", share(table.column_share(at, column)), PERCENT);
                self.put(named, name, "row_percent", share(table.row_share(at, column)), PERCENT);
                self.put(named, name, "total_percent", share(table.total_share(at, column)), PERCENT);
            }
        }
        for group in std::iter::once(all).chain(&table.columns) {
            let named = ((group.heading.key.as_str(), group.heading.label.as_str()), group.n);
            self.put(named, WHOLE, "sum", text(group.total), &unit);
        }
    }

    fn significance(&mut self) {
        let whole = ((WHOLE.0, WHOLE.1), 0.into());
        match self.crosstab.significance {
            Significance::Untested(why) => self.put(whole, WHOLE, "untested", code(&why).into(), ""),
            Significance::ByOption { tests } => self.put(whole, WHOLE, "tests", Some(tests.to_string()).into(), ""),
            Significance::Whole(Test { name, statistic, df, p, cramers_v, simulation, .. }) => {
                let number = |number: Option<f64>| number.map(|number| number.to_string()).into();
                self.put(whole, WHOLE, "test", code(&name).into(), "");
                self.put(whole, WHOLE, "statistic", number(statistic), "");
                self.put(whole, WHOLE, "df", df.map(|df| df.to_string()).into(), "");
                self.put(whole, WHOLE, "p", number(Some(p)), "");
                self.put(whole, WHOLE, "cramers_v", number(cramers_v), "");
                if let Some(simulation) = simulation {
                    self.put(whole, WHOLE, "samples", Some(simulation.samples.to_string()).into(), "");
                    self.put(whole, WHOLE, "seed", Some(simulation.seed.to_string()).into(), "");
                }
            }
        }
    }
}

/// No share where the base is 0.
fn share(percent: Published<String>) -> Published<Option<String>> {
    percent.map(|percent| (percent != "-").then_some(percent))
}

fn digits(count: Published<u64>) -> Published<Option<String>> {
    count.map(|count| Some(count.to_string()))
}

fn text(figure: Published<Option<Figure>>) -> Published<Option<String>> {
    figure.map(|figure| figure.map(|figure| figure.to_string()))
}

/// The name that JSON has for it.
fn code(of: &impl Serialize) -> Option<String> {
    serde_json::to_value(of).ok()?.as_str().map(str::to_owned)
}
