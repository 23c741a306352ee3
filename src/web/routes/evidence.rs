//! Pages that say what the answers hold: tables, cases, and the gaps between services.

use super::{MEETING, OFFICE, Route, get, post};
use crate::web::staff;

/// These routes, in the order they are matched.
pub(super) const ROUTES: &[Route] = &[
    get!("/staff/networks/{network}/cases", MEETING, staff::cases::index),
    get!("/staff/networks/{network}/cases/{case}", MEETING, staff::cases::show),
    get!("/staff/networks/{network}/masking", OFFICE, staff::masking::show),
    post!("/staff/networks/{network}/masking", OFFICE, staff::masking::ask),
    get!("/staff/networks/{network}/trends", MEETING, staff::trends::index),
    get!("/staff/networks/{network}/profiles", OFFICE, staff::profiles::show),
    get!("/staff/networks/{network}/profiles/evidence", OFFICE, staff::profiles::evidence),
    get!("/staff/networks/{network}/mirror", OFFICE, staff::difficulty::mirror),
    get!("/staff/networks/{network}/difficulty", OFFICE, staff::difficulty::show),
    get!("/staff/networks/{network}/difficulty/evidence", OFFICE, staff::difficulty::evidence),
    get!("/staff/networks/{network}/handbook-points", OFFICE, staff::difficulty::points),
    get!("/staff/networks/{network}/themes", OFFICE, staff::themes::newest),
    get!("/staff/networks/{network}/rounds/{round}/themes", OFFICE, staff::themes::index),
    get!("/staff/networks/{network}/rounds/{round}/themes/{theme}", OFFICE, staff::themes::show),
    post!("/staff/networks/{network}/rounds/{round}/themes/{theme}/summaries", OFFICE, staff::themes::summarise),
    get!("/staff/networks/{network}/resources", MEETING, staff::resources::show),
    get!("/staff/networks/{network}/resources/booklet", MEETING, staff::resources::booklet),
    get!("/staff/networks/{network}/resources.xlsx", MEETING, staff::resources::workbook),
    post!("/staff/networks/{network}/resources/sharing", OFFICE, staff::resources::share),
    get!("/staff/networks/{network}/ties", MEETING, staff::ties::show),
    get!("/staff/networks/{network}/ties/mentions", OFFICE, staff::ties::mentions),
    get!("/staff/networks/{network}/ties/pairs", MEETING, staff::ties::pairs),
    get!("/staff/networks/{network}/ties/workbook", MEETING, staff::ties::workbook),
    get!("/staff/networks/{network}/gaps", MEETING, staff::gaps::list),
    get!("/staff/networks/{network}/gaps/offered", MEETING, staff::gaps::offered),
    get!("/staff/networks/{network}/gaps/needed", MEETING, staff::gaps::needed),
    get!("/staff/networks/{network}/gaps/evidence", OFFICE, staff::gaps::evidence),
    get!("/staff/networks/{network}/rounds/{round}/results", MEETING, staff::results::show),
    get!("/staff/networks/{network}/rounds/{round}/crosstabs", MEETING, staff::crosstabs::show),
    get!("/staff/networks/{network}/rounds/{round}/trends", MEETING, staff::trends::show),
    get!("/staff/networks/{network}/rounds/{round}/before-after", MEETING, staff::before_after::show),
    get!("/staff/networks/{network}/rounds/{round}/cases", OFFICE, staff::cases::of_round),
    get!("/staff/networks/{network}/rounds/{round}/workbook", MEETING, staff::workbook::download),
    get!("/staff/networks/{network}/rounds/{round}/files", OFFICE, staff::files::show),
    get!("/staff/networks/{network}/rounds/{round}/files/answers", OFFICE, staff::files::raw_answers),
    get!("/staff/networks/{network}/rounds/{round}/files/data", OFFICE, staff::files::tables),
];
