//! Why a signature is not valid: the known mistakes are tried one after the other, and the one that makes the received
//! signature right is named. What is tried is never accepted.

mod bodies;
pub mod causes;
mod contents;
mod hint;
mod infer;
mod rewrite;
mod secrets;
mod trial;
mod written;

use crate::provider::{Catalogue, Pack, test_secret};
use crate::signature::{Covers, Fault, Judgement, Kind, Message, Outcome, Params, Secret, Verifier, find};
use crate::webhook::Moment;

pub use hint::Hint;
pub use infer::{Inferred, infer};

use trial::{Change, Subject, TryKey};

/// Larger bodies are tried with single mistakes only, not with two at once.
const LARGE: usize = 64 << 10;

/// What is to be explained.
pub struct Question<'a> {
    /// All providers.
    pub catalogue: &'a Catalogue,
    /// The provider it was judged as.
    pub pack: &'a Pack,
    /// The request.
    pub message: Message<'a>,
    /// The secrets it was judged with.
    pub secrets: &'a [Secret],
    /// Secrets of other endpoints, with their names.
    pub others: &'a [(String, Secret)],
    /// Settings of the scheme.
    pub params: &'a Params,
    /// When it was judged.
    pub now: Moment,
}

/// The mistakes that explain a judgement, the likeliest first; none where none is known.
pub fn explain(question: &Question<'_>, judgement: &Judgement) -> Vec<Hint> {
    let pack = question.pack;
    match &judgement.outcome {
        Outcome::Valid(_) => covered(pack).into_iter().collect(),
        Outcome::Unchecked => Vec::new(),
        Outcome::Unsigned => unsigned(question),
        Outcome::Invalid(Fault::TooOld { .. } | Fault::Expired(_)) => vec![Hint::of(causes::STALE)],
        Outcome::Invalid(Fault::InFuture { .. } | Fault::NotYet(_)) => vec![Hint::of(causes::CLOCK)],
        Outcome::Invalid(Fault::BadStamp(what)) => vec![Hint::with(causes::TIMESTAMP_UNIT, what)],
        Outcome::Invalid(Fault::SecretUnusable(_)) => wrong(question, &Fault::NoMatch),
        Outcome::Invalid(fault) => {
            let found = wrong(question, fault);
            if found.is_empty() { unexplained(question) } else { found }
        }
    }
}

/// What is left to say when nothing fits.
fn unexplained(question: &Question<'_>) -> Vec<Hint> {
    let pack = question.pack;
    let values = pack.scheme.at.iter().filter_map(|place| place.read(&question.message));
    if values.into_iter().any(|value| value.contains("****")) {
        return vec![Hint::of(causes::MASKED)];
    }
    if pack.scheme.signs_url() && question.message.url.is_none() {
        return vec![Hint::of(causes::URL_UNKNOWN)];
    }
    let prefix = pack.secret_prefix.as_deref();
    let lacks = prefix.filter(|prefix| !question.secrets.iter().any(|secret| secret.expose().starts_with(*prefix)));
    let about =
        lacks.map(|prefix| format!("secrets of this provider usually begin with `{prefix}`, and this one does not"));
    let address = pack.scheme.signs_url().then(|| "the address may be another one, too".to_owned());
    let hint = Hint::with(causes::UNEXPLAINED, &about.or(address).unwrap_or_default());
    let find = pack.secret_find.as_ref().map(|find| format!("{}; it is found at: {find}", causes::UNEXPLAINED.fix));
    vec![match find {
        Some(fix) => hint.mended_by(fix),
        None => hint,
    }]
}

/// A signature that proves less than people think.
fn covered(pack: &Pack) -> Option<Hint> {
    match pack.scheme.covers {
        Covers::Body => None,
        Covers::Part => Some(Hint::with(
            causes::PARTLY_COVERED,
            &format!("signed is `{}`", pack.scheme.content).replace('\n', "\\n"),
        )),
        Covers::Nothing => Some(Hint::with(causes::PARTLY_COVERED, "whoever knows the token can change the body")),
    }
}

fn unsigned(question: &Question<'_>) -> Vec<Hint> {
    if let Kind::None { reason } = &question.pack.scheme.kind {
        return vec![Hint::with(causes::NOT_SIGNED, reason)];
    }
    let challenge = question.catalogue.handshake(Some(&std::sync::Arc::new(question.pack.clone())), &question.message);
    if let Some((_, handshake)) = challenge {
        return vec![Hint::with(causes::HANDSHAKE, &handshake.name)];
    }
    let recognised = question.catalogue.recognise(&question.message).filter(|pack| {
        pack.slug != question.pack.slug
            && matches!(find(&pack.scheme, &question.message, question.message.body), Ok(Some(_)))
    });
    let other = recognised.map(|pack| {
        let hint = Hint::with(causes::WRONG_PROVIDER, &format!("it looks like {}", pack.title));
        hint.mended_by(format!("judge it with `--provider {}`, or let hookctl recognise it", pack.slug))
    });
    written::elsewhere(question).or(other).into_iter().collect()
}

fn wrong(question: &Question<'_>, fault: &Fault) -> Vec<Hint> {
    let scheme = &question.pack.scheme;
    if matches!(scheme.kind, Kind::Token | Kind::Basic) {
        let found = find(scheme, &question.message, question.message.body).ok().flatten().unwrap_or_default();
        return secrets::token(&found.signatures, question.secrets)
            .or_else(|| other_secret(question))
            .into_iter()
            .collect();
    }
    if matches!(scheme.kind, Kind::Jwt(_)) {
        return jwt(question, fault);
    }
    let subject = subject(question);
    let keys = subject.keys(question.secrets);
    let none = Change::default();
    let single = written::otherwise(&subject, &keys)
        .or_else(|| secrets::find(&subject, question.secrets, &none))
        .or_else(|| other_secret(question))
        .or_else(|| bodies::find(&subject, &keys))
        .or_else(|| contents::stamp(&subject, &keys))
        .or_else(|| contents::address(&subject, &keys).filter(|_| scheme.signs_url()))
        .or_else(|| other_provider(question))
        .or_else(|| contents::layout(&subject, &keys))
        .or_else(|| written::elsewhere(question));
    match single {
        Some(hint) => vec![hint],
        None if question.message.body.len() <= LARGE => two_at_once(question, &subject),
        None => Vec::new(),
    }
}

