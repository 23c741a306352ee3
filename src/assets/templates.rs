//! The template set: parsed at start, shared by all requests.

use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Error, Kwargs, State, Tera};

use super::files::{template_file, template_paths};
use super::static_files::static_file;

/// A template that cannot be parsed, or cannot be rendered with what it was given.
#[derive(Debug, thiserror::Error)]
#[error("template {template}: {reason}")]
pub struct TemplateError {
    /// Path below `templates/`.
    pub template: String,
    /// What is wrong, with line and column where known.
    pub reason: String,
}

/// The folder of templates that are part of the code already (`view::form`), in Askama's notation.
const COMPILED: &str = "form/";

/// Every page template of the program that is interpreted; a clone shares them.
#[derive(Debug, Clone)]
pub struct Templates {
    set: Arc<Tera>,
    /// Stands where a page gets its body, while the page is made: nobody can guess it, and so write it anywhere.
    place: String,
}

impl Templates {
    /// Parses every template.
    ///
    /// # Errors
    /// The first template that cannot be parsed, with its name and line.
    pub fn parse() -> Result<Self, TemplateError> {
        let files = template_paths()
            .into_iter()
            .filter(|path| path.ends_with(".html") || path.ends_with(".txt"))
            .filter(|path| !path.starts_with(COMPILED))
            .map(|path| {
                let bytes = template_file(&path).unwrap_or_default();
                let text = String::from_utf8(bytes)
                    .map_err(|error| TemplateError { template: path.clone(), reason: error.to_string() })?;
                Ok((path, text))
            })
            .collect::<Result<Vec<_>, TemplateError>>()?;
        Self::parse_files(files)
    }

    fn parse_files(files: Vec<(String, String)>) -> Result<Self, TemplateError> {
        let mut set = Tera::new();
        set.autoescape_on([".html"]);
        set.register_function("asset", asset);
        set.add_raw_templates(files).map_err(|error| problem("", &error))?;
        Ok(Self { set: Arc::new(set), place: format!("<!--{}-->", uuid::Uuid::now_v7()) })
    }

    /// Names of all templates.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.set.get_template_names()
    }

    /// The page `template` with the fields of `view` as its variables.
    ///
    /// # Errors
    /// A template that asks for what `view` lacks, or calls a component wrongly: our own fault.
    pub fn render(&self, template: &str, view: &impl Serialize) -> Result<String, TemplateError> {
        let context = Context::from_serialize(view).map_err(|error| problem(template, &error))?;
        self.set.render(template, &context).map_err(|error| problem(template, &error))
    }

    /// The same for a page whose main part is made already, as HTML: it stands where the template says
    /// `{{ body | safe }}`. The interpreter would copy so long a text, and look through it, several times.
    ///
    /// # Errors
    /// As for [`Templates::render`]; a template that does not say where its body stands.
    pub fn render_around(&self, template: &str, view: &impl Serialize, body: &str) -> Result<String, TemplateError> {
        let mut context = Context::from_serialize(view).map_err(|error| problem(template, &error))?;
        context.insert("body", &self.place);
        let page = self.set.render(template, &context).map_err(|error| problem(template, &error))?;
        match page.split_once(&self.place) {
            Some((before, after)) => Ok([before, body, after].concat()),
            None => Err(TemplateError { template: template.to_owned(), reason: "it shows no body".to_owned() }),
        }
    }
}

/// `asset(name="style.css")`: the address of a static file, which changes with its content.
fn asset(arguments: Kwargs, _: &State) -> Result<String, Error> {
    let name: String = arguments.must_get("name")?;
    static_file(&name).map(|file| file.address()).ok_or_else(|| Error::message(format!("no asset {name}")))
}

fn problem(template: &str, error: &Error) -> TemplateError {
    let mut reason = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        reason = format!("{reason}: {inner}");
        source = inner.source();
    }
    TemplateError { template: template.to_owned(), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_shipped_templates_parse() {
        let templates = Templates::parse().unwrap();
        assert!(templates.names().any(|name| name == "error.html"));
    }

    #[test]
    fn a_broken_template_is_named_with_its_line() {
        let files = vec![("broken.html".to_owned(), "fine\n{% if %}".to_owned())];
        let error = Templates::parse_files(files).unwrap_err().to_string();
        assert!(error.contains("broken.html:2"), "{error}");
    }

    #[test]
    fn a_body_stands_where_the_template_says() {
        let files = [("a.html", "<p>{{ name }}</p>{{ body | safe }}<hr>"), ("b.html", "{{ name }}")];
        let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let templates = Templates::parse_files(files.to_vec()).unwrap();
        let view = serde_json::json!({"name": "{{ body }}"});
        let page = templates.render_around("a.html", &view, "<b>{{ name }}</b>").unwrap();
        assert_eq!(page, "<p>{{ body }}</p><b>{{ name }}</b><hr>");
        assert!(templates.render_around("b.html", &view, "").unwrap_err().to_string().contains("b.html"));
    }

    #[test]
    fn values_are_escaped_in_pages() {
        let files = vec![("a.html".to_owned(), "{{ name }}".to_owned())];
        let templates = Templates::parse_files(files).unwrap();
        let page = templates.render("a.html", &serde_json::json!({"name": "<b>"})).unwrap();
        assert_eq!(page, "&lt;b&gt;");
    }
}
