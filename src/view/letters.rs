//! Letters of request on paper: plain data for the template.

use serde::Serialize;

use super::field::{Choice, ErrorLine, Field};

/// The page with the letters of a round: a form above them, which is not printed.
#[derive(Debug, Serialize)]
pub struct LettersPage {
    /// Address of the round's board.
    pub path: String,
    /// Title of the round.
    pub title: String,
    /// The form: whom the letters are from, and their date.
    pub fields: [Field; 2],
    /// The agencies, to print the letter of one alone.
    pub agencies: Vec<Choice>,
    /// What is wrong in the form.
    pub errors: Vec<ErrorLine>,
    /// Why there is no letter, as a sentence.
    pub why_none: Option<&'static str>,
    /// What all letters say.
    pub words: LetterWords,
    /// The letters, in the order of the agencies' readings.
    pub letters: Vec<Letter>,
}

/// What is the same in all letters of a round. Days are in words.
#[derive(Debug, Clone, Serialize)]
pub struct LetterWords {
    /// 文書番号, if there is one.
    pub document_number: Option<String>,
    /// The letter's date.
    pub day: String,
    /// Whom it is from: municipality and title.
    pub sender: String,
    /// Title of the round.
    pub title: String,
    /// The network.
    pub network: String,
    /// The period asked about.
    pub period: String,
    /// The due date.
    pub due: String,
    /// How long an answer takes, in minutes.
    pub minutes: u32,
    /// Whether an agency fills in several sheets: the minutes are those of one.
    pub is_for_each: bool,
    /// Whom to turn to when somebody is in danger.
    pub emergency: String,
    /// The address at which the code is typed.
    pub code_address: String,
    /// Municipality and department.
    pub office: String,
    /// The officer.
    pub officer: String,
    /// The officer's telephone number.
    pub telephone: String,
    /// When the telephone is answered.
    pub hours: String,
    /// The officer's mail address.
    pub mail: String,
}

/// What one letter says of its agency.
#[derive(Debug, Clone, Serialize)]
pub struct Letter {
    /// The agency's id.
    pub id: String,
    /// The postal code; empty where it is not known.
    pub postal_code: String,
    /// The address; empty where it is not known.
    pub address: String,
    /// The agency's name.
    pub agency: String,
    /// Post and name of whom it is sent to; empty where nobody is known: then it is sent to the agency (御中).
    pub contact: String,
    /// The short code: two groups of five signs.
    pub code: String,
    /// How many of its cases wait for its word before they are shared.
    pub masked: usize,
    /// The QR code of the link, as an `svg` element.
    pub qr: String,
}

/// Post and name in one line; empty where neither is known.
pub fn post_and_name(post: &str, name: &str) -> String {
    [post.trim(), name.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
}

/// Whom a letter is addressed to, in one line: 「○○センター　相談係　山田 様」, 「○○センター　御中」.
pub fn addressed(agency: &str, contact: &str) -> String {
    if contact.is_empty() { format!("{agency}　御中") } else { format!("{agency}　{contact} 様") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_addressed_to_a_person_or_to_the_agency() {
        assert_eq!(addressed("よりみち", &post_and_name("相談係", "山田 花")), "よりみち　相談係　山田 花 様");
        assert_eq!(addressed("よりみち", &post_and_name("", "山田 花")), "よりみち　山田 花 様");
        assert_eq!(addressed("よりみち", &post_and_name("", " ")), "よりみち　御中");
    }
}
