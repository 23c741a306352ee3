//! The program is killed in the middle of its work, again and again.

use std::rc::Rc;
use std::time::Duration;

use actix_web::rt::{System, spawn, time::sleep};
use norishiro::app::shipped;
use norishiro::definition::bundle;
use reqwest::redirect::Policy;

use super::agency::{Agency, Work};
use super::node::Node;
use crate::harness::{Backend, Database, Town};

const AGENCIES: usize = 8;

/// Agencies that are asked for a group-work sheet, which can be submitted at any time.
fn agencies(database: &Database) -> Vec<Agency> {
    let definition = bundle::write(&shipped::library().unwrap(), "group-work").unwrap();
    let town = Town::new(database.store()).asking("group-work", "グループワークシート", &definition);
    let invite = |number: usize| town.invite(&format!("第{number}相談室"), &format!("ダイ{number}ソウダンシツ"), "npo");
    (0..AGENCIES).map(|number| Agency::new(town.network.id, &invite(number))).collect()
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().redirect(Policy::none()).timeout(Duration::from_secs(30)).build().unwrap()
}

/// All agencies work; the first node is killed after some acknowledgements, the rest go on where
/// another one is left.
async fn round(agencies: Vec<Agency>, nodes: &mut [Node], chance: &mut fastrand::Rng) -> Vec<Agency> {
    let client = client();
    let work = Rc::new(Work {
        nodes: nodes.iter().map(|node| node.url.clone()).collect(),
        told: Default::default(),
        is_over: Default::default(),
    });
    let start = |(place, mut agency): (usize, Agency)| {
        let (client, work) = (client.clone(), Rc::clone(&work));
        let node = place % work.nodes.len();
        spawn(async move {
            agency.work(client, work, node).await;
            agency
        })
    };
    let working: Vec<_> = agencies.into_iter().enumerate().map(start).collect();
    wait_for(&work, chance.usize(8..60)).await;
    sleep(Duration::from_micros(chance.u64(0..4000))).await;
    nodes[0].kill();
    if nodes.len() > 1 {
        wait_for(&work, work.told.get() + 24).await;
        work.is_over.set(true);
    }
    let mut back = Vec::new();
    for agency in working {
        back.push(agency.await.unwrap());
    }
    back
}

async fn wait_for(work: &Work, told: usize) {
    for _ in 0..60_000 {
        if work.told.get() >= told {
            return;
        }
        sleep(Duration::from_millis(1)).await;
    }
    panic!("only {} of {told} acknowledgements in a minute", work.told.get());
}

fn story(database: &Database, nodes: usize, rounds: usize) {
    let mut agencies = agencies(database);
    let start = || Node::start(database.config(), &[]);
    let mut running: Vec<Node> = (0..nodes).map(|_| start()).collect();
    let seed = fastrand::u64(..);
    let mut chance = fastrand::Rng::with_seed(seed);
    let agencies = System::new().block_on(async {
        for number in 0..rounds {
            agencies = round(agencies, &mut running, &mut chance).await;
            for agency in &mut agencies {
                agency.check(database.store());
            }
            running.remove(0);
            running.push(start());
            assert_eq!(running.len(), nodes, "round {number} of seed {seed}");
        }
        for agency in &mut agencies {
            agency.finish(&client(), &running[0].url).await;
            agency.check_all(database.store());
        }
        agencies
    });
    let (saves, submits) = agencies.iter().map(Agency::acknowledged).fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
    eprintln!("{rounds} kills: {saves} saves and {submits} submits acknowledged and kept (seed {seed})");
    assert!(saves as usize > rounds * AGENCIES / 2 && submits > rounds / 2, "there was a load: {saves}, {submits}");
}

#[test]
fn a_hundred_kills_on_sqlite_lose_and_double_nothing() {
    story(&Database::fresh(Backend::Sqlite), 1, 100);
}

#[test]
fn twenty_kills_of_one_of_two_nodes_on_postgresql_lose_and_double_nothing() {
    if !Database::left_out(Backend::Postgresql) {
        story(&Database::fresh(Backend::Postgresql), 2, 20);
    }
}
