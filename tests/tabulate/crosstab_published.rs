//! Published crosstabs, rebuilt from single answers, to the last digit.

use serde_json::{Value, json};

use super::tables;

const CENTRES: &str = "- {key: intake, type: choice, label: 受理面接, options: [{key: yes, label: する}, {key: no, label: しない}]}\n\
                       - {key: refer, type: choice, label: 他機関へ紹介, options: [{key: yes, label: する}, {key: no, label: しない}]}";

/// Kind, how many answered, how many hold an intake interview, how many refer elsewhere (tests/published/README.md).
const KINDS: [(&str, u64, u64, u64); 3] =
    [("prefectural", 19, 14, 0), ("designated_city", 10, 7, 1), ("municipal", 9, 3, 3)];

fn health_centres() -> String {
    let says = |number, count| if number < count { "yes" } else { "no" };
    let answer = |kind, number, intake, refer| {
        let answers = json!({"intake": says(number, intake), "refer": says(number, refer)});
        json!({"agency": {"kind": kind}, "answers": answers}).to_string() + "\n"
    };
    KINDS
        .iter()
        .flat_map(|(kind, n, intake, refer)| (0..*n).map(move |number| answer(kind, number, *intake, *refer)))
        .collect()
}

#[track_caller]
fn near(found: &Value, expect: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expect).abs() <= 1e-9, "{found} is not {expect}");
}

#[test]
fn health_centres_by_kind_with_shares_of_all_three_bases() {
    let lines = health_centres();
    let tables = tables(CENTRES, &lines, &["--crosstab", "intake×agency_kind", "--crosstab", "refer,agency_kind"]);
    assert_eq!((&tables["responses"], tables["tables"].as_array().unwrap().len()), (&json!(38), 2));
    let group = |table: usize, kind: &str| {
        let groups = tables["tables"][table]["groups"].as_array().unwrap();
        groups.iter().find(|group| group["code"] == kind).unwrap().clone()
    };
    let yes = |table: usize| -> Vec<Value> {
        let all = tables["tables"][table]["rows"][0].clone();
        let rows = KINDS.iter().map(|(kind, ..)| group(table, kind)["rows"][0].clone());
        std::iter::once(all).chain(rows).map(|row| json!([row["count"], row["percent"]])).collect()
    };
    // Published: 24/38 (14/19, 7/10, 3/9) and 4/38 (0/19, 1/10, 3/9); shares by hand.
    assert_eq!(yes(0), [json!([24, "63.2"]), json!([14, "73.7"]), json!([7, "70.0"]), json!([3, "33.3"])]);
    assert_eq!(yes(1), [json!([4, "10.5"]), json!([0, "0.0"]), json!([1, "10.0"]), json!([3, "33.3"])]);
    let prefectural = group(0, "prefectural");
    assert_eq!((&prefectural["n"], &prefectural["small"]), (&json!(19), &json!(true)));
    assert_eq!(
        (&prefectural["rows"][0]["row_percent"], &prefectural["rows"][0]["total_percent"]),
        (&json!("58.3"), &json!("36.8"))
    );
    // All agencies were asked: nothing is tested, and the table says why.
    assert_eq!((&tables["tables"][0]["test"], &tables["tables"][0]["untested"]), (&Value::Null, &json!("census")));
}

#[test]
fn health_centres_tested_when_asked() {
    let lines = health_centres();
    let crosstabs = ["--crosstab", "intake×agency_kind", "--crosstab", "refer×agency_kind", "--test"];
    let tables = tables(CENTRES, &lines, &crosstabs);
    // Exact p by going through all tables with the same margins, in Python: for x in product(...): with
    // math.lgamma; V by scipy.stats.contingency.association(T, method="cramer").
    for (place, exact, v) in
        [(0, 0.1403998436701439, 0.34589428608009287), (1, 0.015931721194879213, 0.43555238761019455)]
    {
        let test = &tables["tables"][place]["test"];
        assert_eq!((&test["name"], &test["samples"]), (&json!("fisher_exact_simulated"), &json!(9999)));
        assert_eq!((&test["statistic"], &test["df"]), (&Value::Null, &Value::Null));
        let p = test["p"].as_f64().unwrap();
        assert!((p - exact).abs() < 4.0 * (exact * (1.0 - exact) / 9999.0).sqrt(), "{p} is far from {exact}");
        near(&test["cramers_v"], v);
    }
    // (T - E) / np.sqrt(E * (1 - R / n) * (1 - C / n)) with NumPy.
    let residuals = &tables["tables"][1]["residuals"]["yes"];
    near(&residuals["prefectural"], -2.114376559483697);
    near(&residuals["designated_city"], -0.06317908387002341);
    near(&residuals["municipal"], 2.5520941566052184);
    // Only the second table differs as a whole, so that only its cells are marked.
    assert_eq!(tables["tables"][0]["marks"], json!({}));
    assert_eq!(tables["tables"][1]["marks"]["yes"], json!({"prefectural": "▼", "municipal": "▲"}));
}

