//! `morgue serve` at the terminal: a line for every build, and what is new about it.

use super::args::ServeArgs;
use super::report::{self, Reporter, counted, line, plural};
use morgue::diag::printable_line;
use morgue::serve::{self, Audience, Cause, News};
use morgue::{Outcome, Progress, Stage};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// Serves until Ctrl-C, which is no failure.
pub(super) fn run(args: &ServeArgs) -> ExitCode {
    let options = serve::Options {
        site: morgue::Options {
            root: args.root.clone(),
            content: args.content.clone(),
            output: args.output.clone(),
            base_url: args.base_url.clone(),
            last: false,
        },
        host: args.host.clone(),
        port: args.port,
        open: args.open,
    };
    let terminal = Terminal {
        reporter: Reporter::new(args.quiet),
        quiet: args.quiet,
    };
    match serve::serve(&options, Arc::new(terminal)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(said) => {
            report::errors(&[said]);
            ExitCode::from(1)
        }
    }
}

struct Terminal {
    reporter: Reporter,
    quiet: bool,
}

impl Progress for Terminal {
    fn begin(&self, stage: Stage, steps: usize) {
        self.reporter.begin(stage, steps);
    }

    fn step(&self) {
        self.reporter.step();
    }
}

impl Audience for Terminal {
    fn hear(&self, news: &News<'_>) {
        match news {
            News::Serving { address } => line(&format!("Serving {address} until Ctrl-C")),
            News::Built {
                cause,
                outcome,
                said,
                took,
            } => {
                self.reporter.diagnostics(said, false);
                if !self.quiet {
                    line(&built(*cause, outcome, *took));
                }
            }
            News::Trouble(said) => report::errors(&[(*said).clone()]),
            _ => {}
        }
    }
}

/// `content/a.txt: 3 files changed in 0.04 s; 0 errors, 2 warnings`
fn built(cause: Option<&Cause>, outcome: &Outcome, took: Duration) -> String {
    let why = match cause {
        None => String::new(),
        Some(Cause { first, .. }) if first.is_empty() => "Many changes: ".to_owned(),
        Some(Cause { first, more: 0 }) => format!("{}: ", printable_line(first)),
        Some(Cause { first, more }) => format!("{} and {more} more: ", printable_line(first)),
    };
    let what = match (&outcome.summary, cause) {
        (Some(s), None) => format!(
            "{}, {}",
            plural(s.articles, "article"),
            plural(s.pages, "page")
        ),
        (Some(s), Some(_)) => format!("{} changed", plural(s.changed, "file")),
        (None, None) => "nothing could be built".to_owned(),
        (None, Some(_)) => "the last good pages stay, nothing could be built".to_owned(),
    };
    let said = counted(outcome);
    format!("{why}{what} in {:.2} s; {said}", took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use morgue::Summary;
    use morgue::diag::Diagnostic;

    #[test]
    fn a_build_is_one_line() {
        let good = |changed| Outcome {
            said: vec![Diagnostic::warning("w", "a", "b")],
            summary: Some(Summary {
                articles: 1,
                pages: 12,
                changed,
                ..Summary::default()
            }),
        };
        let bad = Outcome {
            said: vec![Diagnostic::error("e", "a", "b")],
            summary: None,
        };
        let cause = |first: &str, more| Cause {
            first: first.to_owned(),
            more,
        };
        let took = Duration::from_millis(123);
        let lines = [
            built(None, &good(14), took),
            built(Some(&cause("content/a.txt", 0)), &good(3), took),
            built(Some(&cause("content/a\u{1b}.txt", 2)), &good(1), took),
            built(Some(&cause("", 0)), &good(0), took),
            built(None, &bad, took),
            built(Some(&cause("templates/base.html", 0)), &bad, took),
        ];
        insta::assert_snapshot!(lines.join("\n"), @r"
        1 article, 12 pages in 0.12 s; 0 errors, 1 warning
        content/a.txt: 3 files changed in 0.12 s; 0 errors, 1 warning
        content/a\u{1b}.txt and 2 more: 1 file changed in 0.12 s; 0 errors, 1 warning
        Many changes: 0 files changed in 0.12 s; 0 errors, 1 warning
        nothing could be built in 0.12 s; 1 error, 0 warnings
        templates/base.html: the last good pages stay, nothing could be built in 0.12 s; 1 error, 0 warnings
        ");
    }
}
