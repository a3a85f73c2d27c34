//! Two hundred killed builds, and a full disk.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "tests set the scene on the real disk"
)]

mod common;

use common::{differences, morgue, run, stderr, tree, write};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

type Tree = BTreeMap<String, Vec<u8>>;

/// Two versions of a small archive; in each the other's articles have other texts, some are missing.
fn content(root: &Path, version: u8) {
    drop(fs::remove_dir_all(root.join("content")));
    for n in 0..14u8 {
        if n % 5 != version {
            let text = format!(
                "Story {n} of version {version}\n\n{} March 2011\n\nBy Ada Byrne\n\nText {version} that was read by everyone in the town, and by some beyond it.\n",
                n + 1
            );
            write(root, &format!("content/{n}.txt"), text.as_bytes());
        }
    }
}

/// Every file of a killed build is one of the two versions', whole; only the manifest may name both.
fn assert_whole(site: &Tree, versions: &[Tree], round: usize) {
    for (name, bytes) in site.iter().filter(|(n, _)| *n != ".morgue-manifest") {
        assert!(
            versions.iter().any(|v| v.get(name) == Some(bytes)),
            "round {round}: {name} is torn or foreign"
        );
    }
}

#[test]
fn two_hundred_killed_builds_leave_a_whole_site() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let mut versions = Vec::new();
    let mut longest = Duration::ZERO;
    for version in 0..2 {
        content(root, version);
        drop(fs::remove_dir_all(root.join("public")));
        drop(fs::remove_dir_all(root.join(".morgue")));
        let begun = Instant::now();
        assert!(run(root, &["build"]).status.success());
        longest = longest.max(begun.elapsed());
        versions.push(tree(&root.join("public")));
    }
    // Steps of a golden-ratio sequence hit every stretch of the build without a clock or a dice.
    for round in 0..200_usize {
        content(root, (round % 2) as u8);
        let mut child = morgue()
            .current_dir(root)
            .arg("build")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(longest.mul_f64((round as f64 * 0.618_034).fract()));
        drop(child.kill());
        child.wait().unwrap();
        assert_whole(&tree(&root.join("public")), &versions, round);
    }
    for version in 0..2_u8 {
        content(root, version);
        let out = run(root, &["build"]);
        assert!(out.status.success(), "{}", stderr(&out));
        assert_eq!(
            differences(&versions[usize::from(version)], &tree(&root.join("public"))),
            Vec::<String>::new()
        );
    }
    let mut left: Vec<_> = fs::read_dir(root)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(
        left,
        [".morgue", "content", "public"],
        "nothing is left beside the site"
    );
}

/// Fills a small file system of its own. Machines that let nobody mount one cannot run this; it then
/// says so instead of passing silently.
#[test]
fn a_full_disk_leaves_the_old_site_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    content(root, 0);
    fs::create_dir(root.join("small")).unwrap();
    let script = r#"mount -t tmpfs -o size=600k none small || exit 77
"$0" build --quiet --output small/site || exit 3
(cd small/site && find . -type f | sort | xargs cksum) > before
dd if=/dev/zero of=small/fill bs=1k count=600 2>/dev/null
sed -i 's/Text/A longer text/' content/*.txt
"$0" build --quiet --output small/site 2> said; code=$?
(cd small/site && find . -type f | sort | xargs cksum) > after
cmp before after || exit 4
ls -A small > left
exit $code"#;
    let out = Command::new("unshare")
        .current_dir(root)
        .args(["-rm", "sh", "-c", script, env!("CARGO_BIN_EXE_morgue")])
        .output();
    let Ok(out) = out else {
        println!("skipped: there is no unshare on this machine");
        return;
    };
    if !root.join("before").exists() {
        println!(
            "skipped: this machine lets nobody mount a file system: {}",
            stderr(&out)
        );
        return;
    }
    assert_eq!(out.status.code(), Some(1), "{}", stderr(&out));
    let said = fs::read_to_string(root.join("said")).unwrap();
    assert!(said.contains("No space left"), "{said}");
    assert_eq!(
        fs::read_to_string(root.join("left")).unwrap(),
        "fill\nsite\n",
        "nothing is left beside the site"
    );
}
