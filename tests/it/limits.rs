//! Slow and hostile clients beside good ones, with the program's own limits.

use crate::support::command::Home;
use crate::support::listener::Listener;

#[test]
fn hundreds_of_slow_clients_do_not_hold_up_a_good_one() {
    let home = Home::new();
    let listener = Listener::start(&home, &[]);
    let mut slow: Vec<_> = (0..400).map(|_| listener.connect()).collect();
    for (at, client) in slow.iter_mut().enumerate() {
        let start = match at % 3 {
            0 => "POST /slow HTTP/1.1\r\nHost: a\r\nX-",
            1 => "POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\nabc",
            _ => "POST /slow HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        };
        client.send(start.as_bytes()).unwrap();
    }
    for _ in 0..50 {
        assert_eq!(listener.post("/good", b"{}"), 200);
    }
    drop(slow);
    let done = listener.stop();
    assert_eq!(done.code, 0);
    assert_eq!(home.json(&["list", "--json", "--limit", "0"]).len(), 50);
}

#[test]
fn a_body_over_the_limit_is_refused_and_its_beginning_kept_as_evidence() {
    let home = Home::new();
    let listener = Listener::start(&home, &["--max-body", "1KiB"]);
    assert_eq!(listener.post("/fits", &[b'a'; 1024]), 200);
    assert_eq!(listener.post("/over", &[b'b'; 1025]), 413);
    let done = listener.stop();
    assert!(done.out.contains("/over 1025B sig=nokey answered=413 refused"), "{}", done.out);
    assert_eq!(home.json(&["list", "--json"]).len(), 1, "refused ones are no deliveries");
    let refused = &home.json(&["list", "--json", "is:refused"])[0];
    assert_eq!((&refused["target"], &refused["truncated"]), (&"/over".into(), &false.into()));
    assert_eq!(home.ok(&["show", "2", "--body"]).len(), 1025);
}

#[test]
fn the_kept_beginning_of_a_huge_body_says_that_it_is_cut() {
    let home = Home::new();
    let listener = Listener::start(&home, &["--max-body", "100KiB"]);
    assert_eq!(listener.post("/huge", &vec![b'c'; 300 << 10]), 413);
    listener.stop();
    let refused = &home.json(&["list", "--json", "is:refused is:cut"])[0];
    assert_eq!((&refused["truncated"], &refused["body_size"]), (&true.into(), &(300 << 10).into()));
    assert_eq!(home.ok(&["show", "1", "--body"]).len(), 64 << 10);
}

#[test]
fn a_client_waiting_for_100_is_refused_before_it_sends() {
    let home = Home::new();
    let listener = Listener::start(&home, &["--max-body", "1KiB"]);
    let mut client = listener.connect();
    client.send(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n").unwrap();
    let answer = client.any_answer(false).unwrap();
    assert_eq!(answer.status, 413, "{}", answer.head);
    listener.stop();
}

#[test]
fn pipelined_requests_are_answered_in_order_and_all_kept() {
    let home = Home::new();
    let listener = Listener::start(&home, &["--respond", "201,202,203"]);
    let mut client = listener.connect();
    let all: String =
        (0..100).map(|at| format!("POST /{at} HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx")).collect();
    client.send(all.as_bytes()).unwrap();
    let statuses: Vec<u16> = (0..100).map(|_| client.answer().unwrap().status).collect();
    assert_eq!(&statuses[..4], [201, 202, 203, 203]);
    listener.stop();
    let targets: Vec<String> = home
        .json(&["list", "--json", "--limit", "0", "--oldest-first"])
        .iter()
        .map(|one| one["target"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(targets, (0..100).map(|at| format!("/{at}")).collect::<Vec<_>>());
}

#[cfg(unix)]
#[test]
fn running_out_of_descriptors_turns_nobody_away_for_good() {
    let home = Home::new();
    // A limit that the process cannot raise: hard and soft.
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "ulimit -n 48; exec \"$0\" listen --port 0"]).arg(env!("CARGO_BIN_EXE_hookctl"));
    command.env_clear().env("HOME", home.path()).env("PATH", std::env::var_os("PATH").unwrap());
    let listener = Listener::from_command(&mut command);
    let crowd: Vec<_> = (0..100).map(|_| listener.connect()).collect();
    drop(crowd);
    for _ in 0..20 {
        assert_eq!(listener.post("/after", b"x"), 200);
    }
    let done = listener.stop();
    assert_eq!(done.code, 0, "{}", done.err);
}
