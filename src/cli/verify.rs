//! `verify`: a pasted or stored webhook, judged; and when it is not valid, why, and what would make it so.

use std::io::{self, Write as _};

use crate::explain::{Hint, Question, causes, explain, infer};
use crate::provider::{Catalogue, EndpointRules, Judge, Named, Pack, test_secret};
use crate::report::failure::{Failure, FailureKind};
use crate::report::verdict::{self, Explained, Told};
use crate::signature::{Fault, Judgement, Kind, Message, Outcome, Params, Secret, Verifier, candidates, find};
use crate::text::parse_span;
use crate::webhook::{Moment, Verdict};

use super::args::VerifyArgs;
use super::context::{Context, Format};
use super::outcome::{Ended, Run};
use super::verify_input::{self, Input};
use super::{keys, trust};

/// `verify`.
pub(super) fn run(context: &Context, args: &VerifyArgs) -> Run {
    // What shall be found needs none of the user's own packs, and one of them may be in the making.
    let catalogue = if args.infer { Catalogue::default() } else { trust::catalogue(context)? };
    let mut input = verify_input::read(context, args)?;
    verify_input::adjust(context, &mut input, args)?;
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
        let endpoints = self.endpoints(&given)?;
        let rules = self.rules(input, &endpoints);
        let url = input.url.as_deref().or(rules.and_then(|rules| rules.url.as_deref()));
        let message = Message::new(&input.request, url);
        let demanded = self.named.as_ref().or(rules.and_then(|rules| rules.provider.as_ref()));
        let pack = demanded.map(|named| named.pick(&message)).or_else(|| self.catalogue.recognise(&message));
        let Some(pack) = pack.or_else(|| self.by_signature(&message, &given, input.at)) else {
            return Ok(unknown(input, &self.catalogue.by_signature(&message)));
        };
        let secrets = self.secrets(given, rules, &pack, &message)?;
        let mut params = rules.map(|rules| rules.params.clone()).unwrap_or_default();
        params.extend(self.params.clone());
        let tolerance = self.tolerance.or(rules.and_then(|rules| rules.tolerance));
        let verifier = Verifier::new(pack.scheme.clone(), secrets.clone(), params.clone()).tolerating(tolerance);
        let judgement = verifier.judge(&message, input.at);
        let others = secrets_by_name(&endpoints);
        let question = Question {
            catalogue: &self.catalogue,
            pack: &pack,
            message,
            secrets: &secrets,
            others: &others,
            params: &params,
            now: input.at,
        };
        let detail = detail(&judgement, secrets.len()).or_else(|| token_detail(&pack, &judgement));
        let mut told = tell(&pack, &message, &judgement, detail);
        told.hints = explain(&question, &judgement).into_iter().map(explained).collect();
        // Of several secrets nobody knows which was meant.
        told.expected = verifier.expected(&message).filter(|_| secrets.len() == 1);
        told.judged_at = Some(input.at);
        told.read.splice(0..0, input.read.iter().cloned());
        if let Some(name) = rules.and_then(|rules| rules.name.as_ref()) {
            told.read.push(format!("judged by [endpoint.{name}] of the config"));
        }
        self.complete(&mut told, &judgement, &question);
        Ok(told)
    }

    /// What is said where there is no reason to give.
    fn complete(&self, told: &mut Told, judgement: &Judgement, question: &Question<'_>) {
        let pack = question.pack;
        match &judgement.outcome {
            Outcome::Unchecked => {
                told.detail = Some(format!(
                    "there is no secret to check it with: give `--secret`{}",
                    needed(pack, &question.message)
                ));
                if self.is_by_test_secret(question) {
                    let causes::Cause { code, text, fix } = causes::TEST_SECRET;
                    told.hints.push(Explained { code, text: text.to_owned(), fix: fix.to_owned() });
                }
            }
            Outcome::Unsigned => {
                told.detail = Some(match &pack.scheme.kind {
                    Kind::None { .. } => "this provider does not sign".to_owned(),
                    _ => format!("{} is not there", told.places),
                });
            }
            Outcome::Valid(_) | Outcome::Invalid(_) => {}
        }
    }

    /// The endpoints of the config. Where secrets are given, those that are not at hand are no obstacle.
    fn endpoints(&self, given: &[Secret]) -> Result<Vec<EndpointRules>, Failure> {
        let wanted = if given.is_empty() { trust::Wanted::All } else { trust::Wanted::AtHand };
        trust::endpoints_with(self.context, &self.catalogue, wanted)
    }

    /// The endpoint that the request belongs to.
    fn rules<'a>(&self, input: &Input, endpoints: &'a [EndpointRules]) -> Option<&'a EndpointRules> {
        let judge = Judge::new(self.catalogue.clone(), endpoints.to_vec(), crate::provider::Handshakes::Ignored);
        let name = judge.assess(&input.request, input.at).endpoint?;
        endpoints.iter().find(|rules| rules.name.as_ref() == Some(&name))
    }

    /// The secrets to judge with: those given, else the endpoint's, else those of `[listen]`, else kept public keys.
    fn secrets(
        &self,
        given: Vec<Secret>,
        rules: Option<&EndpointRules>,
        pack: &Pack,
        message: &Message<'_>,
    ) -> Result<Vec<Secret>, Failure> {
        let own = rules.map(|rules| rules.secrets.clone()).unwrap_or_default();
        if let Some(secrets) = [given, own].into_iter().find(|secrets| !secrets.is_empty()) {
            return Ok(secrets);
        }
        let listed = |file: &crate::config::ConfigFile| Some(file.listen.secret.clone()).filter(|all| !all.is_empty());
        if let Some(listed) = self.context.layers.pick_some(None, listed) {
            return listed.value.iter().map(|text| trust::quiet_secret(text)).collect();
        }
        let folder = self.context.folders.as_ref().map(crate::config::Folders::keys);
        Ok(keys::kept(folder.as_deref(), pack, message))
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
        packs.iter().find(fits).or(packs.first().filter(|_| !secrets.is_empty() || packs.len() == 1)).cloned()
    }

    fn is_by_test_secret(&self, question: &Question<'_>) -> bool {
        test_secret(&question.pack.scheme).is_some_and(|secret| {
            let verifier = Verifier::new(question.pack.scheme.clone(), vec![secret], question.params.clone());
            let outcome = verifier.tolerating(self.tolerance).judge(&question.message, question.now).outcome;
            matches!(outcome, Outcome::Valid(_))
        })
    }
}

