//! `listen` judging what arrives: providers, verdicts, repeats, endpoints of the config, secrets that appear nowhere.

use serde_json::Value;

use crate::support::command::Home;
use crate::support::listener::Listener;

const BODY: &str = r#"{"id":"evt_1","type":"invoice.paid"}"#;

/// The header lines that `sign` makes for that body.
fn signed(home: &Home, provider: &str, secret: &str, body: &str) -> String {
    home.write("body", body);
    home.ok(&["sign", "body", "--provider", provider, "--secret", secret, "-q"])
        .lines()
        .map(|line| format!("{line}\r\n"))
        .collect()
}

/// Sends a JSON body with these header lines; gives the status and the body of the answer.
fn send(listener: &Listener, method: &str, target: &str, headers: &str, body: &str) -> (u16, String) {
    let mut client = listener.connect();
    let head =
        format!("{method} {target} HTTP/1.1\r\nhost: localhost\r\n{headers}content-length: {}\r\n\r\n", body.len());
    client.send(format!("{head}{body}").as_bytes()).unwrap();
    let answer = client.answer().unwrap();
    (answer.status, String::from_utf8_lossy(&answer.body).into_owned())
}

fn delivery(listener: &mut Listener) -> Value {
    serde_json::from_str(&listener.line()).unwrap()
}

#[test]
fn a_delivery_is_recognised_judged_and_shown_in_lines_json_and_the_store() {
    let home = Home::new();
    let headers = signed(&home, "stripe", "whsec_mine", BODY);
    let mut listener = Listener::start(&home, &["--secret", "whsec_mine"]);
    assert_eq!(send(&listener, "POST", "/a", &headers, BODY).0, 200);
    let line = listener.line();
    assert!(line.ends_with("#1 POST /a stripe invoice.paid evt_1 36B sig=ok"), "{line}");
    assert_eq!(send(&listener, "POST", "/b", &headers, &BODY.replace("paid", "void")).0, 200);
    let line = listener.line();
    assert!(line.ends_with("#2 POST /b stripe invoice.void evt_1 36B sig=bad(no_match)"), "{line}");
    assert_eq!(send(&listener, "POST", "/c", "x-github-event: ping\r\n", "{}").0, 200);
    let line = listener.line();
    assert!(line.ends_with("#3 POST /c github ping 2B sig=none"), "{line}");
    listener.stop();
    let [valid, wrong, unsigned] = &home.json(&["list", "--json", "--oldest-first"])[..] else {
        panic!("three deliveries")
    };
    assert_eq!(valid["provider"], "stripe");
    assert_eq!(valid["event_id"], "evt_1");
    assert_eq!(
        valid["signature"],
        serde_json::json!({"status": "valid", "scheme": "hmac-sha256", "reason": null, "detail": null})
    );
    assert_eq!(wrong["signature"]["reason"], "no_match");
    assert_eq!(unsigned["signature"]["status"], "unsigned");
    let found = |filter: &str| home.json(&["list", "--json", filter]).len();
    assert_eq!([found("sig:ok"), found("sig:no_match"), found("sig:none"), found("provider:stripe")], [1, 1, 1, 2]);
}

#[test]
fn without_a_secret_only_the_published_test_secret_is_tried() {
    let home = Home::new();
    let published = signed(&home, "standard-webhooks", hookctl::provider::TEST_SECRET, BODY);
    let own = signed(&home, "github", "mine", BODY);
    let mut listener = Listener::start(&home, &["--json"]);
    send(&listener, "POST", "/", &published, BODY);
    let first = delivery(&mut listener);
    assert_eq!(
        (&first["signature"]["status"], &first["signature"]["detail"]),
        (&"valid".into(), &"test secret".into())
    );
    send(&listener, "POST", "/", &own, BODY);
    assert_eq!(delivery(&mut listener)["signature"]["status"], "unchecked");
}

