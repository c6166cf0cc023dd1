//! Header fields as they came: ordered pairs of bytes, duplicates kept.
//!
//! The pairs live in one buffer, in the very form the store keeps, so that capturing a request encodes its headers
//! once and a scan over a million deliveries decodes none it does not look at. The form: for each field the length
//! of its name and of its value as LEB128 numbers, then name and value.

/// An ordered list of header (or trailer) fields.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers {
    encoded: Vec<u8>,
}

/// Stored header bytes that do not decode: the file was damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored headers do not decode")]
pub struct BadHeaders;

impl Headers {
    /// No fields, with room for `bytes` of them.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { encoded: Vec::with_capacity(bytes) }
    }

    /// Takes what [`Headers::encoded`] gave, checking that every pair lies within it.
    pub fn from_encoded(encoded: Vec<u8>) -> Result<Self, BadHeaders> {
        let mut rest = encoded.as_slice();
        while !rest.is_empty() {
            (_, rest) = split_field(rest).ok_or(BadHeaders)?;
        }
        Ok(Self { encoded })
    }

    /// The fields in their stored form.
    pub fn encoded(&self) -> &[u8] {
        &self.encoded
    }

    /// Adds a field at the end.
    pub fn push(&mut self, name: &[u8], value: &[u8]) {
        push_length(&mut self.encoded, name.len());
        push_length(&mut self.encoded, value.len());
        self.encoded.extend_from_slice(name);
        self.encoded.extend_from_slice(value);
    }

    /// Gives the field this one value: in the place of its first, or at the end. `name` is in lower case.
    pub fn set(&mut self, name: &str, value: &[u8]) {
        let mut fields = Self::with_capacity(self.encoded.len() + name.len() + value.len() + 4);
        let mut done = false;
        for (found, old) in self.iter() {
            if !found.eq_ignore_ascii_case(name.as_bytes()) {
                fields.push(found, old);
            } else if !done {
                fields.push(found, value);
                done = true;
            }
        }
        if !done {
            fields.push(name.as_bytes(), value);
        }
        *self = fields;
    }

    /// Every field in order, name and value.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        Self::fields(&self.encoded)
    }

    /// Every field of an encoded list; stops early where the bytes do not decode.
    pub fn fields(encoded: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
        let mut rest = encoded;
        std::iter::from_fn(move || {
            let (field, after) = split_field(rest)?;
            rest = after;
            Some(field)
        })
    }

    /// The first value of `name` (given in lower case).
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        Self::values(&self.encoded, name).next()
    }

    /// Every value of `name` in an encoded list. Names compare without regard to case.
    pub fn values<'a>(encoded: &'a [u8], name: &str) -> impl Iterator<Item = &'a [u8]> {
        Self::fields(encoded)
            .filter(move |(field, _)| field.eq_ignore_ascii_case(name.as_bytes()))
            .map(|(_, value)| value)
    }

    /// Number of fields.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// True if there is no field.
    pub fn is_empty(&self) -> bool {
        self.encoded.is_empty()
    }
}

impl std::fmt::Debug for Headers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = |bytes: &[u8]| bytes.escape_ascii().to_string();
        f.debug_map().entries(self.iter().map(|(name, value)| (text(name), text(value)))).finish()
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Headers {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(fields: I) -> Self {
        let mut headers = Self::default();
        for (name, value) in fields {
            headers.push(name.as_bytes(), value.as_bytes());
        }
        headers
    }
}

fn push_length(out: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        #[expect(clippy::cast_possible_truncation, reason = "masked to seven bits")]
        out.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    #[expect(clippy::cast_possible_truncation, reason = "below 128 here")]
    out.push(length as u8);
}

fn take_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut length = 0_usize;
    for (at, byte) in bytes.iter().enumerate().take(5) {
        length |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((length, &bytes[at + 1..]));
        }
    }
    None
}

type Field<'a> = (&'a [u8], &'a [u8]);

fn split_field(bytes: &[u8]) -> Option<(Field<'_>, &[u8])> {
    let (name_length, rest) = take_length(bytes)?;
    let (value_length, rest) = take_length(rest)?;
    let (name, rest) = rest.split_at_checked(name_length)?;
    let (value, rest) = rest.split_at_checked(value_length)?;
    Some(((name, value), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_fields_come_back_in_order(fields: Vec<(Vec<u8>, Vec<u8>)>) {
            let mut headers = Headers::default();
            for (name, value) in &fields {
                headers.push(name, value);
            }
            let again = Headers::from_encoded(headers.encoded().to_vec()).expect("just encoded");
            let back: Vec<_> = again.iter().map(|(n, v)| (n.to_vec(), v.to_vec())).collect();
            prop_assert_eq!(back, fields);
        }

        #[test]
        fn damaged_bytes_are_refused_or_decode_but_never_panic(bytes: Vec<u8>) {
            let _ = Headers::from_encoded(bytes);
        }
    }

    #[test]
    fn a_value_longer_than_one_length_byte_survives() {
        let long = "v".repeat(70_000);
        let headers: Headers = [("x-long", long.as_str()), ("x-long", "2")].into_iter().collect();
        assert_eq!(headers.get("x-long").map(<[u8]>::len), Some(70_000));
        assert_eq!(Headers::values(headers.encoded(), "X-Long").count(), 2);
        assert_eq!(headers.len(), 2);
    }

    #[test]
    fn a_field_is_set_in_its_place() {
        let mut headers = Headers::from_iter([("a", "1"), ("b", "2"), ("a", "3")]);
        headers.set("a", b"4");
        headers.set("c", b"5");
        assert_eq!(headers, Headers::from_iter([("a", "4"), ("b", "2"), ("c", "5")]));
    }

    #[test]
    fn a_cut_list_is_refused() {
        let headers: Headers = [("a", "b")].into_iter().collect();
        assert_eq!(Headers::from_encoded(headers.encoded()[..3].to_vec()), Err(BadHeaders));
    }
}
