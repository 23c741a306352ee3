//! What stands above every page of words: which texts are looked at, and of how many agencies and answers.

use serde::Serialize;
use url::form_urlencoded::Serializer;

use crate::view::figures;

/// Something that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// Its name in addresses.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// What may be chosen on every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offers {
    /// Which texts.
    pub sources: Vec<Offer>,
    /// Which rounds.
    pub rounds: Vec<Offer>,
}

/// The head of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// What may be chosen.
    pub offers: Offers,
    /// 「26機関・30件」.
    pub base: String,
    /// Whether there is any text at all.
    pub has_texts: bool,
    /// What is left out for this reader, as a sentence.
    pub withheld: Option<String>,
    /// Words of fewer answers are left out for this reader.
    #[serde(skip)]
    pub least: u32,
    /// Whether single answers may be read.
    pub sees_answers: bool,
    /// The address's query without its `?`, for links to the other pages of the same texts.
    pub query: String,
}

impl Head {
    /// Of texts of so many agencies and answers; words of fewer answers than `least` are left out.
    pub fn new(offers: Offers, (agencies, answers): (u32, u32), least: u32, sees_answers: bool) -> Self {
        let chosen = |offers: &[Offer]| offers.iter().find(|offer| offer.is_chosen).map(|offer| offer.value.clone());
        let mut query = Serializer::new(String::new());
        if let Some(source) = chosen(&offers.sources) {
            query.append_pair("source", &source);
        }
        if let Some(round) = chosen(&offers.rounds) {
            query.append_pair("round", &round);
        }
        let withheld = (!sees_answers).then(|| {
            format!("個人の特定を防ぐため、人名と、{least}件に満たない回答にだけ出てくる語は載せていません。")
        });
        Self {
            query: query.finish(),
            base: agencies_and_answers(agencies, answers),
            has_texts: answers > 0,
            withheld,
            least,
            sees_answers,
            offers,
        }
    }

    /// The query with one more pair.
    pub(super) fn query_with(&self, name: &str, value: &str) -> String {
        let mut query = Serializer::new(self.query.clone());
        query.append_pair(name, value);
        query.finish()
    }
}

/// 「26機関・30件」.
pub(super) fn agencies_and_answers(agencies: u32, answers: u32) -> String {
    format!("{}機関・{}件", figures::count(agencies.into()), figures::count(answers.into()))
}

/// A coefficient with two decimals, rounded half up.
pub(super) fn coefficient(value: f64) -> String {
    figures::amount(value, 2)
}
