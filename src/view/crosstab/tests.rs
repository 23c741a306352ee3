//! What is said under a crosstab: counts first, never more than the test allows. The figures are those of
//! 「保健所等におけるひきこもり相談支援の状況」 (関東1都6県の保健所等, 38 valid answers).

use super::*;
use crate::analysis::crosstab::{Testing, Variable, cross};
use crate::analysis::{Agencies, Counter, Dataset, Giver};
use crate::answer::Completer;
use crate::answer::json::from_json;
use crate::answer::testing::asking;
use crate::definition::Code;

const ASKED: &str = "\
- {key: q, type: choice, label: 受理面接, options: [{key: yes, label: する}, {key: no, label: しない}]}
- {key: ways, type: choices, label: 方法, options: [{key: phone, label: 電話}, {key: visit, label: 訪問}]}
- {key: cases, type: number, label: 実件数, unit: 件}
- {key: ages, type: grid, label: 年代, unit: 件, rows: [{key: young, label: 若年}, {key: old, label: 高年}], columns: [{key: m, label: 男}]}
";

const KINDS: [(&str, &str); 3] =
    [("prefectural", "県型保健所"), ("designated_city", "政令市型"), ("municipal", "市町村")];

fn crossed(rows: &str, columns: &str, testing: Testing, lines: &[(&str, String)]) -> Crosstab {
    let questionnaire = asking(ASKED);
    let completer = Completer::new(&questionnaire);
    let mut dataset = Dataset::new(&questionnaire);
    for (kind, line) in lines {
        dataset.push(&completer, from_json(&questionnaire, line).unwrap(), Giver { agency: None, kind: Some(kind) });
    }
    let kind = |(key, label): &(&str, &str)| Code {
        key: (*key).to_owned(),
        label: (*label).to_owned(),
        group: None,
        ..Code::default()
    };
    let agencies = Agencies { kinds: KINDS.iter().map(kind).collect(), ..Agencies::default() };
    let counter = Counter { dataset: &dataset, questionnaire: &questionnaire, agencies: &agencies };
    let find = |name| Variable::from_name(&questionnaire, name).unwrap();
    cross(&counter, &find(rows), &find(columns), testing).unwrap()
}

