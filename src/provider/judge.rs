//! Judging what arrives: who sent it, which event it is, whether it is genuine, whether it is a challenge. Schemes and
//! keys are prepared once for each endpoint and provider.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use crate::signature::{Index, KeyForm, Kind, Message, Outcome, Params, Scheme, Secret, Verifier};
use crate::webhook::{Moment, Request, Verdict};

use super::catalogue::{Catalogue, Named};
use super::handshake::{self, Reply};
use super::pack::{Handshake, Pack};

/// The published test secret, for schemes whose secrets are base64.
pub const TEST_SECRET: &str = "whsec_aG9va2N0bC10ZXN0LXZlY3Rvci1rZXktMzItYnl0ZXM=";
/// The published test secret, for schemes whose secrets are text.
pub const TEST_TEXT: &str = "hookctl-test-secret";
/// What is said of a signature made with it.
const BY_TEST_SECRET: &str = "test secret";

/// What is known of a path of the capture server.
#[derive(Debug, Clone, Default)]
pub struct EndpointRules {
    /// Its name in the config; none for what the command line says.
    pub name: Option<Arc<str>>,
    /// The path; none for all paths.
    pub path: Option<String>,
    /// Who sends to it; none to recognise the sender.
    pub provider: Option<Named>,
    /// Its secrets.
    pub secrets: Vec<Secret>,
    /// The public address that the sender was given.
    pub url: Option<String>,
    /// How old signatures may be.
    pub tolerance: Option<Duration>,
    /// Settings of the scheme.
    pub params: Params,
}

/// Whether challenges are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Handshakes {
    /// Yes.
    #[default]
    Answered,
    /// They are deliveries like any other.
    Ignored,
}

/// What was found out about a request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assessment {
    /// The endpoint it came to.
    pub endpoint: Option<Arc<str>>,
    /// The recognised sender.
    pub provider: Option<String>,
    /// The event's type.
    pub event_type: Option<String>,
    /// The event's own id.
    pub event_id: Option<String>,
    /// The judgement of its signature.
    pub verdict: Verdict,
    /// The answer that the sender asks for.
    pub reply: Option<Answer>,
}

/// An answer that a provider demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// To a challenge.
    Challenge(Reply),
    /// To a challenge that cannot be answered; why.
    Unanswerable(String),
    /// To a signature that is not valid: the status.
    Refusal(u16),
}

/// Judges requests.
#[derive(Default)]
pub struct Judge {
    catalogue: Catalogue,
    endpoints: Vec<EndpointRules>,
    handshakes: Handshakes,
    prepared: RwLock<HashMap<usize, HashMap<String, Arc<Prepared>>>>,
    keys: Option<KeyLookup>,
}

