//! The server as a browser meets it.

mod accounts;
mod adding;
mod decided;
mod hostile;
mod identity;
mod lists;
mod map;
mod review;
mod schemes;
mod security;
mod shared;
mod site;
mod support;
mod texts;
mod things;

#[test]
fn description_of_the_interface_is_fresh() {
    let kept = include_str!("../../../../docs/openapi.json");
    assert!(
        kept == regesta_server::openapi(),
        "docs/openapi.json is not what the types say: run `regesta schema openapi > docs/openapi.json`"
    );
}
