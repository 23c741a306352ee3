//! The same questionnaire over several periods: tables with the periods side by side, and their lines.

mod numbers;
mod page;
mod rows;
#[cfg(test)]
mod tests;

pub use page::{About, Offered, PeriodLine, TrendList, TrendPage};

use super::chart::LineChart;
use super::results::{Counted, words};
use super::table::ShownTable;
use crate::analysis::trend::{Base, Lines, Step, Trend, TrendTable};
use crate::view::figures;

/// A table with its lines. The chart is apart from the table, since workbooks do not draw it.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendShown {
    /// The table.
    pub table: ShownTable,
    /// Its picture.
    pub chart: Option<LineChart>,
}

/// In place of figures where the version of a period did not have the option or the question.
const NOT_ASKED: &str = "／";

/// Below this many answers shares are marked.
const FEW: u64 = 30;

/// Every question as a table, those answered in words together at the end. `periods` are the headings.
pub fn shown(trend: &Trend, periods: &[String], counted: Counted) -> Vec<TrendShown> {
    let all = Shower { steps: &trend.steps, periods, counted };
    let (words, others): (Vec<_>, Vec<_>) =
        trend.tables.iter().partition(|table| matches!(table.lines, Lines::Answered(_)));
    let mut shown: Vec<TrendShown> = others.into_iter().map(|table| all.table(table)).collect();
    shown.extend(rows::gathered(&all, &words).map(|table| TrendShown { table, chart: None }));
    shown
}

/// What all tables are shown with.
struct Shower<'a> {
    steps: &'a [Step],
    periods: &'a [String],
    counted: Counted,
}

impl Shower<'_> {
    fn table(&self, table: &TrendTable) -> TrendShown {
        let newest = &table.newest;
        // A question whose type changed stands in two tables, which need two ids.
        let kind = if table.is_split { format!("-{}", newest.kind) } else { String::new() };
        let mut shown = ShownTable {
            id: format!("{}{kind}", newest.question.replace('.', "-")),
            title: newest.label.clone(),
            how: words::how(newest),
            base: "nは期間ごとに示します".to_owned(),
            notes: self.notes(table),
            side: "",
            spans: Vec::new(),
            head: Vec::new(),
            rows: Vec::new(),
            chart: None,
            chart_column: 0,
        };
        let chart = match &table.lines {
            Lines::Rows(lines) | Lines::Answered(lines) => Some(rows::fill(self, &mut shown, table, lines)),
            Lines::Items(lines) => numbers::items(self, &mut shown, table, lines),
            Lines::Grid(lines) => numbers::grid(self, &mut shown, table, lines),
        };
        // One period alone has no line.
        TrendShown { table: shown, chart: chart.filter(|_| self.periods.len() > 1) }
    }

    fn notes(&self, table: &TrendTable) -> Vec<String> {
        let mut notes = Vec::new();
        let mut say = |says: bool, note: &str| {
            if says {
                notes.push(note.to_owned());
            }
        };
        let is_rows = matches!(table.lines, Lines::Rows(_));
        say(table.newest.multiple && is_rows, "複数回答のため、割合の合計は100％を超えることがあります。");
        say(
            table.newest.kind == "ranking",
            "選べる数に限りがあるため、挙がっていないことは、関心や必要がないことを意味しません。",
        );
        say(table.is_split, "設問の答え方が期間によって異なるため、答え方ごとに別の表にし、互いに比べていません。");
        say(
            table.base_differs,
            "全ての機関に尋ねた期間と、該当する機関だけに尋ねた期間があるため、前の期間との差は示していません。",
        );
        say(
            is_rows && table.bases.iter().flatten().any(is_few),
            "nが30未満の期間の割合は参考値です。件数を先にご覧ください。",
        );
        say(has_gaps(&table.lines), "「／」は、その期間の調査票にない設問・選択肢です。0件とは異なります。");
        notes
    }

    /// 「令和7年度（n＝19　※30未満）」.
    fn heading(&self, period: usize, base: Option<&Base>) -> String {
        let label = self.periods.get(period).map_or("", String::as_str);
        match base {
            Some(base) => {
                let few = if is_few(base) { "　※30未満" } else { "" };
                format!("{label}（n＝{}{few}）", base.n.digits(figures::count))
            }
            None => format!("{label}（この設問はありません）"),
        }
    }

    /// Between which periods lines and changes are drawn.
    fn joined(&self) -> Vec<bool> {
        self.steps.iter().map(|step| step.is_joined()).collect()
    }
}

/// A hidden n is not marked: what is marked would be told.
fn is_few(base: &Base) -> bool {
    base.n.shown().is_some_and(|n| *n < FEW)
}

fn has_gaps(lines: &Lines) -> bool {
    match lines {
        Lines::Rows(lines) | Lines::Answered(lines) => lines.iter().any(|line| line.cells.contains(&None)),
        Lines::Items(lines) => lines.iter().any(|line| line.cells.contains(&None)),
        Lines::Grid(lines) => lines.iter().any(|line| line.cells.contains(&None)),
    }
}
