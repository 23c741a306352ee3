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
