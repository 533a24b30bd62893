//! The chronology as a drawing: a bar for each dating, in the lane of the text that gives it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use regesta::views::bounds;

use super::html::attribute;
use super::{Site, Slot};
use crate::error::ApiResult;
use crate::wire::ChronologyRow;

const WIDTH: f64 = 1180.0;
const NAMES: f64 = 170.0;
const AXIS: f64 = 26.0;
const ROW: f64 = 14.0;
/// Rows of a lane; what finds no room is counted.
const ROWS: usize = 30;
/// What is known less well than to two months says little about days.
const NARROW: i64 = 62 * 1440;
const DAY: i64 = 1440;

/// A row, its left edge and width in the drawing, and the minutes it may lie in.
type Bar<'a> = (&'a ChronologyRow, f64, f64, i64);

impl Site {
    pub(super) fn timeline(&self) -> ApiResult<()> {
        let chronology = self.snapshot.chronology()?;
        let mut dated: Vec<(&ChronologyRow, i64, i64)> = Vec::new();
        for row in chronology.table.rows() {
            if let Some((from, to)) = bounds(&row.date).filter(|(from, to)| *from != i64::MIN && *to != i64::MAX) {
                dated.push((row, from, to));
            }
        }
        let all = chronology.table.rows().count();
        let body = match self.drawing(&dated) {
            Some((drawing, drawn)) => {
                let lead = format!("<p class=\"quiet\">{}</p>", attribute(&self.say.say("site-axis")));
                let rest = match all - drawn {
                    0 => String::new(),
                    number => format!(
                        "<p class=\"quiet\">{}</p>",
                        attribute(&self.say.with("site-undrawn", &[("number", Slot::Number(number as i64))]))
                    ),
                };
                let to_table = format!(
                    "<p><a href=\"chronology.html\">{}</a></p>",
                    attribute(&self.say.say("view-chronology-long"))
                );
                format!(
                    "{lead}<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">{drawing}</div>{rest}{to_table}",
                    attribute(&self.say.say("view-timeline-long"))
                )
            }
            None => format!("<p>{}</p>", attribute(&self.say.say("site-nothing"))),
        };
        self.view("timeline", &self.say.say("view-timeline-long"), &body);
        Ok(())
    }

