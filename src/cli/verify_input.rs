//! What `verify` judges: a paste in any of its forms, or a delivery of the store; and what options say instead of it.

use std::io::{self, IsTerminal as _, Read as _};
use std::path::Path;

use crate::paste::{self, PasteError};
use crate::query::Name;
use crate::report::failure::{Failure, FailureKind};
use crate::signature::target_of;
use crate::webhook::{Moment, Request};

use super::args::VerifyArgs;
use super::context::{Context, now};
use super::outcome::Ended;
use super::{select, show, trust};

/// What is judged.
pub(super) struct Input {
    /// The request.
    pub(super) request: Request,
    /// The full address, where the paste or an option names it.
    pub(super) url: Option<String>,
    /// When it is judged.
    pub(super) at: Moment,
    /// What was read, for people.
    pub(super) read: Vec<String>,
}

/// The paste or the delivery, as it is.
pub(super) fn read(context: &Context, args: &VerifyArgs) -> Result<Input, Ended> {
    let by_name = |text: &String| Name::parse(text).is_some();
    if let Some(name) = args.delivery.as_ref().or(args.input.as_ref().filter(|text| by_name(text))) {
        return stored(context, name);
    }
    if let (None, Some(path)) = (&args.input, &args.body) {
        let body = read_file(path)?;
        let read = vec![format!("the body in {}, {} bytes", path.display(), body.len())];
        let request = Request::of_body(body);
        return Ok(Input { request, url: None, at: now(), read });
    }
    if args.scheme.secrets.iter().any(|secret| secret == "-") && args.input.as_deref().is_none_or(|input| input == "-")
    {
        return Err(Failure::new(FailureKind::Usage, "stdin cannot give both the request and the secret")
            .hint("name a file, or give the secret as `env:NAME` or `file:PATH`")
            .into());
    }
    let bytes = match (&args.input, &args.body) {
        (Some(path), _) if path != "-" => read_file(Path::new(path))?,
        (None, Some(_)) => Vec::new(),
        (None, None) if io::stdin().is_terminal() => {
            return Err(Failure::new(FailureKind::Usage, "there is nothing to verify")
                .hint("name a file, paste into stdin with `-`, or take a stored one: `--delivery last`")
                .into());
        }
        _ => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes)?;
            bytes
        }
    };
    let files = |path: &str| std::fs::read(path).map_err(|error| error.to_string());
    let pasted = paste::read(&bytes, &files).map_err(|error| unreadable(&error))?;
    let length = pasted.request.body.len();
    let mut read = vec![format!(
        "{}, {} {}, body of {length} bytes",
        pasted.form.describe(),
        pasted.request.method,
        pasted.request.target
    )];
    read.extend(pasted.notes);
    if let Some(at) = pasted.received_at {
        read.push(format!("judged as of {}, when it says that it arrived; `--at` gives another time", at.to_rfc3339()));
    }
    Ok(Input { request: pasted.request, url: pasted.url, at: pasted.received_at.unwrap_or_else(now), read })
}

fn unreadable(error: &PasteError) -> Failure {
    Failure::new(FailureKind::Usage, error.to_string())
        .hint("`verify` takes a raw HTTP request, a curl command, a HAR, a delivery as JSON, or the body with `-H`")
}

fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| {
        Failure::new(FailureKind::Usage, format!("cannot read `{}`", path.display())).because(error.to_string())
    })
}

/// A delivery of the store, judged as of its arrival.
fn stored(context: &Context, name: &str) -> Result<Input, Ended> {
    let reader = context.reader()?;
    let parsed = Name::parse(name).ok_or_else(|| {
        Failure::new(FailureKind::Usage, format!("`{name}` is not the name of a delivery"))
            .hint("write a number (`42`), `last`, `last~2` or a uid; `hookctl list` finds things")
    })?;
    if matches!(parsed, Name::Range(..)) {
        return Err(Failure::new(
            FailureKind::Usage,
            format!("`{name}` names several deliveries; `verify` judges one"),
        )
        .into());
    }
    let id = select::resolve(context, &reader, parsed)?.into_iter().next();
    let found = id.map(|id| show::get(&reader, id)).transpose()?.flatten();
    let delivery = found.ok_or_else(|| show::missing(&reader, name, false))?;
    let summary = &delivery.summary;
    let mut read = vec![format!(
        "delivery #{}, {} {}, body of {} bytes",
        summary.id, summary.method, summary.target, summary.body_size
    )];
    if summary.truncated {
        read.push(format!("only {} bytes of the body were kept: no signature can be right", delivery.body.len()));
    }
    Ok(Input { request: delivery.request(), url: None, at: summary.received_at, read })
}

/// What the options say instead of the paste.
pub(super) fn adjust(context: &Context, input: &mut Input, args: &VerifyArgs) -> Result<(), Failure> {
    for field in &args.headers {
        let (name, value) = field
            .split_once(':')
            .ok_or_else(|| Failure::new(FailureKind::Usage, format!("-H: `{field}` is not `Name: value`")))?;
        input.request.headers.set(&name.trim().to_ascii_lowercase(), value.trim().as_bytes());
    }
    if let Some(path) = &args.body {
        input.request.body = read_file(path)?.into();
    }
    if let Some(method) = &args.method {
        input.request.method.clone_from(method);
    }
    if let Some(url) = &args.scheme.url {
        trust::check_url(url, "--url")?;
        input.url = Some(url.clone());
        if input.request.target == "/" {
            target_of(url).clone_into(&mut input.request.target);
        }
    }
    if let Some(text) = &args.at {
        input.at = Moment::parse(text, now(), &context.style.zone)
            .map_err(|error| Failure::new(FailureKind::Usage, format!("--at: {error}")))?;
    }
    Ok(())
}
