//! The tables of masked cases.

diesel::table! {
    /// The table `masked_cases`.
    masked_cases (network_id, response_id) {
        network_id -> Text,
        response_id -> Text,
        revision -> Integer,
        state -> Text,
        passages -> Text,
        note -> Text,
        version -> Integer,
        changed_by -> Text,
        changed_at -> BigInt,
    }
}

diesel::table! {
    /// The table `masked_case_steps`.
    masked_case_steps (network_id, response_id, version) {
        network_id -> Text,
        response_id -> Text,
        version -> Integer,
        revision -> Integer,
        state -> Text,
        passages -> Text,
        note -> Text,
        changed_by -> Text,
        changed_at -> BigInt,
    }
}
