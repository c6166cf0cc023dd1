//! The mistakes that are looked for: a stable code, what it means, and how to mend it. One row each.

/// A known mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause {
    /// Stable.
    pub code: &'static str,
    /// What happened.
    pub text: &'static str,
    /// What to do.
    pub fix: &'static str,
}

macro_rules! causes {
    ($($name:ident = $code:literal, $text:literal, $fix:literal;)*) => {
        $(#[doc = $text] pub const $name: Cause = Cause { code: $code, text: $text, fix: $fix };)*
        /// Every cause.
        pub const ALL: &[Cause] = &[$($name),*];
    };
}

causes! {
    BODY_RESERIALISED = "body_reserialised",
        "the body was parsed and written again after it was signed: the signature fits it in another layout",
        "verify the raw bytes, before any JSON parser touches them: express.raw(), request.get_data(), request.body as bytes";
    BODY_TRAILING_NEWLINE = "body_trailing_newline",
        "a line end at the end of the body was added or lost after it was signed",
        "send files with `curl --data-binary @file` (`-d @file` drops line ends; `echo` and editors add one)";
    BODY_CRLF = "body_crlf",
        "line ends in the body were changed (CRLF and LF) after it was signed",
        "pass the body on as bytes: text mode, git's autocrlf and editors convert line ends";
    BODY_BOM = "body_bom",
        "a byte order mark at the start of the body was added or lost after it was signed",
        "save and read the body without a byte order mark (`utf-8`, not `utf-8-sig`)";
    BODY_CHARSET = "body_charset",
        "the characters of the body were encoded anew (UTF-8 and Latin-1) after it was signed",
        "take the body as bytes; do not decode and encode it on the way";
    BODY_WHITESPACE = "body_whitespace",
        "blanks around the body were added or lost after it was signed",
        "pass the body on as bytes, untrimmed";
    BODY_FORM_ENCODING = "body_form_encoding",
        "the form was decoded and encoded anew after it was signed (`+` and `%20`, letter case of `%2f`)",
        "verify the raw bytes of the form, before it is parsed";
    BODY_COMPRESSED = "body_compressed",
        "the signature fits the body before or after decompression, and this is the other one",
        "verify the bytes that the provider signs: look whether it signs before it compresses";
    BODY_EMPTY = "body_empty",
        "an empty body was signed, and what is here is a stand-in for it (`{}`, `null`), or the reverse",
        "verify what arrived; a framework may turn an empty body into `{}`";
    BODY_DOUBLE_ENCODED = "body_double_encoded",
        "the body was wrapped into a JSON string after it was signed, or unwrapped",
        "pass the body on as it is, without encoding it as JSON once more";
    SECRET_WHITESPACE = "secret_whitespace",
        "the secret has blanks or a line end around it that do not belong to it",
        "trim it: `printf %s` instead of `echo`, no blank after the copied text";
    SECRET_QUOTES = "secret_quotes",
        "the secret is wrapped in quotes that do not belong to it",
        "take the quotes off: some .env readers keep them";
    SECRET_PREFIX = "secret_prefix",
        "the secret has a prefix that does not belong to it here, or lacks one that does",
        "copy the secret whole, as the provider shows it, and give it to the verifier in the form it wants";
    SECRET_ENCODING = "secret_encoding",
        "the secret was decoded where its text is the key, or used as text where it must be decoded",
        "give the key as this provider means it";
    OTHER_SECRET = "other_secret",
        "it was signed with another secret that is configured here",
        "use that secret for this endpoint: each endpoint, and test and live mode, have their own";
    TEST_SECRET = "test_secret",
        "it was signed with hookctl's published test secret",
        "send it with the endpoint's own secret, or verify it with the test secret";
    SIGNATURE_ENCODING = "signature_encoding",
        "the signature is right, but written in another way than this scheme writes it",
        "write it as the provider does";
    SIGNATURE_VERSION = "signature_version",
        "the right signature stands under another label than this scheme reads",
        "label it as the provider does";
    HEADER_NAME = "header_name",
        "the right signature stands in another header than this scheme reads",
        "send it in the provider's header, and let no proxy rename it";
    TIMESTAMP_UNIT = "timestamp_unit",
        "the timestamp that was signed is the same moment in another unit or spelling",
        "sign and send the very same text for the timestamp";
    STALE = "timestamp_stale",
        "the signature is right, the moment of signing is too long ago",
        "sign each try anew; check the clocks; for an old delivery judge it at its time (`--at`), or widen `--tolerance`";
    CLOCK = "clock_skew",
        "the signature is right, the moment of signing is in the future",
        "set the clock of the sender, or of this machine (`date`)";
    URL_MISMATCH = "url_mismatch",
        "the signature was made for another address than it is judged by",
        "give the verifier the address exactly as the provider has it (`--url`): a proxy or tunnel changes scheme, host, port or path";
    METHOD_MISMATCH = "method_mismatch",
        "the signature was made for another method",
        "give the verifier the method that was sent (`--method`)";
    CONTENT_LAYOUT = "content_layout",
        "something else was signed than this scheme signs: the parts are put together in another way",
        "put the parts together as the provider does";
    ALGORITHM = "algorithm",
        "the signature was made with another hash than this scheme uses",
        "use the provider's hash";
    WRONG_PROVIDER = "wrong_provider",
        "it is signed as another provider signs",
        "judge it as that provider, or let hookctl recognise it (`--provider auto`)";
    KEY_FORM = "public_key",
        "the public key is another than the one this was signed with",
        "take the key of this very application, environment and key id";
    HANDSHAKE = "handshake",
        "this is a challenge to the address, not an event",
        "answer it as the provider asks; `hookctl listen` does";
    NOT_SIGNED = "not_signed",
        "this provider does not sign",
        "protect the address otherwise: a secret path, basic authentication, an allow-list of senders";
    MASKED = "masked",
        "the signature was masked when it was copied",
        "copy it once more with `--reveal`";
    URL_UNKNOWN = "url_unknown",
        "the address is part of what is signed, and nobody said which the provider has",
        "give it in full with `--url https://…` (or `url` of the endpoint): behind a proxy or tunnel it is not what arrives here";
    UNEXPLAINED = "unexplained",
        "none of the known mistakes explains it",
        "most likely the secret is another one: of another endpoint or application, of test instead of live mode, or an older one";
    PARTLY_COVERED = "partly_covered",
        "the signature does not cover the whole body",
        "trust only what is covered";
}
