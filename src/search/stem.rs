//! Words of one stem: "flood", "floods" and "flooded" are looked for together, by the rules of the
//! language that an article is in.

use super::fold::composed;
use snowball_stemmers_rs::{Algorithm, Stemmer};

/// The languages whose words have stems, by the first part of their tag (BCP 47).
const LANGUAGES: [(&str, Algorithm); 31] = [
    ("ar", Algorithm::Arabic),
    ("ca", Algorithm::Catalan),
    ("cs", Algorithm::Czech),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("eo", Algorithm::Esperanto),
    ("es", Algorithm::Spanish),
    ("et", Algorithm::Estonian),
    ("eu", Algorithm::Basque),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("ga", Algorithm::Irish),
    ("hi", Algorithm::Hindi),
    ("hu", Algorithm::Hungarian),
    ("hy", Algorithm::Armenian),
    ("id", Algorithm::Indonesian),
    ("it", Algorithm::Italian),
    ("lt", Algorithm::Lithuanian),
    ("nb", Algorithm::Norwegian),
    ("ne", Algorithm::Nepali),
    ("nl", Algorithm::Dutch),
    ("nn", Algorithm::Norwegian),
    ("no", Algorithm::Norwegian),
    ("pl", Algorithm::Polish),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("tr", Algorithm::Turkish),
];

/// The code of a language in the index: the first part of its tag where its words have stems, else
/// `x`, for all others together.
pub(super) fn code(lang: &str) -> &'static str {
    let first = lang.split(['-', '_']).next().unwrap_or_default();
    LANGUAGES
        .iter()
        .find(|(code, _)| code.eq_ignore_ascii_case(first))
        .map_or("x", |(code, _)| code)
}

/// Stems words of one language.
pub(super) struct Stems(Option<Stemmer>);

impl Stems {
    /// For the language of a code from [`code`].
    pub(super) fn of(code: &str) -> Self {
        let found = LANGUAGES.iter().find(|(c, _)| *c == code);
        Stems(found.map(|(_, algorithm)| Stemmer::create(*algorithm)))
    }

    /// The stem of a folded word. A word with a digit is its own.
    pub(super) fn stem(&self, word: &str) -> String {
        match &self.0 {
            Some(stemmer) if !word.bytes().any(|b| b.is_ascii_digit()) => {
                super::fold::name(&stemmer.stem(&composed(word)))
            }
            _ => word.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (lang, forms) in [
            ("en-GB", &["flood", "floods", "flooded", "flooding"][..]),
            ("en", &["council", "councils"]),
            ("de", &["hauser", "haus"]),
            ("fr", &["journaux", "journal"]),
            ("ru", &["новыи\u{306}", "новая"]),
            ("ja", &["東"]),
        ] {
            let stems = Stems::of(code(lang));
            let first = stems.stem(forms[0]);
            assert!(!first.is_empty());
            for form in forms {
                assert_eq!(stems.stem(form), first, "{lang} {form}");
            }
        }
        assert_eq!(Stems::of("en").stem("a4s"), "a4s");
        assert_eq!((code("pt_BR"), code("tlh"), code("")), ("pt", "x", "x"));
    }
}
