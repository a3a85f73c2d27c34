//! Texts that were set to a width, as typewriters, mail programs and plain-text editors set them: lines
//! that end only because the next word did not fit are put together again.
//!
//! A text counts as set to a width where many of its line ends are such, most of these stand within sentences, and
//! small letters follow them about as often as words of prose begin with one. Texts as browsers save them, a line for a paragraph, never are.

use super::super::{byline, dates};
use super::line::Line;
use std::collections::HashSet;
use std::ops::RangeInclusive;

/// From a newspaper's column to a wide page of a typewriter, in characters.
const WIDTHS: RangeInclusive<usize> = 24..=110;

/// Fewer line ends tell nothing, and fewer hyphens at their ends may all be of the words.
const FEW: usize = 3;

/// No word is longer, in characters.
const LONGEST: usize = 20;

/// Programs that set a paragraph evenly, and people, leave more room than the next word needs, up to this part of
/// the width.
const RAGGED: usize = 8;

/// The lines of a text as it was before it was set to a width; of another text the same lines.
pub(super) fn unwrapped(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    match Setting::of(&lines) {
        Some(setting) => joined(lines, &setting),
        None => lines,
    }
}

/// How a text was set.
struct Setting {
    width: usize,
    /// Words with a hyphen within a line, where words were divided at the ends of lines; they keep theirs.
    hyphenated: Option<HashSet<String>>,
}

impl Setting {
    fn of(lines: &[Line<'_>]) -> Option<Self> {
        let pairs = || {
            lines
                .windows(2)
                .filter(|w| !w[1].gap)
                .map(|w| (&w[0], &w[1]))
        };
        pairs().nth(FEW - 1)?;
        let mut lengths: Vec<usize> = pairs().map(|(line, _)| length(line)).collect();
        lengths.sort_unstable();
        // A heading or an address of the web may be longer than the width.
        let usual = lengths[lengths.len() * 3 / 4];
        let within = lengths.partition_point(|l| *l <= usual + usual / 8);
        let width = lengths[within.saturating_sub(1)];
        let longer = lines
            .iter()
            .filter(|l| length(l) > width + width / 8)
            .count();
        if !WIDTHS.contains(&width) || longer * 10 > lines.len() {
            return None;
        }
        let forced: Vec<_> = pairs()
            .filter(|(a, b)| room(a, b, width) <= width / RAGGED)
            .collect();
        let within_sentences = forced.iter().filter(|(a, _)| !a.ends).count();
        let (small, large) = forced.iter().fold((0, 0), |(small, large), (_, next)| {
            let begins_small = next.text.starts_with(char::is_lowercase);
            let has_small = next.text.contains(char::is_lowercase);
            let begins_large = has_small && next.text.starts_with(char::is_uppercase);
            (
                small + usize::from(begins_small),
                large + usize::from(begins_large),
            )
        });
        // One kind of evidence makes up for the other: short paragraphs have many line ends of their own, and
        // names in a short text many large letters. Scripts that have no such letters give half, and lines that are
        // short, of menus and share bars, tell nothing.
        let share = |some: usize, all: usize| (some * 100).checked_div(all).unwrap_or(50);
        let (forced_share, small_share) = (
            share(
                forced.len(),
                lengths.iter().filter(|l| **l * 2 > width).count(),
            ),
            share(small, small + large),
        );
        let is_set = forced.len() >= FEW
            && within_sentences * 5 >= forced.len() * 3
            && forced_share >= 40
            && small_share >= 20
            && forced_share + small_share >= 100;
        is_set.then(|| Setting {
            width,
            hyphenated: (pairs().filter(|(a, b)| is_divided(a, b)).count() >= FEW)
                .then(|| hyphenated(lines)),
        })
    }

    /// Whether `line` ends only because of the width. At the head of a text the next one may be a fact on a line of
    /// its own.
    fn continues(&self, line: &Line<'_>, next: &Line<'_>, is_head: bool) -> bool {
        if next.gap
            || is_item(&next.text)
            || next.indent > line.indent + 1
            || is_head && is_fact(next)
        {
            return false;
        }
        match room(line, next, self.width) {
            0 => true,
            room if room <= self.width / RAGGED => !line.ends,
            _ => {
                let is_within = !line.ends && next.text.starts_with(char::is_lowercase);
                is_within && length(line) * 2 > self.width
            }
        }
    }
}

fn joined<'a>(lines: Vec<Line<'a>>, setting: &Setting) -> Vec<Line<'a>> {
    let mut out: Vec<Line<'a>> = Vec::with_capacity(lines.len());
    let mut is_head = true;
    let mut before: Option<Line<'a>> = None;
    for line in lines {
        is_head &= before.is_none() || !line.gap;
        let goes_on = before
            .as_ref()
            .is_some_and(|b| setting.continues(b, &line, is_head));
        before = Some(line.clone());
        match out.last_mut().filter(|_| goes_on) {
            Some(paragraph) => add(paragraph, line, setting),
            None => out.push(line),
        }
    }
    out
}

