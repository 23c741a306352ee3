//! 地域の資源一覧 as a page shows it: to look through, and the same as a booklet.

mod ages;
mod booklet;
mod line;
mod search;

pub use ages::ages_words;
pub use booklet::{Booklet, BookletPart, FunctionPart, Offer, booklet};
pub use line::{AgencyEntry, AgencyLine, PlaceLine};
pub use search::{SearchForm, Select};

use serde::Serialize;

use super::figures;
use crate::analysis::resources::{AgencyResources, Options, Search};

/// An agency with what it told.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    /// The agency.
    pub agency: AgencyEntry,
    /// What it told.
    pub resources: &'a AgencyResources,
}

/// What is known of where the list comes from.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Titles of the rounds that were read, newest first.
    pub rounds: Vec<String>,
    /// Names of agencies of the register that have not told anything.
    pub silent: Vec<String>,
}

/// A function with how many agencies offer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FunctionLine {
    /// The function.
    pub label: String,
    /// Agencies that say so of themselves or of one of their places.
    pub agencies: String,
    /// The query of the list of these.
    pub query: String,
}

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct ResourceList {
    /// What may be looked for, and is.
    pub search: SearchForm,
    /// Every function that somebody offers.
    pub functions: Vec<FunctionLine>,
    /// The agencies that were found, in the register's order.
    pub agencies: Vec<AgencyLine>,
    /// How many were found, and of how many.
    pub found: String,
    /// Where this comes from, a sentence each.
    pub sources: Vec<String>,
    /// Agencies that have told nothing yet.
    pub silent: Vec<String>,
}

/// What the list may claim.
pub const CLAIMS: &[&str] = &[
    "各機関が、調査で「機関名とともに共有する」設問に回答した内容です。",
    "載っていないことは、その支援を行っていないことを意味しません。利用の条件は変わることがあります。紹介する前に、機関に確かめてください。",
    "機関の並びは名簿の順です。順位や評価を表すものではありません。",
];

/// The list of what was told, as far as it is looked for. `evidence` is the address of the answer behind an agency,
/// for readers who may see it.
pub fn list(told: &[Told<'_>], options: &Options, search: &Search, about: About) -> ResourceList {
    let found: Vec<&Told<'_>> = told.iter().filter(|one| search.finds(one.resources)).collect();
    let functions = options.functions.iter().filter_map(|function| {
        let wanted = Search { function: Some(function.key.clone()), ..Search::default() };
        let agencies = told.iter().filter(|one| wanted.finds(one.resources)).count();
        (agencies > 0).then(|| FunctionLine {
            label: function.label.clone(),
            agencies: format!("{}機関", figures::count(agencies as u64)),
            query: search::query(&wanted),
        })
    });
    ResourceList {
        functions: functions.collect(),
        found: found_words(found.len(), told.len(), search),
        agencies: found.into_iter().map(|one| line::line(one, search)).collect(),
        search: search::form(options, search),
        sources: sources(told.len(), &about),
        silent: about.silent,
    }
}

fn found_words(found: usize, all: usize, search: &Search) -> String {
    let (found, all) = (figures::count(found as u64), figures::count(all as u64));
    if search.is_blank() {
        format!("{all}機関")
    } else {
        format!("{all}機関のうち、条件に合う{found}機関")
    }
}

/// Where the list comes from.
fn sources(told: usize, about: &About) -> Vec<String> {
    let rounds: Vec<String> = about.rounds.iter().map(|title| format!("「{title}」")).collect();
    if told == 0 {
        return vec!["支援の内容を尋ねる調査に、まだ回答がありません。".to_owned()];
    }
    let mut sources =
        vec![format!("{}に回答した{}機関の、最も新しい回答によります。", rounds.concat(), figures::count(told as u64))];
    if !about.silent.is_empty() {
        sources.push(format!(
            "名簿にあるほかの{}機関は、まだ回答がないか、共有できる内容がないため、載っていません。",
            figures::count(about.silent.len() as u64)
        ));
    }
    sources
}
