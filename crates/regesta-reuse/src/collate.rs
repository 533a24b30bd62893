use std::ops::Range;

use crate::fragment::between;
use crate::variant::{Grammar, VariantGrade, grade};
use crate::weigh::Scale;
use crate::{Forms, Step, Text, Witness, Word};

/// A shared text with one witness as base, and where the others differ from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collation {
    /// The witness whose words stand in the line; its place among the witnesses.
    pub base: usize,
    /// Places where at least one witness reads otherwise, by their words in the base. They do not overlap.
    pub entries: Vec<Entry>,
    /// For each witness, for each word of the base: the words that stand against it (none where it has none).
    pub columns: Vec<Vec<Range<u32>>>,
}

/// One place of the apparatus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Words of the base; empty where the others have more.
    pub base: Range<u32>,
    /// What other witnesses read, by witness. A witness that is not here reads as the base does.
    pub readings: Vec<Reading>,
}

/// What a witness has in place of words of the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The witness, by its place among the witnesses.
    pub witness: usize,
    /// Its words; empty where it has none.
    pub words: Range<u32>,
    /// In what it differs, the gravest first.
    pub grades: Vec<VariantGrade>,
}

/// A stretch in which one witness differs from the base.
#[derive(Debug, Clone)]
struct Difference {
    base: Range<u32>,
    words: Range<u32>,
    grade: VariantGrade,
}

/// Something that gives the printed words of a text: by the number of the text, and the word.
pub type Printed<'p> = dyn Fn(u32, &Word) -> &'p str + 'p;

/// Collates witnesses against the one at `base`. Each is aligned with the base alone, so the order of the others does not
/// matter.
pub fn collate<'p>(
    witnesses: &[Witness],
    base: usize,
    texts: &[Text],
    forms: &Forms,
    printed: &Printed<'p>,
    grammar: &dyn Grammar,
) -> Collation {
    let mut scale = Scale::new(forms);
    let lead = &witnesses[base];
    let length = (lead.words.end - lead.words.start) as usize;
    let mut columns = Vec::with_capacity(witnesses.len());
    let mut differences: Vec<(usize, Difference)> = Vec::new();
    for (n, witness) in witnesses.iter().enumerate() {
        if n == base {
            columns.push(lead.words.clone().map(|at| at..at + 1).collect());
            continue;
        }
        let (a, b) = (&texts[lead.text as usize], &texts[witness.text as usize]);
        let steps = between(lead.words.clone(), witness.words.clone(), a, b, &mut scale);
        let steps = without_margins(steps);
        let mut column = vec![0..0; length];
        for step in &steps {
            for at in step.a.clone() {
                column[(at - lead.words.start) as usize] = step.b.clone();
            }
        }
        columns.push(column);
        let compared = Compared { a, b, lead, witness, forms, printed, grammar };
        differences.extend(compared.differences(&steps).into_iter().map(|difference| (n, difference)));
    }
    Collation { base, entries: entries(differences), columns }
}

/// A witness that begins later or ends earlier than the base leaves nothing out there: it quotes a part.
fn without_margins(steps: Vec<Step>) -> Vec<Step> {
    let first = steps.iter().position(Step::agrees).unwrap_or(0);
    let last = steps.iter().rposition(Step::agrees).map_or(steps.len(), |n| n + 1);
    steps[first..last].to_vec()
}

struct Compared<'c, 'p> {
    a: &'c Text,
    b: &'c Text,
    lead: &'c Witness,
    witness: &'c Witness,
    forms: &'c Forms,
    printed: &'c Printed<'p>,
    grammar: &'c dyn Grammar,
}

