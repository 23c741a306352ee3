//! Every staff route of the route table, tried by every role, by a person of another network and by nobody.
//! A new route whose path has a name that `values` does not know fails here.

use actix_web::http::Method;
use norishiro::app::register::import;
use norishiro::store::agencies::Agency;
use norishiro::store::board::BoardRow;
use norishiro::store::entries::{self, Hand, NewEntry};
use norishiro::store::memberships::Role;
use norishiro::store::responses::ResponseState;
use norishiro::store::revisions::Channel;
use norishiro::store::sheets::{SheetState, SheetStatus};
use norishiro::store::user_invitations::{self, UserInvitation};
use norishiro::store::{
    AgencyId, CallNoteId, InvitationId, ResponseId, TokenHash, UserId, UserInvitationId, audit, board, call_notes,
    case_assignments, invitations, users,
};
use norishiro::web::routes::{self, Route, Who};
use norishiro::workbook::register::RegisterFile;

use super::results::{cases, survey};
use super::{PASSWORD, add_person, asking, sign_in};
use crate::harness::{Browser, Database, Page, Site, Town, at};

const NOW: &str = "2026-11-20T09:00:00+09:00";

/// The address of something below an agency in a round.
macro_rules! of_agency {
    ($path:literal) => {
        concat!("/staff/networks/{network}/rounds/{round}/agencies/{agency}", $path)
    };
}

/// Fields without which a form cannot be read at all, by the route's path: those of what stands in the path are
/// tried with them.
const FORMS: &[(&str, &[(&str, &str)])] = &[
    ("/staff/networks/{network}/people/{person}/code", &[("purpose", "password")]),
    ("/staff/networks/{network}/words/lists", &[("edition", "0")]),
    (of_agency!("/sheets"), &[("number", "1")]),
    ("/staff/networks/{network}/cases/{case}/settlements", &[("decision", "given")]),
    (of_agency!("/notes"), &[("id", "01890000-0000-7000-8000-000000000000"), ("words", "電話をかけた")]),
    (of_agency!("/notes/{note}"), &[("edition", "0"), ("words", "電話をかけた")]),
    (of_agency!("/link"), &[("issue", "1")]),
    (of_agency!("/sheets/{sheet}/acceptance"), SEEN),
    (of_agency!("/sheets/{sheet}/restoration"), SEEN),
    (of_agency!("/sheets/{sheet}/exclusion"), SEEN),
    (of_agency!("/sheets/{sheet}/request"), SEEN),
    (of_agency!("/sheets/{sheet}/readers"), ANYONE),
    ("/staff/networks/{network}/given/{case}/suggestions/{suggestion}", ACCEPTED),
    ("/staff/networks/{network}/cases/{case}/coding/suggestions/{suggestion}", ACCEPTED),
    (of_agency!("/hearing/interviewers"), ANYONE),
    (of_agency!("/hearing/link"), &[("issue", "0")]),
    (of_agency!("/entries/{hand}/sheets/{sheet}/revisions"), &[("_version", "1")]),
    (of_agency!("/entries/{hand}/sheets/{sheet}/removal"), &[("_version", "1")]),
];

/// An answer as the page that is sent showed it.
const SEEN: &[(&str, &str)] = &[("revision", "1"), ("state", "submitted")];

/// What a rule proposes is accepted.
const ACCEPTED: &[(&str, &str)] = &[("decision", "accept")];

/// A person who is not there.
const ANYONE: &[(&str, &str)] = &[("user", "01890a5d-ac96-774b-bcce-b302099a8057")];

/// A network with something in it, and a person of each role.
struct Place {
    town: Town,
    survey: Town,
    cases: Town,
    /// A round that asks hearings.
    hearings: Town,
    /// A round that rates persons.
    ratings: Town,
    /// An agency that has answered, and for which the office types something in.
    agency: AgencyId,
    /// A register that waits for somebody's word.
    import: String,
    /// A hearing of the network's interviewer.
    hearing: InvitationId,
    /// A case of the network's reader.
    case: ResponseId,
    /// The agency that wrote it.
    case_agency: AgencyId,
    /// A note of a call about the agency.
    note: String,
    /// Someone who was asked to take part.
    invited: UserInvitationId,
}

