//! Every page of the site, drawn from a whole town's data: a template that asks for something its
//! page has not got fails only when it is drawn.

use actix_web::http::Method;
use jiff::Timestamp;
use norishiro::app::Clock;
use norishiro::app::demo::{self, Demo, Folder, Opening};
use norishiro::assets::Templates;
use norishiro::store::memberships::Role;
use norishiro::web::routes::{self, Who};

use crate::harness::{Browser, Form, Page, Site, at};

const NOW: &str = "2026-11-20T09:00:00+09:00";

fn town(folder: &std::path::Path, templates: &Templates) -> Demo {
    let now: Timestamp = at(NOW);
    let folder = Folder::at(folder.join("town"));
    let opening = Opening { folder: &folder, seed: 1, public_url: "http://127.0.0.1", clock: Clock::set_to(now) };
    demo::open(&opening, templates).unwrap()
}

#[test]
fn every_page_can_be_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let demo = town(folder.path(), &Templates::parse().unwrap());
    let site = Site::start(&demo.store, at(NOW));
    let browser = Browser::new(&site);
    let mut drawn = 0;

    for link in demo.guide("").unwrap().links {
        let sheet = format!("{}/sheets/1", link.address);
        let first = browser.post(&sheet, &[]);
        let sections = first.attributes("button.step", "value");
        for path in pages_of(|who| who == Who::LinkHolder) {
            // Nothing is submitted on this sheet yet; these are drawn wherever a test submits. A workbook is no page.
            if ["/receipt", "/correction", "/revisions/{number}", "/survey", "/confirmation", "/masking", ".xlsx"]
                .iter()
                .any(|end| path.ends_with(end))
            {
                continue;
            }
            let path = path.replace("/a/{token}", &link.address).replace("{sheet}", "1");
            for section in sections.iter().filter(|section| *section != "review") {
                let page = browser.get(&path.replace("{section}", section));
                assert_is_page(&page);
                drawn += 1;
            }
        }
    }

    let form = browser.get("/staff/sign-in");
    let csrf = form.attributes("input[name=csrf]", "value").concat();
    let pairs = [
        ("csrf", csrf),
        ("mail", demo.sign_in.mail.clone()),
        ("password", demo.sign_in.password.clone()),
        ("back", String::new()),
    ];
    let desk = browser.post("/staff/sign-in", &pairs.map(|(name, value)| (name.to_owned(), value)));
    let rounds: Vec<String> = desk
        .attributes("a[href*='/rounds/']", "href")
        .into_iter()
        .filter_map(|href| Some(href.split("/rounds/").nth(1)?.split(['/', '#']).next()?.to_owned()))
        .collect();
    let network = desk.attributes("a[href*='/staff/networks/']", "href")[0].split('/').nth(3).unwrap().to_owned();
    assert!(rounds.len() >= 8, "{rounds:?}");
    let file = ("file", "名簿.csv", "機関名,種別\nB市保健センター,医療機関\n新しい機関,NPO".as_bytes());
    let imports = format!("/staff/networks/{network}/agencies/imports");
    let form = Form::of(&browser.get(&imports), "main form");
    let import = browser.post_file(&imports, &form.pairs, file).path.rsplit('/').next().unwrap().to_owned();
    let mut rounds = rounds;
    rounds.sort();
    rounds.dedup();
    let people = browser.get(&format!("/staff/networks/{network}/people"));
    let person = people.attributes("tbody a[href*='/people/']", "href")[0].rsplit('/').next().unwrap().to_owned();
    let cases = browser.get(&format!("/staff/networks/{network}/cases"));
    let case = cases.attributes(".case-table thead a", "href")[0].rsplit('/').next().unwrap().to_owned();
    let rounds: Vec<_> = rounds.iter().map(|round| (round, answered(&browser, &network, round))).collect();
    for path in pages_of(|who| who == Who::Person || matches!(who, Who::Staff(roles) if roles.contains(&Role::Owner))) {
        // Some rounds have no such page (only case sheets have cases); a page that fails is another matter.
        let statuses: Vec<u16> = rounds
            .iter()
            .map(|(round, (agency, section, note))| {
                let path = path.replace("{network}", &network).replace("{round}", round).replace("{agency}", agency);
                let path = path.replace("{sheet}", "1").replace("{hand}", "first").replace("{section}", section);
                let path = path.replace("{import}", &import).replace("{person}", &person).replace("{note}", note);
                let path = path.replace("{case}", &case).replace("{book}", "needs");
                let path = path.replace("{theme}", "coop_issues");
                browser.get(&path).status
            })
            .collect();
        assert!(
            statuses.contains(&200) && statuses.iter().all(|status| [200, 404].contains(status)),
            "{path}: {statuses:?}"
        );
        drawn += statuses.len();
    }
    assert!(drawn > 100, "only {drawn} pages");
}

