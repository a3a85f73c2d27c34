//! Where to serve: the host, and a port that is free.

use super::{PORT, messages};
use crate::diag::Diagnostic;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, ToSocketAddrs as _};

/// How many ports after the usual one are tried where none was named.
const MORE_PORTS: u16 = 10;

/// An address that is served at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// As the user named it, without brackets; `None` for this machine alone.
    pub(super) host: Option<String>,
    /// What was bound.
    pub(super) at: SocketAddr,
}

impl Address {
    /// Binds the address. A port that was named is that port or an error, since whoever names one
    /// has a reason; the usual one gives way to the next that is free.
    pub(super) fn bind(
        host: Option<&str>,
        port: Option<u16>,
    ) -> Result<(TcpListener, Self), Diagnostic> {
        let host = host.map(|h| h.trim_start_matches('[').trim_end_matches(']'));
        let ip = resolve(host)?;
        let ports = port.map_or(PORT..=PORT + MORE_PORTS, |p| p..=p);
        for candidate in ports {
            let at = SocketAddr::new(ip, candidate);
            match TcpListener::bind(at).and_then(|l| Ok((l.local_addr()?, l))) {
                Ok((at, listener)) => {
                    let host = host.map(str::to_ascii_lowercase);
                    return Ok((listener, Address { host, at }));
                }
                Err(e) if e.kind() == io::ErrorKind::AddrInUse && port.is_none() => {}
                Err(e) if e.kind() == io::ErrorKind::AddrInUse => {
                    return Err(messages::port_taken(&at.to_string()));
                }
                Err(e) => return Err(messages::cannot_bind(&at.to_string(), &e)),
            }
        }
        Err(messages::ports_taken(PORT, PORT + MORE_PORTS))
    }

    /// The address of a page for people to visit. `path` begins with a slash.
    pub(super) fn url(&self, path: &str) -> String {
        let port = self.at.port();
        match &self.host {
            // All addresses of the machine have no name of their own; this one always works here.
            _ if self.at.ip().is_unspecified() => format!("http://localhost:{port}{path}"),
            Some(name) if name.parse::<IpAddr>().is_err() => format!("http://{name}:{port}{path}"),
            _ => format!("http://{}{path}", self.at),
        }
    }
}

fn resolve(host: Option<&str>) -> Result<IpAddr, Diagnostic> {
    let Some(host) = host else {
        return Ok(IpAddr::V4(Ipv4Addr::LOCALHOST));
    };
    if let Ok(ip) = host.parse() {
        return Ok(ip);
    }
    (host, 0)
        .to_socket_addrs()
        .and_then(|mut found| {
            found
                .next()
                .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
        })
        .map(|at| at.ip())
        .map_err(|e| messages::no_such_host(host, &e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_port_that_is_taken_is_an_error() {
        let (_held, address) = Address::bind(None, Some(0)).unwrap();
        assert!(address.at.ip().is_loopback());
        let said = Address::bind(None, Some(address.at.port())).unwrap_err();
        assert_eq!(said.kind, "port");
        assert!(said.hint.is_some());
    }

    #[test]
    fn the_usual_port_gives_way() {
        let (_first, one) = Address::bind(None, None).unwrap();
        let (_second, other) = Address::bind(None, None).unwrap();
        assert!(other.at.port() > one.at.port());
    }

    #[test]
    fn addresses_can_be_visited() {
        let url = |host: Option<&str>, at: &str| {
            Address {
                host: host.map(str::to_owned),
                at: at.parse().unwrap(),
            }
            .url("/repo/")
        };
        assert_eq!(url(None, "127.0.0.1:80"), "http://127.0.0.1:80/repo/");
        assert_eq!(url(Some("::1"), "[::1]:80"), "http://[::1]:80/repo/");
        assert_eq!(
            url(Some("0.0.0.0"), "0.0.0.0:80"),
            "http://localhost:80/repo/"
        );
        assert_eq!(
            url(Some("desk.lan"), "192.168.0.2:80"),
            "http://desk.lan:80/repo/"
        );
    }
}
