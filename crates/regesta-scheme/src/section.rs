//! Reading TOML so that every message has its place: which keys there are is known from which were asked for.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::flaw::{Flaw, Place, Severity, nearest};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Located<T> {
    pub value: T,
    pub place: Place,
}

/// One file under way.
pub(crate) struct Reader<'t> {
    file: String,
    text: &'t str,
    line_starts: Vec<usize>,
    flaws: RefCell<Vec<Flaw>>,
}

impl<'t> Reader<'t> {
    pub fn new(file: &str, text: &'t str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(after).collect();
        Self { file: file.to_owned(), text, line_starts, flaws: RefCell::default() }
    }

    /// The whole file as a table; `None` where it is no TOML.
    pub fn parse(&self) -> Option<Spanned<DeTable<'t>>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            let place = self.place(error.span().map_or(0, |span| span.start));
            self.flaw(
                Severity::Error,
                place,
                format!("this is not TOML: {}", error.message()),
                "close every quotation mark and bracket; a table begins with [name], one of several with [[name]]",
            );
        }
        errors.is_empty().then_some(table)
    }

    pub fn place(&self, byte: usize) -> Place {
        let line = self.line_starts.partition_point(|start| *start <= byte);
        let start = self.line_starts[line - 1];
        Place { line, column: self.text.get(start..byte).map_or(1, |before| before.chars().count() + 1) }
    }

    pub fn flaw(&self, severity: Severity, place: Place, message: impl Into<String>, cure: impl Into<String>) {
        self.flaws.borrow_mut().push(Flaw {
            file: self.file.clone(),
            line: place.line,
            column: place.column,
            severity,
            message: message.into(),
            cure: cure.into(),
        });
    }

    pub fn error(&self, place: Place, message: impl Into<String>, cure: impl Into<String>) {
        self.flaw(Severity::Error, place, message, cure);
    }

    pub fn warn(&self, place: Place, message: impl Into<String>, cure: impl Into<String>) {
        self.flaw(Severity::Warning, place, message, cure);
    }

    pub fn into_flaws(self) -> Vec<Flaw> {
        self.flaws.into_inner()
    }
}

/// One table of the file.
pub(crate) struct Section<'r, 't> {
    reader: &'r Reader<'t>,
    table: &'r DeTable<'t>,
    /// As the file writes it: `[case]`.
    name: String,
    pub place: Place,
    asked: RefCell<Vec<String>>,
}

impl<'r, 't> Section<'r, 't> {
    pub fn new(reader: &'r Reader<'t>, table: &'r DeTable<'t>, span: Range<usize>, name: &str) -> Self {
        Self { reader, table, name: name.to_owned(), place: reader.place(span.start), asked: RefCell::default() }
    }

    fn get(&self, key: &str) -> Option<&'r Spanned<DeValue<'t>>> {
        let mut asked = self.asked.borrow_mut();
        if !asked.iter().any(|known| known == key) {
            asked.push(key.to_owned());
        }
        self.table.get(key)
    }

    fn mistyped(&self, key: &str, value: &Spanned<DeValue<'t>>, wanted: &str, cure: &str) {
        let place = self.reader.place(value.span().start);
        let found = value.get_ref().type_str();
        self.reader.error(place, format!("`{key}` in {} is of type {found}, not {wanted}", self.name), cure);
    }

    fn missing(&self, key: &str) {
        self.reader.error(self.place, format!("{} has no `{key}`", self.name), format!("add `{key} = \"…\"`"));
    }

    pub fn string(&self, key: &str) -> Option<Located<String>> {
        let value = self.get(key)?;
        let place = self.reader.place(value.span().start);
        match value.get_ref() {
            DeValue::String(text) => Some(Located { value: text.to_string(), place }),
            DeValue::Datetime(_) => {
                self.mistyped(key, value, "string", "put the date between quotation marks, since EDTF says more");
                None
            }
            _ => {
                self.mistyped(key, value, "string", "put the value between quotation marks");
                None
            }
        }
    }

    /// A string that has to be there and not be empty.
    pub fn required(&self, key: &str) -> Located<String> {
        let there = self.table.contains_key(key);
        match self.string(key) {
            Some(found) if !found.value.trim().is_empty() => found,
            Some(found) => {
                self.reader.error(found.place, format!("`{key}` in {} is empty", self.name), "say what it is");
                found
            }
            None => {
                if !there {
                    self.missing(key);
                }
                Located { value: String::new(), place: self.place }
            }
        }
    }

