//! number, scale, calculated, counts, grid, checklist.

use serde::de::MapAccess;

use super::names::QuestionPlan;
use super::problem::{Here, Named, Problem};
use super::take::{Take, Taking, Truth, each, put};
use crate::answer::Answer;
use crate::definition::{NumberFormat, Step};

/// A number that a question can take.
struct Cell<'a> {
    here: Here<'a>,
    format: &'a NumberFormat,
}

impl<'de> Take<'de> for Cell<'_> {
    type Out = Option<f64>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("数値", "a number")
    }

    fn number(self, number: f64) -> Option<f64> {
        if takes(self.format, number) {
            return Some(number);
        }
        self.here.report(&Problem::Number(self.format));
        None
    }
}

/// Whether a number is within the bounds and has no more decimals than the question takes.
fn takes(format: &NumberFormat, number: f64) -> bool {
    if number < format.min || number > format.max {
        return false;
    }
    if format.decimals == 0 {
        return number.fract() == 0.0;
    }
    let scaled = number * 10_f64.powi(i32::try_from(format.decimals).unwrap_or(i32::MAX));
    (scaled - scaled.round()).abs() <= 1e-9 * scaled.abs().max(1.0)
}

/// A number, or `{"unknown": true}`.
pub(super) struct Number<'a> {
    pub(super) here: Here<'a>,
    pub(super) plan: &'a QuestionPlan<'a>,
    pub(super) format: &'a NumberFormat,
}

impl<'de> Take<'de> for Number<'_> {
    type Out = Option<Answer>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        if self.format.unknown {
            ("数値又は{\"unknown\": true}", "a number or {\"unknown\": true}")
        } else {
            ("数値", "a number")
        }
    }

    fn number(self, number: f64) -> Option<Answer> {
        Cell { here: self.here, format: self.format }.number(number).map(Answer::Number)
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<Option<Answer>, A::Error> {
        counts(&self.here, &self.plan.names, self.format, object)
    }
}

/// The value of one step of a scale.
pub(super) struct Scale<'a> {
    pub(super) here: Here<'a>,
    pub(super) steps: &'a [Step],
}

impl<'de> Take<'de> for Scale<'_> {
    type Out = Option<Answer>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("段階の数値", "the number of a step")
    }

    #[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "steps are small whole numbers")]
    fn number(self, number: f64) -> Option<Answer> {
        if self.steps.iter().any(|step| step.value as f64 == number) {
            return Some(Answer::Number(number));
        }
        self.here.report(&Problem::Step);
        None
    }
}

/// A computed number: looked at and left out, since it is computed anew.
pub(super) struct Computed<'a>(pub(super) Here<'a>);

impl<'de> Take<'de> for Computed<'_> {
    type Out = Option<Answer>;

    fn here(&self) -> &Here<'_> {
        &self.0
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("数値", "a number")
    }

    fn number(self, _: f64) -> Option<Answer> {
        None
    }
}

/// `{"item": 1, …}` or `{"unknown": true}`.
pub(super) struct Counts<'a> {
    pub(super) here: Here<'a>,
    pub(super) plan: &'a QuestionPlan<'a>,
    pub(super) format: &'a NumberFormat,
}

impl<'de> Take<'de> for Counts<'_> {
    type Out = Option<Answer>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("項目ごとの数値（{\"項目\": 数値}）", "an object of numbers by item")
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<Option<Answer>, A::Error> {
        counts(&self.here, &self.plan.names, self.format, object)
    }
}

fn counts<'de, A: MapAccess<'de>>(
    here: &Here<'_>,
    names: &[&str],
    format: &NumberFormat,
    mut object: A,
) -> Result<Option<Answer>, A::Error> {
    // The last name is that of 不明.
    let items = names.len() - 1;
    let mut values = vec![None; items];
    let mut unknown = None;
    each(&mut object, here, names, Named::Item, |object, item| {
        let key = names[item];
        let here_inside = here.name(key);
        if item == items {
            let value = object.next_value_seed(Taking(Truth(here_inside)))?;
            put(here, key, &mut unknown, value);
        } else {
            let value = object.next_value_seed(Taking(Cell { here: here_inside, format }))?;
            put(here, key, &mut values[item], value);
        }
        Ok(())
    })?;
    let typed = values.iter().any(Option::is_some);
    match unknown {
        Some(true) if !format.unknown => here.report(&Problem::NoUnknown),
        Some(true) if typed => here.report(&Problem::UnknownAndNumbers),
        Some(true) => return Ok(Some(Answer::Unknown)),
        _ => {}
    }
    Ok(typed.then_some(Answer::Counts(values)))
}

/// `{"row": {"column": 1, …}, …}`.
pub(super) struct Grid<'a> {
    pub(super) here: Here<'a>,
    pub(super) plan: &'a QuestionPlan<'a>,
    pub(super) format: &'a NumberFormat,
}

impl<'de> Take<'de> for Grid<'_> {
    type Out = Option<Answer>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("行ごとの数値（{\"行\": {\"列\": 数値}}）", "an object of rows, each an object of numbers by column")
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Option<Answer>, A::Error> {
        let Self { here, plan, format } = self;
        let width = plan.columns.len();
        let mut cells = vec![None; plan.names.len() * width];
        each(&mut object, &here, &plan.names, Named::Row, |object, row| {
            let here = here.name(plan.names[row]);
            let cells = &mut cells[row * width..(row + 1) * width];
            object.next_value_seed(Taking(Row { here, columns: &plan.columns, format, cells }))
        })?;
        Ok(cells.iter().any(Option::is_some).then_some(Answer::Grid(cells)))
    }
}

struct Row<'a> {
    here: Here<'a>,
    columns: &'a [&'a str],
    format: &'a NumberFormat,
    cells: &'a mut [Option<f64>],
}

impl<'de> Take<'de> for Row<'_> {
    type Out = ();

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("列ごとの数値（{\"列\": 数値}）", "an object of numbers by column")
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Self { here, columns, format, cells } = self;
        each(&mut object, &here, columns, Named::Column, |object, column| {
            let key = columns[column];
            let value = object.next_value_seed(Taking(Cell { here: here.name(key), format }))?;
            put(&here, key, &mut cells[column], value);
            Ok(())
        })
    }
}

/// `{"item": true, …}`.
pub(super) struct Checklist<'a> {
    pub(super) here: Here<'a>,
    pub(super) plan: &'a QuestionPlan<'a>,
}

impl<'de> Take<'de> for Checklist<'_> {
    type Out = Option<Answer>;

    fn here(&self) -> &Here<'_> {
        &self.here
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("項目ごとのtrue又はfalse（{\"項目\": true}）", "an object of true or false by item")
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Option<Answer>, A::Error> {
        let Self { here, plan } = self;
        let mut items = vec![None; plan.names.len()];
        each(&mut object, &here, &plan.names, Named::Item, |object, item| {
            let key = plan.names[item];
            let value = object.next_value_seed(Taking(Truth(here.name(key))))?;
            put(&here, key, &mut items[item], value);
            Ok(())
        })?;
        Ok(items.iter().any(Option::is_some).then_some(Answer::Checklist(items)))
    }
}
