//! What can be taken back: removed sheets, corrections; and what was answered before.

use jiff::civil::date;
use norishiro::store::audit::{self, Subject};
use norishiro::store::responses::{self, ResponseState};
use norishiro::store::submissions::Submitted;
use norishiro::store::{drafts, earlier, sheets};

use super::answers::at_once;
use crate::harness::{Guest, Town};

fn health_centre(town: &Town) -> Guest {
    town.invite("B市保健所", "ビーシホケンジョ", "health_centre")
}

on_both_databases! {
    fn a_sheet_is_never_both_removed_and_submitted(database) {
        let town = Town::new(database.store());
        for _ in 0..12 {
            let guest = health_centre(&town);
            town.save(guest.sheet, "{}", 0, "k");
            let (network, sheet, act) = (town.network.id, guest.sheet, town.act);
            let done = at_once(2, |caller| match caller {
                0 => matches!(town.submit(sheet, "{}", 1, "s"), Submitted::Received(_)),
                _ => town.store.write_blocking(move |c| sheets::set_removed(c, network, sheet, true, &act)).unwrap(),
            });
            assert_ne!(done[0], done[1], "one of the two is told that it came too late");
            let is_removed = town.read(|c| sheets::find(c, network, sheet)).unwrap().removed_at.is_some();
            let is_submitted = town.read(|c| responses::of_sheet(c, network, sheet)).is_some();
            assert_eq!((is_submitted, is_removed), (done[0], done[1]));
        }
    }

    fn a_removed_sheet_can_be_submitted_once_it_is_put_back(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        town.save(guest.sheet, "{}", 0, "k");
        let (network, sheet, act) = (town.network.id, guest.sheet, town.act);
        let set = |removed| town.store.write_blocking(move |c| sheets::set_removed(c, network, sheet, removed, &act));
        assert!(set(true).unwrap());
        assert!(matches!(town.submit(sheet, "{}", 1, "s"), Submitted::DraftChanged { .. }));
        assert!(set(false).unwrap());
        assert!(matches!(town.submit(sheet, "{}", 1, "s"), Submitted::Received(_)));
        let actions = town.read(|c| audit::about(c, network, &Subject::new("sheet", sheet)));
        let actions: Vec<_> = actions.iter().map(|line| line.action.as_str()).collect();
        assert_eq!(actions, ["sheet.added", "draft.saved", "sheet.removed", "sheet.restored"]);
    }

    fn a_correction_is_dropped_only_as_it_was_seen(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        town.answer(&guest, "{}");
        town.save(guest.sheet, r#"{"a":["1"]}"#, 1, "mine");
        town.save(guest.sheet, r#"{"a":["2"]}"#, 2, "a colleague's");
        let (network, sheet, act) = (town.network.id, guest.sheet, town.act);
        let put_back = |version| town.store.write_blocking(move |c| drafts::put_back(c, network, sheet, "{}", version, &act));
        assert!(!put_back(2).unwrap());
        assert!(put_back(3).unwrap());
        let draft = town.read(|c| drafts::find(c, network, sheet)).unwrap();
        assert_eq!((draft.fields.as_str(), draft.version, draft.submitted_version), ("{}", 4, Some(4)));
        assert!(matches!(town.submit(sheet, "{}", 4, "s4"), Submitted::Received(receipt) if receipt.revision == 1));
        let last = town.read(|c| audit::about(c, network, &Subject::new("sheet", sheet))).pop().unwrap();
        assert_eq!(last.action, "draft.put_back");
    }

    fn the_last_answer_is_of_the_newest_round_that_was_due_before(database) {
        let town = Town::new(database.store());
        let agency = health_centre(&town).agency;
        let of_year = |year: i16| {
            let round = town.asking("agency-survey", &format!("{year}年"), "{}");
            round.change_round(|round| round.due_on = date(year, 12, 18));
            round.answer(&round.invite_again(&agency), &format!(r#"{{"year":{year}}}"#)).response_id
        };
        let (network, act) = (town.network.id, town.act);
        let (_, newer, _) = (of_year(2023), of_year(2025), of_year(2024));
        let last = |due| town.read(|c| earlier::last_answer(c, network, agency.id, "agency-survey", due));
        let found = last(date(2026, 12, 18)).unwrap();
        assert_eq!((found.round_title.as_str(), found.document.as_str()), ("2025年", r#"{"year":2025}"#));
        assert_eq!(last(date(2025, 12, 18)).unwrap().round_title, "2024年");
        assert!(last(date(2023, 12, 18)).is_none());
        let aside = town.store.write_blocking(move |c| {
            responses::set_state(c, network, newer, 1, ResponseState::SetAside, None, &act)
        });
        assert!(aside.unwrap());
        assert_eq!(last(date(2026, 12, 18)).unwrap().round_title, "2024年", "what is set aside is passed over");
        let other = town.read(|c| earlier::last_answer(c, network, agency.id, "case-sheet", date(2026, 12, 18)));
        assert!(other.is_none(), "of the same questionnaire only");
        let stranger = health_centre(&town).agency;
        assert!(town.read(|c| earlier::last_answer(c, network, stranger.id, "agency-survey", date(2026, 12, 18))).is_none());
    }
}
