//! PDFs of our own making: text, pages, boxes, and what damage does to them.

mod pdf_maker;

use pdf_maker::{Line, PAGE, line, pdf, pdf_with, two_pages};
use regesta_ingest::{IngestError, Ingested, Limits, ReadOptions, read_bytes};

fn read(bytes: Vec<u8>) -> Result<Ingested, IngestError> {
    read_bytes(bytes, "made.pdf", &ReadOptions::default())
}

fn codes(read: &Ingested) -> Vec<&'static str> {
    read.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn gives_words_lines_and_pages_in_order() {
    let read = read(two_pages()).unwrap();
    assert_eq!(
        read.raw_text,
        "Телеграмма из Тифлиса\nот 25 апреля 1920 г.\nпередана в Баку.\n\
         Ответ пришёл утром,\nкогда войска уже\nперешли границу, а\nмост стоял целым.\n\nЦГА. Ф. 12. Л. 4об."
    );
    assert_eq!(read.media_type, "application/pdf");
    assert_eq!((codes(&read), read.partial.as_deref()), (vec![], None));
    let second = read.raw_text.find("Ответ").unwrap();
    assert_eq!(read.pages.iter().map(|page| page.raw_start).collect::<Vec<_>>(), [0, second]);
    assert_eq!(read.pages[1].size, Some(PAGE));
    assert_eq!(read.page_at(second).unwrap().index, 1);
    assert_eq!(read.page_at(second - 1).unwrap().index, 0);
}

#[test]
fn every_word_has_its_box_inside_its_page() {
    let read = read(two_pages()).unwrap();
    let words: Vec<&str> = read.boxes.iter().map(|word| &read.raw_text[word.raw.clone()]).collect();
    assert_eq!(words, read.raw_text.split_whitespace().collect::<Vec<_>>());
    for word in &read.boxes {
        assert!(0.0 <= word.x0 && word.x0 < word.x1 && word.x1 <= PAGE[0], "{word:?}");
        assert!(0.0 <= word.y0 && word.y0 < word.y1 && word.y1 <= PAGE[1], "{word:?}");
        assert_eq!(read.page_at(word.raw.start).unwrap().index, word.page);
    }
    // The first word: baseline 50 points below the top, 10 letters of 0.6 em at 12 points.
    let first = read.boxes.iter().next().unwrap();
    assert_eq!([first.x0, first.y0, first.x1, first.y1], [40.0, 41.0, 112.0, 53.0]);
}

#[test]
fn turned_page_has_boxes_as_it_is_shown() {
    let bytes = String::from_utf8_lossy(&two_pages()).replace("/Parent 2 0 R", "/Rotate 90 /Parent 2 0 R").into_bytes();
    let read = read(bytes).unwrap();
    assert!(read.raw_text.starts_with("Телеграмма из Тифлиса\nот 25"), "{}", read.raw_text);
    assert_eq!(read.pages[0].size, Some([PAGE[1], PAGE[0]]));
    for word in &read.boxes {
        assert!(word.x0 < word.x1 && word.x1 <= PAGE[1] && word.y0 < word.y1 && word.y1 <= PAGE[0], "{word:?}");
    }
}

#[test]
fn unmapped_glyphs_are_counted_and_replaced() {
    let read = read(pdf(&[vec![line(250.0, "Приказ № 5")]], "№")).unwrap();
    assert_eq!(read.raw_text, "Приказ \u{FFFD} 5");
    assert_eq!(codes(&read), ["ingest.pdf.glyphs-unmapped"]);
    assert!(read.diagnostics[0].message.contains("page 1") && read.diagnostics[0].message.contains("1 of 10"));
}

#[test]
fn page_labels_are_those_the_file_names() {
    let pages = || vec![line(250.0, "Глава")];
    let labels = "/PageLabels << /Nums [ 0 << /S /r /St 5 >> 2 << /S /D /P (A-) /St 127 >> ] >>";
    let read = read(pdf_with(&[pages(), pages(), pages()], "", labels)).unwrap();
    let labels: Vec<_> = read.pages.iter().map(|page| page.label.as_deref().unwrap()).collect();
    assert_eq!(labels, ["v", "vi", "A-127"]);
}

