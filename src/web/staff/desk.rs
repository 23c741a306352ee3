//! One network's desk: every look-up behind it is scoped by the network, and only members get there.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::menu;
use super::signed_in::SignedIn;
use crate::app::viewing::{self, Viewed};
use crate::app::{Purpose, Reader};
use crate::store::memberships::Role;
use crate::store::networks::Network;
use crate::store::{NetworkId, StoreError};
use crate::web::{Problem, State};

/// A person at the desk of a network in which they have a role that the route table lets in. For all
/// others the page does not exist.
pub struct Desk {
    /// The network.
    pub network: Network,
    /// The person's role in it.
    pub role: Role,
    /// Who is at the desk.
    pub signed: SignedIn,
    state: web::Data<State>,
}

/// What every page of the desk shows around its own content.
#[derive(Serialize)]
struct Framed<'a, T> {
    desk: Frame<'a>,
    #[serde(flatten)]
    page: &'a T,
}

#[derive(Serialize)]
struct Frame<'a> {
    network: &'a str,
    path: String,
    user: &'a str,
    csrf: &'a str,
    role: &'static str,
    menu: Vec<menu::Entry>,
}

impl Desk {
    /// A person's desk in a network.
    pub(super) fn new(network: Network, role: Role, signed: SignedIn, state: web::Data<State>) -> Self {
        Self { network, role, signed, state }
    }

    /// The page `template`, filled from `page`, with the desk's heading and menu around it. `here` is the
    /// entry of the menu that the page stands for, or none of them.
    ///
    /// # Errors
    /// [`Problem::Fault`] where the template does not fit the view.
    pub fn page(&self, here: &'static str, template: &str, page: &impl Serialize) -> Result<HttpResponse, Problem> {
        self.state.page(template, &Framed { desk: self.frame(here), page })
    }

    /// The same around `body`, which is HTML.
    ///
    /// # Errors
    /// As for [`Desk::page`].
    pub fn page_around(&self, template: &str, page: &impl Serialize, body: &str) -> Result<HttpResponse, Problem> {
        self.state.page_around(template, &Framed { desk: self.frame(""), page }, body)
    }

    fn frame(&self, here: &'static str) -> Frame<'_> {
        Frame {
            network: &self.network.name,
            path: self.path(),
            user: &self.signed.user.display_name,
            csrf: &self.signed.csrf,
            role: self.role.as_str(),
            menu: menu::of_role(self.role, &self.network.id.to_string(), here),
        }
    }

    /// Notes that this person looks at what was answered.
    ///
    /// # Errors
    /// [`Problem::Fault`], and then nothing may be shown.
    pub async fn note_view(&self, viewed: Viewed) -> Result<(), Problem> {
        let (network, act) = (self.network.id, self.signed.act(&self.state));
        let noted = self.state.store.write(move |connection| viewing::note(connection, network, viewed, &act)).await;
        noted.map_err(|error: StoreError| Problem::fault(error))
    }

    /// What this person may see of single answers and small counts, asking for this purpose.
    pub fn reader(&self, purpose: Purpose) -> Reader {
        Reader::of(self.role, &self.network, purpose)
    }

    /// The address of the desk.
    pub fn path(&self) -> String {
        path_of(self.network.id)
    }
}

/// The address of a network's desk.
pub(super) fn path_of(network: NetworkId) -> String {
    format!("/staff/networks/{network}")
}

/// Taken from what the door handed over: without it there is no desk.
impl FromRequest for Desk {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions_mut().remove::<Self>().ok_or(Problem::NotFound))
    }
}
