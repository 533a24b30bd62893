//! Sentences through the detectors of dates, names and documents.

use std::sync::LazyLock;

use regesta_analyze::{
    DocumentMention, Findings, Modality, attach_quotations, find_documents, find_events, find_quotations,
};
use regesta_cite::ArchiveList;
use regesta_lang::{Found, Morphology, PackSet, Paper};
use regesta_name::{Authorities, Mention};

struct Read {
    /// The names as printed.
    printed: Vec<String>,
    documents: Vec<Found<DocumentMention>>,
    speakers: Vec<Vec<String>>,
    events: Vec<(String, Option<String>, Modality)>,
}

impl Read {
    fn names(&self, list: &[usize]) -> Vec<String> {
        list.iter().map(|&m| self.printed[m].clone()).collect()
    }

    /// Kind, senders, addressees and date of each document.
    fn documents(&self) -> Vec<(String, Vec<String>, Vec<String>, String)> {
        self.documents
            .iter()
            .map(|d| {
                let v = &d.value;
                (v.genre.clone(), self.names(&v.from), self.names(&v.to), v.date.clone().unwrap_or_default())
            })
            .collect()
    }
}

fn read(text: &str) -> Read {
    static LOADED: LazyLock<(PackSet, Morphology)> = LazyLock::new(|| {
        let packs = PackSet::built_in().unwrap();
        let morphology = Morphology::load(&packs).unwrap();
        (packs, morphology)
    });
    let (packs, morphology) = &*LOADED;
    let list = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../authorities").join(name);
        std::fs::read_to_string(path).unwrap_or_default()
    };
    let authorities = Authorities::parse(&list("places.tsv"), &list("persons.tsv"), &list("bodies.tsv")).unwrap();
    let paper = Paper::from_text(text, packs, morphology, &());
    let citations = regesta_cite::find_citations(&paper, packs, &ArchiveList::parse(""));
    let cited: Vec<_> = citations.iter().map(|c| (c.passage, c.span)).collect();
    let dates = regesta_date::find_dates(&paper, packs, &cited);
    let mentions = regesta_name::find_mentions(&paper, packs, morphology, &authorities, &cited);
    let findings =
        Findings { paper: &paper, packs, morphology, dates: &dates, citations: &citations, mentions: &mentions };
    let mut quotations = find_quotations(&findings);
    let documents = find_documents(&findings, &quotations);
    attach_quotations(&findings, &mut quotations, &documents);
    let events = find_events(&findings, &quotations, &documents)
        .into_iter()
        .map(|e| (e.value.event_type, e.value.date, e.value.modality))
        .collect();
    let surface = |m: &Found<Mention>| paper.passages[m.passage].reading.text()[m.span.range()].to_owned();
    let printed: Vec<String> = mentions.iter().map(surface).collect();
    let speakers = quotations.iter().map(|q| q.value.speaker.iter().map(|&m| printed[m].clone()).collect()).collect();
    Read { printed, documents, speakers, events }
}

fn one(genre: &str, from: &[&str], to: &[&str], date: &str) -> (String, Vec<String>, Vec<String>, String) {
    let list = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
    (genre.to_owned(), list(from), list(to), date.to_owned())
}

#[test]
fn genitive_sends_and_dative_receives() {
    let got =
        read("В письме генерала А. П. Ермолова министру К. В. Нессельроде от 12 мая 1820 года говорилось о хлебе.");
    assert_eq!(got.documents(), [one("letter", &["А. П. Ермолова"], &["К. В. Нессельроде"], "1820-05-12")]);
}

#[test]
fn subject_of_a_verb_sends() {
    let got =
        read("17 марта 1854 года князь А. С. Меншиков телеграфировал генералу М. Д. Горчакову, что порох кончился.");
    assert_eq!(got.documents(), [one("telegram", &["А. С. Меншиков"], &["М. Д. Горчакову"], "1854-03-17")]);
}

#[test]
fn a_word_before_the_name_marks_the_addressee() {
    let got =
        read("3 июня 1812 года князь П. И. Багратион отправил на имя М. Б. Барклая рапорт с просьбой прислать пороха.");
    let documents = got.documents();
    assert_eq!(documents.len(), 1, "{documents:?}");
    assert_eq!(documents[0].1, ["П. И. Багратион"]);
    assert_eq!(got.documents[0].value.subject, "с просьбой прислать пороха");
}

