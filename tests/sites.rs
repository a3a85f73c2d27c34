//! Whole small sites, compared file by file with what is expected of them.
//!
//! Each folder of `tests/sites` is one: `in/` is what a user has, `out/` the site that must come of
//! it, `out.stderr` what the build must say. A missing, an extra or a differing file fails. After a
//! change that is meant, `UPDATE_EXPECT=1 cargo test --test sites` writes `out/` and `out.stderr` anew;
//! read the difference like code.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests set the scene on the real disk, and a scene that cannot be set is a failed test"
)]

mod common;

use common::{broken_links, copy, differences, morgue, project, stderr, tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

type Tree = BTreeMap<String, Vec<u8>>;

/// The theme's own files, the same in every site; `plain` alone is compared with them.
const THEME: &str = "plain";

fn sites() -> Vec<(String, PathBuf)> {
    let mut found: Vec<_> = fs::read_dir(project().join("tests/sites"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), path))
        .collect();
    found.sort();
    assert!(found.len() >= 8, "{found:?}");
    found
}

/// What is compared: not the list of files that a later build needs, whose form is no promise, and
/// the theme's files in one site only.
fn compared(name: &str, folder: &Path) -> Tree {
    let own = tree(&project().join("static"));
    let mut site = tree(folder);
    site.retain(|path, bytes| {
        path != ".morgue-manifest" && (name == THEME || own.get(path) != Some(bytes))
    });
    site
}

/// Where two texts part: the line, and both sides of it from a little before.
fn parting(want: &[u8], got: &[u8]) -> String {
    let (want, got) = (String::from_utf8_lossy(want), String::from_utf8_lossy(got));
    let (mut a, mut b) = (want.lines(), got.lines());
    for line in 1.. {
        match (a.next(), b.next()) {
            (None, None) => break,
            (x, y) if x == y => {}
            (x, y) => {
                let (x, y) = (x.unwrap_or("(end)"), y.unwrap_or("(end)"));
                let same = x.chars().zip(y.chars()).take_while(|(x, y)| x == y).count();
                let cut = |text: &str| -> String {
                    text.chars()
                        .skip(same.saturating_sub(40))
                        .take(200)
                        .collect()
                };
                return format!("  line {line}\n  - {}\n  + {}", cut(x), cut(y));
            }
        }
    }
    "  only in how lines end".to_owned()
}

fn rewrite(folder: &Path, site: &Tree) {
    let _ = fs::remove_dir_all(folder);
    for (name, bytes) in site {
        common::write(folder, name, bytes);
    }
}

#[test]
fn every_site_is_what_is_expected_of_it() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut report = String::new();
    for (name, folder) in sites() {
        let (dir, root) = (tempfile::tempdir().unwrap(), copy(&folder.join("in")));
        let output = dir.path().join("site");
        let run = morgue()
            .current_dir(root.path())
            .args(["build", "--output"])
            .arg(&output)
            .output()
            .unwrap();
        let said = stderr(&run);
        let got = compared(&name, &output);
        if update {
            rewrite(&folder.join("out"), &got);
            fs::write(folder.join("out.stderr"), &said).unwrap();
            continue;
        }
        let want = compared(&name, &folder.join("out"));
        for difference in differences(&want, &got) {
            report.push_str(&format!("{name}: {difference}\n"));
            if let Some(file) = difference.strip_prefix("differs: ") {
                report.push_str(&format!("{}\n", parting(&want[file], &got[file])));
            }
        }
        let wanted = fs::read_to_string(folder.join("out.stderr")).unwrap_or_default();
        if wanted != said {
            let at = parting(wanted.as_bytes(), said.as_bytes());
            report.push_str(&format!("{name}: differs: out.stderr\n{at}\n"));
        }
    }
    assert!(
        report.is_empty(),
        "\n{report}\nIf all of this is meant: UPDATE_EXPECT=1 cargo test --test sites\n"
    );
}

#[test]
fn every_link_of_every_site_resolves() {
    for (name, folder) in sites() {
        let (dir, root) = (tempfile::tempdir().unwrap(), copy(&folder.join("in")));
        let output = dir.path().join("site");
        let run = morgue()
            .args(["build", "--quiet", "--output"])
            .args([output.as_path(), root.path()])
            .output()
            .unwrap();
        assert!(output.join("index.html").is_file(), "{}", stderr(&run));
        let base = if name == "overrides" {
            "/lantern/"
        } else {
            "/"
        };
        assert_eq!(
            broken_links(&tree(&output), base),
            Vec::<String>::new(),
            "{name}"
        );
    }
}

#[test]
fn check_says_what_build_says_and_more() {
    for (name, folder) in sites() {
        let (dir, root) = (tempfile::tempdir().unwrap(), copy(&folder.join("in")));
        let output = dir.path().join("site");
        let run = |command: &str| {
            let run = morgue()
                .current_dir(root.path())
                .args([command, "--output"])
                .arg(&output)
                .output()
                .unwrap();
            (stderr(&run), run.status.code())
        };
        let (checked, code) = run("check");
        assert!(!output.exists(), "{name}: nothing is written");
        let (built, built_code) = run("build");
        assert_eq!(code, built_code, "{name}");
        let frames = |said: &str| -> Vec<String> {
            let all = said.split("\n\n").filter(|frame| !frame.starts_with('…'));
            all.map(str::to_owned).collect()
        };
        let mut left = frames(&checked).into_iter();
        for frame in frames(&built) {
            assert!(
                left.any(|said| said == frame),
                "{name}: check does not say, or not in this order:\n{frame}"
            );
        }
    }
}
