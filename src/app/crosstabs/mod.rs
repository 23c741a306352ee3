//! Crosstabs of a round: any question by any other, or every question by one, as far as a reader may see them.

mod asked;
mod guarded;
mod kinds;

use asked::Sides;
use guarded::{Guarded, guarded, may_group};

use super::desk::{DeskError, RoundHead};
use super::reader::Reader;
use super::results::{agencies_for, places};
use crate::analysis::crosstab::{Crosstab, Testing, cross, every_question};
use crate::analysis::{Counter, Dataset};
use crate::view::crosstab::{self, Asked, Crossed, CrosstabPage, Place};
use crate::view::field::{FieldProblem, Typed};
use crate::view::results::{Arrangement, Counted};

/// The page that an address asks for, counted over the round's valid answers.
///
/// # Errors
/// [`DeskError::Shipped`] where what is shown cannot be protected: our own fault.
pub fn page(read: &RoundHead, dataset: &Dataset, reader: Reader, typed: &Typed) -> Result<CrosstabPage, DeskError> {
    let questionnaire = &*read.questionnaire;
    let arrangement = Arrangement::from_address(|name| typed.filled(name));
    let counted = if read.counts.many { Counted::Sheets } else { Counted::Agencies };
    let (sides, mut problems) = match asked::read(questionnaire, typed) {
        Ok(sides) => (sides, Vec::new()),
        Err(problems) => (None, problems),
    };
    let is_asked = sides.is_some() || !problems.is_empty();
    let found = match &sides {
        Some(sides) => found(read, dataset, reader, sides, typed)?,
        None => Ok(Guarded { tables: Vec::new(), withheld: Vec::new() }),
    };
    let mut crossed = Crossed { counted, ..Crossed::default() };
    match found {
        Ok(Guarded { tables, withheld }) => (crossed.tables, crossed.withheld) = (tables, withheld),
        Err(problem) => problems.push(problem),
    }
    let place = Place {
        round: read.round.id.to_string(),
        title: read.round.title.clone(),
        has_board: reader.sees_answers(),
        output: reader.output(),
    };
    let first = if is_asked { typed.clone() } else { typed.clone().put("column", "agency_kind") };
    let asked = Asked { typed: &first, problems: &problems, arrangement, is_asked };
    let places = places(read);
    let offered = |variable: &_| reader.sees_answers() || may_group(questionnaire, variable);
    Ok(CrosstabPage::new(place, questionnaire, asked, crossed, offered, |text| places.fill(text)))
}

/// What is asked for, or what is wrong with it.
fn found(
    read: &RoundHead,
    dataset: &Dataset,
    reader: Reader,
    sides: &Sides,
    typed: &Typed,
) -> Result<Result<Guarded, FieldProblem>, DeskError> {
    let testing = if crosstab::is_tested(typed) { Testing::Asked } else { Testing::AsGathered };
    let agencies = agencies_for(read, reader);
    let cross = |counter: &Counter<'_>| {
        match &sides.rows {
            Some(rows) => cross(counter, rows, &sides.columns, testing).map(|one| vec![one]),
            None => every_question(counter, &sides.columns, testing),
        }
        .map_err(|problem| asked::of_both(&problem))
    };
    match reader.limits() {
        Some(limits) => guarded(read, dataset, &agencies, (reader, &limits), sides, cross),
        None => {
            let counter = Counter { dataset, questionnaire: &read.questionnaire, agencies: &agencies };
            let tables: Result<Vec<Crosstab>, _> = cross(&counter);
            Ok(tables.map(|tables| Guarded { tables, withheld: Vec::new() }))
        }
    }
}