#[test]
fn nothing_behind_a_link_answers_to_another() {
    let folder = tempfile::tempdir().unwrap();
    let demo = town(folder.path(), &Templates::parse().unwrap());
    let site = Site::start(&demo.store, at(NOW));
    let browser = Browser::new(&site);
    for route in routes::all().filter(|route| route.who == Who::LinkHolder) {
        let path = route.path.replace("{token}", "wrong").replace("{sheet}", "1").replace("{section}", "staff");
        let path = path.replace("{number}", "1");
        let page = if route.method == Method::POST {
            browser.post(&path, &[("number".to_owned(), "1".to_owned())])
        } else {
            browser.get(&path)
        };
        assert_eq!(page.status, 404, "{} {}", route.method, route.path);
        assert!(page.text().contains("回答用ページを開けません"), "{} {}", route.method, route.path);
    }
}

/// An agency of the round that has answered, for which the office begins to type something in, and the section that
/// this begins with, and a note of a call about it; nothing of these where none has.
fn answered(browser: &Browser, network: &str, round: &str) -> (String, String, String) {
    let board = browser.get(&format!("/staff/networks/{network}/rounds/{round}"));
    for address in board.attributes(".board th a[href*='/agencies/']", "href") {
        let sheet = browser.get(&format!("{address}/sheets/1"));
        if sheet.path.ends_with("/sheets/1") {
            let start = browser.get(&format!("{address}/entries/first/sheets/1"));
            let form = Form::of(&start, "form[action$='/entries/first/sheets/1']");
            let page = form.with("channel", "paper").with("start", "answer").post(browser);
            let (_, section) = page.path.split_once("/sections/").unwrap();
            let noted = Form::of(&browser.get(&address), "form[action$='/notes']").with("words", "不在").post(browser);
            let note = noted.attributes("a[href*='/notes/']", "href").remove(0);
            let last = |address: &str| address.rsplit('/').next().unwrap().to_owned();
            return (last(&address), section.to_owned(), last(&note));
        }
    }
    ["none"; 3].map(str::to_owned).into()
}

fn pages_of(is_asked: fn(Who) -> bool) -> impl Iterator<Item = &'static str> {
    routes::all().filter(move |route| is_asked(route.who) && route.method == Method::GET).map(|route| route.path)
}

fn assert_is_page(page: &Page) {
    assert_eq!(page.status, 200, "{}", page.path);
    assert_eq!(page.texts("h1").len(), 1, "{}", page.path);
    let ids = page.attributes("[id]", "id");
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(ids.len(), once.len(), "{}: ids stand twice", page.path);
    for reference in page.attributes("[aria-describedby]", "aria-describedby") {
        for id in reference.split_whitespace() {
            assert!(ids.iter().any(|other| other == id), "{}: nothing bears the id {id}", page.path);
        }
    }
    for label in page.attributes("label[for]", "for") {
        assert!(ids.contains(&label), "{}: a label for {label}, which is not there", page.path);
    }
}
