//! Taking front matter apart: fences, notations, lines, and what is refused.

use super::*;
use proptest::prelude::*;

/// `key@line=value`, one after the other.
fn shown(entries: &[Entry<'_>]) -> String {
    let all: Vec<_> = entries
        .iter()
        .map(|e| format!("{}@{}={}", e.key, e.line, value(&e.node)))
        .collect();
    all.join(" ")
}

fn value(node: &Node<'_>) -> String {
    match &node.value {
        Value::Scalar { text, .. } => format!("{text:?}"),
        Value::List(items) => {
            let all: Vec<_> = items
                .iter()
                .map(|i| format!("{}:{}", i.line, value(i)))
                .collect();
            format!("[{}]", all.join(","))
        }
        Value::Table(entries) => format!("{{{}}}", shown(entries)),
    }
}

fn read(text: &str) -> (String, String, u32) {
    let parts = split(text, "a.md").unwrap();
    let entries = parts
        .entries
        .map(|e| shown(&e))
        .unwrap_or("none".to_owned());
    (entries, parts.body.to_owned(), parts.body_line)
}

fn refused(text: &str) -> String {
    split(text, "a.md").unwrap_err().to_string()
}

#[test]
fn toml_keeps_what_was_written_and_where() {
    let text = "+++\ntitle = 'A \"b\"'\ndate = 2021-06-16T15:34:00+01:00\nweight = 0x10\n\ntags = [\n  \"x\",\n  \"y\"]\n[extra]\nimage.src = \"a.png\"\n+++\nBody\n";
    let (entries, body, line) = read(text);
    assert_eq!(
        entries,
        "title@2=\"A \\\"b\\\"\" date@3=\"2021-06-16T15:34:00+01:00\" weight@4=\"0x10\" tags@6=[7:\"x\",8:\"y\"] extra@9={image@10={src@10=\"a.png\"}}"
    );
    assert_eq!((body.as_str(), line), ("Body\n", 12));
}

#[test]
fn yaml_keeps_what_was_written_and_where() {
    let text = "---\ntitle: \"A: b\"\ndate: 2021-06-16 15:34:00 +0200\nyear: 007\ntags:\n  - x\n  - y\nauthors: [Jane Roe, {name: Li}]\nsummary: >\n  folded\n  text\nnone:\n---\nBody";
    let (entries, body, line) = read(text);
    assert_eq!(
        entries,
        "title@2=\"A: b\" date@3=\"2021-06-16 15:34:00 +0200\" year@4=\"007\" tags@5=[6:\"x\",7:\"y\"] authors@8=[8:\"Jane Roe\",8:{name@8=\"Li\"}] summary@9=\"folded text\\n\" none@12=\"~\""
    );
    assert_eq!((body.as_str(), line), ("Body", 14));
}

#[test]
fn headers_are_read_only_where_pelican_means_them() {
    let text = "Title: Flood: the aftermath\nDate: 2021-06-16 15:34\nTags: a, b\nAuthors: Jane Roe\n    Li Wei\n\nBody: text\n";
    let (entries, body, line) = read(text);
    assert_eq!(
        entries,
        "Title@1=\"Flood: the aftermath\" Date@2=\"2021-06-16 15:34\" Tags@3=\"a, b\" Authors@4=[4:\"Jane Roe\",5:\"Li Wei\"]"
    );
    assert_eq!((body.as_str(), line), ("\nBody: text\n", 6));
    for story in [
        "Correction: the minister\nTitle: x\n",
        "Date: 16 June 2021\nFlood hits town\n",
        "Exclusive: Flood hits town\n\nText",
        "Flood\n+++\ntitle = 1\n+++\n",
    ] {
        assert_eq!(read(story).0, "none", "{story}");
    }
}

#[test]
fn fences_may_have_space_behind_and_nothing_in_front() {
    assert_eq!(
        read("---  \ntitle: a\n...\nx"),
        ("title@2=\"a\"".into(), "x".into(), 4)
    );
    assert_eq!(read("---\n---\nx"), (String::new(), "x".into(), 3));
    assert_eq!(read("---\n# nothing\n---").0, "");
    assert_eq!(read(" ---\ntitle: a\n---\n").0, "none");
    assert_eq!(read("----\ntitle: a\n---\n").0, "none");
}

#[test]
fn an_impossible_date_in_toml_is_left_to_whoever_reads_dates() {
    assert_eq!(
        read("+++\ndate = 2021-02-30\n+++\n").0,
        "date@2=\"2021-02-30\""
    );
    assert_eq!(
        read("+++\ndate = 2021-13-01T10:00:00Z\n+++\n").0,
        "date@2=\"2021-13-01T10:00:00Z\""
    );
}

#[test]
fn broken_notation_is_refused_at_its_line_and_column() {
    for (text, place) in [
        ("+++\ntitle = \"a\ndate = 1\n+++\n", "a.md:2:"),
        ("+++\na = 1\nb = = 2\n+++\n", "a.md:3:"),
        ("---\ntitle: a\nx: [1, 2\n---\n", "a.md:"),
        ("---\ntitle: Flood: after\n---\n", "a.md:2:"),
        ("---\ntitle: 'a\n---\n", "a.md:"),
        ("---\njust prose\n---\n", "a.md:2:1"),
        ("---\n- a\n---\n", "a.md:2:1"),
        ("---\ntitle: a\n\nText without end", "a.md:1"),
        ("+++\n", "a.md:1"),
        ("---\na: &x 1\nb: *x\n---\n", "a.md:3:"),
        ("---\n? [a]\n: b\n---\n", "a.md:2:"),
    ] {
        let said = refused(text);
        assert!(
            said.contains(place) && said.starts_with("error"),
            "{text}: {said}"
        );
    }
}

#[test]
fn two_values_for_a_key_are_never_silently_one() {
    for text in [
        "+++\ntitle = 1\na = 2\ntitle = 3\n+++\n",
        "+++\ntitle = 1\na = 2\nTitle = 3\n+++\n",
        "---\ntitle: 1\na: 2\ntitle: 3\n---\n",
        "---\ntitle: 1\na: 2\nTITLE: 3\n---\n",
    ] {
        let said = refused(text);
        assert!(
            said.contains("given on line 2 and again on line 4"),
            "{said}"
        );
    }
    assert!(refused("Title: 1\nDate: 2\ntitle: 3\n").contains("line 1 and again on line 3"));
    assert!(refused("---\nextra:\n  a: 1\n  a: 2\n---\n").contains("line 3 and again on line 4"));
    let said = refused("+++\n[extra]\na = 1\n[extra]\n+++\n");
    assert!(said.contains("line 2 and again on line 4"), "{said}");
}

#[test]
fn bombs_and_depths_are_refused_soon() {
    let n = 20_000;
    let bomb = "---\na: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\n---\n".to_owned();
    let start = std::time::Instant::now();
    for text in [
        bomb,
        format!("---\na: {}\n---\n", "[".repeat(n)),
        format!("---\na: {}{}\n---\n", "[".repeat(n), "]".repeat(n)),
        format!("---\na: {}\n---\n", "{a: ".repeat(n)),
        format!("---\na:\n{}x\n---\n", "- ".repeat(n)),
        format!("---\na: [{}]\n---\n", "1,".repeat(n)),
        format!("---\n? {}\n---\n", "? ".repeat(n)),
        format!("+++\na = {}{}\n+++\n", "[".repeat(n), "]".repeat(n)),
        format!("+++\na = {}1\n+++\n", "{a=".repeat(n)),
        format!("+++\n{}a = 1\n+++\n", "a.".repeat(n)),
        format!("+++\n[{}a]\n+++\n", "a.".repeat(n)),
    ] {
        assert!(refused(&text).starts_with("error"));
    }
    assert!(start.elapsed().as_secs() < 20);
}

proptest! {
    #[test]
    fn any_text_is_taken_apart_or_refused(text in "(\\PC|[\\n\\t:=\\[\\]{}\"'#&*!|>%@-]){0,120}") {
        for fence in ["+++", "---", "Title: x"] {
            let whole = format!("{fence}\n{text}\n{fence}\nbody");
            if let Ok(parts) = split(&whole, "a.md") {
                prop_assert!(whole.ends_with(parts.body));
            }
        }
    }
}

#[test]
fn front_matter_below_blank_lines_is_front_matter() {
    let (entries, body, line) = read("\n \n---\ntitle: A\n---\nBody\n");
    assert_eq!(entries, "title@4=\"A\"");
    assert_eq!((body.as_str(), line), ("Body\n", 6));
    assert_eq!(read("\n+++\ntitle = \"A\"\n+++\n").0, "title@3=\"A\"");
    assert_eq!(read("\nTitle: A\n\nBody\n").0, "Title@2=\"A\"");
    for rule in ["\n---\n\nText: more\n", "\n---\nThe vote: a tie\n---\n"] {
        assert_eq!(read(rule).0, "none", "{rule}");
    }
}

#[test]
fn json_front_matter_is_read() {
    let text = "{\n  \"title\": \"A {b}\",\n  \"draft\": false,\n  \"tags\": [\"x\", 7],\n  \"none\": null\n}\n\nBody\n";
    let (entries, body, line) = read(text);
    assert_eq!(
        entries,
        "title@1=\"A {b}\" draft@1=\"false\" tags@1=[1:\"x\",1:\"7\"] none@1=\"null\""
    );
    assert_eq!((body.as_str(), line), ("\nBody\n", 7));
    assert!(refused("{\n  \"title\": \"A\",\n}\nBody").contains("a.md:3"));
    assert!(refused("{ \"title\": \"A\", \"title\": \"B\" }\nBody").contains("title"));
    assert!(refused("{ \"title\": \"A\"").contains("malformed"));
    for markdown in ["{{< note >}}\nText", "{: .lead}\nText", "{}\nText"] {
        assert_eq!(read(markdown).0, "none", "{markdown}");
    }
}
