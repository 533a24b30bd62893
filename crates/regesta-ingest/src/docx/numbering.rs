//! Numbers of list items and notes, which Word computes and does not store.

use std::collections::BTreeMap;

use crate::numerals::Numeral;
use crate::xml;
use crate::xml::{attribute, child, elements};

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    numeral: Numeral,
    /// The text around the numbers: `%1.%2)`.
    pattern: String,
}

#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// By abstract list, its levels.
    lists: BTreeMap<String, BTreeMap<u32, Level>>,
    /// By list, the abstract list and where levels start anew.
    instances: BTreeMap<String, (String, BTreeMap<u32, u32>)>,
    /// By abstract list, where each level stands.
    counters: BTreeMap<String, BTreeMap<u32, u32>>,
    /// Lists whose own starts were applied.
    begun: BTreeMap<String, ()>,
}

/// The levels a list can have.
const LEVELS: u32 = 9;

impl Numbering {
    pub(super) fn read(text: &str) -> Result<Self, crate::archive::PartError> {
        let document = xml::parse(text)?;
        let mut numbering = Self::default();
        for node in elements(document.root_element()) {
            match node.tag_name().name() {
                "abstractNum" => {
                    if let Some(id) = attribute(node, "abstractNumId") {
                        let levels = elements(node).filter(|n| n.tag_name().name() == "lvl").filter_map(level);
                        numbering.lists.insert(id.into(), levels.collect());
                    }
                }
                "num" => {
                    let of = child(node, "abstractNumId").and_then(|node| attribute(node, "val"));
                    if let (Some(id), Some(of)) = (attribute(node, "numId"), of) {
                        let starts = elements(node).filter(|n| n.tag_name().name() == "lvlOverride").filter_map(|n| {
                            let start = attribute(child(n, "startOverride")?, "val")?.parse().ok()?;
                            Some((attribute(n, "ilvl")?.parse().ok()?, start))
                        });
                        numbering.instances.insert(id.into(), (of.into(), starts.collect()));
                    }
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// What stands before the next item of a list at a level; `None` for what is no list.
    pub(super) fn next(&mut self, list: &str, level: u32) -> Option<String> {
        let (of, starts) = self.instances.get(list)?;
        let levels = self.lists.get(of)?;
        let level = level.min(LEVELS - 1);
        let own = levels.get(&level)?;
        let counters = self.counters.entry(of.clone()).or_default();
        if self.begun.insert(list.into(), ()).is_none() {
            for (level, start) in starts {
                counters.insert(*level, start.saturating_sub(1));
            }
        }
        let count = counters.entry(level).or_insert_with(|| own.start.saturating_sub(1));
        *count = count.saturating_add(1);
        // A level starts anew when one above it goes on.
        counters.retain(|deeper, _| *deeper <= level);
        if own.numeral == Numeral::Bullet {
            return Some("•".into());
        }
        let mut text = own.pattern.clone();
        for above in 0..=level {
            let mark = format!("%{}", above + 1);
            if let Some(shown) = levels.get(&above).filter(|_| text.contains(&mark)) {
                let number = counters.get(&above).copied().unwrap_or(shown.start);
                text = text.replace(&mark, &shown.numeral.write(number));
            }
        }
        Some(text)
    }
}

fn level(node: roxmltree::Node<'_, '_>) -> Option<(u32, Level)> {
    let value = |name: &str| child(node, name).and_then(|node| attribute(node, "val"));
    let level = Level {
        start: value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        numeral: Numeral::from_word(value("numFmt").unwrap_or("decimal")),
        pattern: value("lvlText").unwrap_or_default().into(),
    };
    Some((attribute(node, "ilvl")?.parse().ok()?, level))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering xmlns:w="w">
      <w:abstractNum w:abstractNumId="4">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
      </w:abstractNum>
      <w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>
      <w:num w:numId="8"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
    </w:numbering>"#;

    #[test]
    fn levels_count_and_start_anew() {
        let mut numbering = Numbering::read(LISTS).unwrap();
        let shown: Vec<String> = [0, 1, 1, 0, 1].into_iter().filter_map(|level| numbering.next("7", level)).collect();
        assert_eq!(shown, ["1.", "1.a)", "1.b)", "2.", "2.a)"]);
        assert_eq!(numbering.next("8", 0).as_deref(), Some("1."));
        assert_eq!(numbering.next("9", 0), None);
    }
}
