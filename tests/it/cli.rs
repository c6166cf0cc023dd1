//! The contract of the command line that is not `listen`'s: names of deliveries, forms of output, exit codes.

use crate::support::command::Home;
use crate::support::listener::Listener;

/// A home whose store holds a few deliveries of different kinds.
fn with_deliveries() -> Home {
    let home = Home::new();
    let listener = Listener::start(&home, &[]);
    let mut client = listener.connect();
    let mut send = |request: &[u8]| {
        client.send(request).unwrap();
        assert_eq!(client.answer().unwrap().status, 200);
    };
    send(b"POST /one HTTP/1.1\r\nHost: a:1\r\nContent-Type: application/json\r\nAuthorization: Bearer s3cret\r\nContent-Length: 22\r\n\r\n{\"b\":1.10,\"a\":[1,2] }\n");
    send(b"PUT /two?q=%20x HTTP/1.1\r\nHost: a:1\r\nContent-Length: 4\r\n\r\n\x00\xff\x1b[");
    send(
        b"POST /three HTTP/1.1\r\nHost: a:1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"a\": 1,}",
    );
    send(
        b"POST /esc HTTP/1.1\r\nHost: a:1\r\nX-Bidi: \xe2\x80\xaegpj\r\nContent-Length: 12\r\n\r\n\x1b]52;c;x\x07\nok",
    );
    listener.stop();
    home
}

#[test]
fn bodies_come_back_byte_for_byte_by_every_name() {
    let home = with_deliveries();
    let second = home.run(&["show", "2", "--body"]);
    assert_eq!(second.stdout, b"\x00\xff\x1b[");
    assert_eq!(home.run(&["show", "last~2", "--body"]).stdout, second.stdout);
    let uid = home.json(&["show", "2", "--json"])[0]["uid"].as_str().unwrap().to_owned();
    assert_eq!(home.run(&["show", &uid, "--body"]).stdout, second.stdout);
    assert_eq!(home.json(&["show", "2..3", "--json"]).len(), 2);
    assert_eq!(home.ok(&["show", "1", "4", "--body"]).len(), 22 + 12);
}

#[test]
fn show_lays_json_out_without_changing_its_numbers_or_order() {
    let home = with_deliveries();
    let text = home.ok(&["show", "1"]);
    assert!(text.contains("{\n  \"b\": 1.10,\n  \"a\": [\n    1,\n    2\n  ]\n}\n"), "{text}");
    assert!(text.starts_with("#1  POST /one  HTTP/1.1\n  received "), "{text}");
}

#[test]
fn show_says_where_json_is_broken() {
    let home = with_deliveries();
    let text = home.ok(&["show", "3"]);
    assert!(text.contains("(not valid JSON:") && text.contains("line 1 column 9"), "{text}");
}

#[test]
fn nothing_that_a_sender_wrote_acts_on_a_terminal() {
    let home = with_deliveries();
    for args in [
        &["show", "4"][..],
        &["show", "2"],
        &["list"],
        &["list", "--json"],
        &["show", "4", "--headers"],
        &["show", "4", "--curl"],
    ] {
        let out = home.run(args).out;
        assert!(!out.contains(['\u{1b}', '\u{7}', '\0']), "{args:?}: {out}");
        assert!(!out.contains('\u{202e}'), "{args:?}: {out}");
    }
    assert!(home.ok(&["show", "4"]).contains("\\x1b]52;c;x\\x07\nok"));
    assert!(home.ok(&["show", "4", "--headers"]).contains("x-bidi: \\u{202e}gpj"));
}

#[test]
fn a_curl_command_masks_secrets_and_sends_the_same_body_again() {
    let home = with_deliveries();
    let masked = home.ok(&["show", "1", "--curl"]);
    assert!(masked.contains("authorization: ****") && !masked.contains("s3cret"), "{masked}");
    assert!(home.ok(&["show", "1", "--curl", "--reveal"]).contains("Bearer s3cret"));
    assert!(home.ok(&["show", "2", "--curl"]).starts_with("printf '\\000\\377\\033\\133' | curl -X PUT"));
}

