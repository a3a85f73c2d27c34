//! Lines of a story's head that name people, outlets or addresses without saying who wrote it.

use super::super::{byline, caption};

/// Why a line of the head is none of its facts.
pub(super) fn reason(text: &str, ends: bool) -> Option<&'static str> {
    if text.len() > 250 {
        return None;
    }
    if is_reported_from(text) {
        return Some("where the reporters were");
    }
    if ends || text.len() > 120 {
        return None;
    }
    if is_whereabouts(text) {
        return Some("where the reporter was");
    }
    let other = byline::is_not_by(text) || announces_other(text);
    (other && caption::caption(text).is_none()).then_some("credit of somebody else")
}

/// Whether a line says that the name below it is not the author's: "Provided by", "Source:".
pub(super) fn announces_other(text: &str) -> bool {
    if text.len() > 40 {
        return false;
    }
    let bare = text.trim_end_matches([':', ' ']).to_lowercase();
    let provided = [
        "provided by",
        "presented by",
        "sponsored by",
        "edited by",
        "paid for by",
    ];
    provided.iter().any(|end| bare.ends_with(end))
        || matches!(
            bare.as_str(),
            "source" | "sources" | "editor" | "photos by" | "photographs by"
        ) && text.ends_with([':', 'y', 'Y'])
}

/// "Reporting from Kessel", "in Kessel".
fn is_whereabouts(text: &str) -> bool {
    let lower = text.to_lowercase();
    let place = ["reporting from ", "reported from ", "in "]
        .iter()
        .find(|head| lower.starts_with(*head))
        .and_then(|head| text.get(head.len()..));
    // A headline begins with a capital: "In Kessel".
    let small = !text.starts_with("In ");
    place.is_some_and(|place| small && is_place_like(place, 5))
}

/// "Jane Roe reported from Kessel, and John Doe from Port Arn."
fn is_reported_from(text: &str) -> bool {
    let Some((name, place)) = text.split_once(" reported from ") else {
        return false;
    };
    byline::bare(name).is_some_and(|line| !line.only_outlets)
        && is_place_like(place.trim_end_matches('.'), 24)
}

/// A few capitalised words with small ones that join them.
fn is_place_like(text: &str, most: usize) -> bool {
    let mut words = 0;
    for word in text.split_whitespace() {
        words += 1;
        let joins = matches!(
            word,
            "and"
                | "from"
                | "in"
                | "the"
                | "of"
                | "de"
                | "la"
                | "reported"
                | "contributed"
                | "reporting"
        );
        if !joins && !word.starts_with(char::is_uppercase) {
            return false;
        }
    }
    words > 0 && words <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_beside_a_byline() {
        for text in [
            "Reporting from Kessel",
            "in Kessel and Port Arn",
            "Jane Roe reported from Kessel, and John Doe from Port Arn.",
            "Edited by: John Doe",
            "NEWS PROVIDED BY",
            "Source:",
        ] {
            let ends = text.ends_with('.');
            assert!(reason(text, ends).is_some(), "{text}");
        }
        for text in [
            "In Kessel",
            "in the end nobody came",
            "Jane Roe reported from the bridge that it was shut.",
            "Picture: PA",
            "By Jane Roe",
            "Source of the river",
        ] {
            let ends = text.ends_with('.');
            assert_eq!(reason(text, ends), None, "{text}");
        }
    }
}
