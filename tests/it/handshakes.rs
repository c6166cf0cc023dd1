//! Endpoint challenges, from `tests/handshakes.toml`: each is sent to a listener, and answered as its provider wants.

use std::fmt::Write as _;

use serde::Deserialize;

use crate::support::command::Home;
use crate::support::listener::Listener;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The vendor's page; for people.
    #[serde(default)]
    #[expect(dead_code, reason = "for whoever reads the file")]
    source: String,
    #[serde(default)]
    provider: String,
    /// Only where the provider is named.
    #[serde(default)]
    explicit: bool,
    secret: Option<String>,
    #[serde(default)]
    params: std::collections::BTreeMap<String, String>,
    url: Option<String>,
    method: String,
    target: String,
    #[serde(default)]
    headers: Vec<(String, String)>,
    #[serde(default)]
    body: String,
    body_base64: Option<String>,
    status: u16,
    answer: Option<String>,
    #[serde(default)]
    answer_headers: Vec<(String, String)>,
    #[serde(default = "yes")]
    handshake: bool,
    event_type: Option<String>,
    #[serde(default)]
    shown: Vec<String>,
}

const fn yes() -> bool {
    true
}

impl Case {
    fn args(&self) -> Vec<String> {
        let mut args = Vec::new();
        if self.explicit {
            args.extend(["--provider".to_owned(), self.provider.clone()]);
        }
        args.extend(self.secret.iter().flat_map(|secret| ["--secret".to_owned(), secret.clone()]));
        args.extend(self.url.iter().flat_map(|url| ["--url".to_owned(), url.clone()]));
        args.extend(self.params.iter().flat_map(|(name, value)| ["--param".to_owned(), format!("{name}={value}")]));
        args
    }

    fn complaint(&self, listener: &mut Listener) -> Option<String> {
        let body = match &self.body_base64 {
            Some(text) => data_encoding::BASE64.decode(text.as_bytes()).unwrap(),
            None => self.body.clone().into_bytes(),
        };
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        if !self.headers.iter().any(|(name, _)| name == "host") {
            head.push_str("host: receiver.example.com\r\n");
        }
        for (name, value) in &self.headers {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        write!(head, "content-length: {}\r\n\r\n", body.len()).unwrap();
        let mut client = listener.connect();
        client.send(&[head.as_bytes(), &body].concat()).unwrap();
        let answer = client.any_answer(self.method == "HEAD")?;
        // What is printed until the line of a request sent afterwards belongs to it.
        listener.post("/after", b"{}");
        let mut lines = Vec::new();
        while !lines.last().is_some_and(|line: &String| line.contains("POST /after")) {
            lines.push(listener.line());
        }
        lines.pop();
        let delivery = lines.first()?.clone();
        let text = lines.join("\n");
        let found = String::from_utf8_lossy(&answer.body).into_owned();
        let lower = answer.head.to_ascii_lowercase();
        let header = |(name, value): &&(String, String)| {
            !answer.head.contains(&format!("{name}: {value}")) && !lower.contains(&format!("{name}: {value}"))
        };
        let wrong = [
            (answer.status != self.status).then(|| format!("status {}", answer.status)),
            self.answer.as_ref().filter(|wanted| **wanted != found).map(|_| format!("answer {found:.200}")),
            self.answer_headers.iter().find(header).map(|(name, _)| format!("header {name} in {}", answer.head)),
            (delivery.contains(" handshake") != self.handshake).then(|| format!("line {delivery}")),
            self.shown
                .iter()
                .find(|part| !text.contains(part.as_str()))
                .map(|part| format!("`{part}` is not in {text}")),
            (!self.shown.iter().any(|part| part.starts_with("run:")) && text.contains("run:")).then(|| text.clone()),
            self.event_type
                .as_ref()
                .filter(|wanted| self.handshake && !delivery.contains(wanted.as_str()))
                .map(|_| format!("event type in {delivery}")),
            (!self.provider.is_empty() && !delivery.contains(&format!(" {} ", self.provider)))
                .then(|| format!("provider in {delivery}")),
        ];
        let wrong: Vec<String> = wrong.into_iter().flatten().collect();
        (!wrong.is_empty()).then(|| format!("{}: {}", self.name, wrong.join("; ")))
    }
}

#[test]
fn every_challenge_is_answered_as_its_provider_wants() {
    let file: Cases = toml::from_str(include_str!("../handshakes.toml")).unwrap();
    let home = Home::new();
    let mut complaints = Vec::new();
    let mut cases = file.case;
    cases.sort_by_key(Case::args);
    // One listener for all cases that need the same options.
    for group in cases.chunk_by(|a, b| a.args() == b.args()) {
        let args = group[0].args();
        let all: Vec<&str> = args.iter().map(String::as_str).collect();
        let mut listener = Listener::start(&home, &all);
        complaints.extend(group.iter().filter_map(|case| case.complaint(&mut listener)));
        listener.stop();
    }
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn a_challenge_is_left_to_the_answer_script_where_that_is_asked_for() {
    let home = Home::new();
    let mut listener = Listener::start(&home, &["--no-handshake", "--respond", "418"]);
    let mut client = listener.connect();
    client.send(b"GET /?hub.mode=subscribe&hub.challenge=1&hub.verify_token=t HTTP/1.1\r\nhost: a\r\n\r\n").unwrap();
    assert_eq!(client.answer().unwrap().status, 418);
    assert!(!listener.line().contains("handshake"));
}
