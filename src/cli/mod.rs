//! The command line: arguments to settings, one `run` a subcommand, an exit code.

pub mod args;
mod args_signatures;
mod complete;
mod context;
mod doctor;
mod feedback;
mod help;
mod keys;
mod list;
mod listen;
mod listen_settings;
mod outcome;
mod printer;
mod providers;
mod prune;
mod registry;
mod select;
mod show;
mod sign;
mod signals;
mod trust;
mod verify;
mod verify_input;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;

use crate::report::failure::{self, Failure};
use crate::report::style::Style;

use args::{Cli, Command};
use context::{Context, Format};
use outcome::{Ended, Run};

/// Exit code of a bug.
const BUG: u8 = 70;

/// Runs the program. A panic is reported and becomes exit code 70, with whatever was acknowledged safe in the store.
pub fn main(args: impl Iterator<Item = OsString>) -> ExitCode {
    feedback::report_panics();
    let args: Vec<OsString> = args.map(select::protect_negation).collect();
    if args.len() == 2 && (args[1] == "--version" || args[1] == "-V") {
        // Scripts ask this often; the parser of all commands need not be built for it.
        let _ = writeln!(io::stdout(), "hookctl {}", env!("CARGO_PKG_VERSION"));
        return ExitCode::SUCCESS;
    }
    match std::panic::catch_unwind(|| run(&args)) {
        Ok(code) => ExitCode::from(code),
        Err(_) => ExitCode::from(BUG),
    }
}

fn run(args: &[OsString]) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, args),
    };
    let format = if cli.global.json { Format::Json } else { Format::Human };
    feedback::start_log(&cli.global);
    let (ended, style) = match Context::new(&cli.global) {
        Ok(context) => (dispatch(&context, &cli.command), context.err_style),
        Err(failure) => (Err(failure.into()), Style::plain()),
    };
    match ended {
        Ok(()) | Err(Ended::PipeClosed) => 0,
        Err(Ended::With(code)) => code,
        Err(Ended::Failed(failure)) => tell(&failure, format, &style),
    }
}

fn dispatch(context: &Context, command: &Command) -> Run {
    match command {
        Command::Listen(args) => listen::run(context, args),
        Command::List(args) => list::run(context, args),
        Command::Tail(args) => list::tail(context, args),
        Command::Show(args) => show::run(context, args),
        Command::Verify(args) => verify::run(context, args),
        Command::Sign(args) => sign::run(context, args),
        Command::Providers(args) => providers::run(context, args),
        Command::Prune(args) => prune::run(context, args),
        Command::Doctor(args) => doctor::run(context, args),
        Command::Completions(args) => complete::completions(args),
        Command::Man(args) => complete::man(args),
        Command::Help(args) => help::run(args),
    }
}

fn tell(failure: &Failure, format: Format, style: &Style) -> u8 {
    let text = match format {
        Format::Human => failure::human(failure, style),
        Format::Json => failure::machine(failure),
    };
    // With stderr closed, the exit code still tells.
    let _ = io::stderr().write_all(text.as_bytes());
    failure.kind.code()
}

/// clap's own errors and helps: help asked for is a result, anything else a usage error.
fn usage(error: &clap::Error, args: &[OsString]) -> u8 {
    use clap::error::ErrorKind as Kind;
    if matches!(error.kind(), Kind::DisplayHelp | Kind::DisplayVersion) {
        let _ = error.print();
        return 0;
    }
    if error.kind() == Kind::DisplayHelpOnMissingArgumentOrSubcommand && args.len() < 2 {
        let _ = io::stdout().write_all(args::BARE.as_bytes());
        return 0;
    }
    if args.iter().any(|arg| arg == "--json") {
        let text = error.render().to_string();
        let message = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        let failure = Failure::new(failure::FailureKind::Usage, message);
        return tell(&failure, Format::Json, &Style::plain());
    }
    let _ = error.print();
    2
}
