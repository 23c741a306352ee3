//! An invitation in the office's own words: a subject and a text with places such as `{agency}`, which are
//! filled for each contact. The usual words come from the template, with the places still in them.

use serde::Serialize;

use super::{MailError, Sender};
use crate::assets::Templates;

/// A place in a letter: its name between the braces, and what is put there.
pub const PLACES: &[(&str, &str)] = &[
    ("agency", "機関名"),
    ("contact", "担当者の名前又は職名"),
    ("link", "機関専用の回答用ページのアドレス"),
    ("title", "調査の名前"),
    ("due", "回答期限（例：令和8年12月18日（金））"),
    ("due_short", "回答期限の月日（例：12月18日）"),
    ("period", "対象期間"),
    ("minutes", "所要時間の目安（分）"),
    ("document_number", "文書番号"),
    ("meeting", "結果を共有する会議"),
    ("emergency", "緊急のときの連絡先"),
    ("network", "ネットワークの名前"),
    ("municipality", "市区町村"),
    ("department", "担当課"),
    ("officer", "担当者（事務局）"),
    ("telephone", "事務局の電話番号"),
];

/// Subject and text, with places or filled. The closing block with the office's address is no part of it: it
/// follows every letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// One line.
    pub subject: String,
    /// Paragraphs.
    pub text: String,
}

/// The template's variables, each standing for itself.
#[derive(Serialize)]
struct Places<'a> {
    sender: &'a Sender,
    agency: &'a str,
    contact: &'a str,
    title: &'a str,
    document_number: Option<&'a str>,
    link: &'a str,
    due: &'a str,
    due_short: &'a str,
    period: &'a str,
    minutes: &'a str,
    emergency: &'a str,
}

#[derive(Serialize)]
struct Close<'a> {
    sender: &'a Sender,
    agency: &'a str,
}

/// The usual words of an invitation, with their places; the document number has one where the round bears one.
///
/// # Errors
/// The template is at fault.
pub fn usual(templates: &Templates, has_document_number: bool) -> Result<Words, MailError> {
    let place = |name: &str| format!("{{{name}}}");
    let sender = Sender {
        network: place("network"),
        municipality: place("municipality"),
        department: place("department"),
        officer: place("officer"),
        telephone: place("telephone"),
        hours: String::new(),
        mail: String::new(),
    };
    let places = Places {
        sender: &sender,
        agency: "{agency}",
        contact: "{contact}",
        title: "{title}",
        document_number: has_document_number.then_some("{document_number}"),
        link: "{link}",
        due: "{due}",
        due_short: "{due_short}",
        period: "{period}",
        minutes: "{minutes}",
        emergency: "{emergency}",
    };
    let letter = templates.render("mail/invitation.txt", &places)?;
    let close = close(templates, &sender, "{agency}")?;
    let (subject, text) = letter.split_once('\n').unwrap_or((&letter, ""));
    let text = text.trim_end().strip_suffix(close.trim_end()).unwrap_or(text);
    Ok(Words { subject: subject.trim().to_owned(), text: text.trim().to_owned() })
}

/// The closing block of every letter.
///
/// # Errors
/// The template is at fault.
pub fn close(templates: &Templates, sender: &Sender, agency: &str) -> Result<String, MailError> {
    Ok(templates.render("mail/close.txt", &Close { sender, agency })?)
}

/// The places in a text that do not exist, each once: `{agent}`.
pub fn unknown_places(text: &str) -> Vec<String> {
    let mut unknown = Vec::new();
    for name in names(text).filter(|name| PLACES.iter().all(|(known, _)| known != name)) {
        let place = format!("{{{name}}}");
        if !unknown.contains(&place) {
            unknown.push(place);
        }
    }
    unknown
}

/// Whether a text has this place.
pub fn has_place(text: &str, place: &str) -> bool {
    names(text).any(|name| name == place)
}

/// The text with its places filled, in one pass, so that a name that itself holds `{link}` stays as it is.
pub fn fill<'a>(text: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}').and_then(|(name, behind)| Some((value(name)?, behind))) {
            Some((value, behind)) => {
                filled.push_str(value);
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}

/// What stands between braces on one line.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|after| {
        let (name, _) = after.split_once('}')?;
        (!name.contains('\n')).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_words_have_places_that_exist_and_no_closing_block() {
        let templates = Templates::parse().unwrap();
        let words = usual(&templates, true).unwrap();
        assert_eq!(words.subject, "【御依頼】「{title}」への御協力について（{due_short}まで）");
        assert!(words.text.starts_with("{agency}　{contact} 様\n\n"), "{}", words.text);
        assert!(words.text.ends_with("御協力をお願い申し上げます。"), "{}", words.text);
        assert!(
            words.text.contains("（依頼文書：{document_number}）") && words.text.contains("回答用ページ：{link}\n")
        );
        assert_eq!(unknown_places(&words.text), Vec::<String>::new());
        assert!(!usual(&templates, false).unwrap().text.contains("依頼文書"));
    }

    #[test]
    fn places_are_filled_once_and_unknown_ones_are_named() {
        let value = |name: &str| match name {
            "agency" => Some("{link}の会"),
            "link" => Some("https://example.jp/a/1"),
            _ => None,
        };
        assert_eq!(fill("{agency} 御中 {link} {x} {", value), "{link}の会 御中 https://example.jp/a/1 {x} {");
        assert_eq!(unknown_places("{agent}と{agency}と{agent}、{\n}"), ["{agent}"]);
        assert!(has_place("{link}", "link") && !has_place("link", "link"));
    }
}
