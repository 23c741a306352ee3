//! Asking someone to take part, by a code that works once.

use jiff::{SignedDuration, Timestamp};

use super::list::label;
use super::{PeopleError, welcome_address, welcome_link};
use crate::app::add_network::may_be_mail;
use crate::app::desk::zone_of;
use crate::app::one_time_code::Code;
use crate::app::qr;
use crate::store::audit::Act;
use crate::store::memberships::{self, Role};
use crate::store::networks::Network;
use crate::store::user_invitations::{self, UserInvitation};
use crate::store::{Connection, NetworkId, UserInvitationId};
use crate::view::dates;
use crate::view::field::{FieldProblem, Typed};
use crate::view::people::CodeSheet;

/// So long an invitation waits to be followed.
const WAITS: SignedDuration = SignedDuration::from_hours(14 * 24);
/// The most signs of a name.
const MOST: usize = 100;

/// Someone who was asked, with the code that only they may have.
pub struct Invited {
    invitation: UserInvitation,
    code: Code,
}

/// Asks the person of a filled-in form: `name`, `mail`, `role`.
///
/// # Errors
/// [`PeopleError::Fields`] with everything that cannot be taken.
pub fn invite(
    connection: &mut Connection,
    network: NetworkId,
    typed: &Typed,
    act: &Act,
) -> Result<Invited, PeopleError> {
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
    let members = memberships::members(connection, network)?;
    if members.iter().any(|member| member.user.mail == mail.to_lowercase()) {
        let words = "このメールアドレスの方は、すでにこのネットワークの利用者です。利用者の一覧から御確認ください。";
        problems.push(FieldProblem::at("mail", words));
    }
    let Some(role) = role.filter(|_| problems.is_empty()) else { return Err(PeopleError::Fields(problems)) };
    let invitation = UserInvitation {
        network_id: network,
        id: UserInvitationId::new(act.at),
        mail: mail.to_lowercase(),
        display_name: name.to_owned(),
        role,
        created_at: act.at,
        expires_at: act.at + WAITS,
    };
    send(connection, invitation, act)
}

/// Asks someone anew who has not come yet: the earlier code ends.
///
/// # Errors
/// [`PeopleError::NotFound`] where the network has no such invitation.
pub fn again(
    connection: &mut Connection,
    network: NetworkId,
    id: UserInvitationId,
    act: &Act,
) -> Result<Invited, PeopleError> {
    let earlier = user_invitations::find(connection, network, id)?.ok_or(PeopleError::NotFound)?;
    send(connection, UserInvitation { created_at: act.at, expires_at: act.at + WAITS, ..earlier }, act)
}

fn send(connection: &mut Connection, mut invitation: UserInvitation, act: &Act) -> Result<Invited, PeopleError> {
    let code = Code::new()?;
    invitation.id = user_invitations::invite(connection, &invitation, code.hash, act)?;
    Ok(Invited { invitation, code })
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
    if user_invitations::take_back(connection, network, id, act)? { Ok(()) } else { Err(PeopleError::NotFound) }
}

impl Invited {
    /// The code on a sheet of paper.
    ///
    /// # Errors
    /// An address too long for a QR code.
    pub fn sheet(&self, network: &Network, public_url: &str) -> Result<CodeSheet, PeopleError> {
        let invitation = &self.invitation;
        Ok(CodeSheet {
            purpose: "invitation",
            name: invitation.display_name.clone(),
            mail: invitation.mail.clone(),
            role_label: label(invitation.role.as_str()),
            code: self.code.text.clone(),
            expires: moment(network, invitation.expires_at),
            address: welcome_address(public_url),
            qr: qr::svg(&welcome_link(public_url, &self.code), "設定の画面を開くQRコード")?,
        })
    }
}

pub(super) fn moment(network: &Network, at: Timestamp) -> String {
    dates::moment(at, &zone_of(network))
}
