//! Finding the user's files.

use super::Stamp;
use super::walk::{Found, below, walk};
use crate::diag::Diagnostic;
use crate::parse::Kind;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

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
    Ok(joined(
        walk(content, content_shown, real, follow_links),
        content_shown,
    ))
}

/// All that was found, with every sidecar given to the article of its name.
fn joined(found: Vec<Found>, content_shown: &str) -> Listing {
    let mut out = Listing::default();
    let mut sidecars: BTreeMap<String, Stamp> = BTreeMap::new();
    for mut folder in found {
        out.originals.append(&mut folder.originals);
        out.assets.append(&mut folder.assets);
        out.page_parts.append(&mut folder.page_parts);
        out.said.append(&mut folder.said);
        sidecars.extend(folder.sidecars);
    }
    out.originals.sort_by(|a, b| a.file.cmp(&b.file));
    out.assets.sort_by(|a, b| a.0.cmp(&b.0));
    out.page_parts.sort_by(|a, b| a.0.cmp(&b.0));
    let mut by_stem: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for sidecar in sidecars.keys() {
        by_stem.insert(stem(sidecar).to_owned(), Vec::new());
    }
    // Most articles have none, and an archive may have none at all.
    let some = match by_stem.is_empty() {
        true => &[],
        false => out.originals.as_slice(),
    };
    for (i, original) in some.iter().enumerate() {
        if let Some(here) = by_stem.get_mut(stem(&original.file)) {
            here.push(i);
        }
    }
    for (sidecar, stamp) in sidecars {
        let place = below(content_shown, &sidecar);
        match by_stem.get(stem(&sidecar)).map(Vec::as_slice) {
            None | Some([]) => out.said.push(Diagnostic::sidecar_of_none(&place)),
            Some([one]) => out.originals[*one].sidecar = Some(Arc::new((sidecar, stamp))),
            Some(several) => {
                let names: Vec<_> = several.iter().map(|i| &*out.originals[*i].file).collect();
                let said = Diagnostic::sidecar_of_several(&place, &names);
                out.said.push(said);
            }
        }
    }
    out
}

pub(super) fn stem(file: &str) -> &str {
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

    #[cfg(unix)]
    #[test]
    fn links_to_folders_are_followed_until_they_lead_to_one_above() {
        use std::os::unix::fs::symlink;
        let dir = folder(&["a/one.txt", "b/c/two.txt"]);
        let at = |file: &str| dir.path().join(file);
        symlink(at("a"), at("b/c/a")).unwrap();
        symlink(at("b"), at("a/b")).unwrap();
        symlink(dir.path(), at("a/top")).unwrap();
        symlink(at("gone.txt"), at("broken.txt")).unwrap();
        let found = list(dir.path(), "c", true).unwrap();
        let files: Vec<_> = found.originals.iter().map(|o| &*o.file).collect();
        assert_eq!(
            files,
            ["a/b/c/two.txt", "a/one.txt", "b/c/a/one.txt", "b/c/two.txt"]
        );
        let mut said: Vec<_> = found
            .said
            .iter()
            .map(|d| (d.file.as_str(), &*d.kind))
            .collect();
        said.sort_unstable();
        assert_eq!(
            said,
            [
                ("c/a/b/c/a", "link"),
                ("c/a/top", "link"),
                ("c/b/c/a/b", "link"),
                ("c/b/c/a/top", "link"),
                ("c/broken.txt", "unreadable"),
            ]
        );
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
