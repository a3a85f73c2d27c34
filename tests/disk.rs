//! What builds do to the disk: nothing of the user's is lost, no torn file stands, nothing is left over.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests set the scene on the real disk, and a scene that cannot be set is a failed test"
)]

mod common;

use common::{code, differences, fine, folder, morgue, run, stderr, stdout, tree, write};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::time::Duration;

const NONE: Vec<String> = Vec::new();

fn article(headline: &str, day: u8) -> String {
    format!("{headline}\n\n{day} June 1994\n\nBy Ottilie Brand\n\nThe text of {headline}.\n")
}

/// A site of two articles, built.
fn built() -> tempfile::TempDir {
    let dir = folder(&[
        ("content/a.txt", &article("Gull takes the wheel", 14)),
        ("content/b.txt", &article("Eel found in letter box", 15)),
    ]);
    fine(dir.path(), &["build"]);
    dir
}

fn site(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    tree(&dir.join("public"))
}

/// What a first build of the same content makes.
fn afresh(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let other = tempfile::tempdir().unwrap();
    let output = other.path().join("site");
    fine(
        dir,
        &["build", "--quiet", "--output", output.to_str().unwrap()],
    );
    tree(&output)
}

/// The names in a folder.
fn names(dir: &Path) -> Vec<String> {
    let mut all: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    all.sort();
    all
}

/// A build that must be refused, with every file of the folder as it was.
fn refused(dir: &Path, args: &[&str], said: &str) {
    let before = tree(dir);
    let run = run(dir, args);
    assert_eq!((code(&run), stdout(&run)), (1, String::new()), "{args:?}");
    assert!(stderr(&run).contains(said), "{args:?}: {}", stderr(&run));
    assert_eq!(differences(&before, &tree(dir)), NONE, "{args:?}");
}

#[test]
fn a_folder_that_holds_other_files_is_refused_and_untouched() {
    let dir = folder(&[
        ("content/a.txt", &article("A", 1)),
        ("public/thesis.txt", "ten years of work"),
    ]);
    refused(
        dir.path(),
        &["build"],
        "error: this folder holds files that morgue did not write (thesis.txt is one); nothing was changed\n --> ./public\nhint: ",
    );
    assert_eq!(names(dir.path()), ["content", "public"]);
}

#[test]
fn output_and_content_may_not_overlap() {
    let dir = folder(&[
        ("content/a.txt", &article("A", 1)),
        ("content/deep/b.txt", &article("B", 2)),
    ]);
    for (content, output) in [
        ("content", "content"),
        ("content", "content/site"),
        ("content/deep", "content"),
        ("content", "."),
        ("content", "content/../content/x"),
        (".", "public"),
    ] {
        refused(
            dir.path(),
            &["build", "--content", content, "--output", output],
            "lie inside one another",
        );
    }
}

#[cfg(unix)]
#[test]
fn output_may_not_reach_content_by_a_link() {
    let dir = folder(&[("content/a.txt", &article("A", 1))]);
    std::os::unix::fs::symlink("content", dir.path().join("alias")).unwrap();
    refused(
        dir.path(),
        &["build", "--output", "alias/site"],
        "lie inside one another",
    );
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let dir = folder(&[("content/a.txt", &article("A", 1)), ("file", "mine")]);
    refused(
        dir.path(),
        &["build", "--output", "file"],
        "error: a file stands where the site's folder should be\n --> file\nhint: ",
    );
    refused(
        dir.path(),
        &["build", "--output", "file/site"],
        " --> file/",
    );
    refused(dir.path(), &["build", "--output", "/"], "error: ");
}

#[test]
fn pages_of_articles_that_are_gone_go_and_nothing_else() {
    let dir = built();
    write(dir.path(), "public/robots-of-mine.txt", b"mine");
    write(dir.path(), "public/1994/06/14/notes.txt", b"mine too");
    fs::remove_file(dir.path().join("content/a.txt")).unwrap();
    let run = fine(dir.path(), &["build"]);
    assert!(
        stdout(&run).contains("1 articles, ") || stdout(&run).contains("1 article, "),
        "{}",
        stdout(&run)
    );
    let mut now = site(dir.path());
    assert_eq!(
        now.remove("robots-of-mine.txt").as_deref(),
        Some(&b"mine"[..])
    );
    assert_eq!(
        now.remove("1994/06/14/notes.txt").as_deref(),
        Some(&b"mine too"[..])
    );
    assert_eq!(differences(&afresh(dir.path()), &now), NONE);
    let text: String = now
        .values()
        .map(|b| String::from_utf8_lossy(b).into_owned())
        .collect();
    assert!(!text.contains("Gull takes the wheel"), "no list names it");
}

#[test]
fn a_renamed_and_a_changed_article_leave_no_trace_of_before() {
    let dir = built();
    fs::rename(
        dir.path().join("content/a.txt"),
        dir.path().join("content/c.md"),
    )
    .unwrap();
    write(
        dir.path(),
        "content/b.txt",
        article("Eel returns", 16).as_bytes(),
    );
    fine(dir.path(), &["build"]);
    assert_eq!(differences(&afresh(dir.path()), &site(dir.path())), NONE);
    assert!(
        !dir.path().join("public/1994/06/15").exists(),
        "not even an empty folder"
    );
    assert_eq!(names(dir.path()), ["content", "public"]);
}

