//! The menu of a network's desk: what the person's role opens.

use serde::Serialize;

use crate::store::memberships::Role;
use crate::web::routes;

/// One page of the menu: its name for templates, what it is called, and its pattern in the route table.
const PAGES: &[(&str, &str, &str)] = &[
    ("rounds", "調査の一覧", "/staff/networks/{network}"),
    ("agencies", "機関", "/staff/networks/{network}/agencies"),
    ("trends", "推移", "/staff/networks/{network}/trends"),
    ("cases", "事例", "/staff/networks/{network}/cases"),
    ("gaps", "支援のはざま", "/staff/networks/{network}/gaps"),
    ("norishiro", "のりしろ", "/staff/networks/{network}/norishiro"),
    ("words", "語", "/staff/networks/{network}/words"),
    ("resources", "地域の資源", "/staff/networks/{network}/resources"),
    ("ties", "連携", "/staff/networks/{network}/ties"),
    ("people", "利用者", "/staff/networks/{network}/people"),
    ("output-settings", "集計の設定", "/staff/networks/{network}/output-settings"),
    ("log", "操作の記録", "/staff/networks/{network}/log"),
];

/// The first page, which differs by role.
const START: &str = "rounds";

/// What a role finds on its first page.
fn start_label(role: Role) -> &'static str {
    match role {
        Role::Owner | Role::Coordinator | Role::Facilitator => "調査の一覧",
        Role::Interviewer | Role::Coder => "担当する調査・事例",
        Role::Auditor => "はじめのページ",
    }
}

/// An entry of the menu.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    label: &'static str,
    path: String,
    is_here: bool,
}

/// The pages that a role may open; `here` names the one that is shown.
pub(super) fn of_role(role: Role, network: &str, here: &str) -> Vec<Entry> {
    PAGES
        .iter()
        .filter(|(_, _, pattern)| routes::readers(pattern).contains(&role))
        .map(|(key, label, pattern)| Entry {
            label: if *key == START { start_label(role) } else { label },
            path: pattern.replace("{network}", network),
            is_here: *key == here,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_a_page_that_somebody_may_open() {
        for (_, label, pattern) in PAGES {
            assert!(!routes::readers(pattern).is_empty(), "{label}");
        }
    }
}
