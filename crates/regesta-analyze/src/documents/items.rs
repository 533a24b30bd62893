//! The author's words of a sentence as a row of items: names, dates, nouns and verbs of documents, markers.

use regesta_lang::{Casing, Found, Pack, PartOfSpeech, TokenKind, lower};
use regesta_name::NameType;
use regesta_text::Span;

use super::cases::{Cases, by_ending, cases_of_mention, word_cases};
pub(crate) use super::marks::Op;
use super::phrase::{cases_of_office, declines, in_phrase};
use crate::context::{ByPassage, Findings, entries_at};
use crate::value::Quotation;

/// A noun for a kind of document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Noun {
    /// `None` for a reply, which is of the kind of what it answers.
    pub(crate) genre: Option<String>,
    pub(crate) plural_only: bool,
    pub(crate) may_be_plural: bool,
    pub(crate) cases: Cases,
    pub(crate) weak: bool,
    pub(crate) draft: bool,
    /// A capital adjective or name stands right before it.
    pub(crate) named: bool,
    /// It answers another document.
    pub(crate) reply: bool,
}

/// A verb of sending or saying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verb {
    /// `any`, `speech`, a genre, or `noun` where it tells of a document only with a noun beside it.
    pub(crate) genre: String,
    pub(crate) receives: bool,
    pub(crate) passive: bool,
    /// A form that hangs on another verb, whose subject is its own: "послав", "yazarken".
    pub(crate) converb: bool,
    /// It answers: "replied", "ответил".
    pub(crate) reply: bool,
    /// A participle of what is sent, with its sender in its ending: "yazdığı mektup".
    pub(crate) of_somebody: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Name { mention: usize, cases: Cases },
    Date(usize),
    Noun(Noun),
    Verb(Verb),
    Mark(Op),
    Office(Cases),
    Quote(usize),
    Cite(usize),
    Number,
    Comma,
    Break,
    Dash,
    Word,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

/// What lists and rules say of a passage, before it is cut into sentences.
pub(crate) struct Sources {
    pub(crate) dates: ByPassage,
    pub(crate) citations: ByPassage,
    pub(crate) mentions: ByPassage,
    pub(crate) quotations: ByPassage,
}

impl Sources {
    pub(crate) fn new(findings: &Findings, quotations: &[Found<Quotation>]) -> Self {
        Self {
            dates: ByPassage::new(findings.paper, findings.dates),
            citations: ByPassage::new(findings.paper, findings.citations),
            mentions: ByPassage::new(findings.paper, findings.mentions),
            quotations: ByPassage::new(findings.paper, quotations),
        }
    }
}

/// A stretch that is taken by a finding.
struct Taken {
    span: Span,
    kind: Kind,
}

/// The items of a sentence, the words of quotations and citations left out.
pub(crate) fn items(
    findings: &Findings,
    quotations: &[Found<Quotation>],
    sources: &Sources,
    index: usize,
    sentence: Span,
    pack: &Pack,
) -> Vec<Item> {
    let passage = &findings.paper.passages[index];
    let text = passage.reading.text();
    let mut taken = taken(findings, quotations, sources, index, sentence);
    let lang = findings.lang_at(index, sentence.start);
    let searched = &text[sentence.range()];
    let mut marks: Vec<(Span, Op)> = Vec::new();
    if let Some(rules) = pack.rules("document") {
        for m in rules.find(searched, |_| true) {
            if let Some(op) = Op::parse(&m.rule.op) {
                marks.push((Span::new(m.span.start + sentence.start, m.span.end + sentence.start), op));
            }
        }
    }
    let mut out: Vec<Item> = Vec::new();
    let tokens = passage.tokens_in(sentence);
    taken.sort_by_key(|t| (t.span.start, std::cmp::Reverse(t.span.end)));
    let mut next_taken = 0;
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        while next_taken < taken.len() && taken[next_taken].span.end <= token.span.start {
            next_taken += 1;
        }
        if let Some(t) = taken.get(next_taken).filter(|t| t.span.start <= token.span.start) {
            let again =
                matches!((&t.kind, out.last()), (Kind::Quote(q), Some(Item { kind: Kind::Quote(p), .. })) if p == q);
            if !again {
                let kind = match t.kind {
                    Kind::Name { mention, cases } => Kind::Name {
                        mention,
                        cases: in_phrase(findings, pack, lang, text, &tokens[..at], mention, cases),
                    },
                    _ => t.kind.clone(),
                };
                out.push(Item { span: t.span, kind });
            }
            while at < tokens.len() && tokens[at].span.start < t.span.end {
                at += 1;
            }
            next_taken += 1;
            continue;
        }
        let free = taken.get(next_taken).map_or(usize::MAX, |t| t.span.start);
        let fits = |span: Span| span.end <= free;
        let mark = marks.iter().find(|(span, _)| span.start == token.span.start && fits(*span)).copied();
        // The marks round a quotation are no words of the author's: what introduces it stands right before it.
        if token.kind == TokenKind::Sign
            && text[token.span.range()].contains(['«', '»', '“', '”', '„', '‟', '"', '‹', '›'])
        {
            at += 1;
            continue;
        }
        let (kind, span, count) = read(findings, index, pack, lang, at, tokens, mark, &fits);
        out.push(Item { span, kind });
        at += count;
    }
    out
}

