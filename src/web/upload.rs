//! Uploaded files, bounded while they arrive.

use std::time::Duration;

use actix_multipart::Multipart;
use actix_web::web::{Bytes, BytesMut, Payload};
use actix_web::{HttpRequest, web};
use futures_util::{StreamExt, TryStreamExt, stream};

use super::errors::Problem;
use super::state::State;

/// The largest file, in bytes.
pub(super) const MOST: usize = 5 * 1024 * 1024;

/// What stands around the file: its name, the other fields.
const AROUND: usize = 64 * 1024;

/// A file that is too large is read up to here and thrown away: a browser that is cut off in the middle
/// of sending shows an error of its own instead of our answer.
const POLITENESS: usize = 64 * 1024 * 1024;

/// The most fields that a form with a file has.
const MOST_FIELDS: usize = 20;

/// A form with a file.
#[derive(Debug, Default)]
pub(super) struct Upload {
    /// The session's secret, as the form carried it.
    pub(super) csrf: String,
    /// What the file is called; blank where none was chosen.
    pub(super) name: String,
    /// The file.
    pub(super) bytes: Vec<u8>,
}

/// Reads a form of `multipart/form-data` whose file is called `file`. Call it after the person was let in.
///
/// # Errors
/// [`Problem::TooLarge`], [`Problem::TooSlow`], and [`Problem::Unreadable`] where it is no such form.
pub(super) async fn read(request: &HttpRequest, payload: Payload) -> Result<Upload, Problem> {
    let seconds = request.app_data::<web::Data<State>>().map_or(0, |state| state.request_seconds);
    let arrives = actix_web::rt::time::timeout(Duration::from_secs(seconds.into()), whole(payload));
    let body = arrives.await.map_err(|_| Problem::TooSlow)??;
    let body = stream::once(async move { Ok::<_, actix_web::error::PayloadError>(body) }).boxed_local();
    let mut form = Multipart::new(request.headers(), body);
    let mut upload = Upload::default();
    let mut fields = 0;
    while let Some(mut field) = form.try_next().await.map_err(|_| Problem::Unreadable)? {
        fields += 1;
        if fields > MOST_FIELDS {
            return Err(Problem::TooManyFields);
        }
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.content_disposition().and_then(|told| told.get_filename()).unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(piece) = field.try_next().await.map_err(|_| Problem::Unreadable)? {
            bytes.extend_from_slice(&piece);
        }
        match name.as_str() {
            "csrf" => upload.csrf = String::from_utf8(bytes).map_err(|_| Problem::NotUtf8)?,
            "file" => (upload.name, upload.bytes) = (file.chars().take(200).collect(), bytes),
            _ => {}
        }
    }
    if upload.bytes.len() > MOST { Err(Problem::TooLarge) } else { Ok(upload) }
}

async fn whole(mut payload: Payload) -> Result<Bytes, Problem> {
    let mut body = BytesMut::new();
    let mut length = 0;
    while let Some(piece) = payload.next().await {
        let piece = piece.map_err(|_| Problem::Unreadable)?;
        length += piece.len();
        if length <= MOST + AROUND {
            body.extend_from_slice(&piece);
        } else if length <= POLITENESS {
            body = BytesMut::new();
        } else {
            return Err(Problem::TooLarge);
        }
    }
    if length > MOST + AROUND { Err(Problem::TooLarge) } else { Ok(body.freeze()) }
}