/// Puts a line behind the others of its paragraph.
fn add<'a>(paragraph: &mut Line<'a>, next: Line<'a>, setting: &Setting) {
    let is_divided = is_divided(paragraph, &next);
    let text = paragraph.text.to_mut();
    if is_divided {
        let last = text.rsplit(' ').next().unwrap_or_default();
        let word = bare(&format!("{last}{}", first_word(&next.text)));
        if setting
            .hyphenated
            .as_ref()
            .is_some_and(|own| !own.contains(&word))
        {
            text.pop();
        }
    } else {
        text.push(' ');
    }
    text.push_str(&next.text);
    paragraph.last = next.last;
    paragraph.ends = next.ends;
}

/// How much room is left behind a line where the next word would have stood, if it had fitted.
fn room(line: &Line<'_>, next: &Line<'_>, width: usize) -> usize {
    // What begins with a word longer than any is of a script without blanks, or an address of the web.
    let word = first_word(&next.text).chars().count();
    if word > LONGEST {
        return width;
    }
    // Behind a hyphen the rest of a word needs no blank.
    let blank = usize::from(!line.text.ends_with('-'));
    let needed = length(line) + blank + word;
    (width + 1).saturating_sub(needed)
}

fn length(line: &Line<'_>) -> usize {
    line.text.chars().count()
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

/// A word without what stands around it, in small letters.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// Words that have a hyphen where nothing divides them.
fn hyphenated(lines: &[Line<'_>]) -> HashSet<String> {
    let words = lines.iter().flat_map(|line| line.text.split(' '));
    words.map(bare).filter(|word| word.contains('-')).collect()
}

/// Whether a hyphen at the end of a line stands within a word.
fn is_divided(line: &Line<'_>, next: &Line<'_>) -> bool {
    let before = line.text.strip_suffix('-');
    before.is_some_and(|word| word.ends_with(char::is_alphabetic))
        && next.text.starts_with(char::is_lowercase)
}

/// "- item", "• item", "12. item": a line of a list begins anew.
fn is_item(text: &str) -> bool {
    let mark = first_word(text);
    let number = mark.strip_suffix(['.', ')']);
    let is_number = number
        .is_some_and(|n| !n.is_empty() && n.len() < 4 && n.bytes().all(|b| b.is_ascii_digit()));
    mark.len() < text.len()
        && (is_number || matches!(mark, "-" | "*" | "+" | "•" | "·" | "–" | "—" | "o"))
}

/// Whether a line is a byline or a date line.
fn is_fact(line: &Line<'_>) -> bool {
    byline::byline_line(&line.text).is_some()
        || dates::date_line(&line.text, dates::Order::default())
            .published
            .is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::text::line::split;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<String> {
        let lines = unwrapped(split(text));
        lines.into_iter().map(|l| l.text.into_owned()).collect()
    }

    /// Sets paragraphs to a width, each word on the line where it fits.
    fn set(paragraphs: &[String], width: usize, indent: &str, between: &str) -> String {
        let mut out = String::new();
        for paragraph in paragraphs {
            let mut line = indent.to_owned();
            for word in paragraph.split(' ') {
                if !line.trim().is_empty() && line.len() + 1 + word.len() > width {
                    out.push_str(&line);
                    out.push('\n');
                    line.clear();
                } else if !line.trim().is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
            out.push_str(&line);
            out.push_str(between);
        }
        out
    }

    #[test]
    fn a_typed_story_has_its_paragraphs_again() {
        let text = "\
Council shuts the bath on Mill Street

By Jane Roe
June 16, 1987

    LORN -- The council voted on Tuesday night to close the bath on Mill
Street, which costs the town more than any other building that it owns.
    \"Nobody wanted this,\" said the mayor, Will Tay. \"But the roof will
not last another winter.\"
    Swimmers stood outside in the rain.
";
        assert_eq!(
            shown(text),
            [
                "Council shuts the bath on Mill Street",
                "By Jane Roe",
                "June 16, 1987",
                "LORN -- The council voted on Tuesday night to close the bath on Mill Street, which costs the town more \
                 than any other building that it owns.",
                "\"Nobody wanted this,\" said the mayor, Will Tay. \"But the roof will not last another winter.\"",
                "Swimmers stood outside in the rain.",
            ]
        );
        let lines = unwrapped(split(text));
        let places: Vec<_> = lines.iter().map(|l| (l.number, l.last)).collect();
        assert_eq!(places, [(1, 1), (3, 3), (4, 4), (6, 7), (8, 9), (10, 10)]);
    }

    #[test]
    fn divided_words_are_whole_again_and_others_keep_their_hyphens() {
        let column = "\
The bridge over the river was shut yes-
terday after the storm took the roof
of the toll-house. Nobody was hurt, the
mayor said, but the owner of the toll-
house cannot have it back before sum-
mer. The ferry will run every hour un-
til then, and free of charge.
";
        let text = &shown(column)[0];
        for whole in [
            "shut yesterday after",
            "the toll-house cannot",
            "before summer.",
            "hour until then",
        ] {
            assert!(text.contains(whole), "{whole}: {text}");
        }
        // One hyphen at the end of a line may be the word's own.
        let once = column
            .replace("yes-\nterday", "then\nagain")
            .replace("sum-\nmer", "June\nnow");
        let once = once.replace("un-\ntil", "up\nto");
        assert!(shown(&once)[0].contains("the toll-house cannot"));
    }

    #[test]
    fn other_texts_keep_their_lines() {
        for text in [
            "Share\nTweet\nEmail\nPrint\nSave\nSubscribe\n",
            "Storm shuts the Lorn bridge again\nMayor will not say who pays for it\nFerry runs every hour until June\nTwo \
             towns still talk about the toll\nClock of the Custom House is right\n",
            "- milk for the\n- bread of the\n- eggs and the\n- salt or the\n- tea for the\n",
            "1. one of the\n2. two of the\n3. three of the\n4. four of the\n",
        ] {
            let lines: Vec<_> = text.lines().map(str::to_owned).collect();
            assert_eq!(shown(text), lines);
        }
        // A paragraph to a line, as browsers save it, with a short menu.
        let saved = format!(
            "Home and\nnews of\nthe day\nof a\n\n{}\n",
            "word and ".repeat(40)
        );
        assert_eq!(shown(&saved).len(), 5);
    }

    proptest! {
        #[test]
        fn what_is_set_to_a_width_comes_back(
            paragraphs in prop::collection::vec(prop::collection::vec("[a-z]{2,9}", 25..60), 2..6),
            width in 40usize..90,
            is_indented in any::<bool>(),
        ) {
            let paragraphs: Vec<String> = paragraphs.iter().map(|p| format!("The {}.", p.join(" "))).collect();
            let (indent, between) = if is_indented { ("    ", "\n") } else { ("", "\n\n") };
            prop_assert_eq!(shown(&set(&paragraphs, width, indent, between)), paragraphs);
        }

        #[test]
        fn no_word_is_lost(text in "([A-Za-z.-]{1,9}[ \n]){0,120}") {
            let words = |lines: Vec<Line<'_>>| -> String {
                let all: Vec<_> = lines.iter().map(|l| l.text.replace([' ', '-'], "")).collect();
                all.concat()
            };
            prop_assert_eq!(words(unwrapped(split(&text))), words(split(&text)));
        }
    }
}
