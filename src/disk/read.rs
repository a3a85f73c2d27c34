//! Reading originals.

use super::kinds::{Role, role};
use super::{bytes, shown};
use crate::diag::Diagnostic;
use crate::parse::Kind;
use std::fs;
use std::io;
use std::path::Path;

/// The bytes of a file of the content folder. Only regular files are opened, so that a pipe put in a
/// file's place after listing cannot hang the build.
///
/// # Errors
/// What the system says, naming the file.
pub fn read(content: &Path, content_shown: &str, file: &str) -> Result<Vec<u8>, Diagnostic> {
    let path = content.join(file);
    bytes(&path).map_err(|e| Diagnostic::unreadable(&format!("{content_shown}/{file}"), &e))
}

/// An original as it was read by itself: its kind, its bytes, and the name and bytes of its sidecar.
pub type Opened = (Kind, Vec<u8>, Option<(String, Vec<u8>)>);

/// Reads an original that is named by itself.
///
/// # Errors
/// It is of no kind that is parsed, is no regular file, or cannot be read.
pub fn original(path: &Path) -> Result<Opened, Diagnostic> {
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    if fs::metadata(path).is_ok_and(|m| !m.is_file()) {
        return Err(Diagnostic::not_a_file(&shown(path)));
    }
    let Role::Original(kind) = role(&name) else {
        return Err(Diagnostic::unknown_kind(&shown(path)));
    };
    let read = bytes(path).map_err(|e| Diagnostic::unreadable(&shown(path), &e))?;
    let beside = path.with_extension("toml");
    match bytes(&beside) {
        Ok(sidecar) => Ok((kind, read, Some((shown(&beside), sidecar)))),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok((kind, read, None)),
        Err(e) => Err(Diagnostic::unreadable(&shown(&beside), &e)),
    }
}
