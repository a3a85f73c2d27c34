//! Finding the user's files.

use super::kinds::{Role, is_litter, role};
use super::{Stamp, shown};
use crate::diag::Diagnostic;
use crate::parse::Kind;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// An article's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Relative to the content folder, with `/` between the parts.
    pub file: Arc<str>,
    /// What kind of original.
    pub kind: Kind,
    /// Its stamp.
    pub stamp: Stamp,
    /// The sidecar beside it, with its stamp.
    pub sidecar: Option<Arc<(String, Stamp)>>,
}

/// What the content folder holds.
#[derive(Debug, Default)]
pub struct Listing {
    /// Articles, sorted by file.
    pub originals: Vec<Original>,
    /// Files to copy, sorted.
    pub assets: Vec<(String, Stamp)>,
    /// Files in the `NAME_files` folder of a saved page, sorted: published where an article shows them.
    pub page_parts: Vec<(String, Stamp)>,
    /// What is not published, and why.
    pub said: Vec<Diagnostic>,
}

/// Lists the content folder. `content_shown` is its name in messages.
///
/// # Errors
/// The folder cannot be read at all.
pub fn list(
    content: &Path,
    content_shown: &str,
    follow_links: bool,
) -> Result<Listing, Diagnostic> {
    let meta = fs::metadata(content).map_err(|e| Diagnostic::no_content(content_shown, &e))?;
    if !meta.is_dir() {
        return Err(Diagnostic::no_content(
            content_shown,
            &io::Error::from(io::ErrorKind::NotADirectory),
        ));
    }
    let real = fs::canonicalize(content).map_err(|e| Diagnostic::no_content(content_shown, &e))?;
    let mut walk = Walk {
        content,
        shown: content_shown,
        real,
        found: Listing::default(),
        sidecars: BTreeMap::new(),
    };
    let mut entries = WalkDir::new(content)
        .follow_links(follow_links)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) => {
                if !walk.visit(&entry) && entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            }
            Err(fault) => walk.fault(&fault),
        }
    }
    Ok(walk.finish())
}

struct Walk<'a> {
    content: &'a Path,
    shown: &'a str,
    real: PathBuf,
    found: Listing,
    sidecars: BTreeMap<String, Stamp>,
}

impl Walk<'_> {
    /// Takes note of an entry; `false` for a folder that is not to be entered.
    fn visit(&mut self, entry: &DirEntry) -> bool {
        let Some(file) = relative(self.content, entry.path()) else {
            self.say(Diagnostic::unreadable_name(
                &self.place(&shown(
                    entry
                        .path()
                        .strip_prefix(self.content)
                        .unwrap_or(entry.path()),
                )),
            ));
            return false;
        };
        let name = file.rsplit('/').next().unwrap_or(&file);
        let kind = entry.file_type();
        if kind.is_symlink() {
            self.say(Diagnostic::link_not_followed(&self.place(&file)));
            return false;
        }
        if entry.path_is_symlink()
            && !fs::canonicalize(entry.path()).is_ok_and(|p| p.starts_with(&self.real))
        {
            self.say(Diagnostic::link_leads_out(&self.place(&file)));
            return false;
        }
        if kind.is_dir() {
            if is_litter(name) {
                self.say(Diagnostic::hidden(&self.place(&file)));
                return false;
            }
            return true;
        }
        if !kind.is_file() {
            self.say(Diagnostic::not_a_file(&self.place(&file)));
            return false;
        }
        match entry.metadata() {
            Ok(meta) => self.file(file, Stamp::of(&meta)),
            Err(fault) => self.fault(&fault),
        }
        true
    }

    fn file(&mut self, file: String, stamp: Stamp) {
        let name = file.rsplit('/').next().unwrap_or(&file);
        let of_saved_page = file.split('/').any(|part| part.ends_with("_files"));
        match role(name) {
            Role::Litter => self.say(Diagnostic::hidden(&self.place(&file))),
            _ if of_saved_page => self.found.page_parts.push((file, stamp)),
            Role::Original(Kind::Markdown) if stem(name) == "_index" => {
                self.say(Diagnostic::section_page(&self.place(&file)))
            }
            Role::Original(kind) => self.found.originals.push(Original {
                file: file.into(),
                kind,
                stamp,
                sidecar: None,
            }),
            Role::Sidecar => {
                self.sidecars.insert(file, stamp);
            }
            Role::Asset => self.found.assets.push((file, stamp)),
            Role::Unknown => self.say(Diagnostic::unknown_kind(&self.place(&file))),
        }
    }

    fn fault(&mut self, fault: &walkdir::Error) {
        let file = fault
            .path()
            .and_then(|p| relative(self.content, p))
            .unwrap_or_default();
        let place = self.place(&file);
        match fault.loop_ancestor() {
            Some(_) => self.say(Diagnostic::link_loop(&place)),
            None => {
                self.say(Diagnostic::unreadable(&place, &said_by(fault)));
            }
        }
    }

    fn say(&mut self, said: Diagnostic) {
        self.found.said.push(said);
    }

    fn place(&self, file: &str) -> String {
        if file.is_empty() {
            self.shown.to_owned()
        } else {
            format!("{}/{file}", self.shown)
        }
    }

    /// Gives every sidecar to the article of its name.
    fn finish(mut self) -> Listing {
        let mut by_stem: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for sidecar in self.sidecars.keys() {
            by_stem.insert(stem(sidecar).to_owned(), Vec::new());
        }
        // Most articles have none, and an archive may have none at all.
        let some = match by_stem.is_empty() {
            true => &[],
            false => self.found.originals.as_slice(),
        };
        for (i, original) in some.iter().enumerate() {
            if let Some(here) = by_stem.get_mut(stem(&original.file)) {
                here.push(i);
            }
        }
        for (sidecar, stamp) in std::mem::take(&mut self.sidecars) {
            match by_stem.get(stem(&sidecar)).map(Vec::as_slice) {
                None | Some([]) => self.say(Diagnostic::sidecar_of_none(&self.place(&sidecar))),
                Some([one]) => {
                    self.found.originals[*one].sidecar = Some(Arc::new((sidecar, stamp)));
                }
                Some(several) => {
                    let names: Vec<_> = several
                        .iter()
                        .map(|i| &*self.found.originals[*i].file)
                        .collect();
                    let said = Diagnostic::sidecar_of_several(&self.place(&sidecar), &names);
                    self.say(said);
                }
            }
        }
        self.found.originals.sort_by(|a, b| a.file.cmp(&b.file));
        self.found.assets.sort_by(|a, b| a.0.cmp(&b.0));
        self.found.page_parts.sort_by(|a, b| a.0.cmp(&b.0));
        self.found
    }
}

