//! A question with its expressions compiled.

use super::body::Body;
use super::cycles::{Depends, note_circles};
use super::names::{check_places, required, required_text};
use crate::definition::expression::{
    Expression, ExpressionProblem, Outline, Purpose, Scope, Sentence, compile, compile_sentence,
};
use crate::definition::feed::Feed;
use crate::definition::file::{FeedsFile, PrefillFile, QuestionFile, SeverityFile, SharingFile, SourceFileKind};
use crate::definition::question::{Check, Prefill, Question, QuestionType, Severity, Sharing, Source};
use crate::definition::source::{At, Notes, Position};

/// A question whose key and type are read and whose expressions are still text.
#[derive(Debug)]
pub(super) struct Draft<'f> {
    pub file: &'f At<QuestionFile>,
    pub key: String,
    pub body: Body,
    /// The questions of a repeat.
    pub inner: Vec<Draft<'f>>,
}

impl Draft<'_> {
    pub(super) fn outline(&self) -> Outline {
        Outline { key: self.key.clone(), shape: self.body.shape() }
    }
}

/// Finishes a question and says what it depends on; no question where something was noted that
/// leaves none to use.
pub(super) fn finish(draft: Draft<'_>, scope: Scope<'_>, notes: &Notes) -> (Option<Question>, Depends) {
    let mut depends = Depends::default();
    (question(draft, scope, &mut depends, notes), depends)
}

fn question(draft: Draft<'_>, scope: Scope<'_>, depends: &mut Depends, notes: &Notes) -> Option<Question> {
    let file = draft.file;
    let label = required_text(file.label.as_ref(), "label", file.at, notes);
    check_places(file.label.as_ref(), notes);
    check_places(file.help.as_ref(), notes);
    let show_if = file.show_if.as_ref().map(|text| expression(text, scope, Purpose::Condition, notes));
    show_if.iter().flatten().for_each(|compiled| depends.add(compiled));
    let checks: Vec<Option<Check>> =
        file.checks.iter().flatten().map(|check_file| check(check_file, scope, notes)).collect();
    let kind = kind(draft.body, draft.inner, file, scope, depends, notes)?;
    let feeds = feeds(file.feeds.as_ref(), &kind, notes);
    let zero_if_none = zero_if_none(file, &kind, scope, notes);
    Some(Question {
        key: draft.key,
        label,
        help: file.help.as_ref().map(|help| help.value.clone()),
        example: file.example.clone(),
        kind,
        required: file.required.unwrap_or(false),
        show_if: match show_if {
            Some(compiled) => Some(compiled?),
            None => None,
        },
        checks: checks.into_iter().collect::<Option<_>>()?,
        feeds,
        sensitive: file.sensitive.unwrap_or(false),
        prefill: match file.prefill {
            Some(PrefillFile::LastAnswer) => Prefill::LastAnswer,
            Some(PrefillFile::Never) | None => Prefill::Never,
        },
        zero_if_none,
        sharing: match file.sharing {
            Some(SharingFile::Named) => Sharing::Named,
            Some(SharingFile::Totals) | None => Sharing::Totals,
        },
        source: match file.source {
            Some(SourceFileKind::Ours) => Source::Ours,
            Some(SourceFileKind::Tool) | None => Source::Tool,
        },
    })
}

