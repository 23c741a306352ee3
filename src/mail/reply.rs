//! What a mail server's no to a recipient or a text is about: the address, or the server's own rules.

/// The three numbers of an enhanced status code (RFC 3463), such as 5.7.1, wherever it stands in a reply.
pub(super) fn enhanced(words: &str) -> Option<(u8, u16, u16)> {
    let bare = |word: &str| word.trim_matches(|sign: char| !sign.is_ascii_digit()).to_owned();
    words.split_whitespace().map(bare).find_map(|word| {
        let mut numbers = word.split('.');
        let (class, subject, detail) = (numbers.next()?, numbers.next()?, numbers.next()?);
        let code = (class.parse().ok()?, subject.parse().ok()?, detail.parse().ok()?);
        (numbers.next().is_none() && matches!(code.0, 2 | 4 | 5)).then_some(code)
    })
}

/// Whether a final no means that mail to this address will never arrive: the address or its mailbox is at fault
/// (5.1.x, 5.2.x, or no way leads there, 5.4.x). All else are rules of the server, as where it does not relay (5.7.x)
/// or dislikes the sender (5.1.7, 5.1.8) or the text. Without such a code 550, 551 and 553 are about the address,
/// unless they speak of relaying.
pub(super) fn is_about_address(code: u16, words: &str) -> bool {
    match enhanced(words) {
        Some((5, 1, detail)) => !matches!(detail, 7 | 8),
        Some((5, subject, _)) => matches!(subject, 2 | 4),
        _ => matches!(code, 550 | 551 | 553) && !words.to_lowercase().contains("relay"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_found_wherever_the_server_puts_it() {
        for (words, code) in [
            ("5.1.1 <a@example.jp>: Recipient address rejected: User unknown", Some((5, 1, 1))),
            ("sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", Some((5, 7, 1))),
            ("no such user at 10.5.1.1", None),
            ("see version 3.1.4", None),
            ("no such user", None),
        ] {
            assert_eq!(enhanced(words), code, "{words}");
        }
    }

    #[test]
    fn only_a_wrong_address_is_about_the_address() {
        for (code, words, is_about_address) in [
            (550, "no such user", true),
            (550, "5.1.1 user unknown", true),
            (550, "5.2.1 mailbox disabled", true),
            (550, "5.4.1 recipient address rejected", true),
            (554, "5.7.1 Relay access denied", false),
            (550, "5.7.1 service unavailable, client host blocked", false),
            (550, "5.1.8 bad sender's system address", false),
            (550, "relay not permitted", false),
            (554, "transaction failed", false),
            (552, "5.3.4 message too big", false),
        ] {
            assert_eq!(super::is_about_address(code, words), is_about_address, "{code} {words}");
        }
    }
}
