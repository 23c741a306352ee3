//! Who is signed in: taken by every handler of a staff page.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use serde::Serialize;
use subtle::ConstantTimeEq;

use super::cookie::{self, Holds};
use crate::app::sign_in;
use crate::store::TokenHash;
use crate::store::audit::Act;
use crate::store::users::User;
use crate::web::{Problem, State};

/// A person with a session. A request without one is sent to the sign-in page and comes back after.
pub struct SignedIn {
    /// Who it is.
    pub user: User,
    /// The secret that forms of this session carry.
    pub csrf: String,
    pub(super) token: TokenHash,
}

/// What every page of one's own shows around its content.
#[derive(Serialize)]
struct Framed<'a, T> {
    me: Me<'a>,
    #[serde(flatten)]
    page: &'a T,
}

#[derive(Serialize)]
struct Me<'a> {
    user: &'a str,
    csrf: &'a str,
}

impl SignedIn {
    /// Passes only a form that carries this session's secret.
    ///
    /// # Errors
    /// [`Problem::Refused`].
    pub fn check_form(&self, csrf: &str) -> Result<(), Problem> {
        if bool::from(self.csrf.as_bytes().ct_eq(csrf.as_bytes())) { Ok(()) } else { Err(Problem::Refused) }
    }

    /// The page `template`, filled from `page`, with the person's name and the way out around it.
    ///
    /// # Errors
    /// [`Problem::Fault`] where the template does not fit the view.
    pub fn page(&self, state: &State, template: &str, page: &impl Serialize) -> Result<HttpResponse, Problem> {
        let me = Me { user: &self.user.display_name, csrf: &self.csrf };
        state.page(template, &Framed { me, page })
    }

    /// Signs and dates what this person does.
    pub fn act(&self, state: &State) -> Act {
        Act::by_user(self.user.id, state.clock.now())
    }
}

/// Taken from what the door handed over: without it nobody is there.
impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions_mut().remove::<Self>().ok_or(Problem::NotFound))
    }
}

/// Whoever the session's cookie names.
///
/// # Errors
/// [`Problem::SignInNeeded`] where nobody is signed in.
pub(super) async fn of_request(request: &HttpRequest) -> Result<SignedIn, Problem> {
    let state = request.app_data::<web::Data<State>>().ok_or(Problem::NotFound)?;
    let needed = || Problem::SignInNeeded { back: request.path().to_owned() };
    let token = cookie::read(state, Holds::Session, request).ok_or_else(needed)?;
    let token = TokenHash::of(&token);
    let found = sign_in::session(&state.store, token, state.clock.now()).await.map_err(Problem::fault)?;
    let (session, user) = found.ok_or_else(needed)?;
    Ok(SignedIn { user, csrf: session.csrf_secret, token })
}
