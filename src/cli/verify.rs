//! `verify`: a pasted or stored webhook, judged; and when it is not valid, why, and what would make it so.

use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::path::Path;

use crate::explain::{Question, causes, explain, infer};
use crate::paste::{self, PasteError};
use crate::provider::{Catalogue, Judge, Named, Pack, test_secret};
use crate::query::Name;
use crate::report::failure::{Failure, FailureKind};
use crate::report::verdict::{self, Explained, Told};
use crate::signature::{
    Fault, Judgement, Kind, Message, Outcome, Params, Secret, Verifier, candidates, find, target_of,
};
use crate::text::parse_span;
use crate::webhook::{Headers, HttpVersion, Moment, Request, Verdict};

use super::args::VerifyArgs;
use super::context::{Context, Format, now};
use super::outcome::{Ended, Run};
use super::{keys, select, show, trust};

/// What is judged.
pub(super) struct Input {
    request: Request,
    url: Option<String>,
    at: Moment,
    read: Vec<String>,
}

/// `verify`.
pub(super) fn run(context: &Context, args: &VerifyArgs) -> Run {
    // What shall be found needs none of the user's own packs, and one of them may be in the making.
    let catalogue = if args.infer { Catalogue::default() } else { trust::catalogue(context)? };
    let mut input = input(context, args)?;
    adjust(context, &mut input, args)?;
    let secrets = args.scheme.secrets.iter().map(|text| trust::secret(context, text));
    let secrets: Vec<Secret> = secrets.collect::<Result<_, _>>()?;
    if args.infer {
        return inferred(context, &catalogue, &input, &secrets);
    }
    let params = trust::params(&args.scheme.params)?;
    let named = trust::provider(&catalogue, args.scheme.provider.as_deref().unwrap_or("auto"))?;
    let named = trust::bent(&catalogue, named, &trust::knobs(&args.scheme.knobs)?)?;
    let case = Case { context, catalogue, params, tolerance: tolerance(args)?, named };
    let told = case.judge(&input, secrets)?;
    print(context, &told)
}

fn print(context: &Context, told: &Told) -> Run {
    let mut out = io::stdout().lock();
    match context.format {
        Format::Human => write!(out, "{}", verdict::human(told, &context.style))?,
        Format::Json => writeln!(out, "{}", verdict::machine(told))?,
    }
    match told.verdict {
        Verdict::Valid { .. } => Ok(()),
        Verdict::Invalid { .. } | Verdict::Unsigned => Err(Ended::With(1)),
        Verdict::Unchecked => Err(Ended::With(2)),
    }
}

fn tolerance(args: &VerifyArgs) -> Result<Option<std::time::Duration>, Failure> {
    let parse = |text: &String| {
        parse_span(text).map_err(|error| Failure::new(FailureKind::Usage, format!("--tolerance: {error}")))
    };
    args.tolerance.as_ref().map(parse).transpose()
}

