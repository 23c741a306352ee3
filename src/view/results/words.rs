//! What is said beside a table: how it was asked, its base, what its figures may claim.

use super::Counted;
use crate::analysis::{Figures, Table};
use crate::view::figures;
use crate::view::table::{DATED, WRITTEN};

/// Below this many answers shares are marked.
const FEW: u64 = 30;

/// A hidden n is not marked: what is marked would be told.
fn is_few(table: &Table) -> bool {
    table.n.shown().is_some_and(|n| *n < FEW)
}

/// SA, MA, 数量 and so on.
pub(in crate::view) fn how(table: &Table) -> &'static str {
    match (&table.figures, table.kind) {
        (Figures::Rows { .. }, "ranking") => "順位をつけた複数回答（MA）",
        (Figures::Rows { .. }, "checklist") => "はい・いいえの設問（はいの数）",
        (Figures::Rows { .. }, _) if table.multiple => "複数回答（MA）",
        (Figures::Rows { .. }, _) => "単一回答（SA）",
        (Figures::Items { .. } | Figures::Grid(_), _) => "数量",
        (Figures::Answered { .. }, "date" | "month") => DATED,
        (Figures::Answered { .. }, _) => WRITTEN,
    }
}

/// What a count counts, as a column heading.
pub(in crate::view) fn count_heading(counted: Counted) -> &'static str {
    match counted {
        Counted::Agencies => "機関数",
        Counted::Sheets => "件数",
    }
}

/// n with what it is, and how many left the question blank.
pub(super) fn base(table: &Table, counted: Counted) -> String {
    let what = if table.question.contains('.') {
        "記入のあった件数"
    } else if table.conditional {
        match counted {
            Counted::Agencies => "該当者数：この設問の対象となった機関",
            Counted::Sheets => "該当者数：この設問の対象となった事例・票",
        }
    } else {
        "有効回答の全て"
    };
    let few = if is_few(table) { "　※30未満" } else { "" };
    let blank = match table.figures {
        Figures::Items { .. } | Figures::Grid(_) => format!("　無回答＝{}", table.blank.digits(figures::count)),
        _ => String::new(),
    };
    format!("n＝{}（{what}）{blank}{few}", table.n.digits(figures::count))
}

/// Whether a sum over the answers counts one person several times.
pub(in crate::view) fn overlaps(table: &Table, counted: Counted) -> bool {
    counted == Counted::Agencies && table.unit.as_deref() == Some("件")
}

/// The heading of sums.
pub(in crate::view) fn sum_heading(table: &Table, counted: Counted) -> String {
    let unit = table.unit.as_ref().map(|unit| format!("・{unit}")).unwrap_or_default();
    if overlaps(table, counted) {
        format!("機関ごとの合計（重複を含む{unit}）")
    } else {
        table.unit.as_ref().map_or_else(|| "合計".to_owned(), |unit| format!("合計（{unit}）"))
    }
}

/// What the reader should know.
pub(super) fn notes(table: &Table) -> Vec<String> {
    let mut notes = Vec::new();
    if table.multiple && matches!(table.figures, Figures::Rows { .. }) {
        notes.push("複数回答のため、割合の合計は100％を超えることがあります。".to_owned());
    }
    if table.kind == "ranking" {
        notes.push(
            "選べる数に限りがあるため、挙がっていないことは、関心や必要がないことを意味しません。順位の違いは区別せずに数えています。"
                .to_owned(),
        );
    }
    if is_few(table) && matches!(table.figures, Figures::Rows { .. }) {
        notes.push("nが30未満のため、割合は参考値です。件数を先にご覧ください。".to_owned());
    }
    if let Some(grouping) = &table.grouping {
        if grouping.overlapping {
            notes.push("一つの回答が複数の区分に入ることがあるため、区分の合計は全体と一致しません。".to_owned());
        }
        if grouping.ungrouped != 0 {
            let count = grouping.ungrouped.digits(figures::count);
            notes.push(format!("区分が分からない回答（{count}）は、全体には含み、区分には含みません。"));
        }
    }
    notes
}
