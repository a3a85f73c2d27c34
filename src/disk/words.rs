//! The words of articles, kept in `.morgue/words/` for the search index of the next build: a file for each
//! run of articles, named by what is in it. Like the cache beside it, all of it can be deleted at any time.

use super::cache::header;
use super::spool::read_at;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};

fn folder(root: &Path) -> PathBuf {
    root.join(".morgue").join("words")
}

/// A file of words that is kept.
#[derive(Debug)]
pub struct KeptWords {
    name: u128,
    path: PathBuf,
    /// Where what was kept begins.
    start: u64,
}

impl KeptWords {
    /// What it is called.
    pub fn name(&self) -> u128 {
        self.name
    }

    /// A range of what was kept; `None` where it is not there.
    pub fn read(&self, range: Range<u64>) -> Option<Vec<u8>> {
        let file = fs::File::open(&self.path).ok()?;
        let (from, to) = (
            self.start.checked_add(range.start)?,
            self.start.checked_add(range.end)?,
        );
        // A damaged number must not ask for more memory than the file has bytes.
        if to > file.metadata().ok()?.len() {
            return None;
        }
        let mut bytes = vec![0; usize::try_from(to.checked_sub(from)?).ok()?];
        read_at(&file, &mut bytes, from).ok()?;
        Some(bytes)
    }
}

/// What is kept.
pub fn kept(root: &Path) -> impl Iterator<Item = KeptWords> + use<> {
    let entries = fs::read_dir(folder(root)).into_iter().flatten().flatten();
    let header = header();
    entries.filter_map(move |entry| {
        let name = u128::from_str_radix(entry.file_name().to_str()?, 16).ok()?;
        let (path, header) = (entry.path(), header.as_ref()?);
        let start = header.len() as u64;
        begins_with(&path, header).then_some(KeptWords { name, path, start })
    })
}

/// Keeps these and no others; one of which no bytes are given is there already. A root that cannot be
/// written to keeps none, which costs time and nothing else.
pub fn keep<'a, F>(root: &Path, wanted: BTreeMap<u128, F>)
where
    F: FnOnce() -> Option<[Cow<'a, [u8]>; 3]>,
{
    let folder = folder(root);
    let Some(header) = header() else {
        return;
    };
    let wanted: BTreeMap<String, F> = wanted
        .into_iter()
        .map(|(name, bytes)| (format!("{name:032x}"), bytes))
        .collect();
    for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if !name.to_str().is_some_and(|n| wanted.contains_key(n)) {
            let _ = fs::remove_file(entry.path());
        }
    }
    if wanted.is_empty() || fs::create_dir_all(&folder).is_err() {
        return;
    }
    for (name, parts) in wanted {
        let Some(parts) = parts() else { continue };
        let fresh = folder.join(format!("{name}.{}", std::process::id()));
        // Renamed, so that a killed build leaves no half of one under its name.
        if written(&fresh, &header, &parts)
            .and_then(|()| fs::rename(&fresh, folder.join(name)))
            .is_err()
        {
            let _ = fs::remove_file(&fresh);
            return;
        }
    }
}

fn written(path: &Path, header: &[u8], parts: &[Cow<'_, [u8]>]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(header)?;
    parts.iter().try_for_each(|part| file.write_all(part))
}

/// Keeps none any more.
pub fn forget(root: &Path) {
    let _ = fs::remove_dir_all(folder(root));
}

fn begins_with(file: &Path, header: &[u8]) -> bool {
    use std::io::Read as _;
    let mut start = vec![0; header.len()];
    let read = fs::File::open(file).and_then(|mut f| f.read_exact(&mut start));
    read.is_ok() && start == header
}
