//! How far text that a program recognised on a picture can be trusted, by what stands in it.

/// Words of `text` that cannot be what is printed, of a thousand: letters of two scripts in one word, figures among
/// letters, signs among letters. It is a least: a word misread as another word looks sound.
pub(super) fn doubt(text: &str) -> u16 {
    let mut words = 0u64;
    let mut odd = 0u64;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            // A sign by itself is a mark of the sentence (a dash), unless it is none of those.
            let is_mark = |c: char| {
                matches!(c, '—' | '–' | '-' | '…' | '«' | '»' | '„' | '“' | '”' | '№' | '§' | '&' | '*')
                    || c.is_ascii_punctuation() && !matches!(c, '~' | '^' | '|' | '\\' | '<' | '>' | '{' | '}')
            };
            words += 1;
            odd += u64::from(!word.chars().all(is_mark));
            continue;
        }
        words += 1;
        odd += u64::from(is_odd(bare));
    }
    (odd * 1000).checked_div(words).unwrap_or(0) as u16
}

fn is_odd(word: &str) -> bool {
    word.split(['-', '\u{2010}', '–', '—', '/', '.', ',', ':', '(', ')', '\'', '’', '«', '»']).any(|part| {
        let is_latin = part.chars().any(|c| c.is_alphabetic() && c < '\u{370}' || matches!(c, '\u{1E00}'..='\u{1EFF}'));
        let is_cyrillic = part.chars().any(|c| matches!(c, '\u{400}'..='\u{52F}'));
        let letters = part.chars().filter(|c| c.is_alphabetic()).count();
        let figures = part.chars().filter(|c| c.is_numeric()).count();
        let signs = part.chars().filter(|c| !c.is_alphanumeric() && !matches!(c, '\u{AD}' | '\u{301}')).count();
        // "40th" and "4об" are sound: figures first, then an ending.
        let starts_with_figures = part.trim_start_matches(char::is_numeric).chars().all(char::is_alphabetic);
        is_latin && is_cyrillic
            || letters > 0 && figures > 0 && !(starts_with_figures && letters <= 3)
            || letters > 0 && signs > 0
    })
}

#[cfg(test)]
mod tests {
    use super::doubt;

    #[test]
    fn sound_words_leave_no_doubt() {
        assert_eq!(doubt("В 1842 г. мост — у кого-либо, 4об. и 40th; «L’Aube» (см. с. 12–14)."), 0);
        assert_eq!(doubt(""), 0);
    }

    #[test]
    fn two_scripts_figures_and_signs_inside_words_are_doubtful() {
        assert_eq!(doubt("мocт m0st мо^т да"), 750);
        assert_eq!(doubt("~ да"), 500);
    }
}
