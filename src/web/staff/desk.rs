//! One network's desk: every look-up behind it is scoped by the network, and only members get there.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::menu;
use super::signed_in::{self, SignedIn};
use crate::store::memberships::{self, Role};
use crate::store::networks::Network;
use crate::store::{NetworkId, StoreError};
use crate::web::{Problem, State, routes};

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
    /// The page `template`, filled from `page`, with the desk's heading and menu around it. `here` is the
    /// entry of the menu that the page stands for, or none of them.
    ///
    /// # Errors
    /// [`Problem::Fault`] where the template does not fit the view.
    pub fn page(&self, here: &'static str, template: &str, page: &impl Serialize) -> Result<HttpResponse, Problem> {
        let desk = Frame {
            network: &self.network.name,
            path: self.path(),
            user: &self.signed.user.display_name,
            csrf: &self.signed.csrf,
            role: self.role.as_str(),
            menu: menu::of_role(self.role, &self.network.id.to_string(), here),
        };
        self.state.page(template, &Framed { desk, page })
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

impl FromRequest for Desk {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let signed = signed_in::of_request(&request).await?;
            let state = request.app_data::<web::Data<State>>().ok_or(Problem::NotFound)?.clone();
            let roles = routes::roles(request.method(), request.match_pattern().as_deref());
            let id: NetworkId = request.match_info().query("network").parse().map_err(|_| Problem::NotFound)?;
            let user = signed.user.id;
            let mine = state
                .store
                .read(move |connection| memberships::of_user(connection, user))
                .await
                .map_err(|error: StoreError| Problem::fault(error))?;
            let mut mine = mine.into_iter();
            let (network, role) =
                mine.find(|(network, role)| network.id == id && roles.contains(role)).ok_or(Problem::NotFound)?;
            Ok(Self { network, role, signed, state })
        })
    }
}

/// Whether the role may see single answers and results.
pub(super) fn runs(role: Role) -> bool {
    matches!(role, Role::Owner | Role::Coordinator)
}
