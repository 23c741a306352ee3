//! A coordinator steers a round that is open: due date, more agencies, pause, close, reopen, archive, copy.

use norishiro::store::agencies;
use norishiro::store::invitations;
use norishiro::store::rounds::{self, RoundState};

use super::making::{NOW, actions, begin, form, links, made, opened, registered, round_of, stored};
use super::{asking, at_desk, desk, town_with_coordinator};
use crate::harness::{Browser, Form, Page, Site, Town, at};

fn press(browser: &Browser, page: &Page, action: &str) -> Page {
    Form::of(page, &format!("form[action$='/{action}']")).post(browser)
}

fn settings(browser: &Browser, town: &Town, id: norishiro::store::RoundId) -> Page {
    browser.get(&format!("{}/rounds/{id}/settings", desk(town)))
}

on_both_databases! {
    fn the_due_date_is_put_off_and_every_change_is_in_the_log(database) {
        let town = town_with_coordinator(database.store());
        registered(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = opened(&browser, &town);
        let id = round_of(&page);
        let wrong = Form::of(&page, "form[action$='/due-date']").with("due_on", "令和8年11月1日").post(&browser);
        assert_eq!((wrong.status, wrong.texts("#errors-due_on").concat().as_str()), (422, "＊回答期限は、今日以後の日にしてください。＊回答期限は、受付を始める日より後の日にしてください。"));
        assert_eq!(Form::of(&wrong, "form[action$='/due-date']").value("due_on"), Some("令和8年11月1日"));
        let page = Form::of(&wrong, "form[action$='/due-date']").with("due_on", "2027-01-08").post(&browser);
        assert!(page.text().contains("回答期限を変更しました。"), "{}", page.text());
        assert_eq!(stored(&town, id).due_on, jiff::civil::date(2027, 1, 8));

        let page = press(&browser, &page, "pause");
        assert!(page.text().contains("受付中（メール停止中）"), "{}", page.text());
        assert!(stored(&town, id).paused_at.is_some());
        let page = press(&browser, &page, "resumption");
        assert_eq!(stored(&town, id).paused_at, None);

        let question = browser.get(&page.path.replace("/settings?done=resumed", "/closing"));
        assert!(question.text().contains("まだ回答のない機関が3機関あります。"), "{}", question.text());
        let link = links(&browser, &town, id).remove(0);
        let agency = Browser::new(&site);
        assert_eq!(agency.get(&link).status, 200);
        let page = press(&browser, &question, "closing");
        assert_eq!(agency.get(&link).status, 404, "no answers are taken any more");
        let page = press(&browser, &page, "reopening");
        assert_eq!(agency.get(&link).status, 200);
        assert!(page.attributes("form[action$='/archiving']", "action").is_empty(), "only what is closed is archived");
        let page = press(&browser, &browser.get(&page.path.replace("/settings?done=reopened", "/closing")), "closing");
        let page = press(&browser, &page, "archiving");
        assert!(page.text().contains("保管しました"), "{}", page.text());
        let title = stored(&town, id).title;
        assert!(!browser.get(&desk(&town)).text().contains(&title));
        let archive = browser.get(&format!("{}/archived-rounds", desk(&town)));
        assert!(archive.text().contains(&title), "{}", archive.text());
        let page = press(&browser, &page, "restoration");
        assert!(browser.get(&desk(&town)).text().contains(&title));
        assert!(page.attributes("form[action$='/deletion']", "action").is_empty());
        assert_eq!(actions(&town, id)[5..], [
            "round.due_date_changed", "round.paused", "round.resumed", "round.closed", "round.reopened", "round.closed",
            "round.archived", "round.restored",
        ]);
    }

    fn agencies_are_added_to_an_open_round(database) {
        let town = town_with_coordinator(database.store());
        let guests = registered(&town);
        let (network, act, gone) = (town.network.id, town.act, guests[2].agency.id);
        town.store.write_blocking(move |connection| agencies::set_archived(connection, network, gone, true, &act)).unwrap();
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = opened(&browser, &town);
        let id = round_of(&page);
        assert!(page.text().contains("2機関に依頼しました"), "archived ones are left out: {}", page.text());
        let adding = page.path.split("/settings").next().unwrap().to_owned() + "/agencies";
        assert!(browser.get(&adding).text().contains("登録されている全ての機関に依頼しています。"));
        town.invite("わかもの応援室", "わかものおうえんしつ", "youth_station");
        let page = browser.get(&adding);
        assert_eq!(page.attributes("input[name=agency]", "value").len(), 1, "those invited are no longer offered");
        let refused = form(&page).post(&browser);
        assert_eq!(refused.status, 422);
        let ticked = form(&page).with("all", "youth_station").post(&browser);
        assert_eq!((ticked.status, ticked.attributes("input[checked]", "value").len()), (200, 1));
        assert_eq!(links(&browser, &town, id).len(), 2, "ticking invites nobody");
        let page = form(&ticked).post(&browser);
        assert!(page.text().contains("1機関を加え、依頼しました。"), "{}", page.text());
        let links = links(&browser, &town, id);
        assert_eq!(links.len(), 3);
        let agency = Browser::new(&site);
        assert!(links.iter().all(|link| agency.get(link).status == 200));
        assert!(actions(&town, id).contains(&"round.agencies_added".to_owned()));
    }

    fn opening_twice_invites_once(database) {
        let town = town_with_coordinator(database.store());
        registered(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let button = Form::of(&made(&browser, &town), "form[action$='/opening']");
        let id = round_of(&button.post(&browser));
        assert_eq!(button.post(&browser).status, 404);
        assert_eq!(town.read(|connection| invitations::agencies_of_round(connection, town.network.id, id)).len(), 3);
    }

    fn links_say_from_when_answers_are_taken(database) {
        let town = town_with_coordinator(database.store());
        registered(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = made(&browser, &town);
        let page = browser.get(&page.path.replace("/settings?done=saved", "/schedule"));
        let page = form(&page).with("opens_on", "2026-12-01").post(&browser);
        let page = press(&browser, &page, "opening");
        assert!(page.text().contains("受付開始前"), "{}", page.text());
        let id = round_of(&page);
        let link = links(&browser, &town, id).remove(0);
        let agency = Browser::new(&site);
        let early = agency.get(&link);
        assert_eq!(early.status, 403);
        assert!(early.text().contains("まだ始まっていません"), "{}", early.text());
        assert!(early.text().contains("令和8年12月1日（火）"), "{}", early.text());
        assert_eq!(agency.get(&format!("{link}/sheets/1/review")).status, 403);
        assert_eq!(agency.post(&format!("{link}/decline"), &[]).status, 403, "nothing can be done before");
        drop(site);
        let site = Site::start(database.store(), at("2026-12-01T00:00:01+09:00"));
        assert_eq!(agency.at(&site).get(&link).status, 200);
    }

    fn next_years_round_is_copied_from_this_years(database) {
        let town = town_with_coordinator(database.store());
        let guests = registered(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = opened(&browser, &town);
        let first = round_of(&page);
        let schedule = browser.get(&page.path.replace(page.path.split("/settings").nth(1).unwrap(), "").replace("/settings", "/schedule"));
        form(&schedule)
            .with("document_number", "B地福第12号")
            .with("mail_text", "{agency}様 {document_number} {link}")
            .with("late_due_on", "令和9年1月8日")
            .post(&browser);
        let (network, act, gone) = (town.network.id, town.act, guests[2].agency.id);
        town.store.write_blocking(move |connection| agencies::set_archived(connection, network, gone, true, &act)).unwrap();
        drop(site);

        let site = Site::start(database.store(), at("2027-10-20T09:00:00+09:00"));
        let browser = at_desk(&site);
        let page = press(&browser, &settings(&browser, &town, first), "copies");
        let copy = round_of(&page);
        let again = Form::of(&settings(&browser, &town, first), "form[action$='/copies']");
        let twice: Vec<_> = Browser::at_once(&[(&browser, &again); 2]).iter().map(round_of).collect();
        assert_eq!(twice, [copy, copy], "a button pressed again makes no other draft");
        let round = stored(&town, copy);
        assert_eq!(round.title, "令和8年度 ひきこもり支援に関するアンケート");
        assert_eq!((round.period_text.as_str(), round.fiscal_year), ("令和8年4月から令和9年3月まで", Some(2026)));
        assert_eq!((round.state, round.due_on), (RoundState::Draft, jiff::civil::date(2027, 12, 17)));
        assert_eq!(round.late_due_on, Some(jiff::civil::date(2028, 1, 7)), "a Saturday becomes the Friday before");
        assert_eq!(round.version_id, stored(&town, first).version_id);
        let plan = town.read(|connection| rounds::plan(connection, network, copy)).unwrap();
        assert_eq!((plan.copied_from, plan.document_number), (Some(first), None));
        assert_eq!(town.read(|connection| rounds::chosen(connection, network, copy)).len(), 2, "an archived agency is left out");
        assert!(page.texts(".notice.warning").concat().contains("{document_number}がありますが、文書番号が空欄です。"), "{}", page.text());

        let schedule = browser.get(&page.path.replace("/settings?done=copied", "/schedule"));
        let page = form(&schedule).with("document_number", "B地福第34号").post(&browser);
        let page = press(&browser, &page, "opening");
        assert!(page.text().contains("2機関に依頼しました。"), "{}", page.text());
    }

    fn a_round_without_answers_takes_nothing_from_what_meetings_look_at(database) {
        let town = town_with_coordinator(database.store());
        let cases = asking(&town, "case-sheet", "事例の調査");
        let guest = cases.invite("B市社会福祉協議会", "びーししゃかいふくしきょうぎかい", "social_welfare_council");
        cases.answer(&guest, r#"{"valence":"good","outline":"図書館で会う"}"#);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let shown = || browser.get(&format!("{}/cases", desk(&town))).text();
        assert!(shown().contains("事例の調査"), "{}", shown());
        begin(&browser, &town, "case-sheet");
        assert!(shown().contains("事例の調査"), "a draft: {}", shown());
        asking(&town, "case-sheet", "始まったばかりの調査");
        assert!(shown().contains("事例の調査"), "a round that was opened just now: {}", shown());
    }
}