/// Answers of the three kinds of health centres, so many of which say する.
fn centres(yes: [usize; 3]) -> Vec<(&'static str, String)> {
    let of = |((kind, _), (n, yes)): (&(&'static str, &str), (usize, usize))| {
        let says = move |number| format!(r#"{{"q": "{}"}}"#, if number < yes { "yes" } else { "no" });
        (0..n).map(|number| (*kind, says(number))).collect::<Vec<_>>()
    };
    KINDS.iter().zip([19, 10, 9].into_iter().zip(yes)).flat_map(of).collect()
}

#[test]
fn without_a_test_only_counts_are_told() {
    let crosstab = crossed("q", "agency_kind", Testing::AsGathered, &centres([14, 7, 3]));
    assert_eq!(
        finding(&crosstab, Counted::Agencies),
        "全体で最も多いのは「する」で、38機関中24機関（63.2％）です。区分ごとに最も多いのは、県型保健所では「する」（19機関中14機関）、政令市型では「する」（10機関中7機関）、市町村では「しない」（9機関中6機関）です。"
    );
    let shown = &shown(&crosstab, Counted::Agencies)[0];
    assert!(shown.notes.iter().any(|note| note.contains("検定は行っていません")), "{:?}", shown.notes);
    assert!(shown.notes.iter().chain([&shown.title]).all(|words| !words.contains("差がある")), "{:?}", shown.notes);
    assert!(shown.head.iter().all(|head| head != "差"));
}

#[test]
fn a_test_that_shows_nothing_says_so_and_names_no_cell() {
    let crosstab = crossed("q", "agency_kind", Testing::Asked, &centres([14, 7, 3]));
    let words = finding(&crosstab, Counted::Agencies);
    assert!(words.contains("差があるとはいえません（フィッシャーの正確確率検定、p＝0.1"), "{words}");
    assert!(!words.contains("期待される数"), "{words}");
    let shown = &shown(&crosstab, Counted::Agencies)[0];
    for told in ["期待度数が5未満", "9,999回", "乱数の種20140106", "クラメールのV＝0.346", "全てに尋ねた"]
    {
        assert!(shown.notes.iter().any(|note| note.contains(told)), "{told}: {:?}", shown.notes);
    }
    assert!(shown.head.iter().all(|head| head != "差"));
}

#[test]
fn a_test_that_shows_a_difference_names_the_cells() {
    let crosstab = crossed("q", "agency_kind", Testing::Asked, &centres([0, 1, 3]));
    let words = finding(&crosstab, Counted::Agencies);
    assert!(
        words.contains("検定では、区分によって回答の分かれ方に差があるといえます（フィッシャーの正確確率検定、p＝0.0"),
        "{words}"
    );
    assert!(words.contains("期待される数より多いのは、市町村の「する」（9機関中3機関）、県型保健所の「しない」（19機関中19機関）で、少ないのは、県型保健所の「する」（19機関中0機関）、市町村の「しない」（9機関中6機関）です。"), "{words}");
    let shown = shown(&crosstab, Counted::Agencies);
    assert_eq!(shown[0].spans[1].label, "県型保健所（n＝19※）");
    assert_eq!(shown[0].head[2..5], ["機関数", "縦％", "差"]);
    let texts = |row: usize| shown[0].rows[row].cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>();
    assert_eq!(texts(0), ["4", "10.5", "0", "0.0", "▼", "1", "10.0", "", "3", "33.3", "▲"]);
    // 横％ and 総％ of the third group: 3 of 4, 3 of 38.
    assert_eq!(shown[1].rows[0].cells[4..].iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>(), ["75.0", "7.9"]);
    assert_eq!([shown[0].id.as_str(), shown[1].id.as_str()], ["q--agency_kind", "q--agency_kind-shares"]);
}

#[test]
fn several_options_say_how_often_was_tested() {
    let line = |ways: &str| format!(r#"{{"ways": {{"selected": [{ways}]}}}}"#);
    let lines: Vec<_> =
        (0..40)
            .map(|number| {
                if number < 20 {
                    ("prefectural", line("\"phone\", \"visit\""))
                } else {
                    ("municipal", line("\"visit\""))
                }
            })
            .collect();
    let crosstab = crossed("ways", "agency_kind", Testing::Asked, &lines);
    let words = finding(&crosstab, Counted::Agencies);
    assert!(words.ends_with("p値を補正したところ（1件）、差があるといえるものがありました。期待される数より多いのは、県型保健所の「電話」（20機関中20機関）で、少ないのは、市町村の「電話」（20機関中0機関）です。"), "{words}");
    let shown = &shown(&crosstab, Counted::Agencies)[0];
    assert!(shown.notes.iter().any(|note| note.contains("ホルムの方法")), "{:?}", shown.notes);
    // The test stands beside the cell it was made for; its mirror image was not tested again.
    assert_eq!(shown.head[2..], ["機関数", "縦％", "差", "補正後のp"].repeat(2));
    let p = |column: usize| shown.rows[0].cells[column].text.clone();
    assert_eq!((p(5), p(9)), ("＜0.001".to_owned(), String::new()));
    assert!(shown.notes.iter().any(|note| note.contains("空欄")), "{:?}", shown.notes);
    // Everybody visits: nothing to compare there, and nothing said of it.
    assert!(!words.contains("県型保健所の「訪問」"), "{words}");
}

#[test]
fn numbers_tell_their_medians() {
    let lines = [("prefectural", 3), ("prefectural", 8), ("municipal", 0), ("municipal", 1)];
    let lines: Vec<_> = lines.iter().map(|(kind, cases)| (*kind, format!(r#"{{"cases": {cases}}}"#))).collect();
    let crosstab = crossed("cases", "agency_kind", Testing::Asked, &lines);
    let words = finding(&crosstab, Counted::Agencies);
    assert_eq!(
        words,
        "記入のあった4機関の中央値は2.0件です。区分ごとの中央値は、県型保健所では5.5件（2機関）、市町村では0.5件（2機関）です。検定では、区分によって数の大きさに差があるとはいえません（クラスカル・ウォリス検定、p＝0.121）。"
    );
    let shown = &shown(&crosstab, Counted::Agencies)[0];
    let row: Vec<_> = shown.rows[1].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(row, ["2", "0", "0", "0", "5.5", "5.5", "4.3", "6.8", "3", "8"]);
}

#[test]
fn sums_are_never_persons_of_the_town() {
    let line = |young, old| format!(r#"{{"ages": {{"young": {{"m": {young}}}, "old": {{"m": {old}}}}}}}"#);
    let lines = [("prefectural", line(3, 1)), ("municipal", line(0, 4))];
    let crosstab = crossed("ages.rows", "agency_kind", Testing::AsGathered, &lines);
    assert_eq!(
        finding(&crosstab, Counted::Agencies),
        "記入された数の合計は8件で、最も多いのは「高年」の5件（62.5％）です。"
    );
    let shown = &shown(&crosstab, Counted::Agencies)[0];
    assert_eq!(shown.head[..3], ["機関ごとの合計（重複を含む・件）", "縦％", "合計"]);
    assert!(shown.notes.iter().any(|note| note.contains("人数を表しません")));
    assert_eq!(
        shown.rows[2].cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>(),
        ["8", "100.0", "4", "100.0", "4", "100.0"]
    );
}

#[test]
fn nothing_answered_is_told_too() {
    let crosstab = crossed("q", "agency_kind", Testing::Asked, &[("municipal", "{}".to_owned())]);
    assert_eq!(finding(&crosstab, Counted::Agencies), "いずれの選択肢も選ばれていません（1機関）。");
    let crosstab = crossed("q", "agency_kind", Testing::Asked, &[]);
    assert_eq!(finding(&crosstab, Counted::Agencies), "集計できる回答がありません。");
    assert_eq!(shown(&crosstab, Counted::Agencies).len(), 2);
    for rows in ["q", "ways", "cases", "ages.rows"] {
        let crosstab = crossed(rows, "agency_kind", Testing::Asked, &[]);
        assert!(charts::charts(&crosstab, "表", "chart").is_empty(), "{rows}: a chart of nothing");
    }
}
