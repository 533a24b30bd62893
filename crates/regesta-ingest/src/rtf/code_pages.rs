//! Code pages by the numbers that RTF gives them.

use encoding_rs::Encoding;

/// The encoding of a Windows or DOS code page; `None` where it is not known.
pub(super) fn by_number(number: i64) -> Option<&'static Encoding> {
    let label: &[u8] = match number {
        0 | 1252 => b"windows-1252",
        437 | 850 => return None,
        866 => b"ibm866",
        874 => b"windows-874",
        932 => b"shift_jis",
        936 => b"gbk",
        949 => b"euc-kr",
        950 => b"big5",
        1250 => b"windows-1250",
        1251 => b"windows-1251",
        1253 => b"windows-1253",
        1254 => b"windows-1254",
        1255 => b"windows-1255",
        1256 => b"windows-1256",
        1257 => b"windows-1257",
        1258 => b"windows-1258",
        10000 => b"macintosh",
        10007 => b"x-mac-cyrillic",
        20866 => b"koi8-r",
        21866 => b"koi8-u",
        28595 => b"iso-8859-5",
        65001 => b"utf-8",
        _ => return None,
    };
    Encoding::for_label(label)
}

/// The code page of a character set of a font (`\fcharset`); `None` where the document's own holds.
pub(super) fn by_character_set(set: i64) -> Option<i64> {
    Some(match set {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_character_sets_agree() {
        let page = by_character_set(204).and_then(by_number).unwrap();
        assert_eq!(page.decode(b"\xCC\xEE\xF1\xF2").0, "Мост");
        assert_eq!(by_number(1254).unwrap().decode(b"\xFEehir").0, "şehir");
        assert_eq!(by_number(99_999), None);
        assert_eq!(by_character_set(2), None);
    }
}
