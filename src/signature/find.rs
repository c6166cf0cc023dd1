//! Finding what a scheme looks at: the signatures in their text form, the timestamp, the algorithm's name.

use std::borrow::Cow;

use super::fault::Fault;
use super::message::Message;
use super::place::Place;
use super::scheme::Scheme;
use super::stamp::StampAt;

/// Signatures as found, still in their text form, with the timestamp.
#[derive(Debug, Clone, Default)]
pub struct Found<'a> {
    /// Texts of signatures.
    pub signatures: Vec<String>,
    /// Text of the timestamp.
    pub stamp: Option<Cow<'a, str>>,
    /// Name of the algorithm.
    pub algorithm: Option<String>,
    /// What stands where anything may.
    pub any: Option<String>,
    /// A value was there, but held no signature of a known shape.
    pub strangers: Option<String>,
}

/// Finds what a scheme looks at; `None` where there is no signature at all.
pub fn find<'a>(scheme: &Scheme, message: &Message<'a>, item: &'a [u8]) -> Result<Option<Found<'a>>, Fault> {
    let mut found = Found::default();
    let mut there = false;
    for place in &scheme.at {
        let values = place.read_all(message, item);
        // Lines of a header that is a list are one list (RFC 9110, 5.3); Mollie rotates its keys so.
        let list = scheme.format.holds_several();
        if matches!(place, Place::Header(_)) && !list && values.windows(2).any(|pair| pair[0] != pair[1]) {
            return Err(Fault::DuplicateHeader(place.to_string()));
        }
        for value in values {
            there |= !value.is_empty();
            let parsed = scheme.format.read(&value);
            found.signatures.extend(parsed.signatures.iter().map(|&text| text.to_owned()));
            found.stamp = found.stamp.or_else(|| parsed.stamp.map(|text| Cow::Owned(text.to_owned())));
            found.algorithm = found.algorithm.or_else(|| parsed.algorithm.map(str::to_owned));
            found.any = found.any.or_else(|| parsed.any.map(str::to_owned));
            if parsed.signatures.is_empty() {
                found.strangers.get_or_insert_with(|| value.clone().into_owned());
            }
        }
    }
    if !there {
        return Ok(None);
    }
    if let Some(StampAt::Place(place)) = scheme.stamp.as_ref().map(|stamp| &stamp.at) {
        found.stamp = one(place, message, item)?;
    }
    Ok(Some(found))
}

/// The value of a place where there may be only one.
pub(super) fn one<'a>(place: &Place, message: &Message<'a>, item: &'a [u8]) -> Result<Option<Cow<'a, str>>, Fault> {
    let values = place.read_all(message, item);
    if values.windows(2).any(|pair| pair[0] != pair[1]) {
        return Err(Fault::DuplicateHeader(place.to_string()));
    }
    Ok(values.into_iter().next().filter(|value| !value.is_empty()))
}

/// A value without a signature: of another version, or no value at all.
pub(super) fn unreadable(scheme: &Scheme, value: &str) -> Fault {
    let place = scheme.at.first().map(ToString::to_string).unwrap_or_default();
    // `v2=…` or `v1a,…` where the scheme knows another label.
    let label = value.find(['=', ',']).is_some_and(|end| {
        (1..=20).contains(&end)
            && end + 1 < value.trim_end_matches('=').len()
            && value[..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    if label && (scheme.format.holds_several() || scheme.format.is_labelled()) {
        Fault::UnknownVersion(format!("{place} holds no signature of the version that this scheme knows"))
    } else {
        Fault::BadEncoding(format!("{place} is not of the form that this scheme writes"))
    }
}
