//! Sees the changes of a site's files.

#![expect(
    clippy::disallowed_methods,
    reason = "watches name files as the system does, without links"
)]

use super::messages;
use super::pending::Pending;
use super::places::Places;
use crate::diag::Diagnostic;
use crate::disk;
use crate::redirects;
use crate::settings;
use notify::event::{AccessKind, AccessMode, MetadataKind, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use walkdir::WalkDir;

/// Watches the folders of a site.
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    watched: Vec<PathBuf>,
    scope: Arc<RwLock<Scope>>,
    /// Of the watched files when the system last lost count.
    print: Option<u64>,
}

/// What of the disk belongs to a site.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Scope {
    /// The site folder, without links.
    root: PathBuf,
    /// Settings and redirects.
    own: [PathBuf; 2],
    /// Content, templates and static files, by the names that they have, which may be links …
    names: Vec<PathBuf>,
    /// … and by the folders that those are, as far as they exist.
    folders: Vec<PathBuf>,
}

impl Watch {
    /// A watch that sees nothing yet, and will tell `pending`.
    pub(super) fn new(pending: Arc<Pending>) -> Result<Self, Diagnostic> {
        let scope = Arc::new(RwLock::new(Scope::default()));
        let of = Arc::clone(&scope);
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let scope = of.read().unwrap_or_else(PoisonError::into_inner);
            match event {
                Ok(event) => scope.note(&event, &pending),
                // What a watch cannot see any more it may have missed.
                Err(_) => pending.add(|changes| changes.lost = true),
            }
        })
        .map_err(|e| messages::not_watched("", &e))?;
        Ok(Watch {
            watcher,
            watched: Vec::new(),
            scope,
            print: None,
        })
    }

    /// Turns the watch to the folders of a site. `again` where one of them may have been replaced by
    /// another of its name, which the system tells from the old one.
    pub(super) fn turn(&mut self, places: &Places, again: bool) -> Vec<Diagnostic> {
        let scope = Scope::new(places);
        let current = self.scope.read().is_ok_and(|old| *old == scope);
        if current && !again {
            return Vec::new();
        }
        for old in std::mem::take(&mut self.watched) {
            // Fails where the folder is gone, and its watch with it.
            let _ = self.watcher.unwatch(&old);
        }
        let mut said = Vec::new();
        for (folder, mode) in scope.wanted(places) {
            match self.watcher.watch(&folder, mode) {
                Ok(()) => self.watched.push(folder),
                Err(e) => said.push(messages::not_watched(&disk::shown(&folder), &e)),
            }
        }
        *self.scope.write().unwrap_or_else(PoisonError::into_inner) = scope;
        said
    }

    /// Whether files differ from when this was last asked. The system loses count of events when there
    /// are very many, and the build itself may cause them, by opening files. A build for every such
    /// loss would cause the next.
    pub(super) fn differs(&mut self) -> bool {
        let scope = self.scope.read().unwrap_or_else(PoisonError::into_inner);
        let print = Some(scope.print());
        std::mem::replace(&mut self.print, print) != print
    }

    /// A changed file as the user would type it from the site folder.
    pub(super) fn shown(&self, path: &Path) -> String {
        let scope = self.scope.read().unwrap_or_else(PoisonError::into_inner);
        disk::shown(path.strip_prefix(&scope.root).unwrap_or(path))
    }
}

impl Scope {
    fn new(places: &Places) -> Self {
        let root = real(&places.root);
        let names = vec![
            named(&places.content),
            root.join("templates"),
            root.join("static"),
        ];
        Scope {
            own: [settings::FILE, redirects::FILE].map(|name| root.join(name)),
            folders: names.iter().map(|name| real(name)).collect(),
            names,
            root,
        }
    }

    /// What to watch: the folders with all in them, and of those around them only the names, which
    /// come and go.
    fn wanted(&self, places: &Places) -> Vec<(PathBuf, RecursiveMode)> {
        let deep = self.folders.iter().filter(|f| f.is_dir());
        let mut wanted: Vec<_> = deep
            .map(|f| (f.clone(), RecursiveMode::Recursive))
            .collect();
        let mut around = vec![self.root.clone()];
        around.extend(named(&places.content).parent().map(Path::to_owned));
        around.dedup();
        wanted.extend(around.into_iter().map(|f| (f, RecursiveMode::NonRecursive)));
        wanted
    }

    fn note(&self, event: &Event, pending: &Pending) {
        if event.need_rescan() {
            pending.add(|changes| changes.lost = true);
        }
        if !is_change(event.kind) {
            return;
        }
        for path in event.paths.iter().filter(|p| self.holds(p)) {
            let folders = self.names.contains(path) || self.folders.contains(path);
            pending.add(|changes| {
                changes.folders |= folders;
                changes.paths.insert(path.clone());
            });
        }
    }

    /// Whether a file is one that the site is made of.
    fn holds(&self, path: &Path) -> bool {
        if self.own.iter().any(|own| own == path) || self.names.iter().any(|n| n == path) {
            return true;
        }
        // Below a hidden folder all is hidden: a repository's own files change with every command.
        let published =
            |inner: &Path| !(inner.iter()).any(|part| disk::is_litter(&part.to_string_lossy()));
        (self.folders.iter()).any(|f| path.strip_prefix(f).is_ok_and(published))
    }

    /// A number that differs when files differ in name, size or time.
    fn print(&self) -> u64 {
        let mut hash = DefaultHasher::new();
        let files = self.folders.iter().chain(&self.own);
        for entry in files
            .flat_map(|f| WalkDir::new(f).sort_by_file_name())
            .flatten()
        {
            let meta = entry.metadata().ok();
            let stamp = meta.map(|m| (m.len(), m.modified().ok()));
            (entry.path(), stamp).hash(&mut hash);
        }
        hash.finish()
    }
}

/// Whether an event is one of a change. Reading is none; the build does much of it.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Metadata(kind)) => kind != MetadataKind::AccessTime,
        _ => true,
    }
}

/// The path without links, where it exists.
fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path)
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}

/// The path without links, but for the last part.
fn named(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match (absolute.parent(), absolute.file_name()) {
        (Some(parent), Some(name)) => real(parent).join(name),
        _ => absolute,
    }
}
