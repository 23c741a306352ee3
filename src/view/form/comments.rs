//! What the office asks to look at again: beside its question, on the review page, on the start page.

use serde::Serialize;

use super::pages::ReviewPage;
use super::question::Form;
use super::section::SectionPage;
use crate::answer;

/// A comment that is not settled yet.
#[derive(Debug, Clone)]
pub struct OpenComment {
    /// Its id.
    pub id: String,
    /// The question's key; empty where it is about the whole answer.
    pub question: String,
    /// What it says.
    pub words: String,
    /// Who asks, in words.
    pub by: String,
    /// When it was written, in words.
    pub at: String,
    /// Whether another answer or a word has met it.
    pub is_met: bool,
}

/// The comment beside its question.
#[derive(Debug, Clone, Serialize)]
pub struct CommentView {
    /// Names the block.
    pub id: String,
    /// What it says.
    pub words: String,
    /// Who asks, in words.
    pub by: String,
    /// When it was written, in words.
    pub at: String,
    /// Field that says 「このままで正しい」.
    pub field: String,
    /// Whether that was said.
    pub is_right: bool,
    /// Field that takes a reason.
    pub reason_field: String,
    /// The reason typed so far.
    pub reason: String,
}

/// A comment on the review page, with where the answer can be mended.
#[derive(Debug, Serialize)]
pub struct ReviewComment {
    /// The comment.
    pub comment: CommentView,
    /// The question; 「回答全体」 where it is about the whole.
    pub label: String,
    /// Where it can be mended; empty for the whole.
    pub href: String,
    /// Whether it is met.
    pub is_met: bool,
}

/// What the start page says of a sheet that was sent back.
#[derive(Debug, Serialize)]
pub struct AskedAgain {
    /// Words about the whole answer.
    pub words: String,
    /// Until when, in words.
    pub until: Option<String>,
    /// What is asked about single questions: label, words, and where they stand.
    pub items: Vec<AskedItem>,
}

/// One question to look at again.
#[derive(Debug, Serialize)]
pub struct AskedItem {
    /// The question; 「回答全体」 where it is about the whole.
    pub label: String,
    /// What is asked.
    pub words: String,
    /// The address of the question's page; empty for the whole.
    pub href: String,
}

/// What stands for a question where the whole answer is meant.
pub const WHOLE: &str = "回答全体";

impl Form<'_> {
    /// Puts the comments beside their questions.
    pub fn put_comments(&self, page: &mut SectionPage, comments: &[OpenComment]) {
        for view in &mut page.questions {
            let here = comments.iter().filter(|comment| comment.question == view.path);
            view.comments = here.map(|comment| self.comment(comment)).collect();
            let ids = view.comments.iter().map(|comment| format!(" comment-{}", comment.id));
            view.described_by = format!("{}{}", view.described_by, ids.collect::<String>()).trim().to_owned();
        }
    }

    /// Lists the comments on the review page; nothing is handed in while one is not met.
    pub fn review_comments(&self, page: &mut ReviewPage, comments: &[OpenComment]) {
        page.comments = comments
            .iter()
            .map(|comment| {
                let item = self.asked_item(comment, &format!("{}/sheets/{}", page.head.base, page.standing.sheet));
                let OpenComment { is_met, .. } = *comment;
                ReviewComment { comment: self.comment(comment), label: item.label, href: item.href, is_met }
            })
            .collect();
        page.may_submit &= comments.iter().all(|comment| comment.is_met);
    }

    /// The comment as a line with the question's name; `sheet` is the address of the sheet.
    pub fn asked_item(&self, comment: &OpenComment, sheet: &str) -> AskedItem {
        let has = |section: &&crate::definition::Section| {
            section.questions.iter().any(|question| question.key == comment.question)
        };
        let section = self.questionnaire.sections.iter().find(has);
        let href = section
            .map(|section| format!("{sheet}/sections/{}#q-{}", section.key, comment.question))
            .unwrap_or_default();
        let label = self.questionnaire.find(&comment.question).map(|(_, question)| self.places.fill(&question.label));
        AskedItem { label: label.unwrap_or_else(|| WHOLE.to_owned()), words: comment.words.clone(), href }
    }

    fn comment(&self, comment: &OpenComment) -> CommentView {
        let field = answer::comments::right_field(&comment.question, &comment.id);
        let reason_field = answer::comments::right_reason_field(&comment.question, &comment.id);
        CommentView {
            id: comment.id.clone(),
            words: comment.words.clone(),
            by: comment.by.clone(),
            at: comment.at.clone(),
            is_right: !self.raw.first(&field).is_empty(),
            reason: self.raw.first(&reason_field).to_owned(),
            field,
            reason_field,
        }
    }
}
