use std::io::{self, Write};

use super::CollationRow;

/// Writes a collation as TEI: a list of witnesses, and the base text with `app`, `lem` and `rdg` by the method of parallel
/// segmentation (TEI P5, 13.2.3). The grades are the `type` of a reading.
///
/// # Errors
/// Those of writing.
pub fn write_tei(collation: &CollationRow, out: &mut impl Write) -> io::Result<()> {
    let base = collation.witnesses.iter().find(|witness| witness.sigil == collation.base);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n <teiHeader>\n  <fileDesc>")?;
    writeln!(out, "   <titleStmt><title>{}</title></titleStmt>", escaped(&collation.id))?;
    writeln!(out, "   <publicationStmt><p>Collated by Regesta</p></publicationStmt>\n   <sourceDesc>\n    <listWit>")?;
    for witness in &collation.witnesses {
        let passage = &witness.witness.passage;
        let page = passage.page.as_ref().map(|page| format!(", p. {}", escaped(page))).unwrap_or_default();
        writeln!(
            out,
            "     <witness xml:id=\"{}\">{}{page}, characters {}–{}</witness>",
            witness.sigil,
            escaped(&passage.source),
            passage.start,
            passage.end
        )?;
    }
    writeln!(out, "    </listWit>\n   </sourceDesc>\n  </fileDesc>\n  <encodingDesc>")?;
    writeln!(out, "   <variantEncoding method=\"parallel-segmentation\" location=\"internal\"/>\n  </encodingDesc>")?;
    writeln!(out, " </teiHeader>\n <text><body>")?;
    write!(out, "  <p>")?;
    let words = base.map(|witness| witness.words.as_slice()).unwrap_or_default();
    let mut at = 0;
    for entry in &collation.apparatus {
        for word in &words[at..entry.start.max(at)] {
            write!(out, "{}{}", escaped(&word.word), escaped(&word.after))?;
        }
        at = entry.end.max(at);
        let sigla = |list: &[String]| list.iter().map(|s| format!("#{s}")).collect::<Vec<_>>().join(" ");
        write!(out, "<app><lem wit=\"{}\">{}</lem>", sigla(&entry.agreeing), escaped(&entry.lemma))?;
        for reading in &entry.readings {
            write!(
                out,
                "<rdg wit=\"{}\" type=\"{}\">{}</rdg>",
                sigla(&reading.witnesses),
                reading.grades.join(" "),
                escaped(&reading.words)
            )?;
        }
        write!(out, "</app>")?;
        if let Some(last) = at.checked_sub(1).and_then(|n| words.get(n)).filter(|_| entry.end > entry.start) {
            write!(out, "{}", escaped(&last.after))?;
        } else {
            write!(out, " ")?;
        }
    }
    for word in &words[at.min(words.len())..] {
        write!(out, "{}{}", escaped(&word.word), escaped(&word.after))?;
    }
    writeln!(out, "</p>\n </body></text>\n</TEI>")
}

/// Text for XML 1.0: marks escaped, control characters that XML forbids as the replacement character.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
