//! Where the pages of the route table are in a demo.

use actix_web::http::Method;
use norishiro::web::routes;
use serde_json::Value;

use super::begun::{begin_entry, begin_import, note_call};
use super::corrections::{begin_correction, hand_correction_in};
use super::hearings;
use super::masked::masked_case;
use super::readings::READINGS;
use crate::browser::chromium::Chromium;
use crate::browser::desk::sign_in;
use crate::harness::demo::RunningDemo;

/// A page to look at.
pub(super) struct Place {
    /// For messages and pictures.
    pub(super) name: String,
    pub(super) address: String,
}

/// What a route shows.
pub(super) enum Shows {
    /// The same page for all.
    OnePage,
    /// A page for each agency's link, unless the link's questionnaire has no such page.
    Links,
    /// A page for each section of each link's first sheet.
    Sections,
    /// A page for each link that has handed in an answer.
    Receipts,
    /// A page for an answer that was handed in and is being changed.
    Corrections,
    /// A page for an answer that was replaced by a correction.
    Replaced,
    /// A page for an answer at the desk, and what the office types in for it.
    Answers,
    /// A page for a note of a call.
    Note,
    /// A page for an agency that is asked a hearing.
    Hearing,
    /// A page of a case whose agency was asked about its masked version.
    MaskedCase,
    /// A page of interviewers, readers, or an agency that confirms: looked at in `hearings`.
    Others,
    /// A page for the network.
    Network,
    /// A page for an agency of the register.
    Agency,
    /// A page for a list of agencies that waits to be imported.
    Import,
    /// A page for each person of the network.
    People,
    /// A page for each round, which looks different with each questionnaire.
    Rounds,
    /// A page for each round, alike for all but its words: two are looked at.
    Alike,
    /// A page for a case.
    Case,
    /// A page for a codebook.
    Book,
    /// A page for each round that rates persons.
    RatingRounds,
    /// A page for the round of hearings.
    Themes,
    /// It leads on to another page, which stands in this table too.
    Redirect,
    /// A file or a word for machines.
    NoPage,
}

