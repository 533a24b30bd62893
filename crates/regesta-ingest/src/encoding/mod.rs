//! From bytes to text: mark, UTF-8, UTF-16 by parity, then a statistical guess among the eight-bit encodings.

mod faults;
mod utf16;

use encoding_rs::{Encoding, IBM866, KOI8_R, KOI8_U, UTF_8, UTF_16BE, UTF_16LE};

use crate::{Diagnostic, IngestError, Place, codes, sniff};

use self::utf16::Order;

/// How many bytes the statistical guess looks at, from the first that is not ASCII.
const GUESS_SAMPLE: usize = 1 << 20;
/// Below this many letters outside ASCII a guess is marked doubtful: at 40 letters about one in fifty is wrong.
const DOUBTFUL_BELOW: usize = 60;

#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: String,
    pub(crate) reason: String,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Decodes a whole file. `forced` is a label of the Encoding Standard.
pub(crate) fn decode(bytes: Vec<u8>, name: &str, forced: Option<&str>) -> Result<Decoded, IngestError> {
    if let Some(label) = forced {
        let encoding = encoding_by_label(label)?;
        let bytes = strip_mark_of(bytes, encoding);
        return Ok(decode_as(bytes, encoding, format!("asked for as {label:?}")));
    }
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(IngestError::Unsupported {
            name: name.into(),
            found: "text in UTF-32".into(),
            cure: "save it as UTF-8".into(),
        });
    }
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        let reason = format!("the file begins with the byte order mark of {}", encoding.name());
        let decoded = decode_as(Marked { bytes, mark: length }, encoding, reason);
        return reject_binary(decoded, name);
    }
    let has_nul = bytes.contains(&0);
    if let Some(order) = utf16::find_order(&bytes)
        && (has_nul || order_is_plain(&bytes, order))
    {
        let (encoding, half) = match order {
            Order::Little => (UTF_16LE, "second"),
            Order::Big => (UTF_16BE, "first"),
        };
        let reason = format!(
            "no byte order mark, but the {half} byte of nearly every pair is 0x00 or the block of one script, as in {}",
            encoding.name()
        );
        return Ok(decode_as(bytes, encoding, reason));
    }
    if has_nul {
        let foreign = sniff::find_foreign(&bytes[..bytes.len().min(8192)]).unwrap_or_else(sniff::unknown_binary);
        return Err(IngestError::Unsupported { name: name.into(), found: foreign.found, cure: foreign.cure.into() });
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            let reason = if text.is_ascii() { "every byte is ASCII" } else { "every byte sequence is valid UTF-8" };
            let decoded = Decoded { text, encoding: "UTF-8".into(), reason: reason.into(), diagnostics: Vec::new() };
            return reject_binary(decoded, name);
        }
        Err(error) => error.into_bytes(),
    };
    let census = faults::Utf8Census::of(&bytes);
    if census.is_nearly_valid() {
        let reason = format!(
            "{} valid multi-byte sequences of UTF-8 and only {} faulty ones: damaged UTF-8, not another encoding",
            census.valid_sequences, census.faulty_sequences
        );
        return reject_binary(decode_as(bytes, UTF_8, reason), name);
    }
    let guess = guess(&bytes);
    let reason = format!("not UTF-8 or UTF-16; the frequencies of its byte pairs fit {} best", guess.name());
    let letters = bytes.iter().filter(|byte| !byte.is_ascii()).take(DOUBTFUL_BELOW).count();
    let mut decoded = reject_binary(decode_as(bytes, guess, reason), name)?;
    if letters < DOUBTFUL_BELOW {
        decoded.diagnostics.push(
            Diagnostic::new(
                codes::ENCODING_DOUBTFUL,
                format!("the encoding was guessed as {} from only {letters} letters outside ASCII", guess.name()),
            )
            .with_hint("if the text looks wrong, name the encoding, or save the file as UTF-8"),
        );
    }
    Ok(decoded)
}

/// Whether the beginning of a file decodes to text. A letter that the cut has split is no flaw here.
pub(crate) fn looks_like_text(head: Vec<u8>) -> bool {
    decode(head, "", None).is_ok()
}

