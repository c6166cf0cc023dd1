//! Every case of `tests/http/*.toml`: bad, cut off, slow, smuggled and odd input ends in the right answer or close, and
//! the next client is served. The server runs in this process with small limits.

use std::net::{Shutdown, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hookctl::capture::{Capture, HostChoice, Limits, Settings, bind, serve};
use hookctl::ingest::Ingest;
use hookctl::store::{Log, Place, Reader};
use hookctl::webhook::{Delivery, DeliveryId, Headers, Standing};
use serde::Deserialize;

use crate::support::client::Client;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[allow(dead_code, reason = "for the reader of the file")]
    why: String,
    send: Vec<Step>,
    answers: Vec<u16>,
    then: Then,
    #[serde(default)]
    stored: usize,
    #[serde(default)]
    refused: usize,
    method: Option<String>,
    target: Option<String>,
    body: Option<String>,
    body_hex: Option<String>,
    body_size: Option<u64>,
    #[serde(default)]
    headers: Vec<(String, String)>,
    #[serde(default)]
    trailers: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Step {
    Text {
        text: String,
    },
    Hex {
        hex: String,
    },
    Repeat {
        repeat: String,
        times: usize,
    },
    Await {
        r#await: u16,
    },
    Close {
        close: Close,
    },
    Stall {
        #[allow(dead_code, reason = "its presence says all")]
        stall: bool,
    },
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Close {
    Half,
    Full,
    Reset,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Then {
    Closed,
    Open,
}

/// The least number of cases: files may grow, never shrink unseen.
const AT_LEAST: usize = 176;

/// A server in a thread of its own, with the limits that the cases speak of.
struct Server {
    address: SocketAddr,
    place: Place,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
    _dir: tempfile::TempDir,
}

impl Server {
    fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(&dir.path().join("cases.db"));
        let (ready, is_ready) = std::sync::mpsc::channel();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let at = place.clone();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let log = Log::open(&at, |_| {}).unwrap();
                let capture = Arc::new(Capture::new(settings(), Ingest::new(log.clone(), Arc::default())));
                let bound = bind(&HostChoice::Address([127, 0, 0, 1].into()), 0).unwrap();
                ready.send(bound.address).unwrap();
                let stop = async {
                    let _ = stopped.await;
                };
                serve(bound.listeners, capture, stop).await;
                log.close();
            });
        });
        let address = is_ready.recv().unwrap();
        Self { address, place, stop: Some(stop), thread: Some(thread), _dir: dir }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(ended.is_ok() || std::thread::panicking(), "the server panicked");
        }
    }
}

fn settings() -> Settings {
    let limits = Limits {
        body: 64 << 10,
        head_time: Duration::from_millis(300),
        body_pause: Duration::from_millis(300),
        body_time: Duration::from_secs(1),
        ..Limits::default()
    };
    Settings { limits, ..Settings::default() }
}

fn cases() -> Vec<(String, Case)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http");
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        all.extend(file.case.into_iter().map(|case| (name.clone(), case)));
    }
    all
}

#[test]
fn every_kept_input_ends_as_it_should_and_disturbs_nobody() {
    let all = cases();
    assert!(all.len() >= AT_LEAST, "{} cases", all.len());
    let threads = 8;
    let failures = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..threads)
            .map(|offset| {
                let mine = all.iter().skip(offset).step_by(threads);
                scope.spawn(move || {
                    let server = Server::start();
                    let mut seen = 0;
                    mine.filter_map(|(file, case)| {
                        judge(&server, case, &mut seen).err().map(|fault| format!("{file}: {}: {fault}", case.name))
                    })
                    .collect::<Vec<_>>()
                })
            })
            .collect();
        runs.into_iter().flat_map(|run| run.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(failures.is_empty(), "{} of {} cases:\n{}", failures.len(), all.len(), failures.join("\n"));
}

#[test]
fn a_thousand_bad_clients_leave_neither_descriptors_nor_memory_behind() {
    let server = Server::start();
    let all = cases();
    let quick: Vec<_> = all.iter().filter(|(file, _)| file != "slow.toml" && file != "limits.toml").collect();
    let mut seen = 0;
    let mut round = || {
        for (_, case) in quick.iter().cycle().take(500) {
            let _ = judge(&server, case, &mut seen);
        }
    };
    round();
    let before = open_files();
    round();
    // Connections that are still closing may be counted; what leaks would be counted five hundred times.
    assert!(open_files() < before + 50, "{before} before, {} after", open_files());
}

#[cfg(target_os = "linux")]
fn open_files() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

#[cfg(not(target_os = "linux"))]
fn open_files() -> usize {
    0
}

