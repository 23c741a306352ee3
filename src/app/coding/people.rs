//! The names of those who give codes.

use std::collections::HashMap;

use crate::store::audit::Actor;
use crate::store::{Connection, NetworkId, StoreError, UserId, memberships};

/// What a person is called who is no longer known to the network.
const GONE: &str = "（いまは利用者でない方）";

/// The names of a network's members.
#[derive(Debug, Clone, Default)]
pub struct Names(HashMap<UserId, String>);

impl Names {
    /// The members of a network, former ones too.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Self, StoreError> {
        let members = memberships::members(connection, network)?;
        Ok(Self(members.into_iter().map(|member| (member.user.id, member.user.display_name)).collect()))
    }

    /// What a person is called.
    pub fn of(&self, user: UserId) -> &str {
        self.0.get(&user).map_or(GONE, String::as_str)
    }

    /// What whoever acted is called.
    pub fn of_actor(&self, actor: Actor) -> &str {
        match actor {
            Actor::User(user) => self.of(user),
            Actor::Program => "プログラム",
            Actor::Invitation(_) | Actor::Interviewer(_) => "機関",
        }
    }
}
