//! `listen`'s flags and config, resolved into what the server uses. Nothing after this looks at a flag.

use std::collections::HashMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::capture::{Answer, HostChoice, Limits, Script, Settings};
use crate::config::{ListenTable, Sourced};
use crate::provider::{EndpointRules, Handshakes, Judge};
use crate::query::Filter;
use crate::report::failure::{Failure, FailureKind};
use crate::text::{parse_size, parse_span};

use super::args::ListenArgs;
use super::context::Context;
use super::keys;
use super::outcome;
use super::trust;

/// The port, unless another is named.
pub(super) const PORT: u16 = 7878;
/// SQLite keeps no larger value; the rest of the row needs room too.
const LARGEST_BODY: u64 = 900 << 20;

/// What `listen` does.
pub(super) struct Resolved {
    /// Which address.
    pub(super) host: HostChoice,
    /// Which port, and who said so.
    pub(super) port: Sourced<u16>,
    /// The server's settings.
    pub(super) server: Settings,
    /// End after so many.
    pub(super) count: Option<u64>,
    /// End after that time.
    pub(super) time: Option<Duration>,
    /// What is shown and counted.
    pub(super) only: Option<String>,
    /// Where readiness is written.
    pub(super) ready_file: Option<PathBuf>,
    /// Who is known, and with which secrets.
    pub(super) judge: Arc<Judge>,
}

/// Resolves, or says what is wrong with which option.
pub(super) fn resolve(context: &Context, args: &ListenArgs) -> Result<Resolved, Failure> {
    let layers = &context.layers;
    let text = |flag: &Option<String>, in_file: fn(&ListenTable) -> &Option<String>| {
        layers.pick_some(flag.clone(), |file| in_file(&file.listen).clone())
    };
    let host = text(&args.host, |table| &table.host);
    let expose = layers.pick(args.expose.then_some(true), |file| file.listen.expose, false).value;
    let script = parsed(text(&args.respond, |table| &table.respond), "--respond", Script::parse)?.unwrap_or_default();
    let max_body = parsed(text(&args.max_body, |table| &table.max_body), "--max-body", body_limit)?;
    let limits = Limits::default();
    let only = text(&args.only, |table| &table.only).map(|only| only.value);
    // What is wrong with it is said before anything is opened; it is compiled against the store later.
    Filter::parse(only.as_deref().unwrap_or_default(), &context.query(0)).map_err(|error| outcome::filter(&error))?;
    Ok(Resolved {
        host: host_choice(host.map(|host| host.value).as_deref(), expose)?,
        port: layers.pick(args.port, |file| file.listen.port, PORT),
        server: Settings {
            limits: max_body.map_or(limits.clone(), |body| limits.with_body(body)),
            script,
            answer: answer(context, args)?,
            scripts: scripts(context)?,
        },
        count: layers.pick_some(args.count, |file| file.listen.count).map(|count| count.value),
        time: parsed(text(&args.for_time, |table| &table.for_time), "--for", parse_span)?,
        only,
        ready_file: layers
            .pick_some(args.ready_file.clone(), |file| file.listen.ready_file.clone())
            .map(|file| file.value),
        judge: Arc::new(judge(context, args)?),
    })
}

/// The answer scripts of endpoints.
fn scripts(context: &Context) -> Result<HashMap<String, Script>, Failure> {
    let mut scripts = HashMap::new();
    for (name, table, _) in context.layers.endpoints() {
        let Some(text) = table.respond else { continue };
        let script = Script::parse(&text)
            .map_err(|error| Failure::new(FailureKind::Usage, format!("[endpoint.{name}]: `respond`: {error}")))?;
        scripts.insert(name, script);
    }
    Ok(scripts)
}