fn judge(server: &Server, case: &Case, seen: &mut i64) -> Result<(), String> {
    let mut client = Client::connect(server.address);
    let mut answers = Vec::new();
    let mut gone = false;
    for step in &case.send {
        // A server that refuses early may close while we still send: that is no fault of the case.
        match step {
            Step::Text { text } => drop(client.send(text.as_bytes())),
            Step::Hex { hex } => drop(client.send(&data_encoding::HEXLOWER_PERMISSIVE.decode(hex.as_bytes()).unwrap())),
            Step::Repeat { repeat, times } => drop(client.send(repeat.repeat(*times).as_bytes())),
            Step::Await { r#await } => match client.any_answer(false) {
                Some(answer) if answer.status == *r#await => {}
                other => return Err(format!("awaited {await}, got {other:?}", r#await = r#await)),
            },
            Step::Close { close: Close::Half } => client.shutdown(Shutdown::Write),
            Step::Close { close } => {
                if *close == Close::Reset {
                    socket2::SockRef::from(&client.stream).set_linger(Some(Duration::ZERO)).unwrap();
                }
                gone = true;
            }
            Step::Stall { .. } => {}
        }
    }
    if gone {
        drop(client);
    } else {
        read_answers(&mut client, case, &mut answers);
        if answers != case.answers {
            return Err(format!("answered {answers:?}, expected {:?}", case.answers));
        }
        settle(&mut client, case)?;
    }
    let new = wait_for(server, case, seen)?;
    check_last(case, &new)
}

fn read_answers(client: &mut Client, case: &Case, answers: &mut Vec<u16>) {
    let to_head = matches!(case.send.first(), Some(Step::Text { text }) if text.trim_start().starts_with("HEAD "));
    while answers.len() < case.answers.len() || case.then == Then::Closed {
        match client.any_answer(to_head) {
            Some(answer) if answer.status >= 200 => answers.push(answer.status),
            Some(_) => {}
            None => break,
        }
    }
}

/// An open connection takes another request; a closed one says nothing more.
fn settle(client: &mut Client, case: &Case) -> Result<(), String> {
    if case.then == Then::Closed {
        return if client.is_closed() { Ok(()) } else { Err("not closed".to_owned()) };
    }
    client.post("/still-open", b"");
    match client.answer() {
        Some(answer) if answer.status == 200 => Ok(()),
        other => Err(format!("the connection was to stay open, got {other:?}")),
    }
}

/// What the case added to the store, probes left out. The next client's delivery, which follows the case's own, tells
/// that all of them are there.
fn wait_for(server: &Server, case: &Case, seen: &mut i64) -> Result<Vec<Delivery>, String> {
    let reader = Reader::open(&server.place).map_err(|error| error.to_string())?;
    for attempt in 0..20 {
        let mut next = Client::connect(server.address);
        next.post("/next-client", b"");
        if next.answer().map(|answer| answer.status) != Some(200) {
            return Err("the next client was not served".to_owned());
        }
        let last = reader.facts().map_err(|error| error.to_string())?.last;
        let new: Vec<Delivery> = (*seen + 1..=last)
            .filter_map(|id| reader.get(DeliveryId(id)).unwrap())
            .filter(|delivery| !["/next-client", "/still-open"].contains(&delivery.summary.target.as_str()))
            .collect();
        let refused = new.iter().filter(|delivery| delivery.summary.standing == Standing::Refused).count();
        let stored = new.len() - refused;
        if (stored, refused) == (case.stored, case.refused) {
            *seen = last;
            return Ok(new);
        }
        if attempt == 19 || stored > case.stored || refused > case.refused {
            *seen = last;
            return Err(format!(
                "stored {stored} and refused {refused}, expected {} and {}",
                case.stored, case.refused
            ));
        }
    }
    Ok(Vec::new())
}

fn check_last(case: &Case, new: &[Delivery]) -> Result<(), String> {
    let Some(last) = new.iter().rfind(|delivery| delivery.summary.standing != Standing::Refused) else { return Ok(()) };
    let same = |what: &str, got: &str, want: &Option<String>| match want {
        Some(want) if want != got => Err(format!("{what} is {got:?}, expected {want:?}")),
        _ => Ok(()),
    };
    same("the method", &last.summary.method, &case.method)?;
    same("the target", &last.summary.target, &case.target)?;
    same("the body", &String::from_utf8_lossy(&last.body), &case.body)?;
    same("the body", &data_encoding::HEXLOWER.encode(&last.body), &case.body_hex)?;
    if case.body_size.is_some_and(|size| size != last.summary.body_size) {
        return Err(format!("the body has {} bytes", last.summary.body_size));
    }
    in_order("header", &last.headers, &case.headers)?;
    in_order("trailer", &last.trailers, &case.trailers)
}

fn in_order(what: &str, headers: &Headers, wanted: &[(String, String)]) -> Result<(), String> {
    let mut fields = headers.iter();
    for (name, value) in wanted {
        if !fields.any(|field| field == (name.as_bytes(), value.as_bytes())) {
            return Err(format!("{what} {name}: {value} is not there in order: {headers:?}"));
        }
    }
    Ok(())
}
