use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::*;

const LISTS: [&str; 6] = ["documents", "chronology", "people", "places", "bodies", "shelfmarks"];

async fn ids(router: &axum::Router, address: &str) -> BTreeSet<String> {
    let page = json(router, &of_sample(address)).await;
    assert_eq!(number(&page["total"]), list(&page["rows"]).len(), "{address}");
    list(&page["rows"]).iter().map(|r| text(&r["id"]).to_owned()).collect()
}

fn facet<'a>(page: &'a Value, key: &str) -> &'a [Value] {
    let facet = list(&page["facets"]).iter().find(|f| f["key"] == key).expect("the facet");
    list(&facet["values"])
}

#[tokio::test]
async fn lists_are_those_of_the_command_line() {
    let router = sample();
    let engine = regesta::Engine::built_in().expect("it loads");
    let file = sample_data().join("projects/caucasus-1920.regesta");
    let project = regesta::store::Project::open(file, regesta::store::Mode::Read).expect("the sample");
    let order =
        |page: &Value| -> Vec<String> { list(&page["rows"]).iter().map(|r| text(&r["id"]).to_owned()).collect() };
    let calendar: Vec<String> = regesta::views::calendar(&project).expect("rows").into_iter().map(|r| r.id).collect();
    assert_eq!(order(&json(&router, &of_sample("/list/documents?limit=500")).await), calendar);
    let chronology = regesta::views::chronology(&project, true).expect("rows").into_iter().map(|r| r.id);
    assert_eq!(order(&json(&router, &of_sample("/list/chronology?limit=500")).await), chronology.collect::<Vec<_>>());
    let people = regesta::views::names(&project, regesta::store::EntityType::Person).expect("rows");
    let page = json(&router, &of_sample("/list/people?limit=500")).await;
    assert_eq!(order(&page), people.iter().map(|r| r.id.clone()).collect::<Vec<_>>());
    for (row, known) in list(&page["rows"]).iter().zip(&people) {
        assert_eq!((number(&row["mentions"]), number(&row["possible"])), (known.mentions, known.possible));
        assert_eq!(number(&row["first"]["start"]), known.first.start);
    }
    let units = regesta::views::shelfmarks(&project, &engine).expect("rows");
    let page = json(&router, &of_sample("/list/shelfmarks?limit=500")).await;
    assert_eq!(order(&page), units.iter().map(|r| r.id.clone()).collect::<Vec<_>>());
    for (row, known) in list(&page["rows"]).iter().zip(&units) {
        let folios: Vec<&Vec<String>> = known.cited.iter().map(|c| &c.folios).collect();
        let told: Vec<Value> = list(&row["cited"]).iter().map(|c| c["folios"].clone()).collect();
        assert_eq!(serde_json::to_value(folios).expect("JSON"), Value::Array(told));
    }
}

#[tokio::test]
async fn pages_joined_are_the_whole_list() {
    let router = sample();
    for name in LISTS {
        let whole = json(&router, &of_sample(&format!("/list/{name}?limit=500"))).await;
        let mut joined = Vec::new();
        while joined.len() < number(&whole["total"]) {
            let page = json(&router, &of_sample(&format!("/list/{name}?limit=7&offset={}", joined.len()))).await;
            assert!(!list(&page["rows"]).is_empty());
            joined.extend(list(&page["rows"]).to_vec());
        }
        assert_eq!(&joined, list(&whole["rows"]), "{name}");
        let past = json(&router, &of_sample(&format!("/list/{name}?offset=100000"))).await;
        assert!(list(&past["rows"]).is_empty());
    }
}

