//! What may be typed: one definition for parsing, help, completions and the man pages.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};

pub use super::args_signatures::{
    KeysArgs, ProvidersAction, ProvidersArgs, SchemeArgs, SignArgs, SignedForm, VerifyArgs,
};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default())
    .placeholder(AnsiColor::Cyan.on_default());

/// What bare `hookctl` shows.
pub const BARE: &str = "\
hookctl captures webhooks on your own machine, keeps them byte for byte, and shows what came.

  hookctl listen                             capture on http://127.0.0.1:7878, any path
  curl -d '{\"hello\":1}' 127.0.0.1:7878/hi    send something to it, from another shell
  hookctl show last                          look at it
  hookctl list 'path:/hi since:10m'          find it again

`hookctl --help` lists all commands, `hookctl help filters` explains how to find things.
";

/// Ends the long help.
const EXAMPLES: &str = "\
Examples:
  hookctl listen                          capture on http://127.0.0.1:7878, any path
  curl -d '{\"hello\":1}' 127.0.0.1:7878/hi send something to it, from another shell
  hookctl list 'path:/hi since:10m'       find it again
  hookctl show last                       look at it; `--body` writes its exact bytes
  hookctl tail                            watch deliveries land, live
  hookctl verify --delivery last --secret env:SECRET   judge its signature, and say why it is wrong

`hookctl help filters` explains how to find things, `help schemes` how signatures are described; `help packs`,
`help respond`, `help exit-codes` and `help environment` the rest.";

/// Capture, inspect and keep webhooks on your own machine, byte for byte.
#[derive(Debug, Parser)]
#[command(name = "hookctl", version, styles = STYLES, after_help = EXAMPLES, disable_help_subcommand = true)]
#[command(subcommand_required = true, arg_required_else_help = true, max_term_width = 100)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// Options that stand before or after any command.
#[derive(Debug, Args)]
pub struct Global {
    /// The store: one SQLite file, or a folder for it; `:memory:` keeps nothing
    #[arg(long, global = true, value_name = "PATH", env = "HOOKCTL_STORE", hide_env_values = true, value_hint = ValueHint::FilePath, help_heading = "Everywhere")]
    pub store: Option<PathBuf>,
    /// The config file, instead of the nearest hookctl.toml
    #[arg(long, global = true, value_name = "PATH", env = "HOOKCTL_CONFIG", hide_env_values = true, value_hint = ValueHint::FilePath, help_heading = "Everywhere")]
    pub config: Option<PathBuf>,
    /// JSON Lines on stdout, one object a line
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub json: bool,
    /// Colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Everywhere")]
    pub color: ColorChoice,
    /// Less: results and errors only
    #[arg(short, long, global = true, help_heading = "Everywhere")]
    pub quiet: bool,
    /// More diagnostics on stderr; twice for details
    #[arg(short, long, global = true, action = ArgAction::Count, help_heading = "Everywhere")]
    pub verbose: u8,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// Where the stream is a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The capture server: keep whatever is sent to it, answer, print a line a delivery
    Listen(ListenArgs),
    /// Find deliveries, newest first
    List(ListArgs),
    /// Watch deliveries land in the store, whoever captures them (`list --follow`)
    Tail(TailArgs),
    /// Print deliveries: all of one, or a part
    Show(ShowArgs),
    /// Judge a signature, with the reason; name the mistake when it is wrong
    Verify(VerifyArgs),
    /// Sign a body as a provider does
    Sign(SignArgs),
    /// The catalogue of providers: how each signs, names its events, shakes hands and retries
    Providers(ProvidersArgs),
    /// Delete deliveries by age, count or filter
    Prune(PruneArgs),
    /// Check each thing that hookctl needs, and say where each setting comes from
    Doctor(DoctorArgs),
    /// Print a completion script
    Completions(CompletionsArgs),
    /// Print the man page, or write all of them into a folder
    Man(ManArgs),
    /// Explain a command or a topic: filters, schemes, packs, respond, exit-codes, environment
    Help(HelpArgs),
}

/// Options of `listen`.
#[derive(Debug, Default, Args)]
#[command(after_help = LISTEN_EXAMPLES)]
pub struct ListenArgs {
    /// Port; 0 is any free one [default: 7878]
    #[arg(long, short, value_name = "N")]
    pub port: Option<u16>,
    /// Address [default: loopback, 127.0.0.1 and `::1`]; one that others can reach needs --expose
    #[arg(long, value_name = "ADDR")]
    pub host: Option<String>,
    /// Allow an address that other machines can reach
    #[arg(long)]
    pub expose: bool,
    /// Answers in turn, the last repeats, such as `500x2,429+Retry-After=2@1s,200` (see `hookctl help respond`)
    #[arg(long, value_name = "SCRIPT")]
    pub respond: Option<String>,
    /// The answers' body, or @FILE
    #[arg(long, value_name = "TEXT|@FILE")]
    pub respond_body: Option<String>,
    /// A header of the answers, `K: V`; may be repeated
    #[arg(long, value_name = "K: V")]
    pub respond_header: Vec<String>,
    /// Largest body; a larger one is answered 413 and its first bytes are kept as evidence [default: 10MiB]
    #[arg(long, value_name = "SIZE")]
    pub max_body: Option<String>,
    /// End after so many deliveries
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub count: Option<u64>,
    /// End after that time; exit 1 if --count was not reached
    #[arg(long = "for", value_name = "DURATION")]
    pub for_time: Option<String>,
    /// Show and count only what matches; everything is captured all the same
    #[arg(long, value_name = "FILTER", allow_hyphen_values = true)]
    pub only: Option<String>,
    /// How to judge signatures.
    #[command(flatten)]
    pub scheme: SchemeArgs,
    /// How old a signature may be, instead of the provider's rule
    #[arg(long, value_name = "DURATION")]
    pub tolerance: Option<String>,
    /// Do not answer providers' endpoint challenges: they are deliveries like any other
    #[arg(long)]
    pub no_handshake: bool,
    /// Write the readiness object there once the socket accepts
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    pub ready_file: Option<PathBuf>,
}

