//! Which reader takes a file, and the common frame around all of them.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::isolate::ChildProgram;
use crate::{
    Diagnostic, DocxReader, HtmlReader, IngestError, Ingested, MarkdownReader, OdtReader, PdfReader, PlainTextReader,
    ReadOptions, RtfReader, codes,
};

/// One format.
pub trait Reader: Sync {
    /// The media type of what it reads.
    fn media_type(&self) -> &'static str;

    /// Whether the file is of this format, by its first bytes (8 KB or all of them) and its name.
    fn sniff(&self, head: &[u8], name: &str) -> bool;

    /// Whether the format is so involved that a file may only be read in a child process.
    fn needs_child(&self) -> bool {
        false
    }

    /// Reads a whole file. [`read_bytes`] sets `fingerprint` and `byte_length` afterwards. A reader for which
    /// [`Reader::needs_child`] holds calls `on_page` with the index of each page before it begins with it.
    ///
    /// # Errors
    /// When nothing of the file could be read; flaws that cost less are diagnostics of the result.
    fn read(
        &self,
        bytes: Vec<u8>,
        name: &str,
        options: &ReadOptions,
        on_page: &dyn Fn(u32),
    ) -> Result<Ingested, IngestError>;
}

/// In the order in which they are asked; the last takes everything.
const READERS: &[&dyn Reader] =
    &[&PdfReader, &OdtReader, &DocxReader, &RtfReader, &HtmlReader, &MarkdownReader, &PlainTextReader];

/// Bytes at the beginning of a file that are enough for [`Reader::sniff`].
pub(crate) const HEAD_BYTES: usize = 8192;

/// The reader for a file, by its first bytes and its name.
///
/// ```
/// assert_eq!(regesta_ingest::reader_for(b"%PDF-1.7", "paper").media_type(), "application/pdf");
/// assert_eq!(regesta_ingest::reader_for(b"# Title", "paper.md").media_type(), "text/markdown");
/// assert_eq!(regesta_ingest::reader_for(b"Title", "paper.txt").media_type(), "text/plain");
/// ```
pub fn reader_for(head: &[u8], name: &str) -> &'static dyn Reader {
    let head = &head[..head.len().min(HEAD_BYTES)];
    READERS.iter().copied().find(|reader| reader.sniff(head, name)).unwrap_or(&PlainTextReader)
}

/// Reads a file that is in memory, in this process.
///
/// `name` is used in messages and for its extension. An empty file is no error: it gives an empty text and the
/// diagnostic `ingest.empty-file`, so that it can be listed among the sources and is not read again at each run.
///
/// # Errors
/// [`IngestError::Unsupported`] for binary data, [`IngestError::UnknownEncoding`] for an unknown
/// [`ReadOptions::encoding`], [`IngestError::TooLarge`], and the errors of PDF, [`IngestError::Encrypted`] and
/// [`IngestError::Damaged`].
///
/// ```
/// use regesta_ingest::{IngestError, ReadOptions, read_bytes};
///
/// let options = ReadOptions::default();
/// let read = read_bytes("Тифлис,\r\n7 мая".into(), "letter.txt", &options).unwrap();
/// assert_eq!((read.raw_text.as_str(), read.encoding.as_str()), ("Тифлис,\r\n7 мая", "UTF-8"));
///
/// let failed = read_bytes(vec![0x7F, b'E', b'L', b'F', 0, 1, 2], "letter.txt", &options);
/// assert!(matches!(failed, Err(IngestError::Unsupported { .. })));
/// ```
pub fn read_bytes(bytes: Vec<u8>, name: &str, options: &ReadOptions) -> Result<Ingested, IngestError> {
    read_bytes_watched(bytes, name, options, &|_| ())
}