impl Compared<'_, '_> {
    /// Neighbouring words that stand against nothing like them are one difference; a pair that is alike is one by itself.
    fn differences(&self, steps: &[Step]) -> Vec<Difference> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < steps.len() {
            if steps[at].agrees() {
                let step = &steps[at];
                if let Some(grade) = self.grade(step) {
                    found.push(Difference { base: step.a.clone(), words: step.b.clone(), grade });
                }
                at += 1;
                continue;
            }
            let end = steps[at..].iter().position(Step::agrees).map_or(steps.len(), |n| at + n);
            // A longer stretch that one side has alone is one thing, what stands differently beside it another.
            for part in apart(&steps[at..end]) {
                found.extend(self.difference(part));
            }
            at = end;
        }
        found
    }

    fn difference(&self, steps: &[Step]) -> Vec<Difference> {
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return Vec::new() };
        let (base, words) = (first.a.start..last.a.end, first.b.start..last.b.end);
        let cut = |text: &Text, range: &Range<u32>| {
            (range.start..=range.end).any(|at| text.words.get(at as usize).is_some_and(|w| w.marks.after_cut))
        };
        let grade = if words.is_empty() {
            if cut(self.b, &words) { VariantGrade::OmissionMarked } else { VariantGrade::OmissionUnmarked }
        } else if base.is_empty() {
            let bracketed = words.clone().all(|at| self.b.words[at as usize].marks.bracketed);
            match (bracketed, cut(self.a, &base)) {
                (true, _) => VariantGrade::Supplement,
                (_, true) => VariantGrade::CutInBase,
                _ => VariantGrade::Addition,
            }
        } else if base.len() == 1 && words.len() == 1 {
            return self
                .grade(&Step { a: base.clone(), b: words.clone(), weight: 0 })
                .map(|grade| vec![Difference { base, words, grade }])
                .unwrap_or_default();
        } else if cut(self.b, &words) && base.len() > words.len() {
            VariantGrade::OmissionMarked
        } else if cut(self.a, &base) && words.len() > base.len() {
            VariantGrade::CutInBase
        } else {
            VariantGrade::Substitution
        };
        vec![Difference { base, words, grade }]
    }

    fn grade(&self, step: &Step) -> Option<VariantGrade> {
        let printed = |number: u32, text: &Text, range: &Range<u32>| -> Vec<String> {
            range.clone().map(|at| (self.printed)(number, &text.words[at as usize]).to_owned()).collect()
        };
        let folded = |text: &Text, range: &Range<u32>| -> String {
            range.clone().map(|at| self.forms.folded(text.words[at as usize].form)).collect()
        };
        grade(
            (&printed(self.lead.text, self.a, &step.a), &folded(self.a, &step.a)),
            (&printed(self.witness.text, self.b, &step.b), &folded(self.b, &step.b)),
            self.grammar,
        )
    }
}

/// Words in a row that one side has alone, from which they are a difference by themselves.
const LONG: usize = 3;

/// Cuts disagreeing steps into long stretches of one side alone, and what stands between these.
fn apart(steps: &[Step]) -> Vec<&[Step]> {
    let side = |step: &Step| (step.a.is_empty(), step.b.is_empty());
    let mut parts: Vec<&[Step]> = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for run in steps.chunk_by(|one, next| side(one) == side(next)) {
        let end = at + run.len();
        if side(&run[0]) != (false, false) && run.len() >= LONG {
            parts.extend([&steps[start..at], run]);
            start = end;
        }
        at = end;
    }
    parts.push(&steps[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// Differences of several witnesses that overlap in the base are one place; a witness has one reading at a place.
fn entries(mut differences: Vec<(usize, Difference)>) -> Vec<Entry> {
    differences.sort_by_key(|(n, d)| (d.base.start, d.base.end, *n, d.words.start));
    let mut entries: Vec<Entry> = Vec::new();
    for (witness, difference) in differences {
        let overlaps = |entry: &Entry| {
            difference.base.start < entry.base.end
                || entry.base == difference.base
                || entry.base.is_empty() && entry.base.start == difference.base.start && difference.base.is_empty()
        };
        match entries.last_mut().filter(|entry| overlaps(entry)) {
            Some(entry) => {
                entry.base.end = entry.base.end.max(difference.base.end);
                match entry.readings.iter_mut().find(|reading| reading.witness == witness) {
                    Some(reading) => {
                        reading.words.end = difference.words.end;
                        reading.grades.push(difference.grade);
                    }
                    None => entry.readings.push(Reading {
                        witness,
                        words: difference.words,
                        grades: vec![difference.grade],
                    }),
                }
            }
            None => entries.push(Entry {
                base: difference.base,
                readings: vec![Reading { witness, words: difference.words, grades: vec![difference.grade] }],
            }),
        }
    }
    for entry in &mut entries {
        entry.readings.sort_by_key(|reading| reading.witness);
        for reading in &mut entry.readings {
            reading.grades.sort();
            reading.grades.reverse();
            reading.grades.dedup();
        }
    }
    entries
}
