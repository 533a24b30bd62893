use std::fmt::Write;

use super::{Damage, Found, LENGTHS, Measured, NOISE};

/// What was measured as a table of Markdown: by misread letters and length, and what each damage does to recall.
pub fn table(measured: &Measured) -> String {
    let mut out = String::from("| misread | words | plants | recall | span F1 | words aligned |");
    for damage in Damage::ALL {
        let _ = write!(out, " {} |", damage.name());
    }
    let _ = writeln!(out, "\n|{}", "---|".repeat(6 + Damage::ALL.len()));
    for noise in NOISE {
        for words in LENGTHS {
            let of = |damage: Damage| measured.cells.get(&(noise, words, damage)).copied().unwrap_or_default();
            let mut sum = Found::default();
            Damage::ALL.iter().for_each(|damage| sum.add(&of(*damage)));
            let _ = write!(out, "| {} % | {words} | {} | {} |", noise / 10, sum.planted, share(sum.found, sum.planted));
            let f1 =
                if sum.found == 0 { "–".to_owned() } else { format!("{:.3}", sum.span_f1 / f64::from(sum.found)) };
            let _ = write!(out, " {f1} | {} |", share(sum.pairs_found, sum.pairs));
            for damage in Damage::ALL {
                let _ = write!(out, " {} |", share(of(damage).found, of(damage).planted));
            }
            out.push('\n');
        }
    }
    let mut plain = Found::default();
    for ((noise, words, _), found) in &measured.cells {
        if *noise <= 50 && *words >= 15 {
            plain.add(found);
        }
    }
    let right = measured.passages - measured.spurious;
    let _ = writeln!(
        out,
        "\nOf {} words and more with at most 5 % of the letters misread, {} of {} were found: recall {}. Of {} passages above \
         the line {right} are planted: precision {}.",
        15,
        plain.found,
        plain.planted,
        share(plain.found, plain.planted),
        measured.passages,
        share(right, measured.passages),
    );
    out
}

fn share(part: u32, whole: u32) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{:.3}", f64::from(part) / f64::from(whole)) }
}

/// `page` with `section` between the lines `<!-- name -->` and `<!-- end of name -->`; `None` if they are not there.
pub fn between_marks(page: &str, name: &str, section: &str) -> Option<String> {
    let (first, last) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let start = page.find(&first)? + first.len();
    let end = start + page[start..].find(&last)?;
    Some(format!("{}{section}{}", &page[..start], &page[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_replaced_and_the_rest_stays() {
        let page = "a\n<!-- x -->\nold\n<!-- end of x -->\nb\n";
        assert_eq!(between_marks(page, "x", "new\n").as_deref(), Some("a\n<!-- x -->\nnew\n<!-- end of x -->\nb\n"));
        assert_eq!(between_marks(page, "y", "new\n"), None);
    }
}
