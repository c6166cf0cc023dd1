//! `--respond`: what senders are answered, one after another.
//!
//! `STEP[xTIMES][@DELAY],…` where a STEP is `STATUS`, `STATUS+Header=value`, `drop`, `reset`, `hang`,
//! `drip:SIZE/DURATION` or `redirect:URL`. The last step repeats.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};

use crate::text::{parse_size, parse_span};

/// What one sender gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub reply: Reply,
    /// How long the sender waits for it.
    pub delay: Duration,
}

/// The ways to treat a sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// An HTTP answer with extra headers.
    Status(StatusCode, Vec<(HeaderName, HeaderValue)>),
    /// The connection is closed without an answer.
    Drop,
    /// The connection is reset.
    Reset,
    /// No answer, and the connection stays open.
    Hang,
    /// 200 with a body of so many bytes, spread over that time.
    Drip(u64, Duration),
}

/// The body and headers of ordinary answers.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The body; `None` is `ok` and a line feed.
    pub body: Option<Bytes>,
    /// Extra headers.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

/// The steps, and how far we are.
#[derive(Debug)]
pub struct Script {
    steps: Vec<(Step, u64)>,
    given: AtomicU64,
}

/// A script that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{step}` in the answer script: {reason}")]
pub struct ParseScriptError {
    /// The step.
    pub step: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Default for Script {
    fn default() -> Self {
        let step = Step { reply: Reply::Status(StatusCode::OK, Vec::new()), delay: Duration::ZERO };
        Self { steps: vec![(step, 1)], given: AtomicU64::new(0) }
    }
}

impl Script {
    /// Reads a script.
    pub fn parse(text: &str) -> Result<Self, ParseScriptError> {
        let steps = text
            .split(',')
            .map(|step| {
                parse_step(step.trim()).map_err(|reason| ParseScriptError { step: step.trim().to_owned(), reason })
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self { steps, given: AtomicU64::new(0) })
    }

    /// The step for the next sender.
    pub fn next(&self) -> &Step {
        let mut number = self.given.fetch_add(1, Ordering::Relaxed);
        let mut current = &self.steps[0].0;
        for (step, times) in &self.steps {
            current = step;
            if number < *times {
                break;
            }
            number -= times;
        }
        current
    }

    /// True if every answer is the plain 200.
    pub fn is_default(&self) -> bool {
        self.steps.len() == 1 && self.steps[0].0 == Self::default().steps[0].0
    }
}

fn parse_step(text: &str) -> Result<(Step, u64), String> {
    let (text, delay) = split_delay(text)?;
    let (text, times) = split_times(text);
    if times == 0 {
        return Err("a step that never happens; write xTIMES with 1 or more".to_owned());
    }
    let reply = parse_reply(text)?;
    Ok((Step { reply, delay }, times))
}

/// An `@` begins a delay only if a duration follows: a URL may hold one too.
fn split_delay(text: &str) -> Result<(&str, Duration), String> {
    match text.rsplit_once('@') {
        Some((head, delay)) => match parse_span(delay) {
            Ok(delay) => Ok((head, delay)),
            Err(_) if text.starts_with("redirect:") || text.contains('=') => Ok((text, Duration::ZERO)),
            Err(error) => Err(error.to_string()),
        },
        None => Ok((text, Duration::ZERO)),
    }
}

fn split_times(text: &str) -> (&str, u64) {
    match text.rsplit_once('x') {
        Some((head, times)) if !times.is_empty() && !head.is_empty() => {
            times.parse().map_or((text, 1), |times| (head, times))
        }
        _ => (text, 1),
    }
}

fn parse_reply(text: &str) -> Result<Reply, String> {
    match text {
        "drop" => return Ok(Reply::Drop),
        "reset" => return Ok(Reply::Reset),
        "hang" => return Ok(Reply::Hang),
        _ => {}
    }
    if let Some(drip) = text.strip_prefix("drip:") {
        let (size, time) = drip.split_once('/').ok_or("write it like `drip:2KiB/10s`")?;
        let size = parse_size(size).map_err(|error| error.to_string())?;
        return Ok(Reply::Drip(size, parse_span(time).map_err(|error| error.to_string())?));
    }
    if let Some(url) = text.strip_prefix("redirect:") {
        if url.is_empty() {
            return Err("a redirect needs a URL, as in `redirect:http://127.0.0.1:3000/x`".to_owned());
        }
        let url = HeaderValue::from_str(url).map_err(|_| "the URL holds characters that no header can carry")?;
        return Ok(Reply::Status(StatusCode::FOUND, vec![(http::header::LOCATION, url)]));
    }
    let mut parts = text.split('+');
    let status = parts.next().unwrap_or_default();
    let status: u16 = status.parse().ok().filter(|status| (200..=599).contains(status)).ok_or_else(|| {
        "a step is a status from 200 to 599, `drop`, `reset`, `hang`, `drip:SIZE/DURATION` or `redirect:URL`".to_owned()
    })?;
    let status = StatusCode::from_u16(status).map_err(|error| error.to_string())?;
    let headers = parts.map(|field| parse_field(field, '=')).collect::<Result<_, _>>()?;
    Ok(Reply::Status(status, headers))
}

/// `Name=value` or `Name: value`.
pub(super) fn parse_field(field: &str, between: char) -> Result<(HeaderName, HeaderValue), String> {
    let (name, value) =
        field.split_once(between).ok_or_else(|| format!("`{field}` is not a header; write `Name{between}value`"))?;
    let name = name.trim().parse::<HeaderName>().map_err(|_| format!("`{name}` is not a header name"))?;
    let forbidden = [http::header::CONTENT_LENGTH, http::header::TRANSFER_ENCODING, http::header::CONNECTION];
    if forbidden.contains(&name) {
        return Err(format!("`{name}` is set by the server itself"));
    }
    let value = HeaderValue::from_str(value.trim())
        .map_err(|_| format!("the value of `{name}` holds characters that no header can carry"))?;
    Ok((name, value))
}

impl Answer {
    /// Adds a header written as `Name: value`.
    pub fn add_header(&mut self, field: &str) -> Result<(), String> {
        self.headers.push(parse_field(field, ':')?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statuses(script: &Script, count: usize) -> Vec<u16> {
        let status = |step: &Step| match &step.reply {
            Reply::Status(status, _) => status.as_u16(),
            _ => 0,
        };
        (0..count).map(|_| status(script.next())).collect()
    }

    #[test]
    fn steps_come_in_turn_and_the_last_repeats() {
        let script = Script::parse("500x2,429+Retry-After=2@1s,200").expect("script");
        assert_eq!(statuses(&script, 6), [500, 500, 429, 200, 200, 200]);
    }

    #[test]
    fn every_kind_of_step_is_read() {
        for (text, reply, delay) in [
            ("drop", Reply::Drop, 0),
            ("reset@250ms", Reply::Reset, 250),
            ("hang", Reply::Hang, 0),
            ("drip:2KiB/10s", Reply::Drip(2048, Duration::from_secs(10)), 0),
        ] {
            assert_eq!(parse_step(text), Ok((Step { reply, delay: Duration::from_millis(delay) }, 1)), "{text}");
        }
    }

    #[test]
    fn a_redirect_keeps_its_url_whole() {
        let (step, times) = parse_step("redirect:http://u@example.com/x2?a=1").expect("step");
        assert_eq!(times, 1);
        let Reply::Status(status, headers) = step.reply else { panic!("a status") };
        assert_eq!((status.as_u16(), headers[0].1.as_bytes()), (302, &b"http://u@example.com/x2?a=1"[..]));
    }

    #[test]
    fn a_bad_step_is_named_with_what_is_allowed() {
        for text in [
            "",
            "200,",
            "100",
            "600",
            "twohundred",
            "200@soon",
            "drip:1k",
            "200+Bad Name=1",
            "200+Content-Length=3",
            "500x0",
            "redirect:",
        ] {
            assert!(Script::parse(text).is_err(), "{text}");
        }
        let error = Script::parse("200,tea").expect_err("no status").to_string();
        assert!(error.contains("`tea`") && error.contains("redirect:URL"), "{error}");
    }
}
