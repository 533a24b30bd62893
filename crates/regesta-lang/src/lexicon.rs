use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{Casing, PackError, lower, tokenize};

/// One line of a word list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconEntry {
    /// The form as listed.
    pub form: String,
    /// The second column: what the form stands for; empty where the list has one column.
    pub value: String,
    /// Further columns.
    pub extra: Vec<String>,
}

/// A word list of a pack: UTF-8, one entry a line, columns separated by tabs, `#` for comments.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    name: String,
    entries: Vec<LexiconEntry>,
    by_form: FxHashMap<String, Vec<usize>>,
    /// The first words of all forms, so that a place where no form begins is passed by with one look-up.
    beginnings: FxHashSet<String>,
    longest: usize,
    /// Bytes of the longest key.
    longest_key: usize,
    casing: Casing,
    /// Made when a list of endings or stems is first asked for them.
    endings: OnceLock<Affixes>,
    stems: OnceLock<Affixes>,
}

/// Beginnings or endings of words with their entries (of equals the last), and how many bytes there are in them.
#[derive(Debug, Clone, Default)]
struct Affixes {
    entries: FxHashMap<String, usize>,
    /// Longest first.
    lengths: Vec<usize>,
    /// For each hash of the first bytes of a word whether one of the entries, as a beginning, has it.
    firsts: [u64; 4],
}

impl Affixes {
    /// First bytes of a word that are looked at before anything else.
    const FIRST: usize = 4;

    fn place(first: &[u8]) -> usize {
        let first: u32 = first.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
        (first.wrapping_mul(0x9E37_79B1) >> 24) as usize
    }

    /// Whether an entry may begin `word`.
    fn may_begin(&self, word: &str) -> bool {
        word.as_bytes().get(..Self::FIRST).is_none_or(|first| {
            let place = Self::place(first);
            self.firsts[place / 64] >> (place % 64) & 1 == 1
        })
    }
}

impl<'a> FromIterator<(&'a str, usize)> for Affixes {
    fn from_iter<I: IntoIterator<Item = (&'a str, usize)>>(affixes: I) -> Self {
        let entries: FxHashMap<String, usize> = affixes.into_iter().map(|(form, entry)| (form.into(), entry)).collect();
        let mut lengths: Vec<usize> = entries.keys().map(String::len).collect();
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        lengths.dedup();
        let mut firsts = [0; 4];
        for form in entries.keys() {
            match form.as_bytes().get(..Self::FIRST) {
                Some(first) => firsts[Self::place(first) / 64] |= 1 << (Self::place(first) % 64),
                None => firsts = [u64::MAX; 4],
            }
        }
        Self { entries, lengths, firsts }
    }
}

impl Lexicon {
    /// Reads a list.
    ///
    /// # Errors
    /// [`PackError::List`] names file and line where the first column is empty.
    pub fn parse(name: &str, file: &str, text: &str, casing: Casing) -> Result<Self, PackError> {
        let mut lexicon = Self { name: name.to_owned(), casing, ..Self::default() };
        for (number, line) in text.lines().enumerate() {
            let line = line.trim_end_matches('\r');
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut columns = line.split('\t');
            let form = columns.next().unwrap_or_default().trim().to_owned();
            if form.is_empty() {
                return Err(PackError::List {
                    file: file.to_owned(),
                    line: number + 1,
                    message: "the first column is empty; write `form<TAB>value`, or `#` before a comment".into(),
                });
            }
            let value = columns.next().unwrap_or_default().trim().to_owned();
            let extra = columns.map(|c| c.trim().to_owned()).collect();
            lexicon.longest = lexicon.longest.max(form.split(' ').count());
            let key = key(&form, casing, usize::MAX).into_owned();
            lexicon.longest_key = lexicon.longest_key.max(key.len());
            if let Some(first) = tokenize(&key).first() {
                lexicon.beginnings.insert(key[first.span.range()].to_owned());
            }
            lexicon.by_form.entry(key).or_default().push(lexicon.entries.len());
            lexicon.entries.push(LexiconEntry { form, value, extra });
        }
        Ok(lexicon)
    }

    /// The list's name: its file name without the ending.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All entries in the order of the file.
    pub fn entries(&self) -> &[LexiconEntry] {
        &self.entries
    }

    /// Words in the longest form, 0 for an empty list.
    pub fn longest_form_in_words(&self) -> usize {
        self.longest
    }

    /// The entries whose form is `word`, whatever its case.
    pub fn all(&self, word: &str) -> impl Iterator<Item = &LexiconEntry> {
        self.by_form
            .get(key(word, self.casing, self.longest_key).as_ref())
            .into_iter()
            .flatten()
            .map(|&i| &self.entries[i])
    }

