//! Lines that are captions or credits, and lines that only look so.

use super::*;

#[test]
fn a_label_alone_credits_nobody() {
    for line in ["Foto:)", "Foto:", "Credit: ", "A bridge. Photo: )"] {
        assert!(caption(line).is_none_or(|c| !c.credit.is_empty()), "{line}");
    }
    assert_eq!(caption("Foto:)").map(|c| c.credit), None);
}

#[test]
fn captions_and_credits() {
    for (line, text, credit) in [
        ("A bridge at dawn Credit: AP", "A bridge at dawn", "AP"),
        ("A bridge at dawn. Picture: PA", "A bridge at dawn.", "PA"),
        (
            "A bridge at dawn. (AP Photo/Jane Roe)",
            "A bridge at dawn.",
            "AP Photo/Jane Roe",
        ),
        (
            "A bridge (Photo by Jane Roe/Getty Images)",
            "A bridge",
            "Jane Roe/Getty Images",
        ),
        (
            "A bridge at dawn. Jane Roe/Getty",
            "A bridge at dawn.",
            "Jane Roe/Getty",
        ),
        ("A bridge at dawn. Reuters", "A bridge at dawn.", "Reuters"),
        ("A bridge | Foto: Jana Rohe", "A bridge", "Jana Rohe"),
        ("The way in. Map: Bugle", "The way in.", "Bugle"),
        (
            "The tide. Chart: Bugle, after the Trustees",
            "The tide.",
            "Bugle, after the Trustees",
        ),
        (
            "The last tram. Drawing: Jane Roe, from a photograph by John Doe",
            "The last tram.",
            "Jane Roe, from a photograph by John Doe",
        ),
        ("A bridge. Illustration: Jane Roe", "A bridge.", "Jane Roe"),
        ("A bridge. Photograph: Jane Roe", "A bridge.", "Jane Roe"),
        ("Graphic: Bugle", "", "Bugle"),
        (
            "Horses at work. (Photo/Jane Roe)",
            "Horses at work.",
            "Jane Roe",
        ),
        ("Getty Images", "", "Getty Images"),
        ("REUTERS", "", "REUTERS"),
        ("© Jane Roe", "", "Jane Roe"),
        ("Image Credits: Acme", "", "Acme"),
        ("Picture: iStock", "", "iStock"),
        (
            "Jane Roe/ACME MEDIA via AP",
            "",
            "Jane Roe/ACME MEDIA via AP",
        ),
        (
            "Satellite picture of the bridge Credit: Satellite image ©2021 Acme",
            "Satellite picture of the bridge",
            "Satellite image ©2021 Acme",
        ),
    ] {
        assert_eq!(caption(line), Some(Caption { text, credit }), "{line}");
    }
}

#[test]
fn stories_are_no_captions() {
    for line in [
        "The bridge is shut, he told AP.",
        "She works for Reuters",
        "The bridge is open again. (AP)",
        "He said: “The source: unknown.”",
        "Map: how to get from the old bridge to the new one",
        "The picture was clear: nobody would pay for the bridge, the mayor told the council on Monday evening.",
    ] {
        assert_eq!(caption(line), None, "{line}");
    }
}
