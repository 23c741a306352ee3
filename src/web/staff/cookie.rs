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
}

impl Holds {
    /// `__Host-` where the site is reached over https: browsers then keep it to this host and to https.
    fn name(self, state: &State) -> &'static str {
        match (self, state.is_https()) {
            (Self::Session, true) => "__Host-norishiro",
            (Self::Session, false) => "norishiro",
            (Self::SignInForm, true) => "__Host-norishiro-form",
            (Self::SignInForm, false) => "norishiro-form",
        }
    }
}

/// A cookie for this host, out of reach of scripts and of other sites' forms, until the browser closes.
pub(super) fn make(state: &State, holds: Holds, value: String) -> Cookie<'static> {
    Cookie::build(holds.name(state), value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(state.is_https())
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
    request.cookie(holds.name(state)).map(|cookie| cookie.value().to_owned()).filter(|value| !value.is_empty())
}
