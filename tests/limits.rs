//! What may not be shown is nowhere: whole sites are built, and every byte and every name of a file of
//! the output is searched for it.

#![allow(
    clippy::disallowed_methods,
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "tests set the scene on the real disk, and a scene that cannot be set is a failed test"
)]

mod common;

use common::{code, fine, folder, run, stderr, tree};
use std::collections::BTreeMap;
use std::path::Path;

type Tree = BTreeMap<String, Vec<u8>>;

/// Text that stands in every original and may stand in no output.
const SECRET: &str = "quicksilver lantern";

fn built(root: &Path) -> Tree {
    fine(root, &["build", "--base-url", "https://x.example/repo/"]);
    unpacked(tree(&root.join("public")))
}

/// The files with what is inside compressed ones, as files of their own.
fn unpacked(mut site: Tree) -> Tree {
    let packed: Vec<_> = site
        .iter()
        .filter(|(name, _)| name.ends_with(".gz"))
        .map(|(name, bytes)| (format!("{name} unpacked"), common::gunzip(bytes)))
        .collect();
    site.extend(packed);
    site
}

/// A text as a search finds it: case, accents and marks between words do not count.
fn folded(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let text = text
        .replace(['á', 'à', 'ä'], "a")
        .replace(['é', 'è', 'ë'], "e")
        .replace(['ó', 'ö', 'ô'], "o")
        .replace("&nbsp;", " ")
        .replace("%20", " ");
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The files of which the bytes or the name have `words` in them.
fn with<'a>(site: &'a Tree, words: &str) -> Vec<&'a str> {
    let has = |bytes: &[u8]| folded(bytes).contains(words);
    site.iter()
        .filter(|(name, bytes)| has(name.as_bytes()) || has(bytes))
        .map(|(name, _)| name.as_str())
        .collect()
}

fn text(site: &Tree, name: &str) -> String {
    let all: Vec<&String> = site.keys().collect();
    assert!(site.contains_key(name), "{name} in {all:?}");
    String::from_utf8_lossy(&site[name]).into_owned()
}

const PNG: &str = "\u{89}PNG of a quicksilver lantern";

