//! Each state is reached by a story of its own.

use norishiro::store::invitations::{self, InvitationState};
use norishiro::store::outbox::Outcome;
use norishiro::store::responses::ResponseState;

use super::*;

on_both_databases! {
    fn each_agency_stands_where_its_story_brought_it(database) {
        let (town, _) = short_survey(&town_with_coordinator(database.store()));
        agency(&town, "あおぞら", "アオゾラ", "0XX-000-0001");
        let (half, _) = agency(&town, "いずみ", "イズミ", "0XX-000-0002");
        town.save(half.sheet, r#"{"staff":["4"]}"#, 0, "save");
        for (name, kana, state) in [
            ("うみべ", "ウミベ", ResponseState::Submitted),
            ("えがお", "エガオ", ResponseState::SentBack),
            ("おか", "オカ", ResponseState::Accepted),
            ("かぜ", "カゼ", ResponseState::SetAside),
        ] {
            let (guest, _) = agency(&town, name, kana, "0XX-000-0003");
            answer(&town, &guest, AGREES);
            decide(&town, &guest, state);
        }
        let (declined, _) = agency(&town, "きぼう", "キボウ", "0XX-000-0004");
        let (network, act, id) = (town.network.id, town.act, declined.invitation.id);
        town.store.write_blocking(move |connection| {
            invitations::set_state(connection, network, id, InvitationState::Declined, Some("繁忙期のため"), &act)
        }).unwrap();
        let page = board(&at_desk(&Site::start(&town.store, morning())), &town, "");
        for (name, words) in [
            ("あおぞら", vec!["未着手", "未送付", "0XX-000-0001"]),
            ("いずみ", vec!["入力中 33％", "入力を保存"]),
            ("うみべ", vec!["提出済み", "回答を提出"]),
            ("えがお", vec!["確認のお願い"]),
            ("おか", vec!["受理"]),
            ("かぜ", vec!["集計対象外"]),
            ("きぼう", vec!["辞退", "理由：繁忙期のため", "辞退の連絡"]),
        ] {
            let row = row(&page, name);
            assert!(words.iter().all(|word| row.contains(word)), "{words:?}: {row}");
        }
        // 8 agencies, 4 answered, one of these set aside: 3 of 8 are 37.5.
        for fact in ["配布数8機関", "回収数4機関", "回収率50.0％（4／8）", "有効回答数3機関", "有効回答率37.5％（3／8）", "辞退1機関"] {
            assert!(page.text().replace(' ', "").contains(fact), "{fact}: {}", page.text());
        }
        assert_eq!(page.attributes("#progress", "value"), ["4"]);
        assert_eq!(page.texts("#waiting"), ["回答がまだの機関：3"]);
    }

    fn mails_that_ask_are_told_by_what_became_of_them(database) {
        let (town, _) = short_survey(&town_with_coordinator(database.store()));
        for (name, outcome) in [
            ("あおぞら", Some(Outcome::Sent)),
            ("いずみ", Some(Outcome::Refused("recipient 550".to_owned()))),
            ("うみべ", None),
        ] {
            let (guest, contact) = agency(&town, name, name, "0XX-000-0001");
            mail(&town, &guest, contact, outcome);
        }
        let site = Site::start(&town.store, morning());
        let browser = at_desk(&site);
        let page = board(&browser, &town, "");
        for (name, word) in
            [("あおぞら", "送付済み"), ("いずみ", "不達"), ("うみべ", "送信待ち"), ("B市社会福祉協議会", "未送付")]
        {
            assert!(row(&page, name).contains(word), "{word}: {}", row(&page, name));
        }
        assert!(row(&page, "あおぞら").contains("依頼メールを送付"));
        let first = &page.texts("section[aria-labelledby=waiting] > ul > li")[0];
        assert!(first.starts_with("いずみ") && first.contains("メール不達"), "whom no mail reaches is called first: {first}");
        assert_eq!(listed(&board(&browser, &town, "?state=undeliverable")), ["いずみ"]);
        assert_eq!(listed(&board(&browser, &town, "?state=unsent")), ["B市社会福祉協議会"]);
        assert!(page.text().contains("メールを送れていません"), "no mail is sent from this site: {}", page.text());
    }
}
