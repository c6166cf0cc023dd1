//! Accepting connections until told to stop, and letting the open ones finish.

use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};

use super::connection::{self, Capture};

/// Pause after a failed accept: descriptors are exhausted, and some connection must end first.
const PAUSE: Duration = Duration::from_millis(50);
/// At most one warning about failed accepts in that time.
const WARN_EVERY: Duration = Duration::from_secs(10);

/// Serves until `stop` completes, then closes the doors and gives open requests [`super::Limits::drain`] to finish.
pub async fn serve(listeners: Vec<TcpListener>, capture: Arc<Capture>, stop: impl Future<Output = ()>) {
    let (stopping, stopped) = watch::channel(());
    // Every connection holds a sender; when the last is gone, all have finished.
    let (alive, mut all_done) = mpsc::channel::<()>(1);
    let doors: Vec<_> = listeners
        .into_iter()
        .map(|listener| tokio::spawn(accept(listener, Arc::clone(&capture), stopped.clone(), alive.clone())))
        .collect();
    drop((alive, stopped));
    stop.await;
    doors.iter().for_each(tokio::task::JoinHandle::abort);
    drop(stopping);
    let _ = tokio::time::timeout(capture.settings.limits.drain, all_done.recv()).await;
}

async fn accept(listener: TcpListener, capture: Arc<Capture>, stopped: watch::Receiver<()>, alive: mpsc::Sender<()>) {
    let mut warned: Option<Instant> = None;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                let (capture, stopped, alive) = (Arc::clone(&capture), stopped.clone(), alive.clone());
                tokio::spawn(async move {
                    prepare(&stream);
                    connection::run(stream, peer, capture, stopped).await;
                    drop(alive);
                });
            }
            Err(error) if ended_early(&error) => {}
            Err(error) => {
                if warned.is_none_or(|at| at.elapsed() > WARN_EVERY) {
                    tracing::warn!("cannot accept connections just now: {error}");
                    warned = Some(Instant::now());
                }
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Answers are small and must not wait for an acknowledgement of the one before.
fn prepare(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!("no TCP_NODELAY: {error}");
    }
}

/// The client was gone before it was accepted: no fault of ours, and nothing to wait for.
fn ended_early(error: &std::io::Error) -> bool {
    use std::io::ErrorKind as Kind;
    matches!(error.kind(), Kind::ConnectionAborted | Kind::ConnectionReset | Kind::Interrupted)
}
