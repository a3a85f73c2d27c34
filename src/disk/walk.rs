//! One pass over the content folder, in which the folders of a level are read on all cores: looking at every
//! file is most of a build that finds nothing changed. Nothing is opened.

use super::kinds::{Role, is_litter, role};
use super::list::{Original, stem};
use super::{Stamp, shown};
use crate::diag::Diagnostic;
use crate::parse::Kind;
use rayon::prelude::*;
use std::fs::{self, DirEntry, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Sorted by file.
    pub(super) originals: Vec<Original>,
    pub(super) sidecars: Vec<(String, Stamp)>,
    pub(super) assets: Vec<(String, Stamp)>,
    pub(super) page_parts: Vec<(String, Stamp)>,
    pub(super) said: Vec<Diagnostic>,
    folders: Vec<Folder>,
}

/// A folder to be read.
#[derive(Debug)]
struct Folder {
    path: PathBuf,
    /// Relative to the content folder, with `/` between the parts; empty for itself.
    file: String,
    /// Where it and the folders above it really are, where links are followed.
    real: Vec<PathBuf>,
}

/// Finds all files; `real` is where the content folder really is.
pub(super) fn walk(content: &Path, content_shown: &str, real: PathBuf, follow: bool) -> Vec<Found> {
    let walk = Walk {
        shown: content_shown,
        real: &real.clone(),
        follow,
    };
    let mut level = vec![Folder {
        path: content.to_owned(),
        file: String::new(),
        real: if follow { vec![real] } else { Vec::new() },
    }];
    let mut all = Vec::new();
    while !level.is_empty() {
        let mut found: Vec<Found> = level.par_iter().map(|f| walk.folder(f)).collect();
        let folders = found.iter_mut().map(|f| std::mem::take(&mut f.folders));
        level = folders.flatten().collect();
        all.append(&mut found);
    }
    all
}

struct Walk<'a> {
    shown: &'a str,
    real: &'a Path,
    follow: bool,
}

impl Walk<'_> {
    fn folder(&self, folder: &Folder) -> Found {
        let mut out = Found::default();
        let unreadable = |e: &io::Error| Diagnostic::unreadable(&self.place(&folder.file), e);
        match fs::read_dir(&folder.path) {
            Err(e) => out.said.push(unreadable(&e)),
            Ok(entries) => {
                for entry in entries {
                    match entry {
                        Ok(entry) => self.entry(folder, &entry, &mut out),
                        Err(e) => out.said.push(unreadable(&e)),
                    }
                }
            }
        }
        out.originals.sort_unstable_by(|a, b| a.file.cmp(&b.file));
        out.folders.sort_unstable_by(|a, b| a.file.cmp(&b.file));
        out.said.sort_by(Diagnostic::order);
        out
    }

    fn entry(&self, folder: &Folder, entry: &DirEntry, out: &mut Found) {
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            let place = self.place(&below(&folder.file, &shown(Path::new(&name))));
            out.said.push(Diagnostic::unreadable_name(&place));
            return;
        };
        let file = below(&folder.file, name);
        if let Err(said) = self.file(folder, entry, name, &file, out) {
            out.said.push(said);
        }
    }

    /// Takes note of an entry.
    fn file(
        &self,
        folder: &Folder,
        entry: &DirEntry,
        name: &str,
        file: &str,
        out: &mut Found,
    ) -> Result<(), Diagnostic> {
        let unreadable = |e: io::Error| Diagnostic::unreadable(&self.place(file), &e);
        let mut kind = entry.file_type().map_err(unreadable)?;
        let mut followed = None;
        if kind.is_symlink() {
            if !self.follow {
                return Err(Diagnostic::link_not_followed(&self.place(file)));
            }
            let path = entry.path();
            let meta = fs::metadata(&path).map_err(unreadable)?;
            let real = self.led_to(&path, folder, &meta, file)?;
            kind = meta.file_type();
            followed = Some((meta, real));
        }
        self.kinds(kind, name, file)?;
        if kind.is_dir() {
            let real = followed.map(|(_, real)| real);
            out.folders.push(self.inner(folder, entry, file, real));
            return Ok(());
        }
        let meta = match followed {
            Some((meta, _)) => meta,
            None => entry.metadata().map_err(unreadable)?,
        };
        self.of_role(file.to_owned(), Stamp::of(&meta), out)
    }

    /// Where a link leads; not out of the content folder, and to no folder that it lies in.
    fn led_to(
        &self,
        path: &Path,
        folder: &Folder,
        meta: &Metadata,
        file: &str,
    ) -> Result<PathBuf, Diagnostic> {
        let real = fs::canonicalize(path).ok();
        if meta.is_dir() && real.as_ref().is_some_and(|r| folder.real.contains(r)) {
            return Err(Diagnostic::link_loop(&self.place(file)));
        }
        real.filter(|real| real.starts_with(self.real))
            .ok_or_else(|| Diagnostic::link_leads_out(&self.place(file)))
    }

    fn kinds(&self, kind: FileType, name: &str, file: &str) -> Result<(), Diagnostic> {
        match kind {
            kind if kind.is_dir() && is_litter(name) => Err(Diagnostic::hidden(&self.place(file))),
            kind if kind.is_dir() || kind.is_file() => Ok(()),
            _ => Err(Diagnostic::not_a_file(&self.place(file))),
        }
    }

    fn inner(&self, above: &Folder, entry: &DirEntry, file: &str, real: Option<PathBuf>) -> Folder {
        let mut all = above.real.clone();
        if let Some(last) = above.real.last() {
            all.push(real.unwrap_or_else(|| last.join(entry.file_name())));
        }
        Folder {
            path: entry.path(),
            file: file.to_owned(),
            real: all,
        }
    }

    fn of_role(&self, file: String, stamp: Stamp, out: &mut Found) -> Result<(), Diagnostic> {
        let name = file.rsplit('/').next().unwrap_or(&file);
        let of_saved_page = || file.split('/').any(|part| part.ends_with("_files"));
        match role(name) {
            Role::Litter => return Err(Diagnostic::hidden(&self.place(&file))),
            _ if of_saved_page() => out.page_parts.push((file, stamp)),
            Role::Original(Kind::Markdown) if stem(name) == "_index" => {
                return Err(Diagnostic::section_page(&self.place(&file)));
            }
            Role::Original(kind) => out.originals.push(Original {
                file: file.into(),
                kind,
                stamp,
                sidecar: None,
            }),
            Role::Sidecar => out.sidecars.push((file, stamp)),
            Role::Asset => out.assets.push((file, stamp)),
            Role::Unknown => return Err(Diagnostic::unknown_kind(&self.place(&file))),
        }
        Ok(())
    }

    fn place(&self, file: &str) -> String {
        below(self.shown, file)
    }
}

/// A file of a folder; either may be empty.
pub(super) fn below(folder: &str, file: &str) -> String {
    match (folder, file) {
        ("", only) | (only, "") => only.to_owned(),
        _ => [folder, "/", file].concat(),
    }
}
