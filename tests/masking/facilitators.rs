//! Every page and file that people who are not of the office can get to, by links and by addresses: none names anybody.

use std::collections::{BTreeSet, VecDeque};
use std::io::Read;

use norishiro::store::memberships::Role;
use norishiro::store::{board, case_assignments, users};
use norishiro::web::routes::{self, Who};
use scraper::Selector;

use super::{OUTLINE, asking_cases, hand_in, office_page, open, own_page, press, site};
use crate::harness::{Browser, Town};
use crate::staff::{PASSWORD, add_person, asking, at_desk, desk, sign_in, town_with_coordinator};

const SHIKAI: &str = "shikai@b-city.example.jp";

/// What was written about persons somewhere in the town.
const NAMES: [&str; 6] = ["田中太郎", "桜丘高校", "090-1234-5678", "西村健一", "みなと運輸", "hana_0412@example.com"];

/// The most pages that are looked at.
const MANY: usize = 400;

/// A town in which names were written wherever words can be: an agreed case, a case not agreed to, a survey, group work.
fn town_with_names(town: &Town) -> (Town, Vec<Town>) {
    let (cases, agreed) = asking_cases(town);
    hand_in(&cases, &agreed, OUTLINE, 0);
    let other = cases.invite("Bクリニック", "ビークリニック", "medical");
    hand_in(&cases, &other, "西村健一さんは(株)みなと運輸に勤めていた。hana_0412@example.com", 0);
    let site = site(&cases);
    let (office, agency) = (at_desk(&site), Browser::new(&site));
    press(&office, &open(&office, &office_page(&cases, &agreed)), "ask", &[]);
    press(&agency, &open(&agency, &own_page(&agreed)), "approve", &[]);

    let survey = asking(town, "agency-survey", "令和7年度アンケート");
    let answering = survey.invite_again(&agreed.agency);
    survey.answer(
        &answering,
        r#"{"methods": {"selected": ["phone", "other"], "other": "西村健一さん宅への訪問"},
            "strengths": "田中太郎さんとの関わりから学んだ。", "remarks": "西村健一さんの件は090-1234-5678へ。みなと運輸、桜丘高校も。"}"#,
    );
    let table = asking(town, "group-work", "令和7年度グループワーク");
    let sitting = table.invite_again(&agreed.agency);
    table.answer(
        &sitting,
        r#"{"strengths": "高校とのつながり。田中太郎さんの例。", "weaknesses": "西村健一さんのような方と出会えていない。",
            "norishiro": [{"offer": "西村健一さんの見学", "first_step": "西村健一さんに電話する"}]}"#,
    );
    (cases, vec![survey, table])
}

/// The words of a page or file, a workbook's too.
fn words(bytes: &[u8]) -> String {
    let mut words = String::from_utf8_lossy(bytes).into_owned();
    if let Ok(mut zip) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) {
        for index in 0..zip.len() {
            let mut part = Vec::new();
            zip.by_index(index).unwrap().read_to_end(&mut part).unwrap();
            words.push_str(&String::from_utf8_lossy(&part));
        }
    }
    words
}

/// The addresses of a page's links within the network.
fn links(page: &str, desk: &str) -> Vec<String> {
    let document = scraper::Html::parse_document(page);
    let links = Selector::parse("a[href]").unwrap();
    let address =
        |link: scraper::ElementRef<'_>| link.attr("href").map(|href| href.split('#').next().unwrap_or("").to_owned());
    document.select(&links).filter_map(address).filter(|href| href.starts_with(desk)).collect()
}

/// Every page of the route table that a role may open without knowing more than networks and rounds.
fn routes_of(role: Role, towns: &[&Town]) -> Vec<String> {
    let mut addresses = Vec::new();
    for route in routes::all() {
        let is_theirs = matches!(route.who, Who::Staff(roles) if roles.contains(&role));
        if !is_theirs || route.method != "GET" {
            continue;
        }
        for town in towns {
            let path = route.path.replace("{network}", &town.network.id.to_string());
            let path = path.replace("{round}", &town.round.id.to_string());
            if !path.contains('{') {
                addresses.push(path);
            }
        }
    }
    addresses
}

/// Opens everything that somebody can get to, and looks that nobody is named there; the addresses.
fn nobody_is_named(browser: &Browser, role: Role, towns: &[&Town], town: &Town) -> BTreeSet<String> {
    let mut waiting: VecDeque<String> = routes_of(role, towns).into();
    waiting.push_back(desk(town));
    let mut seen = BTreeSet::new();
    while let Some(address) = waiting.pop_front() {
        // The harness's first round asks nothing that could be shown.
        if seen.len() == MANY || address.contains(&town.round.id.to_string()) || !seen.insert(address.clone()) {
            continue;
        }
        let page = browser.get(&address);
        assert!([200, 404].contains(&page.status), "{address}: {}", page.status);
        if page.status != 200 {
            continue;
        }
        let words = words(&browser.download(&address).1);
        for name in NAMES {
            assert!(!words.contains(name), "{name} stands on {address}");
        }
        waiting.extend(links(&page.html, &desk(town)));
    }
    seen
}

on_both_databases! {
    fn no_page_and_no_file_of_a_facilitator_names_anybody(database) {
        let town = town_with_coordinator(database.store());
        add_person(&town, SHIKAI, Role::Facilitator);
        let (cases, others) = town_with_names(&town);
        let site = site(&cases);
        let facilitator = Browser::new(&site);
        sign_in(&facilitator, SHIKAI, PASSWORD);
        let mut towns = vec![&cases];
        towns.extend(&others);
        let seen = nobody_is_named(&facilitator, Role::Facilitator, &towns, &town);
        assert!(seen.len() > 15, "{seen:?}");
        assert!(seen.iter().any(|address| address.ends_with("/workbook")), "{seen:?}");
    }

    fn no_page_of_readers_interviewers_and_auditors_names_anybody(database) {
        let town = town_with_coordinator(database.store());
        let (cases, others) = town_with_names(&town);
        let site = site(&cases);
        let mut towns = vec![&cases];
        towns.extend(&others);
        let people = [("yomite", Role::Coder, 2), ("kikite", Role::Interviewer, 1), ("kansa", Role::Auditor, 2)];
        for (name, role, least) in people {
            let mail = format!("{name}@b-city.example.jp");
            add_person(&town, &mail, role);
            if role == Role::Coder {
                give_all(&cases, &mail);
            }
            let browser = Browser::new(&site);
            sign_in(&browser, &mail, PASSWORD);
            let seen = nobody_is_named(&browser, role, &towns, &town);
            assert!(seen.len() >= least, "{role:?}: {seen:?}");
            let given = seen.iter().filter(|address| address.contains("/given/")).count();
            assert_eq!(given, if role == Role::Coder { 2 } else { 0 }, "{seen:?}");
        }
    }
}

/// Gives all cases to a reader.
fn give_all(cases: &Town, mail: &str) {
    let (network, round, act, mail) = (cases.network.id, cases.round.id, cases.act, mail.to_owned());
    let given = cases.store.write_blocking(move |connection| {
        let reader = users::by_mail(connection, &mail)?.unwrap().id;
        let rows = board::of_round(connection, network, round)?;
        for response in rows.iter().flat_map(|row| &row.sheets).filter_map(|sheet| sheet.response.as_ref()) {
            case_assignments::assign(connection, network, response.id, reader, &act)?;
        }
        Ok::<_, norishiro::store::StoreError>(())
    });
    given.unwrap();
}
