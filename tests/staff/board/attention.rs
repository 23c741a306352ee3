//! What comes first: answers to call about, what came in since last time, notes of calls.

use norishiro::store::responses::ResponseState;
use norishiro::store::{audit, call_notes};

use super::*;

on_both_databases! {
    fn an_answer_whose_sums_differ_is_to_be_called_about_until_it_is_decided(database) {
        let (town, _) = short_survey(&town_with_coordinator(database.store()));
        let (differs, _) = agency(&town, "つむぎ", "ツムギ", "0XX-111-2222");
        let (agrees, _) = agency(&town, "うみべ", "ウミベ", "0XX-333-4444");
        answer(&town, &differs, DIFFERS);
        answer(&town, &agrees, AGREES);
        let site = Site::start(&town.store, morning());
        let browser = at_desk(&site);
        let page = board(&browser, &town, "");
        let calls = page.texts("section[aria-labelledby=calls]").concat();
        assert!(calls.contains("要確認の回答：1") && calls.contains("延件数は実件数以上になります。"), "{calls}");
        assert!(calls.contains("0XX-111-2222") && !calls.contains("うみべ"), "{calls}");
        assert_eq!(page.attributes("section[aria-labelledby=calls] a[href^='tel:']", "href"), ["tel:0XX-111-2222"]);
        assert!(row(&page, "つむぎ").contains("要確認 1か所"));
        assert_eq!(listed(&board(&browser, &town, "?state=to_check")), ["つむぎ"]);
        // A new revision is read anew, and one that is decided about is no matter any more.
        town.save(differs.sheet, AGREES, 1, "mended");
        town.submit(differs.sheet, "{}", 2, "mended");
        assert_eq!(board(&browser, &town, "").texts("#calls"), ["要確認の回答：0"]);
        town.save(differs.sheet, DIFFERS, 2, "again");
        town.submit(differs.sheet, "{}", 3, "again");
        assert_eq!(board(&browser, &town, "").texts("#calls"), ["要確認の回答：1"]);
        decide(&town, &differs, ResponseState::Accepted);
        assert_eq!(board(&browser, &town, "").texts("#calls"), ["要確認の回答：0"]);
    }

    fn what_came_in_since_last_time_is_told_to_each_person(database) {
        let (town, guest) = short_survey(&town_with_coordinator(database.store()));
        let friday = Site::start(&town.store, morning());
        let browser = at_desk(&friday);
        assert_eq!(board(&browser, &town, "").texts("#arrivals"), ["届いた回答：0"]);
        answer(&later(&town, "2026-11-21T14:00:00+09:00"), &guest, AGREES);
        let monday = Site::start(&town.store, at("2026-11-23T08:30:00+09:00"));
        let browser = at_desk(&monday);
        for _ in 0..2 {
            let page = board(&browser, &town, "");
            let heading = page.texts("#arrivals").concat();
            assert_eq!(heading, "前回（令和8年11月20日（金）9時00分）以降に届いた回答：1");
            assert!(page.texts("section[aria-labelledby=arrivals]").concat().contains("B市社会福祉協議会の回答"));
            assert_eq!(listed(&board(&browser, &town, "?state=new")), ["B市社会福祉協議会"], "a look again keeps it");
        }
        let tuesday = Site::start(&town.store, at("2026-11-24T08:30:00+09:00"));
        let page = board(&at_desk(&tuesday), &town, "");
        assert_eq!(page.texts("#arrivals"), ["前回（令和8年11月23日（月）8時30分）以降に届いた回答：0"]);
    }

    fn a_call_is_noted_in_the_list_and_stays(database) {
        let (town, guest) = short_survey(&town_with_coordinator(database.store()));
        agency(&town, "つむぎ", "ツムギ", "0XX-111-2222");
        let site = Site::start(&town.store, morning());
        let browser = at_desk(&site);
        let page = board(&browser, &town, "?state=not_started&q=%E5%8D%94%E8%AD%B0");
        let wrong = note(&browser, &page, &guest, "　");
        assert!(wrong.texts("title")[0].starts_with("エラー："), "{}", wrong.text());
        assert!(wrong.text().contains("記録の内容を入力してください。"));
        let long = "あ".repeat(1001);
        let kept = note(&browser, &wrong, &guest, &long);
        assert!(kept.text().contains("現在1001文字") && kept.text().contains(&long), "nothing typed is lost");
        let form = note_form(&kept, &guest).with("words", "来週までに提出するとのこと\n（担当は中村様）");
        let noted = form.clone().post(&browser);
        assert!(noted.path.contains("?state=not%5Fstarted&q="), "the list stays as it was: {}", noted.path);
        assert_eq!(listed(&noted), ["B市社会福祉協議会"]);
        form.post(&browser);
        let (network, round) = (town.network.id, town.round.id);
        let notes = town.read(|connection| call_notes::of_round(connection, network, round));
        assert_eq!(notes.len(), 1, "a button pressed twice leaves one note");
        assert_eq!((notes[0].words.as_str(), notes[0].written_by.as_str()), ("来週までに提出するとのこと\n（担当は中村様）", "山田"));
        let row = row(&noted, "B市社会福祉協議会");
        assert!(row.contains("来週までに提出するとのこと") && row.contains("電話等の記録"), "{row}");
        note(&browser, &noted, &guest, "再度電話、不在");
        let page = board(&browser, &town, "");
        assert!(super::row(&page, "B市社会福祉協議会").contains("これまでの2件を見る"));
        let log = town.read(|connection| audit::newest(connection, network, None, 100));
        let lines: Vec<_> = log.iter().filter(|line| line.action == "call.noted").collect();
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.details == "{}"), "the log holds no words");
    }
}
