//! Listing, searching, adding, changing and archiving agencies.

use norishiro::store::audit::{self, Subject};

use super::*;

on_both_databases! {
    fn an_agency_is_added_changed_archived_and_restored(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        let page = add(&browser, &town, CENTRE);
        assert!(page.text().contains("保存しました"), "{}", page.text());
        let (agency, contacts) = kept(&town).remove(0);
        assert_eq!((agency.kana.as_str(), agency.postal_code.as_str()), ("びーしほけんせんたー", "012-3456"));
        assert_eq!(agency.municipality, "B市", "the network's own is proposed");
        assert_eq!(contacts[0].mail.as_deref(), Some("hoken@b-city.example.jp"));
        assert_eq!(contacts[0].telephone.as_deref(), Some("0123-45-6789"));

        let own = format!("{}/{}", register(&town), agency.id);
        let form = Form::of(&browser.get(&format!("{own}/edit")), "main form[method=post]");
        let more = form.clone().with("more", "yes").post(&browser);
        assert_eq!(more.texts("fieldset.instance").len(), 3, "room for one more");
        let changed = form
            .with("address", "B市若葉町12番3号")
            .with("contact-1-person", "早瀬")
            .with("contact-1-mail", "hayase@b-city.example.jp")
            .with("main", "1")
            .post(&browser);
        assert!(changed.text().contains("B市若葉町12番3号"), "{}", changed.text());
        let names: Vec<_> = kept(&town).remove(0).1.into_iter().map(|contact| contact.name).collect();
        assert_eq!(names, ["早瀬", "柏木"], "the main one first");

        let form = Form::of(&browser.get(&format!("{own}/edit")), "main form[method=post]");
        form.with("contact-1-remove", "yes").post(&browser);
        assert_eq!(kept(&town).remove(0).1.len(), 1);

        let ask = browser.get(&format!("{own}/archival"));
        assert!(!ask.text().contains("回答を待っている調査"), "it was never asked");
        Form::of(&ask, "main form[method=post]").post(&browser);
        assert!(!browser.get(&register(&town)).text().contains("B市保健センター"));
        assert!(browser.get(&format!("{}?archived=1", register(&town))).text().contains("B市保健センター"));
        Form::of(&browser.get(&own), "main form[method=post]").post(&browser);
        assert!(browser.get(&register(&town)).text().contains("B市保健センター"));

        let network = town.network.id;
        let lines = town.read(|c| audit::about(c, network, &Subject::new("agency", agency.id)));
        let done: Vec<_> = lines.iter().map(|line| line.action.as_str()).collect();
        let expect = ["agency.added", "agency.changed", "agency.changed", "agency.archived", "agency.restored"];
        assert_eq!(done, expect);
    }

    fn mistakes_come_back_all_at_once_each_at_its_field(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        add(&browser, &town, CENTRE);
        let page = add(&browser, &town, &[
            ("name", "Ｂ市　保健センター"),
            ("kana", "保健"),
            ("postal-code", "123"),
            ("contact-0-person", "柏木"),
            ("contact-0-mail", "hoken.example.jp"),
            ("contact-0-telephone", "312345678"),
        ]);
        assert!(page.texts("title")[0].starts_with("エラー："));
        let links = page.attributes("#errors a", "href");
        let expect = ["#name", "#kana", "#kind", "#postal-code", "#contact-0-mail", "#contact-0-telephone"];
        assert_eq!(links, expect);
        let words = page.texts("#errors").join("");
        for said in ["既に登録されています", "ひらがな又はカタカナ", "7桁", "「@」がありません", "0から始めて"] {
            assert!(words.contains(said), "{said}: {words}");
        }
        for id in page.attributes("[aria-invalid=true]", "aria-describedby").iter().flat_map(|ids| ids.split(' ')) {
            assert_eq!(page.texts(&format!("[id='{id}']")).len(), 1, "{id}");
        }
        assert_eq!(page.attributes("#kana", "value"), ["保健"], "nothing typed is lost");
        assert_eq!(kept(&town).len(), 1);
    }

    fn two_who_change_an_agency_at_once_do_not_overwrite_each_other(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        add(&browser, &town, CENTRE);
        let own = format!("{}/{}", register(&town), kept(&town)[0].0.id);
        let form = Form::of(&browser.get(&format!("{own}/edit")), "main form[method=post]");
        form.clone().with("address", "B市本町1番").post(&browser);
        let second = form.with("name", "B市こころの保健センター").post(&browser);
        assert!(second.text().contains("ほかの人がこの機関を変更しました"), "{}", second.text());
        assert!(second.texts(".notice dl").join("").contains("B市本町1番"));
        assert_eq!(second.attributes("#name", "value"), ["B市こころの保健センター"]);
        assert_eq!(kept(&town)[0].0.address, "B市本町1番");
        Form::of(&second, "main form[method=post]").with("address", "B市本町1番").post(&browser);
        assert_eq!(kept(&town)[0].0.name, "B市こころの保健センター");
    }

    fn agencies_are_found_however_their_names_are_written(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        add(&browser, &town, CENTRE);
        add(&browser, &town, &[("name", "NPO法人よりみち"), ("kana", "えぬぴーおーほうじんよりみち"), ("kind", "npo")]);
        let found = |query: &str| {
            let page = browser.get(&format!("{}?{query}", register(&town)));
            page.texts("table.agencies tbody th a")
        };
        assert_eq!(found("words=").len(), 2);
        for words in ["ﾎｹﾝ", "ほけん", "ホケン　柏木", "ＨＯＫＥＮ＠", "0123456789"] {
            assert_eq!(found(&format!("words={words}")), ["B市保健センター"], "{words}");
        }
        assert_eq!(found("words=ｎｐｏ"), ["NPO法人よりみち"]);
        assert_eq!(found("kind=npo&words="), ["NPO法人よりみち"]);
        assert!(browser.get(&format!("{}?words=%F0%9F%A6%A6", register(&town))).text().contains("当てはまる機関はありません"));
    }

    fn archiving_an_agency_whose_answer_is_awaited_warns(database) {
        let town = town_with_coordinator(database.store());
        let guest = town.invite("ハローワークB", "はろーわーくびー", "job_centre");
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        let own = format!("{}/{}", register(&town), guest.agency.id);
        let page = browser.get(&own);
        assert!(page.text().contains("令和7年度 関係機関アンケート"), "{}", page.text());
        assert!(page.text().contains("未提出"));
        let ask = browser.get(&format!("{own}/archival"));
        assert!(ask.texts(".notice.warning").join("").contains("令和7年度 関係機関アンケート"), "{}", ask.text());
    }

    fn a_form_without_the_sessions_secret_changes_nothing(database) {
        let town = town_with_coordinator(database.store());
        let guest = town.invite("ハローワークB", "はろーわーくびー", "job_centre");
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        let own = format!("{}/{}", register(&town), guest.agency.id);
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        for (path, pairs) in [
            (register(&town), vec![pair("name", "x"), pair("kind", "npo")]),
            (own.clone(), vec![pair("name", "x"), pair("kind", "npo"), pair("version", "1")]),
            (format!("{own}/archival"), vec![]),
            (format!("{}/kinds", register(&town)), vec![pair("label", "x"), pair("group", "福祉")]),
        ] {
            assert_eq!(browser.post(&path, &pairs).status, 403, "{path}");
        }
        assert_eq!(kept(&town).into_iter().map(|(agency, _)| agency).collect::<Vec<_>>(), [guest.agency]);
    }
}
