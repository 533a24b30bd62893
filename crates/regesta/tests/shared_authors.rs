//! Who depends on whom, and documents told in other words or another language. All texts are made up.

use regesta::store::{Mode, Project};
use regesta::{AuthorsRow, BuildOptions, Engine, RetoldRow, SharedSettings, SharedTexts, build};

/// Words between two passages, so that they are not one.
const BETWEEN: &str = "Rope was made of hemp in long sheds outside the walls, and the men who made it walked backwards all day. \
Salt came by sledge in winter and by barge when the ice had gone, and nobody remembered a year without either of them. \
A school stood where the barracks had been, and its bell was heard across the marsh on still evenings in autumn.\n\n";

const FIRST: &str = "The harbour of Corran\n\nNobody had expected the winter to last until the feast of the fishermen, and when the \
snow lay as deep as a horse in the lanes behind the customs house the council met in the brewery.\n\nOn 3 March 1899 Governor \
Halvard Brenn telegraphed to Minister Otto Lindqvist: “The merchants of this town refuse to unload the ships before their wages \
have been paid, and the garrison is too weak to force them.”\n";

fn found(texts: &[(&str, String)]) -> (Vec<AuthorsRow>, Vec<RetoldRow>) {
    let folder = tempfile::tempdir().expect("folder");
    for (name, text) in texts {
        std::fs::write(folder.path().join(name), text).expect("file");
    }
    let path = folder.path().join("p.regesta");
    let engine = Engine::built_in().expect("engine");
    let options = BuildOptions {
        jobs: 1,
        child: None,
        fresh: true,
        limits: regesta::ingest::Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: "2024-02-01T10:00:00Z".into(),
    };
    build(&engine, folder.path(), &path, &options, &|_| true).expect("build");
    let project = Project::open(&path, Mode::Read).expect("project");
    let shared = SharedTexts::find(&project, SharedSettings::default()).expect("texts");
    (shared.authors(), shared.retold(&engine, &project).expect("retold"))
}

#[test]
fn prose_and_unmarked_words_say_who_may_depend_on_whom() {
    let second = format!(
        "A port in winter\n\n{BETWEEN}When the snow lay as deep as a horse in the lanes behind the customs house the council met \
         in the brewery, and it did not part before morning.\n\n{BETWEEN}The merchants of this town refuse to unload the ships \
         before their wages have been paid, and the garrison is too weak to force them: so it stood in March.\n"
    );
    let third = format!(
        "Letters of a governor\n\n{BETWEEN}He wrote: “The merchants of this town refuse to unload the ships before their wages have \
         been paid, and the garrison is too weak to force them.” More he did not write.\n"
    )
    .replace("Rope", "Cord")
    .replace("hemp in long sheds outside the walls, and the men who made it walked", "flax, and those who twisted it went")
    .replace("Salt came by sledge in winter and by barge when the ice had gone, and nobody remembered a year", "Ice")
    .replace("A school stood where the barracks had been, and its bell was heard across the marsh on", "Bells on");
    let (rows, _) = found(&[("first.txt", FIRST.into()), ("second.txt", second), ("third.txt", third)]);
    let of = |one: &str, other: &str| rows.iter().find(|row| row.one == one && row.other == other).expect("a pair");
    let borrowed = of("first.txt", "second.txt");
    assert_eq!((borrowed.prose, borrowed.unmarked_in_one, borrowed.unmarked_in_other, borrowed.quoted), (1, 0, 1, 0));
    assert_eq!(borrowed.dependent.as_deref(), Some("second.txt"), "{:?}", borrowed.reasons);
    assert!(borrowed.prose_words >= 18, "{}", borrowed.prose_words);
    let quoting = of("first.txt", "third.txt");
    assert_eq!((quoting.prose, quoting.unmarked_in_other, quoting.quoted), (0, 0, 1));
    assert_eq!((quoting.dependent.as_deref(), quoting.score), (None, 0), "{:?}", quoting.reasons);
    assert_eq!(rows[0], *borrowed, "most to explain first");
}

#[test]
fn a_document_in_other_words_is_proposed_with_what_speaks_for_it() {
    let paraphrase = "On wages\n\nIn a telegram of 3 March 1899 Governor Halvard Brenn warned Minister Otto Lindqvist that no merchant \
        would have a ship unloaded while wages stood unpaid; his garrison, he added, could not compel anyone.\n";
    let other_day = "On bells\n\nIn a telegram of 9 May 1902 Governor Halvard Brenn thanked Minister Otto Lindqvist for the bells of \
        the school.\n";
    let (_, rows) =
        found(&[("a.txt", FIRST.into()), ("b.txt", paraphrase.to_owned()), ("c.txt", other_day.to_owned())]);
    let row = rows.iter().find(|row| row.kind == "paraphrase").unwrap_or_else(|| panic!("{rows:#?}"));
    assert_eq!((row.passages[0].source.as_str(), row.passages[1].source.as_str()), ("a.txt", "b.txt"));
    assert!(row.reasons.iter().any(|reason| reason.contains("1899-03-03")), "{:?}", row.reasons);
    assert!(row.reasons.iter().any(|reason| reason.contains("garrison")), "{:?}", row.reasons);
    assert!(rows.iter().all(|row| row.passages.iter().all(|p| p.source != "c.txt")), "{rows:#?}");
}

#[test]
fn a_translation_is_proposed_by_what_it_keeps() {
    let english = format!(
        "{BETWEEN}On 3 March 1899 the governor reported from Riga: on 5 March the council will meet, 340 men stand at Tallinn, 57 \
         guns at Narva, and on 12 March 1899 a ship with 2150 barrels leaves for London.\n\n{BETWEEN}"
    );
    let russian = "О пристани\n\n3 марта 1899 г. губернатор доносил из Риги, что 5 марта соберётся совет, что в Таллине стоит 340 \
        человек, в Нарве 57 орудий, а 12 марта 1899 г. в Лондон уйдёт судно с 2150 бочками.\n";
    let other =
        "О соли\n\nВ Лондон соль не возили. 12 марта 1899 г. цена поднялась до 57 копеек, в Риге её не было вовсе.\n";
    let (_, rows) = found(&[("en.txt", english), ("ru.txt", russian.to_owned()), ("salt.txt", other.to_owned())]);
    let translations: Vec<&RetoldRow> = rows.iter().filter(|row| row.kind == "translation").collect();
    assert_eq!(translations.len(), 1, "{rows:#?}");
    let row = translations[0];
    assert_eq!((row.passages[0].source.as_str(), row.passages[1].source.as_str()), ("en.txt", "ru.txt"));
    assert!(row.passages[0].exact.contains("340") && row.passages[1].exact.contains("2150"), "{:?}", row.passages);
    assert!(row.reasons[0].contains("1899-03-03") && row.reasons[0].contains("340"), "{:?}", row.reasons);
}
