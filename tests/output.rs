//! What builds write and delete, and what they leave alone: nothing of the user's is lost.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests set the scene on the real disk, and a scene that cannot be set is a failed test"
)]

mod common;

use common::{
    NONE, afresh, article, built, code, differences, fine, folder, names, refused, run, site,
    stderr, stdout, write,
};
use std::fs;
use std::path::Path;

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
    write(dir.path(), "content/c.txt", article("C", 3).as_bytes());
    fine(dir.path(), &["build"]);
    assert!(dir.path().join("precious.txt").is_file());
    write(dir.path(), "content/d.txt", article("D", 4).as_bytes());
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
fn nothing_is_deleted_through_a_link() {
    let dir = built();
    write(
        dir.path(),
        "content/c.txt",
        b"Fish\n\n17 June 2001\n\nText.\n",
    );
    fine(dir.path(), &["build"]);
    // Another folder with files of the same names, put in the place of one of the site's.
    let elsewhere = tempfile::tempdir().unwrap();
    fs::rename(
        dir.path().join("public/2001"),
        elsewhere.path().join("2001"),
    )
    .unwrap();
    std::os::unix::fs::symlink(
        elsewhere.path().join("2001"),
        dir.path().join("public/2001"),
    )
    .unwrap();
    let before = common::tree(elsewhere.path());
    assert!(before.contains_key("2001/06/17/fish.html"));
    fs::remove_file(dir.path().join("content/c.txt")).unwrap();
    fine(dir.path(), &["build"]);
    assert_eq!(differences(&before, &common::tree(elsewhere.path())), NONE);
    assert!(
        dir.path().join("public/2001").is_symlink(),
        "not ours either"
    );
}

#[test]
fn what_we_wrote_may_turn_from_file_to_folder_and_back() {
    let dir = built();
    let shape = |files: &[&str]| {
        let _ = fs::remove_dir_all(dir.path().join("static"));
        for file in files {
            write(dir.path(), &format!("static/{file}"), file.as_bytes());
        }
        fine(dir.path(), &["build"]);
        assert_eq!(differences(&afresh(dir.path()), &site(dir.path())), NONE);
    };
    shape(&["foo"]);
    shape(&["foo/bar", "foo/deep/er"]);
    shape(&["foo"]);
    shape(&["foo/bar"]);
    write(dir.path(), "public/foo/mine.txt", b"mine");
    fs::remove_dir_all(dir.path().join("static")).unwrap();
    write(dir.path(), "static/foo", b"foo");
    refused(
        dir.path(),
        &["build"],
        "error: the site needs this place, and morgue did not write what stands there; nothing was changed\n --> ./public/foo\n",
    );
    // A person's folder in the place of a page.
    fs::remove_dir_all(dir.path().join("static")).unwrap();
    fs::remove_file(dir.path().join("public/index.html")).unwrap();
    write(dir.path(), "public/index.html/mine.txt", b"mine");
    refused(dir.path(), &["build"], " --> ./public/index.html\n");
}

#[test]
fn the_site_may_not_take_the_place_of_the_root_s_own() {
    let dir = folder(&[
        ("content/a.txt", &article("A", 1)),
        ("other/b.txt", &article("B", 2)),
        ("morgue.toml", "title = \"T\"\n"),
    ]);
    for own in ["templates", "static", ".git", ".morgue", "morgue.toml"] {
        let said = format!("the site's folder and {own} of the root lie inside one another");
        refused(dir.path(), &["build", "--output", own], &said);
        let inside = format!("{own}/x");
        refused(dir.path(), &["build", "--output", &inside], &said);
    }
    let site = dir.path().join("site");
    fs::create_dir(&site).unwrap();
    write(&site, "morgue.toml", b"");
    refused(
        &site,
        &["build", "--content", "../other", "--output", "."],
        "of the root lie inside one another",
    );
}

#[test]
fn a_site_is_not_emptied_for_want_of_articles() {
    let dir = built();
    for name in ["a.txt", "b.txt"] {
        fs::remove_file(dir.path().join("content").join(name)).unwrap();
    }
    refused(
        dir.path(),
        &["build"],
        "error: there is no article in content, and this site has some; nothing was changed\n --> ./public\n",
    );
    fs::remove_dir_all(dir.path().join("public")).unwrap();
    for _ in 0..2 {
        let empty = fine(dir.path(), &["build"]);
        assert!(
            stderr(&empty).contains("warning: no articles found\n --> content\n"),
            "{}",
            stderr(&empty)
        );
        assert_eq!(code(&run(dir.path(), &["build", "--strict"])), 1);
        write(dir.path(), "static/more.txt", b"more");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_not_replaced_by_a_site() {
    let dir = folder(&[("content/a.txt", &article("A", 1))]);
    std::os::unix::fs::symlink("elsewhere", dir.path().join("public")).unwrap();
    let said = "error: it is a symbolic link to an empty or a missing folder";
    refused(dir.path(), &["build"], said);
    fs::create_dir(dir.path().join("elsewhere")).unwrap();
    refused(dir.path(), &["build"], said);
    assert_eq!(names(dir.path()), ["content", "elsewhere", "public"]);
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
fn an_article_of_today_changes_few_pages_and_moves_none() {
    let dir = tempfile::tempdir().unwrap();
    let add = |n: u16, year: u16| {
        let text = format!(
            "Headline {n}\n\n{} June {year}\n\nBy Ottilie Brand\n\nThe text of {n}.\n",
            n % 28 + 1
        );
        write(
            dir.path(),
            &format!("content/headline-{n}.md"),
            text.as_bytes(),
        );
    };
    (0..160).for_each(|n| add(n, 1990 + n / 40));
    fine(dir.path(), &["build", "--quiet"]);
    let before = site(dir.path());
    assert_eq!(common::broken_links(&before, "/"), NONE);
    assert!(
        before.contains_key("bylines/ottilie-brand/page-1.html")
            && before.contains_key("bylines/ottilie-brand/page-2.html")
    );
    add(160, 1994);
    fine(dir.path(), &["build", "--quiet"]);
    let after = site(dir.path());
    let mut changed = differences(&before, &after);
    // Files of the search index are named by their content.
    changed.retain(|c| !c.contains(": search/"));
    assert!(
        !changed
            .iter()
            .any(|c| c.starts_with("missing: ") || c.contains("/page-")),
        "{changed:#?}"
    );
    let articles: Vec<_> = changed
        .iter()
        .filter(|c| c.contains("/headline-"))
        .collect();
    // The one before it names it as the next.
    assert_eq!(
        articles,
        [
            "differs: 1993/06/28/headline-139.html",
            "extra: 1994/06/21/headline-160.html"
        ]
    );
    assert!(changed.len() < 20, "{changed:#?}");
    assert_eq!(differences(&afresh(dir.path()), &after), NONE);
}
