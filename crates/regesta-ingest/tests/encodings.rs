//! Every encoding that is read, found out from the bytes alone.

use regesta_ingest::{IngestError, Ingested, ReadOptions, Severity, read_bytes};

const RUSSIAN: &str = "Уполномоченный доносил из уезда, что дороги размыты и почта запаздывает на трое суток. Он просил \
    прислать второго телеграфиста, бумагу и чернила, а жалованье служащим выдать серебром. Ответа из губернии не было до \
    самой осени, и потому волостной сход решил послать ходоков. «Мы ждали, — писал староста, — пока не встала река». \
    В описи сохранились три расписки и черновик прошения, помеченный седьмым октября; подлинник, по-видимому, утрачен.";

const UKRAINIAN: &str = "Повітовий комісар повідомляв, що шляхи розмито й пошта запізнюється на три доби. Він просив \
    надіслати ще одного телеграфіста, папір і чорнило, а платню службовцям видати сріблом. Відповіді з губернії не було \
    аж до осені, тож волосний сход вирішив відрядити посланців. «Ми чекали, — писав староста, — доки не стала ріка». \
    В описі збереглися три розписки та чернетка прохання, датована сьомим жовтня; її оригінал, імовірно, втрачено.";

const TURKISH: &str = "Kaymakam, yolların bozulduğunu ve postanın üç gün geciktiğini bildirdi. İkinci bir telgrafçının, \
    kâğıdın ve mürekkebin gönderilmesini, maaşların ise gümüş olarak ödenmesini istedi. Güze kadar vilâyetten cevap \
    gelmedi; bunun üzerine köy ihtiyar heyeti iki elçi göndermeye karar verdi. Muhtar şöyle yazıyordu: ırmak donuncaya \
    kadar bekledik. Defterde üç makbuz ile yedi ekim tarihli bir dilekçe müsveddesi duruyor; aslı ise kaybolmuştur.";

const AZERBAIJANI: &str = "Qəza rəisi bildirirdi ki, yollar yuyulub və poçt üç gün gecikir. O, ikinci teleqrafçının, kağızın \
    və mürəkkəbin göndərilməsini, məvaciblərin isə gümüşlə verilməsini xahiş edirdi. Payıza qədər quberniyadan cavab \
    gəlmədi və kənd yığıncağı iki nəfər göndərməyi qərara aldı. Kəndxuda yazırdı: çay donana qədər gözlədik.";

fn read(bytes: Vec<u8>) -> Ingested {
    read_bytes(bytes, "letter.txt", &ReadOptions::default()).unwrap()
}

fn begin(text: &str, letters: usize) -> String {
    text.chars().take(letters).collect()
}

fn encoded(text: &str, label: &str) -> Vec<u8> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
    let (bytes, _, had_unmappable) = encoding.encode(text);
    assert!(!had_unmappable, "{label} has no letters for {text}");
    bytes.into_owned()
}

fn without_quotes(text: &str) -> String {
    text.replace(['«', '»'], "\"").replace('—', "-")
}

#[test]
fn finds_eight_bit_encodings_from_forty_letters_on() {
    let cases = [
        (RUSSIAN.to_owned(), "windows-1251"),
        (UKRAINIAN.to_owned(), "windows-1251"),
        (without_quotes(RUSSIAN), "KOI8-R"),
        (without_quotes(UKRAINIAN), "KOI8-U"),
        (without_quotes(RUSSIAN), "IBM866"),
        (without_quotes(RUSSIAN), "ISO-8859-5"),
        (TURKISH.to_owned(), "windows-1254"),
    ];
    for (text, label) in cases {
        for letters in [40, 100, 400] {
            let text = begin(&text, letters);
            let read = read(encoded(&text, label));
            assert_eq!(read.raw_text, text, "{label}, {letters} letters, taken for {}", read.encoding);
            assert_eq!(read.encoding, label, "{letters} letters");
            assert!(read.encoding_reason.contains(label), "{}", read.encoding_reason);
        }
    }
}

#[test]
fn guess_from_few_letters_is_marked_doubtful() {
    let few = read(encoded(&begin(RUSSIAN, 40), "windows-1251"));
    assert_eq!(
        few.diagnostics.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(),
        ["ingest.encoding-doubtful"]
    );
    assert_eq!(read(encoded(RUSSIAN, "windows-1251")).diagnostics, []);
}

