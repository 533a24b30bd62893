//! Lists of other programs become rows of ours, or an error says where and what.

use regesta_name::{Authorities, AuthorityFormat, NameError, NameType, import_authority, write_authority};

fn read(text: &str) -> Vec<(String, String, String, Option<NameType>)> {
    let rows = import_authority(text, AuthorityFormat::of(text), None).unwrap();
    rows.into_iter().map(|row| (row.id, row.lang, row.name, row.list)).collect()
}

fn row(id: &str, lang: &str, name: &str, list: NameType) -> (String, String, String, Option<NameType>) {
    (id.to_owned(), lang.to_owned(), name.to_owned(), Some(list))
}

const LINKED: &str = r#"{"type": "FeatureCollection", "features": [
  {"@id": "https://example.org/place/17", "type": "Feature", "properties": {"title": "Reval"},
   "geometry": {"type": "Point", "coordinates": [24.75, 59.44]},
   "names": [{"toponym": "Reval", "lang": "de", "when": {"timespans": [{"start": {"in": "1219"}, "end": {"latest": "1918-02-24"}}]}},
             {"toponym": "Ревель", "lang": "ru"}],
   "links": [{"type": "closeMatch", "identifier": "wd:Q1770"}]}]}"#;

#[test]
fn linked_places_keep_dates_and_position_of_each_name() {
    assert_eq!(read(LINKED), [row("17", "de", "Reval", NameType::Place), row("17", "ru", "Ревель", NameType::Place)]);
    let rows = import_authority(LINKED, AuthorityFormat::LinkedPlaces, None).unwrap();
    assert_eq!((rows[0].from.as_str(), rows[0].to.as_str()), ("1219", "1918"));
    assert_eq!(rows[1].position, Some((59.44, 24.75)));
    assert_eq!(rows[1].same_as, "wd:Q1770");
}

#[test]
fn wikidata_tells_persons_from_places() {
    let lines = r#"[
{"id": "Q1", "labels": {"en": {"value": "Ann Lee"}}, "aliases": {"en": [{"value": "Mother Ann"}]}, "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}], "P569": [{"mainsnak": {"datavalue": {"value": {"time": "+1736-02-29T00:00:00Z"}}}}]}},
{"id": "Q2", "labels": {"tr": {"value": "Bolu"}}, "claims": {"P625": [{"mainsnak": {"datavalue": {"value": {"latitude": 40.7, "longitude": 31.6}}}}]}}
]"#;
    assert_eq!(
        read(lines),
        [
            row("Q1", "en", "Ann Lee", NameType::Person),
            row("Q1", "en", "Mother Ann", NameType::Person),
            row("Q2", "tr", "Bolu", NameType::Place)
        ]
    );
    // One entity a line, without the brackets.
    let dump: String = lines.lines().skip(1).take(2).map(|l| format!("{}\n", l.trim_end_matches(','))).collect();
    assert_eq!(read(&dump).len(), 3);
}

#[test]
fn a_query_result_with_commas_is_read_with_its_quotation_marks() {
    let csv = "item,itemLabel,itemAltLabel,coord,type\n\
               http://www.wikidata.org/entity/Q7,\"Lee, Ann\",\"Annie|Mother \"\"Ann\"\"\",Point(31.6 40.7),human\n";
    let rows = import_authority(csv, AuthorityFormat::of(csv), None).unwrap();
    let names: Vec<&str> = rows.iter().map(|r| r.name.as_str()).collect();
    assert_eq!(names, ["Lee, Ann", "Annie", "Mother \"Ann\""]);
    assert_eq!((rows[0].id.as_str(), rows[0].position), ("Q7", Some((40.7, 31.6))));
}

#[test]
fn an_extract_of_geonames_has_nineteen_fields() {
    let extract = "588409\tTallinn\tTallinn\tReval,Ревель\t59.44\t24.75\tP\tPPLC\tEE\t\t01\t\t\t\t394024\t\t9\tEurope/Tallinn\t2024-01-01\n";
    assert_eq!(
        read(extract),
        ["Tallinn", "Reval", "Ревель"].map(|name| row("geonames-588409", "", name, NameType::Place))
    );
    let short = "588409\tTallinn\n";
    let error = import_authority(short, AuthorityFormat::GeoNames, None).unwrap_err();
    assert_eq!(error.to_string(), "line 1: a row of GeoNames has 19 fields, this one 2");
}

#[test]
fn errors_name_the_line() {
    let tsv = |text: &str| import_authority(text, AuthorityFormat::Tsv, Some(NameType::Place)).unwrap_err().to_string();
    assert!(tsv("id\tname\na\tA\n\n\tB\n").contains("line 4"));
    assert!(tsv("id\tname\tlat\tlon\na\tA\t95\t10\n").starts_with("line 2: lat \"95\""));
    assert!(tsv("id\ttitel\na\tA\n").contains("`name`"));
    let json = import_authority("{\n\"type\": \"FeatureCollection\",\n", AuthorityFormat::LinkedPlaces, None);
    assert!(json.unwrap_err().to_string().starts_with("line 3"), "where the file breaks off");
}

#[test]
fn what_nothing_tells_the_type_of_is_not_taken() {
    let rows = import_authority("id\tname\nx\tX\n", AuthorityFormat::Tsv, None).unwrap();
    assert_eq!(write_authority(&rows).unwrap_err(), NameError::UnknownList { id: "x".into() });
}

#[test]
fn what_is_written_is_read_by_the_program_and_again() {
    let rows = import_authority(LINKED, AuthorityFormat::LinkedPlaces, None).unwrap();
    let written = write_authority(&rows).unwrap();
    let authorities = Authorities::default().with_list(&written).unwrap();
    assert_eq!(authorities.label_in("17", "ru"), Some("Ревель"));
    let again = import_authority(&written, AuthorityFormat::of(&written), None).unwrap();
    assert_eq!(write_authority(&again).unwrap(), written);
}
