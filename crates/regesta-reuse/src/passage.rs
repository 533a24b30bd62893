use std::ops::Range;

use crate::align::Step;
use crate::commonplace::Evidence;
use crate::fragment::{Fragment, between, hull, trimmed};
use crate::weigh::Scale;
use crate::{Settings, Text};

/// Words that two texts share: one passage, whatever was cut out of it or stands between its parts in print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The number of the first text.
    pub text_a: u32,
    /// The number of the second text.
    pub text_b: u32,
    /// The alignment: every word between the first and the last that is shared, in order.
    pub steps: Vec<Step>,
    /// Letters of weighted shared words, see [`Settings::score`].
    pub score: u32,
    /// Whether each text has the words in quotation marks.
    pub quoted: (bool, bool),
}

impl Passage {
    /// Words of the first text.
    pub fn a(&self) -> Range<u32> {
        hull(self.steps.iter().map(|step| &step.a))
    }

    /// Words of the second text.
    pub fn b(&self) -> Range<u32> {
        hull(self.steps.iter().map(|step| &step.b))
    }

    /// Words of the first text that stand against words of the second.
    pub fn agreeing(&self) -> u64 {
        self.steps.iter().filter(|step| step.agrees()).map(|step| u64::from(step.a.end - step.a.start)).sum()
    }
}

/// Makes passages of the fragments of one pair of texts: those that continue each other are one.
pub struct Joiner<'t> {
    /// The numbers of the two texts.
    pub numbers: (u32, u32),
    /// The first text.
    pub a: &'t Text,
    /// The second text.
    pub b: &'t Text,
    /// The lines drawn.
    pub settings: &'t Settings,
}

/// Words that may stand on the side that was cut, between two parts of one quotation.
const BESIDE_A_CUT: u32 = 5;
/// Words of the author that may stand between two parts of one quotation.
const AUTHORS_WORDS: u32 = 15;
/// What stands against an alignment between two parts, from which the outer one must outweigh it twice.
const LONG_GAP: i32 = 70;
/// Words in a row that stand against an alignment and are only other words in the same sentence.
const SHORT_RUN: usize = 3;
/// What words outside the quotation must weigh to belong to it, in tenths of a letter.
const LEAD: i32 = 250;

