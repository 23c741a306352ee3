//! What a person reads first of a set of data.

use std::fmt::Write as _;

use super::characters::{Characters, Encoding};
use super::files::DataSet;
use crate::view::dates;
use crate::view::results::NOTES;

/// The text, with CRLF at line ends, in characters that the encoding holds.
pub(super) fn text(data: &DataSet<'_>, encoding: Encoding, characters: &mut Characters) -> String {
    let mut lines = vec![format!("「{}」集計データ", data.title), String::new(), "1　このデータについて".to_owned()];
    lines.extend(data.facts.iter().map(|fact| format!("　{}：{}", fact.label, fact.value)));
    let code = data.region_code.as_ref().map_or("指定なし", |code| code.as_str());
    lines.push(format!("　地域：{}（全国地方公共団体コード：{code}）", data.region));
    lines.push(format!("　時間：{}", time(data)));
    lines.push(format!("　作成日：{}（{}）", data.made_on, dates::plain_day(data.made_on)));
    lines.extend(["", "2　ファイル"].map(str::to_owned));
    lines.extend(
        [
            "　tables.csv　　　集計表。1行に一つの値を示します。",
            "　responses.csv　 配布数、回収数など。",
            "　codes.csv　　　 コードと名称の対応。",
            "　columns.csv　　 各ファイルの列の説明。",
        ]
        .map(str::to_owned),
    );
    lines.extend(["", "3　形式"].map(str::to_owned));
    let encoding = match encoding {
        Encoding::Utf8 => "UTF-8（BOM付き）",
        Encoding::Cp932 => "CP932（シフトJIS）",
    };
    lines.push(format!("　文字コードは{encoding}、区切りはコンマ、改行はCRLFです。1行目は列名です。"));
    lines.push("　数値には桁区切り、単位及び記号を付けていません。単位はunit、記号はflagの列にあります。".to_owned());
    lines.push("　「=」などで始まる文は、表計算ソフトが式と取り違えないように、先頭に「'」を付けています。".to_owned());
    lines.extend(["", "4　記号（flagの列）"].map(str::to_owned));
    lines.push("　空欄　valueの列の値のとおりです。0は、0と数えられたものです。".to_owned());
    lines.push("　-　　 該当なし又は計算できないものです。valueは空欄です。".to_owned());
    lines.push("　x　　 個人の特定を防ぐために秘匿した値です。valueは空欄です。".to_owned());
    lines.extend(["", "5　集計の約束"].map(str::to_owned));
    lines.extend(NOTES.iter().map(|note| format!("　{note}")));
    lines.push("　件数の合計は機関ごとの合計であり、同じ方が複数の機関で数えられていることがあります。".to_owned());
    lines.extend(data.withheld.iter().map(|withheld| format!("　{withheld}")));
    lines.push("　回答に書かれた機関の名称は示さず、「その他の機関（名称の記入）」にまとめています。".to_owned());
    lines.extend(["", "6　置き換えた文字"].map(str::to_owned));
    let mut text: String = lines.iter().map(|line| characters.text(line).into_owned() + "\r\n").collect();
    for line in replaced(characters) {
        text.push_str(&line);
        text.push_str("\r\n");
    }
    text
}

fn time(data: &DataSet<'_>) -> String {
    let mut words = String::new();
    if let (Some(from), Some(to)) = data.period {
        // Writing to a string does not fail.
        let _ = write!(words, "{from}から{to}まで");
    }
    if let Some(year) = data.fiscal_year {
        let _ = write!(words, "（{year}年度）");
    }
    if words.is_empty() { "初日及び末日の定めなし".to_owned() } else { words }
}

fn replaced(characters: &Characters) -> Vec<String> {
    if characters.replaced.is_empty() {
        return vec!["　ありません。".to_owned()];
    }
    let head =
        "　機種によって表せない文字は、次のとおり置き換えました（左は元の文字の番号、括弧は箇所の数）。".to_owned();
    let lines = characters
        .replaced
        .iter()
        .map(|(letter, (usual, count))| format!("　U+{:04X}　→　{usual}（{count}）", u32::from(*letter)));
    std::iter::once(head).chain(lines).collect()
}

#[cfg(test)]
mod tests {
    use super::super::columns;
    use super::*;

    #[test]
    fn every_file_is_told_of() {
        let data = DataSet {
            title: "調査",
            region: "B市",
            region_code: None,
            period: (None, None),
            fiscal_year: None,
            facts: Vec::new(),
            valid_told: None,
            withheld: None,
            counts: crate::view::rounds::RoundCounts::default(),
            tables: &crate::analysis::Tables {
                definition: String::new(),
                responses: crate::analysis::Published::Shown(0),
                tables: Vec::new(),
            },
            made_on: jiff::civil::date(2026, 11, 20),
        };
        let text = text(&data, Encoding::Utf8, &mut Characters::of(Encoding::Utf8));
        for (file, _) in columns::of_files() {
            assert!(text.contains(file), "{file}");
        }
        assert!(text.contains("置き換えた文字\r\n　ありません。"), "{text}");
    }
}
