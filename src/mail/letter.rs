//! The letters: what each template under `templates/mail/` is filled with. No answer is ever quoted in one.

use serde::Serialize;

use super::MailError;
use crate::assets::Templates;

/// Stands in a letter where the personal link belongs. Whoever writes a letter that waits in the outbox gives this for
/// the link, which takes its place only when the letter is sent: a copy of the database opens nothing.
pub const LINK: &str = "{link}";

/// The office that writes.
#[derive(Debug, Clone, Serialize)]
pub struct Sender {
    /// The network's name.
    pub network: String,
    /// The municipality.
    pub municipality: String,
    /// The department in charge.
    pub department: String,
    /// The officer.
    pub officer: String,
    /// The officer's telephone number.
    pub telephone: String,
    /// When the telephone is answered.
    pub hours: String,
    /// The officer's mail address.
    pub mail: String,
}

/// The request to answer. Dates are in words: 「令和8年11月20日（金）」, short 「11月20日」.
#[derive(Debug, Clone, Serialize)]
pub struct Invitation<'a> {
    /// The office.
    pub sender: &'a Sender,
    /// The agency's name.
    pub agency: &'a str,
    /// The contact's name or post.
    pub contact: &'a str,
    /// The round's title.
    pub title: &'a str,
    /// The number of the official letter of request, if there is one.
    pub document_number: Option<&'a str>,
    /// The personal link.
    pub link: &'a str,
    /// The due date.
    pub due: &'a str,
    /// The due date without its year.
    pub due_short: &'a str,
    /// The period asked about.
    pub period: &'a str,
    /// How long an answer takes, in minutes.
    pub minutes: u32,
    /// Whom to turn to when somebody is in danger.
    pub emergency: &'a str,
}

/// The thanks for an answer.
#[derive(Debug, Clone, Serialize)]
pub struct Receipt<'a> {
    /// The office.
    pub sender: &'a Sender,
    /// The agency's name.
    pub agency: &'a str,
    /// The contact's name or post.
    pub contact: &'a str,
    /// The round's title.
    pub title: &'a str,
    /// What the sheet is called, where an agency fills in several.
    pub sheet: Option<&'a str>,
    /// The personal link.
    pub link: &'a str,
    /// The due date.
    pub due: &'a str,
    /// Whether the answer can still be changed, that is until the due date.
    pub may_change: bool,
    /// When it came in, in words.
    pub submitted_at: &'a str,
    /// The receipt number.
    pub receipt_number: &'a str,
    /// The revision that came in, from 1; later ones are corrections.
    pub revision: i32,
    /// The meeting at which results are shared, where it is known.
    pub meeting: Option<&'a str>,
}

impl Invitation<'_> {
    /// The letter: its first line is the subject.
    ///
    /// # Errors
    /// The template is at fault.
    pub fn letter(&self, templates: &Templates) -> Result<String, MailError> {
        Ok(templates.render("mail/invitation.txt", self)?)
    }
}

impl Receipt<'_> {
    /// The letter: its first line is the subject.
    ///
    /// # Errors
    /// The template is at fault.
    pub fn letter(&self, templates: &Templates) -> Result<String, MailError> {
        Ok(templates.render("mail/receipt.txt", self)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender() -> Sender {
        let text = str::to_owned;
        Sender {
            network: text("B市ひきこもり支援ネットワーク"),
            municipality: text("B市"),
            department: text("福祉部 地域福祉課"),
            officer: text("野辺"),
            telephone: text("0XX-200-0001"),
            hours: text("平日 午前8時30分～午後5時15分"),
            mail: text("jimukyoku@b-city.example.jp"),
        }
    }

    #[test]
    fn an_invitation_names_the_link_the_due_date_and_the_office() {
        let sender = sender();
        let invitation = Invitation {
            sender: &sender,
            agency: "相談支援事業所つむぎ & つなぐ",
            contact: "相談係",
            title: "アンケート",
            document_number: None,
            link: "http://127.0.0.1:8080/a/abc",
            due: "令和8年11月20日（金）",
            due_short: "11月20日",
            period: "令和7年度",
            minutes: 40,
            emergency: "119番又は110番",
        };
        let letter = invitation.letter(&Templates::parse().unwrap()).unwrap();
        assert!(letter.starts_with("【御依頼】「アンケート」への御協力について（11月20日まで）\n"), "{letter}");
        assert!(letter.contains("相談支援事業所つむぎ & つなぐ　相談係 様"), "names are not escaped: {letter}");
        assert!(letter.contains("回答用ページ：http://127.0.0.1:8080/a/abc\n"), "{letter}");
        assert!(letter.contains("実施します。各機関"), "no empty brackets: {letter}");
        assert!(letter.contains("電話 0XX-200-0001（平日 午前8時30分～午後5時15分）"), "{letter}");
    }

    #[test]
    fn a_receipt_says_until_when_the_answer_can_be_changed() {
        let sender = sender();
        let mut receipt = Receipt {
            sender: &sender,
            agency: "つむぎ",
            contact: "相談係",
            title: "アンケート",
            sheet: None,
            link: "http://127.0.0.1:8080/a/abc",
            due: "令和8年11月20日（金）",
            may_change: true,
            submitted_at: "令和8年11月1日 10時05分",
            receipt_number: "12-3456",
            revision: 1,
            meeting: Some("第1回ネットワーク会議"),
        };
        let templates = Templates::parse().unwrap();
        let letter = receipt.letter(&templates).unwrap();
        assert!(letter.contains("（受付番号：12-3456）") && letter.contains("20日（金）までは、"), "{letter}");
        assert!(!letter.contains('版'), "{letter}");
        receipt.may_change = false;
        (receipt.sheet, receipt.revision) = (Some("事例シート 2"), 2);
        let late = receipt.letter(&templates).unwrap();
        assert!(late.contains("「アンケート」（事例シート 2）の訂正をお受けしました"), "{late}");
        assert!(late.contains("（受付番号：12-3456、第2版）"), "{late}");
        assert!(!late.contains("訂正ができます") && late.contains("確認及び印刷ができます"), "{late}");
    }
}