/// Finds the published keys that are kept for a message.
pub type KeyLookup = Box<dyn Fn(&Pack, &Message<'_>) -> Vec<Secret> + Send + Sync>;

struct Prepared {
    /// With the endpoint's secrets.
    own: Verifier,
    /// With the published test secret.
    test: Option<Verifier>,
}

impl Judge {
    /// A judge with these providers and endpoints.
    pub fn new(catalogue: Catalogue, endpoints: Vec<EndpointRules>, handshakes: Handshakes) -> Self {
        Self { catalogue, endpoints, handshakes, prepared: RwLock::default(), keys: None }
    }

    /// With kept public keys.
    #[must_use]
    pub fn with_keys(mut self, keys: KeyLookup) -> Self {
        self.keys = Some(keys);
        self
    }

    /// The providers.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Finds out what there is to know about a request that arrived at that moment.
    pub fn assess(&self, request: &Request, now: Moment) -> Assessment {
        let placed = self.placed(request);
        let url = placed.and_then(|at| self.endpoints[at].url.as_deref());
        let index = Index::default();
        let message = Message { index: Some(&index), ..Message::new(request, url) };
        let demanded = placed.and_then(|at| self.endpoints[at].provider.as_ref()).map(|named| named.pick(&message));
        let pack = demanded
            .or_else(|| self.catalogue.recognise(&message))
            .or_else(|| self.by_signature(placed, &message, now));
        let endpoint = placed.or_else(|| pack.as_ref().and_then(|pack| self.for_provider(pack)));
        let name = endpoint.and_then(|at| self.endpoints[at].name.clone());
        let message = Message { url: endpoint.and_then(|at| self.endpoints[at].url.as_deref()).or(url), ..message };
        let Some(pack) = pack else { return Assessment { endpoint: name, ..self.of_nobody(endpoint, &message, now) } };
        let verdict = self.verdict(&pack, endpoint, &message, now);
        let (event_type, event_id) = pack.event(&message);
        let challenge = self.challenge(Some(&pack), endpoint, &message, now).map(|(_, reply)| reply);
        let event_type = event_type.or_else(|| challenge.as_ref().map(name_of));
        let refusal = pack
            .invalid_status
            .filter(|_| self.handshakes == Handshakes::Answered && matches!(verdict, Verdict::Invalid { .. }));
        // A wrong signature is refused before a challenge is answered: Discord sends both to find out.
        let reply = refusal.map(Answer::Refusal).or(challenge);
        Assessment { endpoint: name, provider: Some(pack.slug.clone()), event_type, event_id, verdict, reply }
    }

    /// Of a request that nobody is recognised by: it may still be a challenge.
    fn of_nobody(&self, endpoint: Option<usize>, message: &Message<'_>, now: Moment) -> Assessment {
        match self.challenge(None, endpoint, message, now) {
            Some((pack, reply)) => Assessment {
                provider: Some(pack.slug.clone()),
                event_type: Some(name_of(&reply)),
                reply: Some(reply),
                ..Assessment::default()
            },
            None => Assessment::default(),
        }
    }

    /// Who sent it, told by the signature: the first of those with such a header for whom it is valid; else, the usual
    /// one of them.
    fn by_signature(&self, endpoint: Option<usize>, message: &Message<'_>, now: Moment) -> Option<Arc<Pack>> {
        if !self.has_secret(endpoint) {
            return None;
        }
        let packs = self.catalogue.by_signature(message);
        let valid = |pack: &&Arc<Pack>| matches!(self.verdict(pack, endpoint, message, now), Verdict::Valid { .. });
        packs.iter().find(valid).or(packs.first()).cloned()
    }

    /// The endpoint whose path the request was sent to: the longest, then one for all paths and senders.
    fn placed(&self, request: &Request) -> Option<usize> {
        let path = request.target.split('?').next().unwrap_or_default();
        let within = |own: &str| {
            let own = own.trim_end_matches('/');
            path.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let by_path = self.endpoints.iter().enumerate().filter(|(_, rules)| rules.path.as_deref().is_some_and(within));
        by_path
            .max_by_key(|(at, rules)| (rules.path.as_ref().map_or(0, String::len), usize::MAX - at))
            .map(|(at, _)| at)
            .or_else(|| self.endpoints.iter().position(|rules| rules.path.is_none() && rules.name.is_none()))
    }

    /// The endpoint without a path that holds this provider's secrets.
    fn for_provider(&self, pack: &Pack) -> Option<usize> {
        self.endpoints.iter().position(|rules| {
            let named = rules.provider.as_ref().filter(|_| rules.path.is_none());
            named.is_some_and(|named| named.packs().iter().any(|known| known.slug == pack.slug))
        })
    }

    fn has_secret(&self, endpoint: Option<usize>) -> bool {
        endpoint.is_some_and(|at| !self.endpoints[at].secrets.is_empty())
    }

    fn verdict(&self, pack: &Arc<Pack>, endpoint: Option<usize>, message: &Message<'_>, now: Moment) -> Verdict {
        let endpoint = endpoint
            .filter(|at| !self.endpoints[*at].secrets.is_empty())
            .or_else(|| self.for_provider(pack))
            .or(endpoint);
        let published = || self.keys.as_ref().map(|keys| keys(pack, message)).unwrap_or_default();
        let public = matches!(pack.scheme.kind, Kind::PublicKey { .. } | Kind::Jwt(_)) && !self.has_secret(endpoint);
        let kept = if public { published() } else { Vec::new() };
        let prepared = if kept.is_empty() {
            self.prepared(pack, endpoint)
        } else {
            // Each message may name another key.
            let rules = endpoint.map(|at| self.endpoints[at].clone()).unwrap_or_default();
            Arc::new(Prepared::new(&pack.scheme, &EndpointRules { secrets: kept, ..rules }))
        };
        let judgement = prepared.own.judge(message, now);
        // Who has a secret of their own does not take for genuine what anybody can sign.
        if judgement.outcome == Outcome::Unchecked
            && let Some(test) = &prepared.test
            && let by_test @ Outcome::Valid(_) = test.judge(message, now).outcome
        {
            let judgement = crate::signature::Judgement { outcome: by_test, ..judgement };
            return judgement.verdict(&pack.scheme, Some(BY_TEST_SECRET.to_owned()));
        }
        // A secret that was given for whoever sends cannot accuse those whose keys are of another kind.
        let general =
            endpoint.is_some_and(|at| self.endpoints[at].name.is_none() && self.endpoints[at].provider.is_none());
        if general && matches!(judgement.fault(), Some(crate::signature::Fault::SecretUnusable(_))) {
            return Verdict::Unchecked;
        }
        judgement.verdict(&pack.scheme, prepared.detail(&judgement.outcome, judgement.url.as_deref()))
    }

    fn prepared(&self, pack: &Arc<Pack>, endpoint: Option<usize>) -> Arc<Prepared> {
        let key = endpoint.unwrap_or(usize::MAX);
        let known = self.prepared.read().ok().and_then(|known| known.get(&key)?.get(&pack.slug).cloned());
        known.unwrap_or_else(|| {
            let nothing = EndpointRules::default();
            let prepared = Arc::new(Prepared::new(&pack.scheme, endpoint.map_or(&nothing, |at| &self.endpoints[at])));
            if let Ok(mut known) = self.prepared.write() {
                known.entry(key).or_default().insert(pack.slug.clone(), Arc::clone(&prepared));
            }
            prepared
        })
    }

    fn challenge(
        &self,
        pack: Option<&Arc<Pack>>,
        endpoint: Option<usize>,
        message: &Message<'_>,
        now: Moment,
    ) -> Option<(Arc<Pack>, Answer)> {
        if self.handshakes == Handshakes::Ignored {
            return None;
        }
        let (pack, handshake) = self.catalogue.handshake(pack, message)?;
        let rules = endpoint.or_else(|| self.for_provider(&pack)).map(|at| &self.endpoints[at]);
        let secret = rules.and_then(|rules| challenged(rules, &pack, &handshake, message, now));
        let several = rules.is_some_and(|rules| rules.secrets.len() > 1) && secret.is_none();
        let params = rules.map(|rules| rules.params.clone()).unwrap_or_default();
        let answer = match handshake::reply(&pack, &handshake, message, secret, &params) {
            Ok(reply) => Answer::Challenge(reply),
            Err(_) if several => Answer::Unanswerable(format!(
                "several secrets are given, and nothing tells which is that of {}: give it an endpoint of its own",
                pack.title
            )),
            Err(why) => Answer::Unanswerable(why),
        };
        Some((pack, answer))
    }
}

/// The secret to answer a challenge with: the only one; of several the one that this very request is signed with, else
/// the first of an endpoint that is this provider's.
fn challenged<'a>(
    rules: &'a EndpointRules,
    pack: &Pack,
    handshake: &Handshake,
    message: &Message<'_>,
    now: Moment,
) -> Option<&'a Secret> {
    let [first, _, ..] = rules.secrets.as_slice() else { return rules.secrets.first() };
    let signs = |secret: &&Secret| {
        let verifier = Verifier::new(Arc::clone(&pack.scheme), vec![(*secret).clone()], Params::new());
        matches!(verifier.judge(message, now).outcome, Outcome::Valid(_))
    };
    let own = rules.provider.is_some() || handshake.compute.is_none();
    rules.secrets.iter().find(signs).or(Some(first).filter(|_| own))
}