fn kind(
    body: Body,
    inner: Vec<Draft<'_>>,
    file: &At<QuestionFile>,
    scope: Scope<'_>,
    depends: &mut Depends,
    notes: &Notes,
) -> Option<QuestionType> {
    match body {
        Body::Ready(kind) => Some(kind),
        Body::Broken => None,
        Body::Calculated(format) => {
            let value = required(file.value.value.as_ref(), "value", file.at, notes)?;
            let value = expression(value, scope, Purpose::Number, notes)?;
            depends.add(&value);
            Some(QuestionType::Calculated { value, format })
        }
        Body::Repeat { min, max } => {
            let outlines: Vec<Outline> = inner.iter().map(Draft::outline).collect();
            let scope = Scope { inner: Some(&outlines), ..scope };
            let places: Vec<Position> = inner.iter().map(|draft| draft.file.at).collect();
            let (questions, inner_depends): (Vec<Option<Question>>, Vec<Depends>) =
                inner.into_iter().map(|draft| finish(draft, scope, notes)).unzip();
            let named: Vec<(&str, Position)> =
                outlines.iter().map(|outline| outline.key.as_str()).zip(places).collect();
            note_circles(&named, &inner_depends, true, notes);
            depends.add_outside_of(&inner_depends);
            Some(QuestionType::Repeat { questions: questions.into_iter().collect::<Option<_>>()?, min, max })
        }
    }
}

/// Whether the question is one of the case counts that 「今年度は該当事例がありません」 sets to 0.
fn zero_if_none(file: &QuestionFile, kind: &QuestionType, scope: Scope<'_>, notes: &Notes) -> bool {
    let Some(given) = file.zero_if_none.as_ref().filter(|given| given.value) else { return false };
    if scope.inner.is_some() {
        notes.add(
            given.key_at,
            "「zero_if_none」は、repeat の中の設問では使えません。",
            "key 'zero_if_none' cannot be used inside a repeat",
        );
    }
    if kind.format().is_some_and(|format| format.min > 0.0 || format.max < 0.0) {
        notes.add(
            given.at,
            "0を入れられない設問（min と max を確かめてください）に「zero_if_none」は使えません。",
            "'zero_if_none' needs a question that takes 0: see min and max",
        );
    }
    true
}

fn check(file: &At<crate::definition::file::CheckFile>, scope: Scope<'_>, notes: &Notes) -> Option<Check> {
    let that = required(file.that.as_ref(), "that", file.at, notes);
    let that = that.and_then(|text| expression(text, scope, Purpose::Condition, notes));
    required_text(file.otherwise.as_ref(), "otherwise", file.at, notes);
    let otherwise = file.otherwise.as_ref().and_then(|text| sentence(text, scope, notes));
    let severity = match file.severity {
        Some(SeverityFile::Confirm) => Severity::Confirm,
        Some(SeverityFile::Error) | None => Severity::Error,
    };
    Some(Check { that: that?, otherwise: otherwise?, severity })
}

fn expression(text: &At<String>, scope: Scope<'_>, purpose: Purpose, notes: &Notes) -> Option<Expression> {
    compile(text, scope, purpose).map_err(|problems| say_all(problems, text.at, notes)).ok()
}

fn sentence(text: &At<String>, scope: Scope<'_>, notes: &Notes) -> Option<Sentence> {
    compile_sentence(text, scope).map_err(|problems| say_all(problems, text.at, notes)).ok()
}

fn say_all(problems: Vec<ExpressionProblem>, at: Position, notes: &Notes) {
    for ExpressionProblem(words) in problems {
        notes.add(at, words.ja, words.en);
    }
}

fn feeds(file: Option<&FeedsFile>, kind: &QuestionType, notes: &Notes) -> Vec<Feed> {
    let names: &[At<String>] = match file {
        None => &[],
        Some(FeedsFile::Scalar(name)) => std::slice::from_ref(name),
        Some(FeedsFile::Sequence(names)) => names,
    };
    let mut feeds = Vec::new();
    for name in names {
        let Some(feed) = Feed::from_name(name) else {
            notes.add(
                name.at,
                format!("「{}」という feeds はありません。", name.value),
                format!("unknown feed '{}'", name.value),
            );
            continue;
        };
        if !feed.takes(kind) {
            let types = feed.types().join(" ");
            notes.add(
                name.at,
                format!("{} の設問は「{}」を支えられません（使える種類：{types}）。", kind.name(), name.value),
                format!("a question of type {} cannot feed '{}' (types: {types})", kind.name(), name.value),
            );
        }
        feeds.push(feed);
    }
    feeds
}
