//! Hearings: written by an interviewer, confirmed by the agency, and shared only then.

use norishiro::definition::{Library, SourceFile, bundle};
use norishiro::store::memberships::Role;

use super::answers::{agency, answer, answered, open, response, save, send, site};
use super::{PASSWORD, add_person, at_desk, desk, round, sign_in, town_with_coordinator};
use crate::harness::{Browser, Guest, Page, Site, Town};

const HEARING: &str = "key: short-hearing
kind: hearing
title: 短いヒアリング
minutes: 30
answers_per_agency: one
answered_by: interviewer
sections:
  - key: talk
    title: 伺ったこと
    questions:
      - key: strengths
        type: paragraph
        label: 得意なこと
        required: true
      - key: visits
        type: number
        label: 訪問の回数
        unit: 回
";

const KIKITE: &str = "kikite@b-city.example.jp";

/// A hearing of an agency that has answered the survey, and another agency's.
fn hearing(town: &Town) -> (Town, Guest, Guest) {
    let (_, surveyed) = answered(town);
    let file = SourceFile { path: "short-hearing.yaml".to_owned(), text: HEARING.to_owned() };
    let library = Library::read(&[file], None).unwrap();
    let asking = town.asking("short-hearing", "短いヒアリング", &bundle::write(&library, "short-hearing").unwrap());
    let guest = asking.invite_again(&surveyed.agency);
    let other = asking.invite("Bクリニック", "ビークリニック", "medical");
    (asking, guest, other)
}

/// Makes the link for interviewers at the desk, and reads it off the page.
fn interviewers_link(desk: &Browser, town: &Town, guest: &Guest) -> String {
    let page = open(desk, &format!("{}/hearing", agency(town, guest)));
    let made = send(desk, &page, "/hearing/link", &[]);
    let link = made.texts("code.link").concat();
    assert!(link.contains("/a/"), "{}", made.text());
    format!("/a/{}", link.rsplit('/').next().unwrap())
}

fn valid(desk: &Browser, town: &Town) -> String {
    let results = open(desk, &format!("{}/results", round(town)));
    let text = results.text();
    let (_, number) = text.split_once("有効回答数").unwrap();
    number.chars().take(3).collect()
}

/// The valid answers as the list of rounds and the board tell them.
fn valid_elsewhere(desk: &Browser, town: &Town) -> [String; 2] {
    let path = round(town);
    let list = open(desk, &super::desk(town));
    let card = format!("li.card:has(a[href='{path}']) .card-facts");
    let board = open(desk, &path).texts("dl.figures").concat();
    let (_, number) = board.split_once("有効回答数").unwrap();
    [list.texts(&card).concat(), number.trim().chars().take(3).collect()]
}

/// Writes the hearing down behind an address, and hands it in.
fn write_down(browser: &Browser, base: &str, words: &str) -> Page {
    let section = open(browser, &format!("{base}/sheets/1/sections/talk"));
    let review = save(browser, &section, &[("strengths", words), ("visits", "3")]);
    assert!(review.path.contains("/review"), "{}", review.path);
    send(browser, &review, "/revisions", &[])
}

fn interviewer(site: &Site) -> Browser {
    let browser = Browser::new(site);
    sign_in(&browser, KIKITE, PASSWORD);
    browser
}

