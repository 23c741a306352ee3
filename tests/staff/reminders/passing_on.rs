//! The request goes again to who did not get it, and to who has taken the matter over.

use norishiro::store::{ContactId, contacts};

use super::*;

on_both_databases! {
    fn an_address_that_was_mended_gets_the_request_again_from_the_register(database) {
        let story = Story::opened_at(database.store(), NOW);
        story.server.reply(CLINIC, 550);
        story.sent_at(SOON);
        let (_site, browser) = story.desk_at("2026-11-20T10:00:00+09:00");
        let rows = story.town.read(|connection| board::of_round(connection, story.town.network.id, story.round));
        let clinic = format!("{}/agencies/{}", desk(&story.town), rows[0].agency.id);
        assert!(browser.get(&clinic).text().contains("からメールが届きません。"));
        let edit = Form::of(&browser.get(&format!("{clinic}/edit")), "main form");
        let mail = edit.pairs.iter().find(|(_, value)| value == CLINIC).unwrap().0.clone();
        let page = edit.with(&mail, "shin-incho@sakura.example.jp").post(&browser);
        assert!(!page.text().contains("メールが届きません"), "{}", page.text());
        let again = Form::of(&page, "form[action$='/mails']");
        assert_eq!(page.texts("form[action$='/mails'] button")[0].split('（').next(), Some("依頼をもう一度送る"));
        let contact = page.attributes("button[name=contact]", "value").remove(0);
        let told = again.with("contact", &contact).post(&browser);
        assert!(told.path.starts_with(&clinic) && told.text().contains("この担当者への依頼のメールを用意しました。"), "{}", told.text());
        assert!(!told.text().contains("依頼をもう一度送る"), "it is on its way: {}", told.text());
        // Somebody who has joined gets the first one, alone.
        let network = story.town.network.id;
        let (joined, act) = (contacts::Contact { mail: Some("uketsuke@sakura.example.jp".to_owned()), position: 1,
            ..contacts::Contact::named(ContactId::new(story.town.act.at), rows[0].agency.id, "受付") }, story.town.act);
        let id = joined.id.to_string();
        story.town.store.write_blocking(move |connection| contacts::add(connection, network, &joined, &act)).unwrap();
        let first = Form::of(&browser.get(&clinic), &format!("form[action*='{}']:has([value='{id}'])", story.round));
        first.with("contact", &id).post(&browser);
        let sent = story.sent_at("2026-11-20T10:30:00+09:00");
        assert_eq!(sent.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["shin-incho@sakura.example.jp", "uketsuke@sakura.example.jp"]);
        assert!(story.text_to("uketsuke@sakura.example.jp").starts_with("さくらクリニック　受付 様\n"));
    }

    fn a_new_contact_person_takes_over_with_a_link_of_their_own(database) {
        let story = Story::opened_at(database.store(), NOW);
        story.sent_at(SOON);
        let (site, browser) = story.desk_at("2026-11-20T10:00:00+09:00");
        let rows = story.town.read(|connection| board::of_round(connection, story.town.network.id, story.round));
        let place = format!("{}/rounds/{}/agencies/{}", desk(&story.town), story.round, rows[0].agency.id);
        let link = browser.get(&format!("{place}/link"));
        let old = link.texts(".link code").concat();
        let page = browser.get(&link.attributes("a[href$='/handover']", "href")[0]);
        let handover = form(&page);
        let wrong = handover.clone().with("mail", "shogai").post(&browser);
        assert_eq!(wrong.attributes("#errors a", "href"), ["#f-name", "#f-mail"], "{}", wrong.text());
        assert_eq!(wrong.attributes("#f-mail", "value"), ["shogai"]);
        let former = page.attributes("input[name=leaving]", "value").remove(0);
        let filled = handover
            .with("name", "看護師長")
            .with("mail", "kango@sakura.example.jp")
            .with("leaving", &former)
            .with("renew", "yes");
        let told = filled.post(&browser);
        assert!(told.text().contains("新しい担当者を登録し、依頼のメールを用意しました。"), "{}", told.text());
        let new = told.texts(".link code").concat();
        assert_ne!(new, old);
        let twice = filled.post(&browser);
        assert_eq!(twice.texts(".link code").concat(), new, "a form sent twice makes one link");
        let (network, agency) = (story.town.network.id, rows[0].agency.id);
        let people = story.town.read(|connection| contacts::of_agency(connection, network, agency));
        assert_eq!(people.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["看護師長"]);
        let sent = story.sent_at("2026-11-20T10:30:00+09:00");
        assert_eq!(sent.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["kango@sakura.example.jp"]);
        assert!(story.text_to("kango@sakura.example.jp").starts_with("さくらクリニック　看護師長 様\n"));
        let path = |link: &str| link[link.find("/a/").unwrap()..].to_owned();
        let agencys = Browser::new(&site);
        assert_eq!((agencys.get(&path(&old)).status, agencys.get(&path(&new)).status), (404, 200));
        assert!(story.text_to("kango@sakura.example.jp").contains(&path(&new)), "the mail has the new link");
    }

    fn where_no_mail_is_sent_the_link_itself_is_handed_over(database) {
        let story = Story::opened_at(database.store(), NOW);
        let site = Site::start(database.store(), at(SOON));
        let browser = at_desk(&site);
        let rows = story.town.read(|connection| board::of_round(connection, story.town.network.id, story.round));
        let place = format!("{}/rounds/{}/agencies/{}", desk(&story.town), story.round, rows[0].agency.id);
        let page = browser.get(&format!("{place}/handover"));
        assert!(page.text().contains("メールを出さない設定になっています。"), "{}", page.text());
        let told = form(&page).with("name", "看護師長").with("mail", "kango@sakura.example.jp").post(&browser);
        assert!(told.text().contains("下のリンクを、依頼状や電話などでお知らせください。"), "{}", told.text());
        assert_eq!(told.texts(".link code").len(), 1);
        assert_eq!(story.states().len(), 2, "no mail was written but those of the opening");
        assert!(browser.get(&format!("{}/agencies/{}", desk(&story.town), rows[0].agency.id)).text().contains("看護師長"));
    }
}
