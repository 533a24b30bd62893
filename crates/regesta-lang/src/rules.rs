use std::collections::BTreeMap;

use std::cell::OnceCell;
use std::fmt;
use std::sync::OnceLock;

use regex_automata::util::syntax;
use serde::Deserialize;

use regesta_text::Span;

use crate::finder::{Finder, Hit};
use crate::reader::{Reader, SlotSpans};
use crate::{Lexicon, Pack, PackError};

/// A rules file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleFile {
    pub(crate) kind: String,
    #[serde(default)]
    rule: Vec<RuleText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    id: String,
    about: String,
    pattern: String,
    op: String,
    #[serde(default)]
    case_sensitive: bool,
    #[serde(default = "full_score")]
    score: u16,
    #[serde(default)]
    set: BTreeMap<String, String>,
    #[serde(default)]
    accept: Vec<(String, String)>,
    #[serde(default)]
    reject: Vec<String>,
}

const fn full_score() -> u16 {
    950
}

/// A sentence that shows what a rule finds: the span between `⟦` and `⟧`, and the value it has there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The sentence without the marks.
    pub text: String,
    /// The bytes between the marks; `None` for a near miss, where the rule must find nothing.
    pub span: Option<Span>,
    /// The value as the detector writes it.
    pub value: String,
}

impl Example {
    /// The sentence as it is written in the rule, with the marks.
    pub fn marked(&self) -> String {
        match self.span {
            Some(span) => {
                format!("{}⟦{}⟧{}", &self.text[..span.start], &self.text[span.range()], &self.text[span.end..])
            }
            None => self.text.clone(),
        }
    }

    pub(crate) fn parse(marked: &str, value: &str) -> Option<Self> {
        let open = marked.find('⟦')?;
        let close = marked.find('⟧')?;
        let inner = marked.get(open + '⟦'.len_utf8()..close)?;
        let text = format!("{}{}{}", &marked[..open], inner, &marked[close + '⟧'.len_utf8()..]);
        Some(Self { text, span: Some(Span::new(open, open + inner.len())), value: value.to_owned() })
    }
}

/// One rule of a pack.
pub struct Rule {
    /// Stable name, `ru.date.day-month-year`.
    pub id: String,
    /// One sentence about it, for the manual and for the reason of a finding.
    pub about: String,
    /// The operation that makes the value out of the slots.
    pub op: String,
    /// How sure a finding by this rule is, in thousandths.
    pub score: u16,
    /// Constants for the operation.
    pub set: BTreeMap<String, String>,
    /// Sentences it must read, then near misses it must not.
    pub examples: Vec<Example>,
    /// The slots, and for those that are lists which of the set's.
    slots: Vec<(String, Option<usize>)>,
    pattern: String,
    /// For reading the slots of a match; compiled when the rule first matches.
    reader: OnceLock<Option<Reader>>,
}

impl Rule {
    /// The regular expression that the pattern became: the words as the group `whole`, each slot as a group (`-` as
    /// `__`), and the end of the text or a sign behind the last word.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    fn reader(&self) -> Option<&Reader> {
        self.reader.get_or_init(|| Reader::new(&self.pattern).ok()).as_ref()
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule").field("id", &self.id).field("pattern", &self.pattern).finish_non_exhaustive()
    }
}

/// The rules of one kind in one pack, searched together in one pass.
///
/// A pattern is a regular expression with slots: `{month}` is any form of `lexicon/month.tsv` or a macro of
/// `pack.toml`, `{day:from}` the same under another name; a blank stands for one or more blanks, `~` for none or more.
/// Letters match in either case unless the rule is `case_sensitive`. A match begins and ends at the edge of a word. The
/// leftmost match wins, and of those that begin at one place the rule that stands first: write the longer forms first.
pub struct RuleSet {
    rules: Vec<Rule>,
    /// Finds where any rule matches; compiled at the first search, so that a program that needs no rules starts at once.
    finder: OnceLock<Option<Finder>>,
    lexicons: Vec<Lexicon>,
}

impl fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RuleSet").field("rules", &self.rules).finish_non_exhaustive()
    }
}

/// Where a rule was found.
#[derive(Debug)]
pub struct RuleMatch<'s, 't> {
    /// The rule.
    pub rule: &'s Rule,
    /// Bytes of the searched text.
    pub span: Span,
    text: &'t str,
    /// One past the match with the sign behind it.
    end: usize,
    /// Read when the first slot is asked for: many matches are refused or taken without.
    slots: OnceCell<SlotSpans<'s>>,
    set: &'s RuleSet,
}

impl<'s, 't> RuleMatch<'s, 't> {
    /// The bytes of a slot, where it took part in the match.
    pub fn slot(&self, name: &str) -> Option<Span> {
        self.slots().iter().find(|(n, _)| *n == name).map(|(_, span)| *span)
    }

