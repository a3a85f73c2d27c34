//! One person of a byline, with a role or an outlet glued behind the name, and what roles and
//! outlets look like.

use super::words;
use super::{Byline, Sign, name};

/// One person, with a role or an outlet glued behind the name.
pub(super) fn person(words: &[&str], sign: Sign) -> Option<Byline> {
    let words = without_credentials(words);
    if sign == Sign::Signed
        && let Some(byline) = behind_role(words)
    {
        return Some(byline);
    }
    let whole = name::longest(words)?;
    let role_at = words.iter().position(|w| words::is_role(&plain_word(w)));
    let (name_len, rest) = if let Some(role) = role_at {
        // "Jane Roe Lifestyle Writer": the name is the shortest one.
        if role < 2 || is_house_team(words) {
            return None;
        }
        let short = name::shortest(words)?.len.min(role);
        (short, &words[short..])
    } else if whole.len == words.len() && whole.full <= 3 && !ends_in_outlet(words) {
        (whole.len, &words[whole.len..])
    } else {
        let short = name::shortest(words)?;
        let rest = &words[short.len..];
        if !glued_outlet(words, rest) {
            if whole.len == words.len()
                && !ends_in_outlet(words)
                && !(sign == Sign::Bare && has_never(words))
            {
                return Some(plain(words.join(" ")));
            }
            return None;
        }
        (short.len, rest)
    };
    if sign == Sign::Bare && (has_never(&words[..name_len]) || !is_capitalised(&words[..name_len]))
    {
        return None;
    }
    // "World News", "Daily Herald" are outlets, not people.
    if ends_in_outlet(&words[..name_len]) || is_capital_outlet(&words[..name_len]) {
        return None;
    }
    let rest_text = (!rest.is_empty()).then(|| rest.join(" "));
    let mut byline = plain(words[..name_len].join(" ").trim_end_matches(',').to_owned());
    if is_role_words(rest) {
        byline.role = rest_text;
    } else if let Some(outlet) = rest_text {
        let at = leads_behind(rest);
        // "in Kyiv" and "on the North Pier" are places; "for the Bugle" names whom it was written
        // for, and "at the Daily Herald" does so by its noun.
        let place = at == 1 && !words::is_for(&rest[0].to_lowercase()) && !ends_in_outlet(rest);
        if !place && at < rest.len() {
            byline.outlet = Some(rest[at..].join(" ")).filter(|_| !outlet.is_empty());
        }
    }
    Some(byline)
}

/// "bridge correspondent Jane Roe", "Senior Political Editor Jane Roe": the role first.
fn behind_role(words: &[&str]) -> Option<Byline> {
    let role = words.iter().rposition(|w| words::is_role(&plain_word(w)))?;
    let (before, name) = words.split_at(role + 1);
    let leads = role < 2
        || before[0].starts_with(char::is_lowercase)
        || words::is_rank(&plain_word(before[0]))
        || has_never(before);
    let found = name::longest(name)?;
    let whole = found.len == name.len() && found.full >= 2;
    if !leads || !whole || ends_in_outlet(name) || has_never(name) {
        return None;
    }
    let mut byline = plain(name.join(" "));
    byline.role = Some(before.join(" "));
    Some(byline)
}

/// How many words lead from a name to a place or an outlet: "in", "for", "special to"; 0 where the
/// words do not begin so.
pub(super) fn leads_behind(words: &[&str]) -> usize {
    let first = words.first().map(|w| w.to_lowercase()).unwrap_or_default();
    let to = |w: &&str| matches!(w.to_lowercase().as_str(), "to" | "for");
    if matches!(first.as_str(), "special" | "exclusive" | "exclusively")
        && words.get(1).is_some_and(to)
    {
        return 2;
    }
    usize::from(words::BEHIND.contains(first.as_str()))
}

pub(super) fn without_credentials<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    let keep = words
        .iter()
        .rposition(|w| !words::is_credential(w.trim_end_matches(',')))
        .map_or(0, |i| i + 1);
    if keep >= 2 { &words[..keep] } else { words }
}

