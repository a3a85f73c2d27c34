//! The building thread: a build for every change, and the news of it.

use super::address::Address;
use super::pending::{Changes, Pending};
use super::places::Places;
use super::state::{self, State};
use super::watch::Watch;
use super::{Audience, Cause, News, Options, browser, messages};
use crate::build::{Outcome, Progress, Stage, build};
use crate::diag::{Diagnostic, Severity};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch as channel;

/// How long to wait when another process is building into the same folder.
const BUSY: Duration = Duration::from_millis(500);

/// All that the building thread has.
pub(super) struct Rebuild {
    options: Options,
    address: Address,
    audience: Arc<dyn Audience>,
    pending: Arc<Pending>,
    state: channel::Sender<Arc<State>>,
    /// What the build before said.
    said: Vec<Diagnostic>,
    /// How many files the site had after the build before.
    files: usize,
}

/// The progress of builds after the first, which are short.
struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn step(&self) {}
}

impl Rebuild {
    pub(super) fn new(options: &Options, address: &Address, audience: Arc<dyn Audience>) -> Self {
        let places = Places::read(&options.site).unwrap_or_else(|| Places::usual(&options.site));
        Rebuild {
            options: options.clone(),
            address: address.clone(),
            audience,
            pending: Arc::default(),
            state: channel::Sender::new(Arc::new(State::new(places))),
            said: Vec::new(),
            files: 0,
        }
    }

    /// Where the latest state can be had.
    pub(super) fn state(&self) -> channel::Receiver<Arc<State>> {
        self.state.subscribe()
    }

    /// Where changes are collected.
    pub(super) fn pending(&self) -> Arc<Pending> {
        Arc::clone(&self.pending)
    }

    /// Builds, says where the site is, and builds again with every change until the program ends.
    pub(super) fn run(mut self) {
        let mut watch = Watch::new(Arc::clone(&self.pending))
            .map_err(|said| self.trouble(&said))
            .ok();
        // Watching before building: what changes meanwhile is seen after.
        self.turn(&mut watch, false);
        self.build(None);
        let address = self.address.url(&self.state.borrow().places.base);
        self.audience.hear(&News::Serving { address: &address });
        if self.options.open
            && let Err(said) = browser::open(&address)
        {
            self.trouble(&said);
        }
        while let Some(changes) = self.pending.take() {
            let nothing = changes.paths.is_empty() && !changes.folders;
            if nothing && watch.as_mut().is_some_and(|w| !w.differs()) {
                continue;
            }
            self.turn(&mut watch, changes.folders || changes.lost);
            self.build(Some(&cause(&changes, watch.as_ref())));
            self.turn(&mut watch, false);
        }
    }

    fn turn(&self, watch: &mut Option<Watch>, again: bool) {
        let Some(watch) = watch else { return };
        let places =
            Places::read(&self.options.site).unwrap_or_else(|| self.state.borrow().places.clone());
        for said in watch.turn(&places, again) {
            self.trouble(&said);
        }
    }

    fn trouble(&self, said: &Diagnostic) {
        self.audience.hear(&News::Trouble(said));
    }

    fn build(&mut self, cause: Option<&Cause>) {
        let begun = Instant::now();
        let outcome = self.outcome(cause.is_none());
        let took = begun.elapsed();
        let flags = state::fresh(&self.said, &outcome.said);
        // Old warnings would bury the one that the last edit caused; an old error still counts.
        let worth_telling: Vec<Diagnostic> = (flags.iter().zip(&outcome.said))
            .filter(|(fresh, said)| **fresh || said.severity == Severity::Error)
            .map(|(_, said)| said.clone())
            .collect();
        // A page that is gone without another one having changed counts too.
        let files = outcome.summary.as_ref().map_or(self.files, |s| s.files);
        let rewritten = outcome.summary.as_ref().is_some_and(|s| s.changed > 0);
        let changed = rewritten || files != self.files;
        let before = Arc::clone(&self.state.borrow());
        let places = match outcome.summary {
            Some(_) => Places::read(&self.options.site),
            None => None,
        };
        let places = places.unwrap_or_else(|| before.places.clone());
        // Of the first build nothing is new: else an archive's old warnings would cover every page.
        let flags: Vec<bool> = flags.iter().map(|f| *f && cause.is_some()).collect();
        let state = before.after(places, changed, &outcome.said, &flags);
        self.state.send_replace(Arc::new(state));
        self.audience.hear(&News::Built {
            cause,
            outcome: &outcome,
            said: &worth_telling,
            took,
        });
        self.files = files;
        self.said = outcome.said;
    }

    /// Builds, and waits for another process that is building.
    fn outcome(&self, first: bool) -> Outcome {
        loop {
            let progress: &dyn Progress = if first { &*self.audience } else { &Silent };
            let run = || build(&self.options.site, progress);
            let outcome =
                std::panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Outcome {
                    said: vec![messages::build_panicked()],
                    summary: None,
                });
            if self.pending.stopped() || !outcome.said.iter().any(|d| d.kind == "build-running") {
                return outcome;
            }
            std::thread::sleep(BUSY);
        }
    }
}

fn cause(changes: &Changes, watch: Option<&Watch>) -> Cause {
    let first = changes.paths.first().zip(watch);
    Cause {
        first: first
            .map(|(path, watch)| watch.shown(path))
            .unwrap_or_default(),
        more: changes.paths.len().saturating_sub(1) + changes.more,
    }
}
