//! Changing what a person may do in one network. Their account, and other networks of theirs, stay as they are.

use super::PeopleError;
use crate::store::audit::Act;
use crate::store::memberships::{self, Change, Changed};
use crate::store::{Connection, NetworkId, UserId};

/// Changes a person's role, keeps them out of the network, or lets them in again.
///
/// # Errors
/// [`PeopleError::NotFound`]; [`PeopleError::Fields`] where nobody would be left to run the network.
pub fn change(
    connection: &mut Connection,
    network: NetworkId,
    person: UserId,
    change: Change,
    act: &Act,
) -> Result<(), PeopleError> {
    match memberships::change(connection, network, person, change, act)? {
        Changed::Done => Ok(()),
        Changed::NoMember => Err(PeopleError::NotFound),
        Changed::LastOwner => {
            Err(PeopleError::of_page("この方は、ただ一人の管理者です。先に、ほかの方を管理者にしてください。"))
        }
    }
}
