//! Whole pages and what is read from them. All text is invented.

use super::page;
use crate::parse::{Block, Draft, Hints};

fn read(html: &str) -> Draft {
    page(html, "content/saved.html", &Hints::default())
}

fn names(draft: &Draft) -> Vec<&str> {
    let names = draft.bylines.iter().map(|f| f.value.name.as_str());
    names.collect()
}

fn published(draft: &Draft) -> Option<String> {
    draft.published.as_ref().map(|f| f.value.to_string())
}

/// A page with these tags in its head and these between its headline and its story.
fn with(head: &str, above: &str) -> Draft {
    read(&format!(
        "<html><head>{head}</head><body><main><h1>Ferry runs again after the long winter</h1>{above}\
         <div class=\"story\"><p>The ferry ran again on Tuesday, for the first time since the ice came in November.</p>\
         <p>It carried forty people and a horse, which did not like the crossing, its owner said later.</p>\
         <p>From next week there will be three crossings a day, and four on Sundays in the summer.</p></div>\
         </main></body></html>"
    ))
}

#[test]
fn the_articles_own_json_ld_is_told_from_others() {
    let draft = read(include_str!("../../../tests/pages/ld.html"));
    let headline = draft.headline.as_ref().unwrap();
    assert_eq!(
        headline.value,
        "Harbour wall gives way after the second night of gales"
    );
    assert_eq!(headline.line(), 26);
    assert_eq!(names(&draft), ["Mira Okafor", "Tom Reyes"]);
    assert_eq!(
        draft.bylines[0].value.role.as_deref(),
        Some("Harbour reporter")
    );
    assert_eq!(published(&draft).as_deref(), Some("2024-03-02T07:15Z"));
    assert_eq!(draft.published.as_ref().unwrap().line(), 16);
    assert_eq!(
        draft.updated.as_ref().unwrap().value.to_string(),
        "2024-03-02T11:40Z"
    );
    let standfirst = &draft.standfirst.as_ref().unwrap().value;
    assert_eq!(
        standfirst,
        "Forty boats were moved to the upper basin before dawn on Saturday."
    );
    assert_eq!(draft.section.as_ref().unwrap().value, "News");
    let tags: Vec<_> = draft.tags.iter().map(|f| f.value.as_str()).collect();
    assert_eq!(tags, ["Harbour", "Weather"]);
    assert_eq!(draft.lang.as_ref().unwrap().value, "en-GB");
    assert_eq!(draft.source.as_ref().unwrap().value, "The Tidewater Echo");
    assert_eq!(
        draft.original.as_ref().unwrap().value,
        "https://echo.example/news/harbour-wall"
    );
    assert_eq!(draft.doubts, []);
}

#[test]
fn the_story_is_told_from_what_surrounds_it() {
    let draft = read(include_str!("../../../tests/pages/ld.html"));
    let blocks: Vec<_> = draft.body.iter().map(|f| &f.value).collect();
    let Block::Figure(figure) = blocks[0] else {
        panic!("{blocks:?}");
    };
    assert_eq!(
        figure.picture.as_deref(),
        Some("https://echo.example/img/wall.jpg")
    );
    assert_eq!(
        figure.caption.as_deref(),
        Some("The wall on Saturday morning.")
    );
    assert_eq!(figure.credit.as_deref(), Some("Ada Lind"));
    assert!(matches!(blocks[1], Block::Paragraph(text) if text.starts_with("The outer wall")));
    let Block::Html { html, text, .. } = blocks[2] else {
        panic!("{blocks:?}");
    };
    assert!(text.starts_with("Nobody was hurt, the harbour master said, but three moorings"));
    assert!(
        html.as_str()
            .contains("<a href=\"https://echo.example/people/harbour-master\">harbour master</a>")
    );
    assert!(html.as_str().contains("<em>three</em>"));
    assert_eq!(blocks[3], &Block::Crosshead("What happens next".into()));
    let all = format!("{blocks:?}");
    for absent in [
        "Facebook",
        "timetable",
        "my window",
        "Copyright",
        "Forty boats",
    ] {
        assert!(!all.contains(absent), "{absent} in {all}");
    }
    assert!(all.contains("<ul><li>The ferry sails at seven, nine and noon.</li><li>Parking"));
    let dropped: Vec<_> = draft
        .dropped
        .iter()
        .map(|f| (f.value.reason, f.value.text.as_str()))
        .collect();
    assert!(
        dropped.contains(&("related block", "Ferry timetable for the week")),
        "{dropped:?}"
    );
}

