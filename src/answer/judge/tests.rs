//! What stands against submitting, by example.

use crate::answer::testing::{asking, judged, kitchen_sink, said, typed};
use crate::answer::{Judgement, ProblemKind, judge};

/// Types the fields: field and message of each problem.
fn check<const N: usize>(questions: &str, fields: [(&str, &str); N], expect: &[(&str, &str)]) -> Judgement {
    let judgement = judged(&asking(questions), fields);
    assert_eq!(said(&judgement.problems), expect, "{fields:?}");
    assert_eq!(judgement.may_submit(), expect.is_empty());
    judgement
}

#[test]
fn what_is_required_and_blank_is_asked_for() {
    let ask = |kind: &str| format!("- {{key: q, label: 問, required: true, {kind}}}");
    let type_it = "入力してください。";
    let choose = "選んでください。";
    check(&ask("type: text"), [("q", "　")], &[("q", type_it)]);
    check(&ask("type: paragraph"), [], &[("q", type_it)]);
    check(&ask("type: number"), [], &[("q", type_it)]);
    check(&ask("type: date"), [], &[("q.year", type_it)]);
    let list = "[{key: a, label: 甲}, {key: b, label: 乙}]";
    for kind in ["choice", "choices"] {
        check(&ask(&format!("type: {kind}, options: {list}")), [], &[("q", choose)]);
        check(&ask(&format!("type: {kind}, options: {list}")), [("q", "a")], &[]);
    }
    check(&ask(&format!("type: ranking, options: {list}")), [], &[("q.1", choose)]);
    check(&ask("type: scale, steps: [{value: 1, label: 低}]"), [], &[("q", choose)]);
    check(&ask("type: agency"), [], &[("q.id", "選ぶか、名称を入力してください。")]);
    check(&ask("type: agencies"), [], &[("q.1.id", "選ぶか、名称を入力してください。")]);
    let counts = ask(&format!("type: counts, unknown: true, items: {list}"));
    check(&counts, [], &[("q.a", type_it)]);
    check(&counts, [("q.b", "0")], &[]);
    check(&counts, [("q.unknown", "1")], &[]);
    let grid = ask(&format!("type: grid, rows: {list}, columns: {list}"));
    check(&grid, [], &[("q.a.a", type_it)]);
    check(&grid, [("q.b.a", "1")], &[]);
    let checklist = ask(&format!("type: checklist, items: {list}"));
    check(&checklist, [], &[("q.a", choose)]);
    check(&checklist, [("q.a", "no")], &[("q.b", "全ての項目について選んでください。")]);
    check(&checklist, [("q.a", "no"), ("q.b", "yes")], &[]);
}

#[test]
fn what_cannot_be_read_is_not_called_missing_as_well() {
    let number = "- {key: q, type: number, label: 数, required: true}";
    let judgement = check(
        number,
        [("q", "十")],
        &[("q", "0以上の整数で入力してください。該当がない場合は「0」を入力してください。")],
    );
    assert_eq!(judgement.problems[0].kind, ProblemKind::Malformed);
    let words = "- {key: q, type: choice, label: 択, required: true, options: [{key: a, label: 甲}], other: true}";
    let judgement = check(words, [("q", "other")], &[("q.other", "「その他」の内容を入力してください。")]);
    assert_eq!(judgement.problems[0].kind, ProblemKind::Missing);
}

#[test]
fn hidden_questions_ask_for_nothing() {
    let questions = "- {key: a, type: number, label: 数}
- {key: q, type: number, label: 数, required: true, show_if: a > 0, checks: [{that: q < 5, otherwise: 5より小さい数です。}]}";
    check(questions, [("a", "0")], &[]);
    check(questions, [("a", "0"), ("q", "x")], &[]);
    check(questions, [("a", "0"), ("q", "7")], &[]);
    check(questions, [("a", "1"), ("q", "7")], &[("q", "5より小さい数です。")]);
    check(questions, [("a", "1")], &[("q", "入力してください。")]);
}

const SUMS: &str = "- {key: n, type: counts, label: 件数, items: [{key: a, label: 実}, {key: b, label: 延}], checks: [{that: n.b >= n.a, otherwise: '延件数（{n.b}件）が実件数（{n.a}件）より少なくなっています。'}]}
- {key: g, type: counts, label: 内訳, items: [{key: x, label: 男}, {key: y, label: 女}], checks: [{that: g.total == n.a, otherwise: '合計は{g.total}件で、{abs(g.total - n.a)}件違います。', severity: confirm}]}";

#[test]
fn checks_speak_with_the_numbers_typed() {
    let fields = [("n.a", "1,200"), ("n.b", "3"), ("g.x", "1200")];
    check(SUMS, fields, &[("n.a", "延件数（3件）が実件数（1200件）より少なくなっています。")]);
    check(SUMS, [("n.a", "5"), ("n.b", "5"), ("g.x", "3")], &[("g.x", "合計は3件で、2件違います。")]);
}