impl Place {
    fn new(database: &Database, municipality: &str) -> Self {
        let town = Town::called(database.store(), municipality);
        let (survey, cases) = (survey(&town), cases(&town));
        for role in Role::ALL {
            add_person(&town, &mail(&town, *role), *role);
        }
        let hearings = asking(&town, "hearing-sheet", "令和7年度ヒアリング");
        let ratings = asking(&town, "progress-scale", "令和7年度 歩みの記録");
        let agency = with_entry(&survey);
        let hearing = given_hearing(&hearings, agency.clone());
        let (case, case_agency) = given_case(&cases);
        let import = waiting_import(&town);
        let invited = invite(&town);
        let note = with_note(&survey, agency.id);
        Self {
            survey,
            cases,
            hearings,
            ratings,
            agency: agency.id,
            import,
            hearing,
            case,
            case_agency,
            note,
            invited,
            town,
        }
    }

    fn mail(&self, role: Role) -> String {
        mail(&self.town, role)
    }

    /// What may stand for a name in a path. Where several do, a page need be there for one of them only.
    fn values(&self, name: &str) -> Vec<String> {
        match name {
            "network" => vec![self.town.network.id.to_string()],
            "round" => [&self.survey, &self.cases, &self.hearings, &self.ratings]
                .map(|town| town.round.id.to_string())
                .to_vec(),
            "agency" => vec![self.agency.to_string(), self.case_agency.to_string()],
            "sheet" => vec!["1".to_owned()],
            "hand" => vec!["first".to_owned()],
            "theme" => vec!["coop_issues".to_owned()],
            "section" => vec!["staff".to_owned(), "visit".to_owned()],
            "user" => vec![user(&self.town, Role::Interviewer).to_string()],
            "hearing" => vec![self.hearing.to_string()],
            "case" => vec![self.case.to_string()],
            "book" => vec!["needs".to_owned()],
            "coding" | "suggestion" => vec!["01890a5d-ac96-774b-bcce-b302099a8057".to_owned()],
            "import" => vec![self.import.clone()],
            "invited" => vec![self.invited.to_string()],
            "note" => vec![self.note.clone()],
            "person" => vec![user(&self.town, Role::Auditor).to_string()],
            other => panic!("a route has {{{other}}} in its path: say in tests/staff/walk.rs what stands for it"),
        }
    }

    /// The route's addresses in this network, or with what belongs to another one below this one.
    fn addresses(&self, route: &Route, below: &Self) -> Vec<String> {
        let mut addresses = vec![String::new()];
        for part in route.path.split_inclusive('/') {
            let name = part.trim_end_matches('/').strip_prefix('{').and_then(|name| name.strip_suffix('}'));
            let end = if part.ends_with('/') { "/" } else { "" };
            let values = match name {
                Some("network") => self.values("network"),
                Some(name) => below.values(name),
                None => vec![part.trim_end_matches('/').to_owned()],
            };
            addresses = addresses
                .iter()
                .flat_map(|start| values.iter().map(move |value| format!("{start}{value}{end}")))
                .collect();
        }
        addresses
    }

    /// Lines in the log of this network: what was done in it.
    fn log(&self) -> usize {
        let network = self.town.network.id;
        self.town.read(|connection| audit::newest(connection, network, None, 100_000)).len()
    }
}

/// Notes a call about an agency.
fn with_note(survey: &Town, agency: AgencyId) -> String {
    let (network, round, act, id) = (survey.network.id, survey.round.id, survey.act, CallNoteId::new(survey.act.at));
    let clerk = user(survey, Role::Coordinator);
    survey
        .store
        .write_blocking(move |connection| {
            let asked = invitations::of_agency(connection, network, round, agency)?.unwrap();
            call_notes::add(connection, network, id, (asked.invitation.id, "不在"), clerk, &act)
        })
        .unwrap();
    id.to_string()
}

/// Asks someone to take part.
fn invite(town: &Town) -> UserInvitationId {
    let (network, act) = (town.network.id, town.act);
    let invitation = UserInvitation {
        network_id: network,
        id: UserInvitationId::new(act.at),
        mail: "shinjin@city.example.jp".to_owned(),
        display_name: "新人".to_owned(),
        role: Role::Coder,
        created_at: act.at,
        expires_at: act.at + jiff::SignedDuration::from_hours(1),
    };
    town.store
        .write_blocking(move |connection| {
            user_invitations::invite(connection, &invitation, TokenHash::of(&network.to_string()), &act)
        })
        .unwrap()
}

