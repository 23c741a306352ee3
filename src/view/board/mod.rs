//! The board of a round: whom to call, what came in, and where every agency stands.

mod attention;
mod filter;
mod line;
mod link;
mod note;
mod overview;

use serde::Serialize;

pub use attention::{ArrivalLine, Arrivals, CallLine, Waiting, WaitingLine};
pub use filter::{Choice, Filter, FilterForm, STATES, Sort};
pub use line::{BoardLine, Phone, StateMark};
pub use link::LinkPage;
pub use note::{NoteLine, NotePage, NotesPart};
pub use overview::{Overview, OverviewLine, OverviewWho};

use super::table::Fact;

/// The round, above its board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoardHead {
    /// The round's id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// 準備中, 受付中, 受付終了.
    pub state: &'static str,
    /// Whether it is still being prepared.
    pub is_draft: bool,
    /// Whether answers are taken.
    pub is_open: bool,
    /// Until when answers are asked for.
    pub due: String,
    /// How many days are left, in words; empty once the round is closed.
    pub left: String,
    /// The period asked about.
    pub period: String,
    /// Whether its sheets are cases to be laid side by side.
    pub has_cases: bool,
}

/// How many agencies stand so, as a link to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StateTotal {
    /// 未着手, 入力中 …
    pub label: &'static str,
    /// The value of the filter.
    pub key: &'static str,
    /// Agencies.
    pub agencies: usize,
    /// Sheets, where an agency gives several; 0 elsewhere.
    pub sheets: u64,
}

/// The board.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoardPage {
    /// The round.
    pub round: BoardHead,
    /// The address of the board.
    pub path: String,
    /// 配布数, 回収数, 有効回答数 and their rates.
    pub facts: Vec<Fact>,
    /// 回収 of 配布, in words.
    pub progress: String,
    /// Agencies asked (配布数).
    pub invited: u64,
    /// Agencies that answered (回収数).
    pub answered: u64,
    /// What keeps mails from leaving, in words.
    pub mail_trouble: Option<String>,
    /// What has just been done, as a sentence; empty where nothing was.
    pub told: String,
    /// Whether reminders can be sent: the round is open and sends mail.
    pub reminds: bool,
    /// Answers about which somebody has to call (要確認).
    pub calls: Vec<CallLine>,
    /// What came in since last time.
    pub arrivals: Arrivals,
    /// Who has not answered.
    pub waiting: Waiting,
    /// How many stand how.
    pub totals: Vec<StateTotal>,
    /// What is looked for.
    pub filter: FilterForm,
    /// The agencies that were looked for.
    pub agencies: Vec<BoardLine>,
    /// How many agencies there are in all.
    pub all: usize,
    /// Most characters of a note.
    pub note_length: usize,
    /// Whether a note could not be kept as it was written.
    pub has_error: bool,
}
