//! What `serve` says, one function a message.

use crate::diag::Diagnostic;
use std::io;

/// The port that was asked for is taken.
pub(super) fn port_taken(at: &str) -> Diagnostic {
    Diagnostic::error("port", "", format!("another program serves at {at}")).hint(
        "end it, or name another port with --port; without --port the first free one is taken",
    )
}

/// None of the ports that are tried by themselves is free.
pub(super) fn ports_taken(first: u16, last: u16) -> Diagnostic {
    Diagnostic::error(
        "port",
        "",
        format!("other programs serve at all ports from {first} to {last}"),
    )
    .hint("name a port with --port, or 0 for any that is free")
}

/// A host name that means nothing here.
pub(super) fn no_such_host(host: &str, why: &io::Error) -> Diagnostic {
    Diagnostic::error("host", "", format!("cannot find the host {host}: {why}"))
        .hint("name an address of this machine with --host, or 0.0.0.0 for all of them")
}

/// The system refuses to serve at an address.
pub(super) fn cannot_bind(at: &str, why: &io::Error) -> Diagnostic {
    Diagnostic::error("host", "", format!("cannot serve at {at}: {why}"))
}

/// The system refuses something that a server needs.
pub(super) fn no_server(why: &io::Error) -> Diagnostic {
    Diagnostic::error("serve", "", format!("cannot serve: {why}"))
}

/// Changes cannot be seen.
pub(super) fn not_watched(place: &str, why: &notify::Error) -> Diagnostic {
    let said = Diagnostic::warning(
        "not-watched",
        place,
        format!("changes here will not be seen: {why}"),
    );
    match why.kind {
        notify::ErrorKind::MaxFilesWatch => {
            said.hint("allow more watches with `sysctl fs.inotify.max_user_watches=524288`")
        }
        _ => said.hint("start `morgue serve` again after a change"),
    }
}

/// The browser did not start.
pub(super) fn no_browser(why: &str) -> Diagnostic {
    Diagnostic::warning("browser", "", format!("cannot open a browser: {why}"))
}

/// A fault of this program ended a build. The server goes on, for the next change may avoid it.
pub(super) fn build_panicked() -> Diagnostic {
    Diagnostic::error(
        "panic",
        "",
        "the build failed through a fault of morgue's own",
    )
    .hint("the lines above say where; please report them")
}
