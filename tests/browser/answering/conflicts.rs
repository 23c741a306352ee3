//! Two windows on the same answer.

use super::Desk;

#[test]
fn different_questions_come_together_and_the_same_one_is_chosen() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("staff");
    let first = page.window();
    let second = page.new_window();
    desk.open("staff");

    page.go_to(&first);
    page.fill("staff_count.staff", "5");
    page.wait_for_save();

    page.go_to(&second);
    page.fill("job_titles.other_title", "2");
    page.wait_for_save();
    assert_eq!(page.value("staff_count.staff"), "5", "shown where nobody was typing");
    assert!(page.text("#save-news").contains("別の画面で保存された内容と合わせました。"));
    page.fill("staff_count.staff", "6");
    page.wait_for_save();

    page.go_to(&first);
    page.fill("staff_count.staff", "7");
    page.wait_until("document.querySelector('#q-staff_count .choose')");
    assert_eq!(page.value("staff_count.staff"), "7", "the box in use stays as typed");
    assert_eq!(page.value("job_titles.other_title"), "2");
    let both = page.text("#q-staff_count .choose");
    assert!(both.contains("6人") && both.contains("7人"), "{both}");
    page.picture("answering-conflict");
    // Typing on changes the answer that is kept, and starts no second conflict.
    page.press("0");
    page.wait_for_save();
    page.wait_until("document.querySelector('#q-staff_count .choose').textContent.includes('70人')");

    page.click("#q-staff_count .choose input[value=kept]");
    page.click("#q-staff_count .choose button");
    page.wait_until("!document.querySelector('#q-staff_count .choose') && document.readyState === 'complete'");
    assert_eq!(page.value("staff_count.staff"), "70");
    let page = desk.open("staff");
    assert_eq!(page.value("staff_count.staff"), "70");
    assert!(!page.is_seen("#q-staff_count .choose"));
}

#[test]
fn a_page_never_conflicts_with_itself() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("staff");
    // Typed on while the reply is on its way, and sent by the button before it arrives.
    page.set_network(true, 1200);
    page.fill("staff_count.staff", "1");
    std::thread::sleep(std::time::Duration::from_millis(1000));
    page.press("2");
    page.click("button[name=_go][value=next]");
    page.wait_until("location.pathname.endsWith('/sections/activity')");
    page.set_network(true, 0);
    let page = desk.open("staff");
    assert_eq!(page.value("staff_count.staff"), "12");
    assert!(!page.is_seen(".choose"));
}

#[test]
fn an_answer_of_several_boxes_stays_whole_beside_another() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("staff");
    let first = page.window();
    page.new_window();
    desk.open("staff");
    page.fill("staff_count.full_time", "1");
    page.fill("staff_count.staff", "6");
    page.wait_for_save();

    page.go_to(&first);
    page.fill("staff_count.full_time", "4");
    page.fill("staff_count.staff", "7");
    page.wait_until("document.querySelector('#q-staff_count .choose')");
    assert_eq!(page.value("staff_count.full_time"), "4", "not the other's box under this one's");
    page.press("0");
    page.wait_until("document.querySelector('#q-staff_count .choose').textContent.includes('70人')");
    page.click("#q-staff_count .choose input[value=kept]");
    page.click("#q-staff_count .choose button");
    page.wait_until("!document.querySelector('#q-staff_count .choose') && document.readyState === 'complete'");
    assert_eq!((page.value("staff_count.staff"), page.value("staff_count.full_time")), ("70".into(), "4".into()));
}
