//! From counts to tables.

use indexmap::IndexMap;

use super::agencies::{Agencies, Mention};
use super::figure::Figure;
use super::number::{DecimalSum, NumberTally, Precision};
use super::published::Published;
use super::share::percent;
use super::table::{Figures, GridFigures, Heading, Item, Row};
use super::tally::{Cell, Counts, Tally};
use crate::definition::question::Options;
use crate::definition::{Question, QuestionType};

/// The code of 無回答 in rows.
const BLANK: &str = "blank";

/// The figures of one question. A repeat has none of its own (its questions have), nor has a note.
pub(super) fn figures(question: &Question, tally: &Tally, agencies: &Agencies) -> Option<Figures> {
    Some(match &tally.counts {
        Counts::Nothing | Counts::Repeat(_) => return None,
        Counts::Answered => Figures::Answered { answered: (tally.asked - tally.blank).into() },
        Counts::Options(counts) => Figures::Rows { rows: rows(options(&question.kind), counts, tally) },
        Counts::Mentions(mentions) => {
            let (names, counts): (Vec<_>, Vec<_>) =
                mention_rows(agencies, mentions.iter().map(|(mention, count)| (mention, *count))).into_iter().unzip();
            Figures::Rows { rows: rows(names, &counts, tally) }
        }
        Counts::Numbers(numbers) => Figures::Items { items: items(question, numbers) },
        Counts::Grid(cells) => match &question.kind {
            QuestionType::Grid { rows, columns, format, .. } => {
                Figures::Grid(grid(rows, columns, format.decimals, cells))
            }
            _ => return None,
        },
    })
}

/// Codes and labels of everything that may be chosen.
pub(super) fn options(kind: &QuestionType) -> Vec<(String, String)> {
    match kind {
        QuestionType::Choice { options }
        | QuestionType::Choices { options }
        | QuestionType::Ranking { options, .. }
        | QuestionType::Checklist { items: options } => {
            options.codes.iter().map(|code| (code.key.clone(), code.label.clone())).collect()
        }
        QuestionType::Scale { steps } => {
            steps.iter().map(|step| (step.value.to_string(), step.label.clone())).collect()
        }
        _ => Vec::new(),
    }
}

/// Every known kind in order, zeros too, then kinds not in the list, then words.
fn mention_rows<'a>(
    agencies: &Agencies,
    mentions: impl Iterator<Item = (&'a Mention, u64)>,
) -> Vec<((String, String), u64)> {
    let mut known: Vec<_> = agencies.kinds.iter().map(|kind| ((kind.key.clone(), kind.label.clone()), 0)).collect();
    let mut others = Vec::new();
    for (mention, count) in mentions {
        match mention {
            Mention::Kind(code) => match known.iter_mut().find(|((key, _), _)| key == code) {
                Some((_, sum)) => *sum += count,
                None => others.push(((code.clone(), code.clone()), count)),
            },
            Mention::Words(words) => others.push(((words.clone(), words.clone()), count)),
        }
    }
    known.append(&mut others);
    known
}

fn rows(options: Vec<(String, String)>, counts: &[u64], tally: &Tally) -> Vec<Row> {
    let row = |(code, label): (String, String), count: u64| Row {
        code,
        label,
        count: count.into(),
        percent: percent(count, tally.asked).into(),
    };
    let blank = (BLANK.to_owned(), "無回答".to_owned());
    options
        .into_iter()
        .zip(counts)
        .map(|(option, count)| row(option, *count))
        .chain(std::iter::once(row(blank, tally.blank)))
        .collect()
}

fn items(question: &Question, numbers: &[NumberTally]) -> Vec<Item> {
    let own = [(question.key.as_str(), question.label.as_str())];
    let (names, precision): (Vec<_>, _) = match &question.kind {
        QuestionType::Counts { items, format } => (
            items.codes.iter().map(|code| (code.key.as_str(), code.label.as_str())).collect(),
            Precision::Decimals(format.decimals),
        ),
        QuestionType::Number(format) => (own.to_vec(), Precision::Decimals(format.decimals)),
        _ => (own.to_vec(), Precision::Floating),
    };
    names.into_iter().zip(numbers).map(|((key, label), number)| number.item(key, label, precision)).collect()
}

fn grid(rows: &Options, columns: &Options, decimals: u32, cells: &[Cell]) -> GridFigures {
    let width = columns.len();
    let sum = |places: &mut dyn Iterator<Item = usize>| {
        let mut typed = 0;
        let mut sum = DecimalSum::default();
        for cell in places.filter_map(|place| cells.get(place)) {
            typed += cell.typed;
            sum.merge(cell.sum);
        }
        (typed > 0).then(|| Figure(sum.value(decimals)))
    };
    let keyed =
        |codes: &Options, figure: &dyn Fn(usize) -> Option<Figure>| -> IndexMap<String, Published<Option<Figure>>> {
            codes.codes.iter().enumerate().map(|(place, code)| (code.key.clone(), figure(place).into())).collect()
        };
    let cells_of = |row: usize| keyed(columns, &|column| sum(&mut std::iter::once(row * width + column)));
    let headings = |codes: &Options| {
        codes.codes.iter().map(|code| Heading { key: code.key.clone(), label: code.label.clone() }).collect()
    };
    GridFigures {
        cells: rows.codes.iter().enumerate().map(|(row, code)| (code.key.clone(), cells_of(row))).collect(),
        row_totals: keyed(rows, &|row| sum(&mut (row * width..(row + 1) * width))),
        column_totals: keyed(columns, &|column| sum(&mut (column..rows.len() * width).step_by(width))),
        total: sum(&mut (0..rows.len() * width)).into(),
        rows: headings(rows),
        columns: headings(columns),
    }
}
