//! What a request has that points to packs: its headers, the members of its JSON body, its parameters and form fields.

use std::collections::HashMap;

use xxhash_rust::xxh3::Xxh3DefaultBuilder;

use crate::signature::{Index, Message, form_names};

/// Kinds of things that point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// A header's name.
    Header,
    /// The name of a member of the body's outermost object; `[]` for a list.
    Member,
    /// A parameter of the query.
    Query,
    /// A field of a form.
    Form,
    /// Nothing that could be looked up.
    Nothing,
}

/// A row of the tables that `build.rs` makes: what points, and to which packs by number.
pub(super) type Row = (Kind, &'static str, &'static [usize]);

/// A table, to look things up in.
pub(super) struct Pointers {
    packs: HashMap<(Kind, &'static [u8]), &'static [usize], Xxh3DefaultBuilder>,
}

impl Pointers {
    pub(super) fn new(rows: &[Row]) -> Self {
        Self { packs: rows.iter().map(|(kind, name, packs)| ((*kind, name.as_bytes()), *packs)).collect() }
    }

    /// The packs that the request's headers point to.
    pub(super) fn by_headers(&self, message: &Message<'_>) -> Vec<usize> {
        let mut found = Vec::new();
        for (name, _) in message.headers.iter() {
            self.add(Kind::Header, name, &mut found);
        }
        ordered(found)
    }

    /// The packs that its body and its query point to, and those that nothing points to.
    pub(super) fn by_content(&self, message: &Message<'_>) -> Vec<usize> {
        let mut found = Vec::new();
        self.add(Kind::Nothing, b"", &mut found);
        for pair in message.query().split('&') {
            let name = pair.split('=').next().unwrap_or_default();
            self.add(
                Kind::Query,
                percent_encoding::percent_decode_str(name).collect::<Vec<u8>>().as_slice(),
                &mut found,
            );
        }
        match message.body.trim_ascii_start().first() {
            Some(b'[') => self.add(Kind::Member, b"[]", &mut found),
            // A byte order mark comes before an object.
            Some(b'{' | 0xef) => {
                let own = Index::default();
                let index = message.index.unwrap_or(&own);
                index.each_name(message.body, |name| self.add(Kind::Member, name, &mut found));
            }
            _ => form_names(message).iter().for_each(|name| self.add(Kind::Form, name.as_bytes(), &mut found)),
        }
        ordered(found)
    }

    fn add(&self, kind: Kind, name: &[u8], found: &mut Vec<usize>) {
        if let Some(packs) = self.packs.get(&(kind, name)) {
            found.extend(*packs);
        }
    }
}

fn ordered(mut found: Vec<usize>) -> Vec<usize> {
    found.sort_unstable();
    found.dedup();
    found
}
