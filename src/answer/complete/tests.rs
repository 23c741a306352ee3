//! Hiding, calculating and what expressions see, by example.

use crate::answer::testing::{asking, typed};
use crate::answer::{Answer, Completed, complete, judge, read};
use crate::definition::Questionnaire;

fn completed<const N: usize>(questionnaire: &Questionnaire, fields: [(&str, &str); N]) -> Completed {
    complete(questionnaire, read(questionnaire, &typed(fields)).document)
}

/// Types the fields: the keys of the questions shown.
fn shows<const N: usize>(questions: &str, fields: [(&str, &str); N], expect: &[&str]) {
    let questionnaire = asking(questions);
    let completed = completed(&questionnaire, fields);
    let shown = |(index, _): &(usize, _)| completed.shown.is_shown(*index);
    let keys: Vec<&str> = questionnaire.questions().enumerate().filter(shown).map(|(_, q)| q.key.as_str()).collect();
    assert_eq!(keys, expect, "{fields:?}");
    let hidden_are_blank = (0..questionnaire.question_count())
        .all(|index| completed.shown.is_shown(index) || completed.document.get(index).is_none());
    assert!(hidden_are_blank, "{fields:?}");
    let again = complete(&questionnaire, completed.document.clone());
    assert_eq!(again, completed, "completing twice changes nothing: {fields:?}");
}

/// Types the fields: the value of the calculated question `c`.
fn calculates<const N: usize>(questions: &str, fields: [(&str, &str); N], expect: Option<f64>) {
    let questionnaire = asking(questions);
    let (index, _) = questionnaire.find("c").unwrap();
    let completed = completed(&questionnaire, fields);
    assert_eq!(completed.document.get(index), expect.map(Answer::Number).as_ref(), "{fields:?}");
}

#[test]
fn a_condition_that_meets_a_blank_hides() {
    let questions = "- {key: a, type: number, label: 甲}\n- {key: b, type: text, label: 乙, show_if: a > 0 || a == 0}";
    shows(questions, [("b", "語")], &["a"]);
    shows(questions, [("a", "0"), ("b", "語")], &["a", "b"]);
    shows(questions, [("a", "約10")], &["a"]);
    let unknown =
        "- {key: a, type: number, label: 甲, unknown: true}\n- {key: b, type: note, label: 乙, show_if: a >= 0}";
    shows(unknown, [("a.unknown", "1")], &["a"]);
}

#[test]
fn hiding_cascades_whatever_the_order_of_the_questions() {
    let questions = "- {key: z, type: text, label: 丙, show_if: b == \"語\"}
- {key: b, type: text, label: 乙, show_if: a > 0}
- {key: a, type: number, label: 甲}";
    shows(questions, [("a", "1"), ("b", "語"), ("z", "終")], &["z", "b", "a"]);
    shows(questions, [("a", "0"), ("b", "語"), ("z", "終")], &["a"]);
    shows(questions, [("a", "1"), ("b", "他"), ("z", "終")], &["b", "a"]);
}

#[test]
fn calculated_values_decide_too() {
    let questions = "- {key: s, type: text, label: 理由, show_if: c >= 10}
- {key: c, type: calculated, label: 平均, value: n.b / n.a}
- {key: n, type: counts, label: 件数, items: [{key: a, label: 実}, {key: b, label: 延}]}";
    shows(questions, [("n.a", "2"), ("n.b", "20"), ("s", "語")], &["s", "c", "n"]);
    shows(questions, [("n.a", "2"), ("n.b", "19"), ("s", "語")], &["c", "n"]);
    shows(questions, [("n.a", "0"), ("n.b", "19")], &["c", "n"]);
    calculates(questions, [("n.a", "8"), ("n.b", "20")], Some(2.5));
    calculates(questions, [("n.a", "0"), ("n.b", "20")], None);
    calculates(questions, [("n.b", "20")], None);
}

