//! What a reader of results may see of single answers.

use crate::store::memberships::Role;

/// Who reads results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Whoever runs the surveys sees every answer.
    Office,
    /// Whoever chairs the meeting sees tables of many answers: no words that somebody wrote, and nothing
    /// of so few cases that one could be told from the table.
    Meeting {
        /// Tables of fewer cases than this are left out; the network says how many.
        least_cases: u64,
    },
}

impl Reader {
    /// The reader that a role is, in a network with this limit for counts of persons.
    pub fn of(role: Role, disclosure_k_inside: i32) -> Self {
        match role {
            Role::Owner | Role::Coordinator => Self::Office,
            Role::Facilitator | Role::Interviewer | Role::Coder | Role::Auditor => {
                Self::Meeting { least_cases: u64::try_from(disclosure_k_inside).unwrap_or_default() }
            }
        }
    }

    /// Whether single answers, and what was written in them, may be shown.
    pub fn sees_answers(self) -> bool {
        self == Self::Office
    }

    /// The fewest cases of which a table may be shown.
    pub fn least_cases(self) -> u64 {
        match self {
            Self::Office => 0,
            Self::Meeting { least_cases } => least_cases,
        }
    }
}
