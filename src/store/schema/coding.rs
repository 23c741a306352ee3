//! The tables of coding: codes given to passages, readers' progress, suggestions, and a network's codebooks.

diesel::table! {
    /// The table `codings`.
    codings (network_id, id) {
        network_id -> Text,
        id -> Text,
        response_id -> Text,
        revision -> Integer,
        question -> Text,
        span_start -> Integer,
        span_end -> Integer,
        quote_hash -> Text,
        codebook -> Text,
        code -> Text,
        kind -> Text,
        coded_by -> Text,
        coded_at -> BigInt,
        taken_back_by -> Nullable<Text>,
        taken_back_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The table `case_readings`.
    case_readings (network_id, response_id, user_id) {
        network_id -> Text,
        response_id -> Text,
        user_id -> Text,
        independent -> Integer,
        begun_at -> BigInt,
        changed_at -> BigInt,
        finished_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The table `coding_suggestions`.
    coding_suggestions (network_id, id) {
        network_id -> Text,
        id -> Text,
        response_id -> Text,
        revision -> Integer,
        question -> Text,
        span_start -> Integer,
        span_end -> Integer,
        quote_hash -> Text,
        codebook -> Text,
        code -> Text,
        rule -> Text,
        suggested_at -> BigInt,
    }
}

diesel::table! {
    /// The table `suggestion_decisions`.
    suggestion_decisions (network_id, suggestion_id, user_id) {
        network_id -> Text,
        suggestion_id -> Text,
        user_id -> Text,
        accepted -> Integer,
        decided_at -> BigInt,
    }
}

diesel::table! {
    /// The table `network_codes`.
    network_codes (network_id, codebook, code) {
        network_id -> Text,
        codebook -> Text,
        code -> Text,
        label -> Text,
        about -> Text,
        own -> Integer,
        retired_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
        edition -> Integer,
    }
}

diesel::table! {
    /// The table `network_code_pairs`.
    network_code_pairs (network_id, good, difficult) {
        network_id -> Text,
        good -> Text,
        difficult -> Text,
        strength -> Text,
        updated_at -> BigInt,
        edition -> Integer,
    }
}

diesel::table! {
    /// The table `coding_rules`.
    coding_rules (network_id, codebook, version) {
        network_id -> Text,
        codebook -> Text,
        version -> Integer,
        rules -> Text,
        unit -> Text,
        written_by -> Text,
        written_at -> BigInt,
    }
}
