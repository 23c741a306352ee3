//! Drop-down lists. Many of a page offer the same lines, which are drawn once.

use std::sync::Arc;

use askama::Template;

use super::html::Errors;
use super::question::Form;

/// What stands for a value of which nothing is known any more.
const WITHDRAWN: &str = "（今は選べない項目）";

/// A drop-down list.
#[derive(Debug, Template)]
#[template(path = "form/select.html")]
pub struct Select {
    /// Field name.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What it offers.
    pub lines: Arc<OptionLines>,
    /// The value that is chosen; blank where none is.
    pub chosen: String,
    /// What a chosen value that is no longer offered is called.
    pub withdrawn: String,
    /// What is wrong with it.
    pub errors: Vec<String>,
}

/// The lines of a drop-down list as HTML, none of them chosen; the blank one is first.
#[derive(Debug)]
pub struct OptionLines {
    html: String,
    /// Each value, and where in the HTML it is said that it is chosen.
    places: Vec<(String, usize)>,
}

#[derive(Template)]
#[template(path = "form/option.html")]
struct OptionLine<'a> {
    value: &'a str,
    label: &'a str,
    is_chosen: bool,
}

impl OptionLines {
    /// Lines with these values and labels, below a blank one.
    pub fn of<'c>(codes: impl Iterator<Item = (&'c str, &'c str)>) -> Self {
        let (mut html, mut places) = (String::new(), Vec::new());
        for (value, label) in std::iter::once(("", "選んでください")).chain(codes) {
            let start = html.len();
            // Writing to a String cannot fail.
            let _ = OptionLine { value, label, is_chosen: false }.render_into(&mut html);
            // No quotation mark stands inside the value: there it is escaped.
            if let Some(end) = html[start..].find("\">") {
                places.push((value.to_owned(), start + end + 1));
            }
        }
        Self { html, places }
    }

    /// The HTML before and after the place where it is said that a value is chosen; `None` where it is not offered.
    fn around(&self, value: &str) -> Option<(&str, &str)> {
        let (_, place) = self.places.iter().find(|(offered, _)| offered == value)?;
        self.html.split_at_checked(*place)
    }
}

impl Select {
    pub(super) fn errors_html(&self) -> Errors<'_> {
        Errors::at_field(&self.name, &self.errors)
    }

    /// A value that is no longer offered stays as a line of its own, so that saving the page does not lose it.
    fn kept_line(&self) -> OptionLine<'_> {
        OptionLine { value: &self.chosen, label: &self.withdrawn, is_chosen: true }
    }
}

impl Form<'_> {
    /// A drop-down list of `lines`.
    pub(super) fn select(&self, name: &str, label: &str, lines: &Arc<OptionLines>) -> Select {
        Select {
            name: name.to_owned(),
            label: label.to_owned(),
            lines: Arc::clone(lines),
            chosen: self.raw.first(name).to_owned(),
            withdrawn: WITHDRAWN.to_owned(),
            errors: self.errors_at(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(chosen: &str) -> String {
        let lines = Arc::new(OptionLines::of([("a\">", "<A>"), ("b", "B")].into_iter()));
        let (name, label, errors) = ("q".to_owned(), "どれか".to_owned(), Vec::new());
        let html = Select { name, label, lines, chosen: chosen.to_owned(), withdrawn: WITHDRAWN.to_owned(), errors }
            .render()
            .unwrap();
        html.lines().filter(|line| line.starts_with("<option")).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_chosen_line_says_so() {
        let line = "<option value=\"b\" selected>B</option>";
        assert!(drawn("b").ends_with(line), "{}", drawn("b"));
        assert!(drawn("").starts_with("<option value=\"\" selected>"), "{}", drawn(""));
        assert_eq!(drawn("a\">").matches(" selected>&#60;A&#62;").count(), 1, "{}", drawn("a\">"));
        for value in ["b", "", "a\">"] {
            assert_eq!((drawn(value).matches(" selected").count(), drawn(value).lines().count()), (1, 3));
        }
    }

    #[test]
    fn what_is_no_longer_offered_stays() {
        let html = drawn("gone");
        assert!(html.ends_with("<option value=\"gone\" selected>（今は選べない項目）</option>"), "{html}");
        assert_eq!((html.matches(" selected").count(), html.lines().count()), (1, 4));
    }
}
