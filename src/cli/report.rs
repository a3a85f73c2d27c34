//! What the terminal shows: diagnostics and progress on standard error, results on standard output.

use super::is_common;
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use morgue::diag::{Diagnostic, Severity, printable};
use morgue::{Outcome, Progress, Stage, Summary, disk, doubtful};
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::{Mutex, OnceLock};
use std::time::Instant;

/// Most diagnostics of one common kind that a build shows; `morgue check` shows all.
const SHOWN: usize = 10;

/// GitHub Pages publishes sites up to this size in bytes.
const PAGES_LIMIT: f64 = 1e9;

/// Shows how a build goes.
pub(super) struct Reporter {
    quiet: bool,
    begun: Instant,
    bar: Mutex<ProgressBar>,
}

impl Reporter {
    pub(super) fn new(quiet: bool) -> Self {
        Reporter {
            quiet,
            begun: Instant::now(),
            bar: Mutex::new(ProgressBar::hidden()),
        }
    }

    fn bar(&self) -> ProgressBar {
        self.bar
            .lock()
            .map_or_else(|_| ProgressBar::hidden(), |bar| bar.clone())
    }

    /// Prints what there is to say; where not `all`, the common kinds only in part.
    pub(super) fn diagnostics(&self, said: &[Diagnostic], all: bool) {
        self.bar().finish_and_clear();
        let mut out = io::stderr().lock();
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for d in said {
            if self.quiet && d.severity != Severity::Error {
                continue;
            }
            if !all && is_common(d) {
                let at = counts
                    .iter()
                    .position(|(kind, _)| *kind == d.kind)
                    .unwrap_or_else(|| {
                        counts.push((d.kind.as_ref(), 0));
                        counts.len() - 1
                    });
                counts[at].1 += 1;
                if counts[at].1 > SHOWN {
                    continue;
                }
            }
            let _ = writeln!(out, "{d}\n");
        }
        for (kind, n) in counts.iter().filter(|(_, n)| *n > SHOWN) {
            let _ = writeln!(
                out,
                "… and {} more of the kind `{kind}`; `morgue check` names them all\n",
                n - SHOWN
            );
        }
    }

    /// The last lines of a build.
    pub(super) fn summary(&self, outcome: &Outcome) {
        let Some(s) = &outcome.summary else {
            let _ = writeln!(io::stderr(), "Nothing was built: {}.", counted(outcome));
            return;
        };
        if self.quiet {
            return;
        }
        let seconds = self.begun.elapsed().as_secs_f64();
        line(&format!(
            "{} articles, {} pages, {} undated, {} unsigned",
            s.articles, s.pages, s.undated, s.unsigned
        ));
        line(&format!(
            "{} files ({} changed), {}, {:.1} % of GitHub Pages' 1 GB, in {seconds:.2} s",
            s.files,
            s.changed,
            size(s.bytes),
            s.bytes as f64 / PAGES_LIMIT * 100.0
        ));
        if !s.has_base_url {
            line("No base_url is set, so there are no feeds, no site map and no canonical links.");
        }
        let place = disk::shown(&s.output);
        line(&format!(
            "Open {}/index.html",
            place.strip_prefix("./").unwrap_or(&place)
        ));
        line(&closing(s, outcome));
    }

    /// What a check ends with: the doubtful articles, worst first, the kinds of doubt, and the count.
    pub(super) fn checked(&self, outcome: &Outcome) {
        match &outcome.summary {
            Some(s) if !self.quiet => {
                worst(&outcome.said);
                line(&closing(s, outcome));
            }
            Some(_) => {}
            None => {
                let _ = writeln!(
                    io::stderr(),
                    "The site cannot be built: {}.",
                    counted(outcome)
                );
            }
        }
    }
}

fn worst(said: &[Diagnostic]) {
    let all = doubtful::doubtful(said);
    if all.is_empty() {
        return;
    }
    line("Doubtful, worst first:");
    let widest = all.iter().map(|d| printable(d.file).chars().count()).max();
    let width = widest.unwrap_or(0);
    for d in &all {
        let kinds = d.kinds().join(", ");
        line(&format!("  {:width$}  {kinds}", printable(d.file)));
    }
    let kinds = doubtful::kinds(said);
    let counts: Vec<String> = kinds
        .iter()
        .map(|(kind, n)| format!("{n} {kind}"))
        .collect();
    line(&format!("By kind: {}", counts.join(", ")));
}

impl Progress for Reporter {
    fn begin(&self, stage: Stage, steps: usize) {
        if self.quiet {
            return;
        }
        let bar = ProgressBar::with_draw_target(
            Some(steps as u64),
            ProgressDrawTarget::stderr_with_hz(8),
        );
        let style = ProgressStyle::with_template(
            "{msg:8} {wide_bar} {human_pos} of {human_len}  {rate}  {eta} left",
        );
        // A rate in whole numbers, which stand still enough to be read.
        let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
            let _ = write!(out, "{}/s", HumanCount(state.per_sec() as u64));
        };
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.with_key("rate", rate));
        bar.set_message(match stage {
            Stage::Reading => "Reading",
            Stage::Writing => "Writing",
        });
        if let Ok(mut current) = self.bar.lock() {
            current.finish_and_clear();
            *current = bar;
        }
    }

    fn step(&self) {
        if !self.quiet {
            self.bar().inc(1);
        }
    }
}

fn closing(s: &Summary, outcome: &Outcome) -> String {
    format!(
        "{} published, {} refused; {}.",
        s.articles,
        s.refused,
        counted(outcome)
    )
}

pub(super) fn counted(outcome: &Outcome) -> String {
    let of = |severity| {
        outcome
            .said
            .iter()
            .filter(|d| d.severity == severity)
            .count()
    };
    format!(
        "{}, {}",
        plural(of(Severity::Error), "error"),
        plural(of(Severity::Warning), "warning")
    )
}

/// `1 error`, `2 errors`.
pub(super) fn plural(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

/// `12.3 MB`, in the units of hosts (powers of a thousand).
fn size(bytes: u64) -> String {
    let mut value = bytes as f64;
    for unit in ["bytes", "kB", "MB"] {
        if value < 1000.0 {
            return if unit == "bytes" {
                format!("{bytes} bytes")
            } else {
                format!("{value:.1} {unit}")
            };
        }
        value /= 1000.0;
    }
    format!("{value:.2} GB")
}

/// Prints a line.
pub(super) fn line(text: &str) {
    printed(writeln!(io::stdout(), "{text}"));
}

/// The first failure to print. What stands on standard output is then not all there is.
static UNPRINTED: OnceLock<io::Error> = OnceLock::new();

/// Takes note of how printing went. Who closes a pipe has seen enough, which is no failure.
pub(super) fn printed(result: io::Result<()>) {
    if let Err(why) = result
        && why.kind() != io::ErrorKind::BrokenPipe
    {
        let _ = UNPRINTED.set(why);
    }
}

/// The exit status: 1 where all went well but for the printing.
pub(super) fn ending(status: ExitCode) -> ExitCode {
    printed(io::stdout().flush());
    match UNPRINTED.get() {
        Some(why) => {
            errors(&[Diagnostic::disk("cannot write to standard output", "", why)]);
            if status == ExitCode::SUCCESS {
                ExitCode::from(1)
            } else {
                status
            }
        }
        None => status,
    }
}

/// Prints diagnostics.
pub(super) fn errors(said: &[Diagnostic]) {
    let mut out = io::stderr().lock();
    for d in said {
        let _ = writeln!(out, "{d}\n");
    }
}
