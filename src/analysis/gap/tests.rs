//! Signals and gaps of a town of five agencies, counted by hand.

use super::*;
use crate::analysis::coverage::Level;
use crate::analysis::coverage::tests::{ANSWERS, SURVEY, completed, given};
use crate::analysis::evidence::{Evidence, Mentions};
use crate::answer::testing::asking;

const WANTED: &str = "
- key: unmet_any
  type: choice
  label: 見つからなかった支援
  options: [{key: found, label: なかった}, {key: unmet, label: あった}]
  feeds: demand.unmet
- key: unmet
  type: repeat
  label: 探した支援
  show_if: unmet_any == \"unmet\"
  min: 0
  max: 3
  feeds: demand.unmet
  questions:
    - {key: support, type: choice, label: 支援, options: [{key: outreach, label: 訪問}, {key: place, label: 居場所}, {other: true}]}
    - {key: for_ages, type: choices, label: 年代, options: [{key: teens, label: 10代}, {key: twenties, label: 20代}, {key: any, label: 制限なし, covers: [teens, twenties]}]}
    - {key: cases, type: number, label: 件数, unit: 件}
    - {key: why, type: text, label: 理由}
- key: doubtful
  type: number
  label: 気がかりが残った件数
  unknown: true
  feeds: demand.doubtful_end
- key: reach
  type: choices
  label: 届きにくい
  options: [{key: far, label: 遠方}, {key: alone, label: 一人暮らし}]
  feeds: demand.hard_to_reach
- key: conditions
  type: ranking
  label: 状態
  options: [{key: mental, label: 精神疾患}, {key: none_clear, label: 診断なし}]
  top: 2
  feeds: demand.condition
";

const WANTS: [&str; 4] = [
    r#"{"unmet_any": "unmet", "unmet": [{"support": "outreach", "for_ages": {"selected": ["twenties"]}, "cases": 2, "why": "遠い"}],
        "doubtful": 4, "reach": {"selected": ["far"]}, "conditions": ["mental", "none_clear"]}"#,
    r#"{"unmet_any": "unmet", "unmet": [{"support": "outreach", "for_ages": {"selected": ["any"]}},
        {"support": "place", "cases": 1}, {"support": "other", "for_ages": {"selected": ["teens"]}}],
        "doubtful": {"unknown": true}, "reach": {"selected": ["far", "alone"]}, "conditions": ["none_clear"]}"#,
    r#"{"unmet_any": "found", "unmet": [{"support": "place", "for_ages": {"selected": ["teens"]}}], "conditions": ["none_clear", "mental"]}"#,
    "{}",
];

const SHEET: &str = "
- {key: valence, type: choice, label: 種類, options: [{key: good, label: 好事例}, {key: difficult, label: 困難事例}], feeds: case.valence}
- {key: age, type: choice, label: 年代, options: [{key: twenties, label: 20代}, {key: teens, label: 10代}, {key: no_age, label: 不明}], feeds: demand.age}
- {key: needs, type: choices, label: 必要, options: [{key: place, label: 居場所}, {key: outreach, label: 来てもらう}, {key: unknown, label: 分からない}], feeds: demand.need}
";

