//! Words as people type them.

/// The words typed, `None` where there are none. They are kept as typed, but for line ends, which
/// become LF.
///
/// # Errors
/// What to type instead, in Japanese.
pub(super) fn read_text(typed: &str, max_length: usize, lines: Lines) -> Result<Option<String>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let text = typed.replace("\r\n", "\n").replace('\r', "\n");
    if text.chars().any(is_forbidden) {
        return Err("画面に表れない特殊な文字が含まれています。貼り付けた文を消し、入力し直してください。".to_owned());
    }
    if lines == Lines::One && text.contains('\n') {
        return Err("改行を入れずに、1行で入力してください。".to_owned());
    }
    let length = text.chars().count();
    if length > max_length {
        return Err(format!(
            "{max_length}文字以内で入力してください。現在{length}文字で、{}文字超えています。",
            length - max_length
        ));
    }
    Ok(Some(text))
}

/// How many lines a text may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    One,
    Many,
}

/// Control characters, and the ones that turn the direction of writing and so can make a text read
/// as what it is not.
fn is_forbidden(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || character.is_control() && !matches!(character, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, lines: Lines, expect: Result<Option<&str>, &str>) {
        let expect = expect.map(|text| text.map(str::to_owned)).map_err(str::to_owned);
        assert_eq!(read_text(typed, 10, lines), expect, "{typed:?}");
    }

    #[test]
    fn words_are_kept_as_typed() {
        check("", Lines::One, Ok(None));
        check(" 　\r\n\t", Lines::Many, Ok(None));
        check("　㈱髙﨑𠮷 ①", Lines::One, Ok(Some("　㈱髙﨑𠮷 ①")));
        check("一\r\n二\r三\n", Lines::Many, Ok(Some("一\n二\n三\n")));
    }

    #[test]
    fn the_rest_says_what_to_do() {
        check("一\r\n二", Lines::One, Err("改行を入れずに、1行で入力してください。"));
        check("あいうえおかきくけこ", Lines::One, Ok(Some("あいうえおかきくけこ")));
        check(
            "あいうえおかきくけこ𠮷野",
            Lines::One,
            Err("10文字以内で入力してください。現在12文字で、2文字超えています。"),
        );
        let invisible = "画面に表れない特殊な文字が含まれています。貼り付けた文を消し、入力し直してください。";
        for typed in ["a\u{0}b", "a\u{7}", "\u{202E}abc", "a\u{2066}b", "a\u{85}b"] {
            check(typed, Lines::Many, Err(invisible));
        }
    }
}
