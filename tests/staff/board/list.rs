//! The list: what is looked for stands in the address; its file; new links.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use norishiro::store::audit::{self, Subject};

use super::*;

on_both_databases! {
    fn agencies_are_found_by_state_kind_and_name_and_sorted(database) {
        let (town, council) = short_survey(&town_with_coordinator(database.store()));
        agency(&town, "つむぎ", "ツムギ", "0XX-111-2222");
        agency(&town, "あおぞら", "アオゾラ", "0XX-333-4444");
        answer(&later(&town, "2026-11-20T09:30:00+09:00"), &council, AGREES);
        let site = Site::start(&town.store, at("2026-11-20T10:00:00+09:00"));
        let browser = at_desk(&site);
        let found = |query: &str| listed(&board(&browser, &town, query));
        assert_eq!(found(""), ["あおぞら", "つむぎ", "B市社会福祉協議会"]);
        assert_eq!(found("?kind=npo"), ["あおぞら", "つむぎ"]);
        assert_eq!(found("?state=submitted&kind=npo"), [""; 0]);
        assert_eq!(found("?q=%E3%81%A4%E3%82%80"), ["つむぎ"]);
        assert_eq!(found("?sort=last")[0], "B市社会福祉協議会");
        assert_eq!(found("?state=made-up").len(), 3);
        let page = board(&browser, &town, "?state=unanswered&kind=npo");
        assert_eq!(page.attributes("#state option[selected]", "value"), ["unanswered"]);
        assert_eq!(page.attributes("#kind option[selected]", "value"), ["npo"]);
        assert!(page.text().contains("3機関のうち2機関を表示しています。"));
        assert!(page.texts(".totals a").contains(&"未着手 2".to_owned()), "{:?}", page.texts(".totals a"));
    }

    fn the_list_is_a_workbook_of_texts_without_links(database) {
        let (town, council) = short_survey(&town_with_coordinator(database.store()));
        agency(&town, "つむぎ", "ツムギ", "0120-111-222");
        answer(&town, &council, DIFFERS);
        let site = Site::start(&town.store, morning());
        let browser = at_desk(&site);
        let page = board(&browser, &town, "");
        note(&browser, &page, &council, "=1+1 と書かれた用紙");
        let path = board(&browser, &town, "?kind=npo").attributes("a[href*='board.xlsx']", "href");
        assert_eq!(path, [format!("{}/board.xlsx?kind=npo", round(&town))]);
        let cells = |path: &str| {
            let mut book = Xlsx::new(Cursor::new(browser.download(path).1)).unwrap();
            book.worksheet_range("回答の状況").unwrap().rows().skip(4).map(<[Data]>::to_vec).collect::<Vec<_>>()
        };
        let some = cells(&path[0]);
        assert_eq!(some.len(), 1);
        assert_eq!(some[0][3], Data::String("0120-111-222".to_owned()));
        let all = cells(&format!("{}/board.xlsx", round(&town)));
        let words: Vec<String> = all[1].iter().map(ToString::to_string).collect();
        assert_eq!((words[0].as_str(), words[6].as_str(), words[7].as_str()), ("B市社会福祉協議会", "提出済み", "1か所"));
        assert!(words[10].contains("=1+1 と書かれた用紙"), "{words:?}");
        assert!(all.iter().flatten().all(|cell| matches!(cell, Data::String(_) | Data::Empty)));
        assert!(!all.iter().flatten().any(|cell| cell.to_string().contains("/a/")), "links stay on the page");
        let about = Subject::new("round", town.round.id);
        let log = town.read(|connection| audit::about(connection, town.network.id, &about));
        assert_eq!(log.iter().filter(|line| line.action == "board.exported").count(), 2);
    }

    fn a_new_link_kills_the_old_one(database) {
        let (town, guest) = short_survey(&town_with_coordinator(database.store()));
        let site = Site::start(&town.store, morning());
        let (browser, agency) = (at_desk(&site), Browser::new(&site));
        let page = board(&browser, &town, "");
        let path = page.attributes(".board a[href$='/link']", "href").concat();
        let shown = browser.get(&path);
        let link = |page: &Page| page.texts(".link code").concat().split_once("/a/").unwrap().1.to_owned();
        let form = Form::of(&shown, "form[action$='/link']");
        let stranger = form.clone().with("csrf", "made up").post(&browser);
        assert_eq!(stranger.status, 403);
        let made = form.clone().post(&browser);
        assert!(made.text().contains("新しいリンクを作りました。"), "{}", made.text());
        assert_ne!(link(&made), link(&shown));
        assert_eq!(agency.get(&format!("/a/{}", guest.token)).status, 404, "the one in the mail is dead");
        assert_eq!(agency.get(&format!("/a/{}", link(&made))).status, 200);
        let again = form.post(&browser);
        assert!(again.text().contains("この画面を開いた後に"), "{}", again.text());
        assert_eq!(link(&again), link(&made), "pressed twice, made once");
        let about = Subject::new("invitation", guest.invitation.id);
        let log = town.read(|connection| audit::about(connection, town.network.id, &about));
        assert_eq!(log.iter().filter(|line| line.action == "invitation.reissued").count(), 1);
    }
}
