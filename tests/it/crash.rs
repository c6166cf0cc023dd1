//! kill -9 under load at random moments: whatever got a 2xx is there exactly once, intact, and the port is free again.
#![cfg(unix)]

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use hookctl::store::{Place, Reader};
use hookctl::webhook::DeliveryId;

use crate::support::client::Client;
use crate::support::command::Home;
use crate::support::listener::Listener;

const KILLS: usize = 20;
const SENDERS: u64 = 8;

#[test]
fn what_was_acknowledged_survives_twenty_kills() {
    let home = Home::new();
    let acknowledged = std::sync::Mutex::new(HashSet::new());
    let number = AtomicU64::new(0);
    let mut port = 0;
    for kill in 0..KILLS {
        let began = Instant::now();
        let mut listener = Listener::start_on(&home, port, &["--quiet"]);
        port = listener.address.port();
        let address = listener.address;
        let before = acknowledged.lock().unwrap().len();
        std::thread::scope(|scope| {
            for _ in 0..SENDERS {
                scope.spawn(|| send_until_cut(address, &number, &acknowledged));
            }
            // A moment that differs from run to run: after so many acknowledgements, wherever the others are.
            let wanted = before + 10 + (began.elapsed().subsec_nanos() as usize + kill * 37) % 150;
            while acknowledged.lock().unwrap().len() < wanted {
                std::thread::yield_now();
            }
            listener.child.kill().unwrap();
        });
        listener.child.wait().unwrap();
    }
    verify(&home, &acknowledged.into_inner().unwrap());
}

fn body(number: u64) -> Vec<u8> {
    format!("{{\"number\":{number},\"padding\":\"{}\"}}", "x".repeat((number % 4000) as usize)).into_bytes()
}

fn send_until_cut(address: std::net::SocketAddr, number: &AtomicU64, acknowledged: &std::sync::Mutex<HashSet<u64>>) {
    let mut client = Client::connect(address);
    loop {
        let mine = number.fetch_add(1, Ordering::Relaxed);
        let body = body(mine);
        let head = format!("POST /{mine} HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n", body.len());
        if client.send(&[head.as_bytes(), &body].concat()).is_err() {
            return;
        }
        match client.answer() {
            Some(answer) => assert_eq!(answer.status, 200),
            None => return,
        }
        acknowledged.lock().unwrap().insert(mine);
    }
}

fn verify(home: &Home, acknowledged: &HashSet<u64>) {
    let reader = Reader::open(&Place::new(&home.path().join(".local/share/hookctl/hookctl.db"))).unwrap();
    let mut times: HashMap<u64, usize> = HashMap::new();
    let facts = reader.facts().unwrap();
    assert_eq!(facts.count, facts.last, "numbers are dense");
    for id in 1..=facts.last {
        let delivery = reader.get(DeliveryId(id)).unwrap().expect("no gap");
        let number: u64 = delivery.summary.target[1..].parse().unwrap();
        assert_eq!(delivery.body, body(number), "delivery {id}");
        *times.entry(number).or_default() += 1;
    }
    assert!(acknowledged.len() >= KILLS * 10);
    for number in acknowledged {
        assert_eq!(times.get(number), Some(&1), "request {number} got a 2xx");
    }
    assert!(times.values().all(|times| *times == 1));
}