/// Every route that is read. One that is missing here fails the test.
const TABLE: &[(&str, Shows)] = &[
    ("/", Shows::Redirect),
    ("/health", Shows::NoPage),
    ("/assets/{hash}/{name}", Shows::NoPage),
    ("/accessibility", Shows::OnePage),
    ("/code", Shows::OnePage),
    ("/a/{token}", Shows::Links),
    ("/a/{token}/whole", Shows::Links),
    ("/a/{token}/resources", Shows::Links),
    ("/a/{token}/resources.xlsx", Shows::NoPage),
    ("/a/{token}/resources/booklet", Shows::Links),
    ("/a/{token}/decline", Shows::Links),
    ("/a/{token}/completion", Shows::Links),
    ("/a/{token}/sheets/{sheet}", Shows::Redirect),
    ("/a/{token}/sheets/{sheet}/sections/{section}", Shows::Sections),
    ("/a/{token}/sheets/{sheet}/review", Shows::Links),
    ("/a/{token}/sheets/{sheet}/receipt", Shows::Receipts),
    ("/a/{token}/sheets/{sheet}/correction", Shows::Corrections),
    ("/a/{token}/sheets/{sheet}/revisions/{number}", Shows::Replaced),
    ("/a/{token}/sheets/{sheet}/no-cases", Shows::Links),
    ("/a/{token}/masking", Shows::MaskedCase),
    ("/a/{token}/sheets/{sheet}/masking", Shows::MaskedCase),
    ("/a/{token}/survey", Shows::Others),
    ("/a/{token}/sheets/{sheet}/confirmation", Shows::Others),
    ("/staff/sign-in", Shows::OnePage),
    // Nobody waits for a second factor, and none is being set up.
    ("/staff/sign-in/code", Shows::Redirect),
    ("/staff/account/second-factor", Shows::Redirect),
    ("/staff/welcome", Shows::OnePage),
    ("/staff/account", Shows::OnePage),
    ("/staff", Shows::Redirect),
    ("/staff/networks/{network}/people", Shows::Network),
    ("/staff/networks/{network}/people/invitations/new", Shows::Network),
    ("/staff/networks/{network}/people/{person}", Shows::People),
    ("/staff/networks/{network}/output-settings", Shows::Network),
    ("/staff/networks/{network}/log", Shows::Network),
    ("/staff/networks/{network}/log/csv", Shows::NoPage),
    ("/staff/networks/{network}/mail-hours", Shows::Network),
    ("/staff/networks/{network}", Shows::Network),
    ("/staff/networks/{network}/cases", Shows::Network),
    ("/staff/networks/{network}/cases/{case}", Shows::Case),
    ("/staff/networks/{network}/cases/{case}/coding", Shows::Case),
    ("/staff/networks/{network}/coding", Shows::Network),
    ("/staff/networks/{network}/disagreements", Shows::Network),
    ("/staff/networks/{network}/codebooks", Shows::Network),
    ("/staff/networks/{network}/codebooks/{book}", Shows::Book),
    ("/staff/networks/{network}/mirrored-factors", Shows::Network),
    ("/staff/networks/{network}/gaps", Shows::Network),
    ("/staff/networks/{network}/profiles", Shows::Network),
    ("/staff/networks/{network}/profiles/evidence", Shows::Network),
    ("/staff/networks/{network}/mirror", Shows::Network),
    ("/staff/networks/{network}/difficulty", Shows::Network),
    ("/staff/networks/{network}/difficulty/evidence", Shows::Network),
    ("/staff/networks/{network}/handbook-points", Shows::Network),
    ("/staff/networks/{network}/themes", Shows::Network),
    ("/staff/networks/{network}/rounds/{round}/themes", Shows::Themes),
    ("/staff/networks/{network}/rounds/{round}/themes/{theme}", Shows::Themes),
    ("/staff/networks/{network}/words", Shows::Network),
    ("/staff/networks/{network}/words/together", Shows::Network),
    ("/staff/networks/{network}/words/characteristic", Shows::Network),
    ("/staff/networks/{network}/words/contexts", Shows::Network),
    ("/staff/networks/{network}/words/lists", Shows::Network),
    ("/staff/networks/{network}/norishiro", Shows::Network),
    ("/staff/networks/{network}/masking", Shows::Network),
    ("/staff/networks/{network}/resources", Shows::Network),
    ("/staff/networks/{network}/resources/booklet", Shows::Network),
    ("/staff/networks/{network}/resources.xlsx", Shows::NoPage),
    ("/staff/networks/{network}/gaps/offered", Shows::Network),
    ("/staff/networks/{network}/gaps/needed", Shows::Network),
    ("/staff/networks/{network}/gaps/evidence", Shows::Network),
    ("/staff/networks/{network}/trends", Shows::Network),
    ("/staff/networks/{network}/agencies", Shows::Network),
    ("/staff/networks/{network}/agencies/new", Shows::Network),
    ("/staff/networks/{network}/agencies/kinds", Shows::Network),
    ("/staff/networks/{network}/agencies/register.xlsx", Shows::NoPage),
    ("/staff/networks/{network}/agencies/register.csv", Shows::NoPage),
    ("/staff/networks/{network}/agencies/example.xlsx", Shows::NoPage),
    ("/staff/networks/{network}/agencies/imports", Shows::Network),
    ("/staff/networks/{network}/agencies/imports/{import}", Shows::Import),
    ("/staff/networks/{network}/agencies/{agency}", Shows::Agency),
    ("/staff/networks/{network}/agencies/{agency}/edit", Shows::Agency),
    ("/staff/networks/{network}/agencies/{agency}/archival", Shows::Agency),
    ("/staff/networks/{network}/archived-rounds", Shows::Network),
    ("/staff/networks/{network}/rounds/new", Shows::Network),
    ("/staff/networks/{network}/rounds/new/preview", Shows::Network),
    ("/staff/networks/{network}/rounds/{round}", Shows::Rounds),
    ("/staff/networks/{network}/rounds/{round}/questionnaire", Shows::Rounds),
    ("/staff/networks/{network}/rounds/{round}/period", Shows::Alike),
    ("/staff/networks/{network}/rounds/{round}/agencies", Shows::Alike),
    ("/staff/networks/{network}/rounds/{round}/schedule", Shows::Alike),
    ("/staff/networks/{network}/rounds/{round}/letter", Shows::Alike),
    ("/staff/networks/{network}/rounds/{round}/preview", Shows::Rounds),
    ("/staff/networks/{network}/rounds/{round}/settings", Shows::Alike),
    ("/staff/networks/{network}/rounds/{round}/closing", Shows::Alike),
    ("/staff/networks/{network}/rounds/{round}/deletion", Shows::Alike),
    ("/staff/networks/{network}/rounds/{round}/mails", Shows::Alike),
    ("/staff/networks/{network}/rounds/{round}/reminders", Shows::Alike),
    ("/staff/networks/{network}/rounds/{round}/messages", Shows::Alike),
    ("/staff/networks/{network}/rounds/{round}/letters", Shows::Alike),
    ("/staff/networks/{network}/rounds/{round}/files", Shows::Alike),
    ("/staff/networks/{network}/rounds/{round}/files/answers", Shows::NoPage),
    ("/staff/networks/{network}/rounds/{round}/files/data", Shows::NoPage),
    ("/staff/networks/{network}/rounds/{round}/letters.xlsx", Shows::NoPage),
    ("/staff/networks/{network}/rounds/{round}/results", Shows::Rounds),
    ("/staff/networks/{network}/rounds/{round}/crosstabs", Shows::Alike),
    ("/staff/networks/{network}/rounds/{round}/trends", Shows::Rounds),
    ("/staff/networks/{network}/rounds/{round}/before-after", Shows::RatingRounds),
    ("/staff/networks/{network}/rounds/{round}/cases", Shows::Redirect),
    ("/staff/networks/{network}/rounds/{round}/workbook", Shows::NoPage),
    ("/staff/networks/{network}/rounds/{round}/board.xlsx", Shows::NoPage),
    ("/staff/networks/{network}/rounds/{round}/agencies/{agency}", Shows::Answers),
    ("/staff/networks/{network}/rounds/{round}/agencies/{agency}/link", Shows::Answers),
    ("/staff/networks/{network}/rounds/{round}/agencies/{agency}/handover", Shows::Answers),
    ("/staff/networks/{network}/rounds/{round}/agencies/{agency}/notes/{note}", Shows::Note),
    ("/staff/networks/{network}/rounds/{round}/agencies/{agency}/sheets/{sheet}", Shows::Answers),
    ("/staff/networks/{network}/rounds/{round}/agencies/{agency}/sheets/{sheet}/exclusion", Shows::Answers),
    ("/staff/networks/{network}/rounds/{round}/agencies/{agency}/sheets/{sheet}/request", Shows::Answers),
    ("/staff/networks/{network}/rounds/{round}/agencies/{agency}/sheets/{sheet}/history", Shows::Answers),
    ("/staff/networks/{network}/rounds/{round}/agencies/{agency}/sheets/{sheet}/masking", Shows::MaskedCase),
    ("/staff/networks/{network}/rounds/{round}/agencies/{agency}/hearing", Shows::Hearing),
    ("/staff/networks/{network}/given/{case}", Shows::Others),
    ("/staff/networks/{network}/hearings/{hearing}", Shows::Others),
    ("/staff/networks/{network}/hearings/{hearing}/survey", Shows::Others),
    ("/staff/networks/{network}/hearings/{hearing}/sheets/{sheet}", Shows::Redirect),
    ("/staff/networks/{network}/hearings/{hearing}/sheets/{sheet}/sections/{section}", Shows::Others),
    ("/staff/networks/{network}/hearings/{hearing}/sheets/{sheet}/review", Shows::Others),
    ("/staff/networks/{network}/rounds/{round}/agencies/{agency}/entries/{hand}", Shows::Redirect),
    ("/staff/networks/{network}/rounds/{round}/agencies/{agency}/entries/{hand}/sheets/{sheet}", Shows::Answers),
    ("/staff/networks/{network}/rounds/{round}/agencies/{agency}/entries/{hand}/sheets/{sheet}/next", Shows::Redirect),
    (
        "/staff/networks/{network}/rounds/{round}/agencies/{agency}/entries/{hand}/sheets/{sheet}/sections/{section}",
        Shows::Answers,
    ),
    ("/staff/networks/{network}/rounds/{round}/agencies/{agency}/entries/{hand}/sheets/{sheet}/review", Shows::Answers),
];

