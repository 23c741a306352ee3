//! Questions and answers as HTML, by templates that are compiled in: the largest pages hold a thousand
//! boxes and options, and an interpreter spent most of a request's time on them.

use askama::Template;
use serde::Serializer;
use serde::ser::Error;

use super::control::{QuestionView, TextBox, Tick, YesNo};

/// How much a page of questions may hold without growing on the way, in bytes.
const USUAL: usize = 64 * 1024;

/// Serializes questions as their HTML.
pub(super) fn of_all<S: Serializer>(questions: &[QuestionView], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&drawn(questions).map_err(Error::custom)?)
}

/// Questions as HTML.
pub(super) fn drawn(questions: &[QuestionView]) -> Result<String, askama::Error> {
    let mut html = String::with_capacity(USUAL);
    for question in questions {
        question.render_into(&mut html)?;
    }
    Ok(html)
}

/// Serializes one answer as its HTML.
pub(super) fn of_one<S: Serializer>(view: &impl Template, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&view.render().map_err(Error::custom)?)
}

/// A text box.
#[derive(Template)]
#[template(path = "form/input.html")]
pub(super) struct Input<'a> {
    input: &'a TextBox,
    class: &'a str,
    mode: &'a str,
    described: &'a str,
    /// Said of a box that has no label beside it.
    label: &'a str,
}

/// A text box with its label and what is wrong with it.
#[derive(Template)]
#[template(path = "form/labelled.html")]
pub(super) struct Labelled<'a> {
    input: &'a TextBox,
}

/// A box to tick, or to choose one of several.
#[derive(Template)]
#[template(path = "form/tick.html")]
pub(super) struct TickBox<'a> {
    tick: &'a Tick,
    kind: &'static str,
}

/// What is wrong with a box or a group.
#[derive(Template)]
#[template(path = "form/errors.html")]
pub(super) struct Errors<'a> {
    prefix: &'static str,
    name: &'a str,
    errors: &'a [String],
}

impl TextBox {
    pub(super) fn line<'a>(&'a self, described: &'a str) -> Input<'a> {
        Input { input: self, class: "", mode: "", described, label: "" }
    }

    pub(super) fn amount<'a>(&'a self, mode: &'a str) -> Input<'a> {
        Input { input: self, class: "amount", mode, described: "", label: "" }
    }

    pub(super) fn cell<'a>(&'a self, mode: &'a str) -> Input<'a> {
        Input { label: &self.label, ..self.amount(mode) }
    }

    pub(super) fn part_of_day<'a>(&'a self, class: &'a str) -> Input<'a> {
        Input { class, ..self.amount("numeric") }
    }

    pub(super) fn labelled(&self) -> Labelled<'_> {
        Labelled { input: self }
    }

    pub(super) fn errors_html(&self) -> Errors<'_> {
        Errors { prefix: "e", name: &self.name, errors: &self.errors }
    }
}

impl Tick {
    pub(super) fn checkbox(&self) -> TickBox<'_> {
        TickBox { tick: self, kind: "checkbox" }
    }

    pub(super) fn radio(&self) -> TickBox<'_> {
        TickBox { tick: self, kind: "radio" }
    }
}

impl<'a> Errors<'a> {
    /// What is wrong with one field.
    pub(super) fn at_field(name: &'a str, errors: &'a [String]) -> Self {
        Self { prefix: "e", name, errors }
    }
}

impl YesNo {
    pub(super) fn errors_html(&self) -> Errors<'_> {
        Errors { prefix: "e", name: &self.ticks[0].name, errors: &self.errors }
    }
}

impl QuestionView {
    pub(super) fn number<'a>(&'a self, input: &'a TextBox, mode: &'a str) -> Input<'a> {
        // In a group the legend names the question, and the box needs a name of its own.
        let label = if self.is_group { self.label.as_str() } else { "" };
        Input { described: &self.described_by, label, ..input.amount(mode) }
    }

    pub(super) fn errors_html(&self) -> Errors<'_> {
        Errors { prefix: "errors", name: &self.path, errors: &self.errors }
    }
}

/// A sum that is blank, since nothing was typed, as a dash.
pub(super) fn or_dash(sum: &str) -> &str {
    if sum.is_empty() { "－" } else { sum }
}
