//! What an agency is warned of before it hands an answer in.

use super::{OUTLINE, asking_cases, fields, open, site};
use norishiro::app::words::WordDictionary;

use crate::harness::{Browser, Form, Site, at};
use crate::staff::town_with_coordinator;

on_both_databases! {
    fn an_agency_is_warned_and_may_hand_in_all_the_same(database) {
        let (town, guest) = asking_cases(&town_with_coordinator(database.store()));
        town.save(guest.sheet, &fields(OUTLINE), 0, "save");
        let (site, base) = (site(&town), format!("/a/{}/sheets/1", guest.token));
        let agency = Browser::new(&site);
        let review = open(&agency, &format!("{base}/review"));
        let warned = review.texts("#identifying li").concat();
        for words in ["事例概要", "氏名「田中太郎」", "年齢「34歳」", "学校名「桜丘高校」", "電話番号「090-1234-5678」"] {
            assert!(warned.contains(words), "{words} in {warned}");
        }
        assert!(!warned.contains("森"), "{warned}");
        let links = review.attributes("#identifying a", "href");
        assert_eq!(links, [format!("{base}/sections/situation#q-outline")]);
        assert!(open(&agency, &links[0]).html.contains("id=\"q-outline\""));
        let receipt = Form::of(&review, "form[action$='/revisions']").post(&agency);
        assert!(receipt.path.ends_with("/receipt"), "a warning is no obstacle: {}", receipt.text());
    }

    fn a_fault_of_the_warning_keeps_nobody_from_handing_in(database) {
        let (town, guest) = asking_cases(&town_with_coordinator(database.store()));
        town.save(guest.sheet, &fields(OUTLINE), 0, "save");
        let broken = WordDictionary::of_file(|| Some(b"no dictionary".as_slice().into()));
        let site = Site::cutting_by(broken, &town.store, at("2026-11-20T09:00:00+09:00"));
        let agency = Browser::new(&site);
        let review = open(&agency, &format!("/a/{}/sheets/1/review", guest.token));
        assert!(review.texts("#identifying").is_empty(), "{}", review.text());
        let receipt = Form::of(&review, "form[action$='/revisions']").post(&agency);
        assert!(receipt.path.ends_with("/receipt"), "{}", receipt.text());
    }

    fn nothing_is_said_where_nobody_could_be_told(database) {
        let (town, guest) = asking_cases(&town_with_coordinator(database.store()));
        town.save(guest.sheet, &fields("本人は森さんぽの会に参加し、NPO法人つむぎの家が同行した。"), 0, "save");
        let site = site(&town);
        let review = open(&Browser::new(&site), &format!("/a/{}/sheets/1/review", guest.token));
        assert!(review.texts("#identifying").is_empty(), "{}", review.text());
    }
}
