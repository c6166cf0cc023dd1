//! Other things that may have been signed: the parts put together otherwise, another timestamp, another address.

use crate::signature::{Hash, Kind, Piece, Scheme, Template, Unit, Value};

use super::causes;
use super::hint::Hint;
use super::trial::{Change, Subject, TryKey};

const HASHES: [Hash; 5] = [Hash::Sha256, Hash::Sha1, Hash::Sha512, Hash::Md5, Hash::Sha384];

/// Bodies larger than this are not tried in every layout with every hash.
const LARGE: usize = 1 << 20;

/// The same moment in another unit.
pub(super) fn stamp(subject: &Subject<'_>, keys: &[TryKey]) -> Option<Hint> {
    let text = subject.found.stamp.as_deref()?;
    let moment = Unit::ALL.iter().find_map(|(_, unit)| unit.read(text)).or_else(|| Unit::Rfc3339.read(text))?;
    let seconds = Unit::Seconds.write(moment);
    let mut texts: Vec<(String, &str)> = vec![
        (seconds.clone(), "in seconds"),
        (Unit::Millis.write(moment), "in milliseconds"),
        (Unit::Rfc3339.write(moment), "as RFC 3339"),
        (moment.timestamp().strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string(), "as RFC 3339 with milliseconds"),
        (moment.timestamp().strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string(), "as RFC 3339 with +00:00"),
        (format!("{seconds}.0"), "in seconds with a fraction"),
        (format!("{seconds}000000"), "in microseconds"),
        (format!("{seconds}000000000"), "in nanoseconds"),
    ];
    // Seconds where milliseconds belong, and the reverse, read as a far moment.
    if let Some(short) = text.strip_suffix("000") {
        texts.push((short.to_owned(), "in seconds"));
    }
    texts.push((format!("{text}000"), "in milliseconds"));
    let fitting = texts
        .iter()
        .find(|(other, _)| other != text && subject.fits(keys, &Change { stamp: Some(other), ..Change::default() }));
    fitting.map(|(_, how)| Hint::with(causes::TIMESTAMP_UNIT, &format!("it was signed {how}")))
}

/// Another address or method.
pub(super) fn address(subject: &Subject<'_>, keys: &[TryKey]) -> Option<Hint> {
    let by_method = ["POST", "GET", "PUT", "PATCH", "DELETE"].into_iter().find(|method| {
        *method != subject.message.method && subject.fits(keys, &Change { method: Some(method), ..Change::default() })
    });
    if let Some(method) = by_method {
        return Some(Hint::with(causes::METHOD_MISMATCH, &format!("it was signed for {method}")));
    }
    let fits = |url: &String| subject.fits(keys, &Change { url: Some(url), ..Change::default() });
    let found = addresses(subject).into_iter().find(fits)?;
    let judged = subject.urls.first().map(String::as_str).unwrap_or_default();
    Some(Hint::with(causes::URL_MISMATCH, &format!("it was signed for {found}, and judged by {judged}")))
}

/// Every address that a proxy, a tunnel or a slip makes of the known ones.
fn addresses(subject: &Subject<'_>) -> Vec<String> {
    let mut bases: Vec<String> = subject.urls.clone();
    let text = |name: &str| subject.message.headers.get(name).map(|value| String::from_utf8_lossy(value).into_owned());
    let hosts = [text("host"), text("x-forwarded-host"), text("x-original-host")];
    bases.extend(hosts.into_iter().flatten().map(|host| format!("https://{host}{}", subject.message.target)));
    let mut all: Vec<String> = Vec::new();
    for base in bases {
        let Some((_, rest)) = base.split_once("://") else { continue };
        let (host, target) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let bare = host.rsplit_once(':').map_or(host, |(bare, _)| bare);
        for scheme in ["https", "http"] {
            for host in
                [host.to_owned(), bare.to_owned(), format!("{bare}:443"), format!("{bare}:80"), format!("{bare}:8080")]
            {
                all.extend(targets(target, subject.message.target).map(|target| format!("{scheme}://{host}{target}")));
            }
        }
    }
    all.extend([subject.message.target.to_owned(), subject.message.path().to_owned()]);
    all.dedup();
    all
}

