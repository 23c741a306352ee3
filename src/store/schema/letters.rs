//! The table of what letters on paper lead to.

diesel::table! {
    /// The table `short_codes`.
    short_codes (network_id, invitation_id, issue_number) {
        network_id -> Text,
        invitation_id -> Text,
        issue_number -> Integer,
        code_hash -> Text,
        created_at -> BigInt,
    }
}
