//! `norishiro check-table`: tables that were printed elsewhere.

use std::process::{Command, Output};

fn check_table(lang: &str, file: &std::path::Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_norishiro")).arg("check-table").arg(file).env("LANG", lang).output().unwrap()
}

fn told(lang: &str, text: &[u8]) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("table.csv");
    std::fs::write(&file, text).unwrap();
    let output = check_table(lang, &file);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&file.display().to_string(), "table.csv");
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_published_share_that_does_not_fit_is_told_and_not_mended() {
    let before = std::fs::read("tests/published/support-ended.csv").unwrap();
    let (code, out, _) = told("ja_JP.UTF-8", &before);
    assert_eq!(code, Some(1));
    assert_eq!(
        out,
        "table.csv:2:3: 「3年未満」の「割合」：割合が一致しません。80％と記載されていますが、152÷192は79％です。割合と件数のどちらか、又は割合の基になる合計が異なります。\n"
    );
    let file = std::path::Path::new("tests/published/support-ended.csv");
    assert_eq!(check_table("C.UTF-8", file).status.code(), Some(1));
    assert_eq!(std::fs::read(file).unwrap(), before);
}

#[test]
fn a_total_that_does_not_add_up_says_where_and_by_how_much() {
    let table = "区分,県型,政令市型,市町村,計\nする,14,7,3,25\nしない,5,3,6,14\n計,19,10,9,38\n";
    let (code, out, _) = told("ja_JP.UTF-8", table.as_bytes());
    assert_eq!(code, Some(1));
    assert_eq!(
        out,
        "table.csv:2:5: 「する」の「計」：合計が一致しません。25と記載されていますが、行の内訳を足すと24です（記載が1多くなっています）。\n\
         table.csv:4:5: 「計」の「計」：合計が一致しません。38と記載されていますが、列の内訳を足すと39です（記載が1少なくなっています）。\n"
    );
    let (_, english, _) = told("C.UTF-8", table.as_bytes());
    assert!(english.starts_with("table.csv:2:5: する, 計: the total does not add up: 25 is printed"), "{english}");
}

#[test]
fn a_table_that_adds_up_says_nothing_in_either_encoding() {
    let table = "区分,件数,割合（％）\n甲,80,31.3\n乙,176,68.8\n計,256,100.0\n";
    assert_eq!(told("ja_JP.UTF-8", table.as_bytes()), (Some(0), String::new(), String::new()));
    let excel = encoding_rs::SHIFT_JIS.encode(table).0.into_owned();
    assert_eq!(told("ja_JP.UTF-8", &excel), (Some(0), String::new(), String::new()));
    let marked = format!("\u{FEFF}{}", table.replace('\n', "\r\n"));
    assert_eq!(told("ja_JP.UTF-8", marked.as_bytes()), (Some(0), String::new(), String::new()));
}

#[test]
fn what_is_no_table_is_told() {
    let (code, out, err) = told("ja_JP.UTF-8", b"");
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("表として読めません。"), "{err}");
    let output = check_table("C.UTF-8", std::path::Path::new("no/such.csv"));
    assert_eq!(output.status.code(), Some(2));
}
