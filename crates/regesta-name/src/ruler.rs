//! Rulers whose number stands before the name, or after a name that no list has.

use crate::NameType;
use crate::candidate::Candidate;
use crate::grammar::Grammar;
use crate::towns::Town;
use crate::words::{Flag, Shape};

impl Grammar<'_> {
    /// "II. Selim", "XVI Lüdovik" in languages that put the number first, "Karel IV" of a name that no list has.
    pub(crate) fn numbered_ruler(&self, at: usize) -> Option<Candidate> {
        let numeral = |i: usize| {
            self.get(i).is_some_and(|w| {
                w.shape == Shape::Roman && !w.barred && w.text.chars().all(char::is_uppercase) && w.text != "І"
            })
        };
        if !self.verb_comes_last() {
            let name = self.telling_capital(at) && self.is_foreign(at) && !self.is(at, Flag::Given) && numeral(at + 1);
            let unnumbered = name && !self.sign(at + 2, ".") && self.info(at).town <= Town::Weak;
            return (unnumbered && self.known(at, NameType::Place).is_none()).then(|| {
                let reason = "a number stands after a name with a capital";
                let mut ruler = Candidate::new(NameType::Person, (at, at + 2), at + 1, 900, "ruler", reason);
                ruler.title = self.title_before(at);
                ruler
            });
        }
        if !numeral(at) || at > 0 && self.telling_capital(at - 1) {
            return None;
        }
        let first = if self.sign(at + 1, ".") { at + 2 } else { at + 1 };
        let named = self.capital(first) && self.word(first).shape == Shape::Capital && self.body_head(first).is_none();
        let titled = self.is(first + 1, Flag::TitleAfter);
        if !named || !(self.is_given_form(first) || titled || self.known(first, NameType::Person).is_some()) {
            return None;
        }
        let mut end = first + 1;
        while end < first + 3 && self.capital(end) && self.is_given_form(end) && !self.ends_by_suffix(end - 1) {
            end += 1;
        }
        let reason = "a number stands before a given name";
        let mut ruler = Candidate::new(NameType::Person, (at, self.after_nobleman(end)), end - 1, 940, "ruler", reason);
        ruler.title = self.title_before(at);
        Some(ruler)
    }
}
