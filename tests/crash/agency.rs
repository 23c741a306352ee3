//! One agency that saves and submits without end, and remembers what it was told.

use std::cell::Cell;
use std::rc::Rc;

use norishiro::answer::RawFields;
use norishiro::store::audit::{self, Subject};
use norishiro::store::revisions::{self, Revision};
use norishiro::store::{Connection, NetworkId, StoreError, drafts, responses};
use norishiro::store::{SheetId, Store};
use reqwest::header::LOCATION;
use scraper::{Html, Selector};

use crate::harness::Guest;

/// The section and question that are written on.
const SECTION: &str = "our_support";
const QUESTION: &str = "strengths";
/// Every so many saves, one submit.
const SAVES_PER_SUBMIT: u32 = 4;

/// What was sent last and not acknowledged yet: it is sent again, just as it was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Save,
    Submit,
}

/// An agency, and what it knows to be kept.
pub(super) struct Agency {
    network: NetworkId,
    sheet: SheetId,
    path: String,
    /// Saves sent: the last one typed this number, and made this version of the draft.
    sent: u32,
    /// Saves acknowledged.
    saved: u32,
    /// The numbers that stood in the draft at acknowledged submits, oldest first.
    submitted: Vec<u32>,
    receipt: Option<String>,
    pending: Option<Act>,
    /// Revisions looked at so far.
    seen: usize,
}

/// What agencies share while they work.
pub(super) struct Work {
    /// Addresses of the nodes, of which some may be dead.
    pub(super) nodes: Vec<String>,
    /// Acknowledgements so far.
    pub(super) told: Cell<usize>,
    /// Whether to stop after the next answer.
    pub(super) is_over: Cell<bool>,
}

impl Agency {
    pub(super) fn new(network: NetworkId, guest: &Guest) -> Self {
        Self {
            network,
            sheet: guest.sheet,
            path: format!("/a/{}/sheets/1", guest.token),
            sent: 0,
            saved: 0,
            submitted: Vec::new(),
            receipt: None,
            pending: None,
            seen: 0,
        }
    }

    /// How many saves and submits were acknowledged.
    pub(super) fn acknowledged(&self) -> (u32, usize) {
        (self.saved, self.submitted.len())
    }

    /// Saves and submits, beginning at the node of this place, until it is over or no node answers.
    pub(super) async fn work(&mut self, client: reqwest::Client, work: Rc<Work>, mut node: usize) {
        let mut silent = 0;
        while silent < work.nodes.len() && !work.is_over.get() {
            if self.step(&client, &work.nodes[node]).await {
                work.told.set(work.told.get() + 1);
                silent = 0;
            } else {
                node = (node + 1) % work.nodes.len();
                silent += 1;
            }
        }
    }

    /// Sends what is still unacknowledged, if anything is.
    pub(super) async fn finish(&mut self, client: &reqwest::Client, node: &str) {
        if self.pending.is_some() {
            assert!(self.step(client, node).await, "the node answers");
        }
    }

    /// One save or submit; false where nobody answered.
    async fn step(&mut self, client: &reqwest::Client, node: &str) -> bool {
        let due =
            self.saved > 0 && self.saved.is_multiple_of(SAVES_PER_SUBMIT) && self.submitted.last() != Some(&self.saved);
        let act = self.pending.unwrap_or(if due { Act::Submit } else { Act::Save });
        if self.pending.is_none() && act == Act::Save {
            self.sent += 1;
        }
        self.pending = Some(act);
        let (path, pairs) = match act {
            Act::Save => (format!("{}/sections/{SECTION}", self.path), self.save()),
            Act::Submit => (format!("{}/revisions", self.path), self.submit()),
        };
        let Ok(response) = client.post(format!("{node}{path}")).form(&pairs).send().await else { return false };
        let status = response.status().as_u16();
        let next = response.headers().get(LOCATION).map(|next| next.to_str().unwrap().to_owned());
        let Some(next) = next.filter(|_| status == 303) else {
            // Only a node that dies may break off in the middle of an answer.
            let Ok(page) = response.text().await else { return false };
            panic!("{path}: {status}\n{page}");
        };
        self.pending = None;
        match act {
            Act::Save => {
                assert!(next.contains("?saved=1") && !next.contains("joined"), "{next}");
                self.saved = self.sent;
            }
            Act::Submit => {
                assert!(next.ends_with("/receipt"), "{next}");
                self.submitted.push(self.saved);
                self.look_at_receipt(client, &format!("{node}{next}")).await;
            }
        }
        true
    }

