//! Captions under pictures, and the credit at their end.

/// Caption and credit of the text under a picture; either may be missing.
pub(super) fn split(text: &str) -> (Option<String>, Option<String>) {
    const LABELS: [&str; 6] = [
        "picture",
        "pictures",
        "photo",
        "photograph",
        "credit",
        "image",
    ];
    let text = text.trim();
    let found = text.match_indices(':').find_map(|(colon, _)| {
        let head = text.get(..colon)?;
        let word = head.rsplit([' ', '(', '|', '.']).next()?;
        LABELS
            .iter()
            .any(|l| word.eq_ignore_ascii_case(l))
            .then(|| (colon - word.len(), colon + 1))
    });
    let Some((start, end)) = found else {
        return (filled(text), None);
    };
    let caption = text.get(..start).unwrap_or_default();
    let credit = text.get(end..).unwrap_or_default();
    let credit = credit.trim().trim_end_matches([')', '.']);
    (
        filled(caption.trim_end_matches(['(', '|', ' '])),
        filled(credit),
    )
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
