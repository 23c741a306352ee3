//! The case board: all cases of a network, good and difficult ones in two lanes, sheets side by side.

use serde::Serialize;

use super::marks::Piece;
use crate::view::field::Choice;

/// The page.
#[derive(Debug, Serialize)]
pub struct BoardPage {
    /// Whether the network has any round of cases.
    pub has_rounds: bool,
    /// Whether only what agencies approved for others is shown.
    pub is_masked: bool,
    /// What may be filtered by.
    pub filters: Vec<FilterField>,
    /// The words that are looked for, as typed.
    pub sought: String,
    /// Whether anything is left out.
    pub is_filtered: bool,
    /// Whether hits in their context are shown, instead of sheets.
    pub shows_hits: bool,
    /// The same with sheets, or with hits: what stands behind the path. Empty where nothing is looked for.
    pub other_view: String,
    /// 「12件・8機関」 of how many.
    pub counted: String,
    /// The two lanes, and one for cases whose sheet does not say.
    pub lanes: Vec<Lane>,
    /// What stands behind the path for the sheets before these; `None` where these are the first.
    pub before: Option<String>,
    /// The same for those after these.
    pub after: Option<String>,
}

/// A list to choose one value from.
#[derive(Debug, Serialize)]
pub struct FilterField {
    /// Its name in addresses.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// Values with what they are called.
    pub options: Vec<Choice>,
}

/// Cases of one kind.
#[derive(Debug, Serialize)]
pub struct Lane {
    /// The code of the kind: `good`, `difficult`.
    pub code: String,
    /// 好事例 or 困難事例.
    pub title: String,
    /// 「12件・8機関」
    pub counted: String,
    /// 「1～10件目」; empty where all are shown.
    pub shown: String,
    /// How many of them are counted and not shown, since their agencies have agreed to no text of them.
    pub waiting: usize,
    /// The cases.
    pub cases: Vec<LaneCase>,
    /// Questions with the answers of these cases.
    pub items: Vec<LaneItem>,
}

/// One case of a lane.
#[derive(Debug, Serialize)]
pub struct LaneCase {
    /// Its own page.
    pub path: String,
    /// 「好事例1」, numbered within its round in the order in which cases came in.
    pub name: String,
    /// The agency; empty for those who may not know it.
    pub agency: String,
    /// The round.
    pub round: String,
    /// Attributes in words.
    pub facts: Vec<String>,
    /// The labels of the codes that count.
    pub codes: Vec<String>,
    /// How far its masked version has come, for the office.
    pub standing: &'static str,
    /// What was found, with its surroundings.
    pub hits: Vec<Hit>,
}

/// A text in which something was found.
#[derive(Debug, Serialize)]
pub struct Hit {
    /// What was asked.
    pub label: String,
    /// The words around what was found.
    pub pieces: Vec<Piece>,
}

/// One line of a lane's table.
#[derive(Debug, Serialize)]
pub struct LaneItem {
    /// The heading it belongs under, only on its first line.
    pub section: Option<String>,
    /// What was asked.
    pub label: String,
    /// One a case; empty where it was not asked of the case.
    pub cells: Vec<Vec<Piece>>,
}