#[test]
fn endpoints_of_the_config_have_their_providers_secrets_and_answers() {
    let home = Home::new();
    home.write(
        "hookctl.toml",
        r#"
[endpoint.chat]
path = "/chat"
provider = "standard-webhooks"
secrets = ["env:CHAT_OLD", "file:chat.secret"]
respond = "202"

[endpoint.hub]
provider = "github"
secrets = ["cmd:printf hub"]

[endpoint.acme]
path = "/acme/"
secrets = ["env:CHAT_OLD"]
scheme = { at = "header x-acme", content = "{method}:{body}", hash = "sha512" }
"#,
    );
    home.write("chat.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
    let chat = signed(&home, "standard-webhooks", "file:chat.secret", BODY);
    let hub = signed(&home, "github", "hub", BODY);
    home.write("body", BODY);
    let knobs = ["--scheme", "at=header x-acme", "--scheme", "content={method}:{body}", "--scheme", "hash=sha512"];
    let acme = home.ok(&[&["sign", "body", "--secret", "d2hzZWM="][..], &knobs].concat()).trim().to_owned() + "\r\n";
    let mut command = home.hookctl(&["listen", "--port", "0", "--json"]);
    let mut listener = Listener::from_command(command.env("CHAT_OLD", "d2hzZWM="));
    assert_eq!(send(&listener, "POST", "/chat/x", &chat, BODY).0, 202);
    let one = delivery(&mut listener);
    assert_eq!((&one["endpoint"], &one["signature"]["status"]), (&"chat".into(), &"valid".into()));
    assert_eq!(one["signature"]["detail"], "secret 2 of 2");
    assert_eq!(send(&listener, "POST", "/chatter", &format!("x-github-event: push\r\n{hub}"), BODY).0, 200);
    let two = delivery(&mut listener);
    assert_eq!((&two["endpoint"], &two["signature"]["status"]), (&"hub".into(), &"valid".into()));
    send(&listener, "POST", "/acme", &acme, BODY);
    let three = delivery(&mut listener);
    assert_eq!((&three["endpoint"], &three["signature"]["status"]), (&"acme".into(), &"valid".into()), "{three}");
    // What was judged live is judged alike afterwards, with the secrets of the config.
    listener.stop();
    let again = home.hookctl(&["verify", "--delivery", "1", "--json"]).env("CHAT_OLD", "d2hzZWM=").output().unwrap();
    assert_eq!(again.status.code(), Some(0), "{}", String::from_utf8_lossy(&again.stderr));
}

#[test]
fn a_repeated_event_id_is_marked_across_restarts_and_processes_but_not_across_paths() {
    let home = Home::new();
    let headers = signed(&home, "stripe", "s", BODY);
    let start = || Listener::start(&home, &["--json", "--secret", "s"]);
    let mut listener = start();
    let mut other = start();
    let number = |listener: &mut Listener, target: &str| {
        send(listener, "POST", target, &headers, BODY);
        delivery(listener)["duplicate_of"].clone()
    };
    assert_eq!(number(&mut listener, "/a"), Value::Null);
    assert_eq!(number(&mut listener, "/a?retry=1"), 1);
    assert_eq!(number(&mut listener, "/b"), Value::Null);
    assert_eq!(number(&mut other, "/a"), 1);
    assert_eq!(number(&mut other, "/c"), Value::Null);
    assert_eq!(number(&mut listener, "/c"), 5);
    listener.stop();
    other.stop();
    let mut again = start();
    assert_eq!(number(&mut again, "/a"), 1);
    again.stop();
    assert_eq!(home.json(&["list", "--json", "is:dup"]).len(), 4);
}

#[test]
fn planted_secrets_appear_nowhere() {
    let home = Home::new();
    let planted = "planted-0d6f9b1c";
    home.write("secret", planted);
    home.write(
        "hookctl.toml",
        &format!("[endpoint.x]\npath = \"/x\"\nsecrets = [\"file:secret\"]\n[listen]\nsecret = [\"{planted}\"]\n"),
    );
    let headers = signed(&home, "github", "file:secret", BODY);
    let mut command = home.hookctl(&["listen", "--port", "0", "-vv"]);
    let mut listener = Listener::from_command(command.env("HOOKCTL_LOG", "trace"));
    for target in ["/x", "/y"] {
        send(&listener, "POST", target, &headers, BODY);
        send(&listener, "POST", target, &headers.replace('0', "1"), BODY);
        (0..2).for_each(|_| assert!(!listener.line().contains(planted)));
    }
    let done = listener.stop();
    assert!(!done.out.contains(planted) && !done.err.contains(planted), "{}", done.err);
    let commands: &[&[&str]] = &[
        &["list", "--json", "-vv"],
        &["show", "last", "--curl", "--reveal"],
        &["verify", "--delivery", "2", "--json", "-vv"],
        &["verify", "--delivery", "2", "--secret", "file:secret", "--provider", "standard-webhooks"],
        &["verify", "--delivery", "2", "--secret", planted, "--provider", "authorize-net", "-vv"],
        &["sign", "body", "--provider", "discord", "--secret", planted],
        &["sign", "body", "--provider", "standard-webhooks", "--secret", planted],
        &["doctor"],
        &["providers", "show", "github"],
    ];
    for args in commands {
        let done = home.run(args);
        assert!(!done.out.contains(planted) && !done.err.contains(planted), "{args:?}: {} {}", done.out, done.err);
    }
    for path in files(home.path()) {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let holds = bytes.windows(planted.len()).any(|window| window == planted.as_bytes());
        assert!(!holds || ["secret", "hookctl.toml"].contains(&name.as_str()), "{name}");
    }
}

/// Every file below a folder, the store among them.
fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
