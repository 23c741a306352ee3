//! One field of an agency or of a contact: made tidy, or refused with what to do. The form and the
//! import go through the same rules.

use unicode_normalization::UnicodeNormalization;

use super::kinds::Kinds;
use crate::view::alike::{in_hiragana, is_dash};
use crate::workbook::register::Column;

/// The longest name, address or post, in letters.
const LONGEST: usize = 200;

/// The value to keep of what was typed; blank stays blank.
///
/// # Errors
/// What to do, in words.
pub(in crate::app) fn tidy(column: Column, typed: &str, kinds: &Kinds) -> Result<String, String> {
    let text = one_line(typed);
    if text.chars().count() > LONGEST {
        return Err(format!("{LONGEST}文字以内で入力してください。"));
    }
    if text.is_empty() {
        return Ok(text);
    }
    match column {
        Column::Kana => kana(&text),
        Column::Kind => kind(&text, kinds),
        Column::PostalCode => postal_code(&text),
        Column::Mail => mail(&text),
        Column::Telephone | Column::Fax => telephone(&text),
        _ => Ok(text),
    }
}

/// Without spaces at its ends; line ends and tabs become a space.
fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect();
    lines.join(" ").chars().filter(|letter| !letter.is_control()).collect::<String>().trim().to_owned()
}

fn kana(text: &str) -> Result<String, String> {
    let reading: String =
        in_hiragana(text).chars().filter(|letter| !letter.is_whitespace() && !is_dash(*letter)).collect();
    let is_kana = |letter: char| matches!(letter, 'ぁ'..='ゖ' | 'ー' | 'ゝ' | 'ゞ') || letter.is_ascii_alphanumeric();
    if reading.chars().all(is_kana) {
        Ok(reading)
    } else {
        Err("ひらがな又はカタカナで入力してください。".to_owned())
    }
}

fn kind(text: &str, kinds: &Kinds) -> Result<String, String> {
    kinds.meant_by(text).map(|kind| kind.key.clone()).ok_or_else(|| {
        format!("「{text}」という機関種別はありません。「機関種別」のページにある名称から選んで入力してください。")
    })
}

fn postal_code(text: &str) -> Result<String, String> {
    let levelled: String =
        text.nfkc().filter(|letter| !letter.is_whitespace() && !is_dash(*letter) && *letter != '〒').collect();
    if levelled.len() == 7 && levelled.bytes().all(|byte| byte.is_ascii_digit()) {
        let (front, back) = levelled.split_at(3);
        Ok(format!("{front}-{back}"))
    } else {
        Err("郵便番号は、7桁の数字（例：123-4567）で入力してください。先頭の0が消えていないかも確かめてください。"
            .to_owned())
    }
}

fn mail(text: &str) -> Result<String, String> {
    let address: String = text.nfkc().collect::<String>().trim().to_owned();
    if address.matches('@').count() > 1 {
        return Err(
            "1つの欄に入力できるメールアドレスは、1つだけです。2つ目からは、別の担当者として入力してください。"
                .to_owned(),
        );
    }
    let may_stand = |letter: char| letter.is_ascii_graphic() && !"()<>[],;:\\\"".contains(letter);
    let is_host = |host: &str| host.contains('.') && host.split('.').all(|part| !part.is_empty() && part.len() <= 63);
    match address.split_once('@') {
        Some((name, host))
            if !name.is_empty() && name.len() <= 64 && is_host(host) && address.chars().all(may_stand) =>
        {
            Ok(address)
        }
        Some(_) => Err("メールアドレスを確かめて、name@example.jp の形で入力してください。".to_owned()),
        None => Err("メールアドレスに「@」がありません。name@example.jp の形で入力してください。".to_owned()),
    }
}

fn telephone(text: &str) -> Result<String, String> {
    let levelled = text.nfkc().map(|letter| if is_dash(letter) || letter == 'ー' { '-' } else { letter });
    let number: String = levelled.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    let digits = number.chars().filter(|letter| letter.is_ascii_digit() || matches!(letter, 'X' | 'x')).count();
    let is_inside = number.contains("内線");
    if digits < if is_inside { 2 } else { 6 } {
        return Err("電話番号を市外局番から（例：0123-45-6789）入力してください。".to_owned());
    }
    if number.starts_with(|letter: char| letter.is_ascii_digit()) && !number.starts_with('0') {
        return Err(
            "電話番号は0から始めて入力してください。エクセルで先頭の0が消えたときは、セルの書式を「文字列」にしてから入力し直してください。"
                .to_owned(),
        );
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(column: Column, typed: &str, expect: &str) {
        assert_eq!(tidy(column, typed, &Kinds::default()).as_deref(), Ok(expect), "{typed}");
        assert_eq!(tidy(column, expect, &Kinds::default()).as_deref(), Ok(expect), "tidy stays tidy: {expect}");
    }

    fn refused(column: Column, typed: &str, words: &str) {
        let refusal = tidy(column, typed, &Kinds::default()).unwrap_err();
        assert!(refusal.contains(words), "{typed}: {refusal}");
    }

    #[test]
    fn what_is_meant_is_made_tidy() {
        check(Column::Name, "　NPO法人\r\n よりみち　", "NPO法人 よりみち");
        check(Column::Kana, "ハローワーク　びー", "はろーわーくびー");
        check(Column::Kana, "ﾎｹﾝｾﾝﾀｰ", "ほけんせんたー");
        check(Column::PostalCode, "〒０１２－３４５６", "012-3456");
        check(Column::PostalCode, "0123456", "012-3456");
        check(Column::Mail, "ａ＠ｂ.example.jp ", "a@b.example.jp");
        check(Column::Telephone, "０１２３－４５－６７８９", "0123-45-6789");
        check(Column::Telephone, "0123ー45−6789（代表）", "0123-45-6789(代表)");
        check(Column::Telephone, "内線 345", "内線 345");
        check(Column::Telephone, "0XX-210-0030", "0XX-210-0030");
        check(Column::Fax, "", "");
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_what_to_do() {
        refused(Column::Kana, "保健センター", "ひらがな又はカタカナ");
        refused(Column::PostalCode, "123456", "7桁");
        refused(Column::Mail, "hoken.example.jp", "「@」がありません");
        refused(Column::Mail, "a@b.jp, c@d.jp", "1つだけ");
        refused(Column::Mail, "a@b", "name@example.jp");
        refused(Column::Mail, "担当@b.jp", "name@example.jp");
        refused(Column::Telephone, "312345678", "0から");
        refused(Column::Telephone, "なし", "市外局番");
        refused(Column::Kind, "銀行", "機関種別");
        refused(Column::Name, &"あ".repeat(201), "200文字");
    }
}
