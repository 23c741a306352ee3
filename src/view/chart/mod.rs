//! Charts as SVG: no script, no style sheet of their own, a full text alternative, patterns beside colours.
//!
//! Drawn in a box 400 units wide, so that 14-unit letters stay readable on a phone of 375 px.

mod bars;
mod canvas;
mod lines;
mod pyramid;
mod stacked;

pub use bars::{Bar, Bars};
pub use pyramid::{Pyramid, PyramidRow};
pub use stacked::{Stack, Stacked};

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
