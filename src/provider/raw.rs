//! The file of a pack, as it is written: every key there is. What it means is compiled elsewhere.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;
use toml::Spanned;

use crate::signature::{
    Asymmetric, Covers, EcdsaForm, Encoding, Hash, JwtAlgorithm, Path, Place, StampAt, Template, Unit,
};

use super::event_place::EventPlace;
use super::value::{All, Confidence, KeyName, KindName, Read, Several, Spelled};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPack {
    pub(super) title: String,
    pub(super) vendor: Option<String>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) category: String,
    pub(super) status: Option<Read<Confidence>>,
    pub(super) docs: Option<String>,
    #[serde(default)]
    pub(super) sources: Vec<String>,
    #[serde(default)]
    pub(super) rank: u8,
    #[serde(default)]
    pub(super) recognise: Vec<Read<All>>,
    #[serde(default)]
    pub(super) notes: Vec<String>,
    #[serde(default)]
    pub(super) unsupported: Vec<String>,
    pub(super) signature: Spanned<RawSignature>,
    pub(super) timestamp: Option<Spanned<RawStamp>>,
    #[serde(default)]
    pub(super) event: RawEvent,
    #[serde(default)]
    pub(super) secret: RawSecret,
    #[serde(default)]
    pub(super) retry: RawRetry,
    pub(super) invalid_status: Option<u16>,
    #[serde(default)]
    pub(super) handshake: Vec<RawHandshake>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSignature {
    pub(super) kind: Read<KindName>,
    pub(super) hash: Option<Several<Hash>>,
    pub(super) encoding: Option<Read<Encoding>>,
    #[serde(default)]
    pub(super) at: Several<Place>,
    pub(super) format: Option<String>,
    pub(super) separator: Option<String>,
    #[serde(default)]
    pub(super) also: Vec<String>,
    #[serde(default)]
    pub(super) positional: bool,
    pub(super) content: Option<Read<Template>>,
    pub(super) key: Option<Read<KeyName>>,
    pub(super) secret_prefix: Option<Several<String>>,
    pub(super) id: Option<Read<Place>>,
    pub(super) each: Option<String>,
    pub(super) body_hash: Option<RawBodyHash>,
    #[serde(default)]
    pub(super) require: Vec<Read<All>>,
    pub(super) covers: Option<Read<Covers>>,
    #[serde(default)]
    pub(super) url_decode: bool,
    pub(super) any: Option<String>,
    pub(super) algorithm: Option<Read<Asymmetric>>,
    pub(super) signature_form: Option<Read<EcdsaForm>>,
    pub(super) prehash: Option<Read<Hash>>,
    pub(super) keys_url: Option<String>,
    pub(super) keys_host: Option<Several<String>>,
    #[serde(default)]
    pub(super) algorithms: Several<JwtAlgorithm>,
    #[serde(default)]
    pub(super) claims: BTreeMap<String, String>,
    pub(super) body_claim: Option<RawClaim>,
    pub(super) url_claim: Option<RawClaim>,
    pub(super) leeway: Option<Read<Duration>>,
    pub(super) max_age: Option<Read<Duration>>,
    pub(super) reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBodyHash {
    pub(super) at: Read<Place>,
    pub(super) hash: Read<Hash>,
    pub(super) encoding: Read<Encoding>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClaim {
    pub(super) name: String,
    pub(super) hash: Read<Hash>,
    pub(super) encoding: Read<Encoding>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStamp {
    pub(super) at: Read<StampAt>,
    pub(super) unit: Read<Unit>,
    pub(super) tolerance: Option<Read<Duration>>,
    pub(super) signed: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEvent {
    #[serde(default, rename = "type")]
    pub(super) kind: Several<EventPlace>,
    #[serde(default)]
    pub(super) id: Several<EventPlace>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSecret {
    pub(super) find: Option<String>,
    pub(super) prefix: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRetry {
    pub(super) schedule: Option<Vec<Read<Duration>>>,
    pub(super) timeout: Option<Read<Duration>>,
    pub(super) note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHandshake {
    pub(super) name: String,
    pub(super) when: Read<All>,
    pub(super) status: Option<u16>,
    pub(super) content_type: Option<String>,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, Read<Template>>,
    pub(super) body: Option<Read<Template>>,
    pub(super) compute: Option<RawCompute>,
    pub(super) command: Option<Read<Template>>,
    pub(super) note: Option<String>,
    pub(super) timeout: Option<Read<Duration>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCompute {
    pub(super) hash: Read<Hash>,
    pub(super) encoding: Read<Encoding>,
    pub(super) content: Read<Template>,
    pub(super) keyed: Option<bool>,
    pub(super) key: Option<Read<KeyName>>,
}

impl Spelled for Path {
    fn read(text: &str) -> Result<Self, String> {
        Self::parse(text).ok_or_else(|| format!("`{text}` is no path into JSON"))
    }
}
