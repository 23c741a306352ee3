//! Declining, and saying that everything is in.

use norishiro::app::board::{Around, Looking, Readings, Told, show};
use norishiro::app::{Definitions, ServerKey, shipped};
use norishiro::store::audit::{self, Subject};
use norishiro::store::invitations::{self, Invitation, InvitationState};
use norishiro::store::{UserId, board};
use norishiro::view::board::Filter;

use super::every_questionnaire::{begin, hidden};
use super::robot::Robot;
use super::{answer_all, asked, hand_in, press, save};
use crate::harness::{Browser, Guest, Site, Town, at};

fn invitation(town: &Town, guest: &Guest) -> Invitation {
    town.read(|connection| invitations::find(connection, town.network.id, guest.invitation.id)).unwrap()
}

/// The states of the round's one agency, as the coordinator sees them.
fn on_the_board(town: &Town) -> Vec<&'static str> {
    let (definitions, readings) = (Definitions::new(&shipped::library().unwrap()), Readings::default());
    let key = ServerKey::from_hex(&"5a".repeat(32), "test").unwrap();
    let public_url = "http://127.0.0.1";
    let around = Around { definitions: &definitions, readings: &readings, key: &key, public_url, sends_mail: false };
    let now = town.act.at;
    let looking = Looking { network: town.network.clone(), round: town.round.id, user: UserId::new(now), now };
    let shown =
        town.store.read_blocking(|connection| show(connection, around, &looking, &Filter::default(), &Told::default()));
    shown.unwrap().page.agencies.iter().flat_map(|line| &line.states).map(|state| state.label).collect()
}

fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

on_both_databases! {
    fn declining_takes_a_reason_and_a_second_look(database) {
        let (town, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let link = format!("/a/{}", guest.token);
        assert!(browser.get(&link).attributes("a", "href").contains(&format!("{link}/decline")));
        let address = format!("{link}/decline");

        let blank = browser.post(&address, &[]);
        assert_eq!(blank.status, 422);
        assert!(blank.texts("title")[0].starts_with("エラー："));
        assert_eq!(blank.attributes("#errors a", "href"), ["#f-reason-not_ours"]);
        let unnamed = browser.post(&address, &pairs([("reason", "other"), ("confirmed", "yes")]));
        assert_eq!((unnamed.status, unnamed.attributes("#errors a", "href")), (422, vec!["#f-words".to_owned()]));
        assert_eq!(unnamed.attributes("#f-reason-other[checked]", "value"), ["other"], "what was chosen stays");

        let look = browser.post(&address, &pairs([("reason", "no_time"), ("words", "繁忙期のため")]));
        assert_eq!(look.status, 200);
        assert!(look.text().contains("期間内の回答が難しいため（繁忙期のため）"), "{}", look.text());
        assert_eq!(invitation(&town, &guest).state, InvitationState::Invited, "nothing is declined yet");
        let mut confirmed = hidden(&look, "form");
        confirmed.push(("confirmed".to_owned(), "yes".to_owned()));
        let start = browser.post(&address, &confirmed);
        assert!(start.text().contains("回答を辞退する旨を承りました。"), "{}", start.text());
        let kept = invitation(&town, &guest);
        assert_eq!(kept.state, InvitationState::Declined);
        assert!(kept.declined_reason.unwrap().contains("繁忙期のため"));
        let counts = town.read(|c| board::counts(c, town.network.id))[&town.round.id].clone();
        assert_eq!((counts.declined, counts.agencies_answered), (1, 0));
        assert_eq!(on_the_board(&town), ["辞退"]);

        let start = press(&browser, &start, "/reopening");
        assert!(!start.text().contains("承りました"));
        let taken_back = invitation(&town, &guest);
        assert_eq!((taken_back.state, taken_back.declined_reason), (InvitationState::Invited, None));
        let actions: Vec<String> =
            town.read(|c| audit::about(c, town.network.id, &Subject::new("invitation", guest.invitation.id)))
                .into_iter()
                .map(|entry| entry.action)
                .collect();
        assert_eq!(actions.iter().filter(|action| *action == "invitation.state_changed").count(), 2, "{actions:?}");
    }

    fn whoever_answers_does_not_decline(database) {
        let (town, guest) = asked(&Town::new(database.store()), "group-work");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let link = format!("/a/{}", guest.token);
        let reason = pairs([("reason", "not_ours"), ("confirmed", "yes")]);
        let page = begin(&browser, &browser.get(&link));
        browser.post(&format!("{link}/decline"), &reason);
        assert_eq!(invitation(&town, &guest).state, InvitationState::Declined);
        // A colleague goes on in another window, and hands in.
        hand_in(&browser, Robot::new(&browser, &[]).fill_to_review(page));
        assert_eq!(invitation(&town, &guest).state, InvitationState::Invited);
        let refused = browser.post(&format!("{link}/decline"), &reason);
        assert!(refused.text().contains("提出済み") && !refused.text().contains("回答を辞退する"));
        assert_eq!(invitation(&town, &guest).state, InvitationState::Invited);
        assert_eq!(browser.get(&format!("{link}/decline")).path, link);
    }

    fn an_agency_without_cases_says_so_and_counts_as_answered(database) {
        let (town, guest) = asked(&Town::new(database.store()), "case-sheet");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let start = browser.get(&format!("/a/{}", guest.token));
        assert!(start.texts("a.button").contains(&"今年度は該当事例がありません".to_owned()));
        let page = browser.get(&format!("/a/{}/completion", guest.token));
        assert!(page.text().contains("該当する事例がないこと（0件）"), "{}", page.text());
        let start = press(&browser, &page, "/completion");
        assert!(start.text().contains("該当する事例はないもの（0件）として承りました。"), "{}", start.text());
        assert_eq!(invitation(&town, &guest).state, InvitationState::Finished);
        let counts = || town.read(|c| board::counts(c, town.network.id))[&town.round.id].clone();
        assert_eq!((counts().agencies_answered, counts().responses()), (1, 0));
        assert_eq!(on_the_board(&town), ["該当事例なし"]);
        let start = press(&browser, &start, "/reopening");
        assert_eq!(counts().agencies_answered, 0);
        assert!(start.text().contains("新しい事例シートを作成"));
    }

    fn everything_is_in_until_somebody_writes_on(database) {
        let (town, guest) = asked(&Town::new(database.store()), "case-sheet");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let link = format!("/a/{}", guest.token);
        answer_all(&browser, &link);
        let second = press(&browser, &browser.get(&link), "/sheets");
        save(&Robot::new(&browser, &[]), &second, &[]);
        let page = browser.get(&format!("{link}/completion"));
        assert!(page.text().contains("提出していない事例シートが1件あります。") && page.text().contains("事例シート 2"));
        let start = press(&browser, &page, "/completion");
        assert!(start.text().contains("提出された事例シートは1件です。"), "{}", start.text());
        let counts = town.read(|c| board::counts(c, town.network.id))[&town.round.id].clone();
        assert_eq!((counts.agencies_answered, counts.responses()), (1, 1), "the agency is counted once");
        assert_eq!(on_the_board(&town), ["入力中", "提出済み", "すべて提出"]);
        browser.post(&format!("{link}/sheets"), &pairs([("number", "3")]));
        assert_eq!(invitation(&town, &guest).state, InvitationState::Invited);
        assert_eq!(browser.get(&format!("/a/{}/completion", asked(&town, "agency-survey").1.token)).status, 200);
    }
}
