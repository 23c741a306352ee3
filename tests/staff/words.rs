//! The pages of words, through the real server.

use norishiro::store::audit::{self, Subject};
use norishiro::store::memberships::Role;

use super::{PASSWORD, add_person, asking, at_desk, desk, sign_in, town_with_coordinator};
use crate::harness::{Browser, Form, Page, Site, Town, at};

const NOW: &str = "2026-11-20T09:00:00+09:00";
const FACILITATOR: &str = "shinko@b-city.example.jp";

/// A case sheet of one outline.
fn case(valence: &str, outline: &str) -> String {
    format!(
        r#"{{"valence": "{valence}", "age_band": "age_50_59", "sex": "male", "outline": "{outline}", "state": "supporting"}}"#
    )
}

/// Six agencies with a case each: 8050問題 in four difficult ones, 鈴木 in five, 受診同行 in two good ones.
fn six_cases(town: &Town) -> Town {
    let cases = asking(town, "case-sheet", "令和7年度事例シート");
    let outlines = [
        ("difficult", "鈴木さんの世帯は8050問題を抱え、母親が疲れている。"),
        ("difficult", "8050問題の世帯で、鈴木さんに会えていない。"),
        ("difficult", "鈴木さんは8050問題で孤立していた。"),
        ("difficult", "８０５０問題の世帯。鈴木さんは拒否した。"),
        ("good", "鈴木さんの受診同行から、居場所へつながった。"),
        ("good", "受診同行の後、居場所に通う。"),
    ];
    for (at, (valence, outline)) in outlines.iter().enumerate() {
        let guest = cases.invite(&format!("支援機関{at}"), &format!("シエン{at}"), "npo");
        cases.answer(&guest, &case(valence, outline));
    }
    cases
}

/// The cells of the row that begins with `word`; `None` where there is no such row.
fn row(page: &Page, word: &str) -> Option<Vec<String>> {
    let words = page.texts("main tbody th");
    let at = words.iter().position(|text| text == word)?;
    Some(page.texts(&format!("main tbody tr:nth-child({}) td", at + 1)))
}

fn meeting(site: &Site) -> Browser {
    let browser = Browser::new(site);
    sign_in(&browser, FACILITATOR, PASSWORD);
    browser
}

