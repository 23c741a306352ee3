//! States, ways and people in words.

use crate::app::respond::RespondError;
use crate::store::audit::Actor;
use crate::store::responses::ResponseState;
use crate::store::revisions::Channel;
use crate::store::sheets::SheetState;
use crate::store::{Connection, users};

/// A sheet's state, and whether its answer is in and counts.
pub(in crate::app) fn sheet_state(state: SheetState) -> (&'static str, bool) {
    match state {
        SheetState::NotStarted => ("未着手", false),
        SheetState::InProgress => ("入力中", false),
        SheetState::Answered(state) => response_state(state),
    }
}

/// A response's state, and whether it counts.
pub(super) fn response_state(state: ResponseState) -> (&'static str, bool) {
    match state {
        ResponseState::Submitted => ("提出済み", true),
        ResponseState::SentBack => ("確認のお願い", false),
        ResponseState::Accepted => ("受理", true),
        ResponseState::SetAside => ("集計対象外", false),
    }
}

/// The way by which an answer came.
pub(super) fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => "回答用ページ",
        Channel::Excel => "エクセル様式",
        Channel::Paper => "紙",
        Channel::Fax => "FAX",
        Channel::Telephone => "電話",
        Channel::Interview => "聞き取り",
        Channel::File => "ファイルの取込み",
    }
}

/// Who did something. A person who has gone keeps their name: accounts are never deleted.
pub(in crate::app) fn person(connection: &mut Connection, actor: Actor) -> Result<String, RespondError> {
    Ok(match actor {
        Actor::User(id) => {
            users::find(connection, id)?.map_or_else(|| "（不明な利用者）".to_owned(), |user| user.display_name)
        }
        Actor::Invitation(_) => "機関（専用のリンク）".to_owned(),
        Actor::Interviewer(_) => "聞き手（専用のリンク）".to_owned(),
        Actor::Program => "システム".to_owned(),
    })
}
