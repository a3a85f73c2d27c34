//! What the pages in the browser need to know of the builds: which version they show, and what was
//! said about the latest one.

use super::places::Places;
use crate::diag::{Diagnostic, Severity};
use hyper::body::Bytes;
use serde_json::json;
use std::collections::HashSet;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

/// Most diagnostics that a page shows; the terminal has them all.
const SHOWN: usize = 50;

/// The latest of everything. Immutable: a build makes a new one.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// Differs between any two states of the site's files, also across restarts of the server, so that
    /// a page that was open meanwhile knows that it is old.
    pub(super) version: String,
    pub(super) places: Places,
    /// The event that tells all this to a page, ready to be sent.
    pub(super) event: Bytes,
    run: u64,
    /// Counts states of the files.
    site: u64,
    /// Counts builds.
    builds: u64,
}

impl State {
    /// Before the first build.
    pub(super) fn new(places: Places) -> Self {
        // The hasher's keys are random, which tells this run from others without asking a clock.
        let mut state = State {
            version: String::new(),
            places,
            event: Bytes::new(),
            run: RandomState::new().build_hasher().finish(),
            site: 0,
            builds: 0,
        };
        state.retell(&[], &[]);
        state
    }

    /// After a build; `fresh` tells for each of its diagnostics whether it is new.
    pub(super) fn after(
        &self,
        places: Places,
        changed: bool,
        said: &[Diagnostic],
        fresh: &[bool],
    ) -> Self {
        let mut state = State {
            places,
            site: self.site + u64::from(changed),
            builds: self.builds + 1,
            ..self.clone()
        };
        state.retell(said, fresh);
        state
    }

    fn retell(&mut self, said: &[Diagnostic], fresh: &[bool]) {
        self.version = format!("{:x}-{}", self.run, self.site);
        let build = format!("{:x}-{}", self.run, self.builds);
        let event = report(&self.version, &build, said, fresh);
        self.event = Bytes::from(format!("retry: 500\nevent: state\ndata: {event}\n\n"));
    }
}

/// What a page is told, on one line: JSON escapes every line end inside of strings.
fn report(version: &str, build: &str, said: &[Diagnostic], fresh: &[bool]) -> serde_json::Value {
    let count = |severity| said.iter().filter(|d| d.severity == severity).count();
    let mut shown: Vec<(&bool, &Diagnostic)> = fresh
        .iter()
        .zip(said)
        .filter(|(_, d)| d.severity != Severity::Note)
        .collect();
    // Errors first, then what is new: with thousands of old warnings the new one must not be cut off.
    shown.sort_by_key(|(fresh, d)| (d.severity, !**fresh));
    let shown: Vec<_> = shown
        .iter()
        .take(SHOWN)
        .map(|(fresh, d)| {
            json!({
                "severity": d.severity.word(), "file": d.file, "line": d.line, "column": d.column,
                "message": d.message, "hint": d.hint, "fresh": fresh,
            })
        })
        .collect();
    json!({
        "version": version,
        "build": build,
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "shown": shown,
    })
}

/// For each diagnostic of a build, whether the build before did not have it.
pub(super) fn fresh(before: &[Diagnostic], now: &[Diagnostic]) -> Vec<bool> {
    // Without the line, since every line below an edit moves.
    fn frame(d: &Diagnostic) -> (&str, &str, &str) {
        (&d.kind, &d.file, &d.message)
    }
    let known: HashSet<_> = before.iter().map(frame).collect();
    now.iter().map(|d| !known.contains(&frame(d))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warning(message: &str) -> Diagnostic {
        Diagnostic::warning("w", "content/a.txt", message)
    }

    #[test]
    fn what_is_new_is_shown_first_after_errors() {
        let old: Vec<_> = (0..200).map(|n| warning(&n.to_string())).collect();
        let mut now = old.clone();
        now[7] = now[7].clone().at(3);
        now.push(warning("new").at(2));
        now.push(Diagnostic::error("e", "x.html", "broken\nbadly"));
        now.push(Diagnostic::note("n", "", "unimportant"));
        let flags = fresh(&old, &now);
        let report = report("v", "b", &now, &flags);
        assert_eq!(report["errors"], 1);
        assert_eq!(report["warnings"], 201);
        let shown = report["shown"].as_array().unwrap();
        assert_eq!(shown.len(), SHOWN);
        assert_eq!(
            (&shown[0]["file"], &shown[0]["fresh"]),
            (&json!("x.html"), &json!(true))
        );
        assert_eq!(
            (&shown[1]["message"], &shown[1]["line"]),
            (&json!("new"), &json!(2))
        );
        assert_eq!(shown[2]["fresh"], false);
        assert!(!report.to_string().contains('\n'));
    }

    #[test]
    fn versions_tell_states_of_files_and_runs_apart() {
        let places = Places::usual(&crate::Options::default());
        let first = State::new(places.clone());
        let same = first.after(places.clone(), false, &[], &[]);
        let next = same.after(places.clone(), true, &[], &[]);
        assert_eq!(first.version, same.version);
        assert_ne!(same.event, first.event);
        assert_ne!(next.version, same.version);
        assert_ne!(State::new(places).version, first.version);
    }
}
