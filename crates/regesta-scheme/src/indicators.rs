//! Whether an indicator can be recognised by the program.

use crate::case::Case;
use crate::flaw::{Flaw, Place, Severity, nearest};
use crate::scheme::{Indicator, Scheme};
use crate::vocabulary::Vocabulary;

/// Languages that the vocabulary and the packs know.
const LANGUAGES: [&str; 5] = ["az", "en", "ru", "tr", "uk"];

/// What keeps the indicators of a scheme from ever being recognised, or looks like a slip: words that the vocabulary does
/// not have, roles and places that the case does not fill. All are warnings, for evidence may be written by hand.
///
/// Without a case only slips are named: prose in `what` is fine in a scheme whose evidence is written by hand.
pub fn check_indicators(file: &str, scheme: &Scheme, case: Option<&Case>) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    // Stages of another file have no place in this one.
    let own = scheme.stages_from.is_none();
    for indicator in scheme.stages.iter().flat_map(|stage| &stage.indicators) {
        let mut warn = |message: String, cure: String| {
            let Place { line, column } = if own { indicator.place } else { Place::default() };
            let severity = Severity::Warning;
            flaws.push(Flaw { file: file.to_owned(), line, column, severity, message, cure });
        };
        check_what(indicator, case.is_some(), &mut warn);
        check_agents(indicator, scheme, case, &mut warn);
        check_place(indicator, case, &mut warn);
        for lang in indicator.terms.keys().filter(|lang| !LANGUAGES.contains(&lang.as_str())) {
            let message = format!("`terms_{lang}` of `{}` is for no language that is read", indicator.id);
            let hint = nearest(lang, LANGUAGES).map(|l| format!("did you mean `terms_{l}`? ")).unwrap_or_default();
            warn(message, format!("{hint}languages: {}", LANGUAGES.join(", ")));
        }
        if indicator.needs_terms && indicator.terms.values().all(Vec::is_empty) {
            let message = format!("`{}` needs its words, and has none: it can never match", indicator.id);
            warn(message, "add terms_en = [\"…\"] and the like, or take `needs_terms` out".to_owned());
        }
    }
    flaws
}

fn check_what(indicator: &Indicator, with_case: bool, warn: &mut dyn FnMut(String, String)) {
    let Err(unknown) = Vocabulary::built_in().resolve(&indicator.what) else { return };
    let worded = !indicator.terms.values().all(Vec::is_empty);
    let never = !worded || indicator.needs_terms;
    let hint = unknown.nearest.as_ref().map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    let tell = if with_case { never || !unknown.prose } else { !unknown.prose && indicator.what.contains('.') };
    if !tell {
        return;
    }
    let message = match (never, unknown.word.is_empty()) {
        (true, true) => format!("`{}` says neither `what` nor words: it can never match", indicator.id),
        (true, false) => {
            format!("`{}` can never match: `{}` is no word of the vocabulary", indicator.id, unknown.word)
        }
        (false, _) => format!("`{}`: `{}` is no word of the vocabulary", indicator.id, unknown.word),
    };
    let cure =
        format!("{hint}name an event or a document (`regesta scheme words` lists them), or add terms_en = [\"…\"]");
    warn(message, cure);
}

fn check_agents(indicator: &Indicator, scheme: &Scheme, case: Option<&Case>, warn: &mut dyn FnMut(String, String)) {
    let kinds = Vocabulary::built_in().agent_words();
    let known = || kinds.clone().chain(scheme.roles.iter().map(String::as_str));
    for list in [&indicator.agent, &indicator.to] {
        let empty = |agent: &String, case: &Case| {
            scheme.roles.contains(agent) && case.roles.get(agent).is_none_or(Vec::is_empty)
        };
        // Others of the list may do.
        if let Some(case) = case.filter(|case| !list.is_empty() && list.iter().all(|agent| empty(agent, case))) {
            let names = list.join(", ");
            let message = format!("`{}` can never match: {} does not fill {names}", indicator.id, case.id);
            warn(message, format!("add {} = [\"…\"] under [roles] of the case", list[0]));
        }
        for agent in list.iter().filter(|agent| !known().any(|word| word == *agent)) {
            if let Some(near) = nearest(agent, known()) {
                let message =
                    format!("`{agent}` of `{}` is no kind and no role, and is taken for a name", indicator.id);
                warn(message, format!("did you mean `{near}`?"));
            }
        }
    }
}

fn check_place(indicator: &Indicator, case: Option<&Case>, warn: &mut dyn FnMut(String, String)) {
    let Some(case) = case else { return };
    let of_case = indicator.place_of.starts_with("case.");
    if !of_case || case.places.contains_key(&indicator.place_of) {
        return;
    }
    // A border has words of its own, and needs no name.
    let kind = &indicator.place_of["case.".len()..];
    if Vocabulary::built_in().place(kind).is_some() {
        return;
    }
    let known = case.places.keys().map(String::as_str);
    let hint = nearest(&indicator.place_of, known).map(|k| format!("did you mean `{k}`? ")).unwrap_or_default();
    let message = format!("`{}` can never match: {} has no `{}`", indicator.id, case.id, indicator.place_of);
    warn(message, format!("{hint}add `{kind} = \"…\"` under [case.places]"));
}
