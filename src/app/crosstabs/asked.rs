//! What a page of crosstabs is asked for, and what is wrong with it, at its field.

use crate::analysis::crosstab::{CrosstabProblem, Variable};
use crate::definition::Questionnaire;
use crate::view::crosstab::Share;
use crate::view::field::{FieldProblem, Typed};

/// What is to be crossed.
pub(super) struct Sides {
    /// What stands down the side; every question where it is none.
    pub(super) rows: Option<Variable>,
    /// The groups.
    pub(super) columns: Variable,
}

/// The name of every question.
const ALL: &str = "all";

/// What the address asks for; `None` where it asks for nothing yet.
///
/// # Errors
/// Everything that is wrong.
pub(super) fn read(questionnaire: &Questionnaire, typed: &Typed) -> Result<Option<Sides>, Vec<FieldProblem>> {
    let (row, column) = (typed.one("row"), typed.one("column"));
    if row.is_empty() && column.is_empty() {
        return Ok(None);
    }
    let mut problems = Vec::new();
    let mut side = |field: &'static str, name: &str| {
        if name.is_empty() {
            problems.push(FieldProblem::at(field, "一覧から選んでください。"));
            return None;
        }
        let found = Variable::from_name(questionnaire, name);
        found.map_err(|problem| problems.push(FieldProblem::at(field, of_one(&problem)))).ok()
    };
    let rows = if row == ALL { None } else { side("row", row) };
    let columns = side("column", column);
    if Share::from_name(typed.one("share")).is_none() {
        problems.push(FieldProblem::at("share", "縦％、横％、総％のどれかを選んでください。"));
    }
    match columns {
        Some(columns) if problems.is_empty() => Ok(Some(Sides { rows, columns })),
        _ => Err(problems),
    }
}

/// Why a name on one side cannot be taken.
fn of_one(problem: &CrosstabProblem) -> &'static str {
    match problem {
        CrosstabProblem::Part { names, .. } if !names.is_empty() => {
            "この設問は、項目や行・列ごとに集計します。一覧から項目を選んでください。"
        }
        CrosstabProblem::Part { .. } => "この設問は、クロス集計できません。一覧からほかの設問を選んでください。",
        CrosstabProblem::NoNumber(..) => {
            "この設問は数を尋ねていないため、階級に分けられません。一覧から選び直してください。"
        }
        CrosstabProblem::Limits(_) => {
            "階級の区切りを読み取れません。「:1/5/10」のように、小さい順に「/」で区切ってください。"
        }
        _ => "選ばれた設問が、この調査票にありません。一覧から選び直してください。",
    }
}

/// Why two sides cannot be crossed, said where groups are chosen.
pub(super) fn of_both(problem: &CrosstabProblem) -> FieldProblem {
    let message = match problem {
        CrosstabProblem::Same(_) => "表側と表頭に同じものが選ばれています。どちらかを選び直してください。",
        CrosstabProblem::TwoGrids(_) => {
            "表の形の設問は、選択肢の設問、機関種別、又は同じ設問のもう一方（行と列）と組み合わせてください。"
        }
        CrosstabProblem::TwoRepeats(..) => {
            "繰り返して尋ねている別々の設問は、組み合わせられません。同じ繰返しの中の設問か、繰返しの外の設問を選んでください。"
        }
        CrosstabProblem::OncePerAnswer(..) => {
            "表側の数は一つの回答に一つのため、繰り返して尋ねている設問では分けられません。繰返しの外の設問を選んでください。"
        }
        CrosstabProblem::CannotHide(_) => return cannot_hide(),
        other => return FieldProblem::at("column", of_one(other)),
    };
    FieldProblem::at("column", message)
}

/// Said where figures would tell of single persons in a table of other groups.
pub(super) fn cannot_hide() -> FieldProblem {
    FieldProblem::at(
        "column",
        "人や事例の件数を含む表は、個人の特定を防ぐため、機関種別によるクロス集計だけを表示できます。「機関種別」を選んでください。",
    )
}