#[test]
fn an_arrival_is_no_date_of_writing() {
    let got = read("5 мая 1812 года в Вильну пришла депеша графа Н. П. Румянцева о переговорах с турками.");
    let documents = got.documents();
    assert_eq!(documents.len(), 1, "{documents:?}");
    assert_eq!(got.documents[0].value.date_received.as_deref(), Some("1812-05-05"));
    assert_eq!(documents[0].3, "../1812-05-05");
}

#[test]
fn documents_at_large_are_none() {
    assert!(
        read("Письма того времени и другие документы показывают, что хлеба в городе не было.").documents.is_empty()
    );
}

#[test]
fn a_quotation_has_the_sender_as_its_speaker() {
    let got = read(
        "12 мая 1820 года А. П. Ермолов писал К. В. Нессельроде: «Дороги в здешних горах совсем плохи, и лошади не \
         пройдут по ним до самой весны».",
    );
    assert_eq!(got.speakers, [vec!["А. П. Ермолов".to_owned()]]);
}

#[test]
fn english_reads_prepositions() {
    let got = read("Wellington wrote to Castlereagh on 12 December 1814 that the treaty would not hold.");
    let documents = got.documents();
    assert_eq!(documents.len(), 1, "{documents:?}");
    assert_eq!(documents[0], one("letter", &["Wellington"], &["Castlereagh"], "1814-12-12"));
}

#[test]
fn an_order_to_do_it_is_not_the_deed() {
    let got = read("Генерал приказал взять город 27 апреля 1855 года. Город был взят 29 апреля 1855 года.");
    let capture: Vec<_> = got.events.iter().filter(|e| e.0 == "capture").collect();
    assert!(capture.iter().any(|e| e.1.as_deref() == Some("1855-04-29") && e.2 == Modality::Asserted), "{capture:?}");
    assert!(capture.iter().all(|e| e.1.as_deref() != Some("1855-04-27") || e.2 == Modality::Ordered), "{capture:?}");
}

#[test]
fn same_input_gives_the_same_findings() {
    let text =
        "17 марта 1854 года А. С. Меншиков телеграфировал М. Д. Горчакову. В ответной телеграмме Горчаков отказал.";
    assert_eq!(read(text).documents(), read(text).documents());
}

#[test]
fn a_speaker_is_named_by_the_verb_beside_the_quotation() {
    let got = read(
        "В марте 1855 года совещание не кончилось ничем. «Без новых пушек крепость не продержится и двух недель, – \
         говорил князь М. Д. Горчаков, – и потому я прошу прислать их немедленно».",
    );
    assert_eq!(got.speakers, [vec!["М. Д. Горчаков".to_owned()]]);
}

#[test]
fn a_pronoun_takes_the_subject_of_an_earlier_clause() {
    let got = read(
        "А. П. Ермолов узнал об этом с досадой; 12 мая 1820 года он написал К. В. Нессельроде: «Дороги в здешних горах \
         совсем плохи, и лошади не пройдут по ним до самой весны».",
    );
    assert_eq!(got.documents(), [one("letter", &["А. П. Ермолов"], &["К. В. Нессельроде"], "1820-05-12")]);
    assert_eq!(got.speakers, [vec!["А. П. Ермолов".to_owned()]]);
}

#[test]
fn a_participle_behind_the_subject_goes_on_with_the_noun() {
    let got = read("Декрет о хлебной торговле, принятый Национальным конвентом 4 мая 1793 года, никто не исполнял.");
    let documents = got.documents();
    assert_eq!(documents.len(), 1, "{documents:?}");
    assert_eq!((documents[0].0.as_str(), documents[0].3.as_str()), ("decree", "1793-05-04"));
}

#[test]
fn a_treaty_is_no_letter_of_the_place_that_names_it() {
    let got = read("Everybody knew that the Treaty of Tilsit of 7 July 1807 would not last.");
    let documents = got.documents();
    assert_eq!(documents.len(), 1, "{documents:?}");
    assert_eq!(documents[0], one("treaty", &[], &[], "1807-07-07"));
}

