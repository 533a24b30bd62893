//! Basic forms for display and for joining.

use regesta_lang::{Analysis, Case, Gender, NameKind, Number, PartOfSpeech};

use crate::NameType;
use crate::candidate::Candidate;
use crate::grammar::Grammar;
use crate::words::{Flag, Shape, WordInfo, with_one_capital};

/// Surnames that do not change: their endings.
const INDECLINABLE: [&str; 8] = ["заде", "дзе", "ко", "их", "ых", "швили", "ли", "оглы"];

/// The reading that fits the type of name best.
pub(crate) fn reading(info: &WordInfo, name_type: NameType) -> Option<&Analysis> {
    if !info.dictionary {
        return None;
    }
    let wanted = |a: &&Analysis| match name_type {
        NameType::Person => matches!(a.name, Some(NameKind::Surname | NameKind::GivenName | NameKind::Patronymic)),
        NameType::Place => a.name == Some(NameKind::Place),
        NameType::Body => a.part == PartOfSpeech::Noun,
    };
    let singular_man =
        |a: &&Analysis| wanted(a) && a.number != Some(Number::Plural) && a.gender != Some(Gender::Feminine);
    let person = (name_type == NameType::Person).then(|| info.analyses.iter().find(singular_man)).flatten();
    person
        .or_else(|| info.analyses.iter().find(|a| wanted(a) && a.number != Some(Number::Plural)))
        .or_else(|| info.analyses.iter().find(wanted))
        .or_else(|| info.analyses.iter().find(|a| is_declined(a)))
}

/// No name is a form of a verb, though it may look like one ("Буду", "Леграть").
fn is_declined(analysis: &Analysis) -> bool {
    matches!(analysis.part, PartOfSpeech::Noun | PartOfSpeech::ProperNoun | PartOfSpeech::Adjective)
}

/// The basic form of one word with a capital as in running text.
pub(crate) fn basic_form(grammar: &Grammar<'_>, at: usize, name_type: NameType) -> String {
    let word = grammar.word(at);
    let info = grammar.info(at);
    if word.shape == Shape::Capitals && !grammar.line.all_capitals && word.text.chars().count() < 6 {
        return word.text.to_uppercase();
    }
    if !info.dictionary {
        return without_suffix(grammar, at);
    }
    let lower = &info.lower;
    let person = name_type == NameType::Person;
    let stays = person
        && (INDECLINABLE.iter().any(|e| lower.ends_with(e))
            || is_nominative_surname(info)
            || is_foreign_indeclinable(grammar, at)
            || is_feminine_surname(grammar, at));
    let lemma =
        if stays { lower.clone() } else { reading(info, name_type).map_or_else(|| lower.clone(), |a| a.lemma.clone()) };
    // Armenian surnames: the dictionary takes the word for an inhabitant.
    let lemma = match lemma.strip_suffix("янин") {
        Some(stem) if name_type == NameType::Person => format!("{stem}ян"),
        _ => lemma,
    };
    if word.shape == Shape::Small { lemma } else { with_one_capital(&lemma) }
}

/// "Меншиков": the ending is that of a surname in the nominative, or the dictionary says so.
fn is_nominative_surname(info: &WordInfo) -> bool {
    ["ов", "ев", "ёв", "ин", "ын", "ський", "цький", "ский", "цкий"].iter().any(|e| info.lower.ends_with(e))
        || info.analyses.iter().any(|a| {
            a.name == Some(NameKind::Surname)
                && a.known
                && a.case == Some(Case::Nominative)
                && a.number == Some(Number::Singular)
                && a.gender == Some(Gender::Masculine)
        })
}

