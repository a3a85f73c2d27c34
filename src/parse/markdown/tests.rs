//! Markdown: shapes of blocks, and hostile input.

use super::*;
use crate::parse::{Block, Figure, Related};
use proptest::prelude::*;

fn draft(body: &str) -> Draft {
    let text = format!("---\ntitle: Headline\n---\n{body}");
    article(&text, "a.md", &Hints::default()).unwrap()
}

/// One line a block, with marks that show its kind; local references as `@path@`.
fn shown(body: &str) -> String {
    let draft = draft(body);
    let lines: Vec<_> = draft.body.iter().map(|b| line(&b.value)).collect();
    lines.join("\n").replace('\u{1}', "@")
}

fn line(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => format!("p {text}"),
        Block::Crosshead(text) => format!("h {text}"),
        Block::Figure(Figure {
            picture,
            alt,
            caption,
            credit,
        }) => {
            let all = [picture, alt, caption, credit];
            let all = all.map(|o| o.as_deref().unwrap_or("-"));
            format!("f {}", all.join(" | "))
        }
        Block::Related(Related { headline, address }) => {
            format!("r {headline} | {}", address.as_deref().unwrap_or("-"))
        }
        Block::Html { html, .. } => html.as_str().trim_end().replace('\n', "⏎"),
    }
}

fn check(cases: &[(&str, &str)]) {
    for (body, expected) in cases {
        assert_eq!(shown(body), *expected, "{body}");
    }
}

#[test]
fn each_shape_of_paragraph_is_told() {
    check(&[
        (
            "Plain text\nover two lines.",
            "p Plain text over two lines.",
        ),
        ("Ampersand & <angle", "p Ampersand & <angle"),
        ("\"Quoted\" -- text...", "p \"Quoted\" -- text..."),
        ("## Crosshead *here*", "h Crosshead here"),
        ("Title\n---", "h Title"),
        ("A *word* stands out.", "<p>A <em>word</em> stands out.</p>"),
        ("a  \nb", "<p>a<br>⏎b</p>"),
        ("- one\n- two", "<ul>⏎<li>one</li>⏎<li>two</li>⏎</ul>"),
        (
            "3. one\n4. two",
            "<ol start=\"3\">⏎<li>one</li>⏎<li>two</li>⏎</ol>",
        ),
        ("> said", "<blockquote>⏎<p>said</p>⏎</blockquote>"),
        ("```rust\na < b\n```", "<pre><code>a &lt; b⏎</code></pre>"),
        ("---", "<hr>"),
        ("~~old~~", "<p><del>old</del></p>"),
        (
            "|a|b|\n|-|-:|\n|1|2|",
            "<table>⏎<thead>⏎<tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr>⏎</thead>⏎<tbody>⏎<tr><td>1</td><td class=\"right\">2</td></tr>⏎</tbody>⏎</table>",
        ),
        (
            "||é|\n|-|-|\n|1|2|",
            "<table>⏎<thead>⏎<tr><td></td><th scope=\"col\">é</th></tr>⏎</thead>⏎<tbody>⏎<tr><td>1</td><td>2</td></tr>⏎</tbody>⏎</table>",
        ),
    ]);
}

#[test]
fn pictures_become_figures_with_their_captions() {
    check(&[
        ("![A tower](tower.png)", "f tower.png | A tower | - | -"),
        (
            "![A tower](tower.png \"The tower. Picture: Li Wei\")",
            "f tower.png | A tower | The tower. | Li Wei",
        ),
        (
            "![](a.png)\n*The tower at dusk. Photo: PA*",
            "f a.png | - | The tower at dusk. | PA",
        ),
        ("![](a.png)\n\n*The tower.*", "f a.png | - | The tower. | -"),
        (
            "![](a.png)\n![](b.png)",
            "f a.png | - | - | -\nf b.png | - | - | -",
        ),
        ("[![x](a.png)](big.png)", "f a.png | x | - | -"),
        (
            "![x](https://e.example/a.png)",
            "f https://e.example/a.png | x | - | -",
        ),
        ("![x](data:image/png;base64,AAAA)", "f - | x | - | -"),
        (
            "See ![x *y*](a.png) here",
            "<p>See <img src=\"@a.png@\" alt=\"x y\"> here</p>",
        ),
        (
            "See ![x](http://e.example/a.png) here",
            "<p>See <a href=\"http://e.example/a.png\">x</a> here</p>",
        ),
        ("Text\n\n*Aside.*", "p Text\n<p><em>Aside.</em></p>"),
    ]);
}

