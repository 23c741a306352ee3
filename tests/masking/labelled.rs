//! Sentences in which somebody has labelled what should be found.

use norishiro::analysis::masking::{Kind, Passage};

/// A sentence with its labels.
pub(super) struct Sentence {
    /// The words alone.
    pub(super) text: String,
    /// What should be found.
    pub(super) labels: Vec<Passage>,
}

/// The sentences of a file: one a line, `{kind:passage}`; lines with `#` speak of the file.
pub(super) fn sentences(file: &str) -> Vec<Sentence> {
    let lines = file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(sentence).collect()
}

fn sentence(line: &str) -> Sentence {
    let (mut text, mut labels, mut rest) = (String::new(), Vec::new(), line);
    while let Some((before, behind)) = rest.split_once('{') {
        text.push_str(before);
        let (label, behind) = behind.split_once('}').unwrap();
        let (kind, words) = label.split_once(':').unwrap();
        let kind = Kind::ALL.into_iter().find(|one| one.label() == kind).unwrap();
        let start = text.len();
        text.push_str(words);
        labels.push(Passage { kind, range: start..text.len() });
        rest = behind;
    }
    text.push_str(rest);
    Sentence { text, labels }
}

#[test]
fn labels_are_read() {
    let read = sentences("# 説明\n\n{氏名:田中}さん、{年齢:34歳}。\n");
    let [one] = read.as_slice() else { panic!("one sentence") };
    assert_eq!(one.text, "田中さん、34歳。");
    let passages: Vec<_> = one.labels.iter().map(|label| (label.kind, &one.text[label.range.clone()])).collect();
    assert_eq!(passages, [(Kind::Name, "田中"), (Kind::Age, "34歳")]);
}
