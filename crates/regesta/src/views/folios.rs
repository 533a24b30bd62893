//! Numbers of folios and pages, as printed in a reference.

use std::collections::BTreeSet;

/// First and last number of each range in a list of folios or pages, in order: `93-93 (об)` is (93, 93), `1–4, 7` is
/// (1, 4), (7, 7), `437–42` is (437, 442), `12v–14r` is (12, 14). What is no number gives nothing.
///
/// ```
/// use regesta::views::folio_ranges;
/// assert_eq!(folio_ranges("437–42, 7 об."), [(437, 442), (7, 7)]);
/// assert_eq!(folio_ranges("xii"), []);
/// ```
pub fn folio_ranges(printed: &str) -> Vec<(u32, u32)> {
    let mut ranges = Vec::new();
    for part in printed.split([',', ';']) {
        let mut numbers = part.split(['-', '–', '—', '‒', '‑']).map(|side| {
            let digits: String =
                side.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
            digits
        });
        let first = numbers.next().unwrap_or_default();
        let Ok(from) = first.parse::<u32>() else { continue };
        let last = numbers.next().unwrap_or_default();
        let to = match last.parse::<u32>() {
            Ok(to) if to < from && last.len() < first.len() => {
                // 437–42: the leading digits are those of the first number.
                let kept = &first[..first.len() - last.len()];
                format!("{kept}{last}").parse().unwrap_or(to)
            }
            Ok(to) => to,
            Err(_) => from,
        };
        ranges.push((from, to));
    }
    ranges
}

/// Folios as printed, each once, in the order of their numbers.
///
/// ```
/// use regesta::views::folios_in_order;
/// let printed = ["12", "2–3", "12"].map(str::to_owned);
/// assert_eq!(folios_in_order(printed.into_iter()), ["2–3", "12"]);
/// ```
pub fn folios_in_order(printed: impl Iterator<Item = String>) -> Vec<String> {
    let distinct: BTreeSet<String> = printed.collect();
    let mut folios: Vec<String> = distinct.into_iter().collect();
    folios.sort_by_cached_key(|folio| (folio_ranges(folio).first().copied(), folio.len()));
    folios
}

/// Whether a range runs backwards, as `9–3` does.
pub(crate) fn runs_backwards(printed: &str) -> bool {
    folio_ranges(printed).iter().any(|(from, to)| to < from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_ranges_as_historians_print_them() {
        assert_eq!(folio_ranges("93-93 (об)"), [(93, 93)]);
        assert_eq!(folio_ranges("3 об.–5"), [(3, 5)]);
        assert_eq!(folio_ranges("12v–14r; 20"), [(12, 14), (20, 20)]);
        assert_eq!(folio_ranges("1998–03"), [(1998, 1903)]);
        assert_eq!(folio_ranges(""), []);
        assert_eq!(folio_ranges("99999999999"), []);
    }

    #[test]
    fn a_range_may_run_backwards() {
        assert!(runs_backwards("58–53") && runs_backwards("1, 9-3"));
        assert!(!runs_backwards("437–42") && !runs_backwards("7-7") && !runs_backwards("58, 12"));
    }
}
