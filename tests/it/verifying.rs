//! `verify`, `sign` and `providers` as their users meet them.

use serde_json::Value;

use crate::support::command::{Done, Home};
use crate::support::listener::Listener;

const BODY: &str = "{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"text\":\"Grüße\"}";
const AT: &str = "2026-03-16T08:00:00Z";
const LATER: &str = "2026-03-16T08:00:07Z";

fn verdict(done: &Done) -> Value {
    serde_json::from_str(&done.out).unwrap_or_else(|error| panic!("{error}: {} {}", done.out, done.err))
}

/// A home with a body, and its Stripe signature.
fn signed() -> (Home, String) {
    let home = Home::new();
    home.write("body.json", BODY);
    home.write("secret", "whsec_mine\n");
    let header = home.ok(&["sign", "body.json", "--provider", "stripe", "--secret", "file:secret", "--at", AT]);
    let value = header.trim().strip_prefix("stripe-signature: ").unwrap().to_owned();
    (home, value)
}

#[test]
fn every_form_of_a_paste_gives_the_same_verdict() {
    let (home, value) = signed();
    let length = BODY.len();
    let head =
        format!("POST /hooks HTTP/1.1\r\nHost: a.example\r\nStripe-Signature: {value}\r\nContent-Length: {length}\r\n");
    home.write("crlf.http", &format!("{head}\r\n{BODY}"));
    home.write("lf.http", &format!("{}\n{BODY}\n", head.replace('\r', "")));
    home.write(
        "curl.txt",
        &format!(
            "curl -X POST 'https://a.example/hooks' \\\n  -H 'Stripe-Signature: {value}' \\\n  --data-raw $'{}'\n",
            BODY.replace('ü', "\\u00fc")
        ),
    );
    let har = serde_json::json!({"log": {"version": "1.2", "entries": [{"request": {
        "method": "POST", "url": "https://a.example/hooks", "httpVersion": "HTTP/1.1",
        "headers": [{"name": "Stripe-Signature", "value": value}], "queryString": [],
        "postData": {"mimeType": "application/json", "text": BODY}}, "response": {}}]}});
    home.write("x.har", &har.to_string());
    let own = serde_json::json!({"v": 1, "type": "delivery", "method": "POST", "target": "/hooks", "received_at": LATER,
        "headers": [["stripe-signature", value]], "body": {"text": BODY}});
    home.write("own.json", &own.to_string());
    let header = format!("Stripe-Signature: {value}");
    let common = ["--secret", "file:secret", "--at", LATER, "--json"];
    let forms: [&[&str]; 7] = [
        &["crlf.http"],
        &["lf.http"],
        &["curl.txt"],
        &["x.har"],
        &["own.json"],
        &["body.json", "-H", &header],
        &["--body", "body.json", "-H", &header],
    ];
    for form in forms {
        let done = home.run(&[&["verify"], form, &common].concat());
        let found = verdict(&done);
        assert_eq!(
            (done.code, &found["status"], &found["provider"]),
            (0, &"valid".into(), &"stripe".into()),
            "{form:?}: {found}"
        );
        assert_eq!((&found["age_s"], &found["event_type"]), (&7.into(), &"invoice.paid".into()), "{form:?}");
    }
}

#[test]
fn a_stored_delivery_is_judged_as_of_its_arrival_and_explained() {
    let home = Home::new();
    home.write("body.json", BODY);
    let headers = home.ok(&["sign", "body.json", "--provider", "github", "--secret", "mine", "-q"]);
    let mut listener = Listener::start(&home, &[]);
    let mut client = listener.connect();
    let spoilt = format!("{BODY}\n");
    client
        .send(
            format!(
                "POST / HTTP/1.1\r\nHost: a\r\nX-GitHub-Event: push\r\n{}\r\nContent-Length: {}\r\n\r\n{spoilt}",
                headers.trim(),
                spoilt.len()
            )
            .as_bytes(),
        )
        .unwrap();
    assert_eq!(client.answer().unwrap().status, 200);
    listener.line();
    listener.stop();
    for name in [&["--delivery", "last"][..], &["1"]] {
        let done = home.run(&[&["verify", "--secret", "mine", "--json"], name].concat());
        let found = verdict(&done);
        assert_eq!((done.code, &found["reason"]), (1, &"no_match".into()));
        assert_eq!(found["hints"][0]["code"], "body_trailing_newline");
        assert!(found["hints"][0]["fix"].as_str().unwrap().contains("--data-binary"));
    }
    let human = home.run(&["verify", "last", "--secret", "mine"]);
    for part in ["invalid", "no_match", "GitHub", "expected", "received", "why", "mend", "body_trailing_newline"] {
        assert!(human.out.contains(part), "{part}: {}", human.out);
    }
    assert_eq!(home.run(&["verify", "7", "--secret", "mine"]).code, 3);
}