on_both_databases! {
    fn words_are_counted_by_answers_and_lead_to_where_they_stand(database) {
        let town = town_with_coordinator(database.store());
        let cases = six_cases(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = browser.get(&format!("{}/words", desk(&town)));
        assert_eq!(page.status, 200, "{}", page.text());
        assert!(page.text().contains("6機関・6件"), "{}", page.text());
        // Kind, agencies, answers, good cases, difficult cases.
        assert_eq!(row(&page, "8050問題").unwrap(), ["分野の語", "4", "4", "0", "4"]);
        assert_eq!(row(&page, "受診同行").unwrap(), ["分野の語", "2", "2", "2", "0"]);
        assert_eq!(row(&page, "鈴木").unwrap(), ["人名", "5", "5", "1", "4"], "the office sees names");
        assert_eq!(row(&page, "母").unwrap()[2], "1", "母親 is counted as 母");
        let link = page.attributes("main tbody th a", "href").into_iter().find(|link| link.contains("8050")).unwrap();
        let contexts = browser.get(&link);
        assert_eq!(contexts.texts("td.hit"), ["8050問題", "8050問題", "8050問題", "８０５０問題"]);
        assert!(contexts.text().contains("4機関・4件"), "{}", contexts.text());
        let answer = browser.get(&contexts.attributes(".contexts th a", "href")[0]);
        assert!(answer.status == 200 && answer.text().contains("支援機関0の回答"), "{}", answer.text());
        let of_round = browser.get(&format!("{}/words?source=cases&round={}", desk(&town), cases.round.id));
        assert_eq!(row(&of_round, "8050問題").unwrap()[2], "4");
        assert_eq!(browser.get(&format!("{}/words?round={}", desk(&town), town.network.id)).status, 404);
        let (network, subject) = (town.network.id, Subject::new("network", town.network.id));
        let lines = town.read(|connection| audit::about(connection, network, &subject));
        for action in ["words.viewed", "words.contexts_viewed"] {
            assert!(lines.iter().any(|line| line.action == action), "{action}");
        }
    }
}

on_both_databases! {
    fn words_that_stand_together_are_drawn_and_listed(database) {
        let town = town_with_coordinator(database.store());
        six_cases(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = browser.get(&format!("{}/words/together", desk(&town)));
        // 受診同行 and 居場所 stand in the same two answers: 2 / (2 + 2 - 2).
        assert_eq!(row(&page, "受診同行").unwrap(), ["居場所", "2", "2", "2", "1.00"], "{}", page.text());
        // 鈴木 in 5, 8050問題 in 4, both in 4: 4 / 5.
        assert_eq!(row(&page, "鈴木").unwrap(), ["8050問題", "4", "5", "4", "0.80"]);
        assert!(page.texts(".rests-on").concat().starts_with("6件の回答によります。回答が少ないうちは"), "{}", page.text());
        let labels = page.texts("svg.word-picture g text");
        assert!(labels.contains(&"8050問題".to_owned()), "{labels:?}");
        let again = browser.get(&format!("{}/words/together", desk(&town)));
        assert_eq!(page.texts("svg.word-picture"), again.texts("svg.word-picture"));
    }
}

on_both_databases! {
    fn characteristic_words_are_told_with_their_counts(database) {
        let town = town_with_coordinator(database.store());
        six_cases(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = browser.get(&format!("{}/words/characteristic", desk(&town)));
        let headings = page.texts("main section h2");
        assert_eq!(headings, ["好事例（2機関・2件）", "困難事例（4機関・4件）"]);
        // 8050問題: 4 of 4 and 0 of 2: 4 / 4. G² = 2 (4 ln(4 × 6 / (4 × 4)) + 2 ln(2 × 6 / (2 × 2))) = 7.64.
        let second = page.texts("main section:nth-child(2) tbody tr:nth-child(1) td");
        assert_eq!(page.texts("main section:nth-child(2) tbody th")[0], "8050問題");
        assert_eq!(second, ["4", "0", "1.00", "7.64"]);
        let of_kind = browser.get(&format!("{}/words/characteristic?kind=npo", desk(&town)));
        assert!(of_kind.text().contains("比べる相手の回答がないため"), "all agencies are of one kind: {}", of_kind.text());
    }
}

on_both_databases! {
    fn whoever_chairs_the_meeting_sees_neither_names_nor_rare_words(database) {
        let town = town_with_coordinator(database.store());
        add_person(&town, FACILITATOR, Role::Facilitator);
        let cases = six_cases(&town);
        let more = cases.invite("支援機関七", "シエン7", "npo");
        cases.answer(&more, &case("difficult", "8050問題の鈴木さん"));
        let site = Site::start(database.store(), at(NOW));
        let browser = meeting(&site);
        let page = browser.get(&format!("{}/words", desk(&town)));
        // Six answers hold the name; the network's limit is 5.
        assert_eq!(row(&page, "8050問題").unwrap(), ["分野の語", "5", "5", "0", "5"]);
        assert_eq!(page.texts("main tbody th"), ["8050問題"], "{}", page.text());
        assert!(page.attributes("main tbody a", "href").is_empty(), "no link to what was written");
        assert!(page.text().contains("5件に満たない回答"), "{}", page.text());
        for path in ["together", "characteristic"] {
            let page = browser.get(&format!("{}/words/{path}", desk(&town)));
            assert!(page.status == 200 && !page.text().contains("鈴木") && !page.text().contains("受診同行"));
        }
        // One round beside all rounds would tell small counts: it is not looked at alone.
        let alone = browser.get(&format!("{}/words?round={}", desk(&town), cases.round.id));
        assert!(alone.status == 200 && alone.attributes("select[name=round]", "name").is_empty());
        for path in ["contexts?word=8050問題", "lists"] {
            assert_eq!(browser.get(&format!("{}/words/{path}", desk(&town))).status, 404, "{path}");
        }
    }
}

on_both_databases! {
    fn the_office_keeps_words_of_its_own(database) {
        let town = town_with_coordinator(database.store());
        six_cases(&town);
        let cases = asking(&town, "case-sheet", "令和6年度事例シート");
        let guest = cases.invite("つどいの会", "ツドイ", "npo");
        cases.answer(&guest, &case("good", "よりみちサロンへ通い、ご近所の方と話す。"));
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let path = format!("{}/words/lists", desk(&town));
        let before = browser.get(&format!("{}/words", desk(&town)));
        assert!(row(&before, "よりみちサロン").is_none() && row(&before, "世帯").is_some());
        let fill = |words: &str, synonyms: &str, stops: &str| {
            Form::of(&browser.get(&path), &format!("form[action='{path}']"))
                .with("words", words)
                .with("synonyms", synonyms)
                .with("stop_words", stops)
        };
        let wrong = fill("よりみち サロン", "世帯", "あ").post(&browser);
        assert_eq!(wrong.status, 422);
        assert!(wrong.text().contains("1行目：") && wrong.texts("title")[0].starts_with("エラー"), "{}", wrong.text());
        assert_eq!(wrong.texts("#f-words")[0].trim(), "よりみち サロン", "nothing typed is lost");
        let stale = fill("あおぞら広場", "", "");
        let saved = fill("よりみちサロン", "居場所：よりみちサロン", "世帯").post(&browser);
        assert!(saved.text().contains("保存しました"), "{}", saved.text());
        let after = browser.get(&format!("{}/words", desk(&town)));
        assert_eq!(row(&after, "居場所").unwrap()[2], "3", "{}", after.text());
        assert!(row(&after, "世帯").is_none());
        let late = stale.post(&browser);
        assert!(late.text().contains("先に変更しました") && late.text().contains("あおぞら広場"), "{}", late.text());
    }
}

on_both_databases! {
    fn every_page_of_words_is_there_where_nothing_was_written(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let pages = ["", "/together", "/characteristic", "/contexts", "/contexts?word=母", "?source=remarks", "/lists"];
        for path in pages {
            let page = browser.get(&format!("{}/words{path}", desk(&town)));
            assert_eq!(page.status, 200, "{path}: {}", page.text());
        }
        let empty = browser.get(&format!("{}/words", desk(&town)));
        assert!(empty.text().contains("まだ数える文章がありません"), "{}", empty.text());
        // One case of one agency, and nothing difficult.
        let cases = asking(&town, "case-sheet", "令和7年度事例シート");
        let guest = cases.invite("支援機関", "シエン", "npo");
        cases.answer(&guest, &case("good", "母と面接した。"));
        for path in pages {
            let page = browser.get(&format!("{}/words{path}", desk(&town)));
            assert_eq!(page.status, 200, "{path}: {}", page.text());
        }
        let one = browser.get(&format!("{}/words", desk(&town)));
        assert_eq!(row(&one, "母").unwrap()[2], "1", "what came in is counted at once: {}", one.text());
    }
}
