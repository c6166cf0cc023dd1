//! The way of one request: refuse what is malformed, read the body, keep it, then answer.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use http::header::{EXPECT, HOST};
use http::request::Parts;
use http::{Method, Response, StatusCode, Version};
use hyper::body::Incoming;

use crate::ingest::Arrival;
use crate::provider::{Answer as Demanded, Assessment};
use crate::store::{StoreError, StoreErrorKind};
use crate::webhook::{Headers, HttpVersion, Moment, Request, Standing};

use super::answer::{self, Payload};
use super::body::{self, Evidence, Expectation, Failed, Whole};
use super::connection::Capture;
use super::hint;
use super::script::{Reply, Script, Step};
use super::stream::Ending;

/// What a request brings from its connection.
pub(super) struct Visit {
    pub(super) peer: Arc<str>,
    pub(super) ending: Ending,
}

/// The connection shall close without an answer.
#[derive(Debug, thiserror::Error)]
#[error("closed without an answer, as the script says")]
pub(super) struct NoAnswer;

type Answered = Result<Response<Payload>, NoAnswer>;

pub(super) async fn enter(capture: Arc<Capture>, visit: Visit, request: http::Request<Incoming>) -> Answered {
    let started = Instant::now();
    let (head, body) = request.into_parts();
    if let Some((status, why)) = objection(&head) {
        return Ok(answer::refusal(status, why));
    }
    let expectation = match head.headers.get(EXPECT) {
        Some(value) if value.as_bytes().eq_ignore_ascii_case(b"100-continue") => Expectation::Continue,
        _ => Expectation::None,
    };
    let mut counted = capture.in_flight.begin();
    match body::read(body, expectation, &capture.settings.limits, &mut counted).await {
        Ok(whole) => keep(&capture, visit, started, &head, whole).await,
        Err(Failed::TooLarge(evidence)) => Ok(keep_evidence(&capture, visit, started, &head, evidence).await),
        Err(Failed::TooSlow) => {
            Ok(answer::refusal(StatusCode::REQUEST_TIMEOUT, "the body did not arrive in time".to_owned()))
        }
        Err(Failed::Broken(error)) => {
            tracing::debug!("a body did not arrive whole: {error}");
            Ok(answer::refusal(
                StatusCode::BAD_REQUEST,
                "the body did not arrive whole, or its coding is malformed".to_owned(),
            ))
        }
        Err(Failed::Busy) => {
            capture.count_not_kept();
            let mut busy = answer::not_kept("too much is arriving at once");
            busy.headers_mut().insert(http::header::CONNECTION, http::HeaderValue::from_static("close"));
            Ok(busy)
        }
    }
}

/// What HTTP forbids and hyper lets through (RFC 9112, 3.2: a request without exactly one Host is answered 400), and
/// tunnels, which this is not.
fn objection(head: &Parts) -> Option<(StatusCode, String)> {
    if head.method == Method::CONNECT {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "hookctl is not a proxy: CONNECT is refused".to_owned()));
    }
    let hosts = head.headers.get_all(HOST).iter().count();
    if hosts > 1 || (hosts == 0 && head.version == Version::HTTP_11) {
        return Some((
            StatusCode::BAD_REQUEST,
            format!("an HTTP/1.1 request has one Host header; this one has {hosts}"),
        ));
    }
    None
}

async fn keep(capture: &Capture, visit: Visit, started: Instant, head: &Parts, whole: Whole) -> Answered {
    let settings = &capture.settings;
    let received_at = now();
    let request = Arc::new(request(head, whole));
    let assessment = capture.ingest.assess(&request, received_at).await;
    let script = script_for(capture, &assessment);
    let manner = Manner::of(&assessment, head, script);
    let at_once = Step { reply: Reply::Status(manner.status(), Vec::new()), delay: Duration::ZERO };
    let step = if manner == Manner::Scripted { script.next() } else { &at_once };
    let demanded = assessment.reply.clone();
    let arrival = Arrival {
        body_size: request.body.len() as u64,
        standing: match &demanded {
            // It is a challenge all the same, and no event.
            Some(Demanded::Unanswerable(_)) if manner == Manner::Scripted => Standing::Handshake,
            _ => manner.standing(),
        },
        peer: visit.peer,
        received_at,
        answer: status_of(&step.reply).map(|status| (status, started.elapsed() + step.delay)),
        request,
        assessment,
    };
    if let Err(error) = capture.ingest.accept(arrival).await {
        capture.count_not_kept();
        return Ok(answer::not_kept(reason(&error)));
    }
    if !step.delay.is_zero() {
        tokio::time::sleep(step.delay).await;
    }
    match (manner, demanded) {
        (Manner::Page, _) => return Ok(answer::page(hint::PAGE)),
        (Manner::Challenge(_), Some(Demanded::Challenge(reply))) => return Ok(answer::challenge(&reply)),
        _ => {}
    }
    match answer::scripted(&step.reply, &settings.answer) {
        Some(response) => Ok(response),
        None => unanswered(&step.reply, &visit.ending).await,
    }
}

