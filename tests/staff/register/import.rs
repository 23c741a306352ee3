//! Importing a register: previewing, approving, refusing.

use norishiro::store::audit;

use super::*;

/// Chooses a file on the page of imports, as a browser sends it.
fn upload(browser: &Browser, town: &Town, name: &str, bytes: &[u8]) -> Page {
    let path = format!("{}/imports", register(town));
    let form = Form::of(&browser.get(&path), "main form");
    browser.post_file(&form.action, &form.pairs, ("file", name, bytes))
}

fn csv(lines: &[&str]) -> Vec<u8> {
    lines.join("\r\n").into_bytes()
}

/// Says that a preview is right.
fn approve(browser: &Browser, preview: &Page) -> Page {
    Form::of(preview, "main form:has([name=fingerprint])").post(browser)
}

const HEAD: &str = "事業所名,種別,市町村,〒,所在地,担当者,E-mail,ＴＥＬ";

on_both_databases! {
    fn a_list_is_previewed_approved_and_changed_by_the_next_one(database) {
        let town = town_with_coordinator(database.store());
        town.invite("ハローワークB", "はろーわーくびー", "job_centre");
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        let first = csv(&[
            HEAD,
            "B市保健センター,保健所,B市,０１２３４５６,B市若葉町１２番１号,柏木,HOKEN@b-city.example.jp,０１２３－４５－６７８９",
            "Ｂ市　保健センター,,B市,,,早瀬,hayase@b-city.example.jp,",
            "よりみち,ＮＰＯ,,,,,,内線 12",
        ]);
        let preview = upload(&browser, &town, "名簿.csv", &first);
        assert!(preview.path.contains("/imports/"), "{}", preview.text());
        assert_eq!(kept(&town).len(), 1, "nothing is written before somebody says so");
        assert!(preview.text().contains("ファイルにない機関（変更しません）"), "{}", preview.text());
        let table = preview.texts(".changes tbody tr").join("|");
        for words in ["保健所・保健センター", "012-3456", "0123-45-6789", "早瀬", "御担当者", "民間支援団体・NPO"] {
            assert!(table.contains(words), "{words}: {table}");
        }
        let done = approve(&browser, &preview);
        assert!(done.text().contains("追加：2機関、変更：0機関"), "{}", done.text());
        let all = kept(&town);
        assert_eq!(all.len(), 3);
        let (centre, contacts) = all.iter().find(|(agency, _)| agency.name == "B市保健センター").unwrap();
        assert_eq!(contacts.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["柏木", "早瀬"]);
        assert_eq!(browser.get(&preview.path).status, 404, "what was done is kept no longer");

        let second = csv(&[HEAD, "B市保健センター,保健所,B市,012-3456,B市本町1番,柏木,hoken@b-city.example.jp,0123-45-0000"]);
        let preview = upload(&browser, &town, "名簿2.csv", &second);
        let cells = preview.texts(".changes tbody tr");
        assert_eq!(cells.len(), 3, "{cells:?}");
        assert!(cells[0].contains("住所B市若葉町１２番１号B市本町1番"), "{cells:?}");
        assert!(cells[1].contains("HOKEN@b-city.example.jphoken@b-city.example.jp"), "{cells:?}");
        assert!(cells[2].contains("担当者「柏木」の電話番号0123-45-67890123-45-0000"), "{cells:?}");
        assert!(preview.text().contains("ファイルにない担当者（変更しません）：早瀬"), "{}", preview.text());
        assert!(approve(&browser, &preview).text().contains("追加：0機関、変更：1機関"));
        let (_, contacts) = kept(&town).into_iter().find(|(agency, _)| agency.id == centre.id).unwrap();
        assert_eq!(contacts.len(), 2);
        assert_eq!(contacts[0].telephone.as_deref(), Some("0123-45-0000"));

        let network = town.network.id;
        let lines = town.read(|c| audit::newest(c, network, None, 1));
        assert_eq!(lines[0].action, "register.imported");
        assert_eq!(lines[0].details, r#"{"rows":1,"added":0,"changed":1}"#);
    }

    fn every_mistake_is_named_by_sheet_row_and_column_and_nothing_is_written(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        let page = upload(&browser, &town, "名簿.csv", &csv(&[
            "機関ID,機関名,機関種別,担当者名,メール,電話番号,郵便番号",
            ",保健センター,保健所,柏木,hoken.example.jp,012-345-6789,",
            ",よりみち,銀行,,,312345678,123",
            ",よりみち,NPO,,,012-345-0000,",
            ",,NPO,,,,",
            "00000000-0000-7000-8000-000000000000,ひだまり,NPO,,,,",
            ",ハロー,ハローワーク,一,a@b.example.jp,,",
            ",ハロー,ハローワーク,二,a@b.example.jp,,",
            ",サポステ,サポートステーション,一,c@b.example.jp,,",
        ]));
        assert!(page.texts("title")[0].starts_with("エラー："), "{}", page.text());
        let faults = page.texts("#errors li");
        let expect = [
            ("2行目、E列（メールアドレス）", "「@」がありません"),
            ("3行目、C列（機関種別）", "「銀行」という機関種別はありません"),
            ("3行目、F列（電話番号）", "0から始めて"),
            ("3行目、G列（郵便番号）", "7桁"),
            ("5行目、B列（機関名）", "機関名を入力"),
            ("6行目、A列（機関ID）", "登録にない機関ID"),
            ("8行目、E列（メールアドレス）", "同じメールアドレス"),
            ("9行目、C列（機関種別）", "「サポートステーション」という機関種別はありません"),
        ];
        assert_eq!(faults.len(), expect.len(), "{faults:#?}");
        for ((place, words), fault) in expect.iter().zip(&faults) {
            assert!(fault.starts_with(&format!("シート「CSV」の{place}")) && fault.contains(words), "{place}: {fault}");
        }
        assert_eq!(page.texts("[name=fingerprint]").len(), 0, "nothing can be approved");
        assert_eq!(browser.post(&page.path, &[("fingerprint".to_owned(), String::new())]).status, 403);
        assert_eq!(kept(&town), []);
    }

    fn files_that_are_no_lists_are_refused_in_words(database) {
        // Made before the browser opens a connection, which the server would close while it waits.
        let many: String = (0..100_000).map(|number| format!("機関{number},医療機関\n")).collect();
        let bomb = bomb();
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        let (_, example) = browser.download(&format!("{}/example.xlsx", register(&town)));
        for (name, bytes, words) in [
            ("", &b""[..], "名簿のファイルを選んでください"),
            ("空.xlsx", b"", "中身が空です"),
            ("切れた.xlsx", &example[..example.len() / 2], "壊れている"),
            ("計画.xlsx", b"%PDF-1.7 ...", "エクセル（.xlsx、.xls、.ods）又はCSVのファイルではない"),
            ("爆弾.xlsx", &bomb, "大きすぎるため"),
            ("多い.csv", format!("機関名,種別\n{many}").as_bytes(), "シート「CSV」には100,000行あります"),
            ("見出しなし.csv", "ひとつ,ふたつ\n1,2".as_bytes(), "見出しの行が見つかりません"),
            ("大きい.xlsx", &vec![7; 6 * 1024 * 1024], "5メガバイトまで"),
        ] {
            let page = upload(&browser, &town, name, bytes);
            assert_eq!(page.status, 200, "{name}");
            let said = page.texts("#errors").join("");
            assert!(said.contains(words) && said.contains("何も変わっていません"), "{name}: {said}");
            assert!(page.texts("title")[0].starts_with("エラー："));
        }
        assert_eq!(kept(&town), []);
    }

    fn what_was_not_seen_is_not_done(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        add(&browser, &town, CENTRE);
        let file = csv(&["機関名,住所,種別", "B市保健センター,B市新町1番,保健所", "よりみち,B市川端町,NPO"]);
        let preview = upload(&browser, &town, "名簿.csv", &file);
        let own = format!("{}/{}/edit", register(&town), kept(&town)[0].0.id);
        Form::of(&browser.get(&own), "main form[method=post]").with("address", "B市東町2番").post(&browser);
        let again = approve(&browser, &preview);
        assert!(again.text().contains("まだ取り込んでいません"), "{}", again.text());
        assert!(again.texts(".changes").join("").contains("B市東町2番"), "the change as it is now");
        assert_eq!(kept(&town).len(), 1);
        assert!(approve(&browser, &again).text().contains("追加：1機関、変更：1機関"));
        assert_eq!(approve(&browser, &again).status, 404, "once");
        assert_eq!(kept(&town).len(), 2);
    }

    fn a_preview_waits_two_hours_and_for_its_own_network_only(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        let preview = upload(&browser, &town, "名簿.csv", &csv(&["機関名,種別", "よりみち,NPO"]));
        assert_eq!(preview.status, 200);
        drop(site);
        let later = Site::start(database.store(), at("2026-11-20T11:05:00+09:00"));
        assert_eq!(browser.at(&later).get(&preview.path).status, 404);
    }

    fn what_is_exported_is_imported_without_a_change(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        add(&browser, &town, CENTRE);
        add(&browser, &town, &[("name", "=1+1 の会"), ("kind", "npo"), ("contact-0-person", "@山田"), ("contact-1-person", "-")]);
        add(&browser, &town, &[("name", "髙木 医院"), ("kind", "medical"), ("kana", "たかぎいいん"), ("municipality", "")]);
        for format in ["xlsx", "csv"] {
            let (_, bytes) = browser.download(&format!("{}/register.{format}", register(&town)));
            let preview = upload(&browser, &town, &format!("名簿.{format}"), &bytes);
            assert!(preview.text().contains("今の名簿と同じです"), "{format}: {}", preview.text());
        }
        let before = kept(&town);
        let (_, bytes) = browser.download(&format!("{}/register.csv", register(&town)));
        let edited = String::from_utf8(bytes).unwrap().replace("髙木 医院", "髙木クリニック");
        assert!(approve(&browser, &upload(&browser, &town, "名簿.csv", edited.as_bytes())).text().contains("変更：1機関"));
        let after = kept(&town);
        assert_eq!(after.len(), before.len());
        assert!(after.iter().any(|(agency, _)| agency.name == "髙木クリニック"));
    }
}

/// Less than a hundred kilobytes that unpack to 200 megabytes.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for part in ["xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        zip.start_file(part, zip::write::SimpleFileOptions::default()).unwrap();
        for _ in 0..20 {
            zip.write_all(&vec![b' '; 1024 * 1024]).unwrap();
        }
    }
    for number in 0..5 {
        zip.start_file(format!("xl/worksheets/sheet{}.xml", number + 2), zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(&vec![b' '; 20 * 1024 * 1024]).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn old_and_open_workbooks_are_read_as_libreoffice_writes_them() {
    let Some(files) = crate::staff::office::converted(
        &norishiro::workbook::register::workbook(&norishiro::workbook::register::example(), &["医療機関".to_owned()])
            .unwrap(),
        &["xls", "ods"],
    ) else {
        return;
    };
    for (format, bytes) in files {
        let file = norishiro::workbook::register::RegisterFile::read(&bytes).unwrap();
        let names: Vec<_> = file.rows.iter().map(|row| row.cells[1].words().unwrap()).collect();
        assert_eq!(names, ["まる市保健センター", "まる市保健センター", "NPO法人まるの会"], "{format}");
        assert_eq!(file.rows[0].cells[10].words(), Ok("0000-00-0000"), "{format}");
    }
}
