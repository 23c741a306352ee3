//! Agencies behind their personal links, through the real server.

mod autosave;
mod case_sheets;
mod declaration;
mod every_questionnaire;
mod links;
mod no_cases;
mod previous;
mod receipt_mail;
mod reopening;
mod robot;
mod saving;
mod sheets;

use norishiro::app::shipped;
use norishiro::definition::{Library, SourceFile, bundle};

use every_questionnaire::{TOLD, begin, confirm_all, hidden};
use robot::{Robot, fields};

use crate::harness::{Browser, Guest, Page, Town};

/// The definition for trying everything out, and all shipped ones: key, title and bundle.
fn questionnaires() -> Vec<(String, String, String)> {
    let shipped = shipped::library().unwrap();
    let sink = kitchen_sink(&shipped);
    let of = |library: &Library| {
        let one = |key: &str, title: &str| (key.to_owned(), title.to_owned(), bundle::write(library, key).unwrap());
        library.questionnaires().map(|questionnaire| one(&questionnaire.key, &questionnaire.title)).collect::<Vec<_>>()
    };
    [of(&sink), of(&shipped)].concat()
}

fn kitchen_sink(shipped: &Library) -> Library {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kitchen-sink");
    let files: Vec<SourceFile> = ["definition.yaml", "codes/sink-bands.yaml"]
        .into_iter()
        .map(|path| SourceFile {
            path: format!("{folder}/{path}"),
            text: std::fs::read_to_string(format!("{folder}/{path}")).unwrap(),
        })
        .collect();
    Library::read(&files, Some(shipped)).unwrap()
}

/// Fills everything in behind a link and hands it in: the receipt.
pub(crate) fn answer_all(browser: &Browser, link: &str) -> Page {
    let page = begin(browser, &browser.get(link));
    hand_in(browser, Robot::new(browser, TOLD).fill_to_review(page))
}

/// Confirms what asks for it on a review page, and submits: the receipt.
fn hand_in(browser: &Browser, review: Page) -> Page {
    let review = confirm_all(browser, review, "");
    let submit = review.attributes("form[action$=revisions]", "action");
    assert_eq!(submit.len(), 1, "cannot be submitted: {:?}", review.texts(".notice"));
    browser.post(&submit[0], &hidden(&review, "form[action$=revisions]"))
}

/// Presses the button of the form that is sent to an address with this end.
fn press(browser: &Browser, page: &Page, action_end: &str) -> Page {
    let form = format!("form[action$='{action_end}']");
    let actions = page.attributes(&form, "action");
    assert!(!actions.is_empty(), "no form for {action_end} on {}: {}", page.path, page.text());
    browser.post(&actions[0], &hidden(page, &form))
}

/// Saves a section with some fields set, and stays on it.
fn save(robot: &Robot<'_>, page: &Page, changes: &[(&str, &str)]) -> Page {
    let section = page.path.split('?').next().and_then(|path| path.rsplit('/').next()).unwrap().to_owned();
    save_by(robot, page, changes, ("_go", &section))
}

/// Saves a section with some fields set, by one of its buttons.
fn save_by(robot: &Robot<'_>, page: &Page, changes: &[(&str, &str)], button: (&str, &str)) -> Page {
    let mut pairs = fields(&page.document());
    for (name, value) in changes {
        pairs.retain(|(other, _)| other != name);
        pairs.push(((*name).to_owned(), (*value).to_owned()));
    }
    robot.post(page, pairs, button)
}

/// A town that asks one questionnaire, and the agency it asks.
pub(crate) fn asked(town: &Town, key: &str) -> (Town, Guest) {
    let (key, title, bundle) = questionnaires().into_iter().find(|(candidate, ..)| candidate == key).unwrap();
    asked_for(town.asking(&key, &title, &bundle))
}

/// A town that asks a questionnaire written for one story, and the agency it asks.
fn invited(town: &Town, definition: &str) -> (Town, Guest) {
    let file = SourceFile { path: "story.yaml".to_owned(), text: definition.to_owned() };
    let library = Library::read(&[file], None).unwrap();
    let questionnaire = library.questionnaires().next().unwrap();
    let bundle = bundle::write(&library, &questionnaire.key).unwrap();
    asked_for(town.asking(&questionnaire.key, &questionnaire.title, &bundle))
}

fn asked_for(town: Town) -> (Town, Guest) {
    let guest = town.invite("B市社会福祉協議会", "ビーシシャカイフクシキョウギカイ", "social_welfare_council");
    (town, guest)
}
