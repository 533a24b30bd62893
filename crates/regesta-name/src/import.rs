//! Authority lists that other programs made, as rows of ours.

use serde_json::Value;

use crate::{NameError, NameType};

/// Forms in which authority lists come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthorityFormat {
    /// Rows separated by tabs under a line that names the columns: `id`, `name`, and what else there is (`docs/names.md`).
    Tsv,
    /// Rows separated by commas, with quotation marks, as the query service of Wikidata gives them.
    Csv,
    /// Linked Places: a GeoJSON collection of features with `names`.
    LinkedPlaces,
    /// Wikidata: an array of entities, or one entity a line, with `labels` and `aliases`.
    Wikidata,
    /// An extract of GeoNames: nineteen columns without a head.
    GeoNames,
}

impl AuthorityFormat {
    /// Guesses the form from how the text begins.
    ///
    /// ```
    /// use regesta_name::AuthorityFormat;
    /// assert_eq!(AuthorityFormat::of("{\"type\": \"FeatureCollection\", \"features\": []}"), AuthorityFormat::LinkedPlaces);
    /// assert_eq!(AuthorityFormat::of("id\tname\nx\tX\n"), AuthorityFormat::Tsv);
    /// assert_eq!(AuthorityFormat::of("item,itemLabel\nQ1,X\n"), AuthorityFormat::Csv);
    /// ```
    pub fn of(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let first = text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
        if text.starts_with('{') || text.starts_with('[') {
            let head: String = text.chars().take(4000).collect();
            if head.contains("\"FeatureCollection\"") { Self::LinkedPlaces } else { Self::Wikidata }
        } else if first.split('\t').count() == 19
            && first.split('\t').next().is_some_and(|id| id.parse::<u64>().is_ok())
        {
            Self::GeoNames
        } else if text.starts_with('#') || first.contains('\t') || !first.contains(',') {
            Self::Tsv
        } else {
            Self::Csv
        }
    }
}

/// One name of an imported list; the same thing may have several.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportedName {
    /// Identifier of the thing.
    pub id: String,
    /// Person, place or body; `None` where the list does not say and nothing tells.
    pub list: Option<NameType>,
    /// What kind of thing ("city", "party").
    pub kind: String,
    /// BCP 47 tag of the name.
    pub lang: String,
    /// The name.
    pub name: String,
    /// First year of the name.
    pub from: String,
    /// Last year of the name.
    pub to: String,
    /// Degrees north and east.
    pub position: Option<(f64, f64)>,
    /// Other identifiers of it.
    pub same_as: String,
    /// Where the row comes from.
    pub source: String,
}

/// The head line of lists that [`write_authority`] writes.
const COLUMNS: [&str; 11] = ["id", "list", "type", "lang", "name", "from", "to", "lat", "lon", "same_as", "source"];

/// Reads a list of any form. `fallback` is what things are of which the list does not say it.
///
/// # Errors
/// [`NameError`] with the line (of JSON on one line: the number of the entry) and what is wrong there. Nothing is left out in
/// silence, but for entries without any name.
///
/// ```
/// use regesta_name::{AuthorityFormat, NameType, import_authority};
/// let list = "id\tname\tlang\nq\tСаратов\tru\n";
/// let rows = import_authority(list, AuthorityFormat::Tsv, Some(NameType::Place)).unwrap();
/// assert_eq!((rows[0].id.as_str(), rows[0].list), ("q", Some(NameType::Place)));
/// let error = import_authority("id\tname\nq\n", AuthorityFormat::Tsv, None).unwrap_err();
/// assert!(error.to_string().contains("line 2"));
/// ```
pub fn import_authority(
    text: &str,
    format: AuthorityFormat,
    fallback: Option<NameType>,
) -> Result<Vec<ImportedName>, NameError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = match format {
        AuthorityFormat::Tsv => table(text, &|line| line.split('\t').map(|f| f.trim().to_owned()).collect())?,
        AuthorityFormat::Csv => table(text, &fields_of_csv)?,
        AuthorityFormat::LinkedPlaces => linked_places(text)?,
        AuthorityFormat::Wikidata => wikidata(text)?,
        AuthorityFormat::GeoNames => geonames(text)?,
    };
    for row in &mut rows {
        row.list = row.list.or(fallback);
    }
    Ok(rows)
}

