//! The two drop-downs: what may stand on each side of a crosstab.

use serde::Serialize;

use crate::analysis::crosstab::{Subject, Variable};
use crate::definition::{QuestionType, Questionnaire};
use crate::view::field::{Choice, Field};

/// A drop-down.
#[derive(Debug, Clone, Serialize)]
pub struct Select {
    /// Name, label, what is wrong.
    #[serde(flatten)]
    pub field: Field,
    /// What stands above the groups.
    pub first: Vec<Choice>,
    /// The questions, by section.
    pub groups: Vec<OptionGroup>,
}

/// The questions of a section.
#[derive(Debug, Clone, Serialize)]
pub struct OptionGroup {
    label: String,
    options: Vec<Choice>,
}

/// Longer names are cut in a drop-down, which shows one line each.
const LONGEST: usize = 46;

/// A drop-down of `first` and of the questionnaire's variables that are `offered`. What is chosen though it is not
/// offered, such as a number in bands of one's own, stands at the end.
pub(super) fn select(
    field: Field,
    questionnaire: &Questionnaire,
    first: &[(&str, &str)],
    offered: impl Fn(&Variable) -> bool,
    fill: impl Fn(&str) -> String,
) -> Select {
    let chosen = field.value.clone();
    let choice = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: shortened(label),
        help: String::new(),
        is_chosen: value == chosen,
    };
    let variables: Vec<Variable> = Variable::all(questionnaire).into_iter().filter(|one| offered(one)).collect();
    let starts = questionnaire.section_starts();
    let mut groups = Vec::new();
    for (at, section) in questionnaire.sections.iter().enumerate() {
        let within = |question: usize| starts.partition_point(|start| *start <= question) == at + 1;
        let options: Vec<Choice> = variables
            .iter()
            .filter(|variable| variable.question().is_some_and(|place| within(place.question)))
            .map(|variable| choice(&variable.name, &fill(&name_of(variable, questionnaire))))
            .collect();
        if !options.is_empty() {
            groups.push(OptionGroup { label: fill(&section.title), options });
        }
    }
    let first: Vec<Choice> = first.iter().map(|(value, label)| choice(value, label)).collect();
    let is_there = first.iter().chain(groups.iter().flat_map(|group| &group.options)).any(|one| one.is_chosen);
    if !is_there && let Ok(variable) = Variable::from_name(questionnaire, &chosen) {
        let options = vec![choice(&chosen, &fill(&name_of(&variable, questionnaire)))];
        groups.push(OptionGroup { label: "アドレスで指定したもの".to_owned(), options });
    }
    Select { field, first, groups }
}

/// What people call a variable: its label, for a margin of a grid with the first and the last of its lines.
pub fn name_of(variable: &Variable, questionnaire: &Questionnaire) -> String {
    let Subject::Margin { grid, of_rows } = &variable.subject else { return variable.label.clone() };
    let lines = grid.question(questionnaire).and_then(|question| match &question.kind {
        QuestionType::Grid { rows, columns, .. } => Some(if *of_rows { rows } else { columns }),
        _ => None,
    });
    let ends = lines.and_then(|lines| Some((lines.codes.first()?, lines.codes.last()?)));
    ends.map_or_else(
        || variable.label.clone(),
        |(first, last)| format!("{}【{}～{}】", variable.label, first.label, last.label),
    )
}

fn shortened(label: &str) -> String {
    if label.chars().count() <= LONGEST {
        return label.to_owned();
    }
    // The end tells the item, or the lines of a grid.
    let (head, tail) = (LONGEST / 2, LONGEST / 2 - 1);
    let start: String = label.chars().take(head).collect();
    let end: Vec<char> = label.chars().rev().take(tail).collect();
    format!("{start}…{}", end.into_iter().rev().collect::<String>())
}
