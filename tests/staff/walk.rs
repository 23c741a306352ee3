//! Every staff route of the route table, tried by every role, by a person of another network and by nobody.
//! A new route whose path has a name that `values` does not know fails here.

use actix_web::http::Method;
use norishiro::app::register::import;
use norishiro::store::entries::{self, Hand, NewEntry};
use norishiro::store::memberships::Role;
use norishiro::store::revisions::Channel;
use norishiro::store::{AgencyId, UserId, audit, board, users};
use norishiro::web::routes::{ROUTES, Route, Who};
use norishiro::workbook::register::RegisterFile;

use super::results::{cases, survey};
use super::{PASSWORD, add_person, sign_in};
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
    (of_agency!("/sheets"), &[("number", "1")]),
    (of_agency!("/sheets/{sheet}/acceptance"), SEEN),
    (of_agency!("/sheets/{sheet}/restoration"), SEEN),
    (of_agency!("/sheets/{sheet}/exclusion"), SEEN),
    (of_agency!("/sheets/{sheet}/request"), SEEN),
    (of_agency!("/entries/{hand}/sheets/{sheet}/revisions"), &[("_version", "1")]),
    (of_agency!("/entries/{hand}/sheets/{sheet}/removal"), &[("_version", "1")]),
];

/// An answer as the page that is sent showed it.
const SEEN: &[(&str, &str)] = &[("revision", "1"), ("state", "submitted")];

/// A network with something in it, and a person of each role.
struct Place {
    town: Town,
    survey: Town,
    cases: Town,
    /// An agency that has answered, and for which the office types something in.
    agency: AgencyId,
    /// A register that waits for somebody's word.
    import: String,
}

impl Place {
    fn new(database: &Database, municipality: &str) -> Self {
        let town = Town::called(database.store(), municipality);
        let (survey, cases) = (survey(&town), cases(&town));
        let (agency, import) = (with_entry(&survey), waiting_import(&town));
        let place = Self { survey, cases, agency, import, town };
        for role in Role::ALL {
            add_person(&place.town, &place.mail(*role), *role);
        }
        place
    }

    fn mail(&self, role: Role) -> String {
        format!("{role}@{}.example.jp", self.town.network.id)
    }

    /// What may stand for a name in a path. Where several do, a page need be there for one of them only.
    fn values(&self, name: &str) -> Vec<String> {
        match name {
            "network" => vec![self.town.network.id.to_string()],
            "round" => vec![self.survey.round.id.to_string(), self.cases.round.id.to_string()],
            "agency" => vec![self.agency.to_string()],
            "sheet" => vec!["1".to_owned()],
            "hand" => vec!["first".to_owned()],
            "section" => vec!["staff".to_owned()],
            "import" => vec![self.import.clone()],
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

/// Begins to type something in for an agency that has answered.
fn with_entry(survey: &Town) -> AgencyId {
    let (network, round, act) = (survey.network.id, survey.round.id, survey.act);
    let rows = survey.read(move |connection| board::of_round(connection, network, round));
    let row = rows.into_iter().find(|row| row.sheets.iter().any(|sheet| sheet.response.is_some())).unwrap();
    let sheet = row.sheets[0].sheet.id;
    let clerk = add_clerk(survey);
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
    row.agency.id
}

/// A person who types; their role makes no difference here.
fn add_clerk(survey: &Town) -> UserId {
    let mail = format!("nyuryoku@{}.example.jp", survey.network.id);
    add_person(survey, &mail, Role::Coordinator);
    survey.read(move |connection| users::by_mail(connection, &mail)).unwrap().id
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
    ROUTES.iter().filter_map(|route| match route.who {
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
                let is_smuggled = route.path.matches('{').count() > 1;
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
        let staff = ROUTES.iter().filter(|route| matches!(route.who, Who::Staff(_) | Who::Person));
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
