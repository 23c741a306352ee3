//! A word with what stands around it (KWIC).

use super::Corpus;

/// One mention of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The place of the document.
    pub document: usize,
    /// Which of its texts.
    pub text: usize,
    /// What stands before it.
    pub before: String,
    /// The word as it is written there.
    pub word: String,
    /// What stands behind it.
    pub after: String,
}

/// Every mention of a word in these documents, in their order, with at most so many characters on each side. Line
/// breaks become spaces; `…` says that more stands there.
pub fn contexts(corpus: &Corpus, documents: &[usize], word: u32, width: usize) -> Vec<Context> {
    let mut found = Vec::new();
    for &document in documents {
        for mention in corpus.mentions(document).iter().filter(|mention| mention.word == word) {
            let place = |at: u32| usize::try_from(at).unwrap_or_default();
            let number = place(mention.text);
            let text = corpus.documents().get(document).and_then(|document| document.texts.get(number));
            let (start, end) = (place(mention.start), place(mention.end));
            let Some((before, at, after)) =
                text.and_then(|text| Some((text.get(..start)?, text.get(start..end)?, text.get(end..)?)))
            else {
                continue;
            };
            found.push(Context {
                document,
                text: number,
                before: last(before, width),
                word: at.to_owned(),
                after: first(after, width),
            });
        }
    }
    found
}

fn last(text: &str, width: usize) -> String {
    let signs = text.chars().count();
    let cut: String = text.chars().skip(signs.saturating_sub(width)).map(spaced).collect();
    if signs > width { format!("…{cut}") } else { cut }
}

fn first(text: &str, width: usize) -> String {
    let cut: String = text.chars().take(width).map(spaced).collect();
    if text.chars().nth(width).is_some() { format!("{cut}…") } else { cut }
}

fn spaced(sign: char) -> char {
    if matches!(sign, '\n' | '\r') { ' ' } else { sign }
}
