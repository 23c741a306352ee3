//! Years in words, moved on: 「令和7年度」 becomes 「令和8年度」.

use unicode_normalization::UnicodeNormalization;

/// The text with every year of 令和 and every Western year of four digits that 年 follows moved on by `years`.
/// Other numbers stay as they are.
pub fn later(text: &str, years: i16) -> String {
    let mut moved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('年') {
        let (before, after) = rest.split_at(place);
        moved.push_str(&with_year(before, years));
        moved.push('年');
        rest = &after['年'.len_utf8()..];
    }
    moved + rest
}

/// The text with the year at its end moved on.
fn with_year(text: &str, years: i16) -> String {
    let is_digit = |sign: char| sign.is_ascii_digit() || ('０'..='９').contains(&sign);
    let head = text.trim_end_matches(is_digit);
    let digits: String = text[head.len()..].nfkc().collect();
    if let Some(before) = head.strip_suffix('元').filter(|before| digits.is_empty() && before.ends_with("令和")) {
        return format!("{before}{}", 1 + years);
    }
    match digits.parse::<i16>() {
        Ok(year) if head.ends_with("令和") || (1900..=2200).contains(&year) => format!("{head}{}", year + years),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_move_on_and_other_numbers_stay() {
        let check = |text: &str, expect: &str| assert_eq!(later(text, 1), expect);
        check("令和7年度 関係機関アンケート", "令和8年度 関係機関アンケート");
        check("令和７年4月から令和8年3月まで", "令和8年4月から令和9年3月まで");
        check("2025年4月～2026年3月（10年間の推移）", "2026年4月～2027年3月（10年間の推移）");
        check("令和元年度", "令和2年度");
        check("第3回 実態調査", "第3回 実態調査");
        check("年末の調査", "年末の調査");
        assert_eq!(later("令和9年度", 2), "令和11年度");
    }
}
