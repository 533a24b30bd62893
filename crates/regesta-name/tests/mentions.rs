//! Names in sentences of several languages and centuries.

use std::sync::LazyLock;

use regesta_lang::{Found, Morphology, PackSet, Paper};
use regesta_name::{
    Authorities, JoinStatus, Mention, NameFinder, NameTools, NameType, find_mentions, find_mentions_with, join,
};
use regesta_text::Span;

static PACKS: LazyLock<PackSet> = LazyLock::new(|| PackSet::built_in().expect("the built-in packs load"));
static MORPHOLOGY: LazyLock<Morphology> = LazyLock::new(|| Morphology::load(&PACKS).expect("the dictionary loads"));
static TOOLS: LazyLock<NameTools> = LazyLock::new(|| NameTools::new(&PACKS));

const PLACES: &str = "# columns: id type lang name\n\
    astrakhan\tcity\tru\tАстрахань\nastrakhan\tcity\ten\tAstrakhan\nastrakhan\tcity\ttr\tAstrahan\n\
    georgia\tstate\tru\tГрузия\ngeorgia\tstate\ten\tGeorgia\n\
    khotyn\tcity\tru\tХотин\nvilnius\tcity\tru\tВильна\nvilnius\tcity\ten\tVilnius\n";
const PERSONS: &str = "# columns: id type lang name given\n\
    rumyantsev\tperson\tru\tРумянцев\tПётр Александрович\nrumyantsev\tperson\ten\tRumyantsev\tPyotr\n";

fn authorities() -> Authorities {
    Authorities::parse(PLACES, PERSONS, "").expect("the lists are well formed")
}

fn found(text: &str) -> Vec<(NameType, String)> {
    let authorities = authorities();
    let paper = Paper::from_text(text, &PACKS, &MORPHOLOGY, &authorities);
    find_mentions_with(&TOOLS, &paper, &PACKS, &MORPHOLOGY, &authorities, &[])
        .into_iter()
        .map(|f| (f.value.name_type, paper.passages[f.passage].reading.text()[f.span.range()].to_owned()))
        .collect()
}

fn has(text: &str, name_type: NameType, name: &str) {
    let all = found(text);
    assert!(all.iter().any(|(t, n)| *t == name_type && n == name), "{name:?} is not among {all:?} of {text:?}");
}

fn lacks(text: &str, name: &str) {
    let all = found(text);
    assert!(!all.iter().any(|(_, n)| n == name), "{name:?} should not be among {all:?} of {text:?}");
}

#[test]
fn sender_and_addressee_side_by_side_are_two() {
    let text = "Письмо, отправленное А. П. Волконским Н. И. Салтыкову, затерялось.";
    has(text, NameType::Person, "А. П. Волконским");
    has(text, NameType::Person, "Н. И. Салтыкову");
    let short = "Записка, переданная Репниным К. Нессельроде, затерялась.";
    has(short, NameType::Person, "К. Нессельроде");
    lacks(short, "Репниным К. Нессельроде");
}

#[test]
fn initials_stand_before_or_after_the_surname() {
    has("Тогда А. С. Грибоедов выехал.", NameType::Person, "А. С. Грибоедов");
    has("Автор — Грибоедов А. С.", NameType::Person, "Грибоедов А. С.");
}

#[test]
fn title_stays_outside_the_name() {
    let text = "На совете выступил генерал Ермолов.";
    has(text, NameType::Person, "Ермолов");
    lacks(text, "генерал Ермолов");
}

#[test]
fn patronymic_belongs_to_the_name() {
    has("Тогда Пётр Александрович Румянцев отступил.", NameType::Person, "Пётр Александрович Румянцев");
}

#[test]
fn surname_of_the_paper_is_a_person_wherever_it_stands() {
    // Вильна is listed as a place; without initials elsewhere the word alone stays one.
    has("К вечеру заняли Вильну.", NameType::Place, "Вильну");
    has("С. В. Хотин писал мало. Ответ Хотина не сохранился.", NameType::Person, "Хотина");
}

