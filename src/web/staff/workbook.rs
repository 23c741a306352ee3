//! The workbook of a round, for download.

use actix_web::http::header::{Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue};
use actix_web::{HttpResponse, web};

use super::desk::Desk;
use super::rounds::RoundPath;
use crate::app::workbook;
use crate::web::{Problem, State};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET /staff/networks/{network}/rounds/{round}/workbook`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn download(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
) -> Result<HttpResponse, Problem> {
    let (shared, network, round, reader) = (state.clone(), desk.network.id, path.id()?, desk.reader());
    let sources = state
        .store
        .read(move |connection| workbook::read(connection, &shared.definitions, network, round, reader))
        .await?;
    let name = desk.network.name.clone();
    let bytes =
        web::block(move || workbook::write(&sources, &name)).await.map_err(Problem::fault)?.map_err(Problem::fault)?;
    let act = desk.signed.act(&state);
    state
        .store
        .write(move |connection| workbook::note_export(connection, network, round, &act))
        .await
        .map_err(|error: crate::store::StoreError| Problem::fault(error))?;
    Ok(HttpResponse::Ok().content_type(XLSX).insert_header(attachment("集計結果.xlsx")).body(bytes))
}

/// A file to keep, with its Japanese name for the browsers of today and a plain one for others.
fn attachment(name: &str) -> ContentDisposition {
    let extended = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: name.as_bytes().to_vec(),
    };
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![
            DispositionParam::Filename("results.xlsx".to_owned()),
            DispositionParam::FilenameExt(extended),
        ],
    }
}