#[test]
fn a_curl_command_asks_for_exactly_what_was_asked_for() {
    let home = Home::new();
    let listener = Listener::start(&home, &[]);
    let mut client = listener.connect();
    client.send(b"HEAD /br[1-3]{a,b} HTTP/1.1\r\nHost: a:1\r\n\r\n").unwrap();
    assert_eq!(client.any_answer(true).unwrap().status, 200);
    listener.stop();
    assert_eq!(home.ok(&["show", "last", "--curl"]), "curl -g -I 'http://a:1/br[1-3]{a,b}'\n");
}

#[test]
fn a_list_that_ends_at_its_limit_says_so() {
    let home = with_deliveries();
    let done = home.run(&["list", "--json", "--limit", "2"]);
    assert_eq!(done.out.lines().count(), 2);
    assert!(done.err.contains("`--limit 0` lists all"), "{}", done.err);
    assert_eq!(home.run(&["list", "--json", "--limit", "4"]).err, "");
}

#[test]
fn raw_http_is_the_request_as_it_came() {
    let home = with_deliveries();
    let raw = home.ok(&["show", "3", "--http"]);
    assert_eq!(
        raw,
        "POST /three HTTP/1.1\r\nhost: a:1\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{\"a\": 1,}"
    );
}

#[test]
fn a_delivery_that_is_not_there_is_exit_3_and_says_what_is() {
    let home = with_deliveries();
    for name in ["99", "last~9", "50..60", "019a0000-0000-7000-8000-000000000000"] {
        let done = home.run(&["show", name]);
        assert!(done.code == 3 && done.err.contains("the newest is 4"), "{name}: {}", done.err);
    }
    let done = home.run(&["show", "refund"]);
    assert!(done.code == 2 && done.err.contains("last~2"), "{}", done.err);
}

#[test]
fn list_is_aligned_newest_first_and_limited() {
    let home = with_deliveries();
    let text = home.ok(&["list", "--limit", "2"]);
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].starts_with("      4  ") && rows[0].ends_with("POST     200    12  nokey  /esc"), "{text}");
    assert_eq!(home.json(&["list", "--json", "--limit", "0", "--oldest-first"])[0]["id"], 1);
    assert!(home.json(&["list", "--json", "--no-body"])[0]["body"].is_null());
}

#[test]
fn names_select_and_other_words_filter() {
    let home = with_deliveries();
    let ids = |args: &[&str]| -> Vec<i64> {
        let all = [&["list", "--json"], args].concat();
        home.json(&all).iter().map(|one| one["id"].as_i64().unwrap()).collect()
    };
    assert_eq!(ids(&["1..2", "4"]), [4, 2, 1]);
    assert_eq!(ids(&["1..4", "method:PUT"]), [2]);
    assert_eq!(ids(&["last"]), [4]);
    assert_eq!(ids(&["-method:PUT", "-path:/one"]), [4, 3], "a minus before a term is no flag");
    assert_eq!(ids(&["1", "OR", "method:PUT"]), [2, 1]);
    assert_eq!(ids(&["1 3 | method:PUT"]), [3, 2, 1], "in one word or several, it is one filter");
    assert_eq!(ids(&["-(method:PUT | path:/esc)"]), [3, 1]);
    assert_eq!(ids(&["last~1", "1"]), [3, 1]);
    assert_eq!(ids(&["jq:.a|length>1"]), [1], "the shell took the quotes");
    assert_eq!(ids(&["b.a:", "|", "h:x-bidi"]), [4, 1]);
    assert_eq!(ids(&["--since", "1h", "--until", "2100-01-01"]).len(), 4);
    assert_eq!(ids(&["--until", "1h"]), [] as [i64; 0]);
    assert_eq!(ids(&["q.q=\" x\""]), [2]);
}

