//! Parting a byline's text into people, roles, outlets, places and what is none of them.

use super::glue::{clean_words, without_brackets, without_noise};
use super::person::{
    has_prose, is_house_team, is_outlet_words, is_role_words, leads_behind, lower, person, plain,
    plain_word,
};
use super::words;
use super::{Byline, BylineLine, Sign, name};

/// What a byline's text names.
#[derive(Debug, Default)]
pub(super) struct People {
    people: Vec<Byline>,
    outlets: Vec<String>,
    /// An agency that is named like an author: "Jane Roe and Reuters".
    agencies: Vec<String>,
    /// Whether the rest says who the last person is, in a sentence.
    closed: bool,
}

impl People {
    /// The line's authors: people, or agencies and outlets where nobody else is named.
    pub(super) fn line(self, sign: Sign) -> BylineLine {
        let only_outlets = self.people.is_empty();
        let outlet = self.outlets.first().cloned();
        let mut bylines = self.people;
        for byline in &mut bylines {
            byline.outlet = byline.outlet.take().or_else(|| outlet.clone());
        }
        bylines.extend(self.agencies.into_iter().map(plain));
        if bylines.is_empty()
            && let Some(name) = outlet
        {
            bylines.push(plain(name));
        }
        BylineLine {
            bylines,
            sign,
            only_outlets,
        }
    }

    fn is_empty(&self) -> bool {
        self.people.is_empty() && self.outlets.is_empty() && self.agencies.is_empty()
    }
}

/// Longer texts are prose.
const LONGEST: usize = 300;

/// Reads the people of a byline without its "By". `None` where a part of it is none of name, role,
/// outlet, place or button, since then the line is something else.
pub(super) fn people(text: &str, sign: Sign, german: bool) -> Option<People> {
    if text.len() > LONGEST {
        return None;
    }
    let mut found = People::default();
    let text = without_brackets(text);
    let text = match sign {
        Sign::Signed => without_noise(&text),
        Sign::Bare => &text,
    };
    for (i, segment) in segments(text).enumerate() {
        let segment = segment.trim();
        if segment.is_empty() || super::is_not_by(segment) {
            continue;
        }
        if found.closed {
            break;
        }
        if i > 0 && (found.people.is_empty() && found.is_empty()) {
            return None;
        }
        let segment = super::introduction(segment)
            .filter(|_| i > 0)
            .map_or(segment, |introduced| introduced.rest);
        read_segment(segment, i, sign, german, &mut found)?;
    }
    (!found.is_empty()).then_some(found)
}

/// Bars, bullets, spaced dashes and slashes, semicolons.
fn segments(text: &str) -> impl Iterator<Item = &str> {
    text.split(['|', '•', '·', ';', '\n', '●', '▪'])
        .flat_map(|s| s.split(" – "))
        .flat_map(|s| s.split(" — "))
        .flat_map(|s| s.split(" - "))
        .flat_map(|s| s.split(" / "))
}

fn read_segment(
    segment: &str,
    index: usize,
    sign: Sign,
    german: bool,
    found: &mut People,
) -> Option<()> {
    for (j, part) in segment.split(',').enumerate() {
        let words = clean_words(part);
        if words.is_empty() {
            continue;
        }
        // "…, photography by John Doe": what follows is not the authors'.
        if j > 0 && super::is_not_by(part.trim()) {
            break;
        }
        if j > 0 && !found.people.is_empty() && is_sentence_about(&words) {
            found.closed = true;
            break;
        }
        if is_outlet_behind(&words, index, j, found) {
            found.outlets.push(words.join(" "));
            continue;
        }
        if j > 0
            && is_role_of_its_own(&words)
            && let Some(last) = found.people.last_mut().filter(|p| p.role.is_none())
        {
            last.role = Some(words.join(" "));
            continue;
        }
        let first = index == 0 && j == 0;
        for (k, (joint, group)) in groups(&words).into_iter().enumerate() {
            read_group(group, first && k == 0, joint, sign, german, found)?;
        }
    }
    Some(())
}

/// "a senior reporter who has covered bridges for a decade": who somebody is, not who else wrote.
fn is_sentence_about(words: &[&str]) -> bool {
    let about = matches!(words, ["a" | "an" | "the" | "who" | "is", next, ..] if next.starts_with(char::is_lowercase));
    about || words.starts_with(&["as", "told", "to"])
}

/// "JANE ROE | Lorn Bugle": behind a bar and people in capitals, what is not in capitals is no person.
fn is_outlet_behind(words: &[&str], index: usize, part: usize, found: &People) -> bool {
    let capitals = |text: &str| text.split(' ').all(name::is_capitals);
    index > 0
        && part == 0
        && words.len() <= 5
        && !found.people.is_empty()
        && found.people.iter().all(|p| capitals(&p.name))
        && name_like(words)
        && !words.iter().any(|w| name::is_capitals(w) && w.len() > 1)
        && !is_role_words(words)
}