fn taken(
    findings: &Findings,
    quotations: &[Found<Quotation>],
    sources: &Sources,
    index: usize,
    sentence: Span,
) -> Vec<Taken> {
    let mut taken: Vec<Taken> = Vec::new();
    for &q in sources.quotations.of(index) {
        let quotation = &quotations[q];
        if quotation.value.level > 1 || !quotation.span.overlaps(sentence) {
            continue;
        }
        let mut start = quotation.span.start;
        for gap in &quotation.value.interruptions {
            if gap.start > start {
                taken.push(Taken { span: Span::new(start, gap.start), kind: Kind::Quote(q) });
            }
            start = gap.end.max(start);
        }
        if quotation.span.end > start {
            taken.push(Taken { span: Span::new(start, quotation.span.end), kind: Kind::Quote(q) });
        }
    }
    let free = |taken: &[Taken], span: Span| span.overlaps(sentence) && !taken.iter().any(|t| t.span.overlaps(span));
    for &c in sources.citations.of(index) {
        let span = findings.citations[c].span;
        if free(&taken, span) {
            taken.push(Taken { span, kind: Kind::Cite(c) });
        }
    }
    for &d in sources.dates.of(index) {
        let date = &findings.dates[d];
        let told = matches!(date.value.role, regesta_date::DateRole::Event | regesta_date::DateRole::Document);
        if told && free(&taken, date.span) {
            taken.push(Taken { span: date.span, kind: Kind::Date(d) });
        }
    }
    let mut names: Vec<usize> = sources.mentions.of(index).to_vec();
    // The outermost of nested names.
    names.sort_by_key(|&m| (std::cmp::Reverse(findings.mentions[m].span.len()), m));
    for m in names {
        let span = findings.mentions[m].span;
        if free(&taken, span) && !is_genre(findings, index, m) {
            taken.push(Taken { span, kind: Kind::Name { mention: m, cases: cases_of_mention(findings, m) } });
        }
    }
    taken
}

/// Whether what was taken for a name is but the capital noun of a document: "Treaty" in "the Treaty of Tilsit".
fn is_genre(findings: &Findings, index: usize, mention: usize) -> bool {
    let found = &findings.mentions[mention];
    let surface = &findings.paper.passages[index].reading.text()[found.span.range()];
    found.value.authority.is_none()
        && found.value.name_type != NameType::Person
        && findings.pack_at(index, found.span.start).is_some_and(|pack| pack.lexicon("genre").has(surface))
}

