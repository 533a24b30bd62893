//! What `prepare` makes of papers of several countries and centuries.

use regesta_text::{Block, EditReason, PrepareOptions, Prepared, SegmentKind, StructureWord, prepare};

fn word(phrase: &str, opens: SegmentKind) -> StructureWord {
    StructureWord { phrase: phrase.into(), opens }
}

fn options() -> PrepareOptions {
    let structure = vec![
        word("abstract", SegmentKind::Abstract),
        word("аннотация", SegmentKind::Abstract),
        word("özet", SegmentKind::Abstract),
        word("анотація", SegmentKind::Abstract),
        word("keywords", SegmentKind::Keywords),
        word("ключевые слова", SegmentKind::Keywords),
        word("ключові слова", SegmentKind::Keywords),
        word("anahtar kelimeler", SegmentKind::Keywords),
        word("notes", SegmentKind::Endnote),
        word("примечания", SegmentKind::Endnote),
        word("примітки", SegmentKind::Endnote),
        word("bibliography", SegmentKind::Bibliography),
        word("литература", SegmentKind::Bibliography),
        word("introduction", SegmentKind::Body),
        word("рис", SegmentKind::Caption),
        word("fig", SegmentKind::Caption),
    ];
    PrepareOptions { structure, ..PrepareOptions::default() }
}

fn read(raw: &str) -> Prepared {
    prepare(raw, &options())
}

fn texts(prepared: &Prepared, kind: SegmentKind) -> Vec<&str> {
    prepared.blocks.iter().filter(|block| block.kind == kind).map(|block| block.reading.text()).collect()
}

fn calls(prepared: &Prepared) -> Vec<(&str, Option<&Block>)> {
    let calls = prepared.blocks.iter().flat_map(|block| &block.calls);
    calls.map(|call| (call.printed.as_str(), call.note.map(|note| &prepared.blocks[note]))).collect()
}

/// Breaks `text` into lines of at most `width` characters, without hyphens.
fn wrap(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().unwrap();
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            last.push(' ');
            last.push_str(word);
        }
    }
    lines.join("\n")
}

const SIEGE: [&str; 6] = [
    "In the spring of 1683 the army of the Sultan moved along the Danube towards the residence of the Emperor, and the road was covered with wagons for many miles behind the vanguard.",
    "The governor of the town had the suburbs burnt, so that the besiegers should find no shelter under the walls, and he sent letters to all the princes who had promised their help.",
    "Nobody in the council believed that the enemy would come so far in a single summer; the treasury was empty, and the regiments stood scattered over the whole of the frontier.",
    "When the first tents appeared on the heights to the west of the town, the bells were rung in every church and the students were given muskets out of the arsenal of the city.",
    "The miners worked day and night under the bastion, and each time a mine went up the garrison threw beams, baskets of earth and even furniture into the breach before the assault.",
    "Relief came only in September, when the allied cavalry rode down from the hills in the late afternoon and the camp, with all its stores of coffee and powder, was taken by night.",
];

/// Pages with alternating heads, page numbers at the foot, and one footnote on each, numbered anew on each page.
fn paged_book() -> String {
    let mut pages = Vec::new();
    let body = wrap(&SIEGE.map(|sentence| sentence.to_owned()).join(" ").repeat(4), 70);
    let lines: Vec<&str> = body.lines().collect();
    for (index, page) in lines.chunks(11).enumerate() {
        let head = if index % 2 == 0 { "A. PILGRIM" } else { "THE SUMMER OF THE SIEGE" };
        let mut page: Vec<String> = page.iter().map(|line| (*line).to_owned()).collect();
        let called = page[3].rfind(' ').unwrap();
        page[3].insert(called, '¹');
        let note = format!("1 Letter of the envoy, folio {}, in the archive of the court.", 7 * index + 3);
        pages.push(format!("{head}\n{}\n{note}\n{}\n", page.join("\n"), index + 41));
    }
    pages.join("\u{C}")
}

