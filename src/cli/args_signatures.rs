//! What may be typed after `verify`, `sign` and `providers`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

/// How a request is signed: shared by what judges and what signs.
#[derive(Debug, Default, Args)]
pub struct SchemeArgs {
    /// Whose scheme: a name of `hookctl providers list`. Without it, `listen` and `verify` recognise the sender
    #[arg(long, value_name = "NAME")]
    pub provider: Option<String>,
    /// The secret, or where it is; may be repeated
    #[arg(
        long = "secret",
        value_name = "SECRET",
        help = "env:NAME, file:PATH, cmd:COMMAND, - (a line of stdin), or the text; a public key where the scheme has one. May be repeated"
    )]
    pub secrets: Vec<String>,
    /// Turn a knob of the scheme, such as `content={ts}.{body}`; may be repeated (see `hookctl help schemes`)
    #[arg(long = "scheme", value_name = "KEY=VALUE")]
    pub knobs: Vec<String>,
    /// A setting of the scheme that is no secret; may be repeated
    #[arg(
        long = "param",
        value_name = "KEY=VALUE",
        help = "A setting of the scheme that is no secret, such as webhook_id=… of PayPal; may be repeated"
    )]
    pub params: Vec<String>,
    /// The full address that the sender was given, for schemes that sign it
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
}

/// Options of `verify`.
#[derive(Debug, Args)]
#[command(after_help = VERIFY_HELP)]
pub struct VerifyArgs {
    /// A file (- is stdin) with a raw HTTP request, a curl command, a HAR, a delivery as JSON, or the body alone; or a delivery by name
    #[arg(value_name = "FILE|-|DELIVERY", value_hint = ValueHint::FilePath)]
    pub input: Option<String>,
    /// A delivery of the store: 42, last, last~2 or a uid
    #[arg(long, value_name = "N", conflicts_with = "input")]
    pub delivery: Option<String>,
    /// The scheme is unknown: find it from this delivery and its secret, and print it as a pack
    #[arg(long)]
    pub infer: bool,
    /// How it is signed.
    #[command(flatten)]
    pub scheme: SchemeArgs,
    /// A header to add or replace; may be repeated
    #[arg(short = 'H', long = "header", value_name = "K: V")]
    pub headers: Vec<String>,
    /// Take the body from that file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub body: Option<PathBuf>,
    /// The method, where the paste has none [default: POST]
    #[arg(long, value_name = "METHOD")]
    pub method: Option<String>,
    /// Judge it at that time instead of now (a delivery of the store: when it arrived)
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// How old a signature may be, instead of the provider's rule
    #[arg(long, value_name = "DURATION")]
    pub tolerance: Option<String>,
}

const VERIFY_HELP: &str = "\
Exit code: 0 valid, 1 invalid or unsigned, 2 unchecked (no secret) or not understood.

Examples:
  hookctl verify --delivery last --secret env:STRIPE_SECRET
  pbpaste | hookctl verify --secret env:GITHUB_SECRET
  hookctl verify --body payload.json -H 'Stripe-Signature: t=…,v1=…' --secret file:secret.txt
  hookctl verify request.http --infer --secret env:SECRET > packs/acme.toml";

/// Options of `sign`.
#[derive(Debug, Args)]
#[command(after_help = SIGN_HELP)]
pub struct SignArgs {
    /// The body; - is stdin, nothing is an empty one
    #[arg(value_name = "FILE|-", value_hint = ValueHint::FilePath)]
    pub input: Option<String>,
    /// How it is signed.
    #[command(flatten)]
    pub scheme: SchemeArgs,
    /// A header of the request; may be repeated
    #[arg(short = 'H', long = "header", value_name = "K: V")]
    pub headers: Vec<String>,
    /// The method [default: POST]
    #[arg(long, value_name = "METHOD")]
    pub method: Option<String>,
    /// The moment of signing [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// The id of the message, where the scheme signs one
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// What is printed
    #[arg(long, value_name = "FORM", default_value = "headers")]
    pub print: SignedForm,
}

const SIGN_HELP: &str = "\
Examples:
  hookctl sign event.json --provider stripe --secret env:STRIPE_SECRET
  hookctl sign event.json --provider github --secret env:SECRET --url http://127.0.0.1:3000/hooks --print=curl | sh
  hookctl sign event.json --provider generic --secret env:SECRET --scheme 'at=header x-acme-signature' --scheme encoding=base64";

/// Forms of a signed request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SignedForm {
    /// The header lines that signing adds
    Headers,
    /// A curl command
    Curl,
    /// The raw HTTP request
    Http,
    /// A `request` object
    Json,
}

/// Options of `providers`.
#[derive(Debug, Args)]
pub struct ProvidersArgs {
    /// What to do [default: list]
    #[command(subcommand)]
    pub action: Option<ProvidersAction>,
}

/// What `providers` does.
#[derive(Debug, Subcommand)]
pub enum ProvidersAction {
    /// All providers, or those that a word occurs in
    List {
        /// Words of a name, a title, a category or a scheme
        #[arg(value_name = "WORD")]
        words: Vec<String>,
    },
    /// All that is known of one: how it signs, names its events, shakes hands and retries
    Show {
        /// The provider, or a vendor with several schemes
        #[arg(value_name = "NAME")]
        name: String,
        /// Print the pack itself, to build your own upon
        #[arg(long)]
        pack: bool,
    },
    /// The public keys that a vendor publishes at an address
    Keys(KeysArgs),
}

/// Options of `providers keys`.
#[derive(Debug, Args)]
#[command(
    after_help = "Nothing is fetched unless --fetch says so.\n\nExamples:\n  hookctl providers keys google-pubsub --fetch\n  hookctl providers keys aws-sns-v2 --fetch --url https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-….pem\n  hookctl providers keys wise --add wise.pem"
)]
pub struct KeysArgs {
    /// The provider
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Fetch the key from the vendor's address, and keep it
    #[arg(long, conflicts_with = "add")]
    pub fetch: bool,
    /// Keep the key in that file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub add: Option<PathBuf>,
    /// The key's address, where each message names one (such as SNS's `SigningCertURL`)
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
}
