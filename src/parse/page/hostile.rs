//! Pages that mean harm, are broken, or never end. All text is invented.

use super::page;
use crate::parse::{Block, Draft, Hints};
use proptest::prelude::*;

fn read(html: &str) -> Draft {
    page(html, "content/saved.html", &Hints::default())
}

fn html_of(draft: &Draft) -> String {
    let blocks = draft.body.iter().filter_map(|f| match &f.value {
        Block::Html { html, .. } => Some(html.as_str()),
        _ => None,
    });
    blocks.collect()
}

#[test]
fn nothing_executable_survives() {
    let draft = read(include_str!("../../../tests/pages/hostile.html"));
    assert_eq!(
        draft.headline.as_ref().unwrap().value,
        "Bridge opens to the public"
    );
    let all = format!("{draft:?}").to_lowercase();
    for absent in [
        "alert",
        "script:",
        "data:",
        "onclick",
        "onerror",
        "iframe",
        "<form",
        "evil.example/frame",
        "passwd",
        "expression",
    ] {
        assert!(!all.contains(absent), "{absent}");
    }
    let html = html_of(&draft);
    assert!(
        html.contains("<a href=\"https://ok.example/x\">the papers</a>"),
        "{html}"
    );
    assert!(html.contains("several hundred people"), "{html}");
}

#[test]
fn deep_and_endless_pages_take_linear_time() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<p><b>", ""),
        ("<table><tr><td>", ""),
        ("<blockquote><p>", "</p></blockquote>"),
        ("<ul><li>", ""),
        ("<svg>", ""),
        ("<a href=x>", "</a>"),
        ("</div>", ""),
        ("<h1>x</h1>", ""),
        ("<script type=application/ld+json>{}</script>", ""),
        ("<figure><img src=a.png><figcaption>", ""),
        ("<article class=related><h2><a href=x>", ""),
    ] {
        let html = format!(
            "{}A long paragraph, in the middle of it all, which is prose.{}",
            open.repeat(20_000),
            close.repeat(20_000)
        );
        let _ = read(&html);
    }
}

proptest! {
    #[test]
    fn any_text_gives_a_draft(text in "\\PC{0,200}") {
        let _ = read(&text);
    }

    #[test]
    fn any_markup_gives_a_safe_draft(parts in prop::collection::vec(prop::sample::select(PARTS), 0..60)) {
        let draft = read(&parts.concat());
        let html = html_of(&draft);
        prop_assert!(!html.contains("<script") && !html.contains("onerror") && !html.contains("javascript:"));
        let marks = html.matches('\u{1}').count();
        prop_assert_eq!(marks % 2, 0);
    }
}

/// What the property test builds its pages of.
const PARTS: &[&str] = &[
    "<html>",
    "<head>",
    "<body>",
    "</body>",
    "<article>",
    "</article>",
    "<h1>",
    "</h1>",
    "<p>",
    "</p>",
    "<div class=\"byline\">",
    "</div>",
    "By Mira Okafor",
    "16 June 2021, 15:34",
    "The ferry ran again on Tuesday, for the first time since the ice came in November. ",
    "<a href=\"javascript:x\">",
    "<a href=\"b.html\">",
    "</a>",
    "<img src=x onerror=y>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<script type=\"application/ld+json\">",
    "{\"@type\": \"NewsArticle\", \"author\": [",
    "{\"name\": \"A B\"}",
    "]}",
    "</script>",
    "<!--",
    "-->",
    "<svg>",
    "</svg>",
    "<style>",
    "</style>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<ul>",
    "<li>",
    "</ul>",
    "<br>",
    "<br><br>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<time datetime=\"2021-06-16\">",
    "</time>",
    "<meta name=author content=\"Mira Okafor\">",
    "<title>",
    "</title>",
    "<h2>",
    "</h2>",
    "é",
    "\u{1}",
    "&#1;",
    "&lt;",
];

#[test]
fn thousands_of_authors_take_linear_time() {
    let metas: String = (0..20_000)
        .map(|i| format!("<meta name=author content=\"Mira Okafor{i}\">"))
        .collect();
    let props = "<p itemprop=author>Mira Okafor</p>".repeat(20_000);
    let draft = read(&format!("<h1>Ferry runs again</h1>{metas}{props}"));
    assert!(!draft.bylines.is_empty());
}
