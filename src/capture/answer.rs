//! From a step of the script to bytes on the wire.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::script::{Answer, Reply};

/// The body of an answer.
pub(super) enum Payload {
    /// At once.
    Whole(Option<Bytes>),
    /// A byte now and then.
    Drip(Drip),
}

/// So many bytes still to send, in so many portions, one a tick.
pub(super) struct Drip {
    left: u64,
    ticks: u64,
    tick: Duration,
    timer: Pin<Box<Sleep>>,
}

/// Portions a second at most.
const PORTION: Duration = Duration::from_millis(100);
const FILLER: &[u8] = &[b'.'; 64 << 10];

impl Drip {
    fn new(size: u64, time: Duration) -> Self {
        let ticks = u64::try_from(time.as_millis() / PORTION.as_millis()).unwrap_or(u64::MAX).clamp(1, size.max(1));
        let tick = time / u32::try_from(ticks).unwrap_or(u32::MAX);
        Self { left: size, ticks, tick, timer: Box::pin(sleep_until(Instant::now() + tick)) }
    }

    fn poll_portion(&mut self, cx: &mut Context<'_>) -> Poll<Option<Bytes>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        ready!(self.timer.as_mut().poll(cx));
        let next = self.timer.deadline() + self.tick;
        self.timer.as_mut().reset(next);
        let portion = self.left.div_ceil(self.ticks).min(FILLER.len() as u64);
        self.left -= portion;
        self.ticks = (self.ticks - 1).max(1);
        let portion = usize::try_from(portion).unwrap_or(FILLER.len());
        Poll::Ready(Some(Bytes::from_static(&FILLER[..portion])))
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match &mut *self {
            Self::Whole(body) => Poll::Ready(body.take().map(|body| Ok(Frame::data(body)))),
            Self::Drip(drip) => drip.poll_portion(cx).map(|portion| portion.map(|bytes| Ok(Frame::data(bytes)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(body) => body.is_none(),
            Self::Drip(drip) => drip.left == 0,
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(match self {
            Self::Whole(body) => body.as_ref().map_or(0, |body| body.len() as u64),
            Self::Drip(drip) => drip.left,
        })
    }
}

const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

/// The answer that a reply of the script makes; `None` where it makes none.
pub(super) fn scripted(reply: &Reply, answer: &Answer) -> Option<Response<Payload>> {
    let (status, extra, payload) = match reply {
        Reply::Status(status, extra) => (*status, extra.as_slice(), Payload::Whole(body_for(*status, answer))),
        Reply::Drip(size, time) => (StatusCode::OK, &[][..], Payload::Drip(Drip::new(*size, *time))),
        Reply::Drop | Reply::Reset | Reply::Hang => return None,
    };
    let mut response = Response::new(payload);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, TEXT);
    for (name, value) in answer.headers.iter().chain(extra) {
        if name == CONTENT_TYPE {
            headers.insert(name, value.clone());
        } else {
            headers.append(name, value.clone());
        }
    }
    Some(response)
}

fn body_for(status: StatusCode, answer: &Answer) -> Option<Bytes> {
    if status == StatusCode::NO_CONTENT || status == StatusCode::NOT_MODIFIED {
        return None;
    }
    Some(answer.body.clone().unwrap_or_else(|| Bytes::from_static(if status.is_success() { b"ok\n" } else { b"" })))
        .filter(|body| !body.is_empty())
}

/// The answer that a provider's challenge asks for.
pub(super) fn challenge(reply: &crate::provider::Reply) -> Response<Payload> {
    let body = Some(Bytes::from(reply.body.clone())).filter(|body| !body.is_empty());
    let mut response = Response::new(Payload::Whole(body));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK);
    for (name, value) in &reply.headers {
        // What cannot stand in a header was never a challenge.
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name.as_str()), HeaderValue::try_from(value.as_str())) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// A page for a browser. Nothing on it may run or load.
pub(super) fn page(html: &'static str) -> Response<Payload> {
    let mut response = Response::new(Payload::Whole(Some(Bytes::from_static(html.as_bytes()))));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers
        .insert("content-security-policy", HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'"));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    response
}

/// A refusal of our own, after which the connection is closed: what follows on it cannot be trusted.
pub(super) fn refusal(status: StatusCode, why: String) -> Response<Payload> {
    let mut response = Response::new(Payload::Whole(Some(Bytes::from(why + "\n"))));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, TEXT);
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// The delivery could not be kept: the sender shall try again. The connection may live on.
pub(super) fn not_kept(why: &str) -> Response<Payload> {
    let mut response = Response::new(Payload::Whole(Some(Bytes::from(format!("not kept: {why}\n")))));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, TEXT);
    headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
    response
}
