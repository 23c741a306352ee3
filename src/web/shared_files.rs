//! Style sheets and pictures, kept by browsers for ever, since their address changes with them;
//! and the sign of life.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, web};

use super::errors::Problem;
use crate::assets::static_file;

/// `GET /assets/{hash}/{name}`
pub(super) async fn asset(path: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let (hash, name) = path.into_inner();
    let file = static_file(&name).filter(|file| file.hash == hash).ok_or(Problem::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .content_type(file.media_type)
        .body(file.bytes.as_slice()))
}

/// `GET /`: coordinators start at their desk; agencies come by their own links.
pub(super) async fn front() -> HttpResponse {
    HttpResponse::SeeOther().insert_header(("Location", "/staff")).finish()
}

/// `GET /health`: whether the program answers.
pub(super) async fn health() -> &'static str {
    "ok"
}
