//! Cases on their way to others than the office: most agreed to, some still asked about, some not yet.

use super::DemoError;
use crate::app::definitions::Definitions;
use crate::app::masking::{Masker, approving, case};
use crate::app::respond::{Visit, Visitor};
use crate::store::entries::Hand;
use crate::store::masked_cases::MaskedState;
use crate::store::{Connection, UserId};

/// How far the masked version of a case has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// Nobody has looked at it.
    NotAsked,
    /// The agency is asked.
    Asked,
    /// The agency has agreed.
    Agreed,
}

impl Progress {
    /// Of the case that comes at this place among all, and at this number among its agency's.
    pub(super) fn of(place: usize, number: i32) -> Self {
        match place % 5 {
            3 if number > 1 => Self::NotAsked,
            3 | 4 => Self::Asked,
            _ => Self::Agreed,
        }
    }
}

/// The office asks about a case that was handed in, and the agency agrees.
pub(super) fn go(
    connection: &mut Connection,
    (definitions, masker): (&Definitions, &Masker),
    (visit, office): (&Visit, UserId),
    (sheet, progress): (i32, Progress),
) -> Result<(), DemoError> {
    let by_office = Visit { visitor: Visitor::Office { user: office, hand: Hand::First }, ..visit.clone() };
    let steps = [(Progress::Asked, &by_office, MaskedState::Asked), (Progress::Agreed, visit, MaskedState::Approved)];
    for (step, by, state) in steps {
        let is_taken = progress == step || progress == Progress::Agreed;
        if is_taken {
            let case = case::read(connection, definitions, masker, visit, sheet)?;
            approving::keep(connection, by, &case, (state, &case.decisions, ""))?;
        }
    }
    Ok(())
}
