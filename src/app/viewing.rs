//! Noting who looked at what was answered. What cannot be noted is not shown.

use super::reader::Reader;
use crate::store::audit::{self, Act, Subject};
use crate::store::{Connection, NetworkId, RoundId, StoreError};

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewed {
    /// The tables of a round, as far as this reader may see them.
    Results(RoundId, Reader),
    /// Crosstabs of a round, as far as this reader may see them.
    Crosstabs(RoundId, Reader),
    /// The figures behind the hiding of a round's figures for publication.
    Unhidden(RoundId, Page),
    /// The cases of a round, side by side.
    Cases(RoundId),
    /// The figures of a round beside those of other periods, as far as this reader may see them.
    Trends(RoundId, Reader),
    /// Ratings of persons side by side, as far as this reader may see them.
    BeforeAfter(RoundId, Reader),
    /// The table of gaps of the network.
    Gaps,
    /// Good and difficult cases side by side.
    Profiles,
    /// Agencies' words in hearings, by theme.
    Themes,
    /// What agencies tell each other of themselves.
    Resources,
    /// Passages of cases for which rules propose codes.
    Proposals,
    /// Words of cases whose readers differ.
    Disagreements,
    /// Ties between agencies, as far as this reader may see them.
    Ties(Reader),
    /// The same in a file that was taken out.
    TiesExport(Reader),
    /// Which words agencies wrote, counted.
    Words,
    /// What agencies could do for each other.
    Norishiro,
    /// Words with what stands around them in answers.
    WordContexts,
}

/// A page that there is for publication too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Every question of a round.
    Results,
    /// Questions by groups.
    Crosstabs,
    /// The figures of several periods.
    Trends,
    /// Ratings of persons.
    BeforeAfter,
}

impl Viewed {
    /// A page of figures; `looks_behind` where a reader who sees everything came from what would be published.
    pub fn figures(page: Page, round: RoundId, reader: Reader, looks_behind: bool) -> Self {
        match page {
            _ if looks_behind && reader.sees_answers() => Self::Unhidden(round, page),
            Page::Results => Self::Results(round, reader),
            Page::Crosstabs => Self::Crosstabs(round, reader),
            Page::Trends => Self::Trends(round, reader),
            Page::BeforeAfter => Self::BeforeAfter(round, reader),
        }
    }
}

/// Writes who looked at what into the audit log.
///
/// # Errors
/// Those of the database.
pub fn note(connection: &mut Connection, network: NetworkId, viewed: Viewed, act: &Act) -> Result<(), StoreError> {
    let (mut details, about) = (serde_json::json!({}), |round| Subject::new("round", round));
    let (action, subject) = match viewed {
        Viewed::Results(round, reader) => {
            details = serde_json::json!({ "for": reader.name() });
            ("results.viewed", about(round))
        }
        Viewed::Crosstabs(round, reader) => {
            details = serde_json::json!({ "for": reader.name() });
            ("crosstabs.viewed", about(round))
        }
        Viewed::Trends(round, reader) => {
            details = serde_json::json!({ "for": reader.name() });
            ("trends.viewed", about(round))
        }
        Viewed::BeforeAfter(round, reader) => {
            details = serde_json::json!({ "for": reader.name() });
            ("before_after.viewed", about(round))
        }
        Viewed::Unhidden(round, page) => {
            let action = match page {
                Page::Results => "results.viewed_unhidden",
                Page::Crosstabs => "crosstabs.viewed_unhidden",
                Page::Trends => "trends.viewed_unhidden",
                Page::BeforeAfter => "before_after.viewed_unhidden",
            };
            (action, about(round))
        }
        Viewed::Cases(round) => ("cases.viewed", about(round)),
        Viewed::Gaps => ("gaps.viewed", Subject::new("network", network)),
        Viewed::Profiles => ("profiles.viewed", Subject::new("network", network)),
        Viewed::Themes => ("themes.viewed", Subject::new("network", network)),
        Viewed::Resources => ("resources.viewed", Subject::new("network", network)),
        Viewed::Proposals => ("proposals.viewed", Subject::new("network", network)),
        Viewed::Disagreements => ("disagreements.viewed", Subject::new("network", network)),
        Viewed::Ties(reader) => {
            details = serde_json::json!({ "for": reader.name() });
            ("ties.viewed", Subject::new("network", network))
        }
        Viewed::TiesExport(reader) => {
            details = serde_json::json!({ "for": reader.name() });
            ("ties.exported", Subject::new("network", network))
        }
        Viewed::Words => ("words.viewed", Subject::new("network", network)),
        Viewed::Norishiro => ("norishiro.viewed", Subject::new("network", network)),
        Viewed::WordContexts => ("words.contexts_viewed", Subject::new("network", network)),
    };
    audit::record(connection, network, act, action, &subject, &details)
}
