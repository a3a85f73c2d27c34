//! `morgue init`: a small working site folder.

use super::shown;
use crate::diag::Diagnostic;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// What a new site folder holds.
const FILES: &[(&str, &str)] = &[
    ("morgue.toml", include_str!("starter/morgue.toml")),
    (".gitignore", include_str!("starter/gitignore")),
    (
        ".github/workflows/pages.yml",
        include_str!("starter/pages.yml"),
    ),
    (
        "content/1998/library-cat.txt",
        include_str!("starter/library-cat.txt"),
    ),
    (
        "content/2024/footbridge.md",
        include_str!("starter/footbridge.md"),
    ),
];

/// Writes a new site folder. Existing files are never replaced.
///
/// # Errors
/// A file of that name is there already (then nothing is written), or the system refuses.
pub fn init(folder: &Path) -> Result<Vec<&'static str>, Vec<Diagnostic>> {
    let taken: Vec<_> = FILES
        .iter()
        .filter(|(name, _)| fs::symlink_metadata(folder.join(name)).is_ok())
        .collect();
    if !taken.is_empty() {
        return Err(taken
            .iter()
            .map(|(name, _)| Diagnostic::init_taken(&shown(&folder.join(name))))
            .collect());
    }
    for (name, text) in FILES {
        let path = folder.join(name);
        written(&path, text)
            .map_err(|e| vec![Diagnostic::disk("cannot write", &shown(&path), &e)])?;
    }
    Ok(FILES.iter().map(|(name, _)| *name).collect())
}

fn written(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // Fails where someone was quicker, so that nothing of theirs is lost.
    let whole = fs::File::create_new(path)?.write_all(text.as_bytes());
    if whole.is_err() {
        // Half a file would stand in the way of the next try.
        let _ = fs::remove_file(path);
    }
    whole
}
