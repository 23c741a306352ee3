//! What a network decides about figures that leave the office: below which counts of persons and cases they are
//! hidden, and the code of its municipality.

use jiff::Timestamp;
use unicode_normalization::UnicodeNormalization;

use super::add_network::{NetworkError, find_network};
use crate::app::desk::DeskError;
use crate::definition::Words;
use crate::store::audit::Act;
use crate::store::networks::Network;
use crate::store::output_settings::{self, OutputSettings};
use crate::store::{Connection, Store};
use crate::view::field::{FieldProblem, FormState, Typed};
use crate::view::output_settings::{self as page, OutputSettingsPage};
use crate::workbook::data::RegionCode;

/// A limit of 2 hides the 1s alone; under it nothing would be hidden.
const LEAST: i32 = 2;
/// Above this hardly any count would be shown.
const MOST: i32 = 50;

/// Names of the fields, with the prefix under which the form says what it started from.
const FIELDS: [&str; 3] = ["inside", "public", "region"];
const BEFORE: &str = "before_";

/// The page, with what is stored or what was typed.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    network: &Network,
    typed: Option<&Typed>,
    problems: &[FieldProblem],
) -> Result<OutputSettingsPage, DeskError> {
    let stored = output_settings::of_network(connection, network.id)?.ok_or(DeskError::NotFound)?;
    let values = [stored.inside.to_string(), stored.public.to_string(), stored.region_code];
    let fill = |typed: Typed, (name, value): (&str, &String)| typed.put(name, value.clone());
    let filled = FIELDS.into_iter().zip(&values).fold(Typed::default(), fill);
    let state = FormState { typed: typed.unwrap_or(&filled), problems };
    Ok(OutputSettingsPage::new(&state, FIELDS.into_iter().map(|name| format!("{BEFORE}{name}")).zip(values).collect()))
}

/// Keeps what a posted page says; the inner error is everything that is wrong with it.
///
/// # Errors
/// Those of the database.
pub fn change(
    connection: &mut Connection,
    network: &Network,
    typed: &Typed,
    act: &Act,
) -> Result<Result<(), Vec<FieldProblem>>, DeskError> {
    let settings = match checked(typed) {
        Ok(settings) => settings,
        Err(problems) => return Ok(Err(problems)),
    };
    let before = |name: &str| typed.one(&format!("{BEFORE}{name}"));
    let (Ok(inside), Ok(public)) = (before("inside").parse(), before("public").parse()) else {
        return Err(DeskError::NotFound);
    };
    let before = OutputSettings { inside, public, region_code: before("region").to_owned() };
    if before == settings || output_settings::set(connection, network.id, &before, &settings, act)? {
        return Ok(Ok(()));
    }
    let message =
        "ほかの方が、集計の設定を先に変更しました。今の設定を開き直して確かめてから、もう一度保存してください。";
    Ok(Err(vec![FieldProblem::of_page(message)]))
}

/// What was typed, or everything that is wrong with it, each at its field.
fn checked(typed: &Typed) -> Result<OutputSettings, Vec<FieldProblem>> {
    let limits = limits(typed.one("inside"), typed.one("public"));
    let region = RegionCode::read(typed.one("region"));
    match (limits, region) {
        (Ok((inside, public)), Ok(region)) => {
            let region_code = region.map(|code| code.as_str().to_owned()).unwrap_or_default();
            Ok(OutputSettings { inside, public, region_code })
        }
        (limits, region) => {
            let mut problems = limits.err().unwrap_or_default();
            problems.extend(region.err().map(|problem| FieldProblem::at("region", problem.words())));
            Err(problems)
        }
    }
}

/// The limits as typed: within the network and for what is published.
fn limits(inside: &str, public: &str) -> Result<(i32, i32), Vec<FieldProblem>> {
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
            return Ok((inside, public));
        }
        problems.push(FieldProblem::at(
            "public",
            format!(
                "「{}」の値（{inside}）以上にしてください。公表するものは、より多くの方の目に触れます。",
                page::LABELS[0].1
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
) -> Result<OutputSettings, NetworkError> {
    let network = find_network(store, network)?;
    let stored = store.read_blocking(|connection| output_settings::of_network(connection, network.id))?;
    let Some(before) = stored else { return Err(NetworkError::Unknown(network.name)) };
    let typed = |given: Option<&str>, stored: i32| given.map_or_else(|| stored.to_string(), str::to_owned);
    let limits = limits(&typed(inside, before.inside), &typed(public, before.public)).map_err(|problems| {
        let of_field = |problem: FieldProblem| {
            let english = match problem.field {
                "public" if limit(&typed(public, before.public)).is_some() => "must not be under --inside",
                _ => "must be a whole number from 2 to 50",
            };
            Words::new(format!("--{}：{}", problem.field, problem.message), format!("--{} {english}", problem.field))
        };
        NetworkError::Fields(problems.into_iter().map(of_field).collect())
    })?;
    let settings = OutputSettings { inside: limits.0, public: limits.1, region_code: before.region_code.clone() };
    if settings != before {
        let decided = settings.clone();
        let set = move |connection: &mut Connection| {
            output_settings::set(connection, network.id, &before, &decided, &Act::by_program(now))
        };
        store.write_blocking(set)?;
    }
    Ok(settings)
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
        assert_eq!(limits("5", "10"), Ok((5, 10)));
        let fields = |inside, public| {
            limits(inside, public).unwrap_err().iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        assert_eq!(fields("10", "5"), ["public"]);
        assert_eq!(fields("x", ""), ["inside", "public"]);
    }
}
