//! The groups across the top, and who is in none of them.

use crate::analysis::Published;
use crate::analysis::dataset::{CrossCounts, Slot};

/// Groups with fewer answers than this are marked: their shares are for reference only.
pub const FEW: u64 = 30;

/// One group of the columns, or all of them together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Stable code; empty for all together.
    pub code: String,
    /// What people read; 全体 for all together.
    pub label: String,
    /// How many of the group were asked what the rows ask, 無回答 and 不明 among them: the base of its
    /// column shares.
    pub n: Published<u64>,
    /// How many of them left it blank.
    pub blank: Published<u64>,
    /// How many of them ticked 不明.
    pub unknown: Published<u64>,
    /// 該当なし: how many of the group were not asked what the rows ask; in no base.
    pub not_asked: Published<u64>,
}

/// Answers that were asked what the rows ask and are in no group. They are in no figure of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outside {
    /// They left blank what the columns ask (for agencies: the kind is not known).
    pub blank: Published<u64>,
    /// They ticked 不明.
    pub unknown: Published<u64>,
    /// They were not asked what the columns ask.
    pub not_asked: Published<u64>,
}

impl Group {
    /// Whether its shares are for reference only.
    pub fn is_small(&self) -> bool {
        self.n.shown().is_some_and(|n| *n < FEW)
    }

    /// A slot of the columns; `Slot::Given` is all together.
    pub(super) fn of(counts: &CrossCounts, slot: Slot) -> Self {
        let (code, label) = match slot {
            Slot::Code(at) => counts.columns.codes.get(at).map(|code| (code.key.clone(), code.label.clone())),
            _ => None,
        }
        .unwrap_or_else(|| (String::new(), "全体".to_owned()));
        Self {
            code,
            label,
            n: counts.asked_in_column(slot).into(),
            blank: counts.count(Slot::Blank, slot).into(),
            unknown: counts.count(Slot::Unknown, slot).into(),
            not_asked: counts.count(Slot::NotAsked, slot).into(),
        }
    }
}

impl Outside {
    /// Those beside the groups.
    pub(super) fn of(counts: &CrossCounts) -> Self {
        Self {
            blank: counts.asked_in_column(Slot::Blank).into(),
            unknown: counts.asked_in_column(Slot::Unknown).into(),
            not_asked: counts.asked_in_column(Slot::NotAsked).into(),
        }
    }

    /// How many there are.
    pub fn total(&self) -> Published<u64> {
        match (self.blank, self.unknown, self.not_asked) {
            (Published::Shown(blank), Published::Shown(unknown), Published::Shown(not_asked)) => {
                (blank + unknown + not_asked).into()
            }
            _ => Published::Hidden,
        }
    }
}