/// Writes rows as the list that [`crate::Authorities::with_list`] reads, sorted.
///
/// # Errors
/// [`NameError::UnknownList`] for the first row of which nothing says whether it is a person, a place or a body.
pub fn write_authority(rows: &[ImportedName]) -> Result<String, NameError> {
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let list = match row.list {
            Some(NameType::Person) => "person",
            Some(NameType::Place) => "place",
            Some(NameType::Body) => "body",
            None => return Err(NameError::UnknownList { id: row.id.clone() }),
        };
        let (lat, lon) = row.position.map_or_else(Default::default, |(a, b)| (a.to_string(), b.to_string()));
        let fields =
            [&row.id, list, &row.kind, &row.lang, &row.name, &row.from, &row.to, &lat, &lon, &row.same_as, &row.source];
        lines.push(fields.map(|field| field.replace(['\t', '\n', '\r'], " ")).join("\t"));
    }
    lines.sort();
    lines.dedup();
    Ok(format!("{}\n{}\n", COLUMNS.join("\t"), lines.join("\n")))
}

/// What the word says a thing is.
pub(crate) fn list_named(word: &str) -> Option<NameType> {
    match word.trim().to_lowercase().as_str() {
        "person" | "persons" | "people" | "human" | "q5" => Some(NameType::Person),
        "place" | "places" | "city" | "town" | "village" | "state" | "region" | "country" | "settlement" => {
            Some(NameType::Place)
        }
        "body" | "bodies" | "org" | "organisation" | "organization" | "party" | "army" => Some(NameType::Body),
        _ => None,
    }
}

fn fault(line: usize, what: impl Into<String>) -> NameError {
    NameError::Unreadable { line, what: what.into() }
}

/// Names that columns have in lists of others.
fn column_of(name: &str) -> &str {
    match name {
        "item" | "qid" | "itemId" | "geonameid" | "identifier" => "id",
        "itemLabel" | "label" | "title" | "preferred" => "name",
        "itemAltLabel" | "altLabel" | "aliases" | "variants" => "variants",
        "language" => "lang",
        "class" | "kind" => "type",
        "start" | "birth" | "dateOfBirth" => "from",
        "end" | "death" | "dateOfDeath" => "to",
        "latitude" => "lat",
        "longitude" => "lon",
        "coord" | "coordinates" | "location" => "point",
        other => other,
    }
}

fn table(text: &str, split: &dyn Fn(&str) -> Vec<String>) -> Result<Vec<ImportedName>, NameError> {
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, l)| !l.trim().is_empty());
    let columns: Vec<String> = match text.lines().find_map(|l| l.strip_prefix("# columns:")) {
        Some(names) => names.split_whitespace().map(str::to_owned).collect(),
        None => match lines.find(|(_, line)| !line.starts_with('#')) {
            Some((_, head)) => split(head),
            None => return Ok(Vec::new()),
        },
    };
    let at_of = |wanted: &str| columns.iter().position(|c| column_of(c.trim()) == wanted);
    for column in ["id", "name"] {
        if at_of(column).is_none() {
            return Err(NameError::MissingColumn { list: "the imported list", column });
        }
    }
    let mut rows = Vec::new();
    for (line, text) in lines.filter(|(_, line)| !line.starts_with('#')) {
        let fields = split(text);
        if fields.len() > columns.len() {
            return Err(fault(line, format!("it has {} fields and the head {}", fields.len(), columns.len())));
        }
        let field = |wanted: &str| at_of(wanted).and_then(|at| fields.get(at)).map(String::as_str).unwrap_or_default();
        for column in ["id", "name"] {
            if field(column).is_empty() {
                return Err(NameError::EmptyField { list: "the imported list", line, column });
            }
        }
        let degrees = |wanted: &str, most: f64| {
            let given = field(wanted);
            if given.is_empty() {
                return Ok(None);
            }
            let degrees = given.parse::<f64>().ok().filter(|d| d.abs() <= most);
            degrees
                .map(Some)
                .ok_or_else(|| fault(line, format!("{wanted} {given:?} is no number of degrees up to {most}")))
        };
        let position = match (degrees("lat", 90.0)?, degrees("lon", 180.0)?) {
            (Some(lat), Some(lon)) => Some((lat, lon)),
            _ => point(field("point")),
        };
        let row = ImportedName {
            id: field("id").rsplit('/').next().unwrap_or_default().to_owned(),
            list: list_named(field("list")).or_else(|| list_named(field("type"))),
            kind: field("type").to_owned(),
            lang: field("lang").to_owned(),
            name: field("name").to_owned(),
            from: year(field("from")),
            to: year(field("to")),
            position,
            same_as: field("same_as").to_owned(),
            source: field("source").to_owned(),
        };
        let variants = field("variants").split([';', '|']).map(str::trim).filter(|v| !v.is_empty());
        let more: Vec<_> = variants.map(|name| ImportedName { name: name.to_owned(), ..row.clone() }).collect();
        rows.push(row);
        rows.extend(more);
    }
    Ok(rows)
}

