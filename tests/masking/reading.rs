//! Readers who are not of the office: they read what the agency has agreed to, and nothing before; what they point at is
//! found again in what was written, and the other way round.

use norishiro::app::coding::passages::of_range;
use norishiro::store::coding_suggestions::{self, NewSuggestion};
use norishiro::store::memberships::Role;
use norishiro::store::{ResponseId, case_assignments, codings, users};
use norishiro::view::cases::WrittenText;

use super::{OUTLINE, asking_cases, hand_in, office_page, open, own_page, press, site};
use crate::harness::{Browser, Form, Guest, Page, Site, Town};
use crate::staff::{PASSWORD, add_person, at_desk, desk, sign_in, town_with_coordinator};

const YOMITE: &str = "yomite@b-city.example.jp";

/// What a reader may never read.
const NAMES: [&str; 5] = ["田中", "太郎", "34歳", "桜丘", "090-1234"];

/// A case, and a reader to whom it was given.
struct Given {
    town: Town,
    guest: Guest,
    id: ResponseId,
    site: Site,
    office: Browser,
    agency: Browser,
    reader: Browser,
    path: String,
}

impl Given {
    fn new(network: &Town) -> Self {
        let (town, guest) = asking_cases(network);
        hand_in(&town, &guest, OUTLINE, 0);
        let site = site(&town);
        let (office, agency, reader) = (at_desk(&site), Browser::new(&site), Browser::new(&site));
        add_person(&town, YOMITE, Role::Coder);
        sign_in(&reader, YOMITE, PASSWORD);
        let page = open(&office, &format!("{}/coding", desk(&town)));
        let case = page.attributes("input[name=case]", "value").concat();
        let user = town.read(|connection| users::by_mail(connection, YOMITE)).unwrap().id;
        let form = Form::of(&page, "form[action$='/coding/readers']").with("case", &case);
        assert!(form.with("user", &user.to_string()).post(&office).text().contains("1件の事例を担当にしました"));
        let path = format!("{}/given/{case}", desk(&town));
        Self { id: case.parse().unwrap(), town, guest, site, office, agency, reader, path }
    }

    fn ask(&self) {
        press(&self.office, &open(&self.office, &office_page(&self.town, &self.guest)), "ask", &[]);
    }

    fn approve(&self) {
        press(&self.agency, &open(&self.agency, &own_page(&self.guest)), "approve", &[]);
    }

    /// The reader's page, which names nobody.
    fn read(&self) -> Page {
        nameless(open(&self.reader, &self.path))
    }

    /// The form with which somebody gives a code to a passage of the outline.
    fn give(&self, browser: &Browser, page: &Page, place: &str, code: &str) -> Page {
        let form = Form::of(page, "#coding").with("selected", &format!("outline:{place}"));
        form.with("code", &format!("needs:{code}")).post(browser)
    }

    /// The passages that have codes, in characters of what was written.
    fn coded(&self) -> Vec<(i32, i32)> {
        let network = self.town.network.id;
        let all = self.town.read(move |connection| codings::of_network(connection, network));
        let mut places: Vec<_> = all.into_iter().map(|one| (one.passage.start, one.passage.end)).collect();
        places.sort_unstable();
        places
    }

    /// How the case stands in the office's list of readings.
    fn progress(&self) -> String {
        open(&self.office, &format!("{}/coding", desk(&self.town))).texts("table.board tbody td").concat()
    }
}

fn nameless(page: Page) -> Page {
    for name in NAMES {
        assert!(!page.html.contains(name), "{name}");
    }
    page
}

