//! Public keys that vendors publish at an address: kept in a folder, fetched only when asked to.

use std::path::{Path, PathBuf};

use crate::provider::{KeySource, KeyUrl, Pack};
use crate::report::failure::{Failure, FailureKind};
use crate::signature::{Encoding, Hash, Kind, Message, Secret};

use super::args::KeysArgs;
use super::context::Context;
use super::outcome::Run;
use super::trust;

/// Larger answers are no keys.
const LARGEST: usize = 1 << 20;

/// Looks keys up in the folder of kept ones.
pub(super) fn lookup(context: &Context) -> crate::provider::KeyLookup {
    let folder = context.folders.as_ref().map(crate::config::Folders::keys);
    Box::new(move |pack, message| kept(folder.as_deref(), pack, message))
}

/// The keys that are kept for a message.
pub(super) fn kept(folder: Option<&Path>, pack: &Pack, message: &Message<'_>) -> Vec<Secret> {
    let Some(folder) = folder.filter(|_| has_public_key(pack)) else { return Vec::new() };
    let url = pack.keys.as_ref().and_then(|source| match &source.url {
        KeyUrl::Fixed(url) => Some(url.clone()),
        KeyUrl::In(place) => place.read(message).map(std::borrow::Cow::into_owned).filter(|url| trusted(source, url)),
    });
    let paths = url.as_deref().into_iter().chain([BY_HAND]).map(|url| file(folder, &pack.slug, url));
    paths.filter_map(|path| std::fs::read_to_string(path).ok()).map(Secret::new).collect()
}

fn file(folder: &Path, slug: &str, url: &str) -> PathBuf {
    folder.join(slug).join(&Encoding::Hex.encode(&Hash::Sha256.of(url.as_bytes()))[..32])
}

/// Where a key that was added without an address is kept.
const BY_HAND: &str = "added by hand";

/// True if there is something that may be shown to everybody.
fn has_public_key(pack: &Pack) -> bool {
    match &pack.scheme.kind {
        Kind::PublicKey { .. } => true,
        Kind::Jwt(rules) => rules.algorithms.iter().any(|algorithm| !algorithm.name().starts_with("HS")),
        _ => false,
    }
}

/// Only the vendor's own hosts, and only over TLS: whoever can name the key's address can sign.
fn trusted(source: &KeySource, url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    source.hosts.iter().any(|glob| glob.matches(host))
}

/// `providers keys`.
pub(super) fn run(context: &Context, args: &KeysArgs) -> Run {
    let named = trust::catalogue(context)?
        .find(&args.name)
        .map_err(|error| Failure::new(FailureKind::Usage, error.to_string()))?;
    let pack = named.usual();
    if !has_public_key(&pack) {
        return Err(Failure::new(FailureKind::Usage, format!("{} has no public keys", pack.title))
            .hint("give the secret with `--secret`, or name it in an endpoint of hookctl.toml")
            .into());
    }
    let folder =
        context.folders.as_ref().map(crate::config::Folders::keys).ok_or_else(|| {
            Failure::new(FailureKind::Usage, "there is no home folder to keep keys in").hint("set HOME")
        })?;
    if !args.fetch && args.add.is_none() {
        return list(&folder, &pack);
    }
    let url = address(&pack, args)?;
    let text = match &args.add {
        Some(path) => std::fs::read_to_string(path).map_err(|error| {
            Failure::new(FailureKind::Usage, format!("cannot read `{}`", path.display())).because(error.to_string())
        })?,
        None => fetch(&url)?,
    };
    if !text.contains("-----BEGIN ") && !text.contains("\"kty\"") {
        return Err(Failure::new(
            FailureKind::Usage,
            format!(
                "what is at {} is neither PEM nor a JSON Web Key Set",
                args.add.as_ref().map_or(url.clone(), |path| path.display().to_string())
            ),
        )
        .into());
    }
    let path = file(&folder, &pack.slug, &url);
    keep(&path, &text).map_err(|error| {
        Failure::new(FailureKind::World, format!("cannot keep the key in `{}`", path.display()))
            .because(error.to_string())
    })?;
    context.note(&format!("kept the key of {} that is published at {url}", pack.title));
    Ok(())
}

/// The address that a key is kept under.
fn address(pack: &Pack, args: &KeysArgs) -> Result<String, Failure> {
    let failure = |text: String| Failure::new(FailureKind::Usage, text);
    let by_hand = args.add.is_some() && args.url.is_none();
    match (pack.keys.as_ref().map(|source| (source, &source.url)), &args.url) {
        (Some((_, KeyUrl::Fixed(url))), None) => Ok(url.clone()),
        (Some((_, KeyUrl::In(_))) | None, None) if by_hand => Ok(BY_HAND.to_owned()),
        (None, _) => Err(failure(format!("{} publishes no keys at an address that is known here", pack.title))
            .hint("`--add FILE` keeps one that you have")),
        (Some((_, KeyUrl::Fixed(_))), Some(_)) => Err(failure(format!("the keys of {} have one address", pack.title))),
        (Some((_, KeyUrl::In(place))), None) => {
            Err(failure(format!("each message of {} names its key's address", pack.title))
                .hint(format!("give it with `--url`: it stands in {place}")))
        }
        (Some((source, KeyUrl::In(_))), Some(url)) if trusted(source, url) => Ok(url.clone()),
        (Some((_, KeyUrl::In(_))), Some(url)) => {
            Err(failure(format!("`{url}` is not an address of {}: nothing was fetched", pack.title))
                .hint("its keys are at https:// addresses of its own hosts; whoever can name another can sign as it"))
        }
    }
}

fn list(folder: &Path, pack: &Pack) -> Run {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    let place = match pack.keys.as_ref().map(|source| &source.url) {
        Some(KeyUrl::Fixed(url)) => url.clone(),
        Some(KeyUrl::In(place)) => format!("the address in {place} of each message"),
        None => "no address that is known here".to_owned(),
    };
    let count = std::fs::read_dir(folder.join(&pack.slug)).map_or(0, Iterator::count);
    writeln!(out, "{}: published at {place}; {count} kept here", pack.title)?;
    if count == 0 {
        writeln!(out, "`hookctl providers keys {} --fetch` fetches it, `--add FILE` takes one you have", pack.slug)?;
    }
    Ok(())
}

/// Written beside, then renamed: a key is there whole or not at all.
fn keep(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension(format!("{}", std::process::id()));
    std::fs::write(&beside, text)?;
    std::fs::rename(&beside, path)
}

/// The only place where hookctl fetches something by itself, and only when told to.
fn fetch(url: &str) -> Result<String, Failure> {
    let failed = |why: String| Failure::new(FailureKind::World, format!("cannot fetch {url}")).because(why);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| failed(error.to_string()))?;
    // One is enough for a process; a second call changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();
    runtime.block_on(async {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            // Only the variables that `help environment` names are read.
            .no_proxy()
            .https_only(true)
            .timeout(std::time::Duration::from_secs(20))
            .build()
            .map_err(|error| failed(chain(&error)))?;
        let answer = client.get(url).send().await.map_err(|error| failed(chain(&error)))?;
        if !answer.status().is_success() {
            return Err(failed(format!("it answered {}", answer.status())));
        }
        let bytes = answer.bytes().await.map_err(|error| failed(chain(&error)))?;
        if bytes.len() > LARGEST {
            return Err(failed(format!("it answered {} bytes, which is no key", bytes.len())));
        }
        String::from_utf8(bytes.to_vec()).map_err(|_| failed("it answered no text".to_owned()))
    })
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}