/// Whose pages are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Those below `/staff`.
    Staff,
    /// All others: of agencies, and for everybody.
    Agencies,
}

/// The pages of the route table in this demo, with the coordinator signed in.
pub(super) async fn places(chromium: &Chromium, demo: &RunningDemo, whose: Whose) -> Vec<Place> {
    let town = Town::visit(chromium, demo).await;
    let mut places = Vec::new();
    let of_staff = |path: &str| path.starts_with("/staff");
    let asked = routes::all().filter(|route| of_staff(route.path) == (whose == Whose::Staff));
    for route in asked.filter(|route| route.method == Method::GET) {
        let shows = TABLE.iter().chain(READINGS).find(|(path, _)| *path == route.path).map(|(_, shows)| shows);
        let shows = shows.unwrap_or_else(|| panic!("say in this table where the pages of {} are", route.path));
        let mut found = Vec::new();
        for place in town.places(route.path, shows) {
            if !leads_on(chromium, &place.address).await {
                found.push(place);
            }
        }
        let is_looked_at = !matches!(shows, Shows::Redirect | Shows::NoPage | Shows::Others);
        assert_eq!(is_looked_at, !found.is_empty(), "{}: {} pages", route.path, found.len());
        places.extend(found);
    }
    places
}

/// What stands for the names in patterns of routes, as addresses.
struct Town {
    site: String,
    network: String,
    /// Each link with the keys of its sections.
    links: Vec<(String, Vec<String>)>,
    handed_in: Vec<String>,
    /// One of these with a correction that was begun.
    changing: String,
    /// One whose correction was handed in.
    corrected: String,
    agency: String,
    import: String,
    rounds: Vec<String>,
    case: String,
    rating_rounds: Vec<String>,
    people: Vec<String>,
    /// An agency that has answered, and the section where the office began to type something in for it.
    answered: (String, String),
    /// A note of a call about it, to be mended.
    note: String,
    /// An agency that is asked a hearing.
    hearing: String,
    /// The link of an agency that was asked about its masked cases, and where the office prepared one.
    masked: (String, String),
}

