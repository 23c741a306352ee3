//! Crosstabs with their charts: the route's own address shows no more than the choice of questions.

use super::look::Look;
use super::pages::attributes;
use crate::browser::desk::sign_in;
use crate::harness::demo::RunningDemo;

/// One single-answer, one multiple-answer question and a grid by kinds of agencies, every question, and a choice that does not fit.
const ASKED: &[&str] = &[
    "row=methods&column=agency_kind&share=column&test=on",
    "row=agency_kind&column=methods&share=row",
    "row=caseload_by_age_sex.rows&column=agency_kind&share=total",
    "row=all&column=agency_kind&empty=hide",
    "row=methods&column=nowhere",
];

pub(super) async fn with_tests_and_charts(look: &mut Look<'_>, demo: &RunningDemo) {
    let page = &look.chromium.page;
    sign_in(look.chromium, demo).await;
    for round in attributes(look.chromium, ".card h2 a", "href").await {
        page.goto(format!("{round}/crosstabs?{}", ASKED[0])).await.unwrap();
        if look.chromium.count("section.result svg").await == 0 {
            continue;
        }
        for asked in ASKED {
            page.goto(format!("{round}/crosstabs?{asked}")).await.unwrap();
            look.at(&format!("crosstabs {asked}")).await;
        }
        return;
    }
    panic!("no round of this demo has answers on how agencies respond");
}
