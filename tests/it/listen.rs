//! `listen` as its users meet it: readiness, lines, JSON, counts, answers, ends.

use crate::support::client::Client;
use crate::support::command::{Done, Home};
use crate::support::listener::Listener;

#[test]
fn the_first_line_is_readiness_and_then_comes_a_line_a_delivery() {
    let home = Home::new();
    let mut listener = Listener::start(&home, &[]);
    assert_eq!(listener.post("/hook?a=1", b"{\"x\":1}"), 200);
    let line = listener.line();
    let (time, rest) = line.split_once(' ').unwrap();
    assert_eq!(time.len(), "14:02:11.204".len());
    assert_eq!(rest, "#1 POST /hook?a=1 7B sig=nokey");
    let done = listener.stop();
    assert_eq!((done.code, done.err.as_str()), (0, ""));
}

#[test]
fn json_output_is_readiness_deliveries_and_a_summary() {
    let home = Home::new();
    let mut listener = Listener::start(&home, &["--json"]);
    let mut client = listener.connect();
    client
        .send(b"POST /j HTTP/1.1\r\nHost: a\r\nX-B: 1\r\nX-A: \xe9\r\nx-b: 2\r\nContent-Length: 2\r\n\r\n\xff\xfe")
        .unwrap();
    assert_eq!(client.answer().unwrap().status, 200);
    let one: serde_json::Value = serde_json::from_str(&listener.line()).unwrap();
    assert_eq!(one["type"], "delivery");
    assert_eq!(
        one["headers"],
        serde_json::json!([["host", "a"], ["x-b", "1"], ["x-b", "2"], ["x-a", {"base64": "6Q=="}], ["content-length", "2"]])
    );
    assert_eq!(one["body"], serde_json::json!({"base64": "//4="}));
    assert_eq!(one["signature"]["status"], "unchecked");
    assert!(one["answered"]["status"] == 200 && one["answered"]["took_ms"].is_number());
    let done = listener.stop();
    let summary: serde_json::Value = serde_json::from_str(done.out.trim()).unwrap();
    assert_eq!(
        summary,
        serde_json::json!({"v": 1, "type": "summary", "captured": 1, "shown": 1, "refused": 0, "not_kept": 0, "ok": true})
    );
}

#[test]
fn the_readiness_object_is_on_stdout_and_in_the_ready_file() {
    let home = Home::new();
    let mut child = home
        .hookctl(&["listen", "--port", "0", "--json", "--ready-file", "ready.json"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(child.stdout.as_mut().unwrap()), &mut line).unwrap();
    let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(
        (&ready["v"], &ready["type"], &ready["host"], &ready["pid"]),
        (&1.into(), &"listening".into(), &"127.0.0.1".into(), &child.id().into())
    );
    assert!(
        ready["url"] == format!("http://127.0.0.1:{}", ready["port"])
            && ready["store"].as_str().unwrap().ends_with("hookctl.db")
    );
    // The file follows the line at once; its rename is what is waited for.
    let path = home.path().join("ready.json");
    let text = std::iter::repeat_with(|| std::fs::read_to_string(&path)).find_map(Result::ok).unwrap();
    assert_eq!(text.trim(), line.trim());
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn count_ends_it_and_only_what_matches_counts() {
    let home = Home::new();
    let listener = Listener::start(&home, &["--count", "2", "--only", "path:/wanted"]);
    for target in ["/other", "/wanted/1", "/other", "/wanted/2"] {
        assert_eq!(listener.post(target, b"x"), 200);
    }
    let done = listener.wait();
    assert_eq!(done.code, 0);
    let shown: Vec<_> = done.out.lines().map(|line| line.split(' ').nth(3).unwrap()).collect();
    assert_eq!(shown, ["/wanted/1", "/wanted/2"]);
    assert_eq!(home.json(&["list", "--json"]).len(), 4, "everything is captured all the same");
}

#[test]
fn time_over_before_the_count_is_exit_1_and_without_a_count_0() {
    let home = Home::new();
    let done = Listener::start(&home, &["--count", "1", "--for", "50ms"]).wait();
    assert_eq!(done.code, 1);
    assert!(done.err.contains("0 of 1 deliveries came"), "{}", done.err);
    assert_eq!(Listener::start(&home, &["--for", "50ms"]).wait().code, 0);
}

#[test]
fn a_stop_before_the_count_is_exit_1() {
    let home = Home::new();
    assert_eq!(Listener::start(&home, &["--count", "5"]).stop().code, 1);
}

#[cfg(unix)]
#[test]
fn every_signal_that_asks_for_the_end_drains_first() {
    for signal in ["INT", "TERM", "HUP"] {
        let home = Home::new();
        let listener = Listener::start(&home, &["--respond", "200@300ms"]);
        let mut client = listener.connect();
        client.post("/in-flight", b"x");
        // The delivery is on disk before the delay of its answer begins: then the signal comes in between.
        while home.run(&["list", "--json"]).out.is_empty() {}
        listener.signal(signal);
        assert_eq!(client.answer().map(|answer| answer.status), Some(200), "{signal}");
        let done = listener.wait();
        assert_eq!(done.code, 0, "{signal}: {}", done.err);
        assert!(!home.path().join(".local/share/hookctl/hookctl.db-wal").exists(), "the store is closed");
    }
}

#[cfg(unix)]
#[test]
fn a_second_signal_ends_at_once_with_its_own_code() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let home = Home::new();
        let mut listener = Listener::start(&home, &["--respond", "hang"]);
        let mut client = listener.connect();
        client.post("/hangs", b"x");
        listener.line();
        listener.signal(signal);
        // Until it has taken the first one: then it accepts no more.
        while std::net::TcpStream::connect(listener.address).is_ok() {}
        listener.signal(signal);
        assert_eq!(listener.wait().code, code);
    }
}

