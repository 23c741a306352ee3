//! Pages of coding: of readers, each of whom sees the cases given to them alone, and of the office.

use super::{OFFICE, Route, Who, get, post};
use crate::store::memberships::Role;
use crate::web::staff::{agreement, coding, coding_rules, reading};

/// Readers of cases.
const READERS: Who = Who::Staff(&[Role::Coder]);

/// The address of something below a case given to a reader.
macro_rules! given {
    ($path:literal) => {
        concat!("/staff/networks/{network}/given/{case}", $path)
    };
}

/// The address of something below a case of the network.
macro_rules! of_case {
    ($path:literal) => {
        concat!("/staff/networks/{network}/cases/{case}", $path)
    };
}

/// These routes, in the order they are matched.
pub(super) const ROUTES: &[Route] = &[
    get!(given!(""), READERS, reading::show),
    post!(given!("/codings"), READERS, reading::give),
    post!(given!("/codings/{coding}/removal"), READERS, reading::take_back),
    post!(given!("/suggestions/{suggestion}"), READERS, reading::decide),
    post!(given!("/completion"), READERS, reading::finish),
    post!(given!("/reopening"), READERS, reading::reopen),
    get!(of_case!("/coding"), OFFICE, reading::show),
    post!(of_case!("/coding/codings"), OFFICE, reading::give),
    post!(of_case!("/coding/codings/{coding}/removal"), OFFICE, reading::take_back),
    post!(of_case!("/coding/suggestions/{suggestion}"), OFFICE, reading::decide),
    post!(of_case!("/coding/completion"), OFFICE, reading::finish),
    post!(of_case!("/coding/reopening"), OFFICE, reading::reopen),
    post!(of_case!("/settlements"), OFFICE, coding::settle),
    get!("/staff/networks/{network}/coding", OFFICE, coding::index),
    post!("/staff/networks/{network}/coding/readers", OFFICE, coding::assign),
    get!("/staff/networks/{network}/disagreements", OFFICE, coding::differences),
    get!("/staff/networks/{network}/agreement", OFFICE, agreement::show),
    get!("/staff/networks/{network}/coding-rules", OFFICE, coding_rules::index),
    get!("/staff/networks/{network}/coding-rules/{book}", OFFICE, coding_rules::edit),
    post!("/staff/networks/{network}/coding-rules/{book}", OFFICE, coding_rules::save),
    get!("/staff/networks/{network}/coding-rules/{book}/proposals", OFFICE, coding_rules::proposals),
    post!("/staff/networks/{network}/coding-rules/{book}/proposals", OFFICE, coding_rules::keep),
    get!("/staff/networks/{network}/codebooks", OFFICE, coding::books),
    get!("/staff/networks/{network}/codebooks/{book}", OFFICE, coding::book),
    post!("/staff/networks/{network}/codebooks/{book}", OFFICE, coding::save),
    post!("/staff/networks/{network}/codebooks/{book}/retirement", OFFICE, coding::retire),
    get!("/staff/networks/{network}/mirrored-factors", OFFICE, coding::pairs),
    post!("/staff/networks/{network}/mirrored-factors", OFFICE, coding::pair),
];