#[test]
fn related_links_are_told_from_prose() {
    check(&[
        ("Read more: [Flood](flood.md)", "r Flood | flood.md"),
        (
            "**Read more:** [Flood](https://e.example/)",
            "r Flood | https://e.example/",
        ),
        ("[Read more: Flood](flood.md)", "r Flood | flood.md"),
        ("Read more: A\nRead more: B", "r A | -\nr B | -"),
        ("Related: [X](javascript:alert(1))", "r X | -"),
        ("He read more: a lot", "p He read more: a lot"),
        (
            "Read more: see [a](a.md)",
            "<p>Read more: see <a href=\"@a.md@\">a</a></p>",
        ),
    ]);
}

#[test]
fn the_headline_comes_once() {
    let text = "---\ntags: [a]\n---\n# The *Flood*\n\nText\n\n# Second\n";
    let read = article(text, "a.md", &Hints::default()).unwrap();
    let headline = read.headline.unwrap();
    assert_eq!(
        (headline.value.as_str(), headline.rule),
        ("The Flood", "first heading")
    );
    assert_eq!(headline.line(), 4);
    assert_eq!(read.body.len(), 2);
    let repeated = draft("# headline\n\nText");
    assert_eq!(repeated.body.len(), 1);
    assert_eq!(repeated.dropped[0].value.reason, "repeated headline");
    assert_eq!(repeated.body[0].line(), 6);
}

#[test]
fn hostile_addresses_are_not_linked() {
    for to in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#x09;script:alert(1)",
        "java&Tab;script:alert(1)",
        "&#106;avascript:alert(1)",
        "&#1;javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "blob:x",
    ] {
        for body in [
            format!("a [x]({to}) b"),
            format!("a [x](<{to}>) b"),
            format!("a [x][r] b\n\n[r]: {to}"),
            format!("a ![x]({to}) b"),
        ] {
            assert_eq!(shown(&body), "<p>a x b</p>", "{body}");
        }
    }
    assert_eq!(
        shown("a <javascript:alert(1)> b <https://e.example/?a=1&b=2> <a@e.example>"),
        "<p>a javascript:alert(1) b <a href=\"https://e.example/?a=1&amp;b=2\">https://e.example/?a=1&amp;b=2</a> <a href=\"mailto:a@e.example\">a@e.example</a></p>"
    );
}

#[test]
fn nothing_leaves_its_attribute() {
    check(&[
        (
            "a [x](b \"t\\\" onclick=alert(1)\") c",
            "<p>a <a href=\"@b@\" title=\"t&quot; onclick=alert(1)\">x</a> c</p>",
        ),
        (
            "a ![\"><script>](b.png) c",
            "<p>a <img src=\"@b.png@\" alt=\"&quot;&gt;\"> c</p>",
        ),
        ("a [x](  \"x", "p a [x](  \"x"),
        ("```\"><script>\nx\n```", "<pre><code>x⏎</code></pre>"),
        ("a &#1;&#xFFFE;b &lt;script&gt;", "p a b <script>"),
    ]);
}

#[test]
fn raw_html_is_cleaned_and_cannot_leave_the_article() {
    for body in [
        "<script>alert(1)</script>",
        "text <script>alert(1)</script> text",
        "<div onclick=\"x()\">a</div></article></div></main></body>",
        "a <img src=x onerror=alert(1)> b",
        "<!-- --><script>x</script>-->",
        "<style>p{}</style>\n\n<iframe src=\"//e.example\"></iframe>",
        "> <form action=x><button>y</button></form>",
        "<svg onload=x><a xlink:href=\"javascript:x\">y</a></svg>",
    ] {
        let all = shown(body);
        for bad in [
            "<script",
            "onclick=",
            "onerror=",
            "<style",
            "<iframe",
            "<form",
            "<svg",
            "</article",
            "</main",
            "</body",
            "alert(1)<",
        ] {
            assert!(!all.contains(bad), "{body} → {all}");
        }
        assert_eq!(all.matches("<div").count(), all.matches("</div").count());
    }
    assert_eq!(shown("before\n\n<!--more-->\n\nafter"), "p before\np after");
    assert_eq!(
        shown("a <b>bold</b> [x](y.md) c"),
        "<p>a <b>bold</b> <a href=\"@y.md@\">x</a> c</p>"
    );
    let table = shown("<table>\n<tr><td>a</td></tr>\n\n<tr><td>b</td></tr>\n</table>\n\nText");
    assert!(
        table.contains("<table>") && table.contains("<td>b</td>"),
        "{table}"
    );
    assert_eq!(
        draft("<script>x</script>").dropped[0].value.reason,
        "HTML without text"
    );
}

