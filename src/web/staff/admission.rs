//! Who gets past the door of a staff page: decided once, from the route table, before a handler or even
//! the form is looked at.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, web};

use super::desk::Desk;
use super::signed_in;
use crate::store::memberships::{self, Role};
use crate::store::{NetworkId, StoreError};
use crate::web::routes::{self, Who};
use crate::web::{Problem, State};

/// Middleware of every resource: lets a request on to its handler only as the route table says, and hands
/// over who it is ([`super::SignedIn`], [`Desk`]). A handler that does not ask who is there is still
/// behind this door.
///
/// # Errors
/// Those of inner services; a refusal is an answer, not an error.
pub(in crate::web) async fn only_whom_the_table_names(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let admitted = match routes::who(request.method(), request.match_pattern().as_deref()) {
        Some(Who::Person) => signed_in::of_request(request.request()).await.map(|signed| {
            request.extensions_mut().insert(signed);
        }),
        Some(Who::Staff(roles)) => desk(&request, roles).await.map(|desk| {
            request.extensions_mut().insert(desk);
        }),
        // A wrong method gets its own answer, and what is anyone's or a link's is seen to elsewhere.
        Some(Who::Anyone | Who::LinkHolder) | None => Ok(()),
    };
    match admitted {
        Ok(()) => Ok(next.call(request).await?.map_into_boxed_body()),
        Err(problem) => Ok(request.error_response(problem)),
    }
}

/// The desk of the network in the path, where the person has one of these roles in it.
async fn desk(request: &ServiceRequest, roles: &'static [Role]) -> Result<Desk, Problem> {
    let signed = signed_in::of_request(request.request()).await?;
    let state = request.app_data::<web::Data<State>>().ok_or(Problem::NotFound)?.clone();
    let id: NetworkId = request.match_info().query("network").parse().map_err(|_| Problem::NotFound)?;
    let user = signed.user.id;
    let mine = state
        .store
        .read(move |connection| memberships::of_user(connection, user))
        .await
        .map_err(|error: StoreError| Problem::fault(error))?;
    let found = mine.into_iter().find(|(network, role)| network.id == id && roles.contains(role));
    let (network, role) = found.ok_or(Problem::NotFound)?;
    Ok(Desk::new(network, role, signed, state))
}