#[test]
fn finds_utf8_and_drops_its_mark_only() {
    for text in [RUSSIAN, UKRAINIAN, TURKISH, AZERBAIJANI] {
        let plain = read(text.into());
        assert_eq!((plain.raw_text.as_str(), plain.encoding.as_str()), (text, "UTF-8"));
        let marked = read(format!("\u{feff}{text}").into());
        assert_eq!((marked.raw_text.as_str(), marked.encoding.as_str()), (text, "UTF-8"));
        assert!(marked.encoding_reason.contains("byte order mark"));
    }
    assert_eq!(read("a\u{feff}b".into()).raw_text, "a\u{feff}b");
}

#[test]
fn finds_utf16_with_and_without_mark() {
    for text in [RUSSIAN, UKRAINIAN, TURKISH, AZERBAIJANI, "Plain words and nothing else at all."] {
        for letters in [40, 100, 400] {
            for mark in ["\u{feff}", ""] {
                let text = begin(text, letters);
                let marked = format!("{mark}{text}");
                let little = read(marked.encode_utf16().flat_map(u16::to_le_bytes).collect());
                assert_eq!((little.raw_text.as_str(), little.encoding.as_str()), (text.as_str(), "UTF-16LE"));
                let big = read(marked.encode_utf16().flat_map(u16::to_be_bytes).collect());
                assert_eq!((big.raw_text.as_str(), big.encoding.as_str()), (text.as_str(), "UTF-16BE"));
            }
        }
    }
}

#[test]
fn keeps_line_ends_and_combining_marks_as_they_are() {
    let text = "one\r\ntwo\rthree\n\u{b}e\u{301}\t\u{c}\u{85}й";
    assert_eq!(read(text.into()).raw_text, text);
}

#[test]
fn damaged_utf8_stays_utf8_and_names_the_places() {
    let mut bytes: Vec<u8> = begin(RUSSIAN, 100).into();
    bytes.extend(b"\r\n");
    let second_line = bytes.len();
    bytes.extend("Дата: ".bytes());
    bytes.extend([0xD0, b'!', 0xFF]);
    bytes.extend(" конец".bytes());
    let read = read(bytes);
    assert_eq!(read.encoding, "UTF-8");
    assert!(read.raw_text.ends_with("Дата: \u{FFFD}!\u{FFFD} конец"), "{}", read.raw_text);
    let [diagnostic] = &read.diagnostics[..] else { panic!("{:?}", read.diagnostics) };
    assert_eq!((diagnostic.code, diagnostic.severity), ("ingest.replaced-bytes", Severity::Warning));
    let place = diagnostic.place.unwrap();
    assert_eq!((place.line, place.column, place.byte), (2, 7, second_line as u64 + 10));
    assert!(diagnostic.message.starts_with("2 byte sequences are not valid in UTF-8"), "{}", diagnostic.message);
    assert_eq!(diagnostic.path.as_deref(), Some("letter.txt"));
}

#[test]
fn letter_cut_at_the_end_of_the_file_is_one_fault() {
    let mut bytes: Vec<u8> = begin(UKRAINIAN, 100).into();
    bytes.push(0xD0);
    let read = read(bytes);
    assert_eq!(read.encoding, "UTF-8");
    assert!(read.raw_text.ends_with('\u{FFFD}'));
    assert!(read.diagnostics[0].message.starts_with("1 byte sequence is"));
}

#[test]
fn odd_byte_of_utf16_is_a_fault_and_no_other_encoding() {
    let mut bytes: Vec<u8> =
        format!("\u{feff}{}", begin(RUSSIAN, 40)).encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.push(0x1F);
    let read = read(bytes);
    assert_eq!(read.encoding, "UTF-16LE");
    assert_eq!(read.diagnostics[0].code, "ingest.replaced-bytes");
    assert_eq!(read.diagnostics[0].place.unwrap().byte, 2 + 80);
}

#[test]
fn encoding_can_be_named() {
    let bytes = encoded(&begin(RUSSIAN, 12), "x-mac-cyrillic");
    let named = |label: &str| ReadOptions { encoding: Some(label.into()), ..ReadOptions::default() };
    let read = read_bytes(bytes.clone(), "letter.txt", &named("x-mac-cyrillic")).unwrap();
    assert_eq!((read.raw_text, read.encoding.as_str()), (begin(RUSSIAN, 12), "x-mac-cyrillic"));
    for label in ["cp1251", "CP866", "koi8-u", "utf-16le", "latin5"] {
        assert!(read_bytes(bytes.clone(), "letter.txt", &named(label)).is_ok(), "{label}");
    }
    let failed = read_bytes(bytes, "letter.txt", &named("old cyrillic")).unwrap_err();
    assert!(matches!(&failed, IngestError::UnknownEncoding { label } if label == "old cyrillic"));
    assert!(failed.hint().contains("windows-1251"));
}
