//! Every key of `hookctl.toml`, for strictness and suggestions.

use toml::de::{DeTable, DeValue};

use crate::text::did_you_mean;

/// What may stand under a key.
pub(super) enum Known {
    /// A value; its type is checked when it is read.
    Value,
    /// A table with these keys.
    Table(&'static [(&'static str, Known)]),
    /// A table with names of the user's own.
    Names,
    /// Tables with names of the user's own, each with these keys.
    Tables(&'static [(&'static str, Known)]),
}

use Known::{Names, Table, Tables, Value};

const LISTEN: &[(&str, Known)] = &[
    ("port", Value),
    ("host", Value),
    ("expose", Value),
    ("respond", Value),
    ("respond_body", Value),
    ("respond_header", Value),
    ("max_body", Value),
    ("count", Value),
    ("for", Value),
    ("only", Value),
    ("ready_file", Value),
    ("provider", Value),
    ("secret", Value),
    ("scheme", Value),
    ("param", Value),
    ("url", Value),
    ("tolerance", Value),
    ("no_handshake", Value),
];

const ENDPOINT: &[(&str, Known)] = &[
    ("path", Value),
    ("provider", Value),
    ("secrets", Value),
    ("url", Value),
    ("tolerance", Value),
    ("scheme", Names),
    ("params", Names),
    ("respond", Value),
];

/// The whole file.
pub(super) const KEYS: &[(&str, Known)] = &[
    ("packs", Value),
    ("keep", Table(&[("age", Value), ("count", Value)])),
    ("listen", Table(LISTEN)),
    ("endpoint", Tables(ENDPOINT)),
    ("filters", Names),
];

/// A key that is not known.
pub(super) struct Unknown {
    pub(super) message: String,
    /// Where it stands, in bytes.
    pub(super) at: std::ops::Range<usize>,
}

/// The first key that is not known.
pub(super) fn unknown(table: &DeTable<'_>, known: &[(&'static str, Known)], path: &str) -> Option<Unknown> {
    for (key, value) in table {
        let name: &str = key.get_ref();
        let Some((_, below)) = known.iter().find(|(known, _)| *known == name) else {
            let meant = did_you_mean(name, known.iter().map(|(name, _)| *name));
            let place = if path.is_empty() { "at the top".to_owned() } else { format!("in [{path}]") };
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            let message = format!("`{name}` is not a key {place}{meant} (the keys there: {})", names.join(", "));
            return Some(Unknown { message, at: key.span() });
        };
        if let (Table(below), DeValue::Table(table)) = (below, value.get_ref())
            && let Some(found) = unknown(table, below, name)
        {
            return Some(found);
        }
        if let (Tables(below), DeValue::Table(named)) = (below, value.get_ref()) {
            for (own, table) in named {
                if let DeValue::Table(table) = table.get_ref()
                    && let Some(found) = unknown(table, below, &format!("{name}.{}", own.get_ref()))
                {
                    return Some(found);
                }
            }
        }
    }
    None
}