#[test]
fn footnotes_have_ids_of_our_own() {
    assert_eq!(
        shown("A[^\"x] b[^n] c[^n].\n\n[^n]: Note.\n"),
        "<p>A[^&quot;x] b<sup id=\"fnref-1\"><a href=\"#fn-1\">1</a></sup> c<sup><a href=\"#fn-1\">1</a></sup>.</p>\n<div class=\"footnote\" id=\"fn-1\"><a href=\"#fnref-1\">1</a> <p>Note.</p>⏎</div>"
    );
}

#[test]
fn lines_are_those_of_the_file_whatever_ends_them() {
    for end in ["\n", "\r\n", "\r"] {
        let text = [
            "---", "title: T", "---", "", "One", "two", "", "## H", "", "*x*",
        ]
        .join(end);
        let read = article(&text, "a.md", &Hints::default()).unwrap();
        let lines: Vec<_> = read
            .body
            .iter()
            .map(|b| (b.origin.lines().first, b.origin.lines().last))
            .collect();
        assert_eq!(lines, [(5, 6), (8, 8), (10, 10)], "{end:?}");
    }
}

#[test]
fn deep_and_long_input_takes_linear_time() {
    let n = 100_000;
    for body in [
        "> ".repeat(n),
        "[".repeat(n),
        "![".repeat(n),
        "*a_".repeat(n),
        "[a](".repeat(n),
        "<".repeat(n),
        "<div>".repeat(n),
        "`".repeat(n),
        format!("{}x", "- ".repeat(2000)),
        "[^a]: ".repeat(n),
        "a &#1; ".repeat(n),
        "![](a.png)".repeat(n),
        format!("[r]: x\n\n{}", "[r]".repeat(n)),
    ] {
        let start = std::time::Instant::now();
        let read = draft(&body);
        assert!(read.doubts.is_empty());
        // Quadratic time would be minutes; this bound is for a slow machine without optimisation.
        assert!(start.elapsed().as_secs() < 20, "{}…", &body[..6]);
    }
}

#[test]
fn nesting_is_bounded_and_balanced() {
    let html = shown(&format!("{}deep", "> ".repeat(500)));
    assert_eq!(html.matches("<blockquote>").count(), 64);
    assert_eq!(html.matches("</blockquote>").count(), 64);
    assert!(html.contains("deep"));
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(\\PC|[\\n#>*_`\\[\\]()!<&|~\"'=+-]){0,200}") {
        let _ = article(&text, "a.md", &Hints::default());
        let _ = draft(&text);
    }

    #[test]
    fn markup_soup_has_no_scripts_and_few_signs(parts in proptest::collection::vec(prop_oneof![
        Just("<script>"), Just("</div>"), Just("[x]("), Just("javascript:a"), Just(")"), Just("\n\n"), Just("> "),
        Just("![y]("), Just("*"), Just("<img src=x onerror=y>"), Just("\""), Just("&#1;"), Just("word "), Just("[^a]"), Just("\n[^a]: "),
    ], 0..40)) {
        let all = shown(&parts.concat());
        for block in draft(&parts.concat()).body {
            if let Block::Html { html, .. } = block.value {
                let html = html.as_str().to_lowercase();
                prop_assert!(!html.contains("<script") && !html.contains("href=\"javascript"), "{}", all);
                prop_assert_eq!(html.matches('\u{1}').count() % 2, 0);
            }
        }
    }
}
