//! What came on paper, by FAX or by telephone.

use norishiro::store::audit::Actor;
use norishiro::store::drafts;
use norishiro::store::revisions::Channel;

use super::super::{at_desk, town_with_coordinator};
use super::{agency, all_revisions, answer, answered, open, save, send, short_survey, site};
use crate::harness::{Browser, Form};

on_both_databases! {
    fn a_paper_is_typed_in_as_it_is_written(database) {
        let (town, guest) = short_survey(&town_with_coordinator(database.store()));
        let site = site(&town);
        let desk = at_desk(&site);
        let address = format!("{}/entries/first/sheets/1", agency(&town, &guest));
        let start = open(&desk, &address);
        let wrong = send(&desk, &start, "/entries/first/sheets/1", &[]);
        assert!(wrong.text().contains("どの方法で届いた回答かを選んでください。"), "{}", wrong.text());
        let figures = send(&desk, &wrong, "/entries/first/sheets/1", &[("channel", "fax")]);
        assert!(figures.path.ends_with("/sections/figures"), "{}", figures.path);
        assert!(figures.text().contains("事務局での入力：B市社会福祉協議会"));
        // More persons than contacts, and no number of staff: the FAX says so.
        let fields = [("caseload.persons", "12"), ("caseload.contacts", "3"), ("staff", "約4")];
        let words = save(&desk, &figures, &fields);
        assert!(words.path.ends_with("/sections/words"), "no check holds it up: {}", words.path);
        let review = save(&desk, &words, &[("remarks", "字が薄い")]);
        assert!(review.path.ends_with("/review"), "{}", review.path);
        assert!(review.text().contains("要確認：2か所"), "{}", review.text());
        let done = send(&desk, &review, "/revisions", &[]);
        assert!(done.text().contains("入力した回答を登録しました。") && done.text().contains("FAX"), "{}", done.text());
        assert!(done.text().contains("延件数は実件数以上になります。"), "{}", done.text());
        let revision = all_revisions(&town, &guest).remove(0);
        assert_eq!(revision.channel, Channel::Fax);
        assert!(matches!(revision.submitted_by, Actor::User(_)), "{}", revision.submitted_by);
        assert!(revision.fields.contains("約4") && !revision.document.contains("staff"), "kept as written");
        let receipt = open(&Browser::new(&site), &format!("/a/{}/sheets/1/receipt", guest.token));
        assert!(receipt.text().contains("事務局が入力") && receipt.text().contains("字が薄い"), "{}", receipt.text());
    }

    fn what_the_agency_has_begun_stays(database) {
        let (town, guest) = short_survey(&town_with_coordinator(database.store()));
        town.save(guest.sheet, r#"{"remarks":["途中の言葉"]}"#, 0, "begun");
        let site = site(&town);
        let desk = at_desk(&site);
        let start = open(&desk, &format!("{}/entries/first/sheets/1", agency(&town, &guest)));
        assert!(start.text().contains("機関が、回答用ページで入力を始めています"), "{}", start.text());
        let unchosen = send(&desk, &start, "/entries/first/sheets/1", &[("channel", "paper")]);
        assert!(unchosen.text().contains("何から入力を始めるかを選んでください。"), "{}", unchosen.text());
        let figures = send(&desk, &unchosen, "/entries/first/sheets/1", &[("start", "blank"), ("channel", "paper")]);
        let words = save(&desk, &figures, &[("staff", "7")]);
        assert!(!words.html.contains("途中の言葉"), "a blank sheet was asked for");
        let done = send(&desk, &save(&desk, &words, &[("remarks", "紙の回答")]), "/revisions", &[]);
        assert!(done.text().contains("紙の回答") && done.text().contains("機関は訂正を入力していますが"), "{}", done.text());
        let (network, sheet) = (town.network.id, guest.sheet);
        let draft = town.read(move |connection| drafts::find(connection, network, sheet)).unwrap();
        assert!(draft.fields.contains("途中の言葉"), "the agency's own words stay");
    }

    fn an_entry_goes_on_where_it_was_left_and_saves_by_itself(database) {
        let (town, guest) = short_survey(&town_with_coordinator(database.store()));
        let site = site(&town);
        let desk = at_desk(&site);
        let address = format!("{}/entries/first/sheets/1", agency(&town, &guest));
        let figures = send(&desk, &open(&desk, &address), "/entries/first/sheets/1", &[("channel", "telephone")]);
        let auto = Form::of(&figures, "form#answers").with("staff", "9").with("_auto", "1").post(&desk);
        assert_eq!(auto.attributes("#f-staff", "value"), ["9"]);
        let again = open(&desk, &address);
        assert!(again.text().contains("山田さんが電話の回答を入力しています"), "{}", again.text());
        assert!(open(&desk, &agency(&town, &guest)).text().contains("事務局で入力中"));
        let gone = send(&desk, &again, "/removal", &[]);
        assert!(!gone.text().contains("事務局で入力中"), "{}", gone.text());
        assert_eq!(desk.get(&format!("{address}/review")).status, 404);
        let stranger = Form::of(&figures, "form#answers").with("_csrf", "x").post(&desk);
        assert_eq!(stranger.status, 403);
    }

    fn a_correction_by_the_office_says_why(database) {
        let (town, guest) = answered(&town_with_coordinator(database.store()));
        let site = site(&town);
        let desk = at_desk(&site);
        let start = open(&desk, &format!("{}/entries/first/sheets/1", agency(&town, &guest)));
        let chosen = [("channel", "telephone"), ("start", "answer")];
        let figures = send(&desk, &start, "/entries/first/sheets/1", &chosen);
        assert_eq!(figures.attributes("#f-staff", "value"), ["4"], "it begins with what counts");
        let words = save(&desk, &figures, &[("staff", "5")]);
        let review = save(&desk, &words, &[]);
        let wrong = send(&desk, &review, "/revisions", &[]);
        assert!(wrong.text().contains("回答を訂正する理由を入力してください。"), "{}", wrong.text());
        let done = send(&desk, &wrong, "/revisions", &[("reason", "電話で確認した")]);
        assert!(done.text().contains("第2版"), "{}", done.text());
        let agencys = Browser::new(&site);
        let receipt = open(&agencys, &format!("/a/{}/sheets/1/receipt", guest.token));
        assert!(receipt.text().contains("事務局が訂正（理由：電話で確認した）"), "{}", receipt.text());
        let page = open(&agencys, &format!("/a/{}/sheets/1/sections/figures", guest.token));
        assert_eq!(page.attributes("#f-staff", "value"), ["5"], "the agency goes on from what counts");
        assert!(!open(&agencys, &format!("/a/{}", guest.token)).text().contains("提出していない訂正"));
    }

    fn an_answer_handed_in_meanwhile_is_not_overwritten(database) {
        let (town, guest) = answered(&town_with_coordinator(database.store()));
        let site = site(&town);
        let desk = at_desk(&site);
        let start = open(&desk, &format!("{}/entries/first/sheets/1", agency(&town, &guest)));
        let chosen = [("channel", "paper"), ("start", "answer")];
        let figures = send(&desk, &start, "/entries/first/sheets/1", &chosen);
        let review = save(&desk, &save(&desk, &figures, &[("staff", "5")]), &[]);
        town.save(guest.sheet, r#"{"staff":["8"]}"#, 1, "second save");
        town.submit(guest.sheet, r#"{"staff":8}"#, 2, "second");
        let overtaken = send(&desk, &review, "/revisions", &[("reason", "紙で確認した")]);
        assert!(overtaken.text().contains("別の回答が提出されました"), "{}", overtaken.text());
        assert!(overtaken.text().contains("紙で確認した"), "nothing typed is lost");
        assert_eq!(all_revisions(&town, &guest).len(), 2);
        assert!(open(&desk, &answer(&town, &guest)).text().contains("8人"));
    }
}
