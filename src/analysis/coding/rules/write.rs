//! Rules to begin with, from the example words of a codebook.

use super::lexer::half;

/// Rules for codes with their example words: a heading with the label, and the examples joined by `or`. Codes without
/// examples have none.
pub fn default_rules<'c>(codes: impl IntoIterator<Item = (&'c str, &'c [String])>) -> String {
    let mut text = String::new();
    for (label, examples) in codes {
        let words: Vec<String> =
            examples.iter().map(|example| written(example.trim())).filter(|word| !word.is_empty()).collect();
        if !words.is_empty() {
            text.push_str(&format!("＊{label}\n{}\n\n", words.join(" or ")));
        }
    }
    text
}

/// An example as a condition: in quotation marks where it holds a sign that means something.
fn written(example: &str) -> String {
    let is_plain = |sign: char| !sign.is_whitespace() && !"()|&!'[]+*#".contains(half(sign));
    let is_word = !["and", "or", "not"].contains(&example.to_lowercase().as_str());
    if example.chars().all(is_plain) && is_word {
        example.to_owned()
    } else {
        format!("'{}'", example.chars().filter(|sign| half(*sign) != '\'').collect::<String>())
    }
}
