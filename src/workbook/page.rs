//! A4 paper, margins, what is printed at the foot; and how high a row must be for its words.

use rust_xlsxwriter::{Format, Worksheet};
use unicode_width::UnicodeWidthStr;

use super::WorkbookError;

const A4: u8 = 9;
/// Margins at the sides, and above and below, in inches.
const MARGINS: (f64, f64) = (0.5, 0.6);
/// A sheet of paper, in points: the short side and the long one.
const SHEET: (f64, f64) = (595.3, 841.9);
const POINTS_OF_AN_INCH: f64 = 72.0;

/// Points on a pixel of a sheet.
pub(super) const POINTS_OF_A_PIXEL: f64 = 0.75;

/// Half-width Japanese letters on a unit of column width (a digit of 8 pixels; letters of 10.5 points
/// are 7 wide), less a little for the edges.
pub(super) const HALVES: f64 = 1.08;

/// Which way the paper lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paper {
    Portrait,
    Landscape,
}

impl Paper {
    /// Width and height of what is printed on a page, in points.
    pub(super) fn room(self) -> (f64, f64) {
        let (width, height) = match self {
            Self::Portrait => SHEET,
            Self::Landscape => (SHEET.1, SHEET.0),
        };
        (width - 2.0 * MARGINS.0 * POINTS_OF_AN_INCH, height - 2.0 * MARGINS.1 * POINTS_OF_AN_INCH)
    }
}

/// The pixels of a column: a digit of the workbook's letters is 8 of them wide, the edges 5.
pub(super) fn pixels(width: f64) -> f64 {
    (width * 8.0 + 5.0).round()
}

/// Sets a sheet up for A4, its sheet name and page number at the foot.
pub(super) fn set_up(sheet: &mut Worksheet, paper: Paper) {
    let (side, end) = MARGINS;
    sheet.set_paper_size(A4).set_margins(side, side, end, end, 0.3, 0.3).set_footer("&L&A&R&P / &N");
    sheet.set_screen_gridlines(false);
    match paper {
        Paper::Portrait => sheet.set_portrait(),
        Paper::Landscape => sheet.set_landscape(),
    };
}

/// Prints all columns on the width of one page, over as many pages as the rows need.
pub(super) fn fit_width(sheet: &mut Worksheet) {
    sheet.set_print_fit_to_pages(1, 0);
}

/// How many lines a text takes in columns that hold `letters` half-width letters together.
pub(super) fn lines(text: &str, letters: f64) -> u32 {
    let line = |line: &str| {
        let width = u32::try_from(line.width_cjk()).unwrap_or(u32::MAX);
        // A full-width letter that does not fit any more goes to the next line: one half of room is lost.
        let needed = (f64::from(width) / (letters - 1.0).max(1.0)).ceil();
        (1..=u32::MAX).find(|lines| f64::from(*lines) >= needed).unwrap_or(1)
    };
    text.lines().map(line).sum::<u32>().max(1)
}

/// Writes words over merged columns `0..=last` and makes the row high enough, since Excel does not do so
/// for merged cells. `letters` is the width of these columns together, in units of column width.
pub(super) fn wide_words(
    sheet: &mut Worksheet,
    row: u32,
    last: u16,
    letters: f64,
    text: &str,
    format: &Format,
    line_height: f64,
) -> Result<(), WorkbookError> {
    let height = f64::from(lines(text, letters * HALVES)) * line_height + 4.0;
    words_over(sheet, row, last, text, format, height)
}

/// The same with the height of the row, in points.
pub(super) fn words_over(
    sheet: &mut Worksheet,
    row: u32,
    last: u16,
    text: &str,
    format: &Format,
    height: f64,
) -> Result<(), WorkbookError> {
    if last > 0 {
        sheet.merge_range(row, 0, row, last, "", format)?;
    }
    sheet.write_string_with_format(row, 0, text, format)?;
    sheet.set_row_height(row, height)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn words_take_the_lines_they_need() {
        for (text, letters, expect) in
            [("", 10.0, 1), ("電話", 10.0, 1), ("電話相談の件数", 10.0, 2), ("一\n二", 10.0, 2), ("abc", 2.0, 3)]
        {
            assert_eq!(lines(text, letters), expect, "{text}");
        }
    }
}
