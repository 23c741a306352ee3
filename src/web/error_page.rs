//! The page people get when something goes wrong: friendly, in Japanese, with what to do. Our own
//! faults are logged with the request's id, and the page shows only that id.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, ContentType, RETRY_AFTER};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use serde::Serialize;
use tracing_actix_web::RequestId;

use super::errors::Problem;
use super::kept_form::KeptForm;
use super::state::State;
use crate::app::respond::NotYet;
use crate::store::Outage;

/// What the error page shows.
#[derive(Serialize)]
pub struct ErrorView {
    title: &'static str,
    words: Vec<String>,
    request_id: Option<String>,
    kept: Option<KeptForm>,
}

impl ErrorView {
    fn of(status: StatusCode, problem: Option<&Problem>, request_id: Option<String>, kept: Option<KeptForm>) -> Self {
        let (title, mut words) = match problem {
            Some(Problem::NotYet(not_yet)) => not_yet_words(not_yet),
            _ => {
                let (title, lines) = words(status, problem);
                (title, lines.iter().map(|line| (*line).to_owned()).collect())
            }
        };
        if kept.as_ref().is_some_and(KeptForm::may_send_again) {
            let wait = match problem.and_then(Problem::retry_after) {
                Some(wait) if wait.as_secs() < 10 => "少し待ってから",
                _ => "数分たってから",
            };
            words.push(format!(
                "入力した内容は、この画面に残っています。この画面を閉じずに、{wait}「もう一度送る」を押してください。"
            ));
        } else if status == StatusCode::TOO_MANY_REQUESTS {
            words.push("少し待ってから、もう一度お試しください。".to_owned());
        } else if status.is_server_error() {
            words.push("少し時間をおいて、もう一度お試しください。".to_owned());
        } else if kept.is_some() {
            words.push("送信された内容は保存されていません。必要であれば、下の控えを写しておいてください。".to_owned());
        }
        if status.is_server_error() {
            words.push(
                "保存済みの内容は失われていません。続けて起こるときは、次の番号を添えて、担当までご連絡ください。"
                    .to_owned(),
            );
        }
        let title = if kept.is_some() && status.is_server_error() { "保存できませんでした" } else { title };
        Self { title, words, request_id: request_id.filter(|_| status.is_server_error()), kept }
    }
}

/// Heading and lines for a link that was opened too early.
fn not_yet_words(not_yet: &NotYet) -> (&'static str, Vec<String>) {
    let NotYet { title, from, office, telephone } = not_yet;
    let lines = vec![
        format!(
            "「{title}」の受付は、{from}から始まります。その日になりましたら、同じリンクからもう一度お開きください。"
        ),
        format!("お問い合わせ：{office}　電話 {telephone}"),
    ];
    ("この調査は、まだ始まっていません", lines)
}

