//! From the path of a request to a file of the site, as GitHub Pages does it.
//!
//! `/x` is the file `x`, else `x.html`, else the folder `x`, whose address is `/x/`; `/x/` is
//! `x/index.html`. A path is taken apart and decoded first and has to be a [`SitePath`] then: nothing
//! else is ever the name of a page, and no such path leads out of a folder.

#![expect(
    clippy::disallowed_methods,
    reason = "the server reads the site as any server does"
)]

use super::places::Places;
use crate::path::SitePath;
use percent_encoding::percent_decode_str;
use std::fs;
use std::path::{Path, PathBuf};

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A file.
    File(PathBuf),
    /// The address of a folder lacks its last slash.
    Folder(String),
    /// It is above the site; the front page is here.
    Above(String),
    /// Nothing.
    Missing,
}

/// Finds what a path leads to. `path` is as it came, percent-encoded, without query.
pub(super) fn locate(places: &Places, path: &str) -> Place {
    let Some(parts) = decoded(path) else {
        return Place::Missing;
    };
    let base = decoded(&places.base).unwrap_or_default();
    let base: Vec<&str> = base
        .iter()
        .map(String::as_str)
        .filter(|p| !p.is_empty())
        .collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let Some(inner) = parts.strip_prefix(&base[..]) else {
        return match parts[..] {
            [""] => Place::Above(encoded(&places.base)),
            _ => Place::Missing,
        };
    };
    match inner {
        // `/repo` for `/repo/`.
        [] => Place::Folder(encoded(&places.base)),
        [folders @ .., ""] => {
            let page = folders.iter().copied().chain(["index.html"]);
            file(&places.output, &page.collect::<Vec<_>>().join("/"))
                .map_or(Place::Missing, Place::File)
        }
        _ => named(places, &inner.join("/")),
    }
}

/// What stands at a path without a last slash.
fn named(places: &Places, path: &str) -> Place {
    let found = file(&places.output, path)
        .or_else(|| file(&places.output, &format!("{path}.html")))
        .map(Place::File);
    let folder = || {
        let found = inside(&places.output, &SitePath::new(path)?)?;
        found
            .is_dir()
            .then(|| Place::Folder(format!("{}{path}/", encoded(&places.base))))
    };
    found.or_else(folder).unwrap_or(Place::Missing)
}

/// A file of the site.
pub(super) fn file(output: &Path, path: &str) -> Option<PathBuf> {
    let path = SitePath::new(path)?;
    // What is hidden is the program's own or the user's, but for the one folder that standards name.
    let hidden = |part: &str| part.starts_with('.') && part != ".well-known";
    if path.as_str().split('/').any(hidden) {
        return None;
    }
    // Of what is not a file opening alone may do something, or wait for ever.
    inside(output, &path).filter(|found| found.is_file())
}

/// What stands at a path, links followed, unless they lead out of the site.
fn inside(output: &Path, path: &SitePath) -> Option<PathBuf> {
    let top = fs::canonicalize(output).ok()?;
    let found = fs::canonicalize(top.join(path.as_str())).ok()?;
    found.starts_with(&top).then_some(found)
}

/// The parts of a path, decoded; `None` where one is not text, or hides a slash.
fn decoded(path: &str) -> Option<Vec<String>> {
    let decode = |part: &str| {
        let text = percent_decode_str(part).decode_utf8().ok()?;
        (!text.contains('/')).then(|| text.into_owned())
    };
    path.strip_prefix('/')?.split('/').map(decode).collect()
}

