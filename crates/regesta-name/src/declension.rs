//! Inflected forms of names in Russian and Ukrainian, made from the nominative by the ending. Names are often missing
//! from dictionaries, so the forms are made here; too many are made rather than too few.

const HARD: [&str; 9] = ["", "а", "у", "ом", "ем", "е", "і", "ові", "им"];
const MASCULINE_PLURAL: [&str; 8] = ["ы", "и", "і", "ов", "ів", "ам", "ами", "ах"];
const FEMININE: [&str; 11] = ["а", "ы", "и", "е", "і", "у", "ой", "ою", "ей", "єю", "о"];
const SOFT_FEMININE: [&str; 10] = ["я", "и", "і", "ї", "е", "є", "ю", "ей", "ею", "єю"];
const SOFT: [&str; 12] = ["ь", "я", "ю", "ем", "ём", "е", "и", "і", "ью", "еві", "єм", "ем"];
const J: [&str; 10] = ["й", "я", "ю", "ем", "єм", "е", "и", "ї", "єві", "ю"];
const ADJECTIVE: [&str; 22] = [
    "ый", "ий", "ой", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ая", "яя", "ую", "юю", "ое", "ее", "ые",
    "ие", "ых", "их", "ою",
];
const ADJECTIVE_MORE: [&str; 12] = ["ими", "ыми", "ей", "а", "у", "ої", "ій", "і", "е", "їй", "ього", "ього"];
const PLURAL: [&str; 12] = ["ы", "и", "і", "", "ов", "ів", "ам", "ами", "ах", "ям", "ями", "ях"];
const NEUTER: [&str; 6] = ["о", "а", "у", "ом", "е", "і"];

/// The forms of one word of a name, lower case, the word itself first. A word in Latin letters has only itself.
///
/// ```
/// use regesta_name::inflected_forms;
/// assert!(inflected_forms("закаталы").contains(&"закаталах".to_owned()));
/// assert!(inflected_forms("красная").contains(&"красной".to_owned()));
/// assert_eq!(inflected_forms("baku"), ["baku"]);
/// ```
pub fn inflected_forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let cyrillic = word.chars().all(|c| matches!(c, '\u{400}'..='\u{52f}' | '-' | '\'' | '’' | 'ʼ'));
    let letters = word.chars().count();
    if !cyrillic || letters < 3 {
        return forms;
    }
    let mut add = |stem: &str, endings: &[&str]| {
        for ending in endings {
            let form = format!("{stem}{ending}");
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    };
    let cut = |count: usize| &word[..word.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at)];
    let ends = |ending: &str| word.ends_with(ending);
    if letters >= 5 && ["ий", "ый", "ой", "ая", "яя", "ое", "ее", "ые", "ие"].iter().any(|e| ends(e))
    {
        let stem = cut(2);
        add(stem, &ADJECTIVE);
        add(stem, &ADJECTIVE_MORE);
        if ends("ий") {
            add(stem, &["ия", "ию", "ием", "ии"]);
        }
    } else if ends("ія") || ends("ия") {
        add(cut(1), &["я", "и", "ю", "ей", "ею", "ї", "єю", ""]);
        add(cut(1), &["й"]);
    } else if ends("а") {
        add(cut(1), &FEMININE);
        add(cut(1), &["", "ам", "ами", "ах"]);
        for (hard, soft) in [("г", "з"), ("к", "ц"), ("х", "с")] {
            if cut(1).ends_with(hard) {
                add(&format!("{}{soft}", cut(2)), &["і"]);
            }
        }
    } else if ends("я") {
        add(cut(1), &SOFT_FEMININE);
        add(cut(1), &["й", "ь", "ям", "ями", "ях"]);
    } else if ends("ь") {
        add(cut(1), &SOFT);
    } else if ends("й") {
        add(cut(1), &J);
    } else if ends("ы") || ends("и") || ends("і") {
        add(cut(1), &PLURAL);
    } else if ends("о") {
        add(cut(1), &NEUTER);
    } else if word.chars().last().is_some_and(|c| !"еуюэёєї".contains(c)) {
        add(word, &HARD);
        add(word, &MASCULINE_PLURAL);
        // "Владикавказец", "Донец": the vowel of the last syllable falls out.
        if letters >= 5 && (ends("ец") || ends("ок") || ends("ець")) {
            let last = word.chars().last().map(String::from).unwrap_or_default();
            add(&format!("{}{last}", cut(2)), &HARD[1..]);
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::inflected_forms;

    #[test]
    fn makes_the_forms_of_each_type_of_name() {
        for (name, form) in [
            ("киев", "киеве"),
            ("севастополь", "севастополем"),
            ("волга", "волге"),
            ("польша", "польшей"),
            ("греция", "греции"),
            ("черкассы", "черкасс"),
            ("грозный", "грозного"),
            ("нежин", "нежином"),
            ("прага", "празі"),
            ("донец", "донца"),
        ] {
            assert!(inflected_forms(name).contains(&form.to_owned()), "{name} has no {form}");
        }
    }

    #[test]
    fn leaves_indeclinable_names_alone() {
        assert_eq!(inflected_forms("баку"), ["баку"]);
        assert_eq!(inflected_forms("тифлисе").len(), 1);
    }
}
