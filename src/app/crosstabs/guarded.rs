//! Crosstabs for readers from whom small counts of persons and cases are hidden.

use super::asked::{Sides, cannot_hide};
use super::kinds;
use crate::analysis::crosstab::{self, Crosstab, Crosstabs, Subject, Variable, needs_protection};
use crate::analysis::dataset::Dimension;
use crate::analysis::disclosure::Counting;
use crate::analysis::{Agencies, By, Counter, Dataset, Figures, Published, Table, Tabulation};
use crate::app::desk::{DeskError, RoundHead};
use crate::app::protecting::allowed;
use crate::app::reader::Reader;
use crate::definition::Questionnaire;
use crate::view::disclosure::words;
use crate::view::field::FieldProblem;

/// What may be shown of crosstabs, and what was kept back, a sentence each.
pub(super) struct Guarded {
    pub(super) tables: Vec<Crosstab>,
    pub(super) withheld: Vec<String>,
}

/// Whether groups of it tell of persons or cases: then only kinds of agencies may group figures that count them.
pub(super) fn may_group(questionnaire: &Questionnaire, columns: &Variable) -> bool {
    let question = columns.question().and_then(|place| place.question(questionnaire));
    let tells = Counting::of_answers(questionnaire).is_protected()
        || question.is_some_and(|question| Counting::of_numbers(question).is_protected());
    question.is_none() || !tells
}

/// Counts by kinds of agencies of which each has several, with `cross`, and hides what this reader may not see.
/// Figures that count persons or cases are shown by kinds of agencies alone, and hidden as the tables of every
/// question by kind hide them: crosstabs by other groups could give away what these hide.
pub(super) fn guarded(
    read: &RoundHead,
    dataset: &Dataset,
    agencies: &Agencies,
    (reader, limits): (Reader, &[u64]),
    sides: &Sides,
    cross: impl Fn(&Counter<'_>) -> Result<Vec<Crosstab>, FieldProblem>,
) -> Result<Result<Guarded, FieldProblem>, DeskError> {
    let questionnaire = &*read.questionnaire;
    if !may_group(questionnaire, &sides.columns) {
        return Ok(Err(cannot_hide()));
    }
    let (mut dataset, mut agencies) = (dataset.clone(), agencies.clone());
    let merged = kinds::merge(&mut dataset, &mut agencies);
    let tables = match cross(&Counter { dataset: &dataset, questionnaire, agencies: &agencies }) {
        Ok(tables) => tables,
        Err(problem) => return Ok(Err(problem)),
    };
    let (protected, mut open): (Vec<_>, Vec<_>) = tables.into_iter().partition(|one| is_protected(questionnaire, one));
    let (asked, by_kind) = (protected.len(), sides.columns == Variable::agency_kind());
    if !by_kind && asked > 0 && open.is_empty() {
        return Ok(Err(cannot_hide()));
    }
    let mut withheld = vec!["記述の回答と、一つ一つの回答は表示していません。".to_owned()];
    withheld.extend(merged.then(|| {
        "回答した機関が一つか二つの種別は、どの機関の回答かが分からないように、まとめて数えています。".to_owned()
    }));
    if !by_kind && asked > 0 {
        withheld.push(format!(
            "人や事例の件数を含む{asked}の表は、個人の特定を防ぐため、ここには表示していません。機関種別によるクロス集計をご覧ください。"
        ));
    } else if asked > 0 {
        let k = limits.last().copied().unwrap_or_default();
        let by = Some(By::AgencyKind);
        let every = Tabulation::of(&dataset, questionnaire, by, &agencies).tables();
        let alone = Tabulation::of(&dataset, questionnaire, None, &agencies).tables();
        let alone = allowed(alone, questionnaire, None, reader).tables.tables;
        let allowed = allowed(every, questionnaire, by, reader);
        // What a crosstab hides in its total stands on the results page, where nothing has to hide it: put back
        // from there it would tell of the groups.
        let is_told_alike = |table: &Table| alone.iter().any(|other| totals(other) == totals(table));
        let is_allowed = |one: &Crosstab| {
            let mut tables = allowed.tables.tables.iter().filter(|table| is_of(&table.question, &one.rows));
            tables.any(is_told_alike)
        };
        let fitting = protected.into_iter().filter(|one| is_allowed(one) && !is_banded(&one.rows)).collect::<Vec<_>>();
        let left_out = asked - fitting.len();
        let mut crosstabs =
            Crosstabs { definition: questionnaire.key.clone(), responses: allowed.tables.responses, tables: fitting };
        let hiding = crosstab::protect(&mut crosstabs, questionnaire, &allowed.tables, k);
        let hiding = hiding.map_err(|problem| DeskError::Shipped(problem.to_string()))?;
        withheld.push(words(&hiding));
        withheld.extend((left_out > 0).then(|| {
            format!(
                "件数が{k}件に満たないなど、個人の特定につながるおそれのある{left_out}の表は、表ごと表示していません。"
            )
        }));
        open.extend(crosstabs.tables);
        let order = Variable::all(questionnaire);
        open.sort_by_key(|one| order.iter().position(|variable| variable.name == one.rows.name));
    }
    Ok(Ok(Guarded { tables: open, withheld }))
}

/// A table's question and what it tells over all answers.
fn totals(table: &Table) -> (&str, [Published<u64>; 3], &Figures) {
    (&table.question, [table.asked, table.blank, table.n], &table.figures)
}

/// Whether figures of it count persons or cases, bands of such numbers too.
fn is_protected(questionnaire: &Questionnaire, crosstab: &Crosstab) -> bool {
    let question = crosstab.rows.question().and_then(|place| place.question(questionnaire));
    let bands_of_persons =
        is_banded(&crosstab.rows) && question.is_some_and(|question| Counting::of_numbers(question).is_protected());
    bands_of_persons || needs_protection(questionnaire, crosstab)
}

fn is_banded(variable: &Variable) -> bool {
    matches!(variable.subject, Subject::Codes(Dimension::Bands { .. }))
}

/// Whether a table is that of a variable's question.
fn is_of(question: &str, variable: &Variable) -> bool {
    variable.name == question || variable.name.rsplit_once('.').is_some_and(|(name, _)| name == question)
}
