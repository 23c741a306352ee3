//! Below which counts of persons and cases a network hides them.

use jiff::Timestamp;
use unicode_normalization::UnicodeNormalization;

use super::add_network::{NetworkError, find_network};
use crate::app::desk::DeskError;
use crate::definition::Words;
use crate::store::audit::Act;
use crate::store::disclosure_limits::{self, DisclosureLimits};
use crate::store::networks::Network;
use crate::store::{Connection, Store};
use crate::view::disclosure::{self, LimitsPage};
use crate::view::field::{FieldProblem, FormState, Typed};

/// A limit of 2 hides the 1s alone; under it nothing would be hidden.
const LEAST: i32 = 2;
/// Above this hardly any count would be shown.
const MOST: i32 = 50;

/// The page, with what is stored or what was typed.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    network: &Network,
    typed: Option<&Typed>,
    problems: &[FieldProblem],
) -> Result<LimitsPage, DeskError> {
    let limits = disclosure_limits::of_network(connection, network.id)?.ok_or(DeskError::NotFound)?;
    let before = (limits.inside, limits.public);
    let stored = Typed::default().put("inside", before.0.to_string()).put("public", before.1.to_string());
    Ok(LimitsPage::new(&FormState { typed: typed.unwrap_or(&stored), problems }, before))
}

/// Keeps the limits of a posted page; the inner error is everything that is wrong with it.
///
/// # Errors
/// Those of the database.
pub fn change(
    connection: &mut Connection,
    network: &Network,
    typed: &Typed,
    act: &Act,
) -> Result<Result<(), Vec<FieldProblem>>, DeskError> {
    let limits = match checked(typed.one("inside"), typed.one("public")) {
        Ok(limits) => limits,
        Err(problems) => return Ok(Err(problems)),
    };
    let before = |name: &str| typed.one(name).parse().ok();
    let (Some(inside), Some(public)) = (before("before_inside"), before("before_public")) else {
        return Err(DeskError::NotFound);
    };
    let before = DisclosureLimits { inside, public };
    if before == limits || disclosure_limits::set(connection, network.id, before, limits, act)? {
        return Ok(Ok(()));
    }
    let message =
        "ほかの方が、秘匿の設定を先に変更しました。今の設定を開き直して確かめてから、もう一度保存してください。";
    Ok(Err(vec![FieldProblem::of_page(message)]))
}

/// The limits as typed, or everything that is wrong with them, each at its field.
///
/// # Errors
/// One problem a field.
pub fn checked(inside: &str, public: &str) -> Result<DisclosureLimits, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut number = |field: &'static str, typed: &str| {
        let number = limit(typed);
        if number.is_none() {
            let message = format!("{LEAST}から{MOST}までの整数で入力してください。");
            problems.push(FieldProblem::at(field, message));
        }
        number
    };
    let (inside, public) = (number("inside", inside), number("public", public));
    if let (Some(inside), Some(public)) = (inside, public) {
        if public >= inside {
            return Ok(DisclosureLimits { inside, public });
        }
        problems.push(FieldProblem::at(
            "public",
            format!(
                "「{}」の値（{inside}）以上にしてください。公表するものは、より多くの方の目に触れます。",
                disclosure::LABELS[0].1
            ),
        ));
    }
    Err(problems)
}

/// The limits of the network of this name or id, after changing those that are given.
///
/// # Errors
/// [`NetworkError::Fields`] with every limit that cannot be taken.
pub fn by_program(
    store: &Store,
    network: &str,
    (inside, public): (Option<&str>, Option<&str>),
    now: Timestamp,
) -> Result<DisclosureLimits, NetworkError> {
    let network = find_network(store, network)?;
    let before = DisclosureLimits { inside: network.disclosure_k_inside, public: network.disclosure_k_public };
    let typed = |given: Option<&str>, stored: i32| given.map_or_else(|| stored.to_string(), str::to_owned);
    let limits = checked(&typed(inside, before.inside), &typed(public, before.public)).map_err(|problems| {
        let of_field = |problem: FieldProblem| {
            let english = match problem.field {
                "public" if limit(&typed(public, before.public)).is_some() => "must not be under --inside",
                _ => "must be a whole number from 2 to 50",
            };
            Words::new(format!("--{}：{}", problem.field, problem.message), format!("--{} {english}", problem.field))
        };
        NetworkError::Fields(problems.into_iter().map(of_field).collect())
    })?;
    if limits != before {
        let set = move |connection: &mut Connection| {
            disclosure_limits::set(connection, network.id, before, limits, &Act::by_program(now))
        };
        store.write_blocking(set)?;
    }
    Ok(limits)
}

fn limit(typed: &str) -> Option<i32> {
    let normal: String = typed.nfkc().filter(|one| !one.is_whitespace()).collect();
    let digits = normal.trim_end_matches('件');
    let number = digits.chars().all(|one| one.is_ascii_digit()).then(|| digits.parse::<i32>().ok()).flatten()?;
    (LEAST..=MOST).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_as_people_type_them() {
        for (typed, read) in [("5", Some(5)), ("１０", Some(10)), (" 3 件", Some(3)), ("2", Some(2)), ("50", Some(50))]
        {
            assert_eq!(limit(typed), read, "{typed}");
        }
        for typed in ["", "0", "1", "51", "-5", "5.5", "五", "99999999999"] {
            assert_eq!(limit(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_published_hides_as_much_as_what_stays_inside() {
        assert_eq!(checked("5", "10"), Ok(DisclosureLimits { inside: 5, public: 10 }));
        let fields = |inside, public| {
            checked(inside, public).unwrap_err().iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        assert_eq!(fields("10", "5"), ["public"]);
        assert_eq!(fields("x", ""), ["inside", "public"]);
    }
}