    pub fn flag(&self, key: &str) -> bool {
        let Some(value) = self.get(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.mistyped(key, value, "boolean", "write true or false, without quotation marks");
            false
        })
    }

    /// A word out of a list, with the default where it is not there.
    pub fn word<T: Copy>(&self, key: &str, words: &[(&str, T)], default: T) -> T {
        let Some(found) = self.string(key) else { return default };
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == found.value) {
            return *value;
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let hint =
            nearest(&found.value, known.iter().copied()).map(|w| format!("did you mean `{w}`? ")).unwrap_or_default();
        let message = format!("`{key} = \"{}\"` in {} is not known", found.value, self.name);
        self.reader.error(found.place, message, format!("{hint}known words: {}", known.join(", ")));
        default
    }

    /// A list of words out of a list.
    pub fn words<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Vec<T> {
        let mut found = Vec::new();
        for given in self.strings(key) {
            let known = || words.iter().map(|(word, _)| *word);
            match words.iter().find(|(word, _)| *word == given.value) {
                Some((_, value)) => found.push(*value),
                None => {
                    let hint = nearest(&given.value, known()).map(|w| format!("did you mean `{w}`? "));
                    let list: Vec<&str> = known().collect();
                    let message = format!("`{}` in `{key}` of {} is not known", given.value, self.name);
                    let cure = format!("{}known words: {}", hint.unwrap_or_default(), list.join(", "));
                    self.reader.error(given.place, message, cure);
                }
            }
        }
        found
    }

    pub fn strings(&self, key: &str) -> Vec<Located<String>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.mistyped(key, value, "list of strings", "write [\"one\", \"two\"]");
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(text) => {
                    found.push(Located { value: text.to_owned(), place: self.reader.place(item.span().start) });
                }
                None => self.mistyped(key, item, "string", "put each value between quotation marks"),
            }
        }
        found
    }

    pub fn section(&self, key: &str) -> Option<Section<'r, 't>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => {
                let name = if self.name.is_empty() { format!("[{key}]") } else { format!("`{key}` of {}", self.name) };
                Some(Section::new(self.reader, table, value.span(), &name))
            }
            _ => {
                self.mistyped(key, value, "table", &format!("write [{key}] on a line of its own, or {{ … }}"));
                None
            }
        }
    }

    /// Whether the file is of the other kind; says so once, since every key of it would be unknown.
    pub fn is_mistaken(&self, wanted: &str, other: &str) -> bool {
        let mistaken = !self.table.contains_key(wanted) && self.table.contains_key(other);
        if mistaken {
            let message = format!("this is a {other} file, not a {wanted} file");
            self.reader.error(
                self.place,
                message,
                format!("use it as a {other}, and keep {wanted}s in a folder of their own"),
            );
        }
        mistaken
    }

    /// A table that has to be there.
    pub fn required_section(&self, key: &str) -> Option<Section<'r, 't>> {
        if !self.table.contains_key(key) {
            self.asked.borrow_mut().push(key.to_owned());
            let message = format!("the file has no [{key}]");
            self.reader.error(self.place, message, format!("begin the file with [{key}] and its id"));
            return None;
        }
        self.section(key)
    }

    /// The tables of an array of tables, `[[key]]`.
    pub fn sections(&self, key: &str) -> Vec<Section<'r, 't>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.mistyped(key, value, "list of tables", &format!("write [[{key}]] with two brackets"));
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in array.iter() {
            match item.get_ref() {
                DeValue::Table(table) => {
                    found.push(Section::new(self.reader, table, item.span(), &format!("[[{key}]]")));
                }
                _ => {
                    self.mistyped(key, item, "table", &format!("write [[{key}]] on a line of its own before its keys"))
                }
            }
        }
        found
    }

    /// All keys with their places, in the order of the file; for tables whose keys the user chooses.
    pub fn free_keys(&self, prefix: &str) -> Vec<Located<String>> {
        let mut keys: Vec<(usize, String)> = self
            .table
            .keys()
            .filter(|key| key.get_ref().starts_with(prefix))
            .map(|key| (key.span().start, key.get_ref().to_string()))
            .collect();
        keys.sort();
        keys.into_iter().map(|(at, value)| Located { value, place: self.reader.place(at) }).collect()
    }

    /// Whether the value of a key is a table, without asking for more.
    pub fn is_table(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| value.get_ref().is_table())
    }

    /// Names every key that was never asked for.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for key in self.free_keys("") {
            if asked.contains(&key.value) {
                continue;
            }
            let known = || asked.iter().map(String::as_str).filter(|k| !k.starts_with("terms_"));
            let hint = nearest(&key.value, known()).map(|k| format!("did you mean `{k}`? ")).unwrap_or_default();
            let where_ = if self.name.is_empty() { "the file" } else { &self.name };
            let list: Vec<&str> = known().collect();
            let message = format!("{where_} has an unknown key `{}`", key.value);
            self.reader.error(key.place, message, format!("{hint}known keys: {}", list.join(", ")));
        }
    }
}
