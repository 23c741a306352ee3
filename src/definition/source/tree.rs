//! YAML as a tree in which every node knows where it stands.

use granit_parser::{Event, Parser, ScalarStyle};

use crate::definition::words::Words;

/// A place in a file; both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

#[derive(Debug, Clone)]
pub(in crate::definition) struct Tree {
    pub at: Position,
    pub node: Node,
}

#[derive(Debug, Clone)]
pub(in crate::definition) enum Node {
    /// An empty value or a plain `null`/`~`.
    Null,
    /// Any other scalar; `plain` where it stands without quotes.
    Scalar {
        text: String,
        plain: bool,
    },
    Sequence(Vec<Tree>),
    Mapping(Vec<(Tree, Tree)>),
}

/// Parses one YAML document.
///
/// # Errors
/// The first place that is not YAML, an alias, or a second document.
pub(in crate::definition) fn parse(text: &str) -> Result<Tree, (Position, Words)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut events = Parser::new_from_str(text).map(|event| {
        event.map(|(event, span)| (event, position(&span.start))).map_err(|error| {
            let words = Words::new(
                format!("YAMLとして読み取れません（{error}）。字下げや引用符を確かめてください。"),
                format!("not readable as YAML ({error})"),
            );
            (position(error.marker()), words)
        })
    });
    let mut root = None;
    while let Some(event) = events.next() {
        let (event, at) = event?;
        match event {
            Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(..)
            | Event::DocumentEnd
            | Event::Comment(..) => {}
            _ if root.is_some() => {
                return Err((
                    at,
                    Words::new("一つのファイルには一つの定義だけを書いてください。", "a file holds one definition"),
                ));
            }
            event => root = Some(node(event, at, &mut events, 0)?),
        }
    }
    Ok(root.unwrap_or(Tree { at: Position { line: 1, column: 1 }, node: Node::Null }))
}

fn position(marker: &granit_parser::Marker) -> Position {
    Position { line: marker.line(), column: marker.col() + 1 }
}

type Located<'input> = Result<(Event<'input>, Position), (Position, Words)>;

/// Deeper than any definition; keeps hostile files from exhausting the stack.
const DEEPEST: usize = 40;

fn node<'input>(
    event: Event<'input>,
    at: Position,
    events: &mut impl Iterator<Item = Located<'input>>,
    depth: usize,
) -> Result<Tree, (Position, Words)> {
    if depth > DEEPEST {
        return Err((at, Words::new("入れ子が深すぎます。", "nested too deep")));
    }
    let node = match event {
        Event::Scalar(text, style, ..) => {
            let plain = style == ScalarStyle::Plain;
            if plain && matches!(&*text, "" | "~" | "null") {
                Node::Null
            } else {
                Node::Scalar { text: text.into_owned(), plain }
            }
        }
        Event::SequenceStart(..) => {
            let mut elements = Vec::new();
            while let Some((event, at)) = next(events)? {
                if matches!(event, Event::SequenceEnd) {
                    break;
                }
                elements.push(node(event, at, events, depth + 1)?);
            }
            Node::Sequence(elements)
        }
        Event::MappingStart(..) => {
            let mut entries = Vec::new();
            while let Some((event, at)) = next(events)? {
                if matches!(event, Event::MappingEnd) {
                    break;
                }
                let key = node(event, at, events, depth + 1)?;
                let Some((event, at)) = next(events)? else { break };
                entries.push((key, node(event, at, events, depth + 1)?));
            }
            Node::Mapping(entries)
        }
        _ => {
            return Err((
                at,
                Words::new(
                    "「*」「&」による参照は使えません。内容をそのまま書いてください。",
                    "anchors and aliases are not supported",
                ),
            ));
        }
    };
    Ok(Tree { at, node })
}

/// The next event that is not a comment.
fn next<'input>(
    events: &mut impl Iterator<Item = Located<'input>>,
) -> Result<Option<(Event<'input>, Position)>, (Position, Words)> {
    for event in events {
        let (event, at) = event?;
        if !matches!(event, Event::Comment(..)) {
            return Ok(Some((event, at)));
        }
    }
    Ok(None)
}
