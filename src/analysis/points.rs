//! 支援のポイント: the 50 points of the national handbook in its 30 published, fictional cases. A blank mark means "not
//! marked" and never "no"; the mark of illness or disability includes the family's.

use std::collections::BTreeSet;

use serde::Deserialize;

/// A line of the handbook's index of cases.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PublishedCase {
    /// 1 to 30.
    #[serde(rename = "case_no")]
    pub number: u32,
    /// The heading that it stands under.
    pub category: String,
    /// Such as 40歳代, or 不明.
    pub age_band: String,
    /// Who came first, in words.
    pub first_consulter: String,
    /// 同居: marked or not.
    cohabiting_family: Option<u8>,
    /// 就労: marked or not.
    work_experience: Option<u8>,
    /// 疾患・障害, of the person or the family: marked or not.
    illness_disability: Option<u8>,
    /// 経済: marked or not.
    economic_issue: Option<u8>,
    points: String,
}

impl PublishedCase {
    /// Codes of the codebook `handbook-points`.
    pub fn points(&self) -> impl Iterator<Item = String> + '_ {
        self.points.split_whitespace().map(|number| format!("p{number}"))
    }
}

/// The published cases.
///
/// # Errors
/// Where the text is no such table.
pub fn published(text: &str) -> Result<Vec<PublishedCase>, csv::Error> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().collect()
}

/// How many cases have each of some words, in the order in which these are met first.
pub type Marginal = Vec<(String, u64)>;

/// The marginals of the published table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marginals {
    /// 年代, by age and 不明 last.
    pub ages: Marginal,
    /// 最初の相談者.
    pub consulters: Marginal,
    /// Categories.
    pub categories: Marginal,
    /// 同居, 就労, 疾患・障害 and 経済: cases that carry the mark.
    pub marks: [(&'static str, u64); 4],
    /// Cases.
    pub cases: u64,
}

/// Counts the published cases.
pub fn marginals(cases: &[PublishedCase]) -> Marginals {
    let mut ages = tally(cases.iter().map(|case| case.age_band.as_str()));
    // 10歳代 stands before 20歳代 and 不明 behind all.
    ages.sort_by(|(one, _), (other, _)| one.cmp(other));
    let marked =
        |mark: fn(&PublishedCase) -> Option<u8>| cases.iter().filter(|case| mark(case).is_some()).count() as u64;
    Marginals {
        ages,
        consulters: tally(cases.iter().map(|case| case.first_consulter.as_str())),
        categories: tally(cases.iter().map(|case| case.category.as_str())),
        marks: [
            ("同居の家族", marked(|case| case.cohabiting_family)),
            ("就労の経験", marked(|case| case.work_experience)),
            ("疾患・障害（家族を含む）", marked(|case| case.illness_disability)),
            ("経済面の課題", marked(|case| case.economic_issue)),
        ],
        cases: cases.len() as u64,
    }
}

/// In how many cases a point appears.
pub fn cases_with(cases: &[PublishedCase], point: &str) -> u64 {
    cases.iter().filter(|case| case.points().any(|other| other == point)).count() as u64
}

/// In how many cases of a category (of all where `None`) any point of a group appears.
pub fn cases_with_any(cases: &[PublishedCase], points: &BTreeSet<&str>, category: Option<&str>) -> u64 {
    let of_category = cases.iter().filter(|case| category.is_none_or(|category| case.category == category));
    of_category.filter(|case| case.points().any(|point| points.contains(point.as_str()))).count() as u64
}

fn tally<'a>(words: impl Iterator<Item = &'a str>) -> Marginal {
    let mut found: Marginal = Vec::new();
    for word in words {
        match found.iter_mut().find(|(known, _)| known == word) {
            Some((_, count)) => *count += 1,
            None => found.push((word.to_owned(), 1)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Vec<PublishedCase> {
        published(include_str!("../../survey-defs/demo/handbook-cases.csv")).unwrap()
    }

    fn of(marginal: &Marginal) -> Vec<(&str, u64)> {
        marginal.iter().map(|(words, count)| (words.as_str(), *count)).collect()
    }

    /// Counted by hand from the published index.
    #[test]
    fn the_thirty_cases_give_the_marginals_of_their_table() {
        let found = marginals(&shipped());
        assert_eq!(found.cases, 30);
        let ages = [("10歳代", 3), ("20歳代", 8), ("30歳代", 7), ("40歳代", 3), ("50歳代", 8), ("不明", 1)];
        assert_eq!(of(&found.ages), ages);
        let mut consulters = of(&found.consulters);
        consulters.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let often = [("母親", 7), ("両親", 5), ("きょうだい", 3), ("近隣住民", 2), ("ケアマネジャー", 2), ("本人", 2)];
        assert_eq!(consulters[..6], often);
        assert!(consulters[6..].iter().all(|(_, count)| *count == 1) && consulters.len() == 15);
        assert_eq!(found.marks.map(|(_, count)| count), [22, 10, 7, 6], "a blank mark is no mark");
        let categories = of(&found.categories);
        assert_eq!((categories[0], categories.len()), (("ひきこもり状態が長期にわたる", 4), 11));
        assert_eq!(categories.iter().map(|(_, count)| count).sum::<u64>(), 30);
    }

    #[test]
    fn each_point_appears_as_often_as_published() {
        let cases = shipped();
        let often = [
            7, 6, 5, 3, 5, 9, 11, 6, 2, 7, 3, 3, 2, 2, 5, 8, 2, 1, 1, 2, 4, 5, 1, 3, 3, 5, 3, 1, 1, 2, 2, 2, 3, 1, 8,
            4, 1, 4, 3, 2, 2, 2, 3, 3, 2, 1, 4, 1, 4, 2,
        ];
        for (number, expect) in (1..).zip(often) {
            assert_eq!(cases_with(&cases, &format!("p{number}")), expect, "point {number}");
        }
        assert_eq!(often.iter().sum::<u64>(), 172);
    }

    #[test]
    fn a_case_counts_once_in_a_group_however_many_of_its_points_it_has() {
        let cases = shipped();
        let all: Vec<String> = (6..=15).map(|number| format!("p{number}")).collect();
        let communication: BTreeSet<&str> = all.iter().map(String::as_str).collect();
        assert_eq!(cases_with_any(&cases, &communication, None), 25, "50 mentions of コミュニケーション, 25 cases");
        assert_eq!(cases_with_any(&cases, &communication, Some("家族への暴力")), 1);
        assert_eq!(cases_with_any(&cases, &BTreeSet::new(), None), 0);
    }
}
