//! Several sheets: copied, removed, put back.

use norishiro::store::{drafts, sheets};

use super::robot::{Robot, answers};
use super::{answer_all, asked, press, save};
use crate::harness::{Browser, Guest, Page, Site, Town, at};

fn open(browser: &Browser, guest: &Guest, sheet: i32) -> Page {
    browser.get(&format!("/a/{}/sheets/{sheet}/sections/subject", guest.token))
}

fn numbers(town: &Town, guest: &Guest) -> Vec<i32> {
    let all = town.read(|connection| sheets::of_invitation(connection, town.network.id, guest.invitation.id));
    all.into_iter().map(|status| status.sheet.number).collect()
}

on_both_databases! {
    fn a_sheet_is_copied_as_the_start_of_the_next(database) {
        let (town, guest) = asked(&Town::new(database.store()), "case-sheet");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let link = format!("/a/{}", guest.token);
        answer_all(&browser, &link);
        let start = browser.get(&link);
        let copy = press(&browser, &start, "/sheets/1/copies");
        assert!(copy.path.contains("/sheets/2/sections/") && copy.text().contains("事例シート 1の内容を写しました"));
        let of = |sheet: i32| {
            let page = copy.path.split('?').next().unwrap().replace("/sheets/2/", &format!("/sheets/{sheet}/"));
            answers(&browser.get(&page).document())
        };
        assert!(!of(1).is_empty());
        assert_eq!(of(2), of(1));
        let (name, _) = of(2).into_iter().find(|(name, _)| !name.starts_with("confirm:")).unwrap();
        save(&Robot::new(&browser, &[]), &copy, &[(&name, "")]);
        assert_ne!(of(2), of(1));
        let again = press(&browser, &start, "/sheets/1/copies");
        assert!(again.path.contains("/sheets/2/"), "pressed twice");
        assert_eq!(numbers(&town, &guest), [1, 2]);
        assert_ne!(of(2), of(1), "and what was changed since stays");
        assert!(browser.get(&link).text().contains("入力中"));
    }

    fn a_wrong_sheet_is_removed_and_put_back(database) {
        let (town, guest) = asked(&Town::new(database.store()), "case-sheet");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let robot = Robot::new(&browser, &[]);
        let link = format!("/a/{}", guest.token);
        let first = press(&browser, &browser.get(&link), "/sheets");
        let pairs = Robot::new(&browser, &[]).filled(&first.document());
        robot.post(&first, pairs, ("_go", "next"));
        let typed = |town: &Town| town.read(|c| drafts::find(c, town.network.id, guest.sheet)).unwrap().fields;
        let before = typed(&town);

        let start = press(&browser, &browser.get(&link), "/sheets/1/removal");
        assert!(start.text().contains("事例シート 1を削除しました。"), "{}", start.text());
        assert!(start.text().contains("元に戻す"));
        assert_eq!(numbers(&town, &guest), [0; 0]);
        assert_eq!(typed(&town), before, "nothing is lost");
        let next = press(&browser, &start, "/sheets");
        assert!(next.path.contains("/sheets/2/"), "a number is not given twice: {}", next.path);

        // A colleague still has the sheet open in another window.
        let gone = save(&robot, &first, &[]);
        assert_eq!(gone.status, 410);
        assert!(gone.text().contains("このシートは削除されています") && gone.text().contains("保管しています"));
        let start = press(&browser, &browser.get(&link), "/sheets/1/restoration");
        assert!(!start.text().contains("元に戻す"));
        assert_eq!(numbers(&town, &guest), [1, 2]);
        assert_eq!(open(&browser, &guest, 9).status, 404);
    }

    fn a_submitted_sheet_is_never_removed(database) {
        let (town, guest) = asked(&Town::new(database.store()), "case-sheet");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let link = format!("/a/{}", guest.token);
        answer_all(&browser, &link);
        assert!(browser.get(&link).attributes("form[action$=removal]", "action").is_empty(), "no button for it");
        let start = browser.post(&format!("{link}/sheets/1/removal"), &[]);
        assert!(start.text().contains("提出済み") && !start.text().contains("削除しました"));
        assert_eq!(numbers(&town, &guest), [1]);
        let (_, single) = asked(&town, "agency-survey");
        for verb in ["removal", "restoration"] {
            assert_eq!(browser.post(&format!("/a/{}/sheets/1/{verb}", single.token), &[]).status, 404, "{verb}");
        }
    }
}
