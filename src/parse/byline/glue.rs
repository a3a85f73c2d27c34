//! What pages glue to a byline: brackets, buttons, handles, mails, roles that only a style sets apart.

use super::super::noise;
use super::person::plain_word;
use super::words;

/// Without what a page prints behind a byline: "Jane Roe Leave a Comment".
pub(super) fn without_noise(text: &str) -> &str {
    let mut words = 0;
    for (at, _) in text.match_indices(' ') {
        words += 1;
        let rest = text[at..].trim();
        if words >= 2 && rest.contains(' ') && noise::reason(rest).is_some() {
            return text[..at].trim_end();
        }
    }
    text
}

/// "(text)", "[email]" behind a name say nothing about who wrote.
pub(super) fn without_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '(' | '[' | '<' => depth += 1,
            ')' | ']' | '>' => {
                depth = depth.saturating_sub(1);
                // "Roe(AP)Hill" is no name "RoeHill".
                if depth == 0 && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The words of a part without handles, mails, addresses and button text.
pub(super) fn clean_words(part: &str) -> Vec<&str> {
    let mut words: Vec<&str> = part
        .split_whitespace()
        .map(unglued)
        .map(without_handle)
        .filter(|w| !w.is_empty() && !w.contains("://") && *w != "*" && *w != "✓")
        .collect();
    part_glued_role(&mut words);
    while let Some(last) = words.last() {
        let button = words::BUTTONS.contains(last.to_lowercase().as_str())
            || last.bytes().all(|b| b.is_ascii_digit());
        if words.len() > 1 && button {
            words.pop();
        } else {
            break;
        }
    }
    words
}

/// A word without the handle glued to it ("Roe@janeroe"); nothing of a handle or a mail alone.
fn without_handle(word: &str) -> &str {
    match word.split_once('@') {
        Some((head, tail)) if head.starts_with(char::is_uppercase) && !tail.contains('.') => head,
        Some(_) => "",
        None => word,
    }
}

/// "Jane RoeStaff Writer": a role that a page sets apart from the name by style alone.
fn part_glued_role(words: &mut Vec<&str>) {
    for i in 0..words.len().min(5) {
        let Some((head, tail)) = seam(words[i]) else {
            continue;
        };
        let behind = std::iter::once(tail).chain(words[i + 1..].iter().copied());
        if behind.take(9).any(|w| words::is_role(&plain_word(w))) {
            words[i] = head;
            words.insert(i + 1, tail);
            return;
        }
    }
}

/// A word parted before the capital inside it; not before that of "MacDonald".
fn seam(word: &str) -> Option<(&str, &str)> {
    let mut small = false;
    for (at, c) in word.char_indices() {
        if small && c.is_uppercase() && at > 2 {
            let (head, tail) = word.split_at(at);
            return (!matches!(head, "Mac" | "Fitz" | "Van" | "Von" | "Del" | "Des" | "Dal"))
                .then_some((head, tail));
        }
        small = c.is_lowercase();
    }
    None
}

/// "RoeFollow" is a name and a button: a capital inside a word, and a button behind it.
fn unglued(word: &str) -> &str {
    let mut small = false;
    for (at, c) in word.char_indices() {
        if small && c.is_uppercase() && words::BUTTONS.contains(word[at..].to_lowercase().as_str())
        {
            return &word[..at];
        }
        small = c.is_lowercase();
    }
    word
}
