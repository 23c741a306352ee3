//! The tables of the board.

diesel::table! {
    /// The table `call_notes`.
    call_notes (network_id, id) {
        network_id -> Text,
        id -> Text,
        invitation_id -> Text,
        words -> Text,
        written_by -> Text,
        written_at -> BigInt,
        edition -> Integer,
        mended_by -> Nullable<Text>,
        mended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The table `earlier_notes`.
    earlier_notes (network_id, note_id, edition) {
        network_id -> Text,
        note_id -> Text,
        edition -> Integer,
        words -> Text,
        written_by -> Text,
        written_at -> BigInt,
    }
}

diesel::table! {
    /// The table `board_looks`.
    board_looks (network_id, round_id, user_id) {
        network_id -> Text,
        round_id -> Text,
        user_id -> Text,
        looked_at -> BigInt,
        before_at -> Nullable<BigInt>,
    }
}
