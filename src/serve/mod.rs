//! `morgue serve`: the site as a host would show it, built anew and shown anew with every change.
//!
//! ```text
//! files ─watch→ Pending ─rebuild→ State (version, where the site is, what was said)
//!                                   │ watch channel
//!              browser ←http─ answer ┘ pages from the output folder, events from the channel
//! ```
//!
//! One thread builds, another serves. They share nothing but the latest `State`, which
//! is immutable. The output folder holds what `morgue build` would write, byte for byte: what makes a
//! page reload itself is added to responses only.

mod address;
mod answer;
mod body;
mod browser;
mod connections;
mod file;
mod guard;
mod locate;
mod messages;
mod page;
mod patience;
mod pending;
mod places;
mod range;
mod rebuild;
mod state;
mod types;
mod watch;

use crate::build::{Outcome, Progress};
use crate::diag::Diagnostic;
use address::Address;
use guard::Guard;
use rebuild::Rebuild;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch as channel;

/// The port where none is named: the year in which the Associated Press was founded.
const PORT: u16 = 1846;

/// How long the end of the program waits for a build that is running.
const LAST_BUILD: Duration = Duration::from_secs(5);

/// What to serve, and to whom.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The site, as `build` takes it.
    pub site: crate::Options,
    /// Serve at this name or address instead of 127.0.0.1.
    pub host: Option<String>,
    /// Serve at this port; 0 for any that is free. Without it the first free one of a few is taken.
    pub port: Option<u16>,
    /// Show the front page in the browser.
    pub open: bool,
}

/// What the server tells while it runs.
#[derive(Debug)]
#[non_exhaustive]
pub enum News<'a> {
    /// The site can be visited.
    Serving {
        /// Address of the front page.
        address: &'a str,
    },
    /// A build is done.
    Built {
        /// What caused it; `None` for the first one.
        cause: Option<&'a Cause>,
        /// What it found and did.
        outcome: &'a Outcome,
        /// Its errors, and what else it says that the build before did not say.
        said: &'a [Diagnostic],
        /// How long it took.
        took: Duration,
    },
    /// Something that does not end the server.
    Trouble(&'a Diagnostic),
}

/// What changed on the disk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cause {
    /// The first changed file, as the user would type it from the site folder; empty where the system
    /// lost count.
    pub first: String,
    /// How many more changed.
    pub more: usize,
}

/// Who hears it: the terminal, or a test. Its [`Progress`] is that of the first build.
pub trait Audience: Progress + Send {
    /// Called from the building thread, in order.
    fn hear(&self, news: &News<'_>);
}

/// Builds and serves the site until Ctrl-C.
///
/// # Errors
/// The address cannot be served at, or the system refuses what a server needs. A site that cannot be
/// built is no such error: it is shown, and heals when its files do.
pub fn serve(options: &Options, audience: Arc<dyn Audience>) -> Result<(), Diagnostic> {
    let fault = |e| messages::no_server(&e);
    let (listener, address) = Address::bind(options.host.as_deref(), options.port)?;
    listener.set_nonblocking(true).map_err(fault)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(4)
        .build()
        .map_err(fault)?;
    let rebuild = Rebuild::new(options, &address, audience);
    let (mut state, pending) = (rebuild.state(), rebuild.pending());
    let guard = Guard::new(&address);
    let ended = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        // Asked for before the first build, so that Ctrl-C ends that one in good order too.
        let interrupt = tokio::signal::ctrl_c();
        let server = Arc::new(answer::Server::new(guard, state.clone()));
        tokio::spawn(connections::accept(listener, server));
        std::thread::Builder::new()
            .name("rebuild".to_owned())
            .spawn(move || rebuild.run())?;
        interrupt.await?;
        pending.stop();
        // The channel closes when the building thread ends. A build that takes longer may be cut off:
        // the next one heals what it leaves.
        let _ = tokio::time::timeout(LAST_BUILD, closed(&mut state)).await;
        Ok(())
    });
    // Dropping the runtime would wait for reads of files that no one asks for any more.
    runtime.shutdown_background();
    ended.map_err(fault)
}

async fn closed(state: &mut channel::Receiver<Arc<state::State>>) {
    while state.changed().await.is_ok() {}
}