#[test]
fn heads_numbers_and_notes_leave_the_sentence_whole() {
    let raw = paged_book();
    let prepared = read(&raw);
    let pages = raw.matches('\u{C}').count() + 1;
    let heads = texts(&prepared, SegmentKind::RunningHead);
    assert_eq!(heads.len(), 2 * pages, "{heads:?}");
    assert_eq!(texts(&prepared, SegmentKind::Footnote).len(), pages);
    let body = texts(&prepared, SegmentKind::Body).join(" ");
    let wanted = SIEGE.map(|sentence| sentence.to_owned()).join(" ").repeat(4);
    assert_eq!(body.replace(' ', ""), wanted.replace(' ', ""));
    assert!(body.contains("Nobody in the council believed that the enemy would come so far"));
}

#[test]
fn notes_numbered_anew_on_each_page_go_with_their_own_page() {
    let raw = paged_book();
    let prepared = read(&raw);
    let calls = calls(&prepared);
    assert_eq!(calls.len(), raw.matches('¹').count());
    for (index, (printed, note)) in calls.iter().enumerate() {
        assert_eq!(*printed, "¹");
        assert!(note.unwrap().reading.text().contains(&format!("folio {},", 7 * index + 3)));
    }
}

#[test]
fn page_index_counts_form_feeds() {
    let prepared = read(&paged_book());
    let notes: Vec<Option<u32>> =
        prepared.blocks.iter().filter(|b| b.kind == SegmentKind::Footnote).map(|b| b.page).collect();
    assert!(notes.iter().enumerate().all(|(index, page)| *page == Some(index as u32)), "{notes:?}");
}

#[test]
fn headings_and_formulas_that_come_back_are_no_running_heads() {
    let mut raw = String::new();
    for (index, sentence) in SIEGE.iter().enumerate() {
        raw += &format!(
            "Chapter {}\n\n{}\n\nResolved:\n\n{}\n\n{}\n\n",
            index + 1,
            wrap(sentence, 60),
            wrap(SIEGE[5 - index], 60),
            1683 + index
        );
        raw += &format!("{}\n\n{}\n\n", wrap(sentence, 60), wrap(SIEGE[(index + 2) % 6], 60));
    }
    assert!(texts(&read(&raw), SegmentKind::RunningHead).is_empty());
}

#[test]
fn glued_numbers_that_rise_are_calls_even_without_notes() {
    let raw = "Гетман прибыл в Чигирин 13-го числа.1 На раде 2000 казаков требовали мира, как сказано в п.3 договора.\n\
               Посол писал: «Хан не отпустит пленных».2 Дом № 5 сгорел 28.4.1920, а 12-й полк ушёл.3 Зима была долгой,\n\
               и припасы кончились к весне 1648 г.4 Площадь двора 40 м и ещё 6. Затем пришли вести из Крыма5, и войско встало.";
    let prepared = read(raw);
    let printed: Vec<&str> = calls(&prepared).iter().map(|(printed, _)| *printed).collect();
    assert_eq!(printed, ["1", "2", "3", "4", "5"]);
    assert!(calls(&prepared).iter().all(|(_, note)| note.is_none()));
    let body = texts(&prepared, SegmentKind::Body).join(" ");
    assert!(body.contains("числа. На раде"), "{body}");
    assert!(body.contains("п.3 договора") && body.contains("28.4.1920") && body.contains("12-й полк ушёл. Зима"));
}

#[test]
fn bracketed_references_stay_where_they_are() {
    let raw = "The fleet sailed in May [1]. It met the storm off the cape [2, p. 14]. The survivors wrote home [3; 4].";
    let prepared = read(raw);
    assert!(calls(&prepared).is_empty());
    assert_eq!(texts(&prepared, SegmentKind::Body), [raw]);
}

