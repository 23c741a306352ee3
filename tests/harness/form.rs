//! A form of a page, as a browser without scripts would send it.

use scraper::{ElementRef, Html, Selector};

use super::site::{Browser, Page};

/// Address and fields of a form.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) pairs: Vec<(String, String)>,
}

impl Form {
    /// The form that a selector finds first.
    pub(crate) fn of(page: &Page, selector: &str) -> Self {
        let document = page.document();
        let form =
            first(&document, selector).unwrap_or_else(|| panic!("no {selector} on {}: {}", page.path, page.text()));
        let fields = Selector::parse("input[name], textarea[name], select[name]").unwrap();
        Self {
            action: form.attr("action").expect("the form has an address").to_owned(),
            pairs: form.select(&fields).filter_map(field).collect(),
        }
    }

    /// With a field set to one value, whether the page has it or not.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.pairs.retain(|(other, _)| other != name);
        self.pairs.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What stands in a field.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Sends it.
    pub(crate) fn post(&self, browser: &Browser) -> Page {
        browser.post(&self.action, &self.pairs)
    }
}

fn first<'d>(document: &'d Html, selector: &str) -> Option<ElementRef<'d>> {
    document.select(&Selector::parse(selector).unwrap()).next()
}

fn field(element: ElementRef<'_>) -> Option<(String, String)> {
    let name = element.attr("name")?.to_owned();
    let value = match (element.value().name(), element.attr("type")) {
        ("input", Some("radio" | "checkbox")) => {
            element.attr("checked")?;
            element.attr("value")?.to_owned()
        }
        // Browsers send line ends as CRLF.
        ("input", _) => element.attr("value").unwrap_or("").replace('\n', "\r\n"),
        ("textarea", _) => element.text().collect::<String>().replace('\n', "\r\n"),
        _ => {
            let chosen = Selector::parse("option[selected]").unwrap();
            element.select(&chosen).next()?.attr("value")?.to_owned()
        }
    };
    Some((name, value))
}
