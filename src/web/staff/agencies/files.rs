//! The register as a file, and an example to begin with.

use actix_web::{HttpResponse, web};

use crate::app::register::export::{self, Format};
use crate::app::register::kinds;
use crate::store::StoreError;
use crate::web::download::{CSV, XLSX, download};
use crate::web::staff::Desk;
use crate::web::{Problem, State};

/// `GET /staff/networks/{network}/agencies/register.xlsx`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn xlsx(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let bytes = written(&state, &desk, Format::Xlsx).await?;
    Ok(download(XLSX, "register.xlsx", &format!("{}_機関名簿.xlsx", desk.network.municipality), bytes))
}

/// `GET /staff/networks/{network}/agencies/register.csv`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn csv(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let bytes = written(&state, &desk, Format::Csv).await?;
    Ok(download(CSV, "register.csv", &format!("{}_機関名簿.csv", desk.network.municipality), bytes))
}

/// `GET /staff/networks/{network}/agencies/example.xlsx`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn example(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let kinds = state
        .store
        .read(move |connection| kinds::of_network(connection, &shared.definitions, network))
        .await
        .map_err(|error: StoreError| Problem::fault(error))?;
    let bytes = web::block(move || export::example(&kinds)).await.map_err(Problem::fault)?.map_err(Problem::fault)?;
    Ok(download(XLSX, "example.xlsx", "機関名簿の見本.xlsx", bytes))
}

async fn written(state: &web::Data<State>, desk: &Desk, format: Format) -> Result<Vec<u8>, Problem> {
    let (shared, network, act) = (state.clone(), desk.network.id, desk.signed.act(state));
    let exported = state
        .store
        .write(move |connection| export::read(connection, &shared.definitions, network, format, &act))
        .await?;
    web::block(move || export::write(&exported, format)).await.map_err(Problem::fault)?.map_err(Problem::fault)
}
