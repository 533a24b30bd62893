//! The files of the window, embedded by `build.rs`.

/// One file.
#[derive(Debug)]
pub(crate) struct Asset {
    /// Path from the root, without a slash before it.
    pub(crate) path: &'static str,
    pub(crate) media_type: &'static str,
    /// Of the content.
    pub(crate) hash: &'static str,
    pub(crate) bytes: &'static [u8],
    pub(crate) gzip: Option<&'static [u8]>,
    pub(crate) brotli: Option<&'static [u8]>,
}

// `ASSETS`, sorted by path.
include!(concat!(env!("OUT_DIR"), "/assets.rs"));

#[cfg(test)]
mod tests {
    use super::ASSETS;

    #[test]
    fn files_are_sorted_and_there_is_a_page() {
        assert!(ASSETS.windows(2).all(|pair| pair[0].path < pair[1].path));
        let page = ASSETS.iter().find(|a| a.path == "index.html").expect("a page");
        let text = std::str::from_utf8(page.bytes).expect("UTF-8");
        assert!(text.contains("<!doctype html>") || text.contains("<!DOCTYPE html>"));
        assert!(!text.contains("<style") && !text.contains("style="), "the policy forbids inline styles");
    }
}
