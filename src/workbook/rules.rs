//! The rules of tables as official statistics have them: a strong line above, thin lines within, none at the sides.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::style::Styles;
use crate::view::table::Role;

const DARK: Color = Color::RGB(0x0033_3333);
const THIN: Color = Color::RGB(0x0094_9494);
const FAINT: Color = Color::RGB(0x00CC_CCCC);
const QUIET: Color = Color::RGB(0x00F2_F2F2);

/// Where a cell stands in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// What kind of row it is in.
    pub(super) role: Role,
    /// Whether no row follows.
    pub(super) is_last: bool,
}

impl Styles {
    /// A heading; `is_first` at the left, `is_top` in the first of two rows of headings.
    pub(super) fn ruled_head(&self, is_first: bool, is_top: bool) -> Format {
        let head = self.words.clone().set_bold().set_font_size(9.5).set_background_color("E8F1FE");
        let head = head.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        let head = head.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(THIN);
        let head = if is_top { head.set_border_top(FormatBorder::Medium).set_border_top_color(DARK) } else { head };
        inner(head, is_first)
    }

    /// The 表側 of a row.
    pub(super) fn ruled_side(&self, cell: Cell) -> Format {
        let side = self.words.clone().set_align(FormatAlign::Left).set_align(FormatAlign::VerticalCenter);
        let side = if cell.role == Role::Total { side.set_bold() } else { side };
        row(side, cell)
    }

    /// A figure with so many digits after the point.
    pub(super) fn ruled_figure(&self, decimals: u8, cell: Cell) -> Format {
        let rest = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(usize::from(decimals))) };
        let figure = self.words.clone().set_align(FormatAlign::Right).set_align(FormatAlign::VerticalCenter);
        let figure = figure.set_num_format(format!("#,##0{rest};\"△\"#,##0{rest}"));
        let figure = if cell.role == Role::Total { figure.set_bold() } else { figure };
        inner(row(figure, cell), false)
    }
}

/// A thin line at the left of every column but the first.
fn inner(format: Format, is_first: bool) -> Format {
    if is_first { format } else { format.set_border_left(FormatBorder::Thin).set_border_left_color(THIN) }
}

fn row(format: Format, cell: Cell) -> Format {
    let format = if cell.role == Role::Body { format } else { format.set_background_color(QUIET) };
    let format = if cell.role == Role::Total {
        format.set_border_top(FormatBorder::Thin).set_border_top_color(THIN)
    } else {
        format
    };
    if cell.is_last {
        format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(DARK)
    } else {
        format.set_border_bottom(FormatBorder::Hair).set_border_bottom_color(FAINT)
    }
}
