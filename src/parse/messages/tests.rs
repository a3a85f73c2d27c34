//! Every message as the user sees it, from an input that causes it.

use crate::parse::{Hints, Kind, Outcome, Source, parse};
use std::fmt::Write as _;

fn screen(out: &mut String, name: &str, kind: Kind, bytes: &[u8], sidecar: Option<&str>) {
    let ending = match kind {
        Kind::Text => "txt",
        Kind::Markdown => "md",
        Kind::Page => "html",
    };
    let path = format!("content/{name}.{ending}");
    let beside = format!("content/{name}.toml");
    let source = Source {
        path: &path,
        kind,
        bytes,
        sidecar: sidecar.map(|s| (beside.as_str(), s.as_bytes())),
    };
    let (fate, said) = match parse(&source, &Hints::default()) {
        Outcome::Article(draft) => ("published", draft.doubts),
        Outcome::Refused(said) => ("refused", said),
    };
    assert!(!said.is_empty(), "{name}");
    writeln!(out, "# {name}: {fate}").unwrap();
    for diagnostic in said {
        writeln!(out, "{diagnostic}\n").unwrap();
    }
}

/// Files whose bytes are doubtful.
const FILES: [(&str, Kind, &[u8]); 15] = [
    ("empty", Kind::Text, b" \n"),
    ("picture", Kind::Text, b"\x89PNG\r\n\x1a\n"),
    ("zeros", Kind::Text, &[0; 64]),
    ("utf-32", Kind::Text, b"\xff\xfe\0\0F\0\0\0"),
    ("windows-1252", Kind::Text, b"Flood\ncaf\xe9 \x93shut\x94"),
    (
        "damaged",
        Kind::Text,
        b"K\xc3\xb6ln \xc3\xb6\xc3\xb6\ncaf\xe9 x",
    ),
    ("cut", Kind::Text, b"K\xc3\xb6ln caf\xc3"),
    ("odd-utf-16", Kind::Text, b"\xff\xfeF\0l\0x"),
    ("bare-utf-16", Kind::Text, b"F\0l\0o\0o\0d\0"),
    (
        "misdeclared",
        Kind::Page,
        b"<meta charset=latin1>K\xc3\xb6ln",
    ),
    ("controls", Kind::Text, b"Flo\x01od\n\x02"),
    ("mistaken", Kind::Text, b"don\xc2\x92t"),
    ("lost", Kind::Text, b"Flood\ncaf\xef\xbf\xbd"),
    (
        "open-comment",
        Kind::Markdown,
        b"---\ntitle: Flood\n---\n\nA\n\n<div>x</div>\n<!-- note\n\nB\n",
    ),
    (
        "no-character",
        Kind::Markdown,
        b"---\ntitle: Flood\n---\n\nA &#0; b\n",
    ),
];

/// Files whose front matter is doubtful.
const FRONT: [(&str, &str); 15] = [
    ("unclosed", "---\ntitle: Flood\n\nText"),
    ("open-quote", "+++\ntitle = \"Flood\n+++\n"),
    ("colon", "---\ntitle: Flood: the aftermath\n---\n"),
    ("tab", "---\ntitle: Flood\nextra:\n\tx: 1\n---\n"),
    ("prose", "---\nFlood hits town\n---\n"),
    ("twice", "---\ntitle: Flood\nTitle: Ebb\n---\n"),
    (
        "twice-in-toml",
        "+++\ntitle = \"Flood\"\ntitle = \"Ebb\"\n+++\n",
    ),
    ("alias", "---\na: &a [x]\nb: *a\n---\n"),
    (
        "slip",
        "---\ntitle: Flood\npublised: 2021\nflavour: salt\n---\n",
    ),
    (
        "two-names",
        "---\ntitle: Flood\nstandfirst: A\nsummary: B\n---\n",
    ),
    ("type", "---\ntitle: [Flood]\n---\n"),
    ("value", "---\ntitle: Flood\nlang: Old English\n---\n"),
    (
        "impossible",
        "+++\ntitle = \"Flood\"\ndate = 2021-02-30\n+++\n",
    ),
    ("open-date", "---\ntitle: Flood\ndate: 03/04/2021\n---\n"),
    ("no-date", "---\ntitle: Flood\ndate: last week\n---\n"),
];

#[test]
fn every_screen() {
    let mut out = String::new();
    for (name, kind, bytes) in FILES {
        screen(&mut out, name, kind, bytes, None);
    }
    for (name, text) in FRONT {
        screen(&mut out, name, Kind::Markdown, text.as_bytes(), None);
    }
    for (name, sidecar) in [
        ("sidecar-broken", "published = 2021-06-\n"),
        ("sidecar-twice", "tags = []\ntags = [\"a\"]\n"),
        ("sidecar-slip", "publishd = \"2021\"\n"),
    ] {
        screen(&mut out, name, Kind::Text, b"Flood", Some(sidecar));
    }
    let huge = format!("---\ntitle: Flood\n---\n\n{}\n", "a *b* ".repeat(1 << 20));
    screen(&mut out, "huge", Kind::Markdown, huge.as_bytes(), None);
    insta::assert_snapshot!(out);
}
