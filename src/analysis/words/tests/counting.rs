//! Counting over a few documents, by hand.

use super::*;

/// Two agencies wrote two documents each.
fn corpus_of(texts: &[(u32, &str)], vocabulary: &Vocabulary) -> Corpus {
    let document = |(giver, text): &(u32, &str)| Document { giver: *giver, texts: vec![(*text).to_owned()] };
    Corpus::new(&TOKENIZER, vocabulary, texts.iter().map(document).collect())
}

const CASES: [(u32, &str); 4] = [
    (0, "長男は昼夜逆転で、母が受診同行を希望した。母は\n疲れていた。"),
    (0, "母と面接した。昼夜逆転が続く。"),
    (1, "父が受診同行した。"),
    (1, "母と父が面接した。"),
];

fn texts(corpus: &Corpus, words: &[u32]) -> Vec<String> {
    words.iter().map(|word| corpus.word(*word).unwrap().text.clone()).collect()
}

#[test]
fn words_are_counted_by_documents_and_agencies() {
    let corpus = corpus_of(&CASES, &Vocabulary::default());
    let tally = Tally::of(&corpus, 0..4);
    assert_eq!((tally.of, tally.givers), (4, 2));
    let words = tally.words(&corpus, 2);
    assert_eq!(texts(&corpus, &words), ["母", "受診同行", "昼夜逆転", "父", "面接"]);
    let counts: Vec<(u32, u32)> = words.iter().map(|word| (tally.documents(*word), tally.givers(*word))).collect();
    assert_eq!(counts, [(3, 2), (2, 2), (2, 1), (2, 1), (2, 2)]);
    assert!(Tally::of(&corpus, []).words(&corpus, 1).is_empty());
    assert_eq!(corpus.word(words[1]).unwrap().kind, Kind::Field);
    assert_eq!(corpus.word(words[0]).unwrap().kind, Kind::Noun);
}

#[test]
fn pairs_have_the_coefficients_worked_out_by_hand() {
    let corpus = corpus_of(&CASES, &Vocabulary::default());
    let tally = Tally::of(&corpus, 0..4);
    let words = tally.words(&corpus, 2);
    let found = pairs(&corpus, &[0, 1, 2, 3], &tally, &words, (2, 60));
    let named: Vec<_> = found
        .iter()
        .map(|pair| (texts(&corpus, &[pair.first, pair.second]).join("・"), pair.both, pair.either))
        .collect();
    // 母 stands in 3 documents, the others in 2: of each pair 2 hold both, so that 3 + 2 - 2 hold either.
    assert_eq!(named, [("母・昼夜逆転".to_owned(), 2, 3), ("母・面接".to_owned(), 2, 3)]);
    assert!((found[0].jaccard() - 2.0 / 3.0).abs() < 1e-12);
    assert_eq!(pairs(&corpus, &[0, 1, 2, 3], &tally, &words, (2, 1)).len(), 1);
    // Once: 父・受診同行 has 1 of 3, as have 母・受診同行 1 of 4, 受診同行・昼夜逆転 1 of 3, 父・面接 1 of 3, 母・父 1 of 4 …
    assert_eq!(pairs(&corpus, &[0, 1, 2, 3], &tally, &words, (1, 60)).len(), 8);
}

#[test]
fn characteristic_words_stand_rather_in_the_group() {
    let corpus = corpus_of(&CASES, &Vocabulary::default());
    let (group, rest) = (Tally::of(&corpus, [0, 1]), Tally::of(&corpus, [2, 3]));
    let words = Tally::of(&corpus, 0..4).words(&corpus, 2);
    let found = characteristic(&corpus, &group, &rest, &words, (2, 20));
    // 昼夜逆転: 2 of 2 and 0 of 2, 2 / (2 + 0). 母: 2 of 2 and 1 of 2, 2 / (2 + 1). 受診同行 and 面接: as many in both.
    assert_eq!(texts(&corpus, &found.iter().map(|one| one.word).collect::<Vec<_>>()), ["昼夜逆転", "母"]);
    assert_eq!(found.iter().map(|one| (one.inside, one.outside)).collect::<Vec<_>>(), [(2, 0), (2, 1)]);
    assert!((found[0].jaccard - 1.0).abs() < 1e-12 && (found[1].jaccard - 2.0 / 3.0).abs() < 1e-12);
    assert!((found[0].g2 - 8.0 * std::f64::consts::LN_2).abs() < 1e-9);
    let nothing = Tally::of(&corpus, []);
    assert_eq!(
        characteristic(&corpus, &group, &nothing, &words, (1, 20)),
        [],
        "of one group nothing is characteristic"
    );
}

