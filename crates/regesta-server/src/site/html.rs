//! Pages as text. Words of others enter them through [`words`] and [`attribute`] and in no other way.

use std::fmt::Write as _;

/// Words of a source, or a name out of one: isolated in direction; signs that steer writing or cannot be seen by their name.
pub(crate) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str("<bdi>");
    letters(&mut out, text);
    out.push_str("</bdi>");
    out
}

/// The same without the isolation, for stretches of running text.
pub(crate) fn letters(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(letter),
            // A soft hyphen was printed as a hyphen.
            '\u{ad}' => out.push('-'),
            _ if is_unseen(letter) => {
                let _ = write!(out, "<span class=\"unseen\">{}</span>", name_of(letter));
            }
            _ => out.push(letter),
        }
    }
}

/// A value of an attribute, or of a title: plain text, signs without a shape by their name in brackets.
pub(crate) fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            _ if is_unseen(letter) => {
                let _ = write!(out, "[{}]", name_of(letter));
            }
            _ => out.push(letter),
        }
    }
    out
}

/// Signs that steer the direction of text, or control a terminal.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
        || letter.is_control()
}

fn name_of(letter: char) -> String {
    let name = match letter {
        '\u{61c}' => "ALM",
        '\u{200e}' => "LRM",
        '\u{200f}' => "RLM",
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{feff}' => "BOM",
        '\u{2028}' => "LS",
        '\u{2029}' => "PS",
        _ => return format!("U+{:04X}", u32::from(letter)),
    };
    name.to_owned()
}

/// A link; the inside is HTML.
pub(crate) fn link(href: &str, inside: &str) -> String {
    format!("<a href=\"{}\">{inside}</a>", attribute(href))
}

#[cfg(test)]
mod tests {
    use super::{attribute, link, words};

    #[test]
    fn words_of_others_are_never_html() {
        assert_eq!(words("<b>\"&'"), "<bdi>&lt;b&gt;&quot;&amp;&#39;</bdi>");
        assert_eq!(
            words("a\u{202e}b\u{0}"),
            "<bdi>a<span class=\"unseen\">RLO</span>b<span class=\"unseen\">U+0000</span></bdi>"
        );
        assert_eq!(attribute("x\" onclick=\"y\n\u{2066}"), "x&quot; onclick=&quot;y [LRI]");
        assert_eq!(link("javascript:\"", "x"), "<a href=\"javascript:&quot;\">x</a>");
    }
}
