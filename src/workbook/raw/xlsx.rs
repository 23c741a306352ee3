//! Raw answers as a workbook. Rows go to a file at once, so that any number of answers needs little memory.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

use super::cells::Cell;
use super::columns::{Column, Values};
use super::cut::{self, Part, Room};
use super::dictionary::{Listed, Page, codes, dictionary};
use super::plan::Plan;
use crate::workbook::WorkbookError;
use crate::workbook::formula::is_formula;

/// Excel's cells hold no more letters (UTF-16 units).
const MOST_LETTERS: usize = 32_767;
/// What stands at the end of a text that was longer.
const CUT: &str = "…（以下、CSV又はJSON Linesを参照）";
/// A workbook that is being written.
pub(super) struct Book {
    workbook: Workbook,
    room: Room,
    sheets: Vec<Cut>,
    day: Format,
    /// Keeps words that look like a formula words, also after somebody edited the cell.
    quoted: Format,
}

/// The sheets of the workbook on which a sheet of the plan stands.
struct Cut {
    headings: Vec<String>,
    /// Beside each other.
    parts: Vec<Part>,
    /// Where the sheets are to which rows are added, one a part, and which row comes next.
    open: Vec<usize>,
    next: u32,
    /// What the sheets are called that go on below others, and below which.
    below: Vec<(String, String)>,
}

impl Book {
    pub(super) fn begin(plan: &Plan<'_>, spill: &Path, room: Room) -> Result<Self, WorkbookError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(spill)?;
        let mut sheets = Vec::new();
        for (sheet, parts) in plan.sheets.iter().zip(cut::all(plan, room)) {
            let headings = headings(&sheet.columns, plan.values);
            let mut cut = Cut { headings, parts, open: Vec::new(), next: 1, below: Vec::new() };
            for part in &cut.parts {
                cut.open.push(add_page(&mut workbook, &part.name, part, &cut.headings)?);
            }
            sheets.push(cut);
        }
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let quoted = Format::new().set_quote_prefix().set_num_format("@");
        Ok(Self { workbook, room, sheets, day, quoted })
    }

    pub(super) fn add(&mut self, plan: &Plan<'_>, at: usize, row: &[Cell<'_>]) -> Result<(), WorkbookError> {
        let cut = &mut self.sheets[at];
        if cut.next == self.room.rows {
            go_on_below(&mut self.workbook, cut, |number| cut::name(at, &plan.sheets[at], number))?;
        }
        for (part, open) in cut.parts.iter().zip(&cut.open) {
            let page = self.workbook.worksheet_from_index(*open)?;
            for (place, cell) in (0..).zip(part.of(row)) {
                match cell {
                    Cell::Blank => {}
                    Cell::Number(number) => {
                        page.write_number(cut.next, place, *number)?;
                    }
                    Cell::Text(text) => write_words(page, cut.next, place, text, &self.quoted)?,
                    Cell::Day(text) => match ExcelDateTime::parse_from_str(text) {
                        Ok(day) => {
                            page.write_datetime_with_format(cut.next, place, &day, &self.day)?;
                        }
                        // Excel knows no day before 1900.
                        Err(_) => write_words(page, cut.next, place, text, &self.quoted)?,
                    },
                }
            }
        }
        cut.next += 1;
        Ok(())
    }

    pub(super) fn finish(mut self, plan: &Plan<'_>) -> Result<Vec<u8>, WorkbookError> {
        self.in_order();
        let most = usize::try_from(self.room.rows).unwrap_or(usize::MAX) - 1;
        let pages = {
            let listed = self.listed(plan);
            [dictionary(&listed), codes(&listed)]
        };
        for page in pages {
            write_page(
                self.workbook.add_worksheet_with_constant_memory()?,
                page.names.0,
                &page,
                page.rows.iter().take(most),
            )?;
            for (number, rows) in (2..).zip(page.rows.chunks(most).skip(1)) {
                let name = format!("{}（{number}）", page.names.0);
                write_page(self.workbook.add_worksheet_with_constant_memory()?, &name, &page, rows.iter())?;
            }
        }
        Ok(self.workbook.save_to_buffer()?)
    }

    /// Puts the sheets that go on below others behind the ones that they belong to.
    fn in_order(&mut self) {
        let names = |cut: &Cut| {
            let parts = cut.parts.iter().map(|part| part.name.clone());
            parts.chain(cut.below.iter().map(|(name, _)| name.clone())).collect::<Vec<_>>()
        };
        let order: Vec<String> = self.sheets.iter().flat_map(names).collect();
        let place: HashMap<String, usize> = order.into_iter().zip(0..).collect();
        self.workbook.worksheets_mut().sort_by_key(|page| place.get(&page.name()).copied());
    }

    /// The sheets with their columns as the dictionary names them.
    fn listed<'p>(&'p self, plan: &'p Plan<'_>) -> Vec<Listed<'p>> {
        let mut listed = Vec::new();
        for (sheet, cut) in plan.sheets.iter().zip(&self.sheets) {
            for (number, part) in cut.parts.iter().enumerate() {
                let about = if number == 0 { String::new() } else { cut::beside(&cut.parts[0].name, self.room) };
                listed.push(Listed { name: &part.name, about, columns: part.of(&sheet.columns).collect() });
            }
            for (name, other) in &cut.below {
                listed.push(Listed { name, about: cut::below(other, self.room), columns: Vec::new() });
            }
        }
        listed
    }
}