/// Whose sheet it is, and the sheet.
const SHEETS: [(usize, &str); 6] = [
    (0, r#"{"valence": "difficult", "age": "twenties", "needs": {"selected": ["outreach", "place"]}}"#),
    (0, r#"{"valence": "difficult", "age": "twenties", "needs": {"selected": ["outreach"]}}"#),
    (1, r#"{"valence": "good", "age": "twenties", "needs": {"selected": ["outreach"]}}"#),
    (1, r#"{"valence": "difficult", "age": "no_age", "needs": {"selected": ["outreach"]}}"#),
    (2, r#"{"valence": "difficult", "age": "teens", "needs": {"selected": ["unknown"]}}"#),
    (2, r#"{"age": "teens", "needs": {"selected": ["place"]}}"#),
];

const OUTREACH: usize = 0;
const PLACE: usize = 1;
const TEENS: usize = 0;
const TWENTIES: usize = 1;

fn picture_of(codes: &[&[&str]; 6]) -> Picture {
    let codes = codes.map(|codes| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>());
    let (survey, wanted) = (asking(SURVEY), asking(WANTED));
    let mut sheet = asking(SHEET);
    sheet.answers_per_agency = crate::definition::AnswersPerAgency::Many;
    let (offers, wants) = (completed(&survey, &ANSWERS), completed(&wanted, &WANTS));
    let sheets = completed(&sheet, &SHEETS.map(|(_, line)| line));
    let cases = sheets.iter().zip(SHEETS).enumerate();
    let cases = cases.map(|(answer, (completed, (agency, _)))| Given {
        evidence: Evidence { agency, answer },
        completed,
        needs: &codes[answer],
    });
    let codebook =
        ["outreach", "pet", "place"].map(|key| Heading { key: key.to_owned(), label: format!("必要：{key}") });
    Picture::of(
        &[
            Source { questionnaire: &survey, given: given(&offers) },
            Source { questionnaire: &wanted, given: given(&wants) },
            Source { questionnaire: &sheet, given: cases.collect() },
        ],
        &codebook,
    )
}

fn picture() -> Picture {
    picture_of(&[&[], &[], &[], &[], &[], &[]])
}

/// Readers read 訪問 and ペット out of the first sheet, 訪問 out of a good one, 訪問 out of one without an age and 居場所 out
/// of the 10代's.
fn coded() -> Picture {
    picture_of(&[&["outreach", "pet"], &[], &["outreach"], &["outreach"], &["place", "no_code"], &[]])
}

fn agencies(mentions: &Mentions) -> Vec<usize> {
    mentions.iter().map(|evidence| evidence.agency).collect()
}

#[test]
fn what_was_not_found_stands_at_function_and_band() {
    let unmet = picture().demand.unmet;
    assert_eq!(agencies(&unmet.by(OUTREACH, TWENTIES)), [0, 1]);
    let own = |own| UnmetCases { own, joint: None };
    assert_eq!(unmet.cases(OUTREACH, TWENTIES), own(Some(2.0)), "agency 1 wrote no number: not 0");
    assert_eq!((agencies(&unmet.by(OUTREACH, TEENS)), unmet.cases(OUTREACH, TEENS)), (vec![1], own(None)));
    assert!(unmet.by(PLACE, TEENS).is_empty(), "agency 2 answered なかった, so that its entry was not asked for");
    assert_eq!(unmet.unplaced().count(), 1, "居場所 without ages");
    assert_eq!(unmet.at(OUTREACH, TWENTIES).next().unwrap().words, ["遠い"]);
}

#[test]
fn cases_of_several_ages_together_are_no_number_of_one_of_them() {
    let wanted = asking(WANTED);
    let entries = [
        r#"{"support": "outreach", "for_ages": {"selected": ["any"]}, "cases": 3}"#,
        r#"{"support": "outreach", "for_ages": {"selected": ["teens"]}, "cases": 1}"#,
    ];
    let answers = completed(&wanted, &[&format!(r#"{{"unmet_any": "unmet", "unmet": [{}]}}"#, entries.join(","))]);
    let survey = asking(SURVEY);
    let picture = Picture::of(
        &[
            Source { questionnaire: &survey, given: Vec::new() },
            Source { questionnaire: &wanted, given: given(&answers) },
        ],
        &[],
    );
    let unmet = picture.demand.unmet;
    assert_eq!(unmet.cases(OUTREACH, TEENS), UnmetCases { own: Some(1.0), joint: Some(3.0) });
    assert_eq!(unmet.cases(OUTREACH, TWENTIES), UnmetCases { own: None, joint: Some(3.0) });
}

#[test]
fn an_entry_that_names_several_kinds_of_support_is_one_entry() {
    let many = WANTED.replace("{key: support, type: choice,", "{key: support, type: choices,");
    let wanted = asking(&many);
    let entry = r#"{"support": {"selected": ["outreach", "place"]}, "for_ages": {"selected": ["teens"]}, "cases": 2}"#;
    let answers = completed(&wanted, &[&format!(r#"{{"unmet_any": "unmet", "unmet": [{entry}]}}"#)]);
    let survey = asking(SURVEY);
    let picture = Picture::of(
        &[
            Source { questionnaire: &survey, given: Vec::new() },
            Source { questionnaire: &wanted, given: given(&answers) },
        ],
        &[],
    );
    let unmet = picture.demand.unmet;
    assert_eq!((unmet.reports.len(), Unmet::entries(&unmet.reports)), (2, 1));
    assert_eq!(unmet.cases(PLACE, TEENS), UnmetCases { own: None, joint: Some(2.0) });
}

#[test]
fn whoever_offers_it_to_ages_that_are_not_known_is_near() {
    let unknown = r#"{"functions": {"selected": ["outreach"]}, "ages": {"selected": ["unknown"]}}"#;
    let survey = asking(SURVEY);
    let answers = completed(&survey, &[unknown, ANSWERS[0], r#"{"functions": {"selected": ["outreach"]}}"#]);
    let picture = Picture::of(&[Source { questionnaire: &survey, given: given(&answers) }], &[]);
    let offers = picture.coverage.as_ref().unwrap().1.functions.as_ref().unwrap();
    let near: Vec<_> =
        near_to(&picture.axes, offers, OUTREACH, TWENTIES).into_iter().map(|near| (near.by.agency, near.why)).collect();
    assert_eq!(near, [(0, vec![Why::AgesNotSaid]), (1, vec![Why::NextBand(TEENS)]), (2, vec![Why::AgesNotSaid])]);
}

#[test]
fn nought_is_no_naming() {
    let wanted = asking(WANTED);
    let answers = completed(&wanted, &[r#"{"doubtful": 0}"#, r#"{"doubtful": 3}"#]);
    let told = Picture::of(&[Source { questionnaire: &wanted, given: given(&answers) }], &[]).demand.told;
    let number = told.iter().find_map(|told| told.number.as_ref()).unwrap();
    assert_eq!((agencies(&number.by), agencies(&number.none), number.sum), (vec![1], vec![0], 3.0));
}

#[test]
fn difficult_cases_alone_say_what_was_needed() {
    let cases = picture().demand.cases;
    let at = cases.at(OUTREACH, TWENTIES);
    assert_eq!((at.agencies(), at.answers()), (1, 2), "1機関・2件");
    assert_eq!((cases.at(PLACE, TWENTIES).answers(), cases.at(PLACE, TEENS).answers()), (1, 0));
    assert_eq!((cases.difficult.answers(), cases.others.answers()), (4, 2));
    assert_eq!((cases.without_band.answers(), cases.without_need.answers()), (1, 1));
}

#[test]
fn each_question_is_counted_by_agencies_and_never_with_another() {
    let told = picture().demand.told;
    let of = |feed: Feed| told.iter().find(|told| told.feed == feed).unwrap();
    let row = |feed: Feed, place: usize| agencies(&of(feed).rows[place].by);
    assert_eq!((row(Feed::DemandUnmet, 0), row(Feed::DemandUnmet, 1)), (vec![2], vec![0, 1]));
    assert_eq!(agencies(&of(Feed::DemandUnmet).blank), [3]);
    assert_eq!((row(Feed::DemandHardToReach, 0), row(Feed::DemandHardToReach, 1)), (vec![0, 1], vec![1]));
    let number = of(Feed::DemandDoubtfulEnd).number.as_ref().unwrap();
    assert_eq!((number.by.agencies(), number.sum, agencies(&number.unknown)), (1, 4.0, vec![1]));
    // 診断なし: named by 3, first by 2; 精神疾患: named by 2, first by 1.
    let conditions = &of(Feed::DemandCondition).rows;
    assert_eq!((conditions[1].by.agencies(), conditions[1].first.agencies()), (3, 2));
    assert_eq!((conditions[0].by.agencies(), conditions[0].first.agencies()), (2, 1));
}

#[test]
fn a_gap_is_a_signal_that_meets_thin_support_or_none() {
    let picture = picture();
    let gaps = picture.gaps(Parts::ALL);
    let shown: Vec<_> = gaps
        .iter()
        .map(|gap| (gap.function, gap.band, gap.level, gap.points.unmet, gap.points.cases, gap.points.supply))
        .collect();
    // 訪問・20代: two looked for it (2), one agency had difficult cases (1), one agency offers it (1): 4.
    // 訪問・10代: one looked for it (1), and one agency has 80 % of the cases (1): 2.
    // 居場所・20代 is needed in a case, but two agencies offer it; その他・10代 was looked for, but means anything.
    assert_eq!(shown, [(OUTREACH, TWENTIES, Level::Thin, 2, 1, 1), (OUTREACH, TEENS, Level::Thin, 1, 0, 1)]);
    assert_eq!(gaps.iter().map(|gap| gap.points.total()).collect::<Vec<_>>(), [4, 2]);
}

#[test]
fn parts_that_do_not_count_take_their_points_and_their_gaps_along() {
    let picture = picture();
    let points =
        |parts: Parts| picture.gaps(parts).iter().map(|gap| (gap.band, gap.points.total())).collect::<Vec<_>>();
    assert_eq!(points(Parts { unmet: false, ..Parts::ALL }), [(TWENTIES, 2)]);
    assert_eq!(points(Parts { cases: false, supply: false, ..Parts::ALL }), [(TWENTIES, 2), (TEENS, 1)]);
    assert_eq!(points(Parts { unmet: false, cases: false, coded: false, supply: true }), []);
}

#[test]
fn what_readers_found_needed_stands_beside_what_the_sheets_say() {
    let needs = coded().demand.cases;
    let (at, cases) = (|need: usize, band: usize| &needs.coded.needs[need].bands[band], |all: &Mentions| all.answers());
    assert_eq!((cases(at(0, TWENTIES)), cases(&needs.at(OUTREACH, TWENTIES))), (1, 2), "the sheets' two stay two");
    assert_eq!((cases(at(2, TEENS)), cases(&needs.at(PLACE, TEENS))), (1, 0));
    assert_eq!(cases(&needs.coded.needs[0].without_band), 1, "a reader's code of a case of unknown age");
    assert_eq!((cases(at(1, TWENTIES)), needs.coded.needs[1].function), (1, None), "the network's own code");
    assert_eq!((cases(&needs.coded.coded), needs.coded.coded.agencies()), (3, 3), "the good case says nothing");
}

#[test]
fn what_readers_found_has_points_of_its_own_in_the_order_of_gaps() {
    let picture = coded();
    let points = |parts: Parts| {
        let gaps = picture.gaps(parts);
        gaps.iter().map(|gap| (gap.function, gap.band, gap.points.coded, gap.points.total())).collect::<Vec<_>>()
    };
    // 訪問・20代: one case more is said by readers (1). 訪問・10代 as before. 居場所・10代: one agency offers it (1), and a
    // reader found it needed (1).
    assert_eq!(points(Parts::ALL), [(OUTREACH, TWENTIES, 1, 5), (OUTREACH, TEENS, 0, 2), (PLACE, TEENS, 1, 2)]);
    assert_eq!(points(Parts { coded: false, ..Parts::ALL }), [(OUTREACH, TWENTIES, 0, 4), (OUTREACH, TEENS, 0, 2)]);
}

#[test]
fn the_nearest_offer_the_same_to_the_next_band_or_something_near_to_the_same() {
    let picture = picture();
    let gap = &picture.gaps(Parts::ALL)[0];
    let near: Vec<_> = gap.nearest.iter().map(|near| (near.by.agency, near.why.clone())).collect();
    // Agency 1 offers 訪問 to the band itself. 0 offers it to 10代; 3 has a place for the band.
    assert_eq!(near, [(0, vec![Why::NextBand(TEENS)]), (3, vec![Why::NearFunction(PLACE)])]);
}

#[test]
fn nothing_asked_is_an_empty_picture() {
    let picture = Picture::of(&[], &[]);
    assert_eq!((picture.coverage.is_none(), picture.gaps(Parts::ALL).len(), picture.demand.told.len()), (true, 0, 0));
}
