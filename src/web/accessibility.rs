//! The accessibility statement.

use actix_web::{HttpResponse, web};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::{Problem, State};
use crate::view::dates;

/// When the tests that the statement tells of were last run and their pictures looked at: to be set anew with
/// every release.
const TESTED_ON: Date = date(2026, 11, 20);

/// The version of axe-core that the browser tests use; they fail where it is another one.
const AXE_VERSION: &str = "4.14.1";

#[derive(Serialize)]
struct Statement {
    version: &'static str,
    tested_on: String,
    axe_version: &'static str,
}

/// `GET /accessibility`
pub(super) async fn show(state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let statement =
        Statement { version: env!("CARGO_PKG_VERSION"), tested_on: dates::day(TESTED_ON), axe_version: AXE_VERSION };
    state.page("accessibility.html", &statement)
}
