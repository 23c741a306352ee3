//! What a reader of results may see of single answers and of small counts.

use crate::store::memberships::Role;
use crate::store::networks::Network;
use crate::view::disclosure::Output;

/// What results are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// 庁内用: for those who run the surveys.
    #[default]
    OfficeUse,
    /// 公表用: to be published.
    Publication,
}

impl Purpose {
    /// The purpose as addresses name it; for the office where they name none.
    pub fn from_name(name: Option<&str>) -> Self {
        if name == Some(PUBLICATION) { Self::Publication } else { Self::OfficeUse }
    }
}

const PUBLICATION: &str = "publication";

/// Who reads results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Whoever runs the surveys sees every answer and every count.
    Office,
    /// Whoever chairs the meeting sees tables: no words that somebody wrote, and no counts from which single
    /// persons could be told.
    Meeting {
        /// Counts of persons and cases below this are hidden.
        inside: u64,
    },
    /// Whoever reads what is published sees the same of fewer counts.
    Public {
        /// The limit of [`Reader::Meeting`]: who reads both outputs may learn no more than from that one.
        inside: u64,
        /// Counts of persons and cases below this are hidden.
        public: u64,
    },
}

impl Reader {
    /// The reader that a role is in a network. Only those who see everything may choose to see less.
    pub fn of(role: Role, network: &Network, purpose: Purpose) -> Self {
        let limit = |k: i32| u64::try_from(k).unwrap_or_default();
        let (inside, public) = (limit(network.disclosure_k_inside), limit(network.disclosure_k_public));
        match (role, purpose) {
            (Role::Owner | Role::Coordinator, Purpose::OfficeUse) => Self::Office,
            (Role::Owner | Role::Coordinator, Purpose::Publication) => Self::Public { inside, public },
            (Role::Facilitator | Role::Interviewer | Role::Coder | Role::Auditor, _) => Self::Meeting { inside },
        }
    }

    /// Whether single answers, and what was written in them, may be shown.
    pub fn sees_answers(self) -> bool {
        self == Self::Office
    }

    /// The limits under which counts are hidden, rising: the last is this reader's own, the others are of
    /// readers from whom less is hidden. `None` where nothing is hidden.
    pub fn limits(self) -> Option<Vec<u64>> {
        match self {
            Self::Office => None,
            Self::Meeting { inside } => Some(vec![inside]),
            Self::Public { inside, public } => Some(vec![inside.min(public), public]),
        }
    }

    /// What pages say of the output that this reader is shown.
    pub fn output(self) -> Output {
        Output {
            may_publish: !matches!(self, Self::Meeting { .. }),
            is_publication: matches!(self, Self::Public { .. }),
        }
    }

    /// The reader as audit lines name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Office => "office_use",
            Self::Meeting { .. } => "meeting",
            Self::Public { .. } => PUBLICATION,
        }
    }
}
