//! Prints what is found in the standard input, each line a paper of its own (`¶` begins a new line of it):
//!
//! ```sh
//! echo 'TNA, FO 371/4931, f. 12; f. 14.' | cargo run -p regesta-cite --example references -- --note
//! ```
//!
//! With `--note` each line is the body of a note; with `--passages` the passages are printed too, with their kinds.

use std::io::Read;

use regesta_cite::{ArchiveList, find_citations};
use regesta_lang::{Morphology, PackSet, Paper};
use regesta_text::SegmentKind;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let packs = PackSet::built_in()?;
    let morphology = Morphology::load(&packs)?;
    let archives = ArchiveList::parse(&std::fs::read_to_string("authorities/archives.tsv")?);
    let given = |wanted: &str| std::env::args().any(|argument| argument == wanted);
    let (note, passages) = (given("--note"), given("--passages"));
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    for line in input.lines().filter(|line| !line.trim().is_empty()) {
        let mut paper = Paper::from_text(&line.replace('¶', "\n"), &packs, &morphology, &());
        if note {
            paper.passages.iter_mut().for_each(|passage| passage.kind = SegmentKind::Footnote);
        }
        println!("{line}");
        for passage in paper.passages.iter().filter(|_| passages) {
            println!("  {:?} {:?} {}", passage.kind, passage.label, passage.reading.text());
        }
        for found in find_citations(&paper, &packs, &archives) {
            let printed = &paper.passages[found.passage].reading.text()[found.span.range()];
            println!("  {} ⟦{printed}⟧", found.rule);
            for reference in &found.value.refs {
                println!("    {}", serde_json::to_string(reference)?);
            }
        }
    }
    Ok(())
}
