//! What an agency says to an invitation as a whole: that it does not answer, or that all is in.

use serde::Serialize;

use super::head::Head;

/// Reasons for declining that are offered: code and words. The last one needs words of its own.
const REASONS: [(&str, &str); 4] = [
    ("not_ours", "対象となる支援を行っていないため"),
    ("no_time", "人員や時間の都合により、期間内の回答が難しいため"),
    ("answered_elsewhere", "ほかの部署又は機関がまとめて回答するため"),
    ("other", "その他"),
];

/// The most characters of words to a reason.
const MOST_WORDS: usize = 500;

/// What was typed on the page for declining.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Declining {
    /// Code of the reason.
    pub reason: String,
    /// Words to it.
    pub words: String,
}

/// Something to mend on the page for declining.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecliningProblem {
    /// `reason` or `words`: the field.
    pub field: &'static str,
    /// What to do.
    pub message: String,
}

impl Declining {
    /// The reason in one text, as it is kept.
    ///
    /// # Errors
    /// Everything that is to be mended, at once.
    pub fn text(&self) -> Result<String, Vec<DecliningProblem>> {
        let mut problems = Vec::new();
        let mut add = |field, message: String| problems.push(DecliningProblem { field, message });
        let words = self.words.trim();
        let label = REASONS.iter().find(|(code, _)| *code == self.reason).map(|(_, label)| *label);
        if label.is_none() {
            add("reason", "理由を一つ選んでください。".to_owned());
        } else if self.reason == "other" && words.is_empty() {
            add("words", "「その他」のときは、理由をお書きください。".to_owned());
        }
        let excess = words.chars().count().saturating_sub(MOST_WORDS);
        if excess > 0 {
            add("words", format!("{MOST_WORDS}文字以内でお書きください（{excess}文字超えています）。"));
        }
        match label.filter(|_| problems.is_empty()) {
            Some(_) if self.reason == "other" => Ok(words.to_owned()),
            Some(label) if words.is_empty() => Ok(label.to_owned()),
            Some(label) => Ok(format!("{label}（{words}）")),
            None => Err(problems),
        }
    }
}

/// A reason to choose.
#[derive(Debug, Serialize)]
pub struct ReasonOption {
    /// What it sends.
    pub code: &'static str,
    /// Its words.
    pub label: &'static str,
    /// Whether it is chosen.
    pub checked: bool,
}

/// The page for declining: the form, or, once a reason is given, the question whether to go on.
#[derive(Debug, Serialize)]
pub struct DeclinePage {
    /// Who asks.
    pub head: Head,
    /// The reasons.
    pub reasons: Vec<ReasonOption>,
    /// Code of the chosen one.
    pub reason: String,
    /// Words as typed.
    pub words: String,
    /// The most characters of them.
    pub most_words: usize,
    /// What is to be mended.
    pub problems: Vec<DecliningProblem>,
    /// The reason as it will be kept, where all is well and only the confirmation is left.
    pub to_confirm: Option<String>,
}

impl DeclinePage {
    /// The page after `declining` was typed; blank where nothing was yet.
    pub fn new(head: Head, declining: Option<Declining>) -> Self {
        let checked = declining.as_ref().map(Declining::text);
        let declining = declining.unwrap_or_default();
        let option = |(code, label): (&'static str, &'static str)| ReasonOption {
            code,
            label,
            checked: declining.reason == code,
        };
        let (to_confirm, problems) = match checked {
            Some(Ok(text)) => (Some(text), Vec::new()),
            Some(Err(problems)) => (None, problems),
            None => (None, Vec::new()),
        };
        Self {
            head,
            reasons: REASONS.into_iter().map(option).collect(),
            reason: declining.reason,
            words: declining.words,
            most_words: MOST_WORDS,
            problems,
            to_confirm,
        }
    }
}

/// The question whether all is in.
#[derive(Debug, Serialize)]
pub struct CompletionPage {
    /// Who asks.
    pub head: Head,
    /// What one of the sheets is called: 事例シート.
    pub sheet_word: &'static str,
    /// Sheets that were submitted.
    pub submitted: usize,
    /// Names of the sheets that are begun and not submitted.
    pub unfinished: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(reason: &str, words: &str) -> Result<String, Vec<&'static str>> {
        let declining = Declining { reason: reason.to_owned(), words: words.to_owned() };
        declining.text().map_err(|problems| problems.into_iter().map(|problem| problem.field).collect())
    }

    #[test]
    fn a_reason_is_chosen_and_may_be_described() {
        assert_eq!(text("not_ours", " "), Ok("対象となる支援を行っていないため".to_owned()));
        assert_eq!(text("not_ours", "窓口なし"), Ok("対象となる支援を行っていないため（窓口なし）".to_owned()));
        assert_eq!(text("other", " 統合のため "), Ok("統合のため".to_owned()));
    }

    #[test]
    fn what_is_missing_or_too_long_is_told_at_once() {
        assert_eq!(text("", ""), Err(vec!["reason"]));
        assert_eq!(text("other", ""), Err(vec!["words"]));
        assert_eq!(text("none", &"長".repeat(501)), Err(vec!["reason", "words"]));
        assert!(text("other", &"長".repeat(500)).is_ok());
    }
}