/// "Нессельроде": taken for a locative where no preposition stands, and the paper never has the shorter form.
fn is_foreign_indeclinable(grammar: &Grammar<'_>, at: usize) -> bool {
    let info = grammar.info(at);
    if !info.lower.ends_with(['е', 'э', 'ю', 'ё']) {
        return false;
    }
    let Some(guess) = reading(info, NameType::Person) else { return false };
    if guess.known && guess.case != Some(Case::Locative) || guess.lemma == info.lower {
        return false;
    }
    let name = |i: &usize| grammar.capital(*i) || grammar.initial(*i) || grammar.sign(*i, ".");
    let before = (0..at).rev().find(|i| !name(i));
    let prepositional =
        before.is_some_and(|i| grammar.is(i, Flag::Function) && grammar.word(i).text.chars().count() < 4);
    !prepositional && !grammar.forms.has_form(grammar.line.lang, &guess.lemma)
}

/// "Гусейнова" with a woman's given name, title or verb: no genitive of a man's surname.
fn is_feminine_surname(grammar: &Grammar<'_>, at: usize) -> bool {
    let info = grammar.info(at);
    if !["ова", "ева", "ёва", "ина", "ына", "ская", "цкая"].iter().any(|e| info.lower.ends_with(e))
    {
        return false;
    }
    let feminine = |i: usize, part: Option<NameKind>| {
        let mut readings =
            grammar.info(i).analyses.iter().filter(|a| part.is_none_or(|p| a.name == Some(p))).peekable();
        readings.peek().is_some() && readings.all(|a| a.gender == Some(Gender::Feminine))
    };
    let before = at.checked_sub(1);
    let given = before.is_some_and(|i| {
        feminine(i, Some(NameKind::GivenName)) || feminine(i, Some(NameKind::Patronymic)) || {
            grammar.title_before(at).is_some() && feminine(i, None)
        }
    });
    let verb = grammar.get(at + 1).is_some_and(|_| {
        let next = &grammar.info(at + 1).analyses;
        next.first().is_some_and(|a| a.part == PartOfSpeech::Verb && a.gender == Some(Gender::Feminine))
    });
    let opens = grammar.initial(0) && grammar.after_initials(0) == at;
    given || verb || opens
}

/// Cuts a case ending after an apostrophe; other endings go only where the shorter form is known.
fn without_suffix(grammar: &Grammar<'_>, at: usize) -> String {
    let word = grammar.word(at);
    let mut text = word.shadow;
    if let Some(cut) = text.find(['\'', '’', 'ʼ'])
        && cut > 2
        && !text.chars().next().is_some_and(|c| matches!(c, '\u{400}'..='\u{52f}'))
    {
        text = &text[..cut];
    }
    let info = grammar.info(at);
    let known = info.keys.iter().filter(|k| k.chars().count() > 2).find(|k| {
        let seen = grammar.votes.seen_bare(grammar.line.lang, k);
        seen || grammar.lists.place_name.has_form(k)
    });
    let base = known.map_or_else(|| text.to_lowercase(), Clone::clone);
    if known.is_some() || word.shape == Shape::Capitals && text.chars().count() > 5 || grammar.line.all_capitals {
        return with_one_capital(&base);
    }
    text.to_owned()
}

/// Given names and initials in their basic form.
pub(crate) fn given_form(grammar: &Grammar<'_>, from: usize, to: usize) -> String {
    let mut out = String::new();
    for at in from..to {
        let word = grammar.word(at);
        if word.shape == Shape::Sign {
            out.push_str(word.text);
            continue;
        }
        if !out.is_empty() && !out.ends_with('-') {
            out.push(' ');
        }
        if word.text.chars().count() <= 2 {
            out.push_str(&with_one_capital(word.text));
        } else {
            out.push_str(&given_name(grammar, at));
        }
    }
    out
}

fn given_name(grammar: &Grammar<'_>, at: usize) -> String {
    let info = grammar.info(at);
    if !info.dictionary {
        return without_suffix(grammar, at);
    }
    let listed = info.analyses.iter().find(|a| matches!(a.name, Some(NameKind::GivenName | NameKind::Patronymic)));
    with_one_capital(
        &listed
            .or_else(|| info.analyses.iter().find(|a| is_declined(a)))
            .map_or_else(|| info.lower.clone(), |a| a.lemma.clone()),
    )
}

