//! The one route table: every address of the site, and who may use it.

use actix_web::guard;
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig};

use super::staff::{answers, hearings};
use super::{accessibility, code, respond, shared_files, staff};
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
        Route {
            method: Method::GET,
            path: $path,
            who: $who,
            handler: || web::route().guard(guard::Any(guard::Get()).or(guard::Head())).to($handler),
        }
    };
}

/// A form that is sent.
macro_rules! post {
    ($path:expr, $who:expr, $handler:path) => {
        Route { method: Method::POST, path: $path, who: $who, handler: || web::post().to($handler) }
    };
}

/// The address of something below an agency in a round.
macro_rules! of_agency {
    ($path:literal) => {
        concat!("/staff/networks/{network}/rounds/{round}/agencies/{agency}", $path)
    };
}

/// The address of something below an interviewer's hearing.
macro_rules! of_hearing {
    ($path:literal) => {
        concat!("/staff/networks/{network}/hearings/{hearing}", $path)
    };
}

/// Every route, in the order they are matched.
pub const ROUTES: &[Route] = &[
    get!("/", Who::Anyone, shared_files::front),
    get!("/health", Who::Anyone, shared_files::health),
    get!("/assets/{hash}/{name}", Who::Anyone, shared_files::asset),
    get!("/accessibility", Who::Anyone, accessibility::show),
    get!("/code", Who::Anyone, code::show),
    post!("/code", Who::Anyone, code::open),
    get!("/a/{token}", Who::LinkHolder, respond::start::show),
    get!("/a/{token}/whole", Who::LinkHolder, respond::start::whole),
    get!("/a/{token}/decline", Who::LinkHolder, respond::declaration::decline_page),
    post!("/a/{token}/decline", Who::LinkHolder, respond::declaration::decline),
    get!("/a/{token}/completion", Who::LinkHolder, respond::declaration::completion_page),
    post!("/a/{token}/completion", Who::LinkHolder, respond::declaration::complete),
    post!("/a/{token}/reopening", Who::LinkHolder, respond::declaration::take_back),
    post!("/a/{token}/sheets", Who::LinkHolder, respond::start::add_sheet),
    get!("/a/{token}/sheets/{sheet}", Who::LinkHolder, respond::questions::first),
    post!("/a/{token}/sheets/{sheet}", Who::LinkHolder, respond::start::begin),
    get!("/a/{token}/sheets/{sheet}/sections/{section}", Who::LinkHolder, respond::questions::show),
    post!("/a/{token}/sheets/{sheet}/sections/{section}", Who::LinkHolder, respond::questions::save),
    get!("/a/{token}/sheets/{sheet}/review", Who::LinkHolder, respond::review::show),
    post!("/a/{token}/sheets/{sheet}/confirmations", Who::LinkHolder, respond::review::confirm),
    post!("/a/{token}/sheets/{sheet}/revisions", Who::LinkHolder, respond::review::submit),
    get!("/a/{token}/sheets/{sheet}/revisions/{number}", Who::LinkHolder, respond::revision::show),
    get!("/a/{token}/sheets/{sheet}/receipt", Who::LinkHolder, respond::receipt::show),
    get!("/a/{token}/sheets/{sheet}/correction", Who::LinkHolder, respond::correction::show),
    post!("/a/{token}/sheets/{sheet}/correction", Who::LinkHolder, respond::correction::put_back),
    get!("/a/{token}/sheets/{sheet}/no-cases", Who::LinkHolder, respond::no_cases::show),
    post!("/a/{token}/sheets/{sheet}/no-cases", Who::LinkHolder, respond::no_cases::answer),
    post!("/a/{token}/sheets/{sheet}/copies", Who::LinkHolder, respond::case_sheets::copy),
    post!("/a/{token}/sheets/{sheet}/removal", Who::LinkHolder, respond::case_sheets::remove),
    post!("/a/{token}/sheets/{sheet}/restoration", Who::LinkHolder, respond::case_sheets::put_back),
    get!("/a/{token}/survey", Who::LinkHolder, respond::hearing::survey),
    get!("/a/{token}/sheets/{sheet}/confirmation", Who::LinkHolder, respond::hearing::show),
    post!("/a/{token}/sheets/{sheet}/confirmation", Who::LinkHolder, respond::hearing::answer),
    get!("/staff/sign-in", Who::Anyone, staff::sign_in::show),
    post!("/staff/sign-in", Who::Anyone, staff::sign_in::sign_in),
    get!("/staff/sign-in/code", Who::Anyone, staff::second_factor::show),
    post!("/staff/sign-in/code", Who::Anyone, staff::second_factor::enter),
    get!("/staff/welcome", Who::Anyone, staff::welcome::show),
    post!("/staff/welcome", Who::Anyone, staff::welcome::enter),
    post!("/staff/welcome/completion", Who::Anyone, staff::welcome::complete),
    get!("/staff", Who::Person, staff::home::show),
    post!("/staff/sign-out", Who::Person, staff::sign_in::sign_out),
    get!("/staff/account", Who::Person, staff::account::show),
    post!("/staff/account/password", Who::Person, staff::account::change_password),
    post!("/staff/account/other-sessions", Who::Person, staff::account::sign_out_elsewhere),
    post!("/staff/account/second-factor/secret", Who::Person, staff::account::begin),
    get!("/staff/account/second-factor", Who::Person, staff::account::set_up),
    post!("/staff/account/second-factor", Who::Person, staff::account::turn_on),
    post!("/staff/account/second-factor/removal", Who::Person, staff::account::turn_off),
    post!("/staff/account/recovery-codes", Who::Person, staff::account::renew_codes),
    get!("/staff/networks/{network}", MEMBERS, staff::start::show),
    get!("/staff/networks/{network}/people", OWNERS, staff::people::list),
    get!("/staff/networks/{network}/people/invitations/new", OWNERS, staff::people::new),
    post!("/staff/networks/{network}/people/invitations", OWNERS, staff::people::invite),
    post!("/staff/networks/{network}/people/invitations/{invited}/code", OWNERS, staff::people::again),
    post!("/staff/networks/{network}/people/invitations/{invited}/removal", OWNERS, staff::people::take_back),
    get!("/staff/networks/{network}/people/{person}", OWNERS, staff::people::show),
    post!("/staff/networks/{network}/people/{person}/role", OWNERS, staff::people::change_role),
    post!("/staff/networks/{network}/people/{person}/deactivation", OWNERS, staff::people::deactivate),
    post!("/staff/networks/{network}/people/{person}/activation", OWNERS, staff::people::activate),
    post!("/staff/networks/{network}/people/{person}/code", OWNERS, staff::people::issue_code),
    get!("/staff/networks/{network}/disclosure", OWNERS, staff::disclosure::show),
    post!("/staff/networks/{network}/disclosure", OWNERS, staff::disclosure::change),
    get!("/staff/networks/{network}/log", AUDIT, staff::log::show),
    get!("/staff/networks/{network}/log/csv", AUDIT, staff::log::csv),
    get!("/staff/networks/{network}/cases", OFFICE, staff::results::newest_cases),
    get!("/staff/networks/{network}/trends", MEETING, staff::trends::index),
    get!("/staff/networks/{network}/gaps", OFFICE, staff::results::gaps),
    get!("/staff/networks/{network}/agencies", OFFICE, staff::agencies::index),
    post!("/staff/networks/{network}/agencies", OFFICE, staff::agencies::edit::add),
    get!("/staff/networks/{network}/agencies/new", OFFICE, staff::agencies::edit::new),
    get!("/staff/networks/{network}/agencies/kinds", OFFICE, staff::agencies::kinds::index),
    post!("/staff/networks/{network}/agencies/kinds", OFFICE, staff::agencies::kinds::save),
    post!("/staff/networks/{network}/agencies/kinds/retirement", OFFICE, staff::agencies::kinds::retire),
    get!("/staff/networks/{network}/agencies/register.xlsx", OFFICE, staff::agencies::files::xlsx),
    get!("/staff/networks/{network}/agencies/register.csv", OFFICE, staff::agencies::files::csv),
    get!("/staff/networks/{network}/agencies/example.xlsx", OFFICE, staff::agencies::files::example),
    get!("/staff/networks/{network}/agencies/imports", OFFICE, staff::agencies::import::choose),
    post!("/staff/networks/{network}/agencies/imports", OFFICE, staff::agencies::import::upload),
    get!("/staff/networks/{network}/agencies/imports/{import}", OFFICE, staff::agencies::import::preview),
    post!("/staff/networks/{network}/agencies/imports/{import}", OFFICE, staff::agencies::import::apply),
    get!("/staff/networks/{network}/agencies/{agency}", OFFICE, staff::agencies::show),
    post!("/staff/networks/{network}/agencies/{agency}", OFFICE, staff::agencies::edit::change),
    get!("/staff/networks/{network}/agencies/{agency}/edit", OFFICE, staff::agencies::edit::edit),
    get!("/staff/networks/{network}/agencies/{agency}/archival", OFFICE, staff::agencies::archive::ask),
    post!("/staff/networks/{network}/agencies/{agency}/archival", OFFICE, staff::agencies::archive::archive),
    post!("/staff/networks/{network}/agencies/{agency}/restoration", OFFICE, staff::agencies::archive::restore),
    get!("/staff/networks/{network}/mail-hours", OFFICE, staff::mail_hours::show),
    post!("/staff/networks/{network}/mail-hours", OFFICE, staff::mail_hours::change),
    get!("/staff/networks/{network}/archived-rounds", OFFICE, staff::rounds::archived),
    post!("/staff/networks/{network}/rounds", OFFICE, staff::round_making::make),
    get!("/staff/networks/{network}/rounds/new", OFFICE, staff::round_making::new),
    get!("/staff/networks/{network}/rounds/new/preview", OFFICE, staff::round_making::preview_offer),
    get!("/staff/networks/{network}/rounds/{round}", OFFICE, staff::board::show),
    get!("/staff/networks/{network}/rounds/{round}/questionnaire", OFFICE, staff::round_making::show),
    post!("/staff/networks/{network}/rounds/{round}/questionnaire", OFFICE, staff::round_making::change),
    get!("/staff/networks/{network}/rounds/{round}/period", OFFICE, staff::round_steps::period),
    post!("/staff/networks/{network}/rounds/{round}/period", OFFICE, staff::round_steps::save_period),
    get!("/staff/networks/{network}/rounds/{round}/agencies", OFFICE, staff::round_steps::agencies),
    post!("/staff/networks/{network}/rounds/{round}/agencies", OFFICE, staff::round_steps::save_agencies),
    get!("/staff/networks/{network}/rounds/{round}/schedule", OFFICE, staff::round_steps::schedule),
    post!("/staff/networks/{network}/rounds/{round}/schedule", OFFICE, staff::round_steps::save_schedule),
    get!("/staff/networks/{network}/rounds/{round}/letter", OFFICE, staff::round_steps::letter),
    get!("/staff/networks/{network}/rounds/{round}/mails", OFFICE, staff::mails::show),
    post!("/staff/networks/{network}/rounds/{round}/mails", OFFICE, staff::mails::invite),
    post!("/staff/networks/{network}/rounds/{round}/test-mails", OFFICE, staff::mails::try_out),
    get!("/staff/networks/{network}/rounds/{round}/reminders", OFFICE, staff::reminders::show),
    post!("/staff/networks/{network}/rounds/{round}/reminders", OFFICE, staff::reminders::remind),
    get!("/staff/networks/{network}/rounds/{round}/messages", OFFICE, staff::messages::show),
    post!("/staff/networks/{network}/rounds/{round}/messages", OFFICE, staff::messages::send),
    get!("/staff/networks/{network}/rounds/{round}/preview", OFFICE, staff::round_making::preview),
    get!("/staff/networks/{network}/rounds/{round}/settings", OFFICE, staff::round_settings::show),
    post!("/staff/networks/{network}/rounds/{round}/opening", OFFICE, staff::round_settings::open),
    post!("/staff/networks/{network}/rounds/{round}/due-date", OFFICE, staff::round_settings::extend),
    get!("/staff/networks/{network}/rounds/{round}/closing", OFFICE, staff::round_settings::closing),
    post!("/staff/networks/{network}/rounds/{round}/closing", OFFICE, staff::round_settings::close),
    post!("/staff/networks/{network}/rounds/{round}/reopening", OFFICE, staff::round_settings::reopen),
    post!("/staff/networks/{network}/rounds/{round}/pause", OFFICE, staff::round_settings::pause),
    post!("/staff/networks/{network}/rounds/{round}/resumption", OFFICE, staff::round_settings::resume),
    post!("/staff/networks/{network}/rounds/{round}/archiving", OFFICE, staff::round_settings::archive),
    post!("/staff/networks/{network}/rounds/{round}/restoration", OFFICE, staff::round_settings::restore),
    get!("/staff/networks/{network}/rounds/{round}/deletion", OFFICE, staff::round_settings::deletion),
    post!("/staff/networks/{network}/rounds/{round}/deletion", OFFICE, staff::round_settings::delete),
    post!("/staff/networks/{network}/rounds/{round}/copies", OFFICE, staff::round_settings::copy),
    get!("/staff/networks/{network}/rounds/{round}/letters", OFFICE, staff::letters::show),
    get!("/staff/networks/{network}/rounds/{round}/letters.xlsx", OFFICE, staff::letters::workbook),
    get!("/staff/networks/{network}/rounds/{round}/board.xlsx", OFFICE, staff::board::download_list),
    get!("/staff/networks/{network}/rounds/{round}/results", MEETING, staff::results::show),
    get!("/staff/networks/{network}/rounds/{round}/crosstabs", MEETING, staff::crosstabs::show),
    get!("/staff/networks/{network}/rounds/{round}/trends", MEETING, staff::trends::show),
    get!("/staff/networks/{network}/rounds/{round}/before-after", MEETING, staff::before_after::show),
    get!("/staff/networks/{network}/rounds/{round}/cases", OFFICE, staff::results::cases),
    get!("/staff/networks/{network}/rounds/{round}/workbook", MEETING, staff::workbook::download),
    get!("/staff/networks/{network}/rounds/{round}/files", OFFICE, staff::files::show),
    get!("/staff/networks/{network}/rounds/{round}/files/answers", OFFICE, staff::files::raw_answers),
    get!("/staff/networks/{network}/rounds/{round}/files/data", OFFICE, staff::files::tables),
    get!(of_agency!(""), OFFICE, answers::agency::show),
    post!(of_agency!("/notes"), OFFICE, staff::call_notes::add),
    get!(of_agency!("/notes/{note}"), OFFICE, staff::call_notes::show),
    post!(of_agency!("/notes/{note}"), OFFICE, staff::call_notes::mend),
    get!(of_agency!("/link"), OFFICE, staff::board::link),
    post!(of_agency!("/link"), OFFICE, staff::board::reissue),
    get!(of_agency!("/handover"), OFFICE, staff::handover::show),
    post!(of_agency!("/handover"), OFFICE, staff::handover::hand_over),
    post!(of_agency!("/sheets"), OFFICE, answers::agency::add_sheet),
    get!(of_agency!("/sheets/{sheet}"), OFFICE, answers::answer::show),
    post!(of_agency!("/sheets/{sheet}/acceptance"), OFFICE, answers::decisions::accept),
    post!(of_agency!("/sheets/{sheet}/restoration"), OFFICE, answers::decisions::undo),
    get!(of_agency!("/sheets/{sheet}/exclusion"), OFFICE, answers::decisions::exclusion),
    post!(of_agency!("/sheets/{sheet}/exclusion"), OFFICE, answers::decisions::exclude),
    get!(of_agency!("/sheets/{sheet}/request"), OFFICE, answers::request::show),
    post!(of_agency!("/sheets/{sheet}/request"), OFFICE, answers::request::send),
    get!(of_agency!("/sheets/{sheet}/history"), OFFICE, answers::history::show),
    get!(of_agency!("/hearing"), OFFICE, answers::hearing::show),
    post!(of_agency!("/hearing/interviewers"), OFFICE, answers::hearing::assign),
    post!(of_agency!("/hearing/interviewers/{user}/removal"), OFFICE, answers::hearing::unassign),
    post!(of_agency!("/hearing/link"), OFFICE, answers::hearing::issue),
    post!(of_agency!("/hearing/link/removal"), OFFICE, answers::hearing::revoke),
    post!(of_agency!("/sheets/{sheet}/readers"), OFFICE, answers::readers::assign),
    post!(of_agency!("/sheets/{sheet}/readers/{user}/removal"), OFFICE, answers::readers::unassign),
    get!("/staff/networks/{network}/given/{case}", Who::Staff(&[Role::Coder]), staff::given::show),
    get!(of_hearing!(""), INTERVIEWERS, hearings::show),
    get!(of_hearing!("/survey"), INTERVIEWERS, hearings::survey),
    get!(of_hearing!("/sheets/{sheet}"), INTERVIEWERS, hearings::form::first),
    get!(of_hearing!("/sheets/{sheet}/sections/{section}"), INTERVIEWERS, hearings::form::show),
    post!(of_hearing!("/sheets/{sheet}/sections/{section}"), INTERVIEWERS, hearings::form::save),
    get!(of_hearing!("/sheets/{sheet}/review"), INTERVIEWERS, hearings::form::review),
    post!(of_hearing!("/sheets/{sheet}/confirmations"), INTERVIEWERS, hearings::form::confirm),
    post!(of_hearing!("/sheets/{sheet}/revisions"), INTERVIEWERS, hearings::form::submit),
    get!(of_agency!("/entries/{hand}"), OFFICE, answers::entry::whole),
    get!(of_agency!("/entries/{hand}/sheets/{sheet}"), OFFICE, answers::entry::start),
    post!(of_agency!("/entries/{hand}/sheets/{sheet}"), OFFICE, answers::entry::begin),
    get!(of_agency!("/entries/{hand}/sheets/{sheet}/next"), OFFICE, answers::entry::go_on),
    get!(of_agency!("/entries/{hand}/sheets/{sheet}/sections/{section}"), OFFICE, answers::form::show),
    post!(of_agency!("/entries/{hand}/sheets/{sheet}/sections/{section}"), OFFICE, answers::form::save),
    get!(of_agency!("/entries/{hand}/sheets/{sheet}/review"), OFFICE, answers::entry::review),
    post!(of_agency!("/entries/{hand}/sheets/{sheet}/revisions"), OFFICE, answers::entry::hand_in),
    post!(of_agency!("/entries/{hand}/sheets/{sheet}/removal"), OFFICE, answers::entry::give_up),
];

/// Who may use the route of this pattern; `None` where there is no such route. HEAD is what GET is.
pub(super) fn who(method: &Method, pattern: Option<&str>) -> Option<Who> {
    let method = if method == Method::HEAD { &Method::GET } else { method };
    ROUTES.iter().find(|route| Some(route.path) == pattern && route.method == *method).map(|route| route.who)
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
    for route in ROUTES {
        if done.contains(&route.path) {
            continue;
        }
        done.push(route.path);
        let mut resource = web::resource(route.path);
        for same in ROUTES.iter().filter(|same| same.path == route.path) {
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
        for (index, route) in ROUTES.iter().enumerate() {
            assert!(!ROUTES[..index].iter().any(|other| other.path == route.path && other.method == route.method));
            assert_eq!(route.path.starts_with("/a/{token}"), route.who == Who::LinkHolder, "{}", route.path);
            let is_of_network = route.path.starts_with("/staff/networks/{network}");
            assert_eq!(is_of_network, matches!(route.who, Who::Staff(_)), "{}", route.path);
        }
    }
}
