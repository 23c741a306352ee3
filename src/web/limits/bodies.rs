//! What a request may look like: short addresses and headers, and forms that arrive in time, are
//! not too large and can be read.

use std::time::Duration;

use actix_web::HttpMessage;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_ENCODING, HeaderMap};
use actix_web::middleware::Next;
use actix_web::web::{self, Bytes, BytesMut};
use futures_util::StreamExt;
use percent_encoding::percent_decode;

use super::{ADDRESS_LIMIT, FIELDS_LIMIT, FORM_LIMIT, HEADERS_LIMIT, TYPED_LIMIT};
use crate::web::errors::Problem;
use crate::web::state::State;

/// A form that is too large is read up to here and thrown away: a browser that is cut off in the
/// middle of sending shows an error of its own instead of our answer.
const POLITENESS: usize = 16 * FORM_LIMIT;

/// The form that was posted, as sent: for the page that gives it back where it could not be saved.
#[derive(Clone)]
pub struct PostedForm(pub Bytes);

/// Middleware: refuses requests that no page of ours makes, and reads posted forms whole, so that
/// handlers meet only what arrived in time, within limits, and as UTF-8.
///
/// # Errors
/// Those of inner services; a refusal is an answer, not an error.
pub async fn bodies(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let seconds = request.app_data::<web::Data<State>>().map_or(0, |state| state.request_seconds);
    let problem = match check_head(&request) {
        Err(problem) => Some(problem),
        Ok(()) if is_form(&request) => {
            let payload = request.take_payload();
            match actix_web::rt::time::timeout(Duration::from_secs(seconds.into()), read(payload)).await {
                Err(_) => Some(Problem::TooSlow),
                Ok(Err(problem)) => Some(problem),
                Ok(Ok(form)) => {
                    request.extensions_mut().insert(PostedForm(form.clone()));
                    request.set_payload(Payload::from(form));
                    None
                }
            }
        }
        Ok(()) => None,
    };
    match problem {
        Some(problem) => Ok(request.error_response(problem)),
        None => Ok(next.call(request).await?.map_into_boxed_body()),
    }
}

fn check_head(request: &ServiceRequest) -> Result<(), Problem> {
    let uri = request.uri();
    if uri.path().len() + uri.query().map_or(0, str::len) > ADDRESS_LIMIT {
        return Err(Problem::AddressTooLong);
    }
    if size(request.headers()) > HEADERS_LIMIT {
        return Err(Problem::HeadersTooLarge);
    }
    // Browsers never compress what they send; what unpacks to a thousand times its size is a trap.
    let is_plain = |encoding: &[u8]| encoding.trim_ascii().eq_ignore_ascii_case(b"identity");
    if request.headers().get_all(CONTENT_ENCODING).any(|value| !is_plain(value.as_bytes())) {
        return Err(Problem::Compressed);
    }
    Ok(())
}

fn size(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum()
}

fn is_form(request: &ServiceRequest) -> bool {
    !request.method().is_safe() && request.content_type().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

async fn read(mut payload: Payload) -> Result<Bytes, Problem> {
    let mut form = BytesMut::new();
    let mut length = 0;
    while let Some(piece) = payload.next().await {
        let piece = piece.map_err(|_| Problem::Unreadable)?;
        length += piece.len();
        if length <= FORM_LIMIT {
            form.extend_from_slice(&piece);
        } else if length <= POLITENESS {
            form = BytesMut::new();
        } else {
            return Err(Problem::TooLarge);
        }
    }
    if length > FORM_LIMIT {
        return Err(Problem::TooLarge);
    }
    check_form(&form)?;
    Ok(form.freeze())
}

fn check_form(form: &[u8]) -> Result<(), Problem> {
    let pairs = || form.split(|byte| *byte == b'&');
    if pairs().count() > FIELDS_LIMIT {
        return Err(Problem::TooManyFields);
    }
    // The form's own fields begin with `_`: they repeat what was there, or say what to do.
    let typed = || pairs().filter(|pair| !pair.starts_with(b"_"));
    if form.len() > TYPED_LIMIT && typed().map(|pair| percent_decode(pair).count()).sum::<usize>() > TYPED_LIMIT {
        return Err(Problem::TooLarge);
    }
    // Characters that stand between the pairs are ASCII: they end any sequence that is cut short.
    percent_decode(form).decode_utf8().map(drop).map_err(|_| Problem::NotUtf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_our_pages_pass() {
        let long = "%E3%81%82".repeat(TYPED_LIMIT / 3 - 10);
        for form in ["", "a=1&b=", "a=%E3%81%82+%F0%A0%AE%B7&a=%00", &format!("_base={long}&a={long}&_go=next")] {
            assert!(check_form(form.as_bytes()).is_ok(), "{}", &form[..form.len().min(60)]);
        }
        assert!(check_form("a=&".repeat(FIELDS_LIMIT - 1).as_bytes()).is_ok());
    }

    #[test]
    fn the_rest_is_refused_for_what_it_is() {
        for form in ["a=%ED%A0%80", "a=%FF", "a=%E3%81&b=%82", "a=%82%A0", "%E3%81=1"] {
            assert!(matches!(check_form(form.as_bytes()), Err(Problem::NotUtf8)), "{form}");
        }
        assert!(matches!(check_form(b"a=\xff"), Err(Problem::NotUtf8)));
        assert!(matches!(check_form("a=1&".repeat(10_000).as_bytes()), Err(Problem::TooManyFields)));
        let long = format!("a={}", "%E3%81%82".repeat(TYPED_LIMIT / 3 + 1));
        assert!(matches!(check_form(long.as_bytes()), Err(Problem::TooLarge)));
    }
}
