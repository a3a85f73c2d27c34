//! Requests and answers.

use crate::child::Server;
use crate::common::{self, project, write};
use crate::{PAGE, SCRIPT, site};

#[test]
fn pages_and_files_have_their_types() {
    let dir = site();
    let server = Server::start(dir.path(), &["--base-url", "https://x.example/"]);
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        (PAGE, "text/html; charset=utf-8"),
        ("/morgue.css", "text/css; charset=utf-8"),
        ("/today.js", "text/javascript; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/data.json", "application/json; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ] {
        let answer = server.get(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, kind),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
        let has_script = answer.text().contains(SCRIPT);
        assert_eq!(has_script, kind.starts_with("text/html"), "{path}");
        let head = server.ask("HEAD", path, &[]);
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        let length = answer.body.len().to_string();
        assert_eq!(head.header("content-length"), length, "{path}");
        assert_eq!(head.header("etag"), answer.header("etag"), "{path}");
    }
    let without = server.get(PAGE).text();
    let script = without.lines().find(|l| l.starts_with(SCRIPT)).unwrap();
    let on_disk = std::fs::read_to_string(dir.path().join("public").join(&PAGE[1..])).unwrap();
    assert_eq!(without.replace(&format!("{script}\n"), ""), on_disk);
}

#[test]
fn parts_of_files_are_sent() {
    let dir = site();
    let server = Server::start(dir.path(), &[]);
    let ask = |headers: &[(&str, &str)]| server.ask("GET", "/data.json", headers);
    let whole = ask(&[]);
    assert_eq!((whole.status, whole.text().as_str()), (200, "0123456789"));
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let tag = whole.header("etag").to_owned();
    for (headers, status, range, body) in [
        (vec![("Range", "bytes=2-4")], 206, "bytes 2-4/10", "234"),
        (vec![("Range", "bytes=-2")], 206, "bytes 8-9/10", "89"),
        (vec![("Range", "bytes=7-")], 206, "bytes 7-9/10", "789"),
        (vec![("Range", "bytes=10-")], 416, "bytes */10", ""),
        (vec![("Range", "bytes=0-1,3-4")], 200, "", "0123456789"),
        (
            vec![("Range", "bytes=2-4"), ("If-Range", &tag)],
            206,
            "bytes 2-4/10",
            "234",
        ),
        (
            vec![("Range", "bytes=2-4"), ("If-Range", "\"x\"")],
            200,
            "",
            "0123456789",
        ),
        (vec![("If-None-Match", &tag)], 304, "", ""),
    ] {
        let answer = ask(&headers);
        assert_eq!(answer.status, status, "{headers:?}");
        assert_eq!(
            (answer.header("content-range"), answer.text().as_str()),
            (range, body),
            "{headers:?}"
        );
    }
    let head = server.ask("HEAD", "/data.json", &[("Range", "bytes=2-4")]);
    assert_eq!((head.status, head.header("content-length")), (200, "10"));
}

#[test]
fn addresses_lead_where_github_pages_leads_them() {
    let dir = site();
    let server = Server::start(dir.path(), &["--base-url", "https://x.example/repo"]);
    assert!(server.url.ends_with("/repo/"), "{}", server.url);
    for (path, status, location) in [
        ("/repo/", 200, ""),
        ("/repo", 301, "/repo/"),
        ("/", 302, "/repo/"),
        ("/repo/2021", 301, "/repo/2021/"),
        ("/repo/2021?a=b", 301, "/repo/2021/?a=b"),
        ("/repo/2021/", 200, ""),
        ("/repo/2021/06/16/library-cat-retires", 200, ""),
        ("/repo/2021/06/16/library-cat-retires/", 404, ""),
        (PAGE, 404, ""),
        ("/repo/nothing", 404, ""),
        ("/other/", 404, ""),
    ] {
        let answer = server.get(path);
        assert_eq!(
            (answer.status, answer.header("location")),
            (status, location),
            "{path}"
        );
        if status == 404 {
            let text = answer.text();
            assert!(
                text.contains("Not in the files") && text.contains(SCRIPT),
                "{path}"
            );
        }
    }
}

