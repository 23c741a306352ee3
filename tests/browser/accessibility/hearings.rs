//! The pages of hearings: the office names an interviewer, who writes behind a link of their own, and the agency confirms.

use thirtyfour::By;

use super::corrections::hand_correction_in;
use super::look::Look;
use super::pages::attributes;
use crate::browser::chromium::Chromium;
use crate::browser::desk::sign_in;
use crate::harness::demo::RunningDemo;

/// An agency that is asked a hearing: the address of its page.
pub(super) async fn agency(chromium: &Chromium, rounds: &[String]) -> String {
    for round in rounds {
        chromium.page.goto(round).await.unwrap();
        for agency in attributes(chromium, "tr[id^='a-'] th a", "href").await {
            chromium.page.goto(&agency).await.unwrap();
            if chromium.count("a[href$='/hearing']").await == 0 {
                break;
            }
            // One that has answered already, so that there is something to confirm.
            if chromium.count("a[href$='/sheets/1']").await > 1 {
                return agency;
            }
        }
    }
    panic!("none of these asks a hearing: {rounds:?}")
}

/// From the link for interviewers to the agency's 「内容に相違ありません」.
pub(super) async fn from_link_to_confirmation(look: &mut Look<'_>, demo: &RunningDemo) {
    let chromium = look.chromium;
    sign_in(chromium, demo).await;
    let rounds = attributes(chromium, ".card h2 a", "href").await;
    let agency = agency(chromium, &rounds).await;
    let (board, _) = agency.split_once("/agencies/").unwrap();
    chromium.page.goto(board).await.unwrap();
    let (_, path) = agency.split_once("/staff/").unwrap();
    let own = format!("//tr[.//a[contains(@href,'{path}')]]//a[contains(@href,'/a/')]");
    let own = chromium.page.find(By::XPath(own)).await.unwrap().attr("href").await.unwrap().unwrap();
    chromium.page.goto(format!("{agency}/hearing")).await.unwrap();
    chromium.press("聞き手用のリンクを作る").await;
    let link = chromium.find("code.link").await.text().await.unwrap();
    look.at("interviewers of an agency").await;
    for page in ["", "/survey"] {
        chromium.page.goto(format!("{link}{page}")).await.unwrap();
        look.at(&format!("an interviewer's link{page}")).await;
    }
    hand_correction_in(chromium, &[link], "").await;
    look.at("a hearing that was written down").await;
    chromium.page.goto(&own).await.unwrap();
    look.at("an agency that is to confirm").await;
    chromium.page.goto(format!("{own}/sheets/1/confirmation")).await.unwrap();
    chromium.press("書いた内容を聞き手に伝える").await;
    look.at("nothing said about a hearing").await;
    chromium.press("内容に相違ありません").await;
    look.at("a confirmed hearing").await;
}
