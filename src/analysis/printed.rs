//! Tables printed elsewhere: do their totals and shares follow from their counts? What does not fit is
//! reported and never mended: nobody but the publisher knows which of the figures is wrong.

use super::share;

/// A table as printed: headings on top, a heading and figures in each row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrintedTable {
    /// What stands above the columns, the one above the rows' headings first.
    pub head: Vec<String>,
    /// The rows, heading first.
    pub rows: Vec<Vec<String>>,
}

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The row, counted from 0 under the headings.
    pub row: usize,
    /// The column, counted from 0 with the rows' headings.
    pub column: usize,
    /// What is printed there.
    pub printed: String,
    /// What follows from the counts.
    pub follows: String,
    /// What kind of figure it is.
    pub kind: MisfitKind,
}

/// What does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MisfitKind {
    /// A total of a row; by how much what is printed is above (or below, negative) the sum.
    RowTotal(i64),
    /// A total of a column, likewise.
    ColumnTotal(i64),
    /// A share: the count and the base it was reckoned from.
    Share(u64, u64),
}

/// Headings of totals.
const TOTALS: [&str; 7] = ["計", "合計", "総計", "小計", "全体", "総数", "total"];

/// Everything that does not fit, row by row. A row or column headed 計 (合計, 総数, 全体, total …) holds the sums of
/// the others; a column whose heading has ％ (%, 割合, 構成比) holds shares of the column before it in that
/// column's total. Cells that hold no whole number (`-`, `…`, `x`, blank) are taken for what is not known: a sum
/// with such a part is not judged. Shares are compared as precisely as they are printed, half-up.
pub fn misfits(table: &PrintedTable) -> Vec<Misfit> {
    let width = table.head.len();
    let kinds: Vec<Column> = (0..width).map(|column| Column::of(table, column)).collect();
    let total = table.rows.iter().rposition(|row| row.first().is_some_and(|heading| is_total(heading)));
    let mut found = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        found.extend(row_total(at, row, &kinds));
        for (column, kind) in kinds.iter().enumerate() {
            match kind {
                Column::Share(of) => found.extend(share_misfit(table, (at, column), *of, total)),
                Column::Counts | Column::Total if Some(at) == total => {
                    found.extend(column_total(table, at, column));
                }
                _ => {}
            }
        }
    }
    found
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Heading,
    Counts,
    Total,
    /// Shares of the counts in this column.
    Share(usize),
}

impl Column {
    fn of(table: &PrintedTable, column: usize) -> Self {
        let heading = table.head.get(column).map(String::as_str).unwrap_or_default();
        let is_share = |heading: &str| ["％", "%", "割合", "構成比", "比率"].iter().any(|sign| heading.contains(sign));
        let before = |column: &usize| !table.head.get(*column).is_some_and(|heading| is_share(heading));
        match (column, is_share(heading)) {
            (0, _) => Self::Heading,
            (_, true) => (1..column).rev().find(before).map_or(Self::Heading, Self::Share),
            (_, false) if is_total(heading) => Self::Total,
            _ => Self::Counts,
        }
    }
}

fn is_total(heading: &str) -> bool {
    let heading = heading.trim().to_lowercase();
    TOTALS.contains(&heading.as_str())
}

fn row_total(at: usize, row: &[String], kinds: &[Column]) -> Option<Misfit> {
    let column = kinds.iter().position(|kind| *kind == Column::Total)?;
    let parts = kinds.iter().zip(row).filter(|(kind, _)| **kind == Column::Counts).map(|(_, cell)| count(cell));
    let sum = sum(parts)?;
    let printed = row.get(column)?;
    compare((at, column), printed, sum, MisfitKind::RowTotal)
}

fn column_total(table: &PrintedTable, at: usize, column: usize) -> Option<Misfit> {
    let parts = table.rows.iter().enumerate().filter(|(row, _)| *row != at);
    let sum = sum(parts.map(|(_, row)| row.get(column).and_then(|cell| count(cell))))?;
    compare((at, column), table.rows.get(at)?.get(column)?, sum, MisfitKind::ColumnTotal)
}

fn compare((row, column): (usize, usize), printed: &str, sum: u64, kind: fn(i64) -> MisfitKind) -> Option<Misfit> {
    let stated = count(printed)?;
    let above = i64::try_from(stated).ok()?.checked_sub(i64::try_from(sum).ok()?)?;
    (above != 0).then(|| Misfit {
        row,
        column,
        printed: printed.trim().to_owned(),
        follows: sum.to_string(),
        kind: kind(above),
    })
}

