//! Rules that propose codes: written by the office, with every mistake told; what they propose is no code until a
//! reader accepts it.

use norishiro::store::memberships::Role;
use norishiro::store::{ResponseId, case_assignments, coding_suggestions, codings, users};

use super::{PASSWORD, add_person, asking, at_desk, desk, sign_in, town_with_coordinator};
use crate::harness::{Browser, Form, Page, Site, Town, at};

const NOW: &str = "2026-11-20T09:00:00+09:00";

/// A case of three sentences in one question and one in another.
fn case(town: &Town) -> (Town, ResponseId) {
    let cases = asking(town, "case-sheet", "令和7年度事例シート");
    let guest = cases.invite("ひだまり居宅介護支援事業所", "ヒダマリ", "care_manager");
    let document = r#"{"valence": "difficult", "age_band": "age_50_59", "sex": "male",
        "outline": "母から相談があった。本人に会えず、居場所を探しています。𠮷さんの家族と<b>話した</b>。",
        "state": "supporting", "hard_own": "居場所がなかった。"}"#;
    let response = cases.answer(&guest, document).response_id;
    (cases, response)
}

fn looked(browser: &Browser, path: &str) -> Page {
    let page = browser.get(path);
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    page
}

fn rules(town: &Town, rest: &str) -> String {
    format!("{}/coding-rules{rest}", desk(town))
}

/// Saves rules as the office does.
fn saved(browser: &Browser, town: &Town, text: &str, unit: &str) -> Page {
    let page = looked(browser, &rules(town, "/needs"));
    Form::of(&page, "main form").with("rules", text).with("unit", unit).post(browser)
}

