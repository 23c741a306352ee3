//! What goes wrong. A handler returns a [`Problem`]; `error_page` makes a page of it that says what
//! to do.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::app::respond::NotYet;
use crate::store::{Outage, StoreError};

/// When browsers and programs may try again after an outage.
const OUTAGE_WAIT: Duration = Duration::from_secs(30);

/// Why a request got no page of its own.
#[derive(Debug)]
pub enum Problem {
    /// There is no such page, or it is not this person's to see.
    NotFound,
    /// A personal link that is unknown, re-issued or closed: one page for all of them, so that
    /// nobody can tell which.
    LinkUnknown,
    /// A personal link of a round that takes answers from a later day on.
    NotYet(Box<NotYet>),
    /// A sheet that somebody removed; what is on it is kept, and it can be put back.
    SheetRemoved,
    /// The form was sent from another site, or its sign-in had run out.
    Refused,
    /// Nobody is signed in: the sign-in page comes first.
    SignInNeeded {
        /// The address asked for, to come back to.
        back: String,
    },
    /// What was sent cannot be a form of ours.
    Unreadable,
    /// What was sent is not UTF-8.
    NotUtf8,
    /// What was sent is compressed.
    Compressed,
    /// A form, or what is kept of it, is too large.
    TooLarge,
    /// A form has too many fields.
    TooManyFields,
    /// The address is too long.
    AddressTooLong,
    /// The headers are too large.
    HeadersTooLarge,
    /// What was sent did not arrive in time.
    TooSlow,
    /// Too much was asked in a short time.
    TooOften {
        /// How long to wait before asking again.
        wait: Duration,
    },
    /// The database cannot be used for the moment.
    Outage {
        /// Why, as far as people are told.
        why: Outage,
        /// What it said, for the log.
        cause: Box<dyn Error + Send + Sync>,
    },
    /// Our own fault.
    Fault(Box<dyn Error + Send + Sync>),
}

impl Problem {
    /// Our own fault, with its cause for the log; an outage where the database says so.
    pub fn fault(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let cause = cause.into();
        match cause.downcast_ref::<StoreError>().and_then(StoreError::outage) {
            Some(why) => Self::Outage { why, cause },
            None => Self::Fault(cause),
        }
    }

    /// How long to wait before trying again, where that helps.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::TooOften { wait } => Some(*wait),
            Self::Outage { .. } => Some(OUTAGE_WAIT),
            _ => None,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::LinkUnknown => f.write_str("unknown link"),
            Self::NotYet(_) => f.write_str("no answers are taken yet"),
            Self::SheetRemoved => f.write_str("removed sheet"),
            Self::Refused => f.write_str("refused"),
            Self::SignInNeeded { .. } => f.write_str("not signed in"),
            Self::Unreadable => f.write_str("unreadable form"),
            Self::NotUtf8 => f.write_str("not UTF-8"),
            Self::Compressed => f.write_str("compressed body"),
            Self::TooLarge => f.write_str("form too large"),
            Self::TooManyFields => f.write_str("too many fields"),
            Self::AddressTooLong => f.write_str("address too long"),
            Self::HeadersTooLarge => f.write_str("headers too large"),
            Self::TooSlow => f.write_str("form not received in time"),
            Self::TooOften { .. } => f.write_str("asked too often"),
            Self::Fault(cause) | Self::Outage { cause, .. } => {
                write!(f, "{cause}")?;
                let mut source = cause.source();
                while let Some(inner) = source {
                    write!(f, ": {inner}")?;
                    source = inner.source();
                }
                Ok(())
            }
        }
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::LinkUnknown => StatusCode::NOT_FOUND,
            Self::SheetRemoved => StatusCode::GONE,
            Self::Refused | Self::NotYet(_) => StatusCode::FORBIDDEN,
            Self::SignInNeeded { .. } => StatusCode::SEE_OTHER,
            Self::Unreadable | Self::NotUtf8 => StatusCode::BAD_REQUEST,
            Self::Compressed => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge | Self::TooManyFields => StatusCode::PAYLOAD_TOO_LARGE,
            Self::AddressTooLong => StatusCode::URI_TOO_LONG,
            Self::HeadersTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Outage { why: Outage::DiskFull, .. } => StatusCode::INSUFFICIENT_STORAGE,
            Self::Outage { why: Outage::Unreachable, .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        match self {
            Self::SignInNeeded { back } => super::state::see_other(format!("/staff/sign-in?back={back}")),
            _ => HttpResponse::new(self.status_code()),
        }
    }
}
