//! The cookies of staff pages: the session's token, and the secret of the sign-in form.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite};

use crate::web::State;

/// What a cookie holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// The token of a session.
    Session,
    /// The secret that the sign-in form must send back.
    SignInForm,
    /// The token of a sign-in that waits for its second factor.
    SecondFactor,
}

impl Holds {
    /// `__Host-` where the site is reached over https: browsers then keep it to this host and to https.
    fn name(self, is_https: bool) -> &'static str {
        match (self, is_https) {
            (Self::Session, true) => "__Host-norishiro",
            (Self::Session, false) => "norishiro",
            (Self::SignInForm, true) => "__Host-norishiro-form",
            (Self::SignInForm, false) => "norishiro-form",
            (Self::SecondFactor, true) => "__Host-norishiro-second",
            (Self::SecondFactor, false) => "norishiro-second",
        }
    }
}

/// A cookie for this host, out of reach of scripts and of other sites' forms, until the browser closes.
pub(super) fn make(state: &State, holds: Holds, value: String) -> Cookie<'static> {
    build(holds, value, state.is_https())
}

fn build(holds: Holds, value: String, is_https: bool) -> Cookie<'static> {
    Cookie::build(holds.name(is_https), value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(is_https)
        .finish()
}

/// A cookie that takes the earlier one away.
pub(super) fn remove(state: &State, holds: Holds) -> Cookie<'static> {
    let mut cookie = make(state, holds, String::new());
    cookie.make_removal();
    cookie
}

/// What the browser sent.
pub(super) fn read(state: &State, holds: Holds, request: &HttpRequest) -> Option<String> {
    request
        .cookie(holds.name(state.is_https()))
        .map(|cookie| cookie.value().to_owned())
        .filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_https_the_cookie_stays_on_this_host_and_on_https() {
        assert_eq!(
            build(Holds::Session, "secret".to_owned(), true).to_string(),
            "__Host-norishiro=secret; HttpOnly; SameSite=Lax; Secure; Path=/"
        );
        assert_eq!(
            build(Holds::Session, "secret".to_owned(), false).to_string(),
            "norishiro=secret; HttpOnly; SameSite=Lax; Path=/"
        );
    }
}
