//! The short code of a letter: ten signs that a person reads off paper and types once.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use unicode_normalization::UnicodeNormalization;

use crate::app::links;
use crate::app::server_key::ServerKey;
use crate::store::{InvitationId, TokenHash};

/// Without 0, 1, I, L and O, which are taken for one another. Their number is prime: so the check sign tells every
/// single wrong sign, and every two that changed places.
const SIGNS: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// Nine signs, 44.6 bits, and the check sign. That is enough since codes can be tried only slowly (`web::limits`),
/// and the stored hashes are keyed.
const LENGTH: usize = 10;

/// A code, as the places of its signs in [`SIGNS`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ShortCode([u8; LENGTH]);

/// Why what was typed is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeProblem {
    /// Nothing was typed.
    Blank,
    /// A sign that no code has.
    Sign(char),
    /// So many signs were typed instead of ten.
    Length(usize),
    /// The check sign does not fit: something in it is mistyped.
    Mistyped,
}

impl ShortCode {
    /// The code of an issue of a link: it can be made again by this server only, and leads to nothing once the
    /// link is issued anew.
    pub fn of(key: &ServerKey, invitation: InvitationId, issue_number: i32) -> Self {
        let invitation = invitation.uuid();
        let bytes = links::keyed(key, b"norishiro short code", &[invitation.as_bytes(), &issue_number.to_be_bytes()]);
        let mut places = [0; LENGTH];
        for (place, chunk) in places[..LENGTH - 1].iter_mut().zip(bytes.chunks_exact(3)) {
            // 24 bits for each: how much likelier one sign is than another is less than one in 500,000.
            let number = chunk.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
            *place = u8::try_from(number % 31).unwrap_or_default();
        }
        let last = (0..31).find(|last| fits(&with_last(places, *last))).unwrap_or_default();
        Self(with_last(places, last))
    }

    /// The code that somebody typed: in either case and width, with any hyphens and spaces.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn typed(text: &str) -> Result<Self, CodeProblem> {
        let signs: Vec<char> =
            text.nfkc().filter(|sign| !is_between(*sign)).flat_map(char::to_uppercase).take(1000).collect();
        if signs.is_empty() {
            return Err(CodeProblem::Blank);
        }
        let place = |sign: &char| {
            let place = SIGNS.iter().position(|known| char::from(*known) == *sign);
            place.and_then(|place| u8::try_from(place).ok()).ok_or(CodeProblem::Sign(*sign))
        };
        let places: Vec<u8> = signs.iter().map(place).collect::<Result<_, _>>()?;
        let places = <[u8; LENGTH]>::try_from(places).map_err(|places| CodeProblem::Length(places.len()))?;
        if fits(&places) { Ok(Self(places)) } else { Err(CodeProblem::Mistyped) }
    }

    /// The form in which it is stored: keyed, since all codes could be tried on a plain hash.
    pub fn hash(&self, key: &ServerKey) -> TokenHash {
        TokenHash::of(&BASE64URL_NOPAD.encode(&links::keyed(key, b"norishiro kept short code", &[&self.0])))
    }
}

/// As it is printed: two groups of five.
impl fmt::Display for ShortCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, place) in self.0.iter().enumerate() {
            let sign = SIGNS.get(usize::from(*place)).map_or('?', |sign| char::from(*sign));
            write!(f, "{}{sign}", if index == LENGTH / 2 { "-" } else { "" })?;
        }
        Ok(())
    }
}

/// Hides the code.
impl fmt::Debug for ShortCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ShortCode(…)")
    }
}

fn with_last(mut places: [u8; LENGTH], last: u8) -> [u8; LENGTH] {
    places[LENGTH - 1] = last;
    places
}

/// Whether the places, each times its number from 1, add up to nothing by 31.
fn fits(places: &[u8; LENGTH]) -> bool {
    (1..).zip(places).map(|(number, place)| number * u32::from(*place)).sum::<u32>().is_multiple_of(31)
}

/// What people put between signs, as they type it in Japanese.
fn is_between(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' | '_' | '・')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(number: u128) -> ShortCode {
        let key = ServerKey::from_hex(&"ab".repeat(32), "test").unwrap();
        ShortCode::of(&key, InvitationId::from_uuid(uuid::Uuid::from_u128(number)), 1)
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = code(7);
        let printed = code.to_string();
        assert_eq!((printed.len(), printed.find('-')), (11, Some(5)));
        let wide: String = printed.chars().map(|sign| char::from_u32(u32::from(sign) + 0xFEE0).unwrap()).collect();
        let spaced = printed.replace('-', "　ー ").to_lowercase();
        for typed in [printed.clone(), printed.replace('-', ""), printed.to_lowercase(), wide, spaced] {
            assert_eq!(ShortCode::typed(&typed), Ok(code), "{typed}");
        }
    }

    #[test]
    fn the_check_sign_fits_by_the_sum_of_numbered_places() {
        // A=8, B=9, C=10, D=11, E=12, F=13, G=14, H=15, J=16:
        // 1·8 + 2·9 + 3·10 + 4·11 + 5·12 + 6·13 + 7·14 + 8·15 + 9·16 = 600, and 10·2 makes it 620 = 20·31: 4 is at place 2.
        assert!(ShortCode::typed("ABCDE-FGHJ4").is_ok());
        assert_eq!(ShortCode::typed("ABCDE-FGHJ5"), Err(CodeProblem::Mistyped));
    }

    #[test]
    fn every_wrong_sign_and_every_two_that_changed_places_are_told() {
        for code in (0..50).map(code) {
            for index in 0..LENGTH {
                for place in (0..31).filter(|place| *place != code.0[index]) {
                    let mut wrong = code.0;
                    wrong[index] = place;
                    assert!(!fits(&wrong));
                }
                for other in (0..LENGTH).filter(|other| code.0[*other] != code.0[index]) {
                    let mut wrong = code.0;
                    wrong.swap(index, other);
                    assert!(!fits(&wrong));
                }
            }
        }
    }

    #[test]
    fn what_is_no_code_is_told_apart() {
        assert_eq!(ShortCode::typed(" 　"), Err(CodeProblem::Blank));
        assert_eq!(ShortCode::typed("ABCDE-FGHJ0"), Err(CodeProblem::Sign('0')));
        assert_eq!(ShortCode::typed("abcdl"), Err(CodeProblem::Sign('L')));
        assert_eq!(ShortCode::typed("ABCDE-FGH"), Err(CodeProblem::Length(8)));
    }

    #[test]
    fn a_code_belongs_to_one_issue_of_one_link_and_one_server() {
        let key = |digits: &str| ServerKey::from_hex(&digits.repeat(32), "test").unwrap();
        let id = InvitationId::from_uuid(uuid::Uuid::from_u128(7));
        assert!(code(7) != code(8) && code(7) != ShortCode::of(&key("ab"), id, 2));
        assert!(code(7) != ShortCode::of(&key("cd"), id, 1));
        assert_ne!(code(7).hash(&key("ab")), code(7).hash(&key("cd")));
    }
}
