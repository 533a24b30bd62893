//! Rows in memory with what they are filtered and sorted by.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::Base;

/// A row of a list.
pub(crate) trait TableRow {
    /// Gives its values for each column that can be filtered by.
    fn fill(&self, base: &Base, column: &mut Column<'_>);
    /// Its dates: earliest and latest minute, half-open. Empty for an undated row.
    fn dates(&self) -> Vec<(i64, i64)>;
    /// The key of its words, made with [`words_key`].
    fn words(&self) -> String;
    /// What it is sorted by; `None` for what this list is not sorted by.
    fn sort_key(&self, by: &str) -> Option<SortKey>;
    /// Whether a person said that there is no such thing: then it is shown only where that is asked for.
    fn rejected(&self) -> bool {
        false
    }
}

/// What rows are sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SortKey {
    Number(i64),
    /// Rows without words come last.
    Words(bool, String),
}

impl SortKey {
    pub(crate) fn words(text: &str) -> Self {
        Self::Words(text.is_empty(), regesta::lang::latin_key(text))
    }
}

/// A row with what it is filtered by.
pub(crate) struct Entry<R> {
    pub(crate) row: R,
    /// For each column the numbers of its values.
    pub(crate) values: Vec<Vec<u32>>,
    pub(crate) dates: Vec<(i64, i64)>,
    /// Its words, made when words are first looked for.
    words: OnceLock<String>,
}

impl<R> Entry<R> {
    /// A row with its times and without columns.
    #[cfg(test)]
    pub(crate) fn dated(row: R, dates: Vec<(i64, i64)>) -> Self {
        Self { row, values: Vec::new(), dates, words: OnceLock::new() }
    }

    /// The earliest minute, for one that is open to the left the latest.
    pub(crate) fn earliest(&self) -> Option<i64> {
        self.dates.iter().map(|&(from, to)| if from == i64::MIN { to - 1 } else { from }).min()
    }
}

impl<R: TableRow> Entry<R> {
    /// The words of the row, each word after a blank.
    pub(crate) fn words(&self) -> &str {
        self.words.get_or_init(|| self.row.words())
    }
}

/// A column that can be filtered by.
#[derive(Clone)]
pub(crate) struct FilterColumn {
    pub(crate) key: &'static str,
    /// Value and label by number.
    pub(crate) values: Vec<(String, String)>,
    numbers: BTreeMap<String, u32>,
}

impl FilterColumn {
    /// The number of a value.
    pub(crate) fn number(&self, value: &str) -> Option<u32> {
        self.numbers.get(value).copied()
    }
}

/// A list in its own order. A copy shares its rows, so that one in which a few are other rows costs little.
pub(crate) struct Table<R> {
    pub(crate) entries: Vec<Arc<Entry<R>>>,
    pub(crate) columns: Vec<FilterColumn>,
}

impl<R> Clone for Table<R> {
    fn clone(&self) -> Self {
        Self { entries: self.entries.clone(), columns: self.columns.clone() }
    }
}

/// Takes the values of one row.
pub(crate) struct Column<'a> {
    columns: &'a mut [FilterColumn],
    values: Vec<Vec<u32>>,
}

impl Column<'_> {
    /// Adds values with their labels to the column of this name.
    pub(crate) fn add(&mut self, key: &str, values: impl IntoIterator<Item = (String, String)>) {
        let Some(at) = self.columns.iter().position(|c| c.key == key) else { return };
        let column = &mut self.columns[at];
        for (value, label) in values {
            let number = match column.numbers.get(&value) {
                Some(number) => *number,
                None => {
                    let number = column.values.len() as u32;
                    column.numbers.insert(value.clone(), number);
                    column.values.push((value, label));
                    number
                }
            };
            if !self.values[at].contains(&number) {
                self.values[at].push(number);
            }
        }
    }
}

impl<R: TableRow> Table<R> {
    pub(crate) fn new(columns: &[&'static str]) -> Self {
        let column = |key: &&'static str| FilterColumn { key, values: Vec::new(), numbers: BTreeMap::new() };
        Self { entries: Vec::new(), columns: columns.iter().map(column).collect() }
    }

    /// Adds a row behind the others.
    pub(crate) fn push(&mut self, row: R, base: &Base) {
        let entry = self.entry(row, base);
        self.entries.push(entry);
    }

    /// Puts another row in the place of one.
    pub(crate) fn set(&mut self, at: usize, row: R, base: &Base) {
        self.entries[at] = self.entry(row, base);
    }

    /// Puts a row before the one at a place.
    pub(crate) fn insert(&mut self, at: usize, row: R, base: &Base) {
        let entry = self.entry(row, base);
        self.entries.insert(at, entry);
    }

    fn entry(&mut self, row: R, base: &Base) -> Arc<Entry<R>> {
        let values = vec![Vec::new(); self.columns.len()];
        let mut column = Column { columns: &mut self.columns, values };
        row.fill(base, &mut column);
        let values = column.values;
        Arc::new(Entry { values, dates: row.dates(), words: OnceLock::new(), row })
    }

    pub(crate) fn row(&self, at: usize) -> &R {
        &self.entries[at].row
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = &R> {
        self.entries.iter().map(|e| &e.row)
    }
}

/// Words without script, case and signs, each after a blank, so that the beginning of a word can be looked for.
pub(crate) fn words_key<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut key = String::new();
    for text in texts {
        for word in regesta::lang::latin_key(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            key.push(' ');
            key.push_str(word);
        }
    }
    key
}
