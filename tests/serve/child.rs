//! The server as a child process, and a client that says exactly what it is told to.

use crate::common;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take before a test fails: far beyond what is normal, for tests run on busy
/// machines.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A server that ends with the test.
pub(crate) struct Server {
    child: Child,
    out: BufReader<std::process::ChildStdout>,
    /// `127.0.0.1:PORT`.
    pub(crate) host: String,
    /// The address that it printed.
    pub(crate) url: String,
    /// Every line that it printed before.
    pub(crate) lines: Vec<String>,
}

impl Server {
    /// Serves a folder at a free port.
    pub(crate) fn start(folder: &Path, args: &[&str]) -> Server {
        let log = File::create(folder.join("stderr.log")).unwrap();
        let mut child = common::morgue()
            .current_dir(folder)
            .args(["serve", "--port", "0"])
            .args(args)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut lines = Vec::new();
        let url = loop {
            let mut line = String::new();
            assert!(
                out.read_line(&mut line).unwrap() > 0,
                "it ended early: {lines:?}"
            );
            let line = line.trim_end().to_owned();
            if let Some(rest) = line.strip_prefix("Serving ") {
                break rest.split(' ').next().unwrap().to_owned();
            }
            lines.push(line);
        };
        let host = url["http://".len()..].split('/').next().unwrap().to_owned();
        Server {
            child,
            out,
            host,
            url,
            lines,
        }
    }

    /// A connection that gives up at last.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// What the server answers to these very bytes, until it closes.
    pub(crate) fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // It may answer and close before all is sent.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::read(&bytes)
    }

    /// One request on a connection of its own. `path` goes out as it is.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let host = if headers.iter().any(|(name, _)| *name == "Host") {
            String::new()
        } else {
            format!("Host: {}\r\n", self.host)
        };
        let more: String = headers
            .iter()
            .map(|(n, v)| format!("{n}: {v}\r\n"))
            .collect();
        let head = format!("{method} {path} HTTP/1.1\r\n{host}{more}Connection: close\r\n\r\n");
        self.raw(head.as_bytes())
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Opens the event stream.
    pub(crate) fn events(&self) -> Events {
        let mut stream = self.connect();
        let host = &self.host;
        write!(
            stream,
            "GET /__morgue/events HTTP/1.1\r\nHost: {host}\r\n\r\n"
        )
        .unwrap();
        Events(BufReader::new(stream))
    }

    /// The next line that it prints.
    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// Its memory in kilobytes and its open files, where the system tells.
    pub(crate) fn size(&self) -> Option<(usize, usize)> {
        let of = format!("/proc/{}", self.child.id());
        let status = std::fs::read_to_string(format!("{of}/status")).ok()?;
        let memory = status.lines().find_map(|l| l.strip_prefix("VmRSS:"))?;
        let memory = memory.split_whitespace().next()?.parse().ok()?;
        Some((memory, std::fs::read_dir(format!("{of}/fd")).ok()?.count()))
    }

    /// Sends Ctrl-C and waits for the end.
    #[cfg(unix)]
    pub(crate) fn interrupt(mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-INT", &id])
            .status();
        assert!(sent.unwrap().success());
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "Ctrl-C does not end it");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Answer {
        let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") else {
            return Answer::default();
        };
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok());
        Answer {
            status: status.unwrap_or(0),
            body: bytes[end + 4..].to_vec(),
            head,
        }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header's value, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        let of = |line: &'_ str| {
            line.split_once(": ")
                .map(|(n, _)| n.eq_ignore_ascii_case(name))
        };
        let line = self.head.lines().find(|l| of(l) == Some(true));
        line.and_then(|l| l.split_once(": ")).map_or("", |(_, v)| v)
    }
}

/// An event stream.
pub(crate) struct Events(BufReader<TcpStream>);

impl Events {
    /// Waits for an event that is wanted. Events that are not may come before it: saving a file may
    /// cause more than one build.
    pub(crate) fn until(
        &mut self,
        wanted: impl Fn(&serde_json::Value) -> bool,
    ) -> serde_json::Value {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream ended");
            if let Some(data) = line.strip_prefix("data: ") {
                let event = serde_json::from_str(data).unwrap();
                if wanted(&event) {
                    return event;
                }
            }
        }
        panic!("no such event came");
    }
}
