//! What a question looks like on a page: plain data for the templates.

use askama::Template;
use serde::Serialize;

use super::answered::AnswerView;
use super::comments::CommentView;
use super::html;
use super::select::Select;

/// A question with its control, ready to be drawn.
#[derive(Debug, Template)]
#[template(path = "form/question.html")]
pub struct QuestionView {
    /// Dotted path, such as `unmet.0.cases`: names the block, and what the page asked.
    pub path: String,
    /// What is asked.
    pub label: String,
    /// Whether an answer is needed; `None` where the question takes none.
    pub required: Option<bool>,
    /// Support text.
    pub help: Option<String>,
    /// An example answer.
    pub example: Option<String>,
    /// Who will see the answer.
    pub sharing: Option<&'static str>,
    /// What is wrong with the question as a whole; of single fields see their boxes.
    pub errors: Vec<String>,
    /// Checks that ask whether the answer is right.
    pub confirms: Vec<ConfirmView>,
    /// What was answered last time, where the question lets it be shown.
    pub previous: Option<AnswerView>,
    /// What the office asks to look at again.
    pub comments: Vec<CommentView>,
    /// Whether last time's answer stands in it, and nobody has looked at it yet.
    pub prefilled: bool,
    /// What is to be said of numbers that are far from last time's.
    pub far: Vec<String>,
    /// Two answers saved in two places, of which one is to be chosen.
    pub conflict: Option<ConflictView>,
    /// Ids that describe a single control, or the group.
    pub described_by: String,
    /// Whether the control is a group of several (fieldset and legend) or one (label).
    pub is_group: bool,
    /// The control.
    pub control: Control,
}

/// A check that asks once.
#[derive(Debug, Serialize)]
pub struct ConfirmView {
    /// Field that takes the confirmation.
    pub field: String,
    /// Its value: what the answers are now.
    pub fingerprint: String,
    /// Field that takes a reason.
    pub reason_field: String,
    /// The reason typed so far.
    pub reason: String,
    /// What to look at.
    pub message: String,
    /// Whether it was confirmed.
    pub is_confirmed: bool,
}

/// The same question answered in two places.
#[derive(Debug)]
pub struct ConflictView {
    /// Field that takes the choice.
    pub field: String,
    /// What was saved elsewhere first, as it stands on the page.
    pub theirs: String,
    /// What was typed here.
    pub mine: String,
}

/// One text box.
#[derive(Debug, Clone, Default)]
pub struct TextBox {
    /// Field name; its id is `f-` and the name.
    pub name: String,
    /// Label of this box, where it has its own.
    pub label: String,
    /// A sentence beside it.
    pub help: Option<String>,
    /// As typed.
    pub value: String,
    /// What is wrong with it.
    pub errors: Vec<String>,
}

/// A box to tick or choose.
#[derive(Debug)]
pub struct Tick {
    /// Field name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// What it sends.
    pub value: String,
    /// Its label.
    pub label: String,
    /// A sentence beside it.
    pub help: Option<String>,
    /// Heading before it, where a new group of options begins.
    pub group: Option<String>,
    /// Whether it is chosen.
    pub checked: bool,
    /// Words that go with it (その他).
    pub words: Option<TextBox>,
}

/// A row of a grid.
#[derive(Debug)]
pub struct GridRow {
    /// Heading of the row.
    pub label: String,
    /// One box a column.
    pub cells: Vec<TextBox>,
    /// Sum of what was typed in the row.
    pub total: Option<String>,
}

/// はい／いいえ for one item.
#[derive(Debug)]
pub struct YesNo {
    /// The item.
    pub label: String,
    /// はい and いいえ.
    pub ticks: [Tick; 2],
    /// What is wrong with it.
    pub errors: Vec<String>,
}

/// One place for an agency: from the register, by kind, or in words.
#[derive(Debug)]
pub struct AgencyPlace {
    /// Which place it is, such as 「1番目」; blank where there is only one.
    pub label: String,
    /// Agencies of the register.
    pub register: Select,
    /// Kinds of agencies.
    pub kind: Select,
    /// Words.
    pub words: TextBox,
}

/// One instance of a repeat.
#[derive(Debug)]
pub struct Instance {
    /// Counts from 1.
    pub number: usize,
    /// What the button that removes it sends.
    pub remove: String,
    /// Its questions.
    pub questions: Vec<QuestionView>,
}

/// What takes the answer.
#[derive(Debug)]
pub enum Control {
    /// One line.
    Text {
        /// The box.
        input: TextBox,
    },
    /// Several lines.
    Paragraph {
        /// The box.
        input: TextBox,
        /// At most so many characters.
        max_length: usize,
    },
    /// A number.
    Number {
        /// The box.
        input: TextBox,
        /// Unit after the box.
        unit: Option<String>,
        /// `numeric`, or `decimal` where decimals are taken.
        input_mode: &'static str,
        /// 不明.
        unknown: Option<Tick>,
    },
    /// Several numbers.
    Counts {
        /// The boxes.
        items: Vec<TextBox>,
        /// Unit after each box.
        unit: Option<String>,
        /// `numeric` or `decimal`.
        input_mode: &'static str,
        /// 不明.
        unknown: Option<Tick>,
        /// Sum of what was typed.
        total: Option<String>,
    },
    /// Numbers in rows and columns.
    Grid {
        /// Headings of columns.
        columns: Vec<String>,
        /// The rows.
        rows: Vec<GridRow>,
        /// Sums under the columns.
        column_totals: Option<Vec<String>>,
        /// Whether rows have sums.
        row_totals: bool,
        /// Sum of all.
        grand: Option<String>,
        /// Unit of all cells.
        unit: Option<String>,
        /// `numeric` or `decimal`.
        input_mode: &'static str,
    },
    /// One or several of some options.
    Options {
        /// Whether several may be chosen.
        multiple: bool,
        /// The options.
        options: Vec<Tick>,
    },
    /// Places in order.
    Ranking {
        /// One list a place.
        places: Vec<Select>,
    },
    /// はい／いいえ for each item.
    Checklist {
        /// The items.
        items: Vec<YesNo>,
        /// Number of はい.
        score: Option<String>,
    },
    /// A day or a month.
    Date {
        /// Year.
        year: TextBox,
        /// Month.
        month: TextBox,
        /// Day, where it is asked.
        day: Option<TextBox>,
    },
    /// Agencies.
    Agency {
        /// One or several places.
        places: Vec<AgencyPlace>,
        /// Whether more places appear once these are filled.
        grows: bool,
    },
    /// The same questions several times.
    Repeat {
        /// Field that says how many are shown.
        count_field: String,
        /// What is shown.
        instances: Vec<Instance>,
        /// Whether one more may be added.
        can_add: bool,
        /// Whether one may be removed.
        can_remove: bool,
        /// At most so many.
        max: usize,
    },
    /// Text only.
    Note,
    /// A computed number.
    Calculated {
        /// The number, or a dash while it cannot be computed.
        value: String,
        /// Unit after it.
        unit: Option<String>,
    },
}