#[test]
fn a_page_without_metadata_is_read_as_it_is_seen() {
    let draft = read(include_str!("../../../tests/pages/saved.html"));
    assert_eq!(
        draft.headline.as_ref().unwrap().value,
        "Lantern night returns to the old town"
    );
    assert_eq!(names(&draft), ["Ines Duarte"]);
    assert_eq!(
        draft.bylines[0].value.role.as_deref(),
        Some("Culture editor")
    );
    assert_eq!(published(&draft).as_deref(), Some("2021-06-16T15:34"));
    assert_eq!(draft.published.as_ref().unwrap().line(), 7);
    assert_eq!(
        draft.updated.as_ref().unwrap().value.to_string(),
        "2021-06-16T16:50"
    );
    assert_eq!(
        draft.original.as_ref().unwrap().value,
        "https://echo.example/culture/lantern"
    );
    let picture = draft.body.iter().find_map(|f| match &f.value {
        Block::Figure(figure) => figure.picture.as_deref(),
        _ => None,
    });
    assert_eq!(picture, Some("./saved_files/lantern.jpg"));
}

#[test]
fn authors_come_in_every_shape_of_json_ld() {
    for (author, expected) in [
        ("\"Mira Okafor\"", vec!["Mira Okafor"]),
        (
            "\"Mira Okafor and Tom Reyes\"",
            vec!["Mira Okafor", "Tom Reyes"],
        ),
        (
            "[\"Mira Okafor\", \"Tom Reyes\"]",
            vec!["Mira Okafor", "Tom Reyes"],
        ),
        (
            "{\"@type\": \"Person\", \"name\": \"By Mira Okafor\"}",
            vec!["Mira Okafor"],
        ),
        (
            "{\"@type\": \"Person\", \"name\": [\"Mira Okafor\", \"Tom Reyes\"]}",
            vec!["Mira Okafor", "Tom Reyes"],
        ),
        (
            "[{\"name\": \"Mira Okafor\"}, [{\"name\": \"Tom Reyes\"}]]",
            vec!["Mira Okafor", "Tom Reyes"],
        ),
        (
            "[{\"name\": \"Mira Okafor\"}, {\"name\": \"MIRA OKAFOR\"}]",
            vec!["Mira Okafor"],
        ),
        ("{\"name\": \"Mira O&#039;Kafor\"}", vec!["Mira O'Kafor"]),
        (
            "{\"@type\": \"Organization\", \"name\": \"The Echo\"}",
            vec![],
        ),
        ("{\"name\": \"https://social.example/mira\"}", vec![]),
        ("{\"name\": \"admin\"}", vec![]),
        ("{\"name\": \"\"}", vec![]),
        ("null", vec![]),
        ("7", vec![]),
    ] {
        let ld = format!(
            "<meta property=\"og:site_name\" content=\"The Echo\"><script type=\"application/ld+json\">\
             {{\"@type\": \"NewsArticle\", \"headline\": \"Ferry runs again after the long winter\", \"author\": {author},}}</script>"
        );
        assert_eq!(names(&with(&ld, "")), expected, "{author}");
    }
}