#[test]
fn exit_codes_tell_valid_invalid_unsigned_unchecked_and_not_understood_apart() {
    let (home, value) = signed();
    let header = format!("stripe-signature: {value}");
    let at = |at: &str, args: &[&str]| home.run(&[&["verify", "body.json", "--at", at], args].concat()).code;
    let code = |args: &[&str]| at(LATER, args);
    assert_eq!(code(&["-H", &header, "--secret", "file:secret"]), 0);
    assert_eq!(code(&["-H", &header, "--secret", "other"]), 1);
    assert_eq!(code(&["--provider", "stripe", "--secret", "file:secret"]), 1);
    assert_eq!(code(&["-H", &header]), 2);
    assert_eq!(code(&[]), 2);
    assert_eq!(code(&["-H", &header, "--secret", "env:NO_SUCH_VARIABLE"]), 2);
    assert_eq!(code(&["-H", &header, "--secret", "x", "--provider", "strpe"]), 2);
    assert_eq!(at("2026-03-16T09:00:00Z", &["-H", &header, "--secret", "file:secret"]), 1);
    assert_eq!(at("2026-03-16T09:00:00Z", &["-H", &header, "--secret", "file:secret", "--tolerance", "2h"]), 0);
    let wrong = home.run(&["verify", "body.json", "--provider", "strpe"]);
    assert!(wrong.err.contains("did you mean `stripe`?"), "{}", wrong.err);
}

#[test]
fn what_is_signed_can_be_printed_in_every_form_and_read_back() {
    let home = Home::new();
    home.write("body.json", BODY);
    for form in ["http", "curl", "json"] {
        let print = format!("--print={form}");
        let url = ["--url", "https://a.example/h?x=1"];
        let text = home
            .ok(&[&["sign", "body.json", "--provider", "square", "--secret", "s", "-q", &print], &url[..]].concat());
        home.write("signed", &text);
        let done = home.run(&[&["verify", "signed", "--secret", "s", "--json"], &url[..]].concat());
        assert_eq!(done.code, 0, "{form}: {} {}", done.out, done.err);
    }
    let object: Value =
        serde_json::from_str(&home.ok(&["sign", "body.json", "--provider", "github", "-q", "--json"])).unwrap();
    assert_eq!((&object["type"], &object["body"]["text"]), (&"request".into(), &BODY.into()));
    let refused = home.run(&["sign", "body.json", "--provider", "olark"]);
    assert!(refused.code == 2 && refused.err.contains("does not sign"), "{}", refused.err);
}

