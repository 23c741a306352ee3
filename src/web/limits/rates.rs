//! How often one client may try links and sign-ins, and one link send forms.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{HttpRequest, web};
use governor::Quota;
use ipnet::IpNet;

use super::client;
use super::counts::Counts;
use super::known_links::KnownLinks;
use crate::config::LimitsConfig;
use crate::store::TokenHash;
use crate::web::errors::Problem;
use crate::web::state::State;

/// What is remembered of clients; it lives as long as the process.
pub struct Rates {
    /// By address: links that are not known yet.
    strangers: Counts<IpAddr>,
    /// By address: sign-ins tried.
    sign_ins: Counts<IpAddr>,
    /// By address: codes of letters tried.
    codes: Counts<IpAddr>,
    /// The same, by anyone.
    all_codes: Counts<()>,
    /// By link: forms sent.
    posts: Counts<TokenHash>,
    known: KnownLinks,
    trusted: Vec<IpNet>,
}

impl Rates {
    /// Nobody has asked yet.
    pub fn new(config: &LimitsConfig) -> Self {
        let posts = config.posts_per_second;
        Self {
            strangers: Counts::within(Quota::per_minute(config.unknown_links_per_minute)),
            sign_ins: Counts::within(Quota::per_minute(config.sign_ins_per_minute)),
            codes: Counts::within(Quota::per_minute(CODES_PER_MINUTE)),
            all_codes: Counts::within(Quota::per_minute(ALL_CODES_PER_MINUTE)),
            posts: Counts::within(Quota::per_second(posts).allow_burst(posts.saturating_mul(FIVE))),
            known: KnownLinks::default(),
            trusted: config.trusted_proxies.clone(),
        }
    }

    /// How long to wait before this may be asked; `None` where it may be asked now. A link that
    /// worked lately is counted by itself, whatever others do behind the same address; one that is
    /// not known yet is counted for its address.
    fn wait(&self, link: TokenHash, is_post: bool, client: Option<IpAddr>) -> Option<Duration> {
        match (self.known.has(link), client) {
            (true, _) if is_post => self.posts.wait(&link),
            (false, Some(client)) => self.strangers.wait(&client),
            _ => None,
        }
    }

    /// How long the sender of this request has to wait before a password of theirs is looked at; `None` where it
    /// is looked at now, which is counted, be it right or wrong.
    pub fn wait_for_sign_in(&self, request: &HttpRequest) -> Option<Duration> {
        let client = client::address(request.peer_addr(), request.headers(), &self.trusted)?;
        self.sign_ins.wait(&client)
    }

    /// How long the sender of this request has to wait before a code of theirs is looked up; `None` where it is
    /// looked up now, which is counted.
    pub fn wait_for_code(&self, request: &HttpRequest) -> Option<Duration> {
        let client = client::address(request.peer_addr(), request.headers(), &self.trusted);
        client.and_then(|client| self.codes.wait(&client)).or_else(|| self.all_codes.wait(&()))
    }
}

/// Codes that may be tried from one address: a municipality's agencies may share one, and type theirs on one day.
const CODES_PER_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);

/// Codes that may be tried in all, however many addresses they come from. Whoever goes on guessing for a year
/// tries 63 million of the 26 million million codes: among 1,000 open ones that finds one with a chance of 1 in 400.
const ALL_CODES_PER_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(119);

/// How many seconds' forms may come at once: a person who presses several buttons, two windows.
const FIVE: NonZeroU32 = NonZeroU32::MIN.saturating_add(4);

/// Middleware: lets a client try only so many links, and a link send only so many forms.
///
/// # Errors
/// Those of inner services; a refusal is an answer, not an error.
pub async fn rates(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let link = link_of(request.path()).map(TokenHash::of);
    let (Some(state), Some(link)) = (request.app_data::<web::Data<State>>().cloned(), link) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let rates = &state.rates;
    let client = client::address(request.peer_addr(), request.headers(), &rates.trusted);
    if let Some(wait) = rates.wait(link, request.method() == Method::POST, client) {
        return Ok(request.error_response(Problem::TooOften { wait }));
    }
    let response = next.call(request).await?.map_into_boxed_body();
    let problem = response.response().error().and_then(|error| error.as_error::<Problem>());
    if matches!(problem, Some(Problem::LinkUnknown)) {
        rates.known.forget(link);
    } else if response.status().is_success() || response.status().is_redirection() {
        rates.known.note(link);
    }
    Ok(response)
}