/// Heading and lines for a problem, or for a bare status.
fn words(status: StatusCode, problem: Option<&Problem>) -> (&'static str, &'static [&'static str]) {
    match (problem, status.as_u16()) {
        (Some(Problem::LinkUnknown), _) => (
            "回答用ページを開けません",
            &[
                "リンクが途中で切れているか、新しいリンクに替わったか、回答の受付が終わった可能性があります。",
                "いちばん新しい依頼のメール又は依頼状に書かれているリンクを、もう一度お確かめください。",
                "それでも開けないときは、お手数ですが、依頼のメール又は依頼状にある担当まで電話でご連絡ください。電話や紙でのご回答もお受けします。",
            ],
        ),
        (Some(Problem::SheetRemoved), _) => (
            "このシートは削除されています",
            &[
                "入力された内容は、削除された後のものも含めて保管しています。",
                "続きを入力するときは、回答用ページをもう一度開き、削除したシートの「元に戻す」を押してください。",
            ],
        ),
        (Some(Problem::NotUtf8), _) => (
            "送信された文字を読み取れませんでした",
            &[
                "文字コードが UTF-8 ではないか、途中で壊れています。回答用ページを開き直し、ページの欄に入力して、もう一度送信してください。",
            ],
        ),
        (Some(Problem::TooManyFields), _) => (
            "送信された欄の数が多すぎます",
            &[
                "一度に送信できる欄の数を超えています。前の画面に戻り、追加した行を減らしてから、もう一度お試しください。",
            ],
        ),
        (Some(Problem::Outage { why: Outage::DiskFull, .. }), _) => (
            "ただいま保存できません",
            &["サーバーの記憶領域に空きがないため、保存できませんでした。担当が空きを作るまで、お待ちください。"],
        ),
        (Some(Problem::Outage { why: Outage::Unreachable, .. }), _) => {
            ("ただいまご利用になれません", &["データベースにつながらないため、処理を完了できませんでした。"])
        }
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
        (_, 408) => (
            "送信が途中で止まりました",
            &["時間内に内容を受け取れませんでした。前の画面に戻り、通信の状態を確かめてから、もう一度お試しください。"],
        ),
        (_, 413) => (
            "送信された内容が大きすぎます",
            &[
                "一度に送信できるのは、文章でおよそ8万字までです。前の画面に戻り、文章を短くするか、ファイルを小さくしてから、もう一度お試しください。",
            ],
        ),
        (_, 414 | 431) => (
            "アドレスが長すぎます",
            &[
                "アドレスや、ブラウザが送る情報が長すぎて、受け取れません。依頼のメール又は依頼状にあるリンクを開き直してください。",
            ],
        ),
        (_, 415) => (
            "この形式では受け取れません",
            &["圧縮された内容や、知らない形式の内容は受け取れません。回答用ページから送信してください。"],
        ),
        (_, 429) => ("アクセスが続いたため、お待ちいただいています", &["短い時間に多くのアクセスがありました。"]),
        (_, 400..=499) => (
            "送信された内容を読み取れませんでした",
            &["前の画面に戻り、ページを開き直してから、もう一度お試しください。"],
        ),
        _ => ("申し訳ありません。処理を完了できませんでした", &[]),
    }
}

/// Middleware: puts a friendly page in place of every bare error, and logs our own faults.
///
/// # Errors
/// Those of inner middleware, of which none returns any (a handler's error is a response here
/// already): an error would pass by the outer middleware, and its headers would be missing.
pub async fn friendly(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    let has_page = response.headers().contains_key(CONTENT_TYPE) && response.response().error().is_none();
    if has_page || !(status.is_client_error() || status.is_server_error()) {
        return Ok(response);
    }
    let Some(state) = response.request().app_data::<web::Data<State>>() else { return Ok(response) };
    let error = response.response().error();
    let problem = error.and_then(|error| error.as_error::<Problem>());
    if status.is_server_error() {
        log(status, &error.map(ToString::to_string).unwrap_or_default());
    }
    let kept = KeptForm::of(response.request(), problem, status.is_server_error());
    let view = ErrorView::of(status, problem, request_id(response.request()), kept);
    let html = state.templates.render("error.html", &view).unwrap_or_else(|error| {
        tracing::error!(%error, "error page failed");
        view.words.join("\n")
    });
    let mut page = HttpResponse::build(status);
    if let Some(wait) = problem.and_then(Problem::retry_after) {
        page.insert_header((RETRY_AFTER, wait.as_secs_f64().ceil().to_string()));
    }
    let page = page.content_type(ContentType::html()).body(html);
    Ok(response.into_response(page))
}

/// Logs a fault of ours, inside the request's span.
pub(super) fn log(status: StatusCode, cause: &str) {
    tracing::error!(status = status.as_u16(), cause, "request failed");
}

/// The number under which a fault of this request stands in the log.
pub(super) fn request_id(request: &HttpRequest) -> Option<String> {
    request.extensions().get::<RequestId>().map(ToString::to_string)
}