    /// Whether a form, of one word or more, begins with `word`, whatever its case.
    pub fn begins_with(&self, word: &str) -> bool {
        self.beginnings.contains(key(word, self.casing, self.longest_key).as_ref())
    }

    /// The first entry whose form is `word`, whatever its case.
    pub fn get(&self, word: &str) -> Option<&LexiconEntry> {
        self.all(word).next()
    }

    /// The value of the first entry whose form is `word`, whatever its case.
    pub fn value(&self, word: &str) -> Option<&str> {
        self.get(word).map(|entry| entry.value.as_str())
    }

    /// Whether `word` is in the list, whatever its case.
    pub fn has(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Whether `word` ends with a form of the list, letter by letter: case is not changed.
    ///
    /// ```
    /// # use regesta_lang::{Casing, Lexicon};
    /// let list = Lexicon::parse("endings", "endings.tsv", "вший\nщая\n", Casing::Root)?;
    /// assert!(list.ends("идущая") && !list.ends("ИДУЩАЯ"));
    /// # Ok::<(), regesta_lang::PackError>(())
    /// ```
    pub fn ends(&self, word: &str) -> bool {
        let endings = self.endings.get_or_init(|| {
            let entries = self.entries.iter().enumerate();
            entries.map(|(place, entry)| (entry.form.as_str(), place)).collect()
        });
        let mut ends = endings.lengths.iter().filter_map(|length| word.get(word.len().checked_sub(*length)?..));
        ends.any(|end| endings.entries.contains_key(end))
    }

    /// The entry whose form, which ends in `*` for any ending, `word` begins with, and the form without the `*`: of several
    /// the longest, of equals the last. Case is not changed.
    ///
    /// ```
    /// # use regesta_lang::{Casing, Lexicon};
    /// let list = Lexicon::parse("stems", "stems.tsv", "осад*\t1\nосажд*\t2\n", Casing::Root)?;
    /// assert_eq!(list.stem_of("осаждённый").map(|(stem, entry)| (stem, entry.value.as_str())), Some(("осажд", "2")));
    /// # Ok::<(), regesta_lang::PackError>(())
    /// ```
    pub fn stem_of(&self, word: &str) -> Option<(&str, &LexiconEntry)> {
        let stems = self.stems.get_or_init(|| {
            let entries = self.entries.iter().enumerate();
            entries.filter_map(|(place, entry)| Some((entry.form.strip_suffix('*')?, place))).collect()
        });
        if !stems.may_begin(word) {
            return None;
        }
        let mut beginnings = stems.lengths.iter().filter_map(|length| word.get(..*length));
        let place = beginnings.find_map(|beginning| stems.entries.get(beginning))?;
        let entry = &self.entries[*place];
        Some((entry.form.strip_suffix('*')?, entry))
    }

    /// The distinct forms as an alternation for a pattern, common beginnings shared (a list of a few hundred inflected
    /// forms stays a small automaton), the longer form before the one it begins with, spaces flexible.
    pub(crate) fn alternation(&self) -> String {
        let mut forms: Vec<&String> = self.by_form.keys().collect();
        forms.sort();
        let forms: Vec<Vec<char>> = forms.into_iter().map(|form| form.chars().collect()).collect();
        let forms: Vec<&[char]> = forms.iter().map(Vec::as_slice).collect();
        if forms.is_empty() { "[^\\s\\S]".to_owned() } else { format!("(?:{})", branches(&forms, self.casing)) }
    }
}

/// The pattern of sorted distinct forms: one branch for each first letter.
fn branches(forms: &[&[char]], casing: Casing) -> String {
    let ends_here = forms.first().is_some_and(|form| form.is_empty());
    let rest = &forms[usize::from(ends_here)..];
    let groups: Vec<String> = rest
        .chunk_by(|a, b| a[0] == b[0])
        .map(|group| {
            let tails: Vec<&[char]> = group.iter().map(|form| &form[1..]).collect();
            pattern_of_char(group[0][0], casing) + &branches(&tails, casing)
        })
        .collect();
    match (groups.as_slice(), ends_here) {
        ([], _) => String::new(),
        ([one], false) => one.clone(),
        (_, false) => format!("(?:{})", groups.join("|")),
        (_, true) => format!("(?:{})?", groups.join("|")),
    }
}

/// What a form is looked up by: lower case, `е` for `ё`, one apostrophe, single plain blanks. Most words of a text are
/// their own key. A key that grows longer than `longest` bytes is left there: it is in no list of shorter ones.
fn key(form: &str, casing: Casing, longest: usize) -> Cow<'_, str> {
    if is_own_key(form) {
        return Cow::Borrowed(form);
    }
    // A sigma at the end of a word has a small letter of its own, which only the whole word tells.
    let lowered = if form.contains('Σ') { Cow::Owned(lower(form, casing)) } else { Cow::Borrowed(form) };
    let mut out = String::with_capacity(lowered.len().min(longest.saturating_add(4)));
    for c in lowered.chars() {
        if out.len() > longest {
            break;
        }
        match (c, casing) {
            (c, _) if is_key(c) => out.push(c),
            ('I', Casing::Turkic) => out.push('ı'),
            ('İ', Casing::Turkic) => out.push('i'),
            (c, _) => c.to_lowercase().for_each(|c| push_key(&mut out, c)),
        }
    }
    Cow::Owned(out)
}

