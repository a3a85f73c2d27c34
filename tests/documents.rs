//! What the documents state, held against the program.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests set the scene on the real disk, and a scene that cannot be set is a failed test"
)]

mod common;

use common::{fine, folder, morgue, project, stdout, tree};
use std::collections::BTreeSet;
use std::fs;

fn document(name: &str) -> String {
    fs::read_to_string(project().join(name)).unwrap()
}

/// What stands between two marks.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).unwrap().1.split_once(to).unwrap().0
}

/// The first cell of every row of the first table below a heading.
fn first_cells(text: &str, heading: &str) -> Vec<String> {
    let section = text.split_once(heading).unwrap().1;
    let rows = section.lines().skip_while(|l| !l.starts_with('|'));
    rows.take_while(|l| l.starts_with('|'))
        .skip(2)
        .map(|row| row.split('|').nth(1).unwrap().trim().replace('`', ""))
        .collect()
}

#[test]
fn the_readme_is_short_and_its_pictures_are_small() {
    let readme = document("README.md");
    assert!(readme.lines().count() < 200);
    for picture in [
        "docs/front-page.png",
        "docs/article-page.png",
        "docs/search-page.png",
    ] {
        assert!(readme.contains(picture));
        assert!(
            fs::metadata(project().join(picture)).unwrap().len() < 150_000,
            "{picture}"
        );
    }
}

#[test]
fn every_file_that_a_document_links_to_is_there() {
    for name in [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "docs/theming.md",
        "docs/corrections-takedown-rights.md",
        "docs/reading.md",
    ] {
        let text = document(name);
        for target in text
            .split("](")
            .skip(1)
            .map(|rest| rest.split(')').next().unwrap())
        {
            let there = target.starts_with("https://") || project().join(target).exists();
            assert!(there, "{name}: {target}");
        }
    }
}

#[test]
fn the_table_of_settings_is_that_of_the_program() {
    assert_eq!(
        first_cells(&document("README.md"), "## Settings"),
        morgue::settings::KEYS
    );
}

#[test]
fn the_table_of_commands_is_that_of_the_program() {
    let cells = first_cells(&document("README.md"), "## Commands");
    let listed: BTreeSet<&str> = cells.iter().map(|c| c.split(' ').nth(1).unwrap()).collect();
    let help = stdout(&morgue().arg("--help").output().unwrap());
    let known: BTreeSet<&str> = between(&help, "Commands:\n", "\n\n")
        .lines()
        .map(|l| l.split_whitespace().next().unwrap())
        .filter(|c| *c != "help")
        .collect();
    assert_eq!(listed, known);
    for (command, flag) in [
        ("build", "strict"),
        ("build", "jobs"),
        ("check", "quiet"),
        ("serve", "port"),
        ("serve", "open"),
        ("inspect", "json"),
    ] {
        let help = stdout(&morgue().args([command, "--help"]).output().unwrap());
        assert!(help.contains(&format!("--{flag}")), "{command} {flag}");
    }
}

#[test]
fn the_sidecar_of_the_readme_holds_known_keys_with_good_values() {
    let readme = document("README.md");
    let sidecar = between(&readme, "```toml\n", "```").replace("draft = true", "draft = false");
    let dir = folder(&[
        ("a.txt", "Night\n\nThe sea came up.\n"),
        ("a.toml", &sidecar),
    ]);
    let shown = stdout(&fine(dir.path(), &["inspect", "a.txt"]));
    assert!(
        !shown.contains("warning: ") && !shown.contains("note: "),
        "{shown}"
    );
    for key in sidecar
        .lines()
        .filter_map(|l| l.split_once(" = "))
        .map(|(key, _)| key)
        .filter(|k| *k != "draft")
    {
        assert!(
            shown.contains(&format!("sidecar `{key}`")),
            "{key}: {shown}"
        );
    }
}

#[test]
fn dates_and_message_are_written_as_the_readme_says() {
    let readme = document("README.md");
    let dates = between(&readme, "Dates are written ", ", with `~`");
    for date in dates.split('`').skip(1).step_by(2) {
        for suffix in ["", "~", "?", "%"] {
            assert!(
                morgue::date::parse(&format!("{date}{suffix}")).is_ok(),
                "{date}{suffix}"
            );
        }
    }
    let message = morgue::diag::Diagnostic::no_date("content/itv/summit.txt", 1, None);
    assert!(readme.contains(&message.to_string()), "{message}");
}

#[test]
fn only_its_own_part_of_the_program_names_the_template_engine_or_the_disk() {
    for (name, bytes) in tree(&project().join("src")) {
        let text = String::from_utf8_lossy(&bytes);
        if !name.ends_with(".rs") {
            continue;
        }
        if !name.starts_with("render/") {
            assert!(!text.contains("tera::"), "{name} names the template engine");
        }
        let code = text.split("#[cfg(test)]").next().unwrap();
        if !name.starts_with("disk/") && !name.starts_with("serve/") {
            assert!(!code.contains("std::fs"), "{name} names the disk");
        }
    }
}