    /// The names of the slots that took part in the match.
    pub fn slot_names(&self) -> impl Iterator<Item = &'s str> {
        self.slots().iter().map(|(name, _)| *name)
    }

    fn slots(&self) -> &[(&'s str, Span)] {
        let read = || Some(self.rule.reader()?.read(self.text, self.span.start, self.end)?.1);
        self.slots.get_or_init(|| read().unwrap_or_default())
    }

    /// The words of a slot.
    pub fn words(&self, name: &str) -> Option<&'t str> {
        self.slot(name).map(|span| &self.text[span.range()])
    }

    /// The value of a slot: the second column of its list for the words found, or the words themselves where the slot
    /// is a macro.
    pub fn value(&self, name: &str) -> Option<&str> {
        let words = self.words(name)?;
        match self.rule.slots.iter().find(|(slot, _)| slot == name) {
            Some((_, Some(list))) => self.set.lexicons[*list].value(words),
            _ => Some(words),
        }
    }

    /// The value of a slot as a number, if it is one.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.value(name)?.trim().parse().ok()
    }

    /// A constant of the rule (`[rule.set]`).
    pub fn constant(&self, name: &str) -> Option<&str> {
        self.rule.set.get(name).map(String::as_str)
    }

    /// The words of the whole match.
    pub fn text(&self) -> &'t str {
        &self.text[self.span.range()]
    }
}

impl RuleSet {
    /// Makes a set out of the files of one kind. `checked`: the patterns are known to be sound, and are not parsed before
    /// they are needed.
    pub(crate) fn compile(pack: &Pack, files: Vec<(String, RuleFile)>, checked: bool) -> Result<Self, PackError> {
        let mut rules: Vec<Rule> = Vec::new();
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        let mut lexicons: Vec<Lexicon> = Vec::new();
        let mut alternations: BTreeMap<String, String> = BTreeMap::new();
        for (file, content) in files {
            for text in content.rule {
                let fail = |message: String| PackError::Pattern { file: file.clone(), rule: text.id.clone(), message };
                if let Some(first) = seen.insert(text.id.clone(), file.clone()) {
                    return Err(PackError::Twice { what: "rule", name: text.id, first, second: file });
                }
                let mut slots = BTreeMap::new();
                let pattern = translate(pack, &text.pattern, &mut alternations, &mut slots).map_err(fail)?;
                let flags = if text.case_sensitive { "" } else { "(?i)" };
                let pattern = format!("{flags}(?P<whole>{pattern})(?:$|[^\\p{{L}}\\p{{N}}])");
                if !checked && let Err(error) = syntax::parse(&pattern) {
                    return Err(fail(format!("the pattern does not compile: {error}")));
                }
                let mut place = |list: String| {
                    lexicons.iter().position(|known| known.name() == list).unwrap_or_else(|| {
                        lexicons.push(pack.lexicon(&list).clone());
                        lexicons.len() - 1
                    })
                };
                let slots = slots.into_iter().map(|(slot, list)| (slot, list.map(&mut place))).collect();
                let mut examples = Vec::new();
                for (marked, value) in &text.accept {
                    examples.push(Example::parse(marked, value).ok_or_else(|| {
                        fail(format!("the example {marked:?} has no ⟦…⟧ around the words to be found"))
                    })?);
                }
                for near_miss in &text.reject {
                    examples.push(Example { text: near_miss.clone(), span: None, value: String::new() });
                }
                rules.push(Rule {
                    id: text.id,
                    about: text.about,
                    op: text.op,
                    score: text.score.min(1000),
                    set: text.set,
                    examples,
                    slots,
                    pattern,
                    reader: OnceLock::new(),
                });
            }
        }
        Ok(Self { rules, finder: OnceLock::new(), lexicons })
    }

    /// All rules in their order.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// All matches from left to right, not overlapping. `accept` may refuse a match (an impossible value, a near miss);
    /// the other rules that match at the same place are then offered in their order, and after them the search goes on
    /// one character further.
    pub fn find<'s, 't>(
        &'s self,
        text: &'t str,
        mut accept: impl FnMut(&RuleMatch<'s, 't>) -> bool,
    ) -> Vec<RuleMatch<'s, 't>> {
        let mut found = Vec::new();
        self.visit(text, |m| accept(m), |m| found.push(m));
        found
    }

    /// As [`Self::find`], for what is read in `accept` and not kept.
    pub fn each<'s, 't>(&'s self, text: &'t str, accept: impl FnMut(&RuleMatch<'s, 't>) -> bool) {
        self.visit(text, accept, |_| {});
    }

