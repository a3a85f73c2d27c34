//! What builds of before left: a staging folder, a site half moved, a lock, a cache of another program;
//! and the limits of the machine.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests set the scene on the real disk, and a scene that cannot be set is a failed test"
)]

mod common;

use common::{
    NONE, afresh, article, built, code, differences, fine, folder, morgue, names, refused, run,
    site, stderr, write,
};
use std::fs::{self, File};
use std::path::Path;
use std::time::Duration;

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
fn a_build_that_finds_another_names_it_and_stops() {
    let dir = built();
    // A build that finds nothing changed has nothing to write and asks for no lock.
    write(dir.path(), "content/c.txt", article("Fish", 17).as_bytes());
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
    assert_eq!(names(dir.path()), ["content", "public"]);
}

#[cfg(unix)]
#[test]
fn what_another_program_remembered_is_not_trusted() {
    let dir = built();
    let cache = dir.path().join(".morgue/cache");
    // Until the stamps are old enough to be trusted, so that a build that finds nothing changed does
    // not write the cache again.
    let settled = || loop {
        let before = fs::read(&cache).unwrap();
        std::thread::sleep(Duration::from_millis(50));
        fine(dir.path(), &["build"]);
        if fs::read(&cache).unwrap() == before {
            return before;
        }
    };
    let remembered = settled();
    let program = dir.path().join("morgue");
    fs::copy(env!("CARGO_BIN_EXE_morgue"), &program).unwrap();
    let run = std::process::Command::new(&program)
        .current_dir(dir.path())
        .arg("build")
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", stderr(&run));
    assert_ne!(fs::read(&cache).unwrap(), remembered, "it began anew");
    fs::write(&cache, "nonsense").unwrap();
    fine(dir.path(), &["build"]);
    assert_eq!(differences(&afresh(dir.path()), &site(dir.path())), NONE);
}

#[test]
fn of_many_builds_at_once_each_succeeds_or_says_why_not() {
    let dir = built();
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
