//! From pairs of accounts to the list of differences.

use std::ops::Range;

use regesta_accounts::{Difference, Joint, Kind, LetterJoint, compare_letters, compare_tellings, reversed_orders};

use super::{Account, Accounts, Disagreement, Independence, beside};
use crate::Result;
use crate::views::{Passage, one_line};

impl Accounts<'_> {
    /// All differences, conflicts first, the surest first; also those that only look like a contradiction.
    ///
    /// # Errors
    /// Those of [`crate::SharedTexts::collation`], which do not come up for shared texts of this very project.
    pub fn disagreements(&self) -> Result<Vec<Disagreement>> {
        let mut rows = Vec::new();
        for joint in self.joints.iter().chain(&self.within) {
            rows.extend(self.of_tellings(joint));
        }
        rows.extend(self.of_orders());
        for joint in &self.letter_joints {
            rows.extend(self.of_letters(joint));
        }
        rows.extend(self.of_words()?);
        rows.extend(self.impossible());
        rows.extend(self.miscounted());
        let mut rows: Vec<Disagreement> = rows.into_iter().map(Disagreement::named).collect();
        rows.sort_by(|a, b| {
            let key = |row: &Disagreement| {
                (!row.conflict, row.possible, std::cmp::Reverse((row.score * 1000.0).round() as i64), row.kind)
            };
            key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
        });
        rows.dedup_by(|a, b| a.id == b.id);
        Ok(rows)
    }

    fn of_tellings(&self, joint: &Joint) -> Vec<Disagreement> {
        let (one, two) = (&self.tellings[joint.a], &self.tellings[joint.b]);
        let differences = compare_tellings(&one.telling, &two.telling, joint);
        let reasons = self.joint_reasons(joint);
        let row = |difference: &Difference| {
            let value = |n: usize, count: Option<usize>| {
                let told = &self.tellings[n];
                match count.and_then(|c| told.telling.counts.get(c)) {
                    Some(count) => format!("{} {}", count.low, self.reader.words.word(count.unit)),
                    None if difference.aspect == "happened" && told.telling.denied => "denied".to_owned(),
                    None => one_line(&told.printed),
                }
            };
            let counts = difference.counts;
            let sides = vec![
                self.telling_side(joint.a, value(joint.a, counts.map(|c| c.0)))?,
                self.telling_side(joint.b, value(joint.b, counts.map(|c| c.1)))?,
            ];
            let row = self.row(*difference, self.telling_about(joint), sides, joint.score, reasons.clone());
            Some(Disagreement { possible: joint.score < self.settings.same, ..row })
        };
        differences.iter().filter_map(row).collect()
    }

    fn telling_about(&self, joint: &Joint) -> String {
        let (one, two) = (&self.tellings[joint.a].telling, &self.tellings[joint.b].telling);
        let types: Vec<&str> = one.types.iter().filter(|t| two.types.contains(t)).map(String::as_str).collect();
        let types = if types.is_empty() { one.types.join(" / ") } else { types.join(" / ") };
        let names: Vec<&str> = joint.names.iter().take(3).map(|n| self.label(*n)).collect();
        if names.is_empty() { types } else { format!("{types}: {}", names.join(", ")) }
    }

    fn joint_reasons(&self, joint: &Joint) -> Vec<String> {
        let mut reasons = Vec::new();
        reasons.push(
            if joint.types == 2 { "one kind of happening" } else { "kinds of happening that may be one" }.to_owned(),
        );
        if joint.place {
            reasons.push("the same place".to_owned());
        }
        if joint.agent {
            reasons.push("the same who did it".to_owned());
        }
        if !joint.names.is_empty() {
            let names: Vec<&str> = joint.names.iter().map(|n| self.label(*n)).collect();
            reasons.push(format!("both name {}", names.join(", ")));
        }
        if !joint.words.is_empty() {
            let words: Vec<&str> = joint.words.iter().map(|w| self.reader.words.word(*w)).collect();
            reasons.push(format!("words in common: {}", words.join(", ")));
        }
        reasons
    }

    fn label(&self, name: u32) -> &str {
        let id = self.reader.names.word(name);
        self.labels.get(id).map_or(id, String::as_str)
    }

    fn telling_side(&self, n: usize, value: String) -> Option<Account> {
        let told = &self.tellings[n];
        let voice = if told.telling.quoted { "document" } else { "author" };
        let mut side = self.side(told.source, told.line, &told.place, voice, value, told.ids.clone())?;
        side.date = told.telling.date.clone();
        side.modality = told.modality.to_owned();
        Some(side)
    }

    fn letter_side(&self, n: usize, aspect: &str) -> Option<Account> {
        let mentioned = &self.letters[n];
        let names = |list: &[u32]| list.iter().map(|p| self.label(*p)).collect::<Vec<_>>().join(", ");
        let value = match aspect {
            "sender" => names(&mentioned.letter.from),
            "addressee" => names(&mentioned.letter.to),
            _ => mentioned.printed.clone(),
        };
        let mut side =
            self.side(mentioned.source, mentioned.line, &mentioned.place, "author", value, mentioned.ids.clone())?;
        side.date = mentioned.letter.sent.clone();
        Some(side)
    }

    /// One side with the sentence round its words, and what is cited for it.
    pub(super) fn side(
        &self,
        source: usize,
        line: usize,
        place: &Range<usize>,
        voice: &str,
        value: String,
        ids: Vec<String>,
    ) -> Option<Account> {
        let material = &self.materials[source];
        let (_, points) = material.quote(line, place)?;
        let passage = Passage {
            source: material.path.clone(),
            start: points[0],
            end: points[1],
            page: None,
            exact: material.printed(points),
        };
        Some(Account {
            voice: voice.to_owned(),
            value,
            date: None,
            modality: "asserted".to_owned(),
            cited: self.cited_for(source, points).map(|c| c.as_written.clone()).collect(),
            passage,
            ids,
        })
    }

    fn cited_for(&self, source: usize, points: [usize; 2]) -> impl Iterator<Item = &super::Cited> {
        self.cited[source].iter().filter(move |cited| beside(points, cited.place))
    }

    pub(super) fn row(
        &self,
        difference: Difference,
        about: String,
        mut sides: Vec<Account>,
        score: u16,
        reasons: Vec<String>,
    ) -> Disagreement {
        sides.sort_by(|a, b| a.passage.cmp(&b.passage));
        Disagreement {
            id: String::new(),
            kind: difference.kind,
            conflict: false,
            possible: false,
            aspect: difference.aspect.to_owned(),
            about,
            independence: self.independence(&sides),
            sides,
            score: f64::from(score) / 1000.0,
            reasons,
        }
    }

    /// By what the sides cite: the first that two have in common decides.
    fn independence(&self, sides: &[Account]) -> Independence {
        let keys = |side: &Account| -> Vec<&String> {
            let source = self.materials.iter().position(|m| m.path == side.passage.source);
            let place = [side.passage.start, side.passage.end];
            source.map(|s| self.cited_for(s, place).flat_map(|c| &c.keys).collect()).unwrap_or_default()
        };
        let [first, rest @ ..] = sides else { return Independence::Unknown };
        if rest.iter().all(|side| side.passage.source == first.passage.source) {
            return Independence::OneText;
        }
        let own = keys(first);
        let others: Vec<Vec<&String>> = rest.iter().map(keys).collect();
        if others.iter().flatten().any(|key| own.contains(key)) {
            Independence::SameSource
        } else if own.is_empty() || others.iter().any(Vec::is_empty) {
            Independence::Unknown
        } else {
            Independence::Independent
        }
    }

    fn of_letters(&self, joint: &LetterJoint) -> Vec<Disagreement> {
        let (one, two) = (&self.letters[joint.a], &self.letters[joint.b]);
        let about = self.labels.get(&one.ids[0]).cloned().unwrap_or_else(|| one.letter.genre.clone());
        let differences = compare_letters(&one.letter, &two.letter);
        let rows = differences.into_iter().filter_map(|difference| {
            let sides =
                vec![self.letter_side(joint.a, difference.aspect)?, self.letter_side(joint.b, difference.aspect)?];
            Some(self.row(difference, about.clone(), sides, joint.score, joint.reasons.clone()))
        });
        rows.collect()
    }

    fn of_orders(&self) -> Vec<Disagreement> {
        let plain: Vec<_> = self.tellings.iter().map(|t| t.telling.clone()).collect();
        let mut rows = Vec::new();
        for reversal in reversed_orders(&plain, &self.joints) {
            let (first, second) = (&self.joints[reversal.first], &self.joints[reversal.second]);
            let about = format!("{}; {}", self.telling_about(first), self.telling_about(second));
            let sides = [first.a, second.a, first.b, second.b].into_iter();
            let sides: Vec<Account> =
                sides.filter_map(|n| self.telling_side(n, one_line(&self.tellings[n].printed))).collect();
            let difference = Difference { kind: Kind::OrderOfEvents, aspect: "order", counts: None };
            let mut reasons = self.joint_reasons(first);
            reasons.extend(self.joint_reasons(second));
            let score = first.score.min(second.score);
            let row = self.row(difference, about, sides, score, reasons);
            rows.push(Disagreement { possible: score < self.settings.same, ..row });
        }
        rows
    }
}