#[test]
fn metadata_of_every_kind_is_read() {
    for (head, above) in [
        (
            "<meta property=\"article:published_time\" content=\"2024-02-06T09:30:00+01:00\"><meta name=\"author\" content=\"Mira Okafor\">",
            "",
        ),
        (
            "<meta name=\"parsely-pub-date\" content=\"2024-02-06T09:30:00+01:00\"><meta name=\"parsely-author\" content=\"Mira Okafor\">",
            "",
        ),
        (
            "<meta name=\"sailthru.date\" content=\"2024-02-06 09:30 +0100\"><meta name=\"sailthru.author\" content=\"Mira Okafor\">",
            "",
        ),
        (
            "<meta name=\"DC.date.issued\" content=\"2024-02-06T09:30+01:00\"><meta name=\"DC.creator\" content=\"Mira Okafor\">",
            "",
        ),
        (
            "<meta name=\"citation_date\" content=\"2024-02-06T09:30+01:00\"><meta name=\"citation_author\" content=\"Mira Okafor\">",
            "",
        ),
        (
            "",
            "<span itemprop=\"author\"><span itemprop=\"name\">Mira Okafor</span></span><meta itemprop=\"datePublished\" content=\"2024-02-06T09:30:00+01:00\">",
        ),
        (
            "",
            "<p><a rel=\"author\" href=\"/m\">Mira Okafor</a></p><p><time datetime=\"2024-02-06T09:30:00+01:00\">last week</time></p>",
        ),
        (
            "<meta name=\"twitter:label1\" content=\"Written by\"><meta name=\"twitter:data1\" content=\"Mira Okafor\">",
            "<time datetime=\"2024-02-06T09:30:00+01:00\">6 February 2024</time>",
        ),
    ] {
        let draft = with(head, above);
        assert_eq!(names(&draft), ["Mira Okafor"], "{head}{above}");
        assert_eq!(
            published(&draft).as_deref(),
            Some("2024-02-06T09:30+01:00"),
            "{head}{above}"
        );
    }
}

#[test]
fn nothing_is_invented() {
    for above in [
        "",
        "<p class=\"byline\">Share this</p><p>3 hours ago</p>",
        "<aside class=\"related\"><p>By Someone Else</p><p>1 May 2020</p></aside>",
        "<figure><img src=\"https://e.example/a.jpg\"><figcaption>By the water, 1 May 2020. Photo: Someone Else</figcaption></figure>",
    ] {
        let footer = "<footer><p>By Someone Else, copyright 1 January 2026</p></footer>";
        let draft = with("", &format!("{above}{footer}"));
        assert_eq!(names(&draft), [""; 0], "{above}");
        assert_eq!(published(&draft), None, "{above}");
        assert!(draft.updated.is_none());
    }
}

#[test]
fn disagreement_is_reported() {
    let ld = "<meta name=\"author\" content=\"Ada Lind\"><meta property=\"article:published_time\" content=\"2024-02-09\">";
    let draft = with(ld, "<p>By Mira Okafor</p><p>6 February 2024</p>");
    assert_eq!(names(&draft), ["Mira Okafor"]);
    assert_eq!(published(&draft).as_deref(), Some("2024-02-09"));
    let kinds: Vec<_> = draft.doubts.iter().map(|d| d.kind.as_ref()).collect();
    assert_eq!(kinds, ["bylines-differ", "dates-differ"]);
}

#[test]
fn a_headline_is_found_without_a_heading() {
    let body = "<body><p>The ferry ran again on Tuesday, for the first time since the ice came.</p></body>";
    for (head, headline) in [
        (
            "<meta property=\"og:title\" content=\"Ferry runs again | The Echo\">",
            Some("Ferry runs again"),
        ),
        (
            "<meta property=\"og:site_name\" content=\"The Echo\"><title>Ferry runs - again - The Echo</title>",
            Some("Ferry runs - again"),
        ),
        ("", None),
    ] {
        let draft = read(&format!("<head>{head}</head>{body}"));
        assert_eq!(draft.headline.map(|f| f.value).as_deref(), headline);
    }
}

#[test]
fn doubts_stand_where_the_page_says_it() {
    let draft = read(
        "<h1>Ferry runs again after the long winter</h1>\n\n\n<p>By Mira Okafor</p>\n<p>64 March 2024</p>\n<p>The ferry ran again on Tuesday.</p>",
    );
    let lines: Vec<_> = draft.doubts.iter().map(|d| (&*d.kind, d.line)).collect();
    assert_eq!(lines, [("impossible-date", Some(5))]);
}