#[test]
fn adjective_and_head_are_a_place() {
    has("Восстал Хотинский уезд.", NameType::Place, "Хотинский уезд");
    has("Они делили Хотинский и Бендерский уезды.", NameType::Place, "Хотинский");
    has("Они делили Хотинский и Бендерский уезды.", NameType::Place, "Бендерский уезды");
}

#[test]
fn adjective_alone_is_no_name() {
    lacks("Он любил астраханские арбузы.", "астраханские");
    lacks("Он купил в Москве Астраханские арбузы.", "Астраханские");
}

#[test]
fn government_with_a_small_adjective_is_a_body() {
    let text = "Ответа от грузинского правительства не было.";
    has(text, NameType::Body, "грузинского правительства");
}

#[test]
fn names_nest_where_they_denote_another_thing() {
    let text = "Ноту послало Министерство иностранных дел Грузии.";
    has(text, NameType::Body, "Министерство иностранных дел Грузии");
    has(text, NameType::Place, "Грузии");
}

#[test]
fn numbered_units_are_bodies() {
    has("Прибыл 4-й Хотинский пехотный полк.", NameType::Body, "4-й Хотинский пехотный полк");
    has("Отступала 9-я армия.", NameType::Body, "9-я армия");
    lacks("Каждая армия отступает.", "армия");
}

#[test]
fn months_and_peoples_are_no_names() {
    for word in ["Май", "Греки", "Январь"] {
        lacks(&format!("{word} ушли рано. Потом {word} пришли."), word);
    }
}

#[test]
fn english_names_with_given_name_title_and_head() {
    let text = "Lord Palmerston told Stratford Canning that the Georgian Government had moved to Astrakhan district.";
    has(text, NameType::Person, "Palmerston");
    has(text, NameType::Body, "Georgian Government");
    has("A letter from Robert Adair reached Vilnius in May.", NameType::Person, "Robert Adair");
    has("A letter from Robert Adair reached Vilnius in May.", NameType::Place, "Vilnius");
}

#[test]
fn turkish_suffix_belongs_to_the_span() {
    let text = "Ordu o yıl Astrahan'a yürüdü ve bu kaleyi aldı.";
    has(text, NameType::Place, "Astrahan'a");
}

#[test]
fn kept_lists_find_what_fresh_lists_find() {
    fn shared<T: Send + Sync + 'static>(_: &T) {}
    shared(&*TOOLS);
    let paper = Paper::from_text("А. С. Грибоедов уехал в Астрахань.", &PACKS, &MORPHOLOGY, &());
    let fresh = find_mentions(&paper, &PACKS, &MORPHOLOGY, &authorities(), &[]);
    assert_eq!(fresh.len(), 2);
    assert_eq!(find_mentions_with(&TOOLS, &paper, &PACKS, &MORPHOLOGY, &authorities(), &[]), fresh);
}

#[test]
fn excluded_spans_hold_no_names() {
    let text = "А. С. Грибоедов уехал.";
    let none = Authorities::default();
    let paper = Paper::from_text(text, &PACKS, &MORPHOLOGY, &());
    assert_eq!(find_mentions(&paper, &PACKS, &MORPHOLOGY, &none, &[]).len(), 1);
    assert!(find_mentions(&paper, &PACKS, &MORPHOLOGY, &none, &[(0, Span::new(0, text.len()))]).is_empty());
}

fn read(texts: &[&str]) -> Vec<Vec<Found<Mention>>> {
    let authorities = authorities();
    let finder = NameFinder::new(&PACKS, &MORPHOLOGY, &authorities);
    texts.iter().map(|t| finder.find(&Paper::from_text(t, &PACKS, &MORPHOLOGY, &authorities), &[])).collect()
}

