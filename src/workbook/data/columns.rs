//! The columns of the data files, and what the file of columns says of them.

/// A column: its name, what it is called, its type, what it holds.
pub(super) type Column = (&'static str, &'static str, &'static str, &'static str);

/// What every record is about, at its beginning.
const ABOUT: [Column; 5] = [
    ("region_code", "全国地方公共団体コード", "文字列", "6桁。出力の際に指定がなければ空欄"),
    ("region_name", "地域", "文字列", "調査を行った市区町村"),
    ("period_from", "対象期間の初日", "日付", "YYYY-MM-DD。期間に初日の定めがなければ空欄"),
    ("period_to", "対象期間の末日", "日付", "YYYY-MM-DD。期間に末日の定めがなければ空欄"),
    ("fiscal_year", "対象年度", "整数", "西暦。年度についての調査でなければ空欄"),
];

const TABLES: [Column; 17] = [
    ("definition", "調査票", "コード", "調査票のキー"),
    ("question", "設問", "コード", "設問のキー。繰り返しの中の設問は、繰り返しのキー.設問のキー"),
    ("group", "区分", "コード", "空欄は全体。区分別の集計では、区分のコード"),
    ("row", "行", "コード", "選択肢、項目又は表側のコード。totalは計、blankは無回答"),
    ("column", "列", "コード", "表頭のコード。totalは計。表頭のない設問では空欄"),
    ("measure", "統計量", "コード", "値が何であるか（codes.csvのmeasure）"),
    ("value", "値", "数値", "桁区切り及び単位を付けない数値。値がないときは空欄（理由はflag）"),
    ("flag", "記号", "コード", "空欄は通常の値。-は該当なし又は計算できないもの、xは秘匿した値"),
    ("unit", "単位", "文字列", "値の単位"),
    ("base", "該当数", "整数", "割合の分母（設問を尋ねた回答の数。無回答を含む）。秘匿したときは空欄"),
    ("question_label", "設問の文", "文字列", ""),
    ("group_label", "区分の名称", "文字列", ""),
    ("row_label", "行の名称", "文字列", ""),
    ("column_label", "列の名称", "文字列", ""),
    ("measure_label", "統計量の名称", "文字列", ""),
    ("question_type", "設問の型", "コード", "調査票の定義での型"),
    ("multiple", "複数回答", "整数", "1＝一つの回答が複数の行に数えられる、0＝数えられない"),
];

const RESPONSES: [Column; 5] = [
    ("item", "項目", "コード", "codes.csvのitem"),
    ("item_label", "項目の名称", "文字列", ""),
    ("value", "値", "数値", "率は百分率（小数第2位を四捨五入）。値がないときは空欄（理由はflag）"),
    ("flag", "記号", "コード", "空欄は通常の値。-は計算できないもの、xは秘匿した値"),
    ("unit", "単位", "文字列", "値の単位"),
];

const CODES: [Column; 4] = [
    ("kind", "種類", "コード", "question、group、row、column、measure、flag又はitem"),
    ("question", "設問", "コード", "row及びcolumnのコードが属する設問。ほかでは空欄"),
    ("code", "コード", "コード", ""),
    ("label", "名称", "文字列", ""),
];

const COLUMNS: [Column; 5] = [
    ("file", "ファイル", "文字列", ""),
    ("name", "列名", "文字列", ""),
    ("label", "項目名", "文字列", ""),
    ("type", "型", "文字列", ""),
    ("description", "説明", "文字列", ""),
];

/// The name of each file, and its columns in order.
pub(super) fn of_files() -> [(&'static str, Vec<Column>); 4] {
    let about = |own: &[Column]| ABOUT.iter().chain(own).copied().collect();
    [
        ("tables.csv", about(&TABLES)),
        ("responses.csv", about(&RESPONSES)),
        ("codes.csv", CODES.to_vec()),
        ("columns.csv", COLUMNS.to_vec()),
    ]
}
