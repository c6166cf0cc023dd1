//! `prune`: by age, count and filter; numbers are never given again; an erased delivery leaves no trace.

use crate::support::command::Home;
use crate::support::listener::Listener;

fn with(home: &Home, bodies: &[&str]) {
    let listener = Listener::start(home, &[]);
    for body in bodies {
        assert_eq!(listener.post("/p", body.as_bytes()), 200);
    }
    listener.stop();
}

fn ids(home: &Home) -> Vec<i64> {
    home.json(&["list", "--json", "--oldest-first"]).iter().map(|one| one["id"].as_i64().unwrap()).collect()
}

#[test]
fn the_newest_are_kept_and_numbers_never_come_again() {
    let home = Home::new();
    with(&home, &["1", "2", "3", "4", "5"]);
    assert_eq!(home.ok(&["prune", "--keep", "2", "--yes"]), "deleted 3 deliveries\n");
    assert_eq!(ids(&home), [4, 5]);
    home.ok(&["prune", "last", "--yes"]);
    home.ok(&["prune", "--older-than", "0", "--yes"]);
    assert_eq!(ids(&home), [] as [i64; 0]);
    with(&home, &["6"]);
    assert_eq!(ids(&home), [6]);
    assert_eq!(
        home.json(&["doctor", "--json"])
            .iter()
            .filter(|check| check["name"] == "store" && check["observed"].as_str().unwrap().contains("1 deliveries"))
            .count(),
        1
    );
}

#[test]
fn only_what_is_selected_goes() {
    let home = Home::new();
    with(&home, &["keep", "drop", "keep"]);
    assert_eq!(home.json(&["prune", "body:drop", "--dry-run", "--json"])[0]["would_delete"], 1);
    assert_eq!(ids(&home).len(), 3);
    assert_eq!(home.json(&["prune", "body:drop", "--yes", "--json"])[0]["deleted"], 1);
    assert_eq!(ids(&home), [1, 3]);
    home.ok(&["prune", "--older-than", "1h", "--yes"]);
    assert_eq!(ids(&home), [1, 3]);
}

#[test]
fn without_a_terminal_it_asks_for_the_flag() {
    let home = Home::new();
    with(&home, &["x"]);
    let done = home.run(&["prune", "--keep", "0"]);
    assert!(done.code == 2 && done.err.contains("--yes"), "{}", done.err);
    assert_eq!(ids(&home), [1]);
}

#[test]
fn the_config_says_what_is_kept() {
    let home = Home::new();
    with(&home, &["1", "2", "3"]);
    home.write("hookctl.toml", "keep = { count = 1 }\n");
    home.ok(&["prune", "--yes"]);
    assert_eq!(ids(&home), [3]);
}

#[test]
fn an_erased_delivery_leaves_no_trace_in_the_files() {
    let home = Home::new();
    let secret = "jane.smith@example.com";
    let filler = "y".repeat(3000);
    with(&home, &[&filler, &format!("{{\"email\":\"{secret}\"}}"), &filler]);
    home.ok(&["prune", &format!("b.email={secret}"), "--erase", "--yes"]);
    assert_eq!(ids(&home), [1, 3]);
    for entry in std::fs::read_dir(home.path().join(".local/share/hookctl")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(memchr::memmem::find(&bytes, secret.as_bytes()).is_none());
    }
}

#[test]
fn an_erased_person_is_gone_from_refused_requests_and_mistyped_bodies_too() {
    let home = Home::new();
    let listener = Listener::start(&home, &["--max-body", "1KiB"]);
    let mut client = listener.connect();
    let body = "{\"email\":\"jane@example.com\"}";
    let form = format!(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    client.send(form.as_bytes()).unwrap();
    assert_eq!(client.answer().unwrap().status, 200);
    assert_eq!(
        listener.post("/big", format!("{{\"email\":\"jane@example.com\",\"x\":\"{}\"}}", "y".repeat(2000)).as_bytes()),
        413
    );
    listener.stop();
    assert_eq!(home.ok(&["prune", "b.email=jane@example.com", "--erase", "--yes"]), "deleted 2 deliveries\n");
    let bytes = std::fs::read(home.path().join(".local/share/hookctl/hookctl.db")).unwrap();
    assert!(memchr::memmem::find(&bytes, b"jane@").is_none());
}
