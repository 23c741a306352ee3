//! Tables in long form, for machines: one datum a record.

use indexmap::IndexMap;
use serde::Serialize;

use super::figure::Figure;
use super::published::Published;
use super::share;
use super::table::{Figures, GridFigures, Item, Row, Table, Tables};

/// One figure with everything that says what it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    /// Key of the questionnaire.
    pub definition: String,
    /// Key of the question, `repeat.question` inside a repeat.
    pub question: String,
    /// What was asked.
    pub question_label: String,
    /// The question's type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Whether one answer can count in several rows.
    pub multiple: bool,
    /// Code of the group; empty over all answers.
    pub group: String,
    /// What people read; 全体 over all answers.
    pub group_label: String,
    /// Code of the option, item or grid row; empty for the question as a whole.
    pub row: String,
    /// What people read.
    pub row_label: String,
    /// Key of the grid's column; empty elsewhere.
    pub column: String,
    /// What people read.
    pub column_label: String,
    /// What the figure is: `count percent n unknown sum mean median min max answered`.
    pub measure: &'static str,
    /// The figure; empty where there is none or it is hidden.
    pub value: Option<String>,
    /// Its unit.
    pub unit: String,
    /// To how many the question was shown: the base of shares; empty where it is hidden.
    pub base: Option<u64>,
    /// Whether the figure is hidden (秘匿): 1 or 0.
    #[serde(serialize_with = "as_digit")]
    pub hidden: bool,
}

const ANSWERS: &str = "回答";
const TOTAL: (&str, &str) = ("total", "計");
const ALL: (&str, &str) = ("", "");

/// Every figure of every table, in order.
pub fn records(tables: &Tables) -> Vec<Record> {
    let mut records = Vec::new();
    for table in &tables.tables {
        let mut part = Part { definition: &tables.definition, table, group: ("", "全体"), base: table.n, records };
        part.figures(&table.figures, table.blank);
        records = part.records;
        for group in table.grouping.iter().flat_map(|grouping| &grouping.groups) {
            let place = (group.code.as_str(), group.label.as_str());
            let mut part = Part { definition: &tables.definition, table, group: place, base: group.n, records };
            part.figures(&group.figures, group.blank);
            records = part.records;
        }
    }
    records
}

/// The figures of one table and group in the making.
struct Part<'a> {
    definition: &'a str,
    table: &'a Table,
    group: (&'a str, &'a str),
    base: Published<u64>,
    records: Vec<Record>,
}

impl Part<'_> {
    fn figures(&mut self, figures: &Figures, blank: Published<u64>) {
        match figures {
            Figures::Rows { rows } => rows.iter().for_each(|row| self.row(row)),
            Figures::Items { items } => {
                items.iter().for_each(|item| self.item(item));
                self.share(("blank", "無回答"), blank);
            }
            Figures::Grid(grid) => {
                self.grid(grid);
                self.share(("blank", "無回答"), blank);
            }
            Figures::Answered { answered } => {
                self.share(("answered", "記入あり"), *answered);
                self.share(("blank", "無回答"), blank);
            }
        }
    }

    fn put(
        &mut self,
        row: (&str, &str),
        column: (&str, &str),
        measure: &'static str,
        value: Published<Option<String>>,
        unit: &str,
    ) {
        self.records.push(Record {
            definition: self.definition.to_owned(),
            question: self.table.question.clone(),
            question_label: self.table.label.clone(),
            kind: self.table.kind,
            multiple: self.table.multiple,
            group: self.group.0.to_owned(),
            group_label: self.group.1.to_owned(),
            row: row.0.to_owned(),
            row_label: row.1.to_owned(),
            column: column.0.to_owned(),
            column_label: column.1.to_owned(),
            measure,
            hidden: value.is_hidden(),
            value: value.shown().cloned().flatten(),
            unit: unit.to_owned(),
            base: self.base.shown().copied(),
        });
    }

    fn row(&mut self, row: &Row) {
        let percent = row.percent.clone();
        self.share_of((&row.code, &row.label), row.count, percent);
    }

    /// A count and its share; no share where the base is 0.
    fn share(&mut self, row: (&str, &str), count: Published<u64>) {
        let percent = share::published(count, self.base);
        self.share_of(row, count, percent);
    }

    fn share_of(&mut self, row: (&str, &str), count: Published<u64>, percent: Published<String>) {
        self.put(row, ALL, "count", count.map(|count| Some(count.to_string())), ANSWERS);
        let percent = percent.map(|percent| (self.base != 0).then_some(percent));
        self.put(row, ALL, "percent", percent, "%");
    }

    fn item(&mut self, item: &Item) {
        let row = (item.key.as_str(), item.label.as_str());
        self.put(row, ALL, "n", item.n.map(|n| Some(n.to_string())), ANSWERS);
        self.put(row, ALL, "unknown", item.unknown.map(|unknown| Some(unknown.to_string())), ANSWERS);
        let unit = self.table.unit.clone().unwrap_or_default();
        let figures =
            [("sum", item.sum), ("mean", item.mean), ("median", item.median), ("min", item.min), ("max", item.max)];
        for (measure, figure) in figures {
            self.put(row, ALL, measure, text(figure), &unit);
        }
    }

    fn grid(&mut self, grid: &GridFigures) {
        let unit = self.table.unit.clone().unwrap_or_default();
        for row in &grid.rows {
            let side = (row.key.as_str(), row.label.as_str());
            for column in &grid.columns {
                let cell = of(grid.cells.get(&row.key), &column.key);
                self.put(side, (&column.key, &column.label), "sum", text(cell), &unit);
            }
            self.put(side, TOTAL, "sum", text(of(Some(&grid.row_totals), &row.key)), &unit);
        }
        for column in &grid.columns {
            let total = of(Some(&grid.column_totals), &column.key);
            self.put(TOTAL, (&column.key, &column.label), "sum", text(total), &unit);
        }
        self.put(TOTAL, TOTAL, "sum", text(grid.total), &unit);
    }
}

type Line = IndexMap<String, Published<Option<Figure>>>;

/// A figure of a line; none where the line has no such key.
fn of(line: Option<&Line>, key: &str) -> Published<Option<Figure>> {
    line.and_then(|line| line.get(key)).copied().unwrap_or(Published::Shown(None))
}

fn text(figure: Published<Option<Figure>>) -> Published<Option<String>> {
    figure.map(|figure| figure.map(|figure| figure.to_string()))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
fn as_digit<S: serde::Serializer>(hidden: &bool, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u8(u8::from(*hidden))
}
