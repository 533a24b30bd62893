//! Embeds the window (`web/dist` of the workspace), each file once as it is and once compressed. Without it a page says how
//! to build it, so that the program builds without Node.

use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Shown where the window was not built.
const PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Regesta</title></head>\n<body>\n\
    <h1>Regesta</h1>\n<p>This program was built without its window. Run <code>make window</code> in the folder of the \
    sources, which needs Node, and build it again. What the window would show can be read under \
    <a href=\"/api/projects\">/api/projects</a>.</p>\n</body>\n</html>\n";

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../..");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let dist = root.join("web/dist");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", dist.display());
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    if dist.join("index.html").is_file() {
        collect(&dist, "", &mut files)?;
    } else {
        files.push(("index.html".into(), PAGE.into()));
    }
    files.sort();
    let mut code = String::from("pub(crate) static ASSETS: &[Asset] = &[\n");
    for (number, (path, bytes)) in files.iter().enumerate() {
        if path.ends_with(".br") || path.ends_with(".gz") {
            continue;
        }
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let beside = |ending: &str| files.iter().find(|(p, _)| *p == format!("{path}{ending}")).map(|(_, b)| b.clone());
        let gzip = match beside(".gz") {
            Some(bytes) => Some(bytes),
            None if is_compressible(path) => Some(compress(bytes)?),
            None => None,
        };
        let plain = embed(&out, number, "bin", bytes)?;
        let gzip = gzip.filter(|g| g.len() < bytes.len()).map(|g| embed(&out, number, "gz", &g)).transpose()?;
        let brotli = beside(".br").map(|b| embed(&out, number, "br", &b)).transpose()?;
        let option = |code: Option<String>| code.map_or("None".to_owned(), |c| format!("Some({c})"));
        let _ = writeln!(
            code,
            "    Asset {{ path: {path:?}, media_type: {:?}, hash: \"{:016x}\", bytes: {plain}, gzip: {}, brotli: {} }},",
            media_type(path),
            hasher.finish(),
            option(gzip),
            option(brotli),
        );
    }
    code.push_str("];\n");
    fs::write(out.join("assets.rs"), code)
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        println!("cargo::rerun-if-changed={}", entry.path().display());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), files)?;
        } else if !name.ends_with(".map") {
            files.push((name, fs::read(entry.path())?));
        }
    }
    Ok(())
}

/// Writes bytes beside the code and gives the expression that includes them.
fn embed(out: &Path, number: usize, ending: &str, bytes: &[u8]) -> io::Result<String> {
    let name = format!("asset-{number}.{ending}");
    fs::write(out.join(&name), bytes)?;
    Ok(format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\"))"))
}

fn compress(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn is_compressible(path: &str) -> bool {
    !matches!(ending(path), "woff2" | "woff" | "png" | "jpg" | "jpeg" | "webp")
}

fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn media_type(path: &str) -> &'static str {
    match ending(path) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "txt" | "ftl" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
