//! The demo: a fictional network made from a seed, in a folder of its own, to try everything out on.

mod cases;
mod chance;
mod content;
mod error;
mod folder;
mod guide;
mod letters;
mod masking;
mod plan;
mod prepare;
mod progress;
mod readers;
mod shape;
mod sign_in;
mod survey;
mod write;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub use content::ContentError;
pub use error::DemoError;
pub use folder::Folder;
pub use guide::{Guide, Link};
pub use sign_in::SignIn;

use super::desk::DeskError;
use super::masking::Masker;
use super::outbox::Outbox;
use super::{Clock, ServerKey, shipped};
use crate::assets::Templates;
use crate::config::DatabaseConfig;
use crate::definition::Library;
use crate::mail::Transport;
use crate::store::Store;
use crate::store::outbox::next_due;
use content::Town;
use plan::Calendar;

/// A demo, ready to be served.
pub struct Demo {
    /// Its data.
    pub store: Store,
    /// What its links are made from.
    pub key: ServerKey,
    /// How the coordinator signs in.
    pub sign_in: SignIn,
    /// What is made up in it, for the coordinator's first page.
    pub notice: String,
    /// Whether it was made just now.
    pub is_new: bool,
}

/// What a demo is opened with.
pub struct Opening<'a> {
    /// Where it is, or is to be.
    pub folder: &'a Folder,
    /// Decides a new one's contents; an existing one is opened as it is.
    pub seed: u64,
    /// The address of the site, for the links in letters.
    pub public_url: &'a str,
    /// The time.
    pub clock: Clock,
}

/// Opens the demo in a folder; makes it where there is none.
///
/// # Errors
/// See [`DemoError`]. A folder that holds anything else is never touched.
pub fn open(opening: &Opening<'_>, templates: &Templates) -> Result<Demo, DemoError> {
    let folder = opening.folder;
    let town = Town::shipped()?;
    let existing = folder.sign_in()?;
    if existing.is_none() {
        folder.make()?;
    }
    let store = Store::open(&DatabaseConfig::at(folder.database_url()))?;
    store.migrate()?;
    let key = ServerKey::read_or_make(&folder.server_key())?;
    let is_new = existing.is_none();
    let sign_in = match existing {
        Some(sign_in) => sign_in,
        None => {
            let sign_in = SignIn::new(&town.network.mail, opening.seed);
            fill(opening, &town, &store, &key, &sign_in, templates)?;
            // Last: a folder with a sign-in is a whole demo.
            folder.keep_sign_in(&sign_in)?;
            sign_in
        }
    };
    Ok(Demo { store, key, sign_in, notice: town.network.notice.trim().to_owned(), is_new })
}

/// Puts the town into an empty database, and its letters into the mail folder.
fn fill(
    opening: &Opening<'_>,
    town: &Town,
    store: &Store,
    key: &ServerKey,
    sign_in: &SignIn,
    templates: &Templates,
) -> Result<(), DemoError> {
    let library = shipped::library().map_err(DemoError::definition)?;
    let zone = TimeZone::get(&town.network.time_zone).map_err(|error| DemoError::Zone(error.to_string()))?;
    let now = opening.clock.now();
    let calendar = Calendar { today: now.to_zoned(zone.clone()).date(), zone };
    let prepared = prepare::prepare(town, &library, &calendar, opening.seed, sign_in)?;
    let letters = letters::Letters {
        templates: templates.clone(),
        emergency: town.network.emergency.clone(),
        meeting: town.network.meeting.clone(),
    };
    write_town(store, key, &library, letters, prepared)?;
    deliver(&outbox(opening.folder, store, key, opening.public_url), now)
}

fn write_town(
    store: &Store,
    key: &ServerKey,
    library: &Library,
    letters: letters::Letters,
    prepared: prepare::Prepared,
) -> Result<(), DemoError> {
    let (key, definitions) = (key.clone(), super::definitions::Definitions::new(library));
    let masker = Masker::new(Arc::default()).map_err(DeskError::from)?;
    let write = move |connection: &mut _| write::write(connection, (&definitions, &masker), &key, &letters, prepared);
    store.write_blocking(write)
}

/// How mail leaves a demo: into a folder, as fast as it comes.
pub fn outbox(folder: &Folder, store: &Store, key: &ServerKey, public_url: &str) -> Outbox {
    Outbox {
        store: store.clone(),
        key: key.clone(),
        public_url: public_url.to_owned(),
        transport: Transport::File(folder.mail()),
        return_path: None,
        per_minute: 0,
        calendar: None,
    }
}

/// Sends what the town wrote, each mail at its own time. What cannot be sent waits, as it would anywhere.
fn deliver(outbox: &Outbox, now: Timestamp) -> Result<(), DemoError> {
    while let Some(due) = outbox.store.read_blocking(next_due)?.filter(|due| *due <= now) {
        if outbox.send_due(Clock::set_to(due))?.trouble.is_some() {
            break;
        }
    }
    Ok(())
}
