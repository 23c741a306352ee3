//! Recall and precision on labelled sentences. The sentences are made up; `labelled.txt` was looked at while the rules
//! were made, `held_out.txt` was written with it and never looked at.
//!
//! A label is found where every sign of it is masked, whatever kind the mask has: that is what protects somebody. A mask
//! is right where it has the kind of a label, covers it, and goes at most two signs beyond it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use norishiro::analysis::masking::{Kind, Known, Passage};
use norishiro::app::masking::Masker;

use super::labelled::{Sentence, sentences};
use crate::harness::WORDS;

/// Claims what is measured here, and no more.
const README: &str = include_str!("../../README.md");

/// The agencies of the town in which the sentences play.
const AGENCIES: [&str; 5] = [
    "みどり市社会福祉協議会",
    "青空若者サポートステーション",
    "NPO法人つむぎの家",
    "山田クリニック",
    "社会福祉法人すずらん会",
];

/// How many labels and masks there were, and how many of them were found, or right.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Counts {
    labels: u32,
    found: u32,
    masks: u32,
    right: u32,
}

impl Counts {
    fn recall(self) -> f64 {
        f64::from(self.found) / f64::from(self.labels.max(1))
    }

    fn precision(self) -> f64 {
        f64::from(self.right) / f64::from(self.masks.max(1))
    }

    fn add(&mut self, other: Self) {
        self.labels += other.labels;
        self.found += other.found;
        self.masks += other.masks;
        self.right += other.right;
    }
}

fn covers(masks: &[Passage], label: &Passage) -> bool {
    label.range.clone().all(|byte| masks.iter().any(|mask| mask.range.contains(&byte)))
}

fn is_right(text: &str, mask: &Passage, labels: &[Passage]) -> bool {
    labels.iter().any(|label| {
        let covers = mask.range.start <= label.range.start && label.range.end <= mask.range.end;
        let beyond = |range: std::ops::Range<usize>| text[range].chars().count();
        covers
            && mask.kind == label.kind
            && beyond(mask.range.start..label.range.start) + beyond(label.range.end..mask.range.end) <= 2
    })
}

/// Counts by kind; what went wrong is written down where `wrong` is asked for.
fn measured(sentences: &[Sentence], mut wrong: Option<&mut String>) -> BTreeMap<Kind, Counts> {
    let masker = Masker::new(std::sync::Arc::clone(&WORDS)).unwrap();
    let known = Known::new(AGENCIES);
    let mut all: BTreeMap<Kind, Counts> = BTreeMap::new();
    for Sentence { text, labels } in sentences {
        let masks = masker.find(text, &known).unwrap();
        for label in labels {
            let is_found = covers(&masks, label);
            all.entry(label.kind).or_default().add(Counts {
                labels: 1,
                found: u32::from(is_found),
                masks: 0,
                right: 0,
            });
            if let Some(wrong) = wrong.as_deref_mut().filter(|_| !is_found) {
                writeln!(wrong, "missed {} {}: {text}", label.kind.label(), &text[label.range.clone()]).unwrap();
            }
        }
        for mask in &masks {
            let is_right = is_right(text, mask, labels);
            all.entry(mask.kind).or_default().add(Counts { labels: 0, found: 0, masks: 1, right: u32::from(is_right) });
            if let Some(wrong) = wrong.as_deref_mut().filter(|_| !is_right) {
                writeln!(wrong, "wrong {} {}: {text}", mask.kind.label(), &text[mask.range.clone()]).unwrap();
            }
        }
    }
    all
}

fn total(counts: &BTreeMap<Kind, Counts>) -> Counts {
    counts.values().fold(Counts::default(), |mut sum, one| {
        sum.add(*one);
        sum
    })
}

/// The table as the README has it.
fn table(counts: &BTreeMap<Kind, Counts>) -> String {
    let line = |name: &str, one: Counts| {
        let percent = |share: f64| format!("{:.1}", share * 100.0);
        format!(
            "| {name} | {} | {} | {} | {} | {} | {} |\n",
            one.labels,
            one.found,
            percent(one.recall()),
            one.masks,
            one.right,
            percent(one.precision())
        )
    };
    let mut table: String = counts.iter().map(|(kind, one)| line(kind.label(), *one)).collect();
    table.push_str(&line("合計", total(counts)));
    table
}

#[test]
fn how_much_is_found_where_the_rules_were_made() {
    let all = sentences(include_str!("labelled.txt"));
    let without = all.iter().filter(|sentence| sentence.labels.is_empty()).count();
    assert!(all.len() >= 200 && without * 3 >= all.len(), "{} sentences, {without} without labels", all.len());
    let mut wrong = String::new();
    let counts = measured(&all, Some(&mut wrong));
    println!("labelled.txt: {} sentences\n{}\n{wrong}", all.len(), table(&counts));
    let total = total(&counts);
    assert!(total.recall() >= 0.97 && total.precision() >= 0.97, "{total:?}\n{wrong}");
    assert!(README.contains(&table(&counts)), "the README says otherwise");
}

#[test]
fn how_much_is_found_in_sentences_that_no_rule_was_made_for() {
    let all = sentences(include_str!("held_out.txt"));
    assert!(all.len() >= 80, "{}", all.len());
    // Only figures are printed, so that nobody makes a rule for a sentence.
    let counts = measured(&all, None);
    println!("held_out.txt: {} sentences\n{}", all.len(), table(&counts));
    let total = total(&counts);
    assert!(total.recall() >= 0.9 && total.precision() >= 0.95, "{total:?}");
    assert!(README.contains(&table(&counts)), "the README says otherwise");
}