impl Town {
    async fn visit(chromium: &Chromium, demo: &RunningDemo) -> Self {
        let mut links = Vec::new();
        for link in demo.links() {
            chromium.page.goto(format!("{}/sheets/1", link.address)).await.unwrap();
            let sections = attributes(chromium, "button.step:not([value=review])", "value").await;
            assert!(!sections.is_empty(), "{} has no sections", link.address);
            links.push((link.address, sections));
        }
        sign_in(chromium, demo).await;
        let rounds = attributes(chromium, ".card h2 a", "href").await;
        let network = rounds[0].split("/rounds/").next().unwrap().to_owned();
        chromium.page.goto(format!("{network}/agencies")).await.unwrap();
        let agency = attributes(chromium, "table a[href*='/agencies/']", "href").await.remove(0);
        let import = begin_import(chromium, &network).await;
        let mut handed_in = Vec::new();
        for round in &rounds {
            chromium.page.goto(round).await.unwrap();
            let done = attributes(chromium, "tr:has(.state.done) a[href*='/a/']", "href").await;
            handed_in.extend(done.into_iter().next());
        }
        let masked = masked_case(chromium, &network, &handed_in).await;
        let changing = begin_correction(chromium, &handed_in).await;
        let corrected = hand_correction_in(chromium, &handed_in, &changing).await;
        chromium.page.goto(format!("{network}/cases")).await.unwrap();
        let case = attributes(chromium, ".case-table thead a", "href").await.remove(0);
        let answered = begin_entry(chromium, &rounds).await;
        let note = note_call(chromium, &answered.0).await;
        let hearing = hearings::agency(chromium, &rounds).await;
        chromium.page.goto(format!("{network}/trends")).await.unwrap();
        let rating_rounds = attributes(chromium, ".card a[href$='/before-after']", "href").await;
        let rating_rounds = rating_rounds.into_iter().map(|address| address.replace("/before-after", "")).collect();
        chromium.page.goto(format!("{network}/people")).await.unwrap();
        let people = attributes(chromium, "tbody a[href*='/people/']", "href").await;
        let site = demo.site().to_owned();
        Self {
            people,
            site,
            network,
            links,
            handed_in,
            changing,
            corrected,
            agency,
            import,
            rounds,
            case,
            rating_rounds,
            answered,
            note,
            hearing,
            masked,
        }
    }

