//! Reading the rounds behind the pages of gaps.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::Heading;
use crate::analysis::evidence::{Evidence, Given};
use crate::analysis::gap::{FEEDS, Picture, Source};
use crate::answer::{Completed, Completer};
use crate::app::coding::books::Books;
use crate::app::coding::counted;
use crate::app::definitions::{Definitions, NEEDS};
use crate::app::desk::{DeskError, RoundRead, has_cases, questionnaire_of, read_round};
use crate::app::network_rounds::feeds_any;
use crate::definition::Questionnaire;
use crate::store::{Connection, NetworkId, ResponseId, RoundId, rounds};
use crate::view::gaps::{AnswerName, Names, SourceRound};

/// What is read for the pages of gaps.
pub struct GapSources {
    /// What the answers say.
    pub picture: Picture,
    /// The rounds that were read, in the order of the picture's sources.
    pub rounds: Vec<SourceRound>,
    /// Agencies and answers by the places that evidence names.
    pub names: Names,
}

/// Of each questionnaire that says something of coverage or gaps the newest round with answers; `around` instead of
/// another round of its questionnaire, where it is given.
///
/// # Errors
/// Where the database fails or an answer does not fit its definition.
pub fn newest(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    around: Option<RoundId>,
) -> Result<GapSources, DeskError> {
    let mut opened = rounds::opened(connection, network)?;
    // A stable sort: the round asked for first, the others newest first as they are.
    opened.sort_by_key(|round| Some(round.id) != around);
    let mut read: Vec<RoundRead> = Vec::new();
    for round in opened {
        let Some(asked) = questionnaire_of(connection, definitions, network, &round)? else { continue };
        let is_read = |asked: &Questionnaire| read.iter().any(|one| one.questionnaire.key == asked.key);
        if feeds_any(&asked, FEEDS) && !is_read(&asked) {
            let one = read_round(connection, definitions, network, round.id)?;
            // A round that was opened just now has nothing to show yet.
            if !one.answers.is_empty() {
                read.push(one);
            }
        }
    }
    let coded = counted::of_book(connection, network, NEEDS)?;
    let codebook = Books::of_network(connection, definitions, network)?.headings(NEEDS);
    Ok(put_together(read, &coded, &codebook))
}

/// One answer, and where the codes of its needs are.
type Answer = (Evidence, ResponseId, Completed);
/// A round with its answers, completed.
type Answered = (Arc<Questionnaire>, SourceRound, Vec<Answer>);

fn put_together(read: Vec<RoundRead>, coded: &HashMap<ResponseId, Vec<String>>, codebook: &[Heading]) -> GapSources {
    let mut names = Names::default();
    let mut agencies = Vec::new();
    for agency in read.iter().flat_map(|round| &round.agencies) {
        if !agencies.contains(&agency.id) {
            agencies.push(agency.id);
            names.agencies.push(agency.name.clone());
        }
    }
    let mut answered: Vec<Answered> = Vec::new();
    for RoundRead { head, answers } in read {
        let questionnaire = Arc::clone(&head.questionnaire);
        let completer = Completer::new(&questionnaire);
        let is_case = has_cases(&questionnaire);
        let (many, round, title) = (head.counts.many, head.round.id, &head.round.title);
        let mut completed = Vec::with_capacity(answers.len());
        for answer in answers {
            let Some(agency) = agencies.iter().position(|id| *id == answer.agency) else { continue };
            let evidence = Evidence { agency, answer: names.answers.len() };
            completed.push((evidence, answer.response, completer.complete(answer.document)));
            names.answers.push(AnswerName {
                title: if many { format!("{title}　{}枚目", answer.sheet) } else { title.clone() },
                path: if is_case {
                    format!("/cases/{}", answer.response)
                } else {
                    format!("/rounds/{round}/agencies/{}/sheets/{}", answer.agency, answer.sheet)
                },
            });
        }
        let mut givers: Vec<usize> = completed.iter().map(|(evidence, ..)| evidence.agency).collect();
        givers.dedup();
        let source = SourceRound {
            title: title.clone(),
            invited: Some(head.counts.invited),
            agencies: givers.len() as u64,
            answers: completed.len() as u64,
            many,
        };
        drop(completer);
        answered.push((questionnaire, source, completed));
    }
    let sources: Vec<Source<'_>> = answered
        .iter()
        .map(|(questionnaire, _, completed)| Source {
            questionnaire,
            given: completed
                .iter()
                .map(|(evidence, response, completed)| Given {
                    evidence: *evidence,
                    completed,
                    needs: coded.get(response).map_or(&[], Vec::as_slice),
                })
                .collect(),
        })
        .collect();
    let picture = Picture::of(&sources, codebook);
    GapSources { picture, rounds: answered.into_iter().map(|(_, source, _)| source).collect(), names }
}
