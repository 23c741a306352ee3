//! What goes wrong, and the page people get for it.
//!
//! A handler returns a [`Problem`]. People read a friendly Japanese page that says what to do; our
//! own faults are logged with the request's id, and the page shows only that id.

use std::error::Error;
use std::fmt;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, ContentType};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, ResponseError, web};
use serde::Serialize;
use tracing_actix_web::RequestId;

use super::state::State;

/// Why a request got no page of its own.
#[derive(Debug)]
pub enum Problem {
    /// There is no such page, or it is not this person's to see.
    NotFound,
    /// A personal link that is unknown, re-issued or closed: one page for all of them, so that
    /// nobody can tell which.
    LinkUnknown,
    /// A sheet that somebody removed; what is on it is kept, and it can be put back.
    SheetRemoved,
    /// The form was sent from another site, or its sign-in had run out.
    Refused,
    /// Nobody is signed in: the sign-in page comes first.
    SignInNeeded {
        /// The address asked for, to come back to.
        back: String,
    },
    /// What was sent cannot be a form of ours.
    Unreadable,
    /// Our own fault.
    Fault(Box<dyn Error + Send + Sync>),
}

impl Problem {
    /// Our own fault, with its cause for the log.
    pub fn fault(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Fault(cause.into())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::LinkUnknown => f.write_str("unknown link"),
            Self::SheetRemoved => f.write_str("removed sheet"),
            Self::Refused => f.write_str("refused"),
            Self::SignInNeeded { .. } => f.write_str("not signed in"),
            Self::Unreadable => f.write_str("unreadable form"),
            Self::Fault(cause) => {
                write!(f, "{cause}")?;
                let mut source = cause.source();
                while let Some(inner) = source {
                    write!(f, ": {inner}")?;
                    source = inner.source();
                }
                Ok(())
            }
        }
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::LinkUnknown => StatusCode::NOT_FOUND,
            Self::SheetRemoved => StatusCode::GONE,
            Self::Refused => StatusCode::FORBIDDEN,
            Self::SignInNeeded { .. } => StatusCode::SEE_OTHER,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        match self {
            Self::SignInNeeded { back } => super::state::see_other(format!("/staff/sign-in?back={back}")),
            _ => HttpResponse::new(self.status_code()),
        }
    }
}

/// What the error page shows.
#[derive(Serialize)]
pub struct ErrorView {
    title: &'static str,
    words: &'static [&'static str],
    request_id: Option<String>,
}

impl ErrorView {
    fn of(status: StatusCode, problem: Option<&Problem>, request_id: Option<String>) -> Self {
        let (title, words): (_, &'static [_]) = match (problem, status.as_u16()) {
            (Some(Problem::LinkUnknown), _) => (
                "回答用ページを開けません",
                &[
                    "リンクが途中で切れているか、新しいリンクに替わったか、回答の受付が終わった可能性があります。",
                    "いちばん新しい依頼のメール又は依頼状に書かれているリンクを、もう一度お確かめください。",
                    "それでも開けないときは、お手数ですが、依頼のメール又は依頼状にある担当まで電話で御連絡ください。電話や紙での御回答もお受けします。",
                ],
            ),
            (Some(Problem::SheetRemoved), _) => (
                "このシートは削除されています",
                &[
                    "入力された内容は、削除された後のものも含めて保管しています。",
                    "続きを入力するときは、回答用ページをもう一度開き、削除したシートの「元に戻す」を押してください。",
                ],
            ),
            (_, 403) => (
                "送信を受け付けられませんでした",
                &["安全のため、この送信を止めました。前の画面に戻り、ページを開き直してから、もう一度お試しください。"],
            ),
            (_, 404 | 405) => (
                "ページが見つかりません",
                &[
                    "アドレスが変わったか、ページがなくなった可能性があります。アドレスを確かめるか、前の画面に戻ってお進みください。",
                ],
            ),
            (_, 413) => (
                "送信された内容が大きすぎます",
                &["前の画面に戻り、文章を短くするか、ファイルを小さくしてから、もう一度お試しください。"],
            ),
            (_, 400..=499) => (
                "送信された内容を読み取れませんでした",
                &["前の画面に戻り、ページを開き直してから、もう一度お試しください。"],
            ),
            _ => (
                "申し訳ありません。処理を完了できませんでした",
                &[
                    "少し時間をおいて、もう一度お試しください。保存済みの内容は失われていません。",
                    "続けて起こるときは、次の番号を添えて、担当まで御連絡ください。",
                ],
            ),
        };
        Self { title, words, request_id: request_id.filter(|_| status.is_server_error()) }
    }
}

/// Middleware: puts a friendly page in place of every bare error, and logs our own faults.
///
/// # Errors
/// Those of inner middleware, of which none returns any (a handler's error is a response here
/// already): an error would pass by the outer middleware, and its headers would be missing.
pub async fn friendly_pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    let has_page = response.headers().contains_key(CONTENT_TYPE) && response.response().error().is_none();
    if has_page || !(status.is_client_error() || status.is_server_error()) {
        return Ok(response);
    }
    let id = response.request().extensions().get::<RequestId>().map(ToString::to_string);
    let error = response.response().error();
    let problem = error.and_then(|error| error.as_error::<Problem>());
    if status.is_server_error() {
        let cause = error.map(ToString::to_string).unwrap_or_default();
        tracing::error!(status = status.as_u16(), cause, "request failed");
    }
    let view = ErrorView::of(status, problem, id);
    let Some(state) = response.request().app_data::<web::Data<State>>() else { return Ok(response) };
    let html = state.templates.render("error.html", &view).unwrap_or_else(|error| {
        tracing::error!(%error, "error page failed");
        view.words.join("\n")
    });
    let page = HttpResponse::build(status).content_type(ContentType::html()).body(html);
    Ok(response.into_response(page))
}