on_both_databases! {
    fn a_hearing_is_shared_once_its_agency_has_confirmed_it(database) {
        let (town, guest, _) = hearing(&town_with_coordinator(database.store()));
        let site = site(&town);
        let (desk, visitor, agencys) = (at_desk(&site), Browser::new(&site), Browser::new(&site));
        let link = interviewers_link(&desk, &town, &guest);
        let start = open(&visitor, &link);
        assert!(start.text().contains("B市社会福祉協議会の聞き取りを担当する方のページです。"), "{}", start.text());
        assert!(open(&visitor, &format!("{link}/survey")).text().contains("夜間の電話が増えた"));
        let own = format!("/a/{}", guest.token);
        assert!(open(&agencys, &own).text().contains("聞き手がお話を伺って記入します"));

        let receipt = write_down(&visitor, &link, "夜間の訪問");
        assert!(receipt.text().contains("機関に内容の確認をお願いします。"), "{}", receipt.text());
        assert!(valid(&desk, &town).starts_with("0機関"), "not shared before it is confirmed");
        let [list, board] = valid_elsewhere(&desk, &town);
        assert!(list.contains("回収 1機関有効 0機関") && board == "0機関", "the same rule everywhere: {list}, {board}");
        assert!(open(&desk, &round(&town)).texts(".board tbody tr").concat().contains("内容確認待ち"));
        assert!(open(&desk, &answer(&town, &guest)).text().contains("内容確認待ち"));
        assert!(open(&agencys, &own).text().contains("聞き取りの内容の確認をお願いします。"));

        let page = open(&agencys, &format!("{own}/sheets/1/confirmation"));
        assert!(page.text().contains("夜間の訪問"), "{}", page.text());
        let nothing = send(&agencys, &page, "/confirmation", &[("answer", "wrong")]);
        assert!(nothing.texts("title")[0].starts_with("エラー："), "{}", nothing.text());
        let words = [("answer", "wrong"), ("comment:visits", "4回です。")];
        let asked = send(&agencys, &nothing, "/confirmation", &words);
        assert!(asked.text().contains("聞き手が確認しています"), "{}", asked.text());

        let section = open(&visitor, &format!("{link}/sheets/1/sections/talk"));
        assert!(section.text().contains("機関からの確認のお願い") && section.text().contains("4回です。"), "{}", section.text());
        let review = save(&visitor, &section, &[("visits", "4")]);
        send(&visitor, &review, "/revisions", &[]);
        let page = open(&agencys, &format!("{own}/sheets/1/confirmation"));
        let right = send(&agencys, &page, "/confirmation", &[("answer", "right")]);
        assert!(right.text().contains("「内容に相違ありません」を承りました。"), "{}", right.text());
        assert!(response(&town, &guest).is_confirmed());
        assert!(valid(&desk, &town).starts_with("1機関"));
        let [list, board] = valid_elsewhere(&desk, &town);
        assert!(list.contains("有効 1機関") && board == "1機関", "{list}, {board}");
        assert!(open(&desk, &answer(&town, &guest)).text().contains("内容確認済み"));
        assert!(visitor.get(&format!("{link}/sheets/1/sections/talk")).path.ends_with("/receipt"), "it is closed now");
    }

    fn an_interviewer_with_an_account_sees_what_was_given_and_nothing_else(database) {
        let (town, guest, other) = hearing(&town_with_coordinator(database.store()));
        add_person(&town, KIKITE, Role::Interviewer);
        let site = site(&town);
        let (desk_browser, visitor) = (at_desk(&site), interviewer(&site));
        assert!(open(&visitor, &desk(&town)).text().contains("いまお願いしている聞き取りはありません"));
        let page = open(&desk_browser, &format!("{}/hearing", agency(&town, &guest)));
        let user = page.attributes("select[name=user] option", "value").concat();
        let given = send(&desk_browser, &page, "/hearing/interviewers", &[("user", &user)]);
        assert!(given.text().contains(KIKITE), "{}", given.text());

        let list = open(&visitor, &desk(&town));
        let base = list.attributes(".card a", "href").concat();
        assert!(list.text().contains("B市社会福祉協議会") && !list.text().contains("Bクリニック"), "{}", list.text());
        assert!(open(&visitor, &format!("{base}/survey")).text().contains("夜間の電話が増えた"));
        let done = write_down(&visitor, &base, "夜間の訪問");
        assert!(done.text().contains("機関の内容確認待ち"), "{}", done.text());
        let foreign = base.replace(&guest.invitation.id.to_string(), &other.invitation.id.to_string());
        for path in [foreign, agency(&town, &guest), format!("{}/results", round(&town))] {
            assert_eq!(visitor.get(&path).status, 404, "{path}");
        }
        send(&desk_browser, &given, "/removal", &[]);
        for page in ["", "/survey", "/sheets/1/sections/talk", "/sheets/1/review"] {
            assert_eq!(visitor.get(&format!("{base}{page}")).status, 404, "{page}");
        }
    }

    fn the_two_links_of_a_hearing_open_different_things(database) {
        let (town, guest, _) = hearing(&town_with_coordinator(database.store()));
        let site = site(&town);
        let (desk, browser) = (at_desk(&site), Browser::new(&site));
        let own = format!("/a/{}", guest.token);
        assert_eq!(browser.get(&format!("{own}/sheets/1/sections/talk")).status, 200, "nobody holds it: the agency may");
        let link = interviewers_link(&desk, &town, &guest);
        assert_eq!(browser.get(&format!("{link}/sheets/1/confirmation")).status, 404, "only the agency confirms");
        assert_eq!(browser.get(&format!("{own}/survey")).status, 404);
        let section = open(&browser, &format!("{link}/sheets/1/sections/talk"));
        save(&browser, &section, &[("strengths", "聞き手の言葉")]);
        for page in ["", "/sheets/1/review", "/sheets/1/correction", "/sheets/1/sections/talk"] {
            assert!(!browser.get(&format!("{own}{page}")).text().contains("聞き手の言葉"), "{page}");
        }
        let page = open(&desk, &format!("{}/hearing", agency(&town, &guest)));
        let again = send(&desk, &page, "/hearing/link", &[]);
        assert_eq!(browser.get(&link).status, 404, "the old link is dead");
        let new = format!("/a/{}", again.texts("code.link").concat().rsplit('/').next().unwrap());
        assert_eq!(browser.get(&new).status, 200);
        send(&desk, &again, "/hearing/link/removal", &[]);
        assert_eq!(browser.get(&new).status, 404);
    }
}
