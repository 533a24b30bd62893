//! The words of the pages: those of the window (`web/locales`), and a few of their own.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SiteLanguage {
    /// English.
    #[default]
    English,
    /// Russian.
    Russian,
}

impl SiteLanguage {
    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
        }
    }

    fn files(self) -> [&'static str; 2] {
        match self {
            Self::English => {
                [include_str!("../../../../web/locales/en.ftl"), include_str!("../../../../web/locales/site/en.ftl")]
            }
            Self::Russian => {
                [include_str!("../../../../web/locales/ru.ftl"), include_str!("../../../../web/locales/site/ru.ftl")]
            }
        }
    }
}

/// Says sentences by their key.
pub(crate) struct Say {
    pub(crate) language: SiteLanguage,
    bundle: FluentBundle<FluentResource>,
}

impl Say {
    pub(crate) fn new(language: SiteLanguage) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        for file in language.files() {
            // A flaw of the files is found by a test; what is without flaw is said.
            let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(kept, _)| kept);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The sentence of a key, or the key.
    pub(crate) fn say(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The sentence of a key with its slots.
    pub(crate) fn with(&self, key: &str, slots: &[(&str, Slot<'_>)]) -> String {
        self.known(key, slots).unwrap_or_else(|| key.to_owned())
    }

    /// The sentence, if the key is known: for keys that the project holds.
    pub(crate) fn if_known(&self, prefix: &str, key: &str) -> String {
        self.known(&format!("{prefix}-{key}"), &[]).unwrap_or_else(|| key.to_owned())
    }

    fn known(&self, key: &str, slots: &[(&str, Slot<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut args = FluentArgs::new();
        for (name, slot) in slots {
            let value = match slot {
                Slot::Text(text) => FluentValue::from((*text).to_owned()),
                Slot::Number(number) => FluentValue::from(*number),
            };
            args.set((*name).to_owned(), value);
        }
        Some(self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
    }

    /// A date (EDTF) in words; what is none of the known forms stays as it is.
    pub(crate) fn date(&self, edtf: &str) -> String {
        self.date_of(edtf.trim()).unwrap_or_else(|| edtf.to_owned())
    }

    fn date_of(&self, edtf: &str) -> Option<String> {
        if let Some(inside) = edtf.strip_prefix('[').and_then(|e| e.strip_suffix(']')) {
            return self.set(inside, &format!(" {} ", self.say("date-or")));
        }
        if let Some(inside) = edtf.strip_prefix('{').and_then(|e| e.strip_suffix('}')) {
            return self.set(inside, ", ");
        }
        match edtf.split_once('/') {
            Some((from, to)) => self.stretch(from, to),
            None => self.point(edtf),
        }
    }

    fn set(&self, inside: &str, between: &str) -> Option<String> {
        if let Some((from, to)) = inside.split_once("..")
            && !inside.contains(',')
        {
            return self.stretch(from, to);
        }
        let parts: Option<Vec<String>> = inside.split(',').map(|part| self.date_of(part.trim())).collect();
        Some(parts?.join(between))
    }

    fn stretch(&self, from: &str, to: &str) -> Option<String> {
        let open = |side: &str| matches!(side, "" | "..");
        match (open(from), open(to)) {
            (true, true) => None,
            (true, false) => Some(self.with("date-before", &[("date", Slot::Text(&self.point(to)?))])),
            (false, true) => Some(self.with("date-after", &[("date", Slot::Text(&self.point(from)?))])),
            (false, false) => Some(format!("{} – {}", self.point(from)?, self.point(to)?)),
        }
    }

    fn point(&self, edtf: &str) -> Option<String> {
        let (soft, doubt) = (edtf.contains(['~', '%']), edtf.contains(['?', '%']));
        let plain: String = edtf.chars().filter(|c| !matches!(c, '~' | '?' | '%')).collect();
        let (day, clock) = plain.split_once('T').map_or((plain.as_str(), None), |(day, clock)| (day, Some(clock)));
        let mut words = self.day(day)?;
        if let Some(clock) = clock {
            words = format!("{words}, {}", clock.get(..5).unwrap_or(clock));
        }
        if soft {
            words = self.with("date-about", &[("date", Slot::Text(&words))]);
        }
        Some(if doubt { format!("{words}?") } else { words })
    }

    fn day(&self, day: &str) -> Option<String> {
        let parts: Vec<&str> = match day.strip_prefix('-') {
            // A year before our era stays a sign.
            Some(_) => return None,
            None => day.split('-').collect(),
        };
        let year = *parts.first().filter(|y| y.len() == 4)?;
        if let Some(decade) = year.strip_suffix('X').filter(|d| d.chars().all(|c| c.is_ascii_digit())) {
            return Some(self.with("date-decade", &[("year", Slot::Text(&format!("{decade}0")))]));
        }
        if let Some(century) = year.strip_suffix("XX").and_then(|c| c.parse::<i64>().ok()) {
            return Some(self.with("date-century", &[("number", Slot::Number(century + 1))]));
        }
        let number = |at: usize| parts.get(at).filter(|p| !p.contains('X')).map(|p| p.parse::<u8>().ok());
        match (number(1), number(2)) {
            (None, _) => Some(year.to_owned()),
            (Some(Some(season @ 21..=24)), _) => {
                let season = ["spring", "summer", "autumn", "winter"][usize::from(season - 21)];
                Some(self.with("date-season", &[("season", Slot::Text(season)), ("year", Slot::Text(year))]))
            }
            (Some(Some(month @ 1..=12)), None) => Some(format!("{} {year}", self.say(&format!("site-month-{month}")))),
            (Some(Some(month @ 1..=12)), Some(Some(day))) => {
                Some(format!("{day} {} {year}", self.say(&format!("site-of-month-{month}"))))
            }
            _ => None,
        }
    }
}

/// What goes into a slot of a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Slot<'a> {
    Text(&'a str),
    Number(i64),
}

#[cfg(test)]
mod tests {
    use fluent_bundle::FluentResource;

    use super::{Say, SiteLanguage, Slot};

    #[test]
    fn dates_are_said_in_both_languages() {
        let (en, ru) = (Say::new(SiteLanguage::English), Say::new(SiteLanguage::Russian));
        assert_eq!(en.date("1861-03-04"), "4 March 1861");
        assert_eq!(ru.date("1861-03-04"), "4 марта 1861");
        assert_eq!(ru.date("1861-03"), "март 1861");
        assert_eq!(en.date("1861-03-04T21:30"), "4 March 1861, 21:30");
        assert_eq!(en.date("1861-03-04/1861-03-06"), "4 March 1861 – 6 March 1861");
        assert_eq!(en.date("1861-21"), "spring 1861");
        assert!(en.date("../1861-04-01").contains("1 April 1861"));
        assert_eq!(en.date("[1861-03-04,1861-03-05]"), "4 March 1861 or 5 March 1861");
        assert_eq!(en.date("1861?"), "1861?");
        assert_eq!(en.date("no date"), "no date");
    }

    #[test]
    fn the_files_have_no_flaw_and_the_same_keys() {
        let keys = |language: SiteLanguage| {
            let file = language.files()[1];
            assert!(FluentResource::try_new(file.to_owned()).is_ok(), "{}", language.tag());
            let named = file.lines().filter_map(|l| l.split_once(" = ").map(|(key, _)| key).or(l.strip_suffix(" =")));
            named.filter(|k| k.starts_with("site-")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(keys(SiteLanguage::English), keys(SiteLanguage::Russian));
        assert!(keys(SiteLanguage::English).len() > 40);
    }

    #[test]
    fn numbers_take_their_forms() {
        let ru = Say::new(SiteLanguage::Russian);
        let authors = |n| ru.with("authors", &[("number", Slot::Number(n))]);
        assert_eq!((authors(1), authors(3), authors(5)), ("1 автор".into(), "3 автора".into(), "5 авторов".into()));
    }
}
