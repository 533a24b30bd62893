//! Reading in a process of its own: same result, and limits that hold.

mod pdf_maker;

use std::path::PathBuf;
use std::time::Instant;

use regesta_ingest::{
    ChildProgram, IngestError, Limits, ReadOptions, fingerprint_file, read_bytes, read_file, read_in_child,
};
use tempfile::TempDir;

fn reading_child() -> ChildProgram {
    ChildProgram { program: env!("CARGO_BIN_EXE_regesta-read-one").into(), args: Vec::new() }
}

#[cfg(unix)]
fn shell(script: &str) -> ChildProgram {
    ChildProgram { program: "/bin/sh".into(), args: vec!["-c".into(), script.into(), "sh".into()] }
}

fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn child_gives_what_reading_here_gives() {
    let folder = TempDir::new().unwrap();
    let options = ReadOptions::default();
    let texts: [(&str, Vec<u8>); 4] = [
        ("two.pdf", pdf_maker::two_pages()),
        ("letter.txt", "Баку,\r\n28 апреля.\u{c}Гянджа\0".replace('\0', "").into_bytes()),
        ("empty.txt", Vec::new()),
        ("broken.txt", [b"abc \xFF ".as_slice(), "слова и ещё слова".as_bytes()].concat()),
    ];
    for (name, bytes) in texts {
        let path = file(&folder, name, &bytes);
        let here = read_bytes(bytes, name, &options).unwrap();
        let there = read_in_child(&reading_child(), &path, name, &options).unwrap();
        assert_eq!(here, there, "{name}");
        assert_eq!(there.fingerprint, fingerprint_file(&path).unwrap());
        assert_eq!(read_file(&path, name, &options, Some(&reading_child())).unwrap(), here);
    }
}

#[test]
fn failure_in_the_child_comes_back_as_itself() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let failed = read_in_child(&reading_child(), &path, "picture.txt", &ReadOptions::default()).unwrap_err();
    assert!(matches!(&failed, IngestError::Unsupported { found, .. } if found.contains("PNG")), "{failed}");
}

#[test]
fn file_over_the_limit_is_not_started_with() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "long.txt", &[b'a'; 100]);
    let options = ReadOptions { limits: Limits { max_file_bytes: 99, ..Limits::default() }, ..ReadOptions::default() };
    for failed in
        [read_in_child(&reading_child(), &path, "long.txt", &options), read_file(&path, "long.txt", &options, None)]
    {
        assert!(matches!(failed, Err(IngestError::TooLarge { bytes: 100, limit: 99, .. })));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn want_of_memory_is_told_as_such() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "large.txt", &vec![b'a'; 40 << 20]);
    let limits = Limits { child_memory_bytes: 30 << 20, child_memory_per_byte: 0, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let failed = read_in_child(&reading_child(), &path, "large.txt", &options).unwrap_err();
    assert!(matches!(failed, IngestError::MemoryLimit { bytes, .. } if bytes == 30 << 20), "{failed}");
    assert!(failed.hint().contains("split"));
}

#[cfg(target_os = "linux")]
#[test]
fn page_that_kills_the_child_costs_one_page() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "bomb.pdf", &pdf_maker::bomb_on_second_page());
    let limits = Limits { child_memory_bytes: 200 << 20, child_memory_per_byte: 0, ..Limits::default() };
    let mut options = ReadOptions { limits, ..ReadOptions::default() };
    let read = read_in_child(&reading_child(), &path, "bomb.pdf", &options).unwrap();
    assert_eq!(read.raw_text, "Первая\n\nТретья");
    assert_eq!(read.partial.as_deref(), Some("page 2 could not be read"));
    assert_eq!(read.diagnostics[0].code, "ingest.pdf.page-failed");
    options.limits.max_lost_pages = 0;
    let failed = read_in_child(&reading_child(), &path, "bomb.pdf", &options).unwrap_err();
    assert!(matches!(failed, IngestError::MemoryLimit { .. }), "{failed}");
}

#[cfg(unix)]
#[test]
fn child_that_hangs_is_stopped() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "a.txt", b"a");
    let options =
        ReadOptions { limits: Limits { child_wall_seconds: 1, ..Limits::default() }, ..ReadOptions::default() };
    let start = Instant::now();
    let failed = read_in_child(&shell("exec sleep 60"), &path, "a.txt", &options).unwrap_err();
    assert!(matches!(failed, IngestError::Timeout { seconds: 1, .. }), "{failed}");
    assert!(start.elapsed().as_secs() < 20);
}

#[cfg(unix)]
#[test]
fn death_of_the_child_is_told_with_its_last_words() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "a.txt", b"a");
    let options = ReadOptions::default();
    let failed = read_in_child(&shell("echo stack overflow >&2; kill -SEGV $$"), &path, "a.txt", &options).unwrap_err();
    assert!(
        matches!(&failed, IngestError::Crashed { status, stderr, .. } if status == "signal 11" && stderr == "stack overflow"),
        "{failed}"
    );
    let failed = read_in_child(&shell("exit 3"), &path, "a.txt", &options).unwrap_err();
    assert!(matches!(&failed, IngestError::Crashed { status, .. } if status == "exit code 3"), "{failed}");
    let failed = read_in_child(&shell("echo something quite else"), &path, "a.txt", &options).unwrap_err();
    assert!(matches!(failed, IngestError::Protocol { .. }), "{failed}");
    let failed = read_in_child(&shell("kill -XCPU $$"), &path, "a.txt", &options).unwrap_err();
    assert!(matches!(failed, IngestError::Timeout { .. }), "{failed}");
}

#[test]
fn program_that_is_not_there_is_named() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "a.txt", b"a");
    let child = ChildProgram { program: folder.path().join("no-such-program"), args: Vec::new() };
    let failed = read_in_child(&child, &path, "a.txt", &ReadOptions::default()).unwrap_err();
    assert!(matches!(&failed, IngestError::Spawn { program, .. } if program.ends_with("no-such-program")), "{failed}");
}

#[cfg(feature = "pictures")]
#[test]
fn page_is_drawn_by_the_child_and_a_bomb_costs_the_child_only() {
    use regesta_ingest::{draw_in_child, page_picture};

    let folder = TempDir::new().unwrap();
    let (child, limits) = (reading_child(), Limits::default());
    let whole = file(&folder, "whole.pdf", &pdf_maker::two_pages());
    let marks = [[40.0, 41.0, 112.0, 53.0]];
    let drawn = draw_in_child(&child, &whole, "whole.pdf", &limits, 0, 300, &marks).unwrap();
    assert_eq!(drawn, page_picture(pdf_maker::two_pages(), "whole.pdf", 0, 300, &marks).unwrap());
    let failed = draw_in_child(&child, &whole, "whole.pdf", &limits, 7, 300, &[]).unwrap_err();
    assert!(failed.to_string().contains("no page 8"), "{failed}");
    let bomb = file(&folder, "bomb.pdf", &pdf_maker::bomb_on_second_page());
    let tight = Limits { child_memory_bytes: 256 << 20, ..limits };
    let failed = draw_in_child(&child, &bomb, "bomb.pdf", &tight, 1, 300, &[]);
    assert!(failed.is_err(), "the bomb gave a picture");
    assert!(draw_in_child(&child, &bomb, "bomb.pdf", &tight, 0, 300, &[]).is_ok());
}
