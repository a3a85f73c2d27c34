//! The output folder: staged beside it, then moved into place.
//!
//! A first build is one rename. A later one writes the files that changed into the staging folder,
//! and only when all are there moves them over the old ones, one by one. A failure while staging
//! leaves the old site as it was, byte for byte; a process killed while moving leaves every file
//! whole, old or new, and the next build finishes the work. Files that no earlier build wrote are
//! never touched.

use super::lock::{Lock, Refused};
use super::manifest::{self, Files};
use super::standing::{folders, is_all_ours, no_folder, owned, same_content, stamp_in};
use super::{Stamp, shown};
use crate::diag::Diagnostic;
use crate::path::SitePath;
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// An output folder that this process alone builds into.
#[derive(Debug)]
pub struct Output {
    target: PathBuf,
    /// `.NAME.morgue` beside the target: lock, staged files, fresh manifest.
    beside: PathBuf,
    staged: PathBuf,
    /// What earlier builds wrote; `None` where the target is not there yet, or empty.
    old: Option<Files>,
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

/// Why a file was not copied.
#[derive(Debug)]
pub enum CopyFault {
    /// It cannot be read; the rest of the site is none the worse.
    Source(io::Error),
    /// The site cannot be written.
    Site(Diagnostic),
}

enum Fault {
    Read(io::Error),
    Write(io::Error),
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
        let mut output = Output {
            target: target.to_owned(),
            beside,
            staged,
            old: None,
            lock: Some(lock),
        };
        // Only under the lock: what another build is about to finish would be missed before it.
        output.old = owned(target)?;
        Ok(output)
    }

