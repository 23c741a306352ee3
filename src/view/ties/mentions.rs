//! The mentions behind a figure, each with the answer that it stands in.

use serde::Serialize;

use super::asked::Asked;
use super::data::TieData;
use super::relation_words;
use crate::analysis::ties::{Mention, Party};
use crate::view::field::Typed;

/// The list of mentions.
#[derive(Debug, Serialize)]
pub struct MentionsPage {
    /// What the list is of, in words.
    pub about: Vec<String>,
    /// The query of the page that led here.
    pub back: String,
    /// The mentions.
    pub lines: Vec<MentionLine>,
}

/// One mention.
#[derive(Debug, Serialize)]
pub struct MentionLine {
    /// Who names.
    pub from: String,
    /// Who is named.
    pub to: String,
    /// As what, and at which place.
    pub relation: String,
    /// What they work together on.
    pub purposes: String,
    /// The title of the round.
    pub round: String,
    /// Where the answer can be read, behind the desk's address.
    pub path: String,
    /// Whether the question is shared in totals only.
    pub is_in_totals_only: bool,
}

impl MentionsPage {
    /// The mentions that an address asks for: those of the filter, from and to whom it says.
    pub fn new(data: &TieData, asked: &Asked, typed: &Typed) -> Self {
        let wanted = Wanted::of(typed);
        let lines = data.mentions.iter().filter(|mention| {
            asked.filter.takes(&data.register, mention)
                && wanted.takes(data, mention)
                && mention.to != Party::Agency(mention.from)
        });
        let mut about: Vec<String> = wanted.words(data);
        let chosen = asked.selects(data).into_iter().flat_map(|select| {
            let label = select.label;
            select
                .options
                .into_iter()
                .filter(|option| option.is_chosen && !option.value.is_empty())
                .map(move |option| format!("{label}：{}", option.label))
        });
        about.extend(chosen);
        Self { about, back: asked.with(&[]), lines: lines.map(|mention| line(data, mention)).collect() }
    }
}

/// Who names and who is named.
struct Wanted {
    from: Option<String>,
    to: Option<String>,
    from_kind: Option<String>,
    to_kind: Option<String>,
    to_kind_alone: Option<String>,
    words: Option<String>,
}

impl Wanted {
    fn of(typed: &Typed) -> Self {
        Self {
            from: typed.filled("from"),
            to: typed.filled("to"),
            from_kind: typed.filled("from_kind"),
            to_kind: typed.filled("to_kind"),
            to_kind_alone: typed.filled("to_kind_alone"),
            words: typed.filled("words"),
        }
    }

    fn takes(&self, data: &TieData, mention: &Mention) -> bool {
        let from = Party::Agency(mention.from);
        let is = |wanted: &Option<String>, found: Option<&str>| wanted.is_none() || wanted.as_deref() == found;
        let alone = match &mention.to {
            Party::Kind(code) => Some(code.as_str()),
            _ => None,
        };
        let words = match &mention.to {
            Party::Unregistered(words) => Some(words.as_str()),
            _ => None,
        };
        let to = match mention.to {
            Party::Agency(place) => Some(data.id(place)),
            _ => None,
        };
        is(&self.from, Some(data.id(mention.from)))
            && is(&self.to, to)
            && is(&self.from_kind, data.register.kind_of(&from))
            && is(&self.to_kind, data.register.kind_of(&mention.to))
            && is(&self.to_kind_alone, alone)
            && is(&self.words, words)
    }

    fn words(&self, data: &TieData) -> Vec<String> {
        let name =
            |id: &String| data.register.place(id).map_or_else(|| id.clone(), |place| data.name(place).to_owned());
        let kind = |code: &String| data.kind_label(code);
        let said = [
            self.from.as_ref().map(|id| format!("挙げた機関：{}", name(id))),
            self.to.as_ref().map(|id| format!("挙げられた機関：{}", name(id))),
            self.from_kind.as_ref().map(|code| format!("挙げた機関の種別：{}", kind(code))),
            self.to_kind.as_ref().map(|code| format!("挙げられた種別：{}", kind(code))),
            self.to_kind_alone.as_ref().map(|code| format!("種別だけで挙げられた先：{}", kind(code))),
            self.words.as_ref().map(|words| format!("名簿にない機関：{words}")),
        ];
        said.into_iter().flatten().collect()
    }
}

fn line(data: &TieData, mention: &Mention) -> MentionLine {
    let answer = data.answers.get(mention.answer);
    let label = |code: &String| {
        let known = data.purposes.iter().find(|purpose| purpose.key == *code);
        known.map_or_else(|| code.clone(), |purpose| purpose.label.clone())
    };
    MentionLine {
        from: data.name(mention.from).to_owned(),
        to: data.party_words(&mention.to),
        relation: format!("{}（{}番目）", relation_words(mention.relation), mention.place),
        purposes: mention.purposes.iter().map(label).collect::<Vec<_>>().join("、"),
        round: answer.map(|answer| answer.title.clone()).unwrap_or_default(),
        path: answer.map(super::AnswerLink::path).unwrap_or_default(),
        is_in_totals_only: !mention.is_named,
    }
}
