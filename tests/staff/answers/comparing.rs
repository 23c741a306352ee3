//! The same paper typed by two people.

use norishiro::store::memberships::Role;

use super::super::{PASSWORD, add_person, at_desk, sign_in, town_with_coordinator};
use super::{agency, all_revisions, open, save, send, short_survey, site};
use crate::harness::Browser;

const OTHER: &str = "futarime@b-city.example.jp";

on_both_databases! {
    fn two_entries_are_compared_cell_by_cell(database) {
        let (town, guest) = short_survey(&town_with_coordinator(database.store()));
        add_person(&town, OTHER, Role::Coordinator);
        let site = site(&town);
        let (first, second) = (at_desk(&site), Browser::new(&site));
        sign_in(&second, OTHER, PASSWORD);
        let base = format!("{}/entries", agency(&town, &guest));

        let early = open(&second, &format!("{base}/second/sheets/1"));
        let back = send(&second, &early, "/entries/second/sheets/1", &[("channel", "paper")]);
        assert!(back.path.ends_with("/entries/first/sheets/1"), "there is no first one yet: {}", back.path);

        let begin = open(&first, &format!("{base}/first/sheets/1"));
        let page = send(&first, &begin, "/entries/first/sheets/1", &[("channel", "paper")]);
        let fields = [("caseload.persons", "12"), ("caseload.contacts", "30"), ("staff", "4")];
        let review = save(&first, &save(&first, &page, &fields), &[("remarks", "夜間の電話")]);
        assert!(review.text().contains("別の職員がもう一度入力して"), "{}", review.text());

        let own = open(&first, &format!("{base}/second/sheets/1"));
        assert!(own.text().contains("一人目の入力をしたのは、あなたです。"), "{}", own.text());
        let begin = open(&second, &format!("{base}/second/sheets/1"));
        assert!(!begin.text().contains("一人目の入力をしたのは、あなたです。"));
        let page = send(&second, &begin, "/entries/second/sheets/1", &[("channel", "paper")]);
        assert!(page.attributes("#f-staff", "value").concat().is_empty(), "it begins blank");
        let fields = [("caseload.persons", "１２"), ("caseload.contacts", "80"), ("staff", "5")];
        let end = save(&second, &save(&second, &page, &fields), &[("remarks", "夜間の電詰")]);
        assert!(end.attributes("form[action$=revisions]", "action").is_empty(), "the second is not handed in itself");

        let review = open(&first, &format!("{base}/first/sheets/1/review"));
        assert_eq!(review.texts(".choose legend"), ["対応した件数（延）", "職員数", "気付いたこと"]);
        let unchosen = send(&first, &review, "/revisions", &[("choose:staff", "second")]);
        assert!(unchosen.text().contains("選んでいただきたいところが2か所あります。"), "{}", unchosen.text());
        let chosen = [("choose:caseload.contacts", "first"), ("choose:remarks", "typed"), ("typed:remarks", "夜間の電話相談")];
        let done = send(&first, &unchosen, "/revisions", &chosen);
        assert!(done.text().contains("入力した回答を登録しました。"), "{}", done.text());
        let revision = all_revisions(&town, &guest).remove(0);
        for words in [r#""contacts":30"#, r#""staff":5"#, "夜間の電話相談"] {
            assert!(revision.document.contains(words), "{words}: {}", revision.document);
        }
        assert!(!open(&first, &agency(&town, &guest)).text().contains("事務局で入力中"));
    }
}
