//! Names and texts that try to be more than words.

use axum::Router;
use regesta_server::Server;
use serde_json::Value;

use crate::support::*;

const NAME: &str = "<img src=x onerror=alert(1)> \u{202e}\"'&.txt";

fn texts() -> Vec<(&'static str, String)> {
    vec![
        (NAME, "<script>alert('Wellington wrote to Castlereagh on 7 May 1815')</script>\n=cmd|' /C calc'!A0\n".to_owned()),
        ("long.txt", format!("On 7 May 1815 he left.\n\n{}\n\nOn 9 May 1815 he came.\n", "x".repeat(1 << 20))),
        ("bidi.txt", "\u{202e}On 8 May 1815\u{202c} \u{2066}Metternich\u{2069} wrote. 𐌰𐌱 e\u{301}\u{301} 👩‍👩‍👧 On 10 May 1815 he left.\n".to_owned()),
        ("zero.txt", "Before a zero\u{0}byte stands a word. On 11 May 1815 he left.\r\n\r\n\tOn 12 May 1815 too.".to_owned()),
        ("empty.txt", String::new()),
        ("blank.txt", " \n\n\t\n".to_owned()),
        ("a%2Fb#t=1-2?.txt", "On 13 May 1815 Metternich left Vienna.\n".to_owned()),
    ]
}

fn server(data: &std::path::Path) -> Router {
    let papers = data.join("papers");
    std::fs::create_dir_all(&papers).expect("a folder");
    for (name, words) in texts() {
        std::fs::write(papers.join(name), words).expect("written");
    }
    build(data, &papers, "hostile");
    Server::router(options(data), PORT)
}

#[tokio::test]
async fn hostile_texts_come_back_letter_for_letter() {
    let data = tempfile::tempdir().expect("a folder");
    let router = server(data.path());
    let overview = json(&router, "/api/p/hostile").await;
    let named: Vec<&str> = list(&overview["sources"]).iter().map(|s| text(&s["source"])).collect();
    assert!(named.contains(&NAME), "{named:?}");
    let mut dates = 0;
    for (name, words) in texts() {
        let Some(card) = list(&overview["sources"]).iter().find(|s| s["source"] == name) else { continue };
        let letters: Vec<char> = words.chars().collect();
        assert_eq!(number(&card["chars"]), letters.len(), "{name}");
        let source = encoded(name);
        let outline = json(&router, &format!("/api/p/hostile/outline?source={source}")).await;
        let mut first = 0;
        let mut blocks: Vec<Value> = Vec::new();
        loop {
            let part = json(&router, &format!("/api/p/hostile/text?source={source}&first={first}")).await;
            if list(&part["blocks"]).is_empty() {
                break;
            }
            first = number(&part["last"]) + 1;
            blocks.extend(list(&part["blocks"]).to_vec());
        }
        assert_eq!(blocks.len(), list(&outline["blocks"]).len(), "{name}");
        for piece in blocks.iter().flat_map(|b| list(&b["pieces"])) {
            let stretch = &letters[number(&piece["start"])..number(&piece["end"])];
            assert_eq!(stretch.iter().collect::<String>(), text(&piece["text"]), "{name}");
        }
        for mark in blocks.iter().flat_map(|b| list(&b["marks"])).filter(|m| m["kind"] == "date") {
            let (start, end) = (number(&mark["pieces"][0][0]), number(&mark["pieces"][0][1]));
            let words: String = letters[start..end].iter().collect();
            assert!(words.ends_with("May 1815"), "{name}: {words}");
            dates += 1;
        }
    }
    assert!(dates >= 6, "{dates}");
}

#[tokio::test]
async fn names_and_words_of_others_are_never_html() {
    let data = tempfile::tempdir().expect("a folder");
    let router = server(data.path());
    for path in [
        "/api/p/hostile".to_owned(),
        format!("/api/p/hostile/outline?source={}", encoded(NAME)),
        format!("/api/p/hostile/quote?source={}&start=0&end=20", encoded(NAME)),
        "/api/p/hostile/search?q=%3Cscript%3E".to_owned(),
        "/api/p/hostile/list/documents?genre=%3Cscript%3E".to_owned(),
        format!("/api/p/{}", encoded("<script>alert(1)</script>")),
    ] {
        let (_, headers, _) = send(&router, get_request(&path)).await;
        assert_eq!(
            (header(&headers, "content-type"), header(&headers, "x-content-type-options")),
            ("application/json", "nosniff"),
            "{path}"
        );
    }
    let quote = json(&router, &format!("/api/p/hostile/quote?source={}&start=0&end=8", encoded(NAME))).await;
    assert_eq!(quote["text"], "<script>");
    let address = text(&quote["address"]);
    assert!(address.is_ascii() && !address.contains(['<', '"', ' ']), "{address}");
}
