//! The largest page of the agency survey, and what it posts.

use reqwest::Url;
use scraper::{ElementRef, Html, Selector};

use super::program::Program;

/// A page of questions that every agency has filled in.
pub(crate) struct Page {
    /// Its heading.
    pub(crate) title: String,
    tokens: Vec<String>,
    section: String,
    html: String,
}

impl Page {
    /// Looks through the first agency's pages.
    pub(crate) fn largest(program: &Program, tokens: &[String]) -> Self {
        let review = text(program, &format!("/a/{}/sheets/1/review", tokens[0]));
        let mut sections: Vec<String> = attributes(&review, "nav.steps a", "href");
        sections.retain(|address| address.contains("/sections/"));
        let pages = sections.iter().map(|address| (address, text(program, address)));
        let (address, html) = pages.max_by_key(|(_, html)| html.len()).unwrap();
        let title = Html::parse_document(&html).select(&selector("h1")).next().unwrap().text().collect();
        let section = address.rsplit('/').next().unwrap().to_owned();
        Self { title, tokens: tokens.to_vec(), section, html }
    }

    /// Its path behind the link of one agency.
    pub(crate) fn path(&self, agency: usize) -> String {
        format!("/a/{}/sheets/1/sections/{}", self.tokens[agency], self.section)
    }

    /// Bytes of its body where the browser takes an encoding.
    pub(crate) fn size(&self, program: &Program, encoding: &str) -> usize {
        program.get(&self.path(0), encoding).len()
    }

    /// What a browser posts with 「保存して次へ」, as a form body; `_version`, `_save` and the last text field
    /// (its name is the second part) are left to whoever posts, since they differ from save to save.
    pub(crate) fn post(&self) -> (String, String) {
        let document = Html::parse_document(&self.html);
        let mut pairs: Vec<(String, String)> = Vec::new();
        let fields: Vec<_> = document.select(&selector("#answers [name]:not(button)")).collect();
        let is_text = |field: &&ElementRef<'_>| field.attr("type") == Some("text");
        let typed = fields.iter().rfind(is_text).and_then(|field| field.attr("name")).unwrap();
        for field in fields {
            let name = field.attr("name").unwrap_or_default();
            let Some(value) = value(field).filter(|_| ![typed, "_version", "_save"].contains(&name)) else { continue };
            pairs.push((name.to_owned(), value));
        }
        pairs.push(("_go".to_owned(), "next".to_owned()));
        let body = Url::parse_with_params("http://form/", pairs).unwrap().query().unwrap_or_default().to_owned();
        (body, typed.to_owned())
    }
}

/// What a field sends; `None` for a box that is not ticked.
fn value(field: ElementRef<'_>) -> Option<String> {
    match (field.value().name(), field.attr("type")) {
        ("textarea", _) => Some(field.text().collect::<String>().trim_start_matches('\n').to_owned()),
        ("select", _) => {
            Some(field.select(&selector("option[selected]")).next()?.attr("value").unwrap_or_default().to_owned())
        }
        (_, Some("checkbox" | "radio")) if field.attr("checked").is_none() => None,
        _ => Some(field.attr("value").unwrap_or_default().to_owned()),
    }
}

fn text(program: &Program, path: &str) -> String {
    String::from_utf8(program.get(path, "identity")).unwrap()
}

fn attributes(html: &str, path: &str, name: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    document.select(&selector(path)).filter_map(|element| element.attr(name).map(str::to_owned)).collect()
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}