/// Fields of a line with commas; quotation marks go round fields that hold some, and are doubled inside.
fn fields_of_csv(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let field = fields.len() - 1;
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                fields[field].push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            other => fields[field].push(other),
        }
    }
    fields.iter().map(|field| field.trim().to_owned()).collect()
}

/// "Point(44.8 41.7)": east, then north.
fn point(text: &str) -> Option<(f64, f64)> {
    let inside = text.split_once('(')?.1.strip_suffix(')')?;
    let (lon, lat) = inside.split_once(' ')?;
    Some((lat.trim().parse().ok()?, lon.trim().parse().ok()?))
}

/// The year of "+1880-01-05T00:00:00Z", "1880-01", "-44".
fn year(text: &str) -> String {
    let text = text.trim().trim_start_matches('+');
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() { String::new() } else { format!("{sign}{digits}") }
}

fn text_at<'v>(value: &'v Value, field: &str) -> &'v str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn json(text: &str) -> Result<Value, NameError> {
    serde_json::from_str(text).map_err(|error| fault(error.line(), format!("no JSON: {error}")))
}

fn linked_places(text: &str) -> Result<Vec<ImportedName>, NameError> {
    let collection = json(text)?;
    let Some(features) = collection.get("features").and_then(Value::as_array) else {
        return Err(fault(1, "a Linked Places file has an array `features`"));
    };
    let mut rows = Vec::new();
    for (at, feature) in features.iter().enumerate() {
        let number = at + 1;
        let id = match text_at(feature, "@id") {
            "" => text_at(&feature["properties"], "id"),
            id => id,
        };
        if id.is_empty() {
            return Err(NameError::NoIdentifier { entry: number, field: "@id" });
        }
        let at = feature["geometry"]["coordinates"]
            .as_array()
            .or_else(|| feature["geometry"]["geometries"].as_array()?.first()?.get("coordinates")?.as_array());
        let position = at.and_then(|pair| Some((pair.get(1)?.as_f64()?, pair.first()?.as_f64()?)));
        let years = |when: &Value| {
            let span = when["timespans"].get(0).unwrap_or(&Value::Null);
            let of = |side: &str| {
                let side = &span[side];
                let inside = ["in", "earliest", "latest"].iter().map(|f| text_at(side, f)).find(|t| !t.is_empty());
                year(inside.unwrap_or_default())
            };
            (of("start"), of("end"))
        };
        let links = feature["links"].as_array().into_iter().flatten().map(|link| text_at(link, "identifier"));
        let same_as = links.filter(|link| !link.is_empty()).collect::<Vec<_>>().join(";");
        let class = feature["types"].get(0).map_or("", |t| text_at(t, "label"));
        let names = feature["names"].as_array().into_iter().flatten();
        let source = text_at(&feature["properties"], "source");
        let row = |name: &str, lang: &str, when: &Value| ImportedName {
            id: id.rsplit('/').next().unwrap_or(id).to_owned(),
            list: Some(NameType::Place),
            kind: class.to_owned(),
            lang: lang.to_owned(),
            name: name.to_owned(),
            from: years(when).0,
            to: years(when).1,
            position,
            same_as: same_as.clone(),
            source: source.to_owned(),
        };
        let before = rows.len();
        for name in names.filter(|name| !text_at(name, "toponym").is_empty()) {
            rows.push(row(text_at(name, "toponym"), text_at(name, "lang"), &name["when"]));
        }
        let title = text_at(&feature["properties"], "title");
        if rows.len() == before && !title.is_empty() {
            rows.push(row(title, "", &feature["when"]));
        }
    }
    Ok(rows)
}