#[test]
fn endnotes_under_a_heading_are_linked() {
    let raw = "Ordu 1453 baharında surların önüne geldi.1 Kuşatma elli üç gün sürdü.2 Şehir sonunda düştü.3\n\n\
               Notes\n\n1. Kroniğin birinci defteri, varak 12.\n2. Aynı eser, varak 14 ve\ndevamı.\n3. Elçinin raporu, s. 7.\n";
    let prepared = read(raw);
    assert_eq!(
        texts(&prepared, SegmentKind::Endnote),
        ["Kroniğin birinci defteri, varak 12.", "Aynı eser, varak 14 ve devamı.", "Elçinin raporu, s. 7."]
    );
    let linked: Vec<&str> =
        calls(&prepared).iter().filter_map(|(_, note)| note.map(|note| note.reading.text())).collect();
    assert_eq!(linked.len(), 3);
    assert!(linked[1].starts_with("Aynı"));
    assert_eq!(
        prepared.blocks.iter().filter_map(|b| b.label.as_ref()).map(|l| l.printed.as_str()).collect::<Vec<_>>(),
        ["1", "2", "3"]
    );
}

#[test]
fn trailing_list_is_notes_only_when_it_is_called() {
    let called = "The treaty was signed at the ford.1 The envoys swore on the book.2 Then they parted.3\n\n\
                  1 State papers, bundle 4.\n2 State papers, bundle 9.\n3 Diary of the secretary.\n";
    assert_eq!(texts(&read(called), SegmentKind::Endnote).len(), 3);
    let uncalled = called.replace(".1 ", ". ").replace(".2 ", ". ").replace("parted.3", "parted.");
    assert!(texts(&read(&uncalled), SegmentKind::Endnote).is_empty());
}

#[test]
fn line_end_hyphens_follow_the_words_of_the_file() {
    let raw = "Северо-западный край и военно-морской порт. Мекленбург и Шлезвиг-Голштинская область.\n\
               Войска ушли из Меклен-\nбурга, а северо-\nзападные отряды остались. 11-\nй полк и XI-\nой корпус, РОПИТ-\nовский флаг.\n\
               Шлезвиг-\nГолштинская область, военно-\nполевой суд, непонят\u{FFFD}\nное слово, раз\u{AD}\nбитое слово.";
    let body = texts(&read(raw), SegmentKind::Body).join(" ");
    for whole in [
        "из Мекленбурга",
        "северо-западные отряды",
        "11-й полк",
        "XI-ой корпус",
        "РОПИТ-овский",
        "Шлезвиг-Голштинская область,",
        "военно-полевой",
        "непонятное",
        "разбитое",
    ] {
        assert!(body.contains(whole), "{whole} in {body}");
    }
}

#[test]
fn replacement_character_inside_a_word_is_the_hyphen_of_the_line_ends() {
    let raw = "The non\u{FFFD}combatants left the for\u{FFFD}\ntress, the gar\u{FFFD}\nrison and the har\u{FFFD}\nbour in the night.";
    let prepared = read(raw);
    assert_eq!(
        texts(&prepared, SegmentKind::Body),
        ["The non-combatants left the fortress, the garrison and the harbour in the night."]
    );
    assert!(prepared.edits.iter().any(|edit| edit.reason == EditReason::HyphenRestored && edit.replacement == "-"));
}

#[test]
fn invisible_breaks_inside_a_line_vanish() {
    let raw = "A so-called well-known half-hearted at\u{AD}tempt, a for\u{2}tress.";
    assert_eq!(texts(&read(raw), SegmentKind::Body), ["A so-called well-known half-hearted attempt, a fortress."]);
}

#[test]
fn word_broken_round_a_page_foot_is_one_word() {
    let raw = paged_book();
    let word_at = |foot: usize| raw[..foot].rfind([' ', '\n']).unwrap() + 1;
    let mut feet = raw.match_indices("\n1 Letter").map(|(foot, _)| foot).filter(|&foot| raw[foot..].contains('\u{C}'));
    let foot = feet.find(|&foot| foot - word_at(foot) >= 5).unwrap();
    let half = word_at(foot) + 3;
    let page = raw[foot..].find('\u{C}').unwrap() + foot;
    let body = raw[page..].find('\n').unwrap() + page + 1;
    // The second half of the page's last word goes to the top of the next page.
    let broken = format!("{}-{}{} {}", &raw[..half], &raw[foot..body], &raw[half..foot], &raw[body..]);
    let plain = texts(&read(&raw), SegmentKind::Body).join(" ");
    assert_eq!(texts(&read(&broken), SegmentKind::Body).join(" "), plain);
}

