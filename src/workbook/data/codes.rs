//! What the codes in the data stand for.

use indexmap::IndexSet;

use crate::analysis::long::Record;

/// What a figure is.
pub(super) const MEASURES: &[(&str, &str)] = &[
    ("count", "回答の数"),
    ("percent", "割合"),
    ("n", "数値を記入した回答の数"),
    ("unknown", "不明とした回答の数"),
    ("sum", "合計"),
    ("mean", "平均"),
    ("median", "中央値"),
    ("min", "最小"),
    ("max", "最大"),
    ("answered", "記入した回答の数"),
];

/// What stands beside a value.
pub(super) const FLAGS: &[(&str, &str)] = &[("-", "該当なし又は計算できないもの"), ("x", "秘匿した値")];

/// The name of a measure; its code where it has none.
pub(super) fn measure(code: &str) -> &str {
    MEASURES.iter().find(|(known, _)| *known == code).map_or(code, |(_, label)| label)
}

/// Kind, question, code and name of every code in the records, each once, in the order in which they stand there.
pub(super) fn of_records(records: &[Record]) -> Vec<[&str; 4]> {
    let mut codes: [IndexSet<[&str; 4]>; 4] = Default::default();
    for record in records {
        let found = [
            ["question", "", &record.question, &record.question_label],
            ["group", "", &record.group, &record.group_label],
            ["row", &record.question, &record.row, &record.row_label],
            ["column", &record.question, &record.column, &record.column_label],
        ];
        for (codes, found) in codes.iter_mut().zip(found) {
            if !found[2].is_empty() {
                codes.insert(found);
            }
        }
    }
    let known = |kind: &'static str, codes: &'static [(&'static str, &'static str)]| {
        codes.iter().map(move |(code, label)| [kind, "", *code, *label])
    };
    codes.into_iter().flatten().chain(known("measure", MEASURES)).chain(known("flag", FLAGS)).collect()
}
