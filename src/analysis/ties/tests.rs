use std::collections::BTreeSet;

use super::*;
use crate::answer::json::from_json;
use crate::answer::testing::asking;
use crate::definition::Questionnaire;

fn register() -> Register {
    let agency = |(id, name, kind): (&str, &str, &str)| Registered {
        id: id.to_owned(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        is_archived: false,
    };
    let agencies = [
        ("a", "保健センター", "health"),
        ("b", "NPO法人 よりみち", "npo"),
        ("c", "ハローワークB", "job"),
        ("d", "相談室", "npo"),
        ("e", "相談室", "health"),
    ];
    Register::new(agencies.map(agency).to_vec())
}

fn survey() -> Questionnaire {
    asking(
        "- key: partners\n  type: repeat\n  label: 連携\n  max: 3\n  questions:\n    \
         - {key: partner, type: agency, label: 機関, feeds: tie.partner, sharing: named}\n    \
         - {key: purposes, type: choices, label: 内容, feeds: tie.purpose, options: [{key: share, label: 共有}, {key: send, label: つなぐ}]}\n\
         - {key: from, type: agencies, top: 3, label: 紹介元, feeds: tie.referred_from}\n\
         - {key: to, type: agencies, top: 3, label: 紹介先, feeds: tie.referred_to, sharing: named}\n\
         - {key: functions, type: choices, label: 機能, feeds: supply.function, options: [{key: visit, label: 訪問}, {key: place, label: 居場所}, {other: true, label: その他}, {key: none, label: なし, covers: []}]}\n\
         - {key: ages, type: choices, label: 年代, feeds: supply.age_eligible, options: [{key: young, label: 29歳以下}, {key: old, label: 50歳以上}, {key: any, label: 全て, covers: [young, old]}, {key: unknown, label: 不明, covers: []}]}",
    )
}

fn read(from: usize, json: &str) -> Vec<Mention> {
    let survey = survey();
    let document = from_json(&survey, json).unwrap();
    TieForm::of(&survey).unwrap().read(&register(), from, &document, 0)
}

#[test]
fn agencies_are_known_by_id_by_kind_and_by_their_exact_name() {
    let json = r#"{"partners": [{"partner": {"name": "ＮＰＯ法人　よりみち"}, "purposes": {"selected": ["send"]}},
        {"partner": {"kind": "job"}}, {"partner": {"name": "ハローワーク"}}],
        "from": [{"id": "c"}, {"name": "相談室"}], "to": [{"id": "gone"}]}"#;
    let read = read(0, json);
    let told: Vec<_> = read.iter().map(|mention| (mention.relation, mention.place, mention.to.clone())).collect();
    let words = |words: &str| Party::Unregistered(words.to_owned());
    assert_eq!(
        told,
        [
            (Relation::Partner, 1, Party::Agency(1)),
            (Relation::Partner, 2, Party::Kind("job".to_owned())),
            (Relation::Partner, 3, words("ハローワーク")),
            (Relation::ReferredFrom, 1, Party::Agency(2)),
            // Two agencies have this name: nobody can say which is meant.
            (Relation::ReferredFrom, 2, words("相談室")),
            (Relation::ReferredTo, 1, words("gone")),
        ]
    );
    assert_eq!(read[0].purposes, ["send"]);
    assert_eq!(read.iter().map(|mention| mention.is_named).collect::<Vec<_>>(), [true, true, true, false, false, true]);
}

#[test]
fn a_questionnaire_may_ask_in_other_shapes() {
    let survey = asking(
        "- {key: partner, type: agency, label: 機関, feeds: tie.partner}\n\
         - {key: purposes, type: choices, label: 内容, feeds: tie.purpose, options: [{key: share, label: 共有}]}\n\
         - key: rounds\n  type: repeat\n  label: 連携\n  feeds: [tie.partner, tie.purpose]\n  max: 3\n  questions:\n    \
         - {key: who, type: agencies, label: 機関}\n    \
         - {key: what, type: choices, label: 内容, options: [{key: visit, label: 訪問}]}",
    );
    let json = r#"{"partner": {"id": "a"}, "purposes": {"selected": ["share"]},
        "rounds": [{"who": [{"id": "b"}, {"id": "c"}], "what": {"selected": ["visit"]}}]}"#;
    let form = TieForm::of(&survey).unwrap();
    let read = form.read(&register(), 3, &from_json(&survey, json).unwrap(), 0);
    let told: Vec<_> = read.iter().map(|mention| (mention.to.clone(), mention.purposes.concat())).collect();
    let agency = |place, purpose: &str| (Party::Agency(place), purpose.to_owned());
    assert_eq!(told, [agency(0, "share"), agency(1, "visit"), agency(2, "visit")]);
    assert_eq!(form.purposes().iter().map(|purpose| purpose.key.as_str()).collect::<Vec<_>>(), ["share", "visit"]);
    assert!(TieForm::of(&asking("- {key: a, type: agency, label: 機関}")).is_none());
}

