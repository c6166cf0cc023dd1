//! The table of terms: what may stand in a filter, what it means, and the help that is printed from it.

use super::subject::Field;

/// What kind of value a key has, and how it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text field: contains, glob, `=`, regex.
    Text(Field),
    /// The event's own id or the delivery's uid.
    Id,
    /// The value of a fixed header.
    FixedHeader(&'static str),
    /// Header names: present.
    HeaderNames,
    /// `name: value` lines of the headers.
    HeaderLines,
    /// The value of the header named in the key.
    Header,
    /// The value of the query parameter named in the key.
    Query,
    /// The value of the cookie named in the key.
    Cookie,
    /// A value within a JSON or form body, by dotted path.
    Body,
    /// Bytes.
    Size,
    /// An HTTP status: the worst latest attempt, else hookctl's answer.
    Status,
    /// An HTTP status: hookctl's answer.
    Answered,
    /// A span of time: the slowest latest attempt, else hookctl's answer.
    Took,
    /// Received at or after.
    Since,
    /// Received before.
    Before,
    /// Received on that day.
    On,
    /// Among the newest so many.
    Last,
    /// Where it came from.
    Origin,
    /// The verdict on its signature.
    Signature,
    /// A state.
    Is,
    /// A jq program.
    Jq,
}

/// One key of the language.
pub struct Key {
    /// As typed before the operator. One that ends in `.` is followed by a name or path.
    pub name: &'static str,
    /// Other spellings.
    pub aliases: &'static [&'static str],
    pub(super) kind: Kind,
    /// An example.
    pub example: &'static str,
    /// What it finds.
    pub help: &'static str,
}

const fn key(name: &'static str, kind: Kind, example: &'static str, help: &'static str) -> Key {
    Key { name, aliases: &[], kind, example, help }
}

/// Every key.
pub const KEYS: &[Key] = &[
    key("provider", Kind::Text(Field::Provider), "provider:stripe|github", "the recognised sender"),
    key("event", Kind::Text(Field::EventType), "event:invoice.*", "the event type"),
    key("method", Kind::Text(Field::Method), "method:POST", "the request method"),
    key("path", Kind::Text(Field::Target), "path:/gh*", "path and query as received"),
    key("endpoint", Kind::Text(Field::Endpoint), "endpoint:chat", "the configured endpoint it came to"),
    key("host", Kind::FixedHeader("host"), "host:localhost", "the Host header"),
    key("type", Kind::FixedHeader("content-type"), "type:json", "the Content-Type header"),
    key("ip", Kind::Text(Field::Peer), "ip:127.0.0.1", "the sender's address and port"),
    key("id", Kind::Id, "id:evt_1Q", "the event's own id, or the delivery's uid"),
    key("tag", Kind::Text(Field::Tags), "tag:bug", "a tag given in the TUI"),
    key("note", Kind::Text(Field::Note), "note:ask", "a note written in the TUI"),
    key(
        "status",
        Kind::Status,
        "status:>=400",
        "the worst latest answer of a target, else hookctl's own; 4xx is a class",
    ),
    key("answered", Kind::Answered, "answered:2xx", "the status hookctl answered"),
    key("resp", Kind::Text(Field::AttemptAnswers), "resp:\"No signatures\"", "what a target answered"),
    key("took", Kind::Took, "took:>250ms", "how long the target took, else hookctl"),
    key("size", Kind::Size, "size:>64k", "bytes of the body"),
    key("since", Kind::Since, "since:10m", "received at or after a time, or so long ago"),
    Key {
        aliases: &["until"],
        ..key("before", Kind::Before, "before:14:05", "received before a time, or so long ago")
    },
    key("on", Kind::On, "on:2026-11-20", "received on that day"),
    key("last", Kind::Last, "last:50", "among the newest 50 numbers"),
    key("origin", Kind::Origin, "origin:any", "captured, imported, sent or any; without it, captured and imported"),
    key(
        "sig",
        Kind::Signature,
        "sig:bad",
        "ok (valid), bad (invalid), old (its timestamp), none (unsigned), nokey (unchecked), or a reason code such as no_match",
    ),
    key("h", Kind::HeaderNames, "h:x-github-event", "has a header of that name"),
    key("h.", Kind::Header, "h.user-agent:GitHub*", "the value of that header"),
    key("headers", Kind::HeaderLines, "headers:/x-.*: 1/", "any header line, as `name: value`"),
    key("q.", Kind::Query, "q.page:2", "the value of that query parameter, decoded"),
    key("c.", Kind::Cookie, "c.session:", "the value of that cookie"),
    key(
        "b.",
        Kind::Body,
        "b.data.amount:>1000",
        "a JSON or form field of the body by dotted path; list items by number",
    ),
    key("body", Kind::Text(Field::Body), "body:refund", "anywhere in the body"),
    key("is", Kind::Is, "is:dup", "a state; see below"),
    key(
        "jq",
        Kind::Jq,
        "jq:'.data.lines|length>1'",
        "a jq program over a JSON body gives something other than false or null",
    ),
];

