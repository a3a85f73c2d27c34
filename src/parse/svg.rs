//! Whether an SVG picture is only a picture. Opened by its own address it is a page, and what is
//! executable in it would run with the archive's rights.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What makes an SVG more than a picture, with its line (counted from 1); `None` where it is harmless.
/// A file that is not well-formed counts as active, since browsers and this reader might then see
/// different things in it.
pub fn active_content(svg: &[u8]) -> Option<(u32, String)> {
    if let Some(at) = outside_style(svg) {
        return Some((
            line_at(svg, at),
            "a style that refers to something outside itself".to_owned(),
        ));
    }
    let mut reader = Reader::from_reader(svg);
    reader.config_mut().check_end_names = true;
    let mut depth = 0_u32;
    loop {
        let found = match reader.read_event() {
            Ok(Event::Eof) if depth == 0 => return None,
            Ok(Event::Eof) => Some("an element that is not closed".to_owned()),
            Ok(Event::Start(element)) => {
                depth += 1;
                active_element(&element)
            }
            Ok(Event::Empty(element)) => active_element(&element),
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                None
            }
            // An entity declaration can hide anything; a plain DOCTYPE is what drawing programs write.
            Ok(Event::DocType(text)) if text.contains('[') => {
                Some("declarations of its own".to_owned())
            }
            Ok(Event::PI(_)) => Some("a processing instruction".to_owned()),
            Ok(_) => None,
            Err(fault) => Some(format!("an error ({fault})")),
        };
        if let Some(what) = found {
            return Some((
                line_at(
                    svg,
                    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX),
                ),
                what,
            ));
        }
    }
}

fn active_element(element: &BytesStart<'_>) -> Option<String> {
    let name = element.local_name().as_ref().to_ascii_lowercase();
    if [
        "script",
        "foreignobject",
        "iframe",
        "embed",
        "object",
        "handler",
        "audio",
        "video",
        "a",
    ]
    .contains(&name.as_str())
    {
        return Some(format!("a `{name}` element"));
    }
    for attribute in element.attributes().with_checks(false) {
        let Ok(attribute) = attribute else {
            return Some("a malformed attribute".to_owned());
        };
        let key = attribute.key.local_name().as_ref().to_ascii_lowercase();
        let value: String = attribute
            .value
            .chars()
            .filter(|c| !c.is_whitespace() && !c.is_control())
            .collect();
        let value = value.to_ascii_lowercase();
        if key.starts_with("on") {
            return Some(format!("the event handler `{key}`"));
        }
        let embedded = name == "image" && PICTURES.iter().any(|p| value.starts_with(p));
        if key == "href" && !value.starts_with('#') && !embedded {
            return Some("a reference to something outside itself".to_owned());
        }
        // An animation can set a link or a handler, and an entity can hide that it does.
        if key == "attributename"
            && (value.ends_with("href") || value.starts_with("on") || value.contains('&'))
        {
            return Some("an animation that sets a link or a handler".to_owned());
        }
    }
    None
}

/// Pictures that may stand inside a drawing: those that are nothing but pixels.
const PICTURES: [&str; 4] = [
    "data:image/png",
    "data:image/jpeg",
    "data:image/gif",
    "data:image/webp",
];

/// Where a style sheet or attribute asks for anything but a part of the drawing itself.
fn outside_style(svg: &[u8]) -> Option<usize> {
    let text = svg.to_ascii_lowercase();
    if let Some(at) = text.windows(7).position(|w| w == b"@import") {
        return Some(at);
    }
    let calls = text
        .windows(4)
        .enumerate()
        .filter(|(_, w)| *w == b"url(")
        .map(|(at, _)| at);
    calls.into_iter().find(|at| {
        let inside = text[at + 4..]
            .iter()
            .find(|b| !b.is_ascii_whitespace() && !b"'\"".contains(b));
        inside != Some(&b'#')
    })
}

fn line_at(bytes: &[u8], at: usize) -> u32 {
    let before = &bytes[..at.min(bytes.len())];
    u32::try_from(before.iter().filter(|b| **b == b'\n').count() + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_pass() {
        for svg in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><defs><path id=\"a\" d=\"M0 0\"/></defs><use href=\"#a\"/></svg>",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"a\" \"b\">\n<svg><image href=\"data:image/png;base64,AAAA\"/></svg>",
        ] {
            assert_eq!(active_content(svg.as_bytes()), None, "{svg}");
        }
    }

    #[test]
    fn whatever_could_run_is_named_with_its_line() {
        for svg in [
            "<svg>\n<script>alert(1)</script></svg>",
            "<svg>\n<g onload=\"x\"/></svg>",
            "<svg>\n<use xlink:href=\"https://x.example/a#b\"/></svg>",
            "<svg>\n<foreignObject/></svg>",
            "<svg>\n<a href=\"java\nscript:x\"/></svg>",
            "<svg>\n<SCRIPT/></svg>",
            "<svg>\n<image href=\"data:image/svg+xml,x\"/></svg>",
            "<!DOCTYPE svg [\n<!ENTITY x \"y\">]><svg/>",
            "<svg>\n<g>",
            "<svg>\n</g>",
            "<svg>\n<set attributeName=\"xlink:href\" to=\"x\"/></svg>",
            "<svg>\n<style>@import 'x'</style></svg>",
            "<svg>\n<g fill=\"url( 'https://x.example/a#b')\"/></svg>",
        ] {
            let found = active_content(svg.as_bytes());
            assert!(
                found.as_ref().is_some_and(|(line, _)| *line >= 2),
                "{svg}: {found:?}"
            );
        }
    }
}
