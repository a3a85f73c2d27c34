//! Whether an SVG picture is only a picture. Opened by its own address it is a page, and what is
//! executable in it would run with the archive's rights.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What makes an SVG more than a picture, with its line (counted from 1); `None` where it is harmless.
/// A file that is not well-formed counts as active, since browsers and this reader might then see
/// different things in it.
pub fn active_content(svg: &[u8]) -> Option<(u32, String)> {
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
            Ok(Event::DocType(text)) if text.contains(&b'[') => Some("declarations of its own".to_owned()),
            Ok(Event::PI(_)) => Some("a processing instruction".to_owned()),
            Ok(_) => None,
            Err(fault) => Some(format!("an error ({fault})")),
        };
        if let Some(what) = found {
            return Some((line_at(svg, usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)), what));
        }
    }
}

fn active_element(element: &BytesStart<'_>) -> Option<String> {
    let name = String::from_utf8_lossy(element.local_name().as_ref()).to_ascii_lowercase();
    if ["script", "foreignobject", "iframe", "embed", "object", "handler", "audio", "video", "a"].contains(&name.as_str()) {
        return Some(format!("a `{name}` element"));
    }
    for attribute in element.attributes().with_checks(false) {
        let Ok(attribute) = attribute else { return Some("a malformed attribute".to_owned()) };
        let key = String::from_utf8_lossy(attribute.key.local_name().as_ref()).to_ascii_lowercase();
        let value: String = String::from_utf8_lossy(&attribute.value).chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        let value = value.to_ascii_lowercase();
        if key.starts_with("on") {
            return Some(format!("the event handler `{key}`"));
        }
        let embedded_picture = name == "image" && ["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"].iter().any(|p| value.starts_with(p));
        if key == "href" && !value.starts_with('#') && !embedded_picture {
            return Some("a reference to something outside itself".to_owned());
        }
        // Drawing programs animate attributes; an animation may set a link to a script.
        if ["from", "to", "values", "by"].contains(&key.as_str()) && value.contains("script:") {
            return Some("an animation that sets a script".to_owned());
        }
    }
    None
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
            "<svg>\n<script>alert(1)</script></svg>", "<svg>\n<g onload=\"x\"/></svg>", "<svg>\n<use xlink:href=\"https://x.example/a#b\"/></svg>",
            "<svg>\n<foreignObject/></svg>", "<svg>\n<a href=\"java\nscript:x\"/></svg>", "<svg>\n<SCRIPT/></svg>", "<svg>\n<image href=\"data:image/svg+xml,x\"/></svg>",
            "<!DOCTYPE svg [\n<!ENTITY x \"y\">]><svg/>", "<svg>\n<g>", "<svg>\n</g>",
        ] {
            let found = active_content(svg.as_bytes());
            assert!(found.as_ref().is_some_and(|(line, _)| *line >= 2), "{svg}: {found:?}");
        }
    }
}