#[test]
fn sums_add_what_was_typed() {
    let total =
        "- {key: n, type: counts, label: 件数, items: [{key: a, label: 実}, {key: b, label: 延}], unknown: true}
- {key: m, type: number, label: 数}
- {key: c, type: calculated, label: 計, value: \"sum(n.total, m)\"}";
    calculates(total, [], None);
    calculates(total, [("n.a", "3")], Some(3.0));
    calculates(total, [("n.a", "3"), ("n.b", "4"), ("m", "5")], Some(12.0));
    calculates(total, [("n.unknown", "1")], None);
    let grid = |part: &str| {
        format!(
            "- {{key: g, type: grid, label: 表, rows: [{{key: r, label: 上}}, {{key: s, label: 下}}], columns: [{{key: x, label: 左}}, {{key: y, label: 右}}]}}\n- {{key: c, type: calculated, label: 計, value: {part}}}"
        )
    };
    let cells = [("g.r.x", "1"), ("g.r.y", "2"), ("g.s.y", "4")];
    calculates(&grid("g.total"), cells, Some(7.0));
    calculates(&grid("g.rows.r"), cells, Some(3.0));
    calculates(&grid("g.rows.s"), cells, Some(4.0));
    calculates(&grid("g.columns.x"), cells, Some(1.0));
    calculates(&grid("g.columns.y"), cells, Some(6.0));
    calculates(&grid("g.columns.x"), [("g.r.y", "2")], None);
    calculates(
        "- {key: m, type: number, label: 数}\n- {key: c, type: calculated, label: 負, value: 0 - m * 0}",
        [("m", "3")],
        Some(0.0),
    );
}

#[test]
fn every_type_can_be_read() {
    let read = |question: &str, condition: &str| {
        format!("{question}\n- {{key: b, type: note, label: 注, show_if: '{condition}'}}")
    };
    let choice = "- {key: a, type: choice, label: 択, options: [{key: x, label: 甲}, {key: y, label: 乙}]}";
    shows(&read(choice, "a == \"x\""), [("a", "x")], &["a", "b"]);
    shows(&read(choice, "a != \"x\""), [], &["a"]);
    let choices = "- {key: a, type: choices, label: 択, options: [{key: x, label: 甲}, {key: y, label: 乙}]}";
    shows(&read(choices, "contains(a, \"y\")"), [("a", "x"), ("a", "y")], &["a", "b"]);
    shows(&read(choices, "size(a) == 0"), [], &["a", "b"]);
    let ranking = "- {key: a, type: ranking, label: 順, options: [{key: x, label: 甲}, {key: y, label: 乙}]}";
    shows(&read(ranking, "\"y\" in a"), [("a.1", "y")], &["a", "b"]);
    let scale = "- {key: a, type: scale, label: 段階, steps: [{value: 1, label: 低}, {value: 2, label: 高}]}";
    shows(&read(scale, "a > 1"), [("a", "2")], &["a", "b"]);
    let list = "- {key: a, type: checklist, label: 確認, items: [{key: x, label: 甲}, {key: y, label: 乙}]}";
    shows(&read(list, "a.x && a.total == 1"), [("a.x", "yes"), ("a.y", "no")], &["a", "b"]);
    shows(&read(list, "a.total == 0"), [], &["a"]);
    let date = "- {key: a, type: date, label: 日}";
    shows(&read(date, "a > \"2026-04-01\""), [("a.year", "2026"), ("a.month", "4"), ("a.day", "2")], &["a", "b"]);
    let agencies = "- {key: a, type: agencies, label: 機関}";
    shows(&read(agencies, "size(a) == 1"), [("a.2.name", "学校")], &["a", "b"]);
    shows(&read(agencies, "size(a) == 0"), [], &["a", "b"]);
}

#[test]
fn a_hidden_list_is_blank_and_not_empty() {
    let questions = "- {key: a, type: number, label: 数}
- {key: l, type: choices, label: 択, show_if: a > 0, options: [{key: x, label: 甲}]}
- {key: b, type: note, label: 注, show_if: size(l) == 0}";
    shows(questions, [("a", "1")], &["a", "l", "b"]);
    shows(questions, [("a", "0")], &["a"]);
}

#[test]
fn each_instance_of_a_repeat_has_its_own_visibility() {
    let questionnaire = asking(
        "- {key: limit, type: number, label: 上限}
- key: r
  type: repeat
  label: 場
  max: 5
  questions:
    - {key: why, type: text, label: 理由, show_if: n > limit}
    - {key: n, type: number, label: 数}
    - {key: c, type: calculated, label: 残り, value: limit - n}
- {key: b, type: note, label: 注, show_if: size(r) == 2}",
    );
    let fields =
        [("limit", "5"), ("r.0.n", "3"), ("r.0.why", "消"), ("r.2.n", "9"), ("r.2.why", "多"), ("r.count", "4")];
    let completed = completed(&questionnaire, fields);
    let Some(Answer::Repeat(instances)) = completed.document.get(1) else { panic!("{completed:?}") };
    let text = |text: &str| Some(Answer::Text(text.to_owned()));
    assert_eq!(instances[0].answers, [None, Some(Answer::Number(3.0)), Some(Answer::Number(2.0))]);
    assert_eq!(instances[1].answers, [text("多"), Some(Answer::Number(9.0)), Some(Answer::Number(-4.0))]);
    assert!(!completed.shown.is_shown_in(1, 0, 0) && completed.shown.is_shown_in(1, 1, 0));
    assert!(completed.shown.is_shown(2), "blank instances are not counted");
    assert_eq!(complete(&questionnaire, completed.document.clone()), completed);

    let page = judge(&questionnaire, &typed(fields));
    assert!(page.shown.is_shown_in(1, 2, 0), "on the page instances stand where they were typed");
    assert!(!page.shown.is_shown_in(1, 3, 0) && page.shown.is_shown_in(1, 3, 1), "blank ones too");
    assert_eq!(page.document, completed.document);
}

#[test]
fn a_hidden_repeat_takes_its_questions_with_it() {
    let questions = "- {key: a, type: number, label: 数}
- {key: r, type: repeat, label: 場, show_if: a > 0, questions: [{key: n, type: number, label: 数}]}";
    shows(questions, [("a", "0"), ("r.0.n", "3")], &["a"]);
    let completed = completed(&asking(questions), [("a", "0"), ("r.0.n", "3")]);
    assert!(!completed.shown.is_shown_in(1, 0, 0));
}