/// A base path for a header.
fn encoded(base: &str) -> String {
    percent_encoding::utf8_percent_encode(base, percent_encoding::CONTROLS).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(base: &str) -> (tempfile::TempDir, Places) {
        let dir = tempfile::tempdir().unwrap();
        let output = dir.path().join("public");
        for file in [
            "index.html",
            "a.html",
            "b/index.html",
            "b.html",
            "c/d.txt",
            "e/index.html",
            ".morgue-manifest",
            ".well-known/x.txt",
        ] {
            let file = output.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "x").unwrap();
        }
        fs::write(dir.path().join("secret.html"), "x").unwrap();
        let places = Places {
            root: dir.path().to_owned(),
            content: dir.path().join("content"),
            output: fs::canonicalize(output).unwrap(),
            base: base.to_owned(),
        };
        (dir, places)
    }

    fn at(places: &Places, path: &str) -> String {
        match locate(places, path) {
            Place::File(file) => disk_name(file.strip_prefix(&places.output).unwrap()),
            Place::Folder(to) => format!("folder {to}"),
            Place::Above(to) => format!("above {to}"),
            Place::Missing => "missing".to_owned(),
        }
    }

    fn disk_name(path: &Path) -> String {
        crate::disk::shown(path)
    }

    #[test]
    fn paths_lead_where_pages_leads_them() {
        let (_dir, places) = places("/");
        for (path, want) in [
            ("/", "index.html"),
            ("/index.html", "index.html"),
            ("/index", "index.html"),
            ("/a", "a.html"),
            ("/a.html", "a.html"),
            ("/%61.html", "a.html"),
            ("/a/", "missing"),
            ("/a.html/", "missing"),
            ("/b", "b.html"),
            ("/b/", "b/index.html"),
            ("/c", "folder /c/"),
            ("/c/", "missing"),
            ("/c/d.txt", "c/d.txt"),
            ("/e", "folder /e/"),
            ("/.well-known/x.txt", ".well-known/x.txt"),
            ("/.morgue-manifest", "missing"),
            (
                "/A.HTML",
                if cfg!(target_os = "linux") {
                    "missing"
                } else {
                    "a.html"
                },
            ),
        ] {
            assert_eq!(at(&places, path), want, "{path}");
        }
    }

    #[test]
    fn the_base_path_comes_first() {
        let (_dir, places) = places("/my%20repo/");
        for (path, want) in [
            ("/my%20repo/", "index.html"),
            ("/my%20repo", "folder /my%20repo/"),
            ("/my%20repo/e", "folder /my%20repo/e/"),
            ("/my%20repo/a", "a.html"),
            ("/", "above /my%20repo/"),
            ("/a.html", "missing"),
            ("/my%20repository/a.html", "missing"),
        ] {
            assert_eq!(at(&places, path), want, "{path}");
        }
    }

    #[test]
    fn no_path_leads_out() {
        let (dir, places) = places("/");
        for path in [
            "/../secret.html",
            "/b/../../secret.html",
            "/%2e%2e/secret.html",
            "/..%2fsecret.html",
            "/..%5csecret.html",
            "/..\\secret.html",
            "/b%2findex.html",
            "//secret.html",
            "//",
            "/b//index.html",
            "/./a.html",
            "/a.html%00",
            "/a.html%00.txt",
            "/a.html%",
            "/%ff",
            "/a.html::$DATA",
            "/c:/secret.html",
            "",
            "*",
            "secret.html",
            &format!("/{}", "x".repeat(300)),
            &format!("/{}", "x/".repeat(3000)),
            &format!("{}", dir.path().join("secret.html").display()),
        ] {
            assert_eq!(at(&places, path), "missing", "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_out_either() {
        use std::os::unix::fs::symlink;
        let (dir, places) = places("/");
        symlink(dir.path(), places.output.join("out")).unwrap();
        symlink("../secret.html", places.output.join("s.html")).unwrap();
        symlink("a.html", places.output.join("inner.html")).unwrap();
        assert_eq!(at(&places, "/out"), "missing");
        assert_eq!(at(&places, "/out/secret.html"), "missing");
        assert_eq!(at(&places, "/s.html"), "missing");
        assert_eq!(at(&places, "/inner.html"), "a.html");
    }
}
