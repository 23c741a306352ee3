//! The form by which the list is looked through. What is looked for stands in the address.

use serde::Serialize;

use crate::analysis::resources::{Chosen, Options, Search};
use crate::view::field::Choice;

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct SearchForm {
    /// Its selects.
    pub selects: Vec<Select>,
    /// Whether anything is looked for.
    pub is_used: bool,
    /// The query of what is looked for, with `?`; empty where nothing is.
    pub query: String,
}

/// A select.
#[derive(Debug, Clone, Serialize)]
pub struct Select {
    /// Its name.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What may be chosen; the first does not matter.
    pub choices: Vec<Choice>,
}

/// The form with what is looked for.
pub(super) fn form(options: &Options, search: &Search) -> SearchForm {
    SearchForm {
        selects: vec![
            select("function", "支援の内容", &options.functions, search.function.as_ref()),
            select("age", "年代", &options.ages, search.age.as_ref()),
            select("whom", "対象となる方", &options.whom, search.whom.as_ref()),
        ],
        is_used: !search.is_blank(),
        query: query(search),
    }
}

fn select(name: &'static str, label: &'static str, options: &[Chosen], chosen: Option<&String>) -> Select {
    let choice = |value: &str, label: &str, is_chosen| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        help: String::new(),
        is_chosen,
    };
    let every = choice("", "全て", chosen.is_none());
    let each = options.iter().map(|option| choice(&option.key, &option.label, chosen == Some(&option.key)));
    Select { name, label, choices: std::iter::once(every).chain(each).collect() }
}

/// The query that looks for the same, with `?`. Codes need no escaping.
pub(super) fn query(search: &Search) -> String {
    let parts = [("function", &search.function), ("age", &search.age), ("whom", &search.whom)];
    let parts: Vec<String> =
        parts.iter().filter_map(|(name, value)| value.as_ref().map(|value| format!("{name}={value}"))).collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}
