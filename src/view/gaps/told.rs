//! Questions that say where support is needed, as tables.

use serde::Serialize;

use super::names::{Depth, agencies};
use crate::analysis::gap::{Told, ToldRow};
use crate::definition::Feed;
use crate::view::figures;

/// One question, or several rankings with the same options side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ToldTable {
    /// Unique on the page.
    pub id: String,
    /// What was asked.
    pub title: String,
    /// Who was asked, and how many of them left it blank.
    pub bases: Vec<String>,
    /// One a question; empty where there is only one.
    pub head: Vec<String>,
    /// One an option, as far as somebody named it.
    pub rows: Vec<ToldLine>,
    /// Options that nobody named.
    pub not_named: Vec<String>,
}

/// One option.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ToldLine {
    /// The option.
    pub label: String,
    /// One cell a question.
    pub cells: Vec<ToldCell>,
}

/// How many agencies name it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ToldCell {
    /// `3機関`, of a ranking `3機関（うち一番目2機関）`.
    pub text: String,
    /// What the page of its evidence is asked for; empty where there is none.
    pub query: String,
}

/// The tables of a signal. Numbers stand in the table of their own question.
pub fn tables(told: &[Told], feed: Feed, depth: Depth) -> Vec<ToldTable> {
    let of_feed: Vec<&Told> = told.iter().filter(|told| told.feed == feed).collect();
    let mut tables: Vec<(Vec<&Told>, ToldTable)> = Vec::new();
    for told in of_feed {
        let alike = tables.iter_mut().find(|(others, _)| others.iter().all(|other| are_alike(other, told)));
        match alike {
            Some((others, _)) => others.push(told),
            None => tables.push((vec![told], empty(told))),
        }
    }
    tables.into_iter().map(|(questions, table)| filled(&questions, table, depth)).collect()
}

/// Whether two rankings of one questionnaire have the same options.
fn are_alike(one: &Told, other: &Told) -> bool {
    let keys = |told: &Told| told.rows.iter().map(|row| row.heading.key.clone()).collect::<Vec<_>>();
    one.is_ranked && other.is_ranked && one.definition == other.definition && keys(one) == keys(other)
}

fn empty(told: &Told) -> ToldTable {
    ToldTable {
        id: format!("{}-{}", told.definition, told.question),
        title: told.label.clone(),
        bases: Vec::new(),
        head: Vec::new(),
        rows: Vec::new(),
        not_named: Vec::new(),
    }
}

fn filled(questions: &[&Told], mut table: ToldTable, depth: Depth) -> ToldTable {
    let (title, head) = headings(questions);
    (table.title, table.head) = (title, head);
    table.bases = questions.iter().zip(table.head.iter().map(Some).chain(std::iter::repeat(None))).map(base).collect();
    table.bases.dedup();
    let Some(first) = questions.first() else { return table };
    for (place, row) in first.rows.iter().enumerate() {
        let rows: Vec<(&Told, &ToldRow)> =
            questions.iter().filter_map(|told| Some((*told, told.rows.get(place)?))).collect();
        if rows.iter().all(|(_, row)| row.by.is_empty()) {
            table.not_named.push(row.heading.label.clone());
        } else {
            let cells = rows.iter().map(|(told, row)| cell(told, row, depth)).collect();
            table.rows.push(ToldLine { label: row.heading.label.clone(), cells });
        }
    }
    if let Some(number) = &first.number {
        let sum = (!number.by.is_empty()).then_some(number.sum);
        let others = [(&number.none, "0件"), (&number.unknown, "不明")];
        let others = others.into_iter().filter(|(who, _)| !who.is_empty());
        let others: Vec<String> = others.map(|(who, what)| format!("{what}{}", agencies(who))).collect();
        let text = match depth.agencies_and_cases(number.by.agencies(), sum) {
            text if others.is_empty() => text,
            text => format!("{text}（ほかに{}）", others.join("、")),
        };
        let query = if number.by.is_empty() { String::new() } else { depth.query(query(first, "")) };
        let label = "件数（機関ごとの合計。重複を含む）".to_owned();
        table.rows.push(ToldLine { label, cells: vec![ToldCell { text, query }] });
    }
    table
}

fn cell(told: &Told, row: &ToldRow, depth: Depth) -> ToldCell {
    if row.by.is_empty() {
        return ToldCell { text: "-".to_owned(), query: String::new() };
    }
    let by = agencies(&row.by);
    let text = match row.first.agencies() {
        0 => by,
        first => format!("{by}（うち一番目{}機関）", figures::count(first)),
    };
    ToldCell { text, query: depth.query(query(told, &row.heading.key)) }
}

fn query(told: &Told, option: &str) -> String {
    format!("definition={}&question={}&option={option}", told.definition, told.question)
}

fn base((told, head): (&&Told, Option<&String>)) -> String {
    let asked = format!("尋ねた{}", agencies(&told.asked));
    let blank = match told.blank.agencies() {
        0 => String::new(),
        blank => format!("（うち無回答{}機関）", figures::count(blank)),
    };
    head.map_or_else(|| format!("{asked}{blank}"), |head| format!("{head}：{asked}{blank}"))
}

/// A title for all, and what tells the questions apart: what their labels have in common up to a space stands in the
/// title alone.
fn headings(questions: &[&Told]) -> (String, Vec<String>) {
    let Some(first) = questions.first() else { return (String::new(), Vec::new()) };
    if questions.len() == 1 {
        return (first.label.clone(), Vec::new());
    }
    let shared = questions.iter().fold(first.label.as_str(), |shared, told| {
        let same = shared.char_indices().zip(told.label.chars()).take_while(|((_, one), other)| one == other);
        let end = same.last().map_or(0, |((at, sign), _)| at + sign.len_utf8());
        &shared[..end]
    });
    let cut = shared.rfind('　').map_or(0, |at| at + '　'.len_utf8());
    let rest = |told: &&Told| told.label[cut..].to_owned();
    let title = if cut == 0 { first.label.clone() } else { first.label[..cut].trim().to_owned() };
    (title, questions.iter().map(rest).collect())
}
