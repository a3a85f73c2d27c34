//! Reporters named in a standfirst and nowhere else: "Bridge correspondent Jane Roe reports on …",
//! "…, writes Jane Roe".

use super::super::Byline;
use super::super::byline;

/// Verbs of what a reporter does with a story.
const VERBS: &[&str] = &[
    "reports",
    "report",
    "writes",
    "explains",
    "asks",
    "investigates",
    "examines",
    "looks",
    "has",
    "speaks",
    "spoke",
    "meets",
    "visits",
    "went",
    "joins",
    "finds",
    "travels",
    "describes",
    "reviews",
    "reported",
    "talks",
    "berichtet",
    "schreibt",
    "erklärt",
    "kommentiert",
    "meint",
];

/// The reporter whom a standfirst names.
pub(super) fn in_standfirst(text: &str) -> Option<Byline> {
    leading(text).or_else(|| trailing(text))
}

/// "Channel News Senior Bridge Correspondent Jane Roe reports on …"
fn leading(text: &str) -> Option<Byline> {
    let words: Vec<&str> = text.split_whitespace().take(18).collect();
    let verb = words
        .iter()
        .position(|w| VERBS.contains(w) || matches!(*w, "was" | "is"))?;
    let head = words.get(..verb)?;
    if head
        .iter()
        .any(|w| w.ends_with(['.', ',', ':', ';', '!', '?']))
    {
        return None;
    }
    let role_end = head.iter().rposition(|w| byline::is_role_word(w))?;
    // "was at the inquiry" is said of a reporter; an editor who was in court is in the news.
    if matches!(words[verb], "was" | "is") {
        let where_to = words
            .get(verb + 1)
            .is_some_and(|w| matches!(*w, "at" | "in" | "there"));
        let role = head[role_end].to_lowercase();
        if !where_to || !matches!(role.as_str(), "reporter" | "correspondent") {
            return None;
        }
    }
    let name = head.get(role_end + 1..)?;
    if role_end == 0 && name.len() < 2 {
        return None;
    }
    let line = byline::bare(&name.join(" "))?;
    let [byline] = line.bylines.as_slice() else {
        return None;
    };
    let role = head.get(..=role_end)?.join(" ");
    let role = role
        .strip_prefix("Our ")
        .or_else(|| role.strip_prefix("our "))
        .unwrap_or(&role)
        .to_owned();
    Some(Byline {
        role: Some(role),
        ..byline.clone()
    })
}

/// "…, writes Jane Roe." or "… Jane Roe reports."
fn trailing(text: &str) -> Option<Byline> {
    let bare = text.trim_end_matches(['.', ' ']);
    for verb in [" writes ", " reports ", " schreibt ", " berichtet "] {
        if let Some(at) = bare.rfind(verb)
            && bare[..at].ends_with([',', '.', '”', '"', '–', '-'])
        {
            return only(bare.get(at + verb.len()..)?);
        }
    }
    let head = bare
        .strip_suffix(" reports")
        .or_else(|| bare.strip_suffix(" writes"))?;
    let from = head.rfind(['.', ',', '?', '!', '–']).map_or(0, |at| at + 1);
    only(
        head.get(from..)?
            .trim_start_matches(|c: char| !c.is_alphabetic()),
    )
}

fn only(name: &str) -> Option<Byline> {
    let line = byline::bare(name.trim())?;
    match line.bylines.as_slice() {
        [one] if !line.only_outlets => Some(one.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reporters_in_standfirsts() {
        for (text, name, role) in [
            (
                "Channel News Senior Bridge Correspondent Jane Roe reports on the bridge and its cost",
                "Jane Roe",
                Some("Channel News Senior Bridge Correspondent"),
            ),
            (
                "Our political editor Jane Roe looks at the vote.",
                "Jane Roe",
                Some("political editor"),
            ),
            (
                "The bridge is shut for good, writes Jane Roe.",
                "Jane Roe",
                None,
            ),
            (
                "Bugle Chief Reporter Jane Roe was at the town hall for the second day",
                "Jane Roe",
                Some("Bugle Chief Reporter"),
            ),
            ("Who pays for it? Jane Roe reports.", "Jane Roe", None),
        ] {
            let found = in_standfirst(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (found.name.as_str(), found.role.as_deref()),
                (name, role),
                "{text}"
            );
        }
    }

    #[test]
    fn other_people_are_no_reporters() {
        for text in [
            "Chief executive Jane Roe has resigned after a row over the bridge.",
            "The editor of the Bugle, Jane Roe, has left.",
            "Sports editor Jane Roe was in court on Monday",
            "Bugle reporter Jane Roe was arrested on Monday",
            "A new report explains the bridge.",
        ] {
            assert_eq!(in_standfirst(text).map(|b| b.name), None, "{text}");
        }
    }
}