#[test]
fn a_past_verb_with_a_day_beside_it_tells_of_a_happening() {
    let got = read("The old bridge over the river collapsed on 4 June 1855. Nobody mentioned it again.");
    assert_eq!(got.events, [("other".to_owned(), Some("1855-06-04".to_owned()), Modality::Asserted)]);
}

/// Type, date and modality of the events of a type.
fn events_of(text: &str, kind: &str) -> Vec<(Option<String>, Modality)> {
    read(text).events.into_iter().filter(|e| e.0 == kind).map(|e| (e.1, e.2)).collect()
}

fn on(date: &str, modality: Modality) -> (Option<String>, Modality) {
    (Some(date.to_owned()), modality)
}

#[test]
fn a_sentence_without_a_date_goes_on_from_the_one_before() {
    let text = "5 мая 1812 года дивизия графа Н. М. Каменского перешла реку Прут. Гусары захватили мост у деревни.";
    assert_eq!(events_of(text, "capture"), [on("1812-05-05", Modality::Asserted)]);
    let parted =
        "5 мая 1812 года дивизия графа Н. М. Каменского перешла реку Прут.\n\nГусары захватили мост у деревни.";
    assert!(events_of(parted, "capture").is_empty());
}

#[test]
fn what_a_report_tells_was_not_later_than_the_report() {
    let text = "В рапорте генерала А. П. Ермолова министру К. В. Нессельроде от 12 мая 1820 года сообщалось о разгроме \
                отряда горцев.";
    assert_eq!(events_of(text, "battle"), [on("../1820-05-12", Modality::Reported)]);
}

#[test]
fn what_an_order_demands_is_not_dated_by_it() {
    let text = "В рапорте генерала А. П. Ермолова министру К. В. Нессельроде от 12 мая 1820 года говорилось о просьбе \
                начать осаду крепости.";
    assert!(events_of(text, "battle").is_empty());
}

#[test]
fn a_quotation_tells_happenings_as_reported() {
    let text = "А. П. Ермолов писал К. В. Нессельроде: «Крепость пала 3 мая 1820 года, и гарнизон её ушёл за реку без \
                единого выстрела».";
    assert_eq!(events_of(text, "capture"), [on("1820-05-03", Modality::Reported)]);
}

#[test]
fn a_date_behind_by_is_a_bound() {
    assert_eq!(events_of("К 9 июня 1855 года город был взят.", "capture"), [on("../1855-06-09", Modality::Asserted)]);
    assert_eq!(
        events_of("The fortress had surrendered by 4 May 1855.", "capture"),
        [on("../1855-05-04", Modality::Asserted)]
    );
}

#[test]
fn verbs_of_being_tell_of_no_happening() {
    assert!(read("В мае 1855 года город оставался без хлеба.").events.is_empty());
    assert!(!read("В мае 1855 года город загорелся.").events.is_empty());
}

#[test]
fn two_deeds_of_one_day_are_two_happenings() {
    let text = "9 июня 1855 года французы захватили редут, а англичане захватили каменоломню.";
    assert_eq!(events_of(text, "capture").len(), 2);
}

#[test]
fn an_order_carried_out_is_a_fact() {
    let text = "По приказу коменданта город был эвакуирован 9 сентября 1854 года.";
    assert_eq!(events_of(text, "withdrawal"), [on("1854-09-09", Modality::Asserted)]);
}

#[test]
fn they_are_the_subjects_of_the_sentence_before() {
    let text = "12 мая 1820 года генералы А. П. Ермолов и М. Г. Мадатов осматривали крепость. «Дороги здесь совсем \
                плохи, – докладывали они, – и лошади не пройдут по ним до самой весны».";
    assert_eq!(read(text).speakers, [vec!["А. П. Ермолов".to_owned(), "М. Г. Мадатов".to_owned()]]);
    let one_dash = text.replace("– докладывали они,", "докладывали они,");
    assert_eq!(read(&one_dash).speakers, [vec!["А. П. Ермолов".to_owned(), "М. Г. Мадатов".to_owned()]]);
}