const LISTEN_EXAMPLES: &str = "\
Examples:
  hookctl listen
  hookctl listen --secret env:STRIPE_SECRET
  hookctl listen --port 0 --count 1 --for 30s --json
  hookctl listen --respond 500x2,200 --only 'path:/webhooks/*'";

/// Options of `list`.
#[derive(Debug, Args)]
#[command(
    after_help = "Filters: `hookctl help filters`.\n\nExamples:\n  hookctl list\n  hookctl list path:/gh* -status:2xx --since 1h\n  hookctl list 'b.data.amount:>1000 | h:x-github-event' --json\n  hookctl list 10..20"
)]
pub struct ListArgs {
    /// What to list.
    #[command(flatten)]
    pub which: Which,
    /// At most so many; 0 is all of them
    #[arg(long, short = 'n', value_name = "N", default_value_t = 50)]
    pub limit: u64,
    /// Oldest first
    #[arg(long)]
    pub oldest_first: bool,
    /// Go on with what lands from now on
    #[arg(long, short)]
    pub follow: bool,
    /// With --json: leave the bodies out
    #[arg(long)]
    pub no_body: bool,
}

/// Options of `tail`.
#[derive(Debug, Args)]
pub struct TailArgs {
    /// What to show.
    #[command(flatten)]
    pub which: Which,
    /// First show so many that are there already
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub limit: u64,
    /// With --json: leave the bodies out
    #[arg(long)]
    pub no_body: bool,
}

/// A selection of deliveries.
#[derive(Debug, Args)]
pub struct Which {
    /// A filter, or deliveries by name: 42, last, last~2, 10..20, a uid
    #[arg(value_name = "FILTER")]
    pub words: Vec<String>,
    /// Received at or after: a time, or a duration meaning ago
    #[arg(long, value_name = "T")]
    pub since: Option<String>,
    /// Received before: a time, or a duration meaning ago
    #[arg(long, value_name = "T")]
    pub until: Option<String>,
}

/// Options of `show`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line; `show` turns them into one `Part`")]
#[command(
    after_help = "Examples:\n  hookctl show last\n  hookctl show 42 --body > payload.json\n  hookctl show last~2 --curl --reveal | sh"
)]
pub struct ShowArgs {
    /// Which: 42, last, last~2, 10..20 or a uid
    #[arg(value_name = "DELIVERY", default_value = "last")]
    pub deliveries: Vec<String>,
    /// The exact bytes of the body and nothing else
    #[arg(long, group = "part")]
    pub body: bool,
    /// The header fields
    #[arg(long, group = "part")]
    pub headers: bool,
    /// The request as raw HTTP
    #[arg(long, group = "part")]
    pub http: bool,
    /// A curl command that sends it again
    #[arg(long, group = "part")]
    pub curl: bool,
    /// With --curl: write signatures, cookies and credentials out instead of masking them
    #[arg(long, requires = "curl")]
    pub reveal: bool,
}

/// Options of `prune`.
#[derive(Debug, Args)]
#[command(
    after_help = "Without a selection, `keep` of hookctl.toml decides.\n\nExamples:\n  hookctl prune --older-than 30d\n  hookctl prune --keep 10000 --yes\n  hookctl prune 'b.data.visitor.email=ada@example.com' --erase"
)]
pub struct PruneArgs {
    /// Only what matches
    #[arg(value_name = "FILTER")]
    pub words: Vec<String>,
    /// Only what is older
    #[arg(long, value_name = "DURATION")]
    pub older_than: Option<String>,
    /// Never the newest so many of those that match
    #[arg(long, value_name = "N")]
    pub keep: Option<u64>,
    /// Leave no trace of the deleted deliveries in the file (rewrites it)
    #[arg(long)]
    pub erase: bool,
    /// Say what would be deleted, and delete nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Do not ask
    #[arg(long, short)]
    pub yes: bool,
}

/// Options of `doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// The port that `listen` would use [default: 7878]
    #[arg(long, short, value_name = "N")]
    pub port: Option<u16>,
}

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}

/// Shells with completions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "names of shells")]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    PowerShell,
    Elvish,
    Nushell,
}

/// Options of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub dir: Option<PathBuf>,
}

/// Options of `help`.
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// A command, or a topic: filters, schemes, packs, respond, exit-codes, environment
    pub topic: Option<String>,
}
