//! What only scheme and case together show.

use crate::case::{Case, Judgement, Relative, Target};
use crate::flaw::{Flaw, Severity, nearest};
use crate::quotes::find_quote;
use crate::scheme::Scheme;

/// Checks a case against the schemes it is to be read with.
///
/// With `all` of the schemes of a dossier a stage or role that none of them has is an error: its evidence would be lost
/// without a word. With some of them it is a warning, since another scheme may have it. `file` is the case file, for the
/// messages.
pub fn check_case(file: &str, case: &Case, schemes: &[&Scheme], all: bool) -> Vec<Flaw> {
    let lost = if all { Severity::Error } else { Severity::Warning };
    let mut flaws = Vec::new();
    let mut say = |line: usize, severity, message: String, cure: String| {
        let column = usize::from(line > 0);
        flaws.push(Flaw { file: file.to_owned(), line, column, severity, message, cure });
    };
    let stages = || schemes.iter().flat_map(|scheme| scheme.stages.iter());
    let unknown = |stage: &str| {
        let names = || stages().map(|s| s.id.as_str());
        let hint = nearest(stage, names()).map(|s| format!("did you mean `{s}`? ")).unwrap_or_default();
        let mut list: Vec<&str> = names().collect();
        list.sort_unstable();
        list.dedup();
        (format!("no scheme has a stage `{stage}`"), format!("{hint}stages: {}", list.join(", ")))
    };
    for evidence in &case.evidence {
        let of_stage: Vec<_> = stages().filter(|stage| stage.id == evidence.stage).collect();
        if of_stage.is_empty() {
            let (message, cure) = unknown(&evidence.stage);
            say(evidence.line, lost, message, cure);
            continue;
        }
        let indicators = || of_stage.iter().flat_map(|stage| stage.indicators.iter().map(|i| i.id.as_str()));
        let mut list: Vec<&str> = indicators().collect();
        list.sort_unstable();
        list.dedup();
        if evidence.indicator.is_empty() {
            if list.len() > 1 {
                let message = format!("`{}` does not say which indicator of {} it is", evidence.id, evidence.stage);
                say(evidence.line, Severity::Error, message, format!("add `indicator`: {}", list.join(", ")));
            }
        } else if !list.contains(&evidence.indicator.as_str()) {
            let hint = nearest(&evidence.indicator, list.iter().copied()).map(|i| format!("did you mean `{i}`? "));
            let message = format!("the stage {} has no indicator `{}`", evidence.stage, evidence.indicator);
            let cure = format!("{}indicators: {}", hint.unwrap_or_default(), list.join(", "));
            say(evidence.line, Severity::Error, message, cure);
        }
        let window = case.window_bounds;
        if evidence.bounds.is_before(window) || window.is_before(evidence.bounds) {
            let message = format!("`{}` lies outside the window of the case", evidence.id);
            let cure = "widen `window`, or look whether the date or the case is the right one".to_owned();
            say(evidence.line, Severity::Warning, message, cure);
        }
        if let Some(Relative { to: Target::Evidence(id), .. }) = &evidence.relative
            && case.evidence.iter().any(|e| e.id == *id && e.judged != Judgement::Accepted)
        {
            let message =
                format!("`{}` hangs on `{id}`, which is not accepted; its date is used all the same", evidence.id);
            let cure = "judge that one, or give this one a date of its own".to_owned();
            say(evidence.line, Severity::Warning, message, cure);
        }
    }
    for absence in &case.absences {
        if !stages().any(|stage| stage.id == absence.stage) {
            let (message, cure) = unknown(&absence.stage);
            say(absence.line, lost, message, cure);
        }
    }
    let roles = || schemes.iter().flat_map(|scheme| scheme.roles.iter().map(String::as_str));
    for role in case.roles.keys() {
        if !roles().any(|known| known == role) {
            let hint = nearest(role, roles()).map(|r| format!("did you mean `{r}`? ")).unwrap_or_default();
            let mut list: Vec<&str> = roles().collect();
            list.sort_unstable();
            list.dedup();
            let cure = format!("{hint}roles: {}", list.join(", "));
            say(0, lost, format!("[roles] has `{role}`, which no scheme has"), cure);
        }
    }
    flaws
}

/// Looks for every quotation of a case in its texts.
///
/// `read` gives the text of a file, `None` where there is none. Line breaks, soft and line-end hyphens do not count, nor
/// letter case. What is not found is a warning: the evidence is stale, and is still used.
pub fn check_quotes(file: &str, case: &Case, read: &dyn Fn(&str) -> Option<String>) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut say = |line: usize, message: String, cure: &str| {
        let column = usize::from(line > 0);
        let severity = Severity::Warning;
        flaws.push(Flaw { file: file.to_owned(), line, column, severity, message, cure: cure.to_owned() });
    };
    for key in case.text_keys() {
        let name = case.text_file(&key);
        let of_text = || case.evidence.iter().filter(|e| e.text == key).map(|e| (e.line, &e.quote));
        let absent = case.absences.iter().filter(|a| a.texts.contains(&key) && !a.quote.is_empty());
        let quotes: Vec<(usize, &String)> = of_text().chain(absent.map(|a| (a.line, &a.quote))).collect();
        let Some(text) = read(name) else {
            let line = quotes.first().map_or(0, |(line, _)| *line);
            say(
                line,
                format!("the text {name} cannot be read"),
                "name the folder of the texts, and look at the name of the file",
            );
            continue;
        };
        for (line, quote) in quotes {
            if find_quote(&text, quote).is_none() {
                let message = format!("stale: these words are not in {name}: “{quote}”");
                say(line, message, "copy the words anew from the text; they may run over a line end or a note");
            }
        }
    }
    flaws.sort_by_key(|flaw| flaw.line);
    flaws
}
