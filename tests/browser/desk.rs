//! The coordinator signs in, also without JavaScript, and sees what the agencies answered.

use thirtyfour::prelude::*;

use super::chromium::Chromium;
use super::story;
use crate::harness::demo::RunningDemo;

#[test]
fn the_coordinator_signs_in_and_sees_results() {
    story(false, async |chromium, demo| {
        sign_in(chromium, demo).await;
        let desk = chromium.text().await;
        assert!(desk.contains("配布 26機関") && desk.contains("回収 19機関"), "{desk}");
        chromium.look("desk").await;
        follow(chromium, "令和7年度 ひきこもり支援に関するアンケート").await;
        let board = chromium.text().await;
        for state in ["未着手", "入力中", "提出済み", "辞退"] {
            assert!(board.contains(state), "{state}: {board}");
        }
        chromium.look("desk-round").await;
        chromium.page.goto(format!("{}/results", address(chromium).await)).await.unwrap();
        let results = chromium.text().await;
        assert!(results.contains("対応した支援（相談）件数"), "{results}");
        chromium.look("desk-results").await;
        follow(chromium, "事例").await;
        let cases = chromium.text().await;
        assert!(cases.contains("好事例") && cases.contains("困難事例"), "{cases}");
        chromium.look("desk-cases").await;
        follow(chromium, "支援のはざま").await;
        let gaps = chromium.text().await;
        assert!(gaps.contains("50～59歳") && gaps.contains("居場所"), "{gaps}");
        chromium.look("desk-gaps").await;
    });
}

#[test]
fn a_wrong_password_is_told_in_plain_words() {
    story(false, async |chromium, demo| {
        chromium.page.goto(demo.staff()).await.unwrap();
        chromium.look("sign-in").await;
        chromium.fill("mail", demo.after("mail ")).await;
        chromium.fill("password", "wrong").await;
        chromium.enter(&chromium.find("main form button").await).await;
        assert!(chromium.page.title().await.unwrap().starts_with("エラー"), "{}", chromium.text().await);
        chromium.look("sign-in-error").await;
    });
}

/// Signs in as the printed words say.
pub(super) async fn sign_in(chromium: &Chromium, demo: &RunningDemo) {
    chromium.page.goto(demo.staff()).await.unwrap();
    chromium.fill("mail", demo.after("mail ")).await;
    chromium.fill("password", demo.after("password")).await;
    chromium.enter(&chromium.find("main form button").await).await;
}

/// Follows the first link with exactly these words.
pub(super) async fn follow(chromium: &Chromium, words: &str) {
    match chromium.page.find(By::XPath(format!("//a[normalize-space(.)='{words}']"))).await {
        Ok(link) => chromium.enter(&link).await,
        Err(error) => panic!("{words}: {error}\n{}", chromium.text().await),
    }
}

async fn address(chromium: &Chromium) -> String {
    chromium.page.current_url().await.unwrap().to_string()
}