fn name_of(answer: &Answer) -> String {
    match answer {
        Answer::Challenge(reply) => reply.name.clone(),
        Answer::Unanswerable(_) | Answer::Refusal(_) => "challenge".to_owned(),
    }
}

impl Prepared {
    fn new(scheme: &Arc<Scheme>, rules: &EndpointRules) -> Self {
        let verifier =
            |secrets| Verifier::new(Arc::clone(scheme), secrets, rules.params.clone()).tolerating(rules.tolerance);
        Self { own: verifier(rules.secrets.clone()), test: test_secret(scheme).map(|secret| verifier(vec![secret])) }
    }

    fn detail(&self, outcome: &Outcome, url: Option<&str>) -> Option<String> {
        let Outcome::Valid(secret) = outcome else { return None };
        let which = (self.own.secrets() > 1).then(|| format!("secret {} of {}", secret + 1, self.own.secrets()));
        let url = url.map(|url| format!("for {url}"));
        let parts: Vec<String> = which.into_iter().chain(url).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// The published test secret in the form that a scheme takes; none for public keys.
pub fn test_secret(scheme: &Scheme) -> Option<Secret> {
    let base64 = TEST_SECRET.trim_start_matches("whsec_");
    match (&scheme.kind, &scheme.key) {
        (Kind::None { .. } | Kind::PublicKey { .. }, _) => None,
        (Kind::Jwt(rules), _) if !rules.algorithms.iter().all(|algorithm| algorithm.name().starts_with("HS")) => None,
        (Kind::Basic, _) => Some(Secret::new(format!("hookctl:{TEST_TEXT}"))),
        (_, KeyForm::Whsec(_) | KeyForm::WhsecOrText(_)) => Some(Secret::new(TEST_SECRET)),
        (_, KeyForm::Base64) => Some(Secret::new(base64)),
        (_, KeyForm::Hex) => {
            let bytes = data_encoding::BASE64.decode(base64.as_bytes()).ok()?;
            Some(Secret::new(data_encoding::HEXLOWER.encode(&bytes)))
        }
        _ => Some(Secret::new(TEST_TEXT)),
    }
}
