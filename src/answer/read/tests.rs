//! What people type into each type of question, and what becomes of it.

use crate::answer::testing::{asking, said, typed};
use crate::answer::{AgencyReference, Answer, read};

/// Asks one question and types the fields: the answer, and field and message of each problem.
fn check<const N: usize>(question: &str, fields: [(&str, &str); N], expect: Option<Answer>, problems: &[(&str, &str)]) {
    let reading = read(&asking(question), &typed(fields));
    assert_eq!(reading.document.get(0), expect.as_ref(), "{fields:?}");
    assert_eq!(said(&reading.problems), problems, "{fields:?}");
}

const NUMBER: &str = "- {key: q, type: number, label: 件数, unit: 件, unknown: true}";
const COUNTS: &str =
    "- {key: q, type: counts, label: 件数, unit: 件, unknown: true, items: [{key: a, label: 実}, {key: b, label: 延}]}";
const BASE: &str = "0以上の整数で入力してください。該当がない場合は「0」、分からない場合は「不明」を選ぶか、空欄のままにしてください。";
const BOTH: &str = "数と「不明」の両方が入力されています。数を消すか、「不明」の印を外してください。";

#[test]
fn a_number_is_typed_or_not_known() {
    check(NUMBER, [("q", "１，２００件")], Some(Answer::Number(1200.0)), &[]);
    check(NUMBER, [("q", "0")], Some(Answer::Number(0.0)), &[]);
    check(NUMBER, [("q", "　")], None, &[]);
    check(NUMBER, [("q", ""), ("q.unknown", "1")], Some(Answer::Unknown), &[]);
    check(NUMBER, [("q", "3"), ("q.unknown", "1")], None, &[("q.unknown", BOTH)]);
    check(NUMBER, [("q", "-5")], None, &[("q", BASE)]);
    check(NUMBER, [("q", "不明")], None, &[("q", BASE)]);
}

#[test]
fn each_item_is_a_field_of_its_own() {
    check(COUNTS, [("q.a", "2"), ("q.b", "")], Some(Answer::Counts(vec![Some(2.0), None])), &[]);
    check(COUNTS, [("q.a", ""), ("q.b", "")], None, &[]);
    check(COUNTS, [("q.unknown", "1")], Some(Answer::Unknown), &[]);
    check(COUNTS, [("q.b", "0"), ("q.unknown", "1")], None, &[("q.unknown", BOTH)]);
    check(COUNTS, [("q.a", "-1"), ("q.b", "x")], None, &[("q.a", BASE), ("q.b", BASE)]);
    check(COUNTS, [("q.a", "x"), ("q.b", "3")], Some(Answer::Counts(vec![None, Some(3.0)])), &[("q.a", BASE)]);
}

#[test]
fn each_cell_is_a_field_of_its_own() {
    let grid = "- {key: q, type: grid, label: 表, rows: [{key: r, label: 上}, {key: s, label: 下}], columns: [{key: c, label: 左}, {key: d, label: 右}], max: 9}";
    let cells = vec![None, Some(1.0), Some(0.0), None];
    check(grid, [("q.r.d", "1"), ("q.s.c", "０")], Some(Answer::Grid(cells)), &[]);
    check(grid, [("q.r.c", "10")], None, &[("q.r.c", "0以上9以下の整数で入力してください。")]);
    check(grid, [], None, &[]);
}

#[test]
fn words_have_a_length_and_a_line() {
    let text = "- {key: q, type: text, label: 名, max_length: 5}";
    check(text, [("q", " 南 ")], Some(Answer::Text(" 南 ".to_owned())), &[]);
    check(
        text,
        [("q", "あいうえおか")],
        None,
        &[("q", "5文字以内で入力してください。現在6文字で、1文字超えています。")],
    );
    check(text, [("q", "あ\r\nい")], None, &[("q", "改行を入れずに、1行で入力してください。")]);
    let paragraph = "- {key: q, type: paragraph, label: 文}";
    check(paragraph, [("q", "あ\r\nい")], Some(Answer::Text("あ\nい".to_owned())), &[]);
}

