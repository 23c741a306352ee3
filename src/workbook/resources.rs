//! 地域の資源一覧 as a workbook: agencies on one sheet, their places on another, each a list that can be filtered.

use rust_xlsxwriter::Worksheet;

use super::WorkbookError;
use super::page::{self, Paper};
use super::style::{self, Styles};
use crate::view::resources::{AgencyLine, CLAIMS, ResourceList};

/// What stands in the workbook.
#[derive(Debug, Clone)]
pub struct ResourcesBook {
    /// Name of the network.
    pub network: String,
    /// The whole list.
    pub list: ResourceList,
}

const TITLE: &str = "地域の資源一覧";

/// Headings of the agencies' facts, which come by these names; with the widths of their columns.
const AGENCY: &[(&str, f64)] = &[
    ("機関", 28.0),
    ("機関種別", 18.0),
    ("相談・紹介の窓口", 30.0),
    ("支援の内容", 44.0),
    ("利用できる年代", 24.0),
    ("支援の対象", 18.0),
    ("対応方法", 24.0),
    ("強み・知ってほしいこと", 40.0),
    ("もとになった回答", 24.0),
];

/// Headings of the places with the widths of their columns.
const PLACE: &[(&str, f64)] = &[
    ("場や事業", 28.0),
    ("機関", 28.0),
    ("支援の内容", 22.0),
    ("利用できる年代", 24.0),
    ("対象となる方", 18.0),
    ("場所・地区", 28.0),
    ("利用のしやすさ", 22.0),
    ("利用の始め方", 16.0),
    ("相談・紹介の窓口", 30.0),
];

/// The workbook, as the bytes of an xlsx file.
///
/// # Errors
/// A fault of this program.
pub fn write(book: &ResourcesBook) -> Result<Vec<u8>, WorkbookError> {
    let (mut workbook, styles) = style::begin(TITLE)?;
    let agencies = book.list.agencies.iter().map(agency).collect();
    sheet(workbook.add_worksheet(), &styles, book, "機関", AGENCY, agencies)?;
    let places = book.list.agencies.iter().flat_map(places).collect();
    sheet(workbook.add_worksheet(), &styles, book, "場や事業", PLACE, places)?;
    Ok(workbook.save_to_buffer()?)
}

/// One list with what is to be known above it. Every cell is text, so that no telephone number loses its first 0.
fn sheet(
    sheet: &mut Worksheet,
    styles: &Styles,
    book: &ResourcesBook,
    name: &str,
    columns: &[(&str, f64)],
    rows: Vec<Vec<String>>,
) -> Result<(), WorkbookError> {
    sheet.set_name(name)?;
    page::set_up(sheet, Paper::Landscape);
    page::fit_width(sheet);
    let last = u16::try_from(columns.len()).unwrap_or(u16::MAX) - 1;
    let letters: f64 = columns.iter().map(|(_, width)| width).sum();
    page::wide_words(
        sheet,
        0,
        last,
        letters / 1.35,
        &format!("{}：{TITLE}（{name}）", book.network),
        &styles.title,
        21.0,
    )?;
    let notes: Vec<&str> = book.list.sources.iter().map(String::as_str).chain(CLAIMS.iter().copied()).collect();
    page::wide_words(sheet, 1, last, letters, &notes.join("\n"), &styles.words, 18.0)?;
    const HEAD: u32 = 2;
    for (column, (label, width)) in (0..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(HEAD, column, *label, &styles.head)?;
    }
    let text = styles.boxed_words().set_num_format("@");
    let end = HEAD + u32::try_from(rows.len()).unwrap_or(u32::MAX - HEAD);
    for (row, cells) in (HEAD + 1..).zip(rows) {
        for (column, words) in (0..).zip(cells) {
            sheet.write_string_with_format(row, column, words, &text)?;
        }
    }
    sheet.autofilter(HEAD, 0, end, last)?;
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    Ok(())
}

fn fact(line: &AgencyLine, label: &str) -> String {
    line.facts.iter().find(|fact| fact.label == label).map_or_else(String::new, |fact| fact.value.clone())
}

fn agency(line: &AgencyLine) -> Vec<String> {
    let cell = |(label, _): &(&str, f64)| match *label {
        "機関" => line.agency.name.clone(),
        "機関種別" => line.agency.kind.clone(),
        "もとになった回答" => line.agency.round.clone(),
        label => fact(line, label),
    };
    AGENCY.iter().map(cell).collect()
}

fn places(line: &AgencyLine) -> impl Iterator<Item = Vec<String>> {
    line.places.iter().map(|place| {
        vec![
            place.name.clone(),
            line.agency.name.clone(),
            place.functions.clone(),
            place.ages.clone(),
            place.whom.clone(),
            place.area.clone(),
            place.access.clone(),
            place.entry.clone(),
            fact(line, "相談・紹介の窓口"),
        ]
    })
}
