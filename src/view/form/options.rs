//! Options: one, several, ranked, a step of a scale, はい／いいえ.

use std::sync::Arc;

use super::control::{Control, Tick, YesNo};
use super::question::Form;
use super::select::OptionLines;
use crate::answer::names;
use crate::definition::question::OTHER;
use crate::definition::{Options, Step};

impl Form<'_> {
    pub(super) fn options(&self, path: &str, options: &Options, multiple: bool, is_required: bool) -> Control {
        let chosen = self.raw.all(path);
        let mut last_group: Option<&str> = None;
        let mut ticks: Vec<Tick> = options
            .codes
            .iter()
            .enumerate()
            .map(|(index, code)| {
                let group = code.group.as_deref().filter(|group| last_group != Some(*group)).map(str::to_owned);
                last_group = code.group.as_deref().or(last_group);
                Tick {
                    name: path.to_owned(),
                    id: option_id(path, index, &code.key),
                    checked: chosen.iter().any(|chosen| *chosen == code.key),
                    value: code.key.clone(),
                    label: code.label.clone(),
                    help: code.help.clone(),
                    group,
                    words: (code.key == OTHER)
                        .then(|| self.text_box(&names::other(path), &format!("「{}」の内容", code.label))),
                }
            })
            .collect();
        ticks.extend(self.way_back(path, is_required || multiple));
        Control::Options { multiple, options: ticks }
    }

    /// A way back from a single choice that need not be made: radio buttons have none of their own.
    fn way_back(&self, path: &str, is_required: bool) -> Option<Tick> {
        (!is_required && !self.raw.first(path).is_empty()).then(|| Tick {
            name: path.to_owned(),
            id: format!("f-{path}-"),
            value: String::new(),
            label: "（選択を取り消す）".to_owned(),
            help: None,
            group: None,
            checked: false,
            words: None,
        })
    }

    pub(super) fn scale(&self, path: &str, steps: &[Step], is_required: bool) -> Control {
        let chosen = self.raw.first(path);
        let mut options: Vec<Tick> = steps
            .iter()
            .enumerate()
            .map(|(index, step)| {
                let value = step.value.to_string();
                Tick {
                    name: path.to_owned(),
                    id: option_id(path, index, &value),
                    checked: chosen == value,
                    label: format!("{value}　{}", step.label),
                    value,
                    help: None,
                    group: None,
                    words: None,
                }
            })
            .collect();
        options.extend(self.way_back(path, is_required));
        Control::Options { multiple: false, options }
    }

    pub(super) fn ranking(&self, path: &str, options: &Options, top: usize) -> Control {
        let lines = Arc::new(OptionLines::of(options.codes.iter().map(|code| (&*code.key, &*code.label))));
        let places =
            (1..=top).map(|place| self.select(&names::place(path, place), &format!("{place}位"), &lines)).collect();
        Control::Ranking { places }
    }

    pub(super) fn checklist(&self, path: &str, items: &Options) -> Control {
        let items: Vec<YesNo> = items
            .codes
            .iter()
            .map(|item| {
                let name = names::item(path, &item.key);
                let typed = self.raw.first(&name);
                let tick = |index: usize, value: &str, label: &str| Tick {
                    name: name.clone(),
                    id: option_id(&name, index, value),
                    value: value.to_owned(),
                    label: label.to_owned(),
                    help: None,
                    group: None,
                    checked: typed == value,
                    words: None,
                };
                YesNo {
                    label: item.label.clone(),
                    ticks: [tick(0, "yes", "はい"), tick(1, "no", "いいえ")],
                    errors: self.malformed_at(&name),
                }
            })
            .collect();
        let yes = items.iter().filter(|item| item.ticks[0].checked).count();
        let is_blank = !items.iter().any(|item| item.ticks.iter().any(|tick| tick.checked));
        Control::Checklist { items, score: (!is_blank).then(|| yes.to_string()) }
    }
}

/// Links to a field end at `f-` and its name: the first option bears that id.
fn option_id(name: &str, index: usize, value: &str) -> String {
    if index == 0 { ["f-", name].concat() } else { ["f-", name, "-", value].concat() }
}
