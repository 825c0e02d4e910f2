//! The command line: arguments in, files and messages out. Binary only.

mod args;
mod disk;
mod export;
mod output;
mod progress;
mod report;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Arguments, Command};

/// How a run ended, as the shell sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything was written.
    Done,
    /// The lessons have problems that allow no output.
    BadLessons,
    /// The command was used wrongly, or files could not be read or written.
    BadUse,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::BadLessons => ExitCode::from(1),
            Outcome::BadUse => ExitCode::from(2),
        }
    }
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Export(arguments) => export::run(&arguments),
        Command::Theme { name, folder } => output::copy_theme(&name, &folder),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            let mut command = Arguments::command();
            clap_complete::generate(shell, &mut command, "handout", &mut script);
            report::script(&script);
            Outcome::Done
        }
    };
    outcome.into()
}