/// How a request is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// As the script says.
    Scripted,
    /// With a page for the person at the browser.
    Page,
    /// As the provider's challenge asks.
    Challenge(StatusCode),
    /// With the status that the provider demands for a wrong signature.
    Refusal(StatusCode),
}

impl Manner {
    fn of(assessment: &Assessment, head: &Parts, script: &Script) -> Self {
        match &assessment.reply {
            Some(Demanded::Challenge(reply)) => {
                Self::Challenge(StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK))
            }
            Some(Demanded::Refusal(status)) => {
                Self::Refusal(StatusCode::from_u16(*status).unwrap_or(StatusCode::UNAUTHORIZED))
            }
            _ if script.is_default() && hint::is_browser(&head.method, &head.headers) => Self::Page,
            _ => Self::Scripted,
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::Challenge(status) | Self::Refusal(status) => status,
            Self::Page | Self::Scripted => StatusCode::OK,
        }
    }

    const fn standing(self) -> Standing {
        match self {
            Self::Page => Standing::Browser,
            Self::Challenge(_) => Standing::Handshake,
            Self::Scripted | Self::Refusal(_) => Standing::Kept,
        }
    }
}

fn script_for<'a>(capture: &'a Capture, assessment: &Assessment) -> &'a Script {
    let own = assessment.endpoint.as_deref().and_then(|name| capture.settings.scripts.get(name));
    own.unwrap_or(&capture.settings.script)
}

async fn unanswered(reply: &Reply, ending: &Ending) -> Answered {
    match reply {
        Reply::Hang => std::future::pending::<Result<Infallible, NoAnswer>>().await.map(|never| match never {}),
        Reply::Reset => {
            ending.reset();
            Err(NoAnswer)
        }
        _ => Err(NoAnswer),
    }
}

/// A request over the limit is kept as evidence; that it could not even be kept changes nothing for the sender.
async fn keep_evidence(
    capture: &Capture,
    visit: Visit,
    started: Instant,
    head: &Parts,
    evidence: Evidence,
) -> Response<Payload> {
    let limit = capture.settings.limits.body;
    let arrival = Arrival {
        // A body that was cut proves nothing.
        assessment: Assessment::default(),
        body_size: evidence.size,
        standing: Standing::Refused,
        peer: visit.peer,
        received_at: now(),
        answer: Some((StatusCode::PAYLOAD_TOO_LARGE.as_u16(), started.elapsed())),
        request: Arc::new(request(head, Whole { body: evidence.body, trailers: Headers::default() })),
    };
    if capture.ingest.accept(arrival).await.is_err() {
        capture.count_not_kept();
    }
    answer::refusal(
        StatusCode::PAYLOAD_TOO_LARGE,
        format!("the body is over the limit of {limit} bytes (`--max-body`)"),
    )
}

fn status_of(reply: &Reply) -> Option<u16> {
    match reply {
        Reply::Status(status, _) => Some(status.as_u16()),
        Reply::Drip(..) => Some(200),
        Reply::Drop | Reply::Reset | Reply::Hang => None,
    }
}

/// Senders learn the kind of fault, not where the store lies.
fn reason(error: &StoreError) -> &'static str {
    match error.kind {
        StoreErrorKind::Full => "no space is left on the disk",
        StoreErrorKind::Locked => "the store is locked",
        StoreErrorKind::Closed => "the server is stopping",
        _ => "the store cannot be written",
    }
}

fn request(head: &Parts, whole: Whole) -> Request {
    let mut headers = Headers::with_capacity(head.headers.len() * 48);
    for (name, value) in &head.headers {
        headers.push(name.as_str().as_bytes(), value.as_bytes());
    }
    Request {
        method: head.method.as_str().to_owned(),
        target: target(&head.uri),
        version: if head.version == Version::HTTP_10 { HttpVersion::Http10 } else { HttpVersion::Http11 },
        headers,
        trailers: whole.trailers,
        body: whole.body,
    }
}

/// Path and query; of a target that has neither (`example.com:80`), the whole.
fn target(uri: &http::Uri) -> String {
    match uri.path_and_query().map(http::uri::PathAndQuery::as_str) {
        None => uri.to_string(),
        Some(query) if query.starts_with('?') => format!("/{query}"),
        Some(target) => target.to_owned(),
    }
}

fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}