#[test]
fn every_kind_of_line_end_reads_the_same() {
    let raw = paged_book();
    let plain: Vec<String> = read(&raw).blocks.iter().map(|block| block.reading.text().to_owned()).collect();
    for line_end in ["\r\n", "\r", "\u{2028}"] {
        let other: Vec<String> =
            read(&raw.replace('\n', line_end)).blocks.iter().map(|block| block.reading.text().to_owned()).collect();
        assert_eq!(plain, other);
    }
}

#[test]
fn blank_lines_between_all_lines_are_no_paragraphs() {
    let lines = wrap(&SIEGE.map(|sentence| sentence.to_owned()).join(" "), 64);
    let raw = lines.replace('\n', "\n\n") + "\n\n\n\nThe peace was signed sixteen years later.";
    let prepared = read(&raw);
    assert_eq!(
        texts(&prepared, SegmentKind::Body),
        [SIEGE.map(|sentence| sentence.to_owned()).join(" ").as_str(), "The peace was signed sixteen years later."]
    );
}

#[test]
fn paragraphs_begin_by_indent_or_after_a_short_line() {
    let paragraphs: Vec<String> = (0..4).map(|i| format!("{} {}", SIEGE[i], SIEGE[i + 2])).collect();
    let short = paragraphs.iter().map(|p| wrap(p, 66)).collect::<Vec<_>>().join("\n");
    assert_eq!(texts(&read(&short), SegmentKind::Body), paragraphs);
    let indented = paragraphs.iter().map(|p| format!("   {}", wrap(p, 66))).collect::<Vec<_>>().join("\n");
    assert_eq!(texts(&read(&indented), SegmentKind::Body), paragraphs);
}

#[test]
fn parts_of_a_paper_have_their_kinds() {
    let raw = format!(
        "ОБЛОГА МІСТА ВЛІТКУ\n\nАнотація. У статті йдеться про облогу міста.\nКлючові слова: облога, місто, літо.\n\n{}\n\nBibliography\n\n1. Kroll A. The summer of the siege. 1911.\n2. Letters of the\nenvoy. 1899.\n",
        wrap(SIEGE[0], 60)
    );
    let prepared = read(&raw);
    assert_eq!(texts(&prepared, SegmentKind::Heading), ["ОБЛОГА МІСТА ВЛІТКУ", "Bibliography"]);
    assert_eq!(texts(&prepared, SegmentKind::Abstract), ["Анотація. У статті йдеться про облогу міста."]);
    assert_eq!(texts(&prepared, SegmentKind::Keywords), ["Ключові слова: облога, місто, літо."]);
    assert_eq!(texts(&prepared, SegmentKind::Body), [SIEGE[0]]);
    assert_eq!(
        texts(&prepared, SegmentKind::Bibliography),
        ["1. Kroll A. The summer of the siege. 1911.", "2. Letters of the envoy. 1899."]
    );
}

#[test]
fn markdown_notes_are_linked_by_name() {
    let raw = "# The siege\n\nThe army came in spring.[^1] It was *large*[^sources].\n\n> Send help,\n> or all is lost.\n\n- one gate\n- two towers\n\n[^1]: Court archive,\n  folio 3.\n[^sources]: So the chronicle.\n";
    let prepared = prepare(raw, &PrepareOptions { markdown: true, ..options() });
    assert_eq!(texts(&prepared, SegmentKind::Heading), ["The siege"]);
    assert_eq!(texts(&prepared, SegmentKind::Endnote), ["Court archive, folio 3.", "So the chronicle."]);
    assert_eq!(
        texts(&prepared, SegmentKind::Body),
        ["The army came in spring. It was *large*.", "Send help, or all is lost.", "- one gate", "- two towers"]
    );
    let linked: Vec<(&str, &str)> =
        calls(&prepared).iter().map(|(printed, note)| (*printed, note.unwrap().reading.text())).collect();
    assert_eq!(linked, [("1", "Court archive, folio 3."), ("sources", "So the chronicle.")]);
}

