use super::*;

/// A text cut at its spaces, which are no part of it; what stands behind `/` is a word's dictionary form.
fn cut(text: &str) -> (String, Vec<Word>) {
    let (mut plain, mut words) = (String::new(), Vec::new());
    for token in text.split(' ').filter(|token| !token.is_empty()) {
        let (surface, base) = token.split_once('/').unwrap_or((token, token));
        let start = plain.chars().count();
        plain.push_str(surface);
        words.push(Word { base: base.to_owned(), characters: start..start + surface.chars().count() });
    }
    (plain, words)
}

/// Words of rules are cut at dots here, as a tokenizer cuts compounds.
fn parts(word: &str) -> Vec<String> {
    word.split('・').map(str::to_owned).collect()
}

fn proposed(rules: &str, unit: Unit, text: &str) -> Vec<(usize, String)> {
    let rules = parse(rules).unwrap();
    let (text, words) = cut(text);
    let said = |range: Characters| text.chars().skip(range.start).take(range.len()).collect::<String>();
    let proposals = prepare(&rules, unit, parts).propose(&text, &words);
    proposals.into_iter().map(|proposal| (proposal.rule, said(proposal.passage))).collect()
}

/// Whether a condition holds of a text of one sentence, and by which of its words.
fn holds(condition: &str, text: &str) -> Option<Vec<String>> {
    let rules = parse(&format!("＊c\n{condition}")).unwrap();
    let (text, words) = cut(text);
    let proposals = prepare(&rules, Unit::Sentence, parts).propose(&text, &words);
    let said = |range: &Characters| text.chars().skip(range.start).take(range.len()).collect::<String>();
    proposals.first().map(|proposal| proposal.hit.characters.iter().map(said).collect())
}

/// Line, column and message of each problem.
fn wrong(text: &str) -> Vec<(usize, usize, String)> {
    let problems = parse(text).unwrap_err();
    problems.into_iter().map(|problem| (problem.at.line, problem.at.column, problem.message)).collect()
}

#[test]
fn words_are_found_in_any_of_their_forms() {
    let text = "母 が 学校 に 相談/相談 し/する た/た 。";
    for (condition, by) in [
        ("相談", Some(vec!["相談"])),
        ("する", Some(vec!["し"])),
        ("父", None),
        ("相談+する", Some(vec!["相談し"])),
        ("相談・する", Some(vec!["相談し"])),
        ("する+相談", None),
        ("'相談した'", Some(vec!["相談した"])),
        ("'相談する'", None),
        ("父 or 母", Some(vec!["母"])),
        ("父 and 母", None),
        ("母 and not 父", Some(vec!["母"])),
        ("not 母", None),
        ("not 父", Some(vec![])),
        ("(父 or 母) and 学校", Some(vec!["母", "学校"])),
        ("父 or 母 and 学校", Some(vec!["母", "学校"])),
        ("母 and 学校 or 父", Some(vec!["母", "学校"])),
        ("！父 ＆（母｜学校）", Some(vec!["母", "学校"])),
        ("母&学校|父", Some(vec!["母", "学校"])),
        ("ＡＮＤＥＳ or 母 ＡＮＤ NOT 父", Some(vec!["母"])),
    ] {
        let found = holds(condition, text);
        assert_eq!(found, by.map(|by| by.into_iter().map(str::to_owned).collect()), "{condition}");
    }
}

#[test]
fn not_binds_before_and_and_and_before_or() {
    // a or (b and (not c))
    let holds = |text: &str| holds("甲 or 乙 and not 丙", text).is_some();
    for (text, expect) in [
        ("甲 丙 。", true),
        ("乙 。", true),
        ("乙 丙 。", false),
        ("丙 。", false),
        ("甲 乙 丙 。", true),
        ("丁 。", false),
    ] {
        assert_eq!(holds(text), expect, "{text}");
    }
}

#[test]
fn words_near_each_other_are_counted_from_one_to_the_next() {
    let text = "甲 1 2 乙 3 丙 4 5 6 甲 。";
    for (condition, expect) in [
        ("near(甲-乙)", true),
        ("near(甲-乙)[3]", true),
        ("near(甲-乙)[2]", false),
        ("near(乙-甲)[3]", true),
        ("seq(乙-甲)[3]", false),
        ("seq(乙-甲)", true),
        ("seq(甲-乙)[3]", true),
        ("near(甲-乙-丙)[3]", true),
        ("near(丙-甲-乙)[3]", true),
        ("seq(甲-乙-丙)[3]", true),
        ("seq(甲-丙-乙)[9]", false),
        ("near(甲-丁)", false),
        ("near(甲-甲)", true),
        ("near(甲-甲)[8]", false),
        ("near（甲－2+乙）［２］", true),
        ("seq(丙-甲)[4]", true),
        ("seq(丙-甲)[3]", false),
    ] {
        assert_eq!(holds(condition, text).is_some(), expect, "{condition}");
    }
    assert_eq!(holds("near(丙-乙)[2]", text).unwrap(), ["乙", "丙"]);
}