/// Who is known: the config's endpoints, and what the options say of all other paths.
fn judge(context: &Context, args: &ListenArgs) -> Result<Judge, Failure> {
    let layers = &context.layers;
    let catalogue = trust::catalogue(context)?;
    let mut endpoints = trust::endpoints(context, &catalogue)?;
    let name = layers.pick_some(args.scheme.provider.clone(), |file| file.listen.provider.clone());
    let named = trust::provider(&catalogue, name.as_ref().map_or("auto", |name| name.value.as_str()))?;
    let list = |given: &[String], in_file: fn(&ListenTable) -> &Vec<String>| {
        let given = Some(given.to_vec()).filter(|all| !all.is_empty());
        let listed = layers.pick_some(given, |file| Some(in_file(&file.listen).clone()).filter(|all| !all.is_empty()));
        listed.map(|listed| listed.value).unwrap_or_default()
    };
    let named = trust::bent(&catalogue, named, &trust::knobs(&list(&args.scheme.knobs, |table| &table.scheme))?)?;
    let given = Some(args.scheme.secrets.clone()).filter(|secrets| !secrets.is_empty());
    let listed = layers.pick_some(given, |file| Some(file.listen.secret.clone()).filter(|secrets| !secrets.is_empty()));
    let secrets = match listed {
        Some(Sourced { value, source: crate::config::Source::File(path) }) => {
            trust::warn_of_literals(context, &value, &path);
            value.iter().map(|text| trust::quiet_secret(text)).collect::<Result<Vec<_>, _>>()?
        }
        Some(Sourced { value, .. }) => {
            value.iter().map(|text| trust::secret(context, text)).collect::<Result<_, _>>()?
        }
        None => Vec::new(),
    };
    let url = layers.pick_some(args.scheme.url.clone(), |file| file.listen.url.clone()).map(|url| url.value);
    if let Some(url) = &url {
        trust::check_url(url, "--url")?;
    }
    if let Some(crate::provider::Named::One(pack)) = &named {
        trust::usable(pack, &secrets)?;
    }
    let tolerance = layers.pick_some(args.tolerance.clone(), |file| file.listen.tolerance.clone());
    let tolerance = parsed(tolerance, "--tolerance", parse_span)?;
    if named.is_some() || !secrets.is_empty() || url.is_some() || tolerance.is_some() {
        let params = trust::params(&list(&args.scheme.params, |table| &table.param))?;
        endpoints.push(EndpointRules { name: None, path: None, provider: named, secrets, url, tolerance, params });
    }
    let ignored = layers.pick(args.no_handshake.then_some(true), |file| file.listen.no_handshake, false).value;
    let handshakes = if ignored { Handshakes::Ignored } else { Handshakes::Answered };
    Ok(Judge::new(catalogue, endpoints, handshakes).with_keys(keys::lookup(context)))
}

fn parsed<T, E: std::fmt::Display>(
    text: Option<Sourced<String>>,
    option: &str,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<Option<T>, Failure> {
    let Some(Sourced { value, source }) = text else { return Ok(None) };
    parse(&value).map(Some).map_err(|error| {
        Failure::new(FailureKind::Usage, format!("{option}: {error}")).because(format!("given by: {source}"))
    })
}

fn body_limit(text: &str) -> Result<u64, String> {
    let size = parse_size(text).map_err(|error| error.to_string())?;
    if size > LARGEST_BODY {
        return Err(format!("`{text}` is more than a store can keep in one body (900MiB)"));
    }
    Ok(size)
}

/// Loopback by default. Anything that others can reach must be meant.
fn host_choice(host: Option<&str>, expose: bool) -> Result<HostChoice, Failure> {
    let Some(host) = host.filter(|host| *host != "localhost") else { return Ok(HostChoice::Loopback) };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let ip: IpAddr = bare.parse().map_err(|_| {
        Failure::new(FailureKind::Usage, format!("--host: `{host}` is not an address"))
            .hint("write an IP address such as 127.0.0.1, ::1 or 0.0.0.0, or `localhost`")
    })?;
    if ip.is_loopback() || expose {
        return Ok(HostChoice::Address(ip));
    }
    Err(Failure::new(FailureKind::Usage, format!("--host: other machines can reach {ip}"))
        .hint("add `--expose` if that is meant: whoever reaches the port can fill the store, and it speaks plain HTTP"))
}

fn answer(context: &Context, args: &ListenArgs) -> Result<Answer, Failure> {
    let mut answer = Answer::default();
    let body = context.layers.pick_some(args.respond_body.clone(), |file| file.listen.respond_body.clone());
    if let Some(Sourced { value, .. }) = body {
        answer.body = Some(match value.strip_prefix('@') {
            None => Bytes::from(value),
            Some(path) => Bytes::from(std::fs::read(path).map_err(|error| {
                Failure::new(FailureKind::Usage, format!("--respond-body: cannot read `{path}`"))
                    .because(error.to_string())
            })?),
        });
    }
    let given = Some(args.respond_header.clone()).filter(|fields| !fields.is_empty());
    let in_file =
        |file: &crate::config::ConfigFile| Some(file.listen.respond_header.clone()).filter(|fields| !fields.is_empty());
    for field in context.layers.pick(given, in_file, Vec::new()).value {
        answer
            .add_header(&field)
            .map_err(|error| Failure::new(FailureKind::Usage, format!("--respond-header: {error}")))?;
    }
    Ok(answer)
}
