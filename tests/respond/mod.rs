//! Agencies behind their personal links, through the real server.

mod autosave;
mod every_questionnaire;
mod links;
mod robot;
mod saving;
mod sheets;

use norishiro::app::shipped;
use norishiro::definition::{Library, SourceFile, bundle};

use crate::harness::{Guest, Town};

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

/// A town that asks one questionnaire, and the agency it asks.
pub(crate) fn asked(town: &Town, key: &str) -> (Town, Guest) {
    let (key, title, bundle) = questionnaires().into_iter().find(|(candidate, ..)| candidate == key).unwrap();
    let town = town.asking(&key, &title, &bundle);
    let guest = town.invite("B市社会福祉協議会", "ビーシシャカイフクシキョウギカイ", "social_welfare_council");
    (town, guest)
}