fn share_misfit(table: &PrintedTable, (at, column): (usize, usize), of: usize, total: Option<usize>) -> Option<Misfit> {
    let count = |row: usize| table.rows.get(row)?.get(of).and_then(|cell| self::count(cell));
    let (part, base) = (count(at)?, count(total?)?);
    let printed = table.rows.get(at)?.get(column)?.trim();
    let bare: String = printed.chars().filter(|sign| !['%', '％', '△'].contains(sign)).collect();
    let bare = narrow(&bare);
    let decimals = bare.split_once('.').map_or(0, |(_, after)| after.len());
    bare.parse::<f64>().ok()?;
    let follows = share::percent_to(part, base, u32::try_from(decimals).ok()?)?;
    (bare != follows).then(|| Misfit {
        row: at,
        column,
        printed: printed.to_owned(),
        follows,
        kind: MisfitKind::Share(part, base),
    })
}

/// The sum of counts that are all known; `None` where there is none, or one is not known.
fn sum(mut counts: impl Iterator<Item = Option<u64>>) -> Option<u64> {
    let first = counts.next()??;
    counts.try_fold(first, |sum, count| sum.checked_add(count?))
}

/// A whole number as printed: thousands commas, full-width digits, and 人 or 件 behind it.
fn count(cell: &str) -> Option<u64> {
    let digits: String = narrow(cell).chars().filter(|sign| !matches!(sign, ',' | '，')).collect();
    digits.trim_end_matches(|sign: char| !sign.is_ascii_digit() && !sign.is_ascii_punctuation()).parse().ok()
}

/// Full-width digits and points as half-width ones, without blanks around.
fn narrow(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.trim().nfkc().collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(lines: &[&str]) -> PrintedTable {
        let mut lines = lines.iter().map(|line| line.split('|').map(str::to_owned).collect::<Vec<_>>());
        PrintedTable { head: lines.next().unwrap(), rows: lines.collect() }
    }

    fn check(lines: &[&str], expect: &[(usize, usize, &str, MisfitKind)]) {
        let found: Vec<_> = misfits(&table(lines))
            .into_iter()
            .map(|misfit| (misfit.row, misfit.column, misfit.follows, misfit.kind))
            .collect();
        let expect: Vec<_> = expect
            .iter()
            .map(|(row, column, follows, kind)| (*row, *column, (*follows).to_owned(), kind.clone()))
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn totals_that_fit_are_silent() {
        check(&["区分|県型|政令市型|市町村|計", "する|14|7|3|24", "しない|5|3|6|14", "計|19|10|9|38"], &[]);
        check(&["区分|件数|割合（％）", "甲|80|31.3", "乙|176|68.8", "計|256|100.0"], &[]);
        check(&["区分|件数", "甲|1,200件", "乙|８", "計|1,208"], &[]);
    }

    #[test]
    fn a_wrong_total_is_told_with_where_and_how_much() {
        check(
            &["区分|県型|市町村|計", "する|14|3|18", "しない|5|6|11", "計|19|8|28"],
            &[
                (0, 3, "17", MisfitKind::RowTotal(1)),
                (2, 3, "27", MisfitKind::RowTotal(1)),
                (2, 2, "9", MisfitKind::ColumnTotal(-1)),
                (2, 3, "29", MisfitKind::ColumnTotal(-1)),
            ],
        );
    }

    #[test]
    fn shares_are_compared_as_precisely_as_they_are_printed() {
        check(
            &["期間|件数|割合", "3年未満|152|80％", "3年以上|40|", "計|192|100％"],
            &[(0, 2, "79", MisfitKind::Share(152, 192))],
        );
        check(
            &["性|人|％", "男|157|28.8", "女|387|71.1", "計|544|100"],
            &[(0, 2, "28.9", MisfitKind::Share(157, 544))],
        );
    }

    #[test]
    fn what_is_not_known_is_not_judged() {
        check(&["区分|甲|乙|計", "する|x|3|18", "しない|-|6|", "計|…|9|18"], &[]);
        check(&["区分|甲", "する|1"], &[]);
        check(&[""], &[]);
    }
}