    fn visit<'s, 't>(
        &'s self,
        text: &'t str,
        mut accept: impl FnMut(&RuleMatch<'s, 't>) -> bool,
        mut taken: impl FnMut(RuleMatch<'s, 't>),
    ) {
        let Some(finder) = self.finder() else { return };
        finder.with_caches(|caches| {
            let mut at = 0;
            while let Some(start) = finder.next_start(text, at) {
                at = start + text[start..].chars().next().map_or(1, char::len_utf8);
                let Some(first) = finder.first_at(caches, text, start) else { continue };
                let mut take = |m: RuleMatch<'s, 't>| (!m.span.is_empty() && accept(&m)).then_some(m);
                let found = self.first_match(first, text, start).and_then(&mut take).or_else(|| {
                    let others = finder.all_at(caches, text, start).into_iter();
                    let others = others.filter(|other| other.rule != first.rule);
                    others.filter_map(|other| self.read(other, text, start)).find_map(take)
                });
                if let Some(rule_match) = found {
                    at = rule_match.span.end;
                    taken(rule_match);
                }
            }
        });
    }

    fn finder(&self) -> Option<&Finder> {
        self.finder.get_or_init(|| Finder::new(&self.patterns()).ok()).as_ref()
    }

    fn patterns(&self) -> Vec<&str> {
        self.rules.iter().map(|rule| rule.pattern.as_str()).collect()
    }

    /// Compiles all rules now, which otherwise happens when they are first used.
    ///
    /// # Errors
    /// What is wrong, in words: a rule, or all together, are too large.
    pub fn compile_all(&self) -> Result<(), String> {
        for rule in &self.rules {
            Reader::new(&rule.pattern).map_err(|error| format!("rule {}: {error}", rule.id))?;
        }
        Finder::new(&self.patterns()).map(|_| ())
    }

    /// The match of the rule that stands first. Its end is known: before the end of the text one sign stands behind it.
    fn first_match<'s, 't>(&'s self, hit: Hit, text: &'t str, start: usize) -> Option<RuleMatch<'s, 't>> {
        if hit.end == text.len() {
            return self.read(hit, text, start);
        }
        let sign = text[..hit.end].chars().next_back().map_or(0, char::len_utf8);
        let span = Span::new(start, hit.end - sign);
        Some(RuleMatch { rule: &self.rules[hit.rule], span, text, end: hit.end, slots: OnceCell::new(), set: self })
    }

    fn read<'s, 't>(&'s self, hit: Hit, text: &'t str, start: usize) -> Option<RuleMatch<'s, 't>> {
        let rule = &self.rules[hit.rule];
        let (span, slots) = rule.reader()?.read(text, start, hit.end)?;
        Some(RuleMatch { rule, span, text, end: hit.end, slots: OnceCell::from(slots), set: self })
    }
}

/// Turns a pattern with slots into a regular expression and notes which list stands behind each slot. `alternations` keeps
/// the expressions of lists from rule to rule.
fn translate(
    pack: &Pack,
    pattern: &str,
    alternations: &mut BTreeMap<String, String>,
    slots: &mut BTreeMap<String, Option<String>>,
) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(c) = rest.chars().next() {
        match c {
            '\\' => {
                let next = rest.chars().nth(1).ok_or("the pattern ends in a backslash")?;
                out.push(c);
                out.push(next);
                rest = &rest[1 + next.len_utf8()..];
                // A class of letters (`\p{Lu}`) has braces of its own.
                if matches!(next, 'p' | 'P')
                    && let Some(close) = rest.strip_prefix('{').and_then(|r| r.find('}'))
                {
                    out.push_str(&rest[..close + 2]);
                    rest = &rest[close + 2..];
                }
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            ' ' if !in_class => {
                out.push_str("[ \u{a0}]+");
                rest = &rest[1..];
                continue;
            }
            '~' if !in_class => {
                out.push_str("[ \u{a0}]*");
                rest = &rest[1..];
                continue;
            }
            '{' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let close = rest.find('}').ok_or("a slot is not closed by `}`")?;
                let (source, alias) = rest[1..close].split_once(':').unwrap_or((&rest[1..close], ""));
                let body = if let Some(body) = pack.macros().get(source) {
                    body.clone()
                } else if pack.has_lexicon(source) {
                    let list = || pack.lexicon(source).alternation();
                    alternations.entry(source.to_owned()).or_insert_with(list).clone()
                } else {
                    return Err(format!(
                        "the slot {{{source}}} is neither a list lexicon/{source}.tsv nor a macro in pack.toml"
                    ));
                };
                let list = pack.macros().get(source).is_none().then(|| source.to_owned());
                let mut name = if alias.is_empty() { source.to_owned() } else { alias.to_owned() };
                let base = name.clone();
                let mut count = 1;
                while slots.contains_key(&name) {
                    count += 1;
                    name = format!("{base}{count}");
                }
                out.push_str(&format!("(?P<{}>{body})", name.replace('-', "__")));
                slots.insert(name, list);
                rest = &rest[close + 1..];
                continue;
            }
            _ => {}
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    Ok(out)
}