fn stem(file: &str) -> &str {
    let name_at = file.rfind('/').map_or(0, |at| at + 1);
    file[name_at..]
        .rfind('.')
        .map_or(file, |dot| &file[..name_at + dot])
}

/// `path` below `base` with `/` between the parts; `None` where a part is not Unicode.
pub(super) fn relative(base: &Path, path: &Path) -> Option<String> {
    // The walk names what it finds by its base, to the letter.
    let inside = || {
        path.to_str()?
            .strip_prefix(base.to_str()?)?
            .strip_prefix('/')
    };
    if std::path::MAIN_SEPARATOR == '/'
        && let Some(inside) = inside()
    {
        return Some(inside.to_owned());
    }
    let parts: Option<Vec<&str>> = path
        .strip_prefix(base)
        .ok()?
        .iter()
        .map(|p| p.to_str())
        .collect();
    Some(parts?.join("/"))
}

/// What the system said of a walk.
pub(super) fn said_by(fault: &walkdir::Error) -> io::Error {
    fault
        .io_error()
        .and_then(io::Error::raw_os_error)
        .map_or_else(
            || io::Error::other(fault.to_string()),
            io::Error::from_raw_os_error,
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        dir
    }

    #[test]
    fn everything_is_listed_or_named() {
        let dir = folder(&[
            "a.txt",
            "a.toml",
            "b/c.md",
            "b/pic.png",
            "b/page.html",
            "b/page_files/x.js",
            "b/page_files/y.png",
            ".DS_Store",
            ".git/config",
            "run.exe",
            "lone.toml",
            "d.txt",
            "d.md",
            "d.toml",
        ]);
        let found = list(dir.path(), "content", false).unwrap();
        let originals: Vec<_> = found
            .originals
            .iter()
            .map(|o| (&*o.file, o.sidecar.as_ref().map(|s| s.0.as_str())))
            .collect();
        assert_eq!(
            originals,
            [
                ("a.txt", Some("a.toml")),
                ("b/c.md", None),
                ("b/page.html", None),
                ("d.md", None),
                ("d.txt", None)
            ]
        );
        let names =
            |list: &[(String, Stamp)]| list.iter().map(|(n, _)| n.clone()).collect::<Vec<_>>();
        assert_eq!(names(&found.assets), ["b/pic.png"]);
        assert_eq!(
            names(&found.page_parts),
            ["b/page_files/x.js", "b/page_files/y.png"]
        );
        let mut named: Vec<_> = found
            .said
            .iter()
            .map(|d| (d.file.as_str(), &*d.kind))
            .collect();
        named.sort_unstable();
        assert_eq!(
            named,
            [
                ("content/.DS_Store", "hidden"),
                ("content/.git", "hidden"),
                ("content/d.toml", "sidecar"),
                ("content/lone.toml", "sidecar"),
                ("content/run.exe", "unknown-kind")
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_and_pipes_are_named_and_not_opened() {
        let dir = folder(&["in/a.txt"]);
        let out = folder(&["secret.txt"]);
        std::os::unix::fs::symlink(out.path().join("secret.txt"), dir.path().join("out.txt"))
            .unwrap();
        std::os::unix::fs::symlink(dir.path().join("in"), dir.path().join("in/loop")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("in/a.txt"), dir.path().join("b.txt")).unwrap();
        let socket = std::os::unix::net::UnixListener::bind(dir.path().join("socket.txt")).unwrap();
        let kinds = |found: &Listing| {
            let mut all: Vec<_> = found
                .said
                .iter()
                .map(|d| (d.file.clone(), d.kind.to_string()))
                .collect();
            all.sort();
            all
        };
        let plain = list(dir.path(), "c", false).unwrap();
        assert_eq!(plain.originals.len(), 1);
        assert_eq!(
            kinds(&plain),
            [
                ("c/b.txt".into(), "link".into()),
                ("c/in/loop".into(), "link".into()),
                ("c/out.txt".into(), "link".into()),
                ("c/socket.txt".into(), "not-a-file".into())
            ]
        );
        let followed = list(dir.path(), "c", true).unwrap();
        let files: Vec<_> = followed.originals.iter().map(|o| &*o.file).collect();
        assert_eq!(files, ["b.txt", "in/a.txt"]);
        assert_eq!(
            kinds(&followed),
            [
                ("c/in/loop".into(), "link".into()),
                ("c/out.txt".into(), "link".into()),
                ("c/socket.txt".into(), "not-a-file".into())
            ]
        );
        drop(socket);
    }

    #[test]
    fn a_missing_folder_is_an_error() {
        assert_eq!(
            list(Path::new("/nonexistent/x"), "content", false)
                .unwrap_err()
                .kind,
            "no-content"
        );
    }
}
