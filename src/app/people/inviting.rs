//! Asking someone to take part, by a code that works once.

use jiff::SignedDuration;

use super::PeopleError;
use super::handing::{self, Handed, Handing, Holder};
use super::list::label;
use crate::app::add_network::may_be_mail;
use crate::app::one_time_code::Code;
use crate::mail::CodeFor;
use crate::store::audit::Act;
use crate::store::memberships::{self, Role};
use crate::store::networks::Network;
use crate::store::outbox::Purpose;
use crate::store::user_invitations::{self, UserInvitation};
use crate::store::{Connection, NetworkId, UserInvitationId};
use crate::view::field::{FieldProblem, Typed};

/// So long an invitation waits to be followed.
const WAITS: SignedDuration = SignedDuration::from_hours(14 * 24);
/// The most signs of a name.
const MOST: usize = 100;

/// Asks the person of a filled-in form: `name`, `mail`, `role`. A button pressed twice asks once by mail.
///
/// # Errors
/// [`PeopleError::Fields`] with everything that cannot be taken.
pub fn invite(
    connection: &mut Connection,
    network: &Network,
    typed: &Typed,
    handing: &Handing<'_>,
    act: &Act,
) -> Result<Handed, PeopleError> {
    let mut problems = Vec::new();
    let (name, mail) = (typed.one("name"), typed.one("mail"));
    if name.is_empty() || name.chars().count() > MOST {
        problems.push(FieldProblem::at("name", format!("氏名を{MOST}文字以内で入力してください。")));
    }
    if !may_be_mail(mail) {
        problems.push(FieldProblem::at("mail", "メールアドレスを name@example.jp の形で入力してください。"));
    }
    let role: Option<Role> = typed.one("role").parse().ok();
    if role.is_none() {
        problems.push(FieldProblem::at("role", "役割を一つ選んでください。"));
    }
    let members = memberships::members(connection, network.id)?;
    if members.iter().any(|member| member.user.mail == mail.to_lowercase()) {
        let words = "このメールアドレスの方は、すでにこのネットワークの利用者です。利用者の一覧からご確認ください。";
        problems.push(FieldProblem::at("mail", words));
    }
    let Some(role) = role.filter(|_| problems.is_empty()) else { return Err(PeopleError::Fields(problems)) };
    let invitation = UserInvitation {
        network_id: network.id,
        id: UserInvitationId::new(act.at),
        mail: mail.to_lowercase(),
        display_name: name.to_owned(),
        role,
        created_at: act.at,
        expires_at: act.at + WAITS,
    };
    let is_asked = user_invitations::of_network(connection, network.id)?.iter().any(|earlier| {
        (&earlier.mail, &earlier.display_name, earlier.role)
            == (&invitation.mail, &invitation.display_name, invitation.role)
    });
    if is_asked && handing.was_just_sent(connection, network.id, &holder(&invitation), act.at)? {
        return Ok(Handed::ByMail);
    }
    send(connection, network, invitation, handing, act)
}

/// Asks someone anew who has not come yet: the earlier code ends.
///
/// # Errors
/// [`PeopleError::NotFound`] where the network has no such invitation.
pub fn again(
    connection: &mut Connection,
    network: &Network,
    id: UserInvitationId,
    handing: &Handing<'_>,
    act: &Act,
) -> Result<Handed, PeopleError> {
    let earlier = user_invitations::find(connection, network.id, id)?.ok_or(PeopleError::NotFound)?;
    if handing.was_just_sent(connection, network.id, &holder(&earlier), act.at)? {
        return Ok(Handed::ByMail);
    }
    let invitation = UserInvitation { created_at: act.at, expires_at: act.at + WAITS, ..earlier };
    send(connection, network, invitation, handing, act)
}

fn send(
    connection: &mut Connection,
    network: &Network,
    invitation: UserInvitation,
    handing: &Handing<'_>,
    act: &Act,
) -> Result<Handed, PeopleError> {
    let code = Code::new()?;
    user_invitations::invite(connection, &invitation, code.hash, act)?;
    handing.hand(connection, network, &holder(&invitation), (code, invitation.expires_at), act)
}

fn holder(invitation: &UserInvitation) -> Holder<'_> {
    Holder {
        code_for: CodeFor::Invitation,
        name: &invitation.display_name,
        mail: &invitation.mail,
        role: label(invitation.role.as_str()),
    }
}

/// Takes an invitation back: its code ends.
///
/// # Errors
/// [`PeopleError::NotFound`] where the network has no such invitation.
pub fn take_back(
    connection: &mut Connection,
    network: NetworkId,
    id: UserInvitationId,
    act: &Act,
) -> Result<(), PeopleError> {
    let invitation = user_invitations::find(connection, network, id)?.ok_or(PeopleError::NotFound)?;
    handing::take_back(connection, network, &[Purpose::UserInvitation], &invitation.mail, act)?;
    if user_invitations::take_back(connection, network, id, act)? { Ok(()) } else { Err(PeopleError::NotFound) }
}