/// The paste or the delivery, as it is.
fn input(context: &Context, args: &VerifyArgs) -> Result<Input, Ended> {
    let by_name = |text: &String| Name::parse(text).is_some();
    if let Some(name) = args.delivery.as_ref().or(args.input.as_ref().filter(|text| by_name(text))) {
        return stored(context, name);
    }
    if let (None, Some(path)) = (&args.input, &args.body) {
        let body = read_file(path)?;
        let read = vec![format!("the body in {}, {} bytes", path.display(), body.len())];
        let request = Request {
            method: "POST".to_owned(),
            target: "/".to_owned(),
            version: HttpVersion::Http11,
            headers: Headers::default(),
            trailers: Headers::default(),
            body: body.into(),
        };
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
fn adjust(context: &Context, input: &mut Input, args: &VerifyArgs) -> Result<(), Failure> {
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

/// All that a judgement hangs on besides the request.
struct Case<'a> {
    context: &'a Context,
    catalogue: Catalogue,
    params: Params,
    tolerance: Option<std::time::Duration>,
    named: Option<Named>,
}

impl Case<'_> {
    fn judge(&self, input: &Input, given: Vec<Secret>) -> Result<Told, Ended> {
        let endpoints = trust::endpoints(self.context, &self.catalogue)?;
        let placed = Judge::new(self.catalogue.clone(), endpoints.clone(), crate::provider::Handshakes::Ignored);
        let placed = placed.assess(&input.request, input.at);
        let rules = placed.endpoint.and_then(|name| endpoints.iter().find(|rules| rules.name.as_ref() == Some(&name)));
        let url = input.url.as_deref().or(rules.and_then(|rules| rules.url.as_deref()));
        let message = Message::new(&input.request, url);
        let demanded = self.named.as_ref().or(rules.and_then(|rules| rules.provider.as_ref()));
        let pack = demanded.map(|named| named.pick(&message)).or_else(|| self.catalogue.recognise(&message));
        let Some(pack) = pack.or_else(|| self.by_signature(&message, &given, input.at)) else {
            return Ok(unknown(input, &self.catalogue.by_signature(&message)));
        };
        let mut secrets = given;
        if secrets.is_empty() {
            secrets = rules.map(|rules| rules.secrets.clone()).unwrap_or_default();
        }
        if secrets.is_empty() {
            let listed = self
                .context
                .layers
                .pick_some(None, |file| Some(file.listen.secret.clone()).filter(|all| !all.is_empty()));
            let listed = listed.map(|listed| listed.value).unwrap_or_default();
            secrets = listed.iter().map(|text| trust::quiet_secret(text)).collect::<Result<_, _>>()?;
        }
        if secrets.is_empty() {
            let folder = self.context.folders.as_ref().map(crate::config::Folders::keys);
            secrets = keys::kept(folder.as_deref(), &pack, &message);
        }
        let mut params = rules.map(|rules| rules.params.clone()).unwrap_or_default();
        params.extend(self.params.clone());
        let tolerance = self.tolerance.or(rules.and_then(|rules| rules.tolerance));
        let others = endpoints.iter().flat_map(|rules| {
            let name = rules.name.as_deref().unwrap_or_default();
            rules.secrets.iter().map(move |secret| (format!("[endpoint.{name}]"), secret.clone()))
        });
        let others: Vec<(String, Secret)> = others.collect();
        let verifier = Verifier::new(pack.scheme.clone(), secrets.clone(), params.clone()).tolerating(tolerance);
        let judgement = verifier.judge(&message, input.at);
        let by_test = secrets.is_empty() && self.by_test_secret(&pack, &message, input.at, &params);
        let detail = detail(&judgement, secrets.len());
        let question = Question {
            catalogue: &self.catalogue,
            pack: &pack,
            message,
            secrets: &secrets,
            others: &others,
            params: &params,
            now: input.at,
        };
        let hints = explain(&question, &judgement);
        let mut told = tell(&pack, &message, &judgement, detail);
        told.expected = verifier.expected(&message);
        told.hints =
            hints.into_iter().map(|hint| Explained { code: hint.code, text: hint.text, fix: hint.fix }).collect();
        told.read.splice(0..0, input.read.iter().cloned());
        if let Some(name) = rules.and_then(|rules| rules.name.as_ref()) {
            told.read.push(format!("judged by [endpoint.{name}] of the config"));
        }
        told.judged_at = Some(input.at);
        if judgement.outcome == Outcome::Unchecked {
            told.detail = Some(format!("there is no secret to check it with: give `--secret`{}", needed(&pack)));
            if by_test {
                let causes::Cause { code, text, fix } = causes::TEST_SECRET;
                told.hints.push(Explained { code, text: text.to_owned(), fix: fix.to_owned() });
            }
        }
        if judgement.outcome == Outcome::Unsigned && told.detail.is_none() {
            told.detail = Some(match &pack.scheme.kind {
                Kind::None { .. } => "this provider does not sign".to_owned(),
                _ => format!("{} is not there", told.places),
            });
        }
        Ok(told)
    }

    /// Who sent it, told by the signature that a secret makes.
    fn by_signature(&self, message: &Message<'_>, secrets: &[Secret], at: Moment) -> Option<std::sync::Arc<Pack>> {
        let packs = self.catalogue.by_signature(message);
        let fits = |pack: &&std::sync::Arc<Pack>| {
            let verifier = Verifier::new(pack.scheme.clone(), secrets.to_vec(), self.params.clone());
            matches!(
                verifier.judge(message, at).outcome,
                Outcome::Valid(_) | Outcome::Invalid(Fault::TooOld { .. } | Fault::InFuture { .. })
            )
        };
        packs.iter().find(fits).or(packs.first().filter(|_| packs.len() == 1)).cloned()
    }

    fn by_test_secret(&self, pack: &Pack, message: &Message<'_>, at: Moment, params: &Params) -> bool {
        test_secret(&pack.scheme).is_some_and(|secret| {
            let verifier = Verifier::new(pack.scheme.clone(), vec![secret], params.clone()).tolerating(self.tolerance);
            matches!(verifier.judge(message, at).outcome, Outcome::Valid(_))
        })
    }
}

/// Nobody is recognised: said with what was there to see.
fn unknown(input: &Input, like: &[std::sync::Arc<Pack>]) -> Told {
    let names: Vec<String> = input
        .request
        .headers
        .iter()
        .map(|(name, _)| String::from_utf8_lossy(name).into_owned())
        .filter(|name| {
            name.starts_with("x-") || name.contains("sign") || name.contains("hmac") || name.contains("webhook")
        })
        .collect();
    let seen = if names.is_empty() {
        "no header of a webhook is there".to_owned()
    } else {
        format!("its headers: {}", names.join(", "))
    };
    let names: Vec<&str> = like.iter().map(|pack| pack.slug.as_str()).collect();
    let usual = match names.as_slice() {
        [] => String::new(),
        names => format!("; such a signature is sent by {}", names.join(", ")),
    };
    Told {
        detail: Some(format!(
            "no provider is recognised ({seen}{usual}); name one with --provider, or find its scheme with --infer and its secret"
        )),
        read: input.read.clone(),
        ..Told::default()
    }
}

fn needed(pack: &Pack) -> String {
    if let Some(source) = &pack.keys {
        let address = match &source.url {
            crate::provider::KeyUrl::Fixed(url) => url.clone(),
            crate::provider::KeyUrl::In(place) => format!("the address in {place}"),
        };
        return format!(
            " with the public key, or fetch it from {address}: `hookctl providers keys {} --fetch`",
            pack.slug
        );
    }
    pack.secret_find.as_ref().map_or_else(String::new, |find| format!(" ({find})"))
}

fn detail(judgement: &Judgement, secrets: usize) -> Option<String> {
    let Outcome::Valid(at) = judgement.outcome else { return None };
    let which = (secrets > 1).then(|| format!("secret {} of {secrets}", at + 1));
    let url = judgement.url.as_ref().map(|url| format!("for {url}"));
    let parts: Vec<String> = which.into_iter().chain(url).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn tell(pack: &Pack, message: &Message<'_>, judgement: &Judgement, detail: Option<String>) -> Told {
    let scheme = &pack.scheme;
    let found = find(scheme, message, message.body).ok().flatten().unwrap_or_default();
    // A token is the secret itself.
    let secret = matches!(scheme.kind, Kind::Token | Kind::Basic | Kind::Jwt(_));
    let mut received = if secret { Vec::new() } else { found.signatures };
    received.truncate(5);
    for text in &mut received {
        text.truncate(text.char_indices().nth(200).map_or(text.len(), |(at, _)| at));
    }
    let places: Vec<String> = scheme.at.iter().map(ToString::to_string).collect();
    let mut read = Vec::new();
    if scheme.signs_url() {
        read.push(format!("judged for {}", candidates(message, scheme).first().cloned().unwrap_or_default()));
    }
    Told {
        verdict: judgement.verdict(scheme, detail),
        provider: Some((pack.slug.clone(), pack.title.clone())),
        scheme: (!matches!(scheme.kind, Kind::None { .. })).then(|| scheme.label()),
        places: places.join(" or "),
        read,
        event: pack.event(message),
        signed_at: judgement.signed_at,
        received,
        ..Told::default()
    }
}

/// `verify --infer`: the pack, or a word about what was tried.
fn inferred(context: &Context, catalogue: &Catalogue, input: &Input, secrets: &[Secret]) -> Run {
    let [secret] = secrets else {
        return Err(Failure::new(FailureKind::Usage, "--infer needs the sender's secret, and just one")
            .hint("give it with `--secret env:NAME`")
            .into());
    };
    let message = Message::new(&input.request, input.url.as_deref());
    if let Some(recipe) = infer(catalogue, &message, secret, input.at) {
        write!(io::stdout(), "{}", recipe.pack("A sender found by hookctl"))?;
        context.note("found; save it as packs/NAME.toml beside hookctl.toml, and it is `--provider NAME`");
        Ok(())
    } else {
        let failure = Failure::new(FailureKind::No, "no known recipe makes a signature of this request from this secret")
            .because("tried: every header that may hold an HMAC, the layouts of the known providers and others, every hash and form of the key; no tokens, plain hashes or public keys")
            .hint("is it the right secret, and are these the exact bytes of the body? `--url` gives the public address, where that is signed");
        Err(failure.into())
    }
}
