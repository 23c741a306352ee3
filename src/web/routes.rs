//! The one route table: every address of the site, and who may use it.

use actix_web::guard;
use actix_web::http::Method;
use actix_web::web::{self, ServiceConfig};

use super::{accessibility, respond, shared_files, staff};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anyone: nothing of a network is shown.
    Anyone,
    /// Whoever holds a personal link: the token in the path is looked up first.
    LinkHolder,
    /// A person signed in to a network; the handler checks the role.
    Staff,
}

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
    ($path:literal, $who:ident, $handler:path) => {
        Route {
            method: Method::GET,
            path: $path,
            who: Who::$who,
            handler: || web::route().guard(guard::Any(guard::Get()).or(guard::Head())).to($handler),
        }
    };
}

/// A form that is sent.
macro_rules! post {
    ($path:literal, $who:ident, $handler:path) => {
        Route { method: Method::POST, path: $path, who: Who::$who, handler: || web::post().to($handler) }
    };
}

/// Every route, in the order they are matched.
pub const ROUTES: &[Route] = &[
    get!("/", Anyone, shared_files::front),
    get!("/health", Anyone, shared_files::health),
    get!("/assets/{hash}/{name}", Anyone, shared_files::asset),
    get!("/accessibility", Anyone, accessibility::show),
    get!("/a/{token}", LinkHolder, respond::start::show),
    get!("/a/{token}/whole", LinkHolder, respond::start::whole),
    get!("/a/{token}/decline", LinkHolder, respond::declaration::decline_page),
    post!("/a/{token}/decline", LinkHolder, respond::declaration::decline),
    get!("/a/{token}/completion", LinkHolder, respond::declaration::completion_page),
    post!("/a/{token}/completion", LinkHolder, respond::declaration::complete),
    post!("/a/{token}/reopening", LinkHolder, respond::declaration::take_back),
    post!("/a/{token}/sheets", LinkHolder, respond::start::add_sheet),
    get!("/a/{token}/sheets/{sheet}", LinkHolder, respond::questions::first),
    post!("/a/{token}/sheets/{sheet}", LinkHolder, respond::start::begin),
    get!("/a/{token}/sheets/{sheet}/sections/{section}", LinkHolder, respond::questions::show),
    post!("/a/{token}/sheets/{sheet}/sections/{section}", LinkHolder, respond::questions::save),
    get!("/a/{token}/sheets/{sheet}/review", LinkHolder, respond::review::show),
    post!("/a/{token}/sheets/{sheet}/confirmations", LinkHolder, respond::review::confirm),
    post!("/a/{token}/sheets/{sheet}/revisions", LinkHolder, respond::review::submit),
    get!("/a/{token}/sheets/{sheet}/receipt", LinkHolder, respond::receipt::show),
    get!("/a/{token}/sheets/{sheet}/correction", LinkHolder, respond::correction::show),
    post!("/a/{token}/sheets/{sheet}/correction", LinkHolder, respond::correction::put_back),
    get!("/a/{token}/sheets/{sheet}/no-cases", LinkHolder, respond::no_cases::show),
    post!("/a/{token}/sheets/{sheet}/no-cases", LinkHolder, respond::no_cases::answer),
    post!("/a/{token}/sheets/{sheet}/copies", LinkHolder, respond::case_sheets::copy),
    post!("/a/{token}/sheets/{sheet}/removal", LinkHolder, respond::case_sheets::remove),
    post!("/a/{token}/sheets/{sheet}/restoration", LinkHolder, respond::case_sheets::put_back),
    get!("/staff/sign-in", Anyone, staff::sign_in::show),
    post!("/staff/sign-in", Anyone, staff::sign_in::sign_in),
    get!("/staff", Staff, staff::home::show),
    post!("/staff/sign-out", Staff, staff::sign_in::sign_out),
    get!("/staff/networks/{network}", Staff, staff::rounds::list),
    get!("/staff/networks/{network}/cases", Staff, staff::results::newest_cases),
    get!("/staff/networks/{network}/gaps", Staff, staff::results::gaps),
    get!("/staff/networks/{network}/rounds/{round}", Staff, staff::rounds::show),
    get!("/staff/networks/{network}/rounds/{round}/results", Staff, staff::results::show),
    get!("/staff/networks/{network}/rounds/{round}/cases", Staff, staff::results::cases),
    get!("/staff/networks/{network}/rounds/{round}/workbook", Staff, staff::workbook::download),
];

/// Registers every route: one resource a path, so that a wrong method is told from a wrong path.
pub fn configure(app: &mut ServiceConfig) {
    let mut done: Vec<&str> = Vec::new();
    for route in ROUTES {
        if done.contains(&route.path) {
            continue;
        }
        done.push(route.path);
        let mut resource = web::resource(route.path);
        for same in ROUTES.iter().filter(|same| same.path == route.path) {
            resource = resource.route((same.handler)());
        }
        app.service(resource);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_stands_once_and_under_its_users_prefix() {
        for (index, route) in ROUTES.iter().enumerate() {
            assert!(!ROUTES[..index].iter().any(|other| other.path == route.path && other.method == route.method));
            assert_eq!(route.path.starts_with("/a/{token}"), route.who == Who::LinkHolder, "{}", route.path);
            let is_staff = route.path.starts_with("/staff") && !route.path.starts_with("/staff/sign-in");
            assert_eq!(is_staff, route.who == Who::Staff, "{}", route.path);
        }
    }
}