#[tokio::test]
async fn values_of_one_key_are_alternatives_and_keys_add_up() {
    let router = sample();
    let page = json(&router, &of_sample("/list/documents?limit=500")).await;
    let (genres, senders) = (facet(&page, "genre"), facet(&page, "sender"));
    let genre = |at: usize| format!("genre={}", encoded(text(&genres[at]["value"])));
    let sender = format!("sender={}", encoded(text(&senders[0]["value"])));
    let one = ids(&router, &format!("/list/documents?limit=500&{}", genre(0))).await;
    let other = ids(&router, &format!("/list/documents?limit=500&{}", genre(1))).await;
    assert_eq!(one.len(), number(&genres[0]["count"]));
    let either = ids(&router, &format!("/list/documents?limit=500&{}&{}", genre(0), genre(1))).await;
    assert_eq!(either, one.union(&other).cloned().collect());
    let by_sender = ids(&router, &format!("/list/documents?limit=500&{sender}")).await;
    let both = ids(&router, &format!("/list/documents?limit=500&{}&{sender}", genre(0))).await;
    assert_eq!(both, one.intersection(&by_sender).cloned().collect());
    assert!(ids(&router, "/list/documents?limit=500&genre=no-such-genre").await.is_empty());
}

#[tokio::test]
async fn facets_count_what_choosing_them_gives() {
    let router = sample();
    for name in LISTS {
        let page = json(&router, &of_sample(&format!("/list/{name}?limit=500"))).await;
        for facet in list(&page["facets"]) {
            for value in list(&facet["values"]).iter().take(3) {
                let filter = format!("{}={}", text(&facet["key"]), encoded(text(&value["value"])));
                let chosen = json(&router, &of_sample(&format!("/list/{name}?{filter}"))).await;
                assert_eq!(chosen["total"], value["count"], "{name} {filter}");
                assert_eq!(chosen["unfiltered"], page["total"], "{name} {filter}");
                // Its own values keep their numbers: they are alternatives.
                let same = list(&chosen["facets"]).iter().find(|f| f["key"] == facet["key"]).expect("the facet");
                assert!(list(&same["values"]).iter().any(|v| v["value"] == value["value"] && v["chosen"] == true));
            }
        }
    }
}

#[tokio::test]
async fn periods_take_what_may_fall_into_them() {
    let router = sample();
    let all = json(&router, &of_sample("/list/documents?limit=500")).await;
    let dates = |row: &Value| -> Vec<(i64, i64)> {
        let sent = list(&row["dates"]).iter().map(|d| text(&d["edtf"]));
        sent.chain(list(&row["received"]).iter().map(text)).filter_map(regesta::views::bounds).collect()
    };
    let (from, to) = regesta::views::bounds("1920-05").expect("a month");
    let expected = |test: &dyn Fn(&(i64, i64)) -> bool| -> BTreeSet<String> {
        let rows = list(&all["rows"]).iter().filter(|r| dates(r).iter().any(test));
        rows.map(|r| text(&r["id"]).to_owned()).collect()
    };
    let any = ids(&router, "/list/documents?limit=500&from=1920-05&to=1920-05").await;
    assert_eq!(any, expected(&|&(first, last)| last > from && first < to));
    let inside = ids(&router, "/list/documents?limit=500&from=1920-05&to=1920-05&dates=inside").await;
    assert_eq!(inside, expected(&|&(first, last)| first >= from && last <= to));
    assert!(!inside.is_empty() && inside.is_subset(&any));
    let undated = ids(&router, "/list/documents?limit=500&undated=only").await;
    assert_eq!(undated.len(), number(&all["undated"]));
    let dated = ids(&router, "/list/documents?limit=500&undated=hide").await;
    assert_eq!(dated.len() + undated.len(), number(&all["total"]));
    let histogram = &json(&router, &of_sample("/list/documents?from=1920-05&to=1920-05")).await["histogram"];
    assert_eq!(histogram["step"], "day");
    let here: usize = list(&histogram["bins"]).iter().map(|b| number(&b["here"])).sum();
    assert!(here > 0 && here <= any.len());
}

#[tokio::test]
async fn what_lies_in_a_period_stands_before_what_may_fall_into_it() {
    let router = sample();
    let month = "from=1920-05-01&to=1920-05-31";
    let inside = ids(&router, &format!("/list/chronology?limit=500&{month}&dates=inside")).await;
    let page = json(&router, &of_sample(&format!("/list/chronology?limit=500&{month}"))).await;
    let order: Vec<&str> = list(&page["rows"]).iter().map(|r| text(&r["id"])).collect();
    assert!(inside.len() > 3 && order.len() > inside.len(), "{} of {}", inside.len(), order.len());
    assert_eq!(order[..inside.len()].iter().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>(), inside);
    // Any other order is left as it is asked for.
    let page = json(&router, &of_sample(&format!("/list/chronology?limit=500&{month}&sort=type"))).await;
    let types: Vec<String> = list(&page["rows"]).iter().map(|r| text(&r["type"]).to_owned()).collect();
    assert!(types.windows(2).all(|pair| pair[0] <= pair[1]), "{types:?}");
}

