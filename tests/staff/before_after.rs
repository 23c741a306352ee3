//! Ratings of persons before and after, through the page.

use jiff::civil::date;
use norishiro::store::audit::{self, Subject};
use norishiro::store::memberships::Role;
use norishiro::store::sheets;

use super::{PASSWORD, add_person, asking, at_desk, desk, round, sign_in, town_with_coordinator};
use crate::harness::{Browser, Guest, Site, Town, at, row};

const NOW: &str = "2026-11-20T09:00:00+09:00";
const FACILITATOR: &str = "shinko@b-city.example.jp";

/// Hands in one sheet after the other.
fn rate(town: &Town, guest: &Guest, ratings: &[String]) {
    let mut guest = guest.clone();
    for (place, rating) in ratings.iter().enumerate() {
        if place > 0 {
            let (network, invitation, act) = (town.network.id, guest.invitation.id, town.act);
            guest.sheet = town
                .store
                .write_blocking(move |connection| sheets::add(connection, network, invitation, &act))
                .unwrap()
                .id;
        }
        town.answer(&guest, rating);
    }
}

fn rating(reference: &str, occasion: &str, day: &str, autonomy: u8) -> String {
    let day = if day.is_empty() { String::new() } else { format!(r#", "noted_on": "{day}""#) };
    format!(r#"{{"case_ref": "{reference}", "occasion": "{occasion}"{day}, "autonomy": {autonomy}}}"#)
}

/// Two agencies: the first one's M-01 went from 3 to 5 over two years' rounds, six others of the second one
/// from 2 to 4.
fn two_years(town: &Town) -> Town {
    let old = asking(town, "progress-scale", "令和6年度 歩みの記録");
    old.change_round(|round| {
        round.fiscal_year = Some(2024);
        round.period_start = Some(date(2024, 4, 1));
        round.period_end = Some(date(2025, 3, 31));
    });
    let centre = old.invite("ひきこもり地域支援センター", "ヒキコモリ", "hikikomori_centre");
    rate(&old, &centre, &[rating("M-01", "first", "2024-05-01", 3), rating("M-02", "first", "2024-05-01", 4)]);
    let new = asking(town, "progress-scale", "令和7年度 歩みの記録");
    let again = new.invite_again(&centre.agency);
    let unmet = r#"{"case_ref": "M-03", "occasion": "first", "autonomy_not_rated": "not_met"}"#.to_owned();
    let twice = rating("M-04", "first", "", 2);
    rate(
        &new,
        &again,
        &[
            rating("Ｍ－０１", "year_end", "2026-03-01", 5),
            unmet,
            twice.clone(),
            twice,
            rating("M04", "closing", "", 2),
        ],
    );
    let npo = new.invite("特定非営利活動法人やまびこ", "ヤマビコ", "npo");
    let six: Vec<String> = (1..=6)
        .flat_map(|number| {
            let reference = format!("Y-{number}");
            [rating(&reference, "first", "2025-04-01", 2), rating(&reference, "year_end", "2026-03-01", 4)]
        })
        .collect();
    rate(&new, &npo, &six);
    new
}

on_both_databases! {
    fn persons_are_joined_over_rounds_by_the_agencys_number(database) {
        let town = town_with_coordinator(database.store());
        let new = two_years(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let link = format!("{}/before-after", round(&new));
        assert!(browser.get(&format!("{}/results", round(&new))).attributes("main a", "href").contains(&link));
        assert!(browser.get(&format!("{}/trends", desk(&town))).attributes("main a", "href").contains(&link));
        let page = browser.get(&link);
        // Up, same, down, pairs; M-03 and M04 have no two. M-02 is not in this year's round.
        assert_eq!(row(&page, "moved", "自立に向けた行動"), ["7", "0", "0", "7", "2"]);
        assert_eq!(row(&page, "crossed-autonomy", "段階3")[4..6], ["1", "0"]);
        assert_eq!(row(&page, "crossed-autonomy", "段階2")[3], "6");
        assert_eq!(row(&page, "between-autonomy", "1年以上2年未満"), ["1"]);
        assert_eq!(row(&page, "between-autonomy", "6か月以上1年未満"), ["6"]);
        let text = page.text();
        for said in ["お会いしていない", "同じ時点の記入が二つ以上あり", "M-04、M04", "平均は出していません"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(!text.contains("改善") && !text.contains("M-02"));
        let (network, subject) = (town.network.id, Subject::new("round", new.round.id));
        let lines = town.read(|connection| audit::about(connection, network, &subject));
        let seen: Vec<_> = lines.iter().filter(|line| line.action == "before_after.viewed").map(|line| line.details.as_str()).collect();
        assert_eq!(seen, [r#"{"for":"office_use"}"#]);
        let survey = asking(&town, "agency-survey", "令和7年度アンケート");
        assert_eq!(browser.get(&format!("{}/before-after", round(&survey))).status, 404);
    }

    fn a_facilitator_sees_movements_of_enough_persons_and_nobody_alone(database) {
        let town = town_with_coordinator(database.store());
        let new = two_years(&town);
        add_person(&town, FACILITATOR, Role::Facilitator);
        let site = Site::start(database.store(), at(NOW));
        let browser = Browser::new(&site);
        sign_in(&browser, FACILITATOR, PASSWORD);
        let page = browser.get(&format!("{}/before-after", round(&new)));
        assert_eq!(page.status, 200);
        // Seven pairs are enough; nobody was rated twice on the other scales, of which nothing is told.
        assert_eq!(row(&page, "moved", "自立に向けた行動"), ["7", "0", "0", "7"]);
        assert_eq!(page.texts("#moved tbody th").len(), 1);
        assert_eq!(page.texts("section.result").len(), 1);
        let text = page.text();
        for hidden in ["M-01", "M-04", "Ｍ", "ひきこもり地域支援センター", "お会いしていない"] {
            assert!(!text.contains(hidden), "{hidden}: {text}");
        }
        assert!(text.contains("前後の評価がある方が5人に満たない2の尺度は、表示していません"), "{text}");
    }

    fn the_office_sees_what_would_be_published_of_ratings_and_looks_behind_it(database) {
        let town = town_with_coordinator(database.store());
        let new = two_years(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let address = format!("{}/before-after", round(&new));
        let public = browser.get(&format!("{address}?for=publication"));
        assert!(browser.get(&address).attributes("main .actions a", "href").contains(&format!("{address}?for=publication")));
        assert!(public.texts("title").concat().contains("公表用"));
        // Seven pairs are fewer than the ten under which nothing is published.
        assert_eq!(public.texts("section.result"), Vec::<String>::new());
        let text = public.text();
        assert!(text.contains("10人に満たない3の尺度") && text.contains("表示できる表がありません"), "{text}");
        assert!(!text.contains("M-04") && !text.contains("ひきこもり地域支援センター"), "{text}");

        let noted = |action: &str| {
            let (network, subject) = (town.network.id, Subject::new("round", new.round.id));
            let lines = town.read(|connection| audit::about(connection, network, &subject));
            lines.iter().filter(|line| line.action == action).count()
        };
        assert_eq!((noted("before_after.viewed"), noted("before_after.viewed_unhidden")), (2, 0));
        let behind = browser.get(&public.attributes("main .actions a", "href").concat());
        assert_eq!(row(&behind, "moved", "自立に向けた行動"), ["7", "0", "0", "7", "2"]);
        assert_eq!((noted("before_after.viewed"), noted("before_after.viewed_unhidden")), (2, 1));
    }
}