#[test]
fn a_filter_that_is_wrong_is_placed_and_corrected() {
    let home = with_deliveries();
    let done = home.run(&["list", "method:POST", "stauts:2xx"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("col 13: `stauts` is not a key; did you mean `status`?"), "{}", done.err);
}

#[test]
fn saved_filters_are_used_by_name() {
    let home = with_deliveries();
    home.write("hookctl.toml", "[filters]\nputs = \"method:PUT\"\nme = \"@me\"\n");
    assert_eq!(home.json(&["list", "--json", "@puts"]).len(), 1);
    assert!(home.run(&["list", "@put"]).err.contains("did you mean `puts`?"));
    assert!(home.run(&["list", "@me"]).err.contains("in a circle"));
}

#[test]
fn a_bad_config_is_placed_and_named() {
    let home = with_deliveries();
    home.write("hookctl.toml", "[listen]\nprt = 1\n");
    let done = home.run(&["list"]);
    assert_eq!(done.code, 2);
    assert!(
        done.err.contains("hookctl.toml:2:1: `prt` is not a key in [listen]; did you mean `port`?"),
        "{}",
        done.err
    );
    let done = home.run(&["list", "--config", "nowhere.toml"]);
    assert!(done.code == 2 && done.err.contains("cannot read the config `nowhere.toml`"), "{}", done.err);
}

#[test]
fn doctor_passes_here_and_says_where_things_come_from() {
    let home = with_deliveries();
    home.write("hookctl.toml", "[listen]\nport = 0\n");
    let checks = home.json(&["doctor", "--json"]);
    let find = |name: &str| {
        checks.iter().find(|check| check["name"] == name).unwrap()["observed"].as_str().unwrap().to_owned()
    };
    assert!(find("config").contains("hookctl.toml"));
    assert!(find("store").contains("4 deliveries"));
    assert!(find("listen.port").contains("hookctl.toml"));
    assert!(checks.iter().all(|check| check["type"] == "check" && check["v"] == 1));
    home.write("hookctl.toml", "keep = { age = \"30\" }\n[listen]\nport = 0\nmax_body = \"10XB\"\n");
    let done = home.run(&["doctor"]);
    assert!(done.code == 1 && done.out.contains("10XB") && done.out.contains("keep.age"), "{}", done.out);
    home.write("hookctl.toml", "");
    home.write("not.db", &"x".repeat(5000));
    let done = home.run(&["doctor", "--store", "not.db"]);
    assert!(done.code == 1 && done.out.contains("fail  store"), "{}", done.out);
}

#[test]
fn usage_errors_are_exit_2_in_both_forms() {
    let home = Home::new();
    let done = home.run(&["lisen"]);
    assert!(done.code == 2 && done.err.contains("listen"), "{}", done.err);
    let done = home.run(&["list", "--limt", "3", "--json"]);
    let error: serde_json::Value = serde_json::from_str(done.err.trim()).unwrap();
    assert_eq!((done.code, error["kind"].as_str()), (2, Some("usage")));
    for (args, says) in [
        (&["listen", "--port", "0", "--respond", "abc"][..], "redirect:URL"),
        (&["listen", "--port", "0", "--max-body", "lots"], "10MiB"),
        (&["listen", "--port", "0", "--for", "5"], "30s"),
        (&["listen", "--port", "0", "--only", "sig:"], "col 5"),
        (&["listen", "--port", "0", "--respond-body", "@nowhere"], "nowhere"),
        (&["listen", "--port", "0", "--respond-header", "oops"], "Name:value"),
        (&["prune"], "--older-than 30d"),
    ] {
        let listener = if args[0] == "prune" { Some(Listener::start(&home, &[])) } else { None };
        let done = home.run(args);
        assert!(done.code == 2 && done.err.contains(says), "{args:?}: {}", done.err);
        listener.map(Listener::stop);
    }
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let home = with_deliveries();
    assert!(!home.ok(&["list"]).contains('\u{1b}'));
    assert!(home.ok(&["list", "--color", "always"]).contains("\u{1b}["));
    let forced = home.hookctl(&["list"]).env("FORCE_COLOR", "1").output().unwrap();
    assert!(String::from_utf8_lossy(&forced.stdout).contains("\u{1b}["));
    let none = home.hookctl(&["list"]).env("FORCE_COLOR", "1").env("NO_COLOR", "1").output().unwrap();
    assert!(!String::from_utf8_lossy(&none.stdout).contains("\u{1b}["));
}
