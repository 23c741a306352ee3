//! のりしろ: where the support of one agency can overlap that of another. What an agency finds hard, or says others
//! could do, is laid beside what others say they do well, could reach out to, or offer. Pure.
//!
//! Nothing is weighed and nobody is ranked: each overlap stands with its grounds, and people judge them.

use std::collections::{BTreeMap, BTreeSet};

/// What an agency said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Saying {
    /// A strength.
    Strength,
    /// Where it could reach a little further.
    Offer,
    /// A weakness.
    Weakness,
    /// What other agencies could do.
    Ask,
}

impl Saying {
    /// Whether this is said of what the agency can do (else of what it lacks).
    pub fn is_of_strength(self) -> bool {
        matches!(self, Self::Strength | Self::Offer)
    }
}

/// How a statement came by a theme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ThemeBy {
    /// A reader gave the code.
    Reader,
    /// An example of the code stands in the words. A hint, until a reader gives the code.
    Words(String),
}

/// What a statement is about: a code of a codebook. A need and the function of support that answers it share one code
/// of the codebook of needs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Theme {
    /// The codebook.
    pub book: String,
    /// The code.
    pub code: String,
}

/// One statement of an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The agency's place.
    pub agency: usize,
    /// What it is said of.
    pub saying: Saying,
    /// The nouns in it.
    pub words: BTreeSet<String>,
    /// What it speaks of.
    pub themes: BTreeMap<Theme, ThemeBy>,
    /// The places of agencies that it names as partners.
    pub partners: Vec<usize>,
}

/// Why two agencies' support might overlap. Statements are named by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// Whoever needs it named the other one.
    Asked {
        /// The statement.
        ask: usize,
    },
    /// Whoever offers it named the other one.
    Offered {
        /// The statement.
        offer: usize,
    },
    /// One says it offers the function that the other's statement needs.
    Function {
        /// Need and function.
        code: Theme,
        /// The statement that needs it.
        need: usize,
    },
    /// Both statements are about the same code.
    Theme {
        /// The code.
        code: Theme,
        /// The statement of what is there.
        strength: usize,
        /// The statement of what is lacking.
        need: usize,
    },
    /// What is lacking and what is there mirror each other, as the codebooks say of factors of cases.
    Mirror {
        /// The code of what is lacking.
        lacking: Theme,
        /// The code of what is there.
        there: Theme,
        /// The statement of what is there.
        strength: usize,
        /// The statement of what is lacking.
        need: usize,
    },
    /// Both statements have words in common.
    Words {
        /// The words.
        words: Vec<String>,
        /// The statement of what is there.
        strength: usize,
        /// The statement of what is lacking.
        need: usize,
    },
}

/// Codes that mirror each other: one of what is lacking, one of what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirroring {
    /// What is lacking.
    pub lacking: Theme,
    /// What is there.
    pub there: Theme,
}

/// Where the support of one agency might overlap with that of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The place of the agency that has something.
    pub from: usize,
    /// The place of the agency that lacks something.
    pub to: usize,
    /// Why, at least one.
    pub grounds: Vec<Ground>,
}

/// Below so many agencies no word is found to be everybody's.
const LEAST_FOR_COMMON: usize = 4;

/// The words that more than half of the agencies with statements use: they tell nothing of two of them.
fn common_words(statements: &[Statement]) -> BTreeSet<&str> {
    let speaking: BTreeSet<usize> = statements.iter().map(|statement| statement.agency).collect();
    let mut users: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for statement in statements {
        for word in &statement.words {
            users.entry(word).or_default().insert(statement.agency);
        }
    }
    let is_common = |users: &BTreeSet<usize>| speaking.len() >= LEAST_FOR_COMMON && users.len() * 2 > speaking.len();
    users.into_iter().filter(|(_, users)| is_common(users)).map(|(word, _)| word).collect()
}