#[test]
fn answers_follow_the_script_with_body_and_headers() {
    let home = Home::new();
    home.write("body.json", "{\"ok\":true}");
    let args = [
        "--respond",
        "500,429+Retry-After=2,redirect:http://example.com/x,200",
        "--respond-body",
        "@body.json",
        "--respond-header",
        "X-Mine: yes",
        "--respond-header",
        "content-type: application/json",
    ];
    let listener = Listener::start(&home, &args);
    let mut client = listener.connect();
    let mut answer = || {
        client.post("/", b"x");
        client.answer().unwrap()
    };
    assert_eq!(answer().status, 500);
    let second = answer();
    assert!(second.status == 429 && second.head.contains("retry-after: 2"), "{}", second.head);
    let third = answer();
    assert!(third.status == 302 && third.head.contains("location: http://example.com/x"), "{}", third.head);
    let last = answer();
    assert_eq!((last.status, last.body.as_slice()), (200, &b"{\"ok\":true}"[..]));
    assert!(last.head.contains("x-mine: yes") && last.head.contains("content-type: application/json"), "{}", last.head);
    listener.stop();
    let statuses: Vec<_> = home
        .json(&["list", "--json", "--oldest-first"])
        .iter()
        .map(|one| one["answered"]["status"].as_u64().unwrap())
        .collect();
    assert_eq!(statuses, [500, 429, 302, 200]);
}

#[test]
fn senders_can_be_dropped_reset_and_fed_slowly() {
    let home = Home::new();
    let listener = Listener::start(&home, &["--respond", "drop,reset,drip:300/300ms"]);
    for _ in 0..2 {
        let mut client = listener.connect();
        client.post("/", b"x");
        assert!(client.answer().is_none());
    }
    let mut client = listener.connect();
    client.post("/", b"x");
    assert_eq!(client.answer().unwrap().body.len(), 300);
    listener.stop();
    let all = home.json(&["list", "--json", "--oldest-first"]);
    assert!(
        all.len() == 3 && all[0]["answered"].is_null() && all[1]["answered"].is_null(),
        "kept before they were dropped"
    );
}