/// "Local Democracy Reporter" behind a comma: a role that ends in its noun. Two nouns of roles may
/// stand behind another name instead ("John Doe Staff Writer").
fn is_role_of_its_own(words: &[&str]) -> bool {
    let role = |word: &&str| words::is_role(&plain_word(word));
    let nouns = words.iter().filter(|w| role(w)).count();
    nouns == 1 && words.last().is_some_and(role) && words.len() <= 4
}

/// The runs of words between conjunctions. "Ana y Torre" has its "y" between two authors only
/// where both sides are names of two words.
fn groups<'a, 'b>(words: &'b [&'a str]) -> Vec<(Joint, &'b [&'a str])> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut joint = Joint::None;
    for (i, word) in words.iter().enumerate() {
        let lower_word = word.to_lowercase();
        if !words::AND.contains(lower_word.as_str()) {
            continue;
        }
        if i > from {
            let left = &words[from..i];
            let sides = name::longest(left).is_some()
                || words::is_agency(&lower(left))
                || words::NOBODY.contains(&lower(left))
                || i - from == 1;
            if !sides {
                continue;
            }
            out.push((joint, left));
        } else if word.len() == 1 && *word != "&" {
            continue;
        }
        // "Jane Roe, and John Doe" has its conjunction at the head of a part.
        from = i + 1;
        joint = if words::WITH.contains(lower_word.as_str()) {
            Joint::With
        } else {
            Joint::And
        };
    }
    if from < words.len() {
        out.push((joint, &words[from..]));
    }
    out
}

/// What joins a group of words to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    None,
    And,
    With,
}

/// Reads the words between two conjunctions.
fn read_group(
    words: &[&str],
    first: bool,
    joint: Joint,
    sign: Sign,
    german: bool,
    found: &mut People,
) -> Option<()> {
    let text = lower(words);
    if words::NOBODY.contains(text.as_str()) || words.iter().all(|w| words::is_credential(w)) {
        return Some(());
    }
    if words::is_agency(&text) {
        // German agencies sign beside their people, and "Jane Roe and Reuters" names two authors;
        // behind a comma it is where she works.
        let author = match joint {
            Joint::And => true,
            Joint::With => false,
            Joint::None => german && is_small(words),
        };
        if found.people.is_empty() || author {
            found.agencies.push(words.join(" "));
        } else {
            found.outlets.push(words.join(" "));
        }
        return Some(());
    }
    if leads_behind(words) > 0 && !found.is_empty() {
        return Some(());
    }
    // "Jane Roe, RADIO LORN": capitals behind a name that is not in capitals.
    let shouted = !found.people.is_empty()
        && words.iter().all(|w| name::is_capitals(w))
        && !found
            .people
            .iter()
            .all(|p| name::is_capitals(&p.name.replace(' ', "")));
    if shouted {
        found.outlets.push(words.join(" "));
        return Some(());
    }
    if let Some(person) = person(words, sign) {
        found.people.push(person);
        return Some(());
    }
    not_a_person(words, first, sign, found)
}

fn is_small(words: &[&str]) -> bool {
    words.iter().all(|w| w.starts_with(char::is_lowercase))
}

/// A role, an outlet or a place behind a name.
fn not_a_person(words: &[&str], first: bool, sign: Sign, found: &mut People) -> Option<()> {
    let text = words.join(" ");
    if is_role_words(words) {
        if first && is_house_team(words) && sign == Sign::Signed {
            found.outlets.push(text);
            return Some(());
        }
        let last = found.people.last_mut()?;
        if last.role.is_none() {
            last.role = Some(text);
        }
        return Some(());
    }
    let upper = words[0].starts_with(|c: char| c.is_uppercase());
    if is_outlet_words(words) || (first && sign == Sign::Signed && words.len() <= 4 && upper) {
        // Alone, a few capitals ("T W") are buttons as often as an outlet.
        let named = sign == Sign::Signed
            || !first
            || words.iter().any(|w| words::is_outlet_noun(&plain_word(w)));
        let plausible = words.len() <= 6 && named;
        if plausible && (upper || !first) && !has_prose(words) {
            found.outlets.push(text);
            return Some(());
        }
    }
    // A place: one or two capitalised words behind a name.
    let place = !found.is_empty() && words.len() <= 3 && upper && name_like(words);
    place.then_some(())
}

fn name_like(words: &[&str]) -> bool {
    words.iter().all(|w| {
        w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || words::is_particle(w)
    })
}

/// A line that is a role and nothing else.
pub(super) fn is_role_text(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    is_role_words(&words) && words.len() <= 8 && !text.ends_with(['.', '?', '!', ':'])
}