#[test]
fn text_beyond_the_edge_of_the_page_is_left_out() {
    let outside = Line { x: 40.0, y: 900.0, size: 12.0, text: "Обрезано" };
    let read = read(pdf(&[vec![line(250.0, "Видно"), outside]], "")).unwrap();
    assert_eq!(read.raw_text, "Видно");
    assert_eq!(codes(&read), ["ingest.pdf.outside-page"]);
}

#[test]
fn fill_and_stroke_of_one_text_is_read_once() {
    let bytes =
        String::from_utf8_lossy(&pdf(&[vec![line(250.0, "Жирно")]], "")).replace("BT\n", "BT\n2 Tr ").into_bytes();
    assert_eq!(read(bytes).unwrap().raw_text, "Жирно");
}

#[test]
fn limits_mark_the_document_partial_and_name_the_page() {
    let limits = Limits { max_pages: 1, max_page_glyphs: 5, ..Limits::default() };
    let read = read_bytes(two_pages(), "made.pdf", &ReadOptions { limits, ..ReadOptions::default() }).unwrap();
    assert_eq!(read.raw_text, "Телег");
    assert_eq!(codes(&read), ["ingest.pdf.too-many-glyphs", "ingest.pdf.too-many-pages"]);
    let partial = read.partial.unwrap();
    assert!(partial.contains("page 1 is cut") && partial.contains("only the first 1 were read"), "{partial}");
}

#[test]
fn truncated_file_says_so_at_every_length() {
    let whole = two_pages();
    let (mut with_text, mut without) = (0, 0);
    for share in 1..20 {
        let bytes = whole[..whole.len() * share / 20].to_vec();
        match read(bytes) {
            Ok(read) => {
                assert!(codes(&read).contains(&"ingest.pdf.truncated"), "{share}/20: {:?}", read.diagnostics);
                assert!(read.partial.unwrap().contains("end of the file is missing"));
                with_text += 1;
            }
            Err(IngestError::Damaged { reason, cure, .. }) => {
                assert!(
                    reason.contains("its end is missing") && cure.contains("get the file again"),
                    "{share}/20: {reason}"
                );
                without += 1;
            }
            Err(error) => panic!("{share}/20: {error}"),
        }
    }
    assert!(with_text >= 2 && without >= 2, "{with_text} gave text, {without} gave none");
}

#[test]
fn missing_pages_are_counted() {
    let bytes = String::from_utf8_lossy(&two_pages()).replace("/Count 2", "/Count 9").into_bytes();
    let read = read(bytes).unwrap();
    assert_eq!(codes(&read), ["ingest.pdf.pages-missing"]);
    assert!(read.partial.unwrap().contains("names 9 pages; 2 could be found"));
}

#[test]
fn what_is_no_pdf_names_the_cure() {
    let failed = read(b"<!DOCTYPE html><html><body>Please log in</body></html>".to_vec()).unwrap_err();
    assert!(failed.to_string().contains("a web page"), "{failed}");
    assert!(failed.hint().contains("get the file again"));
    let failed = read(b"%PDF-1.7\nnothing more\n%%EOF".to_vec()).unwrap_err();
    assert_eq!(failed.code(), "ingest.error.damaged");
}

#[test]
fn file_without_its_first_line_is_read_by_its_objects() {
    let whole = two_pages();
    let after_first_line = whole.iter().position(|&byte| byte == b'\n').unwrap() + 1;
    assert!(read(whole[after_first_line..].to_vec()).unwrap().raw_text.starts_with("Телеграмма из Тифлиса"));
}

