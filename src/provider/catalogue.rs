//! All packs: the built-in ones, compiled when they are first asked for, and the user's own, which win over them.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::signature::{Condition, Message, Seen};
use crate::text::did_you_mean;

use super::pack::{Handshake, Pack, PackError, PackOrigin};
use super::pointers::{Kind, Pointers};

struct BuiltIn {
    slug: &'static str,
    vendor: &'static str,
    aliases: &'static [&'static str],
    text: &'static str,
    pack: OnceLock<Arc<Pack>>,
}

impl BuiltIn {
    fn pack(&self) -> &Arc<Pack> {
        self.pack.get_or_init(|| {
            let pack = Pack::parse(self.slug, self.text, PackOrigin::BuiltIn, self.slug);
            Arc::new(pack.expect("every built-in pack compiles: a test reads them all"))
        })
    }
}

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The packs that there are.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    own: BTreeMap<String, Arc<Pack>>,
    /// The texts of the user's own, to build upon.
    texts: BTreeMap<String, String>,
}

/// What a name stands for.
#[derive(Debug, Clone)]
pub enum Named {
    /// A provider.
    One(Arc<Pack>),
    /// A vendor with several schemes: the request decides.
    Vendor(Vec<Arc<Pack>>),
}

/// A name that no provider has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no provider `{name}`{meant}")]
pub struct NoProvider {
    /// The name.
    pub name: String,
    meant: String,
}

impl Named {
    /// The pack for a request: the only one, or the one of the vendor's that recognises it, else its usual one.
    pub fn pick(&self, message: &Message<'_>) -> Arc<Pack> {
        match self {
            Self::One(pack) => Arc::clone(pack),
            Self::Vendor(packs) => best(packs.iter(), message).unwrap_or_else(|| self.usual()),
        }
    }

    /// The pack to sign with when nothing tells which.
    pub fn usual(&self) -> Arc<Pack> {
        match self {
            Self::One(pack) => Arc::clone(pack),
            Self::Vendor(packs) => {
                let bare = packs.iter().find(|pack| pack.vendor.as_deref() == Some(&pack.slug));
                let versioned = packs.iter().rev().find(|pack| is_versioned(&pack.slug));
                Arc::clone(bare.or(versioned).unwrap_or(&packs[0]))
            }
        }
    }

    /// All that it may stand for.
    pub fn packs(&self) -> &[Arc<Pack>] {
        match self {
            Self::One(pack) => std::slice::from_ref(pack),
            Self::Vendor(packs) => packs,
        }
    }
}

fn is_versioned(slug: &str) -> bool {
    slug.rsplit_once("-v").is_some_and(|(_, version)| version.bytes().all(|byte| byte.is_ascii_digit()))
}

impl Catalogue {
    /// Adds a user's pack; it hides a built-in one of the same name.
    pub fn add(&mut self, slug: &str, text: &str, origin: PackOrigin, name: &str) -> Result<(), PackError> {
        let pack = Pack::parse(slug, text, origin, name)?;
        self.texts.insert(slug.to_owned(), text.to_owned());
        self.own.insert(slug.to_owned(), Arc::new(pack));
        Ok(())
    }

    /// The text of a pack, to build upon.
    pub fn text(&self, slug: &str) -> Option<&str> {
        let built_in = || PACKS.iter().find(|pack| pack.slug == slug).map(|pack| pack.text);
        self.texts.get(slug).map(String::as_str).or_else(built_in)
    }

    /// All packs by name.
    pub fn all(&self) -> Vec<Arc<Pack>> {
        let built_in = PACKS.iter().filter(|pack| !self.own.contains_key(pack.slug)).map(BuiltIn::pack);
        let mut all: Vec<Arc<Pack>> = built_in.chain(self.own.values()).cloned().collect();
        all.sort_by(|a, b| a.slug.cmp(&b.slug));
        all
    }

    /// What a name, a vendor's name or another spelling stands for.
    pub fn find(&self, name: &str) -> Result<Named, NoProvider> {
        let name = name.trim().to_ascii_lowercase();
        let mut vendor = self.vendor(&name);
        if vendor.len() > 1 {
            vendor.sort_by(|a, b| a.slug.cmp(&b.slug));
            return Ok(Named::Vendor(vendor));
        }
        if let Some(pack) = self.own.get(&name) {
            return Ok(Named::One(Arc::clone(pack)));
        }
        if let Some(pack) = PACKS.iter().find(|pack| pack.slug == name).or_else(|| by_alias(&name)) {
            return Ok(Named::One(Arc::clone(pack.pack())));
        }
        if let Some(pack) = self.own.values().find(|pack| pack.aliases.contains(&name)).or(vendor.first()) {
            return Ok(Named::One(Arc::clone(pack)));
        }
        Err(NoProvider { meant: did_you_mean(&name, self.names().iter().map(String::as_str)), name })
    }

