//! What stands above a headline on a cutting: the name of the paper, the day and the page.

use super::super::{Draft, Found, byline, dates};
use super::line::Line;
use super::meta;
use super::record::{drop_line, labelled, place_of};

/// The lines with the day below the headline, and the paper and the page above it taken.
pub(super) fn below_its_paper<'a>(mut lines: Vec<Line<'a>>, draft: &mut Draft) -> Vec<Line<'a>> {
    let is_paper =
        |at: usize| at == 0 && is_paper(&lines[0].text) && lines.get(1).is_some_and(is_day);
    let above = (0..lines.len().min(5))
        .take_while(|at| is_day(&lines[*at]) || is_page(&lines[*at].text) || is_paper(*at));
    let count = above.count();
    let has_day = lines[..count].iter().any(is_day);
    let has_headline = lines
        .get(count)
        .is_some_and(|l| !l.is_prose() && labelled(&l.text).is_none());
    if !has_day || !has_headline || lines.len() < count + 2 {
        return lines;
    }
    let rest = lines.split_off(count);
    let mut days = Vec::new();
    for line in lines {
        if is_day(&line) {
            days.push(line);
        } else if is_page(&line.text) {
            drop_line(draft, &line);
        } else {
            let found = Found::new(
                line.text.to_string(),
                place_of(&line),
                "name of a paper above its day",
            );
            draft.source = Some(found);
        }
    }
    let mut rest = rest.into_iter();
    let headline = rest.next();
    headline.into_iter().chain(days).chain(rest).collect()
}

/// Whether a line is a day and nothing else.
pub(super) fn is_day(line: &Line<'_>) -> bool {
    // Most lines are told by a look.
    if line.text.len() > 60 || !line.text.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    // "June 16, 1987 Tuesday"
    let behind = line
        .text
        .rsplit_once(' ')
        .filter(|(_, last)| dates::is_weekday(last));
    let text = behind.map_or(&*line.text, |(day, _)| day);
    let read = meta::read(text, dates::Order::default());
    read.is_some_and(|m| m.strong && m.names_day() && m.byline.is_none() && m.section.is_none())
}

/// "Page 3", "pp. 3-4", "Pg. A3", "Section B, Page 2".
pub(super) fn is_page(text: &str) -> bool {
    if text.len() > 40 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let lower = text.to_lowercase();
    let page = lower.rsplit(", ").next().unwrap_or_default();
    let section = lower.strip_suffix(page).unwrap_or_default();
    let number = ["page ", "pages ", "p. ", "pp. ", "pg. ", "p.", "seite "]
        .iter()
        .find_map(|label| page.strip_prefix(label));
    (section.is_empty() || section.starts_with("section "))
        && number.is_some_and(|n| {
            n.len() < 9 && n.contains(|c: char| c.is_ascii_digit()) && !n.contains(' ')
        })
}

/// "The Lorn Gazette": a name of a few words that ends as those of papers do.
fn is_paper(text: &str) -> bool {
    let is_large =
        |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "of" | "and" | "the");
    let words = text.split(' ');
    (2..=6).contains(&words.clone().count())
        && words.clone().all(is_large)
        && byline::is_outlet_line(text)
}
