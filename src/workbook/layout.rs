//! How wide and high a table is on paper.

use unicode_width::UnicodeWidthStr;

use super::page::{self, HALVES, Paper};
use crate::view::chart::Chart;
use crate::view::table::{Role, ShownTable};

/// The columns that the tables of a sheet share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Geometry {
    /// Width of the 表側, in units of column width.
    pub(super) side: f64,
    /// Width of each column of figures.
    pub(super) column: f64,
    /// How many of them.
    pub(super) columns: u16,
    /// Which way the paper lies.
    pub(super) paper: Paper,
}

/// The most columns of figures that a table of a section's own sheet has.
pub(super) const MOST_COLUMNS: usize = 7;

impl Geometry {
    /// What all sheets of sections have, so that they are printed alike.
    pub(super) const SECTION: Self = Self { side: 36.0, column: 9.6, columns: 7, paper: Paper::Portrait };

    /// A sheet for one table.
    pub(super) fn alone(table: &ShownTable) -> Self {
        let columns = u16::try_from(table.head.len()).unwrap_or(u16::MAX);
        let paper = if columns > 8 { Paper::Landscape } else { Paper::Portrait };
        Self { side: if columns <= 4 { 56.0 } else { 38.0 }, column: 11.0, columns, paper }
    }

    /// All columns together, in units of column width.
    pub(super) fn letters(&self) -> f64 {
        self.side + self.column * f64::from(self.columns)
    }

    /// The same in pixels.
    pub(super) fn pixels(&self) -> f64 {
        page::pixels(self.side) + page::pixels(self.column) * f64::from(self.columns)
    }

    /// How high a page is, in points of this sheet, which is made smaller until its columns fit.
    pub(super) fn page_height(&self) -> f64 {
        let (width, height) = self.paper.room();
        let scale = (width / (self.pixels() * page::POINTS_OF_A_PIXEL)).min(1.0);
        // Printers and programs differ a little in their letters.
        height / scale * 0.96
    }
}

/// Where a table's chart stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Spot {
    /// There is none.
    None,
    /// At the right of the table, so many columns from the left.
    Beside(u16),
    /// Under it, in a row of its own.
    Below,
}

/// The heights of a table's rows, in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heights {
    pub(super) title: f64,
    pub(super) base: f64,
    /// Of headings over several columns, where there are some.
    pub(super) spans: Option<f64>,
    pub(super) head: f64,
    pub(super) rows: Vec<f64>,
    /// What a chart beside the table is higher than it.
    pub(super) filler: f64,
    pub(super) notes: Vec<f64>,
    /// Of the row with the chart, where it stands below.
    pub(super) chart: f64,
    pub(super) spot: Spot,
}

/// Under this a chart cannot be read.
const LEAST_CHART: f64 = 112.0;
/// Letters of headings are smaller than those that widths are counted in.
const HEAD: f64 = 1.16;
/// The widest label, in half-width letters, that is read well at the side of a small chart.
const MOST_LABEL: usize = 36;
const LINE: f64 = 16.5;
const AROUND: f64 = 3.5;

impl Heights {
    /// The heights of a table under a title, on a sheet of these columns.
    pub(super) fn of(table: &ShownTable, title: &str, geometry: Geometry) -> Self {
        let words = |text: &str, letters: f64| f64::from(page::lines(text, letters * HALVES)) * LINE + AROUND;
        let highest = |texts: &mut dyn Iterator<Item = &str>, letters: f64| {
            texts.map(|text| words(text, letters)).fold(0.0, f64::max)
        };
        let spans = (!table.spans.is_empty()).then(|| {
            let widths = table.spans.iter().map(|span| {
                let columns = u16::try_from(span.columns).unwrap_or(1).max(1);
                words(&span.label, geometry.column * f64::from(columns) * HEAD)
            });
            widths.fold(0.0, f64::max)
        });
        let head = highest(&mut table.head.iter().map(String::as_str), geometry.column * HEAD).max(words("", 1.0));
        let rows: Vec<f64> = table.rows.iter().map(|row| words(&row.label, geometry.side)).collect();
        let spot = spot(table, geometry);
        let height = spans.unwrap_or(0.0) + head + rows.iter().sum::<f64>();
        Self {
            title: f64::from(page::lines(title, geometry.letters() / 1.06 * HALVES)) * 18.0 + 5.0,
            base: words("", 1.0),
            spans,
            head,
            filler: if matches!(spot, Spot::Beside(_)) { (LEAST_CHART - height).max(0.0) } else { 0.0 },
            notes: table.notes.iter().map(|note| words(&format!("注　{note}"), geometry.letters() * 1.1)).collect(),
            chart: if spot == Spot::Below { below(table) } else { 0.0 },
            spot,
            rows,
        }
    }

    /// The table from the first heading to the last row, with room for a chart beside it.
    pub(super) fn body(&self) -> f64 {
        self.spans.unwrap_or(0.0) + self.head + self.rows.iter().sum::<f64>() + self.filler
    }

    /// Everything, with the blank row after it.
    pub(super) fn total(&self) -> f64 {
        self.title + self.base + self.body() + self.notes.iter().sum::<f64>() + self.chart + AFTER
    }
}

/// The blank row after a table.
pub(super) const AFTER: f64 = 16.0;

fn spot(table: &ShownTable, geometry: Geometry) -> Spot {
    let columns = u16::try_from(table.head.len()).unwrap_or(u16::MAX);
    match &table.chart {
        None => Spot::None,
        Some(_) if bars(table) == 0 => Spot::None,
        Some(Chart::Bars(_)) if columns + 4 <= geometry.columns && widest_label(table) <= MOST_LABEL => {
            Spot::Beside(columns + 1)
        }
        Some(_) => Spot::Below,
    }
}

fn widest_label(table: &ShownTable) -> usize {
    table.rows.iter().map(|row| row.label.width_cjk()).max().unwrap_or(0)
}

/// How many rows a chart shows.
pub(super) fn bars(table: &ShownTable) -> u32 {
    u32::try_from(table.rows.iter().filter(|row| row.role != Role::Total).count()).unwrap_or(u32::MAX)
}

/// Excel's rows are at most 409 points high.
fn below(table: &ShownTable) -> f64 {
    (72.0 + f64::from(bars(table)) * 21.0).min(400.0)
}
