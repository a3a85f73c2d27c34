//! Opens a page in the user's browser.

use super::messages;
use crate::diag::Diagnostic;
use std::process::{Command, Stdio};

/// Opens `address` with what the system opens addresses with, and does not wait for it.
pub(super) fn open(address: &str) -> Result<(), Diagnostic> {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        // `start` is a command of the shell, and takes its first quoted argument for a title.
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut child = Command::new(program)
        .args(arguments)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| messages::no_browser(&format!("{program}: {e}")))?;
    // Waiting is what removes an ended process from the system's table.
    let reaper = move || drop(child.wait());
    std::thread::Builder::new()
        .spawn(reaper)
        .map(drop)
        .map_err(|e| messages::no_browser(&e.to_string()))
}