    fn places(&self, route: &str, shows: &Shows) -> Vec<Place> {
        // The network's and the rounds' addresses are read off pages: what follows them in the pattern is added.
        let after = |name: &str| route.split_once(name).map_or("", |(_, rest)| rest);
        let each = |addresses: Vec<String>| {
            let place = |(number, address)| Place { name: format!("{route} {}", number + 1), address };
            addresses.into_iter().enumerate().map(place).collect()
        };
        let with = |bases: &[String], rest: &str| bases.iter().map(|base| format!("{base}{rest}")).collect::<Vec<_>>();
        let links = || self.links.iter().map(|(link, _)| link.clone()).collect::<Vec<_>>();
        let of_link = after("{token}").replace("{sheet}", "1");
        match shows {
            Shows::OnePage => each(vec![format!("{}{route}", self.site)]),
            Shows::Links => each(with(&links(), &of_link)),
            Shows::Receipts => each(with(&self.handed_in, &of_link)),
            Shows::Corrections => each(vec![format!("{}{of_link}", self.changing)]),
            Shows::Replaced => each(vec![format!("{}{}", self.corrected, of_link.replace("{number}", "1"))]),
            Shows::Sections => {
                let of = |(link, keys): &(String, Vec<String>)| {
                    keys.iter().map(|key| format!("{link}{}", of_link.replace("{section}", key))).collect::<Vec<_>>()
                };
                each(self.links.iter().flat_map(of).collect())
            }
            Shows::People => each(with(&self.people, after("{person}"))),
            Shows::Network => each(vec![format!("{}{}", self.network, after("{network}"))]),
            Shows::Import => each(vec![self.import.clone()]),
            Shows::Agency => each(vec![format!("{}{}", self.agency, after("{agency}"))]),
            Shows::Rounds => each(with(&self.rounds, after("{round}"))),
            Shows::Alike => each(with(&self.rounds[..2], after("{round}"))),
            Shows::Answers => {
                let (agency, section) = &self.answered;
                let rest = after("{agency}").replace("{sheet}", "1").replace("{hand}", "first");
                each(vec![format!("{agency}{}", rest.replace("{section}", section))])
            }
            Shows::MaskedCase if route.starts_with("/a/") => each(vec![format!("{}{of_link}", self.masked.0)]),
            Shows::MaskedCase => each(vec![self.masked.1.clone()]),
            Shows::Note => each(vec![self.note.clone()]),
            Shows::Book => each(vec![format!("{}{}", self.network, after("{network}").replace("{book}", "needs"))]),
            Shows::Case => each(vec![format!("{}{}", self.case, after("{case}"))]),
            Shows::RatingRounds => each(with(&self.rating_rounds, after("{round}"))),
            Shows::Themes => {
                let round = self.hearing.split("/agencies/").next().unwrap_or_default();
                each(vec![format!("{round}{}", after("{round}").replace("{theme}", "coop_issues"))])
            }
            Shows::Hearing => each(vec![format!("{}{}", self.hearing, after("{agency}"))]),
            Shows::Redirect | Shows::NoPage | Shows::Others => Vec::new(),
        }
    }
}

/// Whether an address only leads on to another one.
async fn leads_on(chromium: &Chromium, address: &str) -> bool {
    let script = "fetch(arguments[0], { redirect: 'manual' }).then((answer) => arguments[1](answer.type))";
    let answer = chromium.page.execute_async(script, vec![address.into()]).await.unwrap();
    answer.json() == "opaqueredirect"
}

/// An attribute of everything that a selector finds, addresses in full.
pub(super) async fn attributes(chromium: &Chromium, selector: &str, property: &str) -> Vec<String> {
    let script = format!("return Array.from(document.querySelectorAll(\"{selector}\"), (one) => one.{property})");
    let found = chromium.page.execute(script, Vec::new()).await.unwrap();
    let Value::Array(found) = found.json() else { panic!("{selector}: {}", found.json()) };
    found.iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}
