//! Lists of words as people write them: one entry a line, `#` before a remark.

use unicode_normalization::UnicodeNormalization;

/// The longest word, in characters.
const LONGEST: usize = 40;
/// The most entries of a list.
const MOST: usize = 1_000;

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListProblem {
    /// From 1.
    pub line: usize,
    /// What to do, as a sentence.
    pub message: String,
}

/// The words of a list, or everything that is wrong with it.
///
/// # Errors
/// One problem a line.
pub fn parse_words(text: &str) -> Result<Vec<String>, Vec<ListProblem>> {
    let mut problems = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for (line, entry) in entries(text) {
        match word(entry) {
            Ok(word) if words.contains(&word) => {}
            Ok(word) => words.push(word),
            Err(message) => problems.push(ListProblem { line, message }),
        }
    }
    told(words, problems, text)
}

/// The synonyms of a list, each as (what is counted, other ways to write it), or everything that is wrong with it.
///
/// # Errors
/// One problem a line.
pub fn parse_synonyms(text: &str) -> Result<Vec<(String, Vec<String>)>, Vec<ListProblem>> {
    let mut problems = Vec::new();
    let mut synonyms: Vec<(String, Vec<String>)> = Vec::new();
    for (line, entry) in entries(text) {
        let mut problem = |message: String| problems.push(ListProblem { line, message });
        let Some((head, others)) = entry.split_once(['：', ':']) else {
            problem("「代表の語：ほかの書き方、ほかの書き方」の形で入力してください。".to_owned());
            continue;
        };
        let head = match word(head) {
            Ok(head) => head,
            Err(message) => {
                problem(message);
                continue;
            }
        };
        let mut read = Vec::new();
        for other in others.split(['、', ',', '，']).filter(|other| !other.trim().is_empty()) {
            match word(other) {
                Ok(other) if other == head => {}
                Ok(other) => match synonyms.iter().find(|(_, others)| others.contains(&other)) {
                    Some((earlier, _)) => {
                        problem(format!(
                            "「{other}」は、「{earlier}」の行にもあります。どちらかの行から外してください。"
                        ));
                    }
                    None => read.push(other),
                },
                Err(message) => problem(message),
            }
        }
        if read.is_empty() {
            problem("「：」の右に、同じ語として数える書き方を入力してください。".to_owned());
        } else {
            synonyms.push((head, read));
        }
    }
    told(synonyms, problems, text)
}

/// The lines with something on them, from 1.
fn entries(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.split(['#', '＃']).next().unwrap_or_default().trim()))
        .filter(|(_, entry)| !entry.is_empty())
}

fn word(typed: &str) -> Result<String, String> {
    // A word is compared with texts, which hold letters as composed ones.
    let word: String = typed.trim().nfc().collect();
    let signs = word.chars().count();
    if word.chars().any(|sign| sign.is_whitespace() || sign.is_control()) {
        return Err(format!("「{word}」に空白があります。1行に1語ずつ、空白なしで入力してください。"));
    }
    if word.contains(['、', '，', ',', '：', ':', '。']) {
        return Err(format!("「{word}」に区切りの記号があります。1行に1語ずつ入力してください。"));
    }
    if signs < 2 && !word.chars().all(|sign| ('一'..='鿿').contains(&sign)) {
        return Err(format!("「{word}」は短すぎます。2文字以上（漢字は1文字以上）で入力してください。"));
    }
    if signs > LONGEST {
        return Err(format!("{signs}文字あります。{LONGEST}文字以内で入力してください。"));
    }
    Ok(word)
}

fn told<T>(read: Vec<T>, mut problems: Vec<ListProblem>, text: &str) -> Result<Vec<T>, Vec<ListProblem>> {
    if read.len() > MOST {
        let message = format!("{}行あります。{MOST}行以内にしてください。", read.len());
        problems.push(ListProblem { line: text.lines().count(), message });
    }
    if problems.is_empty() { Ok(read) } else { Err(problems) }
}
