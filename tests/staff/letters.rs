//! Letters on paper: what stands in them, where their codes lead, and the workbook for a mail merge.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use norishiro::app::letters::ShortCode;
use norishiro::app::links;
use norishiro::config::LimitsConfig;
use norishiro::store::agencies::{self, Agency};
use norishiro::store::audit::{self, Subject};
use norishiro::store::contacts::{self, Contact};
use norishiro::store::invitations::{self, InvitationState};
use norishiro::store::rounds::{self, RoundPlan, RoundState};
use norishiro::store::{ContactId, Store, TokenHash};

use super::{asking, at_desk, round, town_with_coordinator};
use crate::harness::{Backend, Browser, Database, Guest, Page, Site, Town, at, server_key};

const NOW: &str = "2026-11-20T09:00:00+09:00";

/// A round that asks two agencies: one with an address and two contacts, one of which no more is known than its name.
fn two_asked(store: &Store) -> (Town, Guest, Guest) {
    let survey = asking(&town_with_coordinator(store), "agency-survey", "令和7年度アンケート");
    let known = survey.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
    let unknown = survey.invite("=よりみち<の会>", "よりみちのかい", "npo");
    let (network, act) = (survey.network.id, survey.act);
    let address =
        Agency { postal_code: "012-3456".to_owned(), address: "B市緑町1番2号".to_owned(), ..known.agency.clone() };
    let contact = |post: &str, name: &str, position| Contact {
        post: post.to_owned(),
        position,
        ..Contact::named(ContactId::new(act.at), known.agency.id, name)
    };
    let both = [contact("健康係", "山田 花", 0), contact("", "川上 一", 1)];
    let plan = RoundPlan { document_number: Some("健福第123号".to_owned()), ..RoundPlan::default() };
    let round = survey.round.id;
    survey
        .store
        .write_blocking(move |connection| {
            agencies::update(connection, network, &address, &act)?;
            both.iter().try_for_each(|contact| contacts::add(connection, network, contact, &act))?;
            rounds::set_plan(connection, network, round, &plan)
        })
        .unwrap();
    (survey, known, unknown)
}

fn letters(browser: &Browser, survey: &Town) -> Page {
    let page = browser.get(&format!("{}/letters", round(survey)));
    assert_eq!(page.status, 200);
    page
}

fn type_code(browser: &Browser, code: &str) -> Page {
    browser.post("/code", &[("code".to_owned(), code.to_owned())])
}

fn reissue(survey: &Town, guest: &Guest) {
    let (network, id, act) = (survey.network.id, guest.invitation.id, survey.act);
    let token = TokenHash::of(&links::token(&server_key(), id, 2));
    survey
        .store
        .write_blocking(move |connection| invitations::reissue(connection, network, id, 2, token, &act))
        .unwrap();
}

/// How many lines of the round's log name this act, with what number.
fn noted(survey: &Town, action: &str) -> Vec<String> {
    let (network, subject) = (survey.network.id, Subject::new("round", survey.round.id));
    let lines = survey.read(|connection| audit::about(connection, network, &subject));
    lines.into_iter().filter(|line| line.action == action).map(|line| line.details).collect()
}

