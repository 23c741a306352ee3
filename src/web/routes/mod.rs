//! The one route table: every address of the site, and who may use it.

mod agencies;
mod answers;
mod coding;
mod desk;
mod evidence;
mod words;

use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig};

use super::staff;
use crate::store::memberships::Role;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anyone: nothing of a network is shown.
    Anyone,
    /// Whoever holds a personal link: the token in the path is looked up first.
    LinkHolder,
    /// A person who signed in, whatever their role: what belongs to themselves.
    Person,
    /// A person signed in who has one of these roles in the network of the path. For all others the
    /// page does not exist.
    Staff(&'static [Role]),
}

/// Those who run the surveys, and see single answers.
const OFFICE: Who = Who::Staff(&[Role::Owner, Role::Coordinator]);

/// Those who may see tables of many answers, without words that somebody wrote.
const MEETING: Who = Who::Staff(&[Role::Owner, Role::Coordinator, Role::Facilitator]);

/// Those who say who takes part.
const OWNERS: Who = Who::Staff(&[Role::Owner]);

/// Those who may read who saw, changed and took out what.
const AUDIT: Who = Who::Staff(&[Role::Owner, Role::Auditor]);

/// Everyone in the network: what they see there depends on their role.
const MEMBERS: Who = Who::Staff(Role::ALL);

/// Interviewers, each of whom sees the hearings given to them alone.
const INTERVIEWERS: Who = Who::Staff(&[Role::Interviewer]);

/// One address and method.
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// Pattern of the path.
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
    handler: fn() -> actix_web::Route,
}

/// A page that is read. HEAD gets its headers: mail gateways look at links so before they deliver them.
macro_rules! get {
    ($path:expr, $who:expr, $handler:path) => {
        $crate::web::routes::Route {
            method: actix_web::http::Method::GET,
            path: $path,
            who: $who,
            handler: || {
                actix_web::web::route()
                    .guard(actix_web::guard::Any(actix_web::guard::Get()).or(actix_web::guard::Head()))
                    .to($handler)
            },
        }
    };
}

/// A form that is sent.
macro_rules! post {
    ($path:expr, $who:expr, $handler:path) => {
        $crate::web::routes::Route {
            method: actix_web::http::Method::POST,
            path: $path,
            who: $who,
            handler: || actix_web::web::post().to($handler),
        }
    };
}

use {get, post};

/// The parts of the table, in the order they are matched.
const PARTS: [&[Route]; 6] =
    [agencies::ROUTES, desk::ROUTES, evidence::ROUTES, answers::ROUTES, coding::ROUTES, words::ROUTES];

/// Every route, in the order they are matched.
pub fn all() -> impl Iterator<Item = &'static Route> + Clone {
    PARTS.into_iter().flatten()
}

/// Who may use the route of this pattern; `None` where there is no such route. HEAD is what GET is.
pub(super) fn who(method: &Method, pattern: Option<&str>) -> Option<Who> {
    let method = if method == Method::HEAD { &Method::GET } else { method };
    all().find(|route| Some(route.path) == pattern && route.method == *method).map(|route| route.who)
}

/// The roles that may read the page of this pattern; none where it is no page of a network.
pub(super) fn readers(pattern: &str) -> &'static [Role] {
    match who(&Method::GET, Some(pattern)) {
        Some(Who::Staff(roles)) => roles,
        _ => &[],
    }
}

/// Registers every route: one resource a path, so that a wrong method is told from a wrong path.
pub fn configure(app: &mut ServiceConfig) {
    let mut done: Vec<&str> = Vec::new();
    for route in all() {
        if done.contains(&route.path) {
            continue;
        }
        done.push(route.path);
        let mut resource = web::resource(route.path);
        for same in all().filter(|same| same.path == route.path) {
            resource = resource.route((same.handler)());
        }
        app.service(resource.wrap(from_fn(staff::only_whom_the_table_names)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_stands_once_and_under_its_users_prefix() {
        for (index, route) in all().enumerate() {
            assert!(!all().take(index).any(|other| other.path == route.path && other.method == route.method));
            assert_eq!(route.path.starts_with("/a/{token}"), route.who == Who::LinkHolder, "{}", route.path);
            let is_of_network = route.path.starts_with("/staff/networks/{network}");
            assert_eq!(is_of_network, matches!(route.who, Who::Staff(_)), "{}", route.path);
        }
    }
}