#[test]
fn a_browser_gets_a_page_and_is_marked_and_not_counted() {
    let home = Home::new();
    let listener = Listener::start(&home, &["--count", "1"]);
    let mut client = listener.connect();
    client.send(b"GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: Mozilla/5.0\r\nAccept: text/html,*/*\r\n\r\n").unwrap();
    let page = client.answer().unwrap();
    assert!(page.head.contains("text/html") && String::from_utf8_lossy(&page.body).contains("hookctl is listening"));
    assert_eq!(listener.post("/real", b"x"), 200);
    assert_eq!(listener.wait().code, 0);
    assert_eq!(home.json(&["list", "--json", "is:browser"])[0]["browser"], true);
    assert_eq!(home.json(&["list", "--json", "-is:browser"]).len(), 1);
}

#[test]
fn a_port_that_another_hookctl_has_is_said_to_be_its() {
    let home = Home::new();
    let first = Listener::start(&home, &["--store", "first.db"]);
    let port = first.address.port().to_string();
    let done = home.run(&["listen", "--port", &port]);
    assert_eq!(done.code, 3);
    for says in [port.as_str(), "first.db", "hookctl tui", "--port 0"] {
        assert!(done.err.contains(says), "{says}: {}", done.err);
    }
    first.stop();
}

#[test]
fn a_port_that_somebody_else_has_is_exit_3() {
    let home = Home::new();
    let other = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port().to_string();
    let done = home.run(&["listen", "--port", &port]);
    assert_eq!(done.code, 3);
    assert!(done.err.contains(&port) && done.err.contains("--port 0"), "{}", done.err);
}

#[test]
fn localhost_is_reached_by_either_protocol() {
    let home = Home::new();
    let listener = Listener::start(&home, &[]);
    let v6 = std::net::SocketAddr::new(std::net::Ipv6Addr::LOCALHOST.into(), listener.address.port());
    if std::net::TcpListener::bind((std::net::Ipv6Addr::LOCALHOST, 0)).is_ok() {
        let mut client = Client::connect(v6);
        client.post("/six", b"x");
        assert_eq!(client.answer().unwrap().status, 200);
    }
    assert_eq!(listener.post("/four", b"x"), 200);
    listener.stop();
}

#[test]
fn an_address_that_others_reach_must_be_meant() {
    let home = Home::new();
    let done = home.run(&["listen", "--port", "0", "--host", "0.0.0.0"]);
    assert!(done.code == 2 && done.err.contains("--expose"), "{}", done.err);
    let listener =
        home.hookctl(&["listen", "--port", "0", "--host", "0.0.0.0", "--expose", "--for", "10ms"]).output().unwrap();
    let done = Done::of(listener);
    assert!(done.code == 0 && done.err.contains("can be reached by other machines"), "{}", done.err);
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let home = Home::new();
    let mut listener = Listener::start(&home, &[]);
    // As `listen | head -1` does: the first line has been read, then the pipe closes.
    let (reader, writer) = std::io::pipe().unwrap();
    let _ = std::mem::replace(&mut listener.stdout, std::io::BufReader::new(dead_stdout()));
    drop((reader, writer));
    let mut client = listener.connect();
    client.post("/", b"x");
    client.answer();
    let done = Done::of(listener.child.wait_with_output().unwrap());
    assert_eq!((done.code, done.err.as_str()), (0, ""));
}

/// The end of a pipe that nobody writes to.
fn dead_stdout() -> std::process::ChildStdout {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_hookctl"))
        .arg("--version")
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.wait().unwrap();
    child.stdout.take().unwrap()
}

#[test]
fn options_come_from_the_config_and_a_flag_wins() {
    let home = Home::new();
    home.write("hookctl.toml", "[listen]\nrespond = \"202\"\nmax_body = \"1KiB\"\nonly = \"path:/x\"\n");
    let mut listener = Listener::start(&home, &["--max-body", "2KiB"]);
    assert_eq!(listener.post("/x", &[b'a'; 1500]), 202);
    assert!(listener.line().contains("answered=202"));
    listener.stop();
}

#[test]
fn a_store_in_memory_keeps_nothing_and_shows_everything() {
    let home = Home::new();
    let mut listener = Listener::start(&home, &["--store", ":memory:"]);
    for at in 1..=50 {
        assert_eq!(listener.post("/m", b"x"), 200);
        assert!(listener.line().contains(&format!("#{at} POST /m")));
    }
    assert_eq!(listener.stop().code, 0);
    assert!(!home.path().join(".local/share").exists());
}
