//! Pages of words that agencies wrote, and of what they could do for each other.

use super::{MEETING, OFFICE, Route, get, post};
use crate::web::staff;

/// These routes, in the order they are matched.
pub(super) const ROUTES: &[Route] = &[
    get!("/staff/networks/{network}/words", MEETING, staff::words::frequency),
    get!("/staff/networks/{network}/words/together", MEETING, staff::words::together),
    get!("/staff/networks/{network}/words/characteristic", MEETING, staff::words::characteristic),
    get!("/staff/networks/{network}/words/contexts", OFFICE, staff::words::contexts),
    get!("/staff/networks/{network}/words/lists", OFFICE, staff::words::show_lists),
    post!("/staff/networks/{network}/words/lists", OFFICE, staff::words::change_lists),
    get!("/staff/networks/{network}/norishiro", MEETING, staff::norishiro::show),
];
