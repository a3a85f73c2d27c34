//! The commands as a stranger runs them: help, usage errors, what each prints, writes and returns.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests set the scene on the real disk, and a scene that cannot be set is a failed test"
)]

mod common;

use common::{code, fine, folder, morgue, run, stderr, stdout, tree, write};
use std::fs;
use std::path::Path;
use std::process::Stdio;

const GULL: &str = "Gull takes the wheel\n\n14 June 1994\n\nBy Ottilie Brand\n\nIt sat down and looked ahead, as the skipper does.\n";

/// An article that is warned about: it has neither date nor byline.
const DRAWER: &str = "Found in a drawer\n\nNobody knows when it was printed.\n";

#[test]
fn help_is_on_standard_output_with_an_example() {
    let dir = folder(&[]);
    for command in ["", "build", "check", "serve", "inspect", "init"] {
        let args: Vec<&str> = [command, "--help"]
            .into_iter()
            .filter(|a| !a.is_empty())
            .collect();
        let shown = morgue()
            .args(&args)
            .env("COLUMNS", "100")
            .current_dir(dir.path())
            .output()
            .unwrap();
        assert_eq!(
            (code(&shown), stderr(&shown)),
            (0, String::new()),
            "{args:?}"
        );
        let text = stdout(&shown);
        let example = text
            .lines()
            .find_map(|l| l.strip_prefix("Example: morgue "));
        assert!(
            example.is_some_and(|e| e.starts_with(if command.is_empty() {
                "build"
            } else {
                command
            })),
            "{text}"
        );
        let name = if command.is_empty() {
            "morgue"
        } else {
            command
        };
        insta::assert_snapshot!(format!("help_{name}"), text);
    }
    let version = fine(dir.path(), &["--version"]);
    assert_eq!(
        stdout(&version),
        format!("morgue {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn wrong_use_ends_with_two_and_touches_nothing() {
    let dir = folder(&[("content/a.txt", GULL)]);
    for args in [
        &[][..],
        &["biuld"],
        &["build", "--colour"],
        &["build", "one", "two"],
        &["build", "--jobs", "0"],
        &["build", "--jobs", "many"],
        &["build", "--base-url", "example.org"],
        &["build", "--base-url", "https://example.org/?q"],
        &["build", "--output"],
        &["inspect"],
        &["init"],
    ] {
        let run = run(dir.path(), args);
        assert_eq!((code(&run), stdout(&run)), (2, String::new()), "{args:?}");
        assert!(
            stderr(&run).contains("--help") || stderr(&run).contains("Usage: morgue"),
            "{args:?}: {}",
            stderr(&run)
        );
    }
    assert_eq!(tree(dir.path()).len(), 1);
}

#[test]
fn build_says_what_it_made_and_where() {
    let dir = folder(&[
        ("content/a.txt", GULL),
        ("content/b.txt", DRAWER),
        ("content/c.txt", ""),
    ]);
    let run = run(dir.path(), &["build"]);
    let site = tree(&dir.path().join("public"));
    let pages = site.keys().filter(|n| n.ends_with(".html")).count();
    let files = site.len() - 1;
    let said = stdout(&run);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines[0],
        format!("2 articles, {pages} pages, 1 undated, 1 unsigned")
    );
    assert!(
        lines[1].starts_with(&format!("{files} files ({files} changed), "))
            && lines[1].contains(" % of GitHub Pages' 1 GB, in "),
        "{said}"
    );
    assert_eq!(
        lines[2],
        "No base_url is set, so there are no feeds, no site map and no canonical links."
    );
    assert_eq!(
        lines[3..],
        [
            "Open public/index.html",
            "2 published, 1 refused; 1 error, 2 warnings."
        ]
    );
    assert_eq!(code(&run), 1, "an article was refused");
    assert!(
        site.contains_key("1994/06/14/gull-takes-the-wheel.html"),
        "the others are published all the same"
    );
}

#[test]
fn strict_makes_a_warning_fail_and_still_builds() {
    let dir = folder(&[("content/a.txt", DRAWER)]);
    fine(dir.path(), &["build"]);
    for command in ["build", "check"] {
        let strict = run(dir.path(), &[command, "--strict"]);
        assert_eq!(code(&strict), 1, "{command}");
        assert!(
            stderr(&strict).contains("warning: no publication date\n --> content/a.txt:1\nhint: ")
        );
    }
    assert!(
        dir.path()
            .join("public/undated/found-in-a-drawer.html")
            .is_file()
    );
    write(dir.path(), "content/a.txt", GULL.as_bytes());
    write(dir.path(), "content/.note", b"a note is no warning");
    let clean = fine(dir.path(), &["build", "--strict"]);
    assert!(stderr(&clean).contains("note: "));
}

#[test]
fn quiet_prints_errors_only() {
    let dir = folder(&[("content/a.txt", DRAWER)]);
    for command in ["build", "check"] {
        let quiet = fine(dir.path(), &[command, "--quiet"]);
        assert_eq!(
            (stdout(&quiet), stderr(&quiet)),
            (String::new(), String::new())
        );
    }
    write(dir.path(), "content/b.txt", b"");
    let quiet = run(dir.path(), &["build", "--quiet"]);
    assert_eq!((code(&quiet), stdout(&quiet)), (1, String::new()));
    let said = stderr(&quiet);
    assert!(
        said.starts_with("error: the file is empty") && !said.contains("warning"),
        "{said}"
    );
}

#[test]
fn flags_name_other_folders_threads_and_address() {
    let dir = folder(&[
        ("cuttings/a.txt", GULL),
        (
            "morgue.toml",
            "title = 'T'\nbase_url = 'https://old.example'\n",
        ),
    ]);
    let run = fine(
        dir.path(),
        &[
            "build",
            ".",
            "--content",
            "cuttings",
            "--output",
            "deep/er/site",
            "--base-url",
            "https://new.example/x",
            "--jobs",
            "1",
        ],
    );
    assert!(
        stdout(&run).contains("Open deep/er/site/index.html\n"),
        "{}",
        stdout(&run)
    );
    let site = tree(&dir.path().join("deep/er/site"));
    assert!(
        String::from_utf8_lossy(&site["feed.xml"]).contains("https://new.example/x/1994/06/14/")
    );
    assert!(
        !site
            .values()
            .any(|b| String::from_utf8_lossy(b).contains("old.example"))
    );
    assert!(!dir.path().join("public").exists());
    assert_eq!(
        fs::read_dir(dir.path().join("deep/er")).unwrap().count(),
        1,
        "nothing beside the site"
    );
}

#[test]
fn a_root_elsewhere_is_built_in_place() {
    let dir = folder(&[
        ("site/content/a.txt", GULL),
        ("site/static/mine.css", "p {}"),
    ]);
    let run = fine(dir.path(), &["build", "site"]);
    assert!(
        stdout(&run).contains("Open site/public/index.html\n"),
        "{}",
        stdout(&run)
    );
    assert!(dir.path().join("site/public/mine.css").is_file());
}

#[test]
fn check_says_all_and_writes_nothing() {
    let files: Vec<(String, String)> = (0..12)
        .map(|n| {
            (
                format!("content/{n}.txt"),
                DRAWER.replace("a drawer", &format!("drawer {n}")),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(n, t)| (n.as_str(), t.as_str()))
        .collect();
    let dir = folder(&files);
    let before = tree(dir.path());
    let checked = fine(dir.path(), &["check"]);
    assert_eq!(tree(dir.path()), before);
    assert_eq!(stderr(&checked).matches("warning: no byline").count(), 12);
    let listed = stdout(&checked);
    assert!(
        listed.starts_with("Doubtful, worst first:\n  content/0.txt   no-date, no-byline\n"),
        "{listed}"
    );
    assert!(
        listed.ends_with(
            "By kind: 12 no-byline, 12 no-date\n12 published, 0 refused; 0 errors, 24 warnings.\n"
        ),
        "{listed}"
    );
    let json = fine(dir.path(), &["check", "--json"]);
    assert_eq!(stderr(&json), "");
    let value: serde_json::Value = serde_json::from_str(&stdout(&json)).unwrap();
    assert_eq!(value["kinds"][0]["count"], 12);
    assert_eq!(value["articles"][0]["file"], "content/0.txt");
    let built = fine(dir.path(), &["build"]);
    assert_eq!(
        stderr(&built).matches("warning: no byline").count(),
        10,
        "a build shows ten of a common kind"
    );
    assert!(
        stderr(&built)
            .contains("… and 2 more of the kind `no-byline`; `morgue check` names them all")
    );
}

#[test]
fn faults_of_the_site_as_a_whole_are_named_and_nothing_is_built() {
    let faults = [
        (
            "no content folder",
            &[("a.txt", "x")][..],
            "error: cannot read the content folder: ",
        ),
        (
            "content is a file",
            &[("content", "x")],
            "error: cannot read the content folder: ",
        ),
        (
            "settings are not TOML",
            &[("content/a.txt", GULL), ("morgue.toml", "title = \n")],
            "error: the settings are not TOML: ",
        ),
        (
            "a setting is wrong",
            &[
                ("content/a.txt", GULL),
                ("morgue.toml", "lang = 'not a tag'\n"),
            ],
            "error: the setting `lang` wants",
        ),
        (
            "a template is broken",
            &[
                ("content/a.txt", GULL),
                ("templates/article.html", "{% if %}"),
            ],
            " --> templates/article.html:1:7",
        ),
        (
            "a template misses a name",
            &[
                ("content/a.txt", GULL),
                ("templates/day.html", "{{ nobody }}"),
            ],
            " --> templates/day.html:1:4",
        ),
    ];
    for (what, files, said) in faults {
        let dir = folder(files);
        for command in ["check", "build"] {
            let run = run(dir.path(), &[command]);
            assert_eq!((code(&run), stdout(&run)), (1, String::new()), "{what}");
            assert!(stderr(&run).contains(said), "{what}: {}", stderr(&run));
        }
        assert!(!dir.path().join("public").exists(), "{what}");
        assert!(!dir.path().join(".public.morgue").exists(), "{what}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_or_full_standard_output_is_no_panic() {
    let dir = folder(&[("content/a.txt", GULL)]);
    for args in [
        &["build"][..],
        &["check"],
        &["inspect", "content/a.txt"],
        &["inspect", "--json", "content/a.txt"],
        &["--help"],
        &["init", "new"],
    ] {
        for full in [false, true] {
            let mut command = morgue();
            command
                .current_dir(dir.path())
                .args(args)
                .stderr(Stdio::piped())
                .stdout(Stdio::piped());
            if full && Path::new("/dev/full").exists() {
                command.stdout(
                    fs::OpenOptions::new()
                        .write(true)
                        .open("/dev/full")
                        .unwrap(),
                );
            }
            let mut child = command.spawn().unwrap();
            drop(child.stdout.take());
            let done = child.wait_with_output().unwrap();
            assert!(
                !stderr(&done).contains("panicked"),
                "{args:?}: {}",
                stderr(&done)
            );
            assert!(
                matches!(done.status.code(), Some(0 | 1)),
                "{args:?}: {:?}",
                done.status
            );
        }
    }
    assert!(dir.path().join("public/index.html").is_file());
}

#[test]
fn what_hostile_names_hold_cannot_reach_the_terminal() {
    let dir = folder(&[("content/a\u{1b}[2J\u{202e}.txt", DRAWER)]);
    let said = stderr(&run(dir.path(), &["check"]));
    assert!(
        said.contains("no publication date") && said.contains("\\u{1b}[2J\\u{202e}.txt"),
        "{said}"
    );
    assert!(!said.contains('\u{1b}') && !said.contains('\u{202e}'));
}
