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
mod lock;
mod manifest;
mod output;
mod read;
mod stamp;

pub use cache::{remember, remembered};
pub use init::init;
pub use output::{Output, Written, stamp_in};
pub use read::{Listing, Original, list, original, read, settings, statics, templates};
pub use stamp::{Moment, Stamp};

use crate::diag::Diagnostic;
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
