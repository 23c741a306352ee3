//! Reminding from the board, at one click, and clicking twice.

use super::*;

on_both_databases! {
    fn the_board_reminds_at_one_click_and_a_second_click_is_told_apart(database) {
        let story = Story::opened_at(database.store(), NOW);
        story.sent_at(SOON);
        let board = |browser: &Browser| browser.get(&format!("{}/rounds/{}", desk(&story.town), story.round));
        let all = "section[aria-labelledby=waiting] form";
        let (_site, browser) = story.desk_at("2026-11-20T10:00:00+09:00");
        let page = board(&browser);
        assert!(page.text().contains("48時間以内に依頼かお知らせを送った2機関には、今は送りません。"), "{}", page.text());
        assert!(page.texts(all).is_empty(), "nobody is left to remind");
        let one = Form::of(&page, "td form[action$='/reminders']");
        let asked_back = one.post(&browser);
        assert_eq!((asked_back.status, asked_back.texts(".notice.warning li").len()), (422, 1), "{}", asked_back.text());

        let (_site, browser) = story.desk_at("2026-11-24T10:00:00+09:00");
        let page = board(&browser);
        assert_eq!(page.texts(&format!("{all} button")), ["2機関にお知らせを送る"], "{}", page.text());
        let form = Form::of(&page, all);
        let done = form.post(&browser);
        assert!(done.path.contains("done=reminded&agencies=2&mails=2"), "back on the board: {}", done.path);
        assert!(done.texts(".notice.success").concat().contains("2機関へのお知らせ2通を用意しました。"), "{}", done.text());
        let twice = form.post(&browser);
        assert!(twice.texts(".notice.success").concat().contains("先ほど用意したばかりです。"), "{}", twice.text());
        assert_eq!(story.sent_at("2026-11-24T10:10:00+09:00").len(), 2, "once each");

        let (_site, browser) = story.desk_at("2026-11-24T11:00:00+09:00");
        assert_eq!(Form::of(&board(&browser), "td form[action$='/reminders']").post(&browser).status, 422, "later it is asked back");
        story.press(&browser, "pause");
        assert!(board(&browser).texts("td form[action$='/reminders']").is_empty(), "a paused round reminds nobody");
    }

    fn two_clicks_at_the_same_moment_remind_once(database) {
        let story = Story::opened_at(database.store(), NOW);
        story.sent_at(SOON);
        let (_site, browser) = story.desk_at("2026-11-24T10:00:00+09:00");
        let page = browser.get(&format!("{}/rounds/{}", desk(&story.town), story.round));
        let form = Form::of(&page, "section[aria-labelledby=waiting] form");
        let clicks = Browser::at_once(&[(&browser, &form); 3]);
        assert_eq!(clicks.iter().map(|page| page.status).collect::<Vec<_>>(), [200; 3]);
        assert_eq!(story.sent_at("2026-11-24T10:10:00+09:00").len(), 2);
    }
}
