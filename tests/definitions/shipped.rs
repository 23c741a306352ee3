//! The shipped definitions: what they hold, and that their keys stay.

use std::fs;

use norishiro::app::shipped;
use norishiro::definition::{Library, Question, QuestionType, bundle, schema};

fn library() -> Library {
    shipped::library().unwrap()
}

fn outline(question: &Question, depth: usize) -> String {
    let keys = |options: &norishiro::definition::Options| {
        options.codes.iter().map(|code| code.key.as_str()).collect::<Vec<_>>().join(" ")
    };
    let codes = match &question.kind {
        QuestionType::Choice { options }
        | QuestionType::Choices { options }
        | QuestionType::Ranking { options, .. } => keys(options),
        QuestionType::Counts { items, .. } | QuestionType::Checklist { items } => keys(items),
        QuestionType::Grid { rows, columns, .. } => format!("{} × {}", keys(rows), keys(columns)),
        QuestionType::Scale { steps } => format!("{} steps", steps.len()),
        _ => String::new(),
    };
    let feeds: Vec<&str> = question.feeds.iter().map(|feed| feed.name()).collect();
    let mut line = format!("{}{} {} [{codes}]", "  ".repeat(depth), question.key, question.kind.name());
    if !feeds.is_empty() {
        line += &format!(" → {}", feeds.join(", "));
    }
    if let Some(condition) = &question.show_if {
        line += &format!(" if {}", condition.source());
    }
    if let QuestionType::Repeat { questions, .. } = &question.kind {
        for inner in questions {
            line += &format!("\n{}", outline(inner, depth + 1));
        }
    }
    line
}

/// Keys and codes are for ever: a change of this snapshot breaks earlier answers.
#[test]
fn keys_and_codes_of_the_shipped_definitions_stay() {
    let library = library();
    for questionnaire in library.questionnaires() {
        let lines: Vec<String> = questionnaire.questions().map(|question| outline(question, 0)).collect();
        insta::assert_snapshot!(questionnaire.key.clone(), lines.join("\n"));
    }
}

#[test]
fn the_five_sheets_and_the_three_others_are_there() {
    let library = library();
    let keys: Vec<&str> = library.questionnaires().map(|questionnaire| questionnaire.key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "agency-survey",
            "case-discussion",
            "case-sheet",
            "group-work",
            "health-centre-survey",
            "hearing-sheet",
            "intake-sheet",
            "progress-scale",
        ]
    );
    let books: Vec<(&str, usize)> = library.codebooks().map(|book| (book.key.as_str(), book.codes.len())).collect();
    assert!(books.contains(&("handbook-points", 50)) && books.contains(&("good-factors", 5)), "{books:?}");
    assert!(books.contains(&("difficult-factors", 7)), "{books:?}");
    assert_eq!(library.code_list("agency-kinds").unwrap().codes.len(), 25);
}

#[test]
fn the_difficulty_behind_each_option_is_a_factor_of_the_codebook() {
    let library = library();
    let factors: Vec<&str> =
        library.codebook("difficult-factors").unwrap().codes.iter().map(|code| code.code.key.as_str()).collect();
    for code in &library.code_list("difficulties").unwrap().codes {
        if let Some(factor) = &code.factor {
            assert!(factors.contains(&factor.as_str()), "{}: {factor}", code.key);
        }
    }
}

#[test]
fn headings_over_options_are_words_and_no_keys() {
    for list in library().code_lists() {
        for group in list.codes.iter().filter_map(|code| code.group.as_deref()) {
            assert!(!group.is_ascii(), "{}: {group}", list.key);
        }
    }
}

#[test]
fn a_published_version_holds_all_it_needs() {
    let library = library();
    for questionnaire in library.questionnaires() {
        let text = bundle::write(&library, &questionnaire.key).unwrap();
        let again = bundle::read(&text).unwrap();
        assert_eq!(format!("{again:?}"), format!("{questionnaire:?}"));
    }
    assert!(bundle::read("{}").is_err());
}

#[test]
fn the_json_schemas_beside_the_definitions_are_those_of_the_program() {
    for (name, schema) in schema::schemas() {
        let path = format!("survey-defs/schema/{name}");
        let shipped: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(shipped, serde_json::to_value(&schema).unwrap(), "run `norishiro defs schema survey-defs/schema`");
    }
}

/// Words that judge, and what the tools document never says.
#[test]
fn no_label_judges_the_person() {
    let forbidden = ["未就労", "改善", "問題のある家族", "困難者", "社会復帰", "脱落"];
    for (path, text) in norishiro::assets::definition_files() {
        let said = text.lines().filter(|line| !line.trim_start().starts_with('#'));
        for line in said {
            for word in forbidden {
                assert!(!line.contains(word), "{path}: {line}");
            }
        }
    }
}
