//! The command line: arguments in, files and messages out. Binary only.

mod args;
mod disk;
mod export;
mod output;
mod progress;
mod report;

use std::process::ExitCode;
use std::thread;

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

/// The stack of each thread, in bytes. Lessons nest things as deep as the limits allow, and
/// the typesetter recurses with them.
const STACK: usize = 32 << 20;

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    // Only a second pool could fail to be built.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
    let thread = thread::Builder::new().stack_size(STACK).spawn(run_command);
    match thread.map(thread::JoinHandle::join) {
        Ok(Ok(outcome)) => outcome.into(),
        // A panic has said why on its own.
        Ok(Err(_)) | Err(_) => Outcome::BadUse.into(),
    }
}

fn run_command() -> Outcome {
    match Arguments::parse().command {
        Command::Export(arguments) => export::run(&arguments),
        Command::Theme { name, folder } => output::copy_theme(&name, &folder),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            let mut command = Arguments::command();
            clap_complete::generate(shell, &mut command, "handout", &mut script);
            report::script(&script);
            Outcome::Done
        }
    }
}
