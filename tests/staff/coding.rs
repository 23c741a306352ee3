//! Coding: passages get codes, two read apart, what they differ over is settled, and codebooks follow the network.

use norishiro::app::coding::units;
use norishiro::store::audit;
use norishiro::store::coding_suggestions::{self, NewSuggestion};
use norishiro::store::codings;
use norishiro::store::memberships::Role;
use norishiro::store::submissions::Submitted;
use norishiro::store::{ResponseId, UserId, board, case_assignments, users};

use super::{PASSWORD, add_person, asking, at_desk, desk, sign_in, town_with_coordinator};
use crate::harness::{Browser, Form, Guest, Page, Site, Town, at};

const READERS: [&str; 2] = ["hitori@b-city.example.jp", "futari@b-city.example.jp"];

pub(super) const OUTLINE: &str = "母から相談があった。本人には会えていない。居場所を探している。";

/// A town with one difficult case, and the case.
pub(super) fn case(town: &Town) -> (Town, Guest, ResponseId) {
    let cases = asking(town, "case-sheet", "令和7年度事例シート");
    let guest = cases.invite("ひだまり居宅介護支援事業所", "ヒダマリ", "care_manager");
    let document = format!(
        r#"{{"valence": "difficult", "age_band": "age_50_59", "sex": "male", "outline": "{OUTLINE}", "state": "supporting", "hard_own": "助言を受ける機会がなかった。"}}"#
    );
    let response = cases.answer(&guest, &document).response_id;
    (cases, guest, response)
}

/// Readers whom the case was given to, signed in. Its agency agrees that they read it.
pub(super) fn readers(cases: &Town, site: &Site, case: ResponseId) -> [Browser; 2] {
    cases.release(case);
    READERS.map(|mail| {
        add_person(cases, mail, Role::Coder);
        let (network, act, user) = (cases.network.id, cases.act, user(cases, mail));
        let given = cases.store.write_blocking(move |c| case_assignments::assign(c, network, case, user, &act));
        assert!(given.unwrap());
        let browser = Browser::new(site);
        sign_in(&browser, mail, PASSWORD);
        browser
    })
}

fn user(town: &Town, mail: &str) -> UserId {
    let mail = mail.to_owned();
    town.read(move |connection| users::by_mail(connection, &mail)).unwrap().id
}

pub(super) fn site(town: &Town) -> Site {
    Site::start(&town.store, at("2026-11-20T09:00:00+09:00"))
}

pub(super) fn open(browser: &Browser, path: &str) -> Page {
    let page = browser.get(path);
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    page
}

