//! Which way a language is written.

/// Languages of which the usual script runs from right to left (CLDR).
const LANGUAGES: [&str; 20] = [
    "ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb",
    "ps", "sd", "syr", "ug", "ur", "yi",
];

/// Scripts that run from right to left (ISO 15924).
const SCRIPTS: [&str; 10] = [
    "adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa",
];

/// Whether a BCP 47 tag names a language that is written from right to left; a script in the tag
/// decides.
pub(super) fn is_rtl(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    match parts.find(|p| p.len() == 4 && p.bytes().all(|b| b.is_ascii_alphabetic())) {
        Some(script) => SCRIPTS.contains(&script),
        None => LANGUAGES.contains(&language),
    }
}

#[cfg(test)]
mod tests {
    use super::is_rtl;

    #[test]
    fn script_decides_before_language() {
        for yes in ["ar", "he-IL", "fa_IR", "ur", "pa-Arab-PK", "ug"] {
            assert!(is_rtl(yes), "{yes}");
        }
        for no in ["en", "ug-Latn", "ar-Latn", "", "pa", "artificial"] {
            assert!(!is_rtl(no), "{no}");
        }
    }
}
