//! Which code a heading of rules names.

use std::collections::BTreeMap;

use crate::analysis::coding::rules::{Rule, RuleProblem, parse};
use crate::app::coding::books::{Book, BookCode};
use crate::view::alike::level;

/// Reads rules, and finds the code of each heading: by its label or its key.
///
/// # Errors
/// Every mistake, in the order of the text.
pub(super) fn read<'b>(text: &str, book: &'b Book) -> Result<Vec<(Rule, &'b BookCode)>, Vec<RuleProblem>> {
    let (rules, mut problems) = match parse(text) {
        Ok(rules) => (rules, Vec::new()),
        Err(problems) => (Vec::new(), problems),
    };
    // Headings are looked at where conditions are wrong too, so that all is told at once.
    let headings = if problems.is_empty() { rules.clone() } else { headings_of(text) };
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in &headings {
        match code(book, &rule.heading) {
            None => problems.push(RuleProblem {
                at: rule.at,
                message: format!(
                    "「{}」は、コード表「{}」にありません。コードの名称を、コード表のとおりに書いてください。",
                    rule.heading, book.title
                ),
            }),
            Some(code) => {
                if let Some(line) = named.insert(&code.key, rule.at.line)
                    && rule.heading != code.label
                {
                    let message = format!("「{}」の規則は{line}行目にもあります。一つにまとめてください。", code.label);
                    problems.push(RuleProblem { at: rule.at, message });
                }
            }
        }
    }
    if !problems.is_empty() {
        problems.sort_by_key(|problem| problem.at);
        return Err(problems);
    }
    Ok(rules.into_iter().filter_map(|rule| code(book, &rule.heading).map(|code| (rule, code))).collect())
}

fn code<'b>(book: &'b Book, heading: &str) -> Option<&'b BookCode> {
    let offered = || book.codes.iter().filter(|code| !code.is_retired);
    let by_key = offered().find(|code| code.key == heading);
    by_key.or_else(|| offered().find(|code| level(&code.label) == level(heading)))
}

/// The headings of a text alone, each with a condition that is right.
fn headings_of(text: &str) -> Vec<Rule> {
    let is_heading = |(_, line): &(usize, &str)| line.trim_start().starts_with(['*', '＊']);
    let mut rules = Vec::new();
    for (number, line) in text.lines().enumerate().filter(is_heading) {
        for mut rule in parse(&format!("{line}\nx")).unwrap_or_default() {
            rule.at.line += number;
            rules.push(rule);
        }
    }
    rules
}
