//! The output folder: staged beside it, then moved into place.
//!
//! A first build is one rename. A later one writes the files that changed into the staging folder,
//! and only when all are there moves them over the old ones, one by one. A failure while staging
//! leaves the old site as it was, byte for byte; a process killed while moving leaves every file
//! whole, old or new, and the next build finishes the work. Files that no earlier build wrote are
//! never touched.

use super::lock::{Lock, Refused};
use super::{Stamp, manifest, shown};
use crate::diag::Diagnostic;
use crate::path::SitePath;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};

/// An output folder that this process alone builds into.
#[derive(Debug)]
pub struct Output {
    target: PathBuf,
    /// `.NAME.morgue` beside the target: lock, staged files, fresh manifest.
    beside: PathBuf,
    staged: PathBuf,
    /// What earlier builds wrote; `None` where the target is not there yet, or empty.
    old: Option<BTreeSet<String>>,
    lock: Option<Lock>,
}

/// What became of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It stands there already, byte for byte.
    Same,
    /// It is staged.
    Changed,
}

impl Output {
    /// Prepares to build into `target`.
    ///
    /// # Errors
    /// Another build is running, the folder holds files that no build wrote, or the system refuses;
    /// nothing has been changed then.
    pub fn begin(target: &Path) -> Result<Self, Diagnostic> {
        let fault = |what: &str, path: &Path| {
            let (what, path) = (what.to_owned(), shown(path));
            move |e: io::Error| Diagnostic::disk(&what, &path, &e)
        };
        let old = owned(target)?;
        let parent = match target.parent() {
            Some(p) if !p.as_os_str().is_empty() => p,
            _ => Path::new("."),
        };
        let name = target
            .file_name()
            .ok_or_else(|| Diagnostic::output_is_root(&shown(target)))?;
        let beside = parent.join(format!(".{}.morgue", name.to_string_lossy()));
        fs::create_dir_all(&beside).map_err(fault("cannot create the staging folder", &beside))?;
        let staged = beside.join("site");
        let lock = match staging(&beside, &staged) {
            Ok(lock) => lock,
            Err(refused) => {
                // Empty unless another build is using it.
                let _ = fs::remove_dir(&beside);
                return Err(match refused {
                    Refused::Held(by) => Diagnostic::build_running(&shown(target), by),
                    Refused::Io(e) => fault("cannot prepare the staging folder", &beside)(e),
                });
            }
        };
        Ok(Output {
            target: target.to_owned(),
            beside,
            staged,
            old,
            lock: Some(lock),
        })
    }

