use std::sync::LazyLock;

use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::analysis::table::Row;
use crate::analysis::{Agencies, Respondent, tabulate};
use crate::answer::AnswerDocument;
use crate::answer::json::from_json;
use crate::answer::testing::{asking, documents, kitchen_sink};
use crate::definition::{Code, Questionnaire};

static SINK: LazyLock<Questionnaire> = LazyLock::new(kitchen_sink);

fn year(year: i16) -> Option<Span> {
    Some(Span { first: date(year, 4, 1), last: date(year + 1, 3, 31) })
}

fn tables(questions: &str, lines: &[&str]) -> Tables {
    let questionnaire = asking(questions);
    let documents: Vec<_> = lines.iter().map(|line| from_json(&questionnaire, line).unwrap()).collect();
    let respondents = documents.iter().map(|document| Respondent { document, agency_kind: None });
    tabulate(&questionnaire, respondents, None, &Agencies::default())
}

/// The trend of one questionnaire asked year after year from 2023, each time in a newer version.
fn yearly(tables: &[Tables]) -> Trend {
    let periods: Vec<_> = (0i16..)
        .zip(tables)
        .map(|(place, tables)| PeriodTables { span: year(2023 + place), version: i32::from(place), tables })
        .collect();
    trend(&periods)
}

fn rows(trend: &Trend, question: &str) -> Vec<RowLine> {
    let table = trend.tables.iter().find(|table| table.newest.question == question).unwrap();
    match &table.lines {
        Lines::Rows(rows) | Lines::Answered(rows) => rows.clone(),
        other => panic!("{other:?}"),
    }
}

/// Code, counts (`/` where the version did not have it) and changes in tenths of a point.
type Told<'a> = (&'a str, Vec<String>, Vec<Option<i128>>);

fn told(rows: &[RowLine]) -> Vec<Told<'_>> {
    let count = |cell: &Option<RowCell>| {
        cell.as_ref()
            .map_or("/".to_owned(), |cell| format!("{} {}", cell.count.shown().unwrap(), cell.percent.shown().unwrap()))
    };
    rows.iter().map(|row| (row.code.as_str(), row.cells.iter().map(count).collect(), row.changes.clone())).collect()
}

const OLD: &str =
    "- {key: methods, type: choices, label: 対応の方法, options: [{key: phone, label: 電話}, {key: fax, label: FAX}]}";
const NEW: &str = "- {key: methods, type: choices, label: 対応方法, options: [{key: chat, label: チャット}, {key: phone, label: 電話相談}]}\n- {key: words, type: paragraph, label: 自由記述}";

