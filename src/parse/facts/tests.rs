//! Keys to facts: the front matter that each generator's users write, sidecars, and wrong values.

use crate::parse::{Draft, Hints, Kind, Outcome, Source, parse};

fn read(front: &str) -> Draft {
    read_with(front, None)
}

fn read_with(front: &str, sidecar: Option<&str>) -> Draft {
    let source = Source {
        path: "content/a.md",
        kind: Kind::Markdown,
        bytes: front.as_bytes(),
        sidecar: sidecar.map(|s| ("content/a.toml", s.as_bytes())),
    };
    match parse(&source, &Hints::default()) {
        Outcome::Article(draft) => *draft,
        Outcome::Refused(said) => panic!("{said:?}"),
    }
}

#[test]
fn the_times_of_a_note_are_not_those_of_its_article() {
    let note = read(
        "---\ntitle: A\nupdated: 2025-03-04 10:11:12Z\ncreated: 2025-03-04\nlatitude: 51.5\n---\nText.\n",
    );
    assert_eq!(note.updated, None);
    let said: Vec<_> = note.doubts.iter().map(|d| (&*d.kind, d.line)).collect();
    assert_eq!(said, [("set-aside", Some(3))]);
    let page = read(
        "---\ntitle: A\ndate: 2025-03-01\nupdated: 2025-03-04\ncreated: 2025-03-01\n---\nText.\n",
    );
    assert!(page.updated.is_some() && page.doubts.is_empty());
}

/// One line a fact: `field@line value`; `S` marks facts of the sidecar.
fn shown(draft: &Draft) -> String {
    use crate::parse::{Found, Origin};
    let mut out = Vec::new();
    fn one<T>(out: &mut Vec<String>, name: &str, found: &Found<T>, value: String) {
        let side = match found.origin {
            Origin::Original(_) => "",
            Origin::Sidecar(_) => "S",
        };
        out.push(format!("{name}@{}{side} {value}", found.line()));
    }
    macro_rules! all {
        ($($field:ident),+) => {$(
            for found in draft.$field.iter() {
                one(&mut out, stringify!($field), found, found.value.to_string());
            }
        )+};
    }
    all!(
        headline, standfirst, dateline, published, updated, section, tags, lang, source, original,
        slug, aliases, image, draft
    );
    for found in &draft.bylines {
        let b = &found.value;
        let parts = [Some(&b.name), b.role.as_ref(), b.outlet.as_ref()];
        let parts: Vec<_> = parts.into_iter().flatten().map(String::as_str).collect();
        one(&mut out, "byline", found, parts.join(" / "));
    }
    for found in &draft.corrections {
        let date = found.value.date.map(|d| d.to_string()).unwrap_or_default();
        one(
            &mut out,
            "correction",
            found,
            format!("{date}: {}", found.value.text),
        );
    }
    for doubt in &draft.doubts {
        out.push(format!(
            "! {} {} {:?}",
            doubt.kind, doubt.message, doubt.line
        ));
    }
    out.join("\n")
}

