/// The text of a new scheme file, with remarks on every key.
///
/// ```
/// let text = regesta_scheme::scheme_template("strike");
/// assert!(regesta_scheme::Scheme::parse("strike.toml", &text).value.is_some());
/// ```
pub fn scheme_template(id: &str) -> String {
    include_str!("template-scheme.toml").replace("NAME", &plain(id))
}

/// The text of a new case file, with remarks on every key.
///
/// ```
/// let text = regesta_scheme::case_template("lyon-1831");
/// assert!(regesta_scheme::Case::parse("lyon-1831.toml", &text).value.is_some());
/// ```
pub fn case_template(id: &str) -> String {
    include_str!("template-case.toml").replace("NAME", &plain(id))
}

/// A name that fits between quotation marks, and in `A<B`.
fn plain(id: &str) -> String {
    id.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')).collect()
}
