//! Signs of symbol fonts, whose codes are no Unicode letters.

/// The Greek letters of the font Symbol by code, from 0x41; the order is that of Adobe's Symbol encoding.
const GREEK: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SMALL_GREEK: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

/// The character that a code of a font shows, or `None` where this is not known. Codes are often moved to U+F000.
pub(super) fn character(font: &str, code: u32) -> Option<char> {
    let plain = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let font = font.to_lowercase();
    if font == "symbol" {
        return match plain {
            0x41..=0x5A => GREEK.chars().nth((plain - 0x41) as usize),
            0x61..=0x7A => SMALL_GREEK.chars().nth((plain - 0x61) as usize),
            0x2D => Some('−'),
            0x20..=0x3F => char::from_u32(plain),
            0xA2 => Some('′'),
            0xA3 => Some('≤'),
            0xA5 => Some('∞'),
            0xB0 => Some('°'),
            0xB1 => Some('±'),
            0xB2 => Some('″'),
            0xB3 => Some('≥'),
            0xB4 => Some('×'),
            0xB7 => Some('•'),
            0xB8 => Some('÷'),
            0xB9 => Some('≠'),
            0xBB => Some('≈'),
            0xBC => Some('…'),
            0xAC => Some('←'),
            0xAE => Some('→'),
            _ => None,
        };
    }
    if font.starts_with("wingdings") || font == "webdings" {
        return match plain {
            0x6C | 0x6E | 0x9F | 0xA7 | 0xA8 => Some('•'),
            0xDF | 0xE7 => Some('←'),
            0xE0 | 0xE8 => Some('→'),
            0xFC => Some('✓'),
            _ => None,
        };
    }
    // Any other font has letters of Unicode under these codes.
    char::from_u32(code).filter(|_| code == plain)
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn symbol_codes_are_letters() {
        assert_eq!(character("Symbol", 0xF061), Some('α'));
        assert_eq!(character("Symbol", 0x57), Some('Ω'));
        assert_eq!(character("Wingdings", 0xF0E0), Some('→'));
        assert_eq!(character("Wingdings", 0xF021), None);
        assert_eq!(character("Times New Roman", 0x2013), Some('–'));
    }
}
