use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::xes::word;
use super::{NOTE, instant};
use crate::case::Case;
use crate::explain::traces;
use crate::scheme::Scheme;

/// An object-centric event log (OCEL 2.0, JSON): events are the stages of each coherent reading; objects are cases,
/// readings, texts, and the persons and bodies that play the roles of the scheme.
///
/// An event without any bound has no instant and is left out, since the format demands one; the reading says how many.
pub fn ocel(scheme: &Scheme, cases: &[&Case]) -> Value {
    const EVENT_TEXTS: [&str; 9] =
        ["stage_name", "evidence", "indicator", "date", "quote", "voice", "modality", "earliest", "latest"];
    let attribute = |name: &str| json!({ "name": name, "type": "string" });
    let attributes: Vec<Value> = EVENT_TEXTS.iter().map(|name| attribute(name)).collect();
    let (mut events, mut objects, mut types) = (Vec::new(), Vec::new(), BTreeSet::new());
    let epoch = instant(0);
    let text_attribute = |name: &str, value: &str| json!({ "name": name, "time": epoch, "value": value });
    let mut listed: BTreeSet<String> = BTreeSet::new();
    for case in cases {
        let case_id = format!("case:{}", case.id);
        let mut players = Vec::new();
        for (role, names) in &case.roles {
            for name in names {
                let id = format!("actor:{name}");
                if listed.insert(id.clone()) {
                    objects.push(json!({ "id": id, "type": "actor", "attributes": [text_attribute("name", name)] }));
                }
                players.push(json!({ "objectId": id, "qualifier": role }));
            }
        }
        objects.push(json!({
            "id": case_id, "type": "case", "attributes": [text_attribute("title", &case.title)], "relationships": players
        }));
        let (found, _) = traces(scheme, case);
        for (number, trace) in found.iter().enumerate() {
            let text_id = format!("text:{}", case.text_file(&trace.text));
            if listed.insert(text_id.clone()) {
                let file = case.text_file(&trace.text);
                objects.push(json!({ "id": text_id, "type": "text", "attributes": [text_attribute("file", file)] }));
            }
            let reading_id = format!("reading:{}/{}/{}", case.id, trace.text, number + 1);
            let undated = trace.events.iter().filter(|(_, _, b)| b.is_open()).count();
            objects.push(json!({
                "id": reading_id,
                "type": "reading",
                "attributes": [text_attribute("undated_stages", &undated.to_string())],
                "relationships": [
                    { "objectId": case_id, "qualifier": "reading of" },
                    { "objectId": text_id, "qualifier": "according to" }
                ]
            }));
            for (stage, evidence, bounds) in &trace.events {
                let (stage, e) = (&scheme.stages[*stage], &case.evidence[*evidence]);
                let Some(time) = bounds.earliest.or(bounds.latest) else { continue };
                types.insert(stage.id.clone());
                let bound = |minute: Option<i64>| minute.map_or_else(|| "..".to_owned(), instant);
                let values = [
                    stage.name.clone(),
                    e.id.clone(),
                    e.indicator.clone(),
                    e.date.clone().unwrap_or_default(),
                    e.quote.clone(),
                    e.voice.clone(),
                    word(e.modality).to_owned(),
                    bound(bounds.earliest),
                    bound(bounds.latest),
                ];
                let values: Vec<Value> = EVENT_TEXTS
                    .iter()
                    .zip(values)
                    .map(|(name, value)| json!({ "name": name, "value": value }))
                    .collect();
                events.push(json!({
                    "id": format!("{reading_id}/{}", stage.id),
                    "type": stage.id,
                    "time": instant(time),
                    "attributes": values,
                    "relationships": [
                        { "objectId": case_id, "qualifier": "case" },
                        { "objectId": reading_id, "qualifier": "reading" },
                        { "objectId": text_id, "qualifier": "source" }
                    ]
                }));
            }
        }
    }
    let object_type =
        |name: &str, attribute_name: &str| json!({ "name": name, "attributes": [attribute(attribute_name)] });
    json!({
        "regesta:note": NOTE,
        "eventTypes": types.iter().map(|t| json!({ "name": t, "attributes": attributes })).collect::<Vec<_>>(),
        "objectTypes": [
            object_type("actor", "name"),
            object_type("case", "title"),
            object_type("reading", "undated_stages"),
            object_type("text", "file")
        ],
        "events": events,
        "objects": objects
    })
}
