//! New passwords: which are refused, and one that the program makes up.

mod guessing;

use unicode_normalization::UnicodeNormalization;

use super::one_time_code::{grouped, signs};
use crate::definition::Words;
use guessing::unguessed;

/// A password has at least so many characters.
pub const LEAST: usize = 12;
/// So many characters must be left when everything is taken away that is tried first.
const LEAST_UNGUESSED: usize = 8;
/// Two characters over and over are no password, however long.
const LEAST_DIFFERENT: usize = 5;
/// A password has at most so many characters: more are no safer, and take longer to look at.
const MOST: usize = 256;

/// What is known of a person, which whoever knows them tries first.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The mail address.
    pub mail: String,
    /// The name.
    pub name: String,
    /// Names of the networks they belong to, with municipality and department.
    pub networks: Vec<String>,
}

/// Why a password is refused, and what to do; nothing where it may be used.
pub fn problem(password: &str, known: &Known) -> Option<Words> {
    let plain: String = password.nfkc().flat_map(char::to_lowercase).collect();
    let length = plain.chars().count();
    if length < LEAST {
        return Some(Words::new(
            format!("パスワードは{LEAST}文字以上にしてください。"),
            format!("the password must have {LEAST} characters or more"),
        ));
    }
    if length > MOST {
        return Some(Words::new(
            format!("パスワードは{MOST}文字以内にしてください。"),
            format!("the password must have {MOST} characters or fewer"),
        ));
    }
    let mut different: Vec<char> = plain.chars().collect();
    different.sort_unstable();
    different.dedup();
    (different.len() < LEAST_DIFFERENT || unguessed(&plain, known) < LEAST_UNGUESSED).then(|| {
        Words::new(
            "推測されやすいパスワードです。よくある言葉、キーの並び、同じ文字の繰返し、氏名、メールアドレス、\
             自治体やネットワークの名称を避け、関係のない言葉をいくつか組み合わせてください。",
            "the password is easy to guess: avoid common words, rows of keys, repetitions, names and the mail \
             address; put several unrelated words together",
        )
    })
}

/// A random password of 100 bits, in four groups that can be read out.
///
/// # Errors
/// Where the system gives no random numbers.
pub fn generate() -> Result<String, getrandom::Error> {
    Ok(grouped(&signs(20)?, 5))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hanako() -> Known {
        Known {
            mail: "hanako.sato@kenko.b-city.example".to_owned(),
            name: "佐藤 花子".to_owned(),
            networks: vec!["B市ひきこもり支援ネットワーク".to_owned(), "B市".to_owned(), "健康福祉課".to_owned()],
        }
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for easy in [
            "",
            "短いもの",
            "aaaaaaaaaaaaaaaa",
            "MyPassword2026",
            "P@ssw0rdP@ssw0rd",
            "ｐａｓｓｗｏｒｄ１２３４",
            "qwertyuiopasdfgh",
            "1qaz2wsx3edc4rfv",
            "123456789012",
            "abcdefghijklmn",
            "zyxwvutsrqponm",
            "121212121212",
            "abc123abc123abc123",
            "あいうえおかきくけこさし",
            "いろはにほへとちりぬるを",
            "xx-hanako-2026-xx",
            "hanakosato2026!",
            "佐藤花子です19800401",
            "norishiro2026!",
            "のりしろのりしろ2026年",
            "B市健康福祉課2026年度",
            "ひきこもり支援ネットワーク1",
            "welcome12345!",
            "よろしくおねがいします",
            "administrator1",
        ] {
            assert!(problem(easy, &hanako()).is_some(), "{easy}");
        }
    }

    #[test]
    fn several_unrelated_words_are_taken() {
        for fine in [
            "山の向こうの静かな町の小さな駅",
            "correct horse battery",
            "川の音が聞こえる窓辺で本を読む",
            "ピアノ　三毛猫　夕立ち　切符",
            "vT9#mK2$xQ7!",
            "柿と栗の皮をむく日曜日の朝",
        ] {
            assert_eq!(problem(fine, &hanako()), None, "{fine}");
        }
        assert!(problem(&"山川海空花鳥風月雪".repeat(30), &hanako()).is_some(), "too long");
    }

    #[test]
    fn a_generated_password_is_long_and_never_the_same() {
        let (one, other) = (generate().unwrap(), generate().unwrap());
        assert_eq!((one.len(), one.matches('-').count()), (23, 3), "{one}");
        assert_ne!(one, other);
        assert_eq!(problem(&one, &hanako()), None);
    }
}
