use std::collections::BTreeMap;

use crate::lines::{Ending, Line, Opening, Style};
use crate::notes::{CallPlaces, line_label};
use crate::sections::all_capitals;

const LONGEST: usize = 140;
const EDGE: usize = 3;
/// At most one line in so many is a head, a foot or a page number.
const MOST_SHARE: usize = 6;

/// Finds running heads, running feet and page numbers. `true` for each line that is one.
///
/// A line is furniture only when its text, digits masked, comes at least three times, and those places are page edges or
/// cut sentences in two; or when it is a lone number that rises with the pages. Headings like "Chapter 3" and words like
/// "Resolved:" come back as well, but not in the middle of sentences.
pub fn find_furniture(raw: &str, lines: &[Line], style: &Style, calls: &CallPlaces) -> Vec<bool> {
    let mut furniture = vec![false; lines.len()];
    let mut chains: Vec<Vec<usize>> = Vec::new();
    let text: Vec<usize> = (0..lines.len()).filter(|&i| !lines[i].is_blank()).collect();
    let edges = page_edges(lines, &text);
    let view = View::new(raw, lines, &text, calls);
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, &line) in text.iter().enumerate() {
        if lines[line].width <= LONGEST {
            groups.entry(mask(&raw[lines[line].text.range()])).or_default().push(at);
        }
    }
    for (key, places) in &groups {
        if places.len() < 3 {
            continue;
        }
        let lone_number = key.chars().all(|c| !c.is_alphanumeric());
        let chain = if key.contains('#') { rising(raw, lines, &text, places, lone_number) } else { places.clone() };
        if chain.len() < 3 || !spread(&chain) || view.are_notes(&chain) {
            continue;
        }
        let at_edge = chain.iter().filter(|&&at| edges[at]).count();
        let cutting = chain.iter().filter(|&&at| view.cuts_a_sentence(at)).count();
        let by_edge = at_edge >= 3
            && at_edge * 10 >= chain.len() * 6
            && (!key.contains('#') || follows_pages(raw, lines, &text, &chain));
        // A line of running text that comes back begins in the middle of a sentence itself.
        let inside = chain.iter().filter(|&&at| lines[text[at]].opening == Opening::Small).count();
        let cuts = cutting >= 2 && cutting * 3 >= chain.len() && inside * 2 < chain.len();
        if (by_edge || cuts) && !view.repeats(&chain) {
            chains.push(chain);
        }
    }
    // A text that repeats itself as a whole has no running heads that could be told from it.
    if chains.iter().map(Vec::len).sum::<usize>() * MOST_SHARE <= text.len() {
        chains.iter().flatten().for_each(|&at| furniture[text[at]] = true);
    }
    if !style.blank_is_nothing && !style.long_lines {
        find_islands(&view, &mut furniture);
    }
    furniture
}

const ISLAND: usize = 4;

/// Heads and feet of a single page that are left in a text cleaned by hand: a few lines between blank lines that cut a
/// sentence, one of them shaped like page furniture.
fn find_islands(view: &View<'_>, furniture: &mut [bool]) {
    let text = view.text;
    let gap = |at: usize| text[at] > text[at - 1] + 1;
    let mut at = 1;
    while at < text.len() {
        // Notes above the head part it from the text as a blank line does.
        let apart =
            gap(at) || view.called[at.saturating_sub(NOTE_LINES)..at].iter().any(|&called| called) && !view.called[at];
        let before = if apart { view.before(at) } else { None };
        let cut = before.is_some_and(|line| {
            matches!(line.ending, Ending::Open | Ending::Hyphen) && line.width * 4 >= line.measure * 3
        });
        if !cut {
            at += 1;
            continue;
        }
        let shaped = |at: usize| looks_like_furniture(&view.raw[view.line(at).text.range()]);
        let begins = gap(at) || shaped(at);
        let end = (at + 1..text.len().min(at + ISLAND + 1))
            .find(|&end| begins && gap(end) && view.line(end).opening == Opening::Small);
        match end {
            Some(end)
                if (at..end).any(shaped) && (at..end).all(|i| view.line(i).width <= LONGEST && !view.called[i]) =>
            {
                text[at..end].iter().for_each(|&line| furniture[line] = true);
                at = end + 1;
            }
            _ => at += 1,
        }
    }
}

