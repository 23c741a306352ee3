//! A table for people: 表頭 across, 表側 down, with what its figures may claim beside it.

use serde::Serialize;

use super::chart::Chart;
use super::figures;
use crate::analysis::published::HIDDEN;
use crate::analysis::{Figure, Published};

/// A table as pages and workbooks show it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownTable {
    /// Unique on a page and in a workbook; ASCII letters, digits, `-` and `_`.
    pub id: String,
    /// What was asked.
    pub title: String,
    /// How it was asked: 単一回答（SA）, 複数回答（MA）, 数量 …
    pub how: &'static str,
    /// n and what it counts.
    pub base: String,
    /// What the reader should know of it, a sentence each.
    pub notes: Vec<String>,
    /// What the rows are: the heading of the 表側.
    pub side: &'static str,
    /// Headings over several columns; empty where there are none.
    pub spans: Vec<Span>,
    /// 表頭: one heading a column.
    pub head: Vec<String>,
    /// 表側 and figures.
    pub rows: Vec<ShownRow>,
    /// The same as a picture.
    #[serde(skip)]
    pub chart: Option<Chart>,
    /// The first column that the chart shows.
    #[serde(skip)]
    pub chart_column: usize,
}

impl ShownTable {
    /// Replaces what stands in braces in labels that came from the questionnaire.
    pub fn fill(&mut self, fill: impl Fn(&str) -> String) {
        self.title = fill(&self.title);
        for row in &mut self.rows {
            row.label = fill(&row.label);
        }
        if let Some(chart) = &mut self.chart {
            chart.set_title(fill(chart.title()));
        }
    }

    /// Whether it holds no more than how many answered a question in words.
    pub fn is_only_answered(&self) -> bool {
        matches!(self.how, WRITTEN | DATED)
    }
}

/// How a question in words was asked.
pub const WRITTEN: &str = "記述";
/// How a question for a date was asked.
pub const DATED: &str = "日付";

/// A heading over several columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// What stands in it.
    pub label: String,
    /// Over how many columns.
    pub columns: usize,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownRow {
    /// What the row is.
    pub label: String,
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// What kind of row it is.
    pub role: Role,
}

/// What kind of row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// An option, an item, a band.
    Body,
    /// 無回答
    Blank,
    /// 合計
    Total,
}

/// One figure: as text on a page, as a number in a workbook.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// As people read it.
    pub text: String,
    /// Its value; `None` where the cell holds a symbol or words.
    #[serde(skip)]
    pub number: Option<f64>,
    /// Digits after the point.
    #[serde(skip)]
    pub decimals: u8,
}

impl Cell {
    /// A count.
    #[expect(clippy::cast_precision_loss, reason = "counts of answers stay far below 2^53")]
    pub fn count(value: impl Into<Published<u64>>) -> Self {
        match value.into() {
            Published::Shown(value) => Self { text: figures::count(value), number: Some(value as f64), decimals: 0 },
            Published::Hidden => Self::hidden(),
        }
    }

    /// A share in percent as the analysis writes it: one decimal, or `-` where the base is 0.
    pub fn share(percent: &str) -> Self {
        Self { text: percent.to_owned(), number: percent.parse().ok(), decimals: 1 }
    }

    /// The same of a share that may be hidden.
    pub fn published_share(percent: &Published<String>) -> Self {
        percent.shown().map_or_else(Self::hidden, |percent| Self::share(percent))
    }

    /// A sum, mean or other amount; `None` is shown as `-`.
    pub fn amount(value: Option<f64>, decimals: u8) -> Self {
        value.map_or_else(
            || Self::words("-"),
            |value| Self { text: figures::amount(value, decimals), number: Some(value), decimals },
        )
    }

    /// The same of a figure that may be hidden.
    pub fn figure(value: Published<Option<Figure>>, decimals: u8) -> Self {
        match value {
            Published::Shown(value) => Self::amount(value.map(|figure| figure.0), decimals),
            Published::Hidden => Self::hidden(),
        }
    }

    /// A figure that is kept back.
    pub fn hidden() -> Self {
        Self::words(HIDDEN)
    }

    /// Words or a symbol.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: None, decimals: 0 }
    }
}

/// A fact about a round, such as 配布数 and 26機関.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// Its value in words.
    pub value: String,
}

impl Fact {
    /// A fact.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// What the symbols in tables mean; stands under every sheet and page of tables.
pub const LEGEND: &str =
    "凡例：「-」は該当なし又は計算できないもの、「0.0」は単位未満、「…」は不詳、「x」は秘匿した値、「△」は負の値です。";