#[test]
fn mentions_are_filtered_by_kind_purpose_and_relation() {
    let register = register();
    let mut all = read(0, r#"{"partners": [{"partner": {"id": "b"}, "purposes": {"selected": ["share"]}}]}"#);
    all.extend(read(1, r#"{"partners": [{"partner": {"kind": "job"}}], "to": [{"id": "b"}, {"id": "c"}]}"#));
    let count = |filter: Filter| all.iter().filter(|mention| filter.takes(&register, mention)).count();
    assert_eq!(count(Filter::default()), 4);
    assert_eq!(count(Filter { kind: Some("job".to_owned()), ..Filter::default() }), 2);
    assert_eq!(count(Filter { kind: Some("health".to_owned()), ..Filter::default() }), 1);
    assert_eq!(count(Filter { purpose: Some("share".to_owned()), ..Filter::default() }), 1);
    assert_eq!(count(Filter { relation: Some(Relation::ReferredTo), ..Filter::default() }), 2);
    // An agency that names itself is no tie, nor is a kind.
    assert_eq!(ties(&all), BTreeSet::from([(0, 1), (1, 2)]));
}

/// What these tests compare with: networkx 3.6.1, `python3 -m venv v && v/bin/pip install networkx==3.6.1`, then
/// `g = nx.DiGraph(); g.add_nodes_from(range(n)); g.add_edges_from(edges)` and `nx.overall_reciprocity(g)`,
/// `g.in_degree()`, `nx.betweenness_centrality(g)`, `nx.attribute_mixing_matrix(g, "k", normalized=False)`.
const SMALL: [(usize, usize); 8] = [(0, 1), (1, 0), (0, 2), (2, 3), (3, 2), (1, 2), (3, 4), (5, 4)];

fn near(found: &[f64], expect: &[f64]) {
    assert_eq!(found.len(), expect.len());
    for (place, (found, expect)) in found.iter().zip(expect).enumerate() {
        assert!((found - expect).abs() < 5e-7, "{place}: {found} {expect}");
    }
}

#[test]
fn measures_of_a_small_graph_are_those_counted_by_hand_and_by_networkx() {
    let mut standings = [Standing::Named; 7];
    (standings[4], standings[6]) = (Standing::Silent, Standing::Blank);
    let ties = SMALL.into_iter().collect();
    let measures = measures(7, &(0..7).collect(), &ties);
    assert_eq!(measures.named_by, [1, 1, 3, 1, 2, 0, 0]);
    assert_eq!(measures.names, [2, 2, 1, 2, 0, 1, 0]);
    assert_eq!(measures.mutual, [1, 1, 1, 1, 0, 0, 0]);
    // By hand: 2 lies on the ways 0→3, 0→4, 1→3, 1→4 (4 of 6·5 pairs), 3 on 0→4, 1→4, 2→4.
    near(&measures.between, &[0.0, 0.0, 4.0 / 30.0, 3.0 / 30.0, 0.0, 0.0, 0.0]);
    near(&measures.between, &[0.0, 0.0, 0.133_333_3, 0.1, 0.0, 0.0, 0.0]);
    // 0→2 and 1→2 are not returned; 4 was not heard.
    let pairs = TiePairs::of(&standings, &ties);
    assert_eq!(pairs, TiePairs { mutual: 2, one_way: 2, unanswered: 2 });
    // Of six ties between agencies that were both heard four go both ways; of all eight it would be a half (networkx).
    assert_eq!((pairs.heard_ties(), pairs.reciprocity()), (6, Some(4.0 / 6.0)));
    assert_eq!(TiePairs::of(&[Standing::Named; 7], &ties).reciprocity(), Some(0.5));
}

/// Sixty agencies of which each names up to three others.
fn sixty() -> BTreeSet<(usize, usize)> {
    let named = |from: usize| [7 * from + 3, from * from + 1, 5 * from + 11].map(move |to| (from, to % 60));
    (0..60).flat_map(named).filter(|(from, to)| from != to).collect()
}

#[test]
fn measures_of_sixty_agencies_are_those_of_networkx() {
    let measures = measures(60, &(0..60).collect(), &sixty());
    let pairs = TiePairs::of(&[Standing::Named; 60], &sixty());
    assert_eq!(pairs.heard_ties(), 178);
    near(&[pairs.reciprocity().unwrap()], &[0.134_831_460_7]);
    assert_eq!(measures.named_by[..12], [1, 7, 9, 1, 1, 9, 6, 1, 1, 1, 5, 6]);
    assert_eq!(measures.mutual.iter().sum::<usize>(), 24);
    near(
        &measures.between,
        &[
            0.050028, 0.089047, 0.090099, 0.022363, 0.002002, 0.094986, 0.095318, 0.003609, 0.020453, 0.004788,
            0.052874, 0.122754, 0.004816, 0.02516, 0.003125, 0.05912, 0.132808, 0.097469, 0.025475, 0.00337, 0.047774,
            0.173604, 0.050951, 0.021079, 0.005262, 0.064572, 0.072026, 0.002881, 0.020035, 0.003751, 0.048627,
            0.073656, 0.003686, 0.024441, 0.002002, 0.048618, 0.196031, 0.078019, 0.023583, 0.003532, 0.036353,
            0.075737, 0.00362, 0.020393, 0.003933, 0.054727, 0.071801, 0.004312, 0.029661, 0.003686, 0.09133, 0.082902,
            0.003141, 0.024208, 0.004006, 0.043474, 0.121027, 0.004077, 0.023047, 0.004559,
        ],
    );
}

#[test]
fn nobody_and_one_agency_have_measures_too() {
    assert_eq!(TiePairs::of(&[], &BTreeSet::new()).reciprocity(), None);
    let one = measures(1, &BTreeSet::from([0]), &BTreeSet::new());
    assert_eq!((one.named_by, one.between), (vec![0], vec![0.0]));
}

#[test]
fn kinds_stand_beside_kinds_with_what_could_have_been_named() {
    // The graph of `SMALL`: 0 and 1 of kind a, 2 to 4 of b, 5 and 6 of c; 6 has named the kind a alone.
    let agency = |(place, kind): (usize, char)| Registered {
        id: place.to_string(),
        name: place.to_string(),
        kind: kind.to_string(),
        is_archived: false,
    };
    let register = Register::new("aabbbcc".chars().enumerate().map(agency).collect());
    let mut standings = [Standing::Named; 7];
    standings[4] = Standing::Silent;
    let mention = |from: usize, to: Party| Mention {
        from,
        to,
        relation: Relation::Partner,
        place: 1,
        purposes: Vec::new(),
        is_named: true,
        answer: from,
    };
    let mut mentions: Vec<Mention> = SMALL.iter().map(|(from, to)| mention(*from, Party::Agency(*to))).collect();
    mentions.push(mention(6, Party::Kind("a".to_owned())));
    mentions.push(mention(6, Party::Unregistered("どこか".to_owned())));
    let mentions: Vec<&Mention> = mentions.iter().collect();
    let all = (0..7).collect();
    let table = kind_table(&register, (&standings, &all), &mentions, &["c".to_owned(), "a".to_owned()]);
    assert_eq!(table.kinds, ["c", "a", "b"]);
    assert_eq!((table.agencies, table.answered), (vec![2, 2, 3], vec![2, 2, 2]));
    let ties: Vec<Vec<usize>> = table.cells.iter().map(|row| row.iter().map(|cell| cell.ties).collect()).collect();
    // networkx's mixing matrix of a, b, c is [[2, 2, 0], [0, 3, 0], [0, 1, 0]].
    assert_eq!(ties, [[0, 0, 1], [0, 2, 2], [0, 0, 3]]);
    // Two of a could name three of b; two of b that answered could name two others of b each.
    assert_eq!(table.cells[1][2], KindCell { givers: 2, ties: 2, possible: 6, as_kind: 0 });
    assert_eq!(table.cells[2][2], KindCell { givers: 2, ties: 3, possible: 4, as_kind: 0 });
    assert_eq!(table.cells[0][1], KindCell { givers: 1, ties: 0, possible: 4, as_kind: 1 });
}

#[test]
fn who_is_no_longer_asked_counts_on_both_sides_or_on_none() {
    // 0 is asked; 1 is not any more, and answered; 2 neither, and is named; 3 is neither.
    let agency = |place: usize| Registered {
        id: place.to_string(),
        name: place.to_string(),
        kind: if place == 0 { "a" } else { "b" }.to_owned(),
        is_archived: place > 0,
    };
    let register = Register::new((0..4).map(agency).collect());
    let standings = [Standing::Named, Standing::Named, Standing::NotAsked, Standing::Silent];
    let mention = |from: usize, to: usize| Mention {
        from,
        to: Party::Agency(to),
        relation: Relation::Partner,
        place: 1,
        purposes: Vec::new(),
        is_named: true,
        answer: from,
    };
    let mentions = [mention(0, 1), mention(0, 2), mention(1, 0)];
    let nodes = nodes(&register, &standings, &mentions);
    assert_eq!(nodes, BTreeSet::from([0, 1, 2]));
    let table = kind_table(&register, (&standings, &nodes), &mentions.each_ref(), &[]);
    assert_eq!((table.agencies, table.answered), (vec![1, 2], vec![1, 1]));
    // 0 could name 1 and 2, and does: 2 of 2, where those that are still asked alone would make it 2 of 0.
    assert_eq!(table.cells[0][1], KindCell { givers: 1, ties: 2, possible: 2, as_kind: 0 });
    // 0 lies on the only way from 1 to 2: 1 of (3-1)(3-2) pairs. A fourth node would make it 1 of 6.
    near(&measures(4, &nodes, &ties(&mentions)).between, &[0.5, 0.0, 0.0, 0.0]);
}

#[test]
fn how_many_can_be_named_is_the_questionnaires_to_say() {
    let most = |questions: &str| TieForm::of(&asking(questions)).unwrap().most();
    assert_eq!(TieForm::of(&survey()).unwrap().most(), Some(3));
    assert_eq!(most("- {key: a, type: agencies, top: 5, label: 機関, feeds: tie.partner}"), Some(5));
    assert_eq!(most("- {key: a, type: agencies, label: 機関, feeds: tie.partner}"), None);
    assert!(TieForm::of(&survey()).unwrap().has_totals(), "紹介元 is shared in totals only");
}

#[test]
fn pairs_serve_the_same_band_and_function_and_do_not_name_each_other() {
    let survey = survey();
    let form = OfferForm::of(&survey).unwrap();
    let offer = |agency: usize, functions: &str, ages: &str| {
        let json = format!(r#"{{"functions": {{"selected": [{functions}]}}, "ages": {{"selected": [{ages}]}}}}"#);
        form.read(agency, &from_json(&survey, &json).unwrap())
    };
    let offers: Vec<Offer> = [
        offer(0, r#""visit", "place""#, r#""any""#),
        offer(1, r#""visit""#, r#""young""#),
        offer(2, r#""visit", "other""#, r#""young", "old""#),
        offer(3, r#""visit""#, r#""young""#),
        offer(4, r#""none""#, r#""unknown""#),
    ]
    .into_iter()
    .flatten()
    .collect();
    assert_eq!(offers.len(), 5);
    assert!(form.read(0, &from_json(&survey, r#"{"ages": {"selected": ["any"]}}"#).unwrap()).is_none());
    assert_eq!(form.bands().iter().map(|band| band.key.as_str()).collect::<Vec<_>>(), ["young", "old"]);
    let mut standings = [Standing::Named; 5];
    standings[3] = Standing::Blank;
    // 1 names 0. Of 0, 1 and 2 the pairs 0-2 and 1-2 are left; of 3 nothing is known.
    let cell = pair_cells(&offers, &standings, &BTreeSet::from([(1, 0)]), "young", "visit");
    assert_eq!(cell.count, PairCount { agencies: 4, naming: 3, pairs: 3, unnamed: 2 });
    assert_eq!(cell.unnamed, [Unnamed { one: 0, other: 2 }, Unnamed { one: 1, other: 2 }]);
    assert_eq!(cell.apart, [3]);
    let none = pair_cells(&offers, &standings, &BTreeSet::new(), "old", "other");
    assert_eq!((none.count, none.unnamed.len()), (PairCount::default(), 0));
    assert!(offers[4].pairs.is_empty());
}