#[test]
fn a_person_behind_the_quotation_is_its_speaker() {
    let text = "Отмечая, что «дороги в здешних горах совсем плохи, и лошади не пройдут по ним до самой весны», \
                А. П. Ермолов обращал внимание министра на мосты.";
    assert_eq!(read(text).speakers, [vec!["А. П. Ермолов".to_owned()]]);
}

#[test]
fn his_letter_to_somebody_is_not_that_bodys() {
    let text = "1829-cu ildə sağ qalan məmur İvan Sokolov idi. Onun Qrigoriyə 18 mart raportu haqlı şübhə doğurur: “Mən \
                həyatımı qonşumun xalçasına və bir neçə qızıla borcluyam, başqa heç kimə yox”.";
    assert_eq!(read(text).speakers, [vec!["İvan Sokolov".to_owned()]]);
}

#[test]
fn what_was_planned_dates_no_later_sentence() {
    let text = "5 мая 1812 года дивизия графа Н. М. Каменского перешла реку Прут в ожидании штурма, намеченного на 9 мая. \
                Гусары захватили мост у деревни.";
    assert!(events_of(text, "capture").iter().all(|e| e.0.as_deref() != Some("1812-05-09")));
}

#[test]
fn a_reflexive_verb_of_saying_is_not_passive() {
    let got = read("9 мая 1820 года А. П. Ермолов обратился к К. В. Нессельроде с просьбой прислать хлеба.");
    let senders: Vec<Vec<String>> = got.documents().into_iter().map(|d| d.1).collect();
    assert_eq!(senders, [vec!["А. П. Ермолов".to_owned()]]);
}

#[test]
fn a_title_decides_the_case_of_a_name_without_endings() {
    let got = read("18 октября 1814 года А. П. Ермолов написал графу К. В. Нессельроде из лагеря.");
    assert_eq!(got.documents(), [one("letter", &["А. П. Ермолов"], &["К. В. Нессельроде"], "1814-10-18")]);
}

#[test]
fn what_is_done_with_a_document_does_not_date_it() {
    let got = read("14 января 1821 года сенат обсудил телеграмму К. В. Нессельроде.");
    assert_eq!(got.documents(), [one("telegram", &["К. В. Нессельроде"], &[], "")]);
}

#[test]
fn a_title_stands_for_the_one_person_named_with_it() {
    let got =
        read("Marshal Blücher crossed the river. The marshal's report of 13 April 1814 called the attempt hopeless.");
    assert_eq!(got.documents(), [one("report", &["Blücher"], &[], "1814-04-13")]);
}

#[test]
fn a_place_names_a_turkish_treaty() {
    let got = read("28 Mayıs 1812 tarihli Bükreş Antlaşması ile savaş sona erdi.");
    assert_eq!(got.documents(), [one("treaty", &[], &[], "1812-05-28")]);
}

#[test]
fn a_name_with_its_verb_is_no_addressee() {
    let got = read(
        "В депеше от 12 мая 1820 года, направленной министру К. В. Нессельроде, генерал А. П. Ермолов настаивал на присылке хлеба.",
    );
    let documents = got.documents();
    assert_eq!(documents.len(), 1, "{documents:?}");
    assert_eq!(documents[0].2, ["К. В. Нессельроде"]);
}

#[test]
fn a_further_letter_has_the_parties_of_the_one_before() {
    let got = read(
        "Lord Castlereagh wrote to Lord Liverpool on 5 November 1814 about Saxony. A second letter, of 9 November 1814, asked for money.",
    );
    let documents = got.documents();
    assert_eq!(documents.len(), 2, "{documents:?}");
    assert_eq!((&documents[1].1, &documents[1].2), (&documents[0].1, &documents[0].2));
}

#[test]
fn an_interval_of_arrival_bounds_with_its_last_day() {
    let got = read("В первых числах мая 1812 года М. Б. Барклай получил письмо от князя П. И. Багратиона.");
    assert_eq!(got.documents()[0].3, "../1812-05-10", "{:?}", got.documents());
}

#[test]
fn a_clause_with_its_own_subject_keeps_its_date_to_itself() {
    let got = read(
        "Robert Napier landed at Zula on 2 January 1868, and he assured Lord Stanley by letter that all was well.",
    );
    assert!(got.documents().iter().all(|d| d.3 != "1868-01-02"), "{:?}", got.documents());
}
