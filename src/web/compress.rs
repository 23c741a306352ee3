//! Pages and style sheets go out compressed, where the browser takes that.

use std::cell::RefCell;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{AcceptEncoding, CONTENT_ENCODING, CONTENT_TYPE, Encoding, Header, HeaderValue, VARY};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use flate2::{Compress, Compression, FlushCompress, Status};

/// What is shorter fits into one packet as it is.
const LEAST: usize = 1024;

thread_local! {
    /// Of its own each encoder takes a quarter of a megabyte: made anew for every page, that alone costs as much as
    /// a tenth of the page.
    static ENCODER: RefCell<Compress> = RefCell::new(Compress::new_gzip(Compression::fast(), 15));
}

/// Middleware: compresses texts with gzip, in one piece. Workbooks and pictures are compressed already.
///
/// # Errors
/// Those of inner services.
pub(super) async fn texts(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let is_taken = takes_gzip(&request);
    let mut response = next.call(request).await?.map_into_boxed_body();
    if !is_text(&response) {
        return Ok(response);
    }
    response.headers_mut().append(VARY, HeaderValue::from_static("accept-encoding"));
    if !is_taken {
        return Ok(response);
    }
    let mut is_compressed = false;
    let mut response = response.map_body(|_, body| match body.try_into_bytes() {
        Ok(plain) => match Some(&plain).filter(|plain| plain.len() >= LEAST).and_then(|plain| gzip(plain)) {
            Some(packed) => {
                is_compressed = true;
                BoxBody::new(packed)
            }
            None => BoxBody::new(plain),
        },
        Err(stream) => stream,
    });
    if is_compressed {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(response)
}

fn takes_gzip(request: &ServiceRequest) -> bool {
    let accepted = AcceptEncoding::parse(request);
    let preferred = accepted.map(|accepted| accepted.negotiate([Encoding::gzip(), Encoding::identity()].iter()));
    preferred.is_ok_and(|preferred| preferred == Some(Encoding::gzip()))
}

fn is_text(response: &ServiceResponse<BoxBody>) -> bool {
    let headers = response.headers();
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_text = media_type.starts_with("text/")
        || ["image/svg+xml", "application/json"].iter().any(|text| media_type.starts_with(text));
    is_text && !headers.contains_key(CONTENT_ENCODING)
}

/// The bytes in the format of gzip; `None` where the encoder fails, which is no reason to show nothing.
fn gzip(plain: &[u8]) -> Option<Bytes> {
    ENCODER.with_borrow_mut(|encoder| {
        encoder.reset();
        // Pages shrink to a sixth.
        let mut packed = Vec::with_capacity(plain.len() / 4 + LEAST);
        loop {
            let read = usize::try_from(encoder.total_in()).ok()?;
            match encoder.compress_vec(plain.get(read..)?, &mut packed, FlushCompress::Finish).ok()? {
                Status::StreamEnd => return Some(Bytes::from(packed)),
                Status::Ok | Status::BufError => packed.reserve(plain.len() / 4 + LEAST),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    fn unpacked(packed: &[u8]) -> Vec<u8> {
        let mut plain = Vec::new();
        GzDecoder::new(packed).read_to_end(&mut plain).unwrap();
        plain
    }

    #[test]
    fn what_was_packed_comes_back_one_page_after_the_other() {
        let noise: Vec<u8> = (0..100_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
        for plain in ["のりしろ".repeat(5000).into_bytes(), noise, b"short".to_vec(), Vec::new()] {
            assert_eq!(unpacked(&gzip(&plain).unwrap()), plain);
        }
    }
}
