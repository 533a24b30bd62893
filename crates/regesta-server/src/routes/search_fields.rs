//! Fields of a query: `from:orlov date:1920-04 genre:telegram`, beside its free words.

use crate::error::{ApiError, ApiResult};
use crate::models::{Documents, ListQuery, stems};
use crate::wire::{DocumentRow, Party};

/// Documents that are sent.
const MOST: usize = 20;
/// The fields there are.
const FIELDS: [&str; 8] = ["from", "to", "date", "genre", "place", "shelfmark", "kind", "in"];

/// A query with its fields apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Fielded {
    /// What is left: free words and phrases.
    pub(super) words: String,
    /// Field and value, in their order.
    pub(super) fields: Vec<(&'static str, String)>,
}

impl Fielded {
    /// Takes the fields out of a query. A value of several words stands in quotation marks: `from:"A. B. Orlov"`.
    pub(super) fn parse(query: &str) -> Self {
        let mut out = Self::default();
        let mut rest = query;
        'words: while !rest.is_empty() {
            let at_word = out.words.is_empty() || out.words.ends_with(char::is_whitespace);
            for field in FIELDS {
                let found = rest.get(..field.len()).is_some_and(|head| head.eq_ignore_ascii_case(field));
                let after = rest.get(field.len()..).and_then(|after| after.strip_prefix(':'));
                if let (true, true, Some(after)) = (at_word, found, after) {
                    let (value, left) = value_of(after);
                    if !value.trim().is_empty() {
                        out.fields.push((field, value.trim().to_owned()));
                        rest = left;
                        continue 'words;
                    }
                }
            }
            let Some(letter) = rest.chars().next() else { break };
            out.words.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
        out.words = out.words.trim().to_owned();
        out
    }

    pub(super) fn value(&self, field: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| *name == field).map(|(_, value)| value.as_str())
    }

    /// Whether a field asks for documents.
    pub(super) fn is_of_documents(&self) -> bool {
        self.fields.iter().any(|(name, _)| !matches!(*name, "kind" | "in"))
    }

    /// The documents of the calendar that fit all fields and all free words: how many, and the first.
    pub(super) fn documents(&self, documents: &Documents) -> ApiResult<(usize, Vec<DocumentRow>)> {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &self.words.replace(['"', '«', '»', '“', '”'], " "));
        if let Some(date) = self.value("date") {
            let (from, to) = date.split_once("..").unwrap_or((date, date));
            query.append_pair("from", from).append_pair("to", to);
        }
        if let Some(source) = self.value("in") {
            query.append_pair("source", source);
        }
        let query = ListQuery::parse(&query.finish())
            .map_err(|_| {
                ApiError::bad_parameter("q", "date:1920, date:1920-05 or date:1920-05-01..1920-05-10", "another date")
            })?
            .all_rows();
        let (rows, _) = query.answer("documents", &documents.table)?;
        let named = |parties: &[Party], wanted: &str| {
            let stems = stems(wanted);
            parties.iter().any(|p| has_all(&stems, [p.label.as_str(), p.as_written.as_str()]))
        };
        let fits = |row: &&DocumentRow| {
            self.fields.iter().all(|(field, value)| match *field {
                "from" => named(&row.from, value),
                "to" => named(&row.to, value),
                "genre" => row.genre.eq_ignore_ascii_case(value),
                "place" => {
                    named(&row.from, value) || named(&row.to, value) || has_all(&stems(value), [row.regest.as_str()])
                }
                "shelfmark" => {
                    named(&row.shelfmarks, value) || has_all(&stems(value), row.cited.iter().map(String::as_str))
                }
                _ => true,
            })
        };
        let rows: Vec<&DocumentRow> = rows.into_iter().filter(fits).collect();
        Ok((rows.len(), rows.into_iter().take(MOST).cloned().collect()))
    }
}

fn has_all<'a>(stems: &[String], texts: impl IntoIterator<Item = &'a str>) -> bool {
    !stems.is_empty() && crate::models::has_words(stems, &crate::models::words_key(texts))
}

/// The value at the beginning of a text, and what follows it.
fn value_of(text: &str) -> (&str, &str) {
    for (open, close) in [('"', '"'), ('«', '»'), ('“', '”')] {
        if let Some(inside) = text.strip_prefix(open) {
            return inside.split_once(close).unwrap_or((inside, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::Fielded;

    #[test]
    fn fields_stand_apart_from_words() {
        let asked = Fielded::parse("bridge from:\"A. B. Orlov\" date:1861-03 \"closed since noon\" Genre:telegram");
        assert_eq!(
            asked.fields,
            [("from", "A. B. Orlov".to_owned()), ("date", "1861-03".to_owned()), ("genre", "telegram".to_owned())]
        );
        assert_eq!(asked.words.split_whitespace().collect::<Vec<_>>(), ["bridge", "\"closed", "since", "noon\""]);
        assert!(asked.is_of_documents());
    }

    #[test]
    fn what_is_no_field_stays_a_word() {
        for query in ["12:30", "upfrom:x", "from: x", "а:б", ""] {
            assert_eq!(Fielded::parse(query).fields, [], "{query}");
            assert_eq!(Fielded::parse(query).words, query);
        }
        assert!(!Fielded::parse("kind:person orlov").is_of_documents());
    }
}
