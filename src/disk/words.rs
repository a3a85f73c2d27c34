//! The words of articles, kept in `.morgue/words/` for the search index of the next build: a file for each
//! run of articles, named by what is in it. Like the cache beside it, all of it can be deleted at any time.

use super::cache::header;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn folder(root: &Path) -> PathBuf {
    root.join(".morgue").join("words")
}

/// What is kept, by name.
pub fn kept(root: &Path) -> impl Iterator<Item = (u128, Vec<u8>)> + use<> {
    let entries = fs::read_dir(folder(root)).into_iter().flatten().flatten();
    let header = header();
    entries.filter_map(move |entry| {
        let name = u128::from_str_radix(entry.file_name().to_str()?, 16).ok()?;
        let mut bytes = fs::read(entry.path()).ok()?;
        let header = header.as_ref().filter(|h| bytes.starts_with(h))?;
        bytes.drain(..header.len());
        Some((name, bytes))
    })
}

/// Keeps these and no others; of one that is there already the bytes are not asked for. A root that cannot be
/// written to keeps none, which costs time and nothing else.
pub fn keep<F: FnOnce() -> Vec<u8>>(root: &Path, wanted: BTreeMap<u128, F>) {
    let folder = folder(root);
    let Some(header) = header() else {
        return;
    };
    let mut wanted: BTreeMap<String, F> = wanted
        .into_iter()
        .map(|(name, bytes)| (format!("{name:032x}"), bytes))
        .collect();
    for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let stands = begins_with(&entry.path(), &header)
            && name.to_str().is_some_and(|n| wanted.remove(n).is_some());
        if !stands {
            let _ = fs::remove_file(entry.path());
        }
    }
    if wanted.is_empty() || fs::create_dir_all(&folder).is_err() {
        return;
    }
    for (name, bytes) in wanted {
        let fresh = folder.join(format!("{name}.{}", std::process::id()));
        let all = [header.as_slice(), &bytes()].concat();
        // Renamed, so that a killed build leaves no half of one under its name.
        if fs::write(&fresh, all)
            .and_then(|()| fs::rename(&fresh, folder.join(name)))
            .is_err()
        {
            let _ = fs::remove_file(&fresh);
            return;
        }
    }
}

fn begins_with(file: &Path, header: &[u8]) -> bool {
    use std::io::Read as _;
    let mut start = vec![0; header.len()];
    let read = fs::File::open(file).and_then(|mut f| f.read_exact(&mut start));
    read.is_ok() && start == header
}