    /// Whether an earlier build wrote pages of years or of undated articles here: a site with articles.
    pub fn has_dated_pages(&self) -> bool {
        let is_year = |name: &str| name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit());
        self.old.iter().flat_map(Files::iter).any(|path| {
            path.ends_with(".html")
                && path
                    .split_once('/')
                    .is_some_and(|(top, _)| is_year(top) || top == crate::archive::UNDATED)
        })
    }

    /// Makes the folders of a first build, and checks that no planned path, which come in order, meets a
    /// file or folder that is not ours.
    ///
    /// # Errors
    /// One for every planned path that is taken.
    pub fn prepare<'a>(
        &self,
        paths: impl Iterator<Item = &'a SitePath>,
    ) -> Result<(), Vec<Diagnostic>> {
        let paths: Vec<&str> = paths.map(SitePath::as_str).collect();
        let folders = folders(&paths);
        let mut said = Vec::new();
        if let Some(old) = &self.old {
            for text in old.lacking(&paths) {
                if let Ok(meta) = fs::symlink_metadata(self.target.join(text))
                    && !(meta.is_dir() && is_all_ours(&self.target, text, old))
                {
                    said.push(Diagnostic::not_ours(&shown(&self.target.join(text))));
                }
            }
            let astray = |folder: &&str| self.leads_out(folder, old);
            said.extend(folders.par_iter().filter_map(astray).collect::<Vec<_>>());
            return if said.is_empty() { Ok(()) } else { Err(said) };
        }
        for folder in folders {
            if let Err(e) = fs::create_dir_all(self.staged.join(folder)) {
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

    /// A folder of the target that is a link would carry what is written elsewhere. A file of an
    /// earlier build makes way.
    fn leads_out(&self, folder: &str, old: &Files) -> Option<Diagnostic> {
        let at = self.target.join(folder);
        let meta = fs::symlink_metadata(&at).ok()?;
        let is_ours = meta.is_dir() || meta.is_file() && old.contains(folder);
        (!is_ours).then(|| Diagnostic::not_ours(&shown(&at)))
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
        self.make_room(path, &to)?;
        fs::write(&to, bytes)
            .map_err(|e| Diagnostic::disk("cannot write", &self.place(path), &e))?;
        Ok(Written::Changed)
    }

    /// Stages a copy of a file, unless the site has it already; with its size.
    ///
    /// # Errors
    /// What the system says, naming the path that is at fault.
    pub fn copy(&self, path: &SitePath, from: &Path) -> Result<(Written, u64), CopyFault> {
        let unreadable = |e: io::Error| CopyFault::Source(e);
        let (source, size) = super::opened(from).map_err(unreadable)?;
        if self.old.is_some() && same_content(&self.target.join(path.as_str()), from, size) {
            return Ok((Written::Same, size));
        }
        let to = self.staged.join(path.as_str());
        self.make_room(path, &to).map_err(CopyFault::Site)?;
        let copied = copied(source, &to).map_err(|fault| match fault {
            Fault::Read(e) => {
                // Half a file is none.
                let _ = fs::remove_file(&to);
                CopyFault::Source(e)
            }
            Fault::Write(e) => {
                CopyFault::Site(Diagnostic::disk("cannot write", &self.place(path), &e))
            }
        });
        copied.map(|n| (Written::Changed, n))
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

    /// A later build stages few files, so their folders are made as they come. A folder that a person
    /// put in the place of our file would stop the move half-way.
    fn make_room(&self, path: &SitePath, to: &Path) -> Result<(), Diagnostic> {
        if let Some(old) = &self.old
            && fs::symlink_metadata(self.target.join(path.as_str())).is_ok_and(|m| m.is_dir())
            && !is_all_ours(&self.target, path.as_str(), old)
        {
            return Err(Diagnostic::not_ours(&self.place(path)));
        }
        match (&self.old, to.parent()) {
            (Some(_), Some(parent)) => fs::create_dir_all(parent)
                .map_err(|e| Diagnostic::disk("cannot create the folder", &shown(parent), &e)),
            _ => Ok(()),
        }
    }

    fn place(&self, path: &SitePath) -> String {
        shown(&self.target.join(path.as_str()))
    }

    /// Puts the staged site in place. `paths` are all of the site in order, staged or standing.
    ///
    /// # Errors
    /// What the system says; the next build finishes what this one could not.
    pub fn commit<'a>(&self, paths: impl Iterator<Item = &'a SitePath>) -> Result<(), Diagnostic> {
        let now: Vec<&str> = paths.map(SitePath::as_str).collect();
        // The manifest of a site of the same files stands as it is.
        let is_same = |old: &Files| old.iter().eq(now.iter().copied());
        if self.old.as_ref().is_some_and(is_same) {
            let place = shown(&self.target);
            return self
                .move_staged()
                .map_err(|e| Diagnostic::disk("cannot move the site into place", &place, &e));
        }
        let place = shown(&self.target);
        let fault = |what: &'static str| {
            let place = place.clone();
            move |e: io::Error| Diagnostic::disk(what, &place, &e)
        };
        match &self.old {
            None => {
                manifest::write(&self.staged, &self.beside, &now)
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
                let write = |files: &[&str]| {
                    manifest::write(&self.target, &self.beside, files)
                        .map_err(fault("cannot write the manifest"))
                };
                let gone = old.without(&now);
                // Until all is moved, the manifest names both old and new, so that a killed build leaves
                // no file that nobody owns.
                if gone.is_empty() {
                    write(&now)?;
                } else {
                    let mut both = old.lacking(&now);
                    both.extend(old.iter());
                    both.sort_unstable();
                    // The manifest has all of them where none is new.
                    if !old.iter().eq(both.iter().copied()) {
                        write(&both)?;
                    }
                }
                self.move_staged()
                    .map_err(fault("cannot move the site into place"))?;
                for file in &gone {
                    self.remove(file).map_err(fault(
                        "cannot remove a page that is no longer part of the site",
                    ))?;
                }
                if !gone.is_empty() {
                    write(&now)?;
                }
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
            let standing = fs::symlink_metadata(&to).map(|m| m.file_type());
            if entry.file_type().is_dir() {
                // A file of an earlier build, or the preparation would have refused.
                if standing.is_ok_and(|kind| kind.is_file()) {
                    fs::remove_file(&to)?;
                }
                fs::create_dir_all(to)?;
            } else {
                if standing.is_ok_and(|kind| kind.is_dir()) {
                    self.clear(&shown(path), &to)?;
                }
                fs::rename(entry.path(), to)?;
            }
        }
        Ok(())
    }

    /// Removes a folder of earlier builds that becomes a file.
    fn clear(&self, folder: &str, at: &Path) -> io::Result<()> {
        let inside = format!("{folder}/");
        let all = self.old.iter().flat_map(Files::iter);
        for gone in all.filter(|path| path.starts_with(&inside)) {
            self.remove(gone)?;
        }
        match fs::remove_dir(at) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        at.parent().map_or(Ok(()), fs::create_dir_all)
    }

    /// Removes a file of an earlier build and the folders that it leaves empty. Where a person put
    /// something else in its place, or a link in the place of one of its folders, our file is gone
    /// already.
    fn remove(&self, path: &str) -> io::Result<()> {
        let mut folder = path.rfind('/').map_or("", |at| &path[..at]);
        let at = self.target.join(path);
        let is_elsewhere = !folder.is_empty() && no_folder(&self.target, folder).is_some();
        if is_elsewhere || fs::symlink_metadata(&at).is_ok_and(|m| !m.is_file()) {
            return Ok(());
        }
        match fs::remove_file(at) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        // Fails where something is left in it, which is then not ours to remove.
        while !folder.is_empty() && fs::remove_dir(self.target.join(folder)).is_ok() {
            folder = folder.rfind('/').map_or("", |at| &folder[..at]);
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

/// Copies to a new file, and tells which side failed.
fn copied(mut source: File, to: &Path) -> Result<u64, Fault> {
    let mut target = File::create(to).map_err(Fault::Write)?;
    let mut buffer = vec![0; 1 << 16];
    let mut total = 0;
    loop {
        let n = match source.read(&mut buffer) {
            Ok(0) => return Ok(total),
            Ok(n) => n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(Fault::Read(e)),
        };
        let piece = buffer.get(..n).unwrap_or_default();
        target.write_all(piece).map_err(Fault::Write)?;
        total += n as u64;
    }
}
