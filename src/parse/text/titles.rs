//! Short lines of the body, once all of it is read: crossheads, items of lists, and teasers of other
//! articles look alike line by line and differ by what stands around them.

use super::super::{Block, Dropped, Found, Related};
use super::Story;
use std::collections::HashSet;

/// Settles every short line of the body.
pub(super) fn settle(story: &mut Story<'_>) {
    below_the_story(story);
    let blocks = std::mem::take(&mut story.draft.body);
    let mut out: Vec<Found<Block>> = Vec::with_capacity(blocks.len());
    let mut at = 0;
    while at < blocks.len() {
        let run = run_of_titles(&blocks, at);
        match run {
            0 => {
                out.push(blocks[at].clone());
                at += 1;
                continue;
            }
            1 => out.push(single(&blocks, at)),
            _ => {
                let list = is_list(out.last(), &blocks[at..at + run], &blocks[at + run..]);
                for found in &blocks[at..at + run] {
                    out.push(if list { item(found) } else { teaser(found) });
                }
            }
        }
        at += run;
    }
    story.draft.body = out;
}

/// How many short lines stand on lines right below each other from block `at` on.
fn run_of_titles(blocks: &[Found<Block>], at: usize) -> usize {
    let mut run = 0;
    while let Some(found) = blocks.get(at + run) {
        let follows = run == 0
            || blocks
                .get(at + run - 1)
                .is_some_and(|above| above.origin.lines().last + 1 == found.line());
        if !matches!(found.value, Block::Crosshead(_)) || !follows {
            break;
        }
        run += 1;
    }
    run
}

/// A short line alone: a crosshead, unless the text around it speaks of none of its words; then it
/// is what is left of a teaser.
fn single(blocks: &[Found<Block>], at: usize) -> Found<Block> {
    let found = &blocks[at];
    let Block::Crosshead(text) = &found.value else {
        return found.clone();
    };
    let words: Vec<String> = stems(text).collect();
    // One or two words are a label ("The cost"), and a question is asked of the text below.
    if words.len() < 4
        || text.ends_with(['?', ':', '!'])
        || text.starts_with(|c: char| c.is_ascii_digit())
    {
        return found.clone();
    }
    let below = blocks[at + 1..].iter().take(4);
    let around: HashSet<String> = below
        .filter_map(|b| match &b.value {
            Block::Paragraph(text) => Some(text),
            _ => None,
        })
        .flat_map(|text| stems(text))
        .collect();
    if around.is_empty() || words.iter().any(|w| around.contains(w)) {
        return found.clone();
    }
    teaser(found)
}

/// The beginnings of the longer words of a text, in lower case.
fn stems(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() >= 4)
        .map(|w| w.chars().take(5).flat_map(char::to_lowercase).collect())
}

/// Whether lines right below each other are the items of a list: what stands above announces it.
fn is_list(above: Option<&Found<Block>>, run: &[Found<Block>], below: &[Found<Block>]) -> bool {
    // Four headlines and more that the text below has no word of are teasers, whatever is above.
    let around: HashSet<String> = below
        .iter()
        .take(6)
        .filter_map(|b| match &b.value {
            Block::Paragraph(text) => Some(text),
            _ => None,
        })
        .flat_map(|text| stems(text))
        .collect();
    let spoken = |b: &&Found<Block>| match &b.value {
        Block::Crosshead(text) => stems(text).any(|w| around.contains(&w)),
        _ => false,
    };
    if run.len() > 3 && !around.is_empty() && run.iter().filter(spoken).count() * 3 < run.len() {
        return false;
    }
    let headed = matches!(&run[0].value, Block::Crosshead(t) if t.ends_with(':'));
    let announced = headed
        || above.is_some_and(|b| match &b.value {
            Block::Crosshead(_) => true,
            Block::Paragraph(text) => {
                text.ends_with(':') || b.origin.lines().last + 1 == run[0].line()
            }
            _ => false,
        });
    announced || run.iter().any(|b| matches!(&b.value, Block::Crosshead(t) if t.starts_with(['•', '-', '–', '*', '·', '▪', '◇'])))
}

fn item(found: &Found<Block>) -> Found<Block> {
    let Block::Crosshead(text) = &found.value else {
        return found.clone();
    };
    Found {
        value: Block::Paragraph(text.clone()),
        origin: found.origin,
        rule: "item of a list",
    }
}

fn teaser(found: &Found<Block>) -> Found<Block> {
    let Block::Crosshead(text) = &found.value else {
        return found.clone();
    };
    Found {
        value: Block::Related(Related {
            headline: text.clone(),
            address: None,
        }),
        origin: found.origin,
        rule: "title that the text does not speak of",
    }
}

/// Titles below the last paragraph are no crossheads, unless the story is a list of them.
fn below_the_story(story: &mut Story<'_>) {
    let body = &mut story.draft.body;
    let last = body
        .iter()
        .rposition(|b| matches!(b.value, Block::Paragraph(_)))
        .map_or(0, |i| i + 1);
    let titles = body
        .iter()
        .filter(|b| matches!(b.value, Block::Crosshead(_)))
        .count();
    if titles * 2 > body.len() {
        return;
    }
    let tail = body.split_off(last);
    let announced = body
        .last()
        .is_some_and(|b| matches!(&b.value, Block::Paragraph(t) if t.ends_with(':')));
    let announced = announced
        || tail
            .first()
            .is_some_and(|b| matches!(&b.value, Block::Crosshead(t) if t.ends_with(':')));
    for block in tail {
        match block.value {
            Block::Crosshead(text) if !announced => {
                let dropped = Dropped {
                    text,
                    reason: "label below the story",
                };
                story.draft.dropped.push(Found {
                    value: dropped,
                    origin: block.origin,
                    rule: "noise",
                });
            }
            _ => story.draft.body.push(block),
        }
    }
}