#[test]
fn one_option_is_one_of_the_list() {
    let choice = "- {key: q, type: choice, label: 方法, options: [{key: visit, label: 訪問}], other: true}";
    let chosen = |option, words: Option<&str>| Some(Answer::Choice { option, other: words.map(str::to_owned) });
    check(choice, [("q", "visit")], chosen(0, None), &[]);
    check(choice, [("q", "other"), ("q.other", "SNS相談")], chosen(1, Some("SNS相談")), &[]);
    check(choice, [("q", "")], None, &[]);
    check(choice, [("q", "fly")], None, &[("q", "選択肢の中から選んでください。")]);
    check(
        choice,
        [("q", "other"), ("q.other", " ")],
        chosen(1, None),
        &[("q.other", "「その他」の内容を入力してください。")],
    );
    let stray = "「その他」を選ぶか、こちらの記入を消してください。";
    check(choice, [("q", "visit"), ("q.other", "SNS")], chosen(0, None), &[("q.other", stray)]);
    check(choice, [("q.other", "SNS")], None, &[("q.other", stray)]);
}

#[test]
fn several_options_come_in_the_order_of_the_list() {
    let choices = "- {key: q, type: choices, label: 方法, options: [{key: a, label: 訪問}, {other: true, label: 別の方法}, {key: b, label: 電話}]}";
    let chosen = |selected: &[usize], words: Option<&str>| {
        Some(Answer::Choices { selected: selected.to_vec(), other: words.map(str::to_owned) })
    };
    check(choices, [("q", "b"), ("q", "a"), ("q", "b")], chosen(&[0, 2], None), &[]);
    check(choices, [("q", "other"), ("q.other", "手紙")], chosen(&[1], Some("手紙")), &[]);
    check(choices, [("q", "a"), ("q", "zzz")], chosen(&[0], None), &[("q", "選択肢の中から選んでください。")]);
    check(choices, [("q", "other")], chosen(&[1], None), &[("q.other", "「別の方法」の内容を入力してください。")]);
    check(choices, [("q.other", "手紙")], None, &[("q.other", "「別の方法」を選ぶか、こちらの記入を消してください。")]);
    check(choices, [("q", "")], None, &[]);
}

#[test]
fn a_ranking_has_no_gap_and_no_repeat() {
    let ranking = "- {key: q, type: ranking, label: 順, top: 3, options: [{key: a, label: 甲}, {key: b, label: 乙}, {key: c, label: 丙}, {key: d, label: 丁}]}";
    check(ranking, [("q.1", "c"), ("q.2", "a")], Some(Answer::Ranking(vec![2, 0])), &[]);
    check(ranking, [("q.1", ""), ("q.2", ""), ("q.3", "")], None, &[]);
    let gap = "1位から順に、間を空けずに選んでください。";
    check(ranking, [("q.2", "a"), ("q.3", "b")], None, &[("q.1", gap)]);
    check(ranking, [("q.1", "a"), ("q.3", "b")], None, &[("q.2", gap)]);
    let twice = "同じ項目が二度選ばれています。別の項目を選ぶか、空欄にしてください。";
    check(ranking, [("q.1", "a"), ("q.2", "a"), ("q.3", "a")], None, &[("q.2", twice), ("q.3", twice)]);
    check(ranking, [("q.1", "z")], None, &[("q.1", "選択肢の中から選んでください。")]);
}

#[test]
fn a_scale_takes_its_steps_and_a_checklist_yes_or_no() {
    let scale = "- {key: q, type: scale, label: 段階, steps: [{value: -1, label: 低い}, {value: 2, label: 高い}]}";
    check(scale, [("q", "-1")], Some(Answer::Number(-1.0)), &[]);
    check(scale, [("q", "0")], None, &[("q", "選択肢の中から選んでください。")]);
    check(scale, [], None, &[]);
    let list = "- {key: q, type: checklist, label: 確認, items: [{key: a, label: 一}, {key: b, label: 二}]}";
    check(list, [("q.a", "yes"), ("q.b", "no")], Some(Answer::Checklist(vec![Some(true), Some(false)])), &[]);
    check(list, [("q.b", "no")], Some(Answer::Checklist(vec![None, Some(false)])), &[]);
    check(list, [("q.a", "maybe")], None, &[("q.a", "「はい」か「いいえ」を選んでください。")]);
}

