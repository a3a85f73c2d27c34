//! What stands in an output folder, and which of it is ours.

use super::manifest::{self, Files};
use super::{Stamp, shown};
use crate::diag::Diagnostic;
use crate::path::SitePath;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;

/// The stamp of a file of a site's folder; `None` where there is none, or it is no regular file.
pub fn stamp_in(target: &Path, path: &SitePath) -> Option<Stamp> {
    let meta = fs::symlink_metadata(target.join(path.as_str())).ok()?;
    meta.is_file().then(|| Stamp::of(&meta))
}

/// Whether two files are equal, read piece by piece: an asset may be a film.
pub(super) fn same_content(a: &Path, b: &Path, size: u64) -> bool {
    if !fs::symlink_metadata(a).is_ok_and(|m| m.is_file() && m.len() == size) {
        return false;
    }
    let equal = || -> io::Result<bool> {
        let (mut a, mut b) = (
            BufReader::with_capacity(1 << 16, File::open(a)?),
            BufReader::with_capacity(1 << 16, File::open(b)?),
        );
        loop {
            let (x, y) = (a.fill_buf()?, b.fill_buf()?);
            let n = x.len().min(y.len());
            if n == 0 {
                return Ok(x.len() == y.len());
            }
            if x[..n] != y[..n] {
                return Ok(false);
            }
            a.consume(n);
            b.consume(n);
        }
    };
    equal().unwrap_or(false)
}

/// What earlier builds wrote into `target`; `None` where nothing stands there.
pub(super) fn owned(target: &Path) -> Result<Option<Files>, Diagnostic> {
    let place = shown(target);
    let is_link = fs::symlink_metadata(target).is_ok_and(|m| m.is_symlink());
    match fs::metadata(target) {
        Err(e) if e.kind() == io::ErrorKind::NotFound && is_link => {
            return Err(Diagnostic::output_is_link(&place));
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => {
            return Err(Diagnostic::disk(
                "cannot read the output folder",
                &place,
                &e,
            ));
        }
        Ok(meta) if !meta.is_dir() => return Err(Diagnostic::output_is_file(&place)),
        Ok(_) => {}
    }
    match manifest::read(target) {
        Ok(Some(files)) => return Ok(Some(files)),
        Ok(None) => {}
        Err(e) => {
            return Err(Diagnostic::disk(
                "cannot read the manifest",
                &format!("{place}/{}", manifest::NAME),
                &e,
            ));
        }
    }
    let mut entries = fs::read_dir(target)
        .map_err(|e| Diagnostic::disk("cannot read the output folder", &place, &e))?;
    match entries.next() {
        None if is_link => Err(Diagnostic::output_is_link(&place)),
        None => Ok(None),
        Some(Ok(first)) => Err(Diagnostic::foreign_output(
            &place,
            &first.file_name().to_string_lossy(),
        )),
        Some(Err(e)) => Err(Diagnostic::disk(
            "cannot read the output folder",
            &place,
            &e,
        )),
    }
}

/// Whether a folder of the target holds nothing but files of `old`, so that all of it may go.
pub(super) fn is_all_ours(target: &Path, folder: &str, old: &Files) -> bool {
    walkdir::WalkDir::new(target.join(folder))
        .min_depth(1)
        .into_iter()
        .all(|entry| {
            entry.is_ok_and(|entry| {
                let kind = entry.file_type();
                let name = entry.path().strip_prefix(target).map(shown);
                kind.is_dir() || kind.is_file() && name.is_ok_and(|name| old.contains(&name))
            })
        })
}

/// The first of the folders that lead to `folder` which is there and is none.
pub(super) fn no_folder<'a>(target: &Path, folder: &'a str) -> Option<(&'a str, fs::FileType)> {
    let ends = folder.match_indices('/').map(|(at, _)| at);
    for end in ends.chain([folder.len()]) {
        let part = folder.get(..end)?;
        match fs::symlink_metadata(target.join(part)) {
            Ok(meta) if meta.is_dir() => {}
            Ok(meta) => return Some((part, meta.file_type())),
            Err(_) => return None,
        }
    }
    None
}

/// All folders that lead to some paths in order, each before those in it.
pub(super) fn folders<'a>(paths: &[&'a str]) -> BTreeSet<&'a str> {
    let mut all = BTreeSet::new();
    let mut last = "";
    for path in paths {
        let folder = memchr::memrchr(b'/', path.as_bytes()).map_or("", |at| &path[..at]);
        if folder != last {
            let ends = folder.match_indices('/').map(|(at, _)| at);
            all.extend(ends.chain([folder.len()]).map(|end| &folder[..end]));
            last = folder;
        }
    }
    all
}
