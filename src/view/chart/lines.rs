//! Where Japanese labels break: by width, since there are no spaces to break at.

use unicode_width::UnicodeWidthChar;

/// The width of a text in units of the drawing, for letters of `size` units.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let halves: usize = text.chars().filter_map(UnicodeWidthChar::width_cjk).sum();
    f64::from(u32::try_from(halves).unwrap_or(u32::MAX)) * size / 2.0
}

/// The text in lines no wider than `room`. Closing brackets and punctuation never begin a line.
pub(super) fn wrapped(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for letter in text.chars() {
        let wide = width(letter.encode_utf8(&mut [0; 4]), size);
        if used + wide > room && used > 0.0 && !"、。，．）」』】・ー々〕］!?！？)".contains(letter) {
            lines.push(String::new());
            used = 0.0;
        }
        if let Some(line) = lines.last_mut() {
            line.push(letter);
        }
        used += wide;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_letters_are_twice_as_wide() {
        assert_eq!(width("電話", 14.0), 28.0);
        assert_eq!(width("LINE", 14.0), 28.0);
    }

    #[test]
    fn long_labels_break_and_brackets_stay() {
        assert_eq!(wrapped("家庭訪問", 10.0, 20.0), ["家庭", "訪問"]);
        assert_eq!(wrapped("「家庭」", 10.0, 30.0), ["「家庭」"]);
        assert_eq!(wrapped("", 10.0, 30.0), [""]);
    }
}
