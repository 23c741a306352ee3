//! The tables about mails.

diesel::table! {
    /// The table `outbox`.
    outbox (network_id, id) {
        network_id -> Text,
        id -> Text,
        purpose -> Text,
        round_id -> Nullable<Text>,
        invitation_id -> Nullable<Text>,
        contact_id -> Nullable<Text>,
        to_name -> Text,
        to_address -> Text,
        subject -> Text,
        body -> Text,
        sealed -> Nullable<Text>,
        state -> Text,
        priority -> Integer,
        attempts -> Integer,
        next_attempt_at -> BigInt,
        claimed_by -> Nullable<Text>,
        claimed_at -> Nullable<BigInt>,
        message_id -> Nullable<Text>,
        sent_at -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    /// The table `reminder_steps`.
    reminder_steps (network_id, invitation_id, due_on, day) {
        network_id -> Text,
        invitation_id -> Text,
        due_on -> Text,
        day -> Integer,
        outcome -> Text,
        created_at -> BigInt,
    }
}
