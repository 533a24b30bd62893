//! The vocabulary of happenings.

/// The neutral types of happenings and what each takes in, in the order of `events/types.tsv`.
///
/// ```
/// assert!(regesta_analyze::event_types().any(|(name, about)| name == "withdrawal" && about.contains("retreat")));
/// ```
pub fn event_types() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("types.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}
