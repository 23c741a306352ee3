//! Reading QR codes off pages, as the camera of a telephone does.

use rqrr::PreparedImage;

use super::Page;

/// The edge of the picture that is looked at, in dots.
const EDGE: usize = 600;

impl Page {
    /// What every QR code that a selector finds says, in order.
    pub(crate) fn qr_codes(&self, selector: &str) -> Vec<String> {
        self.attributes(&format!("{selector} path"), "d").iter().map(|path| read(path)).collect()
    }
}

/// Paints the dark fields of an SVG path (`M8 8h4v4H8V8…`) and reads the picture.
fn read(path: &str) -> String {
    let dark: Vec<[usize; 4]> = path.split('M').filter(|part| !part.is_empty()).map(field).collect();
    assert!(!dark.is_empty(), "{path}");
    let is_dark = |x, y| {
        dark.iter()
            .any(|[left, top, width, height]| (*left..left + width).contains(&x) && (*top..top + height).contains(&y))
    };
    let mut picture = PreparedImage::prepare_from_greyscale(EDGE, EDGE, |x, y| if is_dark(x, y) { 0 } else { 255 });
    let found = picture.detect_grids();
    let [code] = found.as_slice() else { panic!("{} codes", found.len()) };
    code.decode().unwrap().1
}

/// Left, top, width and height of `8 8h4v4H8V8`.
fn field(part: &str) -> [usize; 4] {
    let numbers: Vec<usize> =
        part.split(|sign: char| !sign.is_ascii_digit()).filter_map(|number| number.parse().ok()).take(4).collect();
    numbers.try_into().unwrap()
}
