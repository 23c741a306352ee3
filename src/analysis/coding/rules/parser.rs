//! Rules from text: every mistake, not the first.

use super::lexer::{Kind, Lexeme, half, read_line};
use super::problem::RuleProblem;
use super::{Condition, Spot};

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What its heading says.
    pub heading: String,
    /// Where its heading stands.
    pub at: Spot,
    /// When it proposes the code.
    pub condition: Condition,
}

/// Brackets and `not`s inside each other, at most.
const DEEPEST: usize = 50;

/// Reads the rules of a text. Problems stand in the order of the text; with one, the rules are not all there.
///
/// # Errors
/// Every mistake.
pub fn parse(text: &str) -> Result<Vec<Rule>, Vec<RuleProblem>> {
    let mut problems = Vec::new();
    let mut begun: Vec<Begun> = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        let Some(first) = text.chars().position(|sign| !sign.is_whitespace()) else { continue };
        let at = Spot { line, column: first + 1 };
        match text.chars().nth(first).map(half) {
            Some('#') => {}
            Some('*') => {
                let heading = text.chars().skip(first + 1).collect::<String>().trim().to_owned();
                if heading.is_empty() {
                    problems.push(RuleProblem::new(at, "＊ の後ろに、コードの名称を書いてください。"));
                } else if let Some(known) = begun.iter().find(|known| known.heading == heading) {
                    let message = format!(
                        "見出し「{heading}」は{}行目にもあります。一つの見出しにまとめ、条件を or でつないでください。",
                        known.at.line
                    );
                    problems.push(RuleProblem::new(at, message));
                }
                begun.push(Begun { heading, at, lexemes: Vec::new(), has_lines: false });
            }
            _ => {
                let lexemes = read_line(line, text, &mut problems);
                match begun.last_mut() {
                    Some(rule) => {
                        rule.lexemes.extend(lexemes);
                        rule.has_lines = true;
                    }
                    None => problems
                        .push(RuleProblem::new(at, "条件の前に、＊ で始まる見出し（コードの名称）を書いてください。")),
                }
            }
        }
    }
    let rules = begun.into_iter().filter_map(|Begun { heading, at, lexemes, has_lines }| {
        let before = problems.len();
        if lexemes.is_empty() {
            // What could not be read has been told.
            if !has_lines && !heading.is_empty() {
                problems.push(RuleProblem::new(
                    at,
                    format!("見出し「{heading}」に条件がありません。次の行に語を書いてください。"),
                ));
            }
            return None;
        }
        let condition =
            Parser { lexemes: &lexemes, at: 0, depth: 0, is_too_deep: false, problems: &mut problems }.whole();
        (problems.len() == before && !heading.is_empty()).then_some(Rule { heading, at, condition: condition? })
    });
    let rules: Vec<Rule> = rules.collect();
    problems.sort_by_key(|problem| problem.at);
    if problems.is_empty() { Ok(rules) } else { Err(problems) }
}

/// A heading with what stands under it.
struct Begun {
    heading: String,
    at: Spot,
    lexemes: Vec<Lexeme>,
    has_lines: bool,
}

struct Parser<'l, 'p> {
    lexemes: &'l [Lexeme],
    at: usize,
    depth: usize,
    is_too_deep: bool,
    problems: &'p mut Vec<RuleProblem>,
}

/// What begins a condition, for messages.
const NEEDS: &str = "ここに語がありません。語、( )、near( )、seq( ) のどれかを書いてください。";

impl Parser<'_, '_> {
    fn next(&self) -> Option<&Kind> {
        self.lexemes.get(self.at).map(|lexeme| &lexeme.kind)
    }

    /// Where what is read next stands, or what was read last.
    fn spot(&self) -> Spot {
        let lexeme = self.lexemes.get(self.at).or(self.lexemes.last());
        lexeme.map_or(Spot { line: 1, column: 1 }, |lexeme| lexeme.at)
    }

    fn wrong(&mut self, at: Spot, message: impl Into<String>) {
        self.problems.push(RuleProblem::new(at, message));
    }

