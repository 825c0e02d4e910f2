//! Everything that is printed.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use handout::Step;
use handout::diagnostic::{Code, Diagnostic, Diagnostics, render_human, render_json};
use handout::source::SourceMap;

use super::args::Messages;

/// Prints diagnostics to standard error.
pub(super) fn diagnostics(
    diagnostics: &Diagnostics,
    sources: &SourceMap,
    form: Messages,
) {
    let sorted = diagnostics.sorted();
    let text = match form {
        Messages::Human => {
            let color =
                io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            render_human(&sorted, sources, color, 100)
        }
        Messages::Json => render_json(&sorted, sources),
    };
    stderr(&text);
}

/// A problem with the command, not with a lesson.
pub(super) fn problem(code: Code, message: &str, help: &str, form: Messages) {
    let mut list = Diagnostics::default();
    list.push(Diagnostic::error(code, None, message).help(help));
    diagnostics(&list, &SourceMap::default(), form);
}

/// The path of something that was written, to standard output.
pub(super) fn written(path: &Path) {
    // A reader that has gone away does not make the export fail.
    let _ = writeln!(io::stdout(), "{}", path.display());
}

/// A script for a shell, to standard output.
pub(super) fn script(script: &[u8]) {
    // A reader that has gone away, such as `head`, is no failure.
    let _ = io::stdout().write_all(script);
}

/// How long each step took.
pub(super) fn timings(times: &[(Step, Duration)]) {
    let line = |(step, took): &(Step, Duration)| {
        format!("timing: {} {:.2} ms\n", step.name(), took.as_secs_f64() * 1000.0)
    };
    stderr(&times.iter().map(line).collect::<String>());
}

fn stderr(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}
