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
use crate::app::desk::{DeskError, RoundRead, feeds, has_cases, read_round};
use crate::app::network_rounds::{Candidate, candidates, feeds_any, of_one_period};
use crate::definition::{Feed, Questionnaire};
use crate::store::rounds::RoundState;
use crate::store::{Connection, NetworkId, ResponseId, RoundId};
use crate::view::answers::sheet_path;
use crate::view::gaps::sources::waiting_words;
use crate::view::gaps::{AnswerName, Names, RoundChoice, SourceRound};

/// What is read for the pages of gaps.
pub struct GapSources {
    /// What the answers say.
    pub picture: Picture,
    /// The rounds that were read, in the order of the picture's sources.
    pub rounds: Vec<SourceRound>,
    /// Agencies and answers by the places that evidence names.
    pub names: Names,
    /// Newer rounds that do not speak yet, a sentence each.
    pub waiting: Vec<String>,
    /// Rounds that can be looked at instead, newest first.
    pub choices: Vec<RoundChoice>,
}

/// The rounds that speak of coverage and gaps, one a questionnaire and about one period
/// ([`crate::app::network_rounds::of_one_period`]); `chosen` says which, where the network has such a round.
///
/// # Errors
/// Where the database fails or an answer does not fit its definition.
pub fn of_period(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    chosen: Option<RoundId>,
) -> Result<GapSources, DeskError> {
    let candidates = candidates(connection, definitions, network, |asked| feeds_any(asked, FEEDS))?;
    let speaking = of_one_period(&candidates, chosen, asks_offers);
    let mut read = Vec::new();
    for id in &speaking.rounds {
        read.push(read_round(connection, definitions, network, *id)?);
    }
    let coded = counted::of_book(connection, network, NEEDS)?;
    let codebook = Books::of_network(connection, definitions, network)?.headings(NEEDS);
    let mut sources = put_together(read, &speaking.of_other_periods, (&coded, &codebook));
    let waiting = candidates.iter().filter(|one| speaking.waiting.contains(&one.round.id));
    sources.waiting = waiting.map(|one| waiting_words(&one.round.title, &one.counts)).collect();
    let leads = |one: &&Candidate| asks_offers(&one.questionnaire);
    let offered: Vec<&Candidate> = if candidates.iter().any(|one| leads(&one)) {
        candidates.iter().filter(leads).collect()
    } else {
        candidates.iter().collect()
    };
    let choice = |one: &&Candidate| RoundChoice {
        id: one.round.id.to_string(),
        title: one.round.title.clone(),
        is_chosen: Some(one.round.id) == chosen,
    };
    sources.choices = offered.iter().map(choice).collect();
    Ok(sources)
}

/// Whether it asks what agencies offer to whom: such a round says which period the pages are about.
fn asks_offers(asked: &Questionnaire) -> bool {
    feeds(asked, Feed::SupplyAgeEligible)
}

/// One answer, and where the codes of its needs are.
type Answer = (Evidence, ResponseId, Completed);
/// A round with its answers, completed.
type Answered = (Arc<Questionnaire>, SourceRound, Vec<Answer>);

fn put_together(
    read: Vec<RoundRead>,
    of_other_periods: &[RoundId],
    (coded, codebook): (&HashMap<ResponseId, Vec<String>>, &[Heading]),
) -> GapSources {
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
                    sheet_path(round, answer.agency, answer.sheet)
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
            is_open: head.round.state == RoundState::Open,
            is_of_other_period: of_other_periods.contains(&round),
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
    let rounds = answered.into_iter().map(|(_, source, _)| source).collect();
    GapSources { picture, rounds, names, waiting: Vec::new(), choices: Vec::new() }
}
