//! The standfirst, and the place of every other line of the head.

use super::super::Found;
use super::super::dates::Moment;
use super::Story;
use super::head::{Class, Head};
use super::reporter;

impl Head<'_> {
    /// Gives every other line of the head its place.
    pub(super) fn rest(&mut self, story: &mut Story<'_>) -> (Vec<usize>, usize) {
        let mut left = Vec::new();
        let end = self.classes.len();
        let standfirst = self.standfirst(story);
        if let Some((from, to)) = standfirst {
            take_standfirst(story, self.first + from, self.first + to);
        }
        for i in 0..end {
            let inside = standfirst.is_some_and(|(from, to)| (from..=to).contains(&i));
            if let Class::Meta(meta) = &self.classes[i]
                && let Some(section) = meta.section
            {
                take_section(story, self.first + i, section);
            }
            if self.taken[i] || inside {
                continue;
            }
            let at = self.first + i;
            if self.repeats_headline(story, i) {
                story.drop_line(at, "repeats the head");
                continue;
            }
            match &self.classes[i] {
                Class::Noise(reason) => {
                    let reason = *reason;
                    story.drop_line(at, reason);
                }
                Class::Meta(meta) => {
                    let reason = if meta.stamps.iter().any(|s| s.moment == Moment::Vague) {
                        "date that cannot be known"
                    } else if meta.is_dated() {
                        "another date line"
                    } else {
                        "another byline"
                    };
                    story.drop_line(at, reason);
                }
                Class::Section if story.draft.section.is_none() => {
                    let found = Found::new(
                        story.text(at).to_owned(),
                        story.place(at),
                        "section in the head",
                    );
                    story.draft.section = Some(found);
                }
                Class::Section | Class::Heading => story.drop_line(at, "label in the head"),
                Class::Role => story.drop_line(at, "role without a name"),
                Class::Caption | Class::Closing | Class::Prose | Class::Title | Class::Name(_) => {
                    left.push(at);
                }
            }
        }
        (left, self.first + end)
    }

    /// Whether a line of the head says the headline again.
    fn repeats_headline(&self, story: &Story<'_>, i: usize) -> bool {
        let headline = story.draft.headline.as_ref();
        matches!(self.classes[i], Class::Prose | Class::Title)
            && headline.is_some_and(|h| h.value == story.text(self.first + i))
    }

    /// The standfirst: the sentences, or the longer titles, between headline and facts.
    fn standfirst(&self, story: &Story<'_>) -> Option<(usize, usize)> {
        let is_text = |i: usize| match &self.classes[i] {
            _ if self.repeats_headline(story, i) => false,
            Class::Prose => true,
            Class::Title => story.text(self.first + i).split(' ').count() >= 5,
            _ => false,
        };
        // The label of a record has said it.
        if story.draft.standfirst.is_some() {
            return None;
        }
        // A story whose facts stand below it has no standfirst.
        let behind = self.first + self.classes.len();
        if !story.lines[behind..].iter().take(200).any(|l| l.is_prose()) {
            return None;
        }
        let from = (0..self.classes.len()).find(|&i| is_text(i))?;
        let to = (from..self.classes.len())
            .take_while(|&i| is_text(i))
            .last()?;
        let bytes: usize = (from..=to).map(|i| story.text(self.first + i).len()).sum();
        // A title right above its credit is a caption.
        let caption = matches!(self.classes.get(to + 1), Some(Class::Caption))
            && matches!(self.classes[to], Class::Title)
            && !story.lines[self.first + to + 1].gap;
        (to - from < 3 && bytes <= 900 && !caption).then_some((from, to))
    }
}

fn take_standfirst(story: &mut Story<'_>, from: usize, to: usize) {
    let text: Vec<&str> = (from..=to).map(|at| story.text(at)).collect();
    let text = text.join(" ");
    let span = story.span(from, to);
    if story.draft.bylines.is_empty()
        && let Some(byline) = reporter::in_standfirst(&text)
    {
        let found = Found::new(byline, span, "reporter named in the standfirst");
        story.draft.bylines.push(found);
    }
    story.draft.standfirst = Some(Found::new(text, span, "between headline and byline"));
}

fn take_section(story: &mut Story<'_>, at: usize, section: &str) {
    if story.draft.section.is_none() {
        let found = Found::new(
            section.to_owned(),
            story.place(at),
            "section on the date line",
        );
        story.draft.section = Some(found);
    }
}
