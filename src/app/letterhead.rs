//! Whom letters come from: the network's, or the round's own officer.

use crate::mail::{Mailbox, Sender};
use crate::store::networks::Network;
use crate::store::rounds::Round;

/// Whom a letter is signed by and answered to.
pub fn sender(network: &Network, round: Option<&Round>) -> Sender {
    let own = |of_round: Option<&String>, of_network: &str| {
        of_round.filter(|text| !text.is_empty()).map_or(of_network, String::as_str).to_owned()
    };
    Sender {
        network: network.name.clone(),
        municipality: network.municipality.clone(),
        department: network.department.clone(),
        officer: own(round.and_then(|round| round.officer_name.as_ref()), &network.officer_name),
        telephone: own(round.and_then(|round| round.officer_telephone.as_ref()), &network.telephone),
        hours: network.office_hours.clone(),
        mail: own(round.and_then(|round| round.officer_mail.as_ref()), &network.mail),
    }
}

/// Name and address in the From field of a letter.
pub fn mailbox(sender: &Sender) -> Mailbox {
    Mailbox { name: format!("{} {}", sender.municipality, sender.department), address: sender.mail.clone() }
}
