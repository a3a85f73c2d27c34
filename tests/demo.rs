//! The demo archive in `content/`, built as the README says.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests set the scene on the real disk, and a scene that cannot be set is a failed test"
)]

mod common;

use common::{attributes, broken_links, differences, morgue, project, tree};
use std::collections::BTreeMap;
use std::path::Path;

fn built(output: &Path, extra: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let run = morgue()
        .current_dir(project())
        .arg("build")
        .arg("--output")
        .arg(output)
        .args(extra)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", common::stderr(&run));
    tree(output)
}

#[test]
fn every_link_and_anchor_of_the_demo_resolves() {
    let dir = tempfile::tempdir().unwrap();
    let plain = built(&dir.path().join("a"), &[]);
    assert_eq!(broken_links(&plain, "/"), Vec::<String>::new());
    let based = built(
        &dir.path().join("b"),
        &["--base-url", "https://demo.example/repo/"],
    );
    assert_eq!(broken_links(&based, "/repo/"), Vec::<String>::new());
    let absolute_or_root: Vec<_> = plain
        .iter()
        .filter(|(name, _)| name.ends_with(".html") && *name != "404.html")
        .flat_map(|(name, bytes)| {
            attributes(&String::from_utf8_lossy(bytes), "href")
                .into_iter()
                .map(move |h| (name, h))
        })
        .filter(|(_, href)| href.starts_with('/'))
        .collect();
    assert_eq!(
        absolute_or_root,
        [],
        "every link between pages is relative, so that the site works from a USB stick"
    );
}

#[test]
fn every_page_is_reachable_from_the_front_page() {
    let dir = tempfile::tempdir().unwrap();
    let site = built(&dir.path().join("site"), &[]);
    let mut open = vec!["index.html".to_owned()];
    let mut seen: std::collections::BTreeSet<String> = open.iter().cloned().collect();
    while let Some(page) = open.pop() {
        let folder: Vec<&str> = page
            .split('/')
            .rev()
            .skip(1)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        for href in attributes(&String::from_utf8_lossy(&site[&page]), "href") {
            let mut parts = folder.clone();
            let path = href.split('#').next().unwrap();
            path.split('/').for_each(|p| {
                if p == ".." {
                    parts.pop();
                } else {
                    parts.push(p)
                }
            });
            let target = parts.join("/");
            if target.ends_with(".html")
                && site.contains_key(&target)
                && seen.insert(target.clone())
            {
                open.push(target);
            }
        }
    }
    let lost: Vec<_> = site
        .iter()
        .filter(|(n, _)| n.ends_with(".html") && *n != "404.html" && !seen.contains(*n))
        // A page at an old address is for those who come from elsewhere.
        .filter(|(_, page)| !String::from_utf8_lossy(page).contains("http-equiv=\"refresh\""))
        .map(|(n, _)| n)
        .collect();
    assert_eq!(lost, Vec::<&String>::new());
}

#[test]
fn two_builds_are_the_same_whatever_the_machine() {
    let dir = tempfile::tempdir().unwrap();
    let one = built(&dir.path().join("one"), &["--jobs", "1"]);
    let other = dir.path().join("other");
    let run = morgue()
        .current_dir(dir.path())
        .args(["build", "--jobs", "3", "--output"])
        .arg(&other)
        .arg(project())
        .envs([
            ("TZ", "Pacific/Apia"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("LANG", "de_DE"),
        ])
        .env_remove("HOME")
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", common::stderr(&run));
    assert_eq!(differences(&one, &tree(&other)), Vec::<String>::new());
    let machine = project();
    let leaked: Vec<_> = one
        .iter()
        .filter(|(_, b)| String::from_utf8_lossy(b).contains(machine.to_str().unwrap()))
        .map(|(n, _)| n)
        .collect();
    assert_eq!(
        leaked,
        Vec::<&String>::new(),
        "no path of this machine in a page"
    );
}

#[test]
fn a_second_build_changes_no_file() {
    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join("site");
    built(&output, &[]);
    let times = |folder: &Path| -> BTreeMap<String, std::time::SystemTime> {
        walkdir::WalkDir::new(folder)
            .into_iter()
            .flatten()
            .filter(|e| e.file_type().is_file())
            .map(|e| {
                (
                    e.path().display().to_string(),
                    e.metadata().unwrap().modified().unwrap(),
                )
            })
            .collect()
    };
    let before = times(&output);
    built(&output, &[]);
    assert_eq!(before, times(&output));
    let left: Vec<_> = walkdir::WalkDir::new(dir.path())
        .max_depth(1)
        .min_depth(1)
        .into_iter()
        .flatten()
        .map(|e| e.file_name().to_owned())
        .collect();
    assert_eq!(left, ["site"], "nothing is left beside the site");
}

#[test]
fn the_demo_is_what_the_project_promises_of_it() {
    let run = morgue()
        .current_dir(project())
        .args(["check"])
        .output()
        .unwrap();
    let said = common::stderr(&run);
    assert!(run.status.success(), "{said}");
    assert!(
        !said.contains("broken-link") && !said.contains("leads to no article"),
        "{said}"
    );
    let dir = tempfile::tempdir().unwrap();
    let site = built(
        &dir.path().join("site"),
        &["--base-url", "https://demo.example/"],
    );
    let articles: Vec<_> = site
        .iter()
        .filter(|(_, b)| String::from_utf8_lossy(b).contains("\"@type\":\"NewsArticle\""))
        .collect();
    assert!(articles.len() >= 40, "{}", articles.len());
    for (name, bytes) in &articles {
        assert!(bytes.len() <= 30_000, "{name} is {} bytes", bytes.len());
    }
    assert!(
        site["morgue.css"].len() <= 15_000,
        "one style sheet under 15 kB"
    );
}
