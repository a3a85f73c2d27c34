//! `morgue init`: a small working site folder.

use super::shown;
use super::standing::no_folder;
use crate::diag::Diagnostic;
use std::collections::BTreeSet;
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
/// A file of that name, or in the place of a folder, is there already (then nothing is written), or the
/// system refuses.
pub fn init(folder: &Path) -> Result<Vec<&'static str>, Vec<Diagnostic>> {
    let taken: BTreeSet<&str> = FILES
        .iter()
        .filter_map(|(name, _)| in_the_way(folder, name))
        .collect();
    if !taken.is_empty() {
        let said = |name: &&str| Diagnostic::init_taken(&shown(&folder.join(name)));
        return Err(taken.iter().map(said).collect());
    }
    for (name, text) in FILES {
        let path = folder.join(name);
        written(&path, text)
            .map_err(|e| vec![Diagnostic::disk("cannot write", &shown(&path), &e)])?;
    }
    Ok(FILES.iter().map(|(name, _)| *name).collect())
}

/// What stands where a new file would, or a folder that it lies in.
fn in_the_way<'a>(folder: &Path, name: &'a str) -> Option<&'a str> {
    let inner = name.rsplit_once('/').map(|(inner, _)| inner);
    let file = inner.and_then(|inner| no_folder(folder, inner));
    let taken = || fs::symlink_metadata(folder.join(name)).is_ok();
    file.map(|(file, _)| file)
        .or_else(|| taken().then_some(name))
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
