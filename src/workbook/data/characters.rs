//! Characters that data files hold, and what stands in place of others.

use std::borrow::Cow;
use std::collections::BTreeMap;

use encoding_rs::SHIFT_JIS;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How a file's letters are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 with a mark at the beginning, by which Excel knows it.
    Utf8,
    /// CP932 (Shift JIS of Windows), for programs that read nothing else.
    Cp932,
}

/// What stands where nothing better is agreed: 〓.
const GETA: &str = "〓";

/// Characters outside JIS X 0208 with the usual ones in their place.
const USUAL: &[(char, &str)] = &[
    ('\u{301C}', "～"), // 〜
    ('\u{2016}', "∥"),  // ‖
    ('\u{2212}', "－"), // −
    ('\u{2014}', "―"),  // —
    ('\u{2013}', "－"), // –
    ('\u{2010}', "－"), // ‐
    ('\u{00A2}', "￠"), // ¢
    ('\u{00A3}', "￡"), // £
    ('\u{00AC}', "￢"), // ¬
    ('\u{2022}', "・"), // •
    ('\u{2713}', "レ"), // ✓
    ('\u{2211}', "Σ"),  // ∑
    ('\u{221F}', "└"),  // ∟
    ('髙', "高"),
    ('﨑', "崎"),
    ('\u{20BB7}', "吉"), // 𠮷
    ('德', "徳"),
    ('濵', "浜"),
    ('瀨', "瀬"),
    ('增', "増"),
    ('寬', "寛"),
    ('橫', "横"),
    ('淸', "清"),
    ('靑', "青"),
    ('黑', "黒"),
    ('郞', "郎"),
    ('栁', "柳"),
    ('曻', "昇"),
    ('昻', "昂"),
    ('晥', "皖"),
    ('敎', "教"),
    ('緖', "緒"),
    ('賴', "頼"),
    ('\u{2363A}', "橋"), // 𣘺
    ('\u{233D3}', "杤"), // 𣏓
];

/// Writes text for one set of files, and remembers what it replaced.
pub(super) struct Characters {
    encoding: Encoding,
    /// Character → what stands in its place, and how often.
    pub(super) replaced: BTreeMap<char, (String, usize)>,
}

impl Characters {
    pub(super) fn of(encoding: Encoding) -> Self {
        Self { encoding, replaced: BTreeMap::new() }
    }

    /// The text as data hold it: one line, in characters that every reader has.
    pub(super) fn text<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let is_line = |letter: char| matches!(letter, '\n' | '\r' | '\t');
        if text.chars().all(|letter| !is_line(letter) && self.holds(letter)) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        for letter in text.chars() {
            if is_line(letter) {
                out.push(' ');
            } else if self.holds(letter) {
                out.push(letter);
            } else {
                let usual = usual(letter);
                out.push_str(&usual);
                self.replaced.entry(letter).or_insert((usual, 0)).1 += 1;
            }
        }
        Cow::Owned(out)
    }

    /// The bytes of a file; its text was made by [`Characters::text`].
    pub(super) fn bytes(&self, text: &str) -> Vec<u8> {
        match self.encoding {
            Encoding::Utf8 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Encoding::Cp932 => SHIFT_JIS.encode(text).0.into_owned(),
        }
    }

    fn holds(&self, letter: char) -> bool {
        match self.encoding {
            Encoding::Utf8 => !is_sign_of_one_system(letter),
            Encoding::Cp932 => is_in_jis_x_0208(letter),
        }
    }
}

/// Numbers in circles, ㈱, ㎡, Ⅳ and the like: data are to have 1, (株), m2 and IV.
fn is_sign_of_one_system(letter: char) -> bool {
    matches!(letter, '\u{2150}'..='\u{218F}' | '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{3200}'..='\u{33FF}' | '№' | '℡')
}

/// ASCII, half-width kana, or in JIS X 0208: rows 13 and 89 to 92 and 115 to 119 of CP932 are one maker's additions.
fn is_in_jis_x_0208(letter: char) -> bool {
    let mut bytes = [0; 4];
    let (encoded, _, lacks) = SHIFT_JIS.encode(letter.encode_utf8(&mut bytes));
    !lacks && letter != '−' && !matches!(*encoded, [0x87 | 0xED | 0xEE | 0xFA..=0xFC, _])
}

/// What stands in the place of a character.
fn usual(letter: char) -> String {
    if let Some((_, usual)) = USUAL.iter().find(|(other, _)| *other == letter) {
        return (*usual).to_owned();
    }
    let sound = |text: String| (!text.is_empty() && text.chars().all(is_in_jis_x_0208)).then_some(text);
    let alone = std::iter::once(letter);
    // ❶ to ❿, which have no agreed decomposition.
    let circled = ('\u{2776}'..='\u{2793}').contains(&letter);
    if circled {
        return ((u32::from(letter) - 0x2776) % 10 + 1).to_string();
    }
    sound(alone.clone().nfkc().collect())
        .or_else(|| sound(alone.nfd().filter(|part| !is_combining_mark(*part)).collect()))
        .unwrap_or_else(|| GETA.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(encoding: Encoding, text: &str, expect: &str) {
        assert_eq!(Characters::of(encoding).text(text), expect, "{encoding:?}");
    }

    #[test]
    fn data_hold_characters_that_every_reader_has() {
        check(Encoding::Utf8, "① 髙﨑〜𠮷", "1 髙﨑〜𠮷");
        check(Encoding::Cp932, "① 髙﨑〜𠮷", "1 高崎～吉");
        for encoding in [Encoding::Utf8, Encoding::Cp932] {
            check(encoding, "㈱のぞみ　⑳Ⅳ❷№", "(株)のぞみ　20IV2No");
            check(encoding, "一行目\r\n二行目", "一行目  二行目");
            check(encoding, "電話相談ｱ～1", "電話相談ｱ～1");
        }
        check(Encoding::Cp932, "café 😀 −5", "cafe 〓 －5");
    }

    #[test]
    fn what_is_written_in_cp932_comes_back() {
        let mut characters = Characters::of(Encoding::Cp932);
        let text = characters.text("髙木①〜😀").into_owned();
        let bytes = characters.bytes(&text);
        assert_eq!(SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes).unwrap(), "高木1～〓");
        let told: Vec<_> =
            characters.replaced.iter().map(|(letter, (usual, count))| (*letter, &**usual, *count)).collect();
        assert_eq!(told, [('①', "1", 1), ('〜', "～", 1), ('髙', "高", 1), ('😀', "〓", 1)]);
    }

    #[test]
    fn every_usual_character_is_one_that_all_have() {
        for (letter, usual) in USUAL {
            assert!(usual.chars().all(is_in_jis_x_0208), "{usual} for {letter}");
        }
    }
}