    fn whole(&mut self) -> Option<Condition> {
        let mut condition = self.either();
        while self.at < self.lexemes.len() {
            // Only a bracket that closes nothing is left over.
            let spot = self.spot();
            self.wrong(spot, "この ) に対応する ( がありません。");
            self.at += 1;
            if self.at < self.lexemes.len() && !matches!(self.next(), Some(Kind::Close)) {
                if matches!(self.next(), Some(Kind::And | Kind::Or)) {
                    self.at += 1;
                }
                // What was told keeps the rule out: the rest is read for its mistakes alone.
                self.either();
                condition = None;
            }
        }
        condition
    }

    fn either(&mut self) -> Option<Condition> {
        let mut conditions = vec![self.both()];
        while matches!(self.next(), Some(Kind::Or)) {
            self.at += 1;
            conditions.push(self.both());
        }
        joined(conditions, Condition::Any)
    }

    fn both(&mut self) -> Option<Condition> {
        let mut conditions = vec![self.single()];
        loop {
            match self.next() {
                Some(Kind::And) => self.at += 1,
                None | Some(Kind::Or | Kind::Close) => return joined(conditions, Condition::All),
                Some(_) => {
                    let written = |at: Option<usize>| {
                        at.and_then(|at| self.lexemes.get(at)).map_or("", |lexeme| lexeme.written.as_str())
                    };
                    let message = format!(
                        "「{}」と「{}」の間に、and 又は or を書いてください。続けて出てくる語は「語+語」と書きます。",
                        written(self.at.checked_sub(1)),
                        written(Some(self.at))
                    );
                    let spot = self.spot();
                    self.wrong(spot, message);
                }
            }
            conditions.push(self.single());
        }
    }

    fn single(&mut self) -> Option<Condition> {
        let spot = self.spot();
        let Some(kind) = self.next().cloned() else {
            let last = self.lexemes.last().map_or("", |lexeme| lexeme.written.as_str()).to_owned();
            self.wrong(spot, format!("「{last}」の後ろに、語を書いてください。"));
            return None;
        };
        if self.depth >= DEEPEST {
            self.wrong(spot, format!("括弧や not の重なりは{DEEPEST}段までです。条件を分けてください。"));
            (self.at, self.is_too_deep) = (self.lexemes.len(), true);
            return None;
        }
        match kind {
            Kind::Not => {
                self.at += 1;
                self.depth += 1;
                let inner = self.single();
                self.depth -= 1;
                Some(Condition::Not(Box::new(inner?)))
            }
            Kind::Open => self.bracket(spot),
            Kind::Phrase(words) => self.taken(Condition::Phrase(words)),
            Kind::Exactly(text) => self.taken(Condition::Exactly(text)),
            Kind::Broken => {
                self.at += 1;
                None
            }
            Kind::Near { words, within, in_order } => self.taken(Condition::Near { words, within, in_order }),
            Kind::And | Kind::Or => {
                // The sign stays, so that what follows it is read too.
                self.wrong(spot, NEEDS);
                None
            }
            Kind::Close => {
                self.wrong(spot, NEEDS);
                None
            }
        }
    }

    fn taken(&mut self, condition: Condition) -> Option<Condition> {
        self.at += 1;
        Some(condition)
    }

    fn bracket(&mut self, open: Spot) -> Option<Condition> {
        self.at += 1;
        self.depth += 1;
        let inner = self.either();
        self.depth -= 1;
        if matches!(self.next(), Some(Kind::Close)) {
            self.at += 1;
        } else if !self.is_too_deep {
            self.wrong(open, "この ( に対応する ) がありません。");
        }
        inner
    }
}

/// Several conditions as one; one alone stays itself. `None` where one could not be read.
fn joined(conditions: Vec<Option<Condition>>, join: fn(Vec<Condition>) -> Condition) -> Option<Condition> {
    let mut conditions: Vec<Condition> = conditions.into_iter().collect::<Option<_>>()?;
    if conditions.len() > 1 { Some(join(conditions)) } else { conditions.pop() }
}
