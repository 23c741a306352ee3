//! Lists of words as people type them.

use super::*;

#[test]
fn a_list_is_one_word_a_line() {
    let words = parse_words("# 市内の場\nいこいの家\n\n  なごみ  # 東地区\nなごみ").unwrap();
    assert_eq!(words, ["いこいの家", "なごみ"]);
    assert_eq!(parse_words("").unwrap(), Vec::<String>::new());
}

#[test]
fn everything_wrong_with_a_list_is_told_at_its_line() {
    let problems = parse_words("いこい の家\nあ\n家\nいこい、なごみ").unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [1, 2, 4]);
    assert!(problems[0].message.contains("空白"));
}

#[test]
fn synonyms_name_what_is_counted_first() {
    let read = parse_synonyms("母：母親、お母さん\n父:父親").unwrap();
    assert_eq!(
        read,
        [("母".to_owned(), vec!["母親".to_owned(), "お母さん".to_owned()]), ("父".to_owned(), vec!["父親".to_owned()])]
    );
    let problems = parse_synonyms("母親\n母：\n母：母親\n親：母親").unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [1, 2, 4, 4]);
}

#[test]
fn lists_are_counted_before_they_are_read() {
    let many = "いこい\n".repeat(1_001);
    assert_eq!(parse_words(&many).unwrap_err()[0].message, "1001行あります。1000行以内にしてください。");
    assert_eq!(parse_words(&"いこい\n".repeat(1_000)).unwrap(), ["いこい"]);
    let ways = |number: usize| format!("母：{}", (0..number).map(|at| format!("母親{at}、")).collect::<String>());
    assert_eq!(parse_synonyms(&ways(4_999)).unwrap()[0].1.len(), 4_999);
    let problems = parse_synonyms(&ways(5_000)).unwrap_err();
    assert_eq!((problems.len(), problems[0].line), (1, 1));
    assert!(problems[0].message.contains("5000語以内"), "{}", problems[0].message);
    assert_eq!(parse_synonyms("母：母親、母親").unwrap(), [("母".to_owned(), vec!["母親".to_owned()])]);
}