fn targets(given: &str, received: &str) -> impl Iterator<Item = String> {
    let mut all = Vec::new();
    for target in [given, received] {
        let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
        let slash = path.trim_end_matches('/');
        let decoded = percent_encoding::percent_decode_str(target).decode_utf8_lossy().into_owned();
        let sorted = query.map(|query| {
            let mut parts: Vec<&str> = query.split('&').collect();
            parts.sort_unstable();
            format!("{path}?{}", parts.join("&"))
        });
        let tail = query.map_or(String::new(), |query| format!("?{query}"));
        all.extend([target.to_owned(), path.to_owned(), format!("{slash}{tail}"), format!("{slash}/{tail}"), decoded]);
        all.extend(sorted);
        // A prefix that a proxy took off or added.
        all.extend(path.match_indices('/').skip(1).map(|(at, _)| format!("{}{tail}", &path[at..])));
    }
    all.into_iter()
}

/// The parts in another order, with other text between them, or fewer of them; or another hash.
pub(super) fn layout(subject: &Subject<'_>, keys: &[TryKey]) -> Option<Hint> {
    let hashes: &[Option<Hash>] = match subject.scheme.kind {
        Kind::Hmac(_) | Kind::Hash(_) => {
            &[None, Some(HASHES[0]), Some(HASHES[1]), Some(HASHES[2]), Some(HASHES[3]), Some(HASHES[4])]
        }
        _ => &[None],
    };
    // A large body takes its time: only the likeliest layouts then.
    let large = subject.message.body.len() > LARGE;
    let hashes = if large { &hashes[..1] } else { hashes };
    for hash in hashes {
        for template in std::iter::once(subject.scheme.content.clone()).chain(layouts(subject.scheme)) {
            let same = template == subject.scheme.content;
            if same && hash.is_none() {
                continue;
            }
            if subject.fits(keys, &Change { content: Some(&template), hash: *hash, ..Change::default() }) {
                return Some(named(subject.scheme, &template, *hash));
            }
        }
    }
    None
}

fn named(scheme: &Scheme, template: &Template, hash: Option<Hash>) -> Hint {
    let layout = (*template != scheme.content)
        .then(|| format!("signed was `{template}`, and this provider signs `{}`", scheme.content).replace('\n', "\\n"));
    let hash = hash.map(|hash| format!("it was made with {}, and this provider uses {}", hash.name(), scheme.label()));
    match (layout, hash) {
        (None, Some(hash)) => Hint::with(causes::ALGORITHM, &hash),
        (Some(layout), Some(hash)) => Hint::with(causes::CONTENT_LAYOUT, &format!("{layout}; {hash}")),
        (layout, None) => Hint::with(causes::CONTENT_LAYOUT, &layout.unwrap_or_default()),
    }
}

/// Layouts that people take for this one.
pub(super) fn layouts(scheme: &Scheme) -> Vec<Template> {
    use Value::{Body, Id, Method, Stamp, Url};
    let mut orders: Vec<Vec<Value>> = vec![vec![Body]];
    if scheme.stamp.is_some() {
        orders.extend([vec![Stamp, Body], vec![Body, Stamp]]);
    }
    if scheme.id.is_some() {
        orders.extend([vec![Id, Stamp, Body], vec![Stamp, Id, Body], vec![Id, Body], vec![Body, Id, Stamp]]);
    }
    if scheme.signs_url() {
        orders.extend([vec![Url, Body], vec![Body, Url], vec![Url], vec![Method, Url, Body]]);
        orders.extend([vec![Method, Url, Body, Stamp], vec![Stamp, Method, Url, Body], vec![Url, Body, Stamp]]);
    }
    let mut all: Vec<Template> = Vec::new();
    for prefix in ["", "v0:", "v1:"] {
        for separator in [".", "", ":", "_", "|", ",", "\n", "+", "-"] {
            all.extend(orders.iter().map(|order| joined(prefix, order, separator)));
        }
    }
    all
}

fn joined(prefix: &str, order: &[Value], separator: &str) -> Template {
    let mut pieces = Vec::new();
    let literal = |text: &str| Piece::Literal(text.to_owned());
    pieces.extend((!prefix.is_empty()).then(|| literal(prefix)));
    for (at, value) in order.iter().enumerate() {
        pieces.extend((at > 0 && !separator.is_empty()).then(|| literal(separator)));
        pieces.push(Piece::Value(value.clone()));
    }
    Template::of(pieces)
}
