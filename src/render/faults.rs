//! What Tera says of a template, as diagnostics that name the file as the user would type it.

use super::UserTemplate;
use crate::diag::Diagnostic;
use std::error::Error as _;
use tera::ErrorKind;

/// What there is to say of `error`, at least one thing. `own` are the user's templates.
pub(super) fn faults(error: &tera::Error, own: &[UserTemplate]) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::MissingParent { current, parent } => {
            vec![naming(error, own, current, parent)]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let next = include_chain.get(1).unwrap_or(tpl);
            vec![naming(error, own, tpl, next)]
        }
        ErrorKind::CircularExtend {
            tpl,
            inheritance_chain,
        } => {
            let next = inheritance_chain.get(1).unwrap_or(tpl);
            vec![naming(error, own, tpl, next)]
        }
        // Faults that are found together stand in one text, each in a frame of its own.
        _ => text(error)
            .split("\n\nerror: ")
            .map(|frame| framed(frame, own))
            .collect(),
    }
}

/// The error with its causes.
fn text(error: &tera::Error) -> String {
    let mut message = error.to_string().trim().to_owned();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let text = inner.to_string();
        if !message.contains(text.trim()) {
            message.push_str("\n  because ");
            message.push_str(text.trim());
        }
        cause = inner.source();
    }
    message
}

/// A fault that Tera shows with the line around it: ` --> NAME:LINE:COLUMN` below the message. The place
/// is taken out; the lines stay.
fn framed(frame: &str, own: &[UserTemplate]) -> Diagnostic {
    let frame = frame.strip_prefix("error: ").unwrap_or(frame);
    let place = |line: &str| {
        let (name, column) = line.trim_start().strip_prefix("--> ")?.rsplit_once(':')?;
        let (name, line) = name.rsplit_once(':')?;
        Some((
            name.to_owned(),
            line.parse::<u32>().ok()?,
            column.parse::<u32>().ok()?,
        ))
    };
    let lines: Vec<&str> = frame.lines().collect();
    let found = (lines.iter().enumerate()).find_map(|(at, line)| Some((at, place(line)?)));
    let Some((at, (name, line, column))) = found else {
        return Diagnostic::template("", frame);
    };
    let (before, after) = (&lines[..at], &lines[at + 1..]);
    let message = [before, after].concat().join("\n");
    Diagnostic::template(&shown(&name, own), &message).at_column(line, column)
}

/// A fault in how `template` names another one, where that is in its text.
fn naming(error: &tera::Error, own: &[UserTemplate], template: &str, other: &str) -> Diagnostic {
    let said = Diagnostic::template(&shown(template, own), &text(error));
    let quoted = ['"', '\'', '`'].map(|q| format!("{q}{other}{q}"));
    let line = own.iter().find(|t| t.name == template).and_then(|t| {
        let mut lines = t.text.lines();
        lines.position(|line| quoted.iter().any(|q| line.contains(q)))
    });
    match line.and_then(|at| u32::try_from(at + 1).ok()) {
        Some(line) => said.at(line),
        None => said,
    }
}

/// The file of a template; one of the built-in theme by the name that it can be extended by.
fn shown(name: &str, own: &[UserTemplate]) -> String {
    if own.iter().any(|t| t.name == name) {
        format!("templates/{name}")
    } else if name.starts_with("builtin/") {
        name.to_owned()
    } else {
        format!("builtin/{name}")
    }
}