/// How a state is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StateTest {
    /// The field has a value.
    Present(Field),
    /// The field is that number.
    Equals(Field, i64),
    /// The field contains the word.
    Word(Field, &'static str),
    /// Fewer bytes kept than sent.
    Cut,
    /// The body is not UTF-8.
    Binary,
}

/// One value of `is:`.
pub struct State {
    /// As typed.
    pub name: &'static str,
    pub(super) test: StateTest,
    /// What it finds.
    pub help: &'static str,
}

const fn state(name: &'static str, test: StateTest, help: &'static str) -> State {
    State { name, test, help }
}

/// Every state.
pub const STATES: &[State] = &[
    state(
        "refused",
        StateTest::Equals(Field::Standing, 2),
        "refused for being over the limit; kept as evidence, seen only with this term",
    ),
    state("browser", StateTest::Equals(Field::Standing, 1), "a browser that looked at the address"),
    state(
        "handshake",
        StateTest::Equals(Field::Standing, 3),
        "a provider's challenge to the address, answered as it asks",
    ),
    state("dup", StateTest::Present(Field::DuplicateOf), "repeats the event id of an earlier delivery"),
    state("cut", StateTest::Cut, "fewer bytes were kept than were sent"),
    state("binary", StateTest::Binary, "the body is not UTF-8 text"),
    state("test", StateTest::Equals(Field::Origin, 1), "sent by hookctl itself"),
    state("marked", StateTest::Present(Field::Marked), "marked in the TUI"),
    state("forwarded", StateTest::Word(Field::AttemptCauses, "forward"), "handed on to a target"),
    state("replay", StateTest::Word(Field::AttemptCauses, "replay"), "sent again"),
    state("retry", StateTest::Word(Field::AttemptStates, "waiting"), "waiting for its next attempt"),
    state("failed", StateTest::Word(Field::AttemptStates, "failed"), "an attempt to hand it on failed for good"),
];