on_both_databases! {
    fn rules_begin_with_the_examples_of_the_codebooks(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(NOW));
        let office = at_desk(&site);
        let index = looked(&office, &rules(&town, ""));
        assert!(index.texts("tbody th").len() >= 4, "{}", index.text());
        assert!(!index.text().contains("合わないところ"), "{}", index.text());
        for path in index.attributes("tbody th a", "href") {
            let page = looked(&office, &path);
            assert!(page.texts("#f-rules").concat().contains('＊'), "{path}");
            assert!(page.texts(".notice.error").is_empty(), "{path}: {}", page.text());
            let kept = Form::of(&page, "main form").post(&office);
            assert!(kept.status == 200 && kept.text().contains("規則を保存しました"), "{}", kept.text());
        }
        assert!(looked(&office, &rules(&town, "")).text().contains("（第1版）"));
        assert!(looked(&office, &rules(&town, "/needs/proposals")).text().contains("事例・聞き取り0件"));
        assert_eq!(office.get(&rules(&town, "/nothing")).status, 404);
    }

    fn every_mistake_comes_back_with_its_place_and_nothing_typed_is_lost(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(NOW));
        let office = at_desk(&site);
        let text = "＊place\n居場所 探す\n＊月面着陸\nnear(月)\n＊family\n<b>家族</b>";
        let page = saved(&office, &town, text, "entry");
        assert_eq!(page.status, 422);
        assert!(page.texts("title").concat().starts_with("エラー"));
        let told = page.texts(".notice.error li");
        let places: Vec<_> = told.iter().map(|line| line.split('：').next().unwrap()).collect();
        assert_eq!(places, ["2行目5文字目", "3行目1文字目", "4行目1文字目"], "{told:?}");
        assert!(told[1].contains("「月面着陸」は、コード表") && told[0].contains("and 又は or"), "{told:?}");
        assert_eq!(page.texts("#f-rules").concat(), text.split_whitespace().collect::<Vec<_>>().join(" "));
        assert_eq!(page.attributes("input[name=unit][checked]", "value"), ["entry"]);
        assert!(!page.html.contains("<b>家族"), "what was typed is no markup");
        assert_eq!(page.attributes("#f-rules", "aria-describedby"), ["help-rules errors-rules"]);
        let label = looked(&office, &rules(&town, "/needs")).texts("details li")[0].clone();
        let twice = saved(&office, &town, &format!("＊{label}\n家\n＊person\n人\n＊{label}\n里"), "sentence");
        assert!(twice.status == 422 && twice.text().contains("1行目にもあります"), "{}", twice.text());
    }

    fn who_saves_after_somebody_else_sees_both(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(NOW));
        let office = at_desk(&site);
        let first = looked(&office, &rules(&town, "/needs"));
        assert_eq!(saved(&office, &town, "＊place\n居場所", "sentence").status, 200);
        let late = Form::of(&first, "main form").with("rules", "＊family\n家族").post(&office);
        assert_eq!(late.status, 422);
        assert!(late.texts("#others ~ pre, section pre").concat().contains("居場所"), "{}", late.text());
        assert_eq!(late.texts("#f-rules").concat(), "＊family 家族");
        let again = Form::of(&late, "main form").post(&office);
        assert!(again.text().contains("規則を保存しました"), "{}", again.text());
    }

    fn what_rules_propose_is_no_code_until_a_reader_accepts_it(database) {
        let town = town_with_coordinator(database.store());
        let (cases, id) = case(&town);
        let site = Site::start(database.store(), at(NOW));
        let office = at_desk(&site);
        let text = "# 居場所\n＊place\nseq(居場所-探す)[3] or '居場所がな'\n＊family\n家族 and not 父\n＊person\n母 and 父";
        assert_eq!(saved(&office, &town, text, "sentence").status, 200);
        let page = looked(&office, &rules(&town, "/needs/proposals"));
        assert!(page.text().contains("事例・聞き取り1件の文章のうち、規則に当てはまる3か所"), "{}", page.text());
        assert_eq!(
            page.texts("tbody td:last-child"),
            ["本人に会えず、居場所を探しています。", "居場所がなかった。", "𠮷さんの家族と<b>話した</b>。"]
        );
        assert_eq!(page.texts("tbody mark"), ["居場所", "探し", "居場所がな", "家族"]);
        assert!(page.text().contains("当てはまる箇所はありません"), "{}", page.text());
        let case_page = page.attributes("tbody th a", "href").remove(0);
        looked(&office, &case_page);
        let (network, act) = (cases.network.id, cases.act);
        assert!(cases.read(move |c| codings::of_network(c, network)).is_empty());
        let kept = Form::of(&page, "form[action$='/proposals']").post(&office);
        assert!(kept.text().contains("新しい候補3件"), "{}", kept.text());
        let again = Form::of(&kept, "form[action$='/proposals']").post(&office);
        assert!(again.text().contains("新しい候補はありません"), "{}", again.text());
        assert_eq!(cases.read(move |c| coding_suggestions::of_response(c, network, id)).len(), 3);
        assert!(cases.read(move |c| codings::of_network(c, network)).is_empty(), "a suggestion is no code");
        assert!(looked(&office, &rules(&town, "")).text().contains("3件（事例・聞き取り1件）"));

        add_person(&cases, "yomite@b-city.example.jp", Role::Coder);
        let reader = cases.read(|c| users::by_mail(c, "yomite@b-city.example.jp")).unwrap().id;
        let given = cases.store.write_blocking(move |c| case_assignments::assign(c, network, id, reader, &act));
        assert!(given.unwrap());
        cases.release(id);
        let browser = Browser::new(&site);
        sign_in(&browser, "yomite@b-city.example.jp", PASSWORD);
        let page = looked(&browser, &format!("{}/given/{id}", desk(&town)));
        assert!(page.texts(".suggestions q").contains(&"本人に会えず、居場所を探しています。".to_owned()), "{}", page.text());
        let form = Form::of(&page, ".suggestions form").with("decision", "accept");
        form.post(&browser);
        assert_eq!(cases.read(move |c| codings::of_network(c, network)).len(), 1);
        assert_eq!(browser.get(&rules(&town, "")).status, 404, "rules are the office's");
    }

    fn a_rule_may_look_at_all_that_was_written_to_a_question(database) {
        let town = town_with_coordinator(database.store());
        case(&town);
        let site = Site::start(database.store(), at(NOW));
        let office = at_desk(&site);
        let text = "＊place\n母 and 居場所";
        saved(&office, &town, text, "sentence");
        assert!(looked(&office, &rules(&town, "/needs/proposals")).text().contains("当てはまる0か所"));
        saved(&office, &town, text, "entry");
        let page = looked(&office, &rules(&town, "/needs/proposals"));
        assert_eq!(page.texts("tbody td:last-child"), ["母から相談があった。本人に会えず、居場所を探しています。"]);
    }

    fn a_word_that_the_network_added_is_one_word_to_rules_too(database) {
        let town = town_with_coordinator(database.store());
        let cases = asking(&town, "case-sheet", "令和7年度事例シート");
        let guest = cases.invite("ひだまり居宅介護支援事業所", "ヒダマリ", "care_manager");
        cases.answer(&guest, r#"{"valence": "good", "outline": "よりみち食堂に通う。市の食堂で働く。"}"#);
        let site = Site::start(database.store(), at(NOW));
        let office = at_desk(&site);
        saved(&office, &town, "＊place\n食堂", "sentence");
        assert_eq!(looked(&office, &rules(&town, "/needs/proposals")).texts("tbody td:last-child").len(), 2);
        let lists = format!("{}/words/lists", desk(&town));
        let form = Form::of(&looked(&office, &lists), &format!("form[action='{lists}']"));
        assert!(form.with("words", "よりみち食堂").post(&office).text().contains("保存しました"));
        let page = looked(&office, &rules(&town, "/needs/proposals"));
        assert_eq!(page.texts("tbody td:last-child"), ["市の食堂で働く。"]);
        saved(&office, &town, "＊place\nよりみち食堂", "sentence");
        let page = looked(&office, &rules(&town, "/needs/proposals"));
        assert_eq!(page.texts("tbody td:last-child"), ["よりみち食堂に通う。"]);
    }
}
