//! `norishiro serve`: the program at its place of work.

use std::io;
use std::net::TcpListener;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::setup::{clock, settings_words};
use super::{log, refused, say};
use crate::app::RoundData;
use crate::app::board::Readings;
use crate::app::gaps;
use crate::app::masking::Masker;
use crate::app::outbox::{Outbox, Worker};
use crate::app::reminders::{self, planner::Planner};
use crate::app::resources;
use crate::app::words::{WordDictionary, WordTexts};
use crate::app::{Calendar, Definitions, Hashing, ServerKey, installation, shipped};
use crate::assets::Templates;
use crate::config::Settings;
use crate::definition::{FileProblem, Words};
use crate::web::limits::Rates;
use crate::web::{self, State};

/// Runs the command until it is told to stop: exit code 1 where it cannot start.
///
/// # Errors
/// Standard error cannot be written.
pub(super) fn run(config: Option<&Path>) -> io::Result<ExitCode> {
    let Prepared { state, listener, workers, outbox, planner, mails_at_once } = match prepare(config) {
        Ok(prepared) => prepared,
        Err(problems) => return refused(&problems),
    };
    log::start();
    let address = &state.public_url;
    say(&Words::new(
        format!("{address} で動いています（止めるには Ctrl+C を押してください）。"),
        format!("serving {address} (Ctrl+C stops it)"),
    ))?;
    if !state.is_https() {
        say(&Words::new(
            "注意：http:// の通信は暗号化されません。実際の運用では、web.public_url を https:// のアドレスにしてください。",
            "warning: http:// is not encrypted; for real use set web.public_url to an https:// address",
        ))?;
    }
    // Ends after the server: what the last requests queued waits for the next start, or another node.
    let _worker = outbox.map(|outbox| Worker::start(&outbox, state.clock, mails_at_once)).transpose()?;
    let _reminders = planner.map(|planner| reminders::Worker::start(planner, state.clock)).transpose()?;
    web::server::serve(state, listener, workers)?;
    Ok(ExitCode::SUCCESS)
}

/// What serves.
struct Prepared {
    state: State,
    listener: TcpListener,
    workers: usize,
    outbox: Option<Outbox>,
    planner: Option<Planner>,
    mails_at_once: u32,
}

/// Everything that has to be right before the first request is taken.
fn prepare(config: Option<&Path>) -> Result<Prepared, Vec<Words>> {
    let clock = clock().map_err(|words| vec![words])?;
    let settings = Settings::read(config).map_err(settings_words)?;
    let store = installation::open_store(&settings).map_err(|error| vec![error.words()])?;
    store.require_current_schema().map_err(|error| vec![installation::store_words(&error)])?;
    let key = ServerKey::of(&settings.security).map_err(|error| vec![error.words()])?;
    let library = shipped::library().map_err(|problems| problems.iter().map(problem_words).collect::<Vec<_>>())?;
    let templates = Templates::parse().map_err(|error| vec![Words::new(error.to_string(), error.to_string())])?;
    let calendar = Calendar::shipped().map_err(|error| vec![Words::new(error.to_string(), error.to_string())])?;
    let words = Arc::<WordDictionary>::default();
    let masker =
        Masker::new(Arc::clone(&words)).map_err(|error| vec![Words::new(error.to_string(), error.to_string())])?;
    let outbox = Outbox::of(&settings.mail, &store, &key, &settings.web.public_url, &calendar).map_err(|error| {
        vec![Words::new(
            format!("メールを送る設定（mail）を使えません（{error}）。norishiro mail test で確かめられます。"),
            format!("{error}; norishiro mail test tells more"),
        )]
    })?;
    let listener = TcpListener::bind(settings.web.listen).map_err(|error| {
        let listen = settings.web.listen;
        vec![Words::new(
            format!("{listen} で待ち受けられません（{error}）。ほかのプログラムが使っていないか、web.listen の設定を確かめてください。"),
            format!("cannot listen on {listen} ({error}): is another program using it? see the setting web.listen"),
        )]
    })?;
    let planner = outbox.is_some().then(|| Planner {
        store: store.clone(),
        definitions: Definitions::new(&library),
        templates: templates.clone(),
        calendar: calendar.clone(),
    });
    let state = State {
        store,
        definitions: Definitions::new(&library),
        readings: Readings::default(),
        round_data: RoundData::default(),
        gap_readings: gaps::Readings::default(),
        resource_readings: resources::Readings::default(),
        word_texts: WordTexts::default(),
        words,
        masker,
        templates,
        key,
        public_url: settings.web.public_url,
        sends_mail: outbox.is_some(),
        has_bounce_mailbox: outbox.as_ref().is_some_and(|outbox| outbox.return_path.is_some()),
        calendar,
        clock,
        rates: Rates::new(&settings.limits),
        hashing: Hashing::for_this_machine(),
        request_seconds: settings.limits.request_seconds,
        notice: None,
    };
    Ok(Prepared {
        state,
        listener,
        workers: settings.web.workers,
        outbox,
        planner,
        mails_at_once: settings.mail.connections,
    })
}

fn problem_words(problem: &FileProblem) -> Words {
    let place = format!("{}:{}:{}", problem.file, problem.position.line, problem.position.column);
    Words::new(
        format!("{place}: {}", problem.words.text(crate::definition::Language::Japanese)),
        format!("{place}: {}", problem.words.text(crate::definition::Language::English)),
    )
}