/// UTF-16 without any NUL (no space, digit or line end): trusted only when it is not plain ASCII writing read in pairs.
fn order_is_plain(bytes: &[u8], order: Order) -> bool {
    let high = match order {
        Order::Little => 1,
        Order::Big => 0,
    };
    bytes.len().is_multiple_of(2) && bytes.chunks_exact(2).all(|pair| (1..0x09).contains(&pair[high]))
}

fn encoding_by_label(label: &str) -> Result<&'static Encoding, IngestError> {
    let wanted = label.trim();
    let encoding = Encoding::for_label_no_replacement(wanted.as_bytes());
    // The standard has IBM866 as "866", "cp866" and "ibm866"; people also write "dos" and "oem".
    let by_habit =
        || matches!(wanted.to_ascii_lowercase().as_str(), "cp-866" | "ibm-866" | "dos-866").then_some(IBM866);
    encoding.or_else(by_habit).ok_or_else(|| IngestError::UnknownEncoding { label: label.into() })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let sample = &bytes[start..bytes.len().min(start.saturating_add(GUESS_SAMPLE))];
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    // KOI8-U is KOI8-R with eight line-drawing signs replaced by Ukrainian letters; without those it is KOI8-R.
    let ukrainian = |byte: &u8| matches!(byte, 0xA4 | 0xA6 | 0xA7 | 0xAD | 0xB4 | 0xB6 | 0xB7 | 0xBD);
    if guess == KOI8_U && !bytes.iter().any(ukrainian) { KOI8_R } else { guess }
}

/// Bytes with `mark` bytes of signature in front that are not text.
struct Marked {
    bytes: Vec<u8>,
    mark: usize,
}

impl From<Vec<u8>> for Marked {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, mark: 0 }
    }
}

fn strip_mark_of(bytes: Vec<u8>, encoding: &'static Encoding) -> Marked {
    let mark = Encoding::for_bom(&bytes).filter(|(marked, _)| *marked == encoding).map_or(0, |(_, length)| length);
    Marked { bytes, mark }
}

fn decode_as(input: impl Into<Marked>, encoding: &'static Encoding, reason: String) -> Decoded {
    let Marked { mut bytes, mark } = input.into();
    let mut diagnostics = Vec::new();
    let text = if encoding == UTF_8 {
        bytes.drain(..mark);
        String::from_utf8(bytes).unwrap_or_else(|error| {
            let bytes = error.into_bytes();
            let (count, first) = faults::utf8_faults(&bytes, mark as u64);
            diagnostics.push(replaced(encoding, count, &first));
            String::from_utf8_lossy(&bytes).into_owned()
        })
    } else {
        let (text, count, first) = faults::decode_with_faults(&bytes[mark..], encoding, mark as u64);
        if count > 0 {
            diagnostics.push(replaced(encoding, count, &first));
        }
        text
    };
    Decoded { text, encoding: encoding.name().into(), reason, diagnostics }
}

fn replaced(encoding: &'static Encoding, count: u64, first: &[Place]) -> Diagnostic {
    let places: Vec<String> = first.iter().map(|at| format!("{} (line {})", at.byte, at.line)).collect();
    let more = if count > first.len() as u64 { " and further on" } else { "" };
    let noun = if count == 1 { "byte sequence is" } else { "byte sequences are" };
    let message = format!(
        "{count} {noun} not valid in {} and became U+FFFD: at byte {}{more}",
        encoding.name(),
        places.join(", ")
    );
    let diagnostic = Diagnostic::new(codes::REPLACED_BYTES, message)
        .with_hint("look at these places in the original; if the whole text looks wrong, name its encoding");
    match first.first() {
        Some(place) => diagnostic.with_place(*place),
        None => diagnostic,
    }
}

/// A text may hold a stray control character; data without NULs that is full of them is no text.
fn reject_binary(decoded: Decoded, name: &str) -> Result<Decoded, IngestError> {
    let mut seen = 0usize;
    let mut odd = 0usize;
    for c in decoded.text.chars().take(1 << 16) {
        seen += 1;
        odd += usize::from(c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}' | '\u{85}'));
    }
    if odd > 2 && odd * 50 > seen {
        let foreign = sniff::find_foreign(decoded.text.as_bytes()).unwrap_or_else(sniff::unknown_binary);
        return Err(IngestError::Unsupported { name: name.into(), found: foreign.found, cure: foreign.cure.into() });
    }
    Ok(decoded)
}