/// mitmproxy's short forms: what is typed, whether a value follows, and the term it stands for.
pub struct Alias {
    /// As typed.
    pub name: &'static str,
    /// The key it stands for, followed by its fixed value if it takes none.
    pub(super) means: Means,
    /// What it finds.
    pub help: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Means {
    /// A key, whose value (a regular expression) follows.
    Key(&'static str),
    /// A whole filter.
    Filter(&'static str),
}

const fn alias(name: &'static str, means: Means, help: &'static str) -> Alias {
    Alias { name, means, help }
}

/// Every alias, a longer name before a shorter one that begins it.
pub const ALIASES: &[Alias] = &[
    alias("~marked", Means::Filter("is:marked"), "marked"),
    alias("~replay", Means::Filter("is:replay"), "sent again"),
    alias("~all", Means::Filter("origin:any"), "everything"),
    alias("~src", Means::Key("ip"), "sender's address"),
    alias("~m", Means::Key("method"), "method"),
    alias("~u", Means::Key("path"), "path and query"),
    alias("~h", Means::Key("headers"), "a header line"),
    alias("~b", Means::Key("body"), "the body"),
    alias("~c", Means::Key("status"), "status"),
    alias("~d", Means::Key("host"), "host"),
    alias("~t", Means::Key("type"), "content type"),
    alias("~e", Means::Filter("is:failed"), "failed"),
    alias("~q", Means::Filter("-answered:100..599"), "not answered"),
];

/// Words of `sig:` and the stored status or reason each stands for. Besides these, it takes every reason code.
pub(super) const SIGNATURES: &[(&str, SignatureWord)] = &[
    ("ok", SignatureWord::Status("valid")),
    ("valid", SignatureWord::Status("valid")),
    ("bad", SignatureWord::Status("invalid")),
    ("invalid", SignatureWord::Status("invalid")),
    ("none", SignatureWord::Status("unsigned")),
    ("unsigned", SignatureWord::Status("unsigned")),
    ("nokey", SignatureWord::Status("unchecked")),
    ("unchecked", SignatureWord::Status("unchecked")),
    ("old", SignatureWord::Reason("timestamp_too_old")),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignatureWord {
    Status(&'static str),
    Reason(&'static str),
}

/// How terms are put together; the head of the printed help.
const GRAMMAR: &str = "\
A filter is terms joined by blanks (AND), `|` or OR with blanks around, `-`, `!` or NOT before a term, and ( ).
  refund  \"exact words\"  /ch_[0-9a-z]+/    anywhere: path, provider, event, headers, body; either letter case
  key:value                                contains; with * the whole value; key:a|b is either
  key=value  key!=value  key:/regex/       equal, not equal, regular expression
  key:>n  key:>=n  key:<n  key:a..b        numbers, sizes (64k), spans (250ms), times
  key:                                     has any value
  42  #42  last  last~2  10..20  UID       deliveries by name; names side by side: each of them
  @name                                    a filter saved under [filters] in hookctl.toml
";

/// An honest word about terms that have nothing to look at.
const NOT_YET: &str = "
This version hands nothing on and has no TUI to mark deliveries in: terms that ask about these match nothing.
";

/// The whole language on a page: what `hookctl help filters` prints.
pub fn help() -> String {
    use std::fmt::Write as _;
    let mut out = String::from(GRAMMAR);
    out.push_str("\nKeys\n");
    for key in KEYS {
        let _ = writeln!(out, "  {:<27} {}", key.example, key.help);
    }
    out.push_str("\nStates\n");
    for state in STATES {
        let _ = writeln!(out, "  is:{:<24} {}", state.name, state.help);
    }
    out.push_str("\nmitmproxy's short forms (values are regular expressions)\n");
    for alias in ALIASES {
        let form = match alias.means {
            Means::Key(_) => format!("{} VALUE", alias.name),
            Means::Filter(_) => alias.name.to_owned(),
        };
        let _ = writeln!(out, "  {form:<27} {}", alias.help);
    }
    out.push_str(NOT_YET);
    out
}

/// The key of that name, and what follows the dot where it has one.
pub(super) fn find(name: &str) -> Option<(&'static Key, &str)> {
    if let Some(key) = KEYS.iter().find(|key| key.name == name || key.aliases.contains(&name)) {
        return Some((key, ""));
    }
    let dot = name.find('.')?;
    let (head, rest) = name.split_at(dot + 1);
    KEYS.iter().find(|key| key.name == head).filter(|_| !rest.is_empty()).map(|key| (key, rest))
}

/// All names of keys, for suggestions.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    KEYS.iter().flat_map(|key| std::iter::once(key.name).chain(key.aliases.iter().copied()))
}
