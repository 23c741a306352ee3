//! 地域の資源一覧 at the desk.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::desk::Desk;
use super::saved::Done;
use crate::analysis::resources::Search;
use crate::app::Purpose;
use crate::app::resources::for_staff;
use crate::app::viewing::Viewed;
use crate::web::download::{XLSX, download, file_name};
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// What is looked for, as addresses say it.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    function: Option<String>,
    age: Option<String>,
    whom: Option<String>,
}

impl Asked {
    /// What is looked for; what is blank does not matter.
    pub(in crate::web) fn search(&self) -> Search {
        let code = |given: &Option<String>| {
            let is_code =
                |code: &String| !code.is_empty() && code.chars().all(|one| one.is_ascii_alphanumeric() || one == '_');
            given.clone().filter(is_code)
        };
        Search { function: code(&self.function), age: code(&self.age), whom: code(&self.whom) }
    }
}

/// `GET /staff/networks/{network}/resources`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(
    state: web::Data<State>,
    desk: Desk,
    asked: web::Query<Asked>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Problem> {
    let (shared, network, search) = (state.clone(), desk.network.id, asked.search());
    let reader = desk.reader(Purpose::OfficeUse);
    let reading = state.store.read(move |connection| {
        for_staff::page(connection, &shared.definitions, network, &search, (reader, &shared.masker))
    });
    let mut page = reading.await?;
    page.told = done.told();
    desk.note_view(Viewed::Resources).await?;
    desk.page("resources", "staff/resources/list.html", &page)
}

/// `GET /staff/networks/{network}/resources/booklet`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn booklet(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let (shared, network, now) = (state.clone(), desk.network.clone(), state.clock.now());
    let reader = desk.reader(Purpose::OfficeUse);
    let reading = state.store.read(move |connection| {
        for_staff::booklet(connection, &shared.definitions, &network, (reader, &shared.masker), now)
    });
    let page = reading.await?;
    desk.note_view(Viewed::Resources).await?;
    desk.page("resources", "staff/resources/booklet.html", &page)
}

/// `GET /staff/networks/{network}/resources.xlsx`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn workbook(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let (shared, network, name) = (state.clone(), desk.network.id, desk.network.name.clone());
    let reader = desk.reader(Purpose::OfficeUse);
    let reading = state.store.read(move |connection| {
        for_staff::book(connection, &shared.definitions, network, &name, (reader, &shared.masker))
    });
    let book = reading.await?;
    let making = web::block(move || for_staff::workbook(&book)).await.map_err(Problem::fault)?;
    let bytes = making.map_err(Problem::fault)?;
    let act = desk.signed.act(&state);
    let noting = state.store.write(move |connection| for_staff::note_export(connection, network, &act));
    noting.await.map_err(|error: crate::store::StoreError| Problem::fault(error))?;
    Ok(download(XLSX, "resources.xlsx", &file_name(&desk.network.name, "地域の資源一覧", "xlsx"), bytes))
}

/// Whether the agencies are to read the list.
#[derive(Deserialize)]
pub struct Sharing {
    csrf: String,
    #[serde(default)]
    shared: String,
}

/// `POST /staff/networks/{network}/resources/sharing`
///
/// # Errors
/// [`Problem::Refused`] where the form is not of this session.
pub async fn share(state: web::Data<State>, desk: Desk, form: web::Form<Sharing>) -> Result<HttpResponse, Problem> {
    desk.signed.check_form(&form.csrf)?;
    let (network, is_shared, by) = (desk.network.id, form.shared == "yes", desk.signed.user.id);
    let act = desk.signed.act(&state);
    let setting = state.store.write(move |connection| for_staff::set_shared(connection, network, is_shared, by, &act));
    setting.await.map_err(|error: crate::store::StoreError| Problem::fault(error))?;
    Ok(see_other(format!("{}/resources?done=saved", desk.path())))
}
