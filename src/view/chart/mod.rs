//! Charts as SVG: no script, no style sheet of their own, a full text alternative, patterns beside colours.
//!
//! Drawn in a box 400 units wide, so that 14-unit letters stay readable on a phone of 375 px.

mod bars;
mod canvas;
mod graph;
mod heat;
mod line;
mod lines;
mod paired;
mod pyramid;
mod shares;
mod stacked;

pub use bars::{Bar, Bars};
pub use graph::{Graph, GraphEdge, GraphNode, Look};
pub use heat::{Heat, HeatCell, HeatRow};
pub use line::{LineChart, Point, Series};
pub use paired::{Paired, PairedBar};
pub use pyramid::{Pyramid, PyramidRow};
pub use shares::{MOST_SERIES, ShareBar, ShareSeries, Shares};
pub use stacked::{Stack, Stacked};

use super::figures;
use crate::analysis::Published;
use crate::analysis::published::HIDDEN;

/// One value of a bar in parts: hidden ones have no length and are written `x`.
pub type Part = Published<f64>;

/// The length of a part.
fn length_of(part: Part) -> f64 {
    part.shown().copied().unwrap_or(0.0)
}

/// A part in words, with its unit.
fn words_of(part: Part, unit: &str) -> String {
    match part {
        Published::Shown(value) => format!("{}{unit}", figures::amount(value, 0)),
        Published::Hidden => HIDDEN.to_owned(),
    }
}

/// A chart of one table.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Horizontal bars, one a row.
    Bars(Bars),
    /// Two sexes back to back by age band.
    Pyramid(Pyramid),
    /// Horizontal bars in parts.
    Stacked(Stacked),
}

impl Chart {
    /// What it shows.
    pub fn title(&self) -> &str {
        match self {
            Self::Bars(Bars { title, .. })
            | Self::Pyramid(Pyramid { title, .. })
            | Self::Stacked(Stacked { title, .. }) => title,
        }
    }

    /// Gives it another title.
    pub fn set_title(&mut self, new: String) {
        match self {
            Self::Bars(Bars { title, .. })
            | Self::Pyramid(Pyramid { title, .. })
            | Self::Stacked(Stacked { title, .. }) => *title = new,
        }
    }

    /// The chart as an `<svg>` element. `id` is unique on the page and made of ASCII letters, digits, `-` and `_`.
    pub fn svg(&self, id: &str) -> String {
        match self {
            Self::Bars(bars) => bars.svg(id),
            Self::Pyramid(pyramid) => pyramid.svg(id),
            Self::Stacked(stacked) => stacked.svg(id),
        }
    }
}