#[test]
fn options_are_joined_by_code_and_none_is_dropped() {
    // 電話: 2 of 3, then 1 of 4: 25 − 66.666… is −41.666…
    let both = |one: &str, two: &str| format!(r#"{{"methods": {{"selected": ["{one}", "{two}"]}}}}"#);
    let old = [both("phone", "fax"), r#"{"methods": {"selected": ["phone"]}}"#.to_owned(), "{}".to_owned()];
    let new = [
        both("chat", "phone"),
        r#"{"methods": {"selected": ["chat"]}}"#.to_owned(),
        "{}".to_owned(),
        r#"{"words": "あり"}"#.to_owned(),
    ];
    let [old, new] = [(OLD, old.to_vec()), (NEW, new.to_vec())]
        .map(|(questions, lines)| tables(questions, &lines.iter().map(String::as_str).collect::<Vec<_>>()));
    let trend = yearly(&[old, new]);
    assert_eq!(trend.steps, [Step::Joined]);
    let methods = rows(&trend, "methods");
    let text = |texts: [&str; 2]| texts.map(str::to_owned).to_vec();
    assert_eq!(
        told(&methods),
        [
            ("chat", text(["/", "2 50.0"]), vec![None, None]),
            ("phone", text(["2 66.7", "1 25.0"]), vec![None, Some(-417)]),
            ("fax", text(["1 33.3", "/"]), vec![None, None]),
            ("blank", text(["1 33.3", "2 50.0"]), vec![None, Some(167)]),
        ]
    );
    assert_eq!(methods[1].label, "電話相談", "the newest label wins");
    let table = &trend.tables[0];
    assert_eq!((table.newest.label.as_str(), table.is_split), ("対応方法", false));
    assert_eq!(table.bases.iter().map(|base| base.unwrap().n.shown().copied()).collect::<Vec<_>>(), [Some(3), Some(4)]);
    assert_eq!(
        told(&rows(&trend, "words")),
        [("answered", text(["/", "1 25.0"]), vec![None, None]), ("blank", text(["/", "3 75.0"]), vec![None, None])]
    );
    assert_eq!(trend.tables[1].bases[0], None, "it was not asked then");
}

#[test]
fn the_newest_version_names_things_though_an_older_one_was_asked_later() {
    let (old, new) = (tables(OLD, &["{}"]), tables(NEW, &["{}"]));
    let periods = [
        PeriodTables { span: year(2023), version: 2, tables: &new },
        PeriodTables { span: year(2024), version: 1, tables: &old },
    ];
    let trend = trend(&periods);
    assert_eq!(
        rows(&trend, "methods").iter().map(|row| row.label.as_str()).collect::<Vec<_>>(),
        ["チャット", "電話相談", "FAX", "無回答"]
    );
}

#[test]
fn no_change_is_told_between_periods_that_may_not_be_joined() {
    let one = tables(OLD, &[r#"{"methods": {"selected": ["phone"]}}"#]);
    let periods = [year(2023), year(2023), Some(Span { first: date(2024, 4, 1), last: date(2024, 9, 30) }), None]
        .map(|span| PeriodTables { span, version: 1, tables: &one });
    let trend = trend(&periods);
    assert_eq!(trend.steps, [Step::Overlapping, Step::Unequal, Step::Unknown]);
    assert_eq!(rows(&trend, "methods")[0].changes, [None; 4]);
}

#[test]
fn a_question_of_another_type_or_put_to_others_is_not_compared() {
    let choice = "- {key: a, type: choice, label: 問, options: [{key: x, label: エ}]}";
    let choices = "- {key: a, type: choices, label: 問, options: [{key: x, label: エ}]}";
    let split = yearly(&[tables(choice, &[r#"{"a": "x"}"#]), tables(choices, &[r#"{"a": {"selected": ["x"]}}"#])]);
    let kinds: Vec<_> = split.tables.iter().map(|table| (table.newest.kind, table.is_split)).collect();
    assert_eq!(kinds, [("choices", true), ("choice", true)]);

    let asked = "- {key: go, type: choice, label: 前, options: [{key: y, label: はい}]}\n";
    let (all, some) = (
        format!("{asked}{choice}"),
        format!("{asked}{}", choice.replace("label: 問,", "label: 問, show_if: 'go == \"y\"',")),
    );
    let differing = yearly(&[tables(&all, &[r#"{"a": "x"}"#]), tables(&some, &[r#"{"go": "y", "a": "x"}"#])]);
    let table = differing.tables.iter().find(|table| table.newest.question == "a").unwrap();
    assert!(table.base_differs);
    assert_eq!(rows(&differing, "a")[0].changes, [None, None]);
}

#[test]
fn a_grid_keeps_every_cell_and_sum() {
    let grid = |rows: &str| {
        format!(
            "- {{key: g, type: grid, label: 表, rows: [{rows}], columns: [{{key: m, label: 男}}, {{key: f, label: 女}}]}}"
        )
    };
    let (old, new) = (
        grid("{key: young, label: 若い}, {key: gone, label: 前だけ}"),
        grid("{key: old, label: 高い}, {key: young, label: 若年}"),
    );
    let trend = yearly(&[
        tables(&old, &[r#"{"g": {"young": {"m": 2}, "gone": {"f": 5}}}"#]),
        tables(&new, &[r#"{"g": {"young": {"m": 3, "f": 0}, "old": {"f": 1}}}"#]),
    ]);
    let Lines::Grid(sums) = &trend.tables[0].lines else { panic!() };
    let told: Vec<String> = sums
        .iter()
        .map(|sum| {
            let label = |heading: &Option<crate::analysis::Heading>| {
                heading.as_ref().map_or("計".to_owned(), |one| one.label.clone())
            };
            let cells: Vec<String> = sum
                .cells
                .iter()
                .map(|cell| {
                    cell.map_or("/".to_owned(), |cell| {
                        cell.number().map_or("-".to_owned(), |number| number.to_string())
                    })
                })
                .collect();
            format!("{}{} {}", label(&sum.row), label(&sum.column), cells.join(" "))
        })
        .collect();
    assert_eq!(
        told,
        [
            "高い計 / 1",
            "高い男 / -",
            "高い女 / 1",
            "若年計 2 3",
            "若年男 2 3",
            "若年女 - 0",
            "前だけ計 5 /",
            "前だけ男 - /",
            "前だけ女 5 /",
            "計男 2 3",
            "計女 5 1",
            "計計 7 4",
        ]
    );
}

/// Every figure of tables, by what joins it.
fn figures(tables: &Tables) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for table in &tables.tables {
        let mut put =
            |key: &str, figure: String| all.push((format!("{} {} {key}", table.question, table.kind), figure));
        match &table.figures {
            Figures::Rows { rows } => {
                rows.iter().for_each(|row| put(&row.code, format!("{:?} {:?}", row.count, row.percent)))
            }
            Figures::Answered { answered } => {
                put("answered", format!("{answered:?}"));
                put("blank", format!("{:?}", table.blank));
            }
            Figures::Items { items } => items.iter().for_each(|item| put(&item.key, format!("{item:?}"))),
            Figures::Grid(grid) => {
                for (row, line) in &grid.cells {
                    line.iter().for_each(|(column, sum)| put(&format!("{row}/{column}"), format!("{sum:?}")));
                }
                grid.row_totals.iter().for_each(|(row, sum)| put(&format!("{row}/"), format!("{sum:?}")));
                grid.column_totals.iter().for_each(|(column, sum)| put(&format!("/{column}"), format!("{sum:?}")));
                put("/", format!("{:?}", grid.total));
            }
        }
    }
    all.sort();
    all
}

/// The same read back from a trend, of one period. Agencies that nobody named there are left out.
fn read_back(trend: &Trend, period: usize, of_period: &Tables) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for table in &trend.tables {
        let Some(base) = table.bases[period] else { continue };
        let given = of_period
            .tables
            .iter()
            .find(|given| given.question == table.newest.question && shape(given) == shape(&table.newest))
            .unwrap();
        assert_eq!((base.n, base.blank), (given.n, given.blank));
        let mut put =
            |key: &str, figure: String| all.push((format!("{} {} {key}", given.question, given.kind), figure));
        match &table.lines {
            Lines::Rows(lines) => {
                let has = |code: &str| matches!(&given.figures, Figures::Rows { rows } if rows.iter().any(|row: &Row| row.code == code));
                for line in lines {
                    let Some(cell) = &line.cells[period] else { continue };
                    if has(&line.code) {
                        put(&line.code, format!("{:?} {:?}", cell.count, cell.percent));
                    } else {
                        assert_eq!(cell.count, Published::Shown(0), "{}", line.code);
                    }
                }
            }
            Lines::Answered(lines) => lines.iter().for_each(|line| {
                put(&line.code, format!("{:?}", line.cells[period].as_ref().unwrap().count));
            }),
            Lines::Items(lines) => {
                lines
                    .iter()
                    .filter_map(|line| line.cells[period].as_ref())
                    .for_each(|item| put(&item.key, format!("{item:?}")));
            }
            Lines::Grid(lines) => {
                for line in lines {
                    let Some(cell) = &line.cells[period] else { continue };
                    let key = |heading: &Option<crate::analysis::Heading>| {
                        heading.as_ref().map_or(String::new(), |one| one.key.clone())
                    };
                    let (row, column) = (key(&line.row), key(&line.column));
                    put(&format!("{row}/{column}"), format!("{cell:?}"));
                }
            }
        }
    }
    all.sort();
    all
}

fn counted(documents: &[AnswerDocument]) -> Tables {
    let agencies = Agencies {
        kinds: vec![Code { key: "npo".to_owned(), label: "NPO".to_owned(), group: None, ..Code::default() }],
        ..Agencies::default()
    };
    let respondents = documents.iter().map(|document| Respondent { document, agency_kind: None });
    tabulate(&SINK, respondents, None, &agencies)
}

/// An older version: some questions and options are not there yet, and the rest stands in another order.
fn older(mut tables: Tables, lacks: &[bool]) -> Tables {
    let lacks = |place: usize| lacks.get(place % lacks.len().max(1)).copied().unwrap_or(false);
    let mut place = 0;
    tables.tables.retain_mut(|table| {
        place += 1;
        if let Figures::Rows { rows } = &mut table.figures {
            let mut row_place = place;
            rows.retain(|row| {
                row_place += 1;
                row.code == "blank" || !lacks(row_place)
            });
            rows.reverse();
        }
        !lacks(place)
    });
    tables.tables.reverse();
    tables
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn joining_loses_no_count_and_makes_none_up(
        one in vec(documents(&SINK), 0..5),
        two in vec(documents(&SINK), 0..5),
        lacks in vec(any::<bool>(), 1..9),
        versions in prop_oneof![Just([1, 2]), Just([2, 1])],
    ) {
        let periods = [older(counted(&one), &lacks), counted(&two)];
        let asked = [
            PeriodTables { span: year(2023), version: versions[0], tables: &periods[0] },
            PeriodTables { span: year(2024), version: versions[1], tables: &periods[1] },
        ];
        let trend = trend(&asked);
        for (period, given) in periods.iter().enumerate() {
            prop_assert_eq!(read_back(&trend, period, given), figures(given));
        }
    }
}

#[test]
fn a_hidden_share_tells_no_change() {
    let mut before = tables(OLD, &[r#"{"methods": {"selected": ["phone"]}}"#, "{}"]);
    let after = before.clone();
    if let Figures::Rows { rows } = &mut before.tables[0].figures {
        rows[0].count = Published::Hidden;
        rows[0].percent = Published::Hidden;
    }
    let trend = yearly(&[before, after]);
    let methods = rows(&trend, "methods");
    assert_eq!((methods[0].changes[1], methods[1].changes[1]), (None, Some(0)));
    assert!(methods[0].cells[0].as_ref().unwrap().count.is_hidden());
}