impl Joiner<'_> {
    /// The passages that may be worth listing, sorted by their place in the first text; their score is the highest that they
    /// can have.
    pub fn passages(&self, fragments: Vec<Fragment>, scale: &mut Scale) -> Vec<Passage> {
        let mut open: Vec<Fragment> = Vec::new();
        let mut done: Vec<Fragment> = Vec::new();
        for fragment in fragments {
            let (near, far): (Vec<Fragment>, Vec<Fragment>) = std::mem::take(&mut open)
                .into_iter()
                .partition(|before| before.a().end + self.settings.cut_words >= fragment.a().start);
            done.extend(far);
            open = near;
            let best = (0..open.len())
                .filter(|&n| self.continues(&open[n], &fragment))
                .min_by_key(|&n| (fragment.b().start.abs_diff(open[n].b().end), n));
            match best {
                Some(n) => {
                    let before = open.swap_remove(n);
                    open.push(self.joined(before, fragment, scale));
                }
                None => open.push(fragment),
            }
        }
        done.extend(open);
        let mut passages: Vec<Passage> = done
            .into_iter()
            .map(|fragment| self.passage(self.without_lead(self.firm(fragment)), scale))
            .filter(|p| p.score >= self.settings.possible_score)
            .collect();
        passages.sort_by_key(|p| (p.a().start, p.b().start, p.a().end));
        passages
    }

    /// Whether `later` goes on with what `before` began: near on both sides, or with a cut marked, or in one quotation.
    fn continues(&self, before: &Fragment, later: &Fragment) -> bool {
        let (Some(gap_a), Some(gap_b)) = (gap(before.a().end, later.a().start), gap(before.b().end, later.b().start))
        else {
            return false;
        };
        let same_flow = self.a.flow(before.a().start) == self.a.flow(later.a().start)
            && self.b.flow(before.b().start) == self.b.flow(later.b().start);
        if !same_flow || gap_a.max(gap_b) > self.settings.cut_words {
            return false;
        }
        if gap_a.max(gap_b) <= self.settings.gap_words {
            return true;
        }
        let (short_a, short_b) = (gap_a <= BESIDE_A_CUT, gap_b <= BESIDE_A_CUT);
        let cut = |text: &Text, from: u32, to: u32| {
            (from..=to.min(text.words.len() as u32 - 1)).any(|at| text.words[at as usize].marks.after_cut)
        };
        let (end_a, start_a) = (before.a().end, later.a().start);
        let (end_b, start_b) = (before.b().end, later.b().start);
        let strong = before.weight() >= LEAD && later.weight() >= LEAD;
        strong && (short_a && cut(self.a, end_a, start_a) || short_b && cut(self.b, end_b, start_b))
            || (short_a || short_b) && one_quotation(self.a, end_a, start_a) && one_quotation(self.b, end_b, start_b)
    }

    fn joined(&self, before: Fragment, later: Fragment, scale: &mut Scale) -> Fragment {
        let mut steps = before.steps;
        let (end_a, end_b) = steps.last().map_or((0, 0), |step| (step.a.end, step.b.end));
        let rest = later.steps.into_iter().skip_while(|s| s.a.start < end_a || s.b.start < end_b);
        let rest = trimmed(rest.collect());
        if let Some(first) = rest.first() {
            steps.extend(between(end_a..first.a.start, end_b..first.b.start, self.a, self.b, scale));
            steps.extend(rest);
        }
        Fragment { steps }
    }

    /// Cuts off words at either end that hardly outweigh what stands between them and the rest, unless both authors have
    /// them in one quotation with the rest.
    fn firm(&self, fragment: Fragment) -> Fragment {
        let mut steps = fragment.steps;
        for _ in 0..2 {
            while let Some(rest) = self.weak_end(&steps) {
                steps.drain(..rest);
            }
            steps.reverse();
        }
        Fragment { steps }
    }

    /// The step behind the first long disagreement that what stands before it does not outweigh: twice, or once where both
    /// authors have all of it in one quotation.
    fn weak_end(&self, steps: &[Step]) -> Option<usize> {
        let mut at = 0;
        let mut before = 0;
        for run in steps.chunk_by(|one, next| one.agrees() == next.agrees()) {
            let weight: i32 = run.iter().map(|step| step.weight).sum();
            let rest = at + run.len();
            if !run[0].agrees() && run.len() > SHORT_RUN && weight <= -LONG_GAP {
                let quotations = at.checked_sub(1).map(|n| self.quotation(&steps[n]));
                let inside = quotations.is_some_and(|(a, b)| a != 0 && b != 0)
                    && steps.get(rest).is_some_and(|step| Some(self.quotation(step)) == quotations);
                if before < -weight * if inside { 1 } else { 2 } {
                    return Some(rest);
                }
            }
            (at, before) = (rest, before + weight);
        }
        None
    }

    /// Cuts off words before and after a quotation that agree by chance: both authors name the sender, then one says
    /// something of his own, then the quotation begins.
    fn without_lead(&self, fragment: Fragment) -> Fragment {
        let mut steps = fragment.steps;
        for _ in 0..2 {
            let runs = steps.iter().take_while(|step| step.agrees()).count();
            let lead = &steps[..runs];
            let outside = |step: &Step| self.quotation(step) == (0, 0);
            let inside = |step: &Step| self.quotation(step) != (0, 0);
            let weight: i32 = lead.iter().map(|step| step.weight).sum();
            if runs < steps.len() && lead.iter().all(outside) && weight < LEAD && steps[runs..].iter().any(inside) {
                steps.drain(..runs);
                steps = trimmed(steps);
            }
            steps.reverse();
        }
        Fragment { steps }
    }

    /// The quotations of a step's first words.
    fn quotation(&self, step: &Step) -> (u32, u32) {
        let of = |text: &Text, range: &Range<u32>| {
            text.words.get(range.start as usize).filter(|_| !range.is_empty()).map_or(0, |w| w.marks.quotation)
        };
        (of(self.a, &step.a), of(self.b, &step.b))
    }

    fn passage(&self, fragment: Fragment, scale: &Scale) -> Passage {
        let score = Evidence::of(&fragment.steps, self.a, scale).highest();
        let quoted = (
            quoted(self.a, fragment.steps.iter().map(|s| (&s.a, s.agrees()))),
            quoted(self.b, fragment.steps.iter().map(|s| (&s.b, s.agrees()))),
        );
        Passage { text_a: self.numbers.0, text_b: self.numbers.1, steps: fragment.steps, score, quoted }
    }
}

/// Words between; a word or two may be in both, where ends were read on too far.
fn gap(end: u32, start: u32) -> Option<u32> {
    (start + 3 >= end).then(|| start.saturating_sub(end))
}

/// Whether the words before and after a gap stand in one quotation, or in two with few words of the author between.
fn one_quotation(text: &Text, end: u32, start: u32) -> bool {
    let before = end.checked_sub(1).map_or(0, |at| text.words[at as usize].marks.quotation);
    let after = text.words[start as usize].marks.quotation;
    before != 0 && (after == before || after == before + 1 && start.saturating_sub(end) <= AUTHORS_WORDS)
}

/// Whether most of the words that agree stand in quotation marks.
fn quoted<'s>(text: &Text, steps: impl Iterator<Item = (&'s Range<u32>, bool)>) -> bool {
    let (mut inside, mut all) = (0, 0);
    for (range, _) in steps.filter(|&(_, agrees)| agrees) {
        for at in range.clone() {
            all += 1;
            inside += u32::from(text.words[at as usize].marks.quotation != 0);
        }
    }
    inside * 2 > all
}
