//! Who belongs to a network.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::PeopleError;
use crate::app::desk::zone_of;
use crate::app::mails::words;
use crate::store::memberships::{self, Member};
use crate::store::networks::Network;
use crate::store::outbox::{self, Mail, Purpose};
use crate::store::user_invitations::{self, UserInvitation};
use crate::store::{Connection, StoreError, UserId};
use crate::view::dates;
use crate::view::field::{FieldProblem, FormState, Typed};
use crate::view::people::{InvitePage, InvitedLine, PeoplePage, PersonLine, PersonPage, role_label, role_options};

/// Everyone of a network, and everyone who was asked. `by_mail` is whether mail can be sent from here.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    network: &Network,
    looking: UserId,
    by_mail: bool,
    now: Timestamp,
) -> Result<PeoplePage, StoreError> {
    let zone = zone_of(network);
    let people = memberships::members(connection, network.id)?;
    let invited = user_invitations::of_network(connection, network.id)?;
    let mails = outbox::codes(connection, network.id)?;
    Ok(PeoplePage {
        people: people.iter().map(|member| line(member, looking, &zone)).collect(),
        invited: invited.iter().map(|invitation| invited_line(invitation, &mails, &zone, now)).collect(),
        by_mail,
        done: "",
    })
}

/// The page of one person.
///
/// # Errors
/// [`PeopleError::NotFound`] where the network has no such person.
pub fn person_page(
    connection: &mut Connection,
    network: &Network,
    (person, looking): (UserId, UserId),
    by_mail: bool,
    problems: &[FieldProblem],
) -> Result<PersonPage, PeopleError> {
    let member = memberships::member(connection, network.id, person)?.ok_or(PeopleError::NotFound)?;
    let typed = Typed::default();
    let zone = zone_of(network);
    let resets = [Purpose::PasswordReset, Purpose::SecondFactorReset];
    let mails = outbox::codes(connection, network.id)?;
    let mail = newest(&mails, &resets, &member.user.mail).map(|mail| {
        format!(
            "{}：{}に用意（{}）",
            words::purpose(mail.purpose),
            dates::moment(mail.created_at, &zone),
            words::state(mail)
        )
    });
    Ok(PersonPage {
        roles: role_options(member.role.as_str()),
        person: line(&member, looking, &zone),
        by_mail,
        last_mail: mail.unwrap_or_default(),
        errors: FormState { typed: &typed, problems }.summary(&[("role", "役割")]),
        done: "",
    })
}

/// The page on which someone is asked, as it was typed.
pub fn invite_page(typed: &Typed, problems: &[FieldProblem], by_mail: bool) -> InvitePage {
    let state = FormState { typed, problems };
    let of_role = problems.iter().filter(|problem| problem.field == "role");
    InvitePage {
        name: state.required("name", "氏名", ""),
        mail: state.required("mail", "メールアドレス", "サインインに使います。"),
        roles: role_options(typed.one("role")),
        role_errors: of_role.map(|problem| problem.message.clone()).collect(),
        by_mail,
        errors: state.summary(&[("name", "氏名"), ("mail", "メールアドレス"), ("role", "役割")]),
    }
}

fn line(member: &Member, looking: UserId, zone: &TimeZone) -> PersonLine {
    let user = &member.user;
    let moment = |at: Option<Timestamp>| at.map(|at| dates::moment(at, zone)).unwrap_or_default();
    PersonLine {
        id: user.id.to_string(),
        name: user.display_name.clone(),
        mail: user.mail.clone(),
        role: member.role.as_str(),
        role_label: label(member.role.as_str()),
        last_sign_in: moment(user.last_sign_in_at),
        has_second_factor: user.totp_secret.is_some(),
        deactivated: moment(member.deactivated_at.or(user.deactivated_at)),
        is_self: user.id == looking,
    }
}

/// The newest of these mails to an address.
fn newest<'m>(mails: &'m [Mail], purposes: &[Purpose], address: &str) -> Option<&'m Mail> {
    mails.iter().rfind(|mail| purposes.contains(&mail.purpose) && mail.to_address == address)
}

fn invited_line(invitation: &UserInvitation, mails: &[Mail], zone: &TimeZone, now: Timestamp) -> InvitedLine {
    InvitedLine {
        id: invitation.id.to_string(),
        name: invitation.display_name.clone(),
        mail: invitation.mail.clone(),
        role_label: label(invitation.role.as_str()),
        expires: dates::moment(invitation.expires_at, zone),
        is_over: invitation.expires_at <= now,
        handed: newest(mails, &[Purpose::UserInvitation], &invitation.mail)
            .filter(|mail| mail.created_at >= invitation.created_at)
            .map_or_else(|| "コードの紙".to_owned(), |mail| format!("メール（{}）", words::state(mail))),
    }
}

pub(super) fn label(code: &'static str) -> &'static str {
    role_label(code)
}

#[cfg(test)]
mod tests {
    use crate::store::memberships::Role;
    use crate::view::people::ROLES;

    #[test]
    fn every_role_has_words_in_the_order_of_the_roles() {
        let codes: Vec<&str> = ROLES.iter().map(|(code, _, _)| *code).collect();
        let roles: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
        assert_eq!(codes, roles);
    }
}