/// Languages whose names are taken from Wikidata.
const LANGUAGES: [&str; 9] = ["ru", "uk", "en", "tr", "az", "ka", "hy", "fa", "de"];

fn wikidata(text: &str) -> Result<Vec<ImportedName>, NameError> {
    let entities: Vec<(usize, Value)> = if text.trim_start().starts_with('[') && json(text).is_ok() {
        let Value::Array(list) = json(text)? else { return Ok(Vec::new()) };
        list.into_iter().enumerate().map(|(at, entity)| (at + 1, entity)).collect()
    } else if let Ok(whole) = json(text) {
        match whole.get("entities").and_then(Value::as_object) {
            Some(list) => list.values().cloned().enumerate().map(|(at, entity)| (at + 1, entity)).collect(),
            None => vec![(1, whole)],
        }
    } else {
        let mut list = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim().trim_end_matches(',');
            if line.is_empty() || matches!(line, "[" | "]") {
                continue;
            }
            let entity = serde_json::from_str(line).map_err(|e| fault(at + 1, format!("no JSON: {e}")))?;
            list.push((at + 1, entity));
        }
        list
    };
    let mut rows = Vec::new();
    for (number, entity) in entities {
        let id = text_at(&entity, "id");
        if id.is_empty() {
            return Err(NameError::NoIdentifier { entry: number, field: "id" });
        }
        let claims = |property: &str| {
            entity["claims"][property]
                .as_array()
                .into_iter()
                .flatten()
                .map(|claim| claim["mainsnak"]["datavalue"]["value"].clone())
                .collect::<Vec<Value>>()
        };
        let human = claims("P31").iter().any(|value| text_at(value, "id") == "Q5");
        let globe = claims("P625").first().and_then(|v| Some((v["latitude"].as_f64()?, v["longitude"].as_f64()?)));
        let list = match (human, globe) {
            (true, _) => Some(NameType::Person),
            (false, Some(_)) => Some(NameType::Place),
            _ => None,
        };
        let time = |property: &str| claims(property).first().map(|v| year(text_at(v, "time"))).unwrap_or_default();
        let (from, to) = if human { (time("P569"), time("P570")) } else { (time("P571"), time("P576")) };
        let mut put = |lang: &str, name: &str| {
            if !name.is_empty() {
                rows.push(ImportedName {
                    id: id.to_owned(),
                    list,
                    lang: lang.to_owned(),
                    name: name.to_owned(),
                    from: from.clone(),
                    to: to.clone(),
                    position: globe,
                    source: "Wikidata".to_owned(),
                    ..ImportedName::default()
                });
            }
        };
        for lang in LANGUAGES {
            put(lang, text_at(&entity["labels"][lang], "value"));
            for alias in entity["aliases"][lang].as_array().into_iter().flatten() {
                put(lang, text_at(alias, "value"));
            }
        }
    }
    Ok(rows)
}

/// Columns of GeoNames: id, name, name in ASCII, other names, degrees north, degrees east, class, code, …
fn geonames(text: &str) -> Result<Vec<ImportedName>, NameError> {
    let mut rows = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() != 19 {
            return Err(fault(at + 1, format!("a row of GeoNames has 19 fields, this one {}", fields.len())));
        }
        let position = match (fields[4].parse::<f64>(), fields[5].parse::<f64>()) {
            (Ok(lat), Ok(lon)) if lat.abs() <= 90.0 && lon.abs() <= 180.0 => Some((lat, lon)),
            _ => return Err(fault(at + 1, format!("{:?}, {:?} are no degrees", fields[4], fields[5]))),
        };
        let kind = match fields[6] {
            "P" => "city",
            "A" => "region",
            other => other,
        };
        let mut names: Vec<&str> = vec![fields[1]];
        names.extend(fields[3].split(',').map(str::trim).filter(|n| !n.is_empty() && *n != fields[1]));
        for name in names {
            rows.push(ImportedName {
                id: format!("geonames-{}", fields[0]),
                list: Some(NameType::Place),
                kind: kind.to_owned(),
                name: name.to_owned(),
                position,
                source: "GeoNames".to_owned(),
                ..ImportedName::default()
            });
        }
    }
    Ok(rows)
}