#[test]
fn a_provider_is_added_by_one_pack_and_one_vector_and_no_rust() {
    let home = Home::new();
    home.write("hookctl.toml", "packs = \"mine\"\n");
    home.write("body.json", BODY);
    home.write(
        "mine/acme.toml",
        "title = \"Acme\"\nrecognise = [\"header x-acme-signature\"]\n[signature]\nkind = \"hmac\"\nhash = \"sha512\"\nencoding = \"base64\"\n\
         at = \"header x-acme-signature\"\nformat = \"ts={ts};sig={sig}\"\nseparator = \";\"\ncontent = \"{ts}|{id}|{body}\"\nid = \"header x-acme-id\"\n\
         [timestamp]\nat = \"signature\"\nunit = \"ms\"\ntolerance = \"60s\"\n[event]\ntype = \"json type\"\nid = \"header x-acme-id\"\n",
    );
    // The vector: made with Python's hmac, not by hookctl.
    let header = "x-acme-signature: ts=1773648000000;sig=SUM";
    let sum = "8hTjcJTp4SmUH3qgmRsRLATYWYtrp/HmhLHDgtazfia7vXZkt7OiG/P5pr/9hgb1VUtn/8AuucIXgAGzEqCMOA==";
    let header = header.replace("SUM", sum);
    let args =
        ["verify", "body.json", "-H", &header, "-H", "x-acme-id: 7", "--secret", "acme-secret", "--at", AT, "--json"];
    let done = home.run(&args);
    let found = verdict(&done);
    assert_eq!(
        (done.code, &found["status"], &found["provider"], &found["event_id"]),
        (0, &"valid".into(), &"acme".into(), &"7".into()),
        "{found}"
    );
    let shown: Value = serde_json::from_str(&home.ok(&["providers", "show", "acme", "--json"])).unwrap();
    assert_eq!((&shown["title"], &shown["built_in"]), (&"Acme".into(), &false.into()));
    let round = home.ok(&["sign", "body.json", "--provider", "acme", "--secret", "s", "--print=http", "-q"]);
    home.write("round.http", &round);
    assert_eq!(home.run(&["verify", "round.http", "--secret", "s"]).code, 0);
}

#[test]
fn a_mistake_in_a_pack_is_told_with_its_place() {
    let home = Home::new();
    let cases = [
        ("titel = \"x\"\n", 1, 1, "title"),
        ("title = \"x\"\n[signature]\nkind = \"hmac\"\nhsah = \"sha256\"\n", 4, 1, "`hash`"),
        ("title = \"x\"\n[signature]\nkind = \"hmac\"\nhash = \"sha3\"\n", 4, 8, "sha256"),
        ("title = \"x\"\n[signature]\nkind = \"hmac\"\nhash = \"sha256\"\nat = \"hedaer x\"\n", 5, 6, "header NAME"),
        ("title = \"x\"\n[signature]\nkind = \"hmac\"\nhash = \"sha256\"\n", 2, 1, "`at` is missing"),
        (
            "title = \"x\"\n[signature]\nkind = \"hmac\"\nhash = \"sha256\"\nat = \"header x\"\ncontent = \"{ts}{body}\"\n",
            2,
            1,
            "[timestamp] is missing",
        ),
        ("title = \"x\"\n[signature]\nkind = \"token\"\nat = \"header x\"\nhash = \"sha256\"\n", 2, 1, "means nothing"),
        (
            "title = \"x\"\n[signature]\nkind = \"hmac\"\nhash = \"sha256\"\nat = \"header x\"\ncontent = \"{body\"\n",
            2,
            1,
            "one signature would fit every body",
        ),
        ("title = \"x\"\n[signature]\nkind = \"hash\"\nhash = \"sha256\"\nat = \"header x\"\n", 2, 1, "proves nothing"),
        (
            "title = \"x\"\nrecognise = [\"header\"]\n[signature]\nkind = \"none\"\nreason = \"x\"\n",
            2,
            13,
            "names no place",
        ),
    ];
    for (text, line, column, part) in cases {
        home.write("packs/bad.toml", text);
        home.write("hookctl.toml", "");
        let done = home.run(&["providers", "list"]);
        assert_eq!(done.code, 2, "{text}");
        assert!(
            done.err.contains(&format!("bad.toml:{line}:{column}:")) && done.err.contains(part),
            "{text}\n{}",
            done.err
        );
    }
}

