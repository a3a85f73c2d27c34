//! Whole stories, with invented people and places.

use super::super::Block;
use super::*;
use std::collections::BTreeSet;

fn read(text: &str) -> Draft {
    story(text, "a.txt", &Hints::default())
}

fn names(draft: &Draft) -> Vec<&str> {
    draft
        .bylines
        .iter()
        .map(|b| b.value.name.as_str())
        .collect()
}

fn paragraphs(draft: &Draft) -> usize {
    draft
        .body
        .iter()
        .filter(|b| matches!(b.value, Block::Paragraph(_)))
        .count()
}

#[test]
fn an_empty_text_is_an_empty_draft() {
    assert_eq!(read(""), Draft::default());
    assert_eq!(read(" \r\n\t\n"), Draft::default());
}

#[test]
fn a_typed_story_reads_like_a_saved_one() {
    let typed = "Mayors meet for talks on the Lorn bridge\n\nBy Joan Hale\n3 May 2019\n\n\
                 The mayors of two towns have met to talk about who pays\nfor the bridge, which has been shut since \
                 the storm. They\nagreed on nothing, a witness said.\n\nRead more: Who owns the bridge?\n\n\
                 The talks will go on in June, when the ferry stops and\nnobody can cross the river.\n";
    let saved = "Mayors meet for talks on the Lorn bridge\n\nBy Joan Hale\n3 May 2019\n\n\
                 The mayors of two towns have met to talk about who pays for the bridge, which has been shut since the \
                 storm. They agreed on nothing, a witness said.\n\nRead more: Who owns the bridge?\n\n\
                 The talks will go on in June, when the ferry stops and nobody can cross the river.\n";
    let (typed, saved) = (read(typed), read(saved));
    assert_eq!(names(&typed), ["Joan Hale"]);
    assert_eq!(typed.body.len(), 3);
    let body =
        |draft: &Draft| -> Vec<Block> { draft.body.iter().map(|b| b.value.clone()).collect() };
    assert_eq!(body(&typed), body(&saved));
    let lines: Vec<_> = typed.body.iter().map(|b| b.origin.lines()).collect();
    assert_eq!((lines[0].first, lines[0].last), (6, 8));
}

#[test]
fn date_line_caption_twice_byline_and_related() {
    let draft = read(
        "Mayors meet for talks on the Lorn bridge\n\n\
         3 May 2019, 09:12 | Updated: 3 May 2019, 11:40\n\n\
         Ada Penn arrives at the town hall\nAda Penn arrives at the town hall. Picture: PA\n\n\
         By Joan Hale\n\n\
         The mayors of two towns have met to talk about who pays for the bridge.\n\n\
         Read more: Who owns the Lorn bridge?\n\n\
         They agreed on nothing, a witness said afterwards.\n",
    );
    assert_eq!(names(&draft), ["Joan Hale"]);
    assert_eq!(
        draft.published.map(|f| f.value.iso()).as_deref(),
        Some("2019-05-03T09:12")
    );
    assert_eq!(
        draft.updated.map(|f| f.value.iso()).as_deref(),
        Some("2019-05-03T11:40")
    );
    let shown: Vec<_> = draft.body.iter().map(|b| &b.value).collect();
    let [
        Block::Figure(figure),
        Block::Paragraph(_),
        Block::Related(related),
        Block::Paragraph(_),
    ] = shown.as_slice()
    else {
        panic!("{shown:?}");
    };
    assert_eq!(
        figure.caption.as_deref(),
        Some("Ada Penn arrives at the town hall")
    );
    assert_eq!(figure.credit.as_deref(), Some("PA"));
    assert_eq!(related.headline, "Who owns the Lorn bridge?");
    assert!(draft.standfirst.is_none());
}

#[test]
fn a_reporter_in_the_standfirst_and_no_date() {
    let draft = read(
        "Towns at odds over the Lorn bridge\n\n\
         Channel News Bridge Correspondent Joan Hale reports on the row that split two towns\n\n\
         The mayors of two towns have met to talk about who pays.\n\n\
         The bridge on 4 May 2018. Credit: AP\n\n\
         It was shut on 3 March 2019, the council said.\n",
    );
    assert_eq!(names(&draft), ["Joan Hale"]);
    assert_eq!(
        draft.bylines[0].value.role.as_deref(),
        Some("Channel News Bridge Correspondent")
    );
    assert!(draft.published.is_none() && draft.standfirst.is_some());
    assert_eq!(
        draft.not_before.as_ref().map(|f| f.value.iso()).as_deref(),
        Some("2019-03-03")
    );
    assert_eq!(paragraphs(&draft), 2);
}

#[test]
fn an_open_numeric_date_is_a_doubt_and_no_value() {
    let draft = read(
        "Bridge shut\n\nBy Joan Hale\n03/04/2021\n\nThe Lorn bridge was shut on Friday night.\n",
    );
    assert!(draft.published.is_none());
    assert_eq!(draft.doubts.len(), 1);
    let shown = draft.doubts[0].to_string();
    assert!(
        shown.contains("a.txt:4") && shown.contains("a.toml") && shown.contains("date_order"),
        "{shown}"
    );
}

