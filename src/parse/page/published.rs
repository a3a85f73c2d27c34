//! When it was published: what metadata states and what the page shows, weighed against each other.

use super::facts::Evidence;
use super::head::Head;
use super::root::span;
use super::runs::line_text;
use super::when::stated;
use crate::date::When;
use crate::diag::Diagnostic;
use crate::parse::dates::date_line;
use crate::parse::draft::{Draft, Found, Lines};
use chrono::FixedOffset;

/// The date of publication: what metadata states, else what the page shows; and a doubt where the
/// two are more than a time zone apart. An instant in UTC is given with the clock that the page shows
/// for it, since a newspaper's day is the one that it prints.
pub(super) fn published(
    evidence: &Evidence<'_>,
    head: &Head<'_>,
    read: &Draft,
    path: &str,
    doubts: &mut Vec<Diagnostic>,
) -> Option<Found<When>> {
    let shown = head.published(read);
    let mut all = evidence.published().into_iter();
    let Some(stated) = all.next() else {
        return shown;
    };
    if let Some(shown) = &shown
        && let (Some(a), Some(b)) = (stated.value.date(), shown.value.date())
        && (a - b).num_days().abs() > 1
    {
        let line = shown.line();
        doubts.push(Diagnostic::dates_differ(
            path,
            line,
            &shown.value,
            &stated.value,
        ));
    }
    let mut others = head.times().chain(all).chain(shown);
    let local = others.find_map(|other| {
        let value = local(stated.value, other.value)?;
        Some(Found { value, ..other })
    });
    Some(local.unwrap_or(stated))
}

/// The instant `utc` as another place of the page gives it, where that is the same instant on
/// another clock: with its own offset, or with the one that follows from the two.
fn local(utc: When, other: When) -> Option<When> {
    let clock = |when: When| Some(when.date()?.and_time(when.time()?));
    if utc.offset()?.local_minus_utc() != 0 {
        return None;
    }
    let ahead = (clock(other)? - clock(utc)?).num_minutes();
    // Zones are whole quarters of an hour from UTC, and fourteen hours at most.
    if ahead == 0 || ahead.abs() > 14 * 60 || ahead % 15 != 0 {
        return None;
    }
    let offset = FixedOffset::east_opt(i32::try_from(ahead).ok()? * 60)?;
    if other.offset().is_some_and(|own| own != offset) {
        return None;
    }
    let time = other.time()?;
    let part = |n: u32| u8::try_from(n).ok();
    use chrono::Timelike as _;
    other.with_time(part(time.hour())?, part(time.minute())?, Some(offset))
}

impl Head<'_> {
    /// The instants of the `<time>` elements of the head.
    fn times(&self) -> impl Iterator<Item = Found<When>> + '_ {
        self.scan.times.iter().copied().filter_map(|id| {
            let (first, _) = span(self.dom, self.runs, id);
            let datetime = self.dom.attr(id, "datetime");
            let when = stated(datetime.filter(|_| self.zone.contains(&first))?)?;
            Some(Found::new(
                when,
                Lines::one(self.dom.line(id)),
                "element `time`",
            ))
        })
    }

    /// The date that the page shows, as exactly as its `<time>` gives it.
    fn published(&self, read: &Draft) -> Option<Found<When>> {
        let mut times = self.times();
        let Some(shown) = &read.published else {
            return times
                .next()
                .or_else(|| self.titled())
                .or_else(|| self.marked_date());
        };
        let finer = times
            .chain(self.titled())
            .find(|t| t.value.time().is_some() && t.value.date() == shown.value.date());
        finer
            .filter(|_| shown.value.time().is_none())
            .or_else(|| Some(shown.clone()))
    }

    /// `<abbr class="published" title="2024-03-05T16:01:00Z">`, as the hAtom format has it, in the head or
    /// just below the story.
    fn titled(&self) -> Option<Found<When>> {
        let dates = self.scan.dates.iter().copied();
        let mut abbreviations = dates.filter(|id| self.dom.name(*id) == "abbr");
        abbreviations.find_map(|id| {
            let (first, last) = span(self.dom, self.runs, id);
            // It may stand inside of a run that begins before it.
            let run = first.saturating_sub(usize::from(first == last));
            let title = self.dom.attr(id, "title");
            let when = stated(title.filter(|_| self.reach.contains(&run))?)?;
            let lines = Lines::one(self.dom.line(id));
            Some(Found::new(when, lines, "date element"))
        })
    }

    /// The date in an element that is marked as one, where its line says more than a date line does.
    fn marked_date(&self) -> Option<Found<When>> {
        let marked = self.scan.times.iter().chain(&self.scan.dates);
        marked.copied().find_map(|id| {
            let (first, last) = span(self.dom, self.runs, id);
            let inside = self.zone.contains(&first)
                || first == last && self.zone.contains(&first.saturating_sub(1));
            let text = line_text(self.dom, id, self.dom.subtree(id).end);
            if !inside || text.len() > 60 {
                return None;
            }
            let when = date_line(&text, self.order).published?;
            Some(Found::new(
                when,
                Lines::one(self.dom.line(id)),
                "date element",
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::local;
    use crate::date::parse;

    #[test]
    fn an_instant_is_given_with_the_clock_that_readers_saw() {
        for (utc, other, want) in [
            (
                "2024-03-06T02:01Z",
                "2024-03-05T21:01",
                Some("2024-03-05T21:01-05:00"),
            ),
            (
                "2024-03-06T02:01Z",
                "2024-03-05T21:01-05:00",
                Some("2024-03-05T21:01-05:00"),
            ),
            (
                "2024-03-05T10:01Z",
                "2024-03-05T15:31",
                Some("2024-03-05T15:31+05:30"),
            ),
            ("2024-03-06T02:01Z", "2024-03-06T02:01", None),
            ("2024-03-06T02:01Z", "2024-03-05T21:01-04:00", None),
            ("2024-03-06T02:01Z", "2024-03-06T02:21", None),
            ("2024-03-06T02:01Z", "2024-03-07T21:01", None),
            ("2024-03-06T02:01Z", "2024-03-05", None),
            ("2024-03-06T02:01+01:00", "2024-03-05T21:01", None),
            ("2024-03-06T02:01", "2024-03-05T21:01", None),
        ] {
            let read = |text| parse(text).unwrap();
            let got = local(read(utc), read(other)).map(|w| w.to_string());
            assert_eq!(got.as_deref(), want, "{utc} {other}");
        }
    }
}
