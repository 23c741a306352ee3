//! 受理, 集計対象外, and back again.

use norishiro::store::responses::ResponseState;

use super::super::{at_desk, desk, round, town_with_coordinator};
use super::{agency, answer, answered, open, response, send, site};

on_both_databases! {
    fn an_answer_stands_on_one_page_and_is_accepted(database) {
        let (town, guest) = answered(&town_with_coordinator(database.store()));
        let site = site(&town);
        let browser = at_desk(&site);
        let list = open(&browser, &agency(&town, &guest));
        assert!(list.text().contains("提出済み") && list.text().contains("0XX-200-1234"), "{}", list.text());
        let page = open(&browser, &answer(&town, &guest));
        let text = page.text();
        let number = response(&town, &guest).receipt_number.to_string();
        for words in ["夜間の電話が増えた", "12件", "30件", "0XX-200-1234", "回答用ページ", "第1版", &number] {
            assert!(text.contains(words), "{words}: {text}");
        }
        let accepted = send(&browser, &page, "/acceptance", &[]);
        assert!(accepted.text().contains("受理しました。"), "{}", accepted.text());
        assert_eq!(response(&town, &guest).state, ResponseState::Accepted);
        let undone = send(&browser, &accepted, "/restoration", &[]);
        assert!(undone.text().contains("提出済みに戻しました。"));
        assert_eq!(response(&town, &guest).state, ResponseState::Submitted);
    }

    fn what_is_set_aside_needs_a_reason_and_counts_as_returned_only(database) {
        let (town, guest) = answered(&town_with_coordinator(database.store()));
        let site = site(&town);
        let browser = at_desk(&site);
        let form = open(&browser, &format!("{}/exclusion", answer(&town, &guest)));
        let wrong = send(&browser, &form, "/exclusion", &[("reason", "　")]);
        assert!(wrong.texts("title")[0].starts_with("エラー："), "{}", wrong.text());
        assert!(wrong.text().contains("集計の対象から外す理由を入力してください。"));
        assert_eq!(response(&town, &guest).state, ResponseState::Submitted);
        let long = "あ".repeat(501);
        let kept = send(&browser, &wrong, "/exclusion", &[("reason", &long)]);
        assert!(kept.text().contains("500文字以内で") && kept.text().contains(&long), "nothing typed is lost");
        let aside = send(&browser, &kept, "/exclusion", &[("reason", "同じ内容が二度提出された")]);
        assert!(aside.text().contains("集計対象外") && aside.text().contains("同じ内容が二度提出された"), "{}", aside.text());
        let results = open(&browser, &format!("{}/results", round(&town)));
        assert!(results.text().contains("回収数1機関") && results.text().contains("有効回答数0機関"), "{}", results.text());
        let back = send(&browser, &aside, "/restoration", &[]);
        assert!(!back.text().contains("同じ内容が二度提出された"));
        assert_eq!(response(&town, &guest).state_reason, None);
    }

    fn what_was_seen_is_what_is_decided_about(database) {
        let (town, guest) = answered(&town_with_coordinator(database.store()));
        let site = site(&town);
        let browser = at_desk(&site);
        let page = open(&browser, &answer(&town, &guest));
        town.save(guest.sheet, r#"{"staff":["5"]}"#, 1, "second save");
        town.submit(guest.sheet, r#"{"staff":5}"#, 2, "second");
        let stale = send(&browser, &page, "/acceptance", &[]);
        assert!(stale.text().contains("操作できませんでした") && stale.text().contains("第2版"), "{}", stale.text());
        assert_eq!(response(&town, &guest).state, ResponseState::Submitted);
        let stranger = send(&browser, &page, "/acceptance", &[("csrf", "x")]);
        assert_eq!(stranger.status, 403);
    }

    fn another_networks_answers_are_not_found(database) {
        let (mine, guest) = answered(&town_with_coordinator(database.store()));
        let (other, theirs) = answered(&crate::harness::Town::called(database.store(), "C市"));
        let site = site(&mine);
        let browser = at_desk(&site);
        let smuggled = [
            answer(&other, &theirs),
            format!("{}/rounds/{}/agencies/{}/sheets/1", desk(&mine), other.round.id, theirs.agency.id),
            format!("{}/agencies/{}/sheets/1", round(&mine), theirs.agency.id),
            format!("{}/agencies/{}/sheets/2", round(&mine), guest.agency.id),
        ];
        for path in smuggled {
            for page in ["", "/history", "/request", "/exclusion"] {
                assert_eq!(browser.get(&format!("{path}{page}")).status, 404, "{path}{page}");
            }
        }
    }

    fn whoever_reads_an_answer_is_noted(database) {
        let (town, guest) = answered(&town_with_coordinator(database.store()));
        let site = site(&town);
        open(&at_desk(&site), &answer(&town, &guest));
        let network = town.network.id;
        let newest = town.read(move |connection| norishiro::store::audit::newest(connection, network, None, 1));
        assert_eq!(newest[0].action, "answer.viewed");
        assert!(newest[0].actor.to_string().starts_with("user:"));
    }
}
