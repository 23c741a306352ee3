//! QR codes as SVG.

use qrcode::QrCode;
use qrcode::render::svg::Color;

/// A text that is too long for a QR code.
#[derive(Debug, thiserror::Error)]
#[error("QR code: {0}")]
pub struct QrError(qrcode::types::QrError);

/// The text as a QR code: an `svg` element whose name for those who do not see it is `name`.
///
/// # Errors
/// [`QrError`] where the text is too long.
pub fn svg(text: &str, name: &str) -> Result<String, QrError> {
    let code = QrCode::new(text).map_err(QrError)?;
    let svg = code.render::<Color<'_>>().min_dimensions(200, 200).build();
    // In a page there is no declaration of XML before an element.
    let svg = svg.split_once("?>").map_or(svg.as_str(), |(_, element)| element);
    Ok(svg.replacen("<svg ", &format!("<svg role=\"img\" aria-label=\"{name}\" class=\"qr\" "), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_element_with_a_name() {
        let svg = svg("https://example.jp/staff/welcome", "設定の画面").unwrap();
        assert!(svg.starts_with("<svg role=\"img\" aria-label=\"設定の画面\""), "{svg}");
        assert!(svg.ends_with("</svg>") && !svg.contains("<?xml"));
        assert!(super::svg(&"a".repeat(5000), "x").is_err());
    }
}
