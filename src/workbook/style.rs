//! Fonts, colours and borders, the same on every sheet.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook};

use super::WorkbookError;

/// On every Windows and Mac with Japanese Office; LibreOffice puts its own Japanese font in its place.
pub(super) const FONT: &str = "游ゴシック";
/// The blue of headings and first series.
pub(super) const BLUE: Color = Color::RGB(0x0000_17C1);
/// The blue of second series.
pub(super) const LIGHT_BLUE: Color = Color::RGB(0x0070_96F8);
/// The grey of third series and of 無回答.
pub(super) const GREY: Color = Color::RGB(0x0094_9494);

const LINE: Color = Color::RGB(0x0094_9494);
const HEAD: Color = Color::RGB(0x00E8_F1FE);
const QUIET: Color = Color::RGB(0x00F2_F2F2);

/// The formats of a workbook.
pub(super) struct Styles {
    pub(super) title: Format,
    /// The title of one of several tables.
    pub(super) table_title: Format,
    pub(super) words: Format,
    pub(super) note: Format,
    pub(super) link: Format,
    pub(super) head: Format,
    pub(super) side: Format,
    pub(super) body: Format,
    body_quiet: Format,
}

/// An empty workbook in the Japanese font, and its formats.
pub(super) fn begin(title: &str) -> Result<(Workbook, Styles), WorkbookError> {
    let mut workbook = Workbook::new();
    let base = Format::new().set_font_name(FONT).set_font_size(10.5).set_align(FormatAlign::VerticalCenter);
    workbook.set_default_format(&base, 24, 72)?;
    workbook.set_properties(&rust_xlsxwriter::DocProperties::new().set_title(title));
    let boxed = base.clone().set_border(FormatBorder::Thin).set_border_color(LINE).set_text_wrap();
    let side = boxed.clone().set_align(FormatAlign::Left);
    let body = boxed.clone().set_align(FormatAlign::Right);
    let styles = Styles {
        title: base.clone().set_bold().set_font_size(14).set_text_wrap(),
        table_title: base.clone().set_bold().set_font_size(11).set_text_wrap(),
        words: base.clone().set_text_wrap().set_align(FormatAlign::Top),
        note: base.clone().set_font_size(9.5).set_text_wrap().set_align(FormatAlign::Top),
        link: base.clone().set_hyperlink(),
        head: boxed.clone().set_bold().set_background_color(HEAD).set_align(FormatAlign::Center),
        side,
        body_quiet: body.clone().set_background_color(QUIET),
        body,
    };
    Ok((workbook, styles))
}

impl Styles {
    /// The format of a figure with so many digits after the point.
    pub(super) fn figure(&self, decimals: u8, quiet: bool) -> Format {
        let base = if quiet { &self.body_quiet } else { &self.body };
        let rest = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(usize::from(decimals))) };
        base.clone().set_num_format(format!("#,##0{rest}"))
    }

    /// Words of several lines in a box.
    pub(super) fn boxed_words(&self) -> Format {
        self.side.clone().set_align(FormatAlign::Top)
    }
}