/// Every line that is not blank ends in a fact, a block or among the dropped.
fn unaccounted(text: &str) -> Vec<u32> {
    let draft = read(text);
    let mut seen = BTreeSet::new();
    let mut add = |lines: Lines| seen.extend(lines.first..=lines.last);
    let facts = [
        &draft.headline,
        &draft.standfirst,
        &draft.section,
        &draft.source,
        &draft.original,
    ];
    facts
        .into_iter()
        .flatten()
        .for_each(|f| add(f.origin.lines()));
    draft.bylines.iter().for_each(|f| add(f.origin.lines()));
    draft.published.iter().for_each(|f| add(f.origin.lines()));
    draft.updated.iter().for_each(|f| add(f.origin.lines()));
    draft.tags.iter().for_each(|f| add(f.origin.lines()));
    draft.corrections.iter().for_each(|f| add(f.origin.lines()));
    draft.body.iter().for_each(|f| add(f.origin.lines()));
    draft.dropped.iter().for_each(|f| add(f.origin.lines()));
    line::split(text)
        .iter()
        .map(|l| l.number)
        .filter(|n| !seen.contains(n))
        .collect()
}

/// Lines of all kinds, to be put together in any order.
const LINES: &[&str] = &[
    "",
    "",
    "Bridge shut after storm",
    "By Joan Hale",
    "By",
    "Joan Hale",
    "Author of the article:",
    "Reuters",
    "Political editor",
    "3 May 2019, 09:12 | Updated: 3 May 2019, 11:40",
    "03/04/2021",
    "31 June 2021",
    "3 hours ago",
    "11:40",
    "Updated 12:00",
    "By Joan Hale 3 May 2019",
    "Advertisement",
    "Share",
    "Sign up to our newsletter",
    "Unlimited access to all accounts",
    "Read more",
    "Read more: Who owns the bridge?",
    "Politics",
    "Topics: bridges, storms",
    "Tags:",
    "Correction: An earlier version named the wrong bridge.",
    "(Reporting by Ada Penn; Editing by Bo Lind)",
    "Getty Images",
    "The bridge at dawn Credit: AP",
    "The bridge at dawn",
    "What happens next?",
    "WHO PAYS FOR THE BRIDGE NOW THAT IT IS SHUT",
    "LORN (AP) — The mayors of two towns have met to talk about who pays for it.",
    "The bridge was opened on 4 May 1987, and nobody has looked at its bolts since then.",
    "Channel News Bridge Correspondent Joan Hale reports on the row that split two towns",
    "Posted on 3 May 2019 in News",
    "Funeral, National | Published: 5 hours ago | Written by Joan Hale",
];

/// Lines of records.
const RECORDS: &[&str] = &[
    "",
    "Title: Bridge shut after storm",
    "HEADLINE:",
    "Subject: The bridge",
    "Author: Hale, Joan",
    "BYLINE: By Joan Hale",
    "BYLINE:",
    "Date: 3 May 2019",
    "Publication date: 31 June 2021",
    "SECTION: LOCAL; Pg. 3",
    "Section:",
    "LENGTH: 412 words",
    "Source: The Lorn Gazette, p. 3",
    "Abstract: The bridge is shut.",
    "URL: https://packet.example/a",
    "URL: none",
    "Tags: bridges; storms, bridges",
    "Tags: ,",
    "BODY:",
    "Full text: The mayors of two towns have met to talk about who pays for it.",
    "Body",
    "3 of 20 DOCUMENTS",
    "The Lorn Gazette",
    "June 16, 1987 Tuesday",
    "Final Edition",
    "Page 3",
    "HD",
    "BY",
    "SE",
    "SN",
    "WC",
    "LP",
    "LOAD-DATE: May 4, 2019",
    "The bridge was opened on 4 May 1987, and nobody has looked at its bolts since then.",
];

proptest::proptest! {
    #[test]
    fn all_lines_are_accounted_for(picks in proptest::collection::vec(0..LINES.len(), 0..30)) {
        let text: Vec<&str> = picks.iter().map(|&i| LINES[i]).collect();
        let text = text.join("\n");
        proptest::prop_assert_eq!(unaccounted(&text), Vec::<u32>::new(), "{}", text);
    }

    #[test]
    fn all_lines_of_records_are_accounted_for(
        picks in proptest::collection::vec(0..RECORDS.len(), 0..40),
        is_coded in proptest::prelude::any::<bool>(),
    ) {
        let mut text: Vec<&str> = picks.iter().map(|&i| RECORDS[i]).collect();
        if is_coded {
            text.insert(0, "HD");
        }
        let text = text.join("\n");
        proptest::prop_assert_eq!(unaccounted(&text), Vec::<u32>::new(), "{}", text);
    }

    #[test]
    fn any_text_gives_a_draft(text in "[\\PC\\n\\r]{0,400}") {
        proptest::prop_assert_eq!(unaccounted(&text), Vec::<u32>::new());
    }
}

#[test]
fn long_texts_take_linear_time() {
    let line = "x".repeat(4_000_000);
    assert_eq!(paragraphs(&read(&format!("Headline\n\n{line}\n"))), 1);
    let many = "a 1 By 2021-06 \n".repeat(100_000);
    let draft = read(&many);
    assert!(draft.headline.is_some());
    let brackets = "(".repeat(100_000);
    let _ = read(&format!("Headline\n\n{brackets}\nBy {brackets}\n"));
}

#[test]
fn tags_lose_their_signs_and_come_once() {
    let draft =
        read("Flood\n\nThe river rose by a metre.\n\nTags: # flood, #bridge, flood\nTags: flood\n");
    let tags: Vec<_> = draft.tags.iter().map(|t| t.value.as_str()).collect();
    assert_eq!(tags, ["flood", "bridge"]);
    assert!(draft.dropped.iter().any(|d| d.line() == 6));
}