#[allow(clippy::too_many_arguments)]
fn read(
    findings: &Findings,
    index: usize,
    pack: &Pack,
    lang: Option<regesta_lang::LangId>,
    at: usize,
    tokens: &[regesta_lang::Token],
    mark: Option<(Span, Op)>,
    fits: &dyn Fn(Span) -> bool,
) -> (Kind, Span, usize) {
    let passage = &findings.paper.passages[index];
    let text = passage.reading.text();
    let token = tokens[at];
    let word = &text[token.span.range()];
    match token.kind {
        TokenKind::Number => return (Kind::Number, token.span, 1),
        TokenKind::Sign => {
            let kind = match word.chars().next().unwrap_or(' ') {
                ',' => Kind::Comma,
                ';' | ':' | '.' | '!' | '?' | '…' => Kind::Break,
                '–' | '—' | '-' | '―' => Kind::Dash,
                _ => Kind::Word,
            };
            return (kind, token.span, 1);
        }
        TokenKind::Word => {}
    }
    let spanned = |count: usize| token.span.hull(tokens[at + count - 1].span);
    let longest = |list: &str| entries_at(pack, list, passage, tokens, at).filter(|(_, n)| fits(spanned(*n)));
    let in_mark = |span: Span| tokens[at..].iter().take_while(|t| t.span.start < span.end).count().max(1);
    let noun_op = mark.filter(|(_, op)| matches!(op, Op::Weak | Op::Draft));
    let genre = longest("genre");
    let verb = longest("communication-verb").or_else(|| longest("document-verb"));
    if let Some((span, op)) = mark
        && noun_op.is_none()
        && genre.as_ref().is_none_or(|(_, n)| spanned(*n).end <= span.end)
        && verb.as_ref().is_none_or(|(_, n)| spanned(*n).end <= span.end && !matches!(op, Op::Arrive | Op::Made))
    {
        if op == Op::ReplyNoun {
            let cases = lang.map_or(Cases::ANY, |lang| word_cases(findings, lang, word));
            let noun = Noun {
                genre: None,
                plural_only: false,
                may_be_plural: false,
                cases,
                weak: false,
                draft: false,
                named: false,
                reply: true,
            };
            return (Kind::Noun(noun), span, in_mark(span));
        }
        let kind = if op == Op::Nothing { Kind::Word } else { Kind::Mark(op) };
        return (kind, span, in_mark(span));
    }
    if let Some((entries, count)) = genre
        && verb.as_ref().is_none_or(|(_, n)| *n <= count)
    {
        let number = |e: &regesta_lang::LexiconEntry| e.extra.first().cloned().unwrap_or_default();
        let entry = entries.iter().find(|e| number(e).contains("sg")).unwrap_or(&entries[0]);
        let listed = entry.extra.get(1).map_or("", String::as_str);
        let cases = if listed.is_empty() && pack.casing() == Casing::Turkic {
            // Only what is told "in" a document is sure: an ending may be that of possession too.
            let last = &text[tokens[at + count - 1].span.range()];
            let cases = by_ending(pack, &lower(last, pack.casing()), true);
            if cases.is_only(Cases::LOCATIVE) { cases } else { Cases::ANY }
        } else {
            narrowed(findings, lang, text, tokens, at, Cases::parse(listed))
        };
        let noun = Noun {
            genre: Some(entry.value.clone()),
            plural_only: entries.iter().all(|e| number(e) == "pl"),
            may_be_plural: entries.iter().any(|e| number(e).contains("pl")),
            cases,
            weak: noun_op.is_some_and(|(_, op)| op == Op::Weak),
            draft: noun_op.is_some_and(|(_, op)| op == Op::Draft),
            reply: mark.is_some_and(|(_, op)| op == Op::Reply),
            named: at.checked_sub(1).is_some_and(|i| named_by(passage, tokens, i)),
        };
        return (Kind::Noun(noun), spanned(count), count);
    }
    if let Some((entries, count)) = verb {
        let span = spanned(count);
        let voices = voices(pack, text, tokens, at, span);
        let is = |voice: &str| voices.iter().any(|v| v == voice);
        let verb = Verb {
            genre: entries[0].value.clone(),
            receives: entries[0].extra.first().is_some_and(|r| r == "receiver"),
            passive: is("passive"),
            converb: is("converb"),
            reply: pack.lexicon("reply-verb").has(&text[span.range()]),
            of_somebody: is("of-somebody"),
        };
        return (Kind::Verb(verb), span, count);
    }
    let titled =
        || longest("title").filter(|(entries, n)| title_alone(entries, word) && fits_apart(tokens, at + n, fits));
    if let Some((_, count)) = longest("office").or_else(titled) {
        let span = spanned(count);
        return (Kind::Office(cases_of_office(findings, pack, lang, word, &text[span.range()])), span, count);
    }
    if let Some(span) = possessive(pack, text, token.span) {
        return (Kind::Office(Cases::GENITIVE), span, 1);
    }
    (Kind::Word, token.span, 1)
}

