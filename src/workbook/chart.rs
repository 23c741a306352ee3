//! Charts that Excel draws from the cells of the table above them.

use rust_xlsxwriter::{
    Chart as NativeChart, ChartAxisCrossing, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartPatternFill, ChartPatternFillType, ChartPoint, ChartSolidFill, ChartType, Color, Worksheet,
};

use super::WorkbookError;
use super::style::{BLUE, FONT, GREY, LIGHT_BLUE};
use super::table::Area;
use crate::view::chart::Chart;
use crate::view::table::{Role, ShownTable};

/// In pixels: the chart stands in one row, and Excel's rows are at most 409 points high.
const MOST_HEIGHT: u32 = 536;
const POINTS_OF_A_PIXEL: f64 = 0.75;

/// Puts the chart of a table at `row`, which becomes as high as the chart.
pub(super) fn insert(
    sheet: &mut Worksheet,
    picture: &Chart,
    table: &ShownTable,
    area: &Area,
    row: u32,
) -> Result<(), WorkbookError> {
    let rows = u32::try_from(table.rows.iter().filter(|row| row.role != Role::Total).count()).unwrap_or(u32::MAX);
    if rows == 0 {
        return Ok(());
    }
    let (series, kind) = match picture {
        Chart::Bars(_) => (1, ChartType::Bar),
        Chart::Pyramid(pyramid) => (pyramid.series.len(), ChartType::BarStacked),
        Chart::Stacked(stacked) => (stacked.series.len(), ChartType::BarStacked),
    };
    let last = area.first_row + rows - 1;
    let height = (90 + rows * 30).min(MOST_HEIGHT);
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
    chart.set_alt_text(alternative(picture)).set_width(640).set_height(height);
    // A row is never printed over two pages, and so neither is the chart in it.
    sheet.set_row_height(row, f64::from(height) * POINTS_OF_A_PIXEL + 6.0)?;
    sheet.insert_chart(row, 0, &chart)?;
    Ok(())
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
        Chart::Bars(bars) => format!("{}の横棒グラフ。数値は上の表のとおりです。", bars.title),
        Chart::Pyramid(pyramid) => format!("{}の積み上げ横棒グラフ。数値は上の表のとおりです。", pyramid.title),
        Chart::Stacked(stacked) => format!("{}の積み上げ横棒グラフ。数値は上の表のとおりです。", stacked.title),
    }
}
