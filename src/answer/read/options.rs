//! Questions whose answers are options: one, several, ranked, a step of a scale, a checklist.

use crate::definition::{Options, Step};

use super::Reader;
use super::text::Lines;
use crate::answer::document::Answer;
use crate::answer::names;
use crate::answer::problem::Problem;

/// Most characters of the words of その他.
const OTHER_LENGTH: usize = 200;

const NOT_AN_OPTION: &str = "選択肢の中から選んでください。";

impl Reader<'_> {
    pub(super) fn choice(&mut self, path: &str, options: &Options) -> Option<Answer> {
        let typed = self.raw.first(path);
        let option = self.option(path, path, typed, options);
        let other = self.other_words(path, options, option.is_some() && option == options.other());
        option.map(|option| Answer::Choice { option, other })
    }

    pub(super) fn choices(&mut self, path: &str, options: &Options) -> Option<Answer> {
        let typed = self.raw.all(path);
        let mut selected: Vec<usize> =
            typed.iter().filter(|code| !code.is_empty()).filter_map(|code| options.position(code)).collect();
        selected.sort_unstable();
        selected.dedup();
        if typed.iter().any(|code| !code.is_empty() && options.position(code).is_none()) {
            self.malformed(path, path, NOT_AN_OPTION);
        }
        let is_other = options.other().is_some_and(|other| selected.contains(&other));
        let other = self.other_words(path, options, is_other);
        (!selected.is_empty()).then_some(Answer::Choices { selected, other })
    }

    pub(super) fn ranking(&mut self, path: &str, options: &Options, top: usize) -> Option<Answer> {
        let (mut ranked, mut gap) = (Vec::new(), None);
        let problems_before = self.problems.len();
        for place in 1..=top {
            let field = names::place(path, place);
            let typed = self.raw.first(&field);
            if typed.is_empty() {
                gap = gap.or(Some(field));
                continue;
            }
            if let Some(gap) = gap.take() {
                self.malformed(path, &gap, "1位から順に、間を空けずに選んでください。");
            }
            match self.option(path, &field, typed, options) {
                Some(option) if ranked.contains(&option) => {
                    self.malformed(
                        path,
                        &field,
                        "同じ項目が二度選ばれています。別の項目を選ぶか、空欄にしてください。",
                    );
                }
                option => ranked.extend(option),
            }
        }
        (self.problems.len() == problems_before && !ranked.is_empty()).then_some(Answer::Ranking(ranked))
    }

    #[expect(clippy::cast_precision_loss, reason = "steps of a scale are small numbers")]
    pub(super) fn scale(&mut self, path: &str, steps: &[Step]) -> Option<Answer> {
        let typed = self.raw.first(path);
        if typed.is_empty() {
            return None;
        }
        let step = steps.iter().find(|step| step.value.to_string() == typed);
        if step.is_none() {
            self.malformed(path, path, NOT_AN_OPTION);
        }
        step.map(|step| Answer::Number(step.value as f64))
    }

    pub(super) fn checklist(&mut self, path: &str, items: &Options) -> Option<Answer> {
        let ticks: Vec<Option<bool>> = items
            .codes
            .iter()
            .map(|item| {
                let field = names::item(path, &item.key);
                match self.raw.first(&field) {
                    "" => None,
                    "yes" => Some(true),
                    "no" => Some(false),
                    _ => {
                        self.malformed(path, &field, "「はい」か「いいえ」を選んでください。");
                        None
                    }
                }
            })
            .collect();
        ticks.iter().any(Option::is_some).then_some(Answer::Checklist(ticks))
    }

    fn option(&mut self, path: &str, field: &str, typed: &str, options: &Options) -> Option<usize> {
        let option = options.position(typed);
        if option.is_none() && !typed.is_empty() {
            self.malformed(path, field, NOT_AN_OPTION);
        }
        option
    }

    /// The words of その他, which belong there only when it is chosen, and then must not be left out.
    fn other_words(&mut self, path: &str, options: &Options, is_chosen: bool) -> Option<String> {
        let other = &options.codes.get(options.other()?)?.label;
        let field = names::other(path);
        let problems_before = self.problems.len();
        let words = self.words(path, &field, OTHER_LENGTH, Lines::One);
        match (&words, is_chosen) {
            (Some(_), false) => {
                self.malformed(path, &field, format!("「{other}」を選ぶか、こちらの記入を消してください。"));
                None
            }
            (None, true) if self.problems.len() == problems_before => {
                self.problems.push(Problem::missing(path, field, format!("「{other}」の内容を入力してください。")));
                None
            }
            _ => words,
        }
    }
}
