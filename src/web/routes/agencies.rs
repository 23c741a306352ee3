//! Pages that anyone opens, and those behind an agency's personal link.

use super::{Route, Who, get, post};
use crate::web::{accessibility, code, respond, shared_files};

/// These routes, in the order they are matched.
pub(super) const ROUTES: &[Route] = &[
    get!("/", Who::Anyone, shared_files::front),
    get!("/health", Who::Anyone, shared_files::health),
    get!("/assets/{hash}/{name}", Who::Anyone, shared_files::asset),
    get!("/accessibility", Who::Anyone, accessibility::show),
    get!("/code", Who::Anyone, code::show),
    post!("/code", Who::Anyone, code::open),
    get!("/a/{token}", Who::LinkHolder, respond::start::show),
    get!("/a/{token}/whole", Who::LinkHolder, respond::start::whole),
    get!("/a/{token}/resources", Who::LinkHolder, respond::resources::show),
    get!("/a/{token}/resources/booklet", Who::LinkHolder, respond::resources::booklet),
    get!("/a/{token}/decline", Who::LinkHolder, respond::declaration::decline_page),
    post!("/a/{token}/decline", Who::LinkHolder, respond::declaration::decline),
    get!("/a/{token}/completion", Who::LinkHolder, respond::declaration::completion_page),
    post!("/a/{token}/completion", Who::LinkHolder, respond::declaration::complete),
    post!("/a/{token}/reopening", Who::LinkHolder, respond::declaration::take_back),
    post!("/a/{token}/sheets", Who::LinkHolder, respond::start::add_sheet),
    get!("/a/{token}/sheets/{sheet}", Who::LinkHolder, respond::questions::first),
    post!("/a/{token}/sheets/{sheet}", Who::LinkHolder, respond::start::begin),
    get!("/a/{token}/sheets/{sheet}/sections/{section}", Who::LinkHolder, respond::questions::show),
    post!("/a/{token}/sheets/{sheet}/sections/{section}", Who::LinkHolder, respond::questions::save),
    get!("/a/{token}/sheets/{sheet}/review", Who::LinkHolder, respond::review::show),
    post!("/a/{token}/sheets/{sheet}/confirmations", Who::LinkHolder, respond::review::confirm),
    post!("/a/{token}/sheets/{sheet}/revisions", Who::LinkHolder, respond::review::submit),
    get!("/a/{token}/sheets/{sheet}/revisions/{number}", Who::LinkHolder, respond::revision::show),
    get!("/a/{token}/sheets/{sheet}/receipt", Who::LinkHolder, respond::receipt::show),
    get!("/a/{token}/sheets/{sheet}/correction", Who::LinkHolder, respond::correction::show),
    post!("/a/{token}/sheets/{sheet}/correction", Who::LinkHolder, respond::correction::put_back),
    get!("/a/{token}/sheets/{sheet}/no-cases", Who::LinkHolder, respond::no_cases::show),
    post!("/a/{token}/sheets/{sheet}/no-cases", Who::LinkHolder, respond::no_cases::answer),
    post!("/a/{token}/sheets/{sheet}/copies", Who::LinkHolder, respond::case_sheets::copy),
    post!("/a/{token}/sheets/{sheet}/removal", Who::LinkHolder, respond::case_sheets::remove),
    post!("/a/{token}/sheets/{sheet}/restoration", Who::LinkHolder, respond::case_sheets::put_back),
    get!("/a/{token}/survey", Who::LinkHolder, respond::hearing::survey),
    get!("/a/{token}/sheets/{sheet}/confirmation", Who::LinkHolder, respond::hearing::show),
    post!("/a/{token}/sheets/{sheet}/confirmation", Who::LinkHolder, respond::hearing::answer),
];