/// Whether each word of a name begins with a capital: in scripts without them a name alone cannot
/// be told from other words.
pub(super) fn is_capitalised(words: &[&str]) -> bool {
    words
        .iter()
        .all(|w| w.starts_with(char::is_uppercase) || words::is_particle(w))
        && words
            .iter()
            .any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1)
}

pub(super) fn has_never(words: &[&str]) -> bool {
    words
        .iter()
        .any(|w| words::is_never_in_name(&plain_word(w)))
}

pub(super) fn plain_word(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// Whether what stands behind a name without a mark can be its outlet, place or role.
pub(super) fn glued_outlet(words: &[&str], rest: &[&str]) -> bool {
    let Some(first) = rest.first() else {
        return true;
    };
    let name_capitals = words
        .iter()
        .take(words.len() - rest.len())
        .all(|w| name::is_capitals(w));
    leads_behind(rest) > 0 && rest.len() <= 6
        || matches!(*first, "The" | "the")
        || words::is_agency(&lower(rest))
        || ends_in_outlet(rest)
        || (!name_capitals && rest.len() <= 4 && rest.iter().all(|w| name::is_capitals(w)))
        || (name_capitals && rest.len() <= 4 && !rest.iter().any(|w| name::is_capitals(w)))
}

pub(super) fn ends_in_outlet(words: &[&str]) -> bool {
    words.last().is_some_and(|w| {
        words::is_outlet_noun(&plain_word(w))
            && !matches!(
                plain_word(w).as_str(),
                "call"
                    | "star"
                    | "age"
                    | "bee"
                    | "banner"
                    | "express"
                    | "mail"
                    | "world"
                    | "voice"
                    | "today"
                    | "record"
                    | "union"
                    | "live"
            )
    }) || words.len() > 2
        && words
            .last()
            .is_some_and(|w| words::is_outlet_noun(&plain_word(w)))
}

/// "BBC News", "CNN Business": initials and a noun.
pub(super) fn is_capital_outlet(words: &[&str]) -> bool {
    words.len() == 2
        && name::is_capitals(words[0])
        && words[0].chars().count() <= 4
        && words::is_outlet_noun(&plain_word(words[1]))
}

/// Whether the words are a role.
pub(super) fn is_role_words(words: &[&str]) -> bool {
    !words.is_empty() && words.len() <= 9 && words.iter().any(|w| words::is_role(&plain_word(w)))
}

/// Whether the words name an outlet or an agency.
pub(super) fn is_outlet_words(words: &[&str]) -> bool {
    let capitals = words.len() <= 2
        && words
            .iter()
            .all(|w| name::is_capitals(w) && w.chars().count() <= 6);
    words.len() <= 7
        && (words::is_agency(&lower(words))
            || words.iter().any(|w| words::is_outlet_noun(&plain_word(w)))
            || matches!(words.first(), Some(&"The" | &"the"))
            || capitals)
}

pub(super) fn plain(name: String) -> Byline {
    Byline {
        name,
        role: None,
        outlet: None,
    }
}

/// Small words that no outlet's name has but prose does.
pub(super) fn has_prose(words: &[&str]) -> bool {
    words
        .iter()
        .filter(|w| w.starts_with(char::is_lowercase))
        .any(|w| {
            !matches!(
                *w,
                "of" | "and"
                    | "the"
                    | "for"
                    | "de"
                    | "la"
                    | "der"
                    | "des"
                    | "el"
                    | "di"
                    | "do"
                    | "da"
            )
        })
}

pub(super) fn lower(words: &[&str]) -> String {
    words.join(" ").to_lowercase()
}

/// "Bulletin Post Staff", "Metro Desk": the paper's own people, unnamed.
pub(super) fn is_house_team(words: &[&str]) -> bool {
    let team = words
        .last()
        .is_some_and(|w| matches!(plain_word(w).as_str(), "staff" | "desk" | "bureau" | "team"));
    team && words
        .iter()
        .filter(|w| !words::is_role(&plain_word(w)))
        .count()
        >= 1
}