const CONSULTATIONS: &str = "\
- {key: period, type: choice, label: 時期, options: [{key: fy2013, label: 平成25年度}, {key: jan_jun_2014, label: 平成26年1～6月}]}
- {key: sex, type: choice, label: 性別, options: [{key: male, label: 男}, {key: female, label: 女}]}
- {key: age, type: choice, label: 年代, options: [{key: teens, label: 10代}, {key: twenties, label: 20代}, {key: thirties, label: 30代}, {key: forties, label: 40代}]}
- {key: also, type: choices, label: 再掲, options: [{key: new, label: 新規}, {key: family_group, label: 家族会参加}, {key: came, label: 本人来所}]}
- {key: contacts, type: number, label: 延件数, unit: 件}";

/// The published figures: item, group, and the figure of either period.
fn consultations() -> Vec<(String, String, [u64; 2])> {
    let mut csv = csv::Reader::from_path("tests/published/consultations.csv").unwrap();
    let rows = csv.records().map(|record| {
        let record = record.unwrap();
        (record[0].to_owned(), record[1].to_owned(), [record[2].parse().unwrap(), record[3].parse().unwrap()])
    });
    rows.collect()
}

#[test]
fn the_consultations_of_a_centre_by_period() {
    let published = consultations();
    let of =
        |item: &str, group: &str| published.iter().find(|(name, part, _)| name == item && part == group).unwrap().2;
    let mut lines = String::new();
    for (at, period) in ["fy2013", "jan_jun_2014"].into_iter().enumerate() {
        let persons = of("persons", "")[at];
        // The person of this number among groups that follow each other.
        let among = |item: &str, number: u64| {
            let mut behind = 0;
            let groups = published.iter().filter(|(name, ..)| name == item);
            groups
                .clone()
                .find(|(_, _, counts)| {
                    behind += counts[at];
                    number < behind
                })
                .unwrap()
                .1
                .clone()
        };
        for number in 0..persons {
            let also = ["new", "family_group", "came"].into_iter().filter(|item| number < of(item, "yes")[at]);
            let contacts = if number + 1 < persons { 1 } else { of("contacts", "")[at] + 1 - persons };
            let answers = json!({
                "period": period, "sex": among("sex", number), "age": among("age", number),
                "also": {"selected": also.collect::<Vec<_>>()}, "contacts": contacts,
            });
            lines.push_str(&format!("{}\n", json!({"answers": answers})));
        }
    }
    let tables = tables(CONSULTATIONS, &lines, &["--crosstab", "*×period"]);
    let table = |name: &str| {
        tables["tables"].as_array().unwrap().iter().find(|table| table["question"] == name).unwrap().clone()
    };
    let counts = |name: &str, row: &str| -> Vec<u64> {
        let table = table(name);
        let groups = table["groups"].as_array().unwrap();
        let count = |group: &Value| {
            group["rows"].as_array().unwrap().iter().find(|found| found["code"] == row).unwrap()["count"]
                .as_u64()
                .unwrap()
        };
        groups.iter().map(count).collect()
    };
    for (item, group, expect) in &published {
        match (item.as_str(), group.as_str()) {
            ("sex" | "age", group) => assert_eq!(counts(item, group), expect, "{item} {group}"),
            (item, "yes") => assert_eq!(counts("also", item), expect, "{item}"),
            ("persons", _) => {
                let n = table("sex")["groups"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|group| group["n"].as_u64().unwrap())
                    .collect::<Vec<_>>();
                assert_eq!(n, expect);
            }
            ("contacts", _) => {
                let sums = table("contacts")["groups"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|group| group["sum"].as_u64().unwrap())
                    .collect::<Vec<_>>();
                assert_eq!(sums, expect);
            }
            // Telephone calls were counted apart from persons.
            (other, _) => assert_eq!(other, "telephone"),
        }
    }
    // Men are more than eight in ten of each period, as the centre says: 22/27 and 22/25.
    let male: Vec<_> =
        table("sex")["groups"].as_array().unwrap().iter().map(|group| group["rows"][0]["percent"].clone()).collect();
    assert_eq!(male, ["81.5", "88.0"]);
}