/// A page number set apart by a wide blank or glued to the words, or an address in the net.
fn looks_like_furniture(text: &str) -> bool {
    let apart = |rest: &str| {
        rest.is_empty() || rest.chars().take_while(|c| c.is_whitespace()).count() >= 4 || rest.contains("    ")
    };
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let tail = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let leading =
        (1..=4).contains(&digits) && (apart(&text[digits..]) || text[digits..].starts_with(char::is_uppercase));
    let trailing = (1..=4).contains(&tail) && text[..text.len() - tail].ends_with("    ");
    let address = text.split_whitespace().any(|word| {
        let word = word.trim_start_matches(['(', '<']).to_lowercase();
        ["http://", "https://", "www.", "doi:10.", "10."]
            .iter()
            .any(|start| word.starts_with(start) && word.len() > start.len() + 4)
    });
    let numbered = (1..=4).contains(&digits) || (1..=4).contains(&tail);
    leading || trailing || address || numbered && all_capitals(text)
}

/// Letters in lower case, each run of digits one `#`, runs of white space one blank.
fn mask(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_numeric() {
            '#'
        } else if c.is_whitespace() {
            ' '
        } else {
            crate::chars::lower(c)
        };
        if !(matches!(c, '#' | ' ') && key.ends_with(c)) {
            key.push(c);
        }
    }
    key
}

fn page_edges(lines: &[Line], text: &[usize]) -> Vec<bool> {
    let mut edges = vec![false; text.len()];
    for at in (0..text.len()).filter(|&at| lines[text[at]].page_start) {
        edges[at.saturating_sub(EDGE)..text.len().min(at + EDGE)].iter_mut().for_each(|edge| *edge = true);
    }
    if lines.iter().any(|line| line.page_start) {
        let count = text.len();
        edges[..count.min(EDGE)].iter_mut().for_each(|edge| *edge = true);
        edges[count.saturating_sub(EDGE)..].iter_mut().for_each(|edge| *edge = true);
    }
    edges
}

/// The lines of a text as the search for furniture sees them.
struct View<'a> {
    raw: &'a str,
    lines: &'a [Line],
    /// Indices of the lines that are not blank.
    text: &'a [usize],
    /// For each of these, whether it opens with a number that is called from the text before it.
    called: Vec<bool>,
}

const PAGES_BACK: usize = 120;
const NOTE_LINES: usize = 12;

impl<'a> View<'a> {
    fn new(raw: &'a str, lines: &'a [Line], text: &'a [usize], calls: &CallPlaces) -> Self {
        let is_called = |at: usize| {
            let line = &lines[text[at]];
            let from = lines[text[at.saturating_sub(PAGES_BACK)]].full.start;
            line_label(raw, line).and_then(|label| label.number).and_then(|number| calls.get(&number)).is_some_and(
                |places| {
                    places
                        .get(places.partition_point(|&place| place < from))
                        .is_some_and(|&place| place < line.full.start)
                },
            )
        };
        Self { raw, lines, text, called: (0..text.len()).map(is_called).collect() }
    }

    fn line(&self, at: usize) -> &'a Line {
        &self.lines[self.text[at]]
    }

    /// The last line of running text before `at`. A head of two lines, a number beside it and the notes above it are
    /// looked past.
    fn before(&self, at: usize) -> Option<&'a Line> {
        let mut first = at;
        for _ in 0..3 {
            let low = first.saturating_sub(NOTE_LINES);
            match (low..first).find(|&i| self.called[i]) {
                Some(label) => first = label,
                None => break,
            }
        }
        (0..first).rev().take(2).map(|i| self.line(i)).find(|line| line.width * 2 > line.measure)
    }

    fn after(&self, at: usize) -> Option<&'a Line> {
        (at + 1..self.text.len()).take(2).map(|i| self.line(i)).find(|line| line.width * 2 > line.measure)
    }

    fn cuts_a_sentence(&self, at: usize) -> bool {
        let (Some(before), Some(after)) = (self.before(at), self.after(at)) else { return false };
        matches!(before.ending, Ending::Open | Ending::Hyphen) && after.opening == Opening::Small
    }

    /// "3 Ibid., p. 12" comes back as well: a line whose number is called from the text before it is a note.
    fn are_notes(&self, chain: &[usize]) -> bool {
        chain.iter().filter(|&&at| self.called[at]).count() * 2 >= chain.len()
    }

    /// Whether the lines stand among the same words each time: then the text repeats itself.
    fn repeats(&self, chain: &[usize]) -> bool {
        let contexts: Vec<&str> =
            chain.iter().filter_map(|&at| self.before(at)).map(|line| &self.raw[line.text.range()]).collect();
        let different: std::collections::BTreeSet<&str> = contexts.iter().copied().collect();
        contexts.len() >= 3 && different.len() * 3 <= contexts.len() * 2
    }
}

