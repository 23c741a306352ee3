//! What a line of the log tells beside who, what and when, in words.

use serde_json::Value;

use crate::view::people::role_label;

/// Names of details that people read. Others are ids and codes for programs, and stay in the file.
const NAMES: &[(&str, &str)] = &[
    ("role", "役割"),
    ("state", "扱い"),
    ("format", "形式"),
    ("revision", "版"),
    ("number", "番号"),
    ("issue", "リンクの回数"),
    ("channel", "方法"),
    ("due_on", "期限"),
    ("purpose", "用途"),
    ("agencies", "機関の数"),
    ("added", "加えた数"),
    ("changed", "変えた数"),
    ("contacts", "担当者の数"),
    ("for", "出力の用途"),
    ("inside", "ネットワークの中で秘匿する値"),
    ("public", "公表するもので秘匿する値"),
    ("region_code", "団体コード"),
    ("values", "値"),
    ("encoding", "文字コード"),
];

/// Codes of details that have words.
const VALUES: &[(&str, &str)] = &[
    ("submitted", "提出済み"),
    ("sent_back", "確認のお願い"),
    ("accepted", "受理"),
    ("set_aside", "集計対象外"),
    ("declined", "辞退"),
    ("finished", "すべて提出"),
    ("invited", "依頼中"),
    ("draft", "準備中"),
    ("open", "受付中"),
    ("closed", "受付終了"),
    ("xlsx", "エクセル"),
    ("csv", "CSV"),
    ("jsonl", "JSON Lines"),
    ("codes", "コード"),
    ("labels", "文"),
    ("utf8", "UTF-8"),
    ("cp932", "CP932"),
    ("web", "ウェブ"),
    ("paper", "紙"),
    ("fax", "FAX"),
    ("telephone", "電話"),
    ("excel", "エクセル"),
    ("password", "パスワードの再設定"),
    ("second_factor", "二段階認証の解除"),
    ("office_use", "庁内用"),
    ("publication", "公表用"),
    ("meeting", "ネットワークの中"),
];

/// The details of a line, which are stored as JSON, in words; empty where nothing is to be said.
pub fn details_words(details: &str) -> String {
    let Ok(Value::Object(details)) = serde_json::from_str(details) else { return String::new() };
    let told = details.iter().filter_map(|(key, value)| {
        let (_, name) = NAMES.iter().find(|(known, _)| known == key)?;
        Some(format!("{name}：{}", value_words(key, value)?))
    });
    told.collect::<Vec<_>>().join("、")
}

fn value_words(key: &str, value: &Value) -> Option<String> {
    match value {
        Value::String(text) if key == "role" => Some(role_label(text).to_owned()),
        Value::String(text) => {
            Some(VALUES.iter().find(|(code, _)| code == text).map_or(text.as_str(), |(_, words)| words).to_owned())
        }
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_told_in_words() {
        assert_eq!(details_words(r#"{"role": "auditor"}"#), "役割：監査");
        assert_eq!(details_words(r#"{"state": "set_aside", "revision": 2, "id": "x"}"#), "扱い：集計対象外、版：2");
        assert_eq!(details_words("{}"), "");
        assert_eq!(details_words("no JSON"), "");
    }
}
