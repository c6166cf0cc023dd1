//! Watching a store that other processes write: nothing is missed, nothing doubled.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use crate::support::command::Home;
use crate::support::listener::Listener;

#[test]
fn two_listeners_on_one_store_and_a_follower_beside_them_all_work() {
    const EACH: usize = 150;
    let home = Home::new();
    let first = Listener::start(&home, &["--quiet"]);
    let second = Listener::start(&home, &["--quiet"]);
    let mut follower = home.hookctl(&["list", "--follow", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    std::thread::scope(|scope| {
        for (name, listener) in [("a", &first), ("b", &second)] {
            scope.spawn(move || {
                let mut client = listener.connect();
                for at in 0..EACH {
                    client.post(&format!("/{name}/{at}"), b"x");
                    assert_eq!(client.answer().unwrap().status, 200);
                }
            });
        }
    });
    let lines = BufReader::new(follower.stdout.take().unwrap()).lines().take(2 * EACH);
    let mut seen: Vec<String> = lines
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(&line.unwrap()).unwrap()["target"].as_str().unwrap().to_owned()
        })
        .collect();
    follower.kill().unwrap();
    follower.wait().unwrap();
    seen.sort();
    let mut sent: Vec<String> =
        ["a", "b"].iter().flat_map(|name| (0..EACH).map(move |at| format!("/{name}/{at}"))).collect();
    sent.sort();
    assert_eq!(seen, sent);
    assert_eq!(first.stop().code, 0);
    assert_eq!(second.stop().code, 0);
    assert_eq!(home.json(&["list", "--json", "--limit", "0"]).len(), 2 * EACH);
}

#[test]
fn tail_shows_the_last_ones_and_then_what_matches() {
    let home = Home::new();
    let listener = Listener::start(&home, &[]);
    for at in 0..5 {
        listener.post(&format!("/before/{at}"), b"x");
    }
    let mut tail = home.hookctl(&["tail", "-n", "2", "-path:/not"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(tail.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.next().unwrap().contains("/before/3"));
    assert!(lines.next().unwrap().contains("/before/4"));
    listener.post("/not/this", b"x");
    listener.post("/but/this", b"x");
    assert!(lines.next().unwrap().contains("#7 POST /but/this"));
    #[cfg(unix)]
    {
        let pid = tail.id().to_string();
        assert!(std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        assert_eq!(tail.wait().unwrap().code(), Some(0), "Ctrl-C is its normal end");
    }
    let _ = tail.kill();
    listener.stop();
}