#[test]
fn surname_joins_its_full_form_and_the_nominative_is_the_label() {
    let papers = read(&["А. С. Грибоедову писали редко. Грибоедов отвечал часто."]);
    let entities = join(&papers, &Authorities::default());
    let persons: Vec<_> = entities.iter().filter(|e| e.name_type == NameType::Person).collect();
    assert_eq!(persons.len(), 1, "{persons:#?}");
    assert_eq!(persons[0].label, "А. С. Грибоедов");
    assert_eq!(persons[0].joins.len(), 2);
}

#[test]
fn two_persons_of_one_surname_stay_two() {
    let papers = read(&["М. Д. Орлов спорил с В. Г. Орловым. Тогда Орлов ушёл."]);
    let entities = join(&papers, &Authorities::default());
    let persons: Vec<_> = entities.iter().filter(|e| e.name_type == NameType::Person).collect();
    assert_eq!(persons.len(), 2, "{persons:#?}");
    let bare = persons.iter().flat_map(|p| &p.joins).find(|j| j.mention == 2).expect("the bare surname is joined");
    assert_eq!(bare.status, JoinStatus::Possible, "which of the two it is stays open");
}

#[test]
fn two_wordings_of_one_government_are_one() {
    let papers = read(&["Ответ грузинского правительства пришёл. Правительство Грузии молчало."]);
    let entities = join(&papers, &authorities());
    let bodies: Vec<_> = entities.iter().filter(|e| e.name_type == NameType::Body).collect();
    assert_eq!(bodies.len(), 1, "{bodies:#?}");
}

#[test]
fn scripts_join_and_the_order_of_papers_changes_nothing() {
    let texts = ["Посол А. С. Грибоедов прибыл.", "The envoy A. S. Griboyedov had arrived in the city."];
    let ids = |order: [usize; 2]| -> Vec<String> {
        let papers = read(&[texts[order[0]], texts[order[1]]]);
        join(&papers, &Authorities::default()).into_iter().map(|e| format!("{} {}", e.id, e.joins.len())).collect()
    };
    assert_eq!(ids([0, 1]).len(), 1);
    assert_eq!(ids([0, 1])[0].rsplit(' ').next(), ids([1, 0])[0].rsplit(' ').next());
}

#[test]
fn authority_rows_join_what_spelling_does_not() {
    let papers = read(&["Бои шли за Вильну.", "The battles for Vilnius were long."]);
    let entities = join(&papers, &authorities());
    assert_eq!(entities.iter().map(|e| e.id.as_str()).collect::<Vec<_>>(), ["vilnius"]);
}

#[test]
fn place_is_called_as_the_papers_call_it() {
    let label = |texts: &[&str]| join(&read(texts), &authorities())[0].label.clone();
    assert_eq!(label(&["The battles for Vilnius were long."]), "Vilnius", "the list has Вильна first");
    let papers = ["Путь в Астрахань был долог.", "The road to Astrakhan was long. They reached Astrakhan in May."];
    assert_eq!(label(&papers), "Astrakhan");
}

#[test]
fn any_text_is_survived() {
    let text =
        "г. и сёла А., Б. С. «Д-р фон (б) XI-й ЦК РКП (б) армии И. II Лорд О'Нил, de La 5-й и Хотинский Ж.-Б. уезды";
    let authorities = authorities();
    let finder = NameFinder::new(&PACKS, &MORPHOLOGY, &authorities);
    let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    for &cut in &cuts {
        for part in [&text[..cut], &text[cut..]] {
            let paper = Paper::from_text(part, &PACKS, &MORPHOLOGY, &authorities);
            for name in finder.find(&paper, &[]) {
                let read = paper.passages[name.passage].reading.text();
                assert!(read.get(name.span.range()).is_some_and(|t| !t.is_empty()), "{part:?}");
            }
        }
    }
}