/// "The queen's": the office or title in a possessive of a language without cases.
fn possessive(pack: &Pack, text: &str, word: Span) -> Option<Span> {
    let surface = &text[word.range()];
    let bare = surface.strip_suffix("'s").or_else(|| surface.strip_suffix("’s"))?;
    let small = bare.chars().next().is_some_and(char::is_lowercase);
    let known = pack.lexicon("office").has(bare) || pack.lexicon("title").has(bare);
    (small && known && !declines(pack)).then(|| Span::new(word.start, word.start + bare.len()))
}

/// Whether a title can stand for its bearer: "the marshal", "граф".
fn title_alone(entries: &[&regesta_lang::LexiconEntry], word: &str) -> bool {
    word.chars().count() > 3
        && word.chars().next().is_some_and(char::is_lowercase)
        && entries.iter().any(|e| matches!(e.extra.first().map(String::as_str), Some("rank" | "nobility" | "clergy")))
}

/// Whether the token behind a title does not begin a name.
fn fits_apart(tokens: &[regesta_lang::Token], next: usize, fits: &dyn Fn(Span) -> bool) -> bool {
    tokens.get(next).is_none_or(|t| fits(t.span))
}

/// A word with a capital inside a sentence, right before a noun.
fn named_by(passage: &regesta_lang::Passage, tokens: &[regesta_lang::Token], at: usize) -> bool {
    let word = &passage.reading.shadow()[tokens[at].span.range()];
    tokens[at].kind == TokenKind::Word
        && word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().count() > 3
        && !word.chars().all(char::is_uppercase)
}

/// The cases of a noun, narrowed by those of an adjective before it.
fn narrowed(
    findings: &Findings,
    lang: Option<regesta_lang::LangId>,
    text: &str,
    tokens: &[regesta_lang::Token],
    at: usize,
    cases: Cases,
) -> Cases {
    let (Some(lang), Some(before)) = (lang, at.checked_sub(1).map(|i| tokens[i])) else { return cases };
    if before.kind != TokenKind::Word {
        return cases;
    }
    let word = &text[before.span.range()];
    let first = findings.morphology.analyses(findings.packs, lang, word).into_iter().next();
    if first.is_none_or(|a| a.part != PartOfSpeech::Adjective) {
        return cases;
    }
    let both = cases.and(word_cases(findings, lang, word));
    if both == Cases::default() { cases } else { both }
}

/// What the rules of kind `document-voice` say of a form of a verb; the word before it may be needed to see it.
fn voices(pack: &Pack, text: &str, tokens: &[regesta_lang::Token], at: usize, verb: Span) -> Vec<String> {
    let Some(rules) = pack.rules("document-voice") else { return Vec::new() };
    let start = tokens[at.saturating_sub(1)].span.start;
    let found = rules.find(&text[start..verb.end], |_| true);
    found.iter().filter(|m| m.span.end + start > verb.start).map(|m| m.rule.op.clone()).collect()
}

/// Whether a name can send or receive a document of a genre: places do where states speak.
pub(crate) fn can_be_party(findings: &Findings, mention: usize, genre: Option<&str>) -> bool {
    match findings.mentions[mention].value.name_type {
        NameType::Person | NameType::Body => true,
        NameType::Place => {
            matches!(
                genre,
                None | Some("treaty" | "agreement" | "ultimatum" | "note" | "appeal" | "declaration" | "other")
            )
        }
    }
}
