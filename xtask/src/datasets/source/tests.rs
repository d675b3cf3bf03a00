//! The order of the sources and what they may give, against a real server on a free port.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use super::*;
use crate::datasets::catalogue::Role;
use crate::gzip::gzip;
use spec::catalogue::DatasetId;

/// SHA-256 of the four bytes `good`.
const GOOD: &str = "770e607624d689265ca6c44884d0807d9b054d23c473c106c72be9de08b7376c";

/// Serves one body, whatever is asked for, and gives its address.
fn serve(status: &'static str, body: Vec<u8>) -> &'static str {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("it listens").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines();
            while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
            let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            let mut stream = &stream;
            stream.write_all(head.as_bytes()).ok();
            stream.write_all(&body).ok();
        }
    });
    Box::leak(format!("http://127.0.0.1:{port}/").into_boxed_str())
}

fn dataset(urls: &[&'static str]) -> Dataset {
    let sources: Vec<Source> = urls.iter().map(|url| Source::Folder { url }).collect();
    Dataset {
        id: DatasetId::Mnist,
        homepage: "",
        licence: "",
        citation: "",
        files: &[File { role: Role::TrainImages, name: "images", bytes: 4, sha256: Some(GOOD) }],
        sources: Box::leak(sources.into_boxed_slice()),
        optional: false,
        about: "no time",
    }
}

fn bring(urls: &[&'static str]) -> Result<Import> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    first_that_answers(&dataset(urls), folder.path())
}

#[test]
fn the_first_source_that_answers_is_taken() {
    let missing = serve("404 Not Found", Vec::new());
    let good = serve("200 OK", gzip(b"good"));
    let never = serve("200 OK", gzip(b"evil"));
    let brought = bring(&[missing, good, never]).expect("the second is right");
    assert_eq!(brought.files, [b"good"]);
    assert_eq!(brought.from, good);
}

#[test]
fn a_source_with_other_bytes_is_passed_over() {
    let evil = serve("200 OK", gzip(b"evil"));
    let decoded = serve("200 OK", b"good".to_vec());
    let brought = bring(&[evil, decoded]).expect("the second is right, sent decoded");
    assert_eq!(brought.files, [b"good"]);
}

#[test]
fn wrong_bytes_are_named_with_both_hashes() {
    let evil = bring(&[serve("200 OK", gzip(b"evil"))]).err().expect("no right source");
    assert_eq!(evil.to_string(), format!("images has SHA-256 {} instead of {GOOD}", sha256(b"evil")));
    let short = bring(&[serve("200 OK", b"goo".to_vec())]).err().expect("no right source");
    assert_eq!(short.to_string(), "images has 3 bytes instead of 4");
    let bomb = bring(&[serve("200 OK", gzip(&[0; 100_000]))]).err().expect("no right source");
    assert_eq!(format!("{bomb:#}"), "images: more than the expected 4 bytes");
}

#[test]
fn an_archive_in_the_cache_is_taken_if_its_hash_is_right() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("all.tar.gz"), b"good").expect("writing");
    let url = "http://127.0.0.1:1/all.tar.gz";
    assert_eq!(whole_archive(url, GOOD, folder.path()).expect("it is there"), b"good");
    assert_eq!(
        whole_archive(url, "0", folder.path()).unwrap_err().to_string(),
        format!("all.tar.gz has SHA-256 {GOOD} instead of 0")
    );
}
