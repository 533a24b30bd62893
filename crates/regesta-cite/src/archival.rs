use crate::items::Item;
use crate::lists::Part;
use crate::names::{ArchiveName, Names, is_abbreviation};
use crate::numbers::is_year;
use crate::practice::{Practice, UnitParts};
use crate::segment::{Draft, SegmentReader, Strength, draft_of};
use crate::series::{bare_series, is_decimal_file, is_dotted_code, is_series, is_series_head, numbered_group, series};
use crate::value::Reference;
use crate::words::is_letter;
use crate::years::split_year;

impl SegmentReader<'_> {
    pub fn is_archival(&self, items: &[Item], archive: Option<&ArchiveName>, ibid: bool) -> bool {
        let labels = |wanted: &[Part]| items.iter().any(|item| item.label.is_some_and(|part| wanted.contains(&part)));
        // "TBMM ZC, D. 2, C. 9, s. 12": a term of a parliament, a volume and a page.
        let term = archive.is_none_or(|archive| archive.known.is_none())
            && labels(&[Part::Delo])
            && labels(&[Part::Volume])
            && labels(&[Part::Page])
            && !items.iter().any(|item| item.label.is_some_and(|part| part.is_archival() && part != Part::Delo));
        // "ПСЗ. Собр. 2. Т. XV. № 13456": a series of printed volumes, not a fond.
        let printed_series = archive.is_none_or(|archive| archive.known.is_none())
            && labels(&[Part::Volume])
            && !labels(&[Part::Opis, Part::Delo, Part::Inner, Part::Folio, Part::Box, Part::Dossier])
            && items.iter().any(|item| {
                item.label == Some(Part::Fond)
                    && self.text[item.whole.start..item.value.start].to_lowercase().starts_with("собр")
            });
        if printed_series {
            return false;
        }
        if labels(&[Part::Fond, Part::Opis, Part::Delo, Part::Inner]) && !term {
            return true;
        }
        if archive.is_some() && labels(&[Part::Group]) {
            return true;
        }
        let named = items.iter().any(|item| item.label.is_none() && !self.is_number_list(item.value));
        let year =
            items.iter().any(|item| item.label.is_none() && split_year(self.lists, self.words(item.value)).is_some());
        // "Копийный фонд, № 317, л. 4"
        if archive.is_none()
            && items.first().is_some_and(|item| item.label.is_none() && self.lists.names_a_fond(self.words(item.value)))
            && labels(&[Part::Number, Part::Folio, Part::Box, Part::Dossier])
            && !labels(&[Part::Page, Part::Volume])
        {
            return !year;
        }
        // "Hoover Institution, Maklakov Papers, box 12": a collection below a name that neither list nor shape tells.
        let papers =
            || items.iter().take(4).any(|item| item.label.is_none() && self.lists.names_a_fond(self.words(item.value)));
        if labels(&[Part::Folio, Part::Box, Part::Dossier, Part::Roll]) {
            return labels(&[Part::Box, Part::Roll]) && !year && papers()
                || archive.is_some()
                || ibid
                || !named
                || !year && items.iter().any(|item| item.label.is_none() && series(self.words(item.value)).is_some());
        }
        let Some(archive) = archive else {
            // "FO 92/9" behind another shelfmark of the same archive.
            return items.first().is_some_and(|item| item.label.is_none() && bare_series(self.words(item.value)))
                && !labels(&[Part::Volume, Part::Issue]);
        };
        let rest = &items[1..];
        if archive.known.is_some() {
            return !rest.is_empty();
        }
        let grouped =
            rest.first().is_some_and(|item| item.label.is_none() && numbered_group(self.words(item.value)).is_some());
        if labels(&[Part::Series]) || !year && (grouped || self.opens_with_series(rest)) {
            return true;
        }
        // "№ 5" may be that of a journal called "Архив".
        if archive.by_word
            && let [only] = rest
            && only.label == Some(Part::Number)
        {
            let label = &self.text[only.whole.start..only.value.start];
            return label.chars().filter(|c| is_letter(*c)).count() > 2;
        }
        // "RA Stockholm, Muscovitica, vol. 45": an abbreviation and its city.
        let seated = self.words(archive.printed).rsplit_once([' ', '\u{a0}']).is_some_and(|(short, city)| {
            is_abbreviation(short) && self.lists.is_place(city) && city.chars().any(char::is_lowercase)
        });
        let manuscript = rest.first().is_some_and(|item| {
            let words = self.words(item.value);
            item.label.is_none()
                && words.bytes().any(|b| b.is_ascii_digit())
                && self.lists.is_manuscript(words.split([' ', '.', '\u{a0}']).next().unwrap_or_default())
        });
        if !year && seated && labels(&[Part::Volume, Part::Number])
            || manuscript && archive.alone && !labels(&[Part::Page])
        {
            return true;
        }
        let is_mark = |words: &str| {
            let volume = words.split_once('/').is_some_and(|(volume, _)| crate::numbers::is_roman(volume));
            words.bytes().any(|b| b.is_ascii_digit())
                && !volume
                && !is_year(words)
                && split_year(self.lists, words).is_none()
        };
        // "UCDA, P150/1234, p. 4", "ADMAE, PA-AP 166, vol. 5": an abbreviation and a series in capitals.
        let page_or_volume = labels(&[Part::Page, Part::Volume]);
        let signature = rest.first().is_some_and(|item| {
            let words = self.words(item.value).trim_end_matches('.');
            let head = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == '/');
            item.label.is_none() && !archive.by_word && is_mark(words) && !head.is_empty() && is_series_head(head)
        });
        archive.alone
            && !(archive.by_word && year)
            && (!page_or_volume || signature)
            && rest.iter().any(|item| {
                let words = self.words(item.value).trim_end_matches('.');
                item.label.is_none()
                    && is_mark(words)
                    && (words.contains(['/', '.']) || is_series(words))
                    && self.date(item.value).is_none()
            })
    }

    /// `AF II, 269`: letters of a series, and the number of the piece by itself.
    fn opens_with_series(&self, rest: &[Item]) -> bool {
        let [head, piece, ..] = rest else { return false };
        let (head_words, number) = (self.words(head.value), self.words(piece.value).trim_end_matches('.'));
        let labelled_page = rest.iter().any(|item| matches!(item.label, Some(Part::Page | Part::Volume)));
        // A number before a leaf is that of a piece, though it could be a year.
        let leaf = rest.iter().any(|item| matches!(item.label, Some(Part::Leaf | Part::Folio)));
        head.label.is_none()
            && piece.label.is_none()
            && !labelled_page
            && is_series_head(head_words)
            && number.starts_with(|c: char| c.is_ascii_digit())
            && (leaf || !is_year(number))
            && self.date(piece.value).is_none()
            && !rest.iter().any(|item| !leaf && is_year(self.words(item.value).trim_end_matches('.')))
    }

    pub fn archival(&self, items: &[Item], archive: Option<ArchiveName>, ibid: bool, names: &Names<'_>) -> Draft {
        let mut reference = Reference::default();
        let mut rest = items;
        let mut country = String::new();
        if let Some(first) = items.first().filter(|item| item.label.is_none()) {
            let code = |name: &ArchiveName| name.known.is_none() && is_dotted_code(self.words(name.printed));
            if archive.as_ref().is_some_and(code) {
                // "A.MKT.UM., 345/67": the letters of a series whose archive is not printed.
            } else if let Some(found) = archive {
                reference.archive = Some(self.words(found.printed).to_owned());
                country = found.country.unwrap_or_default();
                rest = &items[1..];
            } else if !ibid
                && items.iter().any(|item| item.label.is_some_and(Part::is_archival))
                && series(self.words(first.value)).is_none()
                && !self.lists.names_a_fond(self.words(first.value))
                && let Some(printed) = names.unknown_archive(first.value)
            {
                reference.archive = Some(self.words(printed).to_owned());
                rest = &items[1..];
            }
        }
        let practice = Practice {
            turkish: country == "TR",
            elsewhere: !matches!(country.as_str(), "TR" | ""),
            german: matches!(country.as_str(), "DE" | "AT" | "CH"),
            ibid,
            items: rest,
        };
        let mut unit = UnitParts::default();
        for at in 0..rest.len() {
            self.archival_item(&practice, at, &mut unit, &mut reference);
        }
        let printed = unit.delo.map(|(span, _)| self.words(span).trim_end_matches(['.', ' ']).to_owned());
        reference.delo = unit.joined.or(printed);
        // "Staten-Generaal, inv. 6799": the number of an inventory below a class that is named is the file.
        let inventory = rest.iter().find(|item| item.label == Some(Part::Opis)).is_some_and(|item| {
            // "AMEA ƏYİ, inv. 1477"
            reference.archive.is_some() && self.words(item.whole).to_lowercase().starts_with("inv")
        });
        if reference.delo.is_none() && (reference.fond.is_some() || inventory) && !practice.labelled(Part::Fond) {
            reference.delo = reference.opis.take();
        }
        if reference.folios.is_some() || reference.fond.is_some() || reference.archive.is_some() {
            // A file's page is its folio; both are not printed together.
            if reference.folios.is_none() {
                reference.folios = reference.pages.take();
            }
        }
        let mut draft = draft_of(reference, Strength::Archival);
        draft.elliptical = draft.reference.archive.is_none();
        draft.file_labelled = rest.iter().any(|item| {
            matches!(item.label, Some(Part::Delo | Part::Inner))
                || item.label.is_none() && is_decimal_file(self.words(item.value))
        });
        draft
    }
}
