//! The crosstabs of every question, section by section: what stands out in each of them, and the tables of one
//! section, since those of all together are more than anybody reads at once.

use serde::Serialize;

use super::page::Prepared;
use crate::analysis::crosstab::Variable;
use crate::definition::Questionnaire;
use crate::view::results::query;

/// The section's name in addresses.
pub(super) const SECTION: &str = "section";

/// Names all sections in addresses. No section's key can be it: it is no key's letter.
pub(super) const ALL: &str = "*";

/// The section of a questionnaire in which a variable's question stands; `None` for what is no question.
pub(super) fn of_variable(questionnaire: &Questionnaire, variable: &Variable) -> Option<usize> {
    let question = variable.question()?.question;
    questionnaire.section_starts().partition_point(|start| *start <= question).checked_sub(1)
}

/// Which tables are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// All there are.
    Every,
    /// Those of one section.
    One(usize),
}

impl Shown {
    /// What an address asks for: the first section with tables where it names none that has some.
    pub(super) fn asked(questionnaire: &Questionnaire, tables: &[Prepared], name: &str) -> Self {
        let named = questionnaire.sections.iter().position(|section| section.key == name);
        let has = |section: usize| tables.iter().any(|table| table.section == Some(section));
        let first = tables.iter().find_map(|table| table.section);
        match (named.filter(|section| has(*section)).or(first), name == ALL) {
            (Some(section), false) if tables.iter().any(|table| table.section != Some(section)) => Self::One(section),
            _ => Self::Every,
        }
    }

    /// Whether a table is among them.
    pub(super) fn has(self, table: &Prepared) -> bool {
        match self {
            Self::Every => true,
            Self::One(section) => table.section == Some(section),
        }
    }
}

/// What stands out in all tables, with the way to each.
#[derive(Debug, Serialize)]
pub(super) struct Overview {
    tables: usize,
    shows_all: bool,
    /// Behind the page's path.
    all_query: String,
    sections: Vec<SectionLines>,
}

#[derive(Debug, Serialize)]
struct SectionLines {
    title: String,
    /// Behind the page's path.
    query: String,
    is_shown: bool,
    /// Whether it alone is shown.
    is_here: bool,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    number: usize,
    title: String,
    finding: String,
    /// Behind the page's path where another section must be shown first; empty where the table is on this page.
    query: String,
    /// The table's id.
    id: String,
}

impl Overview {
    /// The overview; `said` is what the address says beside the section. `None` where there is one section only.
    pub(super) fn of(
        questionnaire: &Questionnaire,
        tables: &[Prepared],
        shown: Shown,
        said: &[(&str, &str)],
        fill: impl Fn(&str) -> String,
    ) -> Option<Self> {
        let to = |section: &str| query(said.iter().copied().chain([(SECTION, section)]));
        let lines = |at: usize, query: &str| -> Vec<Line> {
            let own = tables.iter().filter(|table| table.section == Some(at));
            let line = |table: &Prepared| Line {
                number: table.number,
                title: table.row.clone(),
                finding: table.finding.clone(),
                query: if shown.has(table) { String::new() } else { query.to_owned() },
                id: table.table.id.clone(),
            };
            own.map(line).collect()
        };
        let sections: Vec<SectionLines> = questionnaire
            .sections
            .iter()
            .enumerate()
            .map(|(at, section)| {
                let query = to(&section.key);
                let (is_here, is_shown) =
                    (shown == Shown::One(at), matches!(shown, Shown::Every) || shown == Shown::One(at));
                SectionLines { title: fill(&section.title), lines: lines(at, &query), query, is_shown, is_here }
            })
            .filter(|section| !section.lines.is_empty())
            .collect();
        let shows_all = shown == Shown::Every;
        (sections.len() > 1).then(|| Self { tables: tables.len(), shows_all, all_query: to(ALL), sections })
    }
}
