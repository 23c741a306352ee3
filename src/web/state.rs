//! What every handler is given.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::header::ContentType;
use serde::Serialize;

use super::errors::Problem;
use super::limits::Rates;
use crate::app::RoundData;
use crate::app::board::Readings;
use crate::app::gaps;
use crate::app::invitation_mail::Mailing;
use crate::app::masking::Masker;
use crate::app::people::{CodeMail, Handing};
use crate::app::resources;
use crate::app::words::{WordDictionary, WordTexts};
use crate::app::{Calendar, Clock, Definitions, Hashing, ServerKey};
use crate::assets::Templates;
use crate::store::Store;

/// Shared by all requests; of its own it holds only what limits count, which no page shows.
pub struct State {
    /// Everything that is kept.
    pub store: Store,
    /// Published questionnaires, parsed.
    pub definitions: Definitions,
    /// What was read of answers, for the board.
    pub readings: Readings,
    /// The answers of rounds as columns, for results.
    pub round_data: RoundData,
    /// What answers come to on the pages of gaps.
    pub gap_readings: gaps::Readings,
    /// What agencies told each other, for those who read it behind their links.
    pub resource_readings: resources::Readings,
    /// The dictionary of words, read when it is first needed.
    pub words: Arc<WordDictionary>,
    /// The texts of networks with their words.
    pub word_texts: WordTexts,
    /// What finds passages by which a person could be told.
    pub masker: Masker,
    /// The parsed pages.
    pub templates: Templates,
    /// What personal links are made from.
    pub key: ServerKey,
    /// The address people reach the site at, without a slash at its end.
    pub public_url: String,
    /// Whether mail is sent at all: where it is not, none is put into the outbox.
    pub sends_mail: bool,
    /// Whether reports of undelivered mail go to a mailbox that no office reads.
    pub has_bounce_mailbox: bool,
    /// The days on which mails leave that nobody waits for.
    pub calendar: Calendar,
    /// The time.
    pub clock: Clock,
    /// How often clients have asked.
    pub rates: Rates,
    /// How many passwords are looked at at once.
    pub hashing: Hashing,
    /// How long a request may take to arrive, in seconds: its head, and again its body.
    pub request_seconds: u32,
    /// What the staff's first page says about the installation as a whole, such as that a demo is made up.
    pub notice: Option<String>,
}

impl State {
    /// Whether people reach the site over https, so that cookies may be kept to it.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// What mails are written with; `None` where none is sent.
    pub fn mailing(&self) -> Option<Mailing<'_>> {
        self.sends_mail.then_some(Mailing { templates: &self.templates, calendar: &self.calendar })
    }

    /// How a code is to reach its person: by mail where that is wished and mail is sent, else on paper.
    pub fn handing(&self, by_mail: bool) -> Handing<'_> {
        let by =
            CodeMail { templates: &self.templates, key: &self.key, is_returned_elsewhere: self.has_bounce_mailbox };
        Handing { public_url: &self.public_url, mail: (by_mail && self.sends_mail).then_some(by) }
    }

    /// The page `template`, filled from `view`.
    ///
    /// # Errors
    /// [`Problem::Fault`] where the template does not fit the view.
    pub fn page(&self, template: &str, view: &impl Serialize) -> Result<HttpResponse, Problem> {
        let html = self.templates.render(template, view).map_err(Problem::fault)?;
        Ok(HttpResponse::Ok().content_type(ContentType::html()).body(html))
    }

    /// The page `template`, filled from `view`, around `body`, which is HTML.
    ///
    /// # Errors
    /// [`Problem::Fault`] where the template does not fit the view.
    pub fn page_around(&self, template: &str, view: &impl Serialize, body: &str) -> Result<HttpResponse, Problem> {
        let html = self.templates.render_around(template, view, body).map_err(Problem::fault)?;
        Ok(HttpResponse::Ok().content_type(ContentType::html()).body(html))
    }
}

/// Sends the browser on to another page by GET, so that a reload posts nothing twice.
pub fn see_other(path: impl Into<String>) -> HttpResponse {
    HttpResponse::SeeOther().insert_header(("Location", path.into())).finish()
}
