//! The coordinator's sign-in.

use serde::{Deserialize, Serialize};

use super::chance::Chance;

/// Letters and digits that are not taken for each other.
const SIGNS: [char; 28] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'k', 'm', 'n', 'p', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', '2', '3', '4',
    '5', '6', '7', '8', '9',
];

/// How the coordinator of a demo signs in. It protects nothing but made-up data on this machine.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// The mail address.
    pub mail: String,
    /// The password.
    pub password: String,
}

/// Hides the password.
impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignIn").field("mail", &self.mail).finish_non_exhaustive()
    }
}

impl SignIn {
    /// The sign-in of a seed: three groups of four signs.
    pub(super) fn new(mail: &str, seed: u64) -> Self {
        let mut chance = Chance::new(seed, "password");
        let group = |chance: &mut Chance| -> String { (0..4).filter_map(|_| chance.one(&SIGNS)).collect() };
        let groups = [group(&mut chance), group(&mut chance), group(&mut chance)];
        Self { mail: mail.to_owned(), password: groups.join("-") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_has_one_password() {
        let one = SignIn::new("a@example.jp", 1);
        assert_eq!(one, SignIn::new("a@example.jp", 1));
        assert_ne!(one.password, SignIn::new("a@example.jp", 2).password);
        assert_eq!(one.password.len(), 14);
    }
}