fn secrets_by_name(endpoints: &[EndpointRules]) -> Vec<(String, Secret)> {
    let named = endpoints.iter().flat_map(|rules| {
        let name = rules.name.as_deref().unwrap_or_default();
        rules.secrets.iter().map(move |secret| (format!("[endpoint.{name}]"), secret.clone()))
    });
    named.collect()
}

fn explained(hint: Hint) -> Explained {
    Explained { code: hint.code, text: hint.text, fix: hint.fix }
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

fn needed(pack: &Pack, message: &Message<'_>) -> String {
    if let Some(source) = &pack.keys {
        let url = match &source.url {
            crate::provider::KeyUrl::Fixed(_) => String::new(),
            crate::provider::KeyUrl::In(place) => {
                let url = place.read(message).unwrap_or_default();
                format!(" --url '{}'", url.replace(|c: char| c == '\'' || c.is_control(), ""))
            }
        };
        return format!(" with the public key, or fetch it: `hookctl providers keys {} --fetch{url}`", pack.slug);
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

/// Tokens and passwords are no signatures, and are not made of anything.
fn token_detail(pack: &Pack, judgement: &Judgement) -> Option<String> {
    let what = match pack.scheme.kind {
        Kind::Token => "the token that was sent is not the secret",
        Kind::Basic => "the user or the password that was sent is another",
        _ => return None,
    };
    (judgement.fault() == Some(&Fault::NoMatch)).then(|| what.to_owned())
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
    if let Some(url) = candidates(message, scheme).first() {
        read.push(format!("judged for {url}"));
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
    if let Some(recipe) = infer(catalogue, &message, secret) {
        let text = recipe.pack("A sender found by hookctl");
        match context.format {
            Format::Human => write!(io::stdout(), "{text}")?,
            Format::Json => writeln!(io::stdout(), "{}", verdict::pack(&text))?,
        }
        context.note("found; save it as packs/NAME.toml beside a hookctl.toml (an empty one will do), and it is `--provider NAME`");
        Ok(())
    } else {
        let failure = Failure::new(FailureKind::No, "no known recipe makes a signature of this request from this secret")
            .because("tried: every header that may hold an HMAC, the layouts of the known providers and others, every hash and form of the key; no tokens, plain hashes or public keys")
            .hint("is it the right secret, and are these the exact bytes of the body? `--url` gives the public address, where that is signed");
        Err(failure.into())
    }
}
