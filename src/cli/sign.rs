//! `sign`: a body signed as a provider does, printed as headers, curl, raw HTTP or JSON.

use std::io::{self, IsTerminal as _, Read as _, Write as _};

use crate::provider::{Pack, test_secret};
use crate::report::curl::{self, Secrets};
use crate::report::failure::{Failure, FailureKind};
use crate::report::{http, json};
use crate::signature::{Place, SignFault, Signing, target_of};
use crate::text::visible_bytes;
use crate::webhook::{Headers, Moment, Request};

use super::args::{SignArgs, SignedForm};
use super::context::{Context, Format, now};
use super::outcome::Run;
use super::trust;

/// Where a signed request goes if nothing else is said.
const ADDRESS: &str = "http://127.0.0.1:7878/";

/// `sign`.
pub(super) fn run(context: &Context, args: &SignArgs) -> Run {
    let catalogue = trust::catalogue(context)?;
    let Some(name) = args.scheme.provider.as_deref().or((!args.scheme.knobs.is_empty()).then_some("generic")) else {
        return Err(Failure::new(FailureKind::Usage, "sign as whom? `--provider` is missing")
            .hint("`hookctl providers list` shows all; standard-webhooks is what to take for senders of your own")
            .into());
    };
    let named = trust::provider(&catalogue, name)?.ok_or_else(|| {
        Failure::new(FailureKind::Usage, "`auto` recognises what arrived; to sign, name the provider")
    })?;
    let named = trust::bent(&catalogue, Some(named), &trust::knobs(&args.scheme.knobs)?)?;
    let Some(pack) = named.map(|named| named.usual()) else { return Ok(()) };
    let mut request = request(args)?;
    let before = request.clone();
    let secrets = args.scheme.secrets.iter().map(|text| trust::secret(context, text));
    let mut secrets: Vec<_> = secrets.collect::<Result<_, _>>()?;
    if secrets.is_empty()
        && let Some(test) = test_secret(&pack.scheme)
    {
        context.note(&format!(
            "note: signed with hookctl's published test secret ({}); `--secret` gives another",
            test.expose()
        ));
        secrets.push(test);
    }
    let at = match &args.at {
        Some(text) => Moment::parse(text, now(), &context.style.zone)
            .map_err(|error| Failure::new(FailureKind::Usage, format!("--at: {error}")))?,
        None => now(),
    };
    let params = trust::params(&args.scheme.params)?;
    let url = args.scheme.url.as_deref().unwrap_or(ADDRESS);
    if args.scheme.url.is_none() && pack.scheme.signs_url() {
        context.note(&format!("note: {} signs the address too, here {ADDRESS}; `--url` gives another", pack.title));
    }
    let room = pack.scheme.format.holds_several() || pack.scheme.at.len() >= secrets.len();
    if secrets.len() > 1 && !room && !matches!(pack.scheme.at[0], Place::Numbered(_)) {
        context.note(&format!("note: {} has room for one signature: it is made with the first secret", pack.title));
    }
    let signing =
        Signing { scheme: &pack.scheme, secrets: &secrets, params: &params, now: at, id: args.id.as_deref(), url };
    signing.sign(&mut request).map_err(|fault| unsigned(&pack, &fault))?;
    let url = format!("{}{}", url.strip_suffix(target_of(url)).unwrap_or(url), request.target);
    print(context, args, &before, &request, &url)
}

fn unsigned(pack: &Pack, fault: &SignFault) -> Failure {
    let failure = Failure::new(FailureKind::Usage, format!("cannot sign as {}: {fault}", pack.title));
    match fault {
        SignFault::NoSecret => failure.hint("give a key with `--secret file:PATH`; to sign it takes the private key"),
        SignFault::NotSigned(_) => failure.hint("send it as it is"),
        SignFault::Missing(_) => failure.hint("put it into the body, `-H`, `--url` or `--param`"),
        SignFault::Key(_) | SignFault::NoRoom(_) => failure,
    }
}

fn request(args: &SignArgs) -> Result<Request, Failure> {
    let mut body = Vec::new();
    match args.input.as_deref() {
        Some("-") => {
            io::stdin().lock().read_to_end(&mut body).map_err(|error| {
                Failure::new(FailureKind::Usage, "cannot read the body from stdin").because(error.to_string())
            })?;
        }
        Some(path) => {
            body = std::fs::read(path).map_err(|error| {
                Failure::new(FailureKind::Usage, format!("cannot read the body `{path}`")).because(error.to_string())
            })?;
        }
        // A pipe is meant for something.
        None if !io::stdin().is_terminal() => {
            let _ = io::stdin().lock().read_to_end(&mut body);
        }
        None => {}
    }
    if let Some(url) = &args.scheme.url {
        trust::check_url(url, "--url")?;
    }
    if let Some(method) = args.method.as_ref().filter(|method| !method.bytes().all(|byte| byte.is_ascii_alphabetic())) {
        return Err(Failure::new(FailureKind::Usage, format!("--method: `{method}` is no method")));
    }
    let url = args.scheme.url.as_deref().unwrap_or(ADDRESS);
    let mut headers = Headers::default();
    for field in &args.headers {
        let (name, value) = field.split_once(':').filter(|_| !field.contains(char::is_control)).ok_or_else(|| {
            Failure::new(FailureKind::Usage, format!("-H: `{}` is not `Name: value`", crate::text::visible(field)))
        })?;
        headers.push(name.trim().to_ascii_lowercase().as_bytes(), value.trim().as_bytes());
    }
    if headers.get("content-type").is_none()
        && let Some(kind) = content_type(&body)
    {
        headers.push(b"content-type", kind.as_bytes());
    }
    let method = args.method.clone().unwrap_or_else(|| "POST".to_owned());
    let target = target_of(url).to_owned();
    Ok(Request { method, target, headers, ..Request::of_body(body) })
}

/// What a body looks like.
fn content_type(body: &[u8]) -> Option<&'static str> {
    let text = body.trim_ascii();
    match text.first()? {
        b'{' | b'[' => Some("application/json"),
        b'<' => Some("application/xml"),
        _ if text.contains(&b'=') && !text.contains(&b' ') => Some("application/x-www-form-urlencoded"),
        _ => Some("text/plain"),
    }
}

fn print(context: &Context, args: &SignArgs, before: &Request, request: &Request, url: &str) -> Run {
    let mut out = io::stdout().lock();
    let form = if context.format == Format::Json { SignedForm::Json } else { args.print };
    match form {
        SignedForm::Json => writeln!(out, "{}", json::request(request, url))?,
        SignedForm::Curl => out.write_all(curl::request(request, url, Secrets::Revealed).as_bytes())?,
        SignedForm::Http => {
            let mut request = request.clone();
            if request.headers.get("host").is_none() {
                let host = url.split("://").nth(1).and_then(|rest| rest.split(['/', '?']).next()).unwrap_or_default();
                request.headers.push(b"host", host.as_bytes());
            }
            out.write_all(&http::request(&request))?;
        }
        SignedForm::Headers => {
            let added = |name: &[u8], value: &[u8]| !before.headers.iter().any(|field| field == (name, value));
            for (name, value) in request.headers.iter().filter(|(name, value)| added(name, value)) {
                writeln!(out, "{}: {}", visible_bytes(name), visible_bytes(value))?;
            }
            if request.body != before.body || request.target != before.target {
                context.note(
                    "note: signing changed the body or the address; `--print=http`, `curl` or `json` shows the whole",
                );
            }
        }
    }
    Ok(())
}
