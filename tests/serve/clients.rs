//! Clients that are many, slow or silent.

use crate::child::{PATIENCE, Server};
use crate::site;
use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

#[test]
fn silent_and_slow_clients_keep_no_one_out() {
    let dir = site();
    let server = Server::start(dir.path(), &[]);
    // More than may be connected at once, and none of them says anything.
    let silent: Vec<_> = (0..450).map(|_| server.connect()).collect();
    assert_eq!(server.get("/").status, 200);
    let mut slow = server.connect();
    let begun = Instant::now();
    let mut refused = false;
    while begun.elapsed() < PATIENCE && !refused {
        assert_eq!(server.get("/").status, 200);
        // A byte now and then is no progress: the head as a whole has its time.
        refused = slow.write_all(b"G").is_err() || ended(&mut slow);
    }
    assert!(refused, "a client may take for ever");
    drop(silent);
}

/// Whether the other side has closed, told without waiting long.
fn ended(stream: &mut std::net::TcpStream) -> bool {
    stream
        .set_read_timeout(Some(Duration::from_millis(200)))
        .unwrap();
    let mut rest = [0; 512];
    match stream.read(&mut rest) {
        Ok(length) => length == 0,
        Err(e) => !matches!(
            e.kind(),
            std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
        ),
    }
}

#[test]
fn two_hundred_clients_are_kept() {
    let dir = site();
    let server = Server::start(dir.path(), &[]);
    let alone = server.size();
    let mut clients: Vec<_> = (0..200).map(|_| server.connect()).collect();
    let mut warm = None;
    let paths = ["/data.json", "/morgue.css", "/robots.txt"];
    let bodies = paths.map(|path| server.get(path).body);
    let begun = Instant::now();
    let mut rounds = 0;
    // Tests are short; `MORGUE_TEST_SECONDS=60` makes it the minute that was promised.
    let seconds = std::env::var("MORGUE_TEST_SECONDS")
        .ok()
        .and_then(|s| s.parse().ok());
    let long = Duration::from_secs(seconds.unwrap_or(3));
    while begun.elapsed() < long || rounds < 3 {
        let (path, body) = (paths[rounds % 3], &bodies[rounds % 3]);
        for client in &mut clients {
            write!(
                client,
                "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n",
                server.host
            )
            .unwrap();
        }
        for client in &mut clients {
            assert_eq!(&body_of(client), body, "{path}");
        }
        rounds += 1;
        if rounds == 3 {
            warm = server.size();
        }
    }
    drop(clients);
    let Some(((_, files), (memory, _))) = alone.zip(warm) else {
        return;
    };
    // The last connections take a moment to close.
    let begun = Instant::now();
    while server.size().is_some_and(|(_, now)| now > files) {
        assert!(begun.elapsed() < PATIENCE, "connections are left open");
        std::thread::sleep(Duration::from_millis(50));
    }
    let after = server.size().map_or(0, |(now, _)| now);
    assert!(
        after < memory + 16 * 1024,
        "from {memory} to {after} kB in {rounds} rounds"
    );
}

/// Reads one answer from a connection that stays open.
fn body_of(stream: &mut std::net::TcpStream) -> Vec<u8> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    let length = head
        .lines()
        .find_map(|l| l.strip_prefix("content-length: "))
        .unwrap();
    let mut body = vec![0; length.parse().unwrap()];
    stream.read_exact(&mut body).unwrap();
    body
}