on_both_databases! {
    fn a_reader_reads_nothing_before_the_agency_has_agreed(database) {
        let given = Given::new(&town_with_coordinator(database.store()));
        let page = given.read();
        assert!(page.text().contains("機関が承認した本文はありません") && page.texts("form#coding").is_empty(), "{}", page.text());
        assert!(!page.text().contains("30～39歳"), "no age band either");
        assert!(open(&given.reader, &desk(&given.town)).texts(".card-facts").concat().contains("機関が承認した本文はありません"));
        let csrf = page.attributes("form[action='/staff/sign-out'] input[name=csrf]", "value").concat();
        for (action, fields) in [("codings", &[("whole", "1"), ("code", "needs:place"), ("revision", "1"), ("masks", "0")][..]), ("completion", &[])] {
            let mut pairs = vec![("csrf".to_owned(), csrf.clone())];
            pairs.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
            let refused = nameless(given.reader.post(&format!("{}/{action}", given.path), &pairs));
            assert!(refused.status == 422 && refused.text().contains("本文を確認中のため"), "{action}: {}", refused.text());
        }
        assert_eq!(given.coded(), []);
        assert!(given.progress().contains("本文は確認中（伏せ字：未依頼）"), "{}", given.progress());
        given.ask();
        assert!(given.progress().contains("伏せ字：機関が確認中"), "{}", given.progress());
        let case = open(&given.office, &format!("{}/cases/{}", desk(&given.town), given.id));
        assert!(case.text().contains("読み手の方は、まだこの事例の本文を読めません（伏せ字：機関が確認中）"), "{}", case.text());
        given.read();
        given.approve();
        assert!(!given.progress().contains("本文は確認中"), "{}", given.progress());
        let read = given.read();
        assert_eq!(read.texts(".sentence-text"), ["〔氏名〕さん（〔30代〕）は、〔学校名〕高校を中退した。", "連絡先は〔電話番号〕。", "森さんぽの会には来ている。"]);
        assert_eq!(read.texts("dl.facts dd"), ["好事例", "30～39歳"]);
        assert!(!read.texts(".coding-text").concat().contains("男"), "of the rest of the sheet nothing is shown");
    }

    fn what_a_reader_points_at_is_found_in_what_was_written_and_the_other_way_round(database) {
        let given = Given::new(&town_with_coordinator(database.store()));
        given.ask();
        given.approve();
        // One sign of 〔氏名〕, and 高校を of what stands for the school.
        let page = given.give(&given.reader, &given.read(), "1-2", "person");
        assert_eq!(nameless(page).texts(".passages .codes-given q"), ["〔氏名〕"]);
        let page = given.give(&given.reader, &given.read(), "20-23", "place");
        assert_eq!(nameless(page).texts(".passages .codes-given q"), ["〔氏名〕", "〔学校名〕高校を"]);
        assert_eq!(given.coded(), [(0, 4), (13, 18)], "田中太郎, 桜丘高校を");
        let sentence = Form::of(&given.read(), "#coding").with("at", "outline:28-39").with("code", "needs:family").post(&given.reader);
        assert!(nameless(sentence).texts(".passages .codes-given q").contains(&"連絡先は〔電話番号〕。".to_owned()));
        let beyond = given.give(&given.reader, &given.read(), "50-90", "peer");
        assert_eq!((beyond.status, given.coded().len()), (422, 3), "the masked text is shorter than that");

        let coding = format!("{}/cases/{}/coding", desk(&given.town), given.id);
        let page = given.give(&given.office, &open(&given.office, &coding), "2-6", "work");
        assert!(page.texts(".passages .codes-given q").contains(&"太郎さん".to_owned()), "{}", page.text());
        for (browser, path) in [(&given.office, &coding), (&given.reader, &given.path)] {
            Form::of(&open(browser, path), "form[action$='/completion']").post(browser);
        }
        let both = given.read();
        assert!(both.texts(".passages .codes-given q").contains(&"〔氏名〕さん".to_owned()), "{}", both.text());
        assert!(both.texts(".sentence-text.coded").len() == 2, "{}", both.text());
        let seen = open(&given.office, &coding).texts(".passages .codes-given q");
        assert!(["田中太郎", "桜丘高校を", "太郎さん"].iter().all(|quote| seen.contains(&(*quote).to_owned())), "{seen:?}");
        let differing = open(&given.office, &format!("{}/disagreements", desk(&given.town)));
        assert!(differing.texts("q").contains(&"田中太郎".to_owned()), "the office reads what was written");
    }

    fn a_code_is_given_to_words_that_are_still_masked_as_the_reader_saw_them(database) {
        let given = Given::new(&town_with_coordinator(database.store()));
        given.ask();
        given.approve();
        let old = given.read();
        press(&given.office, &open(&given.office, &office_page(&given.town, &given.guest)), "keep", &[("words:outline", "連絡先")]);
        assert!(given.read().text().contains("機関が承認した本文はありません"), "what was changed is agreed to anew");
        given.approve();
        let stale = nameless(given.give(&given.reader, &old, "24-30", "place"));
        assert!(stale.status == 422 && stale.text().contains("伏せ字が見直されました"), "{}", stale.text());
        assert_eq!(stale.attributes("input[name=code][checked]", "value"), ["needs:place"], "nothing ticked is lost");
        assert_eq!((given.coded().len(), stale.texts(".sentence-text")[1].as_str()), (0, "〔伏せた表現〕は〔電話番号〕。"));
        assert_eq!(given.give(&given.reader, &stale, "27-34", "place").status, 200);

        // A correction is read when it is agreed to; what was coded before and stands no more is told of without words.
        hand_in(&given.town, &given.guest, "鈴木花子さんは、月に一度来ている。", 1);
        assert!(given.read().text().contains("機関が承認した本文はありません"));
        given.approve();
        let page = given.read();
        assert_eq!(page.texts(".sentence-text"), ["〔氏名〕さんは、月に一度来ている。"]);
        let gone = page.texts(".notice.warning").concat();
        assert!(gone.contains("訂正前の文は表示できません") && !gone.contains("連絡先") && !page.html.contains("鈴木"), "{gone}");
    }

    fn what_rules_propose_is_shown_as_the_reader_may_read_it(database) {
        let given = Given::new(&town_with_coordinator(database.store()));
        let text = WrittenText { question: "outline".to_owned(), label: String::new(), text: OUTLINE.to_owned() };
        let new: Vec<_> = [(0..2, "person"), (2..6, "family"), (0..23, "place")].into_iter().map(|(range, code)| NewSuggestion {
            response: given.id, revision: 1, passage: of_range(&text, &range).unwrap(),
            codebook: "needs".to_owned(), code: code.to_owned(), rule: "例".to_owned(),
        }).collect();
        let (network, act) = (given.town.network.id, given.town.act);
        given.town.store.write_blocking(move |connection| coding_suggestions::add(connection, network, &new, &act)).unwrap();
        assert!(given.read().texts(".suggestions q").is_empty(), "nothing before the agency has agreed");
        given.ask();
        given.approve();
        let page = given.read();
        assert_eq!(page.texts(".suggestions q"), ["〔氏名〕さん（〔30代〕）は、〔学校名〕高校を中退した。", "〔氏名〕さん"], "one of a name alone tells nothing");
        let form = Form::of(&page, ".suggestions li:nth-child(2) form").with("decision", "accept");
        nameless(form.post(&given.reader));
        assert_eq!(given.coded(), [(0, 6)], "what is masked is coded whole");
        let office = open(&given.office, &format!("{}/cases/{}/coding", desk(&given.town), given.id));
        assert_eq!(office.texts(".suggestions q").len(), 3, "{}", office.text());
        let user = given.town.read(|connection| users::by_mail(connection, YOMITE)).unwrap().id;
        let id = given.id;
        given.town.store.write_blocking(move |connection| case_assignments::unassign(connection, network, id, user, &act)).unwrap();
        assert_eq!(given.reader.get(&given.path).status, 404);
        drop(given.site);
    }
}
