//! The tables of a round as a reader may see them.

use std::collections::HashSet;

use super::reader::Reader;
use crate::analysis::disclosure::{Hiding, protect};
use crate::analysis::{By, Tables};
use crate::definition::Questionnaire;
use crate::view::disclosure::words;

/// Tables as far as a reader may see them.
pub struct Allowed {
    /// One a question.
    pub tables: Tables,
    /// What was hidden; `None` where the reader may see everything.
    pub hiding: Option<Hiding>,
    /// How many tables were left out.
    pub left_out: usize,
}

impl Allowed {
    /// What was kept from the reader, in words; `None` where nothing was.
    pub fn withheld(&self) -> Option<String> {
        let hiding = self.hiding.as_ref()?;
        let mut said = format!("記述の回答と、一つ一つの回答は表示していません。{}", words(hiding));
        if self.left_out > 0 {
            said.push_str(&format!(
                "件数が{}件に満たない{}の表は、0の欄からも個人の特定につながるおそれがあるため、表ごと表示していません。",
                hiding.k, self.left_out
            ));
        }
        Some(said)
    }
}

/// Hides small counts, and leaves out tables of fewer cases than the limit: there even the zeros tell.
pub fn allowed(mut tables: Tables, questionnaire: &Questionnaire, by: Option<By>, reader: Reader) -> Allowed {
    let Some(limits) = reader.limits() else { return Allowed { tables, hiding: None, left_out: 0 } };
    let (all, least, own) = (tables.tables.len(), limits.first().copied(), limits.last().copied());
    let of_few = |tables: &Tables, k: Option<u64>| -> HashSet<String> {
        let few = tables
            .tables
            .iter()
            .filter(|table| table.answers.is_protected() && table.n.shown().is_some_and(|n| Some(*n) < k));
        few.map(|table| table.question.clone()).collect()
    };
    let (few_for_all, few) = (of_few(&tables, least), of_few(&tables, own));
    // What the reader from whom less is hidden sees decides with, so that both outputs hide alike.
    tables.tables.retain(|table| !few_for_all.contains(&table.question));
    let mut protected = protect(tables, questionnaire, by, &limits);
    protected.tables.tables.retain(|table| !few.contains(&table.question));
    let left_out = all - protected.tables.tables.len();
    Allowed { tables: protected.tables, hiding: Some(protected.hiding), left_out }
}
