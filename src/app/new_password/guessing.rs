//! How much of a password is left when everything is taken away that is tried first: common words, what is known
//! of the person, years, rows of keys and letters, and repetitions.

use super::Known;

/// Words that passwords are made of when they must be long, in lower case and without digits for letters.
const COMMON: &[&str] = &[
    "password",
    "passwort",
    "passphrase",
    "passcode",
    "administrator",
    "administration",
    "admin",
    "root",
    "guest",
    "login",
    "logon",
    "signin",
    "letmein",
    "welcome",
    "iloveyou",
    "loveyou",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "dragon",
    "monkey",
    "master",
    "superman",
    "batman",
    "shadow",
    "trustno",
    "whatever",
    "starwars",
    "computer",
    "internet",
    "windows",
    "google",
    "changeme",
    "default",
    "secret",
    "testtest",
    "test",
    "sample",
    "example",
    "temp",
    "user",
    "staff",
    "summer",
    "winter",
    "spring",
    "autumn",
    "monday",
    "friday",
    "january",
    "april",
    "tokyo",
    "osaka",
    "japan",
    "nippon",
    "sakura",
    "arigatou",
    "arigato",
    "konnichiwa",
    "ohayou",
    "ohayo",
    "norishiro",
    "hikikomori",
    "shien",
    "network",
    "kyotaku",
    "kenko",
    "fukushi",
    "shiyakusho",
    "yakusho",
    "shakyo",
    "パスワード",
    "ぱすわーど",
    "合言葉",
    "あいことば",
    "ひみつ",
    "秘密",
    "ようこそ",
    "ありがとう",
    "ございます",
    "おはよう",
    "こんにちは",
    "よろしく",
    "おねがい",
    "お願い",
    "します",
    "のりしろ",
    "ひきこもり",
    "引きこもり",
    "支援",
    "ネットワーク",
    "市役所",
    "役所",
    "役場",
    "事務局",
    "福祉",
    "保健",
    "健康",
    "社会福祉協議会",
    "社協",
    "センター",
    "令和",
    "平成",
    "昭和",
    "年度",
    "です",
    "ます",
];

/// Rows in which keys, letters and kana stand. Either direction counts.
const ROWS: &[&str] = &[
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm",
    "!@#$%^&*()",
    "!\"#$%&'()",
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん",
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす",
    "一二三四五六七八九十",
    "春夏秋冬",
    "月火水木金土日",
];

/// The fewest signs in a row that are taken for one.
const RUN: usize = 3;

/// How many signs of a password (in lower case, NFKC) are left, where each thing that is tried first counts
/// nothing and each row or repetition as its first sign.
pub(super) fn unguessed(plain: &str, known: &Known) -> usize {
    let mut rest = once(plain);
    let mut words: Vec<String> = COMMON.iter().map(|word| (*word).to_owned()).collect();
    words.extend(personal(known));
    // The longest first: otherwise 「支援ネットワーク」 would leave parts of a longer name.
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    for word in &words {
        rest = without(&rest, word);
    }
    without_rows(&without_years(&rest)).chars().filter(|sign| sign.is_alphanumeric() || !sign.is_ascii()).count()
        + signs_between(&rest)
}

/// What is repeated to the end stands once.
fn once(plain: &str) -> String {
    let signs: Vec<char> = plain.chars().collect();
    let period = (1..=signs.len() / 2)
        .find(|period| signs.iter().zip(signs.iter().skip(*period)).all(|(one, other)| one == other));
    signs.iter().take(period.unwrap_or(signs.len())).collect()
}

/// Parts of the mail address and of names that are long enough to be told from chance.
fn personal(known: &Known) -> Vec<String> {
    let texts = [&known.mail, &known.name].into_iter().chain(&known.networks);
    texts
        .flat_map(|text| {
            let text = text.to_lowercase();
            text.split(|sign: char| !sign.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|part| part.chars().count() >= if part.is_ascii() { 4 } else { 2 })
        .collect()
}

/// The text without a word, also where digits and signs stand for its letters.
fn without(text: &str, word: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let plain: Vec<char> = signs.iter().map(|sign| letter(*sign)).collect();
    let word: Vec<char> = word.chars().collect();
    let mut rest = String::new();
    let mut at = 0;
    while at < signs.len() {
        let here = |signs: &[char]| signs.get(at..at + word.len()) == Some(&word[..]);
        if here(&signs) || here(&plain) {
            at += word.len();
        } else {
            rest.push(signs[at]);
            at += 1;
        }
    }
    rest
}

/// The letter that a digit or sign often stands for.
fn letter(sign: char) -> char {
    match sign {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// Without years and days of birth: 19…, 20… with their four or eight digits.
fn without_years(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut rest = String::new();
    let mut at = 0;
    while at < signs.len() {
        let digits = signs[at..].iter().take(8).take_while(|sign| sign.is_ascii_digit()).count();
        let is_year = digits >= 4 && (signs[at..].starts_with(&['1', '9']) || signs[at..].starts_with(&['2', '0']));
        if is_year {
            at += if digits == 8 { 8 } else { 4 };
        } else {
            rest.push(signs[at]);
            at += 1;
        }
    }
    rest
}

/// Each run along a row, or of one sign, as its first sign.
fn without_rows(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut rest = String::new();
    let mut at = 0;
    while at < signs.len() {
        let run = run_at(&signs[at..]);
        rest.push(signs[at]);
        at += if run >= RUN { run } else { 1 };
    }
    rest
}

/// How many signs from the first one on go along one row in one direction, or are the same.
fn run_at(signs: &[char]) -> usize {
    let same = signs.iter().take_while(|sign| Some(*sign) == signs.first()).count();
    let along = |row: &mut dyn Iterator<Item = char>| {
        let row: Vec<char> = row.collect();
        let start = row.iter().position(|sign| Some(sign) == signs.first());
        start.map_or(0, |start| row[start..].iter().zip(signs).take_while(|(one, other)| one == other).count())
    };
    let rows = ROWS.iter().map(|row| along(&mut row.chars()).max(along(&mut row.chars().rev())));
    rows.max().unwrap_or_default().max(same)
}

/// Signs such as # and spaces count too, but three of them at most: they are put between words.
fn signs_between(text: &str) -> usize {
    text.chars().filter(|sign| sign.is_ascii() && !sign.is_ascii_alphanumeric()).count().min(3)
}
