//! Makes the table of built-in provider packs: their texts, and which header names point to which, so that a delivery
//! is recognised without reading all of them, and a start costs nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const FOLDER: &str = "src/provider/packs";
/// Headers that most requests have: they point to nobody by themselves.
const COMMON: [&str; 4] = ["user-agent", "authorization", "content-type", "host"];

fn main() {
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=build.rs");
    let mut files: Vec<_> = std::fs::read_dir(FOLDER)
        .expect("the folder of packs")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let mut out = format!("static PACKS: [BuiltIn; {}] = [\n", files.len());
    let mut by_header: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_rest: Vec<usize> = Vec::new();
    let mut shakers: Vec<usize> = Vec::new();
    for (at, path) in files.iter().enumerate() {
        let slug = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).expect("a readable pack");
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let names = |key: &str| -> Vec<String> {
            let list = table.get(key).and_then(|value| value.as_array()).cloned().unwrap_or_default();
            list.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
        };
        let vendor = table.get("vendor").and_then(|value| value.as_str()).unwrap_or_default();
        let full = Path::new(&std::env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join(path);
        writeln!(
            out,
            "    BuiltIn {{ slug: {slug:?}, vendor: {vendor:?}, aliases: &{:?}, text: include_str!(r\"{}\"), pack: OnceLock::new() }},",
            names("aliases"),
            full.display()
        )
        .expect("written");
        for alternative in names("recognise") {
            match pointer(&alternative) {
                Some(header) => by_header.entry(header).or_default().push(at),
                None => by_rest.push(at),
            }
        }
        if table.contains_key("handshake") {
            shakers.push(at);
        }
    }
    out.push_str("];\n\nstatic BY_HEADER: &[(&str, &[usize])] = &[\n");
    for (header, mut packs) in by_header {
        packs.dedup();
        writeln!(out, "    ({header:?}, &{packs:?}),").expect("written");
    }
    by_rest.dedup();
    writeln!(out, "];\n\nstatic BY_REST: &[usize] = &{by_rest:?};\n\nstatic SHAKERS: &[usize] = &{shakers:?};")
        .expect("written");
    let target = Path::new(&std::env::var("OUT_DIR").expect("set by cargo")).join("packs.rs");
    std::fs::write(target, out).expect("written");
}

/// The header that an alternative hangs on: one that few requests have, if there is one.
fn pointer(alternative: &str) -> Option<String> {
    let names: Vec<&str> = alternative
        .split(" & ")
        .filter_map(|condition| condition.trim().strip_prefix("header "))
        .map(|rest| rest.split_whitespace().next().unwrap_or_default())
        .collect();
    names.iter().find(|name| !COMMON.contains(name)).or(names.first()).map(|name| (*name).to_owned())
}
