//! How numbers of list items, notes and pages are written.

/// A way of writing a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numeral {
    Decimal,
    LowerRoman,
    UpperRoman,
    LowerLetter,
    UpperLetter,
    LowerCyrillic,
    UpperCyrillic,
    /// *, †, ‡, §, then doubled, as the Chicago Manual of Style has it.
    Signs,
    Bullet,
    None,
}

/// Russian letters as Word numbers with them: without ё, й, ъ and ь.
const CYRILLIC: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";
const SIGNS: [char; 4] = ['*', '†', '‡', '§'];

impl Numeral {
    /// By the word that OOXML (`lowerRoman`) or OpenDocument (`i`) uses; decimal for any other.
    pub(crate) fn from_word(word: &str) -> Self {
        match word {
            "lowerRoman" | "i" => Self::LowerRoman,
            "upperRoman" | "I" => Self::UpperRoman,
            "lowerLetter" | "a" => Self::LowerLetter,
            "upperLetter" | "A" => Self::UpperLetter,
            "russianLower" => Self::LowerCyrillic,
            "russianUpper" => Self::UpperCyrillic,
            "chicago" => Self::Signs,
            "bullet" => Self::Bullet,
            "none" | "" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// The number as written; numbers that the way does not know are decimal.
    ///
    /// Letters go on after the last as Word does: aa, bb.
    pub(crate) fn write(self, number: u32) -> String {
        let letters = |alphabet: &str| {
            let length = alphabet.chars().count() as u32;
            let index = number.checked_sub(1)?;
            let (letter, times) = (alphabet.chars().nth((index % length) as usize)?, index / length + 1);
            (times <= 20).then(|| letter.to_string().repeat(times as usize))
        };
        const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
        let written = match self {
            Self::Decimal | Self::Bullet => None,
            Self::None => Some(String::new()),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).map(|text| text.to_uppercase()),
            Self::LowerLetter => letters(LATIN),
            Self::UpperLetter => letters(LATIN).map(|text| text.to_uppercase()),
            Self::LowerCyrillic => letters(CYRILLIC),
            Self::UpperCyrillic => letters(CYRILLIC).map(|text| text.to_uppercase()),
            Self::Signs => number.checked_sub(1).and_then(|index| {
                let times = index / 4 + 1;
                (times <= 20).then(|| SIGNS[(index % 4) as usize].to_string().repeat(times as usize))
            }),
        };
        written.unwrap_or_else(|| number.to_string())
    }
}

fn roman(mut number: u32) -> Option<String> {
    const STEPS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut out = String::new();
    for (value, sign) in STEPS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::Numeral;

    #[test]
    fn writes_numbers_of_every_kind() {
        assert_eq!(Numeral::LowerRoman.write(1994), "mcmxciv");
        assert_eq!(Numeral::UpperLetter.write(28), "BB");
        assert_eq!(Numeral::LowerCyrillic.write(3), "в");
        assert_eq!(Numeral::Signs.write(6), "††");
        assert_eq!(Numeral::UpperRoman.write(0), "0");
        assert_eq!(Numeral::from_word("decimal").write(12), "12");
    }
}
