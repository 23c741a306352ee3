//! Letting a person back in: a code that sets a new password, or takes a lost authenticator off.

use jiff::SignedDuration;

use super::PeopleError;
use super::handing::{Handed, Handing, Holder};
use crate::app::one_time_code::Code;
use crate::mail::CodeFor;
use crate::store::access_codes::{self, CodePurpose};
use crate::store::audit::Act;
use crate::store::memberships;
use crate::store::networks::Network;
use crate::store::{Connection, UserId};

/// So long a code waits to be used.
const WAITS: SignedDuration = SignedDuration::from_hours(3 * 24);

/// What people are told where a code for this person may not go through an owner's hands: it does not say why.
const NOT_ON_PAPER: &str = "この方のパスワードは、ここで印刷するコードでは再設定できません。\
                            システムの管理者に、再設定（norishiro user reset-password）を依頼してください。";

/// The same where a mail to them might come back to the office.
const NOT_FROM_HERE: &str = "この方のパスワードは、ここからは再設定できません。\
                             システムの管理者に、再設定（norishiro user reset-password）を依頼してください。";

/// Gives a person of the network a code.
///
/// Whoever holds a code for a password can sign in with it. Where somebody also belongs to another network, an
/// owner of this one must not come to hold one: neither on paper, nor by a mail that comes back to the office.
/// An authenticator is taken off only with the password, which an owner does not have.
///
/// # Errors
/// [`PeopleError::NotFound`]; [`PeopleError::Fields`] where this person's password cannot be reset from here.
pub fn reset(
    connection: &mut Connection,
    network: &Network,
    person: UserId,
    (purpose, handing): (CodePurpose, &Handing<'_>),
    act: &Act,
) -> Result<Handed, PeopleError> {
    let member = memberships::member(connection, network.id, person)?.ok_or(PeopleError::NotFound)?;
    let user = member.user;
    if user.deactivated_at.is_some() {
        return Err(PeopleError::of_page(
            "この方の利用は、システム全体で止められています。システムの管理者にご相談ください。",
        ));
    }
    if purpose == CodePurpose::Password && memberships::count_of(connection, person)? > 1 {
        match handing.mail {
            None => return Err(PeopleError::of_page(NOT_ON_PAPER)),
            Some(by) if !by.is_returned_elsewhere => return Err(PeopleError::of_page(NOT_FROM_HERE)),
            Some(_) => {}
        }
    }
    if purpose == CodePurpose::SecondFactor && user.totp_secret.is_none() {
        return Err(PeopleError::of_page("この方は、二段階認証を使っていません。"));
    }
    let code_for = match purpose {
        CodePurpose::Password => CodeFor::Password,
        CodePurpose::SecondFactor => CodeFor::SecondFactor,
    };
    let holder = Holder { code_for, name: &user.display_name, mail: &user.mail, role: "" };
    if access_codes::waits(connection, person, purpose, act.at)?
        && handing.was_just_sent(connection, network.id, &holder, act.at)?
    {
        return Ok(Handed::ByMail);
    }
    let (code, expires) = (Code::new()?, act.at + WAITS);
    access_codes::issue(connection, network.id, person, (code.hash, purpose), expires, act)?;
    handing.hand(connection, network, &holder, (code, expires), act)
}
