//! How many went up, stayed and went down, as a table whose small counts can be hidden.

use indexmap::IndexMap;

use super::change::ScaleChange;
use crate::analysis::disclosure::Counting;
use crate::analysis::figure::Figure;
use crate::analysis::published::Published;
use crate::analysis::table::{Figures, GridFigures, Heading, Table, Tables};

/// Keys and labels of the columns.
const COLUMNS: [(&str, &str); 3] = [("up", "大きくなった"), ("same", "同じ"), ("down", "小さくなった")];

/// A table of persons, a scale a row: went up, stayed, went down, and how many these are.
pub fn movement(changes: &[ScaleChange]) -> Tables {
    let heading = |key: &str, label: &str| Heading { key: key.to_owned(), label: label.to_owned() };
    let figures = GridFigures {
        cells: changes.iter().map(|change| (change.scale.key.clone(), line(change))).collect(),
        row_totals: changes.iter().map(|change| (change.scale.key.clone(), count(change.pairs()))).collect(),
        column_totals: COLUMNS
            .iter()
            .map(|(key, _)| {
                let of_all = changes.iter().map(|change| of_column(change, key)).sum();
                ((*key).to_owned(), count(of_all))
            })
            .collect(),
        total: count(changes.iter().map(ScaleChange::pairs).sum()),
        rows: changes.iter().map(|change| heading(&change.scale.key, &change.scale.label)).collect(),
        columns: COLUMNS.iter().map(|(key, label)| heading(key, label)).collect(),
    };
    let nobody = Published::Shown(0);
    let table = Table {
        question: "before_after".to_owned(),
        label: String::new(),
        kind: "grid",
        multiple: false,
        conditional: false,
        asked: nobody,
        blank: nobody,
        n: nobody,
        // Its cells count persons; there are no answers to count beside them.
        answers: Counting::Agencies,
        numbers: Counting::Persons,
        unit: Some("人".to_owned()),
        figures: Figures::Grid(figures),
        grouping: None,
    };
    Tables { definition: String::new(), responses: nobody, tables: vec![table] }
}

fn line(change: &ScaleChange) -> IndexMap<String, Published<Option<Figure>>> {
    COLUMNS.iter().map(|(key, _)| ((*key).to_owned(), count(of_column(change, key)))).collect()
}

fn of_column(change: &ScaleChange, key: &str) -> u64 {
    match key {
        "up" => change.went_up,
        "same" => change.stayed,
        _ => change.went_down,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of persons stay far below 2^53")]
fn count(persons: u64) -> Published<Option<Figure>> {
    Published::Shown(Some(Figure(persons as f64)))
}
