//! 声を主題ごとに: for each item of a sheet who said something of it, so that all agencies' words can be laid side by
//! side.

use crate::answer::Completed;
use crate::definition::{Question, QuestionType, Questionnaire};

/// An item of a sheet, and who spoke to it. Answers are named by their places in the caller's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme<'q> {
    /// Key of the item.
    pub key: &'q str,
    /// What was asked.
    pub label: &'q str,
    /// The section's title.
    pub section: &'q str,
    /// Its index among the questions.
    pub index: usize,
    /// Answers that say something.
    pub voices: Vec<usize>,
    /// Answers in which it was left blank: nothing was said, which is no "no".
    pub blank: Vec<usize>,
}

/// The items of a questionnaire with who spoke to each, in its order. Notes, days, numbers and single lines (who was
/// there, and where) are no items to be read side by side. Answers that were not asked stand nowhere.
pub fn themes<'q>(questionnaire: &'q Questionnaire, answers: &[Completed]) -> Vec<Theme<'q>> {
    let mut themes = Vec::new();
    let mut index = 0;
    for section in &questionnaire.sections {
        for question in &section.questions {
            if is_theme(question) {
                let said = |place: &usize| answers.get(*place).is_some_and(|one| one.document.get(index).is_some());
                let asked = (0..answers.len())
                    .filter(|place| answers.get(*place).is_some_and(|answer| answer.shown.is_shown(index)));
                let (voices, blank) = asked.partition(said);
                let (key, label) = (question.key.as_str(), question.label.as_str());
                themes.push(Theme { key, label, section: &section.title, index, voices, blank });
            }
            index += 1;
        }
    }
    themes
}

fn is_theme(question: &Question) -> bool {
    matches!(
        question.kind,
        QuestionType::Paragraph { .. }
            | QuestionType::Choice { .. }
            | QuestionType::Choices { .. }
            | QuestionType::Ranking { .. }
            | QuestionType::Agency
            | QuestionType::Agencies { .. }
            | QuestionType::Repeat { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::testing::{asking, typed};
    use crate::answer::{complete, read};

    #[test]
    fn each_item_knows_who_spoke_to_it_and_who_was_not_asked() {
        let sheet = asking(
            "- {key: day, type: date, label: 日付}
- {key: who, type: text, label: 聞き手}
- {key: issues, type: paragraph, label: 課題}
- {key: has, type: choice, label: 有無, options: [{key: yes, label: あり}, {key: no, label: なし}]}
- {key: more, type: paragraph, label: 詳しく, show_if: 'has == \"yes\"'}",
        );
        let answers: Vec<_> = [
            typed([("issues", "距離"), ("has", "yes")]),
            typed([("has", "no"), ("who", "佐藤")]),
            typed([("issues", "人手"), ("has", "yes"), ("more", "夜間")]),
        ]
        .iter()
        .map(|fields| complete(&sheet, read(&sheet, fields).document))
        .collect();
        let found = themes(&sheet, &answers);
        let keys: Vec<_> = found.iter().map(|theme| theme.key).collect();
        assert_eq!(keys, ["issues", "has", "more"]);
        assert_eq!((found[0].voices.clone(), found[0].blank.clone()), (vec![0, 2], vec![1]));
        assert_eq!(found[1].voices, [0, 1, 2]);
        assert_eq!((found[2].voices.clone(), found[2].blank.clone()), (vec![2], vec![0]), "the second was not asked");
        assert_eq!(found[2].index, 4);
    }
}
