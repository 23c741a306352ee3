//! Pages that tell of something gone wrong, or of a choice to make.

use super::corrections::answer_something;
use super::look::Look;
use crate::harness::Program;
use crate::harness::demo::RunningDemo;

/// Addresses that lead nowhere.
pub(super) async fn lost_ways(look: &mut Look<'_>, demo: &RunningDemo) {
    for (name, path) in [("404", "/nowhere"), ("link unknown", "/a/unknown")] {
        look.chromium.page.goto(format!("{}{path}", demo.site())).await.unwrap();
        look.at(name).await;
    }
}

/// A wrong password.
pub(super) async fn failed_sign_in(look: &mut Look<'_>, demo: &RunningDemo) {
    let chromium = look.chromium;
    chromium.page.goto(demo.staff()).await.unwrap();
    chromium.fill("mail", demo.after("mail ")).await;
    chromium.fill("password", "wrong").await;
    chromium.enter(&chromium.find("main form button").await).await;
    must_have(look, ".notice.error", "sign-in failed").await;
}

/// Answers that are no numbers, sums that do not agree, and the review that lists both.
pub(super) async fn mistakes(look: &mut Look<'_>, link: &str) {
    let chromium = look.chromium;
    chromium.page.goto(link).await.unwrap();
    chromium.press("回答を始める").await;
    chromium.fill("staff_count.staff", "12").await;
    chromium.fill("staff_count.full_time", "8").await;
    chromium.fill("staff_count.part_time", "3").await;
    chromium.fill("job_titles.public_health_nurse", "約10").await;
    chromium.press("保存して再計算").await;
    must_have(look, "#errors", "questions with errors").await;
    chromium.press("保存して次へ").await;
    chromium.page.goto(format!("{link}/sheets/1/sections/activity")).await.unwrap();
    chromium.fill("caseload.persons", "10").await;
    chromium.fill("caseload_by_age_sex.age_30_39.male", "6").await;
    chromium.fill("caseload_by_age_sex.age_40_49.female", "-5").await;
    chromium.press("保存して再計算").await;
    must_have(look, ".grid-table [aria-invalid=true]", "a table with errors").await;
    chromium.fill("caseload_by_age_sex.age_40_49.female", "5").await;
    chromium.press("保存して再計算").await;
    must_have(look, ".question .notice.warning", "questions with a sum to confirm").await;
    chromium.page.goto(format!("{link}/sheets/1/review")).await.unwrap();
    must_have(look, "#errors, form[action$=confirmations]", "review with problems").await;
}

/// Two windows, two answers to the same question.
pub(super) async fn two_windows(look: &mut Look<'_>, link: &str) {
    let chromium = look.chromium;
    let address = format!("{link}/sheets/1/sections/staff");
    chromium.page.goto(&address).await.unwrap();
    let first = chromium.page.window().await.unwrap();
    let second = chromium.page.new_tab().await.unwrap();
    chromium.page.switch_to_window(second).await.unwrap();
    chromium.page.goto(&address).await.unwrap();
    chromium.fill("staff_count.staff", "21").await;
    chromium.press("保存して再計算").await;
    chromium.page.close_window().await.unwrap();
    chromium.page.switch_to_window(first).await.unwrap();
    chromium.fill("staff_count.staff", "22").await;
    chromium.press("保存して再計算").await;
    must_have(look, ".choose", "two answers to choose from").await;
}

/// A link that was closed while somebody was writing: the page keeps what was written.
pub(super) async fn closed_meanwhile(look: &mut Look<'_>, link: &str) {
    let chromium = look.chromium;
    chromium.page.goto(format!("{link}/sheets/1/sections/staff")).await.unwrap();
    chromium.fill("staff_count.staff", "23").await;
    let close = "document.getElementById('answers').action = '/a/closed/sheets/1/sections/staff'";
    chromium.page.execute(close, Vec::new()).await.unwrap();
    chromium.press("保存して再計算").await;
    must_have(look, "main li.answer", "what was written, kept on an error page").await;
}

/// A reason for declining that was not given, and one to be read again.
pub(super) async fn declining(look: &mut Look<'_>, link: &str) {
    let chromium = look.chromium;
    chromium.page.goto(format!("{link}/decline")).await.unwrap();
    chromium.press("確認へ進む").await;
    must_have(look, "#errors", "no reason for declining").await;
    chromium.find("input[name=reason]").await.send_keys(" ").await.unwrap();
    chromium.press("確認へ進む").await;
    must_have(look, "[name=confirmed]", "declining to confirm").await;
    chromium.press("回答を辞退する").await;
    must_have(look, ".notice form[action$=reopening]", "declined").await;
}

/// Several sheets of one agency, one of them removed.
pub(super) async fn several_sheets(look: &mut Look<'_>, link: &str) {
    let chromium = look.chromium;
    for _ in 0..2 {
        chromium.page.goto(link).await.unwrap();
        chromium.press("新しい事例シートを作成").await;
        answer_something(chromium).await;
        chromium.press("保存して再計算").await;
    }
    chromium.page.goto(link).await.unwrap();
    chromium.press("削除").await;
    must_have(look, ".removed button", "several sheets").await;
    chromium.page.goto(format!("{link}/completion")).await.unwrap();
    must_have(look, "form[action$=completion]", "all is in").await;
}

/// The choice among networks, for a coordinator of several.
pub(super) async fn several_networks(look: &mut Look<'_>, demo: &RunningDemo) {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}/norishiro.sqlite3", demo.after("Data folder\n"));
    let run = |arguments: &[&str]| {
        let run = Program::within(folder.path()).with("NORISHIRO_DATABASE_URL", &database).run(arguments);
        assert_eq!(run.code, 0, "{run:?}");
    };
    let network = "C町ひきこもり支援ネットワーク";
    run(&[
        &["network", "add", "--name", network, "--municipality", "C町", "--department", "保健福祉課"][..],
        &["--officer", "山野", "--telephone", "0XX-300-0001", "--mail", "hoken@c-town.example.jp"],
    ]
    .concat());
    run(&["user", "role", "--mail", demo.after("mail "), "--network", network, "--role", "coordinator"]);
    look.chromium.page.goto(format!("{}/staff", demo.site())).await.unwrap();
    must_have(look, "main a[href*='/networks/']", "choice of networks").await;
}

/// Looks at the page, which must show what it is looked at for.
async fn must_have(look: &mut Look<'_>, selector: &str, name: &str) {
    assert!(look.chromium.count(selector).await > 0, "{name}: no {selector} on {}", look.chromium.text().await);
    look.at(name).await;
}