/// Begins to type something in for an agency that has answered.
fn with_entry(survey: &Town) -> Agency {
    let (network, round, act) = (survey.network.id, survey.round.id, survey.act);
    let rows = survey.read(move |connection| board::of_round(connection, network, round));
    let is_handed_in = |sheet: &SheetStatus| sheet.state() == SheetState::Answered(ResponseState::Submitted);
    let row = rows.into_iter().find(|row| row.sheets.iter().any(is_handed_in)).unwrap();
    let sheet = row.sheets[0].sheet.id;
    let clerk = user(survey, Role::Coordinator);
    let new = move |connection: &mut norishiro::store::Connection| {
        let entry = NewEntry {
            sheet,
            hand: Hand::First,
            channel: Channel::Paper,
            entered_by: clerk,
            base_revision: 1,
            fields: "{}",
        };
        entries::begin(connection, network, &entry, &act)
    };
    survey.store.write_blocking(new).unwrap();
    row.agency
}

/// Asks an agency for a hearing, and gives it to the network's interviewer.
fn given_hearing(hearings: &Town, agency: Agency) -> InvitationId {
    let hearing = hearings.invite_again(&agency).invitation.id;
    let (network, act, interviewer) = (hearings.network.id, hearings.act, user(hearings, Role::Interviewer));
    let given = hearings.store.write_blocking(move |connection| {
        norishiro::store::hearings::assign(connection, network, hearing, interviewer, &act)
    });
    assert!(given.unwrap());
    hearing
}

/// Gives a case to the network's reader.
fn given_case(cases: &Town) -> (ResponseId, AgencyId) {
    let (network, round, act, reader) = (cases.network.id, cases.round.id, cases.act, user(cases, Role::Coder));
    let rows = cases.read(move |connection| board::of_round(connection, network, round));
    let of_row =
        |row: &BoardRow| Some((row.sheets.iter().find_map(|sheet| sheet.response.as_ref())?.id, row.agency.id));
    let (case, agency) = rows.iter().find_map(of_row).unwrap();
    let given =
        cases.store.write_blocking(move |connection| case_assignments::assign(connection, network, case, reader, &act));
    assert!(given.unwrap());
    (case, agency)
}

fn mail(town: &Town, role: Role) -> String {
    format!("{role}@{}.example.jp", town.network.id)
}

/// The network's person of a role.
fn user(town: &Town, role: Role) -> UserId {
    let mail = mail(town, role);
    town.read(move |connection| users::by_mail(connection, &mail)).unwrap().id
}

fn waiting_import(town: &Town) -> String {
    let (network, act) = (town.network.id, town.act);
    let file = RegisterFile::read("機関名,種別\nよりみち,NPO".as_bytes()).unwrap();
    let keep = move |connection: &mut _| import::keep(connection, network, "名簿.csv", &file, &act);
    town.store.write_blocking(keep).unwrap().to_string()
}

/// A signed-in browser and the secret of its session.
struct Person {
    browser: Browser,
    csrf: String,
}

impl Person {
    fn signed_in(site: &Site, mail: &str) -> Self {
        let browser = Browser::new(site);
        let page = sign_in(&browser, mail, PASSWORD);
        let csrf = page.attributes("form[action='/staff/sign-out'] input[name=csrf]", "value").concat();
        assert!(!csrf.is_empty(), "{mail} is not signed in: {}", page.text());
        Self { browser, csrf }
    }

    /// Asks for a route as its method says; a form carries the right secret.
    fn ask(&self, route: &Route, address: &str) -> Page {
        if route.method == Method::GET { self.browser.get(address) } else { self.post(route, address, &self.csrf) }
    }

    fn post(&self, route: &Route, address: &str, csrf: &str) -> Page {
        let fields = FORMS.iter().find(|(path, _)| *path == route.path).map_or(&[][..], |(_, fields)| *fields);
        let mut pairs: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        pairs.push(("csrf".to_owned(), csrf.to_owned()));
        self.browser.post(address, &pairs)
    }
}

