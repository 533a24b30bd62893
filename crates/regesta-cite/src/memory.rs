use std::collections::BTreeMap;
use std::rc::Rc;

use crate::value::Reference;

/// The references before, for "ibid." and ellipsis.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    pub last: Option<Rc<Reference>>,
    pub archival: Option<Rc<Reference>>,
    /// The archive last printed with a fond, and with the letters of a series (`FO`). Shared, since a copy is made for
    /// each citation that is tried.
    archives: Rc<BTreeMap<String, String>>,
    /// Those of the citation that is being read.
    fresh: Vec<(String, String)>,
}

/// More fonds are not remembered.
const MOST_FONDS: usize = 10_000;

/// How many of the last fonds of one citation are looked at.
const FRESH: usize = 16;

/// `FO` of `FO 371`; the fond itself where it has no letters before a number.
pub fn class(fond: &str) -> &str {
    let letters = fond.split([' ', '/', '\u{a0}']).next().unwrap_or_default();
    if letters.len() < fond.len() && letters.len() > 1 && letters.chars().all(char::is_uppercase) {
        letters
    } else {
        fond
    }
}

impl Memory {
    pub fn keep(&mut self, reference: &Reference) {
        let shared = Rc::new(reference.clone());
        if reference.is_archival() {
            self.archival = Some(Rc::clone(&shared));
            if let (Some(archive), Some(fond)) = (&reference.archive, &reference.fond)
                && self.archives.get(fond) != Some(archive)
            {
                self.fresh.push((fond.clone(), archive.clone()));
            }
        }
        self.last = Some(shared);
    }

    /// Makes what was read part of what is remembered.
    pub fn settle(&mut self) {
        let fresh = std::mem::take(&mut self.fresh);
        if fresh.is_empty() || self.archives.len() >= MOST_FONDS {
            return;
        }
        let archives = Rc::make_mut(&mut self.archives);
        for (fond, archive) in fresh {
            archives.insert(class(&fond).to_owned(), archive.clone());
            archives.insert(fond, archive);
        }
    }

    /// The archive that was printed with the fond, or with another fond of the same letters.
    pub fn archive_of(&self, fond: &str) -> Option<String> {
        let recent = self.fresh.iter().rev().take(FRESH).find(|(other, _)| class(other) == class(fond));
        let known = || self.archives.get(fond).or_else(|| self.archives.get(class(fond)));
        recent.map(|(_, archive)| archive).or_else(known).cloned()
    }
}
