//! What `process_mining` reads in our exports, and what alignments cost by it.
//!
//! `scheme-oracle read LOG.xes LOG.jsonocel` prints one JSON object: `xes` (a list of events, each a map of its attributes with the
//! name of its trace), `ocel` (the same for the object-centric log), `links` (event, object), `objects` (how many).
//!
//! `scheme-oracle costs` prints the cost of eight traces of six stages of which the first and the last may be missing, and the sum
//! over all orders of the six; `crates/regesta-scheme/tests/costs.rs` holds the same figures.

use std::process::ExitCode;

use process_mining::conformance::alignments::{AlignmentOptions, align_trace};
use process_mining::core::event_data::case_centric::AttributeValue;
use process_mining::core::process_models::petri_net::{ArcType, Marking};
use process_mining::{EventLog, Importable, OCEL, PetriNet};
use serde_json::{Map, Value, json};

const STAGES: [(&str, bool); 6] =
    [("prep", true), ("coup", false), ("revkom", false), ("appeal", false), ("entry", false), ("greeting", true)];

const TRACES: [&[&str]; 8] = [
    &["prep", "coup", "revkom", "appeal", "entry", "greeting"],
    &["prep", "entry", "coup", "revkom", "appeal", "greeting"],
    &["prep", "revkom", "coup", "entry", "appeal"],
    &["prep", "entry", "revkom", "coup", "appeal"],
    &["prep", "revkom", "coup", "appeal"],
    &["prep", "revkom", "entry", "coup", "greeting"],
    &["prep", "coup"],
    &["prep", "entry", "revkom", "appeal", "coup"],
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["read", xes, ocel] => match read(xes, ocel) {
            Ok(read) => println!("{read}"),
            Err(why) => {
                eprintln!("{why}");
                return ExitCode::FAILURE;
            }
        },
        ["costs"] => costs(),
        _ => {
            eprintln!("usage: scheme-oracle read LOG.xes LOG.jsonocel | scheme-oracle costs");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn read(xes: &str, ocel: &str) -> Result<Value, String> {
    let log = EventLog::import_from_path(xes).map_err(|e| format!("{xes}: {e}"))?;
    let mut events = Vec::new();
    for trace in &log.traces {
        let name = trace.attributes.iter().find(|a| a.key == "concept:name").map(|a| in_words(&a.value));
        for event in &trace.events {
            let mut row: Map<String, Value> =
                event.attributes.iter().map(|a| (a.key.clone(), in_words(&a.value).into())).collect();
            row.insert("trace".into(), name.clone().into());
            events.push(Value::Object(row));
        }
    }
    let objects = OCEL::import_from_path(ocel).map_err(|e| format!("{ocel}: {e}"))?;
    let mut own = Vec::new();
    let mut links = Vec::new();
    for event in &objects.events {
        let mut row: Map<String, Value> =
            event.attributes.iter().map(|a| (a.name.clone(), a.value.to_string().into())).collect();
        row.insert("ocel:timestamp".into(), event.time.to_rfc3339().into());
        own.push(Value::Object(row));
        links.extend(event.relationships.iter().map(|link| json!({ "event": event.id, "object": link.object_id })));
    }
    Ok(json!({ "version": "0.6.2", "xes": events, "ocel": own, "links": links, "objects": objects.objects.len() }))
}

fn in_words(value: &AttributeValue) -> String {
    match value {
        AttributeValue::String(words) => words.clone(),
        AttributeValue::Date(date) => date.to_rfc3339(),
        AttributeValue::Int(number) => number.to_string(),
        AttributeValue::Float(number) => number.to_string(),
        AttributeValue::Boolean(yes) => yes.to_string(),
        AttributeValue::ID(id) => id.to_string(),
        other => format!("{other:?}"),
    }
}

/// Stages in a row; one that may be missing has a silent way round it.
fn net() -> PetriNet {
    let mut net = PetriNet::new();
    let mut here = net.add_place(None);
    let start = here;
    for (name, may_be_missing) in STAGES {
        let next = net.add_place(None);
        let labels = [Some(name.to_owned()), None];
        for label in &labels[..if may_be_missing { 2 } else { 1 }] {
            let step = net.add_transition(label.clone(), None);
            net.add_arc(ArcType::place_to_transition(here, step), None);
            net.add_arc(ArcType::transition_to_place(step, next), None);
        }
        here = next;
    }
    net.initial_marking = Some(Marking::from([(start, 1)]));
    net.final_markings = Some(vec![Marking::from([(here, 1)])]);
    net
}

fn costs() {
    let net = net();
    let options = AlignmentOptions::default();
    let cost = |trace: &[&str]| align_trace(&net, trace, &options).map(|found| u64::from(found.cost));
    for trace in TRACES {
        println!("{:?}\t{}", cost(trace), trace.join(" "));
    }
    let mut orders = Vec::new();
    permute(&mut STAGES.map(|(name, _)| name), 0, &mut orders);
    let sum: u64 = orders.iter().map(|order| cost(order).expect("a net that can always be walked to its end")).sum();
    println!("{sum}\tsum over {} orders", orders.len());
}

fn permute(stages: &mut [&'static str; 6], from: usize, into: &mut Vec<[&'static str; 6]>) {
    if from == stages.len() {
        into.push(*stages);
        return;
    }
    for k in from..stages.len() {
        stages.swap(from, k);
        permute(stages, from + 1, into);
        stages.swap(from, k);
    }
}
