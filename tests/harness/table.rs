//! Tables of a page.

use super::site::Page;

/// The cells of the row that begins with `label`, in the table of this id, or in that which a selector (beginning with
/// `#` or `.`) finds.
pub(crate) fn row(page: &Page, table: &str, label: &str) -> Vec<String> {
    let table = if table.starts_with(['#', '.']) { table.to_owned() } else { format!("#{table}") };
    let rows = page.texts(&format!("{table} tbody tr > th:first-child"));
    let at = rows.iter().position(|text| text == label).unwrap_or_else(|| panic!("{label} in {rows:?}"));
    page.texts(&format!("{table} tbody tr:nth-child({}) td", at + 1))
}
