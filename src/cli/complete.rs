//! Completion scripts and man pages, from the same definition as the help.

use std::io::{self, Write as _};
use std::path::Path;

use clap::CommandFactory as _;
use clap_complete::Generator;
use clap_complete_nushell::Nushell;

use crate::report::failure::{Failure, FailureKind};

use super::args::{Cli, CompletionsArgs, ManArgs, Shell};
use super::outcome::Run;

/// `completions`.
pub(super) fn completions(args: &CompletionsArgs) -> Run {
    io::stdout().write_all(&script(args.shell))?;
    Ok(())
}

/// `man`.
pub(super) fn man(args: &ManArgs) -> Run {
    match &args.dir {
        Some(folder) => pages(folder).map_err(|error| {
            Failure::new(FailureKind::World, format!("cannot write man pages into `{}`", folder.display()))
                .because(error.to_string())
                .into()
        }),
        None => Ok(clap_mangen::Man::new(Cli::command()).render(&mut io::stdout())?),
    }
}

fn pages(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(Cli::command(), folder)
}

fn script(shell: Shell) -> Vec<u8> {
    match shell {
        Shell::Bash => generated(clap_complete::Shell::Bash),
        Shell::Zsh => generated(clap_complete::Shell::Zsh),
        Shell::Fish => generated(clap_complete::Shell::Fish),
        Shell::PowerShell => generated(clap_complete::Shell::PowerShell),
        Shell::Elvish => generated(clap_complete::Shell::Elvish),
        Shell::Nushell => generated(Nushell),
    }
}

fn generated(generator: impl Generator) -> Vec<u8> {
    let mut out = Vec::new();
    clap_complete::generate(generator, &mut Cli::command(), "hookctl", &mut out);
    out
}
