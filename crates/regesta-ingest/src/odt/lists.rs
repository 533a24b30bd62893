//! Numbers of list items, which the file does not store.

use std::collections::BTreeMap;

use roxmltree::Node;

use crate::numerals::Numeral;
use crate::xml::attribute;

use super::styles::Styles;

/// One list that is open, at one level.
#[derive(Debug, Clone)]
pub(super) struct OpenList {
    style: String,
    count: u32,
    /// The item under way has its number yet to be shown.
    pub(super) is_waiting: bool,
}

/// The lists that are open, the outermost first, and where those stand that may be continued.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) open: Vec<OpenList>,
    /// By style and level, the number of the last item.
    last: BTreeMap<(String, usize), u32>,
    /// By identifier of a list, its style and the number of its last item.
    by_id: BTreeMap<String, u32>,
}

impl Lists {
    /// Begins a list. `style` is that of its first paragraph, for lists that name none.
    pub(super) fn begin(&mut self, node: Node<'_, '_>, styles: &Styles, paragraph: Option<&str>) {
        let own = attribute(node, "style-name").filter(|name| !name.is_empty()).map(str::to_owned);
        let inherited = self.open.last().map(|list| list.style.clone());
        let of_paragraph = || paragraph.and_then(|style| styles.list_of(style)).map(str::to_owned);
        let style = own.or(inherited).or_else(of_paragraph).unwrap_or_default();
        let level = self.open.len();
        let continued = match attribute(node, "continue-list") {
            Some(id) => self.by_id.get(id).copied(),
            None if attribute(node, "continue-numbering") == Some("true") => {
                self.last.get(&(style.clone(), level)).copied()
            }
            None => None,
        };
        let start = styles.level(&style, level as u32 + 1).map_or(1, |level| level.start);
        let count = continued.unwrap_or(start.saturating_sub(1));
        self.open.push(OpenList { style, count, is_waiting: false });
    }

    /// Ends the innermost list.
    pub(super) fn end(&mut self, node: Node<'_, '_>) {
        if let Some(list) = self.open.pop() {
            if let Some(id) = attribute(node, "id") {
                self.by_id.insert(id.into(), list.count);
            }
            self.last.insert((list.style, self.open.len()), list.count);
        }
    }

    /// Begins an item; a heading of a list has no number.
    pub(super) fn item(&mut self, node: Node<'_, '_>) {
        let is_counted = node.tag_name().name() == "list-item";
        if let Some(list) = self.open.last_mut() {
            if is_counted {
                let own = attribute(node, "start-value").and_then(|value| value.parse().ok());
                list.count = own.unwrap_or(list.count.saturating_add(1));
            }
            list.is_waiting = is_counted;
        }
    }

    /// What stands before the first paragraph of the item under way.
    pub(super) fn label(&mut self, styles: &Styles) -> Option<String> {
        let depth = self.open.len();
        let list = self.open.last_mut().filter(|list| list.is_waiting)?;
        list.is_waiting = false;
        let level = styles.level(&list.style, depth as u32)?;
        match level.numeral {
            Numeral::Bullet => return Some("•".into()),
            Numeral::None => return None,
            _ => {}
        }
        let from = depth.saturating_sub(level.shown.max(1) as usize);
        let numbers: Vec<String> = self.open[from..]
            .iter()
            .enumerate()
            .map(|(above, list)| {
                let numeral = styles
                    .level(&list.style, (from + above) as u32 + 1)
                    .map_or(Numeral::Decimal, |level| level.numeral);
                numeral.write(list.count)
            })
            .collect();
        Some(format!("{}{}{}", level.prefix, numbers.join("."), level.suffix))
    }
}