#[tokio::test]
async fn words_are_found_in_any_script_and_case() {
    let router = sample();
    let latin = ids(&router, "/list/people?limit=500&q=Ordzhonikidze").await;
    let cyrillic = ids(&router, &format!("/list/people?limit=500&q={}", encoded("орджоникидзе"))).await;
    assert!(!latin.is_empty());
    assert_eq!(latin, cyrillic);
}

#[tokio::test]
async fn lists_are_sorted_as_asked() {
    let router = sample();
    let page = json(&router, &of_sample("/list/people?limit=500&sort=mentions")).await;
    let mentions: Vec<usize> = list(&page["rows"]).iter().map(|r| number(&r["mentions"])).collect();
    assert!(mentions.is_sorted_by(|a, b| a >= b));
    let up = json(&router, &of_sample("/list/documents?limit=500&sort=genre")).await;
    let down = json(&router, &of_sample("/list/documents?limit=500&sort=genre&dir=desc")).await;
    let mut turned = list(&down["rows"]).to_vec();
    turned.reverse();
    assert_eq!(&turned, list(&up["rows"]));
    for bad in ["sort=colour", "dir=up", "limit=-1", "from=yesterday", "dates=some", "undated=maybe"] {
        let request = get_request(&of_sample(&format!("/list/documents?{bad}")));
        assert_eq!(problem(&router, request).await, (StatusCode::BAD_REQUEST, "request.parameter".to_owned()), "{bad}");
    }
    let unknown = problem(&router, get_request(&of_sample("/list/colours"))).await;
    assert_eq!(unknown, (StatusCode::NOT_FOUND, "list.unknown".to_owned()));
}

/// Reads CSV as RFC 4180 says.
fn cells(file: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = file.chars().peekable();
    while let Some(c) = letters.next() {
        match (c, quoted) {
            ('"', true) if letters.peek() == Some(&'"') => cell.push(letters.next().unwrap_or('"')),
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\r', false) => {}
            ('\n', false) => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (c, _) => cell.push(c),
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !quoted, "the file ends with a line end");
    rows
}

#[tokio::test]
async fn exports_hold_every_row_that_passes() {
    let router = sample();
    for name in LISTS {
        let total = number(&json(&router, &of_sample(&format!("/list/{name}"))).await["total"]);
        let (status, headers, body) =
            send(&router, get_request(&of_sample(&format!("/export/{name}.csv?limit=3")))).await;
        assert_eq!((status, header(&headers, "content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
        let disposition = format!("attachment; filename=\"caucasus-1920-{name}.csv\"");
        assert_eq!(header(&headers, "content-disposition"), disposition);
        let file = String::from_utf8(body).expect("UTF-8");
        let rows = cells(file.strip_prefix('\u{feff}').expect("a byte order mark"));
        assert_eq!(rows.len(), total + 1, "{name}");
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{name}");
        let rows = json(&router, &of_sample(&format!("/export/{name}.json"))).await;
        assert_eq!(list(&rows).len(), total, "{name}");
    }
    let filtered = json(&router, &of_sample("/export/documents.json?from=1920-05&to=1920-05")).await;
    let page = json(&router, &of_sample("/list/documents?from=1920-05&to=1920-05")).await;
    assert_eq!(list(&filtered).len(), number(&page["total"]));
    for (file, code) in
        [("documents.xml", "export.format"), ("documents", "export.format"), ("colours.csv", "list.unknown")]
    {
        let found = problem(&router, get_request(&of_sample(&format!("/export/{file}")))).await;
        assert_eq!(found, (StatusCode::NOT_FOUND, code.to_owned()));
    }
}
