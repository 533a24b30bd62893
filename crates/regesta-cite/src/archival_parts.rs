use regesta_text::Span;

use crate::items::Item;
use crate::lists::Part;
use crate::names::is_abbreviation;
use crate::numbers::is_year;
use crate::practice::{Practice, UnitParts};
use crate::segment::{SegmentReader, extend, trim_stop};
use crate::series::{below, is_code, is_dotted, is_numbered_class, is_signature, numbered_group, series, year_series};
use crate::value::Reference;
use crate::words::is_letter;

impl SegmentReader<'_> {
    /// One labelled or bare stretch of a shelfmark.
    pub fn archival_item(&self, practice: &Practice<'_>, at: usize, unit: &mut UnitParts, reference: &mut Reference) {
        let item = &practice.items[at];
        let (words, whole) = (self.words(item.value), self.words(item.whole));
        let turkish = practice.turkish;
        let turkish_box = practice.box_is_file() && (turkish || !practice.labelled(Part::Delo));
        let leaf_below = practice.labelled(Part::Folio);
        let later = |part: Part| practice.later(at, part);
        match item.label {
            Some(Part::Fond) if reference.fond.is_none() => reference.fond = Some(words.to_owned()),
            Some(Part::Group) if reference.fond.is_none() => reference.fond = Some(whole.to_owned()),
            Some(Part::Series) => extend(&mut reference.fond, whole),
            Some(Part::Leaf) => extend(&mut reference.folios, whole),
            // What has a class above it that keeps its word keeps its own.
            Some(part)
                if practice.labelled(Part::Series)
                    && unit.delo.is_none()
                    && reference.fond.is_some()
                    && part != Part::Page =>
            {
                unit.delo = Some((item.whole, true));
            }
            // The division of an archive that has no fonds: "НА РГО. Разр. 74. Оп. 1".
            Some(Part::Section) if later(Part::Opis) && !practice.labelled(Part::Fond) && reference.fond.is_none() => {
                reference.fond = Some(words.to_owned());
            }
            // A division, volume or number above the file.
            Some(Part::Volume) if unit.delo.is_none() && later(Part::Delo) && practice.labelled(Part::Group) => {
                extend(&mut reference.container, words);
            }
            Some(Part::Section | Part::Volume | Part::Number | Part::Issue)
                if unit.delo.is_none() && (later(Part::Delo) || later(Part::Opis)) => {}
            Some(Part::Section) if unit.delo.is_none() && (later(Part::Box) || later(Part::Number)) => {}
            // Turkish military archives: box, folder, leaf.
            Some(Part::Inner) if practice.box_is_file() && leaf_below => extend(&mut reference.container, words),
            Some(Part::Inner) if practice.box_is_file() => extend(&mut reference.folios, words),
            // Ottoman files: dossier and folder make one number, as where they are printed with a slash.
            Some(Part::Inner) => match unit.delo {
                Some((span, _)) => unit.joined = Some(format!("{}/{words}", self.words(span).trim_end_matches('.'))),
                None => unit.delo = Some((item.value, true)),
            },
            Some(Part::Delo | Part::Dossier)
                if matches!(unit.delo, Some((_, false))) && reference.opis.is_none() && !turkish && !turkish_box =>
            {
                extend(&mut reference.container, words);
            }
            Some(Part::Number) if unit.slashed.is_some() && reference.folios.is_none() => {
                let series = unit.slashed.take().map_or("", |span| self.words(span));
                if series.contains(' ') {
                    reference.issue = Some(words.to_owned());
                } else {
                    // "IOR/E/3/1, no. 93": a number of its own shows that the last part belongs to the series.
                    let named = reference.fond.take().and_then(|fond| Some(fond.rsplit_once(", ")?.0.to_owned()));
                    reference.fond = named;
                    extend(&mut reference.fond, series);
                    reference.doubts.clear();
                    reference.readings.clear();
                    unit.delo = Some((item.value, true));
                }
            }
            // "nr. 6, s. 164, h. 355": an order in a register of orders.
            Some(Part::Number | Part::Issue) if turkish && unit.delo.is_some() && whole.starts_with(['h', 'H']) => {
                reference.issue = Some(words.to_owned());
            }
            // "B6/10, letter 1401"
            Some(Part::Issue) if unit.slashed.is_some() && reference.issue.is_none() => {
                reference.issue = Some(words.to_owned());
            }
            Some(Part::Opis) => reference.opis = Some(words.to_owned()),
            Some(Part::Delo) if unit.delo.is_none() && !turkish_box => unit.delo = Some((item.value, true)),
            // "AGI, Indiferente, 427, L. 30, ff. 12–13": a book with leaves of its own.
            Some(Part::Folio)
                if whole.starts_with(char::is_uppercase)
                    && later(Part::Folio)
                    && reference.folios.is_none()
                    && matches!(unit.delo, Some((_, false))) =>
            {
                unit.extend_delo(item.value);
            }
            Some(Part::Folio) => extend(&mut reference.folios, words),
            // "op. 3, p. 2, d. 1": Latin letters for "папка"; "стб. 12, л. 3": a roll of leaves.
            Some(Part::Page) if later(Part::Delo) => extend(&mut reference.container, words),
            Some(Part::Page) if later(Part::Folio) && unit.delo.is_none() => unit.delo = Some((item.value, true)),
            Some(Part::Page) => reference.pages = Some(words.to_owned()),
            Some(Part::Box | Part::Dossier | Part::Roll) if practice.labelled(Part::Delo) && !turkish_box => {
                extend(&mut reference.container, words);
            }
            // Turkish military archives: box, folder, leaf.
            Some(Part::Delo) if turkish_box && leaf_below => {
                extend(&mut reference.container, words);
            }
            Some(Part::Delo) if turkish_box => extend(&mut reference.folios, words),
            Some(Part::Dossier) if turkish && practice.labelled(Part::Folio) && unit.delo.is_some() => {
                extend(&mut reference.container, words);
            }
            // Polish "k." is a leaf, and no box stands behind a file.
            Some(Part::Box)
                if matches!(unit.delo, Some((_, false)))
                    && !practice.labelled(Part::Folio)
                    && whole.starts_with(['k', 'K'])
                    && whole[1..].starts_with(['.', ' ']) =>
            {
                extend(&mut reference.folios, words);
            }
            Some(
                Part::Number
                | Part::Volume
                | Part::Issue
                | Part::Section
                | Part::Delo
                | Part::Dossier
                | Part::Box
                | Part::Roll,
            ) => {
                let open = reference.folios.is_none() && reference.pages.is_none();
                match unit.delo {
                    None => unit.delo = Some((item.value, true)),
                    // "45. csomó, 12. tétel": the label behind its number, the bundle above the file.
                    Some((span, true)) if open && item.value.start == item.whole.start => {
                        extend(&mut reference.container, self.words(span));
                        unit.delo = Some((item.value, true));
                    }
                    // "стб. 966, ч. 1": the part of a file that has a label is no part of its number.
                    Some((_, labelled))
                        if open
                            && !(item.label == Some(Part::Section)
                                && (practice.labelled(Part::Delo)
                                    || labelled
                                        && practice.items[..at].iter().any(|b| b.label == Some(Part::Page)))) =>
                    {
                        unit.extend_delo(item.value);
                    }
                    Some(_) => {}
                }
            }
            Some(Part::Fond | Part::Group) => {}
            None if turkish_box
                && at > 0
                && matches!(practice.items[at - 1].label, Some(Part::Delo | Part::Inner))
                && reference.folios.is_some()
                && self.is_number_list(item.value) =>
            {
                extend(&mut reference.folios, words);
            }
            None => {
                let open = unit.delo.is_none();
                self.bare_archival(practice, at, unit, reference);
                let slash = words.trim_end_matches('.').rfind('/');
                if open && unit.delo.is_some() && slash.is_some() && words.starts_with(is_letter) {
                    unit.slashed = Some(trim_stop(self.text, item.value));
                }
            }
        }
    }

    fn keep_year(&self, words: &str, reference: &mut Reference) {
        let year = words.split([' ', '\u{a0}']).next().unwrap_or_default();
        if is_year(year) {
            reference.file_year.get_or_insert_with(|| year.to_owned());
        }
    }

    /// "Сношения с Турцией. 1678 г." to "1678 г.": the time behind the last stop.
    fn time_at_end<'t>(&self, words: &'t str) -> Option<&'t str> {
        let (_, last) = words.rsplit_once(". ")?;
        self.is_time(last).then_some(last)
    }

    /// `1889`, `1889 г.`, `1891–1916`
    fn is_time(&self, words: &str) -> bool {
        let years = match words.split_once([' ', '\u{a0}']) {
            Some((year, word)) if self.lists.is_year_word(word) => year,
            _ => words,
        };
        match years.split_once(['-', '–']) {
            Some((from, to)) => {
                is_year(from) && (is_year(to) || to.len() == 2 && to.bytes().all(|b| b.is_ascii_digit()))
            }
            None => is_year(years),
        }
    }

    fn bare_archival(&self, practice: &Practice<'_>, at: usize, unit: &mut UnitParts, reference: &mut Reference) {
        let item = &practice.items[at];
        let rest = &practice.items[at + 1..];
        let span = trim_stop(self.text, item.value);
        let words = self.words(span);
        let more = practice.later(at, Part::Delo);
        let boxed = [Part::Box, Part::Volume].into_iter().any(|part| practice.later(at, part));
        let starts_number = |item: &Item| self.words(item.value).starts_with(|c: char| c.is_ascii_digit());
        let later =
            rest.iter().any(|item| item.label.is_none() && starts_number(item) && self.date(item.value).is_none());
        let has_digit = words.bytes().any(|b| b.is_ascii_digit());
        let numbered_fond = practice.later(at, Part::Fond) && (more || practice.later(at, Part::Opis));
        let above =
            [Part::Series, Part::Group, Part::Opis, Part::Dossier].into_iter().any(|part| practice.later(at, part));
        let time = self.is_time(words);
        if time && (more || boxed || above || later || reference.fond.is_none() || unit.delo.is_some()) {
            self.keep_year(words, reference);
        } else if practice.labelled(Part::Fond)
            && reference.fond.is_some()
            && (more || practice.later(at, Part::Opis))
            && unit.delo.is_none()
            && words.starts_with(is_letter)
        {
            // "Ф. 102. ДП ОО. 1905. Оп. 233": between a fond and its inventory stand the name of the fond and a year;
            // "ф. 161, I-9, оп. 8": a division of it.
            if is_code(words) {
                extend(&mut reference.fond, words);
            } else if let Some(year) = self.time_at_end(words) {
                self.keep_year(year, reference);
            }
        } else if let Some((group, number)) = numbered_group(words)
            && unit.delo.is_none()
            && !practice.labelled(Part::Fond)
        {
            extend(&mut reference.fond, group);
            unit.delo = Some((Span::new(span.end - number.len(), span.end), false));
        } else if reference.folios.is_some() || reference.pages.is_some() || self.date(span).is_some() {
            // What follows the folio describes the document.
        } else if !has_digit
            && (practice.ibid || practice.labelled(Part::Fond) && (reference.fond.is_some() || numbered_fond))
        {
            // Words behind "ibid." and beside the number of the fond describe.
        } else if let Some((fond, file)) = words.split_once('/')
            && practice.turkish
            && reference.fond.is_none()
            && [fond, file].into_iter().all(is_dotted)
        {
            // "030.10/184.272.7"
            reference.fond = Some(fond.to_owned());
            unit.delo = Some((Span::new(span.end - file.len(), span.end), false));
        } else if let Some((class, file)) = words.rsplit_once('/').filter(|_| is_numbered_class(words))
            && unit.delo.is_none()
            && !practice.labelled(Part::Fond)
        {
            extend(&mut reference.fond, class);
            unit.delo = Some((Span::new(span.end - file.len(), span.end), false));
        } else if words.starts_with(|c: char| c.is_ascii_digit()) && series(words).is_none()
            || reference.fond.is_some() && is_code(words)
        {
            let numbered = practice.later(at, Part::Number) && !words.contains('/');
            let opis = more || numbered && !practice.turkish && words.contains('.');
            if reference.fond.is_none() && (later || more || numbered) {
                reference.fond = Some(words.to_owned());
            } else if opis && reference.opis.is_none() {
                reference.opis = Some(words.to_owned());
            } else if unit.slashed.is_some() && !practice.turkish && reference.issue.is_none() {
                // "FO 371/3661, 123456", "CAB 23/21, 11(20)": a paper below the piece.
                reference.issue = Some(words.to_owned());
            } else {
                unit.extend_delo(span);
            }
        } else if reference.delo.is_none() && unit.delo.is_none() && is_signature(words) && !below(rest) {
            unit.delo = Some((span, false));
        } else if let Some((before, number)) =
            series(words).or_else(|| year_series(words, !below(rest)).filter(|_| !boxed))
        {
            self.bare_series(practice, at, (before, number), unit, reference);
        } else if reference.opis.is_none() && unit.delo.is_none() && words.chars().count() <= 60 {
            let words = self.words(item.value);
            let printed = if words.ends_with('.') && words.trim_end_matches('.').contains('.') {
                words
            } else {
                self.words(span)
            };
            extend(&mut reference.fond, abbreviated(printed).unwrap_or(printed));
        }
    }

    /// "Nr. 166", "Bü 90": how German archives label the file behind its series.
    fn is_german_file(&self, item: &Item) -> bool {
        let label = self.text[item.whole.start..item.value.start].trim_end_matches(['.', ' ', '\u{a0}']);
        let wanted = match item.label {
            Some(Part::Delo) => label.chars().count() > 1,
            Some(Part::Number) => label == "Nr",
            _ => false,
        };
        wanted && label.starts_with(char::is_uppercase)
    }

    /// `FO 371/4931`, `Lima 1052`: the words of a series and the number of the file at their end.
    fn bare_series(
        &self,
        practice: &Practice<'_>,
        at: usize,
        (before, number): (&str, &str),
        unit: &mut UnitParts,
        reference: &mut Reference,
    ) {
        let span = trim_stop(self.text, practice.items[at].value);
        let words = self.words(span);
        if unit.delo.is_some() {
            // "CAB 24/103, CP 1234", "L/PS/11/142, P 5637/1918": a paper below the piece.
            if unit.slashed.is_some() && !practice.turkish && reference.issue.is_none() {
                reference.issue = Some(words.to_owned());
            } else {
                unit.extend_delo(span);
            }
            return;
        }
        // "Türkei 134, Bd. 16", "E 50/03, Bü 176": the file has its own label.
        let next = practice.items.get(at + 1).and_then(|item| item.label);
        // "MS 466, ser. I, box 12": a collection.
        let first = before.split([' ', '.', '\u{a0}']).next().unwrap_or_default();
        let labelled = self.lists.is_manuscript(first) && practice.later(at, Part::Box)
            || matches!(next, Some(Part::Volume | Part::Box)) && !number.contains('/')
            || practice.german && matches!(next, Some(Part::Volume | Part::Box | Part::Delo | Part::Number))
            || !practice.elsewhere && practice.items.get(at + 1).is_some_and(|next| self.is_german_file(next));
        if labelled {
            extend(&mut reference.fond, words);
            return;
        }
        let joint = words.len() - number.len();
        let plain = practice.elsewhere || !practice.turkish && !before.ends_with('.');
        if number.contains(['-', '–']) && self.is_time(number) {
            // "AP 1919-30, Turchia, b. 1655"
            extend(&mut reference.fond, words);
            return;
        }
        // "FO 371/4931/E1234": a paper of the registry below the piece.
        let parts: Vec<&str> = number.splitn(3, '/').collect();
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if let [class, piece, paper] = parts[..]
            && plain
            && digits(class)
            && digits(piece)
            && paper.starts_with(char::is_uppercase)
            && paper.bytes().any(|b| b.is_ascii_digit())
        {
            let file = joint + class.len() + 1;
            extend(&mut reference.fond, &words[..file - 1]);
            unit.delo = Some((Span::new(span.start + file, span.start + file + piece.len()), false));
            reference.issue = Some(paper.to_owned());
            return;
        }
        let slash = number.rfind('/').filter(|_| plain);
        let (fond, file) = match slash {
            Some(at) => (&words[..joint + at], joint + at + 1),
            None => (before, joint),
        };
        if slash.is_some()
            && fond.ends_with(char::is_numeric)
            && number.matches('/').count() == 1
            && !before.chars().all(|c| c.is_uppercase() || c == '/')
        {
            let mut series = reference.fond.clone();
            extend(&mut series, before);
            let other = Reference { fond: series, delo: Some(number.to_owned()), ..Reference::default() };
            reference.may_be(other, format!("the file may be {number} of {before}"));
        }
        extend(&mut reference.fond, fond);
        unit.delo = Some((Span::new(span.start + file, span.end), false));
    }
}

/// "Meclis-i Vâlâ (MVL)" to "MVL": the abbreviation that the author gives a fond.
fn abbreviated(fond: &str) -> Option<&str> {
    let (_, short) = fond.strip_suffix(')')?.rsplit_once(" (")?;
    is_abbreviation(short).then_some(short)
}