/// Adds the sheet of some columns, and says where it is.
fn add_page(workbook: &mut Workbook, name: &str, part: &Part, headings: &[String]) -> Result<usize, WorkbookError> {
    let head = head();
    let page = workbook.add_worksheet_with_constant_memory()?;
    page.set_name(name)?;
    for (place, heading) in (0..).zip(part.of(headings)) {
        page.set_column_width(place, width(heading))?;
        page.write_string_with_format(0, place, heading, &head)?;
    }
    page.set_freeze_panes(1, 1)?;
    Ok(workbook.worksheets().len() - 1)
}

/// Begins new sheets with the same columns; `name` names the one of a number.
fn go_on_below(workbook: &mut Workbook, cut: &mut Cut, name: impl Fn(usize) -> String) -> Result<(), WorkbookError> {
    let mut number = cut.parts.len() + cut.below.len();
    for (part, open) in cut.parts.iter().zip(&mut cut.open) {
        number += 1;
        let own = name(number);
        *open = add_page(workbook, &own, part, &cut.headings)?;
        cut.below.push((own, part.name.clone()));
    }
    cut.next = 1;
    Ok(())
}

fn head() -> Format {
    Format::new().set_bold().set_background_color("E8F1FE").set_text_wrap().set_align(FormatAlign::Top)
}

/// What stands over the columns, each once.
pub(super) fn headings(columns: &[Column], values: Values) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::with_capacity(columns.len());
    let own = |column: &Column| {
        let heading = if values == Values::Codes { column.name.clone() } else { column.heading() };
        let own = if taken.contains(&heading) { format!("{heading}（{}）", column.name) } else { heading };
        taken.insert(own.clone());
        own
    };
    columns.iter().map(own).collect()
}

fn width(heading: &str) -> f64 {
    f64::from(u32::try_from(heading.chars().count()).unwrap_or(u32::MAX)).clamp(8.0, 24.0) + 2.0
}

fn write_words(page: &mut Worksheet, row: u32, column: u16, text: &str, quoted: &Format) -> Result<(), WorkbookError> {
    let text = &*short(text);
    if is_formula(text) {
        page.write_string_with_format(row, column, text, quoted)?;
    } else {
        page.write_string(row, column, text)?;
    }
    Ok(())
}

/// A text that fits a cell.
fn short(text: &str) -> std::borrow::Cow<'_, str> {
    if text.len() <= MOST_LETTERS || text.encode_utf16().count() <= MOST_LETTERS {
        return text.into();
    }
    let mut room = MOST_LETTERS - CUT.encode_utf16().count();
    let fits = |letter: &char| {
        let left = room.checked_sub(letter.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    let kept: String = text.chars().take_while(fits).collect();
    (kept + CUT).into()
}

fn write_page<'r>(
    sheet: &mut Worksheet,
    name: &str,
    page: &Page,
    rows: impl Iterator<Item = &'r Vec<String>>,
) -> Result<(), WorkbookError> {
    let head = head();
    let (text, quoted) = (Format::new().set_text_wrap().set_align(FormatAlign::Top), Format::new().set_quote_prefix());
    sheet.set_name(name)?;
    for (place, (label, width)) in (0..).zip(page.head) {
        sheet.set_column_width(place, *width)?;
        sheet.write_string_with_format(0, place, *label, &head)?;
    }
    for (row, line) in (1..).zip(rows) {
        for (place, words) in (0..).zip(line).filter(|(_, words)| !words.is_empty()) {
            let format = if is_formula(words) { &quoted } else { &text };
            sheet.write_string_with_format(row, place, &*short(words), format)?;
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_for_a_cell_says_where_the_rest_is() {
        assert_eq!(short("短い"), "短い");
        let whole = "字".repeat(MOST_LETTERS);
        assert_eq!(short(&whole), whole);
        let cut = short(&"𠮷".repeat(MOST_LETTERS)).into_owned();
        assert!(cut.ends_with(CUT));
        assert!((MOST_LETTERS - 1..=MOST_LETTERS).contains(&cut.encode_utf16().count()));
    }
}