#[test]
fn a_person_s_file_in_the_place_of_a_page_is_refused_and_kept() {
    let dir = built();
    write(dir.path(), "content/c.txt", article("Fish", 17).as_bytes());
    write(dir.path(), "public/1994/06/17/fish.html", b"mine");
    refused(
        dir.path(),
        &["build"],
        "error: the site needs this place, and morgue did not write what stands there; nothing was changed\n --> ./public/1994/06/17/fish.html\nhint: move it away",
    );
}

#[test]
fn a_damaged_manifest_deletes_nothing() {
    let dir = built();
    write(dir.path(), "precious.txt", b"mine");
    let manifest = dir.path().join("public/.morgue-manifest");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, format!("{text}../precious.txt\n/etc/passwd\n")).unwrap();
    fine(dir.path(), &["build"]);
    assert!(dir.path().join("precious.txt").is_file());
    fs::write(&manifest, "something else\n").unwrap();
    refused(dir.path(), &["build"], "error: cannot read the manifest: ");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_carries_nothing_elsewhere() {
    let dir = built();
    let elsewhere = folder(&[("keep.txt", "mine")]);
    fs::remove_dir_all(dir.path().join("public/1994/06/14")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("public/1994/06/14")).unwrap();
    let refusal = run(dir.path(), &["build"]);
    assert_eq!(code(&refusal), 1);
    assert!(
        stderr(&refusal).contains(" --> ./public/1994/06/14\n"),
        "{}",
        stderr(&refusal)
    );
    assert_eq!(names(elsewhere.path()), ["keep.txt"]);
}

#[cfg(unix)]
#[test]
fn links_in_the_content_are_followed_only_where_asked_and_inside() {
    let outside = folder(&[("secret.txt", &article("Secret", 20))]);
    let dir = folder(&[
        ("content/a.txt", &article("A gull", 1)),
        ("shelf/b.txt", &article("B", 2)),
    ]);
    let link =
        |from: &Path, to: &str| std::os::unix::fs::symlink(from, dir.path().join(to)).unwrap();
    link(&outside.path().join("secret.txt"), "content/out.txt");
    link(&dir.path().join("content"), "content/loop");
    link(&dir.path().join("content/a.txt"), "content/again.txt");
    let plain = fine(dir.path(), &["build"]);
    assert!(
        stdout(&plain).starts_with("1 article"),
        "{}",
        stdout(&plain)
    );
    assert_eq!(
        stderr(&plain)
            .matches("not published: it is a symbolic link")
            .count(),
        3
    );
    write(dir.path(), "morgue.toml", b"follow_links = true\n");
    let followed = fine(dir.path(), &["build"]);
    assert!(
        stdout(&followed).starts_with("2 articles"),
        "{}",
        stdout(&followed)
    );
    assert!(
        stderr(&followed).contains("leads out of the content folder\n --> content/out.txt"),
        "{}",
        stderr(&followed)
    );
    assert!(
        stderr(&followed).contains(
            "not followed: it is a symbolic link to a folder above it\n --> content/loop"
        )
    );
    assert!(
        !site(dir.path())
            .values()
            .any(|b| String::from_utf8_lossy(b).contains("Secret"))
    );
}

#[test]
fn what_a_killed_build_left_is_cleared_away() {
    let dir = folder(&[("content/a.txt", &article("A", 1))]);
    write(dir.path(), ".public.morgue/lock", b"999999");
    write(dir.path(), ".public.morgue/site/1994/half.html", b"<!doct");
    fine(dir.path(), &["build"]);
    assert_eq!(names(dir.path()), ["content", "public"]);
    assert_eq!(differences(&afresh(dir.path()), &site(dir.path())), NONE);
}

#[test]
fn a_build_killed_while_moving_is_finished_by_the_next() {
    let dir = built();
    let before = site(dir.path());
    fs::rename(
        dir.path().join("content/a.txt"),
        dir.path().join("content/c.txt"),
    )
    .unwrap();
    write(
        dir.path(),
        "content/c.txt",
        article("Gull sails", 18).as_bytes(),
    );
    let after = afresh(dir.path());
    // As it stands when half is moved: the manifest names the old and the new, some pages are new.
    let both: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let header = String::from_utf8_lossy(&before[".morgue-manifest"])
        .lines()
        .next()
        .unwrap()
        .to_owned();
    let lines: String = both
        .iter()
        .filter(|n| n.as_str() != ".morgue-manifest")
        .map(|n| format!("{n}\n"))
        .collect();
    write(
        dir.path(),
        "public/.morgue-manifest",
        format!("{header}\n{lines}").as_bytes(),
    );
    for (i, (name, bytes)) in after
        .iter()
        .filter(|(n, _)| *n != ".morgue-manifest")
        .enumerate()
    {
        let place = if i % 2 == 0 {
            "public"
        } else {
            ".public.morgue/site"
        };
        write(dir.path(), &format!("{place}/{name}"), bytes);
    }
    fine(dir.path(), &["build"]);
    assert_eq!(differences(&after, &site(dir.path())), NONE);
    assert_eq!(names(dir.path()), ["content", "public"]);
}

