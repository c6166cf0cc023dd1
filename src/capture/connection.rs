//! One connection: hyper over a watched socket, each request through the door.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::watch;

use crate::ingest::Ingest;

use super::body::InFlight;
use super::door;
use super::limits::Limits;
use super::script::{Answer, Script};
use super::stream::{Ending, Stream};
use super::timer::ConnectionTimer;

/// What a capture server is told.
#[derive(Debug, Default)]
pub struct Settings {
    /// What a sender may cost.
    pub limits: Limits,
    /// What senders are answered.
    pub script: Script,
    /// The body and headers of answers.
    pub answer: Answer,
    /// Answer scripts of endpoints, by name.
    pub scripts: HashMap<String, Script>,
}

/// A capture server's state, shared by its connections.
pub struct Capture {
    pub(super) settings: Settings,
    pub(super) ingest: Ingest,
    pub(super) in_flight: InFlight,
    /// Requests that were answered 503 because they could not be kept.
    not_kept: AtomicU64,
}

impl Capture {
    /// A server that takes what arrives into `ingest`.
    pub fn new(settings: Settings, ingest: Ingest) -> Self {
        Self { settings, ingest, in_flight: InFlight::default(), not_kept: AtomicU64::new(0) }
    }

    /// How many requests were answered 503 because they could not be kept.
    pub fn not_kept(&self) -> u64 {
        self.not_kept.load(Ordering::Relaxed)
    }

    pub(super) fn count_not_kept(&self) {
        self.not_kept.fetch_add(1, Ordering::Relaxed);
    }
}

/// Serves a connection to its end, or until the server stops: then the request in progress is still answered.
pub(super) async fn run(stream: TcpStream, peer: SocketAddr, capture: Arc<Capture>, mut stopped: watch::Receiver<()>) {
    let limits = &capture.settings.limits;
    let ending = Ending::default();
    let io = TokioIo::new(Stream::new(stream, ending.clone(), limits.write_time));
    let peer: Arc<str> = peer.to_string().into();
    let shared = Arc::clone(&capture);
    let service = service_fn(move |request| {
        let visit = door::Visit { peer: Arc::clone(&peer), ending: ending.clone() };
        door::enter(Arc::clone(&shared), visit, request)
    });
    let connection = http1::Builder::new()
        .timer(ConnectionTimer::default())
        .header_read_timeout(limits.head_time)
        .max_header_size(limits.head)
        .half_close(true)
        .serve_connection(io, service);
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        _ = stopped.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!("connection ended: {error}");
    }
}
