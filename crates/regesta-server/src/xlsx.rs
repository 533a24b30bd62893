//! Lists as a workbook of one sheet (Office Open XML, ECMA-376), for those whose spreadsheet misreads CSV.
//!
//! Every cell is a string of its own in the sheet: no cell can be taken for a formula, and an identifier or a day stays as it
//! is written. The file has no time of making in it, so the same rows give the same bytes.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::csv_rows::CsvRow;

/// Letters of a cell, counted as UTF-16 does, beyond which spreadsheets call a file damaged.
const LONGEST_CELL: usize = 32_767;
/// Rows of a sheet, the heads among them.
const MOST_ROWS: usize = 1_048_576;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Regesta" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
/// Style 1 is bold, for the heads.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>"#;

/// A workbook with a line of heads that stays in sight.
pub(crate) fn write<R: CsvRow>(rows: &[&R]) -> zip::result::ZipResult<Vec<u8>> {
    let mut sheet = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>",
    );
    line(&mut sheet, 1, R::HEADS.iter().copied(), " s=\"1\"");
    for (n, row) in rows.iter().take(MOST_ROWS - 1).enumerate() {
        line(&mut sheet, n + 2, row.cells().iter().map(String::as_str), "");
    }
    sheet.push_str("</sheetData></worksheet>");
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, content) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", PARTS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet),
    ] {
        file.start_file(name, options)?;
        file.write_all(content.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}

fn line<'a>(sheet: &mut String, number: usize, cells: impl Iterator<Item = &'a str>, style: &str) {
    let _ = write!(sheet, "<row r=\"{number}\">");
    for (at, cell) in cells.enumerate() {
        if !cell.is_empty() {
            let _ =
                write!(sheet, "<c r=\"{}{number}\" t=\"inlineStr\"{style}><is><t xml:space=\"preserve\">", column(at));
            text(sheet, cell);
            sheet.push_str("</t></is></c>");
        }
    }
    sheet.push_str("</row>");
}

/// The letters of a column from 0: A to Z, AA …
fn column(mut at: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (at % 26) as u8));
        if at < 26 {
            return letters.into_iter().rev().collect();
        }
        at = at / 26 - 1;
    }
}

/// Words as XML takes them; what is too long for a cell ends in a sign of that.
fn text(out: &mut String, cell: &str) {
    let mut units = 0;
    for letter in cell.chars() {
        units += letter.len_utf16();
        if units >= LONGEST_CELL {
            out.push('…');
            return;
        }
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(letter),
            // Signs that XML has no place for.
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::{LONGEST_CELL, column, write};
    use crate::csv_rows::CsvRow;

    struct Cell(String);

    impl CsvRow for Cell {
        const HEADS: &'static [&'static str] = &["words", "empty"];

        fn cells(&self) -> Vec<String> {
            vec![self.0.clone(), String::new()]
        }
    }

    fn sheet(bytes: &[u8]) -> String {
        let mut file = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).expect("a zip file");
        let mut text = String::new();
        file.by_name("xl/worksheets/sheet1.xml").expect("a sheet").read_to_string(&mut text).expect("UTF-8");
        text
    }

    #[test]
    fn words_stay_words_and_bytes_the_same() {
        let rows = [Cell("=1+1".into()), Cell("<b>&\u{1}Şuşa".into()), Cell("я".repeat(LONGEST_CELL + 5))];
        let rows: Vec<&Cell> = rows.iter().collect();
        let bytes = write(&rows).expect("a workbook");
        assert_eq!(bytes, write(&rows).expect("a workbook"));
        let sheet = sheet(&bytes);
        assert!(
            sheet.contains("<c r=\"A2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1</t>")
                && !sheet.contains("<f>")
        );
        assert!(sheet.contains("&lt;b&gt;&amp;\u{fffd}Şuşa"));
        assert_eq!(sheet.matches('я').count(), LONGEST_CELL - 1);
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(column), ["A", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
