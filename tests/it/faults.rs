//! What can be wrong with a store: each its own clear error, nothing overwritten, exit code as promised.

use std::path::Path;

use crate::support::command::Home;
use crate::support::listener::Listener;

fn refused(home: &Home, store: &str, code: i32, says: &str) {
    for command in [
        &["listen", "--port", "0", "--for", "10s"][..],
        &["list"],
        &["show", "1"],
        &["prune", "--older-than", "1d", "--yes"],
    ] {
        let done = home.run(&[command, &["--store", store]].concat());
        assert_eq!(done.code, code, "{command:?}: {}", done.err);
        assert!(done.err.contains(says) && done.err.contains("hint:"), "{command:?}: {}", done.err);
    }
}

fn with_one_delivery(home: &Home, store: &str) {
    let listener = Listener::start(home, &["--store", store]);
    assert_eq!(listener.post("/one", b"{\"a\":1}"), 200);
    assert_eq!(listener.stop().code, 0);
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let home = Home::new();
    let text = "my notes, which matter\n".repeat(100);
    home.write("notes.txt", &text);
    refused(&home, "notes.txt", 3, "is not a hookctl store");
    assert_eq!(std::fs::read_to_string(home.path().join("notes.txt")).unwrap(), text);
}

#[test]
fn a_database_of_another_program_is_refused_and_left_alone() {
    let home = Home::new();
    let path = home.path().join("other.db");
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)").unwrap();
    let before = std::fs::read(&path).unwrap();
    refused(&home, "other.db", 3, "another program");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_store_of_a_newer_hookctl_is_refused() {
    let home = Home::new();
    with_one_delivery(&home, "new.db");
    rusqlite::Connection::open(home.path().join("new.db")).unwrap().pragma_update(None, "user_version", 99).unwrap();
    refused(&home, "new.db", 3, "written by a newer hookctl");
}

#[test]
fn a_damaged_store_is_told_apart_and_kept() {
    let home = Home::new();
    with_one_delivery(&home, "bad.db");
    let path = home.path().join("bad.db");
    let mut bytes = std::fs::read(&path).unwrap();
    // The root page of the deliveries.
    for byte in bytes.iter_mut().skip(16_384).take(400) {
        *byte = 0xA5;
    }
    std::fs::write(&path, &bytes).unwrap();
    let done = home.run(&["show", "1", "--store", "bad.db"]);
    assert_eq!(done.code, 3, "{}{}", done.out, done.err);
    assert!(done.err.contains("is damaged") && done.err.contains(".recover"), "{}", done.err);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_body_that_changed_on_the_disk_is_never_passed_off_as_the_delivery() {
    let home = Home::new();
    with_one_delivery(&home, "flip.db");
    let conn = rusqlite::Connection::open(home.path().join("flip.db")).unwrap();
    conn.execute("UPDATE delivery SET body = x'00'", []).unwrap();
    drop(conn);
    let done = home.run(&["show", "1", "--body", "--store", "flip.db"]);
    assert_eq!(done.code, 3);
    assert!(done.out.is_empty() && done.err.contains("the body of delivery 1 is not what was stored"), "{}", done.err);
    assert_eq!(home.run(&["list", "--store", "flip.db"]).code, 0, "its summary can still be listed");
}

#[test]
fn a_missing_store_is_named_with_what_makes_one() {
    let home = Home::new();
    let done = home.run(&["list"]);
    assert_eq!(done.code, 3);
    assert!(done.err.contains("there is no store") && done.err.contains("hookctl listen"), "{}", done.err);
    let done = home.run(&["list", "--json"]);
    let error: serde_json::Value = serde_json::from_str(done.err.trim()).unwrap();
    assert_eq!(
        (error["v"].as_i64(), error["type"].as_str(), error["kind"].as_str()),
        (Some(1), Some("error"), Some("world"))
    );
    assert!(!home.path().join(".local").exists(), "reading makes nothing");
}

#[test]
fn a_store_that_is_locked_answers_503_and_recovers_by_itself() {
    let home = Home::new();
    let listener = Listener::start(&home, &["--store", "locked.db"]);
    let conn = rusqlite::Connection::open(home.path().join("locked.db")).unwrap();
    conn.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(listener.post("/while-locked", b"x"), 503);
    conn.execute_batch("ROLLBACK").unwrap();
    assert_eq!(listener.post("/after", b"y"), 200);
    let done = listener.stop();
    assert_eq!(done.code, 0);
    assert!(
        done.err.contains("is locked by another process") && done.err.contains("can be written again"),
        "{}",
        done.err
    );
    assert_eq!(home.json(&["list", "--json", "--store", "locked.db"]).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_store_that_is_taken_away_is_not_written_into_the_void() {
    let home = Home::new();
    let listener = Listener::start(&home, &["--store", "s/gone.db"]);
    assert_eq!(listener.post("/1", b"x"), 200);
    let (here, away) = (home.path().join("s"), home.path().join("away"));
    std::fs::rename(&here, &away).unwrap();
    assert_eq!(listener.post("/2", b"x"), 503);
    std::fs::rename(&away, &here).unwrap();
    // The writer looks again every second.
    let answers = std::iter::repeat_with(|| listener.post("/3", b"x")).take(100_000);
    assert!(answers.into_iter().any(|status| status == 200));
    let done = listener.stop();
    assert!(done.err.contains("was removed or replaced while in use"), "{}", done.err);
    let targets: Vec<_> =
        home.json(&["list", "--json", "--store", "s/gone.db"]).iter().map(|one| one["target"].clone()).collect();
    assert_eq!(targets, ["/3", "/1"]);
}

#[cfg(unix)]
#[test]
fn another_store_put_in_its_place_is_not_written() {
    let home = Home::new();
    with_one_delivery(&home, "other.db");
    let other = std::fs::read(home.path().join("other.db")).unwrap();
    let listener = Listener::start(&home, &["--store", "mine.db"]);
    for _ in 0..30 {
        assert_eq!(listener.post("/mine", b"x"), 200);
    }
    std::fs::rename(home.path().join("mine.db"), home.path().join("away.db")).unwrap();
    std::fs::rename(home.path().join("other.db"), home.path().join("mine.db")).unwrap();
    for _ in 0..3 {
        assert_eq!(listener.post("/void", b"x"), 503);
    }
    assert_eq!(listener.stop().code, 0);
    assert_eq!(std::fs::read(home.path().join("mine.db")).unwrap(), other);
    let targets: Vec<_> =
        home.json(&["list", "--json", "--store", "mine.db"]).iter().map(|one| one["target"].clone()).collect();
    assert_eq!(targets, ["/one"]);
    assert_eq!(
        home.json(&["list", "--json", "--limit", "0", "--store", "away.db"]).len(),
        30,
        "what was acknowledged went with its file"
    );
}

#[test]
fn a_folder_or_a_file_in_a_new_folder_is_a_store_too() {
    let home = Home::new();
    std::fs::create_dir(home.path().join("folder")).unwrap();
    with_one_delivery(&home, "folder");
    assert!(home.path().join("folder/hookctl.db").is_file());
    with_one_delivery(&home, "new/sub/x.db");
    assert!(Path::new(&home.path().join("new/sub/x.db")).is_file());
}
