//! Markdown without front matter.

use super::*;
use crate::parse::{Block, Found};

fn shown(text: &str) -> String {
    let draft = article(text, "a.md", &Hints::default()).unwrap();
    let fact = |name: &str, value: Option<String>| value.map(|v| format!("{name} {v}"));
    let mut out: Vec<String> = [
        fact(
            "headline",
            draft.headline.map(|f| format!("{} ({})", f.value, f.rule)),
        ),
        fact("standfirst", draft.standfirst.map(|f| f.value)),
        fact("published", draft.published.map(|f| f.value.to_string())),
        fact("updated", draft.updated.map(|f| f.value.to_string())),
    ]
    .into_iter()
    .flatten()
    .collect();
    out.extend(
        draft
            .bylines
            .into_iter()
            .map(|b| format!("by {}", b.value.name)),
    );
    out.extend(draft.body.iter().map(block));
    out.join("\n").replace('\u{1}', "@")
}

fn block(found: &Found<Block>) -> String {
    let line = found.line();
    match &found.value {
        Block::Paragraph(text) => format!("{line} p {text}"),
        Block::Crosshead(text) => format!("{line} h {text}"),
        Block::Figure(figure) => format!("{line} f {figure:?}"),
        Block::Related(related) => format!("{line} r {} {:?}", related.headline, related.address),
        Block::Html { html, .. } => format!("{line} {}", html.as_str().trim_end()),
    }
}

const LONG: &str = "The council voted on Tuesday night to repair the harbour wall before the winter, after two years of argument about who should pay for the work.";

const MORE: &str = "Ferry passengers will use the northern steps until Easter, and the fish market moves to the old customs shed for as long as the work lasts there.";
const LAST: &str = "The engineers found the first cracks in the spring of last year, when a diver went down to look for an anchor that somebody had reported missing.";

#[test]
fn without_marks_it_is_a_story() {
    let text =
        format!("Harbour wall to be repaired\n\nBy Jane Roe\n\n16 June 2021\n\n{LONG}\n\n{LONG}\n");
    let story = crate::parse::text::story(&text, "a.md", &Hints::default());
    assert_eq!(article(&text, "a.md", &Hints::default()).unwrap(), story);
}

#[test]
fn facts_come_from_the_lines_and_marks_stay_in_the_body() {
    let text = format!(
        "# Harbour wall *to be* repaired\n\n**By Jane Roe**\n\n16 June 2021, 15:34\n\n{LONG}\n\n## Who pays\n\n{MORE} See [the minutes](minutes.md) of the meeting for more on it.\n\n- {LAST}\n- {LAST} Twice.\n\n![The wall](wall.png)\n\n<script>x</script>\n"
    );
    assert_eq!(
        shown(&text),
        format!(
            "headline Harbour wall to be repaired (first heading)\npublished 2021-06-16T15:34\nby Jane Roe\n7 p {LONG}\n9 h Who pays\n11 <p>{MORE} See <a href=\"@minutes.md@\">the minutes</a> of the meeting for more on it.</p>\n13 <ul>\n<li>{LAST}</li>\n<li>{LAST} Twice.</li>\n</ul>\n16 f Figure {{ picture: Some(\"wall.png\"), alt: Some(\"The wall\"), caption: None, credit: None }}"
        )
    );
}

#[test]
fn nothing_below_a_heading_that_looks_like_noise_is_lost() {
    for (heading, below) in [
        ("Share", "Text here of it goes on."),
        ("* * *", "Para one is here."),
        ("* ", "3 "),
    ] {
        let text = format!("# {heading}\n\n{below}\n");
        let want = format!(
            "headline {} (first heading)\n3 p {}",
            heading.trim(),
            below.trim()
        );
        assert_eq!(shown(&text), want);
        let read = article(&text, "a.md", &Hints::default()).unwrap();
        assert!(read.dropped.is_empty(), "{:?}", read.dropped);
    }
}

#[test]
fn a_heading_in_the_middle_is_no_headline() {
    let text =
        format!("Harbour wall to be repaired\n\nBy Jane Roe\n\n{LONG}\n\n# Who pays\n\n{MORE}\n");
    assert_eq!(
        shown(&text),
        format!(
            "headline Harbour wall to be repaired (first line)\nby Jane Roe\n5 p {LONG}\n7 h Who pays\n9 p {MORE}"
        )
    );
}

#[test]
fn any_marks_keep_the_words() {
    for text in [
        "# Title",
        "Title\n=====\n\nText *here*.",
        "* one\n* two",
        "> quoted",
        "    code",
        "***",
        "[a]: b\n\n# x",
    ] {
        let _ = shown(text);
    }
    assert_eq!(
        shown("# Title\n\n*One* line only, but with markup in it."),
        "headline Title (first heading)\n3 <p><em>One</em> line only, but with markup in it.</p>"
    );
}
