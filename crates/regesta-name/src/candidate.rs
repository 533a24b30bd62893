use crate::NameType;

/// A name as a detector proposes it, in words of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// First word.
    pub(crate) first: usize,
    /// One past the last word.
    pub(crate) end: usize,
    pub(crate) name_type: NameType,
    /// In thousandths.
    pub(crate) score: u16,
    /// What found it: the last part of the rule's id.
    pub(crate) rule: &'static str,
    /// In words a person can read.
    pub(crate) reason: String,
    /// The word that carries the name: a surname, a place's own word, the head of a body.
    pub(crate) head: usize,
    /// Words of given names and initials.
    pub(crate) given: Option<(usize, usize)>,
    /// Title or office outside the span.
    pub(crate) title: Option<(usize, usize)>,
    /// Row of an authority list.
    pub(crate) authority: Option<String>,
    /// The basic form, where the words alone do not give it.
    pub(crate) normal: Option<String>,
    /// See [`crate::Mention::key`].
    pub(crate) key: Option<String>,
    /// A point of the compass that is a place only by itself ("Şark").
    pub(crate) is_direction: bool,
    /// Other bodies inside stay names of their own.
    pub(crate) nests: bool,
}

impl Candidate {
    pub(crate) fn new(
        name_type: NameType,
        (first, end): (usize, usize),
        head: usize,
        score: u16,
        rule: &'static str,
        reason: impl Into<String>,
    ) -> Self {
        Self {
            first,
            end,
            name_type,
            score,
            rule,
            reason: reason.into(),
            head,
            given: None,
            title: None,
            authority: None,
            normal: None,
            key: None,
            is_direction: false,
            nests: false,
        }
    }

    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.first < other.end && other.first < self.end
    }

    pub(crate) fn contains(&self, other: &Self) -> bool {
        self.first <= other.first && other.end <= self.end
    }

    pub(crate) fn words(&self) -> usize {
        self.end - self.first
    }
}

/// Chooses among overlapping candidates. A name inside a body stays when it denotes another thing; a name inside a
/// person or a place does not.
pub(crate) fn resolve(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| {
        rank(b)
            .cmp(&rank(a))
            .then(a.first.cmp(&b.first))
            .then(b.end.cmp(&a.end))
            .then(a.name_type.cmp(&b.name_type))
            .then(a.rule.cmp(b.rule))
    });
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let clash = kept.iter().any(|k| {
            if !k.overlaps(&candidate) {
                return false;
            }
            let (outer, inner) = if k.contains(&candidate) { (k, &candidate) } else { (&candidate, k) };
            let nested = outer.contains(inner) && outer.words() > inner.words();
            !(nested && may_nest(outer, inner))
        });
        if !clash {
            kept.push(candidate);
        }
    }
    kept.sort_by(|a, b| a.first.cmp(&b.first).then(b.end.cmp(&a.end)));
    kept
}

fn rank(candidate: &Candidate) -> (u16, usize) {
    (candidate.score + 15 * candidate.words().min(6) as u16, candidate.words())
}

fn may_nest(outer: &Candidate, inner: &Candidate) -> bool {
    if outer.name_type != NameType::Body || (outer.first == inner.first && outer.head < inner.end) {
        return false;
    }
    let holds_head = inner.first <= outer.head && outer.head < inner.end;
    match inner.name_type {
        NameType::Place => !holds_head && !inner.is_direction,
        NameType::Person => !holds_head,
        NameType::Body => outer.nests && !holds_head,
    }
}
