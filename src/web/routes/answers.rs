//! Pages of one agency's answers in a round: looked through, entered, heard and read.

use super::{INTERVIEWERS, OFFICE, Route, get, post};
use crate::web::staff::{self, answers, hearings};

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

/// These routes, in the order they are matched.
pub(super) const ROUTES: &[Route] = &[
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
    get!(of_agency!("/sheets/{sheet}/masking"), OFFICE, answers::masking::show),
    post!(of_agency!("/sheets/{sheet}/masking"), OFFICE, answers::masking::say),
    get!(of_agency!("/hearing"), OFFICE, answers::hearing::show),
    post!(of_agency!("/hearing/interviewers"), OFFICE, answers::hearing::assign),
    post!(of_agency!("/hearing/interviewers/{user}/removal"), OFFICE, answers::hearing::unassign),
    post!(of_agency!("/hearing/link"), OFFICE, answers::hearing::issue),
    post!(of_agency!("/hearing/link/removal"), OFFICE, answers::hearing::revoke),
    post!(of_agency!("/sheets/{sheet}/readers"), OFFICE, answers::readers::assign),
    post!(of_agency!("/sheets/{sheet}/readers/{user}/removal"), OFFICE, answers::readers::unassign),
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
