//! Importing a register: choosing a file, looking at what it would change, saying that it is right.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::agencies_path;
use crate::app::desk::DeskError;
use crate::app::register::import::{self, ImportError};
use crate::store::RegisterImportId;
use crate::view::register::{PreviewPage, UploadPage};
use crate::web::staff::Desk;
use crate::web::state::see_other;
use crate::web::upload::{self, Upload};
use crate::web::{Problem, State};
use crate::workbook::register::{Refusal, RegisterFile};

const CHOOSE: &str = "staff/agencies/import.html";
const PREVIEW: &str = "staff/agencies/preview.html";

/// The import in an address. The network beside it is read by [`Desk`].
#[derive(Debug, Deserialize)]
pub struct ImportPath {
    import: String,
}

impl ImportPath {
    fn id(&self) -> Result<RegisterImportId, Problem> {
        self.import.parse().map_err(|_| Problem::NotFound)
    }
}

/// Whether long lists are shown whole.
#[derive(Debug, Default, Deserialize)]
pub struct Shown {
    #[serde(default)]
    all: String,
}

/// The word that a preview is right.
#[derive(Deserialize)]
pub struct Approval {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    fingerprint: String,
}

/// `GET /staff/networks/{network}/agencies/imports`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn choose(desk: Desk) -> Result<HttpResponse, Problem> {
    desk.page("agencies", CHOOSE, &UploadPage::default())
}

/// `POST /staff/networks/{network}/agencies/imports`: a file to be previewed.
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's.
pub async fn upload(
    state: web::Data<State>,
    desk: Desk,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let Upload { csrf, name, bytes } = match upload::read(&request, payload).await {
        Ok(upload) => upload,
        // Nothing is changed by a file that is not even read: its form needs no secret.
        Err(Problem::TooLarge) => return again(&desk, String::new(), too_large()),
        Err(problem) => return Err(problem),
    };
    desk.signed.check_form(&csrf)?;
    if name.is_empty() {
        return again(&desk, name, "名簿のファイルを選んでください。".to_owned());
    }
    let file = match web::block(move || RegisterFile::read(&bytes)).await.map_err(Problem::fault)? {
        Ok(file) => file,
        Err(refusal) => return again(&desk, name, Refusal::words(&refusal)),
    };
    let (network, act) = (desk.network.id, desk.signed.act(&state));
    let id = state.store.write(move |connection| import::keep(connection, network, &name, &file, &act)).await?;
    Ok(see_other(format!("{}/imports/{id}", agencies_path(&desk))))
}

fn too_large() -> String {
    format!(
        "ファイルが大きすぎます。{}メガバイトまでのファイルを選んでください。名簿のシートだけを新しいブックに写すと、小さくなります。",
        upload::MOST / 1024 / 1024
    )
}

fn again(desk: &Desk, file_name: String, error: String) -> Result<HttpResponse, Problem> {
    desk.page("agencies", CHOOSE, &UploadPage { error, file_name })
}

/// `GET /staff/networks/{network}/agencies/imports/{import}`
///
/// # Errors
/// [`Problem::NotFound`] where the import is not there any more.
pub async fn preview(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<ImportPath>,
    shown: web::Query<Shown>,
) -> Result<HttpResponse, Problem> {
    let page = page(&state, &desk, path.id()?, !shown.all.is_empty()).await?;
    desk.page("agencies", PREVIEW, &page)
}

async fn page(
    state: &web::Data<State>,
    desk: &Desk,
    id: RegisterImportId,
    shows_all: bool,
) -> Result<PreviewPage, DeskError> {
    let (shared, network, now) = (state.clone(), desk.network.clone(), state.clock.now());
    let preview =
        move |connection: &mut _| import::preview(connection, &shared.definitions, &network, id, (shows_all, now));
    state.store.read(preview).await
}

/// `POST /staff/networks/{network}/agencies/imports/{import}`: does what was previewed.
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's, [`Problem::NotFound`] where the import is
/// not there any more.
pub async fn apply(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<ImportPath>,
    form: web::Form<Approval>,
) -> Result<HttpResponse, Problem> {
    desk.signed.check_form(&form.csrf)?;
    let (shared, network, id, act) = (state.clone(), desk.network.clone(), path.id()?, desk.signed.act(&state));
    let fingerprint = form.into_inner().fingerprint;
    let done = state
        .store
        .write(move |connection| import::apply(connection, &shared.definitions, &network, (id, &fingerprint), &act))
        .await;
    match done {
        Ok(imported) => Ok(see_other(format!(
            "{}?told=imported&added={}&changed={}",
            agencies_path(&desk),
            imported.added,
            imported.changed
        ))),
        Err(ImportError::Changed) => {
            let page = PreviewPage { changed_meanwhile: true, ..page(&state, &desk, id, false).await? };
            desk.page("agencies", PREVIEW, &page)
        }
        Err(ImportError::Desk(error)) => Err(error.into()),
    }
}