#[test]
fn encrypted_file_asks_for_one_without_a_password() {
    let encrypt = "/Root 1 0 R /ID [ <00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF> ] \
        /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 \
        /O <0000000000000000000000000000000000000000000000000000000000000000> \
        /U <1111111111111111111111111111111111111111111111111111111111111111> >>";
    let mut bytes = two_pages();
    let at = bytes.windows(11).rposition(|window| window == b"/Root 1 0 R").unwrap();
    bytes.splice(at..at + 11, encrypt.bytes());
    let failed = read(bytes).unwrap_err();
    assert_eq!(failed.code(), "ingest.error.encrypted");
    assert!(failed.to_string().contains("password") && failed.hint().contains("without a password"), "{failed}");
}

/// A generator of numbers with a fixed begin (xorshift), so that a fault can be found again.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

fn mutant(original: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(bytes.len());
        match numbers.below(5) {
            0 => bytes[at] ^= 1 << numbers.below(8),
            1 => bytes[at] = numbers.below(256) as u8,
            2 => bytes.truncate(at.max(1)),
            3 => {
                let end = (at + numbers.below(200)).min(bytes.len());
                let block = bytes[at..end].to_vec();
                let to = numbers.below(bytes.len());
                bytes.splice(to..to, block);
            }
            _ => {
                let digits =
                    bytes.iter().enumerate().skip(at).find(|(_, byte)| byte.is_ascii_digit()).map(|(place, _)| place);
                if let Some(place) = digits {
                    bytes.splice(place..=place, b"99999999".iter().copied());
                }
            }
        }
    }
    bytes
}

#[test]
fn two_hundred_mutants_do_no_harm() {
    let original = two_pages();
    let mut numbers = Numbers(0x5EED_1920);
    let mut opened = 0;
    for number in 0..200 {
        let bytes = mutant(&original, &mut numbers);
        match std::panic::catch_unwind(|| read_bytes(bytes, "mutant.pdf", &ReadOptions::default())) {
            Ok(Ok(read)) => {
                opened += 1;
                for word in &read.boxes {
                    assert!(read.raw_text.get(word.raw.clone()).is_some(), "mutant {number}: {word:?}");
                }
            }
            Ok(Err(error)) => assert!(!error.hint().is_empty(), "mutant {number}"),
            Err(_) => panic!("mutant {number} caused a panic"),
        }
    }
    assert!(opened > 100, "only {opened} of 200 mutants gave a text");
}

/// A scan: a picture of four pixels over the page, and text in render mode 3 under it.
fn scan(lines: Vec<Line>) -> Vec<u8> {
    let bytes = String::from_utf8_lossy(&pdf(&[lines], "")).into_owned();
    let picture = "q 400 0 0 300 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 /F /AHx ID FFB0C8FF> EI Q\nBT\n3 Tr ";
    bytes.replace("BT\n", picture).into_bytes()
}

#[test]
fn layer_of_recognition_is_read_and_marked_with_its_doubt() {
    let read = read(scan(vec![line(250.0, "Приказ от мая"), line(234.0, "пoд горой m0ст")])).unwrap();
    assert_eq!(read.raw_text, "Приказ от мая\nпoд горой m0ст");
    assert_eq!(codes(&read), ["ingest.pdf.invisible-text"]);
    let [stretch] = read.recognised.as_slice() else { panic!("{:?}", read.recognised) };
    // Of six words the fourth has a Latin o, the sixth two scripts and a figure.
    assert_eq!(
        (&read.raw_text[stretch.start..stretch.end], stretch.page, stretch.doubt),
        (read.raw_text.as_str(), 0, 333)
    );
    assert!(read.diagnostics[0].message.contains("333 of 1,000"), "{}", read.diagnostics[0].message);
}

#[test]
fn words_that_are_seen_and_invisible_words_without_a_picture_are_not_recognised() {
    assert_eq!(read(two_pages()).unwrap().recognised, []);
    let bytes = String::from_utf8_lossy(&two_pages()).replace("BT\n", "BT\n3 Tr ").into_bytes();
    let read = read(bytes).unwrap();
    assert_eq!((read.recognised.len(), codes(&read)), (0, vec!["ingest.pdf.invisible-text"]));
}
