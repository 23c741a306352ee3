//! Disclosure control (秘匿): what tables may show of few persons or cases.
//!
//! Counts of persons and cases from 1 to k - 1 are hidden, zeros are shown, and of the other counts as few
//! are hidden as a heuristic finds that keep the small ones from being worked out from all tables of one
//! output together ([`protect`]). Counts of agencies and of their answers are never hidden.
//!
//! What it does not protect from: somebody who contributed to a count and subtracts their own part, two
//! outputs of different days or limits laid side by side, and what is known from elsewhere.

#[cfg(test)]
mod audit;
mod counting;
mod derived;
mod layout;
mod links;
mod place;
mod shift;
mod suppress;
mod system;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

pub use counting::Counting;

use self::layout::Layout;
use self::place::{Place, slot};
use self::suppress::Pattern;
use self::system::CellId;
use super::by::By;
use super::table::Tables;
use crate::definition::Questionnaire;

/// Tables in which nothing can be learned of fewer than `k` persons or cases than that they are 1 to k - 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Protected {
    /// The tables, with hidden figures.
    pub tables: Tables,
    /// What was done.
    pub hiding: Hiding,
}

/// How much was hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hiding {
    /// Counts below this were hidden.
    pub k: u64,
    /// How many counts were hidden because they are small. One that stands in several tables is one.
    pub primary: usize,
    /// How many more, so that the small ones cannot be worked out.
    pub complementary: usize,
}

impl Hiding {
    /// How many counts were hidden. Shares, means and the like that went with them are not among them.
    pub fn counts(&self) -> usize {
        self.primary + self.complementary
    }
}

/// Hides in the tables of one output what would tell of fewer persons or cases than the limit. `by` is what
/// their groups are. A limit of 0 or 1 hides nothing.
///
/// `limits` rise. The last one is this output's; before it stand those of other outputs of the same tables,
/// from whose readers less is hidden: everything hidden in theirs is hidden in this one, so that who has both
/// learns no more than from theirs. For the same reason tables with groups hide everything that the same
/// tables without groups hide.
pub fn protect(tables: Tables, questionnaire: &Questionnaire, by: Option<By>, limits: &[u64]) -> Protected {
    let k = limits.last().copied().unwrap_or_default();
    let before: HashSet<Place> = match by {
        Some(_) => {
            let layout = laid_out(without_groups(tables.clone()), questionnaire, None);
            let pattern = pattern(&layout, Pattern::nothing(&layout.system), limits);
            layout.places.iter().filter(|(_, id)| pattern.hidden[*id]).map(|(place, _)| *place).collect()
        }
        None => HashSet::new(),
    };
    let layout = laid_out(tables, questionnaire, by);
    let pattern = pattern(&layout, Pattern::hiding(&layout.system, &layout.places, &before), limits);
    let primary: HashSet<CellId> = layout.system.primary(k).collect();
    let Layout { mut tables, system, places, .. } = layout;
    for (place, id) in &places {
        if pattern.hidden[*id]
            && let Some(slot) = slot(&mut tables, *place)
        {
            slot.hide();
        }
    }
    let hidden = (0..system.cells.len()).filter(|id| pattern.hidden[*id] && system.cells[*id].is_printed);
    let (small, others): (Vec<CellId>, Vec<CellId>) = hidden.partition(|id| primary.contains(id));
    if k > 1 {
        derived::hide(&mut tables, questionnaire, k);
    }
    Protected { tables, hiding: Hiding { k, primary: small.len(), complementary: others.len() } }
}

fn laid_out(tables: Tables, questionnaire: &Questionnaire, by: Option<By>) -> Layout {
    let mut layout = Layout::new(tables, Counting::of_answers(questionnaire).is_protected());
    links::link(&mut layout, questionnaire, by);
    layout
}

fn without_groups(mut tables: Tables) -> Tables {
    tables.tables.iter_mut().for_each(|table| table.grouping = None);
    tables
}

/// What is hidden under the last limit, and with it all that is under those before.
fn pattern(layout: &Layout, start: Pattern, limits: &[u64]) -> Pattern {
    limits.iter().fold(start, |before, k| suppress::suppress(&layout.system, *k, before))
}
