//! Notes and other flows that stand inside a paragraph.

use super::super::flows::{Flow, FlowKind};
use super::{Destination, Reading};

impl Reading {
    pub(super) fn open_flow(&mut self, kind: FlowKind) {
        if self.state().to == Destination::Nowhere && !self.state().is_optional || self.flows.len() > 8 {
            return self.state().to = Destination::Nowhere;
        }
        self.flows.push(Flow::new(kind));
        let state = self.state();
        state.opens_flow = true;
        state.to = Destination::Text;
        // `\*` speaks of the word behind it, not of the words inside.
        state.is_optional = false;
        (state.style, state.outline, state.in_table) = (0, None, false);
        (state.is_raised, state.is_hidden) = (false, false);
    }

    /// A note begins. Its call is the number that was printed last, or the raised sign before it.
    pub(super) fn open_note(&mut self) {
        if self.state().to != Destination::Text || matches!(self.flow().kind, FlowKind::Note { .. }) {
            return self.state().to = Destination::Nowhere;
        }
        self.notes += 1;
        let key = self.notes.to_string();
        let called = self.called.take();
        if called.is_none() {
            let flow = self.flow();
            if let Some(from) = flow.raised_from.take() {
                flow.current.call_behind(from, &key);
            }
        }
        self.feet += 1;
        let number = called.unwrap_or(self.feet);
        self.open_flow(FlowKind::Note { key, is_endnote: false, number });
    }

    /// `\ftnalt`, which comes at the begin of its note, makes it one at the end of the document; these count by themselves.
    pub(super) fn make_endnote(&mut self) {
        let ends = self.ends + 1;
        let mut was_foot = false;
        if let FlowKind::Note { is_endnote, number, .. } = &mut self.flow().kind
            && !*is_endnote
        {
            (*is_endnote, was_foot) = (true, true);
            *number = ends;
        }
        if was_foot {
            self.ends = ends;
            self.feet -= 1;
            // What kind of note is called was not known when its number was printed.
            if let Some(caller) = self.flows.len().checked_sub(2) {
                self.flows[caller].current.reprint_last_call(&ends.to_string());
            }
        }
    }

    /// The number of a note: in the text its call, inside the note its label.
    pub(super) fn note_number(&mut self) {
        if self.state().to != Destination::Text {
            return;
        }
        let (feet, notes) = (self.feet, self.notes);
        let flow = self.flow();
        if let FlowKind::Note { number, .. } = &flow.kind {
            let printed = number.to_string();
            if flow.paragraphs.is_empty() && flow.current.is_blank() {
                flow.current.push_label(&printed);
                flow.is_labelled = true;
            } else {
                flow.current.push(&printed);
            }
            return;
        }
        let number = feet + 1;
        flow.current.push_call(&number.to_string(), &(notes + 1).to_string());
        flow.raised_from = None;
        self.called = Some(number);
    }
}