#[test]
fn an_unknown_scheme_is_inferred_and_its_pack_works() {
    let home = Home::new();
    home.write("hookctl.toml", "");
    home.write("body.json", BODY);
    let schemes: [&[&str]; 6] = [
        &["at=header x-acme-sig"],
        &["at=header x-acme-sig", "hash=sha1", "encoding=base64", "format=sha1={sig}"],
        &["at=header x-acme-sig", "content={ts}.{body}", "stamp=header x-acme-time"],
        &[
            "at=header x-acme-sig",
            "content={ts}:{body}",
            "stamp=signature",
            "unit=ms",
            "format=t={ts},v1={sig}",
            "separator=,",
        ],
        &[
            "at=header x-acme-sig",
            "content={id}.{ts}.{body}",
            "id=header x-acme-id",
            "stamp=header x-acme-time",
            "encoding=base64",
            "key=whsec",
        ],
        &[
            "at=header x-acme-sig",
            "content={body}{ts}",
            "stamp=header x-acme-time",
            "unit=rfc3339",
            "hash=sha512",
            "key=hex",
        ],
    ];
    for knobs in schemes {
        let secret = if knobs.contains(&"key=whsec") {
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        } else {
            "a0b1c2d3e4f5a0b1c2d3e4f5"
        };
        let knobs: Vec<&str> = knobs.iter().flat_map(|knob| ["--scheme", knob]).collect();
        let text = home.ok(&[&["sign", "body.json", "--secret", secret, "--print=http", "-q"], &knobs[..]].concat());
        home.write("signed.http", &text);
        let pack = home.run(&["verify", "signed.http", "--infer", "--secret", secret, "-q"]);
        assert_eq!(pack.code, 0, "{knobs:?}: {}", pack.err);
        home.write("packs/acme.toml", &pack.out);
        let done = home.run(&["verify", "signed.http", "--secret", secret, "--json"]);
        let found = verdict(&done);
        assert_eq!(
            (&found["status"], &found["provider"]),
            (&"valid".into(), &"acme".into()),
            "{knobs:?}\n{}\n{found}",
            pack.out
        );
        std::fs::remove_file(home.path().join("packs/acme.toml")).unwrap();
    }
    let none = home.run(&["verify", "signed.http", "--infer", "--secret", "another"]);
    assert!(none.code == 1 && none.err.contains("no known recipe"), "{}", none.err);
}

#[test]
fn the_catalogue_is_listed_and_shown() {
    let home = Home::new();
    let all = home.json(&["providers", "list", "--json"]);
    assert!(all.len() >= 250, "{}", all.len());
    assert!(all.iter().all(|one| one["type"] == "provider"
        && one["name"].is_string()
        && !one["sources"].as_array().unwrap().is_empty()));
    let vendor = home.json(&["providers", "show", "hubspot", "--json"]);
    assert_eq!(vendor.len(), 3);
    for alias in ["facebook", "teams", "tawkto", "helpscout", "standard", "x"] {
        home.ok(&["providers", "show", alias]);
    }
    assert!(home.ok(&["providers", "list", "chat", "hmac"]).contains("chatwoot"));
    assert_eq!(home.run(&["providers", "list", "no-such-word"]).code, 1);
    assert_eq!(home.ok(&["providers", "show", "slack", "--pack"]).lines().next(), Some("title = \"Slack\""));
}

#[test]
fn keys_are_kept_and_fetched_only_from_the_vendors_own_hosts() {
    let home = Home::new();
    home.write("key.pem", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
    let refused = home.run(&["providers", "keys", "aws-sns-v2", "--fetch", "--url", "https://sns.evil.example/x.pem"]);
    assert!(refused.code == 2 && refused.err.contains("nothing was fetched"), "{}", refused.err);
    let insecure =
        home.run(&["providers", "keys", "aws-sns-v2", "--fetch", "--url", "http://sns.eu-west-1.amazonaws.com/x.pem"]);
    assert_eq!(insecure.code, 2);
    let none = home.run(&["providers", "keys", "github", "--fetch"]);
    assert!(none.code == 2 && none.err.contains("has no public keys"), "{}", none.err);
    home.ok(&["providers", "keys", "google-pubsub", "--add", "key.pem"]);
    assert!(home.ok(&["providers", "keys", "google-pubsub"]).contains("1 kept here"));
    home.ok(&["providers", "keys", "wise", "--add", "key.pem"]);
}
