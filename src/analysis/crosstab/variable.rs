//! What can stand on a side of a crosstab, and the names people give it.

use super::bands;
use super::problem::CrosstabProblem;
use crate::analysis::dataset::{Dimension, NumberOf, Part, Place};
use crate::definition::{Code, Question, QuestionType, Questionnaire};

/// The names of the attributes that every agency has.
const AGENCY_KIND: &str = "agency_kind";
const AGENCY_GROUP: &str = "agency_group";

/// One side of a crosstab.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// Its name, as in addresses and on the command line: `agency_kind`, `agency_group`, `methods`,
    /// `caseload.persons`, `caseload_by_age_sex.rows`, `steps.kind` inside a repeat.
    pub name: String,
    /// What was asked, with the item where it is one of several. May hold `{period}` and the like.
    pub label: String,
    /// The question's type, as in definition files; `agency_kind` and `agency_group` for these.
    pub kind: &'static str,
    /// Whether the question was asked of some only, so that its base is 該当者数.
    pub conditional: bool,
    /// Unit of its numbers, such as 件.
    pub unit: Option<String>,
    /// Digits after the point of its numbers as typed; `None` for computed ones.
    pub decimals: Option<u32>,
    /// What is counted.
    pub subject: Subject,
}

/// What of a question is counted.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// Codes: options, steps, kinds of agencies, bands of a number, or that something was written.
    Codes(Dimension),
    /// A number: described by group in rows, cut into bands in columns.
    Number(NumberOf),
    /// Sums of a grid's rows or columns.
    Margin {
        /// The grid.
        grid: Place,
        /// Whether its rows stand apart, or its columns.
        of_rows: bool,
    },
}

impl Variable {
    /// The agency's kind.
    pub fn agency_kind() -> Self {
        Self::attribute(AGENCY_KIND, "機関種別", Dimension::AgencyKind)
    }

    /// The broad group that the agency's kind belongs to, for networks in which a kind is one agency.
    pub fn agency_group() -> Self {
        Self::attribute(AGENCY_GROUP, "機関種別のまとまり", Dimension::AgencyGroup)
    }

    fn attribute(name: &'static str, label: &str, dimension: Dimension) -> Self {
        Self {
            name: name.to_owned(),
            label: label.to_owned(),
            kind: name,
            conditional: false,
            unit: None,
            decimals: None,
            subject: Subject::Codes(dimension),
        }
    }

    /// Whatever has this name: `agency_kind` or `agency_group`; the key of a question, `repeat.question` inside a
    /// repeat; with `.ITEM` one number of counts, with `.rows`, `.columns` or `.total` a margin of a
    /// grid. Behind a number, `:bands` or `:1/5/10` (lower limits, ascending) cuts it into bands.
    ///
    /// # Errors
    /// Where there is no such thing; says which names there are.
    pub fn from_name(questionnaire: &Questionnaire, name: &str) -> Result<Self, CrosstabProblem> {
        let name = name.trim();
        let (path, cut) = name.split_once(':').map_or((name, None), |(path, cut)| (path, Some(cut)));
        let found = Self::found(questionnaire, path)?;
        match (cut, &found.subject) {
            (None, _) => Ok(found),
            (Some(cut), Subject::Number(number)) => {
                let limits = bands::typed(cut).ok_or_else(|| CrosstabProblem::Limits(name.to_owned()))?;
                let subject = Subject::Codes(Dimension::Bands { number: *number, limits });
                Ok(Self { name: name.to_owned(), subject, ..found })
            }
            (Some(_), _) => Err(CrosstabProblem::NoNumber(path.to_owned(), found.kind)),
        }
    }

    /// Every question as a variable, those of repeats too: counts once an item, grids once for their
    /// rows and once for their columns. Notes and repeats themselves are none.
    pub fn all(questionnaire: &Questionnaire) -> Vec<Self> {
        let mut all = Vec::new();
        for (index, question) in questionnaire.questions().enumerate() {
            all.extend(Self::of_question(Place::outside(index), &question.key, question));
            if let QuestionType::Repeat { questions, .. } = &question.kind {
                for (inside, inner) in questions.iter().enumerate() {
                    let place = Place { question: index, inside: Some(inside) };
                    all.extend(Self::of_question(place, &format!("{}.{}", question.key, inner.key), inner));
                }
            }
        }
        all
    }

    /// Whether its codes are what people chose from, and not attributes or bands.
    pub fn is_question_with_options(&self) -> bool {
        matches!(self.subject, Subject::Codes(Dimension::Options(_)))
    }

