//! 確認のお願い, from the desk to the agency and back.

use norishiro::store::outbox::{self, Purpose};
use norishiro::store::responses::ResponseState;

use super::super::{at_desk, town_with_coordinator};
use super::{answer, answered, open, response, save, send, site};
use crate::harness::{Browser, Form, Site, at};

on_both_databases! {
    fn a_comment_reaches_the_field_and_is_settled_by_a_correction(database) {
        let (town, guest) = answered(&town_with_coordinator(database.store()));
        let site = site(&town);
        let desk = at_desk(&site);
        let form = open(&desk, &format!("{}/request", answer(&town, &guest)));
        let asked = send(&desk, &form, "/request", &[("comment:staff", "兼務の方も含みますか。"), ("until", "2026-11-27")]);
        assert!(asked.text().contains("機関に確認をお願いしました。"), "{}", asked.text());
        assert!(asked.text().contains("再確認の期限：令和8年11月27日（金）") && asked.text().contains("確認中"));

        let browser = Browser::new(&site);
        let link = format!("/a/{}", guest.token);
        let start = open(&browser, &link);
        assert!(start.text().contains("職員数：兼務の方も含みますか。"), "{}", start.text());
        assert!(start.text().contains("令和8年11月27日（金）までに"));
        let review = open(&browser, &format!("{link}/sheets/1/review"));
        assert!(review.attributes("form[action$=revisions]", "action").is_empty(), "nothing was looked at yet");
        let section = open(&browser, &review.attributes("form[action$=confirmations] a", "href")[0]);
        assert!(section.texts("#q-staff").join("").contains("事務局からの確認のお願い"), "{}", section.text());
        let beside = section.attributes("#f-staff", "aria-describedby").join("");
        let comment = section.attributes("#q-staff .notice", "id").join("");
        assert!(beside.split(' ').any(|id| id == comment), "{beside} names {comment}");
        save(&browser, &section, &[("staff", "6")]);
        let review = open(&browser, &format!("{link}/sheets/1/review"));
        assert!(review.text().contains("訂正しました"), "{}", review.text());
        let receipt = send(&browser, &review, "/revisions", &[]);
        assert!(receipt.path.ends_with("/receipt"), "{}", receipt.path);
        assert_eq!(response(&town, &guest).state, ResponseState::Submitted);
        let after = open(&desk, &answer(&town, &guest));
        assert!(after.text().contains("済み") && after.text().contains("6人"), "{}", after.text());
        assert_eq!(response(&town, &guest).recheck_on, None);
    }

    fn the_agency_may_say_that_it_is_right_as_it_is(database) {
        let (town, guest) = answered(&town_with_coordinator(database.store()));
        let site = site(&town);
        let desk = at_desk(&site);
        let form = open(&desk, &format!("{}/request", answer(&town, &guest)));
        send(&desk, &form, "/request", &[("comment:staff", "兼務の方も含みますか。"), ("whole", "昨年度と大きく違います。")]);

        let browser = Browser::new(&site);
        let address = format!("/a/{}/sheets/1/review", guest.token);
        let review = open(&browser, &address);
        let ticks = review.attributes("form[action$=confirmations] input[type=checkbox]", "name");
        assert_eq!(ticks.len(), 2, "{}", review.text());
        let reason = ticks[1].replace("confirm:", "reason:");
        let one = send(&browser, &review, "/confirmations", &[(&ticks[1], "1"), (&reason, "兼務を含みます")]);
        assert!(one.attributes("form[action$=revisions]", "action").is_empty(), "one is still open: {}", one.text());
        assert!(one.text().contains("（理由：兼務を含みます）"), "{}", one.text());
        let both = send(&browser, &one, "/confirmations", &[(&ticks[0], "1")]);
        let receipt = send(&browser, &both, "/revisions", &[]);
        assert!(receipt.path.ends_with("/receipt"), "{}: {}", receipt.path, receipt.text());
        let again = response(&town, &guest);
        assert_eq!((again.state, again.latest_revision), (ResponseState::Submitted, 2));
        assert!(!open(&browser, &format!("/a/{}", guest.token)).text().contains("確認をお願いしています"));
    }

    fn a_request_says_all_that_is_wrong_with_it_at_once(database) {
        let (town, guest) = answered(&town_with_coordinator(database.store()));
        let site = site(&town);
        let desk = at_desk(&site);
        let form = open(&desk, &format!("{}/request", answer(&town, &guest)));
        let nothing = send(&desk, &form, "/request", &[("until", "来週")]);
        assert!(nothing.texts("title")[0].starts_with("エラー："), "{}", nothing.text());
        let links = nothing.attributes("#errors a", "href");
        assert_eq!(links, ["#f-until", "#f-whole"]);
        assert_eq!(nothing.attributes("#f-until", "value"), ["来週"], "nothing typed is lost");
        let past = send(&desk, &form, "/request", &[("comment:staff", "?"), ("until", "2026-11-19")]);
        assert!(past.text().contains("今日以後の日付を入力してください。"), "{}", past.text());
        assert_eq!(response(&town, &guest).state, ResponseState::Submitted);
        // A question that is not asked is nobody's.
        let form = Form::of(&form, "form[action$='/request']").with("comment:nothing", "？");
        assert!(form.post(&desk).text().contains("確認していただきたいことを"));
    }

    fn the_contact_is_written_to_without_a_word_of_the_answer(database) {
        let (town, guest) = answered(&town_with_coordinator(database.store()));
        let folder = tempfile::tempdir().unwrap();
        let site = Site::sending(&town.store, at("2026-11-20T09:00:00+09:00"), folder.path().join("mail"));
        let desk = at_desk(&site);
        let form = open(&desk, &format!("{}/request", answer(&town, &guest)));
        assert!(form.text().contains("1件の宛先に"), "{}", form.text());
        let words = [("comment:staff", "兼務の方も含みますか。"), ("until", "2026-11-27")];
        send(&desk, &form, "/request", &words);
        let (network, round) = (town.network.id, town.round.id);
        let mails = town.read(move |connection| outbox::of_round(connection, network, round));
        assert_eq!(mails.iter().map(|mail| mail.purpose).collect::<Vec<_>>(), [Purpose::SentBack]);
        assert_eq!(mails[0].to_address, "soudan@shakyo.example.jp");
        assert_eq!(mails[0].subject, "【確認のお願い】「短いアンケート」の御回答について（11月27日まで）");
    }

    fn what_is_asked_can_be_taken_back_and_looked_at_late(database) {
        let (town, guest) = answered(&town_with_coordinator(database.store()));
        let late = crate::harness::Site::start(&town.store, at("2027-01-15T09:00:00+09:00"));
        let desk = at_desk(&late);
        let form = open(&desk, &format!("{}/request", answer(&town, &guest)));
        let asked = send(&desk, &form, "/request", &[("comment:remarks", "もう少し詳しくお願いします。")]);
        let browser = Browser::new(&late);
        let words = format!("/a/{}/sheets/1/sections/words", guest.token);
        assert!(open(&browser, &words).text().contains("もう少し詳しくお願いします。"), "after the due date too");
        send(&desk, &asked, "/restoration", &[]);
        assert!(!browser.get(&words).text().contains("もう少し詳しくお願いします。"));
    }
}
