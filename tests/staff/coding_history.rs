//! What of readers' codes leaves the program in files, and what a correction makes history.

use norishiro::store::submissions::Submitted;

use super::coding::{OUTLINE, case, open, post, readers, site};
use super::{at_desk, desk, round, town_with_coordinator};
use crate::harness::Form;

on_both_databases! {
    fn files_hold_what_readers_have_finished_alone(database) {
        let town = town_with_coordinator(database.store());
        let (cases, _, id) = case(&town);
        let site = site(&town);
        let [one, other] = readers(&cases, &site, id);
        let office = at_desk(&site);
        let path = format!("{}/given/{id}", desk(&town));
        for (reader, code) in [(&one, "needs:place"), (&other, "needs:family")] {
            post(reader, &open(reader, &path), &format!("{path}/codings"), &[("question", "outline"), ("code", code)]);
        }
        let file = || String::from_utf8(office.download(&format!("{}/files/answers?format=jsonl", round(&cases))).1).unwrap();
        assert!(file().contains("居場所を探している") && !file().contains("needs"), "{}", file());
        post(&one, &open(&one, &path), &format!("{path}/completion"), &[]);
        assert!(file().contains("\"place\"") && !file().contains("\"family\""), "{}", file());
        let coding = format!("{}/cases/{id}/coding", desk(&town));
        post(&office, &open(&office, &coding), &format!("{coding}/codings"), &[("whole", "1"), ("code", "needs:peer")]);
        assert!(!file().contains("needs"), "who reads it themselves takes out no codes of others: {}", file());
        post(&office, &open(&office, &coding), &format!("{coding}/completion"), &[]);
        assert!(file().contains("\"place\"") && file().contains("\"peer\""), "{}", file());
    }

    fn what_was_settled_about_a_question_that_is_gone_is_history(database) {
        let town = town_with_coordinator(database.store());
        let (cases, guest, id) = case(&town);
        let site = site(&town);
        let [one, other] = readers(&cases, &site, id);
        let office = at_desk(&site);
        let path = format!("{}/given/{id}", desk(&town));
        post(&one, &open(&one, &path), &format!("{path}/codings"), &[("question", "hard_own"), ("code", "needs:place"), ("code", "needs:family")]);
        for reader in [&one, &other] {
            post(reader, &open(reader, &path), &format!("{path}/completion"), &[]);
        }
        let differences = format!("{}/disagreements", desk(&town));
        let page = open(&office, &differences);
        let forms = page.attributes("form[action$='/settlements'] input[name=code]", "value");
        assert_eq!(forms, ["family", "place"], "{}", page.text());
        Form::of(&page, "form[action$='/settlements']").with("decision", "given").post(&office);
        let open_one = open(&office, &differences);
        let document = format!(r#"{{"valence": "difficult", "outline": "{OUTLINE}"}}"#);
        cases.save(guest.sheet, "{}", 1, "second save");
        assert!(matches!(cases.submit(guest.sheet, &document, 2, "second"), Submitted::Received(_)));
        let page = open(&office, &differences);
        assert!(page.texts("tbody").is_empty() && page.attributes("form[action$='/settlements']", "action").is_empty(), "{}", page.text());
        assert!(page.texts("details summary").concat().contains("今はない設問について決めたもの（1件）"), "{}", page.text());
        assert!(page.text().contains("これから決めるもの0件") && page.text().contains("決めたもの0件"), "{}", page.text());
        let late = Form::of(&open_one, "tr:nth-child(2) form[action$='/settlements']").with("decision", "given").post(&office);
        assert!(late.text().contains("ほかの方が決めたか"), "{}", late.text());
        let progress = open(&office, &format!("{}/coding", desk(&town)));
        assert!(progress.text().contains("読み手の違い（これから決めるもの）0件"), "{}", progress.text());
        let seen = open(&office, &format!("{}/cases/{id}", desk(&town)));
        assert!(seen.texts("details").concat().contains("協議の結果、付けることにした分類"), "{}", seen.text());
        assert!(seen.texts(".notice.warning h2").concat().contains("（2件）"), "the readers' own are looked at again");
    }
}