/// The last number of a line, which is the page number in most running heads; the first where it is at the left.
fn numbers(raw: &str, line: &Line) -> (u32, u32) {
    let text = &raw[line.text.range()];
    let mut runs =
        text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).map(|run| run.parse().unwrap_or(0));
    let first = runs.next().unwrap_or(0);
    (first, runs.next_back().unwrap_or(first))
}

/// The places whose number rises (or never changes); for lone numbers a longest chain of steps of one or two.
fn rising(raw: &str, lines: &[Line], text: &[usize], places: &[usize], lone: bool) -> Vec<usize> {
    let found: Vec<(usize, (u32, u32))> = places.iter().map(|&at| (at, numbers(raw, &lines[text[at]]))).collect();
    if !lone {
        let same = found.windows(2).all(|p| p[0].1 == p[1].1);
        let up = |pick: fn(&(u32, u32)) -> u32| found.windows(2).all(|p| pick(&p[0].1) < pick(&p[1].1));
        return if same || up(|n| n.0) || up(|n| n.1) { places.to_vec() } else { Vec::new() };
    }
    let mut best: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    let mut links: Vec<Option<usize>> = vec![None; found.len()];
    let mut longest = (0, 0);
    for (i, &(at, (number, _))) in found.iter().enumerate() {
        let before = (1..=2)
            .filter_map(|step| best.get(&number.checked_sub(step)?))
            .filter(|&&(_, j)| at - found[j].0 >= 8)
            .max_by_key(|&&(length, _)| length);
        let length = before.map_or(1, |&(length, j)| {
            links[i] = Some(j);
            length + 1
        });
        if best.get(&number).is_none_or(|&(other, _)| other < length) {
            best.insert(number, (length, i));
        }
        if length > longest.0 {
            longest = (length, i);
        }
    }
    let mut chain = Vec::new();
    let mut at = (longest.0 >= 3).then_some(longest.1);
    while let Some(i) = at {
        chain.push(found[i].0);
        at = links[i];
    }
    chain.reverse();
    chain
}

/// Heads come once a page, not line after line.
fn spread(chain: &[usize]) -> bool {
    let mut gaps: Vec<usize> = chain.windows(2).map(|pair| pair[1] - pair[0]).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).is_some_and(|&gap| gap >= 6)
}

/// Whether the number in the line moves as the page does; the number of a chapter does not.
fn follows_pages(raw: &str, lines: &[Line], text: &[usize], chain: &[usize]) -> bool {
    let mut index = vec![0u32; lines.len()];
    let mut page = 0;
    for (i, line) in lines.iter().enumerate() {
        page += u32::from(line.page_start);
        index[i] = page;
    }
    let fits = |pick: fn((u32, u32)) -> u32| {
        let steps = chain.windows(2).filter(|pair| {
            let (a, b) = (text[pair[0]], text[pair[1]]);
            let pages = index[b] - index[a];
            let step = pick(numbers(raw, &lines[b])).checked_sub(pick(numbers(raw, &lines[a])));
            // One page more or less: a head stands at the end of one page and a foot at the start of the next.
            step.is_some_and(|step| step.abs_diff(pages) <= 1 && (step > 0 || pages == 0))
        });
        steps.count() * 3 >= (chain.len() - 1) * 2
    };
    let same = chain.windows(2).all(|p| numbers(raw, &lines[text[p[0]]]) == numbers(raw, &lines[text[p[1]]]));
    same || fits(|n| n.0) || fits(|n| n.1)
}
