//! "Did you mean …": the known word nearest to one that is not known.

/// The word of `known` that `word` is most likely a slip for, or `None` where none is near enough.
/// Capitals and the choice of `-` or `_` count for nothing. Of equally near words the first wins.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    // The distance is quadratic in length, and no key is long.
    if word.len() > 64 {
        return None;
    }
    let word = folded(word);
    let length = word.chars().count();
    // One slip in a short word, a third of a longer one; more is another word.
    let limit = (length / 3).clamp(1, 3);
    known
        .iter()
        .map(|k| (strsim::osa_distance(&word, &folded(k)), *k))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, k)| k)
}

fn folded(word: &str) -> String {
    word.trim().to_lowercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_their_word_and_other_words_find_none() {
        let known = ["title", "tags", "date", "description", "base_url"];
        for (word, near) in [
            ("tittle", Some("title")),
            ("Titel", Some("title")),
            ("dat", Some("date")),
            ("descripton", Some("description")),
            ("base-url", Some("base_url")),
            ("weight", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(nearest(word, &known), near, "{word}");
        }
        assert_eq!(nearest(&"title".repeat(10_000), &known), None);
    }
}