#[test]
fn days_have_three_fields_and_months_two() {
    let text = |text: &str| Some(Answer::Text(text.to_owned()));
    let date = "- {key: q, type: date, label: 日}";
    check(date, [("q.year", "令和8"), ("q.month", "１１"), ("q.day", "20")], text("2026-11-20"), &[]);
    check(
        date,
        [("q.year", "2026"), ("q.month", ""), ("q.day", "20")],
        None,
        &[("q.month", "月は、1から12までの数で入力してください。")],
    );
    check("- {key: q, type: month, label: 月}", [("q.year", "2026"), ("q.month", "4")], text("2026-04"), &[]);
}

#[test]
fn an_agency_is_of_the_register_or_a_kind_or_words() {
    let agency = "- {key: q, type: agency, label: 機関}";
    let named = |name: &str| AgencyReference::Name(name.to_owned());
    let id = |id: &str| AgencyReference::Id(id.to_owned());
    check(agency, [("q.id", "018f-a")], Some(Answer::Agency(id("018f-a"))), &[]);
    check(
        agency,
        [("q.kind", "health_centre")],
        Some(Answer::Agency(AgencyReference::Kind("health_centre".to_owned()))),
        &[],
    );
    check(agency, [("q.id", ""), ("q.kind", ""), ("q.name", "南保健所")], Some(Answer::Agency(named("南保健所"))), &[]);
    let one = "機関の選択、機関種別、名称の記入は、いずれか一つだけにしてください。";
    check(agency, [("q.id", "a"), ("q.name", "南保健所")], None, &[("q.name", one)]);
    check(agency, [("q.id", "<script>")], None, &[("q.id", "一覧の中から選んでください。")]);
    let agencies = "- {key: q, type: agencies, label: 機関, top: 3}";
    let fields = [("q.1.id", "a"), ("q.2.name", ""), ("q.3.name", "学校")];
    check(agencies, fields, Some(Answer::Agencies(vec![id("a"), named("学校")])), &[]);
    let twice = "同じ機関が二度選ばれています。別の機関を選ぶか、空欄にしてください。";
    check(agencies, [("q.1.id", "a"), ("q.2.id", "a")], Some(Answer::Agencies(vec![id("a")])), &[("q.2.id", twice)]);
    let any_number = "- {key: q, type: agencies, label: 機関}";
    check(any_number, [("q.12.name", "学校")], Some(Answer::Agencies(vec![named("学校")])), &[]);
}

#[test]
fn blank_instances_of_a_repeat_are_left_out() {
    let repeat = "- {key: q, type: repeat, label: 場, max: 3, questions: [{key: name, type: text, label: 名}, {key: n, type: number, label: 数}]}";
    let reading = read(&asking(repeat), &typed([("q.count", "3"), ("q.0.name", " "), ("q.2.n", "x"), ("q.1.n", "2")]));
    let Some(Answer::Repeat(instances)) = reading.document.get(0) else { panic!("{:?}", reading.document) };
    assert_eq!(instances.len(), 1);
    assert_eq!(instances[0].get(1), Some(&Answer::Number(2.0)));
    assert_eq!((reading.problems[0].question.as_str(), reading.problems[0].field.as_str()), ("q.2.n", "q.2.n"));
    check(repeat, [("q.count", "2")], None, &[]);
    check(repeat, [("q.7.name", "離れ")], None, &[("q.count", "3件までです。3件を超える記入を消してください。")]);
    check(repeat, [("q.99999999999999999999.name", "離れ")], None, &[]);
}