/// Every route of a network, with the roles that may use it.
fn of_networks() -> impl Iterator<Item = (&'static Route, &'static [Role])> {
    routes::all().filter_map(|route| match route.who {
        Who::Staff(roles) => Some((route, roles)),
        Who::Anyone | Who::LinkHolder | Who::Person => None,
    })
}

on_both_databases! {
    fn every_role_gets_where_the_table_says_and_nowhere_else(database) {
        let place = Place::new(&database, "B市");
        let site = Site::start(database.store(), at(NOW));
        for role in Role::ALL {
            let person = Person::signed_in(&site, &place.mail(*role));
            for (route, roles) in of_networks() {
                let addresses = place.addresses(route, &place);
                if !roles.contains(role) {
                    for address in addresses {
                        let page = person.ask(route, &address);
                        assert_eq!(page.status, 404, "{role}: {} {}", route.method, route.path);
                    }
                } else if route.method == Method::GET {
                    let statuses: Vec<_> = addresses.iter().map(|address| person.browser.get(address).status).collect();
                    let is_there = statuses.contains(&200) && statuses.iter().all(|status| [200, 404].contains(status));
                    assert!(is_there, "{role}: {} {}: {statuses:?}", route.method, route.path);
                } else {
                    // Nobody's form is taken without the secret of their session.
                    for address in addresses {
                        let page = person.post(route, &address, "made up");
                        assert!([400, 403].contains(&page.status), "{role}: {} {}: {}", route.method, route.path, page.status);
                    }
                }
            }
        }
    }

    fn nothing_of_another_network_is_there_for_anyone(database) {
        let (mine, other) = (Place::new(&database, "B市"), Place::new(&database, "C市"));
        let site = Site::start(database.store(), at(NOW));
        let before = other.log();
        for role in Role::ALL {
            let person = Person::signed_in(&site, &mine.mail(*role));
            for (route, roles) in of_networks() {
                let mut addresses = other.addresses(route, &other);
                addresses.extend(other.addresses(route, &mine));
                // A codebook's key is the same in every network; what a network changed in it is not.
                let is_smuggled = route.path.replace("{book}", "").matches('{').count() > 1;
                if is_smuggled && roles.contains(role) {
                    addresses.extend(mine.addresses(route, &other));
                }
                for address in addresses {
                    let page = person.ask(route, &address);
                    assert_eq!(
                        page.status, 404,
                        "{role}: {} {address} ({}); a form that cannot be read needs its fields in FORMS",
                        route.method, route.path
                    );
                    assert!(!page.text().contains("C市"), "{role}: {} {}", route.method, route.path);
                }
            }
        }
        assert_eq!(other.log(), before, "nothing was done in the other network");
    }

    fn whoever_did_not_sign_in_is_asked_to(database) {
        let place = Place::new(&database, "B市");
        let site = Site::start(database.store(), at(NOW));
        let nobody = Person { browser: Browser::new(&site), csrf: String::new() };
        let before = place.log();
        let staff = routes::all().filter(|route| matches!(route.who, Who::Staff(_) | Who::Person));
        for route in staff {
            for address in place.addresses(route, &place) {
                let page = nobody.ask(route, &address);
                assert!(page.path.starts_with("/staff/sign-in?back="), "{} {}: {}", route.method, route.path, page.path);
            }
        }
        assert_eq!(place.log(), before);
    }

    fn a_person_of_no_network_has_no_desk(database) {
        let place = Place::new(&database, "B市");
        let (network, act) = (place.town.network.id, place.town.act);
        let mail = place.mail(Role::Owner);
        place.town.store.write_blocking(move |connection| {
            let user = norishiro::store::users::by_mail(connection, &mail)?.unwrap();
            norishiro::store::memberships::revoke(connection, network, user.id, &act)
        }).unwrap();
        let site = Site::start(database.store(), at(NOW));
        let person = Person::signed_in(&site, &place.mail(Role::Owner));
        for (route, _) in of_networks() {
            for address in place.addresses(route, &place) {
                assert_eq!(person.ask(route, &address).status, 404, "{} {}", route.method, route.path);
            }
        }
    }
}