#[test]
fn a_rule_proposes_the_sentences_in_which_it_holds() {
    let rules = "# 学校のこと\n＊school\n学校 and 連携\n\n＊none\nnot 母\n";
    let text = "母 が 学校 へ 行っ/行く た 。 支援 者 が 連携 し/する た 。 学校 と 連携 し/する た 。";
    assert_eq!(
        proposed(rules, Unit::Sentence, text),
        [(1, "支援者が連携した。".to_owned()), (0, "学校と連携した。".to_owned()), (1, "学校と連携した。".to_owned())]
    );
    assert_eq!(
        proposed(rules, Unit::Entry, text),
        [(0, "母が学校へ行った。支援者が連携した。学校と連携した。".to_owned())]
    );
    assert_eq!(proposed(rules, Unit::Entry, ""), []);
    assert_eq!(proposed("", Unit::Sentence, text), []);
}

#[test]
fn every_mistake_is_told_with_its_place() {
    assert_eq!(
        wrong("学校\n＊\n相談\n＊a\n＊b\n学校 連携\n＊c\n(学校 and 連携\n＊d\n学校) or\n＊b\n学校"),
        [
            (1, 1, "条件の前に、＊ で始まる見出し（コードの名称）を書いてください。".to_owned()),
            (2, 1, "＊ の後ろに、コードの名称を書いてください。".to_owned()),
            (4, 1, "見出し「a」に条件がありません。次の行に語を書いてください。".to_owned()),
            (
                6,
                4,
                "「学校」と「連携」の間に、and 又は or を書いてください。続けて出てくる語は「語+語」と書きます。"
                    .to_owned()
            ),
            (8, 1, "この ( に対応する ) がありません。".to_owned()),
            (10, 3, "この ) に対応する ( がありません。".to_owned()),
            (10, 5, "「or」の後ろに、語を書いてください。".to_owned()),
            (11, 1, "見出し「b」は5行目にもあります。一つの見出しにまとめ、条件を or でつないでください。".to_owned()),
        ]
    );
}

#[test]
fn mistakes_in_one_condition_are_told_together() {
    let places = |text: &str| -> Vec<(usize, usize)> {
        wrong(&format!("＊a\n{text}")).into_iter().map(|(line, column, _)| (line, column)).collect()
    };
    for (text, expect) in [
        ("or 学校", vec![(2, 1)]),
        ("学校 and or 連携", vec![(2, 8)]),
        ("学校+ or +連携", vec![(2, 4), (2, 8)]),
        ("near(学校) or seq(学校-)", vec![(2, 1), (2, 13)]),
        ("near(学校-連携)[x] or 学校 連携", vec![(2, 12), (2, 22)]),
        ("near(学校-連携", vec![(2, 5)]),
        ("near(学校-連携)[0]", vec![(2, 12)]),
        ("'学校", vec![(2, 1)]),
        ("'' or ()", vec![(2, 1), (2, 8)]),
        ("学校[5]", vec![(2, 3)]),
        ("!", vec![(2, 1)]),
        ("((学校", vec![(2, 1), (2, 2)]),
    ] {
        assert_eq!(places(text), expect, "{text}: {:?}", wrong(&format!("＊a\n{text}")));
    }
}

#[test]
fn brackets_inside_brackets_have_an_end() {
    let deep = format!("＊a\n{}学校{}", "(".repeat(40), ")".repeat(40));
    assert_eq!(parse(&deep).unwrap().len(), 1);
    let deeper = format!("＊a\n{}学校{}", "(".repeat(100_000), ")".repeat(100_000));
    assert!(wrong(&deeper).iter().any(|(_, _, message)| message.contains("50段まで")));
    assert!(
        wrong(&format!("＊a\n{}学校", "!".repeat(100_000))).iter().any(|(_, _, message)| message.contains("50段まで"))
    );
}

#[test]
fn comments_and_blank_lines_are_passed_over() {
    let rules = parse("# はじめに\n\n＊ 甲 の 見出し \n　# 途中\n学校\n or 連携\r\n").unwrap();
    assert_eq!((rules.len(), rules[0].heading.as_str(), rules[0].at), (1, "甲 の 見出し", Spot { line: 3, column: 1 }));
    let word = |word: &str| Condition::Phrase(vec![word.to_owned()]);
    assert_eq!(rules[0].condition, Condition::Any(vec![word("学校"), word("連携")]));
}

#[test]
fn rules_to_begin_with_are_rules() {
    let examples = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let (one, two, none) = (examples(&["役割分担", "他の機関 と", "O'Neil(仮)"]), examples(&["and"]), examples(&[]));
    let text = default_rules([("役割", one.as_slice()), ("助言", two.as_slice()), ("空", none.as_slice())]);
    assert_eq!(text, "＊役割\n役割分担 or '他の機関 と' or 'ONeil(仮)'\n\n＊助言\n'and'\n\n");
    assert_eq!(parse(&text).unwrap().iter().map(|rule| rule.heading.as_str()).collect::<Vec<_>>(), ["役割", "助言"]);
}