    /// Makes the folders of a first build, and checks that no planned path meets a file or folder
    /// that is not ours.
    ///
    /// # Errors
    /// One for every planned path that is taken.
    pub fn prepare<'a>(
        &self,
        paths: impl Iterator<Item = &'a SitePath>,
    ) -> Result<(), Vec<Diagnostic>> {
        let mut folders: BTreeSet<&str> = BTreeSet::new();
        let mut said = Vec::new();
        for path in paths {
            let text = path.as_str();
            if let Some(old) = &self.old
                && !old.contains(text)
                && fs::symlink_metadata(self.target.join(text)).is_ok()
            {
                said.push(Diagnostic::not_ours(&shown(&self.target.join(text))));
            }
            if let Some(at) = text.rfind('/') {
                folders.insert(&text[..at]);
            }
        }
        for folder in folders {
            if self.old.is_some() {
                said.extend(self.leads_out(folder));
            } else if let Err(e) = fs::create_dir_all(self.staged.join(folder)) {
                said.push(Diagnostic::disk(
                    "cannot create the folder",
                    &shown(&self.staged.join(folder)),
                    &e,
                ));
                break;
            }
        }
        if said.is_empty() { Ok(()) } else { Err(said) }
    }

    /// A folder of the target that is a link or a file would carry what is written elsewhere.
    fn leads_out(&self, folder: &str) -> Option<Diagnostic> {
        let mut at = self.target.clone();
        for part in folder.split('/') {
            at.push(part);
            match fs::symlink_metadata(&at) {
                Ok(meta) if meta.is_dir() => {}
                Ok(_) => return Some(Diagnostic::not_ours(&shown(&at))),
                Err(_) => return None,
            }
        }
        None
    }

    /// Stages a file, unless the site has it already. Safe to call from many threads.
    ///
    /// # Errors
    /// What the system says, naming the path.
    pub fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<Written, Diagnostic> {
        if self.old.is_some() && self.stands(path, bytes) {
            return Ok(Written::Same);
        }
        let to = self.staged.join(path.as_str());
        self.make_room(&to)?;
        fs::write(&to, bytes)
            .map_err(|e| Diagnostic::disk("cannot write", &self.place(path), &e))?;
        Ok(Written::Changed)
    }

    /// Stages a copy of a file, unless the site has it already; with its size.
    ///
    /// # Errors
    /// What the system says, naming the path.
    pub fn copy(&self, path: &SitePath, from: &Path) -> Result<(Written, u64), Diagnostic> {
        let size = super::stamp(from)?.size();
        if self.old.is_some() && same_content(&self.target.join(path.as_str()), from, size) {
            return Ok((Written::Same, size));
        }
        let to = self.staged.join(path.as_str());
        self.make_room(&to)?;
        let copied =
            File::open(from).and_then(|mut source| io::copy(&mut source, &mut File::create(&to)?));
        copied
            .map(|n| (Written::Changed, n))
            .map_err(|e| Diagnostic::disk("cannot copy to", &self.place(path), &e))
    }

    /// The stamp of a file of the site as it stands; `None` where there is none, or no file.
    pub fn stamp(&self, path: &SitePath) -> Option<Stamp> {
        stamp_in(&self.target, path)
    }

    fn stands(&self, path: &SitePath, bytes: &[u8]) -> bool {
        let at = self.target.join(path.as_str());
        let same_size =
            fs::symlink_metadata(&at).is_ok_and(|m| m.is_file() && m.len() == bytes.len() as u64);
        same_size && fs::read(&at).is_ok_and(|old| old == bytes)
    }

    /// A later build stages few files, so their folders are made as they come.
    fn make_room(&self, to: &Path) -> Result<(), Diagnostic> {
        match (&self.old, to.parent()) {
            (Some(_), Some(parent)) => fs::create_dir_all(parent)
                .map_err(|e| Diagnostic::disk("cannot create the folder", &shown(parent), &e)),
            _ => Ok(()),
        }
    }

    fn place(&self, path: &SitePath) -> String {
        shown(&self.target.join(path.as_str()))
    }

    /// Puts the staged site in place. `paths` are all of the site, staged or standing.
    ///
    /// # Errors
    /// What the system says; the next build finishes what this one could not.
    pub fn commit<'a>(&self, paths: impl Iterator<Item = &'a SitePath>) -> Result<(), Diagnostic> {
        let now: BTreeSet<String> = paths.map(|p| p.as_str().to_owned()).collect();
        let place = shown(&self.target);
        let fault = |what: &'static str| {
            let place = place.clone();
            move |e: io::Error| Diagnostic::disk(what, &place, &e)
        };
        match &self.old {
            None => {
                manifest::write(&self.staged, &self.beside, now.iter().map(String::as_str))
                    .map_err(fault("cannot write the manifest"))?;
                // An empty folder may stand there; a rename over it works on Unix only.
                match fs::remove_dir(&self.target) {
                    Err(e) if e.kind() != io::ErrorKind::NotFound => {
                        return Err(fault("cannot replace the empty folder")(e));
                    }
                    _ => {}
                }
                fs::rename(&self.staged, &self.target)
                    .map_err(fault("cannot move the site into place"))?;
            }
            Some(old) => {
                // Until all is moved, the manifest names both old and new, so that a killed build leaves
                // no file that nobody owns.
                let both = old.union(&now).map(String::as_str);
                manifest::write(&self.target, &self.beside, both)
                    .map_err(fault("cannot write the manifest"))?;
                self.move_staged()
                    .map_err(fault("cannot move the site into place"))?;
                for gone in old.difference(&now) {
                    self.remove(gone).map_err(fault(
                        "cannot remove a page that is no longer part of the site",
                    ))?;
                }
                manifest::write(&self.target, &self.beside, now.iter().map(String::as_str))
                    .map_err(fault("cannot write the manifest"))?;
            }
        }
        Ok(())
    }

    fn move_staged(&self) -> io::Result<()> {
        for entry in walkdir::WalkDir::new(&self.staged)
            .sort_by_file_name()
            .min_depth(1)
        {
            let entry = entry?;
            let Ok(path) = entry.path().strip_prefix(&self.staged) else {
                continue;
            };
            let to = self.target.join(path);
            if entry.file_type().is_dir() {
                fs::create_dir_all(to)?;
            } else {
                fs::rename(entry.path(), to)?;
            }
        }
        Ok(())
    }

    /// Removes a file of an earlier build and the folders that it leaves empty.
    fn remove(&self, path: &str) -> io::Result<()> {
        match fs::remove_file(self.target.join(path)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        let mut folder = path;
        while let Some(at) = folder.rfind('/') {
            folder = &folder[..at];
            // Fails where something is left in it, which is then not ours to remove.
            if fs::remove_dir(self.target.join(folder)).is_err() {
                break;
            }
        }
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // Whatever happened, nothing is left beside the site; the lock goes last.
        let _ = fs::remove_dir_all(&self.staged);
        let _ = fs::remove_file(self.beside.join("manifest"));
        drop(self.lock.take());
        let _ = fs::remove_dir(&self.beside);
    }
}

/// Takes the lock and makes an empty folder to stage in.
fn staging(beside: &Path, staged: &Path) -> Result<Lock, Refused> {
    let lock = Lock::take(beside)?;
    // What a killed build left. It is ours: the lock is held and the folder has our name.
    match fs::remove_dir_all(staged) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(Refused::Io(e)),
        _ => {}
    }
    fs::create_dir(staged).map_err(Refused::Io)?;
    Ok(lock)
}

/// The stamp of a file of a site's folder; `None` where there is none, or it is no regular file.
pub fn stamp_in(target: &Path, path: &SitePath) -> Option<Stamp> {
    let meta = fs::symlink_metadata(target.join(path.as_str())).ok()?;
    meta.is_file().then(|| Stamp::of(&meta))
}

/// Whether two files are equal, read piece by piece: an asset may be a film.
fn same_content(a: &Path, b: &Path, size: u64) -> bool {
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
fn owned(target: &Path) -> Result<Option<BTreeSet<String>>, Diagnostic> {
    let place = shown(target);
    match fs::metadata(target) {
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