#[test]
fn a_check_that_meets_a_blank_or_an_unreadable_cell_waits() {
    check(SUMS, [("n.a", "5")], &[]);
    check(SUMS, [("g.x", "5")], &[]);
    let base = "0以上の整数で入力してください。該当がない場合は「0」、分からない場合は空欄のままにしてください。";
    check(SUMS, [("n.a", "5"), ("g.x", "3"), ("g.y", "二")], &[("g.y", base)]);
}

#[test]
fn a_slip_in_one_cell_hides_no_question() {
    let questions = "- {key: n, type: counts, label: 件数, items: [{key: a, label: 実}, {key: b, label: 延}]}
- {key: q, type: text, label: 語, show_if: n.a > 0}";
    let judgement = judged(&asking(questions), [("n.a", "1"), ("n.b", "約"), ("q", "語")]);
    assert!(judgement.shown.is_shown(1));
    assert_eq!(judgement.problems.len(), 1);
}

#[test]
fn a_confirmation_stands_until_a_value_it_reads_changes() {
    let questionnaire = asking(SUMS);
    let fields = [("n.a", "5"), ("n.b", "9"), ("g.x", "3")];
    let asked = judged(&questionnaire, fields);
    let ProblemKind::Confirm { check: 0, field, fingerprint } = &asked.problems[0].kind else { panic!("{asked:?}") };
    assert_eq!((field.as_str(), fingerprint.len()), ("confirm:g:0", 16));

    let mut raw = typed(fields);
    raw.set(field, fingerprint);
    let confirmed = judge(&questionnaire, &raw);
    assert!(confirmed.may_submit());
    assert_eq!(confirmed.confirmed, asked.problems);

    raw.set("n.b", "10");
    assert!(judge(&questionnaire, &raw).may_submit(), "the check does not read n.b");
    raw.set("g.x", " ３件");
    assert!(!judge(&questionnaire, &raw).problems.is_empty(), "no unit here: the cell cannot be read");
    raw.set("g.x", " ３");
    assert!(judge(&questionnaire, &raw).may_submit(), "the same number written differently");
    raw.set("g.y", "1");
    let again = judge(&questionnaire, &raw);
    assert_eq!(said(&again.problems), [("g.x", "合計は4件で、1件違います。")]);
    assert_eq!(again.confirmed, []);
}

#[test]
fn repeats_need_their_instances_and_judge_each() {
    let questions = "- key: r
  type: repeat
  label: 場
  min: 2
  questions:
    - {key: name, type: text, label: 名, required: true}
    - {key: n, type: number, label: 数, checks: [{that: n < limit, otherwise: '{limit}より小さい数です。'}, {that: n > 1, otherwise: 少なくありませんか。, severity: confirm}]}
- {key: limit, type: number, label: 上限}";
    check(questions, [], &[("r.count", "2件以上入力してください。")]);
    check(questions, [("r.0.name", "広場"), ("r.3.name", "離れ")], &[]);
    let fields = [("limit", "5"), ("r.1.n", "7"), ("r.2.name", "離れ"), ("r.2.n", "1")];
    let judgement = check(
        questions,
        fields,
        &[("r.1.name", "入力してください。"), ("r.1.n", "5より小さい数です。"), ("r.2.n", "少なくありませんか。")],
    );
    assert_eq!(judgement.problems[1].question, "r.1.n");
    let ProblemKind::Confirm { field, check: 1, .. } = &judgement.problems[2].kind else { panic!("{judgement:?}") };
    assert_eq!(field, "confirm:r.2.n:1");
    let unreadable = judged(&asking(questions), [("r.0.n", "x"), ("r.1.name", "離れ")]);
    let fields: Vec<&str> = said(&unreadable.problems).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["r.0.name", "r.0.n"], "an instance with something unreadable is not blank");
    let required =
        "- {key: r, type: repeat, label: 場, required: true, questions: [{key: n, type: number, label: 数}]}";
    check(required, [("r.count", "1")], &[("r.count", "1件以上入力してください。")]);
}

#[test]
fn problems_come_in_the_order_of_the_questions() {
    let sink = kitchen_sink();
    let problems = judge(&sink, &typed([("many", "yes"), ("staff", "x"), ("change", "-2000")])).problems;
    let keys: Vec<&str> = sink.questions().map(|question| question.key.as_str()).collect();
    let order: Vec<usize> =
        problems.iter().map(|problem| keys.iter().position(|key| problem.is_within(key)).unwrap()).collect();
    assert!(order.is_sorted(), "{problems:#?}");
    assert!(problems.iter().any(|problem| problem.field == "change"));
}
