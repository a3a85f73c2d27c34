//! Records of clips, with invented people and papers.

use super::story;
use crate::parse::{Draft, Hints};

const TEXT: &str = "The council voted on Tuesday night to close the bath on Mill Street, which costs the town more than any \
                    other building that it owns.\n\n\"Nobody wanted this,\" said the mayor, Will Tay.\n";

fn read(head: &str) -> Draft {
    story(&format!("{head}\n{TEXT}"), "a.txt", &Hints::default())
}

fn facts(draft: &Draft) -> String {
    let text = |f: &Option<crate::parse::Found<String>>| {
        f.as_ref().map_or_else(String::new, |f| f.value.clone())
    };
    let names: Vec<_> = draft
        .bylines
        .iter()
        .map(|b| b.value.name.as_str())
        .collect();
    let day = draft
        .published
        .as_ref()
        .map_or_else(String::new, |w| w.value.to_string());
    let all = [
        text(&draft.headline),
        names.join(";"),
        day,
        text(&draft.source),
        text(&draft.section),
    ];
    format!("{} | {} paragraphs", all.join(" | "), draft.body.len())
}

#[test]
fn labels_say_what_lines_are() {
    for (head, want) in [
        (
            "Title: Council shuts bath\nAuthor: Jane Roe\nDate: June 16, 1987\nSource: The Quernmouth Packet, p. 3\n\
             URL: https://packet.example/bath.html\n",
            "Council shuts bath | Jane Roe | 1987-06-16 | The Quernmouth Packet |  | 2 paragraphs",
        ),
        (
            "HEADLINE: Council shuts bath\nBYLINE: By Jane Roe\nDATE: June 16, 1987\nSECTION: LOCAL; Pg. 3\n\
             LENGTH: 412 words\n\nBODY:",
            "Council shuts bath | Jane Roe | 1987-06-16 |  | LOCAL | 2 paragraphs",
        ),
        (
            "From: desk@packet.example\nTo: all@packet.example\nSubject: Council shuts bath\n\
             Date: Tue, 16 Jun 1987 09:12:00 +0100\n",
            "Council shuts bath |  | 1987-06-16T09:12+01:00 |  |  | 2 paragraphs",
        ),
        (
            "3 of 20 DOCUMENTS\n\nThe Quernmouth Packet\n\nJune 16, 1987 Tuesday\nFinal Edition\n\nCouncil shuts bath\n\n\
             BYLINE: Jane Roe, Staff Writer\n\nSECTION: LOCAL; Pg. A3\n\nLENGTH: 412 words\n\nDATELINE: LORN\n",
            "Council shuts bath | Jane Roe | 1987-06-16 | The Quernmouth Packet | LOCAL | 2 paragraphs",
        ),
        (
            "Council shuts bath\nThe Quernmouth Packet\nJune 16, 1987 Tuesday\n\nSection: LOCAL; Pg. A3\n\
             Length: 412 words\nByline: Jane Roe\n\nBody\n",
            "Council shuts bath | Jane Roe | 1987-06-16 | The Quernmouth Packet | LOCAL | 2 paragraphs",
        ),
    ] {
        assert_eq!(facts(&read(head)), want, "{head}");
    }
}

#[test]
fn databases_have_their_own_ways() {
    let proquest = "____________________\n\nReport Information from ProQuest\n\nNovember 29, 2026 02:10\n\nDocument 1 of 1\n\n\
                    Council shuts bath\n\nAuthor: Roe, Jane\n\nPublication info: The Packet ; Lorn. 16 June 1987: A3.\n\n\
                    Abstract: The bath closes.\n\nFull text: The council voted on Tuesday night to close the bath.\n\n\
                    Swimmers stood outside in the rain and sang.\n\nSubject: Baths\n\nLocation: Lorn\n\n\
                    Title: Council shuts bath\n\nPublication title: The Quernmouth Packet\n\nFirst page: A3\n\n\
                    Publication date: Jun 16, 1987\n\nISSN: 12345678\n";
    let factiva = "HD\nCouncil shuts bath\n\nBY\nJane Roe\n\nWC\n412 words\n\nPD\n16 June 1987\n\nSN\nThe Quernmouth Packet\n\n\
                   PG\nA3\n\nLP\nThe council voted on Tuesday night to close the bath.\n\nTD\n\
                   Swimmers stood outside in the rain and sang.\n\nCO\nlornbath : Lorn Baths Ltd\n";
    for text in [proquest, factiva] {
        assert_eq!(
            facts(&story(text, "a.txt", &Hints::default())),
            "Council shuts bath | Jane Roe | 1987-06-16 | The Quernmouth Packet |  | 2 paragraphs",
            "{text}"
        );
    }
}

#[test]
fn the_paper_and_the_day_may_stand_above_the_headline() {
    for (head, want) in [
        (
            "The Lorn Gazette\nTuesday, June 16, 1987\nPage 3\n\nCOUNCIL SHUTS BATH\n\nBy JANE ROE\n",
            "COUNCIL SHUTS BATH | JANE ROE | 1987-06-16 | The Lorn Gazette |  | 2 paragraphs",
        ),
        (
            "June 16, 1987\n\nCouncil shuts bath\n",
            "Council shuts bath |  | 1987-06-16 |  |  | 2 paragraphs",
        ),
    ] {
        assert_eq!(facts(&read(head)), want, "{head}");
    }
}

#[test]
fn a_label_alone_is_read_as_ever() {
    let draft = read("Council shuts bath\n\nSource: Lorn Council\n");
    assert_eq!(
        draft.headline.map(|h| h.value).as_deref(),
        Some("Council shuts bath")
    );
    assert_eq!(draft.source, None);
    // A subject of prose is no mail.
    let draft = read("Subject: the bath\n");
    assert_eq!(
        draft.headline.map(|h| h.value).as_deref(),
        Some("Subject: the bath")
    );
}

#[test]
fn a_tag_is_taken_once_however_many_lines_name_it() {
    let draft = read(
        "Title: Bath\nAuthor: Jane Roe\nTags: baths; towns, baths\nTags: towns\nKeywords: money, baths\n",
    );
    let tags: Vec<_> = draft.tags.iter().map(|tag| tag.value.as_str()).collect();
    assert_eq!(tags, ["baths", "towns", "money"]);
    // The line that brings none is named as left out.
    assert!(draft.dropped.iter().any(|d| d.line() == 4));
}

#[test]
fn an_address_is_taken_and_every_line_has_a_place() {
    let draft = read(
        "Title: Bath\nAuthor: Jane Roe\nURL: https://packet.example/bath.html\nLength: 412 words\n",
    );
    let original = draft.original.map(|o| (o.value, o.origin.lines().first));
    assert_eq!(
        original,
        Some(("https://packet.example/bath.html".to_owned(), 3))
    );
    let dropped: Vec<_> = draft
        .dropped
        .iter()
        .map(|d| (d.value.text.as_str(), d.value.reason))
        .collect();
    assert_eq!(dropped, [("Length: 412 words", "record of a clip")]);
}