#[test]
fn hugo_front_matter_is_read() {
    let draft = read(
        "+++\ntitle = \"Harbour wall gives way\"\ndate = 2021-06-16T15:34:00+01:00\nlastmod = 2021-06-17\ndescription = \"A night of repairs\"\nauthors = [\"Jane Roe\", \"Li Wei\"]\ntags = [\"harbour\", \"storms\"]\ncategories = [\"News\", \"Weather\"]\nslug = \"harbour-wall\"\naliases = [\"/old/harbour.html\"]\ndraft = false\nimages = [\"wall.png\"]\nweight = 3\nlayout = \"wide\"\n[params]\ndateline = \"PORT ELLEN\"\nreadingRoom = true\n[menu.main]\nname = \"x\"\n+++\n",
    );
    insta::assert_snapshot!(shown(&draft), @r"
    headline@2 Harbour wall gives way
    standfirst@5 A night of repairs
    dateline@16 PORT ELLEN
    published@3 2021-06-16T15:34+01:00
    updated@4 2021-06-17
    section@8 News
    tags@7 harbour
    tags@7 storms
    tags@8 Weather
    slug@9 harbour-wall
    aliases@10 /old/harbour.html
    image@12 wall.png
    draft@11 false
    byline@6 Jane Roe
    byline@6 Li Wei
    ");
}

#[test]
fn zola_front_matter_is_read() {
    let draft = read(
        "+++\ntitle = \"Ferry late again\"\ndate = 2019-11-02\nupdated = 2019-11-03T08:00:00\nauthors = [\"Adam Hill\"]\nin_search_index = true\ntemplate = \"page.html\"\n\n[taxonomies]\ntags = [\"ferries\"]\ncategories = [\"Transport\"]\n\n[extra]\nbyline = \"By Adam Hill, Transport correspondent\"\nhero_colour = \"blue\"\ncover = { image = \"ferry.jpg\", alt = \"A ferry\" }\n+++\n",
    );
    insta::assert_snapshot!(shown(&draft), @r"
    headline@2 Ferry late again
    published@3 2019-11-02
    updated@4 2019-11-03T08:00
    section@11 Transport
    tags@10 ferries
    image@16 ferry.jpg
    byline@14 Adam Hill / Transport correspondent
    ! set-aside `authors` is set aside: `byline` on line 14 says it already Some(5)
    ");
}

#[test]
fn jekyll_front_matter_is_read() {
    let draft = read(
        "---\nlayout: post\ntitle: 1984\ndate: 2021-06-16 15:34:00 +0200\nauthor:\n  name: Jane Roe\n  role: Editor\nexcerpt: >\n  A short\n  summary\ncategories: news\ntags:\n  - one\n  - two\npublished: false\nredirect_from:\n  - /1984/\nimage:\n  path: /assets/big.png\n  thumbnail: small.png\nlang: en_GB\npermalink: /x/\ncanonical_url: https://herald.example/1984\n---\n",
    );
    insta::assert_snapshot!(shown(&draft), @r"
    headline@3 1984
    standfirst@9 A short summary
    published@4 2021-06-16T15:34+02:00
    section@11 news
    tags@13 one
    tags@14 two
    lang@21 en-GB
    original@23 https://herald.example/1984
    aliases@17 /1984/
    image@19 /assets/big.png
    draft@15 true
    byline@6 Jane Roe / Editor
    ");
}

#[test]
fn pelican_headers_are_read() {
    let draft = read(
        "Title: Market to move\nDate: 2010-12-03 10:20\nModified: 2010-12-05\nCategory: Town\nTags: market, square\nSlug: market\nAuthors: Jane Roe, Adam Hill\nSummary: After 80 years\nStatus: draft\nLang: en\nSave_as: x.html\n\nText\n",
    );
    insta::assert_snapshot!(shown(&draft), @r"
    headline@1 Market to move
    standfirst@8 After 80 years
    published@2 2010-12-03T10:20
    updated@3 2010-12-05
    section@4 Town
    tags@5 market
    tags@5 square
    lang@10 en
    slug@6 market
    draft@9 true
    byline@7 Jane Roe
    byline@7 Adam Hill
    ");
}

#[test]
fn a_sidecar_wins_and_an_empty_text_takes_back() {
    let front =
        "---\ntitle: T\ndate: 2021-06-16\nauthor: Jane Roe\ntags: [a]\nsection: News\n---\n";
    let draft = read_with(
        front,
        Some(
            "published = \"2021-12~\"\nbyline = \"\"\ntags = [\"b\"]\nsource = \"The Herald\"\nlayout = \"x\"\n[[corrections]]\ndate = 2022-01-01\ntext = \"The wall is 3 m high.\"\n[[corrections]]\ntext = \"And long.\"\n",
        ),
    );
    insta::assert_snapshot!(shown(&draft), @r"
    headline@2 T
    published@1S 2021-12~
    section@6 News
    tags@3S b
    source@4S The Herald
    correction@6S 2022-01-01: The wall is 3 m high.
    correction@9S : And long.
    ! unknown-key unknown key `layout` in the sidecar Some(5)
    ");
    let draft = read_with(front, Some("published = \"\"\n"));
    assert!(draft.published.is_none() && draft.bylines.len() == 1);
}

#[test]
fn a_sidecar_that_cannot_be_read_is_an_error_and_changes_nothing() {
    let front = "---\ntitle: T\ndate: 2021-06-16\n---\n";
    let plain = read(front);
    for broken in ["published = ", "title = 1\ntitle = 2\n", "\u{0}\u{0}\u{0}"] {
        let mut draft = read_with(front, Some(broken));
        let said = draft.doubts.pop().unwrap();
        assert_eq!(said.severity, crate::diag::Severity::Error);
        assert_eq!(said.file, "content/a.toml");
        assert_eq!(draft, plain);
    }
    assert_eq!(read_with(front, Some(" \n")), plain);
}

#[test]
fn what_cannot_be_used_is_named_and_left_out() {
    let draft = read(
        "---\ntitle: [a]\ndate: 2021-02-30\nupdated: yesterday\ntags: {a: b}\nlang: nonsense language\ncanonical: javascript:alert(1)\nimage: data:x\ndraft: maybe\nauthors: [[x]]\ntittle: T\nzzz: 1\nstandfirst: first\nsummary: second\nextra: 5\ncorrection: {when: x}\n---\n",
    );
    insta::assert_snapshot!(shown(&draft), @r#"
    standfirst@13 first
    ! wrong-type `title` must be a text, not a list; it is left out Some(2)
    ! bad-date `date` is "2021-02-30", which the calendar or the clock does not have; it counts as unknown Some(3)
    ! bad-date `updated` is "yesterday", which is not a date that can be read; it counts as unknown Some(4)
    ! wrong-type `tags` must be a list of texts, not a table; it is left out Some(5)
    ! wrong-value `lang` cannot be "nonsense language": it is not a language tag such as `en` or `pt-BR` Some(6)
    ! wrong-value `canonical` cannot be "javascript:alert(1)": it is not an address that starts with https:// or http:// Some(7)
    ! wrong-value `image` cannot be "data:x": it is neither a file nor a web address Some(8)
    ! wrong-value `draft` cannot be "maybe": it is neither true nor false Some(9)
    ! wrong-type `authors` must be a name, or a table with `name`, not a list; it is left out Some(10)
    ! unknown-key unknown key `tittle` in the front matter Some(11)
    ! unknown-key unknown key `zzz` in the front matter Some(12)
    ! set-aside `summary` is set aside: `standfirst` on line 13 says it already Some(14)
    ! wrong-type `extra` must be a table, not a text; it is left out Some(15)
    ! wrong-type `correction` must be a text, or a table with `date` and `text`, not a table; it is left out Some(16)
    "#);
}

#[test]
fn names_of_one_fact_that_agree_are_no_news() {
    let draft =
        read("---\ntitle: T\ndescription: D\nsummary: D\npublished: true\ndraft: true\n---\n");
    insta::assert_snapshot!(shown(&draft), @r"
    headline@2 T
    standfirst@3 D
    draft@6 true
    ");
}