#[test]
fn surroundings_tell_the_type_of_names_that_no_list_has() {
    has("The siege of Vlanjar lasted a month.", NameType::Place, "Vlanjar");
    has("The order was signed by Hruvet in the night.", NameType::Person, "Hruvet");
    has("В тот же день войска вошли в Мерваканду.", NameType::Place, "Мерваканду");
    has("Kumandan 3 Mayıs'ta Zelvorik'e girdi.", NameType::Place, "Zelvorik'e");
    has("Після того облога Трахтувилля тривала ще три тижні.", NameType::Place, "Трахтувилля");
}

#[test]
fn one_telling_place_decides_for_the_whole_paper() {
    let text =
        "We know that Hruvet wrote nothing. The clerk kept the seal. Hruvet would not open the door of the house.";
    assert_eq!(found(text).iter().filter(|(t, n)| *t == NameType::Person && n == "Hruvet").count(), 2);
}

#[test]
fn english_possessive_stays_outside_the_name() {
    has("We have Wellington's letter of May.", NameType::Person, "Wellington");
}

#[test]
fn peers_are_named_by_their_land() {
    has("He met the Duke of Trevonay at noon.", NameType::Person, "Duke of Trevonay");
}

#[test]
fn months_of_other_calendars_are_no_persons() {
    lacks("Belge 15 Şaban 962 tarihlidir.", "Şaban");
}

fn normal(text: &str) -> Vec<String> {
    let paper = Paper::from_text(text, &PACKS, &MORPHOLOGY, &());
    let all = find_mentions_with(&TOOLS, &paper, &PACKS, &MORPHOLOGY, &Authorities::default(), &[]);
    all.into_iter().filter(|f| f.value.name_type == NameType::Person).map(|f| f.value.normal).collect()
}

#[test]
fn surnames_in_the_nominative_keep_their_ending() {
    assert_eq!(normal("Князь А. С. Меншиков уехал."), ["А. С. Меншиков"]);
    assert_eq!(normal("Граф К. В. Нессельроде ответил отказом."), ["К. В. Нессельроде"]);
    assert_eq!(normal("Ответ А. С. Меншикову задержался."), ["А. С. Меншиков"]);
}

#[test]
fn feminine_surnames_stay_feminine_by_evidence() {
    assert_eq!(normal("Княгиня Е. Р. Дашкова писала сестре."), ["Е. Р. Дашкова"]);
    assert_eq!(normal("Письмо Н. П. Панова пропало.").len(), 1);
}

#[test]
fn where_a_body_sits_is_no_part_of_its_name() {
    lacks("Nümayəndələr Tehranda Məclis binasına toplandılar.", "Tehranda Məclis");
    has(
        "Депутаты ждали, пока Комитет общественного спасения решит дело.",
        NameType::Body,
        "Комитет общественного спасения",
    );
}

#[test]
fn title_after_its_own_name_says_nothing_of_the_next_word() {
    has("O yaz Kerim Paşa Velsova'yı ele geçirdi ve orada kaldı.", NameType::Place, "Velsova'yı");
}

#[test]
fn a_preposition_that_is_an_epithet_too_stands_before_places() {
    has("The column crossed near Tagorem on 6 July.", NameType::Place, "Tagorem");
}

#[test]
fn authors_of_works_cited_in_the_text_are_no_persons() {
    let text = "The siege has had its chroniclers (Wexcombe 1932; Pellingham 1968; Orme and Vaskel 2007, pp. 14–72).";
    for name in ["Wexcombe", "Pellingham", "Orme", "Vaskel"] {
        lacks(text, name);
    }
    lacks("Ср. также: Верхоглядов 1954: 88–93.", "Верхоглядов");
    has("In 1902 Wexcombe wrote to his brother.", NameType::Person, "Wexcombe");
}

#[test]
fn feasts_are_no_names() {
    lacks("They landed on Palm Sunday and marched inland by Lady Day.", "Palm");
    lacks("They landed on Palm Sunday and marched inland by Lady Day.", "Day");
}

