//! Reading `A×B` as people type it.

use super::problem::CrosstabProblem;
use super::variable::Variable;
use crate::definition::Questionnaire;

/// What is to be crossed.
#[derive(Debug, Clone, PartialEq)]
pub enum Pair {
    /// One by another.
    One(Box<Variable>, Box<Variable>),
    /// Every question by one.
    Every(Box<Variable>),
}

/// Stands for every question.
const EVERY: &str = "*";

/// Signs that cannot be in a name.
const SIGNS: [char; 4] = ['×', '✕', ',', '、'];

/// Letters that people type for the sign, which may be in a name too.
const LETTERS: [char; 3] = ['x', 'X', 'ｘ'];

/// Reads `A×B`, `A,B` or `AxB`: rows by columns; `*×B` is every question by B.
///
/// # Errors
/// Where it is no pair, or a side has no such name.
pub fn pairs(questionnaire: &Questionnaire, text: &str) -> Result<Pair, CrosstabProblem> {
    let named = |side: &str| side.contains(|sign: char| sign.is_alphanumeric()) || side.trim() == EVERY;
    let whole = |(rows, columns): &(&str, &str)| named(rows) && named(columns);
    if let Some((rows, columns)) = text.split_once(SIGNS).filter(whole) {
        return pair(questionnaire, rows, columns);
    }
    // `sexxkind`: an x parts the names where what stands on both sides of it is one.
    let splits = || text.match_indices(LETTERS).map(|(at, sign)| (&text[..at], &text[at + sign.len()..])).filter(whole);
    let read = splits().find_map(|(rows, columns)| pair(questionnaire, rows, columns).ok());
    let spaced = splits().find(|(rows, columns)| rows.ends_with(' ') && columns.starts_with(' '));
    match (read, spaced) {
        (Some(pair), _) => Ok(pair),
        // `a x b` is a pair beyond doubt, so that its problem can be named.
        (None, Some((rows, columns))) => pair(questionnaire, rows, columns),
        (None, None) => {
            let only = splits().next().filter(|_| splits().count() == 1);
            only.map_or_else(
                || Err(CrosstabProblem::NoPair(text.to_owned())),
                |(rows, columns)| pair(questionnaire, rows, columns),
            )
        }
    }
}

fn pair(questionnaire: &Questionnaire, rows: &str, columns: &str) -> Result<Pair, CrosstabProblem> {
    let columns = Box::new(Variable::from_name(questionnaire, columns)?);
    if rows.trim() == EVERY {
        return Ok(Pair::Every(columns));
    }
    Ok(Pair::One(Box::new(Variable::from_name(questionnaire, rows)?), columns))
}