#[test]
fn two_builds_at_once_do_not_meet() {
    let dir = built();
    fs::create_dir(dir.path().join(".public.morgue")).unwrap();
    let path = dir.path().join(".public.morgue/lock");
    fs::write(&path, "4242").unwrap();
    let held = File::options().read(true).write(true).open(&path).unwrap();
    held.lock().unwrap();
    refused(
        dir.path(),
        &["build"],
        "error: another build is writing here",
    );
    if cfg!(unix) {
        assert!(stderr(&run(dir.path(), &["build"])).contains("(process 4242)"));
    }
    fine(dir.path(), &["check"]);
    drop(held);
    fine(dir.path(), &["build"]);

    write(dir.path(), "content/c.txt", article("Fish", 17).as_bytes());
    let start = || {
        morgue()
            .current_dir(dir.path())
            .arg("build")
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap()
    };
    let all: Vec<_> = (0..6)
        .map(|_| start())
        .collect::<Vec<_>>()
        .into_iter()
        .map(|c| c.wait_with_output().unwrap())
        .collect();
    for run in &all {
        assert!(
            run.status.success() || stderr(run).contains("another build is writing here"),
            "{}",
            stderr(run)
        );
    }
    assert!(all.iter().any(|run| run.status.success()));
    assert_eq!(differences(&afresh(dir.path()), &site(dir.path())), NONE);
    assert_eq!(names(dir.path()), ["content", "public"]);
}

#[test]
fn a_killed_build_tears_no_file() {
    let dir = tempfile::tempdir().unwrap();
    let write_all = |word: &str| {
        for n in 0..120 {
            let text = format!(
                "Headline {n}\n\n{} June {}\n\nBy Ottilie Brand\n\n{word} {n}.\n",
                n % 28 + 1,
                1990 + n % 4
            );
            write(dir.path(), &format!("content/{n}.txt"), text.as_bytes());
        }
    };
    write_all("Old");
    fine(dir.path(), &["build", "--quiet"]);
    let old = site(dir.path());
    write_all("New");
    let new = afresh(dir.path());
    for wait in [5, 15, 30, 50, 80, 120] {
        let mut build = morgue()
            .current_dir(dir.path())
            .args(["build", "--quiet"])
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        build.kill().unwrap();
        build.wait().unwrap();
        for (name, bytes) in site(dir.path()) {
            let whole = name == ".morgue-manifest"
                || old.get(&name) == Some(&bytes)
                || new.get(&name) == Some(&bytes);
            assert!(whole, "{name} is torn after {wait} ms");
        }
    }
    fine(dir.path(), &["build", "--quiet"]);
    assert_eq!(differences(&new, &site(dir.path())), NONE);
    assert_eq!(names(dir.path()), ["content", "public"]);
}

/// Runs the program under limits of the shell.
#[cfg(unix)]
fn limited(dir: &Path, limits: &str, args: &str) -> std::process::Output {
    let program = env!("CARGO_BIN_EXE_morgue");
    std::process::Command::new("sh")
        .current_dir(dir)
        .args(["-c", &format!("{limits}; exec '{program}' {args}")])
        .output()
        .unwrap()
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_grow_leaves_the_site_of_before() {
    let dir = built();
    let before = site(dir.path());
    let long = format!(
        "{}\n\n{}\n",
        article("Long", 19),
        "A long sentence about eels.\n\n".repeat(400)
    );
    write(dir.path(), "content/c.txt", long.as_bytes());
    // The signal that goes with the limit would end the program; a full disk sends none.
    let run = limited(dir.path(), "trap '' XFSZ; ulimit -f 10", "build");
    assert_eq!(code(&run), 1, "{}", stderr(&run));
    assert!(
        stderr(&run).contains("error: cannot write: ") && stderr(&run).contains(" --> ./public/"),
        "{}",
        stderr(&run)
    );
    assert_eq!(differences(&before, &site(dir.path())), NONE);
    assert_eq!(names(dir.path()), ["content", "public"]);
}

#[cfg(unix)]
#[test]
fn few_open_files_are_no_panic() {
    let dir = built();
    for n in [6, 8, 10, 16] {
        let run = limited(
            dir.path(),
            &format!("ulimit -n {n}"),
            "build --jobs 4 --output other",
        );
        assert!(!stderr(&run).contains("panicked"), "{n}: {}", stderr(&run));
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_named_and_left() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = built();
    write(dir.path(), "content/c.txt", article("Fish", 17).as_bytes());
    let allow = |mode| fs::set_permissions(dir.path(), fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    // The superuser may write everywhere; then there is nothing to test.
    if fs::write(dir.path().join("probe"), "").is_err() {
        refused(
            dir.path(),
            &["build"],
            "error: cannot create the staging folder: ",
        );
    }
    allow(0o755);
}