    fn vendor(&self, name: &str) -> Vec<Arc<Pack>> {
        let hidden = |pack: &&BuiltIn| !self.own.contains_key(pack.slug);
        let built_in =
            PACKS.iter().filter(|pack| pack.vendor == name).filter(hidden).map(|pack| Arc::clone(pack.pack()));
        let own = self.own.values().filter(|pack| pack.vendor.as_deref() == Some(name)).cloned();
        built_in.chain(own).collect()
    }

    /// Every name that can be given.
    pub fn names(&self) -> Vec<String> {
        let built_in = PACKS.iter().flat_map(|pack| {
            let vendor = (!pack.vendor.is_empty()).then_some(pack.vendor);
            std::iter::once(pack.slug).chain(vendor).chain(pack.aliases.iter().copied())
        });
        let mut names: Vec<String> = built_in.map(str::to_owned).chain(self.own.keys().cloned()).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Who sent this, as far as the request tells.
    pub fn recognise(&self, message: &Message<'_>) -> Option<Arc<Pack>> {
        // The user's own come first: of equals they win.
        let by_headers = self.built_in(&senders().by_headers(message));
        best(self.own.values().chain(by_headers), message)
            .or_else(|| best(self.built_in(&senders().by_content(message)).into_iter(), message))
    }

    /// Built-in packs by number, less those that the user's own hide.
    fn built_in(&self, numbers: &[usize]) -> Vec<&'static Arc<Pack>> {
        let visible = |pack: &&BuiltIn| self.own.is_empty() || !self.own.contains_key(pack.slug);
        numbers.iter().map(|at| &PACKS[*at]).filter(visible).map(BuiltIn::pack).collect()
    }

    /// The challenge that this request is, of this provider or of any.
    pub fn handshake(&self, pack: Option<&Arc<Pack>>, message: &Message<'_>) -> Option<(Arc<Pack>, Handshake)> {
        let of = |pack: &Arc<Pack>| {
            let is_it = |handshake: &&Handshake| handshake.when.iter().all(|condition| condition.holds(message));
            pack.handshakes.iter().find(is_it).map(|handshake| (Arc::clone(pack), handshake.clone()))
        };
        if let Some(pack) = pack {
            of(pack)
        } else {
            let mut numbers = shakers().by_headers(message);
            numbers.extend(shakers().by_content(message));
            numbers.sort_unstable();
            numbers.dedup();
            let telling = |found: &(Arc<Pack>, Handshake)| found.1.is_telling();
            self.own.values().chain(self.built_in(&numbers)).find_map(|pack| of(pack).filter(telling))
        }
    }

    /// The packs whose signature header the request has: who may have sent it, where nothing else tells.
    pub fn by_signature(&self, message: &Message<'_>) -> Vec<Arc<Pack>> {
        let there = |pack: &&Arc<Pack>| {
            let names = pack.scheme.at.iter().filter_map(|place| place.header());
            names.filter(|name| *name != "authorization").any(|name| message.headers.get(name).is_some())
        };
        let mut found: Vec<Arc<Pack>> = self.all().iter().filter(there).cloned().collect();
        found.sort_by_key(|pack| std::cmp::Reverse(pack.rank));
        found
    }
}

fn by_alias(name: &str) -> Option<&'static BuiltIn> {
    PACKS.iter().find(|pack| pack.aliases.contains(&name))
}

fn senders() -> &'static Pointers {
    static TABLE: OnceLock<Pointers> = OnceLock::new();
    TABLE.get_or_init(|| Pointers::new(SENDERS))
}

fn shakers() -> &'static Pointers {
    static TABLE: OnceLock<Pointers> = OnceLock::new();
    TABLE.get_or_init(|| Pointers::new(SHAKERS))
}

/// The pack whose alternative holds with the most conditions; of equals the first.
fn best<'a>(packs: impl Iterator<Item = &'a Arc<Pack>>, message: &Message<'a>) -> Option<Arc<Pack>> {
    let mut winner: Option<(usize, &Arc<Pack>)> = None;
    let mut seen = Seen::default();
    for pack in packs {
        let most = winner.map_or(0, |(most, _)| most);
        let longer = pack.recognise.iter().filter(|alternative| alternative.len() > most);
        let mut holds =
            |alternative: &&'a Vec<Condition>| alternative.iter().all(|one| one.holds_in(message, &mut seen));
        let holding = longer.filter(|alternative| holds(alternative));
        if let Some(count) = holding.map(Vec::len).max() {
            winner = Some((count, pack));
        }
    }
    winner.map(|(_, pack)| Arc::clone(pack))
}
