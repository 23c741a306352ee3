//! The way of a case to others than the office: prepared, asked about, agreed to, corrected, agreed to anew.

use norishiro::store::audit;
use norishiro::store::masked_cases::{self, MaskedState, NewVersion};
use norishiro::store::rounds::RoundState;

use super::{
    MASKED, OUTLINE, asking_cases, covered, form, hand_in, office_page, open, own_page, press, site, standing,
};
use crate::harness::{Browser, Form, Town};
use crate::staff::{at_desk, desk, town_with_coordinator};

/// What was done with cases, oldest first.
fn done(town: &Town) -> Vec<String> {
    let network = town.network.id;
    let lines = town.read(move |connection| audit::newest(connection, network, None, 1_000));
    let of_masking =
        lines.into_iter().rev().filter(|line| line.action.starts_with("masking.") && line.action != "masking.viewed");
    of_masking.map(|line| line.action).collect()
}

/// How the case stands in the office's list.
fn listed(office: &Browser, town: &Town) -> String {
    open(office, &format!("{}/masking", desk(town))).texts("tbody .state").concat()
}

on_both_databases! {
    fn an_agency_agrees_before_others_read_its_case(database) {
        let (town, guest) = asking_cases(&town_with_coordinator(database.store()));
        hand_in(&town, &guest, OUTLINE, 0);
        let site = site(&town);
        let (office, agency) = (at_desk(&site), Browser::new(&site));
        assert_eq!(listed(&office, &town), "未依頼");
        assert_eq!(agency.get(&own_page(&guest)).status, 404, "nothing is asked of the agency yet");

        let page = open(&office, &office_page(&town, &guest));
        assert_eq!(covered(&page), MASKED);
        assert_eq!(page.texts("mark.masked").len(), 4);
        let asked = press(&office, &page, "ask", &[]);
        assert!(asked.text().contains("機関に確認をお願いしました。"), "{}", asked.text());
        assert_eq!(listed(&office, &town), "機関が確認中");
        let mail = town.stored_mail();
        assert!(mail.body.contains("{link}/masking") && mail.body.contains("事例（1件）"), "{}", mail.body);
        assert!(!mail.body.contains("田中"), "{}", mail.body);

        assert!(open(&agency, &format!("/a/{}", guest.token)).text().contains("事例シート 1の伏せ字を確認する"));
        let list = open(&agency, &format!("/a/{}/masking", guest.token));
        assert_eq!(list.attributes("tbody a", "href"), [own_page(&guest)]);
        let page = open(&agency, &own_page(&guest));
        assert_eq!((covered(&page), standing(&page)), (MASKED.to_owned(), "機関が確認中".to_owned()));

        // What the same press changes has to be looked at first.
        let more = press(&agency, &page, "approve", &[("words:outline", "森さんぽの会")]);
        assert!(more.text().contains("もう一度「この内容で共有してよい」"), "{}", more.text());
        assert!(covered(&more).ends_with("〔伏せた表現〕には来ている。"), "{}", covered(&more));
        assert_eq!(standing(&more), "機関が確認中");
        let agreed = press(&agency, &more, "approve", &[]);
        assert_eq!(standing(&agreed), "承認済み");
        assert_eq!(listed(&office, &town), "承認済み");
        assert_eq!(done(&town), ["masking.asked", "masking.asked", "masking.approved"]);
        assert_eq!(agreed.texts("tbody tr").len(), 3, "every version is told: {}", agreed.text());

        // A correction is agreed to anew; what the agency masked itself stays masked.
        hand_in(&town, &guest, "田中太郎さんは、長く森さんぽの会に通っている。", 1);
        assert_eq!(listed(&office, &town), "訂正後の再確認");
        let anew = open(&agency, &own_page(&guest));
        assert_eq!(covered(&anew), "〔氏名〕さんは、長く〔伏せた表現〕に通っている。");
        assert!(anew.text().contains("もう一度確認をお願いします。"), "{}", anew.text());
        assert_eq!(standing(&press(&agency, &anew, "approve", &[])), "承認済み");
    }

    fn what_is_shown_needs_a_reason_and_nothing_typed_is_lost(database) {
        let (town, guest) = asking_cases(&town_with_coordinator(database.store()));
        hand_in(&town, &guest, OUTLINE, 0);
        let site = site(&town);
        let (office, agency) = (at_desk(&site), Browser::new(&site));
        press(&office, &open(&office, &office_page(&town, &guest)), "ask", &[]);
        let page = open(&agency, &own_page(&guest));
        let school = form(&page).pairs.into_iter().map(|(name, _)| name).filter(|name| name.starts_with("mask:")).nth(2).unwrap();
        let reason = school.replacen("mask", "reason", 1);
        let without = |page: &crate::harness::Page, fields: &[(&str, &str)]| {
            let mut form = fields.iter().fold(form(page), |form, (name, value)| form.with(name, value));
            form.pairs.retain(|(name, _)| *name != school);
            form.with("answer", "approve").post(&agency)
        };
        let wrong = without(&page, &[("words:outline", "どこにもない言葉"), ("note", "相談したい")]);
        assert!(wrong.texts("title")[0].starts_with("エラー："), "{}", wrong.text());
        let errors = wrong.texts("#errors li").concat();
        assert!(errors.contains("「桜丘高校」を伏せない理由") && errors.contains("「どこにもない言葉」は、上の本文に見つかりません。"), "{errors}");
        let kept = form(&wrong);
        assert_eq!(kept.value("words:outline"), Some("どこにもない言葉"));
        assert_eq!((kept.value("note"), kept.value(&school)), (Some("相談したい"), None));

        let shown = without(&wrong, &[("words:outline", ""), (&reason, "町に一つだけの高校ではないため")]);
        assert!(covered(&shown).contains("は、桜丘高校を中退した。"), "{}", covered(&shown));
        assert_eq!(standing(&press(&agency, &shown, "approve", &[])), "承認済み");
        let seen = open(&office, &office_page(&town, &guest));
        assert_eq!(form(&seen).value(&reason), Some("町に一つだけの高校ではないため"));
        assert_eq!(seen.texts("mark.shown").len(), 1);

        // What the office changes then, the agency agrees to anew.
        let changed = press(&office, &seen, "keep", &[("words:outline", "連絡先")]);
        assert_eq!(standing(&changed), "機関が確認中");
    }

    fn what_was_shown_before_a_change_agrees_to_nothing(database) {
        let (town, guest) = asking_cases(&town_with_coordinator(database.store()));
        hand_in(&town, &guest, OUTLINE, 0);
        let site = site(&town);
        let (office, agency) = (at_desk(&site), Browser::new(&site));
        press(&office, &open(&office, &office_page(&town, &guest)), "ask", &[]);
        let old = open(&agency, &own_page(&guest));
        press(&office, &open(&office, &office_page(&town, &guest)), "keep", &[("words:outline", "中退")]);
        let stale = press(&agency, &old, "approve", &[]);
        assert!(stale.text().contains("送信できませんでした") && standing(&stale) == "機関が確認中", "{}", stale.text());
        hand_in(&town, &guest, "鈴木さんの件。", 1);
        let stale = press(&agency, &stale, "approve", &[]);
        assert!(standing(&stale) == "訂正後の再確認" && covered(&stale) == "〔氏名〕さんの件。", "{}", stale.text());
    }

    fn what_was_worked_out_for_an_earlier_revision_is_not_kept(database) {
        let (town, guest) = asking_cases(&town_with_coordinator(database.store()));
        hand_in(&town, &guest, OUTLINE, 0);
        let site = site(&town);
        let (office, agency) = (at_desk(&site), Browser::new(&site));
        press(&office, &open(&office, &office_page(&town, &guest)), "ask", &[]);
        let old = open(&agency, &own_page(&guest));
        let case = open(&office, &format!("{}/coding", desk(&town))).attributes("input[name=case]", "value").concat();
        hand_in(&town, &guest, "鈴木さんの件。", 1);
        let (network, act, response) = (town.network.id, town.act, case.parse().unwrap());
        let late = town.store.write_blocking(move |connection| {
            let new = NewVersion { response, revision: 1, state: MaskedState::Approved, decisions: &[], note: "" };
            masked_cases::save(connection, network, 1, new, &act)
        });
        assert!(!late.unwrap(), "the answer was corrected while passages were looked for");
        let stale = press(&agency, &old, "approve", &[]);
        assert!(standing(&stale) == "訂正後の再確認" && done(&town) == ["masking.asked"], "{}", stale.text());
    }

    fn a_case_can_be_withheld_and_agreed_to_by_telephone_after_the_round_has_closed(database) {
        let (town, guest) = asking_cases(&town_with_coordinator(database.store()));
        hand_in(&town, &guest, OUTLINE, 0);
        let site = site(&town);
        let (office, agency) = (at_desk(&site), Browser::new(&site));
        let list = open(&office, &format!("{}/masking", desk(&town)));
        let nobody = Form::of(&list, "form[action$='/masking']").post(&office);
        assert!(nobody.text().contains("事例が選ばれていません"), "{}", nobody.text());
        let case = list.attributes("input[name=case]", "value").concat();
        let asked = Form::of(&list, "form[action$='/masking']").with("case", &case).post(&office);
        assert!(asked.text().contains("1機関に、事例1件の伏せ字の確認をお願いしました。"), "{}", asked.text());

        let letters = open(&office, &format!("{}/letters", crate::staff::round(&town)));
        assert!(letters.texts(".letter-items").concat().contains("御提出いただいた事例のうち1件について"), "{}", letters.text());
        town.change_round(|round| round.state = RoundState::Closed);
        assert_eq!(agency.get(&format!("/a/{}", guest.token)).status, 404);
        let page = open(&agency, &own_page(&guest));
        let withheld = press(&agency, &page, "withhold", &[("note", "小さな町のため")]);
        assert_eq!(standing(&withheld), "共有しない");
        let page = open(&office, &office_page(&town, &guest));
        assert!(page.text().contains("小さな町のため"), "{}", page.text());
        let wordless = press(&office, &page, "heard", &[]);
        assert!(wordless.texts("#errors li").concat().contains("承認を受けたかを入力してください"), "{}", wordless.text());
        let heard = press(&office, &wordless, "heard", &[("note", "11月20日、相談係から電話で")]);
        assert_eq!(standing(&heard), "承認済み");
        assert_eq!(done(&town), ["masking.asked", "masking.withheld", "masking.approved"]);
        // Nobody agrees in another's place.
        assert_eq!(press(&office, &heard, "approve", &[]).status, 404);
        assert_eq!(press(&agency, &open(&agency, &own_page(&guest)), "heard", &[("note", "電話")]).status, 404);
    }

    fn a_proposal_that_has_changed_is_shown_again_with_what_was_typed(database) {
        let (town, guest) = asking_cases(&town_with_coordinator(database.store()));
        hand_in(&town, &guest, OUTLINE, 0);
        let site = site(&town);
        let office = at_desk(&site);
        let old = open(&office, &office_page(&town, &guest));
        // The school is a partner from now on: its name is no secret any more.
        town.invite("桜丘高校", "サクラオカコウコウ", "school");
        let stale = press(&office, &old, "ask", &[("words:outline", "連絡先"), ("note", "急ぎ")]);
        assert!(stale.text().contains("送信できませんでした"), "{}", stale.text());
        assert_eq!(standing(&stale), "未依頼");
        assert!(covered(&stale).contains("、桜丘高校を中退"), "{}", covered(&stale));
        assert_eq!((form(&stale).value("words:outline"), form(&stale).value("note")), (Some("連絡先"), Some("急ぎ")));
        // Whoever posts what no page showed changes nothing either.
        let invented = form(&stale).with("mask:outline@0-3", "1").with("answer", "ask").post(&office);
        assert!(invented.text().contains("送信できませんでした") && standing(&invented) == "未依頼", "{}", invented.text());
        let asked = press(&office, &stale, "ask", &[("words:outline", "")]);
        assert_eq!(standing(&asked), "機関が確認中");

        // What somebody else added meanwhile stays masked, what the agency typed stays typed.
        let agency = Browser::new(&site);
        let page = open(&agency, &own_page(&guest));
        press(&office, &open(&office, &office_page(&town, &guest)), "keep", &[("words:outline", "中退")]);
        let mut typed = form(&page);
        let age = typed.pairs.iter().map(|(name, _)| name.clone()).filter(|name| name.starts_with("mask:")).nth(1).unwrap();
        typed.pairs.retain(|(name, _)| *name != age);
        let stale = typed.with(&age.replacen("mask", "reason", 1), "年代だけでは分からない").with("answer", "approve").post(&agency);
        assert!(stale.text().contains("送信できませんでした"), "{}", stale.text());
        let again = form(&stale);
        assert_eq!(again.value(&age.replacen("mask", "reason", 1)), Some("年代だけでは分からない"));
        assert_eq!(again.value(&age), None);
        assert_eq!(again.pairs.iter().filter(|(name, _)| name.starts_with("mask:")).count(), 3, "name, telephone and 中退");
    }

    fn who_does_not_want_a_case_to_be_shown_is_asked_again_only_by_a_request(database) {
        let (town, guest) = asking_cases(&town_with_coordinator(database.store()));
        hand_in(&town, &guest, OUTLINE, 0);
        let site = site(&town);
        let (office, agency) = (at_desk(&site), Browser::new(&site));
        press(&office, &open(&office, &office_page(&town, &guest)), "ask", &[]);
        press(&agency, &open(&agency, &own_page(&guest)), "withhold", &[("note", "小さな町のため")]);
        let changed = press(&office, &open(&office, &office_page(&town, &guest)), "keep", &[("words:outline", "中退")]);
        assert!(covered(&changed).contains("〔伏せた表現〕した"), "{}", covered(&changed));
        assert_eq!(standing(&changed), "共有しない");
        let heard = press(&office, &changed, "heard", &[("words:outline", "連絡先"), ("note", "電話で")]);
        assert_eq!(standing(&heard), "共有しない", "what was changed by the same press has to be looked at first");
        let own = press(&agency, &open(&agency, &own_page(&guest)), "keep", &[("words:outline", "森さんぽ")]);
        assert_eq!(standing(&own), "共有しない");
        assert!(own.text().contains("小さな町のため"), "{}", own.text());
        assert_eq!(standing(&press(&office, &open(&office, &office_page(&town, &guest)), "ask", &[])), "機関が確認中");
    }

    fn more_masks_than_anybody_can_look_through_are_refused_at_the_field(database) {
        let (town, guest) = asking_cases(&town_with_coordinator(database.store()));
        hand_in(&town, &guest, &"あい".repeat(501), 0);
        let site = site(&town);
        let office = at_desk(&site);
        let wrong = press(&office, &open(&office, &office_page(&town, &guest)), "keep", &[("words:outline", "あ")]);
        assert!(wrong.texts("#errors li").concat().contains("501か所になります"), "{}", wrong.text());
        assert_eq!(form(&wrong).value("words:outline"), Some("あ"));
        let kept = press(&office, &wrong, "keep", &[("words:outline", "あいあい")]);
        assert!(kept.texts("#errors li").is_empty(), "{}", kept.text());
    }

    fn an_empty_network_has_a_list_that_says_so(database) {
        let town = town_with_coordinator(database.store());
        let site = site(&town);
        let office = at_desk(&site);
        assert!(open(&office, &format!("{}/masking", desk(&town))).text().contains("まだ始めていません"));
        let (cases, guest) = asking_cases(&town);
        assert!(open(&office, &format!("{}/masking", desk(&town))).text().contains("提出された事例は、まだありません。"));
        assert_eq!(office.get(&office_page(&cases, &guest)).status, 404, "nothing was handed in");
    }
}
