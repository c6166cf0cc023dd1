//! `jq:'.data.lines|length>1'`: a jq program over a JSON body, on a worker thread with a deadline.
//!
//! jq can loop for ever, and its interpreter cannot be interrupted; a program that overruns its time is reported and
//! its thread left behind. It sees the body and nothing else: no file, no environment.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars, data, unwrap_valr};
use jaq_json::Val;

use super::error::FilterFault;
use super::subject::{Field, Subject};

/// Time for one delivery.
const DEADLINE: Duration = Duration::from_secs(2);
/// jq programs recurse; deep recursion must not bring the process down.
const STACK: usize = 64 << 20;
/// Deeper documents are not given to jq: its parser recurses. `serde_json` draws the line at the same depth.
const DEEPEST: usize = 128;

/// A program and the thread that runs it.
pub(super) struct JqTest {
    program: String,
    worker: Option<Worker>,
}

/// A copy has a thread of its own, once it needs one.
impl Clone for JqTest {
    fn clone(&self) -> Self {
        Self { program: self.program.clone(), worker: None }
    }
}

struct Worker {
    bodies: Sender<Vec<u8>>,
    answers: Receiver<bool>,
}

impl JqTest {
    /// Checks the program. The error says what jq dislikes.
    pub(super) fn new(program: &str) -> Result<Self, String> {
        let text = program.to_owned();
        // Compiled where it will run: a program can be nested as deeply as it is long.
        let check = move || compile(&text).map(|_| ());
        let thread = std::thread::Builder::new().stack_size(STACK).spawn(check).map_err(|error| error.to_string())?;
        thread.join().map_err(|_| "the jq program could not be compiled".to_owned())??;
        Ok(Self { program: program.to_owned(), worker: None })
    }

    pub(super) fn matches(&mut self, subject: &dyn Subject) -> Result<bool, FilterFault> {
        let body = subject.bytes(Field::Body).unwrap_or_default();
        if !starts_like_json(body) || deeper_than(body, DEEPEST) {
            return Ok(false);
        }
        let crashed = || FilterFault::JqCrashed { program: self.program.clone() };
        let worker = match self.worker.take() {
            Some(worker) => worker,
            None => Worker::start(&self.program).ok_or_else(crashed)?,
        };
        worker.bodies.send(body.to_vec()).map_err(|_| crashed())?;
        match worker.answers.recv_timeout(DEADLINE) {
            Ok(answer) => {
                self.worker = Some(worker);
                Ok(answer)
            }
            Err(RecvTimeoutError::Timeout) => {
                Err(FilterFault::JqTooSlow { program: self.program.clone(), seconds: DEADLINE.as_secs() })
            }
            Err(RecvTimeoutError::Disconnected) => Err(crashed()),
        }
    }
}

impl Worker {
    fn start(program: &str) -> Option<Self> {
        let (bodies, inbox) = channel::<Vec<u8>>();
        let (outbox, answers) = channel();
        let program = program.to_owned();
        let run = move || {
            let Ok(filter) = compile(&program) else { return };
            while let Ok(body) = inbox.recv() {
                if outbox.send(truthy(&filter, &body)).is_err() {
                    return;
                }
            }
        };
        std::thread::Builder::new().name("jq".to_owned()).stack_size(STACK).spawn(run).ok()?;
        Some(Self { bodies, answers })
    }
}

type Program = jaq_core::Filter<data::JustLut<Val>>;

fn compile(program: &str) -> Result<Program, String> {
    let defs = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
    let funs = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
    let arena = Arena::default();
    let modules = Loader::new(defs)
        .load(&arena, File { code: program, path: () })
        .map_err(|errors| format!("`{program}` is not a jq program: {}", load_reason(&errors)))?;
    Compiler::default().with_funs(funs).compile(modules).map_err(|errors| {
        let names: Vec<String> = errors
            .iter()
            .flat_map(|(_, undefined)| undefined.iter().map(|(name, _)| format!("`{name}` is not defined")))
            .collect();
        format!("`{program}` is not a jq program: {}", names.join(", "))
    })
}

fn load_reason(errors: &jaq_core::load::Errors<&str, ()>) -> String {
    use jaq_core::load::Error;
    let near = |rest: &str| if rest.is_empty() { "the end".to_owned() } else { format!("`{rest}`") };
    errors
        .iter()
        .map(|(_, error)| match error {
            Error::Io(_) => "it may not load modules".to_owned(),
            Error::Lex(faults) => faults
                .iter()
                .map(|(expected, rest)| format!("expected {} near {}", expected.as_str(), near(rest)))
                .collect::<Vec<_>>()
                .join(", "),
            Error::Parse(faults) => faults
                .iter()
                .map(|(expected, rest)| format!("expected {} near {}", expected.as_str(), near(rest)))
                .collect::<Vec<_>>()
                .join(", "),
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// True if some output is neither false nor null, before any error.
fn truthy(filter: &Program, body: &[u8]) -> bool {
    let Ok(input) = jaq_json::read::parse_single(body) else { return false };
    let context = Ctx::<data::JustLut<Val>>::new(&filter.lut, Vars::new([]));
    filter
        .id
        .run((context, input))
        .map(unwrap_valr)
        .map_while(Result::ok)
        .any(|value| !matches!(value, Val::Null | Val::Bool(false)))
}

fn starts_like_json(body: &[u8]) -> bool {
    body.trim_ascii_start()
        .first()
        .is_some_and(|byte| matches!(byte, b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n'))
}

/// True if brackets nest deeper than `limit` somewhere outside strings.
fn deeper_than(body: &[u8], limit: usize) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in body {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                if depth > limit {
                    return true;
                }
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}
