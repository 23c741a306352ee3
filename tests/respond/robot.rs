//! A respondent that fills in whatever form it sees: it reads fields out of the page and posts it.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Selector};

use crate::harness::{Browser, Page};

/// Name–value pairs of a form, in order.
pub(super) type Pairs = Vec<(String, String)>;

/// A respondent.
pub(super) struct Robot<'a> {
    pub(super) browser: &'a Browser,
    /// What to type in certain fields, where the plausible does not pass the checks.
    pub(super) told: BTreeMap<&'static str, &'static str>,
    /// What was typed so far, by field name.
    pub(super) typed: BTreeMap<String, Vec<String>>,
}

impl<'a> Robot<'a> {
    pub(super) fn new(browser: &'a Browser, told: &[(&'static str, &'static str)]) -> Self {
        Self { browser, told: told.iter().copied().collect(), typed: BTreeMap::new() }
    }

    /// Goes through all pages from the one it is on, until the review page.
    pub(super) fn fill_to_review(&mut self, mut page: Page) -> Page {
        for _ in 0..60 {
            assert_eq!(page.status, 200, "{}", page.html);
            if page.path.contains("/review") {
                return page;
            }
            let pairs = self.filled(&page.document());
            page = self.post(&page, pairs, ("_go", "next"));
        }
        panic!("no end at {}: {:?}", page.path, page.texts(".error-text"));
    }

    /// Posts the questions of a page by one of its buttons.
    pub(super) fn post(&self, page: &Page, mut pairs: Pairs, (name, value): (&str, &str)) -> Page {
        let action = page.attributes("form#answers", "action");
        pairs.push((name.to_owned(), value.to_owned()));
        self.browser.post(&action[0], &pairs)
    }

    /// All fields of the page's questions, the blank ones filled in.
    pub(super) fn filled(&mut self, document: &Html) -> Pairs {
        let mut pairs = fields(document);
        for (name, value) in self.wishes(document, &pairs) {
            self.typed.entry(name.clone()).or_default().push(value.clone());
            pairs.retain(|(other, typed)| *other != name || !typed.is_empty());
            pairs.push((name, value));
        }
        pairs
    }

    fn wishes(&self, document: &Html, pairs: &Pairs) -> Pairs {
        let is_blank = |name: &str| !pairs.iter().any(|(other, value)| other == name && !value.is_empty());
        let mut wishes = Pairs::new();
        for element in controls(document) {
            let (name, value) = (element.attr("name").unwrap_or(""), element.attr("value").unwrap_or(""));
            if !is_blank(name) || wishes.iter().any(|(other, _)| other == name) {
                continue;
            }
            let wish = match (element.value().name(), element.attr("type")) {
                _ if self.told.contains_key(name) => self.told[name].to_owned(),
                (_, Some("hidden")) => continue,
                ("input", Some("checkbox")) if value == "1" || name.starts_with("confirm:") => continue,
                ("input", Some("radio" | "checkbox")) => value.to_owned(),
                ("input", _) if is_agency_name(document, name) => continue,
                ("input", _) => match text_for(name, element.attr("inputmode")) {
                    Some(text) => text,
                    None => continue,
                },
                ("textarea", _) => "電話で話を伺い、\n家庭訪問を続けています。".to_owned(),
                _ => match option_for(name, element) {
                    Some(option) => option,
                    None => continue,
                },
            };
            wishes.push((name.to_owned(), wish));
        }
        wishes.retain(|(_, value)| !value.is_empty());
        wishes
    }
}

/// What goes into a box; nothing where another field of the same question is filled instead.
fn text_for(name: &str, input_mode: Option<&str>) -> Option<String> {
    let text = match (name.rsplit('.').next().unwrap_or(name), input_mode) {
        ("year", _) => "２０２６",
        ("month", _) => "4",
        ("day", _) => "20",
        ("other", _) => return None,
        (_, Some(_)) => "１",
        _ if name.starts_with("reason:") => return None,
        _ => "B市健康福祉課",
    };
    Some(text.to_owned())
}

/// Whether a box takes the words of an agency, of which the kind is chosen instead.
fn is_agency_name(document: &Html, name: &str) -> bool {
    let register = name.strip_suffix(".name").map(|place| format!("{place}.id"));
    register.is_some_and(|name| controls(document).iter().any(|element| element.attr("name") == Some(&name)))
}

/// A different option for each place; of agencies only the kind.
fn option_for(name: &str, element: ElementRef<'_>) -> Option<String> {
    let options: Vec<String> = element
        .select(&Selector::parse("option").unwrap())
        .filter_map(|option| option.attr("value").map(str::to_owned))
        .collect();
    match name.rsplit('.').next()? {
        "id" => None,
        "kind" => {
            let place = name.rsplit('.').nth(1).and_then(|place| place.parse().ok()).unwrap_or(1);
            options.get(place).cloned()
        }
        place => options.get(place.parse::<usize>().ok()?).cloned(),
    }
}

fn controls(document: &Html) -> Vec<ElementRef<'_>> {
    let selector = "#answers input[name], #answers textarea[name], #answers select[name]";
    document.select(&Selector::parse(selector).unwrap()).collect()
}

/// The fields of the form as a browser would send them: ticked boxes, chosen options, texts.
pub(super) fn fields(document: &Html) -> Pairs {
    controls(document)
        .into_iter()
        .filter_map(|element| {
            let name = element.attr("name")?.to_owned();
            let value = match (element.value().name(), element.attr("type")) {
                ("input", Some("radio" | "checkbox")) => {
                    element.attr("checked")?;
                    element.attr("value")?.to_owned()
                }
                ("input", _) => element.attr("value").unwrap_or("").to_owned(),
                // A browser sends line ends as CRLF.
                ("textarea", _) => element.text().collect::<String>().replace('\n', "\r\n"),
                _ => {
                    let chosen = Selector::parse("option[selected]").unwrap();
                    element.select(&chosen).next()?.attr("value")?.to_owned()
                }
            };
            Some((name, value))
        })
        .collect()
}

/// The fields without those of the page itself (version, keys) and without line ends' ways.
pub(super) fn answers(document: &Html) -> BTreeMap<String, Vec<String>> {
    let mut answers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in fields(document) {
        if !name.starts_with('_') && !name.ends_with(".count") && !value.is_empty() {
            answers.entry(name).or_default().push(value.replace("\r\n", "\n"));
        }
    }
    answers
}
