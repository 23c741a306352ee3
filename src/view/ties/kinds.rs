//! Kind × kind.

use serde::Serialize;

use super::Linked;
use super::asked::Asked;
use super::data::TieData;
use crate::analysis::share::percent;
use crate::analysis::ties::{KindCell, KindTable};

/// The table of kinds.
#[derive(Debug, Serialize)]
pub struct KindsView {
    /// Who is named, from left to right.
    pub columns: Vec<String>,
    /// Who names, from top to bottom.
    pub rows: Vec<KindLine>,
}

/// What agencies of one kind say.
#[derive(Debug, Serialize)]
pub struct KindLine {
    /// The kind.
    pub label: String,
    /// How many agencies of it are in the register, and how many of them answered.
    pub agencies: String,
    /// One a kind.
    pub cells: Vec<KindBox>,
}

/// One kind beside another.
#[derive(Debug, Serialize)]
pub struct KindBox {
    /// How many agencies of the first name one of the second.
    pub givers: Linked,
    /// How many of the possible ties are named, in words; empty where none are possible.
    pub density: String,
    /// Mentions of the kind as a whole, in words; empty where there are none.
    pub as_kind: String,
}

/// The table in words. Figures are linked where the reader may see agencies.
pub(super) fn shown(data: &TieData, table: &KindTable, asked: &Asked) -> KindsView {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let link = |from: &str, to: &str| asked.with(&[("from_kind", from), ("to_kind", to)]);
    let cell = |from: &str, to: &str, cell: &KindCell| KindBox {
        givers: Linked {
            text: if cell.givers == 0 { "0".to_owned() } else { format!("{}機関", cell.givers) },
            query: (cell.givers > 0 && data.sees_agencies).then(|| link(from, to)),
        },
        density: if cell.possible == 0 || cell.ties == 0 {
            String::new()
        } else {
            let share = percent(number(cell.ties), number(cell.possible));
            format!("{}／{}組（{share}％）", cell.ties, cell.possible)
        },
        as_kind: if cell.as_kind == 0 { String::new() } else { format!("種別のみ{}件", cell.as_kind) },
    };
    let rows = table.kinds.iter().enumerate().map(|(from, kind)| {
        let at = |counts: &[usize]| counts.get(from).copied().unwrap_or_default();
        let cells = table.cells.get(from).map_or(&[][..], Vec::as_slice);
        KindLine {
            label: data.kind_label(kind),
            agencies: format!("{}機関（うち回答{}機関）", at(&table.agencies), at(&table.answered)),
            cells: table.kinds.iter().zip(cells).map(|(to, found)| cell(kind, to, found)).collect(),
        }
    });
    let rows = rows.collect();
    KindsView { columns: table.kinds.iter().map(|kind| data.kind_label(kind)).collect(), rows }
}