    /// The receipt that a browser goes on to, unless the node is gone by now.
    async fn look_at_receipt(&mut self, client: &reqwest::Client, address: &str) {
        let Ok(response) = client.get(address).send().await else { return };
        let Ok(page) = response.text().await else { return };
        let page = Html::parse_document(&page);
        let number = page.select(&Selector::parse(".receipt-number").unwrap()).next().expect("a receipt number");
        let number = number.text().collect::<String>().trim().to_owned();
        assert_eq!(*self.receipt.get_or_insert_with(|| number.clone()), number, "one sheet has one receipt number");
    }

    fn save(&self) -> Vec<(&'static str, String)> {
        let base = match self.sent - 1 {
            0 => "{}".to_owned(),
            before => serde_json::json!({ QUESTION: [words(before)] }).to_string(),
        };
        vec![
            ("_version", (self.sent - 1).to_string()),
            ("_save", format!("save{}", self.sent)),
            ("_base", base),
            ("_asked", QUESTION.to_owned()),
            (QUESTION, words(self.sent)),
            ("_go", SECTION.to_owned()),
        ]
    }

    fn submit(&self) -> Vec<(&'static str, String)> {
        vec![("_version", self.saved.to_string()), ("_save", format!("submit{}", self.saved))]
    }

    /// Compares what is kept with what was acknowledged: nothing is lost, nothing is there twice.
    pub(super) fn check(&mut self, store: &Store) {
        let (network, sheet) = (self.network, self.sheet);
        let seen = self.seen;
        let (draft, response, later) = read(store, move |connection| {
            let draft = drafts::find(connection, network, sheet)?;
            let response = responses::of_sheet(connection, network, sheet)?;
            let mut later = Vec::new();
            if let Some(response) = &response {
                for number in seen..usize::try_from(response.latest_revision).unwrap() {
                    let number = i32::try_from(number + 1).unwrap();
                    later
                        .push(revisions::find(connection, network, response.id, number)?.expect("no revision is lost"));
                }
            }
            Ok((draft, response, later))
        });
        let kept = draft.as_ref().map_or(0, |draft| number_in(&draft.fields));
        assert!(
            kept == self.sent || kept == self.saved,
            "kept {kept}, acknowledged {}, sent {}",
            self.saved,
            self.sent
        );
        let version = draft.map_or(0, |draft| draft.version);
        assert_eq!(version.cast_unsigned(), kept, "each save is stored once");

        let kept: Vec<u32> = later.iter().map(|revision: &Revision| number_in(&revision.fields)).collect();
        let mut expected = self.submitted[self.seen..].to_vec();
        if self.pending == Some(Act::Submit) && kept.len() > expected.len() {
            expected.push(self.saved);
        }
        assert_eq!(kept, expected, "revisions since the last look, and acknowledged submits");
        self.seen = self.submitted.len();
        if let (Some(shown), Some(response)) = (&self.receipt, response) {
            assert_eq!(*shown, response.receipt_number.to_string());
        }
    }

    /// The same for the whole time, with the audit log: nothing is pending any more.
    pub(super) fn check_all(&mut self, store: &Store) {
        assert!(self.pending.is_none());
        self.seen = 0;
        self.check(store);
        let (network, sheet) = (self.network, self.sheet);
        let (saves, submits) = read(store, move |connection| {
            let response = responses::of_sheet(connection, network, sheet)?.expect("something was submitted");
            let saves = audit::about(connection, network, &Subject::new("sheet", sheet))?;
            let submits = audit::about(connection, network, &Subject::new("response", response.id))?;
            Ok((saves, submits))
        });
        let count = |lines: Vec<audit::Entry>, what| lines.iter().filter(|line| line.action == what).count();
        assert_eq!(count(saves, "draft.saved"), self.saved as usize);
        assert_eq!(count(submits, "response.submitted"), self.submitted.len());
    }
}

fn words(number: u32) -> String {
    format!("{number}　家族の話を長く聴けることです。")
}

fn number_in(fields: &str) -> u32 {
    let fields: RawFields = serde_json::from_str(fields).unwrap();
    fields.first(QUESTION).split('　').next().unwrap().parse().unwrap()
}

fn read<T>(store: &Store, look_up: impl FnOnce(&mut Connection) -> Result<T, StoreError>) -> T {
    store.read_blocking(look_up).unwrap()
}
