//! A small maker of PDFs: one Type 1 font that is not embedded, with a ToUnicode map, no compression.

use std::fmt::Write;

pub const PAGE: [f32; 2] = [400.0, 300.0];

/// A line of text with its baseline, in points from the **bottom** left corner, as PDF counts.
pub struct Line {
    pub x: f32,
    pub y: f32,
    pub size: f32,
    pub text: &'static str,
}

pub fn line(y: f32, text: &'static str) -> Line {
    Line { x: 40.0, y, size: 12.0, text }
}

/// Pages of lines. Letters in `unmapped` have no entry in ToUnicode.
pub fn pdf(pages: &[Vec<Line>], unmapped: &str) -> Vec<u8> {
    pdf_with(pages, unmapped, "")
}

/// `catalog` is put into the catalogue of the document.
pub fn pdf_with(pages: &[Vec<Line>], unmapped: &str, catalog: &str) -> Vec<u8> {
    let mut letters: Vec<char> = Vec::new();
    for c in pages.iter().flatten().flat_map(|line| line.text.chars()) {
        if c != ' ' && !letters.contains(&c) {
            letters.push(c);
        }
    }
    // Mapped letters from 33 on, past the space; the others from 128 on, where the standard encoding has no letters.
    let (unmapped, letters): (Vec<char>, Vec<char>) = letters.into_iter().partition(|&c| unmapped.contains(c));
    let place_in = |list: &[char], c: char| list.iter().position(|&known| known == c);
    let code = |c: char| match (place_in(&letters, c), place_in(&unmapped, c)) {
        (Some(place), _) => 33 + place,
        (None, Some(place)) => 128 + place,
        (None, None) => 32,
    };
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>"),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /MadeUpSans /FirstChar 32 /LastChar 255 /Widths 6 0 R \
         /FontDescriptor 5 0 R /ToUnicode 4 0 R >>"
            .into(),
        stream(&to_unicode(&letters)),
        "<< /Type /FontDescriptor /FontName /MadeUpSans /Flags 4 /FontBBox [0 -250 1000 750] /ItalicAngle 0 \
         /Ascent 750 /Descent -250 /CapHeight 700 /StemV 80 >>"
            .into(),
        format!("[ 250 {}]", "600 ".repeat(223)),
    ];
    let mut kids = String::new();
    for lines in pages {
        let mut content = String::from("BT\n");
        for Line { x, y, size, text } in lines {
            let hex: String = text.chars().map(|c| format!("{:02X}", code(c))).collect();
            let _ = writeln!(content, "/F1 {size} Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj");
        }
        content.push_str("ET");
        objects.push(stream(&content));
        let contents = objects.len();
        let [width, height] = PAGE;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Resources << /Font << /F1 3 0 R >> >> \
             /Contents {contents} 0 R >>"
        ));
        let _ = write!(kids, "{} 0 R ", objects.len());
    }
    objects[1] = format!("<< /Type /Pages /Count {} /Kids [ {kids}] >>", pages.len());
    assemble(&objects)
}

fn stream(content: &str) -> String {
    format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len())
}

fn to_unicode(letters: &[char]) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def /CMapType 2 def\n\
         1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfchar <20> <0020> endbfchar\n",
    );
    for (place, letter) in letters.iter().enumerate() {
        let _ = writeln!(map, "1 beginbfchar <{:02X}> <{:04X}> endbfchar", 33 + place, u32::from(*letter));
    }
    map.push_str("endcmap end end");
    map
}

fn assemble(objects: &[String]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut offsets = Vec::new();
    for (place, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", place + 1).bytes());
    }
    let xref = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        out.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

/// Three pages; the content of the second unfolds from 256 kilobytes to 512 megabytes.
#[allow(dead_code, reason = "each test program takes what it needs of this module")]
pub fn bomb_on_second_page() -> Vec<u8> {
    let fuse = "Бомба";
    let bytes = pdf(&[vec![line(250.0, "Первая")], vec![line(250.0, fuse)], vec![line(250.0, "Третья")]], "");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut streams = text.match_indices("<< /Length");
    // The map of letters, then one stream for each page.
    let start = streams.nth(2).expect("the second page").0;
    let end = start + text[start..].find("endstream").expect("its end");
    // Runs of runs; 80 is the end of data, on both levels.
    let content = format!("{}008080>", "8181".repeat(64 << 10));
    let filters = "/ASCIIHexDecode /RunLengthDecode /RunLengthDecode";
    let bomb = format!("<< /Filter [ {filters} ] /Length {} >>\nstream\n{content}\n", content.len());
    format!("{}{bomb}{}", &text[..start], &text[end..]).into_bytes()
}

/// Two pages in Russian, the second with a wide gap before its last line.
pub fn two_pages() -> Vec<u8> {
    pdf(
        &[
            vec![
                line(250.0, "Телеграмма из Тифлиса"),
                line(234.0, "от 25 апреля 1920 г."),
                line(218.0, "передана в Баку."),
            ],
            vec![
                line(250.0, "Ответ пришёл утром,"),
                line(234.0, "когда войска уже"),
                line(218.0, "перешли границу, а"),
                line(202.0, "мост стоял целым."),
                line(150.0, "ЦГА. Ф. 12. Л. 4об."),
            ],
        ],
        "",
    )
}
