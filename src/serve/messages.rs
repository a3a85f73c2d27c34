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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_reads_well() {
        let why = || io::Error::from(io::ErrorKind::PermissionDenied);
        let full = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
        let all = [
            port_taken("127.0.0.1:8000"),
            ports_taken(1846, 1856),
            no_such_host("desk.lan", &io::Error::from(io::ErrorKind::NotFound)),
            cannot_bind("127.0.0.1:80", &why()),
            no_server(&why()),
            not_watched("content", &notify::Error::io(why())),
            not_watched("content", &full),
            no_browser("xdg-open: not found"),
            build_panicked(),
        ];
        let all: Vec<String> = all.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(all.join("\n\n"), @r"
        error: another program serves at 127.0.0.1:8000
        hint: end it, or name another port with --port; without --port the first free one is taken

        error: other programs serve at all ports from 1846 to 1856
        hint: name a port with --port, or 0 for any that is free

        error: cannot find the host desk.lan: entity not found
        hint: name an address of this machine with --host, or 0.0.0.0 for all of them

        error: cannot serve at 127.0.0.1:80: permission denied

        error: cannot serve: permission denied

        warning: changes here will not be seen: permission denied
         --> content
        hint: start `morgue serve` again after a change

        warning: changes here will not be seen: OS file watch limit reached.
         --> content
        hint: allow more watches with `sysctl fs.inotify.max_user_watches=524288`

        warning: cannot open a browser: xdg-open: not found

        error: the build failed through a fault of morgue's own
        hint: the lines above say where; please report them
        ");
    }
}
