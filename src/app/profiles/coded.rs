//! Codes that readers gave, as attributes of cases.

use super::{ReadCases, read};
use crate::analysis::table::Heading;
use crate::app::coding::books::Books;
use crate::app::coding::{counted, sight};
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::store::{Connection, NetworkId, case_readings};

/// The cases of a network with the codes that count for them: each codebook is an attribute of its key. A case to
/// which no code of a codebook was given is blank where readers are through with it (nothing of it was found), and as
/// good as not asked where they are not.
///
/// # Errors
/// Where the database fails or an answer does not fit its definition.
pub fn read_coded(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
) -> Result<(ReadCases, Books), DeskError> {
    let mut read = read(connection, definitions, network)?;
    let books = Books::of_network(connection, definitions, network)?;
    let given = counted::of_network(connection, network)?;
    let read_through = sight::read_through(&case_readings::of_network(connection, network)?);
    for book in &books.books {
        let values: Vec<Heading> =
            book.codes.iter().map(|code| Heading { key: code.key.clone(), label: code.label.clone() }).collect();
        let attribute = read.cases.ensure(&book.key, &format!("分類：{}", book.title), &values, true);
        for (place, response) in read.responses.iter().enumerate() {
            let codes: Vec<String> = given
                .get(response)
                .into_iter()
                .flatten()
                .filter(|(key, _)| *key == book.key)
                .map(|(_, code)| code.clone())
                .collect();
            if !codes.is_empty() || read_through.contains(response) {
                read.cases.tell(place, attribute, &codes);
            }
        }
    }
    Ok((read, books))
}
