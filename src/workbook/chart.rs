//! Charts that Excel draws from the cells of the table above them.

use rust_xlsxwriter::{
    Chart as NativeChart, ChartAxisCrossing, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartPatternFill, ChartPatternFillType, ChartPoint, ChartSolidFill, ChartType, Color, Worksheet,
};

use super::style::{BLUE, FONT, GREY, LIGHT_BLUE};
use super::table::Area;
use super::{WorkbookError, layout};
use crate::view::chart::Chart;
use crate::view::table::{Role, ShownTable};

/// Lines behind bars.
const FAINT: Color = Color::RGB(0x00D9_D9D9);

/// Where a chart stands and how large it is, in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The row of its upper edge.
    pub(super) row: u32,
    /// The column of its left edge.
    pub(super) column: u16,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Puts the chart of a table, whose figures stand in `area`, into a frame.
pub(super) fn insert(
    sheet: &mut Worksheet,
    picture: &Chart,
    table: &ShownTable,
    area: Area,
    frame: &Frame,
) -> Result<(), WorkbookError> {
    let rows = layout::bars(table);
    let (series, kind) = match picture {
        Chart::Bars(_) => (1, ChartType::Bar),
        Chart::Pyramid(pyramid) => (pyramid.series.len(), ChartType::BarStacked),
        Chart::Stacked(stacked) => (stacked.series.len(), ChartType::BarStacked),
    };
    let last = area.first_row + rows - 1;
    let name = sheet.name();
    let mut chart = NativeChart::new(kind);
    for at in 1..=u16::try_from(series).unwrap_or(u16::MAX) {
        let column = at + u16::try_from(table.chart_column).unwrap_or_default();
        let one = chart
            .add_series()
            .set_categories((name.as_str(), area.first_row, 0, last, 0))
            .set_values((name.as_str(), area.first_row, column, last, column))
            .set_format(&mut fill(at))
            .set_gap(40);
        if series == 1 {
            one.set_data_label(ChartDataLabel::new().show_value().set_font(&letters(rows)));
            one.set_points(&points(table));
        } else {
            one.set_name((name.as_str(), area.first_row - 1, column)).set_overlap(100);
        }
    }
    chart.title().set_hidden();
    chart.legend().set_font(&letters(rows)).set_position(ChartLegendPosition::Top);
    if series == 1 {
        chart.legend().set_hidden();
    }
    // In a bar chart Excel counts the categories, on the vertical axis, from the bottom; the table counts
    // from the top. The values' axis then crosses at the greatest category, to stay below.
    let values = ChartAxisCrossing::Max;
    chart.y_axis().set_reverse().set_font(&letters(rows)).set_label_interval(1).set_major_gridlines(false);
    chart.x_axis().set_font(&letters(rows)).set_min(0).set_num_format("#,##0").set_major_gridlines(true);
    chart.y_axis().set_crossing(values);
    let mut line = ChartLine::new();
    line.set_color(FAINT).set_width(0.5);
    chart.x_axis().set_major_gridlines_line(&line);
    chart.chart_area().set_format(ChartFormat::new().set_no_border());
    chart.set_alt_text(alternative(picture)).set_width(whole(frame.width)).set_height(whole(frame.height));
    sheet.insert_chart_with_offset(frame.row, frame.column, &chart, 4, 2)?;
    Ok(())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes on a page, never negative")]
fn whole(pixels: f64) -> u32 {
    pixels.max(1.0) as u32
}

/// Smaller where the chart is full, so that no label is left out.
fn letters(rows: u32) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(if rows > 18 { 7 } else { 9 });
    font
}

/// 無回答 is grey among blue bars.
fn points(table: &ShownTable) -> Vec<ChartPoint> {
    table
        .rows
        .iter()
        .filter(|row| row.role != Role::Total)
        .map(|row| {
            let color = if row.role == Role::Blank { GREY } else { BLUE };
            ChartPoint::new().set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(color)))
        })
        .collect()
}

/// Series differ by pattern as well as by colour.
fn fill(series: u16) -> ChartFormat {
    let mut format = ChartFormat::new();
    let pattern = |pattern, color: Color| {
        let mut fill = ChartPatternFill::new();
        fill.set_pattern(pattern).set_foreground_color(color).set_background_color(Color::White);
        fill
    };
    match series {
        1 => format.set_solid_fill(ChartSolidFill::new().set_color(BLUE)),
        2 => format.set_pattern_fill(&pattern(ChartPatternFillType::DiagonalStripesLightUpwards, LIGHT_BLUE)),
        3 => format.set_pattern_fill(&pattern(ChartPatternFillType::Dotted50Percent, GREY)),
        _ => format.set_pattern_fill(&pattern(ChartPatternFillType::Dotted20Percent, BLUE)),
    };
    format.set_border(ChartLine::new().set_color(if series == 3 { GREY } else { BLUE }));
    format
}

fn alternative(picture: &Chart) -> String {
    match picture {
        Chart::Bars(bars) => format!("{}の横棒グラフ。数値は表のとおりです。", bars.title),
        Chart::Pyramid(pyramid) => format!("{}の積み上げ横棒グラフ。数値は表のとおりです。", pyramid.title),
        Chart::Stacked(stacked) => format!("{}の積み上げ横棒グラフ。数値は表のとおりです。", stacked.title),
    }
}