/// Every overlap between `functions.len()` agencies, in the order of `to`, then `from`. `functions` holds, by agency,
/// the functions of support that it says it offers, as codes of the codebook of needs.
pub fn overlaps(statements: &[Statement], functions: &[BTreeSet<Theme>], mirrorings: &[Mirroring]) -> Vec<Overlap> {
    let common = common_words(statements);
    let of = |agency: usize, is_of_strength: bool| {
        statements
            .iter()
            .enumerate()
            .filter(move |(_, one)| one.agency == agency && one.saying.is_of_strength() == is_of_strength)
    };
    let mut found = Vec::new();
    for to in 0..functions.len() {
        for (from, offered) in functions.iter().enumerate().filter(|(from, _)| *from != to) {
            let mut grounds = Vec::new();
            for (ask, _) in of(to, false).filter(|(_, ask)| ask.partners.contains(&from)) {
                grounds.push(Ground::Asked { ask });
            }
            for (offer, _) in of(from, true).filter(|(_, offer)| offer.partners.contains(&to)) {
                grounds.push(Ground::Offered { offer });
            }
            for (need, lacking) in of(to, false) {
                for code in lacking.themes.keys().filter(|code| offered.contains(*code)) {
                    grounds.push(Ground::Function { code: code.clone(), need });
                }
                for (strength, there) in of(from, true) {
                    for code in lacking.themes.keys().filter(|code| there.themes.contains_key(*code)) {
                        grounds.push(Ground::Theme { code: code.clone(), strength, need });
                    }
                    let mirrored = mirrorings.iter().filter(|pair| {
                        lacking.themes.contains_key(&pair.lacking) && there.themes.contains_key(&pair.there)
                    });
                    for Mirroring { lacking, there } in mirrored.cloned() {
                        grounds.push(Ground::Mirror { lacking, there, strength, need });
                    }
                    let words: Vec<String> = lacking
                        .words
                        .intersection(&there.words)
                        .filter(|word| !common.contains(word.as_str()))
                        .cloned()
                        .collect();
                    if !words.is_empty() {
                        grounds.push(Ground::Words { words, strength, need });
                    }
                }
            }
            if !grounds.is_empty() {
                found.push(Overlap { from, to, grounds });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(agency: usize, saying: Saying, words: &[&str]) -> Statement {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Statement { agency, saying, words, themes: BTreeMap::new(), partners: Vec::new() }
    }

    fn theme(book: &str, code: &str) -> Theme {
        Theme { book: book.to_owned(), code: code.to_owned() }
    }

    fn about(mut statement: Statement, theme: Theme) -> Statement {
        statement.themes.insert(theme, ThemeBy::Reader);
        statement
    }

    fn none(agencies: usize) -> Vec<BTreeSet<Theme>> {
        vec![BTreeSet::new(); agencies]
    }

    #[test]
    fn a_weakness_meets_the_strength_of_another_by_words() {
        let statements = [said(0, Saying::Weakness, &["訪問", "時間"]), said(1, Saying::Strength, &["訪問", "居場所"])];
        let found = overlaps(&statements, &none(2), &[]);
        let grounds = vec![Ground::Words { words: vec!["訪問".to_owned()], strength: 1, need: 0 }];
        assert_eq!(found, [Overlap { from: 1, to: 0, grounds }]);
    }

    #[test]
    fn a_strength_meets_no_strength_and_nobody_meets_themselves() {
        let statements = [
            said(0, Saying::Strength, &["訪問"]),
            said(1, Saying::Strength, &["訪問"]),
            said(1, Saying::Weakness, &["居場所"]),
            said(1, Saying::Offer, &["居場所"]),
        ];
        assert_eq!(overlaps(&statements, &none(2), &[]), []);
    }

    #[test]
    fn a_need_meets_the_function_of_the_same_code_and_what_is_coded_alike() {
        let accompany = || theme("needs", "accompany");
        let statements =
            [about(said(0, Saying::Ask, &[]), accompany()), about(said(2, Saying::Offer, &[]), accompany())];
        let mut functions = none(3);
        functions[1].insert(accompany());
        let found = overlaps(&statements, &functions, &[]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].grounds, [Ground::Function { code: accompany(), need: 0 }]);
        assert_eq!((found[0].from, found[0].to, found[1].from, found[1].to), (1, 0, 2, 0));
        assert_eq!(found[1].grounds, [Ground::Theme { code: accompany(), strength: 1, need: 0 }]);
    }

    #[test]
    fn codes_of_different_codebooks_are_different_things() {
        let need = || about(said(0, Saying::Weakness, &[]), theme("good-factors", "own"));
        let there = |book: &str| about(said(1, Saying::Strength, &[]), theme(book, "own"));
        assert_eq!(overlaps(&[need(), there("needs")], &none(2), &[]), []);
        assert_eq!(overlaps(&[need(), there("good-factors")], &none(2), &[]).len(), 1);
    }

    #[test]
    fn what_is_lacking_meets_what_mirrors_it() {
        let (lacking, there) = (theme("difficult-factors", "no_advice"), theme("good-factors", "advice"));
        let statements = [
            about(said(0, Saying::Weakness, &[]), lacking.clone()),
            about(said(1, Saying::Strength, &[]), there.clone()),
        ];
        let pair = Mirroring { lacking: lacking.clone(), there: there.clone() };
        let found = overlaps(&statements, &none(2), &[pair]);
        assert_eq!(found[0].grounds, [Ground::Mirror { lacking, there, strength: 1, need: 0 }]);
        assert_eq!(overlaps(&statements, &none(2), &[]), []);
    }

    #[test]
    fn whoever_is_named_is_a_ground_in_both_directions() {
        let mut ask = said(0, Saying::Ask, &[]);
        ask.partners = vec![1];
        let mut offer = said(1, Saying::Offer, &[]);
        offer.partners = vec![0];
        let found = overlaps(&[ask, offer], &none(2), &[]);
        let grounds = vec![Ground::Asked { ask: 0 }, Ground::Offered { offer: 1 }];
        assert_eq!(found, [Overlap { from: 1, to: 0, grounds }]);
    }

    #[test]
    fn a_word_that_most_agencies_use_is_no_ground() {
        // 会議 is used by 3 of 4 agencies, 訪問 by 2 of 4.
        let statements = [
            said(0, Saying::Weakness, &["会議", "訪問"]),
            said(1, Saying::Strength, &["会議", "訪問"]),
            said(2, Saying::Strength, &["会議"]),
            said(3, Saying::Strength, &["居場所"]),
        ];
        let found = overlaps(&statements, &none(4), &[]);
        let grounds = vec![Ground::Words { words: vec!["訪問".to_owned()], strength: 1, need: 0 }];
        assert_eq!(found, [Overlap { from: 1, to: 0, grounds }]);
    }

    #[test]
    fn nothing_said_is_no_overlap() {
        assert_eq!(overlaps(&[], &[], &[]), []);
        assert_eq!(overlaps(&[said(0, Saying::Weakness, &["訪問"])], &none(1), &[]), []);
    }
}
