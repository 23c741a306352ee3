//! The tables as diesel sees them; `migrations/` makes them.

mod board;
mod coding;
mod letters;
mod mails;
mod masking;
mod other_ways;
mod words;

pub(super) use board::*;
pub(super) use coding::*;
pub(super) use letters::*;
pub(super) use mails::*;
pub(super) use masking::*;
pub(super) use other_ways::*;
pub(super) use words::*;

diesel::table! {
    /// The table `networks`.
    networks (id) {
        id -> Text,
        name -> Text,
        municipality -> Text,
        department -> Text,
        officer_name -> Text,
        telephone -> Text,
        mail -> Text,
        office_hours -> Text,
        time_zone -> Text,
        disclosure_k_inside -> Integer,
        disclosure_k_public -> Integer,
        created_at -> BigInt,
        send_from -> Text,
        send_until -> Text,
        region_code -> Text,
    }
}

diesel::table! {
    /// The table `users`.
    users (id) {
        id -> Text,
        mail -> Text,
        display_name -> Text,
        password_hash -> Text,
        failed_sign_ins -> Integer,
        locked_until -> Nullable<BigInt>,
        deactivated_at -> Nullable<BigInt>,
        created_at -> BigInt,
        totp_secret -> Nullable<Text>,
        totp_pending -> Nullable<Text>,
        totp_step -> Nullable<BigInt>,
        last_sign_in_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The table `memberships`.
    memberships (network_id, user_id) {
        network_id -> Text,
        user_id -> Text,
        role -> Text,
        created_at -> BigInt,
        deactivated_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The table `sessions`.
    sessions (token_sha256) {
        token_sha256 -> Text,
        user_id -> Text,
        csrf_secret -> Text,
        created_at -> BigInt,
        last_seen_at -> BigInt,
        expires_at -> BigInt,
        stage -> Text,
    }
}

diesel::table! {
    /// The table `recovery_codes`.
    recovery_codes (user_id, code_sha256) {
        user_id -> Text,
        code_sha256 -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    /// The table `access_codes`.
    access_codes (user_id) {
        user_id -> Text,
        code_sha256 -> Text,
        purpose -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    /// The table `user_invitations`.
    user_invitations (network_id, id) {
        network_id -> Text,
        id -> Text,
        mail -> Text,
        display_name -> Text,
        role -> Text,
        code_sha256 -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    /// The table `agencies`.
    agencies (network_id, id) {
        network_id -> Text,
        id -> Text,
        name -> Text,
        kana -> Text,
        kind -> Text,
        municipality -> Text,
        archived_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
        postal_code -> Text,
        address -> Text,
        version -> Integer,
    }
}

diesel::table! {
    /// The table `contacts`.
    contacts (network_id, id) {
        network_id -> Text,
        id -> Text,
        agency_id -> Text,
        name -> Text,
        mail -> Nullable<Text>,
        telephone -> Nullable<Text>,
        fax -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
        post -> Text,
        position -> Integer,
        undeliverable_at -> Nullable<BigInt>,
        undeliverable_reason -> Nullable<Text>,
        removed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The table `network_agency_kinds`.
    network_agency_kinds (network_id, code) {
        network_id -> Text,
        code -> Text,
        label -> Text,
        broad_group -> Text,
        retired_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    /// The table `register_imports`.
    register_imports (network_id, id) {
        network_id -> Text,
        id -> Text,
        file_name -> Text,
        content -> Text,
        created_by -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    /// The table `questionnaire_versions`.
    questionnaire_versions (network_id, id) {
        network_id -> Text,
        id -> Text,
        questionnaire_key -> Text,
        number -> Integer,
        title -> Text,
        definition -> Text,
        content_sha256 -> Text,
        published_at -> BigInt,
    }
}

diesel::table! {
    /// The table `rounds`.
    rounds (network_id, id) {
        network_id -> Text,
        id -> Text,
        version_id -> Text,
        title -> Text,
        period_text -> Text,
        period_start -> Nullable<Text>,
        period_end -> Nullable<Text>,
        fiscal_year -> Nullable<Integer>,
        opens_on -> Nullable<Text>,
        due_on -> Text,
        state -> Text,
        officer_name -> Nullable<Text>,
        officer_telephone -> Nullable<Text>,
        officer_mail -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
        edition -> Integer,
        late_due_on -> Nullable<Text>,
        paused_at -> Nullable<BigInt>,
        archived_at -> Nullable<BigInt>,
        document_number -> Nullable<Text>,
        mail_subject -> Nullable<Text>,
        mail_text -> Nullable<Text>,
        meeting -> Nullable<Text>,
        emergency -> Nullable<Text>,
        reminder_days -> Nullable<Text>,
        copied_from -> Nullable<Text>,
        reminders_since -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The table `round_agencies`.
    round_agencies (network_id, round_id, agency_id) {
        network_id -> Text,
        round_id -> Text,
        agency_id -> Text,
    }
}

diesel::table! {
    /// The table `invitations`.
    invitations (network_id, id) {
        network_id -> Text,
        id -> Text,
        round_id -> Text,
        agency_id -> Text,
        issue_number -> Integer,
        token_sha256 -> Text,
        state -> Text,
        declined_reason -> Nullable<Text>,
        first_action_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    /// The table `sheets`.
    sheets (network_id, id) {
        network_id -> Text,
        id -> Text,
        invitation_id -> Text,
        number -> Integer,
        removed_at -> Nullable<BigInt>,
        created_at -> BigInt,
    }
}

diesel::table! {
    /// The table `drafts`.
    drafts (network_id, sheet_id) {
        network_id -> Text,
        sheet_id -> Text,
        fields -> Text,
        version -> Integer,
        base_version -> Integer,
        submitted_version -> Nullable<Integer>,
        save_key -> Text,
        saved_at -> BigInt,
    }
}

diesel::table! {
    /// The table `responses`.
    responses (network_id, id) {
        network_id -> Text,
        id -> Text,
        sheet_id -> Text,
        round_id -> Text,
        state -> Text,
        state_reason -> Nullable<Text>,
        receipt_number -> Text,
        latest_revision -> Integer,
        created_at -> BigInt,
        updated_at -> BigInt,
        recheck_on -> Nullable<Text>,
        confirmed_revision -> Nullable<Integer>,
        confirmed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The table `revisions`.
    revisions (network_id, id) {
        network_id -> Text,
        id -> Text,
        response_id -> Text,
        number -> Integer,
        version_id -> Text,
        document -> Text,
        fields -> Text,
        channel -> Text,
        submitted_by -> Text,
        submitted_at -> BigInt,
        submit_key -> Text,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    /// The table `audit_log`.
    audit_log (network_id, id) {
        network_id -> Text,
        id -> Text,
        at -> BigInt,
        actor -> Text,
        action -> Text,
        subject_type -> Text,
        subject_id -> Text,
        details -> Text,
    }
}

diesel::table! {
    /// The table `shared_resource_lists`.
    shared_resource_lists (network_id) {
        network_id -> Text,
        shared_by -> Text,
        shared_at -> BigInt,
    }
}

diesel::table! {
    /// The table `theme_summaries`.
    theme_summaries (network_id, round_id, question, edition) {
        network_id -> Text,
        round_id -> Text,
        question -> Text,
        edition -> Integer,
        words -> Text,
        written_by -> Text,
        written_at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    access_codes,
    agencies,
    audit_log,
    board_looks,
    call_notes,
    case_assignments,
    case_readings,
    coding_rules,
    coding_suggestions,
    codings,
    comments,
    contacts,
    drafts,
    earlier_notes,
    entries,
    hearing_assignments,
    hearing_links,
    invitations,
    masked_case_steps,
    masked_cases,
    memberships,
    network_agency_kinds,
    network_code_pairs,
    network_codes,
    networks,
    outbox,
    questionnaire_versions,
    recovery_codes,
    register_imports,
    reminder_steps,
    responses,
    revisions,
    round_agencies,
    rounds,
    sessions,
    shared_resource_lists,
    word_lists,
    sheets,
    short_codes,
    suggestion_decisions,
    theme_summaries,
    user_invitations,
    users,
);
