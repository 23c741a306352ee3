//! Forms are taken only from our own pages.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Uri;
use actix_web::http::header::{HeaderMap, ORIGIN};
use actix_web::middleware::Next;

use super::errors::Problem;

/// Middleware: refuses what another site's page sends. Browsers say where a form came from in
/// `Sec-Fetch-Site`; those that do not know it still send `Origin`, which must name our host.
/// Programs send neither and are no danger, since they carry nobody's cookies.
///
/// # Errors
/// Those of inner services; a refusal is an answer, not an error.
pub async fn only(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let host = request.connection_info().host().to_owned();
    if !request.method().is_safe() && is_foreign(request.headers(), &host) {
        return Ok(request.error_response(Problem::Refused));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

fn is_foreign(headers: &HeaderMap, host: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    // Under `Referrer-Policy: no-referrer` browsers send `Origin: null` from our own forms, so a
    // null origin tells nothing; the token or the session's secret still has to be right.
    text(ORIGIN.as_str()).is_some_and(|origin| {
        origin != "null"
            && origin.parse::<Uri>().ok().and_then(|uri| Some(uri.authority()?.as_str() == host)) != Some(true)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};

    fn foreign(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        is_foreign(&headers, "survey.example.jp:8443")
    }

    #[test]
    fn only_our_own_pages_may_send_forms() {
        assert!(!foreign(&[("sec-fetch-site", "same-origin")]));
        assert!(foreign(&[("sec-fetch-site", "cross-site")]));
        assert!(foreign(&[("sec-fetch-site", "same-site")]));
        assert!(!foreign(&[("origin", "https://survey.example.jp:8443")]));
        assert!(foreign(&[("origin", "https://evil.example")]));
        assert!(!foreign(&[("origin", "null")]));
        assert!(!foreign(&[]));
    }
}
