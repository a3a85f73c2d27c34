//! Who may ask: requests that name this server, and event streams that its own pages open.
//!
//! Any page of the web can make a browser send requests to this machine. Such a page reads no answer
//! without CORS, which is never granted; but a name of its own that it points at 127.0.0.1 after
//! loading (DNS rebinding) makes it the same origin. Only the name in the request tells: that of this
//! server, or the other one.

use super::address::Address;
use hyper::header::{HOST, HeaderMap, HeaderValue, ORIGIN};
use hyper::http::uri::Authority;
use hyper::{StatusCode, Uri};
use std::net::IpAddr;

/// Names and port that this server answers for.
#[derive(Debug)]
pub(super) struct Guard {
    names: Vec<String>,
    /// Served at all addresses of the machine: then any address will do. An address in place of a name
    /// cannot have been rebound.
    any_address: bool,
    port: u16,
}

impl Guard {
    pub(super) fn new(address: &Address) -> Self {
        let mut names: Vec<String> = ["localhost", "127.0.0.1", "[::1]"]
            .map(str::to_owned)
            .into();
        names.extend(address.host.clone());
        names.push(match address.at.ip() {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        });
        Guard {
            names,
            any_address: address.at.ip().is_unspecified(),
            port: address.at.port(),
        }
    }

    /// Whether a request is for this server.
    pub(super) fn host(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), StatusCode> {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return Err(StatusCode::BAD_REQUEST);
        };
        // An absolute address in the request line counts more than the header, so both have to be right.
        let named = uri.authority().is_none_or(|a| self.knows(a.as_str()));
        match host.to_str() {
            Ok(host) if named && self.knows(host) => Ok(()),
            _ => Err(StatusCode::FORBIDDEN),
        }
    }

    /// Whether an event stream is asked for by a page of this server, as far as the browser tells.
    pub(super) fn own_page(&self, headers: &HeaderMap) -> bool {
        let origin = headers.get(ORIGIN).is_none_or(|origin| {
            let origin = origin.to_str().unwrap_or_default();
            origin
                .strip_prefix("http://")
                .is_some_and(|authority| self.knows(authority))
        });
        let same = |site: &HeaderValue| site == "same-origin" || site == "none";
        origin && headers.get("sec-fetch-site").is_none_or(same)
    }

    /// Whether `name:port` is this server.
    fn knows(&self, authority: &str) -> bool {
        let Ok(parsed) = authority.parse::<Authority>() else {
            return false;
        };
        if authority.contains('@') || parsed.port_u16().unwrap_or(80) != self.port {
            return false;
        }
        let name = parsed.host();
        self.names.iter().any(|n| n.eq_ignore_ascii_case(name))
            || (self.any_address && is_address(name))
    }
}

fn is_address(name: &str) -> bool {
    name.trim_start_matches('[')
        .trim_end_matches(']')
        .parse::<IpAddr>()
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(host: Option<&str>, at: &str) -> Guard {
        Guard::new(&Address {
            host: host.map(str::to_owned),
            at: at.parse().unwrap(),
        })
    }

    #[test]
    fn only_names_of_this_machine_are_known() {
        let here = guard(None, "127.0.0.1:1846");
        for known in [
            "localhost:1846",
            "LOCALHOST:1846",
            "127.0.0.1:1846",
            "[::1]:1846",
        ] {
            assert!(here.knows(known), "{known}");
        }
        for foreign in [
            "",
            "localhost",
            "localhost:1847",
            "localhost:",
            "localhost.:1846",
            "evil.example:1846",
            "localhost:1846@evil.example:1846",
            "x@localhost:1846",
            "127.0.0.1.evil.example:1846",
            "192.168.0.2:1846",
            "0.0.0.0:1846",
            "127.0.0.1:1846/",
            "127.0.0.1:01846x",
        ] {
            assert!(!here.knows(foreign), "{foreign}");
        }
        assert!(guard(None, "127.0.0.1:80").knows("localhost"));
    }

    #[test]
    fn a_host_that_was_named_is_known() {
        assert!(guard(Some("desk.lan"), "192.168.0.2:99").knows("desk.lan:99"));
        assert!(guard(Some("desk.lan"), "192.168.0.2:99").knows("192.168.0.2:99"));
        let all = guard(Some("0.0.0.0"), "0.0.0.0:99");
        assert!(all.knows("192.168.0.2:99") && all.knows("[fe80::1]:99"));
        assert!(!all.knows("evil.example:99"));
    }

    #[test]
    fn foreign_pages_get_no_events() {
        let guard = guard(None, "127.0.0.1:1846");
        let with = |name: &'static str, value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, HeaderValue::from_static(value));
            guard.own_page(&headers)
        };
        assert!(guard.own_page(&HeaderMap::new()));
        assert!(with("origin", "http://localhost:1846"));
        assert!(with("sec-fetch-site", "same-origin"));
        for (name, value) in [
            ("origin", "null"),
            ("origin", "http://evil.example"),
            ("origin", "https://localhost:1846"),
            ("origin", "http://localhost:1847"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            assert!(!with(name, value), "{name}: {value}");
        }
    }
}
