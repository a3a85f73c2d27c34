//! Builds that are killed, run twice at once or meet the limits of the machine: no torn file stands,
//! nothing is left over.

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
fn two_builds_at_once_do_not_meet() {
    let dir = built();
    fs::create_dir(dir.path().join(".public.morgue")).unwrap();
    let path = dir.path().join(".public.morgue/lock");
    fs::write(&path, "4242").unwrap();
    let held = File::options().read(true).write(true).open(&path).unwrap();
    held.lock().unwrap();
    // A build that finds nothing to do needs no lock.
    write(dir.path(), "content/n.txt", article("Noon", 18).as_bytes());
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

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_named_and_alone_missing() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = built();
    let text = article("Fish", 17) + "\n";
    write(dir.path(), "content/c.md", text.as_bytes());
    write(dir.path(), "content/p.png", b"picture");
    write(dir.path(), "content/q.png", b"picture");
    write(dir.path(), "static/x.txt", b"x");
    write(dir.path(), "static/y.txt", b"y");
    write(dir.path(), "content/a.toml", b"section = \"News\"\n");
    let locked = ["content/p.png", "static/x.txt", "content/a.toml"];
    for file in locked {
        fs::set_permissions(dir.path().join(file), fs::Permissions::from_mode(0o000)).unwrap();
    }
    // The superuser may read everything; then there is nothing to test.
    if fs::read(dir.path().join("content/p.png")).is_ok() {
        return;
    }
    let run = run(dir.path(), &["build"]);
    assert_eq!(code(&run), 1);
    for said in [
        "error: not published: cannot read it: Permission denied (os error 13)\n --> content/p.png\n",
        "error: not published: cannot read it: Permission denied (os error 13)\n --> static/x.txt\n",
        "error: not published: cannot read it: Permission denied (os error 13)\n --> content/a.toml\n",
        "error: not published: cannot read its sidecar content/a.toml\n --> content/a.txt\n",
    ] {
        assert!(stderr(&run).contains(said), "{said}: {}", stderr(&run));
    }
    let site = site(dir.path());
    let has = |name: &str| site.contains_key(name);
    assert!(has("files/q.png") && has("y.txt") && has("1994/06/17/fish.html"));
    assert!(!has("files/p.png") && !has("x.txt"));
}

#[cfg(unix)]
#[test]
fn pipes_in_the_place_of_settings_and_sidecars_are_not_opened() {
    let dir = built();
    let pipe = |name: &str| {
        let made = std::process::Command::new("mkfifo")
            .arg(dir.path().join(name))
            .status()
            .unwrap();
        assert!(made.success());
    };
    pipe("content/a.toml");
    let looked = run(dir.path(), &["inspect", "content/a.txt"]);
    assert_eq!(code(&looked), 1);
    assert!(
        stderr(&looked).contains("it is not a regular file\n --> content/a.toml"),
        "{}",
        stderr(&looked)
    );
    pipe("morgue.toml");
    let build = run(dir.path(), &["build"]);
    assert_eq!(code(&build), 1);
    assert!(
        stderr(&build)
            .contains("error: cannot read it: it is not a regular file\n --> morgue.toml"),
        "{}",
        stderr(&build)
    );
}

#[cfg(unix)]
#[test]
fn static_files_that_are_not_published_are_named() {
    let dir = built();
    write(dir.path(), "static/.well-known/x", b"x");
    write(dir.path(), "static/real.txt", b"x");
    std::os::unix::fs::symlink("real.txt", dir.path().join("static/link.txt")).unwrap();
    let run = fine(dir.path(), &["build"]);
    for said in [
        "note: not published: hidden, or left behind by an editor or system\n --> static/.well-known\n",
        "warning: not published: it is a symbolic link\n --> static/link.txt\n",
    ] {
        assert!(stderr(&run).contains(said), "{said}: {}", stderr(&run));
    }
    assert!(site(dir.path()).contains_key("real.txt"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_printed_is_a_failure() {
    let dir = built();
    let printed = |args: &[&str]| {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let run = morgue()
            .current_dir(dir.path())
            .args(args)
            .stdout(full)
            .output()
            .unwrap();
        assert!(
            stderr(&run).contains("error: cannot write to standard output: "),
            "{args:?}: {}",
            stderr(&run)
        );
        code(&run)
    };
    assert_eq!(printed(&["inspect", "--json", "content/a.txt"]), 1);
    assert_eq!(printed(&["build"]), 1);
    assert_eq!(printed(&["--help"]), 1);
    // Who closes a pipe has seen enough.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let run = morgue()
        .current_dir(dir.path())
        .args(["inspect", "--json", "content/a.txt"])
        .stdout(writer)
        .output()
        .unwrap();
    assert_eq!((code(&run), stderr(&run)), (0, String::new()));
}

#[cfg(target_os = "linux")]
#[test]
fn want_of_open_files_is_called_so() {
    let dir = built();
    for n in 3..9 {
        let limits = format!("ulimit -n {n}");
        let run = limited(dir.path(), &limits, "build --jobs 1 --output other");
        let said = stderr(&run);
        let wrong = ["another build is writing", "it changed while"];
        assert!(!wrong.iter().any(|w| said.contains(w)), "{n}: {said}");
    }
}

#[test]
fn more_threads_than_a_machine_has_use_for_are_refused() {
    let dir = built();
    let run = run(dir.path(), &["build", "--jobs", "20000"]);
    assert_eq!(code(&run), 2);
    assert!(stderr(&run).contains("1..=256"), "{}", stderr(&run));
}