/// [`read_bytes`] with word of each page before it is read.
pub(crate) fn read_bytes_watched(
    bytes: Vec<u8>,
    name: &str,
    options: &ReadOptions,
    on_page: &dyn Fn(u32),
) -> Result<Ingested, IngestError> {
    let byte_length = bytes.len() as u64;
    check_size(byte_length, name, options)?;
    let fingerprint = hex(Sha256::digest(&bytes).as_slice());
    if is_locked_office_file(&bytes) {
        let reason = "its one part, EncryptedPackage, wants a password, as Word documents with a password do";
        return Err(IngestError::Encrypted { name: name.into(), reason: reason.into() });
    }
    let reader = reader_for(&bytes, name);
    let mut read = if bytes.is_empty() {
        let mut read = Ingested::new(reader.media_type(), "UTF-8".into(), "the file is empty".into());
        read.diagnostics.push(empty_file());
        read
    } else {
        reader.read(bytes, name, options, on_page)?
    };
    read.fingerprint = fingerprint;
    read.byte_length = byte_length;
    for diagnostic in &mut read.diagnostics {
        diagnostic.path.get_or_insert_with(|| name.into());
    }
    Ok(read)
}

/// Reads a file from disk. `name` is what messages call it, as a rule its path relative to the folder.
///
/// With a `child` a PDF, and a text of more than [`Limits::max_in_process_bytes`](crate::Limits::max_in_process_bytes),
/// is read by [`read_in_child`](crate::read_in_child). Smaller text is decoded here: decoding is memory-safe and linear
/// in the size, so a process of its own would cost more than it protects. Without a `child` everything is read here: for
/// tests, and for programs that are a child themselves.
///
/// # Errors
/// Those of [`read_bytes`] and, with a `child`, of [`read_in_child`](crate::read_in_child); [`IngestError::Unreadable`].
pub fn read_file(
    path: &Path,
    name: &str,
    options: &ReadOptions,
    child: Option<&ChildProgram>,
) -> Result<Ingested, IngestError> {
    let unreadable = |source| IngestError::Unreadable { path: path.display().to_string(), source };
    let mut file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    check_size(size, name, options)?;
    let mut bytes = Vec::with_capacity(HEAD_BYTES.min(size as usize));
    (&mut file).take(HEAD_BYTES as u64).read_to_end(&mut bytes).map_err(unreadable)?;
    if let Some(child) = child
        && (reader_for(&bytes, name).needs_child() || size > options.limits.max_in_process_bytes)
    {
        return crate::read_in_child(child, path, name, options);
    }
    bytes.reserve_exact((size as usize).saturating_sub(bytes.len()).saturating_add(1));
    file.take(options.limits.max_file_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    read_bytes(bytes, name, options)
}

/// SHA-256 of a file as [`Ingested::fingerprint`] has it, without keeping the file in memory.
///
/// # Errors
/// Those of opening and reading the file.
pub fn fingerprint_file(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(hex(hasher.finalize().as_slice())),
            Ok(length) => hasher.update(&buffer[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// An Office document with a password is no ZIP archive but a compound file (MS-OFFCRYPTO, 2.3.4) with a stream of this
/// name, which its directory has in UTF-16.
fn is_locked_office_file(bytes: &[u8]) -> bool {
    const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    /// The directory stands near the begin or at the end.
    const LOOKED_AT: usize = 4 << 20;
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let has = |bytes: &[u8]| bytes.windows(stream.len()).any(|window| window == stream);
    bytes.starts_with(COMPOUND)
        && (has(&bytes[..bytes.len().min(LOOKED_AT)]) || has(&bytes[bytes.len().saturating_sub(LOOKED_AT)..]))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn check_size(bytes: u64, name: &str, options: &ReadOptions) -> Result<(), IngestError> {
    let limit = options.limits.max_file_bytes;
    if bytes > limit { Err(IngestError::TooLarge { name: name.into(), bytes, limit }) } else { Ok(()) }
}

pub(crate) fn empty_file() -> Diagnostic {
    Diagnostic::new(codes::EMPTY_FILE, "the file is empty")
        .with_hint("check whether the download or the copy was finished")
}

/// The extension in small letters, without the dot; empty if there is none.
pub(crate) fn extension_of(name: &str) -> String {
    let file_name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file_name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
        _ => String::new(),
    }
}
