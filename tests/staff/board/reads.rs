//! A board of many agencies takes as many statements as one of few.

use std::cell::Cell;

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use norishiro::app::board::{Around, Looking, Readings, Told, show};
use norishiro::app::{Definitions, ServerKey, shipped};
use norishiro::store::{UserId, users};
use norishiro::view::board::Filter;

use super::super::MAIL;
use super::*;

thread_local! {
    static STATEMENTS: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

impl Instrumentation for Counting {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            STATEMENTS.set(STATEMENTS.get() + 1);
        }
    }
}

/// How many statements draw the board, with nothing in memory.
fn statements(town: &Town, user: UserId) -> usize {
    let definitions = Definitions::new(&shipped::library().unwrap());
    let (readings, public_url) = (Readings::default(), "http://127.0.0.1");
    let key = ServerKey::from_hex(&"5a".repeat(32), "test").unwrap();
    let around = Around { definitions: &definitions, readings: &readings, key: &key, public_url, sends_mail: true };
    let looking = Looking { network: town.network.clone(), round: town.round.id, user, now: morning() };
    STATEMENTS.set(0);
    let shown =
        town.store.read_blocking(|connection| show(connection, around, &looking, &Filter::default(), &Told::default()));
    assert!(!shown.unwrap().page.agencies.is_empty());
    STATEMENTS.get()
}

fn agencies(town: &Town, numbers: std::ops::Range<u32>) {
    for number in numbers {
        let (guest, contact) = agency(town, &format!("機関{number}"), &format!("キカン{number}"), "0XX-111-2222");
        mail(town, &guest, contact, Some(Outcome::Sent));
        match number % 3 {
            0 => drop(town.save(guest.sheet, r#"{"staff":["4"]}"#, 0, "save")),
            1 => answer(town, &guest, DIFFERS),
            _ => {}
        }
    }
}

on_both_databases! {
    fn a_board_of_many_agencies_takes_as_many_statements_as_one_of_few(database) {
        set_default_instrumentation(|| Some(Box::new(Counting))).unwrap();
        let mut database = database;
        database.reopen();
        let (town, _) = short_survey(&town_with_coordinator(database.store()));
        let user = town.read(|connection| users::by_mail(connection, MAIL)).unwrap().id;
        agencies(&town, 0..3);
        let few = statements(&town, user);
        agencies(&town, 3..30);
        let many = statements(&town, user);
        assert!(few > 5, "statements are counted: {few}");
        assert_eq!(many, few, "statements grow with the agencies");
    }
}
