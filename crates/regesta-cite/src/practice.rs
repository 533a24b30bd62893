use regesta_text::Span;

use crate::items::Item;
use crate::lists::Part;

/// The stretches of a shelfmark behind its archive, and the practice of the archive's country.
pub struct Practice<'a> {
    pub turkish: bool,
    /// The country is known and is not Turkey.
    pub elsewhere: bool,
    pub german: bool,
    /// "ibid." stood before it.
    pub ibid: bool,
    pub items: &'a [Item],
}

impl Practice<'_> {
    pub fn labelled(&self, part: Part) -> bool {
        self.items.iter().any(|item| item.label == Some(part))
    }

    pub fn later(&self, at: usize, part: Part) -> bool {
        self.items[at + 1..].iter().any(|item| item.label == Some(part))
    }

    pub fn box_is_file(&self) -> bool {
        self.labelled(Part::Box) && ![Part::Fond, Part::Group, Part::Opis].into_iter().any(|part| self.labelled(part))
    }
}

/// What is known of the file so far.
#[derive(Default)]
pub struct UnitParts {
    /// As printed, and whether it has a label.
    pub delo: Option<(Span, bool)>,
    /// Told in other signs than it is printed.
    pub joined: Option<String>,
    /// The words of a series with a slash before the number of the file.
    pub slashed: Option<Span>,
}

impl UnitParts {
    pub fn extend_delo(&mut self, by: Span) {
        self.delo = Some(match self.delo {
            Some((span, labelled)) => (Span::new(span.start, by.end.max(span.end)), labelled),
            None => (by, false),
        });
    }
}