/// Posts to an address as the page's own forms do.
pub(super) fn post(browser: &Browser, page: &Page, path: &str, pairs: &[(&str, &str)]) -> Page {
    let csrf = page.attributes("form[action='/staff/sign-out'] input[name=csrf]", "value").concat();
    let revision = page.attributes("input[name=revision]", "value").concat();
    let masks = page.attributes("input[name=masks]", "value").concat();
    let mut all = vec![("csrf".to_owned(), csrf), ("revision".to_owned(), revision), ("masks".to_owned(), masks)];
    all.extend(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    browser.post(path, &all)
}

/// The address of what a sentence's box posts.
fn sentence(page: &Page, words: &str) -> String {
    let values = page.attributes("input[name=at]", "value");
    let texts = page.texts(".sentence-text");
    let at = texts.iter().position(|text| text.contains(words)).unwrap_or_else(|| panic!("{words} in {texts:?}"));
    values[at].clone()
}

fn given(cases: &Town) -> Vec<(String, String, String)> {
    let network = cases.network.id;
    let all = cases.read(move |c| codings::of_network(c, network));
    let mut all: Vec<_> = all
        .into_iter()
        .map(|one| {
            let place = format!("{}:{}-{}", one.passage.question, one.passage.start, one.passage.end);
            (place, one.code, one.kind.to_string())
        })
        .collect();
    all.sort();
    all
}

on_both_databases! {
    fn a_reader_ticks_sentences_and_codes_and_takes_one_back(database) {
        let town = town_with_coordinator(database.store());
        let (cases, _, id) = case(&town);
        let site = site(&town);
        let [reader, _] = readers(&cases, &site, id);
        let path = format!("{}/given/{id}", desk(&town));
        let page = open(&reader, &path);
        assert_eq!(page.texts("h1"), ["事例 1"]);
        assert!(!page.html.contains("ひだまり"), "the agency is not named");
        assert!(page.texts(".coding-codes details[open] summary").contains(&"困難事例から見えた支援の要因".to_owned()));

        let nothing = post(&reader, &page, &format!("{path}/codings"), &[]);
        assert_eq!(nothing.status, 422);
        assert!(nothing.text().contains("文を選んでください") && nothing.text().contains("付ける分類を選んでください"), "both at once: {}", nothing.text());
        assert!(nothing.texts("title").concat().starts_with("エラー"));

        let (second, third) = (sentence(&page, "会えていない"), sentence(&page, "居場所を"));
        let half = post(&reader, &page, &format!("{path}/codings"), &[("at", &second), ("code", "nowhere:p7")]);
        assert_eq!(half.attributes("input[name=at][checked]", "value"), std::slice::from_ref(&second), "what was ticked stays");
        let page = post(&reader, &page, &format!("{path}/codings"), &[("at", &second), ("at", &third), ("code", "needs:place"), ("code", "handbook-points:p7")]);
        assert!(page.text().contains("分類を付けました"), "{}", page.text());
        assert_eq!(page.texts(".codes-given q"), ["本人には会えていない。居場所を探している。"; 2], "neighbouring sentences are one passage");
        let place = "outline:10-31".to_owned();
        let reader_gave = |code: &str| (place.clone(), code.to_owned(), "reader".to_owned());
        assert_eq!(given(&cases), [reader_gave("p7"), reader_gave("place")]);

        let removal = page.attributes(".codes-given button", "formaction").remove(0);
        let page = post(&reader, &page, &removal, &[]);
        assert_eq!((given(&cases).len(), page.texts(".codes-given li").len()), (1, 1), "{}", page.text());
        let network = cases.network.id;
        assert_eq!(cases.read(move |c| codings::history(c, network, id)).len(), 2, "what was taken back stays in the history");
        let office = at_desk(&site);
        assert!(open(&office, &format!("{}/cases/{id}", desk(&town))).text().contains("これまでの分類（1件）"));
    }

    fn a_selection_a_question_and_the_whole_case_can_be_coded(database) {
        let town = town_with_coordinator(database.store());
        let (cases, _, id) = case(&town);
        let site = site(&town);
        let office = at_desk(&site);
        let path = format!("{}/cases/{id}/coding", desk(&town));
        let page = open(&office, &path);
        let page = post(&office, &page, &format!("{path}/codings"), &[
            ("selected", "outline:21-24"), ("question", "hard_own"), ("whole", "1"), ("code", "needs:place"),
        ]);
        let places: Vec<_> = given(&cases).into_iter().map(|(place, _, _)| place).collect();
        assert_eq!(places, [":0-0", "hard_own:0-0", "outline:21-24"]);
        assert!(page.texts(".codes-given q").contains(&"居場所".to_owned()), "{}", page.text());
        let odd = post(&office, &page, &format!("{path}/codings"), &[("selected", "outline:90-99"), ("at", "outline:x"), ("at", "gone:0-3"), ("code", "needs:family")]);
        assert_eq!((odd.status, given(&cases).len()), (422, 3), "places that are not there are none");
    }

    fn a_correction_says_which_codes_fit_no_longer(database) {
        let town = town_with_coordinator(database.store());
        let (cases, guest, id) = case(&town);
        let site = site(&town);
        let [reader, _] = readers(&cases, &site, id);
        let path = format!("{}/given/{id}", desk(&town));
        let page = open(&reader, &path);
        let (first, third) = (sentence(&page, "母から"), sentence(&page, "居場所"));
        post(&reader, &page, &format!("{path}/codings"), &[("at", &first), ("code", "needs:family")]);
        let old = post(&reader, &page, &format!("{path}/codings"), &[("at", &third), ("code", "needs:place")]);
        let document = r#"{"valence": "difficult", "outline": "昨年、父から電話があった。居場所を探している。"}"#;
        cases.save(guest.sheet, "{}", 1, "second save");
        assert!(matches!(cases.submit(guest.sheet, document, 2, "second"), Submitted::Received(_)));

        assert!(open(&reader, &path).text().contains("機関が承認した本文はありません"), "the agency agrees to its correction anew");
        cases.release(id);
        let stale = post(&reader, &old, &format!("{path}/codings"), &[("at", &third), ("code", "needs:person")]);
        assert_eq!((stale.status, given(&cases).len()), (422, 2), "nothing is given to a text that was not read");
        assert!(stale.text().contains("機関が回答を訂正しました") && stale.attributes("input[name=code][checked]", "value") == ["needs:person"]);
        let page = open(&reader, &path);
        assert!(page.texts(".notice.warning").concat().contains("当てはまる箇所がなくなった分類（1件）"), "{}", page.text());
        assert!(!page.text().contains("母から相談"), "what was agreed to before is shown no more: {}", page.text());
        let office = at_desk(&site);
        let seen = open(&office, &format!("{}/cases/{id}", desk(&town)));
        assert_eq!(seen.texts(".notice.warning q"), ["母から相談があった。"], "the office reads it");
        assert_eq!(page.texts(".passages .codes-given q"), ["居場所を探している。"], "it is found where it stands now");
    }

    fn two_readers_read_apart_and_the_office_settles_what_they_differ_over(database) {
        let town = town_with_coordinator(database.store());
        let (cases, _, id) = case(&town);
        let site = site(&town);
        let [one, other] = readers(&cases, &site, id);
        let office = at_desk(&site);
        let path = format!("{}/given/{id}", desk(&town));
        let page = open(&one, &path);
        let third = sentence(&page, "居場所");
        post(&one, &page, &format!("{path}/codings"), &[("at", &third), ("code", "needs:place"), ("code", "needs:family")]);
        let page = open(&other, &path);
        assert!(page.texts(".codes-given li").is_empty(), "who has not finished sees nothing of the other: {}", page.text());
        post(&other, &page, &format!("{path}/codings"), &[("question", "outline"), ("code", "needs:place")]);
        let page = open(&other, &path);
        assert_eq!(page.texts(".codes-given li").len(), 1);
        let theirs = open(&office, &format!("{}/cases/{id}/coding", desk(&town)));
        assert!(theirs.texts(".codes-given li").is_empty(), "who reads at the office begins without the codes of others too");
        let differences = format!("{}/disagreements", desk(&town));
        assert!(open(&office, &differences).text().contains("まだありません"), "nobody has finished");
        let mine = post(&one, &open(&one, &path), &format!("{path}/completion"), &[]);
        assert!(mine.text().contains("終了") && mine.texts(".codes-given li").len() == 3, "now both are seen: {}", mine.text());
        let closed = post(&one, &mine, &format!("{path}/codings"), &[("at", &third), ("code", "needs:person")]);
        assert_eq!(closed.status, 422);
        post(&other, &page, &format!("{path}/completion"), &[]);

        let page = open(&office, &differences);
        assert_eq!(page.texts("tbody th").len(), 1, "a sentence and its question are one unit: {}", page.text());
        assert!(page.texts("tbody th").concat().contains("家族が安心して相談できること"));
        let form = || Form::of(&page, "form[action$='/settlements']");
        let network = town.network.id;
        let viewed = town.read(move |c| audit::newest(c, network, None, 1)).remove(0);
        assert_eq!(viewed.action, "disagreements.viewed", "who reads the sentences is noted");
        assert_eq!(form().with("decision", "no-such-button").post(&office).status, 400);
        let settled = form().with("decision", "dropped").post(&office);
        assert!(settled.text().contains("付けないことにしました"), "{}", settled.text());
        assert_eq!(Form::of(&settled, "form[action$='/settlements']").with("decision", "").post(&office).status, 400);
        let stale = form().with("decision", "given").post(&office);
        assert!(stale.text().contains("ほかの方が決めたか"), "{}", stale.text());
        assert_eq!(given(&cases).iter().filter(|(_, code, kind)| code == "family" && kind == "dropped").count(), 1);
        let board = open(&office, &format!("{}/cases?code=needs:family", desk(&town)));
        assert!(board.texts(".case-kind h2").concat().contains("困難事例（0件"), "what was dropped counts no more");
        let again = Form::of(&settled, "form[action$='/settlements']").with("decision", "open").post(&office);
        assert!(again.texts("button.small").concat().contains("付ける"), "it can be decided anew: {}", again.text());

        let (network, library) = (cases.network.id, norishiro::app::shipped::library().unwrap());
        let definitions = norishiro::app::Definitions::new(&library);
        let decided = cases.store.read_blocking(|c| units::decided(c, &definitions, network)).unwrap();
        let of = |code: &str| -> Vec<(String, Vec<bool>)> {
            let units = &decided[&("needs".to_owned(), code.to_owned())];
            units.iter().map(|unit| (unit.unit.question.clone(), unit.given.values().copied().collect())).collect()
        };
        let outline = |code: &str| of(code).into_iter().find(|(question, _)| question == "outline").unwrap().1;
        assert_eq!((of("place").len(), outline("place")), (2, vec![true, true]), "the case has two texts");
        assert_eq!(outline("family"), [true, false]);

        post(&one, &mine, &format!("{path}/reopening"), &[]);
        let decided = cases.store.read_blocking(|c| units::decided(c, &definitions, network)).unwrap();
        assert!(decided.is_empty(), "who has seen the other's codes is not compared any more");
    }

    fn who_is_still_reading_a_case_learns_nothing_of_it_from_figures(database) {
        let town = town_with_coordinator(database.store());
        let (cases, _, id) = case(&town);
        let site = site(&town);
        let [one, _] = readers(&cases, &site, id);
        let office = at_desk(&site);
        let coding = format!("{}/cases/{id}/coding", desk(&town));
        post(&office, &open(&office, &coding), &format!("{coding}/codings"), &[("whole", "1"), ("code", "conditions:mental")]);
        let figures = || {
            let pages = ["mirror", "difficulty", "handbook-points", "profiles/evidence?is=difficult-factors:no_advice", "gaps/needed", "codebooks/needs"];
            pages.map(|page| open(&office, &format!("{}/{page}", desk(&town))).text())
        };
        let before = figures();
        let path = format!("{}/given/{id}", desk(&town));
        let given = [("whole", "1"), ("code", "difficult-factors:no_advice"), ("code", "handbook-points:p7"), ("code", "needs:person")];
        let page = post(&one, &open(&one, &path), &format!("{path}/codings"), &given);
        assert_eq!(page.texts(".codes-given li").len(), 3, "{}", page.text());
        assert_eq!(figures(), before, "the office is still reading");
        post(&office, &open(&office, &coding), &format!("{coding}/completion"), &[]);
        for (after, before) in figures().iter().zip(&before) {
            assert_ne!(after, before, "now the other's codes count");
        }
    }

    fn a_suggestion_is_no_code_until_a_reader_accepts_it(database) {
        let town = town_with_coordinator(database.store());
        let (cases, _, id) = case(&town);
        let site = site(&town);
        let [reader, other] = readers(&cases, &site, id);
        let text = norishiro::view::cases::WrittenText { question: "outline".to_owned(), label: String::new(), text: OUTLINE.to_owned() };
        let passage = norishiro::app::coding::passages::of_range(&text, &(21..24)).unwrap();
        let new: Vec<_> = ["place", "peer"].map(|code| NewSuggestion {
            response: id, revision: 1, passage: passage.clone(), codebook: "needs".to_owned(), code: code.to_owned(), rule: "居場所".to_owned(),
        }).to_vec();
        let (network, act) = (cases.network.id, cases.act);
        cases.store.write_blocking(move |c| coding_suggestions::add(c, network, &new, &act)).unwrap();
        let path = format!("{}/given/{id}", desk(&town));
        let page = open(&reader, &path);
        assert_eq!((page.texts(".suggestions > li").len(), given(&cases).len()), (2, 0));
        assert_eq!(page.texts(".suggestions q"), ["居場所"; 2]);
        let actions = page.attributes(".suggestions form", "action");
        post(&reader, &page, &actions[0], &[("decision", "accept")]);
        let page = post(&reader, &page, &actions[1], &[("decision", "reject")]);
        assert_eq!(given(&cases).len(), 1);
        assert!(page.text().contains("採用しました") && page.text().contains("採用しませんでした"), "{}", page.text());
        let theirs = open(&other, &path);
        assert_eq!(theirs.texts(".suggestions button").len(), 4, "the other reader decides for themselves");
    }

    fn the_office_gives_cases_to_readers_and_sees_how_far_they_are(database) {
        let town = town_with_coordinator(database.store());
        let site = site(&town);
        let office = at_desk(&site);
        let path = format!("{}/coding", desk(&town));
        assert!(open(&office, &path).text().contains("まだ事例が寄せられていません"));
        let (_, _, id) = case(&town);
        assert!(open(&office, &path).text().contains("まだ読み手がいません"));
        add_person(&town, READERS[0], Role::Coder);
        let page = open(&office, &path);
        let nothing = post(&office, &page, &format!("{path}/readers"), &[]);
        assert_eq!(nothing.status, 422);
        assert!(nothing.text().contains("読み手を選んでください") && nothing.text().contains("事例を選んでください"));
        let reader = user(&town, READERS[0]).to_string();
        let page = post(&office, &page, &format!("{path}/readers"), &[("user", &reader), ("case", &id.to_string())]);
        assert!(page.text().contains("1件の事例を担当にしました") && page.text().contains("未着手"), "{}", page.text());
    }

    fn codebooks_follow_the_network_and_keep_their_keys(database) {
        let town = town_with_coordinator(database.store());
        let (cases, _, id) = case(&town);
        let site = site(&town);
        let office = at_desk(&site);
        let list = open(&office, &format!("{}/codebooks", desk(&town)));
        assert_eq!(list.texts("tbody th").len(), 5, "{}", list.text());
        let path = format!("{}/codebooks/needs", desk(&town));
        let page = open(&office, &path);
        let wrong = post(&office, &page, &path, &[("label", "来て過ごせる居場所"), ("about", &"あ".repeat(401))]);
        assert_eq!(wrong.status, 422);
        assert!(wrong.text().contains("既にあります") && wrong.text().contains("400文字以内"), "both at once: {}", wrong.text());
        let added = post(&office, &page, &path, &[("label", "雪かきの手伝い"), ("about", "冬の間の手助け")]);
        assert!(added.text().contains("雪かきの手伝い") && added.text().contains("このネットワークで追加"));
        post(&office, &page, &path, &[("code", "place"), ("label", "ふらっと寄れる場")]);
        post(&office, &page, &format!("{path}/retirement"), &[("code", "peer")]);

        let coding = format!("{}/cases/{id}/coding", desk(&town));
        let reading = open(&office, &coding);
        let values = reading.attributes("input[name=code]", "value");
        assert!(values.contains(&"needs:own_1".to_owned()) && !values.contains(&"needs:peer".to_owned()));
        assert!(reading.text().contains("ふらっと寄れる場"));
        let refused = post(&office, &reading, &format!("{coding}/codings"), &[("whole", "1"), ("code", "needs:peer")]);
        assert_eq!(refused.status, 422, "what is offered no longer is not given");
        post(&office, &reading, &format!("{coding}/codings"), &[("whole", "1"), ("code", "needs:own_1")]);
        assert_eq!(given(&cases).len(), 1);
        assert!(open(&office, &path).text().contains("1件"));

        let pairs = format!("{}/mirrored-factors", desk(&town));
        let page = open(&office, &pairs);
        assert_eq!(page.texts("tbody tr").len(), 4);
        let wrong = post(&office, &page, &pairs, &[("good", "advice"), ("strength", "close")]);
        assert_eq!(wrong.status, 422);
        post(&office, &page, &pairs, &[("good", "shared_policy"), ("difficult", "no_picture"), ("strength", "loose")]);
        let page = post(&office, &page, &pairs, &[("good", "advice"), ("difficult", "no_advice"), ("edition", "0"), ("strength", "none")]);
        let rows = page.texts("tbody th");
        assert!(rows.len() == 4 && rows.contains(&"支援方針が合っている".to_owned()) && !rows.contains(&"助言を受ける機会があった".to_owned()), "{rows:?}");
    }

    fn of_two_who_change_a_codebook_the_second_is_told(database) {
        let town = town_with_coordinator(database.store());
        let site = site(&town);
        let office = at_desk(&site);
        let path = format!("{}/codebooks/needs", desk(&town));
        for round in ["一", "二"] {
            // Both open the form before either sends it: of a shipped code first, then of one that was changed before.
            let form = || Form::of(&open(&office, &format!("{path}?code=place")), "form[action$='/needs']");
            let (one, other) = (form(), form());
            let first = one.with("label", &format!("居場所{round}")).with("about", "ふらっと寄れる").post(&office);
            assert!(first.texts("tbody th").concat().contains(&format!("居場所{round}")), "{}", first.text());
            // Taking a code off the list is in nobody's way, and leaves the words alone.
            let retired = post(&office, &first, &format!("{path}/retirement"), &[("code", "place")]);
            assert!(retired.texts("tbody th").concat().contains(&format!("居場所{round}今は選べません")), "{}", retired.text());
            let second = other.with("label", &format!("集う場{round}")).with("about", "誰でも").post(&office);
            assert_eq!(second.status, 422);
            assert!(second.texts("title")[0].starts_with("エラー"), "{}", second.text());
            assert_eq!(second.texts("#errors dd"), [&format!("居場所{round}"), "ふらっと寄れる"]);
            let typed = Form::of(&second, "form[action$='/needs']");
            assert_eq!((typed.value("label"), typed.value("about")), (Some(format!("集う場{round}").as_str()), Some("誰でも")));
            let kept = typed.post(&office);
            assert!(kept.texts("tbody th").concat().contains(&format!("集う場{round}今は選べません")), "{}", kept.text());
        }

        let path = format!("{}/mirrored-factors", desk(&town));
        let page = open(&office, &path);
        let form = || Form::of(&page, "tbody form").with("strength", "none");
        let lines = page.texts("tbody tr").len();
        assert_eq!(form().post(&office).texts("tbody tr").len(), lines - 1);
        let stale = form().with("strength", "loose").post(&office);
        assert_eq!((stale.status, stale.texts("tbody tr").len()), (422, lines - 1));
        assert!(stale.texts("#errors li").concat().contains("ほかの方が変えました"), "{}", stale.text());
        // Who chooses it for a new pair has not overlooked anything.
        let pair = Form::of(&stale, "main > form").with("strength", "loose");
        assert_eq!(pair.post(&office).texts("tbody tr").len(), lines);
        let twice = pair.post(&office);
        assert!(twice.texts("#errors li").concat().contains("既に表にあります"), "{}", twice.text());
    }

    fn a_case_is_coded_only_by_whom_it_was_given_to(database) {
        let town = town_with_coordinator(database.store());
        let (cases, _, id) = case(&town);
        let site = site(&town);
        let office = at_desk(&site);
        add_person(&town, READERS[0], Role::Coder);
        let reader = Browser::new(&site);
        let page = sign_in(&reader, READERS[0], PASSWORD);
        let path = format!("{}/given/{id}", desk(&town));
        assert_eq!(reader.get(&path).status, 404);
        for action in ["codings", "completion", "reopening"] {
            assert_eq!(post(&reader, &page, &format!("{path}/{action}"), &[("whole", "1"), ("code", "needs:place")]).status, 404, "{action}");
        }
        let coding = format!("{}/cases/{id}/coding", desk(&town));
        let reading = open(&office, &coding);
        let reading = post(&office, &reading, &format!("{coding}/codings"), &[("whole", "1"), ("code", "needs:place")]);
        let theirs = reading.attributes(".codes-given button", "formaction").concat();
        let (network, round, act, user) = (cases.network.id, cases.round.id, cases.act, user(&town, READERS[0]));
        assert_eq!(cases.read(move |c| board::of_round(c, network, round)).len(), 1);
        cases.store.write_blocking(move |c| case_assignments::assign(c, network, id, user, &act)).unwrap();
        let foreign = theirs.replace(&coding, &path);
        assert_eq!(post(&reader, &page, &foreign, &[]).status, 404, "nobody takes back what another gave");
        assert_eq!(given(&cases).len(), 1);
    }
}
