//! What the tests of the whole program share: running it, reading folders, reading links.

#![allow(dead_code, reason = "each test crate uses its own part")]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests set the scene on the real disk, and a scene that cannot be set is a failed test"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The root of the project.
pub(crate) fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The program, to be given arguments.
pub(crate) fn morgue() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_morgue"));
    command.env_remove("CI");
    command
}

/// Runs the program in `folder`.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Output {
    morgue().current_dir(folder).args(args).output().unwrap()
}

/// The exit status.
pub(crate) fn code(run: &Output) -> i32 {
    run.status.code().unwrap()
}

/// Runs the program in `folder`, which must go well.
pub(crate) fn fine(folder: &Path, args: &[&str]) -> Output {
    let run = run(folder, args);
    assert_eq!(code(&run), 0, "{args:?}: {}", stderr(&run));
    run
}

/// What a run printed to standard error.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a run printed to standard output.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A folder with the files given as path and text.
pub(crate) fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        write(dir.path(), name, text.as_bytes());
    }
    dir
}

/// Writes a file below a folder.
pub(crate) fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A copy of a folder, so that a build leaves nothing in the original.
pub(crate) fn copy(folder: &Path) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in tree(folder) {
        write(dir.path(), &name, &bytes);
    }
    dir
}

/// Every file below a folder with its bytes.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let name = entry
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    found
}

/// What a compressed file holds.
pub(crate) fn gunzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(bytes), &mut out).unwrap();
    out
}

/// The names in which two trees differ: missing, extra, or of other bytes.
pub(crate) fn differences(
    want: &BTreeMap<String, Vec<u8>>,
    got: &BTreeMap<String, Vec<u8>>,
) -> Vec<String> {
    let mut all: Vec<&String> = want.keys().chain(got.keys()).collect();
    all.sort();
    all.dedup();
    all.into_iter()
        .filter_map(|name| match (want.get(name), got.get(name)) {
            (Some(a), Some(b)) if a == b => None,
            (Some(_), Some(_)) => Some(format!("differs: {name}")),
            (Some(_), None) => Some(format!("missing: {name}")),
            _ => Some(format!("extra: {name}")),
        })
        .collect()
}

/// Values of an attribute in a page, in order, entities undone.
pub(crate) fn attributes(html: &str, name: &str) -> Vec<String> {
    let needle = format!(" {name}=\"");
    html.match_indices(&needle)
        .map(|(at, _)| {
            let rest = &html[at + needle.len()..];
            rest[..rest.find('"').unwrap()]
                .replace("&amp;", "&")
                .replace("&quot;", "\"")
                .replace("&#x27;", "'")
        })
        .collect()
}

/// Every internal link, picture, script and sheet of a site that leads to no file or no anchor.
pub(crate) fn broken_links(site: &BTreeMap<String, Vec<u8>>, base: &str) -> Vec<String> {
    let mut broken = Vec::new();
    let ids: BTreeMap<&String, Vec<String>> = site
        .iter()
        .filter(|(n, _)| n.ends_with(".html"))
        .map(|(n, b)| (n, attributes(&String::from_utf8_lossy(b), "id")))
        .collect();
    for (page, bytes) in site.iter().filter(|(n, _)| n.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for link in attributes(&html, "href")
            .into_iter()
            .chain(attributes(&html, "src"))
        {
            if link.starts_with("https://")
                || link.starts_with("http://")
                || link.starts_with("mailto:")
            {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() {
                page.clone()
            } else if let Some(absolute) = path.strip_prefix('/') {
                match format!("/{absolute}").strip_prefix(base) {
                    Some(inside) => inside.to_owned(),
                    None => {
                        broken.push(format!("{page}: {link} leads out of {base}"));
                        continue;
                    }
                }
            } else {
                let mut parts: Vec<&str> = page.split('/').collect();
                parts.pop();
                for part in path.split('/') {
                    match part {
                        ".." => {
                            if parts.pop().is_none() {
                                broken.push(format!("{page}: {link} leads out of the site"));
                            }
                        }
                        "" | "." => {}
                        name => parts.push(name),
                    }
                }
                parts.join("/")
            };
            if !site.contains_key(&target) {
                broken.push(format!("{page}: {link}"));
            } else if !anchor.is_empty()
                && !ids
                    .get(&target)
                    .is_some_and(|ids| ids.iter().any(|id| id == anchor))
            {
                broken.push(format!("{page}: {link} (no such anchor)"));
            }
        }
    }
    broken
}

/// No differences.
pub(crate) const NONE: Vec<String> = Vec::new();

/// A plain story.
pub(crate) fn article(headline: &str, day: u8) -> String {
    format!("{headline}\n\n{day} June 1994\n\nBy Ottilie Brand\n\nThe text of {headline}.\n")
}

/// A site of two articles, built.
pub(crate) fn built() -> tempfile::TempDir {
    let dir = folder(&[
        ("content/a.txt", &article("Gull takes the wheel", 14)),
        ("content/b.txt", &article("Eel found in letter box", 15)),
    ]);
    fine(dir.path(), &["build"]);
    dir
}

/// The site that was built in a folder.
pub(crate) fn site(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    tree(&dir.join("public"))
}

/// What a first build of the same content makes.
pub(crate) fn afresh(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let other = tempfile::tempdir().unwrap();
    let output = other.path().join("site");
    fine(
        dir,
        &["build", "--quiet", "--output", output.to_str().unwrap()],
    );
    tree(&output)
}

/// The names in a folder, but for the cache, which may be there or not.
pub(crate) fn names(dir: &Path) -> Vec<String> {
    let mut all: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != ".morgue")
        .collect();
    all.sort();
    all
}

/// A build that must be refused, with every file of the folder as it was.
pub(crate) fn refused(dir: &Path, args: &[&str], said: &str) {
    let before = tree(dir);
    let run = run(dir, args);
    assert_eq!((code(&run), stdout(&run)), (1, String::new()), "{args:?}");
    assert!(stderr(&run).contains(said), "{args:?}: {}", stderr(&run));
    assert_eq!(differences(&before, &tree(dir)), NONE, "{args:?}");
}
