//! Interactive sessions: prompts, what was typed after them, and what came back.

use super::{grammar, python, sheet};
use crate::document::{CodeLine, Token, TokenClass};

/// What a line of a session begins with.
enum Prompt {
    /// A prompt of this many bytes, for a new command.
    First(usize),
    /// A prompt of this many bytes, for more of the command above.
    More(usize),
    /// No prompt: output.
    Absent,
}

/// Whether code marked as plain Python is a session: its first line has a prompt.
pub(super) fn is_python(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(|line| matches!(python_prompt(line), Prompt::First(_)))
}

/// Python code after `>>>` and `...`, between its results.
pub(super) fn python(text: &str) -> Vec<CodeLine> {
    session(text, |line, _| python_prompt(line), python::colour)
}

/// Shell commands after their prompts, between their output.
///
/// Without any prompt all of `text` is commands.
pub(super) fn shell(text: &str) -> Option<Vec<CodeLine>> {
    let colour = |commands: &str| grammar::colour(SHELL, commands);
    if !text.lines().any(|line| shell_prompt(line).is_some()) {
        return colour(text);
    }
    let prompt = |line: &str, command: Option<&str>| {
        let continued = command.is_some_and(|command| command.ends_with('\\'));
        match shell_prompt(line) {
            Some(length) => Prompt::First(length),
            None if continued && line.starts_with("> ") => Prompt::More(2),
            None if continued => Prompt::More(0),
            None if line.starts_with("# ") => Prompt::First(0),
            None => Prompt::Absent,
        }
    };
    let colour =
        |commands: &str| colour(commands).unwrap_or_else(|| sheet::plain(commands));
    Some(session(text, prompt, colour))
}

/// The grammar of shell commands.
const SHELL: &str = "Bourne Again Shell (bash)";

/// Splits a session into commands, each with its prompts, and output.
///
/// `prompt` sees each line, and the line above it without prompt if that was a command.
fn session(
    text: &str,
    prompt: impl Fn(&str, Option<&str>) -> Prompt,
    colour: impl Fn(&str) -> Vec<CodeLine>,
) -> Vec<CodeLine> {
    let mut lines = Vec::new();
    let mut prompts: Vec<&str> = Vec::new();
    let mut command = String::new();
    let mut above = None;
    for line in text.split_inclusive('\n') {
        let bare = line.strip_suffix('\n').unwrap_or(line);
        let (length, starts) = match prompt(bare, above) {
            Prompt::First(length) => (Some(length), true),
            Prompt::More(length) if above.is_some() => (Some(length), false),
            Prompt::More(_) | Prompt::Absent => (None, true),
        };
        if starts {
            flush(&mut lines, &mut prompts, &mut command, &colour);
        }
        above = length.and_then(|length| bare.get(length..));
        match length.and_then(|length| line.split_at_checked(length)) {
            Some((mark, rest)) => {
                prompts.push(mark.trim_end_matches('\n'));
                command.push_str(rest);
                if !rest.ends_with('\n') {
                    command.push('\n');
                }
            }
            None => {
                let mut plain = CodeLine::default();
                plain.push(TokenClass::Plain, bare);
                lines.push(plain);
            }
        }
    }
    flush(&mut lines, &mut prompts, &mut command, &colour);
    lines
}

/// Colours the command collected so far and puts its prompts back in front.
fn flush(
    lines: &mut Vec<CodeLine>,
    prompts: &mut Vec<&str>,
    command: &mut String,
    colour: &impl Fn(&str) -> Vec<CodeLine>,
) {
    if !prompts.is_empty() {
        for (prompt, mut line) in prompts.drain(..).zip(colour(command)) {
            if !prompt.is_empty() {
                let token = Token { class: TokenClass::Prompt, text: prompt.to_owned() };
                line.tokens.insert(0, token);
            }
            lines.push(line);
        }
        command.clear();
    }
}

fn python_prompt(line: &str) -> Prompt {
    let marked = |mark: &str| {
        let rest = line.strip_prefix(mark)?;
        match rest.as_bytes().first() {
            None => Some(mark.len()),
            Some(b' ') => Some(mark.len() + 1),
            Some(_) => None,
        }
    };
    let first = marked(">>>").map(Prompt::First);
    first.or_else(|| marked("...").map(Prompt::More)).unwrap_or(Prompt::Absent)
}

/// The length of the prompt `line` begins with: `$ `, `user@host:~$ `, `(env) $ `,
/// `PS C:\> `, `C:\work> `.
fn shell_prompt(line: &str) -> Option<usize> {
    let environment = match line.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((name, _)) if !name.contains(' ') => name.len() + 2,
        _ => 0,
    };
    let rest = line.get(environment..)?;
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let rest = &rest[spaces..];
    let powershell = if rest.starts_with("PS ") { 3 } else { 0 };
    let word = rest[powershell..].split(' ').next()?;
    let place = word.contains('@') || word.contains(":\\") || powershell > 0;
    let ends = match word.chars().last()? {
        '$' | '%' => word.len() == 1 || place || word.contains('~'),
        '>' | '#' => place,
        _ => false,
    };
    let indent_fits = environment > 0 || spaces == 0;
    let length = environment + spaces + powershell + word.len();
    (ends && indent_fits).then(|| line.len().min(length + 1))
}