    /// The question it reads; `None` for the agency's kind.
    pub fn question(&self) -> Option<Place> {
        match &self.subject {
            Subject::Codes(dimension) => dimension.place(),
            Subject::Number(number) => Some(number.place),
            Subject::Margin { grid, .. } => Some(*grid),
        }
    }

    fn found(questionnaire: &Questionnaire, path: &str) -> Result<Self, CrosstabProblem> {
        match path {
            AGENCY_KIND => return Ok(Self::agency_kind()),
            AGENCY_GROUP => return Ok(Self::agency_group()),
            _ => {}
        }
        // The longest name of a question that the path begins with; what is left names a part of it.
        let ends = path.match_indices('.').map(|(at, _)| at).chain([path.len()]);
        let mut places = ends.filter_map(|end| Some((end, Place::find(questionnaire, path.get(..end)?)?)));
        let Some((end, place)) = places.next_back() else { return Err(CrosstabProblem::Unknown(path.to_owned())) };
        let question = place.question(questionnaire).ok_or_else(|| CrosstabProblem::Unknown(path.to_owned()))?;
        let part = path.get(end + 1..);
        Self::part(place, path, question, part).ok_or_else(|| {
            let names = Self::of_question(place, path.get(..end).unwrap_or(path), question);
            CrosstabProblem::Part {
                name: path.to_owned(),
                kind: question.kind.name(),
                names: names.into_iter().map(|variable| variable.name).collect(),
            }
        })
    }

    /// A question, or a part of it.
    fn part(place: Place, name: &str, question: &Question, part: Option<&str>) -> Option<Self> {
        let number = |part| Subject::Number(NumberOf { place, part });
        let (subject, item) = match (&question.kind, part) {
            (QuestionType::Number(_) | QuestionType::Calculated { .. }, None) => (number(Part::Only), None),
            (QuestionType::Counts { items, .. }, Some(key)) => {
                let at = items.position(key)?;
                (number(Part::Item(at)), items.codes.get(at).map(|code| code.label.clone()))
            }
            (QuestionType::Grid { rows, columns, .. }, Some(part)) => match part.split_once('.') {
                None => match part {
                    "rows" => (Subject::Margin { grid: place, of_rows: true }, Some("行の計".to_owned())),
                    "columns" => (Subject::Margin { grid: place, of_rows: false }, Some("列の計".to_owned())),
                    "total" => (number(Part::Only), Some("計".to_owned())),
                    _ => return None,
                },
                Some((margin, key)) => {
                    let options = if margin == "rows" { rows } else { columns };
                    let at = options.position(key)?;
                    let part = match margin {
                        "rows" => Part::Row(at),
                        "columns" => Part::Column(at),
                        _ => return None,
                    };
                    (number(part), options.codes.get(at).map(|code: &Code| code.label.clone()))
                }
            },
            (QuestionType::Note | QuestionType::Repeat { .. } | QuestionType::Counts { .. }, _)
            | (QuestionType::Grid { .. }, None)
            | (_, Some(_)) => return None,
            (
                QuestionType::Text { .. } | QuestionType::Paragraph { .. } | QuestionType::Date | QuestionType::Month,
                None,
            ) => (Subject::Codes(Dimension::Given(NumberOf { place, part: Part::Only })), None),
            (_, None) => (Subject::Codes(Dimension::Options(place)), None),
        };
        Some(Self {
            name: name.to_owned(),
            label: item.map_or_else(|| question.label.clone(), |item| format!("{}：{item}", question.label)),
            kind: question.kind.name(),
            conditional: question.show_if.is_some(),
            unit: question.kind.format().and_then(|format| format.unit.clone()),
            decimals: match question.kind {
                QuestionType::Calculated { .. } => None,
                _ => question.kind.format().map(|format| format.decimals),
            },
            subject,
        })
    }

    /// The variables that a question is.
    fn of_question(place: Place, name: &str, question: &Question) -> Vec<Self> {
        let parts: Vec<String> = match &question.kind {
            QuestionType::Counts { items, .. } => items.codes.iter().map(|code| code.key.clone()).collect(),
            QuestionType::Grid { .. } => vec!["rows".to_owned(), "columns".to_owned()],
            _ => return Self::part(place, name, question, None).into_iter().collect(),
        };
        parts.iter().filter_map(|part| Self::part(place, &format!("{name}.{part}"), question, Some(part))).collect()
    }
}
