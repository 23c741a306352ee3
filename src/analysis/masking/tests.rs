//! Patterns alone; what words add is tested with the dictionary in `tests/masking`.

use super::*;

fn found(text: &str) -> Vec<(Kind, &str)> {
    let known = Known::new(["NPO法人つむぎの家"]);
    let passages = Patterns::new().unwrap().find(text, &[], &known);
    passages.into_iter().map(|one| (one.kind, &text[one.range])).collect()
}

#[test]
fn numbers_and_dates_are_found_without_a_dictionary() {
    assert_eq!(found("連絡先は090-1234-5678、令和5年4月1日に来所"), [(Kind::Telephone, "090-1234-5678")]);
    assert_eq!(found("昭和58年4月12日生まれ、昭和58年に転居"), [(Kind::Birth, "昭和58年4月12日")]);
    assert_eq!(found("42歳の男性、40歳以上は対象外"), [(Kind::Age, "42歳")]);
    assert_eq!(found("みどり市桜町2-15-3に住む。3-4人の会"), [(Kind::Address, "みどり市桜町2-15-3")]);
    assert_eq!(found("a.b@example.jp宛て"), [(Kind::Mail, "a.b@example.jp")]);
}

#[test]
fn of_two_passages_over_the_same_signs_the_stronger_stands() {
    let passage = |kind, range| Passage { kind, range };
    let kept = disjoint(vec![passage(Kind::Name, 0..6), passage(Kind::Clinic, 0..12), passage(Kind::Age, 15..18)]);
    assert_eq!(kept, [passage(Kind::Clinic, 0..12), passage(Kind::Age, 15..18)]);
}
