//! The dictionary of words and the lists beside it, from `survey-defs/words/`.

use std::borrow::Cow;

use super::files::word_file;

/// The compiled dictionary; the licence it stands under is `words/LICENSE-ipadic.txt`.
pub fn word_dictionary() -> Option<Cow<'static, [u8]>> {
    word_file("ipadic.dic")
}

/// A list of words, such as `field.txt`.
pub fn word_list(name: &str) -> Option<String> {
    String::from_utf8(word_file(name)?.into_owned()).ok()
}