on_both_databases! {
    fn each_agency_gets_its_letter_and_its_code_leads_to_its_page(database) {
        let (survey, known, unknown) = two_asked(database.store());
        let site = Site::start(database.store(), at(NOW));
        let page = letters(&at_desk(&site), &survey);
        let codes = page.texts(".letter .letter-code");
        assert_eq!(codes.len(), 2);
        let own = [&known, &unknown].map(|guest| format!("{}/a/{}", site.url, guest.token));
        assert_eq!(page.qr_codes(".letter svg.qr"), own, "the page to which the code beside it leads");
        assert!(page.texts(".letter-ways").iter().all(|ways| ways.contains(&format!("{}/code", site.url))));
        assert_eq!(noted(&survey, "letters.made"), [r#"{"number":2}"#]);

        let agency = Browser::new(&site);
        assert_eq!(agency.get("/code").status, 200);
        let wide = codes[0].to_lowercase().replace('-', "　－ ");
        for (typed, guest) in [(wide.as_str(), &known), (codes[1].replace('-', "").as_str(), &unknown)] {
            let opened = type_code(&agency, typed);
            assert_eq!((opened.status, opened.path), (200, format!("/a/{}", guest.token)), "{typed}");
        }
        // Printed again, the letters are the same.
        assert_eq!(letters(&at_desk(&site), &survey).texts(".letter .letter-code"), codes);
    }

    fn a_code_opens_once_its_letter_is_made_and_dies_with_its_link(database) {
        let (survey, known, unknown) = two_asked(database.store());
        let site = Site::start(database.store(), at(NOW));
        let (desk, agency) = (at_desk(&site), Browser::new(&site));
        let code = |guest: &Guest| ShortCode::of(&server_key(), guest.invitation.id, 1).to_string();
        let unprinted = type_code(&agency, &code(&known));
        let only = desk.get(&format!("{}/letters?agency={}", round(&survey), known.agency.id));
        assert_eq!(only.texts(".letter .letter-code"), [code(&known)]);
        assert_eq!(type_code(&agency, &code(&known)).status, 200);
        let other = type_code(&agency, &code(&unknown));

        reissue(&survey, &known);
        let replaced = type_code(&agency, &code(&known));
        let new = letters(&desk, &survey).texts(".letter .letter-code");
        assert_ne!(new[0], code(&known));
        assert_eq!(type_code(&agency, &new[0]).path, format!("/a/{}", links::token(&server_key(), known.invitation.id, 2)));

        survey.change_round(|round| round.state = RoundState::Closed);
        let closed = type_code(&agency, &new[0]);
        // Nobody can tell the reasons apart.
        for page in [&unprinted, &other, &replaced, &closed] {
            assert_eq!(page.status, 422);
            assert_eq!(page.texts("#code-error"), unprinted.texts("#code-error"));
        }
        assert!(unprinted.texts("#code-error")[0].contains("このコードでは、回答用ページを開けません"));
    }

    fn a_mistyped_code_is_told_at_its_field(database) {
        let (survey, ..) = two_asked(database.store());
        let site = Site::start(database.store(), at(NOW));
        let code = letters(&at_desk(&site), &survey).texts(".letter .letter-code")[0].clone();
        let agency = Browser::new(&site);
        let last = if code.ends_with('2') { "3" } else { "2" };
        let wrong = format!("{}{last}", &code[..10]);
        for (typed, told) in [
            ("", "10文字のコードを入力してください"),
            (wrong.as_str(), "1文字ずつ見比べて"),
            (&code[..9], "10文字です（入力されたのは8文字です）"),
            ("ABCDE-FGH1J", "「1」は、コードに使われていない文字です"),
        ] {
            let page = type_code(&agency, typed);
            assert_eq!(page.status, 422, "{typed}");
            assert!(page.texts("title")[0].starts_with("エラー"), "{typed}");
            assert!(page.texts("#code-error")[0].contains(told), "{typed}: {:?}", page.texts("#code-error"));
            assert_eq!(page.attributes("#code", "value"), [typed]);
        }
    }

    fn sender_and_date_are_the_offices_to_choose(database) {
        let (survey, _, unknown) = two_asked(database.store());
        let site = Site::start(database.store(), at(NOW));
        let desk = at_desk(&site);
        let first = letters(&desk, &survey);
        assert_eq!(first.attributes("#f-sender", "value"), ["B市健康福祉課長"]);
        assert_eq!(first.attributes("#f-day", "value"), ["令和8年11月20日"]);
        let ask = |sender: &str, day: &str| {
            desk.get(&format!("{}/letters?sender={sender}&day={day}&agency={}", round(&survey), unknown.agency.id))
        };
        let page = ask("B市長　青木 一郎", "R8.12.1");
        let letter = page.texts(".letter");
        assert_eq!(letter.len(), 1);
        for words in ["令和8年12月1日", "B市長 青木 一郎", "=よりみち<の会> 御中"] {
            assert!(letter[0].contains(words), "{words}: {letter:?}");
        }
        let before = noted(&survey, "letters.made").len();
        let refused = ask("", "来週");
        assert_eq!(refused.texts("#errors li").len(), 2, "{}", refused.text());
        assert_eq!(refused.attributes("#f-day", "value"), ["来週"]);
        assert!(refused.texts(".letter").is_empty());
        assert_eq!(noted(&survey, "letters.made").len(), before, "none was made");
    }

    fn only_whom_the_open_round_asks_gets_a_letter(database) {
        let (survey, known, _) = two_asked(database.store());
        let site = Site::start(database.store(), at(NOW));
        let desk = at_desk(&site);
        let (network, id, act) = (survey.network.id, known.invitation.id, survey.act);
        survey.store.write_blocking(move |connection| {
            invitations::set_state(connection, network, id, InvitationState::Declined, Some("閉所"), &act)
        }).unwrap();
        assert_eq!(letters(&desk, &survey).texts(".letter").len(), 1);
        for (state, words) in [(RoundState::Closed, "受付が終わっている"), (RoundState::Draft, "まだ始めていません")] {
            survey.change_round(|round| round.state = state);
            let page = letters(&desk, &survey);
            assert!(page.texts(".letter").is_empty() && page.text().contains(words), "{}", page.text());
            assert_eq!(desk.get(&format!("{}/letters.xlsx", round(&survey))).status, 404);
        }
    }

    fn a_mail_merge_has_a_line_for_each_contact(database) {
        let (survey, known, unknown) = two_asked(database.store());
        let site = Site::start(database.store(), at(NOW));
        let (_, bytes) = at_desk(&site).download(&format!("{}/letters.xlsx", round(&survey)));
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("差し込み印刷").unwrap();
        let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let column = |name: &str| rows[0].iter().position(|head| head == name).unwrap();
        let of = |name: &str| rows[1..].iter().map(|row| row[column(name)].clone()).collect::<Vec<_>>();
        assert_eq!(of("宛名"), ["B市保健センター　健康係　山田 花 様", "B市保健センター　川上 一 様", "=よりみち<の会>　御中"]);
        assert_eq!(of("郵便番号"), ["012-3456", "012-3456", ""]);
        assert_eq!(of("文書番号"), ["健福第123号"; 3]);
        assert_eq!(of("回答期限")[0], "令和8年12月18日（金）");
        let link = |guest: &Guest| format!("{}/a/{}", site.url, guest.token);
        assert_eq!(of("回答用ページ"), [link(&known), link(&known), link(&unknown)]);
        assert_eq!(of("コードの入力先")[0], format!("{}/code", site.url));
        assert!(book.worksheet_formula("差し込み印刷").unwrap().is_empty());
        assert_eq!(noted(&survey, "letters.exported"), [r#"{"number":3}"#]);
        let opened = type_code(&Browser::new(&site), &of("回答用コード")[2]);
        assert_eq!(opened.path, format!("/a/{}", unknown.token));
    }
}

#[test]
fn whoever_tries_codes_waits() {
    let database = Database::fresh(Backend::Sqlite);
    let (survey, known, _) = two_asked(database.store());
    let site = Site::start_within(database.store(), at(NOW), &LimitsConfig::default());
    let code = letters(&at_desk(&site), &survey).texts(".letter .letter-code")[0].clone();
    let browser = Browser::new(&site);
    let guess = |number: u128| {
        let id = norishiro::store::InvitationId::from_uuid(uuid::Uuid::from_u128(number));
        type_code(&browser, &ShortCode::of(&server_key(), id, 1).to_string())
    };
    let told = (0..60).map(guess).find(|page| page.status != 422).unwrap();
    assert_eq!(told.status, 429);
    assert!(told.text().contains("少し待ってから、もう一度お試しください"), "{}", told.text());
    assert_eq!(type_code(&browser, &code).status, 429, "a right code is not told from a wrong one meanwhile");
    assert_eq!(browser.get(&format!("/a/{}", known.token)).status, 200, "links are not concerned");
}

#[test]
fn a_letter_says_what_an_official_letter_says() {
    let database = Database::fresh(Backend::Sqlite);
    let (survey, ..) = two_asked(database.store());
    let site = Site::start(database.store(), at(NOW));
    let page = letters(&at_desk(&site), &survey);
    let code = &page.texts(".letter .letter-code")[0];
    let lines = page.texts(".letter:first-of-type > p, .letter:first-of-type > h2, .letter:first-of-type li");
    let letter = lines.join("\n").replace(code.as_str(), "CODES-CODES").replace(&site.url, "https://survey.example.jp");
    let expected = "\
健福第123号令和8年11月20日
〒012-3456B市緑町1番2号B市保健センター健康係 山田 花 様
B市健康福祉課長（公印省略）
「令和7年度アンケート」への御協力について（依頼）：B市保健センター
時下ますます御清栄のこととお慶び申し上げます。平素より、ひきこもり支援に御理解と御協力を賜り、厚く御礼申し上げます。
このたび、B市ひきこもり支援ネットワークでは、「令和7年度アンケート」を実施することといたしました。各機関の取組や日頃の悩みを持ち寄り、ネットワーク会議で今後の連携を話し合うためのもので、各機関を評価したり比べたりすることを目的とするものではありません。
つきましては、御多用のところ恐れ入りますが、下記により御回答くださいますようお願い申し上げます。
記
対象期間令和7年4月～令和8年3月
回答期限令和8年12月18日（金）
回答方法 回答用ページ 次のいずれかの方法で、貴機関専用の回答用ページを開いて御回答ください。途中で保存し、後から続けることができます。 ア スマートフォン等で、右のQRコードを読み取る。 イ パソコンで次のページを開き、回答用コードを入力する。 https://survey.example.jp/code 回答用コード CODES-CODES 回答用ページを開けない場合は、紙又は電話でもお受けします。
所要時間約40分
お願い回答用ページは貴機関専用です。機関の中で分担していただいて構いませんが、機関の外へ本状やコードをお渡しにならないようお願いします。件数が分からない項目は、「不明」を選ぶか、空欄のままで差し支えありません。事例や自由記述には、氏名、住所、学校名や勤務先名など、個人の特定につながる内容を書かないようお願いします。また、この調査では緊急の御相談をお受けできません。差し迫った状況にある方については、119番、110番又は地域の窓口へ御連絡ください。
問合せ先B市健康福祉課 担当：佐藤電話 0000-00-0000（平日8時30分～17時15分） メール kenko@city.example
以上";
    assert_eq!(letter, expected);
}