#[test]
fn no_break_spaces_read_as_spaces() {
    let prepared = read("17\u{A0}января 1595\u{202F}г. \u{2009} посол");
    assert_eq!(texts(&prepared, SegmentKind::Body), ["17 января 1595 г. посол"]);
}

#[test]
fn raised_digits_of_measures_are_no_calls() {
    let prepared =
        read("The yard had 40 m² and the granary 12 m³ of corn, as the steward wrote in his book for the year 1702.");
    assert!(calls(&prepared).is_empty());
    assert!(texts(&prepared, SegmentKind::Body)[0].contains("40 m²"));
}

#[test]
fn heads_are_found_without_page_marks() {
    let raw = paged_book().replace('\u{C}', "");
    let prepared = read(&raw);
    let pages = raw.matches("1 Letter of the envoy").count();
    assert!(
        texts(&prepared, SegmentKind::RunningHead).len() >= 2 * pages - 2,
        "{:?}",
        texts(&prepared, SegmentKind::RunningHead)
    );
    assert!(texts(&prepared, SegmentKind::Footnote).len() >= pages - 1);
    let body = texts(&prepared, SegmentKind::Body).join(" ");
    for sentence in &SIEGE[..5] {
        assert!(body.contains(sentence), "{sentence} in {body}");
    }
}

#[test]
fn note_that_runs_over_the_page_stays_one_note() {
    let page = |number: usize, notes: &str| {
        let mut lines: Vec<String> = wrap(SIEGE[number], 58).lines().map(str::to_owned).collect();
        let end = lines[1].rfind(' ').unwrap();
        lines[1].insert_str(end, ["¹", "²", "³"][number]);
        format!("{}\n____________\n{notes}\n", lines.join("\n"))
    };
    let raw = [
        page(0, "1 Court archive, bundle 7, where the letter of the governor is\nfollowed by the list of those who"),
        page(1, "were sent to him.\n2 The same, bundle 8."),
        page(2, "3 The same, bundle 9."),
    ]
    .join("\u{C}");
    let prepared = read(&raw);
    assert_eq!(
        texts(&prepared, SegmentKind::Footnote),
        [
            "Court archive, bundle 7, where the letter of the governor is followed by the list of those who were sent to him.",
            "The same, bundle 8.",
            "The same, bundle 9."
        ]
    );
    assert_eq!(texts(&prepared, SegmentKind::Body), SIEGE[..3]);
    assert!(calls(&prepared).iter().all(|(_, note)| note.is_some()));
}

#[test]
fn asterisks_are_linked_to_the_note_on_their_page() {
    let raw = "Посольство вышло из Бахчисарая* в июне и шло степью, как пишет сам посол\nв отчёте, который лежит в архиве приказа.\n* Ныне город в Крыму.\n\u{C}Второй отчёт не найден.";
    let prepared = read(raw);
    assert_eq!(texts(&prepared, SegmentKind::Footnote), ["Ныне город в Крыму."]);
    assert_eq!(calls(&prepared).len(), 1);
    assert!(texts(&prepared, SegmentKind::Body)[0].starts_with("Посольство вышло из Бахчисарая в июне"));
}

#[test]
fn call_apart_from_its_sentence_is_taken_where_the_numbers_need_it() {
    let raw = "Рада зібралася в Корсуні.1 Полковники не дійшли згоди. 2 Посли поїхали додому.3\n\nПримітки\n\n1. Літопис, арк. 5.\n2. Літопис, арк. 6.\n3. Літопис, арк. 9.";
    let prepared = read(raw);
    assert_eq!(calls(&prepared).iter().filter(|(_, note)| note.is_some()).count(), 3);
    assert_eq!(
        texts(&prepared, SegmentKind::Body),
        ["Рада зібралася в Корсуні. Полковники не дійшли згоди. Посли поїхали додому."]
    );
}