/// The token of a personal link, as it stands in the address.
fn link_of(path: &str) -> Option<&str> {
    path.strip_prefix("/a/")?.split('/').next()
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use actix_web::test::TestRequest;

    use super::*;

    fn rates() -> (Rates, TokenHash, Option<IpAddr>) {
        let config = LimitsConfig {
            unknown_links_per_minute: 3.try_into().unwrap(),
            sign_ins_per_minute: 2.try_into().unwrap(),
            posts_per_second: 1.try_into().unwrap(),
            ..LimitsConfig::default()
        };
        (Rates::new(&config), TokenHash::of("a link"), Some(IpAddr::from([203, 0, 113, 9])))
    }

    #[test]
    fn guesses_are_counted_by_address() {
        let (rates, _, client) = rates();
        let guess = |number: usize, client| rates.wait(TokenHash::of(&number.to_string()), false, client);
        assert!((0..3).all(|number| guess(number, client).is_none()));
        let wait = guess(3, client).unwrap();
        assert!(wait > Duration::ZERO && wait <= Duration::from_secs(20), "{wait:?}");
        assert_eq!(guess(4, Some(IpAddr::from([203, 0, 113, 10]))), None);
    }

    #[test]
    fn a_link_that_worked_is_not_hurt_by_its_neighbours() {
        let (rates, link, client) = rates();
        rates.known.note(link);
        while rates.wait(TokenHash::of("guess"), false, client).is_none() {}
        assert!((0..100).all(|_| rates.wait(link, false, client).is_none()));
        assert!(rates.wait(link, true, client).is_none());
    }

    #[test]
    fn a_whole_prefecture_may_open_its_links_through_one_gateway_at_once() {
        let (rates, client) = (Rates::new(&LimitsConfig::default()), Some(IpAddr::from([203, 0, 113, 9])));
        assert!((0..300).all(|number| rates.wait(TokenHash::of(&number.to_string()), false, client).is_none()));
    }

    #[test]
    fn forms_are_counted_by_link() {
        let (rates, link, client) = rates();
        rates.known.note(link);
        let sent = (0..50).take_while(|_| rates.wait(link, true, client).is_none()).count();
        assert!((5..=6).contains(&sent), "{sent}");
    }

    #[test]
    fn sign_ins_are_counted_by_address() {
        let (rates, ..) = rates();
        let from = |last: u8| {
            TestRequest::default().peer_addr(SocketAddr::from(([203, 0, 113, last], 4711))).to_http_request()
        };
        assert!((0..2).all(|_| rates.wait_for_sign_in(&from(9)).is_none()));
        let wait = rates.wait_for_sign_in(&from(9)).unwrap();
        assert!(wait > Duration::ZERO && wait <= Duration::from_secs(30), "{wait:?}");
        assert_eq!(rates.wait_for_sign_in(&from(10)), None);
    }

    #[test]
    fn codes_are_counted_by_address_and_in_all() {
        let (rates, ..) = rates();
        let from = |last: u8| {
            TestRequest::default().peer_addr(SocketAddr::from(([203, 0, 113, last], 4711))).to_http_request()
        };
        let tried = |last| (0..1000).take_while(|_| rates.wait_for_code(&from(last)).is_none()).count();
        assert_eq!([tried(1), tried(2), tried(3)], [30; 3]);
        assert!((29..=31).contains(&tried(4)), "120 in all, and what a moment adds");
        assert!(tried(5) <= 1);
    }

    #[test]
    fn the_link_stands_in_the_path() {
        assert_eq!(link_of("/a/token/sheets/1"), Some("token"));
        assert_eq!(link_of("/a/token"), Some("token"));
        assert_eq!(link_of("/staff"), None);
    }
}
