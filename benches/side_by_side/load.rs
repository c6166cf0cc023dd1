//! The load: senders on one thread, each with prebuilt requests, each waiting for its answer before it goes on.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::answer;
use crate::common::payload;
use crate::histogram::Histogram;
use crate::plan::{Mode, Outcome, Plan, Until};
use crate::usage;

/// No answer may take longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Carries out the plan and prints its outcome. Whatever goes wrong ends it with an error.
pub(crate) fn main(args: &[String]) {
    let plan = Plan::from_args(args);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    match runtime.block_on(run(plan)) {
        Ok(outcome) => println!("{}", outcome.line()),
        Err(error) => panic!("{error}"),
    }
}

async fn run(plan: Plan) -> Result<Outcome, String> {
    let start = Instant::now();
    let tickets = Arc::new(Tickets::new(start, plan.until));
    let mut senders = JoinSet::new();
    for number in 0..plan.connections {
        let sender = Sender { port: plan.port, request: request(number as u64, plan.mode), answer: Vec::new() };
        senders.spawn(sender.run(plan.mode, Arc::clone(&tickets)));
    }
    let mut all = Histogram::new();
    while let Some(seen) = senders.join_next().await {
        all.merge(&seen.map_err(|error| error.to_string())??);
    }
    let seconds = start.elapsed().as_secs_f64();
    let busy = usage::cpu_seconds(std::process::id()) / seconds;
    Ok(Outcome { requests: all.total(), seconds, p50: all.millis_at(500), p99: all.millis_at(990), busy })
}

/// Permission for each request, until the time is over or all are given out.
struct Tickets {
    end: Option<Instant>,
    left: AtomicU64,
}

impl Tickets {
    fn new(start: Instant, until: Until) -> Self {
        match until {
            Until::Seconds(seconds) => {
                Self { end: Some(start + Duration::from_secs_f64(seconds)), left: AtomicU64::new(u64::MAX) }
            }
            Until::Requests(requests) => Self { end: None, left: AtomicU64::new(requests) },
        }
    }

    fn take(&self) -> bool {
        let less = |left: u64| left.checked_sub(1);
        self.end.is_none_or(|end| Instant::now() < end)
            && self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }
}

struct Sender {
    port: u16,
    request: Vec<u8>,
    answer: Vec<u8>,
}

impl Sender {
    async fn run(mut self, mode: Mode, tickets: Arc<Tickets>) -> Result<Histogram, String> {
        let mut seen = Histogram::new();
        let mut kept = None;
        while tickets.take() {
            let start = Instant::now();
            let mut stream = match kept.take() {
                Some(stream) => stream,
                None => self.connect().await?,
            };
            let exchange = tokio::time::timeout(PATIENCE, self.exchange(&mut stream));
            exchange.await.map_err(|_| format!("no answer within {PATIENCE:?}"))??;
            seen.add(start.elapsed());
            match mode {
                Mode::KeepAlive => kept = Some(stream),
                Mode::Close => closed(&mut stream).await?,
            }
        }
        Ok(seen)
    }

    async fn connect(&self) -> Result<TcpStream, String> {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).await.map_err(|error| format!("connect: {error}"))?;
        stream.set_nodelay(true).map_err(|error| format!("nodelay: {error}"))?;
        Ok(stream)
    }

    async fn exchange(&mut self, stream: &mut TcpStream) -> Result<(), String> {
        stream.write_all(&self.request).await.map_err(|error| format!("send: {error}"))?;
        self.answer.clear();
        while !answer::is_whole(&self.answer)? {
            let read = stream.read_buf(&mut self.answer).await.map_err(|error| format!("receive: {error}"))?;
            if read == 0 {
                return Err(format!("a short answer: {:?}", String::from_utf8_lossy(&self.answer)));
            }
        }
        Ok(())
    }
}

/// The server closes first, as it was asked to, so that no port stays occupied on our side.
async fn closed(stream: &mut TcpStream) -> Result<(), String> {
    match stream.read(&mut [0; 64]).await {
        Ok(0) => Ok(()),
        Ok(_) => Err("bytes after the answer".to_owned()),
        Err(error) => Err(format!("close: {error}")),
    }
}

/// A POST as GitHub sends it, with nine headers.
pub(crate) fn request(number: u64, mode: Mode) -> Vec<u8> {
    let body = payload::event(number, "invoice");
    let ninth = match mode {
        Mode::KeepAlive => "Accept-Encoding: gzip",
        Mode::Close => "Connection: close",
    };
    let head = format!(
        "POST /webhooks/billing HTTP/1.1\r\nHost: 127.0.0.1:7878\r\nUser-Agent: GitHub-Hookshot/5d0c94a\r\n\
         Accept: */*\r\nContent-Type: application/json\r\nX-GitHub-Event: issues\r\n\
         X-GitHub-Delivery: 72d3162e-cc78-11e3-81ab-{number:012x}\r\n\
         X-Hub-Signature-256: sha256=d57c68ca6f92289e6987922ff26938930f6e66a2d161ef06abdf1859230aa23c\r\n\
         Content-Length: {}\r\n{ninth}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body.as_bytes()].concat()
}