#[test]
fn ships_are_no_places() {
    lacks("На рейде стоял фрегат «Астрахань» с грузом муки.", "Астрахань");
    has("На рейде Астрахани стоял фрегат.", NameType::Place, "Астрахани");
}

#[test]
fn adjectives_of_lands_by_their_ending_are_no_persons() {
    let text = "A Zambian brigade crossed the river.";
    let authorities = authorities().with_gazetteer("zambia\tgreat\tcountry-zm\n");
    let paper = Paper::from_text(text, &PACKS, &MORPHOLOGY, &authorities);
    let found = find_mentions_with(&TOOLS, &paper, &PACKS, &MORPHOLOGY, &authorities, &[]);
    assert!(found.iter().all(|f| f.value.name_type != NameType::Person), "{found:?}");
}

#[test]
fn adjectives_of_places_before_a_noun_are_no_persons() {
    lacks("Посли зійшлися на умовах Верхопільської угоди.", "Верхопільської");
}

#[test]
fn a_capital_after_a_hyphen_tells_at_the_head_of_a_sentence() {
    has("Тоді він пішов. Шагін-Ґерей писав султанові.", NameType::Person, "Шагін-Ґерей");
}

#[test]
fn a_ruler_keeps_the_number_before_the_name() {
    has("Elçi döndü. III. Selim 12 Mayıs'ta fermanı imzaladı.", NameType::Person, "III. Selim");
    has("Tahta XVI Lüdovik çıxdı.", NameType::Person, "XVI Lüdovik");
    lacks("Sefere XIV. Kolordu katıldı.", "XIV. Kolordu katıldı");
}

#[test]
fn bodies_are_found_at_the_head_of_a_sentence() {
    has("Астраханская казённая палата ответила отказом.", NameType::Body, "Астраханская казённая палата");
    has("Национальное собрание разошлось.", NameType::Body, "Национальное собрание");
    has("Академия наук молчала.", NameType::Body, "Академия наук");
    lacks("Шумное собрание разошлось.", "Шумное собрание");
}

#[test]
fn what_a_body_is_for_belongs_to_its_name() {
    has("Тогда Общество попечения о раненых и Комитет защиты печати сошлись.", NameType::Body, "Комитет защиты печати");
    has("Доклад читала Комиссия по изучению недр края.", NameType::Body, "Комиссия по изучению недр края");
}

#[test]
fn a_body_named_by_its_kind_is_one_without_it_too() {
    let text = "Провода тянула компания Siemens. Потом Siemens просила отсрочки.";
    assert_eq!(found(text).iter().filter(|n| **n == (NameType::Body, "Siemens".to_owned())).count(), 2, "{text}");
    has("Листовку выпустила партия “Заря”.", NameType::Body, "Заря");
}

#[test]
fn a_name_in_brackets_is_of_the_type_of_the_name_before() {
    has("Депешу вёз Артур Уэлсли (Arthur Wellesley).", NameType::Person, "Arthur Wellesley");
}

#[test]
fn an_unknown_first_word_of_a_sentence_is_a_name_where_the_language_has_a_word_list() {
    has("Quarrington replied at once.", NameType::Person, "Quarrington");
    lacks("Thunderstorms replied at once.", "Thunderstorms");
    lacks("They met the Foreign Policy people.", "Policy");
}

#[test]
fn whose_troops_they_are_is_no_name() {
    lacks("On that day the Georgian troops left.", "Georgian troops");
}

/// Basic forms of what is found.
fn normals(text: &str) -> Vec<String> {
    let authorities = authorities();
    let paper = Paper::from_text(text, &PACKS, &MORPHOLOGY, &authorities);
    let all = find_mentions_with(&TOOLS, &paper, &PACKS, &MORPHOLOGY, &authorities, &[]);
    all.into_iter().map(|f| f.value.normal).collect()
}

#[test]
fn a_name_that_looks_like_a_form_of_a_verb_keeps_its_form() {
    assert_eq!(normals("Письмо подписал А. С. Вставай."), ["А. С. Вставай"]);
}
