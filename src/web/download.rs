//! Files to keep.

use actix_web::HttpResponse;
use actix_web::http::header::{
    CacheControl, CacheDirective, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};

/// The type of a workbook.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The type of a table as text.
pub(super) const CSV: &str = "text/csv; charset=utf-8";

/// The type of files in one.
pub(super) const ZIP: &str = "application/zip";

/// The type of one JSON document a line.
pub(super) const JSON_LINES: &str = "application/jsonl; charset=utf-8";

/// A file's name made of what it is about: no sign in it that a system of files refuses.
pub(super) fn file_name(title: &str, what: &str, end: &str) -> String {
    let kept = |sign: char| {
        let is_refused = sign.is_control() || matches!(sign, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
        if is_refused { '_' } else { sign }
    };
    let title: String = title.chars().take(60).map(kept).collect();
    format!("{}_{what}.{end}", title.trim())
}

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

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_files_name_holds_no_sign_that_systems_refuse() {
        assert_eq!(file_name("令和7年度 アンケート", "回答", "xlsx"), "令和7年度 アンケート_回答.xlsx");
        assert_eq!(file_name("A/B:\"C\"?\n", "回答", "zip"), "A_B__C____回答.zip");
        assert_eq!(file_name(&"長".repeat(100), "回答", "csv").chars().count(), 60 + "_回答.csv".chars().count());
    }
}