#[test]
fn foreign_clients_are_refused() {
    let dir = site();
    let server = Server::start(dir.path(), &[]);
    let port = server.host.rsplit(':').next().unwrap();
    let near = format!("127.0.0.1.evil.example:{port}");
    for host in [
        "evil.example",
        "localhost:1",
        "",
        &near,
        &format!("0.0.0.0:{port}"),
    ] {
        assert_eq!(
            server.ask("GET", "/", &[("Host", host)]).status,
            403,
            "{host}"
        );
    }
    for host in ["localhost", "[::1]", "LocalHost"] {
        let host = format!("{host}:{port}");
        assert_eq!(
            server.ask("GET", "/", &[("Host", &host)]).status,
            200,
            "{host}"
        );
    }
    assert_eq!(
        server
            .raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
            .status,
        400
    );
    let twice = format!("Host: {0}\r\nHost: {0}\r\n", server.host);
    let head = format!("GET / HTTP/1.1\r\n{twice}Connection: close\r\n\r\n");
    assert_eq!(server.raw(head.as_bytes()).status, 400);
    assert_eq!(server.get("http://evil.example/").status, 403);
    for origin in ["http://evil.example", "null", "http://localhost:1"] {
        let answer = server.ask("GET", "/__morgue/events", &[("Origin", origin)]);
        assert_eq!(answer.status, 403, "{origin}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "X"] {
        let answer = server.ask(method, "/", &[("Content-Length", "0")]);
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, "GET, HEAD"),
            "{method}"
        );
    }
}

#[test]
fn no_path_leads_out_and_no_request_stops_it() {
    let dir = site();
    write(dir.path(), "secret.html", b"the secret");
    let server = Server::start(dir.path(), &[]);
    let long = format!("/{}", "../".repeat(1000));
    for path in [
        "/../secret.html",
        "/2021/../../secret.html",
        "/%2e%2e/secret.html",
        "/%2e%2e%2fsecret.html",
        "/..%5csecret.html",
        "/..\\secret.html",
        "//secret.html",
        "/secret.html%00",
        "/%00",
        "/%c0%ae%c0%ae/secret.html",
        "/.morgue-manifest",
        "/__morgue/../secret.html",
        "/__morgue/%2e%2e/secret.html",
        "../secret.html",
        "secret.html",
        &long,
    ] {
        let answer = server.get(path);
        assert!(
            (400..500).contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        assert!(!answer.text().contains("the secret"), "{path}");
    }
    let host = &server.host;
    let lines: String = (0..500).map(|n| format!("X-{n}: y\r\n")).collect();
    let requests: Vec<Vec<u8>> = vec![
        b"\0\xff\xfe\r\n\r\n".to_vec(),
        b"GET\r\n\r\n".to_vec(),
        b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        [b"\x16\x03\x01".as_slice(), &[0; 200]].concat(),
        format!(
            "GET /{} HTTP/1.1\r\nHost: {host}\r\n\r\n",
            "x".repeat(100_000)
        )
        .into(),
        format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n",
            "x".repeat(100_000)
        )
        .into(),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\n{lines}\r\n").into(),
    ];
    for request in requests {
        let status = server.raw(&request).status;
        assert!(status == 0 || (400..600).contains(&status), "{status}");
        assert_eq!(server.get("/").status, 200);
    }
}

#[test]
fn the_demo_is_served_as_it_is_built() {
    let dir = tempfile::tempdir().unwrap();
    let root = project();
    let output = dir.path().join("site");
    let server = Server::start(
        dir.path(),
        &[root.to_str().unwrap(), "--output", output.to_str().unwrap()],
    );
    let built = common::tree(&output);
    let pages: Vec<_> = built.keys().filter(|n| !n.starts_with('.')).collect();
    assert!(pages.len() > 100);
    for page in pages {
        assert_eq!(server.get(&format!("/{page}")).status, 200, "{page}");
    }
}