#[test]
fn numbered_lists_in_the_text_are_no_notes() {
    let raw = format!(
        "{}\n\nThe envoys asked for three things:\n1. that the prisoners be sent home;\n2. that the ford be open to both sides;\n3. that the tribute of the year be forgiven.\n\n{}",
        wrap(SIEGE[0], 60),
        wrap(SIEGE[1], 60)
    );
    let prepared = read(&raw);
    assert!(texts(&prepared, SegmentKind::Footnote).is_empty() && texts(&prepared, SegmentKind::Endnote).is_empty());
    assert!(texts(&prepared, SegmentKind::Body).contains(&"2. that the ford be open to both sides;"));
}

#[test]
fn paragraph_before_the_keywords_is_an_abstract() {
    let raw = format!(
        "DAS JAHR DER BELAGERUNG\n\n{}\n\nKeywords: siege, town.\n\n{}",
        wrap(SIEGE[0], 60),
        wrap(SIEGE[1], 60)
    );
    let prepared = read(&raw);
    assert_eq!(texts(&prepared, SegmentKind::Abstract), [SIEGE[0]]);
    assert_eq!(texts(&prepared, SegmentKind::Body), [SIEGE[1]]);
}

#[test]
fn captions_need_a_number() {
    let prepared = read("Рис. 1. План крепости.\n\nРис поднялся в цене. Купцы ушли.\n\nFig. 2: The gate.");
    assert_eq!(texts(&prepared, SegmentKind::Caption), ["Рис. 1. План крепости.", "Fig. 2: The gate."]);
    assert_eq!(texts(&prepared, SegmentKind::Body), ["Рис поднялся в цене. Купцы ушли."]);
}

#[test]
fn two_words_of_the_file_keep_their_hyphen() {
    let raw = "The twentieth regiment and the century of war. A twentieth-\ncentury map of the for-\nest near the forest road.";
    assert_eq!(
        texts(&read(raw), SegmentKind::Body),
        ["The twentieth regiment and the century of war. A twentieth-century map of the forest near the forest road."]
    );
}

#[test]
fn head_of_a_single_page_below_its_notes_is_furniture() {
    let lines: Vec<String> = wrap(&format!("{} {}", SIEGE[0], SIEGE[1]), 68).lines().map(str::to_owned).collect();
    let raw = format!(
        "{}¹\n{}\n1 Court archive, bundle 7.\n122 JOHN PILGRIM\n\n{}",
        lines[0],
        lines[1..2].join("\n"),
        lines[2..].join("\n")
    );
    let prepared = read(&raw);
    assert_eq!(texts(&prepared, SegmentKind::RunningHead), ["122 JOHN PILGRIM"]);
    assert_eq!(texts(&prepared, SegmentKind::Footnote), ["Court archive, bundle 7."]);
    assert_eq!(texts(&prepared, SegmentKind::Body), [format!("{} {}", SIEGE[0], SIEGE[1])]);
}

#[test]
fn entry_of_the_list_of_literature_keeps_its_lines() {
    let raw = "Литература\n\n[1] Отчёт комитета. М., 1899.\n[2] Записки секретаря.\nСПб., 1901. С. 14 и\nследующие.\n[3] Хроника губернии.";
    assert_eq!(
        texts(&read(raw), SegmentKind::Bibliography),
        [
            "[1] Отчёт комитета. М., 1899.",
            "[2] Записки секретаря. СПб., 1901. С. 14 и следующие.",
            "[3] Хроника губернии."
        ]
    );
}

#[test]
fn line_that_begins_with_a_date_is_no_note() {
    let raw = format!(
        "The province had 300 km² of forest and {}\n\n2 August 1683 the tents were seen.\n3 August the mines began.",
        wrap(SIEGE[0], 60)
    );
    let prepared = read(&raw);
    assert!(texts(&prepared, SegmentKind::Footnote).is_empty());
    assert!(calls(&prepared).is_empty());
}
