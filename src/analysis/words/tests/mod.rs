//! Texts of the field cut into words, with the dictionary that ships.

mod counting;
mod lists;

use std::sync::LazyLock;

use super::*;
use crate::assets;

/// One for all tests, since it is read only and takes a while without optimisation.
pub(super) static TOKENIZER: LazyLock<Tokenizer> = LazyLock::new(|| {
    let list = assets::word_list("field.txt").unwrap();
    Tokenizer::new(&assets::word_dictionary().unwrap(), field_words(&list)).unwrap()
});

fn surfaces(text: &str) -> Vec<&str> {
    TOKENIZER.tokenize(text).into_iter().map(|token| token.surface).collect()
}

#[test]
fn a_sentence_is_cut_into_words_with_their_base_forms() {
    let tokens = TOKENIZER.tokenize("自宅での生活が続いた。");
    let bases: Vec<&str> = tokens.iter().map(|token| token.base.as_str()).collect();
    assert_eq!(bases, ["自宅", "で", "の", "生活", "が", "続く", "た", "。"]);
    assert_eq!(tokens[3].part_of_speech, PartOfSpeech::Noun(Noun::Sahen));
    assert_eq!(tokens[5].part_of_speech, PartOfSpeech::Verb);
    assert_eq!(tokens[5].surface, "続い");
    assert_eq!(tokens[7].part_of_speech, PartOfSpeech::Symbol(Symbol::FullStop));
}

#[test]
fn ranges_lead_back_into_the_text() {
    let text = "母から相談。\n　田中さん（42歳）は、8050問題の世帯です！ そうですか？";
    let tokens = TOKENIZER.tokenize(text);
    for token in &tokens {
        assert_eq!(&text[token.range.clone()], token.surface);
    }
    assert!(tokens.is_sorted_by(|one, next| one.range.end <= next.range.start));
    let kept: String = tokens.iter().map(|token| token.surface).collect();
    assert_eq!(kept, text.replace([' ', '　', '\n'], ""), "nothing but spaces is left out");
}

#[test]
fn the_words_of_the_field_are_words() {
    let cut = surfaces("ひきこもりの8050問題に、サポステと居場所の伴走型支援が要る。");
    for word in ["ひきこもり", "8050問題", "サポステ", "居場所", "伴走型支援"] {
        assert!(cut.contains(&word), "{word} in {cut:?}");
    }
    let list = assets::word_list("field.txt").unwrap();
    let words: Vec<&str> = field_words(&list).map(|(word, _)| word).collect();
    assert!(words.len() >= 150, "{}", words.len());
    for word in words {
        let text = format!("そこで{word}について話した。");
        assert!(surfaces(&text).contains(&word), "{word} in {:?}", surfaces(&text));
    }
}

#[test]
fn names_of_persons_places_and_organisations_are_told_apart() {
    let of = |text: &'static str, word: &str| {
        TOKENIZER.tokenize(text).into_iter().find(|token| token.surface == word).map(|token| token.part_of_speech)
    };
    let proper = |proper| Some(PartOfSpeech::Noun(Noun::Proper(proper)));
    assert_eq!(of("鈴木さんの長男が来所した。", "鈴木"), proper(Proper::Person(Person::Family)));
    assert_eq!(of("佐藤太郎と面接した。", "太郎"), proper(Proper::Person(Person::Given)));
    assert_eq!(of("静岡の実家に戻った。", "静岡"), proper(Proper::Place(Place::General)));
    assert_eq!(of("鈴木さんの長男が来所した。", "さん"), Some(PartOfSpeech::Noun(Noun::Suffix(Suffix::Person))));
}

#[test]
fn the_words_of_a_network_are_taken_out_as_they_stand_and_the_longest_first() {
    let own = OwnWords::new(["いこいの家", "いこいの家なごみ", ""]);
    let tokens = TOKENIZER.tokenize_with(&own, "週に一度、いこいの家なごみへ通う。いこいの家は遠い。");
    let of_field: Vec<&str> = tokens.iter().filter(|token| token.is_of_field).map(|token| token.surface).collect();
    assert_eq!(of_field, ["いこいの家なごみ", "いこいの家"]);
    assert!(tokens.iter().any(|token| token.base == "通う"), "what stands around them is cut as ever");
    assert_eq!(TOKENIZER.tokenize_with(&OwnWords::new([]), "家").len(), 1, "no words of its own are no words at all");
}

#[test]
fn any_text_is_cut_whatever_it_is() {
    assert_eq!(TOKENIZER.tokenize(""), []);
    assert_eq!(TOKENIZER.tokenize(" \n\u{3000}"), []);
    let long = "続".repeat(100_000);
    let length: usize = TOKENIZER.tokenize(&long).iter().map(|token| token.range.len()).sum();
    assert_eq!(length, long.len());
    for odd in ["👨‍👩‍👧😀", "\0", "𠮷野家", "ｶﾞｷﾞｸﾞ", "ﷺ", "e\u{301}"] {
        TOKENIZER.tokenize(odd);
    }
}

#[test]
fn a_dictionary_is_compiled_and_read_again() {
    let sources = Sources {
        lexicon: "家庭,0,0,10,名詞,一般,*,*,*,*,家庭,カテイ,カテイ\n\
                  訪ねた,0,0,10,動詞,自立,*,*,五段,連用形,訪ねる,タズネタ,タズネタ\n"
            .to_owned(),
        matrix: "1 1\n0 0 0\n".to_owned(),
        characters: "DEFAULT 0 1 0\n".to_owned(),
        unknown: "DEFAULT,0,0,100,名詞,一般,*,*,*,*,*\n".to_owned(),
        parts_of_speech: "名詞,一般,*,* 38\n動詞,自立,*,* 31\n".to_owned(),
    };
    let file = compile(&sources).unwrap();
    assert_eq!(file, compile(&sources).unwrap(), "the same bytes from the same texts");
    let tokenizer = Tokenizer::new(&file, []).unwrap();
    let tokens = tokenizer.tokenize("家庭訪ねた");
    assert_eq!(tokens.iter().map(|token| token.base.as_str()).collect::<Vec<_>>(), ["家庭", "訪ねる"]);

    let wrong = Sources { lexicon: "家庭,0,0,10,名詞\n".to_owned(), ..sources };
    assert!(compile(&wrong).unwrap_err().to_string().contains("line 1"));
    assert!(Tokenizer::new(b"no dictionary", []).is_err());
}
