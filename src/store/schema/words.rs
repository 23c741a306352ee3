//! The table of the words that networks keep themselves.

diesel::table! {
    /// The table `word_lists`.
    word_lists (network_id) {
        network_id -> Text,
        edition -> Integer,
        words -> Text,
        synonyms -> Text,
        stop_words -> Text,
        changed_by -> Text,
        changed_at -> BigInt,
    }
}
