//! Files to keep.

use actix_web::HttpResponse;
use actix_web::http::header::{
    CacheControl, CacheDirective, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};

/// The type of a workbook.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The type of a table as text.
pub(super) const CSV: &str = "text/csv; charset=utf-8";

/// A file to keep, with its Japanese name for the browsers of today and a plain one for others. No cache
/// keeps a copy.
pub(super) fn download(media: &'static str, plain: &str, name: &str, bytes: Vec<u8>) -> HttpResponse {
    let extended = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: name.as_bytes().to_vec(),
    };
    let attachment = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(plain.to_owned()), DispositionParam::FilenameExt(extended)],
    };
    HttpResponse::Ok()
        .content_type(media)
        .insert_header(attachment)
        .insert_header(CacheControl(vec![CacheDirective::NoStore]))
        .body(bytes)
}
