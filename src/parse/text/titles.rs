//! Short lines of the body, once all of it is read: crossheads, items of lists, and teasers of other
//! articles look alike line by line and differ by what stands around them.

use super::super::{Block, Dropped, Found, Related};
use super::Story;
use super::shape::is_shouted;
use std::collections::HashSet;

/// What a short line turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Stays,
    Item,
    Teaser,
}

/// Settles every short line of the body.
pub(super) fn settle(story: &mut Story<'_>) {
    below_the_story(story);
    let blocks = std::mem::take(&mut story.draft.body);
    let turns = turns(&blocks);
    story.draft.body = blocks
        .into_iter()
        .zip(turns)
        .map(|(found, turn)| turned(found, turn))
        .collect();
}

fn turns(blocks: &[Found<Block>]) -> Vec<Turn> {
    let mut out = vec![Turn::Stays; blocks.len()];
    let mut at = 0;
    while at < blocks.len() {
        let run = run_of_titles(blocks, at);
        let spread = spread_of_titles(blocks, at);
        if spread > 4 {
            let above = at.checked_sub(1).map(|i| (&blocks[i], out[i]));
            if !is_list(above, &blocks[at..at + spread], &blocks[at + spread..]) {
                out[at..at + spread].fill(Turn::Teaser);
            }
            at += spread;
            continue;
        }
        if run == 1 && is_teaser(blocks, at) {
            out[at] = Turn::Teaser;
        } else if run > 1 {
            let above = at.checked_sub(1).map(|i| (&blocks[i], out[i]));
            let list = is_list(above, &blocks[at..at + run], &blocks[at + run..]);
            out[at..at + run].fill(if list { Turn::Item } else { Turn::Teaser });
        }
        at += run.max(1);
    }
    out
}

fn turned(found: Found<Block>, turn: Turn) -> Found<Block> {
    let Found {
        value,
        origin,
        rule,
    } = found;
    match (value, turn) {
        (Block::Crosshead(text), Turn::Item) => Found {
            value: Block::Paragraph(text),
            origin,
            rule: "item of a list",
        },
        (Block::Crosshead(headline), Turn::Teaser) => Found {
            value: Block::Related(Related {
                headline,
                address: None,
            }),
            origin,
            rule: "title that the text does not speak of",
        },
        (value, _) => Found {
            value,
            origin,
            rule,
        },
    }
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

/// No playlist that a page shows has more titles.
const PLAYLIST: usize = 200;

/// How many titles of four words and more stand below each other from block `at` on, each on a line
/// of its own between empty ones: a crosshead has text below it, a playlist has not.
fn spread_of_titles(blocks: &[Found<Block>], at: usize) -> usize {
    let title = |found: &&Found<Block>| matches!(&found.value, Block::Crosshead(text) if text.split(' ').count() > 3);
    let next = blocks[at..].iter().take(PLAYLIST);
    let count = next.take_while(title).count();
    let mut lines = blocks[at..at + count].windows(2);
    let apart = lines.all(|two| two[0].origin.lines().last + 1 < two[1].line());
    if apart { count } else { 0 }
}

/// Whether a short line alone is what is left of a teaser: the text below speaks of none of its
/// words.
fn is_teaser(blocks: &[Found<Block>], at: usize) -> bool {
    let Block::Crosshead(text) = &blocks[at].value else {
        return false;
    };
    let words: Vec<String> = stems(text).collect();
    // One to three words are a label ("The cost"), and a question is asked of the text below; lines
    // in capitals that are links have been told from crossheads already.
    if words.len() < 4
        || is_shouted(text)
        || text.ends_with(['?', ':', '!'])
        || text.starts_with(|c: char| c.is_ascii_digit())
    {
        return false;
    }
    let mut around = spoken_of(&blocks[at + 1..], 4).peekable();
    around.peek().is_some() && !around.any(|w| words.contains(&w))
}

/// The longer words of the paragraphs among the next blocks.
fn spoken_of(blocks: &[Found<Block>], most: usize) -> impl Iterator<Item = String> + '_ {
    blocks
        .iter()
        .take(most)
        .filter_map(|b| match &b.value {
            Block::Paragraph(text) => Some(text),
            _ => None,
        })
        .flat_map(|text| stems(text))
}

/// The beginnings of the longer words of a text, in lower case.
fn stems(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() >= 4 && w.chars().count() >= 4)
        .map(|w| match w.get(..w.len().min(5)).filter(|w| w.is_ascii()) {
            Some(head) => head.to_ascii_lowercase(),
            None => w.chars().take(5).flat_map(char::to_lowercase).collect(),
        })
}

/// Whether lines right below each other are the items of a list: what stands above announces it.
fn is_list(
    above: Option<(&Found<Block>, Turn)>,
    run: &[Found<Block>],
    below: &[Found<Block>],
) -> bool {
    // Four headlines and more that the text below has no word of are teasers, whatever is above.
    if run.len() > 3 {
        let around: HashSet<String> = spoken_of(below, 6).collect();
        let spoken = |b: &&Found<Block>| match &b.value {
            Block::Crosshead(text) => stems(text).any(|w| around.contains(&w)),
            _ => false,
        };
        if !around.is_empty() && run.iter().filter(spoken).count() * 3 < run.len() {
            return false;
        }
    }
    let headed = matches!(&run[0].value, Block::Crosshead(t) if t.ends_with(':'));
    let announced = above.is_some_and(|(b, turn)| match &b.value {
        Block::Crosshead(_) => turn == Turn::Stays,
        Block::Paragraph(text) => text.ends_with(':') || b.origin.lines().last + 1 == run[0].line(),
        _ => false,
    });
    let marked = |b: &Found<Block>| matches!(&b.value, Block::Crosshead(t) if t.starts_with(['•', '-', '–', '*', '·', '▪', '◇']));
    headed || announced || run.iter().any(marked)
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