    /// The drawing, and how many entries are in it.
    fn drawing(&self, dated: &[(&ChronologyRow, i64, i64)]) -> Option<(String, usize)> {
        let narrow: Vec<_> = dated.iter().filter(|(_, from, to)| to - from <= NARROW).collect();
        let mut middles: Vec<i64> = narrow.iter().map(|(_, from, to)| from / 2 + to / 2).collect();
        middles.sort_unstable();
        let cut = middles.len() / 25;
        let (low, high) = (*middles.get(cut)?, *middles.get(middles.len() - 1 - cut)?);
        let air = ((high - low) / 16).max(DAY);
        let (low, high) = (low - air, high + air);
        let room = WIDTH - NAMES;
        let x = |minute: i64| NAMES + (minute.clamp(low, high) - low) as f64 / (high - low) as f64 * room;
        let mut lanes: BTreeMap<(&str, &str), Vec<Bar<'_>>> = BTreeMap::new();
        for (row, from, to) in
            dated.iter().filter(|(_, from, to)| *to > low && *from < high && to - from <= (high - low) / 2)
        {
            let bar = (x(*from), (x(*to) - x(*from)).max(3.0));
            lanes.entry((&row.passage.short, &row.passage.source)).or_default().push((row, bar.0, bar.1, to - from));
        }
        let (mut inside, mut y, mut drawn) = (String::new(), AXIS + 8.0, 0);
        for ((short, _), mut bars) in lanes {
            bars.sort_by(|a, b| a.1.total_cmp(&b.1).then(b.2.total_cmp(&a.2)).then_with(|| a.0.id.cmp(&b.0.id)));
            let mut ends: Vec<f64> = Vec::new();
            let top = y;
            let name: String = short.chars().take(26).collect();
            let _ = write!(
                inside,
                "<path d=\"M0 {:.0}H{WIDTH}\" stroke=\"var(--line-strong)\" stroke-width=\".7\"/><text x=\"4\" y=\"{:.0}\" font-size=\"13\" fill=\"currentColor\">{}</text>",
                top - 3.0,
                top + 12.0,
                attribute(&name)
            );
            for (row, from, long, days) in bars {
                let at = match ends.iter().position(|end| *end <= from) {
                    Some(at) => at,
                    None if ends.len() < ROWS => {
                        ends.push(0.0);
                        ends.len() - 1
                    }
                    None => continue,
                };
                ends[at] = from + long + 2.0;
                drawn += 1;
                let title = format!("{}: {}", self.say.date(&row.date), row.passage.exact);
                // Solid ink is a certain day of something that was; hatching is somewhere inside.
                let (told, is_day) = (row.modality == "asserted", days <= DAY && !row.date.contains(['?', '~', '%']));
                let fill = match (told, is_day) {
                    (true, true) => "var(--date)",
                    (true, false) => "url(#hatch)",
                    (false, _) => "none",
                };
                let _ = write!(
                    inside,
                    "<a href=\"{}\" aria-label=\"{t}\"><title>{t}</title><rect x=\"{from:.1}\" y=\"{:.1}\" width=\"{long:.1}\" height=\"10\" fill=\"{fill}\" stroke=\"var(--date)\" stroke-dasharray=\"{}\"/></a>",
                    self.thing(&row.id, ""),
                    top + at as f64 * ROW,
                    if told { "none" } else { "3 2" },
                    t = attribute(&title),
                );
            }
            y = top + ends.len().max(1) as f64 * ROW + 10.0;
        }
        let mut axis = String::new();
        for (minute, label) in ticks(low, high) {
            let _ = write!(
                axis,
                "<path d=\"M{0:.1} 18V{1:.0}\" stroke=\"var(--line)\"/><text x=\"{2:.1}\" y=\"14\" font-size=\"12\" fill=\"currentColor\">{3}</text>",
                x(minute),
                y,
                x(minute) + 3.0,
                attribute(&self.say.date(&label))
            );
        }
        let about = attribute(&self.say.say("view-timeline-long"));
        Some((
            format!(
                "<svg viewBox=\"0 0 {WIDTH} {y:.0}\" width=\"{WIDTH}\" height=\"{y:.0}\" role=\"group\" aria-label=\"{about}\"><defs><pattern id=\"hatch\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path d=\"M0 0V4\" stroke=\"var(--date)\" stroke-width=\"1.4\"/></pattern></defs>{axis}{inside}</svg>"
            ),
            drawn,
        ))
    }
}

/// About eight beginnings of days, months or years within a stretch of minutes: the minute, and the date as EDTF.
fn ticks(low: i64, high: i64) -> Vec<(i64, String)> {
    let (first, last) = (year_of(low) - 1, year_of(high) + 1);
    let months: Vec<String> = (first..=last).flat_map(|y| (1..=12).map(move |m| format!("{y:04}-{m:02}"))).collect();
    let days = || months.iter().flat_map(|month| (1..=31).map(move |d| format!("{month}-{d:02}"))).collect::<Vec<_>>();
    let years: Vec<String> = (first..=last).map(|y| format!("{y:04}")).collect();
    let all = if high - low < 60 * DAY {
        days()
    } else if high - low < 5 * 366 * DAY {
        months
    } else {
        years
    };
    let inside: Vec<(i64, String)> = all
        .into_iter()
        .filter_map(|date| Some((bounds(&date)?.0, date)))
        .filter(|(at, _)| *at > low && *at < high)
        .collect();
    let step = inside.len().div_ceil(8).max(1);
    inside.into_iter().step_by(step).collect()
}

fn year_of(minute: i64) -> i64 {
    (1970.0 + minute as f64 / (365.2425 * DAY as f64)).floor() as i64
}