#[test]
fn a_withdrawn_article_is_a_tombstone_at_its_address() {
    let dir = folder(&[
        (
            "content/a.md",
            "+++\ntitle = \"The quicksilver lantern\"\ndate = 2021-06-16\nslug = \"plain\"\nauthor = \"Quicksilver Lantern\"\n\
          tags = [\"quicksilver lantern\"]\nsection = \"Quicksilver lantern\"\nimage = \"pics/lamp.png\"\n\
          withdrawn = \"At the request of the court.\"\n+++\nA quicksilver lantern. ![quicksilver lantern](pics/other.png)\n",
        ),
        ("content/pics/lamp.png", PNG),
        ("content/pics/other.png", PNG),
        ("content/pics/kept.png", "kept"),
        ("content/a.pdf", PNG),
        (
            "content/b.md",
            "+++\ntitle = \"B\"\ndate = 2021-06-17\nauthor = \"Ada\"\n+++\nSee [that](a.md). ![](pics/kept.png)\n",
        ),
        (
            "content/d.txt",
            "D\n\n17 June 2021\n\nThe text of this one is short, they said.\n\nRead more: The Quicksilver Lantern\n",
        ),
        // A folder of its own, as Hugo bundles a page, and a saved page with its parts.
        (
            "content/bundle/index.md",
            "+++\ntitle = \"Bundle\"\ndate = 2020-01-01\nwithdrawn = true\n+++\nA quicksilver lantern.\n",
        ),
        ("content/bundle/deep/photo.png", PNG),
        (
            "content/saved.html",
            "<title>Saved</title><h1>Saved</h1><p>A quicksilver lantern.</p><img src=\"saved_files/p.png\">",
        ),
        ("content/saved_files/p.png", PNG),
        (
            "content/saved.toml",
            "withdrawn = \"Wrong\"\npublished = \"2019\"\n",
        ),
        (
            "content/held.md",
            "+++\ntitle = \"Held\"\ndraft = true\n+++\nA quicksilver lantern. ![](pics/held.png)\n",
        ),
        ("content/pics/held.png", PNG),
    ]);
    let site = built(dir.path());
    for words in [SECRET, "quicksilver", "lantern"] {
        assert_eq!(with(&site, words), Vec::<&str>::new());
    }
    let page = text(&site, "2021/06/16/plain.html");
    for part in [
        "has been withdrawn",
        "At the request of the court.",
        "16 June 2021",
        "name=\"robots\" content=\"noindex\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(site.contains_key("2020/01/01/bundle.html") && site.contains_key("2019/saved.html"));
    assert!(text(&site, "2021/06/17/b.html").contains("href=\"../../../2021/06/16/plain.html\""));
    // No list, feed or site map names it.
    let naming = with(&site, "plain html");
    let other = |name: &&&str| !name.ends_with("plain.html") && !name.starts_with('.');
    assert_eq!(
        naming.iter().filter(other).collect::<Vec<_>>(),
        [&"2021/06/17/b.html"]
    );
    assert!(site.contains_key("files/pics/kept.png"));
    // Restored, it stands where it stood; and a build that remembers gives what a build from nothing gives.
    let original = std::fs::read_to_string(dir.path().join("content/a.md")).unwrap();
    common::write(
        dir.path(),
        "content/a.md",
        original.replace("withdrawn", "standfirst").as_bytes(),
    );
    let restored = built(dir.path());
    assert!(text(&restored, "2021/06/16/plain.html").contains("quicksilver lantern"));
    assert!(restored.contains_key("files/pics/lamp.png"));
    common::write(dir.path(), "content/a.md", original.as_bytes());
    assert_eq!(
        common::differences(&site, &built(dir.path())),
        Vec::<String>::new()
    );
}

#[test]
fn an_anonymised_name_is_nowhere() {
    let dir = folder(&[
        (
            "content/trials/joan-exämple-jailed.md",
            "+++\ntitle = \"JOAN EXAMPLE jailed\"\nstandfirst = \"Joan Exämple, 34\"\ndate = 2021-06-16\n\
          authors = [{ name = \"Joan Example\", role = \"sister of Joan Example\" }, { name = \"Ada\" }]\n\
          tags = [\"Joan Example\", \"court\"]\nsection = \"The Joan Example case\"\nsource = \"Joan Example Gazette\"\n\
          source_url = \"https://old.example/joan-example\"\naliases = [\"/joan-example/\"]\nimage = \"joan-example.png\"\n\
          correction = { date = 2021-06-17, text = \"Joan Example is 35.\" }\nanonymise = [\"Joan Example\"]\n+++\n\
          JOAN&nbsp;EXÄMPLE, *Joan* **Example**, Example, Joan. ![Joan Example](joan-example.png \"Joan Example\")\n\n\
          ## Joan Example's day\n\n[her page](https://social.example/joanexample) and Example's own [file](Joan%20Example.pdf).\n",
        ),
        (
            "redirects.csv",
            "/joan-example-2.html,trials/joan-exämple-jailed.md\n/trials/4.html,trials/joan-exämple-jailed.md\n",
        ),
        ("content/trials/joan-example.png", "png"),
        ("content/trials/Joan Example.pdf", "pdf"),
        ("content/trials/unused-example-joan.pdf", "pdf"),
        (
            "content/joan_example.txt",
            "Joan Example, who was never named\n\nBy Joan Example\n\n16 June 2021\n\nThe text of Joan Example is short, said Joan Example.\n",
        ),
        (
            "content/e.txt",
            "E\n\n17 June 2021\n\nThe text of this one is short, they said.\n\nRead more: Joan Exämple jailed\n",
        ),
        (
            "content/joan_example.toml",
            "anonymise = \"Joan Exämple\"\nheadline = \"\"\n",
        ),
    ]);
    let site = built(dir.path());
    for words in [
        "joan example",
        "joanexample",
        "example joan",
        "joan",
        "example jailed",
    ] {
        assert_eq!(with(&site, words), Vec::<&str>::new(), "{words}");
    }
    let page = text(&site, "2021/06/16/j-e-jailed.html");
    assert!(
        page.contains("<h1>J. E. jailed</h1>") && page.contains("bylines/j-e.html"),
        "{page}"
    );
    assert!(site.contains_key("bylines/j-e.html") && site.contains_key("tags/j-e.html"));
    assert!(text(&site, "trials/4.html").contains("url=../2021/06/16/j-e-jailed.html"));
    // Who names the old headline leads to the new one.
    let other = text(&site, "2021/06/17/e.html");
    assert!(
        other.contains("j-e-jailed.html\" dir=\"auto\">J. E. jailed</a>"),
        "{other}"
    );
    let said = stderr(&run(dir.path(), &["check"]));
    assert!(!said.contains("nowhere"), "{said}");
}

#[test]
fn a_name_in_the_settings_is_nowhere_in_any_article() {
    let dir = folder(&[
        ("morgue.toml", "anonymise = [\"Joan Example\"]\n"),
        (
            "content/joan-example.md",
            "+++\ntitle = \"Joan Example\"\ndate = 2021-06-16\n+++\nJoan Example. ![](pics/joan-example.png)\n",
        ),
        ("content/pics/joan-example.png", "png"),
        (
            "content/b.txt",
            "Verdict\n\n16 June 2021\n\nThe jury heard Joan Example on Monday, it is said.\n\nRead more: Joan Example\n",
        ),
    ]);
    assert_eq!(with(&built(dir.path()), "joan"), Vec::<&str>::new());
}

#[test]
fn an_excerpt_holds_its_first_paragraph_and_no_more() {
    let dir = folder(&[
        (
            "morgue.toml",
            "rights = \"excerpt\"\nsection_rights = { Letters = \"private\", News = \"full\" }\n",
        ),
        (
            "content/a.md",
            "+++\ntitle = \"Strike\"\ndate = 2021-06-16\nauthor = \"Ada\"\nsource_url = \"https://old.example/strike\"\nimage = \"lamp.png\"\n+++\n\
          The first paragraph.\n\nThe second has a quicksilver lantern.\n\n## Quicksilver lantern\n\n![quicksilver lantern](other.png)\n\n- quicksilver lantern\n",
        ),
        ("content/lamp.png", PNG),
        ("content/other.png", PNG),
        (
            "content/b.md",
            "+++\ntitle = \"Quicksilver lantern\"\ndate = 2021-06-16\nsection = \"letters\"\n+++\nA quicksilver lantern.\n",
        ),
        (
            "content/c.md",
            "+++\ntitle = \"Full\"\ndate = 2021-06-16\nsection = \"News\"\n+++\nFirst.\n\nLast of all.\n",
        ),
        (
            "content/d.md",
            "+++\ntitle = \"Quicksilver lantern\"\ndate = 2021-06-16\nrights = \"privat\"\n+++\nA quicksilver lantern.\n",
        ),
        (
            "content/e.txt",
            "Quicksilver lantern\n\nA quicksilver lantern.\n",
        ),
        ("content/e.toml", "withdrawn = \"broken\n"),
    ]);
    let run = run(
        dir.path(),
        &["build", "--base-url", "https://x.example/repo/"],
    );
    // Limits that cannot be read hold their articles back, and are errors.
    assert_eq!(code(&run), 1);
    assert!(
        stderr(&run).contains("`rights` cannot be \"privat\""),
        "{}",
        stderr(&run)
    );
    let site = unpacked(tree(&dir.path().join("public")));
    for words in [SECRET, "quicksilver", "lantern"] {
        assert_eq!(with(&site, words), Vec::<&str>::new());
    }
    let page = text(&site, "2021/06/16/a.html");
    assert!(
        page.contains("The first paragraph.")
            && page.contains("<a rel=\"external\" href=\"https://old.example/strike\">")
    );
    assert!(text(&site, "2021/06/16/c.html").contains("Last of all."));
    assert!(!site.contains_key("2021/06/16/b.html"));
}

#[test]
fn what_search_engines_shall_not_have_is_in_no_site_map() {
    let dir = folder(&[
        (
            "content/a.md",
            "+++\ntitle = \"A\"\ndate = 2021-06-16\nrobots = \"noindex, noarchive\"\n+++\nText.\n",
        ),
        (
            "content/b.md",
            "+++\ntitle = \"B\"\ndate = 2021-06-16\n+++\nText.\n",
        ),
    ]);
    let site = built(dir.path());
    assert!(
        text(&site, "2021/06/16/a.html")
            .contains("<meta name=\"robots\" content=\"noindex, noarchive\">")
    );
    let map = text(&site, "sitemap.xml");
    assert!(map.contains("/b.html") && !map.contains("/a.html"), "{map}");
}

#[test]
fn a_headline_that_is_not_published_is_not_shown_by_others() {
    let mention = "+++\ntitle = \"Other\"\ndate = 2021-06-17\n+++\nText.\n\nRead more: The quicksilver lantern\n\n\
                   Related: [The quicksilver lantern](a.md)\n";
    for limit in [
        "draft = true",
        "rights = \"private\"",
        "withdrawn = true",
        "anonymise = [\"Quicksilver Lantern\"]",
    ] {
        let text = format!(
            "+++\ntitle = \"The quicksilver lantern\"\ndate = 2021-06-16\n{limit}\n+++\nText.\n"
        );
        let dir = folder(&[("content/a.md", &text), ("content/b.md", mention)]);
        assert_eq!(
            with(&built(dir.path()), SECRET),
            Vec::<&str>::new(),
            "{limit}"
        );
    }
}

#[test]
fn a_limit_of_quotation_marks_with_nothing_between_holds_the_article_back() {
    let text =
        "+++\ntitle = \"A\"\ndate = 2021-06-16\nwithdrawn = \"\"\n+++\nA quicksilver lantern.\n";
    let dir = folder(&[
        ("content/a.md", text),
        (
            "content/b.md",
            "---\ntitle: B\ndate: 2021-06-16\nwithdrawn:\n---\nText.\n",
        ),
    ]);
    let run = run(dir.path(), &["build"]);
    assert_eq!(code(&run), 1);
    assert!(stderr(&run).contains("content/a.md:4"), "{}", stderr(&run));
    let site = tree(&dir.path().join("public"));
    assert_eq!(with(&site, SECRET), Vec::<&str>::new());
    assert!(site.contains_key("2021/06/16/b.html"));
}

#[test]
fn the_last_article_can_be_taken_down() {
    let text = "+++\ntitle = \"A\"\ndate = 2021-06-16\n+++\nA quicksilver lantern.\n";
    let dir = folder(&[("content/a.md", text)]);
    assert!(!with(&built(dir.path()), SECRET).is_empty());
    common::write(dir.path(), "morgue.toml", b"rights = \"private\"\n");
    assert_eq!(with(&built(dir.path()), SECRET), Vec::<&str>::new());
}
