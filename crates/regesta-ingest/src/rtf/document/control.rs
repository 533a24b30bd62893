//! What control words do.

use super::super::code_pages::by_character_set;
use super::super::flows::FlowKind;
use super::{Destination, Reading};
use crate::layered::Gap;

impl Reading {
    pub(super) fn word(&mut self, word: &str, number: Option<i64>) {
        if self.left_out > 0 && !matches!(word, "u" | "uc" | "bin") {
            self.left_out -= 1;
            return;
        }
        if word == "u" {
            self.flush();
            return self.unicode(number.unwrap_or(0));
        }
        self.flush();
        let is_on = number != Some(0);
        match word {
            "*" => self.state().is_optional = true,
            "uc" => self.state().fallback = number.unwrap_or(1).clamp(0, 64),
            "ansicpg" => self.found.page = number.unwrap_or(1252),
            "mac" => self.found.page = 10000,
            "pc" => self.found.page = 437,
            "pca" => self.found.page = 850,
            "deff" => self.default_font = number.unwrap_or(0),
            "f" => {
                let font = number.unwrap_or(0);
                if self.state().to == Destination::Fonts {
                    self.defined = font;
                } else {
                    self.state().font = font;
                }
            }
            "fcharset" | "cpg" if self.state().to == Destination::Fonts => {
                let page = number.and_then(|n| if word == "cpg" { Some(n) } else { by_character_set(n) });
                let font = self.fonts.entry(self.defined).or_default();
                font.page = page.or(font.page);
            }
            "s" if self.state().to == Destination::Styles => self.defined = number.unwrap_or(0),
            "outlinelevel" if self.state().to == Destination::Styles => {
                self.styles.entry(self.defined).or_default().outline = number;
            }
            "s" => self.state().style = number.unwrap_or(0),
            "outlinelevel" => self.state().outline = number,
            "pard" => {
                let state = self.state();
                (state.style, state.outline, state.in_table) = (0, None, false);
            }
            "plain" => {
                let state = self.state();
                (state.font, state.is_hidden, state.is_deleted, state.is_raised) = (-1, false, false, false);
            }
            "intbl" => self.state().in_table = true,
            "v" => self.state().is_hidden = is_on,
            "deleted" => {
                self.state().is_deleted = is_on;
                self.found.is_tracked = true;
            }
            "revised" => self.found.is_tracked = true,
            "super" => self.state().is_raised = is_on,
            "nosupersub" => self.state().is_raised = false,
            "up" => self.state().is_raised = number.unwrap_or(6) > 0,
            "footnote" => self.open_note(),
            "ftnalt" => self.make_endnote(),
            "chftn" => self.note_number(),
            "annotation" => self.open_flow(FlowKind::Comment),
            _ => self.sign_or_destination(word),
        }
    }

    fn sign_or_destination(&mut self, word: &str) {
        match word {
            "par" | "sect" => self.break_paragraph(),
            "cell" | "nestcell" if self.state().to == Destination::Text => self.end_paragraph(true, Gap::Line),
            "cell" | "nestcell" | "row" | "nestrow" => {}
            "line" | "lbr" | "softline" => self.text("\n"),
            "page" | "column" => self.text("\n"),
            "tab" => self.text("\t"),
            "emdash" => self.text("—"),
            "endash" => self.text("–"),
            "lquote" => self.text("‘"),
            "rquote" => self.text("’"),
            "ldblquote" => self.text("“"),
            "rdblquote" => self.text("”"),
            "bullet" => self.text("•"),
            "~" | "emspace" | "enspace" | "qmspace" => self.text(if word == "~" { "\u{A0}" } else { " " }),
            "-" => self.text("\u{AD}"),
            "_" => self.text("\u{2011}"),
            "fonttbl" => self.state().to = Destination::Fonts,
            "stylesheet" => self.state().to = Destination::Styles,
            "title" if self.state().to == Destination::Nowhere => self.state().to = Destination::Title,
            "author" if self.state().to == Destination::Nowhere => self.state().to = Destination::Author,
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
                self.open_flow(FlowKind::RunningHead);
            }
            // A text box, the result of a field, and what programs that know Unicode read instead of the group before.
            "shptxt" | "fldrslt" | "ud" if self.state().to != Destination::Text => {
                (self.state().to, self.state().is_optional) = (Destination::Text, false);
            }
            "colortbl" | "info" | "pict" | "object" | "objdata" | "fldinst" | "nonshppict" | "filetbl" | "revtbl"
            | "listtable" | "listoverridetable" | "rsidtbl" | "generator" | "themedata" | "datastore" | "xmlnstbl"
            | "latentstyles" | "shp" | "shpinst" | "upr" | "xe" | "tc" | "bkmkstart" | "bkmkend" | "atnid"
            | "atnauthor" | "ftnsep" | "ftnsepc" | "aftnsep" | "aftnsepc" | "ftncn" | "aftncn" | "pnseclvl"
            | "panose" | "falt" | "fontemb" | "mmathPr" | "private" => {
                self.state().to = Destination::Nowhere;
            }
            "pntext" | "listtext" => {}
            // Of what stands behind \* only what is known is read.
            _ if self.state().is_optional => self.state().to = Destination::Nowhere,
            _ => {}
        }
    }
}