fn subject<'a>(question: &Question<'a>) -> Subject<'a> {
    let scheme = &question.pack.scheme;
    let message = question.message;
    let mut found = find(scheme, &message, message.body).ok().flatten().unwrap_or_default();
    if found.stamp.is_none() {
        found.stamp = scheme.stamp_place().and_then(|place| place.read(&message));
    }
    let values: Vec<String> = scheme
        .at
        .iter()
        .flat_map(|place| place.read_all(&message, message.body))
        .map(std::borrow::Cow::into_owned)
        .collect();
    let received = values.iter().flat_map(|value| trial::readings(value)).collect();
    let id = scheme.id.as_ref().and_then(|place| place.read(&message)).unwrap_or_default().into_owned();
    let urls = crate::signature::candidates(&message, scheme);
    Subject { scheme, message, item: message.body, found, id, urls, params: question.params, received }
}

/// A secret mistaken and a body changed: each alone explains nothing.
fn two_at_once(question: &Question<'_>, subject: &Subject<'_>) -> Vec<Hint> {
    for secret in question.secrets {
        let trimmed = secret.expose().trim().trim_matches(['"', '\'']);
        let forms = [
            (causes::SECRET_WHITESPACE, Some(Secret::new(trimmed))),
            (causes::SECRET_PREFIX, trimmed.strip_prefix("whsec_").map(Secret::new)),
        ];
        for (cause, form) in forms {
            let Some(form) = form.filter(|form| form.expose() != secret.expose()) else { continue };
            let keys: Vec<TryKey> = subject.key(&form).into_iter().collect();
            if let Some(hint) = bodies::find(subject, &keys).or_else(|| contents::layout(subject, &keys)) {
                return vec![Hint::of(cause), hint];
            }
        }
    }
    Vec::new()
}

/// Another provider's way, with the same secret.
fn other_provider(question: &Question<'_>) -> Option<Hint> {
    let fits = |pack: &&std::sync::Arc<Pack>| {
        pack.slug != question.pack.slug && pack.scheme.content != question.pack.scheme.content && {
            let verifier = Verifier::new(pack.scheme.clone(), question.secrets.to_vec(), question.params.clone());
            let outcome = verifier.judge(&question.message, question.now).outcome;
            matches!(outcome, Outcome::Valid(_) | Outcome::Invalid(Fault::TooOld { .. } | Fault::InFuture { .. }))
        }
    };
    // Tokens fit whatever carries them.
    let signs = |pack: &&std::sync::Arc<Pack>| {
        matches!(pack.scheme.kind, Kind::Hmac(_) | Kind::Hash(_) | Kind::PublicKey { .. })
    };
    let all = question.catalogue.all();
    let pack = all.iter().filter(signs).find(fits)?;
    let hint = Hint::with(causes::WRONG_PROVIDER, &format!("it is signed as {} signs", pack.title));
    Some(hint.mended_by(format!("judge it with `--provider {}`, or let hookctl recognise it", pack.slug)))
}

fn other_secret(question: &Question<'_>) -> Option<Hint> {
    let judge = |secret: &Secret| {
        let verifier = Verifier::new(question.pack.scheme.clone(), vec![secret.clone()], question.params.clone());
        let outcome = verifier.judge(&question.message, question.now).outcome;
        matches!(outcome, Outcome::Valid(_) | Outcome::Invalid(Fault::TooOld { .. } | Fault::InFuture { .. }))
    };
    let given = |secret: &Secret| question.secrets.iter().any(|known| known.expose() == secret.expose());
    let other = question.others.iter().find(|(_, secret)| !given(secret) && judge(secret));
    if let Some((name, _)) = other {
        return Some(Hint::with(causes::OTHER_SECRET, &format!("the one of {name}")));
    }
    let test = test_secret(&question.pack.scheme).filter(|secret| !given(secret) && judge(secret));
    test.map(|_| Hint::of(causes::TEST_SECRET))
}

fn jwt(question: &Question<'_>, fault: &Fault) -> Vec<Hint> {
    let judge = |secrets: &[Secret], message: &Message<'_>| {
        let verifier = Verifier::new(question.pack.scheme.clone(), secrets.to_vec(), question.params.clone());
        matches!(verifier.judge(message, question.now).outcome, Outcome::Valid(_))
    };
    let hint = match fault {
        Fault::BodyHash => {
            bodies::find_by(&question.message, &|body| judge(question.secrets, &Message { body, ..question.message }))
        }
        Fault::Claim(name) => Some(Hint::with(causes::URL_MISMATCH, &format!("the claim `{name}` is another")))
            .filter(|_| question.pack.scheme.signs_url()),
        Fault::KeyMissing(_) => Some(Hint::of(causes::KEY_FORM)),
        _ => {
            let trimmed: Vec<Secret> =
                question.secrets.iter().map(|secret| Secret::new(secret.expose().trim())).collect();
            if judge(&trimmed, &question.message) {
                Some(Hint::of(causes::SECRET_WHITESPACE))
            } else {
                other_secret(question)
            }
        }
    };
    hint.into_iter().collect()
}