#[test]
fn a_word_is_shown_with_what_stands_around_it() {
    let corpus = corpus_of(&CASES, &Vocabulary::default());
    let mother = corpus.find("母").unwrap();
    let found = contexts(&corpus, &[0, 3], mother, 6);
    let lines: Vec<_> =
        found.iter().map(|one| (one.document, one.before.as_str(), one.word.as_str(), one.after.as_str())).collect();
    assert_eq!(
        lines,
        [
            (0, "…昼夜逆転で、", "母", "が受診同行を…"),
            (0, "…を希望した。", "母", "は 疲れてい…"),
            (3, "", "母", "と父が面接し…")
        ]
    );
    assert_eq!(corpus.find("宇宙"), None);
}

#[test]
fn nouns_beside_each_other_are_one_word_where_they_stand_so_twice() {
    let twice = corpus_of(&[(0, "就労意欲が高い。"), (1, "就労意欲を保つ。学校行事に出る。")], &Vocabulary::default());
    let words = Tally::of(&twice, 0..2).words(&twice, 1);
    let words = texts(&twice, &words);
    assert!(words.contains(&"就労意欲".to_owned()) && !words.contains(&"意欲".to_owned()), "{words:?}");
    assert!(words.contains(&"学校".to_owned()) && words.contains(&"行事".to_owned()), "{words:?}");
    let fixed = corpus_of(&[(0, "未受診の状態と、経済的な事情、相談員等。")], &Vocabulary::default());
    for word in ["未受診", "経済的", "相談員"] {
        assert!(fixed.find(word).is_some(), "{word}: {:?}", fixed.words());
    }
}

#[test]
fn synonyms_are_one_word_and_stop_words_none() {
    let own = Lists {
        words: "いこいの家\n必要\n".to_owned(),
        synonyms: "母：母親、お母さん\nサポステ：若者サポートステーション".to_owned(),
        stop_words: "状態".to_owned(),
    };
    let shipped = Lists { stop_words: "必要\n対応".to_owned(), ..Lists::default() };
    let vocabulary = Vocabulary::new(&shipped, &own).unwrap();
    let corpus = corpus_of(
        &[(0, "母親はいこいの家が必要で、対応した。"), (1, "母の状態。若者サポートステーションに通う。")],
        &vocabulary,
    );
    let tally = Tally::of(&corpus, 0..2);
    assert_eq!(tally.documents(corpus.find("母").unwrap()), 2);
    for word in ["いこいの家", "必要", "サポステ"] {
        assert!(corpus.find(word).is_some(), "{word} in {:?}", corpus.words());
    }
    for word in ["母親", "対応", "状態"] {
        assert!(corpus.find(word).is_none(), "{word} in {:?}", corpus.words());
    }
}

#[test]
fn the_shipped_lists_can_be_read() {
    let list = |name| assets::word_list(name).unwrap();
    let shipped = Lists { words: String::new(), synonyms: list("synonyms.txt"), stop_words: list("stop-words.txt") };
    let vocabulary = Vocabulary::new(&shipped, &Lists::default()).unwrap();
    assert_eq!(vocabulary.counted("社協"), Some("社会福祉協議会"));
    assert_eq!(vocabulary.counted("行う"), None);
}

#[test]
fn nothing_at_all_is_a_corpus_too() {
    let corpus = corpus_of(&[], &Vocabulary::default());
    let tally = Tally::of(&corpus, 0..0);
    assert_eq!((tally.of, tally.givers), (0, 0));
    assert_eq!(pairs(&corpus, &[], &tally, &[], (2, 60)), []);
    let silent = corpus_of(&[(0, "。")], &Vocabulary::default());
    assert_eq!(silent.words(), []);
}
