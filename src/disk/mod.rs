//! The disk: the only place that touches the file system.
//!
//! `read` finds and reads what the user has, and never writes there. `output` owns the site's folder:
//! it stages, moves into place, and deletes only what an earlier build wrote. `init` writes a new
//! site folder into an empty place.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the one place that may touch the file system"
)]

mod cache;
mod init;
mod kinds;
mod list;
mod lock;
mod manifest;
mod output;
mod own;
mod read;
mod spool;
mod stamp;
mod standing;
mod walk;
mod words;

pub use cache::{Remember, Remembered, remembered};
pub use init::init;
pub use list::{Listing, Original, list};
pub use output::{CopyFault, Output, Written};
pub use own::{redirects, settings, statics, templates};
pub use read::{Opened, original, read};
pub use spool::{Kept, Spool};
pub use stamp::{Moment, Stamp};
pub use standing::stamp_in;
pub use words::{KeptWords, forget, keep, kept};

use crate::diag::Diagnostic;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// A path for messages: with `/` between the parts on every system.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The stamp of a file.
///
/// # Errors
/// What the system says, naming the file.
pub fn stamp(file: &Path) -> Result<Stamp, Diagnostic> {
    std::fs::metadata(file)
        .map(|m| Stamp::of(&m))
        .map_err(|e| Diagnostic::unreadable(&shown(file), &e))
}

/// What the system says of a file of the content folder that cannot be opened to be copied.
pub fn unreadable(content: &Path, content_shown: &str, file: &str) -> Option<Diagnostic> {
    let fault = opened(&content.join(file)).err()?;
    Some(Diagnostic::unreadable(
        &format!("{content_shown}/{file}"),
        &fault,
    ))
}

/// A regular file, opened, and its size. A pipe, which may never be written to, or a device is none.
fn opened(file: &Path) -> io::Result<(File, u64)> {
    let meta = std::fs::metadata(file)?;
    if !meta.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    Ok((File::open(file)?, meta.len()))
}

/// The bytes of a regular file.
fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    let (mut file, size) = opened(file)?;
    // Nearly every file comes whole with the first call, and none of the system's calls that
    // `read_to_end` makes to learn its size and its end is needed.
    let mut bytes = vec![0; usize::try_from(size).unwrap_or(0).min(1 << 24)];
    let read = first_of(&mut file, &mut bytes)?;
    if read as u64 != size || size == 0 {
        bytes.truncate(read);
        file.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// What one call reads.
fn first_of(file: &mut File, out: &mut [u8]) -> io::Result<usize> {
    loop {
        match file.read(out) {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}

/// The text of a regular file.
fn text(file: &Path) -> io::Result<String> {
    String::from_utf8(bytes(file)?).map_err(|e| {
        let sound = e.as_bytes().iter().take(e.utf8_error().valid_up_to());
        let line = sound.filter(|b| **b == b'\n').count() + 1;
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("it is not UTF-8, first in line {line}"),
        )
    })
}

/// Whether a file is hidden, or what an editor or a system leaves behind, by its name.
pub fn is_litter(name: &str) -> bool {
    kinds::is_litter(name)
}

/// Whether a file of the content folder is one that is copied, by its name.
pub fn is_asset(file: &str) -> bool {
    kinds::role(file.rsplit('/').next().unwrap_or(file)) == kinds::Role::Asset
}

/// The endings of files that are copied.
#[cfg(test)]
pub(crate) fn asset_endings() -> &'static [&'static str] {
    kinds::ASSETS
}

/// Makes sure that content and output do not lie inside one another.
///
/// # Errors
/// They do; nothing has been touched.
pub fn apart(content: &Path, output: &Path) -> Result<(), Diagnostic> {
    let (inner, outer) = (resolved(output), resolved(content));
    if inner.starts_with(&outer) || outer.starts_with(&inner) {
        return Err(Diagnostic::output_overlaps(&shown(output), &shown(content)));
    }
    Ok(())
}

/// What the root holds besides content: the site may not take its place, nor lie in it.
const OWN: &[&str] = &[
    "templates",
    "static",
    ".git",
    ".morgue",
    crate::settings::FILE,
];

/// Makes sure that neither the user's theme, settings and history nor our cache are in the output's
/// way.
///
/// # Errors
/// One of them is; nothing has been touched.
pub fn apart_from_own(root: &Path, output: &Path) -> Result<(), Diagnostic> {
    let site = resolved(output);
    for name in OWN {
        let own = resolved(&root.join(name));
        if site.starts_with(&own) || own.starts_with(&site) {
            return Err(Diagnostic::output_overlaps_own(&shown(output), name));
        }
    }
    Ok(())
}

/// The path without links, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut rest = Vec::new();
    let mut at = absolute.as_path();
    loop {
        if let Ok(real) = std::fs::canonicalize(at) {
            return rest.iter().rev().fold(real, |p, part| p.join(part));
        }
        match (at.file_name(), at.parent()) {
            (Some(name), Some(parent)) => {
                rest.push(name.to_owned());
                at = parent;
            }
            _ => return absolute,
        }
    }
}
