//! Lists of words as people write them: one entry a line, `#` before a remark.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

/// The longest word, in characters.
const LONGEST: usize = 40;
/// The most entries of a list.
const MOST: usize = 1_000;
/// The most ways to write words that a list of synonyms may hold in all.
const MOST_WAYS: usize = 5_000;

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
    within_bounds(text)?;
    let mut problems = Vec::new();
    let (mut words, mut known) = (Vec::new(), HashSet::new());
    for (line, entry) in entries(text) {
        match word(entry) {
            Ok(word) if !known.insert(word.clone()) => {}
            Ok(word) => words.push(word),
            Err(message) => problems.push(ListProblem { line, message }),
        }
    }
    told(words, problems)
}

/// The synonyms of a list, each as (what is counted, other ways to write it), or everything that is wrong with it.
///
/// # Errors
/// One problem a line.
pub fn parse_synonyms(text: &str) -> Result<Vec<(String, Vec<String>)>, Vec<ListProblem>> {
    within_bounds(text)?;
    let mut problems = Vec::new();
    let mut synonyms: Vec<(String, Vec<String>)> = Vec::new();
    // Under which word each way to write it stands, and in which line.
    let mut known: HashMap<String, (String, usize)> = HashMap::new();
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
        for other in others.split(BETWEEN).filter(|other| !other.trim().is_empty()) {
            match word(other) {
                Ok(other) if other == head => {}
                Ok(other) => match known.get(&other) {
                    Some((_, same)) if *same == line => {}
                    Some((earlier, _)) => {
                        problem(format!(
                            "「{other}」は、「{earlier}」の行にもあります。どちらかの行から外してください。"
                        ));
                    }
                    None => {
                        known.insert(other.clone(), (head.clone(), line));
                        read.push(other);
                    }
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
    told(synonyms, problems)
}

/// Counts before anything is read, so that no text keeps the program busy.
fn within_bounds(text: &str) -> Result<(), Vec<ListProblem>> {
    let (mut lines, mut ways) = (0, 0);
    for (_, entry) in entries(text) {
        lines += 1;
        ways += entry.split(BETWEEN).count();
    }
    let message = if lines > MOST {
        format!("{lines}行あります。{MOST}行以内にしてください。")
    } else if ways > MOST_WAYS {
        format!("書き方が全部で{ways}語あります。{MOST_WAYS}語以内にしてください。")
    } else {
        return Ok(());
    };
    Err(vec![ListProblem { line: text.lines().count(), message }])
}

/// What stands between the ways to write a word.
const BETWEEN: [char; 3] = ['、', ',', '，'];

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

fn told<T>(read: Vec<T>, problems: Vec<ListProblem>) -> Result<Vec<T>, Vec<ListProblem>> {
    if problems.is_empty() { Ok(read) } else { Err(problems) }
}
