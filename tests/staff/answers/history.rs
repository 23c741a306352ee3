//! Every revision, and what changed.

use super::super::{at_desk, town_with_coordinator};
use super::{answer, answered, open, site};

on_both_databases! {
    fn the_history_tells_who_when_and_what_changed(database) {
        let (town, guest) = answered(&town_with_coordinator(database.store()));
        let second = r#"{"caseload.persons":["１２"],"caseload.contacts":["31"],"staff":["4"],"remarks":["夜間の電話が増えた"]}"#;
        town.save(guest.sheet, second, 1, "second save");
        town.submit(guest.sheet, r#"{"caseload":{"persons":12,"contacts":31},"staff":4}"#, 2, "second");
        town.save(guest.sheet, r#"{"caseload.persons":["12"],"staff":["5"]}"#, 2, "third save");
        town.submit(guest.sheet, r#"{"caseload":{"persons":12},"staff":5}"#, 3, "third");
        let site = site(&town);
        let desk = at_desk(&site);
        let page = open(&desk, &format!("{}/history?from=1&to=2", answer(&town, &guest)));
        let lines = page.texts(".revisions tbody tr");
        assert!(lines.len() == 3 && lines[0].starts_with("第3版 有効") && lines[2].starts_with("第1版"), "{lines:?}");
        assert!(lines[0].contains("システム") && lines[0].contains("回答用ページ"), "{lines:?}");
        assert_eq!(page.texts(".changes tbody tr"), ["対応した件数延30件31件"], "１２ is 12");
        let newest = open(&desk, &format!("{}/history", answer(&town, &guest)));
        assert_eq!(
            newest.texts(".changes tbody tr"),
            ["対応した件数延31件（空欄）", "職員数－4人5人", "気付いたこと－夜間の電話が増えた（空欄）"]
        );
        assert_eq!(desk.get(&format!("{}/history?from=1&to=9", answer(&town, &guest))).status, 404);
    }
}
