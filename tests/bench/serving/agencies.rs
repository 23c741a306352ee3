//! A town whose agencies have filled the agency survey in.

use fastrand::Rng;
use norishiro::answer::{Answer, fields_of};
use norishiro::app::shipped;
use norishiro::config::DatabaseConfig;
use norishiro::definition::bundle;
use norishiro::store::{SheetId, Store, drafts};

use super::generate;
use super::town::Town;

/// Agencies in the register, as in a city of some 300,000.
const REGISTER: usize = 26;
/// Rows filled in of each list that can grow.
const INSTANCES: usize = 2;

/// The agencies that load is made with.
pub(crate) struct Agencies {
    /// Tokens of their links.
    pub(crate) tokens: Vec<String>,
    /// A draft as it is stored.
    pub(crate) draft: String,
    town: Town,
    sheets: Vec<SheetId>,
}

impl Agencies {
    /// Makes the tables, the round, and a filled-in draft of each agency.
    pub(crate) fn lay_out(url: &str) -> Self {
        let store = Store::open(&DatabaseConfig::at(url)).unwrap();
        store.migrate().unwrap();
        let library = shipped::library().unwrap();
        let key = "agency-survey";
        let survey = library.questionnaire(key).unwrap();
        let town = Town::new(&store).asking(key, &survey.title, &bundle::write(&library, key).unwrap());
        let kinds = &library.code_list("agency-kinds").unwrap().codes;
        let mut answers = generate::document(&mut Rng::with_seed(20_261_120), survey, kinds);
        for answer in answers.answers.iter_mut().flatten() {
            if let Answer::Repeat(instances) = answer {
                instances.truncate(INSTANCES);
            }
        }
        let draft = serde_json::to_string(&fields_of(survey, &answers)).unwrap();
        let (mut tokens, mut sheets) = (Vec::new(), Vec::new());
        for number in 0..REGISTER {
            let guest = town.invite(
                &format!("B市相談支援センター第{number}分室"),
                &format!("ビーシ{number:02}"),
                "health_centre",
            );
            town.save(guest.sheet, &draft, 0, "laid out");
            tokens.push(guest.token);
            sheets.push(guest.sheet);
        }
        Self { tokens, draft, town, sheets }
    }

    /// How many saves the database holds.
    pub(crate) fn saves(&self) -> u64 {
        let version = |sheet: &SheetId| {
            let draft = self.town.read(|connection| drafts::find(connection, self.town.network.id, *sheet));
            u64::try_from(draft.unwrap().version).unwrap()
        };
        self.sheets.iter().map(version).sum()
    }
}
