//! The tables of what comes another way than by the agency's own link: comments, entries, hearings, readers.

diesel::table! {
    /// The table `comments`.
    comments (network_id, id) {
        network_id -> Text,
        id -> Text,
        response_id -> Text,
        revision -> Integer,
        question_key -> Text,
        words -> Text,
        written_by -> Text,
        written_at -> BigInt,
        settled_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The table `entries`.
    entries (network_id, id) {
        network_id -> Text,
        id -> Text,
        sheet_id -> Text,
        hand -> Text,
        channel -> Text,
        entered_by -> Text,
        base_revision -> Integer,
        fields -> Text,
        version -> Integer,
        base_version -> Integer,
        save_key -> Text,
        started_at -> BigInt,
        saved_at -> BigInt,
        closed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The table `hearing_assignments`.
    hearing_assignments (network_id, invitation_id, user_id) {
        network_id -> Text,
        invitation_id -> Text,
        user_id -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    /// The table `hearing_links`.
    hearing_links (network_id, invitation_id) {
        network_id -> Text,
        invitation_id -> Text,
        issue_number -> Integer,
        token_sha256 -> Text,
        revoked_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    /// The table `case_assignments`.
    case_assignments (network_id, response_id, user_id) {
        network_id -> Text,
        response_id -> Text,
        user_id -> Text,
        created_at -> BigInt,
    }
}
