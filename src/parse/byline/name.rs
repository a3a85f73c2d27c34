//! Names of people: "Jane Roe", "J. R. Roe Jr.", "Ana de la Torre", "JEAN-LUC O'HARA".

use super::words;

/// How many words a name may have.
const MOST: usize = 5;

/// What one word of a line is to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A capitalised word.
    Word,
    /// "J.", "J.R."
    Initial,
    /// "van", "de".
    Particle,
    /// "Jr.", "III", "Dr."
    Ornament,
    /// Not of a name.
    No,
}

fn part(word: &str) -> Part {
    if matches!(word, "The" | "And" | "Or" | "For" | "With" | "By") {
        return Part::No;
    }
    let bare = word.trim_end_matches(['.', ',']);
    if words::is_particle(bare) {
        return Part::Particle;
    }
    if matches!(
        bare,
        "Jr" | "Sr"
            | "II"
            | "III"
            | "IV"
            | "Dr"
            | "Prof"
            | "Sir"
            | "Dame"
            | "Lord"
            | "Mr"
            | "Mrs"
            | "Ms"
            | "Rev"
            | "Fr"
    ) {
        return Part::Ornament;
    }
    let mut chars = bare.chars();
    let Some(first) = chars.next() else {
        return Part::No;
    };
    let apostrophe_first =
        matches!(first, '\'' | '’' | 'd' | 'l') && matches!(chars.clone().next(), Some('\'' | '’'));
    if !first.is_alphabetic()
        || (first.is_lowercase() && !apostrophe_first && !is_article_and_name(bare))
    {
        return Part::No;
    }
    if !bare.chars().all(|c| {
        c.is_alphabetic()
            || matches!(
                c,
                '\'' | '’' | '-' | '‑' | '.' | '\u{300}'..='\u{36f}' | '`' | '´'
            )
    }) {
        return Part::No;
    }
    if bare.ends_with("'s") || bare.ends_with("’s") {
        return Part::No;
    }
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    if bare.contains('.') {
        // "J.R." is initials, "Example.com" is an address.
        let short = bare.split('.').all(|p| p.chars().count() <= 2);
        return if short { Part::Initial } else { Part::No };
    }
    if letters == 1 {
        Part::Initial
    } else {
        Part::Word
    }
}

/// "al-Haddad", "el-Sayed": an Arabic article with its name.
fn is_article_and_name(word: &str) -> bool {
    word.split_once('-').is_some_and(|(head, tail)| {
        matches!(head, "al" | "el" | "ad" | "an" | "ar" | "as" | "ash" | "ul")
            && tail.starts_with(char::is_uppercase)
    })
}

/// How much of a run of words is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    /// How many words from the start.
    pub(super) len: usize,
    /// How many of them are full words of the name.
    pub(super) full: usize,
}

/// The longest name that `words` begins with.
pub(super) fn longest(words: &[&str]) -> Option<Name> {
    let mut full = 0;
    let mut len = 0;
    for (i, word) in words.iter().enumerate().take(MOST) {
        match part(word) {
            Part::No => break,
            Part::Word => {
                full += 1;
                len = i + 1;
            }
            Part::Ornament if i > 0 => len = i + 1,
            Part::Initial | Part::Particle | Part::Ornament => {}
        }
        // "Ana G." ends in an initial, as some papers shorten names.
        if part(word) == Part::Initial && i > 0 && i + 1 == words.len() && full > 0 {
            len = i + 1;
            full += 1;
        }
    }
    // "J. Roe" and "van Gogh" are names, "Roe" alone is none.
    let enough = full >= 2 || (full == 1 && len >= 2);
    (enough && !is_run_of_particles(&words[..len])).then_some(Name { len, full })
}

/// The shortest plausible name at the start: first name, initials and particles, last name. For
/// lines where an outlet follows without a mark: "Jane Roe Springfield Herald".
pub(super) fn shortest(words: &[&str]) -> Option<Name> {
    let mut full = 0;
    for (i, word) in words.iter().enumerate().take(MOST) {
        match part(word) {
            Part::No => return None,
            Part::Word => full += 1,
            Part::Initial | Part::Particle | Part::Ornament => {}
        }
        let suffix = words
            .get(i + 1)
            .is_some_and(|next| part(next) == Part::Ornament);
        if full == 2 && !suffix {
            return Some(Name { len: i + 1, full });
        }
        if full == 2 && suffix {
            return Some(Name { len: i + 2, full });
        }
    }
    None
}

/// A run of particles is no name.
fn is_run_of_particles(words: &[&str]) -> bool {
    let particles = words.iter().filter(|w| part(w) == Part::Particle).count();
    particles > 3
}

/// Whether all letters are capitals.
pub(super) fn is_capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long(text: &str) -> Option<usize> {
        longest(&text.split(' ').collect::<Vec<_>>()).map(|n| n.len)
    }

    #[test]
    fn names_of_people() {
        for text in [
            "Jane Roe",
            "JANE ROE",
            "Jane R. Roe",
            "J. R. Roe",
            "J.R. Roe",
            "Jane Roe Jr.",
            "Ana de la Torre",
            "Vincent van Gogh",
            "Jean-Luc O'Hara",
            "José Núñez",
            "Dr. Jane Roe",
            "Karl-Theodor zu Guttenberg",
            "Sinead O’Connor",
        ] {
            assert_eq!(long(text), Some(text.split(' ').count()), "{text}");
        }
    }

    #[test]
    fn what_is_no_name() {
        for text in [
            "Roe",
            "jane roe",
            "the Jane Roe",
            "3 Roe",
            "Example.com Roe",
            "Roe's Jane",
        ] {
            assert_eq!(long(text), None, "{text}");
        }
    }

    #[test]
    fn the_shortest_name_stops_at_the_last_name() {
        let words: Vec<_> = "Jane R. Roe Springfield Herald".split(' ').collect();
        assert_eq!(shortest(&words).map(|n| n.len), Some(3));
    }
}