/// Whether a form is its own key, by a table for the letters of one or two bytes.
fn is_own_key(form: &str) -> bool {
    static TABLE: LazyLock<[bool; 0x800]> = LazyLock::new(|| {
        let mut table = [false; 0x800];
        for (code, own) in (0_u32..).zip(table.iter_mut()) {
            *own = char::from_u32(code).is_some_and(is_key);
        }
        table
    });
    let table = &*TABLE;
    form.chars().all(|c| table.get(c as usize).copied().unwrap_or_else(|| is_key(c)))
}

/// A small letter or a sign that stands in a key as it is.
fn is_key(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9' | '-' | '.' | '\'' | 'а'..='я' | 'ђ'..='џ' | 'ß'..='ö' | 'ø'..='ÿ' | 'ğ' | 'ı' | 'ş' | 'ə' | 'ґ')
}

/// Adds a letter in lower case to a key.
fn push_key(out: &mut String, c: char) {
    match c {
        'ё' => out.push('е'),
        '’' | 'ʼ' => out.push('\''),
        c if c.is_whitespace() => {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        }
        c => out.push(c),
    }
}

fn pattern_of_char(c: char, casing: Casing) -> String {
    match (c, casing) {
        (' ', _) => "[ \u{a0}]+".to_owned(),
        ('i', Casing::Turkic) => "[iİI]".to_owned(),
        ('ı', Casing::Turkic) => "[ıIi]".to_owned(),
        ('\'' | '’', _) => "['’ʼ]".to_owned(),
        ('е' | 'ё', _) => "[её]".to_owned(),
        ('‘', _) => "['’ʼ‘]".to_owned(),
        (c, _) if c.is_alphanumeric() || !c.is_ascii() => c.to_string(),
        (c, _) => format!("\\{c}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_turkish_forms_in_any_case() {
        let list = Lexicon::parse("month", "m.tsv", "# about: x\nkasım\t11\nnisan\t4\n", Casing::Turkic).unwrap();
        assert_eq!(list.value("NİSAN"), Some("4"));
        assert_eq!(list.value("KASIM"), Some("11"));
        assert_eq!(list.value("mart"), None);
    }

    #[test]
    fn words_that_are_their_own_key_keep_it_and_others_get_one() {
        for casing in [Casing::Root, Casing::Turkic] {
            for word in ["мая", "ђурађ", "o'clock", "11-го", "r.", "i", "ağustos", "günü", "ığdır", "gəncə", "ґава"]
            {
                assert_eq!(key(word, casing, usize::MAX), lower(word, casing), "{word}");
            }
        }
        assert_eq!(key("Её\u{a0} ’", Casing::Root, usize::MAX), "ее '");
        assert_eq!(key("всё", Casing::Root, usize::MAX), "все");
        assert_eq!(key("ЁЖ ΟΔΟΣ", Casing::Root, usize::MAX), "еж οδος");
        assert_eq!(key("ISPARTA İLİ", Casing::Turkic, usize::MAX), "ısparta ili");
        let letters: String = (0..0x2100).filter_map(char::from_u32).filter(|c| is_key(*c)).collect();
        assert_eq!(letters.to_lowercase(), letters);
    }

    #[test]
    fn tells_where_a_form_may_begin() {
        let list = Lexicon::parse("m", "m.tsv", "вербальная нота\tnote\nnot-a-form\tx\n", Casing::Root).unwrap();
        assert!(list.begins_with("Вербальная") && list.begins_with("NOT-A-FORM"));
        assert!(!list.begins_with("нота") && !list.begins_with(""));
    }

    #[test]
    fn alternation_shares_beginnings() {
        let list = Lexicon::parse("m", "m.tsv", "мае\t5\nмай\t5\nмая\t5\nмарт\t3\nмарта\t3\n", Casing::Root).unwrap();
        assert_eq!(list.alternation(), "(?:ма(?:[её]|й|рт(?:а)?|я))");
    }

    #[test]
    fn names_the_line_that_is_wrong() {
        let error = Lexicon::parse("m", "m.tsv", "a\tb\n\tc\n", Casing::Root).unwrap_err();
        assert!(error.to_string().starts_with("m.tsv:2: "), "{error}");
    }
}