/// The whole name in its basic form.
pub(crate) fn normal_form(grammar: &Grammar<'_>, candidate: &Candidate) -> String {
    if candidate.name_type == NameType::Person {
        let surname = basic_form(grammar, candidate.head, NameType::Person);
        let given = candidate.given.filter(|(a, b)| a < b).map(|(a, b)| given_form(grammar, a, b)).unwrap_or_default();
        let tail: Vec<&str> = match candidate.given {
            Some((from, _)) if from > candidate.head => Vec::new(),
            _ => grammar.words()[candidate.head + 1..candidate.end].iter().map(|w| w.text).collect(),
        };
        return [given.as_str(), surname.as_str(), tail.join(" ").as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
    }
    let mut out = String::new();
    let noun = (candidate.first..candidate.end).find(|&i| is_noun(grammar, i, candidate)).unwrap_or(candidate.head);
    for at in candidate.first..candidate.end {
        let word = grammar.word(at);
        if word.spaced && !out.is_empty() {
            out.push(' ');
        }
        if word.shape == Shape::Sign || at > noun || !grammar.info(at).dictionary {
            let own = at == candidate.head && !grammar.info(at).dictionary;
            out.push_str(&if own { without_suffix(grammar, at) } else { word.shadow.to_owned() });
        } else if at == noun {
            out.push_str(&basic_form(grammar, at, candidate.name_type));
        } else {
            out.push_str(&agreeing(grammar, at, noun, candidate.name_type));
        }
    }
    out
}

fn is_noun(grammar: &Grammar<'_>, at: usize, candidate: &Candidate) -> bool {
    let info = grammar.info(at);
    let word = grammar.word(at);
    if !matches!(word.shape, Shape::Small | Shape::Capital) {
        return word.shape == Shape::Capitals;
    }
    reading(info, candidate.name_type).is_some_and(|a| {
        matches!(a.part, PartOfSpeech::Noun | PartOfSpeech::ProperNoun) && a.name.is_none_or(|n| n == NameKind::Place)
    }) && (at >= candidate.head || info.place > 0 || !info.may_be_adjective())
}

/// An adjective in the nominative, in the gender and number of its noun.
fn agreeing(grammar: &Grammar<'_>, at: usize, noun: usize, name_type: NameType) -> String {
    let info = grammar.info(at);
    let word = grammar.word(at);
    let adjective = info.analyses.iter().find(|a| a.part == PartOfSpeech::Adjective);
    let Some(lemma) = adjective.map(|a| a.lemma.as_str()) else { return word.shadow.to_owned() };
    let head = reading(grammar.info(noun), name_type);
    let plural_only = grammar.info(noun).lower == grammar.info(noun).keys.get(1).map_or("", String::as_str)
        && head.is_some_and(|h| h.number == Some(Number::Plural) && h.case == Some(Case::Nominative));
    let gender = head.and_then(|h| h.gender);
    let stem = lemma.strip_suffix("ый").or(lemma.strip_suffix("ий")).or(lemma.strip_suffix("ой"));
    let form = match (stem, gender) {
        (Some(stem), _) if plural_only => format!("{stem}{}", if hard_plural(stem, lemma) { "ые" } else { "ие" }),
        (Some(stem), Some(Gender::Feminine)) => format!("{stem}{}", if soft(lemma) { "яя" } else { "ая" }),
        (Some(stem), Some(Gender::Neuter)) => format!("{stem}{}", if soft(lemma) { "ее" } else { "ое" }),
        _ => lemma.to_owned(),
    };
    if word.shape == Shape::Small { form } else { with_one_capital(&form) }
}

fn soft(lemma: &str) -> bool {
    lemma.ends_with("ний")
}

fn hard_plural(stem: &str, lemma: &str) -> bool {
    lemma.ends_with("ый") || (lemma.ends_with("ой") && !stem.ends_with(['г', 'к', 'х', 'ш', 'ж']))
}
